"""Industries and technologies: known ones, those that the words around them declare or teach, and the grade that makes one a branch."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import FIELDS, Found, Scene, certain, cuts_trade, of_kind
from kg.recognise.fields.cues import cue_beside, kind_said, takes
from kg.recognise.fields.declared import find_declared, find_directions
from kg.recognise.fields.grades import grade_before, is_made_for
from kg.recognise.fields.kinds import either, is_made_thing
from kg.recognise.fields.taught import find_taught
from kg.recognise.fields.things import is_product
from kg.recognise.fields.unlisted import two_sectors


def find_fields(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the industries and technologies of the flow, with the grade that makes one a branch of its own: 现代|石化, 智慧|储能."""
    fields = [one for one in _ungraded(scene) if not cuts_trade(scene.text, one.end)]
    yield from fields
    for one in (*found, *fields):
        if one.kind in FIELDS:
            yield from _graded(scene, one)
            yield from _with_parts(scene, one)


def _graded(scene: Scene, one: Found) -> Iterator[Found]:
    made = one.kind == "Technology" or either(one.name)
    start = grade_before(scene, one.start, one.end, made)
    name = scene.text[start : one.end]
    if start == one.start or name in scene.lexicon.names:
        return
    made = made or is_made_for(scene.text[start : one.start]) or is_product(name) or name.endswith("技术")
    declared = one.rule.startswith("declared")
    yield Found(start, one.end, "Technology" if made and not declared else one.kind, name, "graded")


def _with_parts(scene: Scene, one: Found) -> Iterator[Found]:
    """Yield the field with the parts that are named beside it and are no field without it: 机器人|及其关键零部件."""
    parts = _PARTS.match(scene.text, one.end)
    name = scene.text[one.start : parts.end()] if parts else ""
    if parts and name not in scene.lexicon.names:
        made = either(one.name) and not one.rule.startswith("declared")
        kind = "Industry" if name.endswith(_WORKED_UP) else "Technology" if made else one.kind
        yield Found(one.start, parts.end(), kind, name, "with-parts")


_WORKED_UP = "深加工"


_PARTS = re.compile(
    "[及和与]其?(?:关键|核心|主要|重要|配套|相关)?(?:零部件|零配件|配件|部件|器件|元器件|元件|制品)"
    "(?:制造|加工)?(?=[、,。;:!?)”]|等|和|及|与|产业|行业|领域|集群|项目|基地|为|$)|精?深加工(?=[、,。;:!?)”]|等|和|及|与|产业|行业|领域|集群|$)|(?:制造)?及配套(?=[、,。;:!?)”]|等|产业|行业)"
)


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
        kind = kind_said(field, cue_beside(scene.text, start, end))
        if kind and takes(scene, field, kind, start, end):
            yield Found(start, end, kind, field.label, "cue")


_PRODUCT = re.compile(
    r"(?:设备|装备|装置|材料|芯片|组件|部件|零部件|传感器|仪器|仪|器件|终端|机(?![组构制会关遇械场动理器床架])|车(?![间企型站辆路展票])|屏|板(?!块)|膜|船(?![舶票型员队厂])|泵)(?![\u4e00-\u9fff]{0,2}(?:产业|行业|制造|集群|领域|研究))"
)


_THING = re.compile(
    r"(?:(?![到中像在和与及的从向是为有])[\u4e00-\u9fff]){1,5}?(?=[、,。;!?)”]|$|等|和|与|及|的|已|被|将|项目|生产线|产线|占|出口|远销|畅销|填补|打破|摆上|用在|用于|批量|实现|成功|完成|产能|产值|产量|稳居)"
)


def _is_thing(scene: Scene, start: int, end: int, stop: int) -> bool:
    """Say whether what follows a field up to ``stop`` makes a thing of it: IGBT|模块, 碳纤维|自行车."""
    head = scene.text[end:stop]
    return (head in scene.lexicon.products and head not in _VAGUE) or is_product(scene.text[start:stop])


_VAGUE = ("技术", "系统")


def _two_trades(text: str, end: int, last: int) -> bool:
    """Say whether each of the two names closes as a trade does: 银行业|保险业 are two."""
    return text[end - 1] == text[last - 1] == "业"


def _compounds(scene: Scene) -> Iterator[Found]:
    """Yield fields made of two known ones (石墨烯|导热材料) or of a known one and a product word (3D打印|设备)."""
    for start, end, _, first in scene.fields:
        if first.weak and end - start < 3:
            continue
        second = scene.hit_by_start.get(end)
        if second and (two_sectors(scene, start, second[1]) or _two_trades(scene.text, end, second[1])):
            continue
        field = of_kind(second[2], FIELDS) if second else None
        if field and field.weak and field.sort != "product" and field.kind == "Industry":
            field = None  # 新能源|发电 is what is done, no branch
        product = _PRODUCT.match(scene.text, end)
        stop = second[1] if second and field else product.end() if product else None
        thing = _THING.match(scene.text, end)
        if thing and (stop is None or thing.end() > stop) and _is_thing(scene, start, end, thing.end()):
            field, stop = None, thing.end()
        if stop is not None and not scene.text.startswith(("产业", "集群"), stop) and not scene.cuts_word(stop):
            name = scene.text[start:stop]
            branch = field is not None and field.kind == "Industry" and field.sort != "product"
            branch = branch and not is_product(name) and not is_made_thing(name)
            yield Found(start, stop, "Industry" if branch else "Technology", name, "compound")
