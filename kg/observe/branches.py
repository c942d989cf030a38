"""Numbers of an industry or a technique: 我国模具产业…, 服务业增加值…, 这款外骨骼机器人…. Where a place is spoken of they are the place's."""

import re
from collections.abc import Sequence

from kg.model import Span
from kg.observe.clauses import after_adverbs, clause_start
from kg.observe.quantities import Quantity
from kg.observe.records import Holder, Sentence
from kg.recognise import Found
from kg.recognise.candidates import FIELDS

_COUNTRIES = frozenset(("我国", "中国", "全国", "全球", "世界", "国内"))
_LARGE = re.compile("(?:全国|我国)?(?:规模以上|规上)?")
_WHOLE_BRANCH = re.compile("业|.(?:产业|行业|领域|市场)的?")
_OF_BRANCH = re.compile(  # what is measured of an industry
    r"(?:(?:全|整个)?行业|市场|国内|全球|全国|规模以上|规上)?(?:总|年|新|主营业务|平均|累计|实现|完成|其中)*"
    r"(?:产值|产量|产能|产销|销量|销售|销售额|出口|进口|进出口|规模|收入|营收|营业收入|利润|增加值|市场|占|同比|环比|年均|增速|增长|下降|从业|就业|企业|交易额|装机|渗透率|国产化率|保有量|专利|投资|融资|产业|达到?|年产|有)"
)
_SPOKEN_OF = re.compile(  # what can stand before the technique that a sentence is about: 这种可折叠的|光伏板
    r"(?:(?:[这该](?![^,。;:]{0,8}(?:企业|公司|车间|工厂))|(?:我国|全球|世界|国内|国际)?首[款种项个套台类条座])(?:[^,。;:]{0,20}的|[款种项个套台类条一座])?)?[“《]?"
)
_NOT_IT = re.compile(r"[”》]?(?:、|和|与|及|等|的(?!产)|领域|方面|企业|公司|产业园|产业|行业|项目|基地)")


def field_of_country(text: str, country: Span, names: Sequence[Found]) -> Holder | None:
    """Return the industry that a whole country is spoken of for: 我国模具产业, 全球稀土的."""
    if text[country.start : country.end] not in _COUNTRIES:
        return None
    for name in names:
        if name.kind in FIELDS and text[country.end : name.start] in ("", "的") and name.start >= country.end:
            return Holder(country.start, name.end, (name,))
    return None


def field_of(sentence: Sentence, clause: int, quantity: Quantity, all_holders: Sequence[Holder]) -> Found | None:
    """Return the industry or technique that has a number where nobody with a name is spoken of."""
    if not any(h.start < quantity.start for h in all_holders):
        found = _industry(sentence, clause, quantity)
        if found:
            return found
    return _technique(sentence, quantity, all_holders)


def _industry(sentence: Sentence, clause: int, quantity: Quantity) -> Found | None:
    """Return the industry that a clause opens with and measures: 服务业增加值占…."""
    at = after_adverbs(sentence.text, clause)
    large = _LARGE.match(sentence.text, at)
    at = large.end() if large else at
    name = next((n for n in sentence.names if n.start == at and n.end <= quantity.start), None)
    if not name or name.kind != "Industry":
        return None
    whole = _WHOLE_BRANCH.match(sentence.text, name.end - 1)
    return name if whole and _OF_BRANCH.match(sentence.text, whole.end(), quantity.end) else None


def _technique(sentence: Sentence, quantity: Quantity, all_holders: Sequence[Holder]) -> Found | None:
    """Return the technique that a sentence is about, if it names nobody else: ARJ21飞机累计运营…, 这款机器人…,已能…."""
    text = sentence.text
    before = [n for n in sentence.names if n.end <= quantity.start]
    if any(h.names and h.start < quantity.start for h in all_holders):
        return None
    for name in before:
        at = after_adverbs(text, clause_start(text, sentence.start, name.start))
        if (
            name.kind == "Technology"
            and _SPOKEN_OF.fullmatch(text, at, name.start)
            and not _NOT_IT.match(text, name.end)
        ):
            return name
    return None


def still_of(sentence: Sentence, clause: int, quantity: Quantity, field: Found) -> bool:
    """Say whether a clause goes on about an industry named before: 出口额83亿美元, not the next thing that is told."""
    if field in sentence.names and clause <= field.start < quantity.start:
        return True
    if any(clause <= n.start < quantity.start and n.name != field.name for n in sentence.names):
        return False
    if field in sentence.names and ";" in sentence.text[field.end : clause]:
        return False
    return _OF_BRANCH.match(sentence.text, after_adverbs(sentence.text, clause), quantity.end) is not None
