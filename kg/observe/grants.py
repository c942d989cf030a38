"""Sums that are nobody's turnover: grants, which are the paper's that promises them, and the sizes of funds."""

import re
from collections.abc import Sequence

from kg.observe.quantities import Quantity
from kg.observe.records import Spoken
from kg.recognise import Found

_PAPERS = frozenset(("Policy", "Program"))
_PROMISED = re.compile(r"最高|一次性|每[家个项户名]|单个|不超过|上限|最多")
_GRANTS = re.compile(r"(?:给予|奖励|补助|资助|补贴|奖补|支持|扶持)[^,。;:\d]{0,10}$")
_GRANT_EARLIER = re.compile(r"(?:给予|按)[^。;:]{0,20}(?:奖励|补助|资助|补贴|奖补),$")
_GRANT_AFTER = re.compile(r"的?[^,。;:\d]{0,6}(?:奖励|补助|资助|补贴|奖补|奖金|支持|扶持)")
_SETS_FUND_UP = re.compile(
    r"(?:设立|成立|组建|发起|建立)了?(?:总?规模|目标规模|首期|总额)?(?:不低于|不少于|[达为近超约])*$"
)
_FUND = re.compile(
    r"(?:人民币|规模)?+的?+(?!(?:产业|投资|引导|创新|专项|政府|股权|科创|科技)*+基金)[^,。;:\d]{2,14}基金"
)
_SET_UP_FUND = re.compile(
    r"(?:设立|成立|组建|发起)了?+(?!(?:产业|投资|引导|创新|专项|政府|股权|科创|科技)*+基金)[^,。;:\d]{2,14}基金(?:总?规模)?(?:不低于|不少于|[达为近超约])*$"
)


def granted(text: str, clause: int, quantity: Quantity, names: Sequence[Found], spoken: Spoken) -> Found | None:
    """Return the paper or programme that promises a sum to whoever does something: 对新认定的企业,最高奖励200万元."""
    if quantity.kind != "money" or not _PROMISED.search(text, clause, quantity.end + 12):
        return None
    earlier = _GRANT_EARLIER.search(text, max(0, clause - 30), clause)
    promise = earlier or _GRANTS.search(text, clause, quantity.start) or _GRANT_AFTER.match(text, quantity.end)
    papers = (
        n for n in reversed((*spoken.history, *(n for n in names if n.end <= quantity.start))) if n.kind in _PAPERS
    )
    return next(papers, None) if promise else None


def is_fund(text: str, clause: int, quantity: Quantity) -> bool:
    """Say whether a sum is the size of a fund that is set up, and not of whoever does it: 设立50亿元产业发展基金."""
    if quantity.kind != "money":
        return False
    sized = _SETS_FUND_UP.search(text, clause, quantity.start) and _FUND.match(text, quantity.end)
    return bool(sized or _SET_UP_FUND.search(text, clause, quantity.start))
