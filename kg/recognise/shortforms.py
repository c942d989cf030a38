"""Short forms within a document: 高新区 after 苏州高新区, 市政府 after 广州市政府, (以下简称…), 中科院 for 中国科学院."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.lexicon import load
from kg.recognise.candidates import BODIES, FIELDS, PLACES, Found, Scene, certain
from kg.recognise.firms.brands import short_forms
from kg.recognise.firms.introduced import INTRODUCED
from kg.recognise.places.home import Home
from kg.words import in_dictionary

_DEFINED = re.compile(r"\((?:以下)?(?:简称|统称|下称|英文缩写)?(?:为|:)?[“]?([^()“”,。]{2,16})[”]?\)")
_GENERIC_BEFORE = re.compile(
    r"(?:国家|全国|各|省级|国家级|\d+[家个]|[一二三四五六七八九十百]+[家个]|多[家个]|我国|个|家|该类|建设|类|批|所有|世界一流|我|外|旧|老|新|大|小|主)$"
)
# Heads whose bare form points back to a name that ends in it.
BACK_REFERENCES = (
    "高新区 经开区 开发区 新区 自贸区 自贸港 科学城 科技城 示范区 保税区 产业园 科技园 工业园 临空经济区 自创区 "
    "市政府 市委 省政府 省委 县委 县政府 管委会 研究院 研究所 实验室 集团 自贸试验区 合作区 企业园 "
    "科创走廊 自由贸易港 孵化器 联盟 片区 综试区 综保区"
).split()
_HEADS = frozenset(BACK_REFERENCES)
_HEAD_LENGTHS = sorted(set(map(len, BACK_REFERENCES)))
_OF_PARK = re.compile("园区(?:管委会|党工委|管理委员会)")
_BACK = re.compile("|".join((_OF_PARK.pattern, *sorted(BACK_REFERENCES, key=lambda h: (-len(h), h)))))
_CLASSY = frozenset(
    ("研究院", "研究所", "实验室", "产业园", "科技园", "工业园", "示范区", "孵化器", "联盟", "合作区", "集团", "开发区")
)
_REFERRED = BODIES | {"Zone"}
_NO_NAME_AFTER = re.compile("[们化0-9]")
_THIS = re.compile(r"(?:该|这个|这家|此|我们|咱们|本)$")


def find_defined(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the short forms that a bracket right after a name defines."""
    for name in found:
        match = _DEFINED.match(scene.text, name.end) if scene.text.startswith("(", name.end) else None
        if (
            match
            and "、" not in match[1]
            and ("简称" in match.group() or "下称" in match.group() or "统称" in match.group())
        ):
            yield Found(match.start(1), match.end(1), name.kind, name.name, "short:defined")


class Earlier:
    """What a document has named so far, as far as short forms may mean it: one name a head, not all of them."""

    def __init__(self) -> None:
        self.decree: Found | None = None  # the last that a heading was
        self.firms: dict[str, dict[str, str]] = {}  # by how they begin: short names of firms and what they stand for
        self.zones: set[str] = set()
        self.cores: dict[str, dict[str, str]] = {}  # by how they begin: the own words of zones, and whose they are
        self.titles: set[str] = set()
        self._last: dict[str, Found] = {}
        self._by_ending: dict[str, set[str]] = defaultdict(set)
        self._by_opening: dict[str, set[str]] = defaultdict(set)

    def add(self, found: Iterable[Found]) -> None:
        """Take note of the names of a flow, in reading order."""
        for name in found:
            if name.kind in _REFERRED:
                self._last.update(dict.fromkeys(_short_heads(name.name), name))
                self._by_ending[name.kind + name.name[-_ENDING:]].add(name.name)
                self._by_opening[name.kind + name.name[:_OPENING]].add(name.name)
                if name.kind == "Company" and (
                    name.rule.startswith(_COINED) or name.end - name.start == len(name.name)
                ):
                    self._add_firm(name.name, itself=name.rule == INTRODUCED)
                if name.kind == "Zone":
                    self._add_zone(name.name)
            elif name.rule == "title:decree":
                self.decree = name

    def _add_zone(self, name: str) -> None:
        self.zones.add(name)
        core = zone_core(name)
        if core and core != name:
            known = self.cores.setdefault(core[:_OPENING], {})
            known[core] = name if known.get(core, name) == name else ""  # of two zones of one word neither

    def _add_firm(self, name: str, *, itself: bool) -> None:
        for short in (*short_forms(name), *([name] if itself else ())):
            self.firms.setdefault(short[:_OPENING], {}).setdefault(short, name)

    def fuller(self, name: Found) -> str:
        """Return the one longer name of its kind that ``name`` shortens, or nothing.

        It ends in all of it (现代农业产业园 after 汕头…现代农业产业园), or it holds more between its place and its head
        (清河产业园 after 清河羊绒产业园).
        """
        if len(name.name) >= _ENDING:
            ends = self._by_ending.get(name.kind + name.name[-_ENDING:], set())
            if one := _only(n for n in _few(ends) if n.endswith(name.name)):
                return one if one != name.name else ""
        head = name.rule.removeprefix("head:")
        place = name.name.removesuffix(head)
        shortens = name.kind != "GovernmentBody" and len(place) >= _OPENING
        opens = self._by_opening.get(name.kind + name.name[:_OPENING], set()) if shortens else set()
        one = _only(n for n in _few(opens) if _widens(n, place, head))
        return one if one != name.name else ""

    def last(self, head: str) -> Found | None:
        """Return the last body or zone that ``head`` can mean."""
        return self._last.get(head)


@lru_cache(maxsize=8192)
def _short_heads(name: str) -> tuple[str, ...]:
    heads = [name[-length:] for length in _HEAD_LENGTHS if name[-length:] in _HEADS]
    if "高新区" not in heads and _ends_in(name, "高新区"):
        heads.append("高新区")
    return tuple(heads)


def find_back_references(scene: Scene, found: list[Found], earlier: Earlier, home: Home) -> Iterator[Found]:
    """Yield bare heads that mean the last name before them which ends in the head, or the zone of the city at ``home``."""
    heads = [match.span() for match in _BACK.finditer(scene.text)]
    here = sorted((f for f in found if f.kind in _REFERRED), key=lambda f: f.start) if heads else []
    for start, end in heads:
        head = scene.text[start:end]
        if any(f.start <= start and end <= f.end for f in found):
            continue
        if head == "管委会" and (committee := _by_its_ending(scene, start, end, here, earlier)):
            yield committee
            continue
        if not _stands_alone(scene, start, end, head):
            continue
        if _OF_PARK.fullmatch(head):
            yield from _committee_of_park(start, end, head, here, earlier)
            continue
        meant = next((f for f in reversed(here) if f.end <= start and _ends_in(f.name, head)), None)
        target = meant or earlier.last(head)
        if head == "管委会" and (party := _party_committee(here, start)):
            yield Found(start, end, "GovernmentBody", party.removesuffix(_PARTY) + head, COMMITTEE)
        elif target:
            yield from _with_committee(scene, Found(start, end, target.kind, target.name, "short:back-reference"))
        elif head in _OF_A_CITY and (city := home.city()):
            yield from _with_committee(scene, Found(start, end, "Zone", city + head, "short:zone-of-city"))
        elif head == "管委会" and (zone := _only_zone(here, start, earlier)):
            yield Found(start, end, "GovernmentBody", zone + head, COMMITTEE)


def find_short_firms(scene: Scene, found: list[Found], earlier: Earlier) -> Iterator[Found]:
    """Yield the firms that are called by their own word once their name was said: 安天 after 安天科技股份有限公司."""
    for start, end, name in _called(scene, earlier.firms, found):
        yield Found(start, end, "Company", name, "short:firm")


def _called(scene: Scene, named: dict[str, dict[str, str]], found: list[Found]) -> Iterator[tuple[int, int, str]]:
    """Yield where something is called by the longest of its short names, as (start, end, name), from the left.

    Args:
        scene: the flow.
        named: by how they begin, short names and what they stand for; what stands for nothing is shared.
        found: the names found in the flow.
    """
    for at, called in sorted(_opened(scene.text, named), key=_where):
        short = max((s for s in called if called[s] and scene.text.startswith(s, at)), key=len, default="")
        if short and _is_called(scene, at, at + len(short), found):
            yield at, at + len(short), called[short]


def _opened(text: str, named: dict[str, dict[str, str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield where one of ``named`` may be called in ``text``, and the short names that open so."""
    for opening, called in named.items():
        at = text.find(opening)
        while at >= 0:
            yield at, called
            at = text.find(opening, at + 1)


def find_short_zones(scene: Scene, found: list[Found], earlier: Earlier) -> Iterator[Found]:
    """Yield the zones that are called by their own word once their name was said: 东戴河 after 东戴河新区, where no list has the word."""
    for start, end, name in _called(scene, earlier.cores, found):
        free = not any(f.start < end and start < f.end for f in found)
        if free and _is_own_word(scene.text[start:end], scene.text[end : end + 1]):
            yield Found(start, end, "Zone", name, "short:zone")


def _is_own_word(core: str, following: str) -> bool:
    """Say whether ``core`` means nothing else and is not the beginning of another name: 东戴河|镇."""
    return not in_dictionary(core) and not _ZONE_GOES_ON.match(following)


_ZONE_GOES_ON = re.compile("[新老高经开科自国保综工产示试合区城园镇乡街道路村港湾山河湖]")
_TYPES = re.compile(
    "(?:国家级?)?(?:高新区|高新技术产业开发区|新技术开发区|高新技术产业园区|高科技园区|经开区|经济技术开发区|经济开发区|开发区|新区|科学城|自贸区|保税区)$"
)


@lru_cache(maxsize=8192)
def zone_core(name: str) -> str:
    """Return the word of a zone's name that stands between its place and what sort of zone it is, or nothing: 张江 of 上海张江高新区."""
    own = _TYPES.sub("", name)
    if own == name:
        return ""
    entries = load().names
    while size := next((n for n in (5, 4, 3, 2) if n < len(own) and _is_region(own[:n])), 0):
        own = own[size:]
    known = certain(entries.get(own, ()))
    return own if len(own) >= _OPENING and (known is None or known.kind == "Zone") else ""


def _is_region(word: str) -> bool:
    known = certain(load().names.get(word, ()))
    return known is not None and known.kind == "Region"


def zones_in_full(found: Iterable[Found], earlier: Earlier) -> list[Found]:
    """Return ``found`` with each zone that a list knows by its own word alone called as the one zone of that word: 张江."""
    return [
        _zone_in_full(one, earlier) if one.kind == "Zone" and len(one.name) <= _SHORT_CORE else one for one in found
    ]


def _zone_in_full(one: Found, earlier: Earlier) -> Found:
    full = earlier.cores.get(one.name[:_OPENING], {}).get(one.name)
    return one._replace(name=full) if full else one


_SHORT_CORE = 4  # characters


def _where(opened: tuple[int, dict[str, str]]) -> int:
    return opened[0]


def firms_in_full(found: Iterable[Found], earlier: Earlier) -> list[Found]:
    """Return ``found`` with each firm that shortens the name of one that was said called by that name: 安天公司, 安天科技."""
    return [
        _firm_in_full(one, earlier) if one.kind == "Company" and one.rule.startswith(_COINED) else one for one in found
    ]


def titles_in_full(found: Iterable[Found], earlier: Earlier) -> list[Found]:
    """Return ``found`` with each short title called by the one longer title that was said and ends so: 《总体规划》, 《规划》."""
    return [_title_in_full(one, earlier) if one.kind == "Policy" else one for one in found]


def _title_in_full(one: Found, earlier: Earlier) -> Found:
    if len(one.name) > _SHORT_TITLE:
        earlier.titles.add(one.name)
        return one
    full = _only(title for title in earlier.titles if _YEARS.sub("", title).endswith(one.name))
    return one._replace(name=full) if full else one


_SHORT_TITLE = 6  # characters
_YEARS = re.compile(r"\([^()]*\)$")  # of a plan, behind its title


def _firm_in_full(one: Found, earlier: Earlier) -> Found:
    short = one.name.removesuffix("公司")
    full = earlier.firms.get(short[:_OPENING], {}).get(short)
    return one._replace(name=full) if full else one


def _is_called(scene: Scene, start: int, end: int, found: list[Found]) -> bool:
    if any(f.start < end and start < f.end and f.kind not in FIELDS for f in found):
        return False
    begins = scene.begins_word(start) or scene.text[start - 1] in _OPENS
    return begins and (end - start > _OPENING or scene.at_boundaries(start, end))


_COINED = ("head:", "brand", "list-of-firms")
_OPENS = frozenset("的在与和及向对由从为被把让是给使到")


def _with_committee(scene: Scene, zone: Found) -> Iterator[Found]:
    """Yield a zone's short form, and the zone's committee where it is part of that one's name: 高新区管委会."""
    yield zone
    body = _COMMITTEE.match(scene.text, zone.end) if zone.kind == "Zone" else None
    if body:
        yield Found(zone.start, body.end(), "GovernmentBody", zone.name + body.group(), COMMITTEE)


def _committee_of_park(start: int, end: int, head: str, here: Iterable[Found], earlier: Earlier) -> Iterator[Found]:
    """Yield the committee of the last park before it in the flow, or of the only zone that has one: 园区管委会."""
    parks = [f.name for f in here if f.kind == "Zone" and f.end <= start and f.name.endswith(_PARKS)]
    if zone := parks[-1] if parks else _only_zone(here, start, earlier):
        yield Found(start, end, "GovernmentBody", zone + head.removeprefix("园区"), COMMITTEE)


def _by_its_ending(scene: Scene, start: int, end: int, here: Iterable[Found], earlier: Earlier) -> Found | None:
    """Return the committee of the one zone before it whose name ends in the word that stands before 管委会: 汽车城|管委会."""
    zones = earlier.zones.union(f.name for f in here if f.kind == "Zone" and f.end < start)
    for size in _ENDINGS if zones else ():
        word = scene.text[max(0, start - size) : start]
        meant = _only(zone for zone in zones if zone.endswith(word) and zone != word)
        if meant and scene.begins_word(start - size):
            return Found(start - size, end, "GovernmentBody", meant + scene.text[start:end], COMMITTEE)
    return None


_ENDINGS = (5, 4, 3)  # characters


def _only_zone(here: Iterable[Found], start: int, earlier: Earlier) -> str:
    """Return the one zone with a committee that the text has spoken of so far, or nothing."""
    zones = earlier.zones.union(f.name for f in here if f.kind == "Zone" and f.start < start)
    return _only(zone for zone in zones if zone.endswith(_HAS_COMMITTEE))


def _party_committee(here: Iterable[Found], start: int) -> str:
    """Return the zone's party committee that stands a few words before: 高新区党工委副书记、|管委会主任."""
    return _only(f.name for f in here if f.name.endswith(_PARTY) and 0 < start - f.end <= _ONE_OFFICE)


_PARTY = "党工委"
_ONE_OFFICE = 6  # characters from one office of a person to the next
COMMITTEE = "short:committee"
_COMMITTEE = re.compile("管委会|党工委|管理委员会")
_PARKS = ("园区", "产业园", "科技园", "工业园", "高新区", "经开区", "开发区", "新区", "合作区")
_HAS_COMMITTEE = ("高新区", "经开区", "开发区", "新区", "合作区", "示范区", "自贸区", "科学城")
_OF_A_CITY = ("高新区", "经开区")  # a city has one of each


def _ends_in(name: str, head: str) -> bool:
    return name.endswith(head) or (
        head == "高新区" and name.endswith(("高新技术产业开发区", "高新技术产业园区", "张江", "光谷"))
    )


def _stands_alone(scene: Scene, start: int, end: int, head: str) -> bool:
    before = scene.text[max(0, start - 5) : start]
    if _GENERIC_BEFORE.search(before):
        return False
    if head in _CLASSY and not _THIS.search(before):
        return False
    if (
        before
        and before[-1]
        not in "。,;:!?、“”《》() 在的了对向从由为以与和及让使把将被是到入给该据于得为家于前后至如,而且并"
        and not _THIS.search(before)
    ):
        return False
    return not _NO_NAME_AFTER.match(scene.text, end)


def number_titles(scene: Scene, found: list[Found], earlier: Earlier) -> list[Found]:
    """Return ``found`` with each decree's number named by its title: behind it in brackets, or on the line below it."""
    if not any(f.rule == "title:number" for f in found):
        return found
    titles = [f for f in found if f.kind == "Policy" and f.rule != "title:number"]
    heading = earlier.decree
    named = []
    for one in found:
        if one.rule == "title:number":
            before = next((t for t in titles if scene.text[t.end : one.start].strip("》") == "("), None)
            title = before or (heading if one.end - one.start == len(scene.text.strip()) else None)
            one = one._replace(name=title.name) if title else one
        named.append(one)
    return named


def full_titles(found: Iterable[Found]) -> dict[str, str]:
    """Return which short titles of a document (《意见》) stand for its one longer title that ends in them."""
    titles = sorted({f.name for f in found if f.kind == "Policy"})
    by_ending: dict[str, list[str]] = defaultdict(list)
    for title in titles:
        core = title.removesuffix(")")
        for length in range(1, min(_SHORT_TITLE, len(core)) + 1):
            by_ending[core[-length:]].append(title)
    full = {}
    for short in titles:
        longer = [t for t in by_ending.get(short, ()) if t != short]
        if len(longer) == 1:
            full[short] = longer[0]
    return full


_SHORT_TITLE = 4
_ENDING = 6  # characters: what names that may be one have in common at least


_OPENING = 2  # characters of a place
_MANY = 32  # names that open or end alike: more are a list of things, none of which is the one that is meant


def _few(names: set[str]) -> list[str]:
    return sorted(names) if len(names) <= _MANY else []


def _only(names: Iterable[str]) -> str:
    """Return the one of ``names``, or nothing."""
    found = list(names)
    return found[0] if len(found) == 1 else ""


def _widens(name: str, place: str, head: str) -> bool:
    """Say whether ``name`` says more between ``place`` and ``head``, and not a place inside it: 无锡锡山开发区 is not 无锡开发区."""
    if not (name.startswith(place) and name.endswith(head)):
        return False
    middle = name[len(place) : len(name) - len(head)]
    return not any(e.kind in PLACES for n in range(2, 5) for e in load().names.get(middle[:n], ()))


def in_full(found: Iterable[Found], earlier: Earlier) -> list[Found]:
    """Return ``found`` with each name that was grown by its head called by the longer name before it that ends in it."""
    return [_in_full(one, earlier) if one.rule.startswith("head:") else one for one in found]


_GRADES = ("国家", "省级", "市级")


def _in_full(one: Found, earlier: Earlier) -> Found:
    titled = one.name.startswith(_GRADES)  # what many places may be: 国家现代农业产业园
    full = earlier.fuller(one) if one.kind in _REFERRED and not titled else ""
    return one._replace(name=full) if full else one
