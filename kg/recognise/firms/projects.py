"""Firms that no list knows and whose money a project is: 166亿元的|新敏雅|电池等项目, 总投资120亿元的|吉泰锂电|正极材料项目."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import FIELDS, Found, Scene, of_kind
from kg.recognise.firms import brands
from kg.recognise.firms.names import Standing, standing
from kg.sought import sought

_MONEY = sought(r"[0-9](?:[亿万]+(?:美|欧|港|日)?元|亿)(?:人民币)?的(?=[\u4e00-\u9fff]{4})")
_PROJECT = re.compile(r"[^。;:!?]{0,40}?(?:项目|产业园|生产线|生产基地|制造基地|工厂|开工|签约|落户|投产)")
_OWN = (4, 3, 2)  # characters of a firm's own word
_LONGEST_TAIL = 5


def find_project_firms(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the firms whose coined word stands between a sum of money and what a project makes for it."""
    for money in _MONEY.finditer(scene.text):
        start = money.end()
        named = any(f.start <= start < f.end and f.kind not in FIELDS for f in found)
        if named or start in scene.hit_by_start or not _PROJECT.match(scene.text, start):
            continue
        end = _end(scene, start)
        if end:
            yield Found(start, end, "Company", scene.text[start:end], "brand:project")


def _end(scene: Scene, start: int) -> int:
    """Return where the firm's name ends that begins at ``start``: behind its line of business, or before a longer field; or 0."""
    for size in _OWN:
        own = start + size
        tail = _tail(scene.text, own)
        field = _field(scene, own)
        if max(tail, field) > own and standing(scene, start, max(tail, field)) >= Standing.SHAPED:
            return tail if tail >= field else own
    return 0


def _tail(text: str, start: int) -> int:
    """Return where the line of business ends that begins at ``start``, or ``start``."""
    return next((start + n for n in range(_LONGEST_TAIL, 1, -1) if text[start : start + n] in brands.tails()), start)


def _field(scene: Scene, start: int) -> int:
    hit = scene.hit_by_start.get(start)
    return hit[1] if hit and of_kind(hit[2], FIELDS) else start
