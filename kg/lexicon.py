"""The names and words that people keep in ``data/lexicon``, compiled for one scan of a text."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import daachorse

from kg.flows import Terms
from kg.resources import folder
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
EDGES = ("before", "after", "quality", "end", "firm")  # of a field: see data/lexicon/README.md
NUMBER_WORDS = (
    "work",
    "trade",
    "several",
    "doer",
    "person",
    "measured",
    "does",
    "site",
    "agent",
    "noun",
    "last_noun",
    "state",
)
OFFICIAL_WORDS = (
    "plan",
    "how",
    "order",
    "urges",
    "urged_how",
    "urged_to",
    "wish",
    "addressee",
    "petition",
    "reply",
)
PERSON_WORDS = ("sound", "among", "dotted", "none", "address")
_MIN_LENGTH = 2  # one-letter places are read by their own rule


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


class Cue(NamedTuple):
    """What a word beside a field says of it. A ``weak`` field counts beside such a word, too, where this says so."""

    kind: str
    weak: bool


class Product(NamedTuple):
    """The last word of a product's name. With ``needs`` a field or a technical word must stand before it; no word of ``not_after`` after."""

    needs: str
    not_after: re.Pattern[str] | None


class LexiconError(Exception):
    """The lexicon contradicts itself: every problem with file and line."""


class Lexicon:
    """All names, heads and word lists. Immutable once made; costs about 0.1 s, so there is one a process."""

    def __init__(self, root: Path) -> None:
        self.problems: list[str] = [problem for path in sorted(root.glob("*.csv")) for problem in _ragged(path)]
        self.heads = {head.text: head for head in self._read_heads(root)}
        self.boundaries = self._words(root, "boundaries.csv", "word")
        self.name_verbs = self._words(root, "nameverbs.csv", "word")
        self.stop_terms = self._words(root, "stopterms.csv", "term")
        self.names: dict[str, tuple[Entry, ...]] = self._read_names(root)
        self.generic = self._generic(root)
        self.field_cues = {
            (r["side"], fold(r["cue"])): Cue(r["kind"], r["weak"] == "yes") for _, r in rows(root / "field_cues.csv")
        }
        self.circle_words = self._words(root, "circle_words.csv", "word")
        self.abstract = self._words(root, "abstract_words.csv", "word")
        self.field_edges = self._sorted_out(root, "field_edges.csv", "text", "side", EDGES)
        self.person_words = self._sorted_out(root, "person_words.csv", "word", "role", PERSON_WORDS)
        self.number_words = self._sorted_out(root, "number_words.csv", "word", "role", NUMBER_WORDS)
        self.official_words = self._sorted_out(root, "official_words.csv", "word", "role", OFFICIAL_WORDS)
        self.surnames = self._words(root, "surnames.csv", "surname")
        self.titles = self._words(root, "titles.csv", "title")
        self.products = {
            fold(r["head"]): Product(r["needs"], _any_of(r["not_after"]))
            for _, r in self._unique(root, "products.csv", "head")
        }
        self.product_heads = _any_of("|".join(self.products)) or re.compile("(?!)")
        self.made_things = {
            fold(r["letter"]): frozenset(fold(r["unless"]).split("|"))
            for _, r in self._unique(root, "made_things.csv", "letter")
        }
        self.technical = self._words(root, "technical_words.csv", "word")
        self.abbreviations = {r["short"]: tuple(r["name"].split("|")) for _, r in rows(root / "abbreviations.csv")}
        if self.problems:
            raise LexiconError("\n".join(self.problems))
        self._name_list = sorted(self.names)
        self._name_scan = daachorse.CharwiseDoubleArrayAhoCorasick(self._name_list)
        self._head_list = sorted(self.heads)
        self._head_scan = automaton(self._head_list)
        self._title_scan = automaton(sorted(self.titles))
        self._product_scan = automaton(sorted(self.products))
        self.title_lengths = sorted({len(title) for title in self.titles})

    def find_names(self, text: str) -> list[tuple[int, int, tuple[Entry, ...]]]:
        """Return the known names of folded ``text`` that cross no longer one, in order, and what each may be."""
        names, listed = self.names, self._name_list
        return [
            (start, end, names[listed[i]])
            for start, end, i in _longest(self._name_scan.find_overlapping_no_suffix(text))
        ]

    def find_heads(self, text: str) -> list[tuple[int, int, Head]]:
        """Return the longest heads of folded ``text`` from the left, as (start, end, head)."""
        heads, listed = self.heads, self._head_list
        return [(start, end, heads[listed[i]]) for start, end, i in self._head_scan.find(text)]

    def find_titles(self, text: str) -> list[tuple[int, int]]:
        """Return where the longest titles of persons stand in folded ``text``, from the left."""
        return [(start, end) for start, end, _ in self._title_scan.find(text)]

    def find_products(self, text: str) -> list[tuple[int, int]]:
        """Return where the longest last words of products stand in folded ``text``, from the left."""
        return [(start, end) for start, end, _ in self._product_scan.find(text)]

    @cached_property
    def terms(self) -> Terms:
        """All names, heads and generic terms."""
        return Terms([*self.names, *self.heads, *self.stop_terms])

    @cached_property
    def field_tails(self) -> frozenset[str]:
        """The two letters that several known fields end in and that say nothing of their own: 装备, 材料, 计算."""
        fields = (form for form, entries in self.names.items() if len(form) > _MIN_LENGTH and _is_field(entries))
        tails = Counter(form[-2:] for form in fields)
        vague = self.generic["endings"] | {"产业", "技术", "产品", "工程", "中心", "设施", "融合", "安全", "管理"}
        return frozenset(tail for tail, number in tails.items() if number > 1) - vague

    @cached_property
    def place_letters(self) -> frozenset[str]:
        """The letters that stand for a province or a city: 京, 苏."""
        return frozenset(short for short in self.abbreviations if len(short) == 1)

    def are_places(self, letters: str) -> bool:
        """Say whether each of ``letters`` stands for a place: 京津冀. So do those of some ordinary words: 太湖."""
        return self.place_letters.issuperset(letters)

    def joins_places(self, word: str) -> bool:
        """Say whether the lists have ``word`` as the letters of several places: 中马, 苏锡常."""
        return len(self.abbreviations.get(word, ())) > 1

    @cached_property
    def no_field_before(self) -> dict[str, tuple[str, ...]]:
        """By field, what makes it the beginning of a stop term and no field: 制造业|创新中心, 农业|面源污染."""
        rests: dict[str, list[str]] = defaultdict(list)
        for term in sorted(self.stop_terms):
            for end in range(_MIN_LENGTH, len(term)):
                if _is_field(self.names.get(term[:end], ())):
                    rests[term[:end]].append(term[end:])
        return {field: tuple(after) for field, after in rests.items()}

    @cached_property
    def no_field_behind(self) -> dict[str, tuple[str, ...]]:
        """By field, what makes it the end of a stop term and no field: 基础|教育, 技术|装备."""
        openings: dict[str, list[str]] = defaultdict(list)
        for term in sorted(self.stop_terms):
            for at in range(1, len(term) - _MIN_LENGTH + 1):
                if _is_field(self.names.get(term[at:], ())):
                    openings[term[at:]].append(term[:at])
        return {field: tuple(before) for field, before in openings.items()}

    def entry(self, form: str, kind: str) -> Entry | None:
        """Return what ``form`` stands for among the things of ``kind``."""
        for entry in self.names.get(form, ()):  # asked for most names found: a generator would take three times as long
            if entry.kind == kind:
                return entry
        return None

    def _read_names(self, root: Path) -> dict[str, tuple[Entry, ...]]:
        names: dict[str, list[Entry]] = defaultdict(list)
        zones: set[str] = set()
        for source in SOURCES:
            for _, row in self._unique(root, source.file, "name"):
                if source.kind == "Zone":
                    zones.add(row["name"])
                for form, weak in _forms(source, row):
                    if len(form) >= _MIN_LENGTH and fold(form) not in self.stop_terms:
                        kind = "Zone" if row["name"] in zones else source.kind  # a district that is a zone: 浦东新区
                        code = "" if kind != source.kind else row.get("code", "")
                        within = row["parent"] if kind == "Region" and not code.isdigit() else ""
                        entry = Entry(kind, row["name"], weak, source.file, code, _sort(row), within)
                        names[fold(form)].append(entry)
        return {form: tuple(_distinct(entries)) for form, entries in names.items()}

    def _read_heads(self, root: Path) -> Iterator[Head]:
        for line, row in self._unique(root, "heads.csv", "head"):
            head = Head(fold(row["head"]), row.get("kind", ""), row.get("needs", ""))
            if head.kind not in load_schema().kinds:
                self.problems.append(f"heads.csv:{line}: unknown kind {head.kind or '(none)'}")
            if head.needs not in NEEDS:
                self.problems.append(
                    f"heads.csv:{line}: {head.text} needs {head.needs or '(nothing)'}: one of {', '.join(NEEDS)}"
                )
            yield head

    def _unique(self, root: Path, file: str, key: str) -> Iterator[tuple[int, dict[str, str]]]:
        seen: dict[tuple[str, str], int] = {}
        for line, row in rows(root / file):
            name = (row.get(key, ""), row.get("code", ""))
            if not name[0]:
                self.problems.append(f"{file}:{line}: no {key}")
            elif name in seen:
                self.problems.append(f"{file}:{line}: {row[key]} is in line {seen[name]} already")
            else:
                seen[name] = line
                yield line, row

    def _generic(self, root: Path) -> dict[str, frozenset[str]]:
        """Return the words that make no name by themselves, by where they stand."""
        lists: dict[str, set[str]] = defaultdict(set)
        for _, row in self._unique(root, "generic_words.csv", "word"):
            for place, marked in row.items():
                if marked == "yes":
                    lists[place].add(fold(row["word"]))
        return {place: frozenset(words) for place, words in lists.items()}

    def _sorted_out(
        self, root: Path, file: str, key: str, by: str, allowed: tuple[str, ...]
    ) -> dict[str, frozenset[str]]:
        """Return the words of a file's column ``key`` by what its column ``by`` says of them."""
        sorts: dict[str, set[str]] = {sort: set() for sort in allowed}
        for line, row in rows(root / file):
            text, sort = fold(row[key]), row[by]
            if sort not in sorts:
                self.problems.append(f"{file}:{line}: {text} stands {sort}: one of {', '.join(allowed)}")
            elif text in sorts[sort]:
                self.problems.append(f"{file}:{line}: {text} stands {sort} already")
            else:
                sorts[sort].add(text)
        return {sort: frozenset(texts) for sort, texts in sorts.items()}

    def _words(self, root: Path, file: str, key: str) -> frozenset[str]:
        return frozenset(fold(row[key]) for _, row in self._unique(root, file, key))


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV file with their line numbers, to be read only; an absent file has none."""
    return iter(_table(path).rows)


def _ragged(path: Path) -> Iterator[str]:
    """Yield what is wrong with the rows of a CSV file that have more or fewer cells than its header."""
    found = _table(path)
    for line, number in found.ragged:
        yield (
            f"{path.name}:{line}: {number} cells where the header has {found.width}:"
            " put what holds a comma between double quotes"
        )


class _Table(NamedTuple):
    """A CSV file: its rows with their line numbers, and of those that have not ``width`` cells how many they have."""

    width: int
    rows: list[tuple[int, dict[str, str]]]
    ragged: list[tuple[int, int]]


def _table(path: Path) -> _Table:
    """Return a CSV file, which is read once as long as nobody edits it: most are asked for three or four times."""
    if not path.exists():
        return _Table(0, [], [])
    state = path.stat()
    return _parsed(path, state.st_mtime_ns, state.st_size)


@cache
def _parsed(path: Path, _changed: int, _size: int) -> _Table:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        found = _Table(len(header), [], [])
        for cells in filter(None, reader):
            if len(cells) != len(header):
                found.ragged.append((reader.line_num, len(cells)))
                cells += [""] * (len(header) - len(cells))
            found.rows.append((reader.line_num, dict(zip(header, map(str.strip, cells), strict=False))))
    return found


def _is_field(entries: tuple[Entry, ...]) -> bool:
    return any(entry.kind in ("Industry", "Technology") for entry in entries)


def _forms(source: Source, row: dict[str, str]) -> Iterator[tuple[str, bool]]:
    weak = row.get("ambiguous") == "yes"
    yield row["name"], weak and (source.file not in _STRONG_NAMES or not row.get(source.forms))
    for form in filter(None, row.get(source.forms, "").split("|")):
        yield form.rstrip("?"), weak or form.endswith("?")


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


def _longest(matches: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the matches that cross no longer one; of two as long the first. Most texts have few that cross.

    What a match puts aside comes back as far as it can when a longer one puts the match itself aside.
    """
    kept: list[tuple[int, int, int]] = []
    aside: list[tuple[int, int, int]] = []  # by later ones, in order
    last_end = 0
    for match in matches:
        start, end, _ = match
        if last_end <= start:
            kept.append(match)
            last_end = end
            continue
        beaten = len(kept)
        while beaten and kept[beaten - 1][1] > start and kept[beaten - 1][1] - kept[beaten - 1][0] < end - start:
            beaten -= 1
        if beaten == len(kept) or (beaten and kept[beaten - 1][1] > start):
            continue
        aside.extend(kept[beaten:])
        del kept[beaten:]
        free = kept[-1][1] if kept else 0
        for other in aside[-_ASIDE:]:
            if free <= other[0] and other[1] <= start:
                kept.append(other)
                free = other[1]
        kept.append(match)
        last_end = end
    return kept


_ASIDE = 4  # matches that may come back: no name holds more names one after the other


def _any_of(listed: str) -> re.Pattern[str] | None:
    """Return what matches any of the words between the bars of ``listed``, the longest first."""
    words = [fold(word) for word in listed.split("|") if word]
    return re.compile(one_of(words)) if words else None


def one_of(words: Iterable[str]) -> str:
    """Return the expression of any of ``words``, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def automaton(words: list[str]) -> daachorse.CharwiseDoubleArrayAhoCorasick:
    """Return what finds the longest of ``words`` from the left: with more than a few, faster than an expression."""
    return daachorse.CharwiseDoubleArrayAhoCorasick(words, daachorse.MATCH_KIND_LEFTMOST_LONGEST)


@cache
def load() -> Lexicon:
    """Return the lexicon of this installation.

    Raises:
        LexiconError: its files contradict themselves; all problems are listed.
    """
    return Lexicon(folder("data/lexicon"))


@cache
def field_edges(side: str) -> frozenset[str]:
    """Return the words of ``field_edges.csv`` that are cut off a field or spoil it, by ``side``: before, after, quality, end, firm."""
    return load().field_edges[side]


@cache
def closes_no_field() -> tuple[str, ...]:
    """Return what no field that stands in no list ends in."""
    return tuple(sorted(field_edges("quality") | field_edges("end")))


@cache
def generic(*places: str) -> frozenset[str]:
    """Return the words of ``generic_words.csv`` that say nothing by themselves in one of ``places``: names, fields, products, …"""
    return frozenset().union(*(load().generic[place] for place in places))


@cache
def is_country(name: str) -> bool:
    """Say whether ``name`` is that of a country."""
    entry = load().entry(name, "Region")
    return entry is not None and entry.sort in ("country", "foreign")
