"""Heads alone that point back: 高新区 after 苏州高新区, 市政府 after 广州市政府, and whose 管委会 is meant."""

import re
from collections.abc import Iterable, Iterator

from kg.recognise.candidates import Found, Scene
from kg.recognise.places.home import Home
from kg.recognise.shortforms.earlier import BACK_REFERENCES, REFERRED, Earlier, ends_in, only
from kg.sought import sought

_GENERIC_BEFORE = re.compile(
    r"(?:国家|全国|各|省级|国家级|\d+[家个]|[一二三四五六七八九十百]+[家个]|多[家个]|我国|个|家|该类|建设|类|批|所有|世界一流|我|外|旧|老|新|大|小|主)$"
)
_OF_PARK = re.compile("园区(?:管委会|党工委|管理委员会)")
_BACK = sought("|".join((_OF_PARK.pattern, *sorted(BACK_REFERENCES, key=lambda h: (-len(h), h)))))
_CLASSY = frozenset(
    ("研究院", "研究所", "实验室", "产业园", "科技园", "工业园", "示范区", "孵化器", "联盟", "合作区", "集团", "开发区")
)
_NO_NAME_AFTER = re.compile("[们化0-9]")
_THIS = re.compile(r"(?:该|这个|这家|此|我们|咱们|本)$")


def find_back_references(scene: Scene, found: list[Found], earlier: Earlier, home: Home) -> Iterator[Found]:
    """Yield bare heads that mean the last name before them which ends in the head, or the zone of the city at ``home``."""
    heads = [match.span() for match in scene.matches(_BACK)]
    here = sorted((f for f in found if f.kind in REFERRED), key=lambda f: f.start) if heads else []
    for start, end in heads:
        head = scene.text[start:end]
        if any(f.start <= start and end <= f.end for f in found):
            continue
        if head == "管委会" and (committee := _by_its_ending(scene, start, end, here, earlier)):
            yield committee
            continue
        if zone := _of_our_place(scene, home, start, head):
            yield from _with_committee(scene, Found(start - 1, end, "Zone", zone, "short:zone-of-city"))
            continue
        if not _stands_alone(scene, start, end, head):
            continue
        if _OF_PARK.fullmatch(head):
            yield from _committee_of_park(start, end, head, here, earlier)
            continue
        meant = next((f for f in reversed(here) if f.end <= start and ends_in(f.name, head)), None)
        target = meant or earlier.last(head)
        if head == "管委会" and (party := _party_committee(here, start)):
            yield Found(start, end, "GovernmentBody", party.removesuffix(_PARTY) + head, COMMITTEE)
        elif target:
            yield from _with_committee(scene, Found(start, end, target.kind, target.name, "short:back-reference"))
        elif zone := _of_city(scene, home, head):
            yield from _with_committee(scene, Found(start, end, "Zone", zone, "short:zone-of-city"))
        elif head == "管委会" and (zone := _only_zone(here, start, earlier)):
            yield Found(start, end, "GovernmentBody", zone + head, COMMITTEE)


def _with_committee(scene: Scene, zone: Found) -> Iterator[Found]:
    """Yield a zone's short form, and the zone's committee where it is part of that one's name: 高新区管委会."""
    yield zone
    body = _COMMITTEE.match(scene.text, zone.end) if zone.kind == "Zone" else None
    if body:
        yield Found(zone.start, body.end(), "GovernmentBody", zone.name + body.group(), COMMITTEE)


def _committee_of_park(start: int, end: int, head: str, here: Iterable[Found], earlier: Earlier) -> Iterator[Found]:
    """Yield the committee of the last park before it in the flow, or of the only zone that has one: 园区管委会."""
    parks = [f.name for f in here if f.kind == "Zone" and f.end <= start and f.name.endswith(_PARKS)]
    if zone := parks[-1] if parks else _only_zone(here, start, earlier):
        yield Found(start, end, "GovernmentBody", zone + head.removeprefix("园区"), COMMITTEE)


def _by_its_ending(scene: Scene, start: int, end: int, here: Iterable[Found], earlier: Earlier) -> Found | None:
    """Return the committee of the one zone before it whose name ends in the word that stands before 管委会: 汽车城|管委会."""
    zones = earlier.zones.union(f.name for f in here if f.kind == "Zone" and f.end < start)
    for size in _ENDINGS if zones else ():
        word = scene.text[max(0, start - size) : start]
        meant = only(zone for zone in zones if zone.endswith(word) and zone != word)
        if meant and scene.begins_word(start - size):
            return Found(start - size, end, "GovernmentBody", meant + scene.text[start:end], COMMITTEE)
    return None


_ENDINGS = (5, 4, 3)  # characters


def _only_zone(here: Iterable[Found], start: int, earlier: Earlier) -> str:
    """Return the one zone with a committee that the text has spoken of so far, or nothing."""
    zones = earlier.zones.union(f.name for f in here if f.kind == "Zone" and f.start < start)
    return only(zone for zone in zones if zone.endswith(_HAS_COMMITTEE))


def _party_committee(here: Iterable[Found], start: int) -> str:
    """Return the zone's party committee that stands a few words before: 高新区党工委副书记、|管委会主任."""
    return only(f.name for f in here if f.name.endswith(_PARTY) and 0 < start - f.end <= _ONE_OFFICE)


def _of_our_place(scene: Scene, home: Home, start: int, head: str) -> str:
    """Return the zone of the county or city that the text is about, called by the level of its place alone: 我|县经开区."""
    level = scene.text[start - 1 : start]
    alone = start > 1 and (scene.text[start - 2] in _BEFORE_LEVEL)
    place = home.of_level(level) if alone and level in ("县", "市") and head in _ONE_EACH else ""
    return (place[:-1] if len(place) > _SHORT else place) + head if place else ""


_ONE_EACH = ("高新区", "经开区")
_BEFORE_LEVEL = frozenset("我全在到赴于为由与和,。;:、(“")
_SHORT = 2  # characters: 南县 keeps its last


def _of_city(scene: Scene, home: Home, head: str) -> str:
    """Return the zone that the head means of the city that the text is about; of the torch zones, only the few that there are."""
    zone = home.city() + head
    known = not head.startswith("火炬") or zone in scene.lexicon.names
    return zone if home.city() and head in _OF_A_CITY and known else ""


_PARTY = "党工委"
_ONE_OFFICE = 6  # characters from one office of a person to the next
COMMITTEE = "short:committee"
_COMMITTEE = re.compile("管委会|党工委|管理委员会")
_PARKS = ("园区", "产业园", "科技园", "工业园", "高新区", "经开区", "开发区", "新区", "合作区")
_HAS_COMMITTEE = ("高新区", "经开区", "开发区", "新区", "合作区", "示范区", "自贸区", "科学城")
_OF_A_CITY = ("高新区", "经开区", "火炬高新区", "火炬开发区")  # a city has one of each


def _stands_alone(scene: Scene, start: int, end: int, head: str) -> bool:
    before = scene.text[max(0, start - 5) : start]
    if _GENERIC_BEFORE.search(before):
        return False
    if head in _CLASSY and not _THIS.search(before):
        return False
    if (
        before
        and before[-1]
        not in "。,;:!?、“”《》() 在的了对向从由为以与和及让使把将被是到入给该据于得为家于前后至如,而且并"
        and not _THIS.search(before)
    ):
        return False
    return not _NO_NAME_AFTER.match(scene.text, end)
