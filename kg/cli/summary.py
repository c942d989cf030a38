"""What a build came to, on the screen: how many of everything, the most frequent kinds first."""

from collections.abc import Iterator, Mapping

from kg.cli.screen import table


def summary(documents: int, kinds: Mapping[str, int], facts: Mapping[str, int], seconds: float) -> Iterator[str]:
    """Yield the lines that say how much there is; ``kinds`` of entities and ``facts`` by relation with their numbers."""
    entities, stated = sum(kinds.values()), sum(facts.values())
    yield f"{counted(documents, 'document')}, {entities:,} entities, {counted(stated, 'fact')}, {seconds:.1f} s"
    yield ""
    if kinds:
        yield _beside(_ranked("entities", kinds), _ranked("facts", facts))
        yield ""


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its word."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def repairs(count: int) -> str:
    """Return how many problems there are."""
    return counted(count, "problem or repair", "problems and repairs")


def listed(counts: Mapping[str, int]) -> str:
    """Return how many there are of each, the most frequent first: ``3 joined, 1 disagreement``."""
    return ", ".join(f"{count} {name}" for name, count in _ranked("", counts)[1:])


def _ranked(title: str, counts: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(title, "")] + [(name, f"{count:,}") for name, count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))]


def _beside(left: list[tuple[str, str]], right: list[tuple[str, str]]) -> str:
    """Return two ranked lists as one table, the longer one telling its height."""
    height = max(len(left), len(right))
    both = [(*a, *b) for a, b in zip(_filled(left, height), _filled(right, height), strict=True)]
    return table(both[0], both[1:])


def _filled(rows: list[tuple[str, str]], height: int) -> list[tuple[str, str]]:
    return rows + [("", "")] * (height - len(rows))
