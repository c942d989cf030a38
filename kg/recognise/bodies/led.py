"""Bodies without a list or a telling last word: the house whose reporter writes, an institute after its academy (中科院|岚州应化所)."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import Found, Scene, only_with
from kg.sought import sought
from kg.words import Word, in_dictionary, words

# The house whose reporter wrote the text, at its beginning: 潮新闻|讯(记者…).
_PRESS = sought(
    r"^(?:\[|【|\()?(?P<name>[\u4e00-\u9fff]{1,7}(?:网|报|新闻|在线|电视台|电台|周刊|时报|融媒|融媒体|传媒|通讯社))(?:\]|】|\))?"
    r"[^,。;:()]{0,14}(?:讯|消息|电) ?\((?:首席|见习|实习|特约|驻[^,。()]{1,4})?记者"
)


@only_with(_PRESS)
def find_press(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the house that the dateline names, where no list has it."""
    for match in scene.matches(_PRESS):
        start, end = match.span("name")
        listed = any(f.start < end and start < f.end and f.kind != "Region" for f in found)
        if not listed and not scene.text.startswith("本", start):
            yield Found(start, end, "Organization", match["name"], "press")


# After the name of an academy: 中科院|长春应化所.
_OF_ACADEMY = re.compile(
    r"(?P<work>(?!等(?!离子)|[和与及各院的][\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}?)(?:研究)?所(?![长在以属有说述谓需能得])"
)
_ACADEMIES = ("科院", "科学院")


def find_institutes_of_academies(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the institutes that are called by what they work on or by their place behind their academy."""
    institutes = [f for f in found if f.kind == "ResearchInstitute"] if "所" in scene.text else ()
    for academy in institutes:
        if not scene.text.endswith(_ACADEMIES, 0, academy.end) and not _branch_of_academy(scene, academy):
            continue
        match, at = _OF_ACADEMY.match(scene.text, academy.end), academy.start
        while match and all(map(_names, words(match["work"]))):
            name = (
                scene.text[academy.start : academy.end] + match.group()
                if at > academy.start
                else scene.text[at : match.end()]
            )
            yield Found(at, match.end(), "ResearchInstitute", name, "institute-of-academy")
            at = match.end() + 1
            match = _OF_ACADEMY.match(scene.text, at) if scene.text[at - 1 : at] in _LINKS else None


_LINKS = ("、", "和", "与", "及")


def _branch_of_academy(scene: Scene, institute: Found) -> bool:
    """Say whether it is an academy's house of many institutes: 合肥研究院|等离子体所, 江苏省产业技术研究院|膜科学所."""
    return scene.text.endswith("研究院", 0, institute.end) and bool(_OF_HOUSE.match(scene.text, institute.end))


_OF_HOUSE = re.compile("[\u4e00-\u9fff]{2,8}?(?:研究)?所(?=[、,。;)]|和|与|等|共同|联合)")


_NUMBERED = re.compile(
    r"(?P<academy>第?[一二三四五六七八九十]{1,3}(?:研究)?院)?(?P<institute>第?(?:[0-9]{2,4}|[一二三四五六七八九〇零十百]{2,4})(?:研究)?所)?"
)
_OF_PLACE = re.compile("(?:研究|设计|勘测设计)?[院所](?![士校长有在谓以需能得属述说])")
_GROUPS = tuple("集团 集团公司 科技 科工 电科 中核 中船 中国船舶 航空工业 重工 兵器 建材 电建 能建 中冶 中车".split())
_HOLDERS = {"Company": _GROUPS, "ResearchInstitute": ("院",)}


def find_numbered_institutes(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the institutes that are a number or a place behind their group: 航天科技集团|六院|165所, 中国建材|蚌埠院."""
    for start, end, entries in scene.hits if "院" in scene.text or "所" in scene.text else ():
        endings = _HOLDERS.get(entries[0].kind)
        if endings and scene.text.endswith(endings, start, end):
            match = _NUMBERED.match(scene.text, end)
            for part in ("academy", "institute"):
                if match and match[part]:
                    yield _noted(scene, start, match.end(part))
            place = scene.hit_by_start.get(end)
            rest = _OF_PLACE.match(scene.text, place[1]) if place and place[2][0].kind == "Region" else None
            if rest:
                yield Found(start, end, entries[0].kind, entries[0].label, "numbered")
                yield _noted(scene, start, rest.end())


def _noted(scene: Scene, start: int, end: int) -> Found:
    """Return an institute that is a number behind its group, which may open what is named after it: 六院|武汉火箭基地."""
    found = Found(start, end, "ResearchInstitute", scene.text[start:end], "numbered")
    scene.add(found)
    return found


def _names(word: Word) -> bool:
    return word.inner or not in_dictionary(word.text)
