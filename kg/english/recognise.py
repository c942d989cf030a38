"""From an English paragraph to its names: finders in order, functions of the scene and of what was found before."""

from collections.abc import Callable, Iterable

from kg.english.clusters import find_clusters
from kg.english.headed import find_headed, find_national_companies
from kg.english.known import find_known
from kg.english.scene import Scene, Short
from kg.english.shortforms import defined, find_short
from kg.recognise.candidates import Found, Refused
from kg.recognise.settled import settle

FINDERS: tuple[Callable[[Scene, list[Found]], Iterable[Found]], ...] = (
    find_known,
    find_headed,
    find_clusters,
    find_national_companies,
)


def recognise(text: str, shorts: list[Short]) -> tuple[list[Found], list[Refused]]:
    """Return the names of a paragraph, nested ones too, and what was refused; ``shorts`` takes forms it defines."""
    scene = Scene(text)
    found: list[Found] = []
    for finder in FINDERS:
        found.extend(finder(scene, found))
    found = settle(found)
    shorts.extend(defined(scene, found))
    return _without_echoes(settle([*found, *find_short(scene, shorts)])), scene.refused


def _without_echoes(found: list[Found]) -> list[Found]:
    """Leave out what stands inside a longer form of its own name: Haier in Haier Group."""
    kept: list[Found] = []
    around: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        around = [outer for outer in around if outer.end > one.start]
        if all((outer.kind, outer.name) != (one.kind, one.name) for outer in around):
            kept.append(one)
        around.append(one)
    return kept
