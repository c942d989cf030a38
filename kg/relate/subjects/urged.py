"""Who is to do something by somebody else's will: 支持|合肥|打造新型显示基地、|芜湖|建设机器人基地. What follows is said of them."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import load, one_of
from kg.recognise.candidates import SITES
from kg.relate.slots import Slotted
from kg.relate.subjects.named import Topic

_SEVERAL = r"(?:等(?:地|市|省|州|县|区|地区|城市|市州|市县|高新区|开发区|园区|平台)?|[两二三四五六七八九十]?市|两地|三地|市|省)?"


def urged(sentence: Slotted) -> Iterator[Topic]:
    """Yield the places and clusters that the sentence wants to do something, one after another: the second only where a first is."""
    wished = -1
    for at, number in sentence.group_at.items():
        group = sentence.groups[number]
        if not group.kinds <= SITES or not _to_do().match(sentence.text, at + 1):
            continue
        if sentence.text.endswith(_urges(), 0, at):
            wished = at
        elif wished < 0 or sentence.text[at - 1] not in "、,和及" or ";" in sentence.text[wished:at]:
            continue
        yield Topic(at, group, False)


def lasts(sentence: Slotted, topic: Topic, at: int) -> bool:
    """Say whether what stands at ``at`` may still be said of who was urged: no further wish stands in between.

    Where many are urged, what is built at last is what comes of it all: 支持|甲、乙、丙|承接产业,打造….
    """
    if topic.at >= at or _another_wish().search(sentence.text, topic.at, at + 2):
        return False
    clause = sentence.clause_start(at)
    comes_of_it = clause > topic.at and _AIM.search(sentence.text, clause, at + 2)
    return not comes_of_it or len(topic.group.names) <= _FEW


@cache
def _urges() -> tuple[str, ...]:
    return tuple(load().official_words["urges"])


@cache
def _to_do() -> re.Pattern[str]:
    """Return what matches that those named right before are to do something: 、丙等市|加快建设."""
    words = load().official_words
    how = f"(?:{one_of(words['urged_how'])}|立足[^,。;]{{1,12}},)*"
    return re.compile(f"{_SEVERAL}{how}(?:{one_of(words['urged_to'])})(?![,。;、的])")


@cache
def _another_wish() -> re.Pattern[str]:
    """Return what finds the clause that asks for something else, which is again what the first one's subject wants."""
    return re.compile(f";|[,:](?:并|还|同时|也)?(?:{one_of(load().official_words['wish'])})")


_AIM = re.compile("打造|形成|构建|建成|塑造")
_FEW = 2  # places
