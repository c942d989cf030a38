"""Where what stands beside a place lies, and in which of those spoken of before a district or a part lies."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kg.lexicon import load as load_lexicon
from kg.lexicon import rows
from kg.recognise import Found
from kg.recognise.candidates import PLACES
from kg.relate.claims import Stated
from kg.relate.groups import REGION, Group, bracketed, placed_members
from kg.relate.names import governs, lies_in
from kg.relate.slots import Slotted, within
from kg.relate.subjects.named import Topic
from kg.resources import folder


def beside(flow: str, sentence: Slotted, names: Sequence[Found]) -> Iterator[Stated]:
    """Yield where bodies lie by the place right before them or in brackets behind them: 德国|博世, 甲(苏州)."""
    for rule, placed in (("context.listed", placed_members(flow, names)), ("context.bracket", bracketed(flow, names))):
        for name, place in placed:
            yield Stated(name, "locatedIn", place, sentence.start, sentence.end, rule, 0.82)


def districts_of_cities(sentence: Slotted, own: list[Topic], carried: list[Group]) -> Iterator[Stated]:
    """Yield in which city, spoken of before, the districts lie that a sentence turns to: 在北辰区 in a text on 天津.

    Not the cities of a province: a text on 湖南 that turns to 宁乡 says nothing of where that is.
    """
    for topic in own:
        if "Region" not in topic.group.kinds:
            continue
        earlier = [t.group for t in own if t.at < topic.at] + (carried if topic.locative else [])
        for child in topic.group.names:
            parents = [p for g in earlier for p in g.names if p.kind == "Region" and not p.name.endswith(_PROVINCES)]
            holding = [p for p in parents if child.kind == "Region" and _holds(p.name, child.name)]
            if holding:
                nearest = max(holding, key=lambda p: sum(lies_in(p.name, q.name) for q in holding))
                yield Stated(child, "locatedIn", nearest, sentence.start, sentence.end, "context.district", 0.8)


def zones_of_places(sentence: Slotted, found: list[Found], own: list[Topic], carried: list[Group]) -> Iterator[Stated]:
    """Yield where the zones lie in which something is done, in a text that speaks of their city or province: 武汉在东湖高新区,…

    Not those whose name tells it, nor those that a place stands before. Where a zone lies that no list knows is taken from the
    one place that the text has spoken of, where the sentence opens with the zone: 在天岳科创园,…
    """
    for at, number in sentence.group_at.items():
        group = sentence.groups[number]
        before = sentence.group_at.get(at - 1)
        beside_it = before is not None and sentence.groups[before].kinds == REGION
        if group.kinds != _ZONE or beside_it or not sentence.text.endswith(_WHERE, 0, at):
            continue
        earlier = [t.group for t in own if t.at < at] + carried
        places = {name.name: name for g in earlier for name in g.names if name.kind == "Region" and governs(name)}
        for zone in group.names if places else ():
            if any(f.kind in PLACES for f in within(found, zone.start, zone.end) if f != zone):
                continue
            homes = _homes().get(zone.name, ())
            home = next((places[name] for name in homes if name in places), None)
            if home is None and not homes and len(places) == 1 and _opens_with(sentence, at, zone):
                (home,) = places.values()
            if home is not None:
                yield Stated(zone, "locatedIn", home, sentence.start, sentence.end, "context.zone", 0.7)


def _opens_with(sentence: Slotted, at: int, zone: Found) -> bool:
    """Say whether the sentence opens with where somebody is; parks of nature are visited one after another."""
    return at <= _SOON and not zone.name.endswith("公园") and bool(_OPENS.fullmatch(sentence.text, 0, at))


_ZONE = frozenset(("Zone",))
_WHERE = ("在", "走进", "来到")
_OPENS = re.compile("[^,。;:\ue000-\ue03f]{0,8}(?:在|走进|来到)")
_SOON = 12  # characters before the zone


@cache
def _homes() -> dict[str, tuple[str, str]]:
    """Return the prefecture and the province in which each zone of the lists lies."""
    zones = rows(folder("data/lexicon") / "zones.csv")
    return {row["name"]: (row["prefecture"], row["province"]) for _, row in zones}


@lru_cache(maxsize=8192)
def _holds(city: str, district: str) -> bool:
    """Say whether a city of the country holds the district; where a foreign city lies is said beside it or not at all."""
    entry = load_lexicon().entry(city, "Region")
    return entry is not None and entry.sort != "foreign" and lies_in(district, city)


_PROVINCES = ("省", "自治区")


def parts_of_zones(sentence: Slotted, found: list[Found], own: list[Topic], carried: list[Group]) -> Iterator[Stated]:
    """Yield in which zone, spoken of before, its parts lie that a sentence turns to: 南安分园区 in a text on 泉州半导体高新区.

    The part's place must lie in that of the zone's name: a text on one zone turns to parts of others too.
    """
    zones = [name for topic in own for name in topic.group.names if name.kind == "Zone"]
    parts = [zone for zone in zones if zone.name.endswith(_PART)]
    before = [name for group in carried for name in group.names if name.kind == "Zone"] if parts else []
    wholes = {name.name: name for name in (*before, *zones) if name not in parts and not name.name.endswith(_PART)}
    for part in parts:
        places = [f.name for f in within(found, part.start, part.end) if f.kind == "Region"]
        holding = [w for w in wholes.values() if any(_opens_in(w.name, place) for place in places)]
        if len(holding) == 1:
            yield Stated(part, "locatedIn", holding[0], sentence.start, sentence.end, "context.part", 0.8)


def _opens_in(zone: str, place: str) -> bool:
    """Say whether the zone's name opens with a region that holds ``place``."""
    return any(lies_in(place, zone[:length]) for length in range(2, 5))


_PART = ("分园区", "分园", "分区", "片区", "组团")
