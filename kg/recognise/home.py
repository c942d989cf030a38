"""The city, province and zone that a document is at home in: whose 市科技局, 副市长 or 管委会 speaks, the text leaves out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.lexicon import Entry, load
from kg.recognise.candidates import Found, Scene

OFFICE = "office:home"

_FAR_AHEAD = 2  # times as often as the next one is the home named
_NO_OFFICE = frozenset(
    ("人民政府", "政府", "政协", "党委", "工委", "委员会", "人大常委会")
)  # no bodies without their city
_BEFORE_OFFICE = frozenset(",。;:、!?()“”《》|/ 由与和同据从经对向及会在请为被让")


class Home(NamedTuple):
    """The labels of the city and the province that a document mostly speaks of; empty where none stands out."""

    city: str
    province: str

    def of_level(self, level: str) -> str:
        """Return the home that ``level`` means: 市 or 省."""
        return {"市": self.city, "省": self.province}[level]


def find_home(flows: Iterable[Iterable[Found]]) -> Home:
    """Return where the text of the flows' names is at home: the city and the province that it names by far most often."""
    cities: Counter[str] = Counter()
    provinces: Counter[str] = Counter()
    regions = Counter(name.name for found in flows for name in found if name.kind == "Region")
    for name, times in regions.items():
        entry = load().entry(name, "Region")
        if entry and entry.code.isdigit():
            provinces[entry.label] += times * is_province(entry)
            cities[entry.label] += times * is_city(entry)
    return Home(_foremost(cities), _foremost(provinces))


def is_city(region: Entry) -> bool:
    """Say whether a region of the list is a city, of whatever level."""
    return region.label.endswith("市") or (region.code.endswith("00") and not is_province(region))


def is_province(region: Entry) -> bool:
    """Say whether a region of the list is a province or what stands beside one; 北京 is a city."""
    return region.code.endswith("0000") and not region.label.endswith("市")


def _foremost(counted: Counter[str]) -> str:
    first, *rest = [*counted.most_common(2), ("", 0)]
    return first[0] if first[1] and first[1] >= _FAR_AHEAD * rest[0][1] else ""


def find_home_offices(scene: Scene, found: Sequence[Found], home: Home) -> Iterator[Found]:
    """Yield the offices that leave out the place they are of: 市科技局 in a text on one city."""
    for start, end, head in scene.heads:
        level = scene.text[start - 1 : start]
        if head.kind != "GovernmentBody" or level not in ("市", "省") or head.text in _NO_OFFICE:
            continue
        bounded = start == 1 or scene.text[start - 2] in _BEFORE_OFFICE
        if bounded and home.of_level(level) and not any(f.start < end and start - 1 < f.end for f in found):
            yield Found(start - 1, end, "GovernmentBody", home.of_level(level) + head.text, OFFICE)
