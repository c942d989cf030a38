"""Offices of a place that no list has: after it (苏州高新区|科技和创新局), listed after another of its offices (北京市委、|市政府),
and without it where the words around say that there is such an office (设立|行政审批局)."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import BODIES, PLACES, Found, Scene, of_kind, only_with
from kg.sought import sought
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
_OTHERS = re.compile(  # 布局, 格局, 全局, 大厅, 展示厅 are no offices
    "(?:[布格结大全当邮时开破僵困变政战客餐]|展示|展览|(?<!发)展|陈列|音乐|宴会|候[车机]|报告|演播|体验|会议|(?<!创)新)$"
)
_JOINS = frozenset("和与及")


def find_departments(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the departments that follow a place, with the place."""
    bodies = {f.start for f in found if f.kind == "GovernmentBody"}
    places = {  # the longest of each start
        f.start: f for f in sorted(found) if f.kind in PLACES and f.start not in bodies
    }
    for place in places.values():
        task = _TASK_FORCE.match(scene.text, place.end)
        if task and _is_work(task["work"]):
            yield Found(*task.span("name"), "GovernmentBody", task["name"], "department")
        nearer = scene.hit_by_start.get(place.end)
        match = None if nearer and of_kind(nearer[2], PLACES) else _OFFICE.match(scene.text, place.end)
        if match and not _OTHERS.search(match.group("work")) and _is_work(match.group("work")):
            yield Found(place.start, match.end(), "GovernmentBody", scene.text[place.start : match.end()], "department")
            yield from _beside(scene, scene.text[place.start : place.end], match.end())


_TASK_FORCE = re.compile(r"的(?P<name>(?P<work>[\u4e00-\u9fff]{2,10}?)专班)")  # 苏州高新区|的|光子产业专班
_BESIDE = re.compile(r"[、和与及](?P<office>(?P<work>[\u4e00-\u9fff]{2,8}?)局)(?![面部势地性限])")


def _beside(scene: Scene, place: str, end: int) -> Iterator[Found]:
    """Yield the bureaus listed behind one of the ``place``: 合肥高新区创新发展局、|投资促进局|和|人才局."""
    while match := _BESIDE.match(scene.text, end):
        if _OTHERS.search(match["work"]) or not _is_work(match["work"]):
            return
        end = match.end()
        yield Found(match.start("office"), end, "GovernmentBody", place + match["office"], SIBLING)


_UNIT = re.compile(
    r"(?P<work>[\u4e00-\u9fff]{2,8}?)[处司局](?=副?[处司局]长|负责|牵头|联系|预计|表示|介绍|有关|相关|工作人员|会同"
    r"|统计|数据|透露|主办|发布|公布|公示|印发|获悉|[与和,。、;: )]|$)"
)
_HAS_UNITS = ("厅", "局", "委", "部", "委员会", "管委会", "办公厅")


def find_units(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the units that follow a government body, with the body: 江苏省科技厅|高新技术处."""
    for body in [f for f in found if f.kind == "GovernmentBody" and scene.text.endswith(_HAS_UNITS, f.start, f.end)]:
        match = _UNIT.match(scene.text, body.end)
        if (
            match
            and not _OTHERS.search(match["work"])
            and "任" not in match["work"]
            and (_headed(scene, match) or _is_work(match["work"]))
        ):
            yield Found(body.start, match.end(), "GovernmentBody", scene.text[body.start : match.end()], "unit")


def _headed(scene: Scene, unit: re.Match[str]) -> bool:
    """Say whether the head of the unit is named behind it, whatever its work is called by: 药品注册管理处|处长."""
    return bool(_ITS_HEAD.match(scene.text, unit.end())) and _JOINS.isdisjoint(unit["work"])


_ITS_HEAD = re.compile("副?[处司局]长")


# An office that is set up, that does what offices do, or whose head is named.
_SET_UP = sought(
    r"(?:设立|成立|组建|增设|新设)(?:起|了)?(?:全[国省市区]|我国)?(?:首[个家]|第一[个家]|专门)?的?"
    r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:局|推进办公室|推进办|管理办公室|发展领导小组|工作领导小组|专班))(?![部面部势地性限])"
)
_ACTS = sought(
    r"(?:^|(?<=[,。;:、由]))(?P<name>(?![省市区县州](?!场)|园区)(?:(?!由)[\u4e00-\u9fff]){2,8}?(?:局|(?:发展|改革|管理|建设|促进|信息化|贸易|商务|卫生健康|创新)委员会))"
    r"(?=负责|牵头|会同|联合|配合|副?局长|副?主任|[、和与][\u4e00-\u9fff]{2,6}(?:局|委员会)(?:等|负责|牵头|联合|共同|分别))"
)
# A committee in full, with the congress that chose it: 中国共产党|湖北省|第十二届|委员会.
_PARTY = sought(r"(?:中国共产党|中共)[\u4e00-\u9fff]{2,9}?[省市区县州盟旗](?:第[一二三四五六七八九十]{1,3}届)?委员会")


@only_with(_SET_UP, _ACTS, _PARTY)
def find_placeless_offices(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the offices that leave out their place, but are set up, act or are led here: 设立|行政审批局, 科技创新局|负责;
    and the committees of the party that are named in full."""
    for committee in scene.matches(_PARTY):
        yield Found(*committee.span(), "GovernmentBody", committee.group(), "office:party")
    taken = [(f.start, f.end) for f in found if f.kind in _NO_FIELDS]
    for match in (*scene.matches(_SET_UP), *scene.matches(_ACTS)):
        start, end = match.span("name")
        free = not any(low < end and start < high for low, high in taken)
        if free and not _OTHERS.search(_work(match["name"])) and _is_work(_work(match["name"])):
            yield Found(start, end, "GovernmentBody", match["name"], "office:placeless")


_NO_FIELDS = PLACES | BODIES | {"Person", "Policy", "Program"}
_OFFICE_END = re.compile("(?:局|委员会|(?:推进|管理)办公室|推进办|(?:发展|工作)领导小组|(?:工作|专项|项目|服务)*专班)$")


def _work(name: str) -> str:
    return _OFFICE_END.sub("", name)


def _is_work(text: str) -> bool:
    """Say whether only nouns and what joins them stand between the place and 局."""
    inside = words(text)
    return bool(inside) and (
        all(word.inner or word.text in _JOINS or word.text in _DONE for word in inside)
        and _JOINS.isdisjoint((inside[0].text, inside[-1].text))
    )


_DONE = frozenset(("审批", "监管", "检疫", "保障", "执法", "建设", "促进", "统筹", "动员", "管控", "招商"))
