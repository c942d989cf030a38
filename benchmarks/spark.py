"""Where the time of a build on Spark goes, on a cluster of so many workers with one core each, started here.

python -m benchmarks.spark INPUT… [--workers N] [--copies N]

Prints a line a step: seconds on the clock, and seconds of processor time of the workers' processes and their children.
On a busy machine only the processor time says something. ``--copies`` reads INPUT, one .jsonl.gz, so many times over,
each time as other texts.
"""

import argparse
import gzip
import json
import os
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import pyspark

from kg.build import DEFAULTS
from kg.engines.work import Outcome
from kg.spark import run
from tests import clusters

TICKS = os.sysconf("SC_CLK_TCK")


class Clock:
    """Prints what passed since it was asked last."""

    def __init__(self, cluster: clusters.Cluster) -> None:
        self.cluster = cluster
        self.seen: dict[int, float] = {}
        self.step = "starting"
        self.begun = self.now()

    def now(self) -> tuple[float, float]:
        for worker in self.cluster.workers:
            for executor in clusters.children(worker.pid):
                self.seen[executor] = used(executor) + sum(map(tree, clusters.children(executor)))
        return time.monotonic(), sum(self.seen.values())

    def watch(self, event: Outcome | str) -> None:
        if isinstance(event, str):
            now = self.now()
            wall, cpu = (after - before for after, before in zip(now, self.begun, strict=True))
            print(f"{self.step:26}{wall:8.1f} s{cpu:8.1f} s cpu", flush=True)
            self.step, self.begun = event, now


def tree(process: int) -> float:
    return used(process) + sum(map(tree, clusters.children(process)))


def used(process: int) -> float:
    """Return the processor time of a process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS


def copied(path: Path, copies: int, to: Path) -> Path:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    with gzip.open(to, "wt", encoding="utf-8", compresslevel=1) as file:
        for number in range(copies):
            for record in records:
                file.write(json.dumps(record | {"text": f"第{number}期。{record['text']}"}, ensure_ascii=False) + "\n")
    return to


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--copies", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = [copied(args.inputs[0], args.copies, folder / "news.jsonl.gz")] if args.copies > 1 else args.inputs
        with clusters.running(Path(pyspark.__file__).parent, folder, args.workers) as cluster:
            os.environ.update(clusters.environment(cluster.address))
            run.ONE_MACHINE = 0  # only what Spark writes is timed
            clock = Clock(cluster)
            written = run.build_on_spark(list(map(str, inputs)), str(folder / "out"), DEFAULTS, clock.watch)
            clock.watch("")
            sizes = {path.name: size(path) for path in (folder / "out").glob("t*/*")} | {
                "quads": size(folder / "out" / "quads")
            }
            same = content(folder / "out")
    documents = written.summary.documents
    print(f"{documents:,} documents on {args.workers} workers; kB a document:")
    print(", ".join(f"{name} {total / documents / 1000:.2f}" for name, total in sorted(sizes.items())))
    print(f"content {same}")


def content(out: Path) -> str:
    """Return a hash of the N-Quads: the same, however many workers there are. Tables differ in their footers."""
    paths = sorted(path for path in (out / "quads").rglob("*.nq*") if path.is_file() and path.name[0] not in "._")
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in paths)).hexdigest()[:16]


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


if __name__ == "__main__":
    main()
