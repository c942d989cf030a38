"""Counties that only lend a firm or a park their word: 永清|环保 and 蓝田|物流园 in a text on Hunan are not of the counties of these names."""

from collections.abc import Iterator, Sequence

from kg.lexicon import load
from kg.recognise.candidates import Found

_SHORT = 2  # letters of a county's name without what says that it is one
_PROVINCE = 2  # digits of a code


def without_lent(flows: Sequence[list[Found]]) -> Iterator[list[Found]]:
    """Yield the names of each flow without those counties in firms' and parks' names of whose province the document names nothing else;
    a park in a text that names no other province may be of its county.
    """
    lent = [_lent(found) for found in flows]
    if not any(lent):
        yield from flows
        return
    spoken_of = {province for found in flows for province in _provinces(found)}
    for found, doubtful in zip(flows, lent, strict=True):
        gone = {name for name in doubtful if spoken_of.isdisjoint(map(_province, _codes(name)))}
        if not spoken_of:
            gone = {name for name in gone if _in_one_of(_firms(found), name)}
        yield [name for name in found if name not in gone]


def _lent(found: Sequence[Found]) -> list[Found]:
    """Return the counties that stand by their short forms in names of firms, or open those of parks."""
    firms, parks = (
        _firms(found),
        {name.start for name in found if name.kind == "Zone" and not name.name.endswith(_OF_COUNTIES)},
    )
    if not firms and not parks:
        return []
    short = [name for name in found if name.kind == "Region" and name.end - name.start == _SHORT]
    return [name for name in short if (_in_one_of(firms, name) or name.start in parks) and _is_county(name)]


def _firms(found: Sequence[Found]) -> list[Found]:
    return [name for name in found if name.kind == "Company"]


_OF_COUNTIES = (
    "开发区",
    "高新区",
    "经开区",
    "新区",
    "工业园",
    "工业园区",
    "集聚区",
    "新城",
    "口岸",
)  # are called by the county that they are of


def _is_county(name: Found) -> bool:
    return all(code.isdigit() and not code.endswith("00") for code in _codes(name))


def _in_one_of(firms: Sequence[Found], name: Found) -> bool:
    return any(firm.start <= name.start and name.end < firm.end for firm in firms)


def _provinces(found: Sequence[Found]) -> Iterator[str]:
    """Yield the provinces of the regions that stand by themselves or in names of something else than firms."""
    firms, lent = _firms(found), set(_lent(found))
    for name in found:
        if name.kind == "Region" and name not in lent and not _in_one_of(firms, name):
            yield from map(_province, _codes(name))


def _codes(name: Found) -> list[str]:
    """Return the codes of the region, and of its namesakes: 朝阳区 is in Beijing and in Changchun."""
    return [e.code for e in load().names.get(name.name, ()) if e.kind == "Region" and e.label == name.name]


def _province(code: str) -> str:
    return code[:_PROVINCE]
