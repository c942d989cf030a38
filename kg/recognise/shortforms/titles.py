"""Titles of documents by a part of them: 《规划》 for the plan that was named in full, a number for the decree beside it."""

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.recognise.candidates import Found, Scene
from kg.recognise.shortforms.earlier import Earlier, only

_SHORT_TITLE = 4  # characters


def titles_in_full(found: Iterable[Found], earlier: Earlier) -> list[Found]:
    """Return ``found`` with each short title called by the one longer title that was said and ends so: 《总体规划》, 《规划》."""
    return [_title_in_full(one, earlier) if one.kind == "Policy" else one for one in found]


def _title_in_full(one: Found, earlier: Earlier) -> Found:
    if len(one.name) > _SHORT_TITLE:
        earlier.titles.add(one.name)
        return one
    full = only(title for title in earlier.titles if _YEARS.sub("", title).endswith(one.name))
    return one._replace(name=full) if full else one


_YEARS = re.compile(r"\([^()]*\)$")  # of a plan, behind its title


def number_titles(scene: Scene, found: list[Found], earlier: Earlier) -> list[Found]:
    """Return ``found`` with each decree's number named by its title: behind it in brackets, or on the line below it."""
    if not any(f.rule == "title:number" for f in found):
        return found
    titles = [f for f in found if f.kind == "Policy" and f.rule != "title:number"]
    heading = earlier.decree
    named = []
    for one in found:
        if one.rule == "title:number":
            before = next((t for t in titles if scene.text[t.end : one.start].strip("》") == "("), None)
            title = before or (heading if one.end - one.start == len(scene.text.strip()) else None)
            one = one._replace(name=title.name) if title else one
        named.append(one)
    return named


def full_titles(found: Iterable[Found]) -> dict[str, str]:
    """Return which short titles of a document (《意见》) stand for its one longer title that ends in them."""
    titles = sorted({f.name for f in found if f.kind == "Policy"})
    by_ending: dict[str, list[str]] = defaultdict(list)
    for title in titles:
        core = title.removesuffix(")")
        for length in range(1, min(_SHORT_TITLE, len(core)) + 1):
            by_ending[core[-length:]].append(title)
    full = {}
    for short in titles:
        longer = [t for t in by_ending.get(short, ()) if t != short]
        if len(longer) == 1:
            full[short] = longer[0]
    return full
