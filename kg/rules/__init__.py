"""Rules as data: each file of ``data/rules`` read, checked and compiled; all mistakes are listed at once."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from kg.resources import folder
from kg.rules.frames import (
    BOND_KEYS,
    DEED_KEYS,
    GIFT_KEYS,
    LAYOUT_KEYS,
    LEAD_KEYS,
    OFFICE_KEYS,
    ROLE_KEYS,
    STAKE_KEYS,
    STAY_KEYS,
    bond_patterns,
    deed_patterns,
    gift_patterns,
    layout_patterns,
    lead_patterns,
    office_patterns,
    role_patterns,
    stake_patterns,
    stay_patterns,
)
from kg.rules.patterns import CHINESE, Gaps, spelt, translate
from kg.rules.slots import kinds, members
from kg.schema import load as load_schema

KEYS = set("id relation pattern subject object confidence fallback tells inside examples counter".split())
NAME_KEYS = {"id", "relation", "outer", "inner", "position", "confidence", "examples", "counter"}
_POSITIONS = {
    "start": "at the start of",
    "any": "inside",
    "last": "as the last part of",
    "seat": "in brackets or before the branch in",
}


class Rule(NamedTuple):
    """One way a sentence states a relation. Where the pattern has no slot for a role, the clause's topic takes it."""

    id: str
    relation: str
    pattern: str
    expression: str  # regular, what the pattern compiles to
    triggers: tuple[str, ...]  # one of these words must stand in the sentence; none: always tried
    topic: str  # "subject", "object" or nothing: the role that the clause's topic takes
    topic_kinds: frozenset[str]
    nearest: bool  # the topic is what was named last, not what the clause speaks of
    subject_kinds: frozenset[str]
    object_kinds: frozenset[str]
    confidence: float
    fallback: bool  # taken only where no other rule speaks of the object
    tells: str  # one of _TELLS or nothing: what it says is done
    inside: frozenset[str]  # kinds: the object is what stands inside the object's name, its place say
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    place: str  # file and number, for messages

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression, made when it is first asked for: a document calls up few of the rules."""
        return _compiled(self.expression)


class NameRule(NamedTuple):
    """A relation that the make-up of a name states: what stands inside it, and where."""

    id: str
    relation: str
    outer: frozenset[str]
    inner: frozenset[str]
    position: str  # a key of _POSITIONS
    pattern: str  # the three in words
    confidence: float
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    place: str


class RuleError(Exception):
    """The rules cannot be read: every problem with file, rule and reason."""


@cache
def load() -> tuple[tuple[Rule, ...], tuple[NameRule, ...]]:
    """Return the rules of this installation, in the order of their files and numbers.

    Raises:
        RuleError: a rule is wrong; all wrong ones are listed.
    """
    return read(folder("data/rules"))


def read(root: Path, gaps: Gaps = CHINESE) -> tuple[tuple[Rule, ...], tuple[NameRule, ...]]:
    """Read all rule files in ``root``, written for a language with ``gaps``."""
    problems: list[str] = []
    rules: list[Rule] = []
    names: list[NameRule] = []
    for path in sorted(root.glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            problems.append(f"{path.name}: {error}")
            continue
        for unknown in sorted(set(content) - {"words", "rule", "name", *_FRAMES}):
            known = ", ".join(["[words]", *(f"[[{table}]]" for table in ("rule", "name", *_FRAMES))])
            problems.append(f"{path.name}: unknown table [{unknown}]: known are {known}")
        classes = content.get("words", {})
        make = partial(_rule, gaps=gaps, classes=classes)
        for number, row in enumerate(content.get("rule", []), 1):
            _collect(rules, problems, make, row, f"{path.name}, rule {number} ({row.get('id', 'no id')})")
        for number, row in enumerate(content.get("name", []), 1):
            _collect(names, problems, _name_rule, row, f"{path.name}, name {number} ({row.get('id', 'no id')})")
        for table in _FRAMES:
            for number, row in enumerate(content.get(table, []), 1):
                place = f"{path.name}, {table} {number} ({row.get('id', 'no id')})"
                shapes: list[list[Rule]] = []
                _collect(shapes, problems, partial(_frame, table=table, gaps=gaps, classes=classes), row, place)
                rules.extend(rule for found in shapes for rule in found)
    problems.extend(_repeated([(one.id, one.place) for one in rules] + [(one.id, one.place) for one in names]))
    if problems:
        raise RuleError("\n".join(problems))
    return tuple(rules), tuple(names)


def _repeated(ids: list[tuple[str, str]]) -> Iterator[str]:
    first: dict[str, str] = {}
    for one, place in ids:
        if first.setdefault(one, place) != place:
            yield f"{place}: the id is used already by {first[one]}"


def _collect(into: list[Any], problems: list[str], make: Any, row: dict[str, Any], place: str) -> None:
    try:
        into.append(make(row, place))
    except (ValueError, KeyError) as error:
        message = f"the key {error} is missing" if isinstance(error, KeyError) else str(error)
        problems.append(f"{place}: {message}")


def _rule(row: dict[str, Any], place: str, gaps: Gaps, classes: Mapping[str, Sequence[str]]) -> Rule:
    _check(row, KEYS)
    expression, triggers, slots = translate(spelt(row["pattern"], classes), gaps)
    topic = "" if "m" in slots else "subject" if "s" not in slots else "object" if "o" not in slots else ""
    topic_kinds, nearest = _topic(row, topic) if topic else (frozenset(), False)
    return Rule(
        id=row["id"],
        relation=row["relation"],
        pattern=row["pattern"],
        expression=expression,
        triggers=triggers,
        topic=topic,
        topic_kinds=topic_kinds,
        nearest=nearest,
        subject_kinds=members(slots.get("s") or slots.get("m") or topic_kinds),
        object_kinds=members(slots.get("o") or slots.get("m") or topic_kinds),
        confidence=float(row.get("confidence", 0.75)),
        fallback=bool(row.get("fallback", False)),
        tells=_one_of(_TELLS, row.get("tells", ""), "tells"),
        inside=frozenset(kinds(row.get("inside", ""))),
        examples=tuple(row.get("examples", ())),
        counter=tuple(row.get("counter", ())),
        place=place,
    )


_TELLS = ("", "making", "furthering", "giving", "ranging", "leading")


def _check(row: dict[str, Any], known: set[str]) -> None:
    """Raise ValueError where a row has a key that is not ``known``, or states a relation that the schema does not have."""
    unknown = sorted(set(row) - known)
    if unknown:
        raise ValueError(f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    if row["relation"] not in load_schema().relations:
        raise ValueError(f"unknown relation {row['relation']}")


def _one_of(known: Iterable[str], value: str, key: str) -> str:
    if value not in known:
        raise ValueError(f"{key} is one of {', '.join(filter(None, known))}")
    return value


def _topic(row: dict[str, Any], role: str) -> tuple[frozenset[str], bool]:
    """Return which kinds can take the role that the pattern has no slot for, and whether the last that was named takes it."""
    said = row.get(role, "")
    topic_kinds = frozenset(kinds(said.removeprefix("topic:").removeprefix("nearest:")))
    if not topic_kinds:
        raise ValueError(
            f'the pattern has no slot for the {role}: say {role} = "topic:Kind|Kind" or "nearest:Kind|Kind"'
        )
    return topic_kinds, said.startswith("nearest:")


def _frame(row: dict[str, Any], place: str, table: str, gaps: Gaps, classes: Mapping[str, Sequence[str]]) -> list[Rule]:
    """Return the rules that a row says in one, a shape each, under one id."""
    keys, patterns = _FRAMES[table]
    own = {key: value for key, value in row.items() if key not in keys}
    return [
        _rule(own | {"pattern": pattern}, place, gaps, classes) for pattern in patterns(*(row[key] for key in keys))
    ]


_FRAMES: dict[str, tuple[tuple[str, ...], Callable[..., list[str]]]] = {
    "role": (ROLE_KEYS, role_patterns),
    "deed": (DEED_KEYS, deed_patterns),
    "stay": (STAY_KEYS, stay_patterns),
    "bond": (BOND_KEYS, bond_patterns),
    "gift": (GIFT_KEYS, gift_patterns),
    "lead": (LEAD_KEYS, lead_patterns),
    "stake": (STAKE_KEYS, stake_patterns),
    "layout": (LAYOUT_KEYS, layout_patterns),
    "office": (OFFICE_KEYS, office_patterns),
}


def _name_rule(row: dict[str, Any], place: str) -> NameRule:
    _check(row, NAME_KEYS)
    position = _one_of(_POSITIONS, row["position"], "position")
    return NameRule(
        row["id"],
        row["relation"],
        frozenset(kinds(row["outer"])),
        frozenset(kinds(row["inner"])),
        position,
        f"{row['inner']} {_POSITIONS[position]} {row['outer']}",
        float(row.get("confidence", 0.95)),
        tuple(row.get("examples", ())),
        tuple(row.get("counter", ())),
        place,
    )


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
