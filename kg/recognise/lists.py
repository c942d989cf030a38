"""What a list tells of its members: firms beside known ones (华为、比亚迪、迈瑞等企业), clusters (安平丝网、唐山机器人等集群)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.recognise.candidates import Found, Scene, of_kind
from kg.words import words

_MEMBER = re.compile(r"[^。,;:!?、“”《》()\s和与等的了]{2,8}")
_FIRMS = re.compile(r"等[^,。;:]{0,10}(?:企业|公司|集团|厂商|车企|药企|巨头)")


def find_listed_firms(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield unknown members of lists of firms: two known ones teach the rest, one does where the list ends in 等…企业."""
    firms = {f.start: f for f in found if f.kind == "Company"}
    ends = {f.end for f in firms.values()}
    known = {f.start for f in found} | ends
    whole = {(f.start, f.end) for f in found}
    for start in sorted(firms):
        if scene.text[start - 1 : start] == "、" and (start - 1 in ends or start - 1 in known):
            continue
        members, end = _members(scene, start, firms)
        sure = [m for m in members if m[0] in firms]
        if len(members) > len(sure) and (len(sure) >= 2 or _FIRMS.match(scene.text, end)):
            yield from (
                Found(low, high, "Company", scene.text[low:high], "list-of-firms")
                for low, high in members
                if low not in firms and (low, high) not in whole and _name_like(scene, low, high)
            )


def _members(scene: Scene, start: int, firms: dict[int, Found]) -> tuple[list[tuple[int, int]], int]:
    members, cursor = [], start
    while True:
        if cursor in firms:
            end = firms[cursor].end
        else:
            match = _MEMBER.match(scene.text, cursor)
            if not match:
                break
            end = match.end()
        members.append((cursor, end))
        if scene.text[end : end + 1] not in ("、", "和"):
            break
        cursor = end + 1
    return members, members[-1][1] if members else start


def _name_like(scene: Scene, start: int, end: int) -> bool:
    return all(w.inner for w in words(scene.text[start:end])) and scene.text[end : end + 1] in ("、", "等", "和")


_CLUSTERS = re.compile(r"等(?:[0-9一二三四五六七八九十百余多]+个)?[^,。;:!?、和与]{0,8}?集群")
_LEAST = 2  # characters of an industry
_LONGEST = 16  # characters of a member


def find_listed_clusters(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the clusters of a list that says so at its end: 安平|丝网、唐山|机器人等48个集群. A place alone is none."""
    for closing in _CLUSTERS.finditer(scene.text):
        end = closing.start()
        while (places := _places(scene, end)) and end - places[-1] >= _LEAST:
            start = places[0]
            if not all(word.inner or word.text == "与" for word in words(scene.text[places[-1] : end])):
                break
            yield Found(start, end, "Cluster", scene.text[start:end], "declared:list-of-clusters")
            yield from (_part(scene, low, high, "Region") for low, high in pairwise(places))
            yield _part(scene, places[-1], end, "Industry")
            if scene.text[start - 1 : start] not in ("、", "和"):
                break
            end = start - 1


def _places(scene: Scene, end: int) -> list[int]:
    """Return where the member that ends at ``end`` and the words after each of the places that open it begin, if any do."""
    text, start = scene.text, end
    while start and end - start <= _LONGEST and text[start - 1] not in "、和,。;:!?有成“":
        start -= 1
    found = [start]
    while size := next((n for n in _PLACE if _is_place(scene, text[found[-1] : min(end, found[-1] + n)], n)), 0):
        found.append(found[-1] + size)
    return found if len(found) > 1 else []


def _is_place(scene: Scene, text: str, size: int) -> bool:
    place = of_kind(scene.lexicon.names.get(text, ()), _REGION) if len(text) == size else None
    return place is not None and not (place.weak and words(text)[0].tag.startswith(_NO_NOUN))  # 新兴|服务业


def _part(scene: Scene, start: int, end: int, kind: str) -> Found:
    text = scene.text[start:end]
    entry = of_kind(scene.lexicon.names.get(text, ()), frozenset((kind,)))
    return Found(start, end, kind, entry.label if entry else text, "inside:list-of-clusters")


_REGION = frozenset(("Region",))
_NO_NOUN = ("a", "v", "d", "b")
_PLACE = (6, 5, 4, 3, 2)  # characters, the longest first
