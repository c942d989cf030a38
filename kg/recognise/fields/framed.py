"""Fields that stand in no list, by the frames that only fields stand in: each by its make-up, or by that of another in its list."""

from collections.abc import Iterator

from kg.lexicon import field_edges, generic, load
from kg.recognise.candidates import FIELDS, Found, Scene
from kg.recognise.fields.frames import Frame, frames_in, inside_names, may_be_known, plants
from kg.recognise.fields.kinds import either
from kg.recognise.fields.lists import LINK
from kg.recognise.fields.things import is_product
from kg.recognise.fields.unlisted import (
    TRADES,
    Nouns,
    Strength,
    strength,
)
from kg.words import words


def find_framed(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the fields that no list knows and that a frame makes certain: each by its make-up, or by that of another in its list."""
    spans = {(one.start, one.end) for one in found}
    taken = [(one.start, one.end) for one in found if one.kind not in FIELDS]
    for frame in (*frames_in(scene), *plants(scene, found), *inside_names(scene, found)):
        inside = frame.name == "name"
        members = [m for m in frame.members if inside or not any(s < m.end and m.start < e for s, e in taken)]
        strengths = [_strength(scene, frame, one) for one in members]
        listed = Strength.ALONE in strengths and frame.name not in _EACH_BY_ITSELF
        for one, own in zip(members, strengths, strict=True):
            name = scene.text[one.start : one.end]
            step = frame.name == "chain" and len(members) > _FEW and _is_step(scene, name)
            sure = (
                own is Strength.ALONE or (own and (listed or (frame.closed and _says_trade(name)))) or (listed and step)
            )
            if sure and one not in spans:
                yield Found(*one, _kind(name, frame), name, "framed:" + frame.name)


def _strength(scene: Scene, frame: Frame, one: Nouns) -> Strength:
    """Return how sure it is that the nouns are a field: the field that its list is of makes one of an ordinary word, too: 核电等|清洁能源."""
    return Strength.ALONE if frame.name == "below" and may_be_known(scene, one) else strength(scene, one)


_FEW = 2  # steps of a chain that the others do not vouch for
_SHORTEST_STEP = 4  # characters of one that is called by what is done


def _is_step(scene: Scene, name: str) -> bool:
    """Say whether the words may be a step of a chain that is called by what is done: 矿石分解与提纯."""
    inside = [word for part in LINK.split(name) for word in words(part)]
    said = generic("fields") | scene.lexicon.abstract
    return len(name) >= _SHORTEST_STEP and not any(w.text in said or w.tag.startswith(_OTHERS) for w in inside)


_OTHERS = ("d", "r", "m", "u", "t", "ns", "nr", "nt", "p")
_EACH_BY_ITSELF = ("measured", "base")  # whose first member may begin anywhere


def _says_trade(name: str) -> bool:
    """Say whether what firms are called after is more than a quality of theirs: 数字文创|企业, not 前沿技术|企业."""
    if len(name) <= _QUALITY or name.endswith(tuple(field_edges("firm"))) or "型" in name:
        return False
    said = generic("fields", "names")
    return any(word.tag != "v" and word.text not in said for word in words(name))


_QUALITY = 3  # characters of most words for what firms are like


def _kind(name: str, frame: Frame) -> str:
    """Return what the end of the name says of it, or else its frame: 印制|电路板 is made, 风电装备|制造 is done."""
    if name.endswith(TRADES):
        return "Industry"
    made = (frame.name in _OF_MAKERS and is_product(name)) or (frame.name == "makers" and _is_made(name))
    return "Technology" if made else frame.kind


def _is_made(name: str) -> bool:
    """Say whether the lists have the name as what firms make, if not only so: 光缆|供应商."""
    return either(name) or load().entry(name, "Technology") is not None


_OF_MAKERS = ("measured", "below", "built", "makers")
