"""How the overlaps of what the finders found are settled: which names can stand beside, and in, which."""

import re
from collections.abc import Iterable

from kg.recognise import legal
from kg.recognise.candidates import BODIES, CLOSED, FIELDS, NESTED, PLACES_AND_BODIES, Found

INNER_TITLE = "title:inner"  # of the plan that a decree puts into force


def settle(found: Iterable[Found]) -> list[Found]:
    """Return ``found`` without what crosses or repeats a longer name; names inside names stay where the guide wants them."""
    kept: list[Found] = []
    reaching: list[Found] = []  # of these, the ones that reach the next name: few, however long the text
    reach = 0
    for one in sorted(set(found), key=_precedence):
        if one.start < reach:
            reaching = [other for other in reaching if other.end > one.start]
            if not all(_compatible(other, one) for other in reaching):
                continue
        else:
            reaching = []
        kept.append(one)
        reaching.append(one)
        reach = max(reach, one.end)
    return kept


def _precedence(one: Found) -> tuple[int, int, bool, bool, str, str, str]:
    start, end, kind, name, rule = one
    listed = kind in _LISTED and rule[: len(_LEXICON)] == _LEXICON
    return start, -end, not rule.startswith(_TELLING), not listed, kind, rule, name


_LISTED = PLACES_AND_BODIES  # the lists know better of which kind one is than its last word
_LEXICON = "lexicon:"
_TELLING = ("declared", "title:won", "institute:listed")  # rules that say more of a name than that a list has it


def _compatible(outer: Found, inner: Found) -> bool:
    """Say whether ``inner``, which starts later or is shorter, can stand beside ``outer``."""
    if (outer.start, outer.end) == (inner.start, inner.end):
        return outer.kind != inner.kind and {outer.kind, inner.kind} in _OF_ONE_FORM
    if inner.end > outer.end:
        return inner.start >= outer.end
    if (inner.kind, inner.name) == (outer.kind, outer.name):
        return False  # 上海|浦东|新区: one thing, whatever it is called
    if inner.kind == outer.kind and outer.kind in _BRANCHES:
        return inner.start == outer.start and outer.name.endswith(_BRANCHES[outer.kind])
    if inner.kind == outer.kind == "Policy":
        return inner.rule == INNER_TITLE  # 国务院关于|哈长城市群发展规划|的批复
    if inner.kind not in NESTED or outer.kind in CLOSED:
        return inner.kind == "Program" and outer.kind == "Policy" and _is_in_title(outer, inner)
    if inner.kind in FIELDS and outer.kind in BODIES and _part_of_body_word(outer, inner):
        return False
    if inner.kind == "Zone" and outer.kind != "Cluster":
        return _is_another_zone(outer, inner)
    if inner.kind == outer.kind == "Company":
        return _is_another_firm(outer, inner)
    return inner.kind not in BODIES or _is_body_in(outer, inner)


# A place's name can stand for its zone or its government: 乌鲁木齐、昌吉高新区, 山东省、江苏省人民政府.
_OF_ONE_FORM = ({"Zone", "Region"}, {"GovernmentBody", "Region"})
_BRANCHES = {  # of a body of their kind
    "University": ("校区", "分校"),
    "Organization": ("分会", "专委会", "专业委员会"),
}


def _part_of_body_word(outer: Found, inner: Found) -> bool:
    """Say whether a field is no part of a body's name with a sense of its own.

    光源 in 同步辐射光源 is the institute's head itself, 建材 in 中建材 a part of the word; 汽车 in 蔚来汽车 is its industry.
    """
    if outer.end - outer.start < _WHOLE_COMPANY:
        return True
    return inner.end == outer.end and outer.kind != "Company"


_WHOLE_COMPANY = 4  # a shorter firm inside a firm's name is a part of the word: 京东 in 京东方


def _is_in_title(outer: Found, inner: Found) -> bool:
    """Say whether a programme is named in the title of a document that is more than the programme's own plan."""
    bare = _BRACKET.sub("", outer.name)
    return inner.start > outer.start and inner.end < outer.start + len(bare)


_BRACKET = re.compile(r"(?:\([^()]*\))+$")  # closes a title: (2024-2026年)


def _is_another_zone(outer: Found, inner: Found) -> bool:
    """Say whether a zone in a name is not the one that the whole name is of."""
    if inner.end == outer.end and outer.kind == "Zone":
        return False  # the same zone, named with what stands before it
    if _VARIANT.fullmatch(outer.name[inner.end - outer.start :]):
        return False  # 中关村 in 中关村国家自主创新示范区 is the same zone by another name
    return inner.name.endswith(_WHOLE_ZONE)  # 光谷 is a part of 光谷科创大走廊, 张江 only the name of 张江高新区


_VARIANT = re.compile(
    r"区|新区|(?:国家)?(?:级)?(?:高新区|高新技术产业开发区|高科技园区|科技园区?|自主创新示范区|自创区|经开区|开发区|科学城)"
)
_WHOLE_ZONE = ("区", "城", "园", "谷", "港", "廊", "岛")


def _is_another_firm(outer: Found, inner: Found) -> bool:
    """Say whether a firm in a firm's name is its parent, and not the same, named with its seat before it or its legal form behind it."""
    if inner.start > outer.start or inner.rule == "brand" or _core(inner.name) == _core(outer.name):
        return False
    length = inner.end - inner.start
    return length >= _WHOLE_COMPANY and not legal.SAME_FIRM.match(outer.name, length)


def _core(firm: str) -> str:
    """Return a firm's name without its legal form and seat."""
    return legal.CLOSING.sub("", firm)


def _is_body_in(outer: Found, inner: Found) -> bool:
    """Say whether a body in a name is its parent, which stands first; 科技部 in 泰国科技部 is another ministry."""
    if inner.kind == "University" and outer.kind == "ResearchInstitute":
        return True  # 深圳|清华大学|研究院
    if inner.kind == outer.kind == "ResearchInstitute" and outer.name.endswith(_SAME_FACILITY):
        return False  # 阿秒激光光源|大科学装置
    if outer.kind == "Policy" and inner.kind != "GovernmentBody":
        return True  # 关于|甲研究院|通过验收的通知
    return (inner.start == outer.start and inner.name != _PARTY) or _issues(outer, inner)


_SAME_FACILITY = ("光源大科学装置", "光源装置")
_PARTY = "中国共产党"  # a part of each of its committees' names


def _issues(outer: Found, inner: Found) -> bool:
    """Say whether a title names the body as one of those that issued it: 中共甘肃省委|甘肃省人民政府|关于…的意见."""
    return (
        inner.kind == "GovernmentBody" and outer.kind == "Policy" and inner.end - outer.start <= outer.name.find("关于")
    )
