"""What a careful reader wrote down of a document: the entities, relations and observations that its text states.

A gold file is ``NAME.json`` with the text ``NAME.txt`` beside it::

    {"document": "NAME", "genre": "news",
     "entities": [{"id": "e1", "kind": "Cluster", "name": "…", "aliases": ["…"]}],
     "relations": [["e1", "locatedIn", "e2"]],
     "observations": [{"subject": "e1", "indicator": "…", "value": 20, "unit": "家", "time": "2019"}]}
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.schema import load as load_schema

TEXTS = (".txt", ".md")


class Named(NamedTuple):
    """An entity of a gold file."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]


class Measure(NamedTuple):
    """A number that the text states of the entity ``subject``."""

    subject: str
    value: float
    unit: str


class Gold(NamedTuple):
    """One gold file. ``genre`` is any word that its author chose, or empty."""

    name: str
    genre: str
    entities: tuple[Named, ...]
    relations: tuple[tuple[str, str, str], ...]
    measures: tuple[Measure, ...]


class GoldError(Exception):
    """A gold file cannot be used; the message names every fault."""


def files(paths: Iterable[Path]) -> list[Path]:
    """Return the gold files among ``paths``, in folders all that lie below, each once."""
    found = (sorted(path.rglob("*.json")) if path.is_dir() else [path] for path in paths)
    return list(dict.fromkeys(file for group in found for file in group))


def text_of(file: Path, texts: Path | None = None) -> Path:
    """Return where the text of the gold ``file`` lies: beside it, or in ``texts``.

    Raises:
        GoldError: it lies nowhere.
    """
    places = [folder / (file.stem + ending) for folder in (file.parent, texts) if folder for ending in TEXTS]
    for place in places:
        if place.is_file():
            return place
    raise GoldError(f"{file}: its text is missing: put {file.stem}.txt beside it or name the folder with --texts")


def read(file: Path) -> Gold:
    """Return the gold of ``file``.

    Raises:
        GoldError: it is no gold file; every fault is named.
    """
    try:
        row = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{file}: it cannot be read: {error}") from None
    faults = list(_faults(row))
    if faults:
        raise GoldError(f"{file}: {'; '.join(faults)}")
    return Gold(
        name=file.stem,
        genre=str(row.get("genre", "")),
        entities=tuple(Named(e["id"], e["kind"], e["name"], tuple(e.get("aliases", ()))) for e in row["entities"]),
        relations=tuple((s, relation, o) for s, relation, o in row["relations"]),
        measures=tuple(
            Measure(o["subject"], float(o["value"]), str(o.get("unit") or "")) for o in row.get("observations", ())
        ),
    )


def _faults(row: Any) -> Iterator[str]:
    if not isinstance(row, dict) or not isinstance(row.get("entities"), list):
        yield "it is no gold file: write entities, relations and observations"
        return
    known: set[str] = set()
    for number, entity in enumerate(row["entities"], 1):
        yield from _entity_faults(f"entity {number}", entity, known)
    if not isinstance(row.get("relations"), list) or not isinstance(row.get("observations", []), list):
        yield "relations and observations must be lists"
        return
    for number, relation in enumerate(row["relations"], 1):
        yield from _relation_faults(f"relation {number}", relation, known)
    for number, measure in enumerate(row.get("observations", []), 1):
        yield from _measure_faults(f"observation {number}", measure, known)


def _entity_faults(place: str, entity: Any, known: set[str]) -> Iterator[str]:
    if not isinstance(entity, dict) or not all(isinstance(entity.get(key), str) for key in ("id", "kind", "name")):
        yield f"{place} needs id, kind and name"
        return
    if entity["kind"] not in load_schema().kinds:
        yield f"{place}: unknown kind {entity['kind']}"
    if not all(isinstance(alias, str) for alias in entity.get("aliases", ())):
        yield f"{place}: an alias is a text"
    if entity["id"] in known:
        yield f"{place}: the id {entity['id']} stands twice"
    known.add(entity["id"])


def _relation_faults(place: str, relation: Any, known: set[str]) -> Iterator[str]:
    if not isinstance(relation, list) or len(relation) != 3 or not all(isinstance(part, str) for part in relation):
        yield f"{place} is no [subject, relation, object]"
        return
    if relation[1] not in load_schema().relations:
        yield f"{place}: unknown relation {relation[1]}"
    for end in (relation[0], relation[2]):
        if end not in known:
            yield f"{place}: there is no entity {end}"


def _measure_faults(place: str, measure: Any, known: set[str]) -> Iterator[str]:
    if not isinstance(measure, dict) or measure.get("subject") not in known:
        yield f"{place}: its subject is no entity of the file"
    elif isinstance(measure.get("value"), bool) or not isinstance(measure.get("value"), int | float):
        yield f"{place}: its value is no number"
