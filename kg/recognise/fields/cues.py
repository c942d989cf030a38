"""The words beside a field that say whether it is an industry or a technology: ``data/lexicon/field_cues.csv``."""

import re
from collections.abc import Iterable
from functools import cache

from kg.lexicon import Cue, Entry, field_edges, generic, load
from kg.recognise.candidates import Scene
from kg.recognise.fields.unlisted import TRADES

_LONGEST = 5  # characters of a cue before a field


_OUTPUT = "Output"  # so much of it is made or sold: of a product it is said as of any other, and of a branch too
_MAKER = "Maker"  # who makes it, or works in it


def cue_beside(text: str, start: int, end: int) -> str:
    """Return the kind that a word beside ``text[start:end]`` makes of an ordinary word, or nothing."""
    return next((cue.kind for cue in cues_beside(text, start, end) if cue.weak), "")


def kind_of_product(cue: Cue, name: str) -> str:
    """Return the kind that a cue makes of what can be a product: 储能电池|产量, 光缆|企业, but 风电装备|企业 are of a branch."""
    if cue.kind == _MAKER:
        return "Industry" if name.endswith((*TRADES, *field_edges("branch"))) else "Technology"
    return "Technology" if cue.kind == _OUTPUT else cue.kind


def kind_said(field: Entry, kind: str) -> str:
    """Return the kind that a cue of ``kind`` makes of the field: 煤炭|产量 is a branch's, 储能电池|产量 a product's."""
    if kind not in (_OUTPUT, _MAKER):
        return kind
    return "Technology" if field.sort == "product" else field.kind


def cues_beside(text: str, start: int, end: int) -> list[Cue]:
    """Return the cues right before and right after ``text[start:end]``, the longest of each side."""
    patterns, cues = _patterns(), load().field_cues
    before = patterns[0].search(text, max(0, start - _LONGEST), start)
    after = patterns[1].match(text, end)
    found = [cues["before", before.group()]] if before else []
    if after:
        cue = cues["after", after.group()]
        gathered = cue.kind == _MAKER and _gathered(text, start)
        found.append(cue._replace(kind="Industry") if gathered else cue)
    return found


def _gathered(text: str, start: int) -> bool:
    """Say whether a place gathers the firms, which are told of by their branch then: 培育的|水泵|企业."""
    end = start - text.startswith(("的", "了"), start - 1) if start else start
    return text.endswith(tuple(field_edges("gathers")), 0, end)


def takes(scene: Scene, field: Entry, kind: str, start: int, end: int) -> bool:
    """Say whether the ordinary word, which may be ``field``, is one where a cue says ``kind``."""
    kinds = (field.kind, "Technology" if field.sort == "product" else "")
    return kind in kinds and field.label not in generic("fields") and scene.at_boundaries(start, end)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    sides = [[cue for side, cue in load().field_cues if side == wanted] for wanted in ("before", "after")]
    return re.compile(f"(?:{_any(sides[0])})$"), re.compile(_any(sides[1]))


def _any(cues: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(cues, key=lambda cue: (-len(cue), cue))))
