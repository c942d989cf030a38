"""Where nodes are drawn: communities apart, nothing upon anything, the same in every process."""

import os
import random
import subprocess
import sys
from itertools import combinations

import pytest

from kg.page.layout import FANOUT, Group, lay_out


def cliques(count: int, size: int) -> list[tuple[int, int]]:
    """Return the links of a ring of cliques."""
    links = [pair for c in range(count) for pair in combinations(range(c * size, (c + 1) * size), 2)]
    return links + [(c * size, (c + 1) % count * size) for c in range(count)]


def scattered(count: int) -> list[tuple[int, int]]:
    draw = random.Random(1)  # noqa: S311 - any graph will do, the same every time
    return [(draw.randrange(count), draw.randrange(count)) for _ in range(2 * count)]


def distance(a: tuple[int, int], b: tuple[int, int]) -> float:
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


@pytest.mark.parametrize(
    ("count", "links"), [(0, []), (1, []), (1, [(0, 0)]), (2, []), (2, [(0, 1), (1, 0), (0, 1)]), (300, [])]
)
def test_every_node_has_a_place_however_small_the_graph(count: int, links: list[tuple[int, int]]) -> None:
    layout = lay_out(count, links)
    assert len(layout.positions) == len(layout.communities) == count
    assert len(set(layout.positions)) == count


def test_members_of_a_community_lie_together() -> None:
    layout = lay_out(60, cliques(6, 10))
    assert sorted(layout.communities) == sorted(c for c in range(6) for _ in range(10))
    alike = 0
    for node, place in enumerate(layout.positions):
        nearest = sorted(range(60), key=lambda other: distance(place, layout.positions[other]))[1:6]
        alike += sum(layout.communities[other] == layout.communities[node] for other in nearest)
    assert alike >= 0.8 * 5 * 60


@pytest.mark.parametrize("count", [40, 400])
def test_no_node_lies_on_another(count: int) -> None:
    places = lay_out(count, scattered(count)).positions
    assert min(distance(a, b) for a, b in combinations(places, 2)) > 12


def test_in_a_bigger_graph_one_in_a_hundred_may_touch_a_neighbour_community() -> None:
    places = lay_out(1200, scattered(1200)).positions
    assert sum(distance(a, b) < 12 for a, b in combinations(places, 2)) <= 12


def test_no_group_shows_more_than_can_be_looked_at() -> None:
    def widest(group: Group) -> int:
        return max(len(group.children), *(widest(child) for child in group.children if isinstance(child, Group)), 0)

    hub = [(0, node) for node in range(1, 2000)]
    assert widest(lay_out(2000, hub).tree) <= FANOUT


def test_the_tree_holds_every_node_once() -> None:
    def nodes(group: Group) -> list[int]:
        return [n for child in group.children for n in (nodes(child) if isinstance(child, Group) else [child])]

    assert sorted(nodes(lay_out(900, scattered(900)).tree)) == list(range(900))


def test_another_process_draws_the_same() -> None:
    program = (
        "from kg.page.layout import lay_out; print(lay_out(200, [(i, i * 7 % 200) for i in range(200)]).positions)"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, threads in (("1", "1"), ("2", "2"))
    }
    assert len(drawn) == 1


def test_what_hangs_together_with_little_stands_in_the_corner() -> None:
    """A pair and four single nodes beside sixty that are linked, in a small picture and in a tree."""
    links = [*cliques(6, 10), (60, 61)]
    layout = lay_out(66, links)
    assert layout.apart == frozenset(range(60, 66))
    right = max(x + y for x, y in layout.positions[:60])
    assert all(x + y > right for x, y in layout.positions[60:])
    assert isinstance(corner := layout.tree.children[-1], Group)
    assert set(corner.children) == layout.apart


@pytest.mark.parametrize(
    ("count", "links"), [(30, []), (40, [*cliques(2, 15), *((a + 30, b + 30) for a, b in cliques(1, 10))])]
)
def test_of_parts_of_like_size_none_stands_apart(count: int, links: list[tuple[int, int]]) -> None:
    assert not lay_out(count, links).apart
