"""Each measure against small networks worked out by hand, and against igraph and networkx on random ones."""

import networkx as nx
import numpy as np
import pytest

from kg.analyse import communities, cuts, measures, mixing, robustness
from kg.analyse.ties import Ties

igraph = pytest.importorskip("igraph", reason="the third opinion needs igraph: pip install igraph")


def ties(*pairs: str, alone: str = "") -> Ties:
    """``ties("ab", "bc")`` is the path a-b-c; ``alone`` are nodes without ties."""
    return Ties.of({*"".join(pairs), *alone}, ((pair[0], pair[1]) for pair in pairs))


def by_node(found: Ties, values: np.ndarray) -> dict[str, float]:
    return {node: pytest.approx(value) for node, value in zip(found.nodes, values.tolist(), strict=True)}


NOTHING = ties()
PATH = ties("ab", "bc", "cd")
STAR = ties("ha", "hb", "hc", "hd")
RING = ties("ab", "bc", "cd", "da")
TWO = ties("ab", "bc", "ca", "de", alone="x")  # a triangle, a pair, a single
BARBELL = ties("ab", "bc", "ca", "cd", "de", "ef", "fd")  # two triangles and a bridge

RANDOM = [
    nx.gnm_random_graph(2, 1, seed=1),
    nx.gnm_random_graph(30, 25, seed=2),  # many pieces
    nx.gnm_random_graph(60, 90, seed=3),
    nx.gnm_random_graph(40, 300, seed=4),
    nx.barabasi_albert_graph(80, 2, seed=5),
    nx.path_graph(25),
    nx.star_graph(12),
    nx.complete_graph(8),
    nx.empty_graph(6),
]


def of(graph: nx.Graph) -> Ties:
    return Ties.of((f"{n:03}" for n in graph), ((f"{a:03}", f"{b:03}") for a, b in graph.edges))


def other(found: Ties, directed: bool = False) -> "igraph.Graph":
    return igraph.Graph(n=len(found), edges=(found.arcs if directed else found.edges).tolist(), directed=directed)


@pytest.fixture(params=RANDOM, ids=str)
def random(request: pytest.FixtureRequest) -> Ties:
    return of(request.param)


def test_a_tie_counts_once_and_a_thing_is_not_tied_to_itself():
    found = Ties.of("abc", [("a", "b"), ("b", "a"), ("a", "b"), ("c", "c"), ("a", "elsewhere")])
    assert found.edges.tolist() == [[0, 1]]
    assert found.arcs.tolist() == [[0, 1], [1, 0]]
    assert found.degrees.tolist() == [1, 1, 0]


def test_components_by_hand():
    assert measures.components(TWO).tolist() == [0, 0, 0, 1, 1, 2]
    assert measures.components(NOTHING).tolist() == []


def test_components_as_igraph_counts_them(random: Ties):
    assert measures.components(random).tolist() == other(random).connected_components().membership


def test_cores_by_hand():
    assert by_node(TWO, measures.core_numbers(TWO)) == {"a": 2, "b": 2, "c": 2, "d": 1, "e": 1, "x": 0}


def test_cores_as_igraph_counts_them(random: Ties):
    assert measures.core_numbers(random).tolist() == other(random).coreness()


def test_betweenness_by_hand():
    # of the 3 pairs that do not hold b, two (a-c, a-d) run through it
    assert by_node(PATH, measures.betweenness(PATH).values) == {"a": 0, "b": 2 / 3, "c": 2 / 3, "d": 0}
    assert by_node(STAR, measures.betweenness(STAR).values) == {"h": 1, "a": 0, "b": 0, "c": 0, "d": 0}
    # both ways round the ring are as short, so each holds half of the one pair opposite
    assert measures.betweenness(RING).values.tolist() == pytest.approx([1 / 6] * 4)


@pytest.mark.parametrize("few", [NOTHING, ties(alone="a"), ties("ab")])
def test_betweenness_of_less_than_three_nodes_is_nothing(few: Ties):
    assert measures.betweenness(few).values.tolist() == [0.0] * len(few)


def normalised(found: Ties, values: list[float]) -> list[float]:
    pairs = (len(found) - 1) * (len(found) - 2) / 2
    return [value / pairs if pairs else 0.0 for value in values]


def test_betweenness_as_igraph_and_networkx_give_it(random: Ties):
    values = measures.betweenness(random).values.tolist()
    assert values == pytest.approx(normalised(random, other(random).betweenness()))
    library = nx.betweenness_centrality(
        nx.Graph([*map(tuple, random.edges.tolist())]) if len(random.edges) else nx.Graph()
    )
    connected = np.flatnonzero(random.degrees)
    if len(connected) == len(random):
        assert values == pytest.approx([library[position] for position in range(len(random))])


@pytest.mark.parametrize("graph", RANDOM[1:], ids=str)
def test_sampling_every_node_gives_exact_betweenness(graph: nx.Graph):
    random = of(graph)
    sampled = measures.sampled_betweenness(random, list(range(len(random))))
    assert sampled.values.tolist() == pytest.approx(measures.betweenness(random).values.tolist(), abs=1e-12)
    assert sampled.errors.tolist() == pytest.approx([0] * len(random))


def test_an_estimate_lies_near_the_truth_and_says_how_near():
    found = of(nx.barabasi_albert_graph(400, 3, seed=8))
    exact, estimate = measures.betweenness(found), measures.betweenness(found, exact_work=0)
    assert (exact.pivots, estimate.pivots) == (0, measures.PIVOTS)
    assert exact.errors is None
    top = np.argsort(-exact.values)[:20]
    inside = np.abs(exact.values - estimate.values)[top] <= 3 * estimate.errors[top]
    assert inside.mean() >= 0.9
    assert estimate.values.tolist() == measures.betweenness(found, exact_work=0).values.tolist()


def test_pagerank_by_hand():
    # a -> b: b has what a hands on (85 %) and its part of chance; what b cannot hand on is spread over both
    values = measures.pagerank(Ties.of("ab", [("a", "b")])).tolist()
    assert values == pytest.approx([1 / 2.85, 1.85 / 2.85])


def test_pagerank_as_igraph_and_networkx_give_it(random: Ties):
    values = measures.pagerank(random).tolist()
    assert values == pytest.approx(other(random, directed=True).pagerank(), abs=1e-9)
    library = nx.DiGraph()
    library.add_nodes_from(range(len(random)))
    library.add_edges_from(map(tuple, random.arcs.tolist()))
    expected = nx.pagerank(library, tol=1e-12, max_iter=1000)
    assert values == pytest.approx([expected[position] for position in range(len(random))], abs=1e-9)


def test_pagerank_is_settled_on_a_large_network_too():
    """The libraries' tolerance grows with the number of nodes: their default stops after a few rounds."""
    found = of(nx.barabasi_albert_graph(20_000, 3, seed=9))
    expected = np.array(other(found, directed=True).pagerank())
    assert np.abs(measures.pagerank(found) - expected).sum() < 1e-8


def test_hits_by_hand():
    # one hub points to two authorities
    hubs, authorities = measures.hits(Ties.of("abc", [("a", "b"), ("a", "c")]))
    assert (hubs.tolist(), authorities.tolist()) == (pytest.approx([1, 0, 0]), pytest.approx([0, 0.5, 0.5]))
    assert measures.hits(ties(alone="ab")) is None


def test_hits_as_igraph_gives_them():
    chosen = nx.gnp_random_graph(40, 0.3, seed=5, directed=True)  # dense: elsewhere the answer is not unique
    found = Ties.of((f"{n:02}" for n in chosen), ((f"{a:02}", f"{b:02}") for a, b in chosen.edges))
    expected = other(found, directed=True)
    for values, theirs in zip(measures.hits(found), (expected.hub_score(), expected.authority_score()), strict=True):
        assert values.tolist() == pytest.approx((np.array(theirs) / sum(theirs)).tolist(), abs=1e-6)


def test_distances_by_hand():
    estimate, longest = measures.distances(PATH)
    assert (estimate.values.mean(), longest) == (pytest.approx((1 * 3 + 2 * 2 + 3 * 1) / 6), 3)
    estimate, longest = measures.distances(TWO)  # the triangle only
    assert (estimate.values.tolist(), longest) == ([1, 1, 1], 1)
    assert measures.distances(ties(alone="ab")) is None


def test_distances_as_igraph_gives_them(random: Ties):
    found = measures.distances(random)
    if found is None:
        assert not len(random.edges)
        return
    part = other(measures.largest(random))
    assert found[0].values.mean() == pytest.approx(part.average_path_length())
    assert found[1] == part.diameter()


def cut(found: Ties) -> dict[str, list[str]]:
    tree = cuts.walk(found)
    return {
        found.nodes[point]: ["".join(found.nodes[n] for n in piece) for piece in cuts.pieces(tree, point, children)]
        for point, children in cuts.cut_points(tree).items()
    }


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (NOTHING, {}),
        (RING, {}),
        (TWO, {}),
        (PATH, {"b": ["cd", "a"], "c": ["ab", "d"]}),
        (STAR, {"h": ["a", "b", "c", "d"]}),
        (BARBELL, {"c": ["def", "ab"], "d": ["abc", "ef"]}),
    ],
)
def test_articulation_points_and_what_falls_apart(found: Ties, expected: dict[str, list[str]]):
    assert cut(found) == expected


def test_bridges_by_hand():
    tree = cuts.walk(BARBELL)
    assert [(sorted((a, b)), size) for a, b, size in cuts.bridges(tree)] == [([2, 3], 3)]
    assert cuts.bridges(cuts.walk(RING)) == []


def test_articulation_points_and_bridges_as_igraph_finds_them(random: Ties):
    tree, expected = cuts.walk(random), other(random)
    assert sorted(cuts.cut_points(tree)) == sorted(expected.articulation_points())
    theirs = {tuple(sorted(expected.es[edge].tuple)) for edge in expected.bridges()}
    assert {tuple(sorted(line[:2])) for line in cuts.bridges(tree)} == theirs


def test_pieces_are_what_is_left_without_the_point(random: Ties):
    tree = cuts.walk(random)
    for point, children in cuts.cut_points(tree).items():
        left = other(random)
        component = left.subcomponent(point)
        left.delete_edges(left.incident(point))
        sizes = sorted(
            (len(c) for c in left.connected_components() if set(c) <= set(component) - {point}), reverse=True
        )
        assert cuts.piece_sizes(tree, point, children) == sizes
        pieces = cuts.pieces(tree, point, children)
        assert [len(piece) for piece in pieces] == sizes
        assert sorted(map(sorted, cuts.smaller_pieces(tree, point, children))) == sorted(pieces[1:])


def test_a_path_of_many_nodes_does_not_exhaust_the_stack():
    assert len(cuts.cut_points(cuts.walk(of(nx.path_graph(900))))) == 898


def test_communities_by_hand():
    quality, groups = communities.partition(BARBELL)
    assert groups == [[0, 1, 2], [3, 4, 5]]
    # 6 of 7 ties inside; each triangle holds half of the ends
    assert communities.modularity(BARBELL, groups) == pytest.approx(6 / 7 - 1 / 2)
    assert quality == pytest.approx(6 / 7 - 1 / 2)
    assert communities.partition(ties(alone="ab")) is None


def test_communities_are_as_good_as_igraphs(random: Ties):
    found = communities.partition(random)
    if found is None:
        assert not len(random.edges)
        return
    expected = other(random)
    label = {node: number for number, group in enumerate(found[1]) for node in group}
    alone = range(len(found[1]), len(found[1]) + len(random))
    membership = [label.get(node, alone[node]) for node in range(len(random))]
    quality = communities.modularity(random, found[1])
    assert quality == pytest.approx(expected.modularity(membership))
    assert quality >= expected.community_multilevel().modularity - 0.02


def test_communities_are_the_same_every_time():
    found = of(nx.barabasi_albert_graph(300, 3, seed=6))
    assert len({str(communities.partition(found)) for _ in range(3)}) == 1


def test_assortativity_by_hand():
    kinds = np.array([0, 0, 1, 1])
    assert mixing.assortativity(ties("ab", "cd"), kinds) == 1
    assert mixing.assortativity(ties("ac", "bd"), kinds) == -1
    assert mixing.assortativity(ties("ab", "cd"), np.zeros(4, dtype=int)) is None
    assert mixing.assortativity(ties(alone="abcd"), kinds) is None
    assert mixing.degree_assortativity(STAR) == -1
    assert mixing.degree_assortativity(RING) is None


def test_assortativity_as_igraph_gives_it(random: Ties):
    kinds = np.arange(len(random)) % 3
    found = mixing.assortativity(random, kinds)
    if found is not None:
        assert found == pytest.approx(other(random).assortativity_nominal(kinds.tolist(), directed=False), abs=1e-6)
    degrees = mixing.degree_assortativity(random)
    if degrees is not None:
        assert degrees == pytest.approx(other(random).assortativity_degree(directed=False), abs=1e-6)


def test_random_graphs_keep_every_degree(random: Ties):
    for null in robustness.random_graphs(random, 3):
        assert null.degrees.tolist() == random.degrees.tolist()
        assert (null.edges[:, 0] < null.edges[:, 1]).all()
        assert len(np.unique(null.edges, axis=0)) == len(random.edges)


def test_random_graphs_are_not_the_graph_itself():
    found = of(nx.circulant_graph(60, [1, 2]))
    kept = [
        len({*map(tuple, null.edges.tolist())} & {*map(tuple, found.edges.tolist())})
        for null in robustness.random_graphs(found, 5)
    ]
    assert max(kept) < 0.3 * len(found.edges)


def test_transitivity_by_hand_and_as_igraph_gives_it(random: Ties):
    # 2 triangles in the barbell; a pair of ties meets once at a, b, e, f and three times at c, d
    assert robustness.transitivity(BARBELL) == pytest.approx(3 * 2 / (4 * 1 + 2 * 3))
    assert robustness.transitivity(random) == pytest.approx(other(random).transitivity_undirected(mode="zero"))


def test_removal_by_hand():
    removed, left = robustness.removal(STAR, robustness.targeted_order(STAR))
    assert removed.tolist() == [0, 0.2, 0.4, 0.6, 0.8]
    assert left.tolist() == [1, 0.2, 0.2, 0.2, 0.2]  # without its hub a star is five single nodes
    order = np.array([0, 1, 2, 3, 4])  # a, b, c, d before the hub
    assert robustness.removal(STAR, order)[1].tolist() == [1, 0.8, 0.6, 0.4, 0.2]


def test_well_connected_is_a_comparison():
    """Cliques in a ring hang together worse than their degrees would allow; a star cannot be otherwise than it is."""
    ring = robustness.robustness(of(nx.ring_of_cliques(12, 6)))
    assert {c.order: c.verdict for c in ring.curves}["targeted"] == "lower"
    assert {c.measure: c.verdict for c in ring.comparisons}["transitivity"] == "higher"
    star = robustness.robustness(of(nx.star_graph(20)))
    assert {c.verdict for c in (*star.curves, *star.comparisons)} == {"alike"}


def test_too_few_ties_are_not_compared():
    assert robustness.robustness(PATH) is None
    assert robustness.robustness(NOTHING) is None
