"""Names that stand in no list, found by their last word (…高新区, …研究院, …公司) and grown leftwards by their make-up."""

import re
from collections.abc import Iterator

from kg.lexicon import Head, generic
from kg.recognise.candidates import CHINA, PLACES, Found, Scene, certain, of_kind
from kg.recognise.growth import Growth, grow
from kg.recognise.institutes import fields_inside
from kg.words import words

_COUNTED = re.compile(
    r"(?:\d+|[一二三四五六七八九十百千两多几数])(?:余|多)?(?:个|家|所|座|批|类|大|项|支|处|条)[^,。;、:]{0,6}$|(?:一批|各类|多家|多个|一系列|许多|若干|有关|相关|各|每|该|其|此)(?:的)?$|(?:投资|占地|面积|规模|产值)[^,。;:、]{0,4}[0-9][^,。;:、]{0,6}的$"
)
_EVENT = re.compile(
    r"(?:[一二三]期)?(?:建设)?(?:项目)?(?:正式|顺利)?(?:动工|开工|签约|揭牌|开园|落户|奠基|启用|投用|开建|成立|竣工|封顶|建成)"
)
_AIMED = re.compile(r"(?:世界级|国家级|一流|重要的?|国际性?|全国性?|领先的?|最大的?)$")
# The head is the beginning of a word.
_GOES_ON = frozenset(
    "城市 会议 行业 行政 行为 行动 学术 学生 学者 协同 协作 协调 协议 协商 联合 联动 联盟 联席 联络".split()
)


def find_grown(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the names that the heads of the flow close."""
    for start, end, head in scene.heads:
        if _covering(scene, start, end) and not _office_of_place(scene, start, head):
            continue
        yield from _grow_head(scene, start, end, head)


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
    if _beside_committee(scene, start, head):
        return
    if scene.text[end : end + 1] == "们" or scene.text[end - 1 : end + 1] in _GOES_ON:
        return
    if head.kind == "ResearchInstitute" and scene.text.startswith(_LEGAL, end):
        return  # the name goes on with its legal form
    growth = grow(scene, start, head)
    reason = _refusal(scene, growth, start, end, head)
    if reason:
        if growth.start < start:
            scene.refuse(growth.start, end, head.kind, reason)
        return
    kind = _kind(scene, growth.start, start, head)
    if kind == head.kind == "ResearchInstitute":
        yield from fields_inside(scene, growth.start, start)
    if kind == "Cluster" and not growth.fields and head.text.endswith("产业集群"):
        yield from fields_inside(scene, growth.start, start, shortest=2)
    found = Found(growth.start, end, kind, scene.text[growth.start : end], f"head:{head.text}")
    yield from _opening_place(scene, found)
    scene.add(found)
    yield found


_LEGAL = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")


def _kind(scene: Scene, start: int, at: int, head: Head) -> str:
    """Return what the head at ``at`` closes: an institute with a legal form stays one;
    a university's 学院 is an institute of it, a 校区 of no university a school."""
    if head.kind == "Company" and scene.text.endswith(_INSTITUTES, 0, at):
        return "ResearchInstitute"  # 江苏集萃…研究所|有限公司
    if head.text not in _OF_A_SCHOOL:
        return head.kind
    hit = scene.hit_by_start.get(start)
    of_university = hit is not None and of_kind(hit[2], _UNIVERSITY) is not None
    if head.text == "学院":
        return "ResearchInstitute" if of_university else head.kind
    return head.kind if of_university else "Organization"


_INSTITUTES = ("研究院", "研究所", "研究中心", "创新中心")
_OF_A_SCHOOL = ("学院", "校区", "分校")
_UNIVERSITY = frozenset(("University",))


def _opening_place(scene: Scene, name: Found) -> Iterator[Found]:
    """Yield the place that a body's name opens with, though the words in front of it look as if they went across its end."""
    hit = scene.hit_by_start.get(name.start) if name.kind in _PLACED else None
    place = of_kind(hit[2], frozenset(("Region",))) if hit and hit[1] < name.end else None
    if hit and place and not place.weak and place.code != CHINA:
        yield Found(hit[0], hit[1], "Region", place.label, f"lexicon:{place.file}")


_PLACED = frozenset(("Company", "ResearchInstitute"))


def _beside_committee(scene: Scene, start: int, head: Head) -> bool:
    """苏州市委|市政府: two offices of one place, not one of the other."""
    return head.kind == "GovernmentBody" and scene.text[start - 1 : start + 1] in ("委市", "委省", "委区", "委县")


# After 等, what a list of names closes with: 研究院等一批平台; not 研究院等.
_NAMES_BEFORE = re.compile(
    r"等(?:一批|[0-9]{1,3}[个家]|多[个家]|重大|重点|高能级|国家级|创新|科技|新型|研发|特色|专业|国别)+[^,。;:、]{0,4}(?:平台|机构|载体|项目|单位|园区|产业园|实验室|研究院|创新中心)"
)


def _refusal(scene: Scene, growth: Growth, start: int, end: int, head: Head) -> str:
    """Return why the grown name is none, or nothing."""
    text = scene.text
    name = text[growth.start : end]
    if growth.start == start:
        return "the head stands alone"
    if name.startswith("("):
        return "its first word is unknown"
    if name in scene.lexicon.stop_terms:
        return "a generic term"
    missing = {
        "place": not growth.places and not _proper_place(growth, text[growth.start : start]),
        "part": not (growth.places or growth.fields or growth.proper or growth.content),
        "word": not (growth.places or growth.proper),
        "proper": not (growth.content or growth.places or growth.fields),
        "both": not (growth.places and growth.content),
    }
    if missing[head.needs] and not (head.kind == "Zone" and growth.content and _EVENT.match(text, end)):
        return f"before {head.text} stands nothing that makes it a name"
    if text.startswith("之一", end) and not (growth.proper or growth.fields):
        return "one of a class, not named"
    if name.startswith(_ACROSS) and not growth.places:
        return "a class of what lies in several places"
    if name.endswith("子公司"):
        return "a class of firms"
    if name.endswith("大学") and text.startswith(_OF_SCHOOLS, end):
        return "schools of a class, which is an alliance's name"
    if head.text.endswith("制造基地") and _firm_alone(scene, growth, start):
        return "a firm's plant"
    if head.text.endswith(_GRADED) and not (growth.fields or growth.proper):
        return "a grade of laboratories, not a name"
    if head.kind == "Cluster" and not _has_field(scene, growth, start):
        return "a cluster's name says its industry"
    if head.kind == "Cluster" and _COUNTED_CLUSTERS.search(text, growth.start, start):
        return "industries that are counted, not a name"
    if head.text.endswith("基地") and _AIMED.search(text, max(0, growth.start - 6), growth.start):
        return "what a place wants to become, not a name"
    named = growth.proper and head.text.endswith("有限公司")  # 总投资3000万元的华利源科技有限公司
    if not growth.places and not named and _COUNTED.search(text, max(0, growth.start - 12), growth.start):
        return "a class that is counted, not a name"
    listed = growth.fields and _NAMES_BEFORE.match(text, end)
    if not growth.places and not growth.proper and text[end : end + 1] in ("等", "们") and not listed:
        return "a class at the end of a list"
    return ""


_COUNTED_CLUSTERS = re.compile("[一二两三四五六七八九十几多]大|[0-9]+[大个]")  # 新材料、石化三大优势产业集群
_ACROSS = ("跨省", "跨市", "跨区", "跨县")
_OF_SCHOOLS = ("联盟", "联合体", "集群", "生", "校长")  # 高科|大学|联盟


def _firm_alone(scene: Scene, growth: Growth, start: int) -> bool:
    """Say whether a known firm opens the name, which is then what the firm has built."""
    hit = scene.hit_by_start.get(growth.start)
    return hit is not None and hit[1] <= start and of_kind(hit[2], frozenset(("Company",))) is not None


_GRADED = ("重点实验室", "工程技术研究中心", "工程研究中心", "企业技术中心")  # 江苏省重点实验室 is what many are


def _proper_place(growth: Growth, modifier: str) -> bool:
    return growth.proper and (2 <= len(modifier) <= 8 or ")" in modifier)


def _has_field(scene: Scene, growth: Growth, start: int) -> bool:
    if growth.fields:
        return True
    first = next((h for h in scene.hits if h[0] >= growth.start and of_kind(h[2], PLACES)), None)
    rest = scene.text[first[1] : start] if first else ""
    return len(rest) >= 2 and any(w.text not in generic("names") for w in words(rest))
