"""How often names are right, by their kind and by how they were found: the table that ``data/lexicon/name_precision.csv`` holds.

    python -m benchmarks.name_precision GOLD… > data/lexicon/name_precision.csv

GOLD are folders of annotated documents, as for ``kg score``. A share is drawn by eight imagined sightings towards that of its
kind; what was seen fewer than ten times goes by its kind. The first row is what the names of facts are on average.
"""

import csv
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.extract import extract
from kg.model import Document, Extract, Mention
from kg.score import gold

IMAGINED = 8  # sightings
LEAST = 10  # sightings of a row of its own
Shares = dict[tuple[str, str], float]


def main(paths: Sequence[str]) -> None:
    """Print the table for the gold below ``paths``."""
    read = [_read(file) for file in gold.files(map(Path, paths))]
    shares = _shares([sighting for right, found in read for sighting in _sightings(right, found)])
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("kind", "found", "precision"))
    table.writerow(("any", "", f"{_usual(shares, [found for _, found in read]):.2f}"))
    table.writerows((*key, f"{share:.2f}") for key, share in sorted(shares.items()))


def _read(file: Path) -> tuple[set[tuple[str, str]], Extract]:
    """Return the kinds and names that are right in a document, and what is read from it."""
    known = gold.read(file)
    right = {(one.kind, name) for one in known.entities for name in (one.name, *one.aliases)}
    return right, extract(Document(file.stem, gold.text_of(file).read_text(encoding="utf-8")))


def _sightings(right: set[tuple[str, str]], found: Extract) -> Iterator[tuple[str, str, bool]]:
    """Yield the kind of each name, how it was found first, and whether it is right."""
    names: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in found.mentions:
        names[mention.kind, mention.name].append(mention)
    for (kind, name), mentions in names.items():
        said = {(kind, text) for text in (name, *(mention.text for mention in mentions))}
        yield kind, mentions[0].rule.split(":")[0], not said.isdisjoint(right)


def _shares(sightings: Sequence[tuple[str, str, bool]]) -> Shares:
    """Return the share that is right by kind and way of finding; by kind alone where the latter is empty."""
    seen: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for kind, way, is_right in sightings:
        seen[kind, ""].append(is_right)
        seen[kind, way].append(is_right)
    shares = {key: sum(found) / len(found) for key, found in seen.items() if not key[1]}
    for (kind, way), found in seen.items():
        if way and len(found) >= LEAST:
            shares[kind, way] = (sum(found) + IMAGINED * shares[kind, ""]) / (len(found) + IMAGINED)
    return shares


def _usual(shares: Shares, read: Sequence[Extract]) -> float:
    """Return what the names of facts are on average, so that two usual ones leave the precision of a rule as it is."""
    products = [
        math.prod(shares.get((m.kind, m.rule.split(":")[0]), shares[m.kind, ""]) for m in (subject, target))
        for found in read
        for claim in found.claims
        for subject, target in [(found.mentions[claim.subject], found.mentions[claim.object])]
    ]
    return math.sqrt(sum(products) / len(products))


if __name__ == "__main__":
    main(sys.argv[1:])
