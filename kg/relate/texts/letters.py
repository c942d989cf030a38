"""Official letters: whom one is for, who asked for what it answers, what is passed on, and what is agreed to in it or in a title, by whom."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, product, takewhile
from typing import NamedTuple

from kg.lexicon import load, one_of
from kg.recognise import Found
from kg.relate.claims import Stated
from kg.relate.slots import Slotted, slotted, top_level, within
from kg.rules.slots import KIND_CHAR, SETS, SLOT, slot_class
from kg.text import sentences

_Named = Sequence[Sequence[Found]]


class Letter(NamedTuple):
    """A letter among the flows of a document: where it stands, and who speaks in it."""

    heading: int | None  # the flow of its title
    salutation: int  # the flow that says whom it is for
    end: int  # the flow after its last
    senders: tuple[Found, ...]  # who issued it, by its title or else by those who signed it
    approvers: tuple[Found, ...]  # who agrees to what it answers


def letters(flows: Sequence[str], named: _Named) -> list[Letter]:
    """Return the letters of a document, in order."""
    starts = [at for at in range(len(flows)) if _is_salutation(flows, named, at)]
    return [_letter(flows, named, at, end) for at, end in pairwise([*starts, len(flows)])]


def letter_claims(letter: Letter, at: int, flows: Sequence[str], named: _Named) -> Iterator[Stated]:
    """Yield what the flow at ``at`` of a letter states: who issued it, who asked for it, what is passed on, and what is agreed to."""
    flow, found = flows[at], named[at]
    if at == letter.heading:
        yield from _signed(found, letter.senders)
    elif at == letter.salutation + 1:
        yield from _petitions(flow, found, named[letter.salutation])
        yield from _passed_on(flow, found, letter.senders)
    for start, end in sentences(flow) if at > letter.salutation and _DECIDES.search(flow) else ():
        names = [name for name in top_level(found) if start <= name.start and name.end <= end]
        yield from _agreed(slotted(flow, start, end, names), letter.approvers)


def title_claims(flow: str, found: Sequence[Found], approvers: Sequence[Found] = ()) -> Iterator[Stated]:
    """Yield what a title tells to have been agreed to, by ``approvers`` or who issued it: 国务院关于同意设立甲新区的批复."""
    for title in found:
        if title.kind == "Policy" and _DECIDES.search(flow, title.start, title.end):
            inside = top_level([f for f in within(found, title.start, title.end) if f != title])
            sentence = slotted(flow, title.start, title.end, inside)
            yield from _agreed(sentence, approvers or _issuers(title, found))


def _is_salutation(flows: Sequence[str], named: _Named, at: int) -> bool:
    """Say whether a flow names nobody but those whom a letter is for, and a letter follows, or its heading stands before."""
    flow = flows[at]
    if (
        not flow.endswith(":")
        or len(flow) > _LONGEST_SALUTATION
        or at + 1 == len(flows)
        or not _OPENS.match(flows[at + 1])
    ):
        return False
    top = top_level(named[at])
    if any(name.kind not in _ADDRESSED for name in top):
        return False
    return bool(_addressees().fullmatch(_slots(flow, top))) or (_heading(flows, named, at) is not None)


_LONGEST_SALUTATION = 160  # characters
_ADDRESSED = frozenset((*SETS["Body"], "Zone", "Region"))


@cache
def _addressees() -> re.Pattern[str]:
    """Return what matches bodies alone, by name or by sort: 甲市、乙市人民政府,各有关部门:."""
    sorts = one_of(load().official_words["addressee"])
    return re.compile(rf"(?:{SLOT}|[、,和及与各省市县区委办局厅部署()]|{sorts})+:")


_OPENS = re.compile("你|贵|《|关于|根据|按照|依据|报来|为|经")


def _slots(flow: str, names: Sequence[Found]) -> str:
    return slotted(flow, 0, len(flow), names).text


def _letter(flows: Sequence[str], named: _Named, at: int, end: int) -> Letter:
    heading = _heading(flows, named, at)
    issuers = _issuers(named[heading][0], named[heading]) if heading is not None else ()
    end = next((i + 1 for i in range(at + 1, end) if _DATE.fullmatch(flows[i])), end)
    signers = tuple(_signers(flows, named, at, end - 1)) if _DATE.fullmatch(flows[end - 1]) else ()
    leave = tuple(body for i in range(at + 1, min(at + _OPENING, end)) for body in _leave(flows[i], named[i]))
    senders = issuers or signers
    return Letter(heading, at, end, senders, leave or senders)


_OPENING = 3  # flows


def _heading(flows: Sequence[str], named: _Named, at: int) -> int | None:
    """Return the flow before the salutation that is the letter's title, and names it first."""
    for i in range(at - 1, max(-1, at - 1 - _LINES_BETWEEN), -1):
        title = next(iter(named[i]), None)
        if title and title.kind == "Policy" and title.end - title.start == len(flows[i]) > _LONGEST_NUMBER:
            return i
    return None


_LINES_BETWEEN = 3  # its number, its date
_LONGEST_NUMBER = 18  # characters


def _issuers(title: Found, found: Sequence[Found]) -> tuple[Found, ...]:
    """Return the bodies that a title opens with."""
    opens = title.start + max(0, title.name.find("关于"))
    return tuple(name for name in top_level(within(found, title.start, opens)) if name.kind == "GovernmentBody")


def _signers(flows: Sequence[str], named: _Named, at: int, dated: int) -> Iterator[Found]:
    """Yield the bodies that stand alone in the lines right before the letter's date."""
    lines = list(takewhile(lambda i: _names_bodies(flows[i], named[i]), range(dated - 1, at, -1)))
    for i in reversed(lines):
        yield from top_level(named[i])


_DATE = re.compile("[0-9○〇零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,2}月[0-9一二三四五六七八九十]{1,3}日")


def _names_bodies(flow: str, found: Sequence[Found]) -> bool:
    return bool(_BODIES_ALONE.fullmatch(_slots(flow, top_level(found))))


_GOVERNMENT = frozenset(("GovernmentBody",))
_BODIES_ALONE = re.compile(f"(?:[{slot_class(_GOVERNMENT)}][ 、,]*)+")


def _leave(flow: str, found: Sequence[Found]) -> Iterator[Found]:
    """Yield by whose leave a letter answers: 经国务院批准,现函复如下."""
    for leave in _BY_LEAVE.finditer(flow):
        yield from (name for name in top_level(within(found, *leave.span())) if name.kind == "GovernmentBody")


_BY_LEAVE = re.compile("经[^,。;:]{2,30}(?:批准|同意),?现")


def _petitions(flow: str, found: Sequence[Found], addressed: Sequence[Found]) -> Iterator[Stated]:
    """Yield who asked for what: who stands before the petition, else whom the letter is for, of several without 你们 those
    with whose place its number opens."""
    bodies = [name for name in top_level(addressed) if name.kind == "GovernmentBody"]
    received = _RECEIVED.search(flow)
    for petition in within(found, 0, received.start()) if received else ():
        if petition.kind == "Policy" and petition.name.endswith(_titles("petition")) and not _issuers(petition, found):
            before = petition.start - flow.startswith("《", petition.start - 1)
            own = [name for name in found if name.kind == "GovernmentBody" and name.end == before]
            number = _NUMBER.match(flow, petition.end)
            of_number = [body for body in bodies if number and body.name.startswith(number[1])]
            for sender in own or (of_number if len(bodies) > 1 and not flow.startswith("你") else bodies):
                yield Stated(petition, "issuedBy", sender, petition.start, petition.end, "issued.petition", 0.95)


_RECEIVED = re.compile("收悉|(?<=[)》示函告])悉")
_NUMBER = re.compile(r"》?\((.)[^()]+号")


@cache
def _titles(role: str) -> tuple[str, ...]:
    """Return what the titles of petitions or of replies end in."""
    return tuple(load().official_words[role])


def _passed_on(flow: str, found: Sequence[Found], senders: Sequence[Found]) -> Iterator[Stated]:
    """Yield who issues the document that a letter goes with: 《甲办法》已经…同意,现印发给你们."""
    if _PASSES_ON.search(flow) and found and found[0].kind == "Policy" and found[0].start <= 1:
        for sender in senders:
            yield Stated(found[0], "issuedBy", sender, found[0].start, found[0].end, "issued.passed-on", 0.9)


_PASSES_ON = re.compile("现(?:予以?|正式)?(?:印发|发布|公布|发)给你们|现予以?(?:印发|发布|公布)")


def _signed(found: Sequence[Found], signers: Sequence[Found]) -> Iterator[Stated]:
    """Yield who issued a letter whose title, the first of its names, does not say it: who signed it."""
    for signer in () if _issuers(found[0], found) else signers:
        yield Stated(found[0], "issuedBy", signer, found[0].start, found[0].end, "issued.signed", 0.9)


def _agreed(sentence: Slotted, approvers: Sequence[Found]) -> Iterator[Stated]:
    """Yield what the sentence agrees to."""
    for match in _AGREED.finditer(sentence.text) if approvers else ():
        slots = filter(sentence.group_at.__contains__, range(*match.span(match.lastgroup or 0)))
        names = (name for at in slots for name in sentence.group(at).names)
        agreed = (
            name for name in names if name.kind in _APPROVED and not name.name.endswith((*_titles("reply"), "请示"))
        )
        for name, approver in product(agreed, approvers):
            yield Stated(name, "approvedBy", approver, sentence.start, sentence.end, "approved.agreed", 0.95)


_DECIDES = re.compile("同意|批准|认定|确定|核准|命名|批复$|复函$")
_REGIONS = slot_class(frozenset(("Region",)))
_AGREED = re.compile(
    "(?:^|关于|(?<=[,。;:、]))(?:现|兹|经研究|决定|原则上?|正式)*"
    rf"(?:(?:同意|批准|核准)(?:[^\ue000-\ue03f,。;:的]{{0,8}}[{_REGIONS}])?[^\ue000-\ue03f,。;:的]{{0,8}}(?P<what>{SLOT})"
    rf"|(?:认定|确定|命名)(?:将|把|为)?(?P<named>{SLOT})"
    rf"|(?:同意|批准|核准)[^\ue000-\ue03f,。;:的]{{0,4}}以下[^\ue000-\ue03f,。;:的]{{0,16}}:(?P<each>(?:{SLOT}[,、和及与]?)+))"
    f"|关于《?(?P<plan>{KIND_CHAR['Policy']})》?的?(?:批复|复函)$"
)
_APPROVED = frozenset(("Zone", "Cluster", "ResearchInstitute", "University", "Organization", "Policy"))
