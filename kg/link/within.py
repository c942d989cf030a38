"""Which thing each mention of a document stands for: what its name leaves open, the rest of the document may settle."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon import load
from kg.link import known, places
from kg.link.keys import Identity, key_of
from kg.link.renamed import renamed, upgraded
from kg.link.spelling import clean, shortened
from kg.model import Extract, Mention

_OFFICE_GAP = 16  # characters between a person and a body that still hold the office alone
_NEAR = 8  # how many regions around a mention are asked
_NO_SHORT_FORMS = frozenset(("Region", "Person", "Industry", "Technology"))
_TOLD_BY_REGION = frozenset(("Zone", "GovernmentBody", "Organization", "University"))

Thing = tuple[str, str]  # kind and key


class _Named(NamedTuple):
    """A settled name of the document: where it stands, its short form and its key."""

    start: int
    short: str
    key: str


def resolve(one: Extract, text: str) -> list[Identity]:
    """Return the identity of each mention of ``one``; what stays open is a thing of this document alone."""
    found = _by_name(one)
    _settle_regions(one, found)
    found = _with_context(one, text, found)
    named = _settled(one, found)
    regions = _regions(one, found)
    for i, mention in enumerate(one.mentions):
        if not found[i].settled:
            found[i] = _longer(mention, named) or _by_region(mention, regions) or _alone(found[i], one.document)
    same = _short_forms(one, found) | _renamed(one, text, found)
    return [same.get((m.kind, identity.key), identity) for m, identity in zip(one.mentions, found, strict=True)]


def _renamed(one: Extract, text: str, found: list[Identity]) -> dict[Thing, Identity]:
    """Return which thing of the document is known, or goes on, under another name, where the text says that it was renamed.

    Two that are known apart stay apart.
    """
    pairs = [*renamed(one.mentions, text), *upgraded(one.mentions, text)]
    if not pairs:
        return {}
    key = {id(m): identity.key for m, identity in zip(one.mentions, found, strict=True)}
    same: dict[Thing, Identity] = {}
    for new, old in pairs:
        things = [(m.kind, key[id(m)]) for m in (new, old)]
        lost = [thing for thing in things if thing not in known.things()]
        if lost and things[0] != things[1]:
            kept = next(thing for thing in things[::-1] if thing != lost[0])
            same[lost[0]] = Identity(kept[1], "renamed in the document")
    return same


def _by_name(one: Extract) -> list[Identity]:
    return [key_of(m.kind, m.name) for m in one.mentions]


def _settle_regions(one: Extract, found: list[Identity]) -> None:
    """Let the regions around it decide which namesake a division is."""
    sure: list[tuple[int, str]] = []
    open_ones = []
    for i, mention in enumerate(one.mentions):
        if mention.kind == "Region":
            if _needs_neighbours(clean(mention.name)):
                open_ones.append(i)
            elif found[i].settled:
                sure.append((mention.start, found[i].key))
    for i in open_ones:
        mention = one.mentions[i]
        code = places.choose(clean(mention.name), _nearest(sure, mention.start))
        if code and code != found[i].key:
            found[i] = Identity(code, "the regions named beside it")


def _needs_neighbours(form: str) -> bool:
    """Say whether a region has namesakes and no short form that nearly always means one of them (中原, 吉林)."""
    return len(places.candidates(form)) > 1 and (places.is_full(form) or not places.choose(form))


def _nearest(sure: list[tuple[int, str]], at: int) -> list[str]:
    """Return the codes named before ``at``, the nearest first, then those named after it."""
    before = [code for start, code in reversed(sure) if start < at]
    after = [code for start, code in sure if start > at]
    return list(dict.fromkeys((*before[:_NEAR], *after[:_NEAR])))


def _with_context(one: Extract, text: str, found: list[Identity]) -> list[Identity]:
    """Return the identities, people told by body and office and titles by their issuer, where claims state these."""
    contexts: dict[Thing, str] = {}
    for claim in one.claims:
        subject, target = one.mentions[claim.subject], one.mentions[claim.object]
        if found[claim.object].settled and (context := _context(claim.relation, text, subject, target)):
            contexts.setdefault((subject.kind, subject.name), context)
    if not contexts:
        return found
    return [
        identity if identity.settled else key_of(m.kind, m.name, contexts.get((m.kind, m.name), ""))
        for m, identity in zip(one.mentions, found, strict=True)
    ]


def _context(relation: str, text: str, subject: Mention, target: Mention) -> str:
    if relation == "worksFor" and subject.kind == "Person":
        office = _office(text, subject, target)
        return target.name + office if office else ""
    return target.name if relation == "issuedBy" else ""


def _office(text: str, person: Mention, body: Mention) -> str:
    """Return the office that stands between body and person, or after the body that follows the person."""
    titles = load().titles
    if body.end <= person.start:
        gap = clean(text[body.end : person.start][-_OFFICE_GAP:])
        return next((gap[at:] for at in range(len(gap)) if gap[at:] in titles), "")
    after = clean(text[body.end : body.end + _OFFICE_GAP])
    return next((after[:end] for end in range(len(after), 1, -1) if after[:end] in titles), "")


def _settled(one: Extract, found: list[Identity]) -> dict[str, list[_Named]]:
    """Return the settled names by kind, in the order of the text."""
    named: dict[str, list[_Named]] = defaultdict(list)
    for mention, identity in zip(one.mentions, found, strict=True):
        if identity.settled and mention.kind not in _NO_SHORT_FORMS:
            named[mention.kind].append(_Named(mention.start, _short(mention), identity.key))
    return named


def _short(mention: Mention) -> str:
    return shortened(mention.kind, clean(mention.name))


def _longer(mention: Mention, named: dict[str, list[_Named]]) -> Identity | None:
    """Return the thing whose longer name ends in this one: the last before it, or the only one after it."""
    short = _short(mention)
    fitting = [n for n in named.get(mention.kind, ()) if n.short.endswith(short) and n.short != short]
    before = [n for n in fitting if n.start <= mention.start]
    keys = {n.key for n in fitting}
    if before or len(keys) == 1:
        return Identity((before or fitting)[-1].key, "short for the longer name in the document")
    return None


def _regions(one: Extract, found: list[Identity]) -> list[str]:
    """Return the names of the regions of the document."""
    names = (m.name for m, identity in zip(one.mentions, found, strict=True) if m.kind == "Region" and identity.settled)
    return list(dict.fromkeys(names))


def _by_region(mention: Mention, regions: list[str]) -> Identity | None:
    """Return the one known thing of this short name in the regions of the document; two make it open."""
    if mention.kind not in _TOLD_BY_REGION:
        return None
    found = {
        identity.key: identity for region in regions if (identity := key_of(mention.kind, mention.name, region)).settled
    }
    real = [identity for key, identity in found.items() if (mention.kind, key) in known.things()]
    if len(real) == 1:
        return real[0]._replace(reason="the one thing of this name in the regions of the document")
    return None


def _alone(identity: Identity, document: str) -> Identity:
    return Identity(f"{identity.key} in {document}", "nothing tells which: one thing in this document")


def _short_forms(one: Extract, found: list[Identity]) -> dict[Thing, Identity]:
    """Return which unknown names are short for another: what follows its place, the front of a firm's name."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for mention, identity in zip(one.mentions, found, strict=True):
        if mention.kind not in _NO_SHORT_FORMS:
            names[mention.kind].setdefault(_short(mention), identity.key)
    places_named = {clean(m.text) for m in one.mentions if m.kind in ("Region", *known.HOLDERS)}
    return _firms_in_full(one, found) | dict(_shortenings(names, places_named))


def _firms_in_full(one: Extract, found: list[Identity]) -> dict[Thing, Identity]:
    """Return which firms of the document are one under a full name and a short one that leaves out more than its end."""
    from kg.link import firms  # which cuts words: not needed where all documents are kept

    called = {
        clean(m.name): identity.key for m, identity in zip(one.mentions, found, strict=True) if m.kind == "Company"
    }
    pairs = firms.same(called) if len(called) > 1 else ()
    return {("Company", key): Identity(other, "the full name of a firm and its short one") for key, other in pairs}


def _shortenings(names: dict[str, dict[str, str]], places_named: set[str]) -> Iterator[tuple[Thing, Identity]]:
    for kind, keys in names.items():
        for short, key in keys.items():
            if (kind, key) not in known.things():
                longer = {k for name, k in keys.items() if k != key and _is_short_for(kind, short, name, places_named)}
                if len(longer) == 1:
                    yield (kind, key), Identity(longer.pop(), "short for the longer name in the document")


def _is_short_for(kind: str, short: str, name: str, places_named: set[str]) -> bool:
    if len(short) >= len(name):
        return False
    if name.endswith(short):
        return name[: -len(short)] in places_named
    return kind == "Company" and len(short) > 2 and places.split(name)[1].startswith(short)
