"""Who is tied to what kind of thing, and whether like goes with like."""

from collections import Counter

import numpy as np

from kg.analyse.network import Network
from kg.analyse.record import Mixing, figure
from kg.analyse.ties import Ties


def mixing(network: Network, ties: Ties) -> Mixing:
    """Return the ties between kinds with Newman's coefficients."""
    kinds = sorted({network.kind(node) for node in ties.nodes})
    number = np.array([kinds.index(network.kind(node)) for node in ties.nodes], dtype=np.int64)
    pairs = Counter(map(tuple, np.sort(number[ties.edges], axis=1).tolist())) if len(ties.edges) else Counter()
    counted = sorted(((kinds[a], kinds[b], count) for (a, b), count in pairs.items()), key=lambda row: (-row[2], row))
    return Mixing(assortativity(ties, number), degree_assortativity(ties), tuple(counted))


def assortativity(ties: Ties, number: "np.ndarray") -> float | None:
    """Return the coefficient for nodes of kind ``number``; None without ties or with one kind only."""
    if not len(ties.edges):
        return None
    size = int(number.max()) + 1
    shares = np.zeros((size, size))
    np.add.at(shares, tuple(number[ties.edges].T), 1)
    shares = (shares + shares.T) / (2 * len(ties.edges))
    expected = float((shares.sum(axis=0) * shares.sum(axis=1)).sum())
    return figure((np.trace(shares) - expected) / (1 - expected)) if expected < 1 - 1e-12 else None


def degree_assortativity(ties: Ties) -> float | None:
    """Return the correlation of the degrees at both ends of a tie; None where all ends are alike."""
    ends = ties.degrees[ties.edges].astype(float)
    both = np.concatenate([ends, ends[:, ::-1]])
    if not len(both) or both[:, 0].min() == both[:, 0].max():
        return None
    return figure(np.corrcoef(both[:, 0], both[:, 1])[0, 1])
