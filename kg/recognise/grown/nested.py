"""Which place or body a name may open with before another one: its parent, its province, its city."""

from kg.lexicon import Head
from kg.recognise.candidates import Hit, Scene, of_kind

SHORT_PLACE = 2  # characters of a place's short name


def may_stand_before(scene: Scene, hit: Hit, kind: str, head: Head) -> bool:
    """Say whether a second place or body further left belongs to the name: the parent (中国科学院|苏州…), or a zone's place."""
    right = scene.hit_by_start.get(hit[1])
    if kind == "Zone":
        return head.kind in ("Zone", "GovernmentBody")
    if kind == "Region":
        if head.kind == "GovernmentBody" and right is not None and _holds(hit, right):
            return True  # 杭州市|余杭区|人民政府
        if head.kind == "ResearchInstitute" and right is not None and is_supra(right):
            return True  # 广东省|大湾区|集成电路与系统应用研究院
        if head.text == "商会" and right is not None and _other_place(hit, right):
            return True  # 中山|泸州|商会
        if head.kind == "Company" and right is not None and of_kind(right[2], _ACADEMIES) and _opens(scene, hit):
            return True  # 南雄|中科院|孵化器运营有限公司
        if head.kind == "Company" and right is not None and _is_county_of(scene, hit, right):
            return True  # 福建省|长汀|金龙稀土有限公司
        if head.kind == "Company" and right is not None and of_kind(right[2], _FIRM) is not None:
            return True  # 苏州|纳芯微电子|股份有限公司
        if head.kind == "Company" and right is not None and _other_place(hit, right):
            return True  # 禹州市|坪山|钧窑有限公司
        zone = right is not None and of_kind(right[2], frozenset(("Zone",))) is not None
        return (zone and head.kind != "GovernmentBody") or (
            head.kind == "Cluster" and (_are_cities(hit, right) or _is_city_of(hit, right))
        )
    if kind == "GovernmentBody" and head.text.startswith(_BRANCHES):
        return True  # 劳动力发展署|中彰投|分署
    return head.kind not in ("Cluster", "GovernmentBody")


_BRANCHES = ("分", "监管局")  # offices of a ministry or bureau in a place


def _other_place(outer: Hit, inner: Hit) -> bool:
    """Say whether the second place, which is no part of the first, is but the firm's own word."""
    first, second = of_kind(outer[2], _REGION), of_kind(inner[2], _REGION)
    return (
        first is not None
        and second is not None
        and not second.code.startswith(first.code.rstrip("0"))
        and inner[1] - inner[0] == SHORT_PLACE
    )


def _holds(outer: Hit, inner: Hit) -> bool:
    """Say whether the second place is a part of the first."""
    region, part = of_kind(outer[2], _REGION), of_kind(inner[2], _REGION)
    if not region or not part or not region.code.isdigit() or region.code == part.code:
        return False
    return part.code.startswith(region.code.rstrip("0")) or part.within.startswith(region.code.rstrip("0"))


def _is_county_of(scene: Scene, outer: Hit, inner: Hit) -> bool:
    """Say whether a province that is called one opens the name before the short name of a place of it."""
    place = of_kind(inner[2], _REGION)
    region = of_kind(outer[2], _REGION)
    named = scene.text.endswith("省", outer[0], outer[1]) and inner[1] - inner[0] == SHORT_PLACE
    return bool(named and place and region and place.code.startswith(region.code[:2]))


def is_supra(hit: Hit) -> bool:
    """Say whether the place is one of many provinces or cities (大湾区), in which an institute of one may be."""
    region = of_kind(hit[2], _REGION)
    return region is not None and region.sort == "supra"


def _are_cities(*hits: Hit | None) -> bool:
    """Say whether all are cities: a cluster may be of two (成都|德阳|…集群)."""
    regions = [of_kind(hit[2], _REGION) if hit else None for hit in hits]
    return all(r is not None and r.code.endswith("00") and not r.code.endswith("0000") for r in regions)


def _is_city_of(outer: Hit, inner: Hit | None) -> bool:
    """Say whether a city stands before one of its districts or counties: 宁波市|奉化区."""
    city, part = (of_kind(hit[2], _REGION) if hit else None for hit in (outer, inner))
    return bool(city and part and _are_cities(outer) and part.code != city.code and part.code.startswith(city.code[:4]))


def _opens(scene: Scene, hit: Hit) -> bool:
    """Say whether the name opens a clause or a list's member."""
    return not hit[0] or scene.text[hit[0] - 1] in ",。;:!?、()“”由与和及"


_REGION = frozenset(("Region",))
_ACADEMIES = frozenset(("ResearchInstitute", "University"))
_FIRM = frozenset(("Company",))
