"""Linking by the make-up of names beside string likeness (rapidfuzz) on the judged pairs, and the speed of a key.

Run ``python benchmarks/linking.py`` from the top of the checkout. The likeness gets the threshold that suits it best on
these very pairs, and the context before the name where there is one: more help than it would have on new text.
"""

import csv
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz

from kg.link import key_of

PAIRS = Path(__file__).parent.parent / "tests" / "linking" / "pairs.csv"
ROUNDS = 20


def main() -> None:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    show("kg.link", pairs, joined)
    for measure in (fuzz.ratio, fuzz.partial_ratio, fuzz.token_set_ratio):
        best = max(range(50, 101), key=lambda limit: f1(*counts(pairs, like(measure, limit))))
        show(f"rapidfuzz {measure.__name__} >= {best}", pairs, like(measure, best))
    print(f"{seconds_a_key(pairs) * 1e6:.1f} µs a key, first time; a repeated name costs a look-up")


def joined(row: dict[str, str]) -> bool:
    left, right = (key_of(row[f"{s}_kind"], row[s], row[f"{s}_context"]) for s in ("left", "right"))
    return left.settled and right.settled and (row["left_kind"], left.key) == (row["right_kind"], right.key)


def like(measure: Callable[[str, str], float], limit: int) -> Callable[[dict[str, str]], bool]:
    def decide(row: dict[str, str]) -> bool:
        left, right = (row[f"{s}_context"] + row[s] for s in ("left", "right"))
        return row["left_kind"] == row["right_kind"] and measure(left, right) >= limit

    return decide


def counts(pairs: list[dict[str, str]], decide: Callable[[dict[str, str]], bool]) -> tuple[int, int, int]:
    """Return how many joins were right, how many were said and how many were wanted."""
    said = [row for row in pairs if decide(row)]
    return sum(r["same"] == "yes" for r in said), len(said), sum(r["same"] == "yes" for r in pairs)


def f1(hit: int, said: int, want: int) -> float:
    return 2 * hit / max(1, said + want)


def show(name: str, pairs: list[dict[str, str]], decide: Callable[[dict[str, str]], bool]) -> None:
    hit, said, want = counts(pairs, decide)
    print(f"{name:36} P {hit / max(1, said):.3f}  R {hit / want:.3f}  F1 {f1(hit, said, want):.3f}")


def seconds_a_key(pairs: list[dict[str, str]]) -> float:
    start = time.perf_counter()
    for _ in range(ROUNDS):
        key_of.cache_clear()
        for row in pairs:
            key_of(row["left_kind"], row["left"], row["left_context"])
    return (time.perf_counter() - start) / ROUNDS / len(pairs)


if __name__ == "__main__":
    main()
