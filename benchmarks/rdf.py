"""How fast a large graph is written, beside rdflib in the same run, and checked; each in a process of its own.

python benchmarks/rdf.py write [--triples 1000000]   each format by kg.rdf: seconds and peak memory
python benchmarks/rdf.py rdflib [--triples 1000000]   the same triples as Turtle by kg.rdf and by rdflib
python benchmarks/rdf.py check [--triples 1000000]   kg check, by shape

The graph is synthetic: clusters in zones with industries, one passage a relation and one mention an entity. Time is
that of the processor, so that other work on the machine counts less, from the finished graph to the closed file.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import networkx as nx

from kg import graph, rdf
from kg.checks import shapes
from kg.model import Document, Entity, Evidence, Fact, Mention

TRIPLES_A_CLUSTER = 41
PASSAGE = "集群位于高新区，聚焦医疗器械产业。" * 3
INDUSTRIES = 500


def world(triples: int) -> nx.MultiDiGraph:
    """Return a graph of about so many triples."""
    clusters = range(triples // TRIPLES_A_CLUSTER)
    documents = [
        Document(f"d{n}", "文" * 100_000, name=f"{n}.txt", genre="news", date="2020-04-21") for n in clusters[::50]
    ]
    entities = [industry(n) for n in range(INDUSTRIES)]
    facts = []
    for n in clusters:
        document = documents[n // 50].id
        entities.append(entity(f"Cluster-{n}", f"第{n}号创新型产业集群", document, n))
        if n % 3 == 0:
            entities.append(entity(f"Zone-{n}", f"第{n}号高新区", document, n))
        facts.append(fact(f"Cluster-{n}", "locatedIn", f"Zone-{n - n % 3}", document, n))
        facts.append(fact(f"Cluster-{n}", "focusesOn", f"Industry-{n % INDUSTRIES}", document, n))
    return graph.assemble(entities, facts, documents)


def industry(n: int) -> Entity:
    return Entity(f"Industry-{n}", "Industry", f"第{n}产业", (), ())


def entity(node: str, label: str, document: str, n: int) -> Entity:
    start = n % 50 * 1_000
    mention = Mention(start, start + len(label), label, node.split("-")[0], label, "head")
    return Entity(node, mention.kind, label, (f"{label}简称",), ((document, mention),))


def fact(source: str, relation: str, target: str, document: str, n: int) -> Fact:
    start = n % 50 * 1_000
    return Fact(source, relation, target, 0.97, (Evidence(document, start, start + len(PASSAGE), PASSAGE, relation),))


def peak() -> float:
    """Return the most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def write(triples: int, format: str) -> None:  # noqa: A002
    g = world(triples)
    before = peak()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph.{format}"
        start = time.process_time()
        rdf.write(g, path, format)
        seconds = time.process_time() - start
        size = path.stat().st_size / 1e6
    most = peak()
    count = sum(1 for _ in rdf.triples(g))
    print(
        f"{format:7} {count:,} triples {seconds:6.1f} s {size:6.0f} MB  peak {most:5.0f} MB, {before:.0f} of them the graph"
    )


def rdflib(triples: int) -> None:
    g = world(triples)
    copy = rdf.to_rdflib(g)
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        rdf.write(g, Path(folder) / "ours.ttl")
        ours = time.process_time() - start
        start = time.process_time()
        copy.serialize(Path(folder) / "theirs.ttl", format="turtle")
        theirs = time.process_time() - start
    print(f"{len(copy):,} triples as Turtle: kg.rdf {ours:.1f} s, rdflib {theirs:.1f} s (its graph was there already)")


def check(triples: int) -> None:
    store = shapes.store_of(rdf.triples(world(triples)))
    start = time.process_time()
    report = shapes.check(store)
    seconds = time.process_time() - start
    print(f"check {len(store):,} triples: {seconds:.0f} s, valid: {report.valid}, peak {peak():.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("write", "rdflib", "check", *rdf.FORMATS))
    parser.add_argument("--triples", type=int, default=1_000_000)
    args = parser.parse_args()
    if args.what == "write":
        for name in rdf.FORMATS:
            subprocess.run([sys.executable, __file__, name, "--triples", str(args.triples)], check=True)
    elif args.what in rdf.FORMATS:
        write(args.triples, args.what)
    else:
        {"rdflib": rdflib, "check": check}[args.what](args.triples)


if __name__ == "__main__":
    main()
