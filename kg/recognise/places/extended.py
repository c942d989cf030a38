"""Names with their region before them: zones, laboratories, firms (北京中关村, 京冀曹妃甸示范区, 南京紫金山实验室), one place's titles."""

import re
from collections.abc import Iterator

from kg.lexicon import Entry
from kg.recognise.candidates import CHINA, PLACES, Found, Scene, certain, joint_letters, of_kind

_REGION = frozenset(("Region",))


def find_extended(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield zones and laboratories with the region right before them, where their own name does not begin with one."""
    yield from _titled_places(scene)
    yield from _seated_firms(scene, found)
    for zone in found:
        if (zone.kind != "Zone" and not zone.name.endswith("实验室")) or zone.rule == "shared-tail":
            continue
        if any(f.start <= zone.start and zone.end < f.end and f.kind != "Policy" for f in found):
            continue
        own = scene.hit_by_start.get(zone.start)
        region = of_kind(own[2], _REGION) if own and own[1] < zone.end else None
        if _of_partners(scene, zone, found):
            yield Found(zone.start - 2, zone.end, "Zone", scene.text[zone.start - 2 : zone.end], "partners-before-zone")
            continue
        hit = scene.hit_by_end.get(zone.start)
        entry = certain(hit[2]) if hit else None
        if hit and entry and entry.kind == "Region" and not entry.code.startswith("F") and _holds(entry, region):
            yield Found(hit[0], zone.end, zone.kind, scene.text[hit[0] : zone.end], "region-before-zone")
        joint = joint_letters(scene, zone.start) if zone.kind == "Zone" and entry is None else None
        if joint is not None:
            yield Found(joint, zone.end, "Zone", scene.text[joint : zone.end], "letters-before-zone")


def _of_partners(scene: Scene, zone: Found, found: list[Found]) -> bool:
    """Say whether those who run a zone together stand before it by a letter each: 京冀|曹妃甸协同发展示范区."""
    joint = zone.kind == "Zone" and _JOINT.search(zone.name) and _PARTNERS.search(scene.text, 0, zone.start)
    return bool(joint) and any(f.kind == "Region" and f.start == zone.start for f in found)


_PARTNERS = re.compile(
    "(?:京[津冀]|津冀|沪[苏浙皖]|苏[浙皖]|[川成]渝|粤[港澳桂闽]|深[汕莞港]|闽[台宁]|赣粤|湘[赣粤]|豫鲁|苏[陕宁]|皖[苏浙])$"
)
_JOINT = re.compile("协同|合作|联动|一体化|共建|协作")


def _seated_firms(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the firms in a list that are called by their short name behind the place that opens their full one: 深圳|华大基因."""
    for firm in found:
        hit = scene.hit_by_end.get(firm.start) if firm.kind == "Company" else None
        place = scene.text[hit[0] : hit[1]] if hit and of_kind(hit[2], _REGION) else ""
        if hit and place and firm.name.startswith(place) and not scene.text.startswith(place, firm.start):
            yield Found(hit[0], firm.end, "Company", firm.name, "region-before-firm")


def _titled_places(scene: Scene) -> Iterator[Found]:
    """Yield the zones that are called by a place and the title that it holds."""
    for start, end, entries in scene.hits:
        title = certain(entries)
        if (
            title
            and title.sort == "title"
            and scene.text[start:end].startswith("国家")
            and scene.text[:end].endswith(_SITES)
        ):
            place = scene.hit_by_end.get(start)
            entry = certain(place[2]) if place else None
            alone = place and place[0] not in scene.hit_by_end and not scene.text.startswith("级", start + 2)
            if place and alone and entry and entry.kind in PLACES and entry.code != CHINA:
                yield Found(place[0], end, "Zone", scene.text[place[0] : end], "place-with-title")


_SITES = ("基地", "示范区", "试验区", "园区")


def _holds(outer: Entry, region: Entry | None) -> bool:
    """Say whether the region in front may belong to the name: it holds the one that the zone's own name begins with."""
    if region is None:
        return True
    digits = outer.code.rstrip("0")
    return (
        outer.code.isdigit() and outer.code != region.code and region.code.startswith(digits + "0" * (len(digits) % 2))
    )
