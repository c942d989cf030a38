"""Stated arithmetic checked: parts and their sum (61 + 48 = 109), a part of a whole, its share (95 of 109 is 87 %)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from kg.model import Document, Problem
from kg.text import fold

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。!?\n]+")
_MARK = re.compile(r"占总|占全部|占其|占比|共|合计|总计|其中")  # only sentences with one of these are looked at
_NUMBER = re.compile(
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<scale>[万亿]?)(?P<unit>个(?!百分点)|家|所|项|件|座|名|人|平方公里|亩|元)"
)
_SHARE = re.compile(
    r"(?:占(?:总数|总量|全部|其)的?|(?<=[,(])占比(?:达到?|为|是)?)(?P<about>约|近|超过?|逾)?(?P<share>\d+(?:\.\d+)?)%"
)
_AMONG = re.compile(r"(?<=[,;:(])其中")  # at the head of a clause: 参与其中 names no part
_TOTAL = re.compile(r"(?:共计|合计|总计|一共|共)(?:有|为)?$")
_SCALES = {"": 1.0, "万": 1e4, "亿": 1e8}
_COUNTERS = frozenset("个家所项件座")  # words for "pieces"
_LOOK_BACK = 2  # sentences in which the whole of a share may stand
CODE = "arithmetic"
ADVICE = ": check the source"
_ROUGH = 1.0  # percentage points that "about" leaves


_CHINESE = (
    (re.compile(r"(.+) is not (.+) of any number before it \((.+)\)"), r"\1 不是前文任何数（\3）的 \2"),
    (re.compile(r"(.+) is (.+), not (.+)"), r"\1 = \2，原文作 \3"),
    (re.compile(r"(.+) cannot be among (.+)"), r"\1 大于它所属的 \2"),
)


class _Number(NamedTuple):
    start: int
    end: int
    value: float
    unit: str


def problems(document: Document) -> Iterator[Problem]:
    """Yield the statements of ``document`` that its own numbers contradict."""
    text = fold(document.text)
    for line in _LINE.finditer(text) if _MARK.search(text) else ():
        spans = [(m.start(), m.end()) for m in _SENTENCE.finditer(text, line.start(), line.end())]
        for i, (start, end) in enumerate(spans):
            if _MARK.search(text, start, end):
                looked_at = [list(_numbers(text, *span)) for span in spans[max(0, i - _LOOK_BACK) : i + 1]]
                for message in _wrong(text, start, end, looked_at):
                    yield Problem(CODE, message, document.id, document.name, start, end)


def rows(found: Iterable[Problem], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return those of the problems ``found`` that are of arithmetic as plain values for the report, in their order."""
    wrong = sorted((p.document, p.start or 0, p.end or 0, p.message) for p in found if p.code == CODE)
    return [
        {
            "label": "",
            "measure": CODE,
            "said": [_in_chinese(message.removesuffix(ADVICE))],
            "evidence": [{"document": document, "start": start, "end": end, "text": texts[document][start:end]}],
        }
        for document, start, end, message in wrong
        if document in texts
    ]


def _in_chinese(message: str) -> str:
    return next((form.sub(words, message) for form, words in _CHINESE if form.search(message)), message)


def _wrong(text: str, start: int, end: int, looked_at: list[list[_Number]]) -> Iterator[str]:
    numbers = looked_at[-1]
    before = [number for row in looked_at[:-1] for number in row]
    yield from _wrong_shares(text[start:end], start, numbers, before)
    yield from _wrong_sums(text, numbers)


def _numbers(text: str, start: int, end: int) -> Iterator[_Number]:
    for match in _NUMBER.finditer(text, start, end):
        value = float(match["number"].replace(",", "")) * _SCALES[match["scale"]]
        yield _Number(match.start(), match.end(), value, match["unit"])


def _wrong_shares(sentence: str, offset: int, numbers: list[_Number], before: list[_Number]) -> Iterator[str]:
    """Yield what is wrong with ``95家…占总数的87%``: no whole that was named, nor two together, gives that share."""
    for match in _SHARE.finditer(sentence):
        at = offset + match.start()
        parts = [n for n in numbers if n.end <= at]
        wholes = _wholes([n for n in (*before, *parts[:-1]) if _alike(n, parts[-1])]) if parts else set()
        if not wholes:
            continue
        part, share = parts[-1].value, float(match["share"])
        room = _ROUGH if match["about"] else 0.6 * 10 ** -len(match["share"].partition(".")[2])
        if all(abs(100 * part / whole - share) > room for whole in wholes):
            named = ", ".join(f"{whole:g}" for whole in sorted(wholes))
            yield f"{part:g} is not {share:g} % of any number before it ({named}){ADVICE}"


def _alike(one: _Number, other: _Number) -> bool:
    """Say whether one may be a share of the other: 95家 of 109个 may be, 95家 of 109亩 not."""
    return one.unit == other.unit or {one.unit, other.unit} <= _COUNTERS


def _wholes(numbers: list[_Number]) -> set[float]:
    """Return the numbers and the sums of neighbours, of which something may be a share."""
    sums = {a.value + b.value for a, b in pairwise(numbers)}
    return {n.value for n in numbers if n.value} | sums - {0.0}


def _wrong_sums(text: str, numbers: list[_Number]) -> Iterator[str]:
    """Yield what is wrong with ``A 61个、B 48个，共109个`` and with a part that is greater than its whole."""
    for i, total in enumerate(numbers):
        parts = [n.value for n in numbers[:i] if n.unit == total.unit]
        stated = _TOTAL.search(text, numbers[i - 1].end if i else total.start, total.start)
        if stated and len(parts) > 1 and abs(sum(parts) - total.value) > 0.001 * total.value:
            yield f"{' + '.join(f'{p:g}' for p in parts)} is {sum(parts):g}, not {total.value:g}{ADVICE}"
    for i, (last, part) in enumerate(pairwise(numbers), start=1):
        wholes = [n.value for n in numbers[:i] if n.unit == part.unit]  # 其中 may look back beyond the last number
        among = _AMONG.search(text, last.end, part.start)
        if among and wholes and part.value > max(wholes) and ";" not in text[among.end() : part.start]:
            yield f"{part.value:g} cannot be among {max(wholes):g}{ADVICE}"
