"""What a firm may be called once its full name was said: 安天科技 and 安天 of 哈尔滨安天科技股份有限公司."""

from collections.abc import Iterator
from functools import lru_cache

from kg import lexicon
from kg.recognise import legal
from kg.recognise.candidates import certain, of_kind
from kg.recognise.firms.brands import COMMON, STEM, tails
from kg.words import in_dictionary, words


@lru_cache(maxsize=8192)
def short_forms(name: str) -> tuple[str, ...]:
    """Return what a firm may be called once its full name was said: 安天科技 and 安天 of 哈尔滨安天科技股份有限公司.

    Each is the name without its place, its legal form and so many of its lines of business; only a word of its own is one.
    Or it is picked from the name word by word.
    """
    core = _without_place(legal.CLOSING.sub("", name))
    forms = {core} if core != name else set()
    own = core
    while closing := [word for word in tails() if own.endswith(word) and len(word) < len(own)]:
        longest = max(closing, key=len)
        forms.update(own.removesuffix(word) for word in closing if len(longest) - len(word) != 1)  # 新材料 is no 材料
        own = own.removesuffix(longest)
    least = _least(own)
    said = {f for f in forms if least <= len(f)} | set(_picked(core, name) if core != name else ())
    seat = name[: name.find(core)]
    if seat and len(own) in STEM and not _is_plain_word(own):
        said.add(seat + own)  # 合肥高正 of 合肥高正新材料科技有限公司, not 合肥创新
    return tuple(sorted(f for f in said if len(f) < len(name) and not _has_a_meaning(f)))


def _picked(core: str, name: str) -> Iterator[str]:
    """Yield what is picked from a firm's name word by word: 北方重装 of 北方|重型|装备|科技, 贵金属集团 of 贵金属|新材料|控股集团."""
    first, *rest = [word.text for word in words(core)] if len(core) > _SPELLED_OUT else ("",)
    if len(first) in STEM and len(rest) > 1:
        picked = first + rest[0][0] + rest[1][0]
        if len(picked) == _PICKED and not in_dictionary(picked):
            yield picked
        if "集团" in name[len(core) :]:
            yield first + "集团"


_SPELLED_OUT = 5  # characters: a shorter core is said in full
_PICKED = 4  # characters


def _least(own: str) -> int:
    """Return how long a short form must be that begins with a firm's ``own`` word, so that it can mean nothing else."""
    if len(own) not in STEM or _has_a_meaning(own):
        return _NEVER
    if _is_plain_word(own):
        return len(own) + 3  # 全能|新能源, not 全能 or 高能电池
    if in_dictionary(own):
        return len(own) + 2  # 生辉|纺织
    return len(own) + 2 if COMMON.intersection(own[0]) else len(own)


_NEVER = 99  # characters


def _is_plain_word(own: str) -> bool:
    """Say whether the word means something by itself, and is not only somebody's name as well: 高能, not 生辉."""
    return in_dictionary(own) and not words(own)[0].tag.startswith(("nr", "nz"))


def _has_a_meaning(word: str) -> bool:
    """Say whether the lists say what the word means wherever it stands."""
    return certain(lexicon.load().names.get(word, ())) is not None


def _without_place(name: str) -> str:
    for length in range(6, 1, -1):
        if of_kind(lexicon.load().names.get(name[:length], ()), frozenset(("Region",))):
            return name[length:].removeprefix("省").removeprefix("市")
    return name
