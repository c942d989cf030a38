"""A firm's or zone's line of business as its name says it, where that word alone is too common to be a field: 电梯 in 海诺|电梯, 航空 in 江州|航空|产业园."""

import re
from collections.abc import Iterator

from kg.lexicon import generic
from kg.recognise import legal
from kg.recognise.candidates import FIELDS, Found, Scene, certain, of_kind
from kg.recognise.firms.brands import tails

_VAGUE = ("信息", "创投")


def find_business(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the common words that say at the end of the firms' names what they do; legal forms may follow them."""
    for firm in found:
        if firm.kind == "Zone":
            yield from _of_zone(scene, firm)
        if firm.kind != "Company":
            continue
        form = legal.CLOSING.search(scene.text, firm.start, firm.end)
        end = form.start() if form else firm.end
        wide = _WIDE.search(scene.text, firm.start, end) if form else None
        low = firm.start if wide else firm.start + 1  # 航空|工业集团 has no word of its own
        end = wide.start() if wide else end
        closing = (scene.text[start:end] for start in range(max(low, end - _LONGEST), end))
        word = next((w for w in closing if w in tails()), "")
        entry = of_kind(scene.lexicon.names.get(word, ()), FIELDS) if not _is_vague(word) else None
        if entry and (entry.weak or wide):
            yield Found(end - len(word), end, entry.kind, entry.label, "inside:firm")


_WIDE = re.compile("(?:(?<!高)科技|技术|工业)$")  # what firms of every business add: 江州生物|技术有限公司
_PARK = re.compile("(?:科技)?产业[园基城实示]|科技[园城]|高新|(?<=软件)园|工业[园区]|小镇$|物流园$|[园城谷区]$")
_SHORTEST = 2  # characters
_LONGEST = max(map(len, tails()))  # of a line of business


def _of_zone(scene: Scene, zone: Found) -> Iterator[Found]:
    """Yield the common word between the place of a park and its head."""
    for head in _PARK.finditer(scene.text, zone.start + _SHORTEST, zone.end):
        for size in (4, 3, 2):
            start = head.start() - size
            entry = of_kind(scene.lexicon.names.get(scene.text[start : head.start()], ()), FIELDS)
            if (
                entry
                and (start > zone.start + 1 or start == zone.start)
                and not _is_vague(entry.label)
                and scene.text[start : head.start()] not in generic("fields")
            ):
                if not certain(scene.lexicon.names[scene.text[start : head.start()]]):
                    yield Found(start, head.start(), "Industry", entry.label, "inside:zone")
                return


def _is_vague(word: str) -> bool:
    """Say whether the word tells nothing of what is made or done: 制造, 装备, 信息."""
    return word in generic("makers") or word in _VAGUE
