"""Numerals as Chinese writes them: 1,667.5, 三千五百, 89.22万, 六十亿, 百分之十五点六."""

import re

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
SCALES = _SMALL | _LARGE | {"兆": 10**12}  # 兆 as in 1.61兆元
CHINESE = "〇零一二三四五六七八九十百千万亿两"
# Every part has its bound: a megabyte of digits is no number, and must not cost more than reading it once.
NUMERAL = re.compile(
    rf"(?:(?<![\d.A-Za-z{CHINESE}几数])|(?<=GDP))(?<!\d,)"
    rf"(?:(?P<digits>(?<=[^\s\d])\d{{1,3}}(?: \d{{3}}(?!\d)){{1,4}}+|\d{{1,15}}+(?:,\d{{3}}(?!\d)){{0,5}}+(?:\.\d{{1,8}}+)?+)(?!\d)"
    rf"|(?P<words>[{CHINESE}]{{1,16}}+)(?![{CHINESE}几]))"
)
_RUN = re.compile(rf"[\d{CHINESE}]+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def find(text: str, at: int) -> re.Match[str] | None:
    """Return the first numeral of ``text`` from ``at`` on. None begins within a run, and runs are found fast."""
    while run := _RUN.search(text, at):
        match = NUMERAL.match(text, run.start())
        if match:
            return match
        at = run.end()
    return None


def digits(text: str) -> float | None:
    """Return the value of Arabic digits; commas and blanks count only as thousands separators."""
    if "," in text and not _GROUPED.fullmatch(text):
        return None
    return float(text.replace(",", "").replace(" ", ""))


def words(text: str) -> float | None:
    """Return the value of a Chinese numeral, with 点 for the decimal point; ``None`` where it is none (万一, 一一)."""
    whole, _, fraction = text.partition("点")
    value = _whole(whole)
    if value is None or not fraction:
        return value
    if any(char not in DIGITS for char in fraction):
        return None
    return value + float("0." + "".join(str(DIGITS[char]) for char in fraction))


def _whole(text: str) -> float | None:
    if text and all(char in DIGITS for char in text):
        return float("".join(str(DIGITS[char]) for char in text)) if len(text) == 1 or "〇" in text else None
    total, largest, section, digit = 0, 1, 0, None
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[char]
            digit = None
        elif char in _LARGE:
            section += digit or 0
            if _LARGE[char] > largest:  # 一万|亿
                total, largest = (total + section or 1) * _LARGE[char], _LARGE[char]
            else:  # 三亿|五千万
                total += section * _LARGE[char]
            section, digit = 0, None
        else:
            return None
    value = total + section + (digit or 0)
    return float(value) if value else None


def exact(value: float) -> float:
    """Return ``value`` without what binary fractions lose: 1162.85 times a hundred million is 116285000000."""
    return float(f"{value:.15g}")


def scale(text: str) -> int:
    """Return the product of scale words: 千万, 万亿, nothing."""
    product = 1
    for char in text:
        product *= SCALES[char]
    return product


def written(value: float) -> str:
    """Return ``value`` without needless digits; large ones in 万 and 亿, where that loses nothing."""
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if abs(value) >= size and round(value / size, 4) * size == value:
            return f"{value / size:.4f}".rstrip("0").rstrip(".") + name
    return f"{value:.6f}".rstrip("0").rstrip(".")
