"""The pattern language of ``data/rules``: a closed grammar that compiles to regular expressions of linear time.

A pattern is read against a sentence in which every coordination of names has become one slot character::

    {o:Place}..(吸引了|引进了)..{s:Body}..落户

``docs/rules.md`` says what each mark means.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.rules.slots import KIND_CHAR, MIXED_CHAR, SECTOR_CHAR, fitting, slot_class
from kg.text import fold

_TOKEN = re.compile(
    r"\{(?P<role>[somx]):(?P<kinds>[A-Za-z|]+)\}(?P<maybe>\?)?|\((?P<words>[^(){}]+)\)(?P<optional>\??)|(?P<far>\.\.\.)|(?P<near>\.\.)|(?P<start>\^)|(?P<attribute>~)|(?P<last>\$)|(?P<text>[^(){}.^?~$]+)"
)


class Gaps(NamedTuple):
    """What ``..``, ``...``, ``^``, ``~`` and ``$`` stand for: a language's own, for words differ in length."""

    near: str
    far: str
    start: str
    attribute: str = ""
    last: str = ""


# What describes a name holds fields too; the “ before them keeps the class from being taken for a slot of the pattern.
_FIELD_CHARS = KIND_CHAR["Industry"] + KIND_CHAR["Technology"] + MIXED_CHAR["Field"] + SECTOR_CHAR
CHINESE = Gaps(
    near="[^\ue000-\ue03f,。;:!?]{0,16}?",
    far="[^。;!?]{0,40}?",
    start="(?:^|(?<=[,。;:!?、“”]))",
    attribute=f"(?:[^\ue000-\ue03f,。;:!?”、和与及暨跟同以为被对向从把将给由在到至让使引吸招访走赴签]|[“{_FIELD_CHARS}]){{0,12}}?",
    last="(?![的\ue000-\ue03f])",
)


def spelt(pattern: str, classes: Mapping[str, Sequence[str]]) -> str:
    """Return the pattern with the words of its file's ``classes`` in place of their names: (@aids|奖励)."""
    for name in _CLASS.findall(pattern):
        if name not in classes:
            raise ValueError(f"unknown words @{name}; [words] has {', '.join(sorted(classes)) or 'none'}")
    return _CLASS.sub(lambda named: "|".join(classes[named[1]]), pattern)


_CLASS = re.compile("@([a-z]+)")


def translate(pattern: str, gaps: Gaps = CHINESE) -> tuple[str, tuple[str, ...], dict[str, frozenset[str]]]:
    """Return a pattern's regular expression, the words one of which must be there, and the kinds of its slots.

    Raises:
        ValueError: the pattern is not of this language.
    """
    parts: list[str] = []
    slots: dict[str, frozenset[str]] = {}
    required: list[tuple[str, ...]] = []
    for token in _tokens(fold(pattern)):
        if token["role"]:
            parts.append(_slot(token, slots))
        elif words := _words(token):
            parts.append(f"(?:{_any(words)})?" if token["optional"] else f"({_any(words)})")
            if not token["optional"]:
                required.append(words)
        else:
            parts.append(_gap(token, gaps))
    triggers = max(required, key=lambda words: (min(map(len, words)), -len(words)), default=())
    return "".join(parts), triggers, slots


def _tokens(pattern: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if not token:
            raise ValueError(f"cannot read the pattern from “{pattern[at:]}”")
        at = token.end()
        yield token


def _slot(token: re.Match[str], slots: dict[str, frozenset[str]]) -> str:
    """Return the expression of a slot, noted among the ``slots`` where it is an end of the relation."""
    role, fits = token["role"], fitting(token["kinds"])
    if role == "x":
        return f"[{slot_class(fits)}]{token['maybe'] or ''}"
    if token["maybe"]:
        raise ValueError(f"only a name that takes no part may be missing, not the one for {role}")
    if role in slots:
        raise ValueError(f"two slots for {role}")
    slots[role] = fits
    return f"(?P<{role}>[{slot_class(fits)}])"


def _words(token: re.Match[str]) -> tuple[str, ...]:
    """Return the words of which one must stand there, the longest first; none for another mark."""
    if token["words"]:
        return tuple(sorted(token["words"].split("|"), key=lambda word: (-len(word), word)))
    return (token["text"],) if token["text"] else ()


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words))


def _gap(token: re.Match[str], gaps: Gaps) -> str:
    parts: dict[str, str] = gaps._asdict()
    return next(part for mark, part in parts.items() if token[mark])
