"""What the lexicon knows of things: which thing a name stands for, where it is and what it is part of."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicon import SOURCES, load, rows
from kg.link import places
from kg.link.spelling import clean, shortened
from kg.resources import folder

PLACED = {  # the column that says where a thing of the file is
    "zones.csv": ("prefecture", "province"),
    "government.csv": ("place",),
    "universities.csv": ("place",),
    "institutes.csv": ("place",),
    "companies.csv": ("place",),
    "organizations.csv": ("place",),
}


class Thing(NamedTuple):
    """A thing that the lexicon knows. ``place`` is a region's code, ``parent`` a name, ``file`` where it stands."""

    kind: str
    key: str
    label: str
    file: str
    place: str = ""
    parent: str = ""


@cache
def things() -> dict[tuple[str, str], Thing]:
    """Return all that the lexicon knows by kind and key; regions have codes for keys."""
    found: dict[tuple[str, str], Thing] = {}
    for source in SOURCES:
        for _, row in rows(folder("data/lexicon") / source.file):
            key = row.get("code") if source.kind == "Region" else clean(row["name"])
            if key:
                thing = Thing(
                    source.kind, key, row["name"], source.file, _place(source.file, row), row.get("parent", "")
                )
                found.setdefault((source.kind, key), thing)
    return found


def _place(file: str, row: dict[str, str]) -> str:
    context: tuple[str, ...] = ()
    for column in reversed(PLACED.get(file, ())):
        code = places.choose(clean(row[column]), context) if row[column] else ""
        context = (code, *context) if code else context
    return context[0] if context else ""


@cache
def _by_form() -> dict[tuple[str, str], str]:
    """Return the key that each form of a kind stands for: names, then short forms, then what links different names."""
    found: dict[tuple[str, str], str] = {}
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source in SOURCES:
        if source.kind != "Region":
            for _, row in rows(folder("data/lexicon") / source.file):
                key = clean(row["name"])
                found.setdefault((source.kind, key), key)
                for form in filter(None, row.get(source.forms, "").split("|")):
                    shared[source.kind, clean(form.rstrip("?"))].add(key)
    for at, keys in shared.items():
        if len(keys) == 1:  # a form that two things share stands for neither by itself
            found.setdefault(at, next(iter(keys)))
    found.update(_same_word(found))
    found.update(_english(found))
    other = _other_names(found)
    renamed = {(kind, key): other.get((kind, key), key) for (kind, _), key in found.items()}
    return {(kind, form): renamed[kind, key] for (kind, form), key in found.items()} | other


def _same_word(found: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Return the names that have a row of their own only because they are common words: 物流 beside 物流业."""
    longer = ((kind, shortened(kind, form), key) for (kind, form), key in found.items() if form == key)
    return {(kind, short): key for kind, short, key in longer if short != key and found.get((kind, short)) == short}


def _english(found: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Return the keys of the English names of what is known, regions left out."""
    listed = ((r["kind"], clean(r["label"]), r["names"]) for _, r in rows(folder("data/lexicon") / "english.csv"))
    named = (
        (kind, clean(name), found.get((kind, key), "")) for kind, key, names in listed for name in names.split("|")
    )
    return {(kind, name): key for kind, name, key in named if key and (kind, name) not in found}


def _other_names(found: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    listed = [r for _, r in rows(folder("data/lexicon") / "other_names.csv")]
    return {(r["kind"], clean(r["other"])): found.get((r["kind"], clean(r["name"])), clean(r["name"])) for r in listed}


@cache
def _by_short_form() -> dict[tuple[str, str], str]:
    """Return the key that each shortened form stands for, where it is one thing only."""
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (kind, form), key in _by_form().items():
        for short in _short_forms(kind, shortened(kind, form)):
            forms[kind, short].add(key)
    return {form: next(iter(keys)) for form, keys in forms.items() if len(keys) == 1}


def _short_forms(kind: str, short: str) -> Iterator[str]:
    """Yield the short forms of a shortened name: a firm's without its place, a university's without 大学."""
    yield short
    if kind == "Company":
        rest = places.split(short)[1]
        if rest != short and len(rest) >= _FIRM_MIN:
            yield rest
    if kind == "University" and len(short) > _FIRM_MIN and short.endswith("大学"):
        yield short.removesuffix("大学")


_FIRM_MIN = 4  # characters: what is shorter has namesakes


def find(kind: str, plain: str) -> str:
    """Return the key of the thing that the clean name stands for; empty where the lexicon does not know it."""
    return _by_form().get((kind, plain), "")


def find_short(kind: str, short: str) -> str:
    """Return the key of the one thing that has the shortened name ``short``."""
    return _by_form().get((kind, short), "") or _by_short_form().get((kind, short), "")


@cache
def relative(kind: str) -> dict[str, str]:
    """Return the names of ``kind`` that say nothing without their place or parent, and which of the two they need."""
    listed = (r for _, r in rows(folder("data/lexicon") / "relative_names.csv") if r["kind"] == kind)
    return {clean(r["name"]): r["needs"] for r in listed}


_HOLDER_MAX = 24  # characters; longer names hold nothing
HOLDERS = ("Zone", "University", "ResearchInstitute", "GovernmentBody", "Company")


@lru_cache(maxsize=1 << 15)
def holder(name: str) -> tuple[str, str, str]:
    """Split the body or zone that a clean ``name`` begins with off: (kind, key, rest); all empty without one."""
    names = load().names
    for end in range(min(len(name) - 1, _HOLDER_MAX), 1, -1):
        for entry in names.get(name[:end], ()):
            if entry.kind in HOLDERS and not entry.weak and (key := find(entry.kind, name[:end])):
                return entry.kind, key, name[end:]
    return "", "", ""


def forms() -> list[tuple[tuple[str, str], str]]:
    """Return ((kind, clean form), key) of all that the lexicon knows, regions left out."""
    return sorted(_by_form().items())


@cache
def cluster_places() -> dict[str, str]:
    """Return the zone or place of each known cluster by its clean name."""
    return {clean(r["name"]): r["zone_or_place"] for _, r in rows(folder("data/lexicon") / "clusters.csv")}


@cache
def singular_people() -> frozenset[str]:
    """Return the names that only one person has in public texts."""
    return frozenset(clean(r["name"]) for _, r in rows(folder("data/lexicon") / "people.csv"))
