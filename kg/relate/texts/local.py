"""What a text leaves out where it is clear of which place it speaks: where 市政府 beside 苏州市委 lies, whose mayor is meant."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.lexicon import is_country, load
from kg.recognise import Found
from kg.recognise.bodies.offices import SIBLING
from kg.recognise.candidates import PLACES
from kg.recognise.places.home import LEVELS, Home
from kg.relate.claims import Stated
from kg.relate.groups import Group
from kg.relate.names import lies_in
from kg.relate.slots import top_level

_MOST_BEFORE = 40
_TITLE = re.compile(
    r"(?:(?:^|[,。;:!\s由]|[省区]委常委、)(?:(?:原|时任)?([市县区州])(?:委(?:书记|副书记|常委)|人大常委会(?:党组书记、|副)*主任|政协(?:党组书记、|副)*主席)|(?:常务|副|代|代理)*([市县区州])长|([市县区州])政府(?:副?秘书长|党组成员|办公室主任))"
    r"|(?:^|[,。;:!\s、])自治(?P<own>区)(?:党委(?:副?书记|常委)|(?:人民)?(?:政府)?(?:代|副)?主席))(?:、[^、,。;:]{1,14})*$"
)
_LEADERS = re.compile(
    r"(?:^|[,。;:!?“”()\n、和])[^,。;:!?“”()\n、和]{0,10}(?<!省)(?P<level>市|省)领导$"
)  # 省市领导: of either


class Places:
    """The places that a document names, by label, and the one of each level where it is at home."""

    def __init__(self, named: Iterable[Iterable[Found]], home: Home) -> None:
        self._home = home
        self._named: dict[str, Found] = {}
        for found in named:
            for name in found:
                if name.kind in PLACES:
                    self._named.setdefault(_label(name.name), name)

    def named(self, label: str) -> Found | None:
        """Return the first place that is called by ``label``, however the text writes it."""
        return self._named.get(_label(label))

    def home(self, level: str) -> Found | None:
        """Return the place of ``level`` that the document is about."""
        return self._named.get(self._home.of_level(level))


def homes(places: Places) -> dict[str, Group]:
    """Return the places that the document is about as what its sentences may speak of, by the last letter of their names."""
    return {level: _alone(place) for level in LEVELS if (place := places.home(level))}


def about(named: Sequence[Sequence[Found]]) -> Group | None:
    """Return the one region that all of a document is about, whose names are ``named`` flow by flow: it opens with it, names nobody
    more often, and hardly a place that neither holds it nor lies in it."""
    spoken = [
        name for found in named for name in top_level(found) if name.kind in _SPOKEN_OF and not is_country(name.name)
    ]
    counted = Counter((name.kind, name.name) for name in spoken)
    (kind, region), times = counted.most_common(1)[0] if counted else (("", ""), 0)
    if kind != "Region" or times < _OFTEN:
        return None
    regions = [name.name for name in spoken if name.kind == "Region"]
    fitting = sum(name == region or lies_in(name, region) or lies_in(region, name) for name in regions)
    first = next((name for found in named[:_OPENING] for name in found if name.name == region), None)
    return _alone(first) if first and fitting >= _NEARLY_ALL * len(regions) else None


_SPOKEN_OF = frozenset((*PLACES, "Company", "ResearchInstitute", "University", "Cluster"))
_OFTEN = 2  # mentions
_OPENING = 2  # flows: a headline and what it stands over
_NEARLY_ALL = 0.8


def _alone(place: Found) -> Group:
    return Group(place.start, place.end, frozenset((place.kind,)), "", (place,))


def _label(name: str) -> str:
    entry = load().entry(name, "Region") or load().entry(name, "Zone")
    return entry.label if entry else name


def local_claims(flow: str, found: Sequence[Found], places: Places) -> Iterator[Stated]:
    """Yield where offices lie that are named beside another of their place, and for which place its officials work."""
    yield from _offices(flow, found, places)
    led = None
    end = 0
    for person in found:
        if person.kind != "Person":
            continue
        low = _titles_from(flow, end, person.start)
        before = flow[low : person.start].rstrip()
        together = flow[end : person.start] == "、"
        leaders = _LEADERS.search(before)
        led, end = places.home(leaders["level"]) if leaders else led if together else None, person.end
        if led:
            yield _works(person, led, "local.leaders")
        elif home := _own(before, low, person, found, places):
            yield _works(person, home, "local.official")


def _titles_from(flow: str, end: int, start: int) -> int:
    """Return from where on the titles of the person at ``start`` are looked for: behind the person before, who ends at ``end``."""
    after = end + flow.startswith(("、", "和", "及"), end)
    return max(after, start - _MOST_BEFORE, 0)


def _offices(flow: str, found: Sequence[Found], places: Places) -> Iterator[Stated]:
    """Yield where offices lie that share the place of the one beside them: 苏州市委、|市政府.

    Of 市科技局 alone nothing tells the place but the text as a whole.
    """
    starts = {name.start for name in found if name.kind in PLACES}
    for office in found:
        if office.rule == SIBLING and office.start not in starts:
            written = flow[office.start : office.end]
            before = office.name.removesuffix(written)
            place = places.named(before + written[0]) or places.named(before)
            if place:
                yield Stated(office, "locatedIn", place, office.start, office.end, "local.office", 0.9)


def _own(before: str, low: int, person: Found, found: Sequence[Found], places: Places) -> Found | None:
    """Return the place at home whose official the titles ``before`` a person, from ``low`` on, make of him."""
    title = _TITLE.search(before)
    home = places.home(next(filter(None, title.groups()))) if title else None
    if title and title["own"] and home and not home.name.endswith("自治区"):
        return None
    if title and home and _named_there(found, low + title.start(), person.start):
        return home if _MAYOR_TOO.search(title.group()) else None  # |市委|常委、副市长 is named without the city
    return home


_MAYOR_TOO = re.compile("、(?:常务|副|代理|代)*[市县区州]长(?:、|$)")


def _named_there(found: Sequence[Found], start: int, end: int) -> bool:
    """Say whether the title names its place after all: the party committee of a city that was named before."""
    return any(f.kind in ("GovernmentBody", "Region") and start <= f.start <= start + 2 and f.end <= end for f in found)


def _works(person: Found, place: Found, rule: str) -> Stated:
    return Stated(person, "worksFor", place, person.start, person.end, rule, 0.8)
