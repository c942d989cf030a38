"""Products and techniques that stand in no list, named where the text says that somebody makes them."""

import re
from collections.abc import Iterator

from kg.lexicon import generic
from kg.recognise.candidates import BODIES, FIELDS, PLACES, Found, Scene, certain, of_kind
from kg.words import Word, words

_NAME = r"([^。,;:!?、“”《》()\s的了等在于向对把将]{2,16})"
# What makes the words between certain: somebody produces them or is a firm for them.
_MAKES = re.compile(
    rf"(?:自主研发|研发|研制|生产|开发|专门从事|从事|制造|量产)(?:了|出|出了|成功)?{_NAME}的[^,。、]{{0,6}}?(?:企业|公司|工厂|机构|厂|厂家|团队|车间|生产线|巨头)"
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
    if not all(w.inner or w.tag in ("x", "eng", "m") for w in inside) or all(
        w.text in generic("makers") for w in inside
    ):
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
        if (
            word is None
            or not word.inner
            or word.text in generic("products")
            or len(word.text) < 2
            or word.text[0].isascii()
        ):
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
