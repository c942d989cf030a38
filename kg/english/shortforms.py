"""Short forms that a document defines: initials in brackets, and a firm's name without Co., Ltd."""

import re
from collections.abc import Iterator

from kg.english.lexicon import load, normal, whole_words
from kg.english.scene import Scene, Short
from kg.english.text import tokens
from kg.recognise.candidates import Found

_BRACKETED = re.compile(r"\(([A-Z][A-Za-z&]*[A-Z][A-Za-z]*)\)")


def defined(scene: Scene, found: list[Found]) -> Iterator[Short]:
    """Yield the short forms that the paragraph defines: initials in brackets, and a firm's name without Co., Ltd."""
    for one in found:
        match = _BRACKETED.match(scene.text, one.end + 1)
        if match and _initials(match[1], scene.text[one.start : one.end]):
            yield Short(match[1], one.kind, one.name)
        if one.kind == "Company" and one.rule == "english.head":
            core = _without_legal_form(scene.text[one.start : one.end])
            if len(core) > 3 and normal(core) not in load().names and normal(core) not in load().generic:
                yield Short(core, one.kind, one.name)


def _initials(short: str, name: str) -> bool:
    """Say whether the capitals of ``short`` are found in order among the first letters of the words of ``name``."""
    letters = iter([t.text[0].upper() for t in tokens(name.replace("-", " "))])
    capitals = [c for c in short if c.isupper()]
    return len(capitals) > 1 and all(c in letters for c in capitals)


def find_short(scene: Scene, shorts: list[Short]) -> Iterator[Found]:
    """Find the short forms that the document has defined so far."""
    for short in dict.fromkeys(shorts):
        at = scene.text.find(short.form)
        while at >= 0:
            end = at + len(short.form)
            if whole_words(scene.text, at, end):
                yield Found(at, end, short.kind, short.name, "english.short-form")
            at = scene.text.find(short.form, end)


def _without_legal_form(name: str) -> str:
    start = min((start for start, end, _ in load().find_heads(normal(name)) if end == len(name)), default=len(name))
    return name[:start].rstrip(" ,")
