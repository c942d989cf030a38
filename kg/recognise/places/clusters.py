"""Clusters in lists that say at their end what they list: 安平丝网、唐山机器人等集群."""

from collections.abc import Iterator
from itertools import pairwise

from kg.recognise.candidates import BODIES, Found, Scene, of_kind, only_with
from kg.sought import sought
from kg.words import words

_CLUSTERS = sought(r"等(?:[0-9一二三四五六七八九十百余多]+个)?[^,。;:!?、和与]{0,8}?(?<!形成)(?<!组成)(?<!构成)集群")
_LEAST = 2  # characters of an industry
_LONGEST = 16  # characters of a member


@only_with(_CLUSTERS)
def find_listed_clusters(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the clusters of a list that says so at its end: 安平|丝网、唐山|机器人等48个集群. A place alone is none, nor a body."""
    for closing in scene.matches(_CLUSTERS):
        end = closing.start()
        bodies = {one.end for one in found if one.kind in BODIES}
        while end not in bodies and (places := _places(scene, end)) and end - places[-1] >= _LEAST:
            start = places[0]
            if not all(word.inner or word.text == "与" for word in words(scene.text[places[-1] : end])):
                break
            yield Found(start, end, "Cluster", scene.text[start:end], "declared:list-of-clusters")
            yield from (_part(scene, low, high, "Region") for low, high in pairwise(places))
            yield _part(scene, places[-1], _bare(scene.text, places[-1], end), "Industry")
            if scene.text[start - 1 : start] not in ("、", "和"):
                break
            end = start - 1


def _bare(text: str, start: int, end: int) -> int:
    """Return where the industry ends of a member that says itself that it is a cluster: 输变电高端装备|产业集群."""
    own = next((own for own in _OWN if text.endswith(own, start + _LEAST, end)), "")
    return end - len(own)


_OWN = ("产业集群", "产业链", "产业", "集群")


def _places(scene: Scene, end: int) -> list[int]:
    """Return where the member that ends at ``end`` and the words after each of the places that open it begin, if any do."""
    text, start = scene.text, end
    while start and end - start <= _LONGEST and text[start - 1] not in "、和,。;:!?有成“":
        start -= 1
    found = [start]
    while size := next((n for n in _PLACE if _is_place(scene, text[found[-1] : min(end, found[-1] + n)], n)), 0):
        found.append(found[-1] + size)
    return found if len(found) > 1 else []


def _is_place(scene: Scene, text: str, size: int) -> bool:
    place = of_kind(scene.lexicon.names.get(text, ()), _REGION) if len(text) == size else None
    return place is not None and not (place.weak and words(text)[0].tag.startswith(_NO_NOUN))  # 新兴|服务业


def _part(scene: Scene, start: int, end: int, kind: str) -> Found:
    text = scene.text[start:end]
    entry = of_kind(scene.lexicon.names.get(text, ()), frozenset((kind,)))
    return Found(start, end, kind, entry.label if entry else text, "inside:list-of-clusters")


_REGION = frozenset(("Region",))
_NO_NOUN = ("a", "v", "d", "b")
_PLACE = (6, 5, 4, 3, 2)  # characters, the longest first
