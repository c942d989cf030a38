"""How lists of nouns are cut into their members: behind words that open one, within a stretch, and at its end."""

import re
from collections.abc import Iterator
from itertools import chain

from kg.lexicon import generic
from kg.recognise.candidates import Scene
from kg.recognise.fields.members import units_before
from kg.recognise.fields.unlisted import (
    LINKS,
    LONGEST,
    Nouns,
    inside_name,
    nominal,
    trimmed,
)
from kg.words import words

MARKS = frozenset("。,;:!?“”《》()<> \n\t…—|[]【】")
_MOST = 12  # members of a list
_WORKED_ON = re.compile("的(?:研发|研制|研究|设计|制造|生产|开发)")
_CLOSING = re.compile(rf"{_WORKED_ON.pattern}|产业(?![园基联])|行业|领域|赛道|等")
_CLOSERS = ("产业", "行业", "领域", "赛道", "集群", "业态", "板块")
LINK = re.compile("以及|和|与|及|再到")


def list_before(scene: Scene, end: int) -> list[Nouns]:
    """Return the members of the list that ends at ``end``, the last first."""
    return [trimmed(scene.text, unit.start, unit.end) for unit in units_before(scene, end)]


def is_closed(text: str, end: int) -> bool:
    """Say whether what follows is only said of fields: 深耕…|赛道, 专注于…|的研发."""
    return text.startswith(_CLOSERS, end) or bool(_WORKED_ON.match(text, end))


def list_within(scene: Scene, start: int, stop: int) -> list[Nouns]:
    """Return the members of the list that fills a stretch of the text; none where it holds more than names."""
    parts = list(_parts(scene.text, start, stop))
    if not all(part and nominal(part) for low, high in parts for part in LINK.split(scene.text[low:high])):
        return []
    return [trimmed(scene.text, low, high) for low, high in parts]


def branches(scene: Scene, start: int, stop: int) -> list[Nouns]:
    """Return the members of a list of branches by their full names: 电子元件及仪器制造业 is one; the first may begin anywhere."""
    cuts = [m.span() for m in _MARK_OR_AND.finditer(scene.text, start, stop)]
    edges = [start, *chain.from_iterable(cuts), stop]
    parts = [trimmed(scene.text, *part) for part in zip(edges[::2], edges[1::2], strict=True)]
    return [one for one in parts if _is_branch(scene.text[slice(*one)])]


_MARK_OR_AND = re.compile("、|(?<=业)[和与及]|(?<=制造)[和与及]")


def _is_branch(name: str) -> bool:
    parts = LINK.split(name)
    if parts[0] in generic("fields"):
        return False  # 高技术|及装备制造业 are two
    return name.endswith(_BRANCHES) and all(part and nominal(part) for part in parts)


_BRANCHES = ("制造业", "制造", "加工业", "冶炼业")


def _parts(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the members between the marks; only before the last one 和 and the like are marks, too: 生命信息与支持、…."""
    last = text.rfind("、", start, stop) + 1 or start
    cuts = [m.span() for m in LINK.finditer(text, last, stop)]
    marks = [(at, at + 1) for at in range(start, last) if text[at] == "、"]
    edges = [start, *chain.from_iterable((*marks, *cuts)), stop]
    yield from zip(edges[::2], edges[1::2], strict=True)


def list_behind(scene: Scene, start: int) -> tuple[list[Nouns], int]:
    """Return the members of the list of nouns that begins at ``start``, and where it ends."""
    text = scene.text
    members: list[Nouns] = []
    at = start
    while len(members) < _MOST:
        end = _member_end(text, at)
        if end <= at:
            break
        members.append(trimmed(text, at, end))
        link = next((link for link in LINKS if text.startswith(link, end)), "")
        at = end + len(link)
        if not link:
            break
    return members, at


def _member_end(text: str, start: int) -> int:
    """Return where the member ends that begins at ``start``: at the next mark of the list, or where its nouns do."""
    stretch = start
    while stretch < len(text) and stretch - start < LONGEST and text[stretch] not in MARKS and text[stretch] != "、":
        stretch += 1
    closing = _CLOSING.search(text, start, stretch + 3)
    if closing:
        stretch = closing.start()
    listed = text[start - 1] in "、和与及" and text[stretch : stretch + 1] in ("。", ",", ";")
    bounded = closing or listed or text[stretch : stretch + 1] == "、"
    if bounded and not LINK.search(text, start, stretch) and nominal(text[start:stretch]):
        return stretch
    end = start
    for word in words(text[start:stretch]):
        if not inside_name(word) or word.text in _CLOSERS:
            break
        end += len(word.text)
    return end
