"""Whether a member of a list that no list of fields knows may be a field itself."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon import field_edges, generic
from kg.recognise.candidates import FIELDS, PLACES_AND_BODIES, Found, Hit, Scene, certain, of_kind
from kg.recognise.fields.unlisted import GENERATION, two_sectors
from kg.words import in_dictionary, words

LAST_OPENING = re.compile(
    r".*(?:产业[及和与]?|发展|培育|做大做强|做强做大|做[大强优精]|吸引|支持|促进|推动|扶持|带动|引进|集聚|聚集|面向|建成|突破|攻克|[区境市省县国]内|布局|打造|壮大|聚焦|推进|围绕|形成|涉及|涵盖|覆盖|包括|应用[于在到]|用于|(?<!所)以(?!色列|[太下上及外])|中国|我国|全国)(?=.)",
    re.DOTALL,
)


class Unit(NamedTuple):
    """A member of a list of fields."""

    start: int
    end: int
    known: str  # the kind of a known field, or nothing


def as_found(scene: Scene, unit: Unit, kind: str, rule: str) -> Found:
    """Return the member as a field of ``kind``, by its full name."""
    text = scene.text[unit.start : unit.end]
    entry = of_kind(scene.lexicon.names.get(text, ()), frozenset((kind,)))
    return Found(unit.start, unit.end, kind, entry.label if entry else text, rule)


# A list that holds one of these is of services for all, or of what states do together: 教育、医疗、社保; 经贸、人文.
_PUBLIC = re.compile(
    "就业|社保|住房|托幼|托育|社会保障|公共服务|民生|基层治理|经贸|人文|外交|执法|司法|政法|监督|监管|反恐|减贫|互联互通|气候变化|发展合作"
)


def is_public(text: str, units: list[Unit]) -> bool:
    """Say whether the list is of what concerns a state or its people, and not of branches; ``units`` in either order."""
    return bool(units) and bool(_PUBLIC.search(text, min(u.start for u in units), max(u.end for u in units)))


_LONGEST_WHOLE = 10  # characters
_SAYS_NOTHING = ("行业", "产业", "企业")  # 行业|应用


def whole(scene: Scene, start: int, end: int) -> bool:
    """Say whether what stands between two marks of a list is one name, verbs in it too: 合成生物, 脑机接口, 第六代移动通信."""
    hit = scene.hit_by_end.get(end)
    field = hit is not None and hit[0] > start and of_kind(hit[2], FIELDS)
    inside = words(scene.text[start : hit[0] if hit and field else end])
    if (
        not inside
        or end - start > _LONGEST_WHOLE
        or LAST_OPENING.match(scene.text, start, end)
        or inside[0].text in field_edges("before")
    ):
        return False
    if any(
        of_kind(hit[2], PLACES_AND_BODIES) and certain(hit[2])
        for at in range(start, end)
        for hit in (scene.hit_by_start.get(at), scene.hit_by_end.get(at))  # 海南 in 海南医药产业集群, begun by both
        if hit and hit[0] >= start
    ):
        return False
    return all(
        w.text not in _FUNCTION
        and not closes_list(w.text)
        and (w.inner or w.tag in _TAGS_BETWEEN_MARKS or GENERATION.fullmatch(w.text) or _is_coined(w.text))
        for w in inside
    )


def closes_list(word: str) -> bool:
    """Say whether 等 was taken for a part of the name before it: 康舒等 is no word, 平等 is."""
    return word.endswith("等") and not in_dictionary(word)


def _is_coined(word: str) -> bool:
    """Say whether no dictionary has the word, or it is one letter of such a one: 极耳, 绿|氨."""
    return (len(word) == 1 or not in_dictionary(word)) and word.isalpha() and _FUNCTION.isdisjoint(word)


_FUNCTION = frozenset("的了是在和与及为把将被等不也都还就有从到以对向由于其该此各每我你他她它们这那着过")
_TAGS_BETWEEN_MARKS = ("v", "vn", "d")  # 同步 is an adverb, too


def plausible(scene: Scene, unit: Unit, single: bool) -> bool:
    """Say whether an unknown member may be a field; a ``single`` one that nothing but itself speaks for must be made like one."""
    text = scene.text[unit.start : unit.end]
    if (
        not 2 <= len(text) <= 12
        or text in generic("fields")
        or text in scene.lexicon.stop_terms
        or text in scene.lexicon.heads
        or text.endswith(_TAKEN_FOR)
        or two_sectors(scene, unit.start, unit.end)
    ):
        return False
    parts = [w.text for w in words(text)]
    if all(p in generic("fields") or len(p) == 1 for p in parts) and not (
        _listed_between(scene, unit) and not in_dictionary(text)
    ):
        return False
    if parts[-1] in generic("endings") or parts[0] in _SAYS_NOTHING or (parts[0] in generic("fields") and single):
        return False
    if single:
        return any(
            scene.text.find(known, unit.start, unit.end) >= 0 for known in _roots(scene, unit)
        ) or _made_like_field(scene, unit)
    return True


_TAKEN_FOR = ("为主", "为主打", "为辅")


def _listed_between(scene: Scene, unit: Unit) -> bool:
    """Say whether the unit fills the space between two marks of a list."""
    return scene.text[unit.start - 1 : unit.start] == "、" and scene.text[unit.end : unit.end + 1] in ("、", "等", "和")


def _made_like_field(scene: Scene, unit: Unit) -> bool:
    """Say whether an unknown single unit is made of nouns and ends like other fields: 通用|航空, 网络|视听."""
    inside = words(scene.text[unit.start : unit.end])
    return (
        len(inside) > 1
        and scene.text[unit.end - 2 : unit.end] in scene.lexicon.field_tails
        and all(
            (w.tag.startswith(("n", "b", "j", "vn")) or w.text in scene.lexicon.name_verbs)
            and w.text not in generic("endings")
            for w in inside
        )
        and inside[0].text not in generic("fields")
        and in_dictionary(inside[0].text)
        and not holds_place(scene, unit)
    )


def holds_place(scene: Scene, unit: Unit) -> bool:
    """Say whether a place or body stands in the unit, or a longer known name takes part of it: 江州生物医药|产业集群."""
    return any(end > unit.end or of_kind(entries, PLACES_AND_BODIES) for _, end, entries in inside_unit(scene, unit))


def _roots(scene: Scene, unit: Unit) -> list[str]:
    """Known fields inside the unit, weak ones too: a single unknown industry must hold one (新型|显示, 航天|信息)."""
    return [scene.text[s:e] for s, e, _, _ in scene.fields if unit.start <= s and e <= unit.end]


def inside_unit(scene: Scene, unit: Unit) -> Iterator[Hit]:
    """Yield the known names that begin inside the member."""
    return (scene.hit_by_start[at] for at in range(unit.start, unit.end) if at in scene.hit_by_start)
