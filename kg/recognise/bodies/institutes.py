"""What an institute or cluster works on by its name: 机器人 in 协同创新|机器人|研究院."""

import re
from collections.abc import Iterator

from kg.lexicon import generic, load
from kg.recognise.candidates import FIELDS, PLACES_AND_BODIES, Found, Scene, of_kind
from kg.words import in_dictionary, words

_OF_INDUSTRY = re.compile("(?:制造业)?创新中心|产业")  # such bodies serve an industry, all others follow a direction
_PROPER = ("ns", "nr", "nz", "nt")
_GRANTS = frozenset(("Region", "GovernmentBody"))
_GRADES = frozenset("先进 高端 新型 智能 数字 绿色 基础 关键 核心 精密 未来".split())
_FIELD_JOIN = re.compile("[与和及]|行业")
_LANDSCAPE = tuple("湖山江河岛湾洲荡港")  # 练秋湖 is where it stands
_TELLING_FIELD = 3  # characters of one that no list has: 社会, 环境, 艺术 say little


def fields_inside(scene: Scene, start: int, end: int, shortest: int = _TELLING_FIELD) -> Iterator[Found]:
    """Yield what an institute or cluster works on by its name: what stands between its place or parent and its head.

    Args:
        scene: the flow.
        start: where the name begins.
        end: where its head begins.
        shortest: how many characters a field has that no list knows.
    """
    cursor = start
    while (hit := scene.hit_by_start.get(cursor)) and hit[1] <= end and of_kind(hit[2], PLACES_AND_BODIES):
        cursor = hit[1]
    cursor += 2 * scene.text.startswith(("国家", "全国"), cursor)
    granted = scene.hit_by_end.get(end)
    if granted and granted[0] > cursor and of_kind(granted[2], _GRANTS):
        end = granted[0]  # 绿色制造|山东省|实验室
    for piece in _pieces(scene.text, cursor, end):
        low, high = _past_known(scene, *_ungeneric(scene.text, *piece), piece[1])
        text = scene.text[low:high]
        entry = of_kind(scene.lexicon.names.get(text, ()), FIELDS)
        known = entry is not None or not text.endswith(_LANDSCAPE)
        if known and high - low >= (2 if entry else shortest) and all(w.inner for w in words(text)):
            trade = _OF_INDUSTRY.match(scene.text, end) or scene.text.startswith("行业", high)
            kind = entry.kind if entry else "Industry" if trade else "Technology"
            yield Found(low, high, kind, entry.label if entry else text, "inside:institute")


def _past_known(scene: Scene, low: int, high: int, end: int) -> tuple[int, int]:
    """Return where the known field stands whose last letter the segmenter cuts off, else the stretch itself: 江楚石墨|烯."""
    starts = range(low, high) if low < high < end else ()
    known = (at for at in starts if of_kind(scene.lexicon.names.get(scene.text[at:end], ()), FIELDS))
    start = next(known, None)
    return (low, high) if start is None else (start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _FIELD_JOIN.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _ungeneric(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop generic words from both ends of a field (协同|创新|机器人)."""
    found = []
    for word in words(text[start:end]):
        found.append((start, start + len(word.text), word.text))
        start += len(word.text)
    while len(found) > 1 and (_is_proper(found[0][2]) or _is_own(found[0][2], text[found[1][0] : end])):
        del found[0]  # 之江|先进计算, 智源|人工智能
    keep = [i for i, (_, _, word) in enumerate(found) if word not in generic("institutes") and len(word) >= 2]
    if not any(found[i][2] not in _GRADES for i in keep) or _says_no_trade(found[keep[-1]][2]):
        return start, start
    while found[keep[-1]][2] in _GRADES:  # 药物|先进|研究院
        del keep[-1]
    last = keep[-1]
    if last + 1 < len(found) and found[last + 1][2] in ("技术", "工程"):
        last += 1  # 食品生物|技术|联合
    return found[keep[0]][0], found[last][1]


def _says_no_trade(last: str) -> bool:
    """Say whether the last word is that of a place or a person: 卡文迪许|实验室."""
    return last not in load().names and words(last)[0].tag in _OF_SOMEBODY


_OF_SOMEBODY = ("ns", "nr", "nrt")


def _is_own(word: str, rest: str) -> bool:
    """Say whether no dictionary has the word, and a known field follows it."""
    return not in_dictionary(word) and of_kind(load().names.get(rest, ()), FIELDS) is not None


def _is_proper(word: str) -> bool:
    return word != "城市" and word not in load().names and words(word)[0].tag in _PROPER
