"""Firms that no list knows and that the text introduces: 一家美资企业——滨特尔, 宁波家联是一家…的企业, 一家名叫蓝泽的公司."""

from collections.abc import Iterator
from itertools import takewhile
from operator import attrgetter

from kg.recognise.candidates import FIELDS, Found, Scene, only_with
from kg.recognise.firms.names import Standing, standing
from kg.sought import Sought, sought
from kg.words import words

_FIRM = "(?:企业|公司|厂商|工厂|厂|[制造生产供应服务运营开发]商|集团|巨头|龙头|独角兽|车企|药企|外企|民企)"
_NAME = r"[\u4e00-\u9fffA-Za-z0-9]"
_SAID_TO_BE = sought(rf"{_FIRM}——(?P<name>{_NAME}{{2,16}})")
_CALLED = sought(
    rf"[一这那][家个](?:名为|名叫|叫作|叫做|名字叫|叫)“?(?P<name>{_NAME}{{2,8}}?)”?的[^,。;:]{{0,20}}?{_FIRM}"
)
_IS_ONE = sought(
    rf"(?:^|(?<=[,。;:!?\n]))(?:而|但|其中|如今的?|(?:位于|坐落于|坐落在|地处|落户|入驻)[^,。;:]{{2,20}}?的)?(?P<name>{_NAME}{{2,8}}?)[就便正也本]?,?"
    rf"(?:是[^,。;:]{{0,24}}?(?:,[^,。;:]{{0,12}}?)?(?:一家|首家|最大|最早|领先|知名)[^,。;:]{{0,30}}?{_FIRM}(?:之一)?(?=[,。;!])|总部(?:位于|设在|设于))"
)
_SEAT = "总部"  # no person has one
_WORKS = ("厂", "公司", "集团")  # what closes a firm's name, whatever it is made of


@only_with(_SAID_TO_BE, _CALLED, _IS_ONE)
def find_introduced(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the firms with a word of their own that a frame says to be firms."""
    taken = [(f.start, f.end) for f in found if f.kind not in FIELDS | {"Region"}]
    for frame in (_SAID_TO_BE, _CALLED, _IS_ONE):
        for start, end in _names(scene, frame):
            free = not any(s < end and start < e for s, e in taken)
            person = frame is _IS_ONE and not scene.text.startswith(_SEAT, end)
            if free and _has_own_word(scene, start, end, person=person):
                yield Found(start, end, "Company", scene.text[start:end], INTRODUCED)


INTRODUCED = "brand:introduced"


def _names(scene: Scene, frame: Sought) -> Iterator[tuple[int, int]]:
    """Yield where names stand in ``frame``: after a dash up to the first word that no name holds."""
    for match in scene.matches(frame):
        start, end = match.span("name")
        if frame is _SAID_TO_BE:
            inside = takewhile(attrgetter("inner"), words(match["name"]))
            end = start + sum(len(word.text) for word in inside)
        yield start, end


def _has_own_word(scene: Scene, start: int, end: int, *, person: bool) -> bool:
    """Say whether a name has a word of its own; what is said to be a firm may be a ``person``: 王军是一家企业的…."""
    inside = words(scene.text[start:end])
    if end - start < _LEAST or (person and len(inside) == 1 and inside[0].tag.startswith("nr")):
        return False
    works = scene.text.endswith(_WORKS, start, end) and inside[0].tag in ("nz", "ns", "nr")
    return works or standing(scene, start, end) >= Standing.COINED


_LEAST = 2  # characters
