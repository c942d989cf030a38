"""From the flows of a document to its mentions: finders in order, each a function of the scene and of what was found before it."""

from collections.abc import Iterable, Sequence

from kg.recognise.bodies.funds import find_funds
from kg.recognise.bodies.led import find_institutes_of_academies, find_numbered_institutes, find_press
from kg.recognise.bodies.lists import find_listed_institutes
from kg.recognise.bodies.offices import (
    find_departments,
    find_placeless_offices,
    find_sibling_offices,
    find_units,
)
from kg.recognise.bodies.people import find_people
from kg.recognise.candidates import Finder, Found, Refused, Scene
from kg.recognise.fields.business import find_business
from kg.recognise.fields.finder import find_fields
from kg.recognise.fields.framed import find_framed
from kg.recognise.fields.kinds import settle_kinds
from kg.recognise.fields.products import find_products
from kg.recognise.firms.brands import find_brands, find_quoted_firms
from kg.recognise.firms.introduced import find_introduced
from kg.recognise.firms.lists import find_listed_firms
from kg.recognise.firms.projects import find_project_firms
from kg.recognise.firms.slots import find_slot_firms
from kg.recognise.firms.words import find_word_firms
from kg.recognise.grown.finder import find_grown
from kg.recognise.known import find_known
from kg.recognise.listed import find_listed
from kg.recognise.places.bounds import without_bounds
from kg.recognise.places.circles import find_circles
from kg.recognise.places.clusters import find_listed_clusters
from kg.recognise.places.extended import find_extended
from kg.recognise.places.home import Home, find_home, find_home_offices
from kg.recognise.places.lent import without_lent
from kg.recognise.places.planned import find_planned
from kg.recognise.places.shared import (
    find_counted_tails,
    find_shared_governments,
    find_shared_laboratories,
    find_shared_tails,
)
from kg.recognise.places.small import find_small_places
from kg.recognise.settled import settle
from kg.recognise.shortforms.back import find_back_references
from kg.recognise.shortforms.called import (
    find_defined,
    find_short_firms,
    find_short_zones,
    firms_in_full,
    in_full,
    zones_in_full,
)
from kg.recognise.shortforms.earlier import Earlier
from kg.recognise.shortforms.titles import full_titles, number_titles, titles_in_full
from kg.recognise.titles.documents import find_titles
from kg.recognise.titles.headed import find_headed_titles
from kg.recognise.titles.programs import find_programs
from kg.recognise.titles.won import find_titles_won

FINDERS: tuple[Finder, ...] = (
    find_known,
    find_circles,
    find_small_places,
    find_titles,
    find_titles_won,
    find_headed_titles,
    find_programs,
    find_numbered_institutes,
    find_grown,
    find_listed,
    find_planned,
    find_institutes_of_academies,
    find_listed_institutes,
    find_funds,
    find_sibling_offices,
    find_brands,
    find_quoted_firms,
    find_introduced,
    find_shared_tails,
    find_shared_governments,
    find_shared_laboratories,
    find_counted_tails,
    find_extended,
    find_departments,
    find_units,
    find_placeless_offices,
    find_listed_firms,
    find_project_firms,
    find_slot_firms,
    find_word_firms,
    find_fields,
    find_products,
    find_framed,
    find_business,
    find_listed_clusters,
    find_people,
    find_press,
    find_defined,
)

__all__ = ["FINDERS", "Found", "Refused", "Scene", "full_titles", "recognise", "settle_kinds"]


def recognise(texts: Sequence[str]) -> tuple[list[tuple[list[Found], list[Refused]]], Home]:
    """Return, flow by flow, the mentions of a document, nested ones too, and the candidates that were refused; and its home.

    Finder by finder, each over all flows: the processor then has at hand what it needs.

    Args:
        texts: the flows' folded texts.
    """
    scenes = list(map(Scene, texts))
    all_found: list[list[Found]] = [[] for _ in texts]
    flows = list(zip(scenes, all_found, strict=True))
    for finder in FINDERS:
        for scene, found in flows:
            found.extend(finder(scene, found))
    standing = [without_bounds(scene, found) for scene, found in zip(scenes, all_found, strict=True)]
    settled = list(without_lent(list(map(settle, standing))))
    home, earlier = find_home(texts, settled), Earlier()
    full = [_with_short_forms(scene, found, earlier, home) for scene, found in zip(scenes, settled, strict=True)]
    return [(found, scene.refused) for scene, found in zip(scenes, full, strict=True)], home


def _with_short_forms(scene: Scene, settled: list[Found], earlier: Earlier, home: Home) -> list[Found]:
    """Return the names with the short forms of what was found ``earlier``, which takes note of them, and of what is at ``home``."""
    settled = titles_in_full(in_full(number_titles(scene, settled, earlier), earlier), earlier)
    settled = _joined(settled, find_back_references(scene, settled, earlier, home))
    earlier.add(settled)
    settled = zones_in_full(firms_in_full(settled, earlier), earlier)
    settled = _joined(settled, find_short_firms(scene, settled, earlier))
    settled = _joined(settled, find_short_zones(scene, settled, earlier))
    return _joined(settled, find_home_offices(scene, settled, home))


def _joined(settled: list[Found], more: Iterable[Found]) -> list[Found]:
    found = list(more)
    return settle([*settled, *found]) if found else settled
