"""Whom a person works for who has several offices: 甲市委常委、乙区委书记、丙高新区管委会主任陈杰 holds all three."""

import re
from collections.abc import Iterator

from kg.relate.claims import Stated
from kg.relate.slots import Slotted
from kg.rules import KIND_CHAR, SLOT, slot_class

_EMPLOYERS = ("ResearchInstitute", "University", "Company", "GovernmentBody", "Organization", "Zone", "Region")
_TITLE = (
    r"(?:书记|主任|市长|省长|县长|区长|州长|镇长|乡长|院长|所长|校长|董事长|理事长|会长|经理|总裁|总监|主席|部长|局长|厅长|司长|处长|科长|秘书长|常委|委员|"
    r"院士|教授|研究员|科学家|首席专家|创始人|执行官|CEO|工程师|设计师|建筑师|规划师|馆长|社长|台长|行长|负责人|组长|队长|站长|主管|厂长|主编|总编辑|发言人|合伙人|护士长|主任医师|导师)"
)
_OFFICE = rf"[{slot_class(frozenset(_EMPLOYERS))}](?:[^{SLOT[1:-1]},。;:!?、]{{0,12}}{_TITLE}|(?<=[{KIND_CHAR['GovernmentBody']}])代表)"
_MORE = rf"(?:、[^{SLOT[1:-1]},。;:!?、]{{0,8}}{_TITLE})*"
_HELD = re.compile(rf"((?:{_OFFICE}{_MORE}(?:[、兼和]| )?)+)(?<![和])([{KIND_CHAR['Person']}])")
_CONFIDENCE = 0.9


def office_claims(sentence: Slotted) -> Iterator[Stated]:
    """Yield for whom the persons of the sentence work by the offices that stand in front of their names."""
    if KIND_CHAR["Person"] not in sentence.text:
        return
    for held in _HELD.finditer(sentence.text):
        persons = sentence.groups[sentence.group_at[held.start(2)]].names
        for at in range(held.start(1), held.end(1)):
            number = sentence.group_at.get(at)
            if number is None:
                continue
            for employer in sentence.groups[number].names[-1:]:
                for person in persons:
                    yield Stated(
                        person, "worksFor", employer, sentence.start, sentence.end, "works.offices", _CONFIDENCE
                    )
