"""A firm's line of business as the last word of its name says it, where that word alone is too common to be a field: 电梯 in 海诺|电梯."""

from collections.abc import Iterator

from kg.lexicon import generic
from kg.recognise import legal
from kg.recognise.brands import load
from kg.recognise.candidates import FIELDS, Found, Scene, of_kind

_VAGUE = ("信息", "创投")


def find_business(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the common words that say at the end of the firms' names what they do; legal forms may follow them."""
    for firm in found:
        if firm.kind != "Company":
            continue
        form = legal.CLOSING.search(scene.text, firm.start, firm.end)
        end = form.start() if form else firm.end
        word = next((w for w in load()["tail"] if scene.text.endswith(w, firm.start + 1, end)), "")
        entry = of_kind(scene.lexicon.names.get(word, ()), FIELDS) if not _is_vague(word) else None
        if entry and entry.weak:
            yield Found(end - len(word), end, entry.kind, entry.label, "inside:firm")


def _is_vague(word: str) -> bool:
    """Say whether the word tells nothing of what is made or done: 制造, 装备, 信息."""
    return word in generic("makers") or word in _VAGUE
