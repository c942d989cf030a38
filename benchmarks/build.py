"""Where the time and the memory of a build go, stage by stage.

python benchmarks/build.py INPUT… [--jobs N] [--cache FILE]

Prints a line a stage: seconds on the clock, seconds of processor time of this process and of the one that writes the data
beside it, which comes last, and the most memory that this one has held so far; the processes that read are not counted. On a
busy machine only the processor time says something.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

from kg.build import Options, build
from kg.engines.work import Outcome


class Clock:
    """Prints what passed since it was asked last."""

    def __init__(self) -> None:
        self.stage = "reading and extraction"
        self.documents = 0
        self.begun = self.now()

    def now(self) -> tuple[float, float]:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return time.monotonic(), sum(one.ru_utime + one.ru_stime for one in used)

    def watch(self, event: Outcome | str) -> None:
        if isinstance(event, str):
            self.lap(event)
        else:
            self.documents += len(event.read)

    def lap(self, following: str) -> None:
        now = self.now()
        wall, cpu = (after - before for after, before in zip(now, self.begun, strict=True))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{self.stage:26}{wall:8.1f} s{cpu:8.1f} s cpu{memory:7,} MB", flush=True)
        self.stage, self.begun = following, now


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--cache", type=Path)
    args = parser.parse_args()
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        built = build(args.inputs, Path(folder), Options(jobs=args.jobs, cache=args.cache), clock.watch)
        clock.lap("")
    print(f"{len(built.texts):,} documents, {len(built.graph):,} entities, {built.graph.number_of_edges():,} facts")


if __name__ == "__main__":
    main()
