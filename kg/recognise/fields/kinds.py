"""Industry or technology: what a document treats a field as that can be either, by the words beside it and the lists it stands in."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from kg.lexicon import load
from kg.recognise.candidates import FIELDS, Found
from kg.recognise.fields.cues import cues_beside, kind_of_product

Flow = tuple[str, list[Found]]
Runs = tuple[str, list[list[Found]]]  # a flow's text, and its fields list by list

_NAMED_AFTER_INDUSTRIES = frozenset(
    ("Cluster", "Zone", "Company", "Organization", "ResearchInstitute", "GovernmentBody")
)
_LINK = ("、", "和", "与", "及", "以及")
_COMPOUND = "compound"  # a kind that can be either
_MADE_OF_BRANCHES = {"Industry", _COMPOUND}  # 氢能新材料: what is beside it decides
_DECLARED, _CUE, _NAMED, _LISTED, _OTHERWISE = 4, 2, 2, 1, 1  # how much each of them says


def settle_kinds(flows: Sequence[Flow]) -> list[list[Found]]:
    """Return the names of each of a document's ``flows``, every field of one kind throughout."""
    fields = [[one for one in found if one.kind in FIELDS] for _, found in flows]
    runs = [(text, list(_runs(text, own))) for (text, _), own in zip(flows, fields, strict=True)]
    seen = _seen(fields)
    free = _techniques(runs) | {
        name for name, kinds in seen.items() if either(name) or kinds == _MADE_OF_BRANCHES or _may_be_made(name, kinds)
    }
    unsure = free | {name for name, kinds in seen.items() if len(kinds) > 1}
    if not unsure:
        return [found for _, found in flows]
    votes = _votes(runs, unsure, free)
    votes_of_names, votes_of_columns = _named_after(flows, unsure), _in_columns(flows, unsure)
    kinds = {
        name: _kind(votes[name] + votes_of_names[name] + votes_of_columns[name], seen[name], either(name))
        for name in unsure
    }
    return [[_as(one, kinds) for one in found] for _, found in flows]


def _seen(fields: Iterable[list[Found]]) -> dict[str, set[str]]:
    """Return as which kinds each field was found; a compound may be either."""
    seen: dict[str, set[str]] = defaultdict(set)
    for one in chain.from_iterable(fields):
        seen[one.name].add(one.kind)
        if one.rule == "compound":
            seen[one.name].add(_COMPOUND)
    return seen


def _techniques(runs: Iterable[Runs]) -> set[str]:
    """Return what the text calls techniques, where it is no branch by itself: 物联网、大数据|技术; not 人工智能|技术创新."""
    return {
        one.name
        for text, own in runs
        for run in own
        if text.startswith(_TECHNIQUE, run[-1].end) and not _no_technique(text, run[-1].end + len(_TECHNIQUE))
        for one in run
        if len(one.name) > _HEAD
    }


_TECHNIQUE = "技术"


def _no_technique(text: str, end: int) -> bool:
    not_after = load().products[_TECHNIQUE].not_after
    return text.startswith(("研发", "发展"), end) or bool(not_after and not_after.match(text, end))


def _votes(runs: Iterable[Runs], unsure: set[str], free: set[str]) -> dict[str, Counter[str]]:
    """Return how much speaks for each kind of the ``unsure`` names among the lists of fields; those that are ``free`` say nothing of others."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for text, own in runs:
        for run in own:
            meant = [one for one in run if one.name in unsure]
            listed = _listed(text, run, free) if meant else Counter()
            for one in meant:
                votes[one.name].update(listed)
                votes[one.name][one.kind] += _DECLARED if one.rule.startswith("declared") else 0
    return votes


def _named_after(flows: Sequence[Flow], unsure: set[str]) -> dict[str, Counter[str]]:
    """Return how much the names speak for industries that hold ``unsure`` fields: a cluster, park or firm is named after its industry."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for _, found in flows:
        outer: Found | None = None
        for one in found:
            if one.kind in _NAMED_AFTER_INDUSTRIES and (outer is None or one.end > outer.end):
                outer = one
            elif one.name in unsure and one.kind in FIELDS and outer is not None and one.end <= outer.end:
                votes[one.name]["Industry"] += _NAMED
    return votes


def _in_columns(flows: Sequence[Flow], unsure: set[str]) -> dict[str, Counter[str]]:
    """Return how much the tables say for industries: a column that is headed 主导产业 holds nothing else."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    columns: set[int] = set()
    in_table = False
    for text, found in flows:
        if _BAR not in text:
            in_table = False
        elif not in_table:
            in_table, columns = True, {n for n, cell in enumerate(text.split(_BAR)) if _HEADED.search(cell)}
        elif columns:
            for one in found:
                if one.name in unsure and one.kind in FIELDS and text.count(_BAR, 0, one.start) in columns:
                    votes[one.name]["Industry"] += _CUE
    return votes


_BAR = "|"
_HEADED = re.compile("产业|行业")


def _kind(votes: Counter[str], seen: set[str], either: bool) -> str:
    """Return the kind for which most speaks; where the document says nothing, a product is a technology and all else what it was found as."""
    otherwise = {"Technology"} if either else seen
    return max(sorted(FIELDS), key=lambda kind: votes[kind] + _OTHERWISE * (kind in otherwise))


def _as(one: Found, kinds: dict[str, str]) -> Found:
    kind = kinds.get(one.name, one.kind) if one.kind in FIELDS else one.kind
    return one if kind == one.kind else one._replace(kind=kind)


def either(name: str) -> bool:
    """Say whether the field may be an industry as well as what firms make."""
    entry = load().entry(name, "Industry")
    return entry is not None and entry.sort == "product"


def _may_be_made(name: str, kinds: set[str]) -> bool:
    """Say whether the field, a branch if nothing else is said, is what firms make where the words beside it say so: 生产|建筑机械."""
    return "Technology" not in kinds and is_made_thing(name)


def is_made_thing(name: str) -> bool:
    """Say whether the last word of the field's name is one for a thing that is made: 养殖|装备; not 新材料, a sector."""
    return len(name) > _HEAD and name.endswith(_MADE) and not name.endswith("新材料")


_HEAD = 2  # characters
_MADE = tuple("机械 装备 设备 仪器 器件 芯片 电池 卫星 飞机 船舶 药物 材料".split())


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


def _listed(text: str, run: Sequence[Found], free: set[str]) -> Counter[str]:
    """Return what the list says of each of its members: the words around it, and those of its members that are certain."""
    cues = cues_beside(text, run[0].start, run[-1].end)
    votes = Counter({kind_of_product(cue, run[-1].name): _CUE for cue in cues})
    for one in run:
        if one.name not in free:
            votes[one.kind] += _LISTED
    return votes
