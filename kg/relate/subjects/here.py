"""Where 这里 is, if that is not who was spoken of: a park that is only named, a place that is only shown."""

import re
from collections.abc import Iterator, Sequence

from kg.lexicon import load
from kg.recognise import Found
from kg.recognise.candidates import PLACES
from kg.relate.groups import Group
from kg.relate.slots import Slotted
from kg.rules.slots import slot_class

_ZONE = frozenset(("Zone",))
_WIDE = ("supra", "province")
_NEW_PLACE = re.compile(f"这里(?:就|便|正)?是[^,。;:、]{{0,8}}[{slot_class(PLACES)}]")


def park_here(sentence: Slotted, before: Sequence[Group], spoken_of: Sequence[Group]) -> Iterator[Group]:
    """Yield the park that 这里 means, though nothing was said of it: 甲公司入驻|乙园区。如今|这里|….

    Args:
        sentence: the sentence.
        before: what the sentence that went before names, in order.
        spoken_of: the topics of the sentences before.
    """
    at = sentence.text.find("这里")
    if at < 0:
        return
    own = [group for _, group in sentence.before(at)]
    told = any(group in spoken_of for group in before if group.kinds == _ZONE)
    parks = [group for group in (*(() if told else before), *own) if group.kinds == _ZONE and len(group.names) == 1]
    yield from parks[-1:]


def is_elsewhere(sentence: Slotted, at: int, meant: Group) -> bool:
    """Say whether the word at ``at`` cannot mean who was spoken of: 这里是|甲县 shows another place, and 这里 is no whole province."""
    if not sentence.text.startswith("这里", at):
        return False
    return bool(_NEW_PLACE.match(sentence.text, at)) or any(_is_wide(name) for name in meant.names)


def _is_wide(name: Found) -> bool:
    entry = load().entry(name.name, "Region") if name.kind == "Region" else None
    return entry is not None and entry.sort in _WIDE
