"""Firms and zones by their own word once their name was said: 安天 after 安天科技股份有限公司, 张江 after 上海张江高新区; and what a bracket defines."""

import re
from collections.abc import Iterable, Iterator

from kg.recognise.candidates import FIELDS, Found, Scene
from kg.recognise.shortforms.earlier import COINED, OPENING, REFERRED, Earlier
from kg.words import in_dictionary

_DEFINED = re.compile(r"\((?:以下)?(?:简称|统称|下称|英文缩写)?(?:为|:)?[“]?([^()“”,。]{2,16})[”]?\)")


def find_defined(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the short forms that a bracket right after a name defines."""
    for name in found:
        match = _DEFINED.match(scene.text, name.end) if scene.text.startswith("(", name.end) else None
        if (
            match
            and "、" not in match[1]
            and ("简称" in match.group() or "下称" in match.group() or "统称" in match.group())
        ):
            yield Found(match.start(1), match.end(1), name.kind, name.name, "short:defined")


def find_short_firms(scene: Scene, found: list[Found], earlier: Earlier) -> Iterator[Found]:
    """Yield the firms that are called by their own word once their name was said: 安天 after 安天科技股份有限公司."""
    for start, end, name in _called(scene, earlier.firms, found):
        yield Found(start, end, "Company", name, "short:firm")


def _called(scene: Scene, named: dict[str, dict[str, str]], found: list[Found]) -> Iterator[tuple[int, int, str]]:
    """Yield where something is called by the longest of its short names, as (start, end, name), from the left.

    Args:
        scene: the flow.
        named: by how they begin, short names and what they stand for; what stands for nothing is shared.
        found: the names found in the flow.
    """
    for at, called in sorted(_opened(scene.text, named), key=_where) if named else ():
        short = max((s for s in called if called[s] and scene.text.startswith(s, at)), key=len, default="")
        if short and _is_called(scene, at, at + len(short), found):
            yield at, at + len(short), called[short]


def _opened(text: str, named: dict[str, dict[str, str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield where one of ``named`` may be called in ``text``, and the short names that open so."""
    for opening, called in named.items():
        at = text.find(opening)
        while at >= 0:
            yield at, called
            at = text.find(opening, at + 1)


def find_short_zones(scene: Scene, found: list[Found], earlier: Earlier) -> Iterator[Found]:
    """Yield the zones that are called by their own word once their name was said: 东戴河 after 东戴河新区, where no list has the word."""
    for start, end, name in _called(scene, earlier.cores, found):
        free = not any(f.start < end and start < f.end for f in found)
        if free and _is_own_word(scene.text[start:end], scene.text[end : end + 1]):
            yield Found(start, end, "Zone", name, "short:zone")


def _is_own_word(core: str, following: str) -> bool:
    """Say whether ``core`` means nothing else and is not the beginning of another name: 东戴河|镇."""
    return not in_dictionary(core) and not _ZONE_GOES_ON.match(following)


_ZONE_GOES_ON = re.compile("[新老高经开科自国保综工产示试合区城园镇乡街道路村港湾山河湖]")


def zones_in_full(found: Iterable[Found], earlier: Earlier) -> list[Found]:
    """Return ``found`` with each zone that a list knows by its own word alone called as the one zone of that word: 张江."""
    return [
        _zone_in_full(one, earlier) if one.kind == "Zone" and len(one.name) <= _SHORT_CORE else one for one in found
    ]


def _zone_in_full(one: Found, earlier: Earlier) -> Found:
    full = earlier.cores.get(one.name[:OPENING], {}).get(one.name)
    return one._replace(name=full) if full else one


_SHORT_CORE = 4  # characters


def _where(opened: tuple[int, dict[str, str]]) -> int:
    return opened[0]


def firms_in_full(found: Iterable[Found], earlier: Earlier) -> list[Found]:
    """Return ``found`` with each firm that shortens the name of one that was said called by that name: 安天公司, 安天科技."""
    return [
        _firm_in_full(one, earlier) if one.kind == "Company" and one.rule.startswith(COINED) else one for one in found
    ]


def _firm_in_full(one: Found, earlier: Earlier) -> Found:
    short = one.name.removesuffix("公司")
    full = earlier.firms.get(short[:OPENING], {}).get(short)
    return one._replace(name=full) if full else one


def _is_called(scene: Scene, start: int, end: int, found: list[Found]) -> bool:
    if any(f.start < end and start < f.end and f.kind not in FIELDS and not _opens_it(f, start, end) for f in found):
        return False
    begins = scene.begins_word(start) or scene.text[start - 1] in _OPENS
    return begins and (end - start > OPENING or scene.at_boundaries(start, end))


def _opens_it(name: Found, start: int, end: int) -> bool:
    """Say whether the name is the place that a short form opens with: 合肥|高正."""
    return name.kind == "Region" and name.start == start and name.end < end


_OPENS = frozenset("的在与和及向对由从为被把让是给使到")


def in_full(found: Iterable[Found], earlier: Earlier) -> list[Found]:
    """Return ``found`` with each name that was grown by its head called by the longer name before it that ends in it."""
    return [_in_full(one, earlier) if one.rule.startswith("head:") else one for one in found]


_GRADES = ("国家", "省级", "市级")


def _in_full(one: Found, earlier: Earlier) -> Found:
    titled = one.name.startswith(_GRADES)  # what many places may be: 国家现代农业产业园
    full = earlier.fuller(one) if one.kind in REFERRED and not titled else ""
    return one._replace(name=full) if full else one
