"""Names that stand in no list, found by their last word (…高新区, …研究院, …公司) and grown leftwards by their make-up."""

import re
from collections.abc import Iterator

from kg.lexicon import Head
from kg.recognise import legal
from kg.recognise.bodies.institutes import fields_inside
from kg.recognise.candidates import CHINA, PLACES, Found, Scene, certain, of_kind
from kg.recognise.grown.candidate import Candidate
from kg.recognise.grown.growth import grow
from kg.recognise.grown.objections import objection
from kg.words import in_dictionary

# The head is the beginning of a word.
_GOES_ON = frozenset(
    "城市 会议 行业 行政 行为 行动 学术 学生 学者 协同 协作 协调 协议 协商 联合 联动 联盟 联席 联络 场主 厂房 厂区 厂长 厂商 厂家 厂址".split()
)


def find_grown(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the names that the heads of the flow close."""
    for found in scene.heads:
        if found[2].kind == "Region":
            continue  # find_circles knows their parts
        start, end, head = _whole(scene, found) if scene.text[found[1] : found[1] + 1] == "区" else found
        if _covering(scene, start, end) and not _office_of_place(scene, start, head):
            continue
        yield from _grow_head(scene, start, end, head)


def _whole(scene: Scene, found: tuple[int, int, Head]) -> tuple[int, int, Head]:
    """Return the head up to the end of its word: 智慧园|区."""
    start, end, head = found
    longer = head.kind == "Zone" and scene.text[end - 1] == "园" and not _DIVISION.match(scene.text, end)
    return (start, end + 1, head._replace(text=head.text + "区")) if longer else found


_DIVISION = re.compile("区(?=级|划|属|域|块|间|别|分)")  # a division's, no park's


def _covering(scene: Scene, start: int, end: int) -> bool:
    """Say whether a certain known name holds the whole head, and more."""
    for low, high, entries in scene.hits:
        if low <= start and end <= high and certain(entries):
            return True
        if low > start:
            return False
    return False


def _office_of_place(scene: Scene, start: int, head: Head) -> bool:
    """A ministry's short form after a place is that place's office: 合肥市|发展改革委."""
    before = scene.hit_by_end.get(start)
    return head.kind == "GovernmentBody" and before is not None and of_kind(before[2], PLACES) is not None


def _grow_head(scene: Scene, start: int, end: int, head: Head) -> Iterator[Found]:
    if _beside_committee(scene, start, head) or _within_a_house(scene, start, head):
        return
    if scene.text[end : end + 1] == "们" or scene.text[end - 1 : end + 1] in _GOES_ON:
        return
    if head.text.endswith("厂") and in_dictionary(scene.text[start - 1 : start + 1]) and not scene.begins_word(start):
        return  # 优|化工厂
    if head.kind == "ResearchInstitute" and scene.text.startswith(legal.FORMS, end):
        return  # the name goes on with its legal form
    growth = grow(scene, start, head)
    reason = objection(Candidate(scene, growth, start, end, head))
    if reason:
        if growth.start < start:
            scene.refuse(growth.start, end, head.kind, reason)
        return
    kind = _kind(scene, growth.start, start, head)
    if kind == head.kind == "ResearchInstitute":
        yield from fields_inside(scene, growth.start, start)
    if kind == "Cluster" and not growth.fields and head.text.endswith("产业集群"):
        yield from fields_inside(scene, growth.start, start, shortest=2)
    found = Found(growth.start, end, kind, _called(scene, growth.start, end, kind), f"head:{head.text}")
    yield from _opening_place(scene, found)
    scene.add(found)
    yield found


def _called(scene: Scene, start: int, end: int, kind: str) -> str:
    """Return what the name is called in full: a known firm with 公司 alone behind it by its name (科大讯飞|公司)."""
    hit = scene.hit_by_start.get(start) if kind == "Company" else None
    firm = certain(hit[2]) if hit and scene.text[hit[1] : end] == "公司" else None
    return firm.label if firm and firm.kind == "Company" else scene.text[start:end]


def _kind(scene: Scene, start: int, at: int, head: Head) -> str:
    """Return what the head at ``at`` closes: an institute with a legal form stays one;
    a university's 学院 is an institute of it, a 校区 of no university a school."""
    if (
        head.kind == "Company"
        and scene.text.endswith(_INSTITUTES, start, at)
        and not scene.text.endswith(_PLANNERS, start, at)
    ):
        return "ResearchInstitute"  # 江苏集萃…研究所|有限公司
    if head.kind == "Organization" and head.text.endswith("中心") and _opens_with(scene, start, _GOVERNMENT):
        return "GovernmentBody"  # an agency: 工信部|产业发展促进中心
    if head.text not in _OF_A_SCHOOL:
        return head.kind
    of_university = _opens_with(scene, start, _UNIVERSITY)
    if head.text == "学院":
        return "ResearchInstitute" if of_university else head.kind
    return head.kind if of_university else "Organization"


def _opens_with(scene: Scene, start: int, kinds: frozenset[str]) -> bool:
    hit = scene.hit_by_start.get(start)
    return hit is not None and of_kind(hit[2], kinds) is not None


_GOVERNMENT = frozenset(("GovernmentBody",))
_INSTITUTES = ("研究院", "研究所", "研究中心", "创新中心")
_PLANNERS = ("设计研究院", "规划研究院", "设计研究所")  # firms that draw what others build
_OF_A_SCHOOL = ("学院", "校区", "分校")
_UNIVERSITY = frozenset(("University",))


def _opening_place(scene: Scene, name: Found) -> Iterator[Found]:
    """Yield the place that a body's name opens with, though the words in front of it look as if they went across its end."""
    hit = scene.hit_by_start.get(name.start) if name.kind in _PLACED else None
    place = of_kind(hit[2], frozenset(("Region",))) if hit and hit[1] < name.end else None
    if hit and place and not place.weak and place.code != CHINA:
        yield Found(hit[0], hit[1], "Region", place.label, f"lexicon:{place.file}")


_PLACED = frozenset(("Company", "ResearchInstitute"))


def _within_a_house(scene: Scene, start: int, head: Head) -> bool:
    """The party committee of a firm, a university or an institute is no body of government: 中国一重|党委书记."""
    if head.text not in _PARTY:
        return False
    before = scene.hit_by_end.get(start)
    known = before is not None and of_kind(before[2], _HOUSES) is not None
    return known or scene.text.endswith(("公司", "集团"), 0, start)


_PARTY = ("党委", "党组", "党支部", "党总支")


_HOUSES = frozenset(("Company", "University", "ResearchInstitute"))


def _beside_committee(scene: Scene, start: int, head: Head) -> bool:
    """苏州市委|市政府: two offices of one place, not one of the other."""
    return head.kind == "GovernmentBody" and scene.text[start - 1 : start + 1] in ("委市", "委省", "委区", "委县")
