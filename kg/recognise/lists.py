"""Firms that no list knows, taught by the known ones beside them: 华为、比亚迪、迈瑞等企业."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import Found, Scene
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
