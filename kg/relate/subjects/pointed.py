"""Whom words mean that point to where a document is at home and to what it has just named: 我省, 《规划》提出, 该县, 该基地."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.relate.groups import Group
from kg.relate.slots import Slotted
from kg.relate.subjects.anaphora import word_at
from kg.relate.subjects.named import Topic
from kg.rules.slots import KIND_CHAR


class Setting(NamedTuple):
    """Where a document is at home: its places by the last letter of their names, whom 我省 and 全市 mean, the region that all of it is
    about, and the place of the plans that it tells of, if any."""

    homes: Mapping[str, Group]
    about: Group | None
    planned: Group | None


NOWHERE = Setting({}, None, None)


def plan_says(sentence: Slotted, planned: Group | None) -> list[Topic]:
    """Return the place whose plan says what follows as who is spoken of: 《规划》|提出,重点发展…, 方案|明确,…."""
    if planned is None:
        return []
    return [Topic(match.start(1), planned, False) for match in _PLAN_SAYS.finditer(sentence.text)]


_PLAN_SAYS = re.compile(
    f"(?:^|[,。;:!?])(?:根据|按照)?[《“]?(?:该|上述|这一)?({KIND_CHAR['Policy']}|(?:规划|方案|意见|措施|行动计划|计划|纲要|政策))[》”]?"
    "(?:还|也|同时|中)?(?:提出|提到|明确|指出|聚焦|围绕|,)"
)


def at_home_in(sentence: Slotted, homes: Mapping[str, Group]) -> Iterator[Group]:
    """Yield the places that 我省 and 全市 mean, whoever else was spoken of: those of ``homes``, by the last letter of their names."""
    for match in _OUR_PLACE.finditer(sentence.text) if homes else ():
        if match.group(1) in homes:
            yield homes[match.group(1)]


_OUR_PLACE = re.compile("[我全]([省市县区州])")


def pointed_back(sentence: Slotted, before: Sequence[Group]) -> Iterator[Group]:
    """Yield the one of the groups ``before``, of the sentence that went before, that 该基地 means by the end of its name: it need
    not have been spoken of there (得益于甲基地的保障。|该基地由…)."""
    for match in _THIS.finditer(sentence.text) if before else ():
        word = word_at(sentence.text, match.start(), len(sentence.text)).removeprefix("该")
        fitting = [group for group in before if word and len(group.names) == 1 and group.names[0].name.endswith(word)]
        if len(fitting) == 1:
            yield fitting[0]


_THIS = re.compile("该")


def pointed_at(sentence: Slotted, divisions: dict[str, Group]) -> Iterator[Group]:
    """Yield the place that 该县 means, though it was no topic: of ``divisions``, the last of each sort, by their last letter."""
    for match in _THIS_DIVISION.finditer(sentence.text):
        if match.group(1) in divisions:
            yield divisions[match.group(1)]


_THIS_DIVISION = re.compile("该([市县省州镇])")
