"""Linking by the make-up of names beside string likeness (rapidfuzz) and a probabilistic model (splink), on what was judged.

    pip install "splink>=5,<6"
    python benchmarks/linking.py

The likeness and the model get the threshold that
suits them best on these very pairs, and the context before the name where there is one; the model is also told which
names are one thing while it learns. All that is more help than they would have on new text.
"""

import csv
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from kg.link import key_of

GOLD = Path(__file__).parent.parent / "tests" / "linking"
ROUNDS = 20
SIDES = ("left", "right")
STEPS = 200  # thresholds that are tried for the model

Row = dict[str, str]
Name = tuple[str, str, str]  # kind, name, context
Decide = Callable[[Name, Name], bool]


def main() -> None:
    pairs, members = rows("pairs.csv"), rows("clusters.csv")
    print(f"{len(pairs)} pairs, {len({row['cluster'] for row in members})} clusters of {len(members)} names")
    show("kg.link", pairs, members, joined)
    for measure in (fuzz.ratio, fuzz.partial_ratio, fuzz.token_set_ratio):
        score = max(range(50, 101), key=lambda limit: f1(*counts(pairs, like(measure, limit))))
        show(f"rapidfuzz {measure.__name__} >= {score}", pairs, members, like(measure, score))
    for told in (False, True):
        known = model(pairs, members, told)
        limits = sorted({*known.values()})
        tried = [0.5, *limits[:: max(1, len(limits) // STEPS)]]
        best = max(tried, key=lambda limit: f1(*counts(pairs, probable(known, limit))))
        learnt = "told what is one" if told else "by itself"
        for limit in (0.5, best):
            show(f"splink, {learnt}, >= {limit:.2g}", pairs, members, probable(known, limit))
    print(f"{seconds_a_key(pairs) * 1e6:.1f} µs a key, first time; a repeated name costs a look-up")


def rows(name: str) -> list[Row]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ends(row: Row) -> tuple[Name, Name]:
    left, right = ((row[f"{s}_kind"], row[s], row[f"{s}_context"]) for s in SIDES)
    return left, right


def member(row: Row) -> Name:
    return row["kind"], row["name"], row["context"]


# ---------------------------------------------------------------- who decides


def joined(one: Name, other: Name) -> bool:
    left, right = key_of(*one), key_of(*other)
    return left.settled and right.settled and (one[0], left.key) == (other[0], right.key)


def like(measure: Callable[[str, str], float], limit: int) -> Decide:
    return lambda one, other: one[0] == other[0] and measure(one[2] + one[1], other[2] + other[1]) >= limit


def probable(known: dict[frozenset[Name], float], limit: float) -> Decide:
    return lambda one, other: known.get(frozenset((one, other)), -1.0) >= limit


def model(pairs: list[Row], members: list[Row], told: bool) -> dict[frozenset[Name], float]:
    """Return how probable splink finds it that two names of one kind are one thing.

    Args:
        pairs: the judged pairs.
        members: the names of the judged clusters.
        told: whether it learns from the judgements; else by expectation and maximisation from the names alone.
    """
    import pyarrow as pa
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.WARNING)
    names = sorted({*(end for row in pairs for end in ends(row)), *map(member, members)})
    thing = things(pairs, members)
    table = pa.Table.from_pylist(
        [
            {
                "unique_id": number,
                "kind": kind,
                "full": context + name,
                "begin": name[:2],
                "end": name[-2:],
                "thing": thing.get((kind, name, context), number),
            }
            for number, (kind, name, context) in enumerate(names)
        ]
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("full", [0.95, 0.9, 0.8, 0.7]),
            compare.ExactMatch("begin"),
            compare.ExactMatch("end"),
        ],
        blocking_rules_to_generate_predictions=[block_on("kind")],
    )
    linker = Linker(DuckDBAPI().register(table), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("kind", "full")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    if told:
        linker.training.estimate_m_from_label_column("thing")
    else:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("kind"))
    found = linker.inference.predict(threshold_match_probability=0).as_record_list()
    return {frozenset(names[row[f"unique_id_{side}"]] for side in "lr"): row["match_probability"] for row in found}


def things(pairs: list[Row], members: list[Row]) -> dict[Name, int]:
    """Return a number for each thing that the judgements bring together, by its names."""
    together: dict[Name, set[Name]] = {}
    same = [ends(row) for row in pairs if row["same"] == "yes"]
    for one, other in (*same, *within(members)):
        group = together.get(one, {one}) | together.get(other, {other})
        together.update(dict.fromkeys(group, group))
    leaders = sorted({min(group) for group in together.values()})
    return {name: -1 - leaders.index(min(group)) for name, group in together.items()}


def within(members: list[Row]) -> Iterator[tuple[Name, Name]]:
    """Yield every two names of one cluster."""
    clusters: dict[str, list[Name]] = defaultdict(list)
    for row in members:
        clusters[row["cluster"]].append(member(row))
    for names in clusters.values():
        yield from combinations(names, 2)


# ---------------------------------------------------------------- figures


def counts(pairs: list[Row], decide: Decide) -> tuple[int, int, int]:
    """Return how many joins were right, how many were said and how many were wanted."""
    said = [row for row in pairs if decide(*ends(row))]
    return sum(r["same"] == "yes" for r in said), len(said), sum(r["same"] == "yes" for r in pairs)


def f1(hit: int, said: int, want: int) -> float:
    return 2 * hit / max(1, said + want)


def b_cubed(members: list[Row], decide: Decide) -> float:
    """Return the F1 of the clusters that joins lead to, one name after the other."""
    groups: list[set[int]] = []
    for i, row in enumerate(members):
        near = [g for g in groups if any(decide(member(row), member(members[j])) for j in g)]
        groups = [g for g in groups if g not in near] + [{i}.union(*near)]
    got = {i: group for group in groups for i in group}
    wanted = defaultdict(set)
    for i, row in enumerate(members):
        wanted[row["cluster"]].add(i)
    shared = [(got[i] & wanted[row["cluster"]], got[i], wanted[row["cluster"]]) for i, row in enumerate(members)]
    precision, recall = mean(len(s) / len(g) for s, g, _ in shared), mean(len(s) / len(w) for s, _, w in shared)
    return 2 * precision * recall / (precision + recall)


def mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every)


def show(name: str, pairs: list[Row], members: list[Row], decide: Decide) -> None:
    hit, said, want = counts(pairs, decide)
    figures = f"P {hit / max(1, said):.3f}  R {hit / want:.3f}  F1 {f1(hit, said, want):.3f}"
    print(f"{name:36} {figures}  clusters F1 {b_cubed(members, decide):.3f}", flush=True)


def seconds_a_key(pairs: list[Row]) -> float:
    start = time.perf_counter()
    for _ in range(ROUNDS):
        key_of.cache_clear()
        for row in pairs:
            key_of(row["left_kind"], row["left"], row["left_context"])
    return (time.perf_counter() - start) / ROUNDS / len(pairs)


if __name__ == "__main__":
    main()
