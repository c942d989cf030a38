"""Which thing a name stands for, by its make-up: kind, place or parent, core and head, never by likeness of letters."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from kg import numerals
from kg.lexicon import load
from kg.link import known, places
from kg.link.spelling import clean, shortened

_CAMPUS = re.compile(r"\(?(?P<place>[^()]{2,4}?)校区\)?")
_NUMBERED = re.compile(r"第?(?:(?P<digits>\d{1,4})|(?P<words>[〇零一二三四五六七八九十百]{1,6}))(?:研究)?所")
_LEVELS = "省市区县州"
_ISSUED = re.compile(r"(?P<issuer>[^《》]*?)(?P<core>(?:关于|印发).+)")
_OWN_TITLE = 20  # characters: shorter titles without place or issuer are issued by many
_NATIONAL = re.compile(r"国家|全国|我国|中国")


class Identity(NamedTuple):
    """The key of a thing among its kind, and why its name leads there (empty where the name is the key).

    Where ``settled`` is false the name alone does not say which thing: 高新区, 市政府, 王伟. It stands for one thing
    within a document at most.
    """

    key: str
    reason: str = ""
    settled: bool = True


@lru_cache(maxsize=1 << 18)
def key_of(kind: str, name: str, context: str = "") -> Identity:
    """Return which thing ``name`` stands for.

    Args:
        kind: what sort of thing it is.
        name: as a text writes it.
        context: its place or parent where known; for people body and office (科技部部长), for policies the issuer.
    """
    plain = clean(name)
    return _BY_KIND.get(kind, _thing)(kind, plain, context)


def _thing(kind: str, plain: str, context: str) -> Identity:
    """Return what a body, zone or field is: what the lexicon knows, else its parts."""
    short = shortened(kind, plain)
    if context:
        known_there = _known_there(kind, short, context)
        if known_there or _is_relative(kind, short):
            return known_there or _relative(kind, short, context)
    key = known.find(kind, plain)
    if key:
        sure = short not in known.relative(kind)  # 特区政府: listed so as to be found, and of one place or the other
        return Identity(key, "" if key == plain else "the lexicon has it as another name", sure)
    key = known.find_short(kind, short)
    if key and not _listed_part(plain, known.things()[kind, key].label):
        return Identity(key, "the same name in its short form")
    return _composed(kind, plain, short, context)


def _listed_part(plain: str, label: str) -> bool:
    """Say whether a name is that of a group's listed company, which is not the group (中国石油天然气股份有限公司)."""
    return "股份" in plain and "集团" in label and "股份" not in label


def _composed(kind: str, plain: str, short: str, context: str) -> Identity:
    """Return what a name is that the lexicon does not know, place and parent at its start read as such."""
    if kind in _PLAIN:
        return Identity(short, "" if short == plain else "the same name in its short form")
    owner, owner_key, rest = known.holder(short)
    if owner and len(rest) > 1:
        return _within(kind, owner_key, rest)
    code, rest = places.split(short, places.codes_in(context) if context else ())
    if code and rest:
        return _in_place(kind, code, rest)
    if _is_relative(kind, short):
        return Identity(short, settled=False)
    if kind == "GovernmentBody" and _begins_with_open_region(short):
        return Identity(short, settled=False)
    return Identity(short, "" if short == plain else "the same name in its short form")


def _begins_with_open_region(short: str) -> bool:
    """Say whether a body's name begins with a division that has namesakes: 鼓楼区政府."""
    return any(len(places.candidates(short[:n])) > 1 and not places.choose(short[:n]) for n in (3, 2, 4))


def _within(kind: str, owner: str, rest: str) -> Identity:
    return Identity(_listed(kind, f"{owner}|{_part(kind, rest)}"), "the same parent and the same name within it")


def _part(kind: str, rest: str) -> str:
    """Return one writing of a part's name: 第十四研究所 and 十四所 as 14所, 苏州校区 and (苏州校区) as (苏州)."""
    campus = _CAMPUS.fullmatch(rest) if kind == "University" else None
    if campus:
        return f"({campus['place']})"
    numbered = _NUMBERED.fullmatch(rest) if kind == "ResearchInstitute" else None
    number = (numbered["digits"] or _in_digits(numbered["words"])) if numbered else ""
    return f"{number}所" if number else rest


def _in_digits(words: str) -> str:
    """Return a number in characters in digits, said as one (十四) or digit by digit (七〇二)."""
    if len(words) > 1 and all(char in numerals.DIGITS for char in words):
        return "".join(str(numerals.DIGITS[char]) for char in words)
    value = numerals.words(words)
    return f"{value:.0f}" if value else ""


def _in_place(kind: str, code: str, rest: str) -> Identity:
    """Return what ``rest`` is in the region ``code``: a thing known to be there, or a name of that place."""
    key = known.find(kind, rest) or known.find_short(kind, shortened(kind, rest))
    thing = known.things().get((kind, key)) if kind != "GovernmentBody" else None  # 卫健委 in 北京 is not the state's
    if thing and code in places.line(thing.place):
        return Identity(key, "its place before the name")
    return Identity(_listed(kind, f"{code}|{_without_level(kind, rest)}"), "the same place and the same name there")


def _without_level(kind: str, rest: str) -> str:
    """Return a government body's name without the level that repeats its place: 市科技局 in 合肥 is 科技局."""
    return rest[1:] if kind == "GovernmentBody" and len(rest) > 1 and rest[0] in _LEVELS else rest


def _is_relative(kind: str, short: str) -> bool:
    names = known.relative(kind)
    return (
        short in names
        or (kind == "GovernmentBody" and short[:1] in tuple(_LEVELS) and short[1:] in names)
        or _bare_branch(kind, short)
    )


def _bare_branch(kind: str, short: str) -> bool:
    """Say whether an institute's name is a place and a head only: 苏州研究院, whose parent is left out."""
    code, rest = places.split(short) if kind == "ResearchInstitute" else ("", "")
    return bool(code) and known.relative(kind).get(rest) == "body"


def _relative(kind: str, short: str, context: str) -> Identity:
    """Return what a name that needs its place or parent is in ``context``."""
    owner = _known_body(clean(context))
    if owner:
        return _within(kind, owner, short)._replace(reason="its parent or zone stands beside it")
    for code in places.codes_in(context):
        return _in_place(kind, code, short)._replace(reason="its place stands beside it")
    return Identity(short, settled=False)


def _known_there(kind: str, short: str, context: str) -> Identity | None:
    """Return the known thing that has ``short`` for the rest of its name and ``context`` for place or parent."""
    owners = (_known_body(clean(context)), *places.codes_in(context))
    found = (_composed_keys().get((kind, f"{owner}|{_without_level(kind, short)}")) for owner in owners if owner)
    return next((Identity(key, "its place or parent stands beside it") for key in found if key), None)


@lru_cache(maxsize=1)
def _composed_keys() -> dict[tuple[str, str], str]:
    """Return the keys of known things by place or parent and the rest of the name: 320500|高新区."""
    found: dict[tuple[str, str], set[str]] = {}
    for (kind, form), key in known.forms():
        if kind not in _PLAIN:
            for composed in _compositions(kind, shortened(kind, form)):
                found.setdefault((kind, composed), set()).add(key)
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def _compositions(kind: str, short: str) -> list[str]:
    owner, owner_key, rest = known.holder(short)
    if owner:
        return [f"{owner_key}|{_part(kind, rest)}"]
    code, rest = places.split(short)
    return [f"{code}|{_without_level(kind, rest)}"] if code and rest else []


def _listed(kind: str, composed: str) -> str:
    return _composed_keys().get((kind, composed), composed)


def _region(kind: str, plain: str, context: str) -> Identity:
    """Return the region by its code; a chain of regions (南京市鼓楼区) stands for its last."""
    around = places.codes_in(context) if context else ()
    code = places.choose(plain, around)
    if not code and places.candidates(plain):
        return Identity(plain, settled=False)
    if not code:
        inner, rest = places.split(plain, around)
        code = inner if inner and not rest else ""
    thing = known.things().get((kind, code))
    return (
        Identity(code, "" if thing and clean(thing.label) == plain else "a form of the region's name")
        if code
        else Identity(plain)
    )


def _cluster(kind: str, plain: str, context: str) -> Identity:
    """Return the cluster by its place or zone and its industry; 创新型 and 产业 say no more."""
    short = shortened(kind, plain)
    core = short.removesuffix("集群")
    row = known.cluster_places().get(plain)
    place, rest = _cluster_place(core)
    if not place and (row or context):
        place = _cluster_place(clean(row or context))[0]
    if not place:
        return Identity(short, settled=bool(row))
    industry = key_of("Industry", _without_brackets(rest).removeprefix("国家级").removeprefix("国家")).key
    return Identity(f"{place}|{industry}|{short[len(core) :]}", "the same place or zone and the same industry")


def _without_brackets(text: str) -> str:
    return re.sub(r"^\([^()]*\)", "", text)


def _cluster_place(core: str) -> tuple[str, str]:
    """Split the zone or region that a cluster's name begins with off: (key, rest)."""
    for end in range(min(len(core), 16), 1, -1):
        zone = key_of("Zone", core[:end])
        if ("Zone", zone.key) in known.things():
            return zone.key, core[end:]
    return places.split(core)


def _policy(kind: str, plain: str, context: str) -> Identity:
    """Return the document by its title and, below the national level, by the place of its issuer."""
    match = _ISSUED.fullmatch(plain)
    if not match or not match["core"].startswith("关于"):
        return _composed(kind, plain, plain, "")
    issuer = match["issuer"] or clean(context)
    place = places.codes_in(issuer)[:1]
    core = match["core"]
    if not issuer and len(core) < _OWN_TITLE and not places.codes_in(core) and not _NATIONAL.search(core):
        return Identity(core, settled=False)
    return Identity("|".join((core, *place)), "the same title and issuer" if match["issuer"] or context else "")


def _person(_: str, plain: str, context: str) -> Identity:
    """Return the person by name, body and office; without both, a namesake cannot be told, but of a few."""
    if plain in known.singular_people():
        return Identity(plain)
    body, office = split_office(clean(context))
    if not body or not office:
        return Identity(plain, settled=False)
    return Identity(f"{plain}|{_any_body(body)}|{office}", "the same name, body and office")


def split_office(context: str) -> tuple[str, str]:
    """Split ``科技部火炬中心主任`` into body and office: at the longest title after a known body, or the shortest."""
    titles = load().titles
    splits = [(context[:at], context[at:]) for at in range(len(context)) if context[at:] in titles]
    known_first = (split for split in splits if _known_body(split[0]))
    return next(known_first, splits[-1] if splits else (context, ""))


def _known_body(body: str) -> str:
    keys = (known.find(kind, body) or known.find_short(kind, shortened(kind, body)) for kind in known.HOLDERS)
    return next(filter(None, keys), "")


def _any_body(body: str) -> str:
    return _known_body(body) or key_of("GovernmentBody", body).key


_PLAIN = frozenset(("Industry", "Technology", "Person"))  # no place or parent is read at the start of their names
_BY_KIND: dict[str, Callable[[str, str, str], Identity]] = {
    "Region": _region,
    "Cluster": _cluster,
    "Policy": _policy,
    "Person": _person,
}
