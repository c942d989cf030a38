"""Who works for whom where a rule cannot count or look back: several offices of one person, leaders and offices of the text's own city."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from kg.lexicon import load
from kg.recognise import Found
from kg.recognise.home import OFFICE, Home
from kg.recognise.shortforms import COMMITTEE
from kg.relate.claims import Stated
from kg.relate.slots import top_level
from kg.rules import SETS

_LEADERS = re.compile(r"(?:[^,。;:!?]{0,10})(?P<level>市|省)领导")
_AGENTS = frozenset((*SETS["Agent"],))
# What follows a body's name up to the next one's: departments, a title, more titles of the same body.
_OFFICE = re.compile(
    r"(?:[^,。;:、兼 ]{0,10})(?P<title>书记|主任|[市省州县区院所校会部局厅司处站台行镇馆社士]长|董事长|总经理|总裁|总监|经理|主席|委员|常委|院士|教授|研究员|"
    r"设计师|规划师|建筑师|负责人|创始人|首席执行官|首席科学家|秘书长|理事长|总工程师|工程师|CEO|代表|顾问|合伙人|专家|博士)"
    r"(?:[、兼 ](?:[^,。;:、兼 ]{2,10}))*[、兼 ]?"
)
_CLAUSE = re.compile(r".*[,。;:!?“”()\n]", re.DOTALL)


class Places:
    """The places that a document has named so far, by label: whom the claims of a later flow may mean."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._named: dict[str, Found] = {}

    def add(self, found: Sequence[Found]) -> None:
        """Take note of the places of a flow, in reading order."""
        for name in found:
            if name.kind in ("Region", "Zone"):
                entry = load().entry(name.name, name.kind)
                self._named[entry.label if entry else name.name] = name

    def named(self, label: str) -> Found | None:
        """Return the last place that is called by ``label``, however the text writes it."""
        entry = load().entry(label, "Region") or load().entry(label, "Zone")
        return self._named.get(entry.label if entry else label)


def official_claims(flow: str, found: Sequence[Found], places: Places) -> Iterator[Stated]:
    """Yield where offices without a place lie, and for whom the people work whose offices stand before their names."""
    for name in found:
        if name.rule == OFFICE and (place := places.named(places.home.of_level(flow[name.start]))):
            yield Stated(name, "locatedIn", place, name.start, name.end, "home.office", 0.85)
        elif name.rule == COMMITTEE and (zone := places.named(name.name.removesuffix(flow[name.start : name.end]))):
            yield Stated(name, "locatedIn", zone, name.start, name.end, "home.committee", 0.85)
    people = [name for name in found if name.kind == "Person"]
    agents = [name for name in top_level(found) if name.kind in _AGENTS] if people else []
    before, led = 0, ""
    for person in people:
        start = _titles_start(flow, before, person.start)
        titles = flow[start : person.start]
        together = flow[before : person.start] == "、"
        before, led = person.end, led if together else ""
        yield from (_works(person, agent, "works.offices") for agent in _offices(flow, start, person.start, agents))
        leader = _LEADERS.fullmatch(titles)
        led = leader["level"] if leader else led
        if led and (place := places.named(places.home.of_level(led))):
            yield _works(person, place, "home.leaders")


def petition_claims(before: Sequence[Found], opening: str, flow: str, found: Sequence[Found]) -> Iterator[Stated]:
    """Yield who asked for what a reply is to: the bodies of the salutation before it (科技部:) sent 你们关于…的请示."""
    if _SALUTATION.fullmatch(opening) and _ASKED.match(flow):
        petitions = [name for name in found if name.kind == "Policy" and name.name.endswith(_PETITIONS)]
        senders = [name for name in top_level(before) if name.kind == "GovernmentBody"]
        for petition, sender in product(petitions[:1], senders):
            yield Stated(petition, "issuedBy", sender, petition.start, petition.end, "issued.petition", 0.9)


_SALUTATION = re.compile(r"[^。!?]{3,80}:")
_ASKED = re.compile(r"(?:你们?|贵)(?:[部委省市区厅局院])?[、\u4e00-\u9fff]{0,12}?《?关于")
_PETITIONS = ("请示", "函", "报告")


def _works(person: Found, agent: Found, rule: str) -> Stated:
    return Stated(person, "worksFor", agent, person.start, person.end, rule, 0.85)


def _titles_start(flow: str, before: int, end: int) -> int:
    """Return where what a person is begins: after the person before, or the last mark that ends a clause."""
    clause = _CLAUSE.match(flow, before, end)
    start = clause.end() if clause else before
    return start + (flow[start : start + 1] in tuple("、和"))


def _offices(flow: str, start: int, end: int, agents: Sequence[Found]) -> Iterator[Found]:
    """Yield the bodies of which each office before a person's name is one: X大学教授、Y协会会长|李四."""
    own = [name for name in agents if start <= name.start and name.end <= end]
    for agent, following in pairwise([*own, None]):
        if agent is None:
            continue
        until = following.start if following else end
        office = _OFFICE.fullmatch(flow, agent.end, until)
        if not office or (agent.kind == "Region" and not office["title"].endswith(_OF_PLACES)):
            continue
        if len(own) > 1:
            yield agent


_OF_PLACES = ("长", "书记", "主席", "常委", "主任", "领导")
