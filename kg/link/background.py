"""What the lexicon knows of the things that documents name, one step away: where they are and what they are part of."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from kg.link import known, places
from kg.link.keys import key_of
from kg.link.known import Thing
from kg.link.spelling import clean
from kg.model import Entity, Fact, entity_id

_PARENTS = ("GovernmentBody", "University", "ResearchInstitute", "Company")  # the kinds a `parent` may be of
_PLACED = frozenset(("Zone", "University", "ResearchInstitute", "Company", "Organization"))
_CERTAIN = 1.0

Link = tuple[Thing, str, Thing]


def background(mentioned: Iterable[tuple[str, str]], stated: Iterable[Fact]) -> tuple[list[Entity], list[Fact]]:
    """Return the entities and facts behind the ``mentioned`` (kind, key); what a document states itself is left out."""
    said = {(f.source, f.relation, f.target) for f in stated}
    here = set(mentioned)
    links = {
        (_id(s), relation, _id(t)): (s, relation, t) for thing in sorted(here) for s, relation, t in _behind(thing)
    }
    new = {key: link for key, link in links.items() if key not in said}
    ends = {(t.kind, t.key): t for source, _, target in new.values() for t in (source, target)}
    entities = [_entity(thing) for at, thing in sorted(ends.items()) if at not in here]
    return entities, [_fact(*new[key]) for key in sorted(new)]


def lexicon_thing(at: tuple[str, str]) -> Thing | None:
    """Return what the lexicon knows under a kind and key; clusters have keys of their parts."""
    return _clusters().get(at[1]) if at[0] == "Cluster" else known.things().get(at)


@cache
def _clusters() -> dict[str, Thing]:
    things = (thing for (kind, _), thing in sorted(known.things().items()) if kind == "Cluster")
    return {key: thing._replace(key=key) for thing in things if (key := key_of("Cluster", thing.label).key)}


def _behind(at: tuple[str, str]) -> Iterator[Link]:
    """Yield what is known of a thing: its place with all that is around it, its parent."""
    thing = lexicon_thing(at)
    if thing is None:
        return
    around = places.line(thing.key)[1:] if thing.kind == "Region" else places.line(_place(thing))
    steps = [thing, *(known.things()["Region", code] for code in around if ("Region", code) in known.things())]
    yield from ((a, "locatedIn", b) for a, b in pairwise(steps))
    if thing.kind == "Cluster":
        yield from _of_cluster(thing)
    parent = _parent(thing)
    if parent:
        yield thing, "partOf", parent


def _place(thing: Thing) -> str:
    return thing.place if thing.kind in _PLACED else ""


def _parent(thing: Thing) -> Thing | None:
    if thing.kind == "Region" or not thing.parent:
        return None
    named = ((kind, key_of(kind, thing.parent).key) for kind in _PARENTS)
    found = (known.things().get(at) for at in named)
    return next((parent for parent in found if parent and parent != thing), None)


def _of_cluster(thing: Thing) -> Iterator[Link]:
    """Yield the zone or region of a known cluster with what is around it."""
    name = known.cluster_places().get(clean(thing.label), "")
    for kind in ("Zone", "Region"):
        place = known.things().get((kind, key_of(kind, name).key)) if name else None
        if place:
            yield thing, "locatedIn", place
            yield from (link for link in _behind((kind, place.key)) if link[1] == "locatedIn")
            return


def _id(thing: Thing) -> str:
    return entity_id(thing.kind, thing.key)


def _entity(thing: Thing) -> Entity:
    code = thing.key if thing.kind == "Region" and thing.key.isdigit() else ""
    return Entity(_id(thing), thing.kind, thing.label, (), (), background=True, origin=_origin(thing), code=code)


def _fact(source: Thing, relation: str, target: Thing) -> Fact:
    return Fact(_id(source), relation, _id(target), _CERTAIN, (), background=True, origin=_origin(source))


def _origin(thing: Thing) -> str:
    return f"data/lexicon/{thing.file}"
