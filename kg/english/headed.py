"""Find the names that a head shows: Mianyang Science City, University of Liverpool, Ribo Life Science Co., Ltd."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.english.labels import chinese
from kg.english.lexicon import Head, load, normal
from kg.english.scene import LONGEST, Scene
from kg.english.text import Token, tokens
from kg.recognise.candidates import FIELDS, Found

_BRACKET = re.compile(r"\w (\([A-Z][\w ]{1,18}\)) ?$")
_LINK = re.compile(r",| and ")
_PARTS = ("University", "ResearchInstitute", "Zone")  # names that longer names hold
_LONGEST = 120  # characters of a name before its head
_SOON = 60  # characters within which the head of a name follows
_COUNTRY = re.compile(r" ?\((?:China|Shanghai|Beijing|Suzhou|Shenzhen|Tianjin|Hong Kong)\)(?: [A-Z]\w+){0,3}")
_LINKED_WORD = re.compile(r"\b[A-Z]\w+( (?:of|for|and|&) )$")
_PARENT_AFTER = re.compile(r"(?:, | (?:of|at|under) )(?:the )?")
_SMALL = ("and", "of", "for", "plc")  # small words of a head that is written with capitals


class Candidate(NamedTuple):
    """What may be a name: it begins at ``left``, its head at ``start``, with a proper word between them or not."""

    left: int
    start: int
    right: int
    head: Head
    proper: bool


def find_headed(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Find the names that a head shows."""
    del found
    for start, end, head in load().find_heads(scene.plain):
        if head.kind and head.side != "cluster" and _written_as_name(scene, start, end, head):
            candidate = _grown(scene, start, end, head)
            reason = _objection(scene, candidate)
            if reason:
                scene.refuse(candidate.left, candidate.right, head.kind, reason)
            else:
                one = Found(candidate.left, candidate.right, head.kind, _name(scene, candidate), "english.head")
                yield scene.know(one) if head.kind in _PARTS else one


def _written_as_name(scene: Scene, start: int, end: int, head: Head) -> bool:
    """Say whether the head has capitals, as a government (the Hubei provincial government) need not have."""
    return (head.kind == "GovernmentBody" or _capitalised(scene.text[start:end])) and not scene.listed_around(
        start, end
    )


def _may_begin_earlier(scene: Scene, left: int) -> bool:
    """Say whether a word of the name may stand before ``left``: Optics and Photonics …; a whole name before is none."""
    match = _LINKED_WORD.search(scene.text, max(0, left - 40), left)
    return left not in scene.known_from and match is not None and match.start(1) not in scene.known


def _grown(scene: Scene, start: int, end: int, head: Head) -> Candidate:
    left, proper = _grown_left(scene, start)
    return Candidate(left, start, _grown_right(scene, end) if head.side == "before" else end, head, proper)


def _capitalised(head: str) -> bool:
    """Say whether the words of a head are written as a name's."""
    words = re.findall(r"[A-Za-z]+", head.replace("-tech", ""))
    return all(word[0].isupper() or word in _SMALL for word in words)


def _grown_left(scene: Scene, at: int) -> tuple[int, bool]:
    """Return where the name begins whose head begins at ``at``, and whether a proper word is in it."""
    proper = False
    longest = at - _LONGEST
    for _ in range(LONGEST):
        bracket = _bracket_before(scene, at)
        if bracket is not None:
            at = bracket
            continue
        known = scene.known.get(at - 1) if scene.plain[at - 1 : at] == " " else None
        if known and known.start > longest and scene.text[known.start].isupper():
            at, proper = known.start, proper or known.kind not in FIELDS
            continue
        token = scene.before(at)
        if not token or not fits(token):
            break
        at, proper = token.start, proper or normal(token.text) not in load().generic
    return at, proper


def _bracket_before(scene: Scene, at: int) -> int | None:
    """Return where ``(China)`` begins that ends before ``at`` and follows a word of the name."""
    match = _BRACKET.search(scene.text, max(0, at - 26), at)
    return match.start(1) if match else None


def fits(token: Token) -> bool:
    """Say whether a name can hold the word: it is written with a capital or a digit and no sentence begins with it."""
    word = normal(token.text)
    return (token.text[0].isupper() or token.text[0].isdigit() or any(map(str.isupper, token.text))) and (
        word not in load().outside and not word.endswith("'s") and not token.text.isdigit()
    )


def _grown_right(scene: Scene, at: int) -> int:
    """Return where the name ends whose head (Institute of) ends at ``at``."""
    end = at
    for _ in range(LONGEST):
        token = scene.after(end)
        if token and token.text in ("and", "&"):
            token = scene.after(token.end)
            if not token or not fits(token) or _begins_another(scene, token):
                break
        if not token or not fits(token) or (end > at and _begins_another(scene, token)):
            break
        end = token.end
    return end


def _begins_another(scene: Scene, token: Token) -> bool:
    """Say whether another name begins at the word: a known body, or one whose head comes soon."""
    known = scene.known_from.get(token.start)
    if known and known.kind not in FIELDS:
        return True
    rest = scene.plain[token.start : token.start + _SOON]
    start, _, head = next(iter(load().find_heads(rest)), (0, 0, None))
    return bool(start and head and head.kind and not _LINK.search(rest, 0, start))


def _objection(scene: Scene, one: Candidate) -> str:
    """Return why the candidate is no name; empty where it is one."""
    if one.head.side == "before":
        return _objection_after(scene, one)
    if not one.proper:
        return "no name stands before the head"
    if _may_begin_earlier(scene, one.left):
        return "the name may begin earlier"
    return ""


def _objection_after(scene: Scene, one: Candidate) -> str:
    if scene.plain.endswith((" of", " for"), one.start, one.right):
        return "nothing follows the head"
    if one.left < one.start:
        return ""
    if one.head.kind == "University":
        words = tokens(scene.text[one.start : one.right])
        return "" if any(normal(word.text) not in load().generic for word in words) else "no name in it"
    return "" if _parent(scene, one) else "whose institute it is does not stand beside it"


def _name(scene: Scene, one: Candidate) -> str:
    """Return the Chinese name where the parts make one up, else what is written, a bare institute with its parent."""
    written = scene.text[one.left : one.right].rstrip(".,")
    parent = _parent(scene, one)
    if parent and one.left == one.start and one.head.side == "before" and one.head.kind == "ResearchInstitute":
        return f"{written}, {scene.text[parent.start : parent.end]}"
    return chinese(scene, one.left, one.start, one.head) or written


def _parent(scene: Scene, one: Candidate) -> Found | None:
    """Return the body beside an institute without a place: …, Chinese Academy of Sciences; Tsinghua University's …"""
    link = _PARENT_AFTER.match(scene.plain, one.right)
    parent = scene.known_from.get(link.end()) if link else None
    if not parent and scene.plain.endswith("'s ", 0, one.left):
        parent = scene.known.get(one.left - 3)
    return parent if parent and parent.kind in ("University", "ResearchInstitute") else None


def find_national_companies(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Find the national arms of known firms: Samsung (China) Semiconductor."""
    longer = {one.start for one in found if one.rule == "english.head"}
    for one in found:
        match = _COUNTRY.match(scene.text, one.end) if one.rule == "english.known" and one.kind == "Company" else None
        if match and one.start not in longer:
            name = scene.text[one.start : match.end()]
            yield Found(one.start, match.end(), "Company", name, "english.national-company")
