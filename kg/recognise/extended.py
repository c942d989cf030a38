"""Known zones that the text names with their region before them: 北京中关村, 上海张江高新区."""

from collections.abc import Iterator

from kg.recognise.candidates import Found, Scene, certain, of_kind

_REGION = frozenset(("Region",))


def find_extended(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield zones together with the region right before them, where the zone's own name does not begin with one."""
    for zone in found:
        if zone.kind != "Zone" or zone.rule == "shared-tail":
            continue
        if any(f.start <= zone.start and zone.end < f.end for f in found):
            continue
        own = scene.hit_by_start.get(zone.start)
        if own and own[1] < zone.end and of_kind(own[2], _REGION):
            continue
        hit = scene.hit_by_end.get(zone.start)
        entry = certain(hit[2]) if hit else None
        if hit and entry and entry.kind == "Region" and not entry.code.startswith("F"):
            yield Found(hit[0], zone.end, "Zone", scene.text[hit[0] : zone.end], "region-before-zone")
