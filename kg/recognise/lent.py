"""Counties that only lend a firm their word: 永清|环保 and 长丰|集团 in a text on Hunan are not of the counties of these names."""

from collections.abc import Iterator, Sequence

from kg.lexicon import Entry, load
from kg.recognise.candidates import Found

_SHORT = 2  # letters of a county's name without what says that it is one
_PROVINCE = 2  # digits of a code


def without_lent(flows: Sequence[list[Found]]) -> Iterator[list[Found]]:
    """Yield the names of each flow without those counties in firms' names of whose province the document names nothing else."""
    lent = {code[:_PROVINCE] for found in flows for name in found if (code := _lent(name, found))}
    if lent:
        lent -= {code[:_PROVINCE] for found in flows for code in _codes(found)}
    for found in flows:
        yield [name for name in found if _lent(name, found)[:_PROVINCE] not in lent] if lent else found


def _codes(found: Sequence[Found]) -> Iterator[str]:
    """Yield the codes of the regions that stand by themselves or in names of something else than firms."""
    for name in found:
        entry = _entry(name) if name.kind == "Region" and not _in_firm(name, found) else None
        if entry:
            yield entry.code


def _lent(name: Found, found: Sequence[Found]) -> str:
    """Return the code of a county that a firm's name opens with by its short form, or nothing."""
    if name.kind != "Region" or name.end - name.start != _SHORT:
        return ""
    entry = _entry(name)
    county = entry is not None and entry.code.isdigit() and not entry.code.endswith("00")
    return entry.code if entry and county and _in_firm(name, found) else ""


def _entry(name: Found) -> Entry | None:
    return load().entry(name.name, "Region")


def _in_firm(name: Found, found: Sequence[Found]) -> bool:
    return any(f.kind == "Company" and f.start <= name.start and name.end < f.end for f in found)
