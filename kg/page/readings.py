"""Reading views: an article with its mentions coloured by kind, its facts beside it, problems marked where they are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from kg.model import Problem
from kg.numerals import written
from kg.output.readings import reading_name
from kg.page import markup
from kg.page.look import look
from kg.passages import Observed, observed
from kg.schema import load

Row = dict[str, Any]
_source = cache(markup.source)  # the same for each of many documents


class Stretch(NamedTuple):
    """A part of the text and the element that is put around it; of two alike, the lower ``rank`` goes outside."""

    start: int
    end: int
    rank: int
    opening: Markup


class Reading(NamedTuple):
    """What one document's reading view is made from: mentions with their nodes, facts by passage, problems."""

    document: Row
    text: str
    mentions: list[tuple[Row, str, Row]]  # mention, node id, node
    facts: dict[tuple[int, int], list[Row]]  # numbers too
    problems: list[Problem]


def write_readings(
    graph: nx.MultiDiGraph, texts: Mapping[str, str], folder: Path, problems: Iterable[Problem] = ()
) -> None:
    """Write a reading view into ``folder`` for each document of ``graph`` whose text is given."""
    documents = [document for document in graph.graph.get("documents", ()) if document["id"] in texts]
    if not documents:
        return
    folder.mkdir(parents=True, exist_ok=True)
    mentions, facts, found = _mentions(graph), _facts(graph), _by_document(problems)
    for document in documents:
        key = document["id"]
        reading = Reading(document, texts[key], mentions.get(key, []), facts.get(key, {}), found.get(key, []))
        (folder / reading_name(key)).write_text(_html(reading), encoding="utf-8", newline="\n", errors="replace")


def _mentions(graph: nx.MultiDiGraph) -> dict[str, list[tuple[Row, str, Row]]]:
    found = defaultdict(list)
    for node, data in graph.nodes(data=True):
        for mention in data.get("mentions", ()):
            found[mention["document"]].append((mention, node, data))
    return found


def _facts(graph: nx.MultiDiGraph) -> dict[str, dict[tuple[int, int], list[Row]]]:
    found: dict[str, dict[tuple[int, int], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for source, target, relation, data in graph.edges(keys=True, data=True):
        for evidence in data.get("evidence", ()):
            row = {
                "source": graph.nodes[source]["label"],
                "target": graph.nodes[target]["label"],
                "relation": load().relations.get(relation),
                "name": relation,
            }
            there = found[evidence["document"]][evidence["start"], evidence["end"]]
            if row not in there:  # two rules may have read the same from a sentence
                there.append(row)
    for _, data in graph.nodes(data=True):
        for fields, cited in observed(data.get("observations", ())):
            for document, start, end, _, _ in cited:
                found[document][start, end].append(_number(data["label"], fields))
    return found


def _number(label: str, fields: Observed) -> Row:
    """Return a number as a fact of its sentence: 苏州高新区, 企业, >= 400家（2019）."""
    indicator, value, unit, time, target, comparator = fields
    notes = "，".join(filter(None, (time, "目标" if target else "")))
    amount = f"{comparator if comparator != '=' else ''} {written(value)}{unit}".strip()
    return {"source": label, "relation": None, "name": indicator, "target": f"{amount}（{notes}）" if notes else amount}


def _by_document(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    found = defaultdict(list)
    for problem in problems:
        found[problem.document].append(problem)
    return found


def _html(reading: Reading) -> str:
    kinds = sorted({node["kind"] for _, _, node in reading.mentions})
    style = _source("shared.css", "reading.css") + _kind_styles(kinds)
    script = _source("reading.js")
    return _template().render(
        policy=markup.policy([script], [style]),
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704 - our own file
        document=reading.document,
        link=reading.document["url"] if re.match(r"https?://", reading.document["url"], re.IGNORECASE) else "",
        kinds=[(i, load().kinds.get(kind), kind) for i, kind in enumerate(kinds)],
        body=_body(reading, kinds),
        facts=sorted(reading.facts.items()),
        problems=[problem for problem in reading.problems if problem.start is None],
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(markup.TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template("reading.html")


def _kind_styles(kinds: Sequence[str]) -> str:
    return "".join(f".k{i} {{ --kind: {look(kind).colour}; }}\n" for i, kind in enumerate(kinds))


def _body(reading: Reading, kinds: Sequence[str]) -> Markup:
    text = reading.text.replace("\0", "\ufffd")  # which browsers leave out, and positions would be lost
    return Markup("").join(_nested(text, sorted(_stretches(reading, kinds), key=_outer_first)))


def _stretches(reading: Reading, kinds: Sequence[str]) -> Iterator[Stretch]:
    for start, end in reading.facts:
        yield Stretch(start, end, 1, Markup('<span class="passage" id="c{0}-{1}" tabindex="0">').format(start, end))
    number = {kind: i for i, kind in enumerate(kinds)}
    for mention, node_id, node in reading.mentions:
        kind = load().kinds.get(node["kind"])
        title = f"{kind.zh if kind else node['kind']} · {node['label']}"
        opening = Markup('<a class="mention k{}" href="../graph.html#node={}" title="{}">').format(
            number[node["kind"]], node_id, title
        )
        yield Stretch(mention["start"], mention["end"], 2, opening)
    for problem in reading.problems:
        if problem.start is not None and problem.end is not None:
            opening = Markup('<span class="problem" title="{}">').format(problem.message)
            yield Stretch(problem.start, problem.end, 0, opening)


def _outer_first(stretch: Stretch) -> tuple[int, int, int, str]:
    return stretch.start, -stretch.end, stretch.rank, stretch.opening


def _nested(text: str, stretches: Iterable[Stretch]) -> Iterator[Markup]:
    """Yield ``text`` with elements around ``stretches``; one that crosses another's end is left out.

    Links do not nest in HTML: a mention inside a mention is left to the outer one.
    """
    at, around = 0, list[Stretch]()
    for stretch in stretches:
        while around and around[-1].end <= stretch.start:
            yield escape(text[at : around[-1].end]) + _closing(around[-1])
            at = around.pop().end
        crossing = bool(around) and stretch.end > around[-1].end
        inside = stretch.rank == 2 and any(outer.rank == 2 for outer in around)
        if crossing or inside or stretch.end > len(text) or stretch.start < at:
            continue
        yield escape(text[at : stretch.start]) + stretch.opening
        at = stretch.start
        around.append(stretch)
    while around:
        yield escape(text[at : around[-1].end]) + _closing(around[-1])
        at = around.pop().end
    yield escape(text[at:])


def _closing(stretch: Stretch) -> Markup:
    return Markup("</a>") if stretch.rank == 2 else Markup("</span>")
