"""How fast extraction is, side by side with ``jieba.posseg``, which only cuts and tags the same text.

    pip install jieba
    python -m benchmarks.extract [PATH…] [--rounds 3] [--megabytes 1.5]

Without a path it reads the Chinese texts of ``data/samples``, over and over; a path is whatever ``kg build`` takes.
Both run on one core, in one process and in turns, document by document, so that whatever else the machine does slows
both alike. Seconds are the processor's; what is loaded once (lexicon, rules, dictionaries) is loaded before.
"""

import argparse
import logging
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any

from kg.engines.work import ready
from kg.extract import extract
from kg.model import Document
from kg.read import read
from kg.resources import folder
from kg.words import words

BATCH = 20_000  # characters that one of the two reads before the other's turn


def texts(paths: list[str], megabytes: float) -> list[str]:
    """Return the texts to be read: at most ``megabytes`` of the files, or that much of the samples, repeated."""
    samples = map(str, sorted((folder("data/samples")).glob("*.txt")))
    found = [one.text for one in read(paths or samples) if isinstance(one, Document) and not one.text.isascii()]
    taken, left = [], megabytes * 1e6
    for text in found if paths else islice(cycle(found), 100_000):
        if left <= 0:
            break
        taken.append(text)
        left -= len(text.encode())
    return taken


def batches(all_texts: list[str]) -> Iterator[list[str]]:
    """Yield the texts in batches long enough for the clock."""
    batch: list[str] = []
    for text in all_texts:
        batch.append(text)
        if sum(map(len, batch)) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def seconds(work: Callable[[str], Any], batch: list[str]) -> float:
    before = time.process_time()
    for text in batch:
        work(text)
    return time.process_time() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", help="files or folders; the samples by default")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is read")
    parser.add_argument("--megabytes", type=float, default=1.5, help="how much is read in a round")
    arguments = parser.parse_args()

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    readers: dict[str, Callable[[str], Any]] = {
        "extraction": lambda text: extract(Document("d", text)),
        "jieba.posseg": jieba.posseg.lcut,
    }
    for work in readers.values():
        work("苏州高新区位于苏州。")
    ready()  # as a build does, after both have loaded what they need
    read_texts = texts(arguments.paths, arguments.megabytes)
    if not read_texts:
        parser.error(f"no Chinese text in {', '.join(arguments.paths)}")
    size = sum(len(text.encode()) for text in read_texts) / 1e6
    rounds: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(arguments.rounds):
        words.cache_clear()
        taken = dict.fromkeys(readers, 0.0)
        for batch in batches(read_texts):
            for name, work in readers.items():
                taken[name] += seconds(work, batch)
        for name in readers:
            rounds[name].append(taken[name])
    print(f"{len(read_texts)} texts, {size:.2f} MB of UTF-8, {arguments.rounds} rounds")
    for name, times in rounds.items():
        print(
            f"{name:13} {size / statistics.median(times):6.3f} MB/s ({size / max(times):.3f} to {size / min(times):.3f})"
        )
    ratios = [slow / fast for fast, slow in zip(rounds["extraction"], rounds["jieba.posseg"], strict=True)]
    print(f"extraction is {statistics.median(ratios):.1f} times as fast ({min(ratios):.1f} to {max(ratios):.1f})")


if __name__ == "__main__":
    main()
