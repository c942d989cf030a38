"""What the rows of a table state: the first cell names a zone or body, the others its place and its industries."""

import re
from collections.abc import Iterator

from kg.recognise import Found
from kg.recognise.candidates import FIELDS
from kg.relate.claims import Stated
from kg.relate.slots import top_level

_CELL = re.compile(r"(?:(?! {2,})[^|])+")
_ROW = re.compile(r"[^|]+\|[^|]+|\S+ {2,}\S+ {2,}\S")
_NAMED = frozenset(("Zone", "Cluster", "Company", "ResearchInstitute", "University", "Organization"))
_BETWEEN = re.compile(r"[、,;/和与及等()\s]*(?:产业|行业|领域|研发|生产|制造|加工|销售|服务){0,3}[、,;/和与及等()\s]*")


def row_claims(flow: str, found: list[Found]) -> Iterator[Stated]:
    """Yield what one row of a table states; nothing where the text is no row."""
    if "。" in flow or not _ROW.match(flow):
        return
    cells = [_names(flow, m.start(), m.end(), found) for m in _CELL.finditer(flow)]
    subject = next((cell[0] for cell in cells if len(cell) == 1 and cell[0].kind in _NAMED), None)
    if subject is None:
        return
    makers = [cell[0] for cell in cells if len(cell) == 1 and cell[0].kind == "Company" and cell[0] != subject]
    for cell in cells:
        if subject in cell or not cell:
            continue
        kinds = {name.kind for name in cell}
        if kinds == {"Region"}:
            yield Stated(subject, "locatedIn", cell[-1], 0, len(flow), "table.place", 0.9)
        elif kinds <= FIELDS:
            for one in (subject, *makers):
                yield from (Stated(one, "focusesOn", name, 0, len(flow), "table.field", 0.85) for name in cell)


def _names(flow: str, start: int, end: int, found: list[Found]) -> list[Found]:
    """Return the names that fill a cell, or nothing where the cell holds other words too."""
    inside = [name for name in top_level(found) if start <= name.start and name.end <= end]
    at = start
    for name in inside:
        if not _BETWEEN.fullmatch(flow, at, name.start):
            return []
        at = name.end
    return inside if _BETWEEN.fullmatch(flow, at, end) else []
