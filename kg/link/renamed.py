"""Which names of a document are one thing that it tells to have been renamed: 甲开发区…, 更名为乙开发区."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.model import Mention
from kg.sought import sought

_KINDS = frozenset(("Zone", "Company", "ResearchInstitute", "University", "Organization"))
_RENAMED = sought(r"(?P<each>分别)?(?:(?:定名|更名|改名|易名|命名)(?:为|成)?|改称为?|(?P<called>名称|全称)为)[“]?")
_RAISED_BEFORE = re.compile(r"(?:将|把|同意)[“]?$")  # 同意将|甲认定为…,名称为乙: not 以|甲为基础设立…,名称为乙
_ENDS = re.compile("[。！？!?\n]")
_BY = ("被", "由", "经", "与", "向", "给", "对")  # who only had a part in it: 被甲收购后更名为丙
_LISTED = re.compile("[”]?(?:、|和|及|以及|与)[“]?")


def renamed(mentions: Sequence[Mention], text: str) -> Iterator[tuple[Mention, Mention]]:
    """Yield the mentions of a new name with that of the old one, whose thing they are.

    Of several old names and as many new ones, 分别 joins the first to the first and so on; without it the nearest old name counts.
    """
    if not _RENAMED.may_match(text):
        return
    named = [m for m in _outermost(mentions) if m.kind in _KINDS]
    at = {m.start: i for i, m in enumerate(named)}
    for told in _RENAMED.finditer(text):
        i = at.get(told.end())
        if i is None:
            continue
        new = named[i]
        old = [m for m in _in_sentence(named[:i], text, told.start()) if m.kind == new.kind]
        if told["called"]:
            old = [m for m in old if _RAISED_BEFORE.search(text, 0, m.start)]
        if told["each"]:
            yield from _each(old, _list_from(named[i:], text))
        elif old:
            yield new, old[-1]


def upgraded(mentions: Sequence[Mention], text: str) -> Iterator[tuple[Mention, Mention]]:
    """Yield the mentions of a zone by its new rank with that of the old one: 甲经济开发区升级为国家级经济技术开发区, 甲经济技术开发区."""
    if not _RAISED.may_match(text):
        return
    zones = [m for m in _outermost(mentions) if m.kind == "Zone"]
    for old in zones:
        raised = _RAISED.pattern.match(text, old.end)
        stem = _HEAD.sub("", old.text)
        if raised and stem != old.text:
            head = raised["head"]
            named = (m for m in zones if m.text.endswith(head) and m.text != old.text)
            yield from (
                (new, old) for new in named if len(own := new.text.removesuffix(head)) > 1 and stem.endswith(own)
            )


_RAISED = sought(
    r"[^。！？!?\n]{0,120}?升级(?:为|成为|成)国家级?(?P<head>高新技术产业开发区|经济技术开发区|高新区|经开区)"
)
_HEAD = re.compile("(?:高新技术(?:产业)?(?:园区|园|开发区)|经济(?:技术)?开发区|工业园区?|产业园区?|开发区)$")


def _in_sentence(named: Sequence[Mention], text: str, end: int) -> list[Mention]:
    """Return those of ``named``, which stand before ``end``, that its sentence speaks of."""
    near = list(takewhile(lambda m: not _ENDS.search(text, m.end, end), reversed(named)))[::-1]
    return [m for m in near if not text.endswith(_BY, 0, m.start)]


def _outermost(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions, in order, that stand inside no other."""
    end = -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= end:
            end = mention.end
            yield mention


def _list_from(named: Sequence[Mention], text: str) -> list[Mention]:
    """Return the first of ``named`` and those of its kind that are listed with it."""
    members = [named[0]]
    for following in named[1:]:
        if following.kind != named[0].kind or not _LISTED.fullmatch(text, members[-1].end, following.start):
            break
        members.append(following)
    return members


def _each(old: list[Mention], new: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    if len(old) >= len(new):
        yield from zip(new, old[-len(new) :], strict=True)
