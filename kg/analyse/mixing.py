"""Who is tied to what kind of thing, and whether like goes with like."""

import numpy as np

from kg.analyse.network import Network
from kg.analyse.record import Mixing, figure
from kg.analyse.ties import Ties, keys


def mixing(network: Network, ties: Ties) -> Mixing:
    """Return the ties between kinds with Newman's coefficients."""
    kinds = sorted({network.kind(node) for node in ties.nodes})
    place = {kind: position for position, kind in enumerate(kinds)}
    number = np.array([place[network.kind(node)] for node in ties.nodes], dtype=np.int64)
    counts = np.bincount(keys(number[ties.edges], len(kinds)))
    rows = ((*divmod(code, len(kinds)), int(counts[code])) for code in np.flatnonzero(counts).tolist())
    counted = sorted(((kinds[a], kinds[b], count) for a, b, count in rows), key=lambda row: (-row[2], row))
    return Mixing(assortativity(ties, number), degree_assortativity(ties), tuple(counted))


def assortativity(ties: Ties, number: "np.ndarray") -> float | None:
    """Return the coefficient for nodes of kind ``number``; None without ties or with one kind only."""
    if not len(ties.edges):
        return None
    size = int(number.max()) + 1
    codes = number[ties.edges[:, 0]] * size + number[ties.edges[:, 1]]
    counts = np.bincount(codes, minlength=size**2).reshape(size, size)
    both = (counts + counts.T) / (2 * len(ties.edges))
    expected = float((both.sum(axis=0) * both.sum(axis=1)).sum())
    return figure((np.trace(both) - expected) / (1 - expected)) if expected < 1 - 1e-12 else None


def degree_assortativity(ties: Ties) -> float | None:
    """Return the correlation of the degrees at both ends of a tie; None where all ends are alike."""
    ends = ties.degrees[ties.edges].astype(float)
    both = np.concatenate([ends, ends[:, ::-1]])
    if not len(both) or both[:, 0].min() == both[:, 0].max():
        return None
    return figure(np.corrcoef(both[:, 0], both[:, 1])[0, 1])
