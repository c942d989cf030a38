"""Firms whose short name is a common word as well (百度, 大众), where a firm stands beside it in a list or one who leads it after it."""

import re
from collections.abc import Iterable, Iterator

from kg.recognise.candidates import Found, Scene, certain, of_kind
from kg.words import words

_FIRM = frozenset(("Company",))
_JOINS = ("、", "以及", "和", "与", "及")
_LED = re.compile(
    r"(?:副?董事长|(?:高级|执行|联合)?副?总裁|副?总经理|CEO|首席[^,。;:、]{2,3}官|(?:联合)?创始人|高管|股价|中国区)"
)
_ACTS = re.compile(
    r"(?:落户|签约|在[^,。;:]{2,8}?(?:累计)?(?:投资|建厂|设厂)|投资(?![者人额])|投产|宣布|旗下|总部|股价|营收|市值)"
)
_OPENS_CLAUSE = frozenset(",。;:!?")
_CALLED = re.compile(r"(?:巨头|龙头(?:企业)?|车企|厂商|独角兽|链主企业|互联网企业|科技企业)$")
_GOES_ON_AFTER = frozenset("、,。;:!?()等和与及在")
_DEEDS = ("v", "p", "d", "c", "u", "t")  # what a name, not a compound's first part, stands before


def find_word_firms(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the firms that the lists mark as common words, as far as what stands beside them says that they are meant."""
    possible = {start: (end, entry) for start, end, entry in _possible(scene)}
    if not possible:
        return
    taken = {f.start: f.end for f in found if f.kind == "Company"}
    yield from _of(possible, (start for start in possible if _is_told(scene, start, possible[start][0])), taken)
    yield from _of(possible, _forwards(scene, possible, taken), taken)
    yield from _of(possible, _backwards(scene, possible, taken), taken)


def _possible(scene: Scene) -> Iterator[tuple[int, int, str]]:
    for start, end, entries in scene.hits:
        firm = of_kind(entries, _FIRM)
        if firm and firm.weak and not certain(entries) and scene.at_boundaries(start, end) and _is_whole(scene, end):
            yield start, end, firm.label


def _is_whole(scene: Scene, end: int) -> bool:
    """Say whether the name ends its phrase: 大众|安徽 and 苹果|产业 go on."""
    following = scene.text[end : end + 4]
    if not following or following[0] in _GOES_ON_AFTER or words(following)[0].tag.startswith(_DEEDS):
        return True
    return _LED.match(scene.text, end) is not None or _ACTS.match(scene.text, end) is not None


def _is_told(scene: Scene, start: int, end: int) -> bool:
    opens = start == 0 or scene.text[start - 1] in _OPENS_CLAUSE
    if _LED.match(scene.text, end) or (opens and _ACTS.match(scene.text, end)):
        return True
    return _CALLED.search(scene.text, max(0, start - 6), start) is not None


def _of(possible: dict[int, tuple[int, str]], starts: Iterable[int], taken: dict[int, int]) -> Iterator[Found]:
    for start in starts:
        if start not in taken:
            end, label = possible[start]
            taken[start] = end
            yield Found(start, end, "Company", label, "firm:listed-word")


def _forwards(scene: Scene, possible: dict[int, tuple[int, str]], taken: dict[int, int]) -> Iterator[int]:
    """Yield those right behind a firm and a joint, from left to right, so that each may hold for the next."""
    for start in sorted(possible):
        if any(start - len(join) in taken.values() and scene.text.endswith(join, 0, start) for join in _JOINS):
            yield start


def _backwards(scene: Scene, possible: dict[int, tuple[int, str]], taken: dict[int, int]) -> Iterator[int]:
    """Yield those right before a joint and a firm, from right to left."""
    for start in sorted(possible, reverse=True):
        end = possible[start][0]
        if any(end + len(join) in taken and scene.text.startswith(join, end) for join in _JOINS):
            yield start
