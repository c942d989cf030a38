"""The time a number is stated for, in the text's own words."""

import re

_YEAR = r"(?:(?:19|20)\d\d年|今年|去年|前年|明年|同年)"
_PART = (
    r"(?:底|末|初|全年|以来|前(?:\d{1,2}|[一二三四五六七八九十]{1,2})个?(?:月|季度)|(?:第)?[一二三四]季度|上半年|下半年"
    r"|1(?:-|~|—|至|到)\d{1,2}月(?:份)?|\d{1,2}月(?:份|底|末|初|\d{1,2}日)?)"
)
_PLAN = r"“?十[一二三四五]五”?(?:期间|时期|以来|期末|末)?"
_TIME = re.compile(
    rf"{_YEAR}{_PART}?|{_PLAN}|(?:19|20)\d\d(?:-|~|—|至)(?:19|20)?\d\d年"
    r"|(?:前[一二三四五六七八九十]{1,2}(?:个月|季度)|(?:第)?[一二三四]季度|上半年|下半年|1(?:-|~|—|至|到)\d{1,2}月(?:份)?|近[一二三四五六七八九十\d]{1,2}年(?:来)?|[两一二三四五六七八九十\d]{1,2}(?:年|个月)来)"
)
_FOUNDED_IN = ("成立于", "创建于", "始建于", "始创于", "创立于", "创办于", "创始于", "兴建于", "诞生于", "组建于")


_COMPARED_WITH = ("较", "比", "对比", "同")
_GROWN_FROM = ("从", "由")
_DIGIT = re.compile(r"\d")


def time_before(text: str, start: int, at: int) -> str:
    """Return the last time stated in ``text[start:at]``, or nothing.

    目前 and 近年来 are none, nor is when something was founded, or what the number is compared with: 较2020年增长30%.
    """
    last = ""
    for match in _TIME.finditer(text, start, at):
        if not text.endswith(_FOUNDED_IN, start, match.start()) and not _is_base(text, start, match, at):
            last = match.group()
    return last


def _is_base(text: str, start: int, time: re.Match[str], at: int) -> bool:
    """Say whether a number at ``at`` is only measured against that of the ``time``: 是2020年的3倍, 由2014年的2个增至|11个."""
    if text.endswith("是", start, time.start()):
        return True
    if text.endswith(_GROWN_FROM, start, time.start()):
        return _DIGIT.search(text, time.end(), at) is not None
    return text.endswith(_COMPARED_WITH, start, time.start()) and text[time.end() : at] != "的"
