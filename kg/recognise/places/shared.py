"""Lists that share their last word: 乌鲁木齐、昌吉、石河子高新区 are three zones, 山东省、江苏省人民政府 two governments."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import Found, Hit, Scene, of_kind, only_with
from kg.sought import sought
from kg.words import in_dictionary, words

_REGION = frozenset(("Region",))
_WRITTEN_OUT = "省市县区州盟"


def find_shared_tails(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the members of a list of places that ends in a zone: each is a zone with the last one's head."""
    for zone in found:
        place = _place_at(scene, zone) if zone.kind == "Zone" else None
        if place is None or scene.text[place : zone.end] in _OF_ONE_PLACE:
            continue
        for start, end, entries in _listed_before(scene, zone.start):
            region = of_kind(entries, _REGION)
            if region is None or region.sort == "supra" or _written_out(scene.text[start:end]):
                break  # 江苏省、苏州市和苏州工业园区 are three names, each whole; 长三角、海南自由贸易港 two
            yield _with_tail(scene, start, end, "Zone", scene.text[place : zone.end])


_OF_ONE_PLACE = ("新区", "新城")  # 广州、南沙新区: a city and a new area in it


def _written_out(place: str) -> bool:
    """Say whether a place is named with its level: 江苏省; not 苏州."""
    return len(place) > _SHORT and place[-1] in _WRITTEN_OUT


_SHORT = 2  # characters


def find_shared_governments(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the members of a list of places of one level that ends in the government, or an office, of the last."""
    for body in found:
        tail = _OFFICE.search(scene.text, body.start, body.end) if body.kind == "GovernmentBody" else None
        if not tail or tail.end() != body.end or not body.start:
            continue
        last = scene.lexicon.entry(scene.text[body.start : tail.start()], "Region")
        for start, end, entries in _listed_before(scene, body.start) if last and last.sort else ():
            region = of_kind(entries, _REGION)
            if region is None or not last or region.sort != last.sort:
                break  # 江苏省、苏州市政府: one may hold the other
            yield _with_tail(scene, start, end, "GovernmentBody", tail.group())


_OFFICE = re.compile(
    "(?:(?:人民)?政府|(?:科技|科学技术|工业和信息化|工信|经济和信息化|发展改革|发展和改革|商务|财政|生态环境|教育)(?:厅|局|委员会|委))"
)


def _listed_before(scene: Scene, cursor: int) -> Iterator[Hit]:
    """Yield the known names of the list that goes on at ``cursor``, from right to left."""
    while cursor and scene.text[cursor - 1] in "、和与" and (before := scene.hit_by_end.get(cursor - 1)):
        yield before
        cursor = before[0]


def _with_tail(scene: Scene, start: int, end: int, kind: str, tail: str) -> Found:
    return Found(start, end, kind, scene.text[start:end] + tail, "shared-tail")


def find_shared_laboratories(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the members of a list that ends in a laboratory and leave its last word out: 甲、乙、丙国家实验室."""
    for lab in found:
        if lab.kind != "ResearchInstitute":
            continue
        tail = next((t for t in _LABORATORY if scene.text.endswith(t, lab.start, lab.end)), "")
        if not tail or scene.text[lab.start - 1 : lab.start] not in _JOINS:
            continue
        members, known = list(_words_before(scene.text, lab.start)), 0
        for at, (start, end) in enumerate(members):  # up to the first that is known to be one
            if _is_laboratory(scene, start, end, tail) or _is_own_word(scene.text[start:end]):
                known = at + 1
        for start, end in members[:known]:
            yield Found(start, end, "ResearchInstitute", scene.text[start:end] + tail, "institute:listed")


_LABORATORY = ("国家实验室", "实验室")
_JOINS = ("、", "和", "与")


def _words_before(text: str, cursor: int) -> Iterator[tuple[int, int]]:
    """Yield the members of two or three letters of the list that goes on at ``cursor``, from right to left; the last may begin before them."""
    while text[cursor - 1 : cursor] in _JOINS and (member := _MEMBER.search(text, max(0, cursor - 6), cursor - 1)):
        yield member.span()
        cursor = member.start()


_MEMBER = re.compile(
    "(?:^|(?<=[、和与在有,。;:])|(?<=支持|建设|推动|发挥|加快|推进))(?:(?![和与在有])[\u4e00-\u9fff]){2,3}$"
)


def _is_laboratory(scene: Scene, start: int, end: int, tail: str) -> bool:
    """Say whether a list has the laboratory of that name, or it is a national one that is called by its place."""
    listed = scene.lexicon.entry(scene.text[start:end] + tail, "ResearchInstitute")
    hit = scene.hit_by_start.get(start) if tail == _LABORATORY[0] else None
    return listed is not None or (hit is not None and hit[1] == end)


def _is_own_word(member: str) -> bool:
    """Say whether a member of the list is nothing but a name: 大青山、|鄂尔多斯实验室; not 高校、|鄂尔多斯实验室."""
    return all(word.tag in _NAMES or not in_dictionary(word.text) for word in words(member))


_NAMES = ("ns", "nr", "nz", "nrt", "nt")
_LIST = 2
_COUNTED_HEAD = sought(
    r"(?:等|等?(?:[0-9]{1,4}+|[二两三四五六七八九十]{1,4}+)[个家]?)(?:国家级?|省级)?(高新技术产业开发区|高新区|经济技术开发区|经开区|分园|片区)"
)


@only_with(_COUNTED_HEAD)
def find_counted_tails(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the members of a list that a counted head closes: 南京、苏州、无锡等8个高新区 are zones of these places."""
    for match in scene.matches(_COUNTED_HEAD):
        cursor = match.start()
        members = []
        while hit := scene.hit_by_end.get(cursor):
            if not of_kind(hit[2], _REGION) or _written_out(scene.text[hit[0] : hit[1]]):
                break
            members.append(hit)
            cursor = hit[0]
            if cursor and scene.text[cursor - 1] in "、和与":
                cursor -= 1
        if len(members) >= _LIST:
            for start, end, _entries in members:
                yield Found(start, end, "Zone", scene.text[start:end] + match.group(1), "counted-tail")


def _place_at(scene: Scene, zone: Found) -> int | None:
    """Return where the place ends that the zone's name begins with, if its last word follows at once."""
    text = scene.text[zone.start : zone.end]
    heads = [start for start, end, _ in scene.lexicon.find_heads(text) if end == len(text)]
    if not heads or not heads[0]:
        return None
    return zone.start + heads[0] if of_kind(scene.lexicon.names.get(text[: heads[0]], ()), _REGION) else None
