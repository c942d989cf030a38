"""Circles and belts of cities, named by places, by the letters of cities or by a water: 洛阳都市圈, 长株潭衡城市群, 珠江-西江经济带."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import load
from kg.recognise.candidates import CHINA, PLACES, Found, Scene, certain, of_kind
from kg.recognise.grown.coined import NO_COIN
from kg.sought import sought
from kg.words import in_dictionary

_LETTERS = 5  # of as many cities at most: 大长株潭衡
_FEWEST = 2
_PARTS = 3  # 黄河|—|渭河|沿线
_WATER = re.compile(
    r"(?:[\u4e00-\u9fff]{1,3}(?:江|(?<!运)河|湖|湾|海峡|走廊|半岛|盆地|高原|平原)|[\u4e00-\u9fff]{0,3}大运河)(?:[上中下]游|流域|沿线|沿岸|两岸|[东西南北]岸)?$"
)
_ANY_WATER = re.compile("[沿临近内外大小跨各全滨环该此两入过渡][江河湖湾]|[和与及]")  # 沿江, 内河: no water's name
_ROUND = "环大"
_JOINS = "—-"
_NO_BELT = re.compile("[动来给领头着回走向出入有]")
_LAYERS = ("区域", "圈层")  # 经济|带动
_TOGETHER = sought("(?:[二两三四五]市)?(?:一体化|同城化)+")


def find_circles(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the circles and belts that their places name, and the cities that grow into one: 兰白|一体化."""
    for start, end, head in scene.heads:
        if head.kind == "Region" and not _known(scene, start) and not _goes_on(scene.text, end):
            opening = _opening(scene, start)
            if opening is not None:
                yield _noted(scene, opening, end, "head:" + head.text)
    for match in scene.matches(_TOGETHER):
        opening = _letters(scene, match.start())
        if opening is not None:
            yield _noted(scene, opening, match.start(), "circle:together")


def _noted(scene: Scene, start: int, end: int, rule: str) -> Found:
    found = Found(start, end, "Region", scene.text[start:end], rule)
    scene.add(found)
    return found


def _known(scene: Scene, start: int) -> bool:
    """Say whether a known place goes on into the head or across it: 成都|市区, 长江经济带."""
    before = (scene.hit_by_start.get(low) for low in range(max(0, start - _LONGEST_PLACE), start))
    return any(hit[1] > start and of_kind(hit[2], PLACES) for hit in before if hit)


_LONGEST_PLACE = 8  # characters


def _goes_on(text: str, end: int) -> bool:
    """Say whether the head's last letter begins the next word: 经济|带动, 都市|区域."""
    return (text[end - 1] == "带" and _NO_BELT.match(text, end) is not None) or text[end - 1 : end + 1] in _LAYERS


def _opening(scene: Scene, head: int) -> int | None:
    """Return where the name begins whose head stands at ``head``: before one place, or several that dashes join."""
    cursor = _without_qualities(scene.text, head)
    for _ in range(_PARTS):
        start = _part(scene, cursor)
        if start is None:
            return None
        if start == 0 or scene.text[start - 1] not in _JOINS:
            return _round(scene.text, start)
        cursor = start - 1
    return None


def _round(text: str, start: int) -> int:
    """Return where the word for what lies round a place begins before it: 环|首都, 大|武汉; not 最大|…."""
    opens = start > 0 and text[start - 1] in _ROUND and not in_dictionary(text[max(0, start - 2) : start])
    return start - opens


def _without_qualities(text: str, head: int) -> int:
    """Return where the words begin that say how the circle is: 重庆|大|都市区, 长春|现代化|都市圈, 成渝|地区|双城|经济圈."""
    while size := next((n for n in (4, 3, 2, 1) if text[max(0, head - n) : head] in load().circle_words), 0):
        head -= size
    return head


def _part(scene: Scene, end: int) -> int | None:
    """Return where a place, the letters of cities or a water begins that ends at ``end``."""
    hit = scene.hit_by_end.get(end)
    place = certain(hit[2]) if hit else None
    if hit and place and place.kind in PLACES:
        return hit[0] if place.kind == "Region" and place.code != CHINA else None
    letters = _letters(scene, end)
    return _water(scene, end) if letters is None else letters


def _letters(scene: Scene, end: int) -> int | None:
    """Return where a word begins that is made of letters of cities, each one's: 昌九, 汕潮揭, 长株潭|衡."""
    start = end
    while start and end - start < _LETTERS and scene.text[start - 1] in _city_letters():
        start -= 1
    for at in range(start, end - _FEWEST + 1):
        opens = at in scene.hit_by_start or scene.begins_word(at)
        if opens and not _is_word(scene, at) and not in_dictionary(scene.text[at:end]):
            return at
    return None


def _is_word(scene: Scene, at: int) -> bool:
    """Say whether a word stands here that is no place: 深化|兰白."""
    return at not in scene.hit_by_start and in_dictionary(scene.text[at : at + _FEWEST])


def _water(scene: Scene, end: int) -> int | None:
    """Return where the name of a river, a lake or another stretch of land begins that ends at ``end``."""
    for low in range(end - _FEWEST, max(-1, end - _LONGEST_PLACE - 1), -1):
        if scene.begins_word(low) and _WATER.fullmatch(scene.text, low, end):
            return None if _ANY_WATER.match(scene.text, low) else low
    return None


@cache
def _city_letters() -> frozenset[str]:
    """Return the letters that cities and provinces are called by in the names of circles: 长, 株 and 潭."""
    cities = (
        form
        for form, entries in load().names.items()
        for entry in entries
        if entry.kind == "Region" and entry.sort == "prefecture" and len(form) == _FEWEST
    )
    return frozenset("".join(cities)).union(load().place_letters) - NO_COIN
