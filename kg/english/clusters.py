"""Find clusters with a place and an industry: the Hefei integrated circuit cluster."""

from collections.abc import Iterator

from kg.english.headed import fits
from kg.english.labels import listed, short_label
from kg.english.lexicon import Head, load, normal
from kg.english.scene import LONGEST, Scene
from kg.recognise.candidates import FIELDS, PLACES, Found

_INSIDE = frozenset(
    ("industrial", "industry", "innovative", "innovation", "manufacturing", "advanced", "national", "emerging", "and")
)
_HEADS = ("产业集群", "创新型产业集群", "先进制造业集群", "集群")  # of one cluster, as lists name it


def find_clusters(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Find clusters with a place and an industry: the Hefei integrated circuit cluster."""
    del found
    for start, end, head in load().find_heads(scene.plain):
        if head.side != "cluster":
            continue
        parts, reason = _cluster_parts(scene, start, scene.text[start].isupper())
        if reason:
            scene.refuse(start, end, "Cluster", reason)
            continue
        yield Found(parts[0].start, end, "Cluster", _cluster_name(scene, parts, end, head), "english.cluster")


def _cluster_parts(scene: Scene, start: int, written_as_name: bool) -> tuple[list[Found], str]:
    """Return the place and the fields before a cluster's head, or why it is no name."""
    parts: list[Found] = []
    at = start
    for _ in range(LONGEST):
        known = scene.known.get(at - 1) if scene.plain[at - 1 : at] == " " else None
        token = scene.before(at)
        if known and known.kind in FIELDS | PLACES:
            parts.insert(0, known)
            at = known.start
            if known.kind in PLACES:
                break
        elif token and (normal(token.text) in _INSIDE or (written_as_name and fits(token))):
            at = token.start
        else:
            break
    if not parts or parts[0].kind not in PLACES:
        return [], "no place stands before it"
    if len(parts) == 1 and not written_as_name:
        return [], "no industry stands before it"
    return parts, ""


def _cluster_name(scene: Scene, parts: list[Found], end: int, head: Head) -> str:
    places = {parts[0].name, short_label(parts[0])}
    fields = "".join(p.name for p in parts[1:])
    return (
        listed([place + fields + h for h in (head.label, *_HEADS) for place in places], "Cluster")
        or scene.text[parts[0].start : end]
    )
