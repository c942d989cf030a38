"""Offices of a place that no list has: after it (苏州高新区|科技和创新局), and listed after another of its offices (北京市委、|市政府)."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import PLACES, Found, Scene, of_kind
from kg.words import words

SIBLING = "office:sibling"

_SIBLING = re.compile(
    r"[、和与及]?(?P<office>(?P<level>[省市区县州盟旗])"
    r"(?:人民政府|政府|人大常委会|人大|政协|纪委监委|纪委|监委|法院|检察院|[\u4e00-\u9fff]{1,6}?(?:局|厅|委员会|办公室)))"
)


def find_sibling_offices(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the offices that follow one of the same place in a list and leave the place out."""
    for office in found:
        named, end = scene.text[office.start : office.end], office.end
        while office.kind == "GovernmentBody" and (match := _SIBLING.match(scene.text, end)):
            at = named.find(match["level"], 1)
            if at < 0 or not of_kind(scene.lexicon.names.get(named[: at + 1], ()), PLACES):
                break
            end = match.end()
            yield Found(match.start("office"), end, "GovernmentBody", named[:at] + match["office"], SIBLING)


_OFFICE = re.compile(
    r"(?:管委会)?(?P<work>[\u4e00-\u9fff]{2,10}?)(?:(?:局|厅|委员会|专班|领导小组)(?![面部势地性限])|(?:部|处|办)(?=(?:副?[部处]长|副?主任)))"
)
_OTHERS = re.compile("(?:[布格结大全当邮时开破僵困变政战客餐]|(?<!创)新)$")  # 布局, 格局, 全局, 大厅 are no offices
_JOINS = frozenset("和与及")


def find_departments(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the departments that follow a place, with the place."""
    bodies = {f.start for f in found if f.kind == "GovernmentBody"}
    for place in [f for f in found if f.kind in PLACES and f.start not in bodies]:
        nearer = scene.hit_by_start.get(place.end)
        match = None if nearer and of_kind(nearer[2], PLACES) else _OFFICE.match(scene.text, place.end)
        if match and not _OTHERS.search(match.group("work")) and _is_work(match.group("work")):
            yield Found(place.start, match.end(), "GovernmentBody", scene.text[place.start : match.end()], "department")


_UNIT = re.compile(
    r"(?P<work>[\u4e00-\u9fff]{2,8}?)[处司局](?=副?[处司局]长|负责|牵头|联系|预计|表示|介绍|有关|相关|工作人员|会同"
    r"|统计|数据|透露|主办|发布|公布|公示|印发|获悉|[与和,。、;: )]|$)"
)
_HAS_UNITS = ("厅", "局", "委", "部", "委员会", "管委会", "办公厅")


def find_units(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the units that follow a government body, with the body: 江苏省科技厅|高新技术处."""
    for body in [f for f in found if f.kind == "GovernmentBody" and scene.text.endswith(_HAS_UNITS, f.start, f.end)]:
        match = _UNIT.match(scene.text, body.end)
        if match and not _OTHERS.search(match["work"]) and _is_work(match["work"]):
            yield Found(body.start, match.end(), "GovernmentBody", scene.text[body.start : match.end()], "unit")


def _is_work(text: str) -> bool:
    """Say whether only nouns and what joins them stand between the place and 局."""
    inside = words(text)
    return (
        all(word.inner or word.text in _JOINS or word.text in _DONE for word in inside)
        and inside[-1].text not in _JOINS
    )


_DONE = frozenset(("审批", "监管", "检疫", "保障", "执法", "建设", "促进", "统筹", "动员", "管控", "招商"))
