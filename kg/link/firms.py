"""Which full name of a firm in a document a short one there stands for, where more than its opening is left out.

A listed firm that the lexicon has by its short name alone (成都先导 of 成都先导药物开发股份有限公司), and a name whose letters
are picked from the full one, word by word (北方重装 of 沈阳北方重型装备科技发展股份有限公司).
"""

from collections.abc import Iterator, Mapping

from kg.link import known, places
from kg.link.spelling import shortened
from kg.recognise import legal
from kg.words import boundaries, in_dictionary


def same(firms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (key, key of the thing it is) of the firms of a document.

    Args:
        firms: the key of each clean name.
    """
    full = {name: key for name, key in firms.items() if name.endswith(legal.FORMS)}
    for name, key in firms.items() if full else ():
        if name not in full and len(name) >= _SHORTEST:
            fits = _is_listed_of if _is_known(key) else _is_picked_from
            longer = {full[other] for other in full if full[other] != key and fits(name, other, full[other])}
            if len(longer) == 1:
                yield (longer.pop(), key) if _is_known(key) else (key, longer.pop())


_SHORTEST = 3  # characters: what is shorter may be picked from too many names


def _is_known(key: str) -> bool:
    return ("Company", key) in known.things()


def _is_listed_of(short: str, full: str, key: str) -> bool:
    """Say whether ``short``, which the lexicon has without its full name, opens the unknown name of a stock company."""
    if not full.endswith("股份有限公司") or _is_known(key):
        return False
    plain = shortened("Company", full)
    return plain.startswith(short) or places.split(plain)[1].startswith(short)


def _is_picked_from(short: str, full: str, _: str) -> bool:
    """Say whether ``short`` opens as ``full`` does, be it behind its place, and goes on letter by letter or word by word."""
    plain = shortened("Company", full)
    return any(_picked(short, name) for name in (plain, places.split(plain)[1]))


def _opens(name: str, at: int, starts: frozenset[int]) -> bool:
    """Say whether a word begins at ``at``, be it inside a longer one: 航空|发动机."""
    return at in starts or in_dictionary(name[at : at + 2]) or in_dictionary(name[at : at + 3])


def _picked(short: str, name: str) -> bool:
    if not name.startswith(short[0]):
        return False
    starts, at = boundaries(name), 0
    for letter in short[1:]:
        fitting = (
            i for i in range(at + 1, len(name)) if name[i] == letter and (i == at + 1 or _opens(name, i, starts))
        )
        at = next(fitting, 0)
        if not at:
            return False
    return True
