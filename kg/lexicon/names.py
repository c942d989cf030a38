"""The lists of names: what each form stands for, and the heads that names end in."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon.lists import Lists
from kg.schema import load as load_schema
from kg.text import fold


class Source(NamedTuple):
    """A file of names: which kind they are and which column holds the other forms of a name."""

    file: str
    kind: str
    forms: str


# In the order of precedence: where a form is in several files, the first that knows it for certain is taken.
SOURCES = (
    Source("zones.csv", "Zone", "short"),
    Source("regions.csv", "Region", "short"),
    Source("government.csv", "GovernmentBody", "short"),
    Source("universities.csv", "University", "short"),
    Source("institutes.csv", "ResearchInstitute", "short"),
    Source("clusters.csv", "Cluster", ""),
    Source("programs.csv", "Program", "aliases"),
    Source("industries.csv", "Industry", "aliases"),
    Source("technologies.csv", "Technology", "aliases"),
    Source("companies.csv", "Company", "short"),
    Source("organizations.csv", "Organization", "short"),
    Source("persons.csv", "Person", ""),
)

_STRONG_NAMES = ("regions.csv", "companies.csv")  # here `ambiguous` speaks of the short forms, elsewhere of all
NEEDS = ("place", "part", "word", "proper", "both", "site")  # what must stand before a head
MIN_LENGTH = 2  # one-letter places are read by their own rule


class Entry(NamedTuple):
    """What a form stands for. A ``weak`` form is also a common word and needs support from its context."""

    kind: str
    label: str
    weak: bool
    file: str
    code: str = ""
    sort: str = ""  # level of a region, sort of a programme, product: what the file says beyond the kind
    within: str = ""  # the code of the region around one whose own code does not say it


class Head(NamedTuple):
    """The last word of a name. ``needs`` says what must stand before it: see ``data/lexicon/README.md``."""

    text: str
    kind: str
    needs: str


def read_names(lists: Lists, stop_terms: frozenset[str]) -> dict[str, tuple[Entry, ...]]:
    """Return what each form stands for, by the folded form; ``stop_terms`` stand for nothing."""
    names: dict[str, list[Entry]] = defaultdict(list)
    zones: set[str] = set()
    for source in SOURCES:
        for _, row in lists.unique(source.file, "name"):
            if source.kind == "Zone":
                zones.add(row["name"])
            kind = "Zone" if row["name"] in zones else source.kind  # a district that is a zone: 浦东新区
            for form, weak in _forms(source, row):
                if len(form) >= MIN_LENGTH and fold(form) not in stop_terms:
                    names[fold(form)].append(_entry(source, kind, row, weak))
    return {form: tuple(_distinct(entries)) for form, entries in names.items()}


def _forms(source: Source, row: dict[str, str]) -> Iterator[tuple[str, bool]]:
    weak = row.get("ambiguous") == "yes"
    yield row["name"], weak and (source.file not in _STRONG_NAMES or not row.get(source.forms))
    for form in filter(None, row.get(source.forms, "").split("|")):
        yield form.rstrip("?"), weak or form.endswith("?")


def _entry(source: Source, kind: str, row: dict[str, str], weak: bool) -> Entry:
    code = row.get("code", "") if kind == source.kind else ""
    within = row["parent"] if kind == "Region" and not code.isdigit() else ""
    return Entry(kind, row["name"], weak, source.file, code, _sort(row), within)


def _sort(row: dict[str, str]) -> str:
    return row.get("kind_of") or row.get("level") or ("product" if row.get("product") == "yes" else "")


def _distinct(entries: list[Entry]) -> list[Entry]:
    """Keep one entry a kind and label, those that are certain first."""
    if len(entries) == 1:  # nearly all
        return entries
    best: dict[tuple[str, str, str], Entry] = {}
    for entry in sorted(entries, key=lambda e: e.weak):
        best.setdefault((entry.kind, entry.label, entry.code), entry)
    return list(best.values())


def read_heads(lists: Lists) -> Iterator[Head]:
    """Yield the heads; what is wrong with one is among the problems of ``lists``."""
    for line, row in lists.unique("heads.csv", "head"):
        head = Head(fold(row["head"]), row.get("kind", ""), row.get("needs", ""))
        if head.kind not in load_schema().kinds:
            lists.problems.append(f"heads.csv:{line}: unknown kind {head.kind or '(none)'}")
        if head.needs not in NEEDS:
            lists.problems.append(
                f"heads.csv:{line}: {head.text} needs {head.needs or '(nothing)'}: one of {', '.join(NEEDS)}"
            )
        yield head
