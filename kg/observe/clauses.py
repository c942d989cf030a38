"""Where a clause begins, and what only leads into it: the time, adverbs, who reports it."""

import re
import sys

CLAUSE_END = ",。;:!?("
CLAUSE_MARK = re.compile(f"[{CLAUSE_END})]")
_LAST_MARK = re.compile(f".*[{CLAUSE_END}]", re.DOTALL)
_LONGEST_CLAUSE = 120
_TIME = (
    r"(?:截至|截止|到|至|自|从|早在|在)?(?:(?:19|20)\d\d年(?:[底末初]|\d{1,2}月(?:份|底|末|\d{1,2}日)?|上半年|下半年|[一二三四]季度|前[\d一二三四五六七八九十]{1,3}个?(?:月|季度)|1[-~至—]\d{1,2}月份?|以来|间)?"
    r"|[今去前明同]年(?:[底末初]|\d{1,2}月(?:份|底|末|\d{1,2}日)?|上半年|下半年|[一二三四]季度|前[\d一二三四五六七八九十]{1,3}个?(?:月|季度)|1[-~至—]\d{1,2}月份?|以来|全年)?"
    r"|“?十[一二三四五]五”?(?:期间|时期|以来|末)?|目前|如今|现在|当前|眼下|当下|近年来?|近日|日前|近期|昨天|今天|昨日|今日|上半年|下半年|[一二三四]季度|前三季度|\d{1,2}月(?:\d{1,2}日|份|底|末)?|(?:短短|不到|仅用?|只用了?)?[\d一二三四五六七八九十两几]{1,3}(?:年|个月)(?:多)?(?:来|间|以来|内|后|前|下来|里|的?时间[里内]?)"
    r"|这些年来?|这几年来?|近几年来?|多年来|长期以来|过去|过去[\d一二三四五六七八九十]{1,3}年)(?:以来|起|开始|为止|底|末)?"
)
ADVERBS = re.compile(
    rf"(?:[*#“”《\s]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|{_TIME}|同时|其中|此外|另外|而且|因此|为此|随后|未来|下一步|接下来|不仅|不只|仅|光(?![伏电谷纤学子刻明])|而|并|也|还|又|则|便|就|已经?|正在?|将|据[^,。;]{{0,10}}(?:介绍|了解|统计|悉|测算|报道|透露|显示)|有关统计显示|数据显示|统计显示|比如|例如|诸如|譬如|像|以来|期间"
    r"|一方面|另一方面|首先|其次|最后|特别是|尤其是|其(?!他|它|余|次|实)|届时|力争|预计|计划|有望|争取|目标是|最终|总体上|全年|累计|共计?|总计|上游|中游|下游|只见|原来|当时|今后|与此同时|不过|但是?|虽然|尽管|事实上|实际上|的)*+"
)
_FIRST = re.compile(
    rf"(?:{ADVERBS.pattern})(?:首批|第[一二三]批|还有|已有|[^,的]{{0,8}}的)?(?:近|约|超过?|逾)?".replace("*+", "*")
)


def after_adverbs(text: str, start: int = 0, end: int = sys.maxsize) -> int:
    """Return where the words that only lead into the clause from ``start`` on end."""
    opening = ADVERBS.match(text, start, end)
    return opening.end() if opening else start


def clause_start(text: str, start: int, at: int) -> int:
    """Return where the clause of ``text`` around ``at`` begins."""
    low = max(start, at - _LONGEST_CLAUSE)
    closed = text.rfind(")", low, at)
    if closed >= 0:
        opened = text.rfind("(", low, closed)
        after = _LAST_MARK.match(text, closed, at)
        return after.end() if after else clause_start(text, start, opened) if opened >= 0 else closed + 1
    last = _LAST_MARK.match(text, low, at)
    return last.end() if last else low


def opens_clause(text: str, clause: int, start: int) -> bool:
    """Say whether a number at ``start`` is the first thing its clause says."""
    before = text[clause:start]
    return len(before) <= 12 and _FIRST.fullmatch(before) is not None


def is_bracketed(text: str, inside: int, at: int) -> bool:
    """Say whether a bracket around ``inside`` closes before ``at``."""
    closed = text.find(")", inside, at)
    return (
        closed >= 0
        and text.rfind("(", inside, closed) < 0
        and text.rfind("(", max(0, inside - 40), inside) > text.rfind(")", max(0, inside - 40), inside)
    )
