"""One spelling of a name: what only its writing or its legal dress makes different is taken away."""

from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicon import rows
from kg.resources import folder
from kg.text import fold

_DROPPED = {ord(c): None for c in " \t\r\n“”\"'‘’「」『』《》〈〉·"} | {ord(c): "-" for c in "—–―‐−~"}


class Form(NamedTuple):
    """A row of ``name_forms.csv``: ``text`` at the start or end of a name becomes ``form`` if ``least`` stays."""

    text: str
    form: str
    least: int


@lru_cache(maxsize=1 << 17)
def clean(name: str) -> str:
    """Return ``name`` in simplified half-width characters and lower case, without blanks and quotation marks."""
    return fold(name).translate(_DROPPED).lower()


@cache
def _forms(kind: str, where: str) -> tuple[Form, ...]:
    """Return the forms of ``kind``, the longest first."""
    found = (r for _, r in rows(folder("data/lexicon") / "name_forms.csv") if r["kind"] == kind and r["where"] == where)
    forms = [Form(clean(r["text"]), clean(r["form"]), int(r["least"])) for r in found]
    return tuple(sorted(forms, key=lambda f: (-len(f.text), f.text)))


@cache
def _texts(kind: str, where: str) -> tuple[str, ...]:
    return tuple(form.text for form in _forms(kind, where))


@lru_cache(maxsize=1 << 17)
def shortened(kind: str, plain: str) -> str:
    """Return the short form of a clean name: 苏州国家高新技术产业开发区 as 苏州高新区, …股份有限公司 without it."""
    if plain.startswith(_texts(kind, "start")):
        for form in _forms(kind, "start"):
            if plain.startswith(form.text) and len(plain) - len(form.text) >= form.least:
                plain = form.form + plain[len(form.text) :]
                break
    if plain.endswith(_texts(kind, "end")):  # few names do, and the forms are many
        for form in _forms(kind, "end"):
            if plain.endswith(form.text) and len(plain) - len(form.text) >= form.least:
                return plain[: -len(form.text)] + form.form
    return plain
