"""How long the analysis of a large graph takes, and how much memory; and how near its estimates are.

python benchmarks/analyse.py report [--nodes 200000 --edges 1000000]   time and memory of each part, then of the whole
python benchmarks/analyse.py error                                     estimates against exact values, 3,000 nodes

The graph is synthetic: kinds in the proportions of news, ends chosen by preference for what has many ties already,
two sentences of evidence for each fact, one in a hundred things unconnected.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from kg.analyse import (
    analyse,
    communities,
    connectivity,
    figures,
    findings,
    measures,
    mixing,
    network,
    projections,
    robustness,
    speakers,
)
from kg.analyse.ties import Ties
from kg.cli import graphs
from kg.graph import to_json
from kg.report import write_report

KINDS = {
    "Company": 40,
    "Technology": 14,
    "ResearchInstitute": 10,
    "Person": 8,
    "Organization": 8,
    "Policy": 5,
    "GovernmentBody": 4,
    "University": 3,
    "Program": 3,
    "Cluster": 2,
    "Region": 1,
    "Zone": 1,
    "Industry": 1,
}
ROWS = [
    ("Company", "locatedIn", "Region", 12),
    ("Company", "locatedIn", "Zone", 10),
    ("Company", "focusesOn", "Technology", 12),
    ("Company", "focusesOn", "Industry", 8),
    ("Company", "cooperatesWith", "Company", 14),
    ("Company", "memberOf", "Cluster", 8),
    ("ResearchInstitute", "cooperatesWith", "Company", 8),
    ("ResearchInstitute", "locatedIn", "Zone", 4),
    ("ResearchInstitute", "supports", "Cluster", 3),
    ("ResearchInstitute", "focusesOn", "Technology", 4),
    ("ResearchInstitute", "partOf", "University", 2),
    ("Cluster", "locatedIn", "Zone", 1),
    ("Cluster", "focusesOn", "Industry", 1),
    ("Zone", "focusesOn", "Industry", 1),
    ("Zone", "locatedIn", "Region", 1),
    ("Policy", "issuedBy", "GovernmentBody", 4),
    ("Person", "worksFor", "Company", 6),
    ("Organization", "investsIn", "Company", 3),
]

ALL = 10**12  # so much work that nothing is estimated


def graph(nodes: int, edges: int, seed: int = 7) -> nx.MultiDiGraph:
    chance = random.Random(seed)  # noqa: S311 - no secret, a graph that is the same every time
    made = nx.MultiDiGraph(documents=[{"id": f"d{n}", "title": f"第{n}篇", "date": "2020"} for n in range(1000)])
    of_kind: dict[str, list[str]] = {}
    for kind, weight in KINDS.items():
        of_kind[kind] = [f"{kind}-{n}" for n in range(max(1, nodes * weight // 100))]
        for node in of_kind[kind]:
            made.add_node(
                node,
                kind=kind,
                label=node,
                aliases=[],
                background=False,
                mentions=[{"document": f"d{chance.randrange(1000)}", "start": 0, "end": 4, "text": "某某"}],
                observations=[],
            )
    ends = {kind: list(of_kind[kind][: -max(1, len(of_kind[kind]) // 100)] or of_kind[kind]) for kind in of_kind}
    rows, weights = [row[:3] for row in ROWS], [row[3] for row in ROWS]
    drawn: set[tuple[str, str, str]] = set()
    while len(drawn) < edges:
        source_kind, relation, target_kind = chance.choices(rows, weights)[0]
        source, target = chance.choice(ends[source_kind]), chance.choice(ends[target_kind])
        if source == target or (source, target, relation) in drawn:
            continue
        drawn.add((source, target, relation))
        ends[target_kind].append(target)
        made.add_edge(
            source,
            target,
            key=relation,
            confidence=round(chance.uniform(0.6, 1), 2),
            background=False,
            planned=False,
            evidence=[
                {
                    "document": f"d{chance.randrange(1000)}",
                    "start": 0,
                    "end": 12,
                    "text": "某某与某某有关系。",
                    "rule": "r",
                }
                for _ in range(2)
            ],
        )
    return made


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def timed(name: str, function: Callable[[], Any]) -> Any:
    wall, cpu = time.perf_counter(), time.process_time()
    result = function()
    print(f"{name:28} {took(wall, cpu)}", flush=True)
    return result


def took(wall: float, cpu: float) -> str:
    return f"{time.perf_counter() - wall:7.1f} s   CPU {time.process_time() - cpu:7.1f} s   peak {memory():.2f} GB"


def make(nodes: int, edges: int, file: Path) -> None:
    file.write_text(to_json(graph(nodes, edges)), encoding="utf-8")


def report(file: Path) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    read = timed("read graph.json", lambda: graphs.read(file))
    analysis = timed("analyse", lambda: analyse(read))
    with tempfile.TemporaryDirectory() as folder:
        timed("write report", lambda: write_report(read, analysis, Path(folder)))
    print(f"{'all':28} {took(wall, cpu)}")


def parts(file: Path) -> None:
    read = graphs.read(file)
    whole = timed("network", lambda: network(read))
    ties = timed("ties", lambda: whole.ties)
    timed("transitivity", lambda: robustness.transitivity(ties))
    timed("one random graph", lambda: next(robustness.random_graphs(ties, 1)))
    timed("one removal", lambda: robustness.removal(ties, robustness.targeted_order(ties)))
    timed("betweenness", lambda: measures.betweenness(ties))
    timed("distances", lambda: measures.distances(ties))
    timed("pagerank", lambda: measures.pagerank(ties))
    timed("hits", lambda: measures.hits(ties))
    timed("cores", lambda: measures.core_numbers(ties))
    timed("connectivity", lambda: connectivity.connectivity("whole", whole, ties))
    for code, part in projections.projections(whole):
        timed(code, partial(connectivity.connectivity, code, whole, part))
    timed("communities", lambda: communities.communities(whole, ties))
    timed("mixing", lambda: mixing.mixing(whole, ties))
    timed("robustness", lambda: robustness.robustness(ties))
    for find in findings.FINDINGS:
        timed(find.__name__, partial(find, whole))
    timed("figures", lambda: figures.figures(whole))
    timed("speakers", lambda: speakers.speakers(whole))


def error() -> None:
    whole = nx.barabasi_albert_graph(3000, 4, seed=7)
    ties = Ties.of(map(str, whole), ((str(a), str(b)) for a, b in whole.edges))
    exact, estimate = measures.betweenness(ties, exact_work=ALL), measures.betweenness(ties, exact_work=0)
    assert estimate.errors is not None, "an estimate has errors"
    top = np.argsort(-exact.values)[:10]
    relative = np.abs(estimate.values - exact.values)[top] / exact.values[top]
    print(f"betweenness from {estimate.pivots} pivots, relative error of the top ten:", end=" ")
    print(f"mean {relative.mean():.3f}, most {relative.max():.3f}")
    inside = np.abs(estimate.values - exact.values)[top] <= 2 * estimate.errors[top]
    print(f"within two standard errors: {inside.sum()} of 10")
    exact_found, found = measures.distances(ties, exact_work=ALL), measures.distances(ties, exact_work=0)
    assert exact_found is not None, "the graph has ties"
    assert found is not None, "the graph has ties"
    exact_steps, estimated = exact_found[0], found[0]
    assert estimated.errors is not None, "an estimate has errors"
    print(f"mean distance: exact {exact_steps.values.mean():.4f}, estimate {estimated.values.mean():.4f}", end=" ")
    print(f"± {estimated.errors[0]:.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "report", "parts", "error"))
    parser.add_argument("--nodes", type=int, default=200_000)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--file", type=Path, default=Path(tempfile.gettempdir()) / "analyse-benchmark.json")
    args = parser.parse_args()
    if args.what == "error":
        return error()
    if args.what == "make":
        return make(args.nodes, args.edges, args.file)
    return {"report": report, "parts": parts}[args.what](args.file)


if __name__ == "__main__":
    main()
