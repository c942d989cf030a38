"""Who did what where a rule cannot count: several offices of one person."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.recognise import Found
from kg.relate.claims import Stated
from kg.relate.slots import top_level
from kg.rules.slots import SETS

_AGENTS = frozenset((*SETS["Agent"],))
_BODIES = frozenset((*SETS["Body"],))
# What follows a body's name up to the next one's: departments, a title, more titles of the same body.
_OFFICE = re.compile(
    r"(?:[^,。;:、兼 ]{0,10})(?P<title>书记|主任|[市省州县区院所校会部局厅司处站台行镇馆社士署盟旗乡队]长|"
    r"知事|政委|法官|检察官|董事长|总经理|总裁|总监|经理|主席|委员|常委|院士|教授|研究员|"
    r"设计师|规划师|建筑师|负责人|创始人|首席执行官|首席科学家|秘书长|理事长|总工程师|工程师|CEO|代表|顾问|合伙人|专家|博士|董事|监事|调研员|专员|巡视员|科员)"
    r"(?:[、兼 ](?:[^,。;:、兼 ]{2,10}))*[、兼 ]?"
)
_CLAUSE = re.compile(r".*[,。;:!?“”()\n]", re.DOTALL)


def official_claims(flow: str, found: Sequence[Found]) -> Iterator[Stated]:
    """Yield for whom the people work whose offices stand before their names, where these are several."""
    people = [name for name in found if name.kind == "Person"]
    agents = [name for name in top_level(found) if name.kind in _AGENTS] if people else []
    before = 0
    led: Found | None = None
    for person in people:
        start = _titles_start(flow, before, person.start)
        led = led if _COLLEAGUE.fullmatch(flow, before, person.start) else _led(flow, start, person.start, agents)
        if led and led.end < start:
            yield _works(person, led, "works.colleague")
        before = person.end
        for agent in _offices(flow, start, person.start, agents):
            yield _works(person, agent, "works.offices")


def _works(person: Found, agent: Found, rule: str) -> Stated:
    return Stated(person, "worksFor", agent, person.start, person.end, rule, 0.85)


# The office of somebody listed behind a colleague: 甲公司董事长李明、|总经理|王刚.
_COLLEAGUE = re.compile(
    r"[、,;和及](?:党委|党组|常务|执行|副|联席|高级)*"
    r"(?:书记|主任|[院所校会局厅司处行馆社台]长|理事长|秘书长|董事长|总经理|总裁|总监|总工程师|总设计师|首席科学家|首席执行官|CEO)"
)


def _led(flow: str, start: int, end: int, agents: Sequence[Found]) -> Found | None:
    """Return the body of which the office right before a person's name at ``end`` is one."""
    own = [name for name in agents if start <= name.start and name.end <= end and name.kind in _BODIES]
    return own[-1] if own and _OFFICE.fullmatch(flow, own[-1].end, end) else None


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
        if (
            not office
            or _HONORARY.match(flow, agent.end)
            or (agent.kind == "Region" and not office["title"].endswith(_OF_PLACES))
            or (agent.kind == "Region" and _OF_A_PART.match(flow, agent.end, until))
        ):
            continue
        if len(own) > 1 or (agent.kind != "Region" and _MORE_OFFICES.search(office.group())):
            yield agent


_HONORARY = re.compile("外籍|荣誉院士|名誉(?:院士|博士)|通讯院士")  # elects abroad whom it does not employ
# A body in the place that is not read as a name: 镇江|官塘社区管委会主任.
_OF_A_PART = re.compile("[^,。;:、]{2,8}(?:管委会|委员会|办事处|中心|公司|集团|[局厅所院会])")
_MORE_OFFICES = re.compile("[、兼].")  # 院士、诺贝尔奖得主
_OF_PLACES = ("长", "书记", "主席", "常委", "主任", "领导")
