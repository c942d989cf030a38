"""English names, heads and words of ``data/lexicon``. Names lead to the Chinese label, so both mean one thing."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import daachorse

from kg.lexicon import LexiconError, rows
from kg.lexicon import load as load_chinese
from kg.resources import folder
from kg.text import fold

_NORMAL = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ-‐‑–’‘\n",
    "abcdefghijklmnopqrstuvwxyz    '' ",
)
_SIDES = ("end", "before", "cluster")


def normal(text: str) -> str:
    """Return folded ``text`` as names are matched, of the same length: small letters, a hyphen is a blank."""
    return text.translate(_NORMAL)


class Meaning(NamedTuple):
    """What an English form stands for. A ``weak`` one is a common word or shared: its context must support it."""

    kind: str
    label: str  # the name of the Chinese lexicon, folded
    weak: bool
    written: str  # as people write it: ZTE counts in capitals only


class Head(NamedTuple):
    """The word that says what a name names. ``side``: it ends the name, stands before the rest, or is a cluster's."""

    kind: str  # empty: what ends so is no name
    side: str
    label: str  # its Chinese counterpart, to find the name in the Chinese lexicon by its parts


class English(NamedTuple):
    """The English lexicon, compiled for one scan of a text."""

    names: dict[str, tuple[Meaning, ...]]
    heads: dict[str, Head]
    outside: frozenset[str]  # words that no name holds at its beginning
    generic: frozenset[str]  # words that alone make no name of a head
    name_list: list[str]
    name_scan: daachorse.CharwiseDoubleArrayAhoCorasick
    head_list: list[str]
    head_scan: daachorse.CharwiseDoubleArrayAhoCorasick

    def find_names(self, plain: str) -> list[tuple[int, int, tuple[Meaning, ...]]]:
        """Return the known names of a normal text, whole words that cross no longer one, in order."""
        hits = self.name_scan.find_overlapping(plain)
        return [(start, end, self.names[self.name_list[i]]) for start, end, i in _uncrossed(plain, hits)]

    def find_heads(self, plain: str) -> list[tuple[int, int, Head]]:
        """Return the heads of a normal text, whole words that cross no longer one, in order."""
        hits = self.head_scan.find_overlapping(plain)
        return [(start, end, self.heads[self.head_list[i]]) for start, end, i in _uncrossed(plain, hits)]


def _uncrossed(plain: str, hits: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    kept: list[tuple[int, int, int]] = []
    for hit in sorted(filter(lambda h: whole_words(plain, h[0], h[1]), hits)):
        while kept and kept[-1][1] > hit[0] and kept[-1][1] - kept[-1][0] < hit[1] - hit[0]:
            kept.pop()
        if not kept or kept[-1][1] <= hit[0]:
            kept.append(hit)
    return kept


def whole_words(plain: str, start: int, end: int) -> bool:
    """Say whether ``plain[start:end]`` begins and ends where words do."""
    before = start > 0 and plain[start - 1].isalnum() and plain[start].isalnum()
    after = end < len(plain) and plain[end].isalnum() and plain[end - 1].isalnum()
    return not before and not after


@cache
def load() -> English:
    """Return the English lexicon of this installation.

    Raises:
        LexiconError: its files contradict themselves; all problems are listed.
    """
    return read(folder("data/lexicon"))


def read(root: Path) -> English:
    """Return the English lexicon in the folder ``root``."""
    problems: list[str] = []
    names, heads = _names(root, problems), _heads(root, problems)
    words = [(row["word"], row["sort"]) for _, row in rows(root / "english_words.csv")]
    if problems:
        raise LexiconError("\n".join(problems))
    name_list, head_list = sorted(names), sorted(heads)
    return English(
        names,
        heads,
        frozenset(word for word, sort in words if sort == "outside"),
        frozenset(word for word, sort in words if sort == "generic"),
        name_list,
        daachorse.CharwiseDoubleArrayAhoCorasick(name_list),
        head_list,
        daachorse.CharwiseDoubleArrayAhoCorasick(head_list),
    )


def _names(root: Path, problems: list[str]) -> dict[str, tuple[Meaning, ...]]:
    names: dict[str, list[Meaning]] = defaultdict(list)
    for line, row in rows(root / "english.csv"):
        label = fold(row["label"])
        if not load_chinese().entry(label, row["kind"]):
            problems.append(f"english.csv:{line}: the Chinese lexicon knows no {row['kind']} called {row['label']}")
        for form in filter(None, row["names"].split("|")):
            written = fold(form.rstrip("?"))
            meaning = Meaning(row["kind"], label, form.endswith("?"), written)
            names[normal(written)].append(meaning)
            if not meaning.weak and sum(not m.weak for m in names[normal(written)]) > 1:
                problems.append(f"english.csv:{line}: {written} stands for another thing too: mark it with ?")
    return {form: tuple(sorted(meanings, key=lambda m: m.weak)) for form, meanings in names.items()}


def _heads(root: Path, problems: list[str]) -> dict[str, Head]:
    heads: dict[str, Head] = {}
    for line, row in rows(root / "english_heads.csv"):
        form = normal(row["head"])
        if form in heads:
            problems.append(f"english_heads.csv:{line}: {row['head']} is there already")
        if row["side"] not in _SIDES:
            problems.append(f"english_heads.csv:{line}: side is one of {', '.join(_SIDES)}")
        heads[form] = Head(row["kind"], row["side"], fold(row["label"]))
    return heads
