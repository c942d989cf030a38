"""Numbers of papers and funds: grants, which are the paper's that promises them, its provisions, and the sizes of funds."""

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
_TO_FUND = re.compile("(?:人民币|规模)*的?")


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


_PROVIDES = re.compile(
    r"[》”]?,(?:[^。;:!?]{0,40},)?[^,。;:]{0,16}?(?:提出|包含|包括|涵盖|明确|部署|推出|细化|制定|安排|共)[^,。;:\d]{0,20}$"
)
_PROVISIONS = re.compile(
    "(?:重点|具体|主要|政策|支持|保障|工作|改革|创新|务实|细化)*(?:任务|措施|举措|政策|条款|意见|内容|事项|指标|工作|行动)"
)


def provided(text: str, start: int, quantity: Quantity, names: Sequence[Found]) -> Found | None:
    """Return the paper just issued whose provisions a number counts: 印发实施方案,提出|17项|重点任务."""
    if quantity.kind != "count" or not _PROVISIONS.match(text, quantity.end):
        return None
    papers = [n for n in names if n.kind == "Policy" and start <= n.start and n.end <= quantity.start]
    return papers[-1] if papers and _PROVIDES.fullmatch(text, papers[-1].end, quantity.start) else None


def sized_fund(text: str, quantity: Quantity, names: Sequence[Found]) -> Found | None:
    """Return the fund whose size a sum is, and not what its founder has: 设立50亿元|石化产业发展基金."""
    if quantity.kind != "money":
        return None
    funds = (
        n for n in names if n.start >= quantity.end and n.kind == "Organization" and text.endswith("基金", 0, n.end)
    )
    return next((n for n in funds if _TO_FUND.fullmatch(text, quantity.end, n.start)), None)
