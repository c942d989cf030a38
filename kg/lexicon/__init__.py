"""The names and words that people keep in ``data/lexicon``, compiled for one scan of a text."""

import re
from collections import Counter, defaultdict
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import daachorse

from kg.flows import Terms
from kg.lexicon.csvfiles import rows
from kg.lexicon.lists import Lists
from kg.lexicon.matching import any_of, automaton, in_context, longest, one_of
from kg.lexicon.names import MIN_LENGTH, SOURCES, Entry, Head, read_heads, read_names
from kg.lexicon.plans import read_plan_words
from kg.resources import folder
from kg.text import fold

__all__ = [
    "SOURCES",
    "Cue",
    "Entry",
    "Head",
    "Lexicon",
    "LexiconError",
    "automaton",
    "closes_no_field",
    "field_edges",
    "generic",
    "is_country",
    "load",
    "one_of",
    "rows",
]

EDGES = ("before", "after", "quality", "end", "firm", "branch", "gathers")  # of a field: see data/lexicon/README.md
_DEEDS = ("verb before a name", "what a plan does before a name")  # open no field either
NUMBER_WORDS = tuple(
    "work trade several doer person measured does site agent landmark deed noun last_noun state region".split()
)
BRAND_WORDS = ("tail", "framed", "person", "works", "does", "before", "public", "building", "other_body")
MISREAD_WORDS = tuple(
    "used covers covering trouble support gives_up declines looks_at shared bears_on ruled present wanted".split()
)
OFFICIAL_WORDS = tuple("plan how order urges urged_how urged_to wish addressee petition reply event".split())
PERSON_WORDS = ("sound", "among", "dotted", "none", "address")


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
        lists = Lists(root)
        self.heads = {head.text: head for head in read_heads(lists)}
        self.boundaries = lists.words("boundaries.csv", "word")
        self.name_verbs = lists.words("nameverbs.csv", "word")
        self.stop_terms = lists.words("stopterms.csv", "term")
        self.names: dict[str, tuple[Entry, ...]] = read_names(lists, self.stop_terms)
        self.generic = lists.generic()
        self.field_cues = {
            (r["side"], fold(r["cue"])): Cue(r["kind"], r["weak"] == "yes") for _, r in rows(root / "field_cues.csv")
        }
        self.circle_words = lists.words("circle_words.csv", "word")
        self.abstract = lists.words("abstract_words.csv", "word")
        self.field_edges = lists.sorted_out("field_edges.csv", "text", "side", EDGES)
        self.field_edges["before"] |= lists.words_where("boundaries.csv", "word", "why", _DEEDS)
        self.person_words = lists.sorted_out("person_words.csv", "word", "role", PERSON_WORDS)
        self.brands = lists.sorted_out("brands.csv", "word", "role", BRAND_WORDS)
        self.misread_words = lists.sorted_out("misread_words.csv", "word", "role", MISREAD_WORDS)
        self.number_words = lists.sorted_out("number_words.csv", "word", "role", NUMBER_WORDS)
        self.official_words = lists.sorted_out("official_words.csv", "word", "role", OFFICIAL_WORDS)
        self.general_industries = lists.words("general_industries.csv", "industry")
        self.cut_words = [in_context(row) for _, row in lists.unique("cut_words.csv", "word")]
        self.plan_words = tuple(read_plan_words(lists))
        self.surnames = lists.words("surnames.csv", "surname")
        self.titles = lists.words("titles.csv", "title")
        self.products = {
            fold(r["head"]): Product(r["needs"], any_of(r["not_after"]))
            for _, r in lists.unique("products.csv", "head")
        }
        self.made_things = {
            fold(r["letter"]): frozenset(fold(r["unless"]).split("|"))
            for _, r in lists.unique("made_things.csv", "letter")
        }
        self.technical = lists.words("technical_words.csv", "word")
        self.abbreviations = {r["short"]: tuple(r["name"].split("|")) for _, r in rows(root / "abbreviations.csv")}
        self.name_precision = lists.shares("name_precision.csv", ("kind", "found"), "precision")
        if lists.problems:
            raise LexiconError("\n".join(lists.problems))
        self._make_scans()

    def _make_scans(self) -> None:
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
            for start, end, i in longest(self._name_scan.find_overlapping_no_suffix(text))
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
        fields = (form for form, entries in self.names.items() if len(form) > MIN_LENGTH and _is_field(entries))
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
            for end in range(MIN_LENGTH, len(term)):
                if _is_field(self.names.get(term[:end], ())):
                    rests[term[:end]].append(term[end:])
        return {field: tuple(after) for field, after in rests.items()}

    @cached_property
    def no_field_behind(self) -> dict[str, tuple[str, ...]]:
        """By field, what makes it the end of a stop term and no field: 基础|教育, 技术|装备."""
        openings: dict[str, list[str]] = defaultdict(list)
        for term in sorted(self.stop_terms):
            for at in range(1, len(term) - MIN_LENGTH + 1):
                if _is_field(self.names.get(term[at:], ())):
                    openings[term[at:]].append(term[:at])
        return {field: tuple(before) for field, before in openings.items()}

    def entry(self, form: str, kind: str) -> Entry | None:
        """Return what ``form`` stands for among the things of ``kind``."""
        for entry in self.names.get(form, ()):  # asked for most names found: a generator would take three times as long
            if entry.kind == kind:
                return entry
        return None


def _is_field(entries: tuple[Entry, ...]) -> bool:
    return any(entry.kind in ("Industry", "Technology") for entry in entries)


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
