"""Regions by code and name: which lies in which, and which of several namesakes a context means."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicon import load, rows
from kg.link.spelling import clean
from kg.resources import folder

COUNTRY = "100000"  # China holds everything and so tells nothing apart


_ENGLISH_LEVEL = re.compile(r"(?<=[a-z])(?:province|city|municipality)$")
_RENAMED = {"县": "区市", "市": "区"}  # what a county or a county-level city becomes
_FULL = 3  # characters of a name that says what it is


class Place(NamedTuple):
    """A region of ``regions.csv``; ``parent`` is a code or empty."""

    code: str
    name: str
    level: str
    parent: str


@cache
def places() -> dict[str, Place]:
    """Return all regions by code."""
    found = (r for _, r in rows(folder("data/lexicon") / "regions.csv"))
    return {r["code"]: Place(r["code"], r["name"], r["level"], r["parent"]) for r in found}


@cache
def _by_form() -> dict[str, tuple[str, ...]]:
    """Return the codes that each form may stand for, the one that is nearly always meant first."""
    forms: dict[str, dict[str, bool]] = defaultdict(dict)
    for _, row in rows(folder("data/lexicon") / "regions.csv"):
        weak = row["ambiguous"] == "yes"
        forms[clean(row["name"])][row["code"]] = weak and not row["short"]
        for short in filter(None, row["short"].split("|")):
            forms[clean(short.rstrip("?"))].setdefault(row["code"], weak or short.endswith("?"))
    for _, row in rows(folder("data/lexicon") / "english.csv"):
        if row["kind"] == "Region":
            for name in map(clean, row["names"].split("|")):
                forms[name].update((code, False) for code in forms.get(clean(row["label"]), {}))
    for letter, names in load().abbreviations.items():
        if len(names) == 1:
            forms[letter].update((code, False) for code in forms.get(clean(names[0]), {}))
    return {form: tuple(sorted(codes, key=lambda c: (codes[c], c))) for form, codes in forms.items()}


@cache
def _marked() -> frozenset[str]:
    """Return the codes of divisions whose forms are shared and that are not the one nearly always meant."""
    return frozenset(r["code"] for _, r in rows(folder("data/lexicon") / "regions.csv") if r["ambiguous"] == "yes")


def candidates(form: str) -> tuple[str, ...]:
    """Return the codes that the clean ``form`` may stand for; 长三角地区 is 长三角."""
    found = _by_form().get(form, ()) or _by_form().get(_ENGLISH_LEVEL.sub("", form), ())
    if not found and form.endswith("地区"):  # a prefecture, or larger: 徽州地区 was more than 徽州区 is
        found = tuple(code for code in _by_form().get(form[:-2], ()) if places()[code].level != "county")
    return found or _former(form)


def _former(form: str) -> tuple[str, ...]:
    """Return the county-level divisions that a county or city may have become: 江宁县 is 江宁区 now, 通州市 the 通州区 of 南通."""
    if len(form) < _FULL or form[-1] not in _RENAMED:
        return ()
    now = (code for level in _RENAMED[form[-1]] for code in _by_form().get(form[:-1] + level, ()))
    return tuple(
        code for code in now if places()[code].level == "county" and not (form[-1] == "市" and _in_capital(code))
    )


def _in_capital(code: str) -> bool:
    """Say whether a division lies in 北京, 天津 or 上海, which never had cities below them."""
    return code.startswith(("11", "12", "31"))


@lru_cache(maxsize=1 << 13)
def line(code: str) -> tuple[str, ...]:
    """Return ``code`` and the regions around it, the nearest first, without the country."""
    found = []
    while code and code != COUNTRY and code not in found:
        found.append(code)
        place = places().get(code)
        code = place.parent if place else ""
    return tuple(found)


def choose(form: str, context: Sequence[str] = ()) -> str:
    """Return the region that the clean ``form`` means beside those of ``context``, nearest first; empty where open."""
    found = candidates(form)
    if len(found) < 2:
        return found[0] if found else ""
    for near in context:
        fitting = [code for code in found if code == near or near in line(code)]
        if len(fitting) == 1:
            return fitting[0]
        widest = next(
            (code for code in fitting if all(code in places_around for places_around in map(line, fitting))), ""
        )
        if widest:
            return widest
    return _usual(found)


def _usual(found: tuple[str, ...]) -> str:
    """Return the namesake that is nearly always meant: the one that is not marked, or the only one so great."""
    unmarked = [code for code in found if code not in _marked()]
    return unmarked[0] if len(unmarked) == 1 else ""


def split(name: str, context: Sequence[str] = ()) -> tuple[str, str]:
    """Split the regions that a clean ``name`` begins with off: (code of the innermost, rest), code empty without one.

    A short form of a shared or common word (朝阳医院) is left alone.
    """
    code, rest = "", name
    while rest:
        length = len(rest) if _former(rest) else _region_length(rest)
        if not length:
            break
        inner = choose(rest[:length], (code, *context) if code else context)
        if not inner or inner == COUNTRY or (code and code not in line(inner)):
            break
        code, rest = inner, rest[length:]
    return code, rest


@cache
def _longest() -> int:
    return max(map(len, _by_form()))


def _region_length(text: str) -> int:
    forms = _by_form()
    for length in range(min(len(text), _longest()), 1, -1):
        form = text[:length]
        if form in forms and _splittable(form):
            return length
    return 0


def is_full(form: str) -> bool:
    """Say whether a region's name says what it is: 通州区, but not 通州."""
    return len(form) > 2 and form[-1] in "省市区县州盟旗"


@cache
def _splittable(form: str) -> bool:
    """Say whether a name that begins with ``form`` surely begins with the region: a full name, or no common word."""
    return is_full(form) or any(code not in _marked() for code in candidates(form))


def codes_in(text: str, limit: int = 4) -> tuple[str, ...]:
    """Return the regions that a short text names, the last and innermost first."""
    found: list[str] = []
    at, text = 0, clean(text)
    while at < len(text) and len(found) < limit:
        length = _region_length(text[at:])
        code = choose(text[at : at + length], found) if length else ""
        if code and code != COUNTRY:
            found.insert(0, code)
        at += length or 1
    return tuple(found)
