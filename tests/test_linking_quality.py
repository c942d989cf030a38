"""How well names are told apart and brought together, on pairs and clusters judged by hand (``tests/linking``)."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.link import key_of

GOLD = Path(__file__).parent / "linking"
LEAST_PRECISION, LEAST_F1 = 0.99, 0.97


class Figures(NamedTuple):
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def thing(kind: str, name: str, context: str, place: object) -> object:
    """Return what the program takes for the thing; a name that does not settle it is a thing of its own."""
    identity = key_of(kind, name, context)
    return (kind, identity.key) if identity.settled else place


def joined(row: dict[str, str]) -> bool:
    left = thing(row["left_kind"], row["left"], row["left_context"], "left")
    return left == thing(row["right_kind"], row["right"], row["right_context"], "right")


def pairwise(pairs: list[dict[str, str]]) -> Figures:
    said = [row for row in pairs if joined(row)]
    right = sum(row["same"] == "yes" for row in said)
    return Figures(right / max(1, len(said)), right / max(1, sum(row["same"] == "yes" for row in pairs)))


def b_cubed(members: list[dict[str, str]]) -> Figures:
    """Return precision and recall averaged over the names: the share of its company that belongs, and that is there."""
    wanted, got = defaultdict(set), defaultdict(set)
    places = [thing(row["kind"], row["name"], row["context"], i) for i, row in enumerate(members)]
    for i, (row, place) in enumerate(zip(members, places, strict=True)):
        wanted[row["cluster"]].add(i)
        got[place].add(i)
    both = [(got[p], wanted[r["cluster"]]) for p, r in zip(places, members, strict=True)]
    precision = sum(len(g & w) / len(g) for g, w in both) / len(both)
    return Figures(precision, sum(len(g & w) / len(w) for g, w in both) / len(both))


def table(named: dict[str, Figures]) -> str:
    return "\n".join(f"{name:32} P {f.precision:.3f}  R {f.recall:.3f}  F1 {f.f1:.3f}" for name, f in named.items())


def test_names_that_are_one_thing_are_joined_and_others_are_not() -> None:
    pairs = rows("pairs.csv")
    by_kind = {f"  {k}": pairwise([r for r in pairs if r["left_kind"] == k]) for k in {r["left_kind"] for r in pairs}}
    figures = pairwise(pairs)
    print("\n" + table({f"pairs ({len(pairs)})": figures} | dict(sorted(by_kind.items()))))
    assert figures.precision >= LEAST_PRECISION
    assert figures.f1 >= LEAST_F1


def test_hard_clusters_come_out_as_they_were_judged() -> None:
    members = rows("clusters.csv")
    figures = b_cubed(members)
    print("\n" + table({f"clusters ({len({r['cluster'] for r in members})})": figures}))
    assert figures.precision >= LEAST_PRECISION
    assert figures.f1 >= LEAST_F1


@pytest.mark.parametrize(("file", "least"), [("pairs.csv", 400), ("clusters.csv", 200)])
def test_every_judgement_has_a_reason(file: str, least: int) -> None:
    judged = rows(file)
    assert len(judged) >= least
    assert all(row["reason"] for row in judged)


def test_no_pair_is_judged_twice() -> None:
    sides = ("left_kind", "left", "left_context"), ("right_kind", "right", "right_context")
    pairs = [tuple(sorted(tuple(row[c] for c in side) for side in sides)) for row in rows("pairs.csv")]
    assert len(pairs) == len(set(pairs))


def test_there_are_enough_hard_clusters() -> None:
    assert len({row["cluster"] for row in rows("clusters.csv")}) >= 60
