"""Institutes in a list whose words say that it is one of institutes: 成立了量子计算中心、类脑智能中心, 建成甲光源、乙等大科学装置."""

import re
from collections.abc import Iterator

from kg.recognise.bodies.institutes import fields_inside
from kg.recognise.candidates import PLACES_AND_BODIES, Found, Scene, only_with
from kg.sought import sought
from kg.words import words

_COUNT = r"(?:[0-9]{1,3}|[一二两三四五六七八九十百多数]{1,3})?[余多]?[个家座台套所]?"
_GRADES = "(?:一批|一系列|众多|国家级?|省级|重大|重点|高能级|高水平|国际|国内外?|知名|著名|新型|专业|项目|前沿|一流|世界级|产业|科技|大型)*"
_CLASS = "(?:大科学装置|重大?科技基础设施|科学装置|研发机构|科研机构|研究机构|科研院所|研究院所|研究所|实验室|研究中心|技术创新中心|创新中心|研发中心|技术中心)"
# What a list of names closes with: 等|四个|项目|技术创新中心.
_CLOSED = sought(rf"等{_COUNT}{_GRADES}{_CLASS}(?![0-9一二三四五六七八九十百千超近约共达逾]|总?数)")
# An institute or school sets up centres of its own: 研究院|设有甲中心、乙中心.
_HAS = sought(
    r"(?:研究院|实验室|研究所|该院|该所|科学院|创新中心)[^,。;:、]{0,8}?(?:下设|设有|设立|成立|组建|建有|内设|共设)了?"
    r"(?P<list>[\u4e00-\u9fffA-Za-z0-9]{2,12}(?:中心|研究所|实验室|研究院)(?:[、和及与][\u4e00-\u9fffA-Za-z0-9]{2,12}(?:中心|研究所|实验室|研究院))+)"
)
_MEMBER = re.compile(r"[^、和及与]+")
_MARK = frozenset("。,;:!?“”《》()<> \n")
_LONGEST_LIST = 90
_HEAD = re.compile(
    r"(?:中心|研究所|实验室|研究院|装置|光源|设施|平台|望远镜|加速器|托卡马克|强磁场|中子源|风洞|对撞机|所|院)$"
)
_OPENS = re.compile(
    r".*(?:建成|建设|拥有|布局|建有|设有|设立|成立|组建|集聚|汇聚|引进|推进|推动|筹建|包括|有|打造|落户|承建|依托|起|了)(?!限)",
    re.DOTALL,
)


@only_with(_CLOSED, _HAS)
def find_listed_institutes(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the institutes that stand in no list of ours, but in one of institutes in the text."""
    taken = [(f.start, f.end) for f in found if f.kind in PLACES_AND_BODIES and f.end - f.start > _SHORT]
    for start, end in _lists(scene):
        free = not any(low < end and start < high for low, high in taken)
        if free and _is_named(scene, start, end):
            yield Found(start, end, "ResearchInstitute", scene.text[start:end], "institute:listed")
            head = _HEAD.search(scene.text, start, end)
            yield from fields_inside(scene, start, head.start() if head else end)


_SHORT = 3  # characters: a longer place or body in a member is a name of its own, or opens one


def _lists(scene: Scene) -> Iterator[tuple[int, int]]:
    for match in scene.matches(_CLOSED):
        low = max((scene.text.rfind(mark, 0, match.start()) for mark in _MARK), default=-1) + 1
        low = max(low, match.start() - _LONGEST_LIST)
        opened = _OPENS.match(scene.text, low, match.start())
        yield from _members(scene, opened.end() if opened else low, match.start())
    for match in scene.matches(_HAS):
        yield from _members(scene, *match.span("list"))


def _members(scene: Scene, start: int, end: int) -> Iterator[tuple[int, int]]:
    members = [match.span() for match in _MEMBER.finditer(scene.text, start, end)]
    if len(members) > 1:
        yield from members


def _is_named(scene: Scene, start: int, end: int) -> bool:
    """Say whether the member ends as an institute does, and nouns that say what it is for stand before that end."""
    head = _HEAD.search(scene.text, start, end)
    if head is None or head.start() - start < _SHORTEST or end - start > _LONGEST:
        return False
    if scene.text.endswith(_CLASSES, start, end):
        return False
    if scene.text[head.start() : end] in _FACILITIES:
        return all(word.text not in scene.lexicon.boundaries for word in words(scene.text[start : head.start()]))
    inside = words(scene.text[start : head.start()])
    fields = any(low >= start and high <= end for low, high, *_ in scene.fields)
    return all(word.inner for word in inside) and (fields or len(inside) > 1)


_FACILITIES = ("光源", "托卡马克", "强磁场", "中子源", "望远镜", "对撞机", "风洞", "加速器", "装置")
_CLASSES = ("重点实验室", "工程技术研究中心", "工程研究中心", "企业技术中心", "工程实验室", "技术创新中心")
_SHORTEST, _LONGEST = 2, 18  # characters
