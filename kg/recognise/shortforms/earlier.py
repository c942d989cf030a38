"""What a document has named so far, as far as its short forms may mean it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from kg.lexicon import load
from kg.recognise.candidates import BODIES, PLACES, Found, certain
from kg.recognise.firms.introduced import INTRODUCED
from kg.recognise.firms.shortened import short_forms

# Heads whose bare form points back to a name that ends in it.
BACK_REFERENCES = (
    "高新区 经开区 开发区 新区 自贸区 自贸港 科学城 科技城 示范区 保税区 产业园 科技园 工业园 临空经济区 自创区 "
    "市政府 市委 省政府 省委 县委 县政府 管委会 研究院 研究所 实验室 集团 自贸试验区 合作区 企业园 "
    "科创走廊 自由贸易港 孵化器 联盟 片区 综试区 综保区 火炬高新区 火炬开发区"
).split()
_HEADS = frozenset(BACK_REFERENCES)
_HEAD_LENGTHS = sorted(set(map(len, BACK_REFERENCES)))
REFERRED = BODIES | {"Zone"}


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
            if name.kind in REFERRED:
                for head in _short_heads(name.name):
                    self._last[head] = name
                self._by_ending[name.kind + name.name[-_ENDING:]].add(name.name)
                self._by_opening[name.kind + name.name[:OPENING]].add(name.name)
                if name.kind == "Company" and (name.rule.startswith(COINED) or name.end - name.start == len(name.name)):
                    self._add_firm(name.name, itself=name.rule == INTRODUCED)
                if name.kind == "Zone":
                    self._add_zone(name.name)
            elif name.rule == "title:decree":
                self.decree = name

    def _add_zone(self, name: str) -> None:
        self.zones.add(name)
        core = _zone_core(name)
        if core and core != name:
            known = self.cores.setdefault(core[:OPENING], {})
            known[core] = name if known.get(core, name) == name else ""  # of two zones of one word neither

    def _add_firm(self, name: str, *, itself: bool) -> None:
        for short in (*short_forms(name), *([name] if itself else ())):
            self.firms.setdefault(short[:OPENING], {}).setdefault(short, name)

    def fuller(self, name: Found) -> str:
        """Return the one longer name of its kind that ``name`` shortens, or nothing.

        It ends in all of it (现代农业产业园 after 汕头…现代农业产业园), or it holds more between its place and its head
        (清河产业园 after 清河羊绒产业园).
        """
        if len(name.name) >= _ENDING:
            ends = self._by_ending.get(name.kind + name.name[-_ENDING:], set())
            if one := only(n for n in _few(ends) if n.endswith(name.name)):
                return one if one != name.name else ""
        head = name.rule.removeprefix("head:")
        place = name.name.removesuffix(head)
        shortens = name.kind != "GovernmentBody" and len(place) >= OPENING
        opens = self._by_opening.get(name.kind + name.name[:OPENING], set()) if shortens else set()
        one = only(n for n in _few(opens) if _widens(n, place, head))
        return one if one != name.name else ""

    def last(self, head: str) -> Found | None:
        """Return the last body or zone that ``head`` can mean."""
        return self._last.get(head)


@lru_cache(maxsize=8192)
def _short_heads(name: str) -> tuple[str, ...]:
    heads = [name[-length:] for length in _HEAD_LENGTHS if name[-length:] in _HEADS]
    if "高新区" not in heads and ends_in(name, "高新区"):
        heads.append("高新区")
    return tuple(heads)


_TYPES = re.compile(
    "(?:国家级?)?(?:高新区|高新技术产业开发区|新技术开发区|高新技术产业园区|高科技园区|经开区|经济技术开发区|经济开发区|开发区|新区|科学城|自贸区|保税区)$"
)


@lru_cache(maxsize=8192)
def _zone_core(name: str) -> str:
    """Return the word of a zone's name that stands between its place and what sort of zone it is, or nothing: 张江 of 上海张江高新区."""
    own = _TYPES.sub("", name)
    if own == name:
        return ""
    entries = load().names
    while size := next((n for n in (5, 4, 3, 2) if n < len(own) and _is_region(own[:n])), 0):
        own = own[size:]
    known = certain(entries.get(own, ()))
    return own if len(own) >= OPENING and (known is None or known.kind == "Zone") else ""


def _is_region(word: str) -> bool:
    known = certain(load().names.get(word, ()))
    return known is not None and known.kind == "Region"


COINED = ("head:", "brand", "list-of-firms")


def ends_in(name: str, head: str) -> bool:
    """Say whether ``name`` can be called by ``head``: it ends so, or, for 高新区, in what is one by another word."""
    return name.endswith(head) or (
        head == "高新区" and name.endswith(("高新技术产业开发区", "高新技术产业园区", "张江", "光谷"))
    )


_ENDING = 6  # characters: what names that may be one have in common at least


OPENING = 2  # characters of a place
_MANY = 32  # names that open or end alike: more are a list of things, none of which is the one that is meant


def _few(names: set[str]) -> list[str]:
    return sorted(names) if len(names) <= _MANY else []


def only(names: Iterable[str]) -> str:
    """Return the one of ``names``, or nothing."""
    found = list(names)
    return found[0] if len(found) == 1 else ""


def _widens(name: str, place: str, head: str) -> bool:
    """Say whether ``name`` says more between ``place`` and ``head``, and not a place inside it: 无锡锡山开发区 is not 无锡开发区."""
    if not (name.startswith(place) and name.endswith(head)):
        return False
    middle = name[len(place) : len(name) - len(head)]
    return not any(e.kind in PLACES for n in range(2, 5) for e in load().names.get(middle[:n], ()))
