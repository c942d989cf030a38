"""Whom the words that open a clause describe: 集聚了甲、乙等企业的|丙园|正加快建设 speaks of 丙园, whoever was spoken of before."""

import re

from kg.recognise.candidates import FIELDS, PLACES
from kg.relate.groups import Group
from kg.relate.slots import Slotted
from kg.relate.subjects.named import first_alike
from kg.rules.slots import slot_class
from kg.words import words

_LONGEST = 90  # characters of such a description
_STOP = re.compile("[,;:。!?]")
_SLOTS = "\ue000-\ue03f"
_HEAD = re.compile(rf"的[“《]?$|的[^,。;:、的{_SLOTS}]{{1,3}}[{_SLOTS}]$")  # …的|甲园, …的江苏|甲园
_GOES_ON = re.compile(rf"[”》]?(?P<verb>[^,。;:、!?等的”{_SLOTS}]{{2,8}})")
_VERBS = ("v", "d", "p", "t")
_AIM = re.compile(
    rf"[^,。;:{_SLOTS}]{{0,8}},?[也正更都就仍]?(?:已经?)?(?:是|成为|成了)[{slot_class(PLACES)}]"
    r"(?:[市省区县]|当前|今年|近年来|未来|下一步|着力|全力)*(?:的|新|最|重要|首要|一大|推动|加快|推进|转型|高质量)"
)


def described(sentence: Slotted, at: int, opens: int) -> Group | None:
    """Return the group that the clause's words from its verb at ``at`` on describe, where it then does something.

    Args:
        sentence: the sentence.
        at: where in the slotted text the verb stands, the first word of its clause but for adverbs.
        opens: where the verb's match ends.
    """
    end = _STOP.search(sentence.text, at)
    limit = min(end.start() if end else len(sentence.text), at + _LONGEST)
    for slot, number in sentence.group_at.items():
        if opens <= slot < limit and _is_head(sentence, at, slot):
            group = first_alike(sentence.groups[number])
            return None if group.kinds <= FIELDS else group
    return None


def aimed_at(sentence: Slotted, end: int) -> Group | None:
    """Return the place whose aim or task it is what the clause tells up to ``end``: 做强海洋经济是|广东新的发力点."""
    aim = _AIM.match(sentence.text, end)
    slots = [slot for slot in sentence.group_at if aim and end <= slot < aim.end()]
    return sentence.group(slots[-1]) if slots else None


def _is_head(sentence: Slotted, at: int, slot: int) -> bool:
    """Say whether a description that begins at ``at`` ends before the name at ``slot``, and the clause goes on with a verb."""
    goes_on = _GOES_ON.match(sentence.text, slot + 1) if _HEAD.search(sentence.text, at, slot) else None
    return goes_on is not None and words(goes_on["verb"])[0].tag.startswith(_VERBS)
