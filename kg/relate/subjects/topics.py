"""The topics that a sentence sets: its subjects, the places it opens with, and words like 双方 that mean what was named before."""

import re
from bisect import insort
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from kg.relate.groups import Group
from kg.relate.slots import Slotted
from kg.relate.subjects.anaphora import may_refer, referent
from kg.relate.subjects.clauses import after_adverbs
from kg.relate.subjects.here import is_elsewhere
from kg.relate.subjects.named import ZONE, Topic, named_topics
from kg.rules.slots import KIND_CHAR


def topics(sentence: Slotted, carried: list[Group], met: Sequence[Group] = ()) -> list[Topic]:
    """Return the topics that the sentence itself sets, in order: names, and words like 双方 that mean what was named.

    Args:
        sentence: the sentence.
        carried: the topics of the sentences before it in the paragraph, latest last.
        met: those who did something with one another in these sentences, latest last: only words like 双方 mean them.
    """
    named = named_topics(sentence)
    found = [t for t in named if not _speaks(sentence, t)]
    if not may_refer(sentence.text):
        return found
    meant_by = [*_parks(sentence), *named, *partners(sentence)]
    for start in (0, *sentence.clauses):
        at = after_adverbs(sentence.text, start)
        at = at + 1 if sentence.text.startswith("在这里", at) else at
        own = [t.group for t in meant_by if t.at < at]
        meant = referent(sentence.text, at, own, [*carried, *met])
        if meant is None and sentence.text.startswith("该", at):
            meant = referent(sentence.text, at, _named_before(sentence, at), [])
        if meant and not is_elsewhere(sentence, at, meant):
            insort(found, Topic(at, meant, False), key=_at)
    return found


def _parks(sentence: Slotted) -> Iterator[Topic]:
    """Yield the zones named in a sentence that goes on with 这个园区, whatever it has said of them."""
    for at, number in sentence.group_at.items() if _THIS_PARK.search(sentence.text) else ():
        group = sentence.groups[number]
        if group.kinds == ZONE and len(group.names) == 1:
            yield Topic(at, group, True)


_THIS_PARK = re.compile("(?:这个|这一|这座|这片|该)(?:园区|产业园|科技园|片区|新区|开发区|高新区|科学城|小镇)")


def _named_before(sentence: Slotted, at: int) -> list[Group]:
    """Return all that the sentence names before ``at``: 项目落户眉山天府新区,该区… need not speak of the zone first."""
    return [group for _, group in sentence.before(at)]


def partners(sentence: Slotted) -> Iterator[Topic]:
    """Yield those of whom one does something with the other, as one group from the second on: 甲近日与乙签约."""
    for (one, number), (other, following) in pairwise(sentence.group_at.items()):
        if _WITH.fullmatch(sentence.text, one + 1, other):
            first, second = sentence.groups[number], sentence.groups[following]
            both = Group(first.start, second.end, first.kinds | second.kinds, "", (*first.names, *second.names))
            yield Topic(other, both, False)


_WITH = re.compile(r"[^,。;:\ue000-\ue03f]{0,10}(?:与|和|同|联合|携手|会同|牵手)")
_at = attrgetter("at")
_OF_PERSON = re.compile(
    rf"[^,。;:\ue000-\ue03f]{{1,14}} ?{KIND_CHAR['Person']}(?:[,:]|说|表示|介绍|告诉|认为|坦言|指出|透露|感慨)"
    r"|(?:总书记|书记|副书记|主席|副主席|总理|副总理|常委|委员|主任|部长|代表|院长|校长|董事长|总经理|总裁|会长|理事长|教授)(?:[、,和]|[^,。;:\ue000-\ue03f]{0,3}[\ue000-\ue03f])"
)


def _speaks(sentence: Slotted, topic: Topic) -> bool:
    """Say whether the group only says whose title a speaker has: 科大讯飞董事长刘庆峰表示."""
    return bool(_OF_PERSON.match(sentence.text, topic.at + 1))
