"""Linking on one machine: what documents add is kept as rows of numbers, and what belongs together is found by sorting.

It says of each thing and fact what :mod:`kg.link.gather` says of it, in a tenth of the memory.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from kg import passages
from kg.garbage import without_collection
from kg.link.background import background
from kg.link.decisions import NONE, Decisions
from kg.link.gather import FULL, OTHERS, Key, Linked, Merge, Name, Place, absurd, entity, merges, one_line, surety, use
from kg.link.keys import Identity
from kg.link.tables import extend, first_of_each, in_order, limits_of, ranked, renumbered
from kg.link.within import resolve
from kg.model import Claim, Document, Entity, Extract, Fact, Observation, entity_id
from kg.passages import Corpus, Evidences, Measures, Mentions, Numbers, Rows, Words
from kg.schema import load as load_schema

_UNRESOLVED: Mapping[str, list[Identity]] = {}
NAMING = 8  # numbers of a naming
NONE_SHORTER = -1
LEFT_OUT = -1  # the number of a document that is not taken


def link(
    extracts: Iterable[Extract],
    documents: Iterable[Document],
    decisions: Decisions = NONE,
    identities: Mapping[str, list[Identity]] = _UNRESOLVED,
) -> Linked:
    """Return the entities and facts of ``extracts`` with all their evidence, and what the lexicon knows of them.

    ``identities``: what :func:`kg.link.resolve` has found already, by document.
    """
    by_id = {document.id: document for document in documents}
    columns = Columns(decisions)
    for one in extracts:
        document, found = by_id[one.document], identities.get(one.document)
        columns.add(document, one, resolve(one, document.text) if found is None else found)
    return columns.linked()


class Columns:
    """What documents add, in whatever order they come. Rows are sorted by their columns from left to right."""

    def __init__(self, decisions: Decisions = NONE) -> None:
        self._decisions = decisions
        self._symmetric = frozenset(name for name, relation in load_schema().relations.items() if relation.symmetric)
        self.words = Words()
        self._things: dict[Key, int] = {}
        self.keys: list[Key] = []
        self.documents: list[Document] = []
        self.facts: dict[tuple[int, str, int], int] = {}
        self.mentions = array("i")  # naming, document, start, end
        self._namings: dict[tuple[str, str, str, str, str, str], int] = {}
        self.namings = array("i")  # thing, text, name, rule, full form, reason, short form or -1, why it is one
        self.claims = array("i")  # fact, document, start, end, rule, planned
        self.confidences = array("d")
        # thing, document, start, indicator, value, unit, time, target, comparator, end, rule
        self.measures = array("i")
        self.values = array("d")

    def add(self, document: Document, one: Extract, identities: Sequence[Identity]) -> None:
        """Add what ``document`` states, its mentions standing for ``identities`` but where a decision overrules these."""
        number = len(self.documents)
        self.documents.append(document)
        things = self._add_mentions(number, one, identities)
        for claim in one.claims:
            self._add_claim(claim, things, number)
        for position, observation in one.measures:
            self._add_measure(observation, things[position], number)

    def _add_mentions(self, number: int, one: Extract, identities: Sequence[Identity]) -> list[int]:
        """Add the mentions and return the thing of each."""
        place, namings = self.documents[number][:3:2], self._namings
        things = []
        for mention, identity in zip(one.mentions, identities, strict=True):
            start, end, text, kind, name, rule = mention
            key, decided = self._decisions.key(mention, place, identity.key)
            how = text, kind, name, rule, key, decided or identity.reason
            naming = namings.get(how)
            if naming is None:
                naming = namings[how] = len(self.namings) // NAMING
                self._add_naming(*how)
            self.mentions.extend((naming, number, start, end))
            things.append(self.namings[naming * NAMING])
        return things

    def _add_naming(self, text: str, kind: str, name: str, rule: str, key: str, reason: str) -> None:
        """Add one way in which texts name a thing: most mentions are like thousands of others."""
        words, full, short = self.words, one_line(name), one_line(text)
        also = (words[short], words[f"the text means {full}"]) if short != full else (NONE_SHORTER, 0)
        thing = self._thing((kind, key))
        self.namings.extend((thing, words[text], words[name], words[rule], words[full], words[reason], *also))

    def _thing(self, key: Key) -> int:
        number = self._things.setdefault(key, len(self.keys))
        if number == len(self.keys):
            self.keys.append(key)
        return number

    def _add_claim(self, claim: Claim, things: list[int], document: int) -> None:
        source, target = things[claim.subject], things[claim.object]
        if absurd(self.keys[source], claim.relation, self.keys[target]):
            return
        if claim.relation in self._symmetric and self.keys[target] < self.keys[source]:
            source, target = target, source
        fact = self.facts.setdefault((source, claim.relation, target), len(self.facts))
        self.claims.extend((fact, document, claim.start, claim.end, self.words[claim.rule], claim.planned))
        self.confidences.append(claim.confidence)

    def _add_measure(self, one: Observation, thing: int, document: int) -> None:
        words, (passage,) = self.words, one.evidence
        said = (words[one.indicator], 0, words[one.unit], words[one.time], one.target, words[one.comparator])
        self.measures.extend((thing, document, passage.start, *said, passage.end, words[passage.rule]))
        self.values.append(one.value)

    @without_collection()
    def take(self, other: "Columns", chosen: Sequence[int]) -> None:
        """Add what the ``chosen`` documents of ``other``, by their numbers there, state: a block of rows at a time."""
        document = np.full(len(other.documents), LEFT_OUT, dtype=np.int32)
        document[chosen] = np.arange(len(chosen), dtype=np.int32) + len(self.documents)
        self.documents += [other.documents[number] for number in chosen]
        word = np.array([*(self.words[word] for word in other.words), NONE_SHORTER], dtype=np.int32)
        thing = self._take_mentions(other, document, word)
        self._take_claims(other, document, word, thing)
        ranks = (thing, document, None, word, None, word, word, None, word, None, word)
        measures = renumbered(other.measures, ranks)
        here = measures[1] != LEFT_OUT
        extend(self.measures, measures[:, here])
        self.values.frombytes(np.frombuffer(other.values)[here].tobytes())

    def _take_mentions(self, other: "Columns", document: Numbers, word: Numbers) -> Numbers:
        """Add mentions and the namings and things that they need; return the number here of each thing there."""
        mentions = renumbered(other.mentions, (None, document, None, None))
        mentions = mentions[:, mentions[1] != LEFT_OUT]
        needed, mentions[0] = np.unique(mentions[0], return_inverse=True)
        mentions[0] += len(self.namings) // NAMING
        namings = renumbered(other.namings, (None, word, word, word, word, word, word, word))[:, needed]
        thing = np.zeros(len(other.keys), dtype=np.int32)
        for number in np.unique(namings[0]).tolist():
            thing[number] = self._thing(other.keys[number])
        namings[0] = thing[namings[0]]
        extend(self.namings, namings)
        extend(self.mentions, mentions)
        return thing

    def _take_claims(self, other: "Columns", document: Numbers, word: Numbers, thing: Numbers) -> None:
        claims = renumbered(other.claims, (None, document, None, None, word, None))
        here = claims[1] != LEFT_OUT
        claims = claims[:, here]
        facts, fact = list(other.facts), np.zeros(len(other.facts), dtype=np.int32)
        for number in np.unique(claims[0]).tolist():
            source, relation, target = facts[number]
            at = int(thing[source]), relation, int(thing[target])
            fact[number] = self.facts.setdefault(at, len(self.facts))
        claims[0] = fact[claims[0]]
        extend(self.claims, claims)
        self.confidences.frombytes(np.frombuffer(other.confidences)[here].tobytes())

    def linked(self) -> Linked:
        """Return the entities and facts of what was added, and what the lexicon knows of them."""
        found = _Sorted(self, self.keys, self.words)
        entities, merged = found.entities()
        facts = found.facts()
        behind, known = background(self._things, facts)
        return Linked(entities + behind, facts + known, merged)


class _Sorted:
    """The rows in the order of what their numbers stand for: things by key, documents by id, words by spelling."""

    def __init__(self, added: Columns, keys: list[Key], words: Words) -> None:
        self._added = added
        self._keys, self._thing = ranked(keys)
        spelled, word = ranked(list(words))
        self._word = word
        ids, self._document = ranked([document.id for document in added.documents])
        self._namings = renumbered(added.namings, (self._thing, word, word, word, word, word, None, word))
        self._places = renumbered(added.mentions, (None, self._document, None, None))
        texts = {document.id: document.text for document in added.documents}
        self._corpus = Corpus(ids, [texts[name] for name in ids], spelled)

    def entities(self) -> tuple[list[Entity], list[Merge]]:
        """Return the things that are mentioned, by key, and why each of their names is one."""
        mentions, measures = self._mentions(), self._measures()
        mentioned, measured = self._limits(mentions[0]), self._limits(measures[0])
        seen = Mentions(self._corpus, *mentions[1:])
        stated = self._stated(measures)
        found, merged = [], list[Merge]()
        for thing, (names, places) in enumerate(self._names()):
            key = self._keys[thing]
            one = entity(
                key,
                names,
                Rows(_mentions_of(key[0]), seen, *mentioned[thing]),
                Rows(passages.observations, stated, *measured[thing]),
            )
            found.append(one)
            merged += merges(one, names, places)
        return found, merged

    def _mentions(self) -> Numbers:
        naming, document, start, end = self._places
        thing, text, name, rule, *_ = self._namings[:, naming]
        return in_order(np.stack([thing, document, start, end, text, name, rule]))

    def _measures(self) -> Numbers:
        word = self._word
        ranks = (self._thing, self._document, None, word, None, word, word, None, word, None, word)
        table = renumbered(self._added.measures, ranks)
        self._values, table[4] = np.unique(np.frombuffer(self._added.values), return_inverse=True)
        table = in_order(table)
        return table[:, first_of_each(table)]

    def _stated(self, table: Numbers) -> Measures:
        _, document, start, indicator, value, unit, time, target, comparator, end, rule = table
        evidence = Evidences(self._corpus, document, start, end, rule)
        words = np.stack([indicator, unit, time, comparator], axis=1)
        return Measures(evidence, self._values[value], words, target.astype(bool))

    def _names(self) -> Iterator[tuple[list[Name], Callable[[str], list[Place]]]]:
        """Yield the names of each thing, in order, and what tells where each stands first."""
        table = in_order(np.concatenate([self._full_forms(), self._short_forms()], axis=1))
        first = np.flatnonzero(first_of_each(table[:2]))
        counts = np.diff(np.append(first, table.shape[1]))
        uses = np.maximum.reduceat(table[6], first) if len(first) else table[6]
        limits = self._limits(table[0, first])
        begins = first.tolist()
        names = list(zip(table[1:6, first].T.tolist(), counts.tolist(), uses.tolist(), strict=True))
        for start, end in limits:
            found = [self._name(*name) for name in names[start:end]]
            at = {one.name: range(row, row + one.mentions) for one, row in zip(found, begins[start:end], strict=True)}
            yield found, partial(self._first_places, table, at)

    def _full_forms(self) -> Numbers:
        """Return the name of each mention: thing, name, document, start, end, reason, ``FULL``."""
        naming, document, start, end = self._places
        thing, _, _, _, full, reason, _, _ = self._namings[:, naming]
        return np.stack([thing, full, document, start, end, reason, np.full_like(thing, FULL)])

    def _short_forms(self) -> Numbers:
        """Return the same of those mentions whose text is another form of the name, with how it stands for it at the end."""
        naming, document, start, end = self._places[:, self._namings[6, self._places[0]] != NONE_SHORTER]
        thing, _, _, rule, _, _, short, reason = self._namings[:, naming]
        rules, ruled = np.unique(rule, return_inverse=True)
        uses = np.array([use(self._corpus.words[one]) for one in rules.tolist()], dtype=np.int32)
        return np.stack([thing, self._word[short], document, start, end, reason, uses[ruled]])

    def _name(self, row: list[int], count: int, best: int) -> Name:
        name, document, start, end, reason = row
        documents, _, words = self._corpus
        return Name(words[name], words[reason], count, (documents[document], start, end), best)

    def _first_places(self, table: Numbers, at: Mapping[str, range], name: str) -> list[Place]:
        """Return the first places of ``name``, whose rows stand in ``table`` where ``at`` says."""
        documents, found = self._corpus.documents, at[name][: OTHERS + 1]
        rows = table[2:5, found.start : found.stop]
        return [(documents[document], start, end) for document, start, end in rows.T.tolist()]

    def _limits(self, things: Numbers) -> list[tuple[int, int]]:
        """Return where in ``things``, which are sorted, each thing begins and ends."""
        return limits_of(things, len(self._keys))

    def facts(self) -> list[Fact]:
        """Return the facts, by subject, relation and object."""
        rank, found = self._thing, [(*fact, number) for fact, number in self._added.facts.items()]
        facts = sorted((int(rank[s]), relation, int(rank[t]), number) for s, relation, t, number in found)
        order = np.empty(len(facts), dtype=np.int32)
        order[[number for *_, number in facts]] = np.arange(len(facts))
        claims = renumbered(self._added.claims, (order, self._document, None, None, self._word, None))
        sure = list(_sureties(claims, np.frombuffer(self._added.confidences)))
        table = in_order(claims)
        planned = np.minimum.reduceat(table[5], np.flatnonzero(first_of_each(table[:1]))) if facts else table[5]
        table = table[:, first_of_each(table[:5])]
        evidence = Evidences(self._corpus, *table[1:5])
        limits = limits_of(table[0], len(facts))
        ids = [entity_id(*key) for key in self._keys]
        return [
            Fact(ids[s], relation, ids[t], sure[i], Rows(passages.evidence, evidence, *limits[i]), bool(planned[i]))
            for i, (s, relation, t, _) in enumerate(facts)
        ]


def _mentions_of(kind: str) -> Any:
    return partial(passages.mentions, kind)


def _sureties(claims: Numbers, confidences: npt.NDArray[np.float64]) -> Iterator[float]:
    """Yield how sure each fact is. A place of a document speaks once, by the surest of its rules, which see the same words."""
    places = claims[:3]
    order = np.lexsort((confidences, *places[::-1]))
    last = np.append(first_of_each(places[:, order])[1:], True) if len(order) else order
    order = order[last]
    spoken = confidences[order].tolist()
    for start, end in limits_of(claims[0, order], int(claims[0].max(initial=-1)) + 1):
        yield surety(Counter(spoken[start:end]))
