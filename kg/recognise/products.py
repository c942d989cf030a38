"""Products and techniques that stand in no list, named where the text says that somebody makes them."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import BODIES, PLACES, Found, Scene, certain, of_kind
from kg.words import words

_NAME = r"([^。,;:!?、“”《》()\s的了等在于向对把将]{2,16})"
# What makes the words between certain: somebody produces them, is a firm for them, or is the first to have one.
_MAKES = re.compile(
    rf"(?:自主研发|研发|研制|生产|开发|专门从事|从事|制造|量产)(?:了|出|出了|成功)?{_NAME}的[^,。、]{{0,6}}?(?:企业|公司|工厂|机构|厂|厂家|团队|车间|生产线|巨头)"
)
_FIRST = re.compile(
    rf"(?:首台|首辆|首款|首架|首艘|首套|首条|第一台|第一条|第一款|首台套)(?:套)?{_NAME}(?=[,。、]|正式|成功|日前|近日|在|就|的)"
)
_GENERIC = frozenset(
    "产品 技术 设备 装备 材料 系统 平台 零部件 关键 核心 配套 上下游 高端 新型 基地 项目 科技 研发 生产 创新 成果 车间 工厂 企业 行业 产业 服务 经营 加工 制造 销售 贸易 研究 活动 工作 业务 农业 建筑".split()
)


def find_products(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the technologies that a maker or a first of its kind makes certain."""
    for pattern in (_MAKES, _FIRST):
        for match in pattern.finditer(scene.text):
            start, end = match.span(1)
            if _is_product(scene, start, end):
                yield Found(start, end, "Technology", match.group(1), "product")


def _is_product(scene: Scene, start: int, end: int) -> bool:
    hit = scene.hit_by_start.get(start)
    if hit and certain(hit[2]) and (hit[1] == end or of_kind(hit[2], PLACES | BODIES)):
        return False
    inside = words(scene.text[start:end])
    if not all(w.inner or w.tag in ("x", "eng", "m") for w in inside) or all(w.text in _GENERIC for w in inside):
        return False
    return inside[-1].text not in (
        "基地",
        "项目",
        "活动",
        "行业",
        "产业",
        "业务",
        "服务",
        "生产",
        "研发",
        "销售",
        "制造",
        "工作",
    )
