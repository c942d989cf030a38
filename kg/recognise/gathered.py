"""Firms that no list knows, in lists that say at their end what they list: 引进了三清药业、腾康医疗器械等六个项目."""

import re
from collections.abc import Iterator

from kg.lexicon import generic
from kg.recognise.brands import load
from kg.recognise.candidates import Found, Scene, certain
from kg.sought import sought
from kg.words import in_dictionary, words

_LISTS_FIRMS = re.compile(
    r"等(?:一批|一大批|众多|多家)?(?:[^,。;:、]{0,16}的)?[^,。;:、的在与和]{0,10}?(?:企业|公司|厂商|车企|药企|巨头)(?!家|孵化|集群|服务|标准|联盟)"
)
_LISTS_PROJECTS = re.compile(
    r"等(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,3}|多)?[余多]?个?(?:一批[^。;:]{0,20}?)?[^,。;:、在与和]{0,8}?项目(?!组|部|团队|负责)"
)
_MEMBER = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,9}")
_GAP = frozenset("、和及与")
# What opens a list of firms and is no part of the first one's name.
_OPENS = re.compile(
    r".*(?:入驻|进驻|落户|引进|引入|招引|引育|集聚|聚集|汇聚|汇集|云集|吸引|启动|拥有|包括|签约|储备|培育|涌现|依托|走访|调研|考察|走进|实施|建成|落地|迎来|开工|孵化|形成|带动|推动|推进|以|有|及|与|对|像|如|由)"
    r"(?:了|出|到|来|着)?(?:[^、]{0,14}的)?|.*的"
)
# What ends words for things that are no firm.
_NO_FIRM = re.compile(
    r".*(?:园|区|院|所|中心|平台|基地|工程|项目|大学|学院|实验室|技术|设备|系统|产业|行业|领域|服务|人才|资金|政策|改造|建设|应用|省|市|县|镇|村|路|桥|高铁|铁路|机场|港|类|型|级|性|品|器|企业|公司|企|资|商|者|家)$"
)
_OWN_TAGS = frozenset(("nz", "nr", "nrt", "nrfg", "ns", "t"))
_LEAST = 2  # members


def find_gathered_firms(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the members of lists of firms that no list knows: each has a word of its own, and none is known as something else."""
    taken = {f.end: f for f in found if f.kind == "Company"}
    for pattern, projects in ((_LISTS_FIRMS, False), (_LISTS_PROJECTS, True)) if "等" in scene.text else ():
        for closing in pattern.finditer(scene.text):
            members = list(_members(scene, closing.start(), taken))
            if _all_firms(scene, members, taken, projects=projects):
                yield from (
                    Found(start, end, "Company", scene.text[start:end], "list-of-firms")
                    for start, end in members
                    if end not in taken
                )


# Right before a list of firms: 龙头企业有….
_ANNOUNCED = sought(
    r"(?:龙头|骨干|链主|代表|代表性|重点|知名|领军|核心|主要|头部)(?:企业|公司)(?:主要)?(?:有|为|包括|是|如|涵盖|:)(?P<list>[^。;:!?“”《》的]{4,160})"
)
_REST = re.compile(r"等.*|,.*", re.DOTALL)  # is no part of the list
_IN_LIST = re.compile(r"[^、和及与]+")
_SEAT = re.compile(r"\([\u4e00-\u9fff]{2,4}\)$")


def find_announced_firms(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the members of lists that are announced as firms, each whole: 华润|矽科 is another firm than 华润."""
    firms = {(f.start, f.end) for f in found if f.kind == "Company"}
    starts = {start for start, _ in firms}
    for match in _ANNOUNCED.finditer(scene.text) if "企业" in scene.text else ():
        end = match.start("list") + len(_REST.sub("", match["list"]))
        members = [one.span() for one in _IN_LIST.finditer(scene.text, match.start("list"), end)]
        unknown = [one for one in members if one not in firms]
        if len(members) >= _LEAST and all(one[0] in starts or _announced(scene, *one) for one in unknown):
            yield from (
                Found(low, high, "Company", scene.text[low:high], "list-of-firms")
                for low, high in unknown
                if _announced(scene, low, high)
            )


def _announced(scene: Scene, start: int, end: int) -> bool:
    """Say whether the member of an announced list may be a firm, its seat in brackets left out: 华虹(无锡)."""
    seat = _SEAT.search(scene.text, start, end)
    return _may_be_firm(scene, start, seat.start() if seat else end)


def _members(scene: Scene, end: int, firms: dict[int, Found]) -> Iterator[tuple[int, int]]:
    """Yield where the members of the list stand that ends at ``end``, the last first."""
    text = scene.text
    while True:
        start = firms[end].start if end in firms else _first_letter(text, end)
        yield start, end
        if not start or text[start - 1] not in _GAP:
            return
        end = start - 1


def _first_letter(text: str, end: int) -> int:
    """Return where the unknown member begins that ends at ``end``."""
    start = end
    while start and text[start - 1] not in "、,。;:!?“”《》() \n" and end - start < _LONGEST:
        start -= 1
    for gap in _GAP:
        start = max(start, text.rfind(gap, start, end) + 1)
    opening = _OPENS.match(text, start, end)
    return opening.end() if opening else start


_LONGEST = 40


def _all_firms(scene: Scene, members: list[tuple[int, int]], firms: dict[int, Found], *, projects: bool) -> bool:
    """Say whether all members may be firms, of a list of projects half of them by their line of business."""
    unknown = [(start, end) for start, end in members if end not in firms]
    if len(members) < _LEAST or not unknown or not all(_may_be_firm(scene, *one) for one in unknown):
        return False
    texts = [scene.text[start:end] for start, end in members]
    sure = sum(
        text.endswith((*load()["tail"], "业")) or end in firms for text, (_, end) in zip(texts, members, strict=True)
    )
    return not projects or 2 * sure > len(members)


def _may_be_firm(scene: Scene, start: int, end: int) -> bool:
    text = scene.text[start:end]
    if not _MEMBER.fullmatch(text) or _NO_FIRM.match(text) or certain(scene.lexicon.names.get(text, ())):
        return False
    first, *rest = words(text)
    if text.endswith("集团") and rest:
        return first.text not in generic("names")
    if not all(word.inner or len(word.text) == 1 for word in rest):
        return False
    if not rest:
        return not in_dictionary(text) or first.tag in _OWN_TAGS
    return (
        not in_dictionary(first.text)
        or first.tag in _OWN_TAGS
        or len(first.text) == 1
        or not in_dictionary(rest[0].text)
    )
