"""Radicals and compatibility forms, each with the ideograph it looks like.

A PDF says by its fonts which letter a shape stands for, and many fonts draw 大 and the radical ⼤ by one shape: the text layer of
what a browser or a word processor printed then has the radical, and so has what people copy from it.
"""

from functools import cache
from unicodedata import normalize

_BLOCKS = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))  # CJK and Kangxi radicals; compatibility ideographs
# Those that Unicode gives no compatibility form, from EquivalentUnifiedIdeograph.txt; only what is a letter by itself.
_RADICALS = "⺎⺒⺓⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻯⻰"
_LETTERS = "兀巳幺民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐齿竜龙"


@cache
def ideographs() -> dict[int, int]:
    """Return the table for ``str.translate`` that puts ideographs in the place of what looks like them, one to one."""
    forms = {code: normalize("NFKC", chr(code)) for block in _BLOCKS for code in block}
    table = {code: ord(form) for code, form in forms.items() if len(form) == 1 and form != chr(code)}
    return table | {ord(radical): ord(letter) for radical, letter in zip(_RADICALS, _LETTERS, strict=True)}
