"""Fields that plain lists teach: weak and unknown members beside certain ones, ordinary words beside a cue."""

from collections.abc import Iterator

from kg.lexicon import generic
from kg.recognise.candidates import FIELDS, PLACES, Found, Scene, certain, of_kind
from kg.recognise.fields.cues import cue_beside, kind_said, takes
from kg.recognise.fields.kinds import either
from kg.recognise.fields.members import MAX_UNIT, OWN_NAMES, UNIT_STOP, unit_ending, without_what_is_done
from kg.recognise.fields.plausible import Unit, as_found, inside_unit, is_public, plausible
from kg.recognise.fields.things import is_product
from kg.recognise.fields.unlisted import TRADES
from kg.words import words

_LINKS = frozenset("、和与及")


def find_taught(scene: Scene, declared: set[tuple[int, int]]) -> Iterator[Found]:
    """Yield weak and unknown members of plain lists that certain fields surround."""
    for run in _runs(scene):
        sure = [u for u in run if u.known and certain_field(scene, u)]
        if len(run) < 2 or is_public(scene.text, run):
            continue
        if not sure:
            yield from _cued_members(scene, run)
            continue
        industries = sum(u.known == "Industry" and not either(scene.text[u.start : u.end]) for u in sure)
        backed = len(sure) + sum(1 for u in run if not u.known and _last_kind(scene, u))
        for unit in run:
            if (unit.start, unit.end) in declared or unit in sure:
                continue
            last = "" if unit.known else _last_kind(scene, unit)
            taught = (backed >= _ENOUGH or last != "") and plausible(scene, unit, single=False)
            if scene.at_boundaries(unit.start, unit.end) if unit.known else taught:
                more = industries * 2 - is_product(scene.text[unit.start : unit.end]) >= len(sure)
                trade = (
                    scene.text.endswith(TRADES, unit.start, unit.end)
                    or (last != "Technology" and more)
                    or _headed_alike(scene, unit, sure)
                )
                kind = unit.known or ("Industry" if trade else "Technology")
                yield as_found(scene, unit, kind, "list-member")


def _headed_alike(scene: Scene, unit: Unit, sure: list[Unit]) -> bool:
    """Say whether an industry of the list ends in the same word: 特种|装备 beside 电力|装备."""
    head = scene.text[unit.end - 2 : unit.end]
    return any(u.known == "Industry" and scene.text.endswith(head, u.start, u.end) for u in sure)


_ENOUGH = 2  # members of a list that are fields by themselves or by their last word


def _cued_members(scene: Scene, run: list[Unit]) -> Iterator[Found]:
    """Yield the ordinary words of a list that a word before or after the list makes fields: 袜子、领带|生产基地."""
    kind = cue_beside(scene.text, run[0].start, run[-1].end)
    for unit in run if kind else ():
        hit = scene.hit_by_start.get(unit.start)
        field = of_kind(hit[2], FIELDS) if hit and hit[1] == unit.end else None
        said = kind_said(field, kind) if field else ""
        if field and takes(scene, field, said, unit.start, unit.end):
            yield Found(unit.start, unit.end, said, field.label, "cue")


def _last_kind(scene: Scene, unit: Unit) -> str:
    """Return the kind of what an unknown member without a place ends in, if that is a field or a product: 农牧|机械, 高性能|树脂."""
    if any(of_kind(entries, PLACES) for _, _, entries in inside_unit(scene, unit)):
        return ""
    ends = (unit.end - size for size in (4, 3, 2) if unit.end - size > unit.start)
    if any(scene.text[end : unit.end] in scene.lexicon.products for end in ends):
        return "Technology"
    hit = scene.hit_by_end.get(unit.end)
    field = of_kind(hit[2], FIELDS) if hit and hit[0] > unit.start else None
    return field.kind if field and field.label not in generic("fields") else ""


def certain_field(scene: Scene, unit: Unit) -> bool:
    """Say whether the unit is a field that needs no support."""
    entry = certain(scene.lexicon.names.get(scene.text[unit.start : unit.end], ()))
    return entry is not None and entry.kind in FIELDS


def _runs(scene: Scene) -> Iterator[list[Unit]]:
    """Yield the coordinations of the flow that hold at least one known field: members between 、 和 与 及."""
    used = -1
    for start, end, _, field in scene.fields:
        if start < used or not (scene.text[start - 1 : start] == "、" or scene.text[end : end + 1] in _LINKS):
            continue
        run = _run_from(scene, start, end, field.kind)
        used = run[-1].end
        yield run


def _run_from(scene: Scene, start: int, end: int, kind: str) -> list[Unit]:
    run = [_first(scene, start, end, kind)]
    cursor = run[0].start
    while cursor and scene.text[cursor - 1] == "、":
        before = unit_ending(scene, cursor - 1)
        if before is None:
            break
        run.insert(0, before)
        cursor = before.start
    cursor = end
    while scene.text[cursor : cursor + 1] in _LINKS:
        after = _unit_starting(scene, cursor + 1, strict=scene.text[cursor] != "、")
        if after is None:
            break
        run.append(after)
        cursor = after.end
    return run


def _first(scene: Scene, start: int, end: int, kind: str) -> Unit:
    """Return the field with the noun before it that says which is meant, where the word is an ordinary one: 通用|装备."""
    grown = unit_ending(scene, end) if scene.text[start:end] in _OF_ALL_KINDS else None
    return grown or Unit(start, end, kind)


_OF_ALL_KINDS = ("装备", "机械", "设备", "材料", "器件", "零部件", "制造", "加工", "物流", "服务")


def _unit_starting(scene: Scene, cursor: int, strict: bool) -> Unit | None:
    hit = scene.hit_by_start.get(cursor)
    field = of_kind(hit[2], FIELDS) if hit else None
    if hit and field and (strict or scene.text[hit[1] : hit[1] + 1] in _AFTER_MEMBER):
        return Unit(cursor, hit[1], field.kind)
    if strict:
        return None
    whole = _unknown_starting(scene, cursor)
    return Unit(cursor, hit[1], field.kind) if hit and field and whole is None else whole


_AFTER_MEMBER = frozenset("、和与及等,。;) ")


def _unknown_starting(scene: Scene, cursor: int) -> Unit | None:
    end = cursor
    while (
        end < len(scene.text)
        and end - cursor < MAX_UNIT
        and scene.text[end] not in UNIT_STOP
        and scene.text[end] not in "和与及等"
    ):
        end += 1
    if not 2 <= end - cursor <= 10 or end >= len(scene.text) or scene.text[end] not in "、和与及等":
        return None
    if scene.text.endswith(OWN_NAMES, cursor, end):
        return None
    if (bare := without_what_is_done(scene, end)) and bare.start == cursor:
        return bare
    inside = words(scene.text[cursor:end])
    return Unit(cursor, end, "") if all(w.inner for w in inside) else None
