"""Of whom a sentence speaks: its names, those who open a clause without one, and what is held."""

import re
from collections.abc import Iterator, Sequence

from kg.observe.branches import field_of_country
from kg.observe.clauses import CLAUSE_MARK, after_adverbs
from kg.observe.named import named
from kg.observe.pointing import back
from kg.observe.records import Holder, Sentence, Spoken
from kg.observe.unnamed import EVENT, SOMEONE, joined, nobody, one_there, quoted, things, where
from kg.recognise import Found
from kg.recognise.candidates import PLACES, SITES

# What the expressions of nobody() and back() can begin with: most clauses open otherwise, and need not be tried.
_OPENS = frozenset(
    "双规村我中全世国各这那该此某另每一两三本项基大会展论博参企他她它咱有人许不很多其美日德英法韩欧俄印海公集整在当园区市省新高开经核启示自科生软保合试集工大实湾也有老两夫家我还赛比活典展电接线油气隧管0123456789"
)
_MARKET_SHARE = re.compile("(?:的|产品|行业|产业)?市场(?:的)?(?:份额|占有率|占比)")
_CLOSES = re.compile("[,。;:!?]|举行|举办|召开")
_ITS_OWN = 8  # characters: “兴农行动”山东专场启动
_THIS_ONE = re.compile("的?[这那][家位名]")


def holders(sentence: Sentence, spoken: Spoken, until: int = 0) -> list[Holder]:
    """Return of whom the sentence speaks, in the order of their places, after a text about ``spoken``.

    ``until``: where its last number stands; what has no name is of no interest behind it.
    """
    text, start, end, names, nested = sentence
    found = list(named(text, start, names, nested, spoken))
    found.extend(_unnamed(text, start, end, found, names, spoken, until))
    found.extend(_events(text, start, end, names))
    return sorted(found)


def _events(text: str, start: int, end: int, names: Sequence[Found]) -> Iterator[Holder]:
    """Yield the fairs that are held and the firms without a name: what comes after is said of them."""
    for pattern in (EVENT, SOMEONE):
        for match in pattern.finditer(text, start, end):
            event = pattern is EVENT
            if event and any(n.kind == "Program" and 0 <= match.start() - n.end <= _ITS_OWN for n in names):
                continue  # the campaign that begins is named, and its numbers are its own
            host = _host(text, match.start(), names) if event else ()
            yield Holder(match.start(), match.end(), (), event=event, host=host)


def _host(text: str, at: int, names: Sequence[Found]) -> tuple[Found, ...]:
    """Return the place that the name of a fair, whose head stands at ``at``, begins with: 京津冀|产业协同发展招商推介会."""
    before = [n for n in names if n.kind in SITES and n.end <= at and not _CLOSES.search(text, n.end, at)]
    return tuple(before[:1])


def _unnamed(
    text: str,
    start: int,
    end: int,
    found: list[Holder],
    names: Sequence[Found],
    spoken: Spoken,
    until: int,
) -> Iterator[Holder]:
    """Yield who opens a clause without a name: 这家企业 (nobody), 全市 (the city before), 该公司 (the firm before)."""
    for told in found:
        yield from _beside(text, end, told, until)
    places = [h for h in found if h.place_only and text[h.end : h.end + 1] not in ",。;:"]
    for clause in [start, *(m.end() for m in CLAUSE_MARK.finditer(text, start, end))]:
        at = after_adverbs(text, clause, end)
        for place in places:
            if place.start >= clause and 0 <= place.start - at < 4:
                at = place.end
        name = next((n for n in names if n.start <= at < n.end), None)
        opening = _in_place(text, at, end, names) or _not_named(text, at, end, name)
        if not (opening or name) and text[at : at + 1] in _OPENS:
            opening = _pointed(text, at, end, found, names, spoken)
        if opening:
            yield opening
        elif clause < until and not (name and _has_its_own(text, name.kind, name.end)):
            yield from _things(text, name.end if name else at, end)


def _beside(text: str, end: int, told: Holder, until: int) -> Iterator[Holder]:
    """Yield what stands right behind the name of one of whom a sentence speaks, and is something else: 郑州|机场, 大同|的企业."""
    kind = told.names[0].kind if told.names else ""
    if kind == "Region" and (site := joined(text, told.end)):
        yield Holder(*site, ())
    elif kind in PLACES and (one := one_there(text, told.end)):
        yield Holder(*one, ())
    elif (
        told.end < until and text[told.end : told.end + 1] not in ",。;的、" and not _has_its_own(text, kind, told.end)
    ):
        yield from _things(text, told.end, min(end, told.end + _NEAR))


_NEAR = 14  # characters


def _in_place(text: str, at: int, end: int, names: Sequence[Found]) -> Holder | None:
    """Return the place without a name that the clause opens with: 在村里的大棚,."""
    spot = where(text, at, end) if text.startswith("在", at) else None
    return Holder(*spot, (), thing=True, person=True) if spot and not any(n.end == spot.end for n in names) else None


def _not_named(text: str, at: int, end: int, name: Found | None) -> Holder | None:
    """Return who is pointed at behind the ``name`` that opens the clause, or is quoted there and is none that we know: 张家港|这家企业."""
    if name is None:
        other = quoted(text, at, end)
        return Holder(*other, ()) if other else None
    this = _THIS_ONE.match(text, name.end)
    return Holder(name.end, this.end(), ()) if this else None


def _things(text: str, at: int, end: int) -> Iterator[Holder]:
    """Yield the thing or person without a name that the words from ``at`` on open with."""
    for span, person in things(text, at, end):
        yield Holder(*span, (), thing=True, person=person)


def _has_its_own(text: str, kind: str, end: int) -> bool:
    """Say whether a thing that follows a name is its own: 甲公司|生产线; or the building of it: 某某研究院|项目总投资."""
    return kind == "Company" or (kind in _BUILT and text.startswith(("项目", "工程"), end))


_BUILT = frozenset(("ResearchInstitute", "Zone", "University", "Cluster"))


def _pointed(
    text: str, at: int, end: int, found: list[Holder], names: Sequence[Found], spoken: Spoken
) -> Holder | None:
    known = back(text, at, end, found, names, spoken)
    unknown = None if known else nobody(text, at, end)
    branch = field_of_country(text, unknown, names) if unknown else None
    if branch and _MARKET_SHARE.match(text, branch.end) and (found or spoken.topic()):
        return None  # 全球无人机市场份额 is that of the firm that is spoken of
    return branch or (Holder(*unknown, ()) if unknown else known)
