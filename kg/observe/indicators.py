"""What a number measures, in the words of the text: the noun phrase after a count, the words before an amount."""

import re
from collections.abc import Sequence

from kg.observe.quantities import Quantity
from kg.observe.subjects import CLAUSE_END
from kg.words import Word, words

_LONGEST = 24  # characters of an indicator
_STOP = re.compile(r"[,。;:!?()]")
_LEAD_OUT = re.compile(
    r"(?:[已就又还也则才均都共将可能会仅只约近超达为至到增占是有]|已经|达到|达|超过|突破|接近|累计|合计|总计|实现|完成|拥有|约为|增至|增加到|增长到|提升至|提高到|提高至|上升到|下降到|保持在|稳定在|位居|分别|高达|多达|不到|不足|不低于|不少于|预计|有望|首次|力争|迈过|大关|了|着|过|的|和|与|及|由|从|\s|“|”|年均|逾|左右|去年|今年|目前|其中|大约|比重的)+$"
)
_GROWTH = re.compile(
    r"(?:同比|环比|年均|比上年|较上年|比去年|较去年|年均复合)?(?:实际|名义)?(?:增长|下降|提高|提升|增加|增幅|增速|减少|上升)"
)
_GENERIC = frozenset(("", "同比", "其中", "实现", "数量", "总量", "规模"))
_KEEP = frozenset("的和与及、“”-·")


def indicator(text: str, start: int, quantity: Quantity, earlier: Sequence[tuple[Quantity, str]]) -> str:
    """Return what ``quantity`` measures.

    Args:
        text: the flow.
        start: where the sentence, or what follows its subject, begins.
        quantity: the number.
        earlier: the numbers before it in the sentence with their indicators: 同比增长9.2% grows what was measured last.
    """
    if quantity.kind == "count":
        counted = _after(text, quantity.end)
        if counted:
            return counted
    before = _before(text, start, quantity.start)
    if quantity.unit in ("%", "倍") and _GROWTH.fullmatch(before):
        base = next((name for q, name in reversed(earlier) if q.kind != "share"), "")
        return base + before
    return before or _after(text, quantity.end) or "数量"


def _after(text: str, at: int) -> str:
    """Return the noun phrase that begins at ``at``: what is counted."""
    end = min(len(text), at + _LONGEST)
    stop = _STOP.search(text, at, end)
    span = text[at : stop.start() if stop else end]
    phrase = "".join(w.text for w in _noun_words(words(span.lstrip("多余"))))
    return phrase.strip("的和与及、“-·").removesuffix("等")


def _noun_words(all_words: Sequence[Word]) -> list[Word]:
    taken: list[Word] = []
    for number, word in enumerate(all_words):
        if not (word.inner or word.text in _KEEP or (not number and word.tag in ("a", "v") and len(word.text) > 1)):
            break
        taken.append(word)
    return taken


def _before(text: str, start: int, at: int) -> str:
    """Return the noun phrase that ends at ``at``: what is measured."""
    low = max(start, at - 2 * _LONGEST)
    low = max(max(text.rfind(mark, low, at) for mark in CLAUSE_END) + 1, low)
    span = _LEAD_OUT.sub("", text[low:at])
    taken: list[str] = []
    for word in reversed(words(span)):
        growth = _GROWTH.fullmatch(word.text)
        if not (
            word.inner
            or growth
            or word.text in _KEEP
            or word.text in ("规模以上", "以上", "同比", "年均", "占", "人均", "每年", "总")
        ):
            break
        if sum(map(len, taken)) + len(word.text) > _LONGEST:
            break
        taken.append(word.text)
    return "".join(reversed(taken)).strip("的和与及、“”-·")


def is_growth(text: str) -> bool:
    """Say whether an indicator is only a growth without what grew."""
    return bool(_GROWTH.fullmatch(text)) or text in _GENERIC
