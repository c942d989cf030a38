"""Industry or technology: what a document treats a field as that can be either, by the words beside it and the lists it stands in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.lexicon import load
from kg.recognise.candidates import FIELDS, Found
from kg.recognise.cues import cues_beside

Flow = tuple[str, list[Found]]

_LINK = ("、", "和", "与", "及", "以及")
_DECLARED, _CUE, _LISTED, _OTHERWISE = 4, 2, 1, 1  # how much each of them says


class _Name:
    """What a document says of one field: how much speaks for each kind, and whether the name can be either at all."""

    def __init__(self, name: str) -> None:
        self.votes: Counter[str] = Counter()
        self.seen: set[str] = set()
        self.either = _either(name)

    def add(self, one: Found, listed: Counter[str]) -> None:
        """Take note of a mention, in a list that says ``listed`` of its members."""
        self.votes.update(listed)
        self.votes[one.kind] += _DECLARED if one.rule.startswith("declared") else 0
        self.seen.add(one.kind)
        self.either |= one.rule == "compound"

    @property
    def kind(self) -> str:
        """The kind for which most speaks; what it was found as decides where the document says nothing."""
        return max(sorted(FIELDS), key=lambda kind: self.votes[kind] + _OTHERWISE * (kind in self.seen))


def settle_kinds(flows: Sequence[Flow]) -> list[list[Found]]:
    """Return the names of each of a document's ``flows``, every field of one kind throughout."""
    names = _names(flows)
    kinds = {name: one.kind for name, one in names.items() if one.either or len(one.seen) > 1}
    return [[_as(one, kinds) for one in found] for _, found in flows]


def _as(one: Found, kinds: dict[str, str]) -> Found:
    kind = kinds.get(one.name, one.kind) if one.kind in FIELDS else one.kind
    return one if kind == one.kind else one._replace(kind=kind)


def _names(flows: Sequence[Flow]) -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    for text, found in flows:
        for run in _runs(text, [f for f in found if f.kind in FIELDS]):
            listed = _listed(text, run)
            for one in run:
                if one.name not in names:
                    names[one.name] = _Name(one.name)
                names[one.name].add(one, listed)
    return names


def _either(name: str) -> bool:
    entry = load().entry(name, "Industry")
    return entry is not None and entry.sort == "product"


def _runs(text: str, fields: Sequence[Found]) -> Iterator[list[Found]]:
    """Yield the fields that one list holds together."""
    run = fields[:1]
    for last, one in pairwise(fields):
        if text[last.end : one.start] not in _LINK:
            yield list(run)
            run = []
        run = [*run, one]
    if run:
        yield list(run)


def _listed(text: str, run: Sequence[Found]) -> Counter[str]:
    """Return what the list says of each of its members: the words around it, and those of its members that are certain."""
    votes = Counter({cue.kind: _CUE for cue in cues_beside(text, run[0].start, run[-1].end)})
    for one in run:
        if not _either(one.name):
            votes[one.kind] += _LISTED
    return votes
