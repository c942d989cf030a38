"""Places whose letters are written as one word, and what they do together: 京津冀三地携手, 沪苏两地联合."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from kg.lexicon import load as load_lexicon
from kg.numerals import DIGITS
from kg.recognise import Found
from kg.relate.claims import Stated
from kg.relate.slots import Slotted

_COUNT = "(?P<count>[两三四])(?:地|省市?|省区市?|市)"
# What they do together; whose people do it (三地警方联合) is not said.
_TOGETHER = (
    "(?:(?!企业|警方|法院|高校|居民|青年|商会|海关|学生|专家|政府)[^。;不]){0,30}?"
    "(?:联合|携手|联手|合作(?!区)|协作|共建|共同|合力|协同(?!发展(?:战略|大局|座谈))|联动|联防|互认)"
)
_FURTHEST = 60  # characters back to the letters that 三地 means


def joined_places(flow: str, sentence: Slotted, found: list[Found]) -> Iterator[Stated]:
    """Yield that the places written by their letters work with each other, where 两地 or 三地 says that they do so together.

    Args:
        flow: the folded text.
        sentence: one of its sentences.
        found: the names of the flow; a place that it names by its letter alone is left out.
    """
    if "地" not in sentence.text and "省" not in sentence.text:
        return
    for told in _expression().finditer(flow, sentence.start, sentence.end):
        letters = _last_letters(flow, told.start(), DIGITS[told["count"]])
        for one, other in combinations(_named(letters, found), 2):
            yield Stated(one, "cooperatesWith", other, sentence.start, sentence.end, "context.joined", 0.7)


@cache
def _expression() -> re.Pattern[str]:
    return re.compile(_COUNT + _TOGETHER)


@cache
def _letters(number: int) -> re.Pattern[str]:
    letter = f"[{''.join(sorted(load_lexicon().place_letters))}]"
    return re.compile(f"(?<!{letter}){letter}{{{number}}}(?!{letter})")


def _last_letters(flow: str, end: int, number: int) -> str:
    """Return the last word of as many places' letters before ``end``, or nothing."""
    words = _letters(number).findall(flow, max(0, end - _FURTHEST), end)
    return words[-1] if words else ""


def _named(letters: str, found: list[Found]) -> list[Found]:
    """Return the first names of the places of the letters."""
    labels = [load_lexicon().abbreviations[letter] for letter in letters]
    first = (next((f for f in found if f.kind == "Region" and f.name in names), None) for names in labels)
    return [name for name in first if name]
