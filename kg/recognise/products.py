"""Products and techniques that stand in no list, named where the text says that somebody makes them."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import BODIES, FIELDS, PLACES, Found, Scene, certain, of_kind
from kg.words import Word, words

_NAME = r"([^。,;:!?、“”《》()\s的了等在于向对把将]{2,16})"
# What makes the words between certain: somebody produces them or is a firm for them.
_MAKES = re.compile(
    rf"(?:自主研发|研发|研制|生产|开发|专门从事|从事|制造|量产)(?:了|出|出了|成功)?{_NAME}的[^,。、]{{0,6}}?(?:企业|公司|工厂|机构|厂|厂家|团队|车间|生产线|巨头)"
)
_GENERIC = frozenset(
    "产品 技术 设备 装备 材料 系统 平台 零部件 关键 核心 配套 上下游 高端 新型 基地 项目 科技 研发 生产 创新 成果 车间 工厂 企业 行业 产业 服务 经营 加工 制造 销售 贸易 研究 活动 工作 业务 农业 建筑".split()
)


def find_products(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the technologies that a maker or a product word makes certain."""
    yield from _by_head(scene, found)
    for match in _MAKES.finditer(scene.text):
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


_STOPS = frozenset(
    "研发 生产 制造 开发 研究 设计 应用 服务 加工 检测 创新 发展 合作 协同 示范 投资 交易 管理 建设 研制 推广 使用 采用 相关 主要 关键 核心 重要 新型 高端 配套 先进 国产 进口 传统 各种 各类 多种 一种 这种 基础 原 新 老 大 小 我 该 其 全球 国际 国内 世界 中国 企业 公司 产品 项目 产业 行业 技术 专用 通用 自主 科研 科学 实验 教学 办公 生活 安全 环保 检验 监测 公共 优质 成熟 大型 中型 小型 重大 特种 专业 智能化 仪器 中试 一流 旅客 壮大 发展壮大 现代 智慧 数字 机械 电子 电气".split()
)
_MAX_PRODUCT_WORDS = 3


def _by_head(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield what a product word closes (液晶|玻璃, 纳米孔|基因|测序仪), grown leftwards over at most three words."""
    taken = [(f.start, f.end) for f in found if f.kind not in FIELDS]
    for match in scene.lexicon.product_heads.finditer(scene.text):
        start = _product_start(scene, match.start())
        end = match.end()
        if start == match.start() or scene.text.startswith(_NOT_AFTER, end):
            continue
        if any(s < end and start < e for s, e in taken):
            continue
        yield Found(start, end, "Technology", scene.text[start:end], "product:" + match.group())


_NOT_AFTER = (
    "产业",
    "行业",
    "集群",
    "领域",
    "研究",
    "实验室",
    "工程",
    "科学",
    "公司",
    "集团",
    "企业",
    "制造业",
    "学",
    "厂",
)


def _product_start(scene: Scene, cursor: int) -> int:
    low = max(0, cursor - 12)
    start = cursor
    for _ in range(_MAX_PRODUCT_WORDS):
        word = _last_word(scene.text, low, start)
        if word is None or not word.inner or word.text in _STOPS or len(word.text) < 2 or word.text[0].isascii():
            break
        hit = scene.hit_by_end.get(start)
        if hit and of_kind(hit[2], PLACES | BODIES) and certain(hit[2]):
            break
        start -= len(word.text)
    return start


def _last_word(text: str, low: int, cursor: int) -> Word | None:
    begin = cursor
    while begin > low and text[begin - 1] not in "。,;:!?、“”《》() 的了等和与":
        begin -= 1
    return words(text[begin:cursor])[-1] if begin < cursor else None
