"""Industries and technologies: known ones, those that the words around them declare or teach, and the grade that makes one a branch."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import FIELDS, Found, Scene, certain, cuts_trade, of_kind
from kg.recognise.fields.cues import cue_beside, takes
from kg.recognise.fields.declared import find_declared, find_directions
from kg.recognise.fields.kinds import either
from kg.recognise.fields.taught import find_taught
from kg.recognise.fields.things import is_product

_GRADED = re.compile(
    "(?:(?<!中)高端|先进|现代|智慧|智能|数字|(?<=[、,“])未来|高性能|[医车船]用|[电子池品车规]{2}级|第[一二三四五六七八九0-9]{1,2}代|下一代)$"
)
# What a machine or material is told by: 大尺寸|硅片, 25K大丝束|碳纤维, N型|电池片, 分体式|飞行汽车.
_SIZED = re.compile(
    "(?:(?<![0-9A-Z.])[0-9.]{1,4}(?:K|英寸|兆瓦级?|微米|纳米)|百?万千瓦级?|(?<![A-Z])[NP]型|(?<=[、的“,])[\u4e00-\u9fff]{1,3}式"
    "|[大小](?:尺寸|口径|容量|直径|丝束)|[大高]功率|[高超](?:分辨率|精度|强度|纯度)|超(?:高|大|快|薄|纯)|通用|专用|第?[0-9.]{1,4}代|第?[一二三四五六七八九十]代|[大中小微轻重]型|[全半]固态)$"
)
_DONE = ("制造", "加工")
_LONGEST_SIZE = 7  # characters
_GRADED_ITSELF = ("企业", "公司", "人才", "团队", "机构")
_MADE_FOR = re.compile("高性能|.用|..级")
_GENERATION_BEFORE = re.compile("(?:第|下一)")
_NO_BRANCH = ("信息技术", "技术")  # 利用现代信息技术


def find_fields(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the industries and technologies of the flow, with the grade that makes one a branch of its own: 现代|石化, 智慧|储能."""
    fields = [one for one in _ungraded(scene) if not cuts_trade(scene.text, one.end)]
    yield from fields
    for one in (*found, *fields):
        if one.kind in FIELDS and (start := _grade_before(scene, one)) < one.start:
            name = scene.text[start : one.end]
            if name not in scene.lexicon.names:
                kind = "Technology" if _MADE_FOR.match(name) or _SIZED.match(name[: one.start - start]) else one.kind
                yield Found(start, one.end, kind, name, "graded")


def _grade_before(scene: Scene, one: Found) -> int:
    """Return where the grade right before a field begins (高端|能源装备), or where the field does: 中高端|铸造 is no branch,
    and 高端|人工智能企业 are firms of high grade."""
    start, end = one.start, one.end
    grade = _GRADED.search(scene.text, max(0, start - 4), start)
    if not grade and (one.kind == "Technology" or either(one.name)) and not scene.text.endswith(_DONE, start, end):
        grade = _SIZED.search(scene.text, max(0, start - _LONGEST_SIZE), start)
    if (
        not grade
        or scene.text.startswith(_GRADED_ITSELF, end)
        or scene.text.startswith(_NO_BRANCH, start)
        or not (scene.at_boundaries(grade.start(), start) or _GENERATION_BEFORE.match(grade.group()))
    ):
        return start
    return grade.start()


def _ungraded(scene: Scene) -> Iterator[Found]:
    yield from find_directions(scene)
    yield from _compounds(scene)
    declared = list(find_declared(scene))
    yield from declared
    yield from find_taught(scene, {(one.start, one.end) for one in declared})
    yield from _cued(scene)


def _cued(scene: Scene) -> Iterator[Found]:
    """Yield ordinary words for fields where the words beside them say that they are meant as one: 物流|企业, 生产|水泥."""
    for start, end, entries, field in scene.fields:
        if not field.weak or certain(entries):
            continue
        kind = cue_beside(scene.text, start, end)
        if kind and takes(scene, field, kind, start, end):
            yield Found(start, end, kind, field.label, "cue")


_PRODUCT = re.compile(
    r"(?:设备|装备|装置|材料|芯片|组件|部件|零部件|传感器|仪器|仪|器件|终端|机(?![组构制会关遇械场动理器床])|车(?![间企型站辆路展])|屏|板(?!块)|膜|船(?!舶)|泵)(?![\u4e00-\u9fff]{0,2}(?:产业|行业|制造|集群|领域|研究))"
)


_THING = re.compile(
    r"(?:(?![到中像在和与及的从向是为有])[\u4e00-\u9fff]){1,5}?(?=[、,。;!?)”]|$|等|和|与|及|的|已|被|将|项目|生产线|产线|占|出口|远销|畅销|填补|打破|摆上|用在|用于|批量|实现|成功|完成|产能|产值|产量|稳居)"
)


def _is_thing(scene: Scene, start: int, end: int, stop: int) -> bool:
    """Say whether what follows a field up to ``stop`` makes a thing of it: IGBT|模块, 碳纤维|自行车."""
    head = scene.text[end:stop]
    return (head in scene.lexicon.products and head not in _VAGUE) or is_product(scene, scene.text[start:stop])


_VAGUE = ("技术", "系统")


def _compounds(scene: Scene) -> Iterator[Found]:
    """Yield fields made of two known ones (石墨烯|导热材料) or of a known one and a product word (3D打印|设备)."""
    for start, end, _, first in scene.fields:
        if first.weak and end - start < 3:
            continue
        second = scene.hit_by_start.get(end)
        field = of_kind(second[2], FIELDS) if second else None
        if field and field.weak and field.sort != "product" and field.kind == "Industry":
            field = None  # 新能源|发电 is what is done, no branch
        product = _PRODUCT.match(scene.text, end)
        stop = second[1] if second and field else product.end() if product else None
        thing = _THING.match(scene.text, end)
        if thing and (stop is None or thing.end() > stop) and _is_thing(scene, start, end, thing.end()):
            field, stop = None, thing.end()
        if stop is not None and not scene.text.startswith(("产业", "集群"), stop):
            name = scene.text[start:stop]
            branch = (
                field is not None
                and field.kind == "Industry"
                and field.sort != "product"
                and not is_product(scene, name)
            )
            yield Found(start, stop, "Industry" if branch else "Technology", name, "compound")
