"""Discs that are drawn together by what links them and pushed apart where they lie on each other.

The same discs get the same places on every machine: the forces use only sums, products, quotients and square
roots, which IEEE 754 fixes to the last bit, and never a library's matrix product, whose order of summing depends on the
processor.
"""

import math
from collections import Counter

import numpy as np
import numpy.typing as npt

Link = tuple[int, int]
Floats = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.float32]  # of each two discs; twice as exact, they would take four times as long

REACH = 3.0  # how far a disc pushes others away, in times the room that both need
HOME = 0.05  # how strongly a disc is drawn to the middle
STILL = 0.5  # less than this is not worth moving
LAST = 150  # at the end, so many steps at most to part discs that still lie on each other
GAP = 8.0  # between two discs
GOLDEN = math.pi * (3 - math.sqrt(5))


def spiral(radii: Floats, inner: float = 0.0) -> Floats:
    """Return places on a sunflower's spiral around a disc of radius ``inner``, with as much room as the discs need."""
    rings = np.sqrt(inner * inner + np.cumsum((radii + GAP) ** 2) * 1.5)
    turns = [i * GOLDEN for i in range(len(radii))]
    ways = np.array([(round(math.cos(t), 6), round(math.sin(t), 6)) for t in turns]).reshape(len(turns), 2)
    return ways * rings[:, None]


def arranged(start: Floats, radii: Floats, weights: Counter[Link], *, steps: int, heat: float) -> Floats:
    """Return places for discs around a common middle: the linked ones by what links them, the others around those."""
    linked = sorted({end for link in weights for end in link})
    others = sorted(set(range(len(radii))) - set(linked))
    number = {disc: i for i, disc in enumerate(linked)}
    inner = Counter({(number[a], number[b]): weight for (a, b), weight in weights.items()})
    places = np.zeros((len(radii), 2))
    places[linked] = _settle(start[linked], radii[linked], inner, steps=steps, heat=heat)
    places[others] = spiral(
        radii[others], min(reach(places[linked], radii[linked]), 1.2 * spread(places[linked], radii[linked]))
    )
    return _parted(places, radii)


def reach(places: Floats, radii: Floats) -> float:
    """Return the radius of the disc around the middle that holds all discs."""
    return float(np.max(np.sqrt(places[:, 0] ** 2 + places[:, 1] ** 2) + radii, initial=0.0))


def spread(places: Floats, radii: Floats) -> float:
    """Return the radius of a disc as big as the discs are spread; a few outliers may stand beyond its rim."""
    squares = places[:, 0] ** 2 + places[:, 1] ** 2
    far = math.sqrt(2 * math.fsum(squares.tolist()) / max(len(squares), 1))
    return far + float(np.max(radii, initial=0.0)) + GAP


def _settle(start: Floats, radii: Floats, weights: Counter[Link], *, steps: int, heat: float) -> Floats:
    """Return places for discs: linked ones drawn together, all others pushed apart."""
    if len(start) < 2:
        return start * 0
    places = start.copy()
    ends = np.array(sorted(weights), dtype=np.int64).reshape(-1, 2)
    pull = np.sqrt(np.array([weights[a, b] for a, b in ends.tolist()], dtype=np.float64))
    room = _room(radii)
    unit, squares = float(np.median(room)), room * room
    for step in range(steps):
        limit = heat * unit * (1 - step / steps)
        force = _repulsion(places, squares) + _attraction(places, ends, pull, room) - places * HOME
        length = np.sqrt(force[:, :1] ** 2 + force[:, 1:] ** 2) + 1e-9
        places = places + force / length * np.minimum(length, limit)
    middle: Floats = (places.max(axis=0) + places.min(axis=0)) / 2
    return places - middle


def _room(radii: Floats) -> Pairs:
    """Return how far apart the middles of each two discs must be."""
    each = radii.astype(np.float32)
    room: Pairs = each[:, None] + each[None, :] + np.float32(GAP)
    return room


def drawn_in(places: Floats, radii: Floats, *, times: int) -> Floats:
    """Return ``places`` drawn towards the middle, as far as the discs let each other, in so many steps."""
    room = _room(radii)
    for _ in range(times):
        places = places * 0.97
        places = places + _overlap(places, room)
    return _parted(places, radii)


def _parted(places: Floats, radii: Floats) -> Floats:
    """Return ``places`` with discs that lie on each other pushed apart."""
    room = _room(radii)
    for _ in range(LAST):
        apart = _overlap(places, room)
        places = places + apart
        if float(np.abs(apart).max(initial=0)) < STILL:
            break
    return places


def _distances(places: Floats) -> tuple[Pairs, Pairs, Pairs]:
    """Return for every pair how far it is apart across and down, and the square of how far in all. Row i, column j: from i to j."""
    each = places.astype(np.float32)
    across = each[None, :, 0] - each[:, None, 0]
    down = each[None, :, 1] - each[:, None, 1]
    return across, down, across * across + down * down + np.float32(1e-6)


def _repulsion(places: Floats, squares: Pairs) -> Floats:
    """Return how each disc is pushed; ``squares`` are those of the room that each two need."""
    across, down, apart = _distances(places)
    strength = squares / apart * (apart < squares * np.float32(REACH * REACH))
    return np.stack([(across * strength).sum(axis=0), (down * strength).sum(axis=0)], axis=1)


def _attraction(places: Floats, ends: npt.NDArray[np.int64], pull: Floats, room: Pairs) -> Floats:
    a, b = ends[:, 0], ends[:, 1]
    way = places[b] - places[a]
    distance = np.sqrt(way[:, 0] ** 2 + way[:, 1] ** 2)
    step = way * (pull * distance / room[a, b] * 0.35)[:, None]
    moved, pulls = np.concatenate([a, b]), np.concatenate([step, -step]).T
    return np.stack([np.bincount(moved, pull, minlength=len(places)) for pull in pulls], axis=1)


def _overlap(places: Floats, room: Pairs) -> Floats:
    """Return how far each disc moves so that none lies on another: half of what is missing."""
    across, down, apart = _distances(places)
    distance = np.sqrt(apart)
    missing = np.maximum(room - distance, np.float32(0))
    np.fill_diagonal(missing, 0)
    # pushed from all sides, none shall fly away
    crowd = np.maximum(np.count_nonzero(missing, axis=0), 2).astype(np.float32)
    share = missing / distance / crowd[None, :]
    return np.stack([(across * share).sum(axis=0), (down * share).sum(axis=0)], axis=1)
