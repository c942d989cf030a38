"""Things that are made, by the last letter of their names where no list has them (反射镜, 导电浆料): in lists and after 研制的."""

import re
from collections.abc import Iterator

from kg.lexicon import generic
from kg.recognise.candidates import BODIES, FIELDS, PLACES, Found, Scene, of_kind
from kg.recognise.unlisted import inside_name, is_made, nominal
from kg.sought import sought
from kg.words import words

_MARKS = "。,;:!?、“”《》()<> \n\t…—"
_LONGEST = 16
_THING = sought(
    r"(?:研制|研发|开发|推出|发布|造出|制造|生产|交付|总装|调试|建造|展出|量产|打造|下线|引进)(?:成功|出|出了|了)?的(?=[^,。;:!?的]{3})"
)


def find_things(scene: Scene, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Yield the things that somebody is said to have made: 研制的|单口径天线."""
    for match in _THING.finditer(scene.text):
        start, end = _nouns(scene.text, match.end())
        name = scene.text[start:end]
        over = any(s < end and start < e for s, e in taken)
        if name and not over and is_product(scene, name):
            yield Found(start, end, "Technology", name, "made:的")


def _nouns(text: str, start: int) -> tuple[int, int]:
    """Return where the nouns stand that begin at ``start``, without those before them that say nothing."""
    end = start
    for word in words(text[start : start + _LONGEST]):
        if not (inside_name(word)):
            break
        if len(word.text) > 1 and word.text in generic("products") and start == end:
            start += len(word.text)
        end += len(word.text)
    return start, end


def find_listed(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield what stands in one list with a technology and is made by its end: 风机齿轮箱、叶片, 反射镜、光学相机."""
    spans = {(f.start, f.end) for f in found if f.kind in FIELDS or f.kind in _NOT_OVER}
    sure = {(f.start, f.end) for f in found if f.kind == "Technology"}
    while sure:
        beside = {
            m for start, end in sure for m in (_member_after(scene.text, end), _member_before(scene.text, start)) if m
        }
        sure = {m for m in beside if not any(s < m[1] and m[0] < e for s, e in spans) and _is_member(scene, *m)}
        spans |= sure
        yield from (Found(*m, "Technology", scene.text[slice(*m)], "product:listed") for m in sorted(sure))


_NOT_OVER = PLACES | BODIES
_TO_RIGHT = re.compile(
    r"(?:、|和|与|及|以及)(?P<member>[^、,。;:!?“”()《》<>|等和与及的\s]{2,12})(?=[、,。;!?”)]|等|和|及|与|的|$)"
)
_TO_LEFT = re.compile(r"(?<=[、的“:])(?P<member>[^、,。;:!?“”()《》<>|等和与及的\s]{2,12})(?=、)")


def _member_after(text: str, end: int) -> tuple[int, int] | None:
    match = _TO_RIGHT.match(text, end)
    return match.span("member") if match else None


def _member_before(text: str, start: int) -> tuple[int, int] | None:
    if text[start - 1 : start] != "、":
        return None
    low = start - 1
    while low and start - low <= _LONGEST and text[low - 1] not in _MARKS and text[low - 1] not in "等和与及的":
        low -= 1
    match = _TO_LEFT.match(text, low)
    return match.span("member") if match else None


def _is_member(scene: Scene, start: int, end: int) -> bool:
    text = scene.text[start:end]
    if text in generic("makers") or text in generic("products") or text in scene.lexicon.stop_terms:
        return False
    if any(of_kind(hit[2], _NOT_OVER) for at in range(start, end) if (hit := scene.hit_by_start.get(at))):
        return False
    return text in scene.lexicon.products or is_product(scene, text)


def is_product(scene: Scene, name: str) -> bool:
    """Say whether the name is of a thing that is made."""
    return _closed_by_product(scene, name) or is_made(name)


def _closed_by_product(scene: Scene, text: str) -> bool:
    """Say whether a product word closes the nouns."""
    ends = (text[-size:] for size in (5, 4, 3, 2) if size < len(text))
    return any(one in scene.lexicon.products and not scene.lexicon.products[one].needs for one in ends) and nominal(
        text
    )
