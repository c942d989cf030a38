"""One document to what it states: mentions, claims and observations at their places. Pure, so it runs anywhere and can be cached."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from kg import english
from kg.flows import Flow, read_flows
from kg.lexicon import load
from kg.model import Claim, Document, Evidence, Extract, Mention, Observation, Problem
from kg.observe import Measured, Spoken, observe
from kg.observe.periods import is_ahead, period
from kg.plans import TARGET
from kg.recognise import Found, Refused, full_titles, recognise, settle_kinds
from kg.recognise.bodies.people import BYLINE
from kg.recognise.places.home import Home
from kg.relate import RefusedClaim, Setting, Stated, in_sentences, relate
from kg.relate.certainty import certainty
from kg.relate.groups import Group
from kg.relate.texts.executives import Firms
from kg.relate.texts.letters import Letter, letter_claims, letters, title_claims
from kg.relate.texts.lists import Lists
from kg.relate.texts.local import Places, about, homes, local_claims
from kg.relate.texts.officials import official_claims
from kg.relate.texts.plans import place_of_plans, plan_subjects
from kg.text import fold


class FlowExtract(NamedTuple):
    """What one flow yielded, in the flow's own offsets: for ``kg explain`` and the reading view."""

    flow: Flow
    found: list[Found]
    refused: list[Refused]
    stated: list[Stated]
    refused_claims: list[RefusedClaim]
    measured: list[Measured]


def read_document(document: Document, repair: bool = True) -> tuple[list[FlowExtract], list[Problem]]:
    """Return what each flow of ``document`` yielded, and what was skipped or joined."""
    if english.is_english(document.text):
        paragraphs, problems = english.read(document, repair)
        return [FlowExtract(*paragraph, measured=[]) for paragraph in paragraphs], problems
    reading = read_flows(document, load().terms, repair)
    texts = [flow.text for flow in reading.flows]
    recognised, home = recognise(texts)
    named = settle_kinds([(text, found) for text, (found, _) in zip(texts, recognised, strict=True)])
    refused = [refused for _, refused in recognised]
    planned = plan_subjects(texts, named)
    related, measured = _related(texts, named, home, planned), _measured(texts, named, planned)
    extracts = [
        FlowExtract(flow, found, names_refused, *claims, numbers)
        for flow, found, names_refused, claims, numbers in zip(
            reading.flows, named, refused, related, measured, strict=True
        )
    ]
    return _without_bare_mentions(extracts), reading.problems


def _related(
    texts: list[str], named: list[list[Found]], home: Home, planned: list[Group] | None
) -> list[tuple[list[Stated], list[RefusedClaim]]]:
    """Return what each flow states of its names, and the claims that were refused; ``planned``: who does what a plan orders."""
    topics: list[Group] = []
    places = Places(named, home)
    setting = Setting(homes(places), about(named) or place_of_plans(named[:1]), place_of_plans(named))
    not_yet = setting._replace(about=None)
    opened = False  # the text has come to the region that it is about
    related = []
    written = letters(texts, named)
    firms, lists = Firms(), Lists()
    addressed = {letter.salutation for letter in written}
    for number, (text, found) in enumerate(zip(texts, named, strict=True)):
        before_it = topics if planned is None else planned
        opened = opened or (setting.about is not None and setting.about.names[0] in found)
        here = setting if opened else not_yet
        stated, refused, topics = relate(text, found, before_it, planned is not None, here)
        topics = [] if number in addressed else topics  # whom a letter is for is not what it speaks of
        beyond = chain(
            local_claims(text, found, places),
            official_claims(text, found),
            firms.claims(text, found),
            lists.claims(text, found),
            _letters(number, texts, named, written),
        )
        related.append(([*stated, *in_sentences(text, beyond)], refused))
    return related


def _letters(number: int, texts: list[str], named: list[list[Found]], written: list[Letter]) -> Iterator[Stated]:
    """Yield what the flow of ``number`` states as part of a letter, and by the titles in it."""
    own = [one for one in written if number == one.heading or one.salutation < number < one.end]
    for letter in own:
        yield from letter_claims(letter, number, texts, named)
    heads = next((one.approvers for one in own if number == one.heading), ())
    yield from title_claims(texts[number], named[number], heads)


def _measured(texts: list[str], named: list[list[Found]], planned: list[Group] | None) -> list[list[Measured]]:
    """Return the numbers that each flow states of names; ``planned``: who does what a plan orders."""
    spoken = Spoken()
    at_home = None if planned is None else tuple(name for group in planned for name in group.names)
    all_measured = []
    for text, found in zip(texts, named, strict=True):
        measured, spoken = observe(text, found, spoken, at_home)
        all_measured.append(measured)
    return all_measured


def _without_bare_mentions(extracts: list[FlowExtract]) -> list[FlowExtract]:
    """Drop titles to be won that no sentence gives to anyone, which name a class (国家级先进制造业集群已有80个), and countries,
    reporters and papers of which nothing is stated."""
    bare = {f for one in extracts for f in one.found if f.kind in _BARE and (_says_little(f) or _is_source(one, f))}
    if not bare:
        return extracts
    sources = {f for f in bare if f.kind == "Organization"}
    related = {
        name
        for one in extracts
        for s in one.stated
        for name in (s.subject.name, s.object.name)
        if not (s.rule.startswith("name.") and (s.subject.kind == "Program" or s.subject in sources))
    }
    related |= {m.subject.name for one in extracts for m in one.measured}
    related |= {f.name for one in extracts for f in one.found if f.rule == "title:won"}
    dropped = {f for f in bare if f.name not in related}
    return [_without(one, _with_parts(one, dropped.intersection(one.found))) for one in extracts]


def _with_parts(one: FlowExtract, dropped: set[Found]) -> set[Found]:
    """Return the names with those inside the houses among them: 安徽 in 来源:安徽日报."""
    houses = [f for f in dropped if f.kind == "Organization"]
    return dropped | {f for house in houses for f in one.found if house.start <= f.start and f.end <= house.end}


def _without(one: FlowExtract, dropped: set[Found]) -> FlowExtract:
    if not dropped:
        return one
    return one._replace(
        found=[f for f in one.found if f not in dropped],
        stated=[s for s in one.stated if s.subject not in dropped and s.object not in dropped],
        measured=[m for m in one.measured if m.subject not in dropped],
    )


_BARE = frozenset(("Program", "Region", "Person", "Organization"))
_SOURCE = re.compile("(?:来源|转自|出处|供稿)[:：] ?[《“]?$")


def _is_source(one: FlowExtract, found: Found) -> bool:
    """Say whether a house is only named as where the text comes from: 来源:安徽日报."""
    return found.kind == "Organization" and bool(_SOURCE.search(one.flow.text, max(0, found.start - 6), found.start))


def _says_little(found: Found) -> bool:
    if found.kind == "Person":
        return found.rule == BYLINE
    entry = load().entry(found.name, found.kind)
    return entry is not None and (entry.sort == "foreign" or (entry.sort == "title" and found.name.startswith("国家")))


def extract(document: Document, repair: bool = True) -> Extract:
    """Return what ``document`` states, with its places in the document's own text."""
    flows, problems = read_document(document, repair)
    result = Extract(document.id, [], [], [], problems)
    position: dict[Found, int] = {}
    titles = full_titles(found for one in flows for found in one.found)
    ahead: list[_Ahead] = []
    for one in flows:
        ahead.extend(_place(document, one, position, titles, result))
    for one, claim, subject, target in ahead:
        first = position[claim.subject] if subject is None else subject
        _claim(one, claim, first, position[claim.object] if target is None else target, result)
    return result


_Ahead = tuple[
    FlowExtract, Stated, int | None, int | None
]  # a claim with the numbers of its ends, as far as they are named


def _place(
    document: Document, one: FlowExtract, position: dict[Found, int], titles: dict[str, str], result: Extract
) -> list[_Ahead]:
    """Move what a flow yielded into the document: a name across a join becomes a mention a run, the first stands for it.

    Returns the claims of what is only named further on.
    """
    for found in one.found:
        position[found] = len(result.mentions)
        start, end, kind, full, rule = found
        as_written = full == one.flow.text[start:end]
        for low, high in one.flow.spans(start, end):
            text = document.text[low:high]
            # an English name may go on in the next line
            name = text.replace("\n", " ") if as_written and len(text) == len(full) else full
            name = titles.get(full, name) if kind == "Policy" else name
            result.mentions.append(Mention(low, high, text, kind, name, rule))
    ahead: list[_Ahead] = []
    for claim in one.stated:
        subject, target = position.get(claim.subject), position.get(claim.object)
        if subject is None or target is None:
            ahead.append((one, claim, subject, target))
        else:
            _claim(one, claim, subject, target, result)
    for measured in one.measured:
        result.measures.append((position[measured.subject], _observation(document, one.flow, measured)))
    return ahead


def _claim(one: FlowExtract, claim: Stated, subject: int, target: int, result: Extract) -> None:
    """Add what the flow states of two mentions: a passage a run, where a sentence was joined."""
    sure = certainty(claim.confidence, claim.subject, claim.object)
    for span in one.flow.spans(claim.start, claim.end):
        row = Claim(subject, claim.relation, target, *span, claim.rule, sure, claim.planned)
        result.claims.append(row)


def _unit_as_written(document: Document, flow: Flow, measured: Measured) -> str:
    """Return the unit in the characters of the document: 公頃 where it says so, though 公顷 was looked for."""
    spans = flow.spans(max(0, measured.unit_end - len(measured.unit)), measured.unit_end)
    written = document.text[spans[0].start : spans[0].end] if len(spans) == 1 else ""
    return written if fold(written) == measured.unit else measured.unit


def _observation(document: Document, flow: Flow, measured: Measured) -> Observation:
    span = flow.spans(measured.start, measured.end)[0]
    evidence = Evidence(document.id, span.start, span.end, document.text[span.start : span.end], measured.rule)
    time = period(measured.time, document.date)
    ahead = not measured.target and is_ahead(time, document.date)  # nobody counts what is yet to come
    return Observation(
        f"{TARGET} {measured.indicator}" if ahead else measured.indicator,
        measured.value,
        _unit_as_written(document, flow, measured),
        time,
        measured.target or ahead,
        measured.comparator,
        (evidence,),
    )
