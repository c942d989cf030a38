"""Zones and laboratories that the text names with their region before them: 北京中关村, 南京紫金山实验室."""

from collections.abc import Iterator

from kg.lexicon import Entry
from kg.recognise.candidates import Found, Scene, certain, of_kind

_REGION = frozenset(("Region",))


def find_extended(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield zones and laboratories with the region right before them, where their own name does not begin with one."""
    for zone in found:
        if (zone.kind != "Zone" and not zone.name.endswith("实验室")) or zone.rule == "shared-tail":
            continue
        if any(f.start <= zone.start and zone.end < f.end for f in found):
            continue
        own = scene.hit_by_start.get(zone.start)
        region = of_kind(own[2], _REGION) if own and own[1] < zone.end else None
        hit = scene.hit_by_end.get(zone.start)
        entry = certain(hit[2]) if hit else None
        if hit and entry and entry.kind == "Region" and not entry.code.startswith("F") and _holds(entry, region):
            yield Found(hit[0], zone.end, zone.kind, scene.text[hit[0] : zone.end], "region-before-zone")


def _holds(outer: Entry, region: Entry | None) -> bool:
    """Say whether the region in front may belong to the name: it holds the one that the zone's own name begins with."""
    if region is None:
        return True
    digits = outer.code.rstrip("0")
    return (
        outer.code.isdigit() and outer.code != region.code and region.code.startswith(digits + "0" * (len(digits) % 2))
    )
