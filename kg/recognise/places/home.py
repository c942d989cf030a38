"""Where a document is at home, decided once: whose 市科技局, 县长 or 高新区 is meant, the text leaves out."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.lexicon import load
from kg.recognise.candidates import BODIES, Found, Scene

OFFICE = "office:home"
LEVELS = "省市州县区"

_BODIES = BODIES - {"GovernmentBody"}
_LEAST_SHARE = 0.6  # of the mentions of places of one level; where two cities are spoken of, 市长 may be either's
_NO_OFFICE = frozenset(  # no bodies without their city; 区|县政府 are those of many places
    (
        *("人民政府", "政府", "政协", "党委", "工委", "委员会", "人大常委会"),
        *(level + office for level in LEVELS for office in ("政府", "人民政府", "委")),
    )
)
_BEFORE_OFFICE = frozenset(",。;:、!?()“”《》|/ 由与和同据从经对向及会在请为被让")
_ASKED = ("联合", "责成", "组织", "要求", "协调", "督促", "报送")


class Home(NamedTuple):
    """The labels of the places that a document is about, by the last letter of their names: one a level, or none."""

    labels: Mapping[str, str]

    def of_level(self, level: str) -> str:
        """Return the label of the home that ``level`` means, one of :data:`LEVELS`; empty where no place stands out.

        The province of a text on one city is that city's, though it is not named.
        """
        return self.labels.get(level, "") or (self._province() if level == "省" else "")

    def _province(self) -> str:
        city = load().entry(self.labels.get("市", ""), "Region")
        province = city and _provinces().get(city.code[:2], "")
        return province if province and province.endswith("省") else ""

    def city(self) -> str:
        """Return the short name of the home if it is a prefecture-level city, which has one 高新区 and one 经开区."""
        entry = load().entry(self.of_level("市"), "Region")
        of_province = entry and entry.code.endswith("00") and not entry.code.endswith("0000")
        return self.of_level("市").removesuffix("市") if of_province else ""


@cache
def _provinces() -> dict[str, str]:
    """Return the provinces' names by the first digits of their codes."""
    entries = (entry for several in load().names.values() for entry in several if entry.kind == "Region")
    return {entry.code[:2]: entry.label for entry in entries if entry.code.endswith("0000")}


def find_home(texts: Iterable[str], flows: Iterable[Iterable[Found]]) -> Home:
    """Return where the text of the flows' names is at home: the place of each level that most mentions are of, not where somebody
    goes to, or comes from.
    """
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for text, found in zip(texts, flows, strict=True):
        named = 0  # up to where a body is named: 天津 in 天津力神 says where that firm is from
        for name in found:
            if name.kind in _BODIES:
                named = max(named, name.end)
            elif name.kind == "Region" and name.name[-1] in LEVELS and name.end > named and not _is_abroad(text, name):
                counted[name.name[-1]][name.name] += 1
    return Home({level: label for level, places in counted.items() if (label := _foremost(places))})


def _is_abroad(text: str, place: Found) -> bool:
    """Say whether the place is where the text's own people go to, or whose people come to it: 前往|深圳, 咸宁市|考察团来我市."""
    return bool(_GOES.search(text, max(0, place.start - _NEAR), place.start) or _COMES.match(text, place.end))


_NEAR = 16  # characters
_GOES = re.compile("(?:前往|抵达|赴)[^,。;:!?]{0,12}$")
_COMES = re.compile("[^,。;:!?]{0,8}(?:考察团|代表团|访问团|考察组)[^。;!?]{0,16}来我[市县区省州]")


def _foremost(counted: Counter[str]) -> str:
    label, times = counted.most_common(1)[0]
    return label if times >= _LEAST_SHARE * counted.total() else ""


def find_home_offices(scene: Scene, found: Sequence[Found], home: Home) -> Iterator[Found]:
    """Yield the offices that leave out the place they are of: 市科技局 in a text on one city."""
    for start, end, head in scene.heads:
        level = scene.text[start - 1 : start]
        if head.kind != "GovernmentBody" or not level or level not in LEVELS or head.text in _NO_OFFICE:
            continue
        bounded = start == 1 or scene.text[start - 2] in _BEFORE_OFFICE or scene.text.endswith(_ASKED, 0, start - 1)
        if bounded and home.of_level(level) and not any(f.start < end and start - 1 < f.end for f in found):
            yield Found(start - 1, end, "GovernmentBody", home.of_level(level) + head.text, OFFICE)
