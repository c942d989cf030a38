"""Whom 该公司, 双方 and 前者 mean: the last that was spoken of and is such a thing, and as many of them as the word says."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from kg.lexicon import one_of, rows
from kg.recognise import Found
from kg.relate.groups import Group
from kg.resources import folder
from kg.rules.slots import kinds

_PAIR = 2
_REACHES = ("sentence", "paragraph")
_OF_A_PAIR = {"前者": 0, "后者": 1}
_BARE = frozenset(
    (
        "会议",
        "集群",
        "园区",
        "片区",
        "产业园",
        "科技园",
        "合作区",
        "科学城",
        "研究院",
        "实验室",
        "研究所",
        "学校",
        "联盟",
        "协会",
        "基金",
    )
)
_NOT_THE_OTHERS = r"(?!、|[和与及](?![\ue000-\ue03f])|[^,。;:]{0,6}(?:人|们|负责))"


class Anaphor(NamedTuple):
    """A word that stands for what was named before it: ``number`` things of one of ``kinds``, or all of them for 0.

    ``near``: it was named in the same sentence, as the firm of a speaker is who says 我们. ``ends``: with what the name
    of such a thing ends, 市 for 全市; any name where there are none.
    """

    kinds: frozenset[str]
    number: int
    near: bool
    ends: tuple[str, ...] = ()

    def fits(self, names: Sequence[Found]) -> bool:
        """Say whether the word can mean ``names``, all of them."""
        return len(names) == self.number and all(
            name.kind in self.kinds and (not self.ends or name.name.endswith(self.ends)) for name in names
        )


@cache
def load() -> dict[str, Anaphor]:
    """Return the words of ``data/lexicon/anaphora.csv`` with what they stand for.

    Raises:
        ValueError: lines are wrong; all of them are listed.
    """
    return read(rows(folder("data/lexicon") / "anaphora.csv"))


def read(listed: Iterable[tuple[int, dict[str, str]]]) -> dict[str, Anaphor]:
    """Return what the numbered rows of a list of such words say.

    Raises:
        ValueError: lines are wrong; all of them are listed.
    """
    found, problems = {}, []
    for line, row in listed:
        try:
            found[row["word"]] = _anaphor(row)
        except ValueError as error:
            problems.append(f"anaphora.csv:{line}: {error}")
    if problems:
        raise ValueError("\n".join(problems))
    return found


def _anaphor(row: dict[str, str]) -> Anaphor:
    if row["reach"] not in _REACHES:
        raise ValueError(f"the reach {row['reach']!r} is none of {', '.join(_REACHES)}")
    ends = tuple(row["ends"].split("|")) if row["ends"] else ()
    return Anaphor(frozenset(kinds(row["kinds"])), int(row["count"]), row["reach"] == "sentence", ends)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"({one_of([*load(), *_OF_A_PAIR])}){_NOT_THE_OTHERS}")


@cache
def _words() -> re.Pattern[str]:
    return re.compile(one_of(load()))


def word_at(text: str, at: int, end: int) -> str:
    """Return the word of the list that stands at ``text[at]``, or nothing."""
    match = _words().match(text, at, end)
    return match.group() if match else ""


def may_refer(sentence: str) -> bool:
    """Say whether any word of ``sentence`` may stand for what was named before: in most none does."""
    return _pattern().search(sentence) is not None


def referent(sentence: str, at: int, own: list[Group], carried: list[Group]) -> Group | None:
    """Return whom the word at ``sentence[at]`` means: of the topics of its sentence or of those before, latest last."""
    match = _pattern().match(sentence, at)
    if match is None:
        return None
    word = match.group(1)
    if word in _OF_A_PAIR:
        pair = next((g for g in chain(reversed(own), reversed(carried)) if len(g.names) == _PAIR), None)
        return _only(pair, _OF_A_PAIR[word]) if pair else None
    meant = load()[word]
    spoken_of = chain(reversed(own), () if meant.near else reversed(carried))
    if not meant.number:
        return _all_of(meant.kinds, spoken_of)
    fitting = [g for g in spoken_of if meant.fits(g.names)]
    if (word in _BARE or word in meant.ends) and len({g.names[0].name for g in fitting}) > 1:
        return None  # 园区 in a text on two parks
    return fitting[0] if fitting else None


def _all_of(kinds: frozenset[str], spoken_of: Iterable[Group]) -> Group | None:
    """Return those of ``spoken_of``, latest first, whom 这些企业 means: several things of ``kinds``, named one after another or at once."""
    groups = [g for g in spoken_of if g.kinds <= kinds]
    names = tuple({name.name: name for group in reversed(groups) for name in group.names}.values())
    if len(names) < _PAIR:
        return None
    return Group(names[0].start, names[-1].end, frozenset(name.kind for name in names), "", names)


def _only(group: Group, which: int) -> Group:
    name = group.names[which]
    return group._replace(names=(name,), kinds=frozenset((name.kind,)))
