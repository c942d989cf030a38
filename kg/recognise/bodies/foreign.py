"""Where a foreign name begins and ends that is written by its sound: 奥斯特曼, 克劳斯·韦伯."""

import re
from functools import cache

from kg.lexicon import load
from kg.recognise.bodies.personal import AFTER_NAME, acts
from kg.recognise.candidates import Scene
from kg.sought import Sought, sought
from kg.words import in_dictionary, words

_SURELY_FOREIGN = 3  # letters


@cache
def _foreign() -> re.Pattern[str]:
    sounds, among = _letters("sound"), _letters("among")
    more = sounds + _letters("dotted")
    return re.compile(rf"[{sounds}](?:[{sounds}]|(?<=[{sounds}])[{among}]){{1,8}}(?:[·.][{more}]{{1,8}}){{0,3}}")


@cache
def dotted() -> Sought:
    """Return what finds foreign names whose parts a dot joins."""
    sounds = _letters("sound") + _letters("dotted")
    return sought(rf"[{sounds}]{{1,6}}(?:·[{sounds}]{{1,7}}){{1,3}}(?=博士|院士|{AFTER_NAME.pattern}|$)")


def _letters(role: str) -> str:
    return "".join(sorted(load().person_words[role]))


def foreign_name_after(scene: Scene, start: int) -> int | None:
    """Return where the foreign name ends, written by its sound, that begins at ``start``: 奥斯特曼."""
    match = _foreign().match(scene.text, start)
    if not match or scene.hit_by_start.get(start):
        return None
    known = [word for word in words(match.group()) if len(word.text) > 1 and in_dictionary(word.text)]
    if any(word.tag not in ("nr", "nrt", "nrfg", "nz", "ns") for word in known):
        return None
    long = match.end() - start >= _SURELY_FOREIGN
    told = any(word.tag in ("nrt", "nrfg", "nr") for word in known)
    end = match.end()
    bounded = AFTER_NAME.match(scene.text + "。", end) or _WHEN.match(scene.text, end) or acts(scene.text, start, end)
    return end if (long or told) and bounded else None


_WHEN = re.compile("[0-9]|时[,、]")  # follows who did something then
