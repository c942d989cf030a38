"""Where the text around it shows that what says too little by itself names one thing: it lies in a place, or it is set up."""

import re

from kg.recognise.candidates import PLACES, certain
from kg.recognise.grown.candidate import Candidate
from kg.words import words


def is_shown(one: Candidate) -> bool:
    """Say whether somebody is told to have set it up, begun or finished it, or a place to own it, and its words say what it is for."""
    if not one.growth.content or one.modifier.startswith(_COUNTS):
        return False
    begun = one.head.kind == "Zone" and _EVENT.match(one.text, one.end)
    return bool(begun) or _of_place(one) or _set_up(one)


_COUNTS = ("一", "这", "那")  # 西部的|一座座大型数据中心
_EVENT = re.compile(
    r"(?:[一二三]期)?(?:建设)?(?:项目)?(?:正式|顺利)?(?:动工|开工|签约|揭牌|开园|落户|奠基|启用|投用|开建|成立|竣工|封顶|建成)"
)


def _of_place(one: Candidate) -> bool:
    """Say whether a place owns what the words say: 济南高新区|的|集成电路设计平台, 位于松原|的|新能源产业基地."""
    start = one.growth.start
    owner = one.scene.hit_by_end.get(start - 1) if one.text[start - 1 : start] == "的" else None
    place = certain(owner[2]) if owner else None
    return place is not None and place.kind in PLACES and one.head.kind in _SEATED and _tells(one)


def _set_up(one: Candidate) -> bool:
    """Say whether one of its kind is set up: 成立|院士成果转化中心; not 成立|技术中心等, 设立|…中心和…."""
    opens = _FOUNDED.search(one.text, max(0, one.growth.start - 10), one.growth.start)
    several = _SEVERAL.match(one.text, one.end)
    return bool(opens) and not several and one.head.kind in _FOUNDED_KINDS and _tells(one)


_FOUNDED_KINDS = frozenset(("ResearchInstitute", "Organization"))
_SEATED = _FOUNDED_KINDS | {"Zone"}
_FOUNDED = re.compile(r"(?:成立|组建|设立|揭牌|挂牌|启用|开通|投用)了?(?:(?:全[国省市]|我国)?首[个家])?的?$")
_SEVERAL = re.compile("[等们、和与及0-9]|以及")


def _tells(one: Candidate) -> bool:
    """Say whether two words or a known field say what it is for."""
    return bool(one.growth.fields) or one.growth.proper or len(words(one.modifier)) >= _TELLING


_TELLING = 2  # words
