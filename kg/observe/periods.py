"""The times that a text names in its own words, by ISO 8601: 今年上半年 in a text of 2019 is 2019-01/2019-06."""

import re

_TO_YEAR = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}
_NUMERALS = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2, "十一": 11, "十二": 12}
_PLAN = re.compile(r"“?十([一二三四五])五”?(期末|末)?.*")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:-|~|—|至)((?:19|20)?\d\d)年?")
_ISO_YEAR = re.compile(r"\d{4}(?!\d)")
_YEAR = re.compile(r"((?:19|20)\d\d)年?|今年|去年|前年|明年")
_MONTH = re.compile(r"(\d{1,2})月(?:(\d{1,2})日|份|底|末|初)?")
_MONTHS = re.compile(r"1(?:-|~|—|至|到)(\d{1,2})月(?:份)?|前(.{1,2}?)个?月")
_QUARTER = re.compile(r"(第|前)?([一二三四])季度")
_HALVES = {"上半年": "01/{0}-06", "下半年": "07/{0}-12"}
_ENDS = {"底": "-12", "末": "-12", "初": "-01"}


def period(said: str, written: str) -> str:
    """Return the time ``said`` in a text by ISO 8601: a year, month, day or an interval, with a slash, of these.

    Args:
        said: the text's own words (去年, 2018年上半年, “十三五”), or nothing.
        written: the date of the text (2019-03-05, 2019), or nothing; without it 去年 stays as it is.
    """
    plan = _PLAN.fullmatch(said)
    if plan:
        return _plan(_NUMERALS[plan.group(1)], bool(plan.group(2)))
    years = _YEARS.fullmatch(said)
    if years:
        first, last = years.groups()
        return f"{first}/{first[: 4 - len(last)]}{last}"
    named = _YEAR.match(said)
    year = _year(named, written)
    if not year:
        return said
    return _part(said[named.end() :] if named else said, year) or said


def is_ahead(time: str, written: str) -> bool:
    """Say whether the ISO 8601 ``time`` begins in a later year than that in which a text was ``written``."""
    return bool(_ISO_YEAR.match(time) and _ISO_YEAR.match(written)) and time[:4] > written[:4]


def _plan(number: int, at_end: bool) -> str:
    """Return the years of the five-year plan 十``number``五: the thirteenth is 2016/2020."""
    last = 2020 + 5 * (number - 3)
    return str(last) if at_end else f"{last - 4}/{last}"


def _year(named: re.Match[str] | None, written: str) -> str:
    if named and named.group(1):
        return named.group(1)
    if not re.match(r"(?:19|20)\d\d", written):
        return ""
    return str(int(written[:4]) + (_TO_YEAR[named.group()] if named else 0))


def _part(words: str, year: str) -> str:
    """Return the part of ``year`` that ``words`` say, or nothing where they say something else."""
    if words in ("", "全年", "以来"):
        return year
    if words in _ENDS:
        return year + _ENDS[words]
    if words in _HALVES:
        return f"{year}-{_HALVES[words].format(year)}"
    quarter = _QUARTER.fullmatch(words)
    if quarter:
        number = _NUMERALS[quarter.group(2)]
        first = 1 if quarter.group(1) == "前" else 3 * number - 2
        return f"{year}-{first:02d}/{year}-{3 * number:02d}"
    months = _MONTHS.fullmatch(words)
    if months:
        last = months.group(1) or months.group(2)
        number = int(last) if last.isdigit() else _NUMERALS.get(last, 0)
        return f"{year}-01/{year}-{number:02d}" if 1 <= number <= _YEAR_LONG else ""
    month = _MONTH.fullmatch(words)
    return _day(year, *month.groups()) if month else ""


def _day(year: str, month: str, day: str | None) -> str:
    if not 1 <= int(month) <= _YEAR_LONG:
        return ""
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


_YEAR_LONG = 12  # months
