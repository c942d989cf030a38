"""Lines that were broken on purpose: official titles, for looks, and all lines of a text, at a fixed width."""

import re

from kg.flows.blocks import SHORT, Block
from kg.text import TERMINAL

_BYLINE = re.compile(r"\(?(?:见习|实习|特约)?(?:本报|本台|本网|本刊)?(?:特约|驻[^\s,。]{1,6})?(?:记者|通讯员)[::\s]")
_TITLE_OPENS = re.compile(r"[^。,;!?]{0,24}关于[^。;!?]*")
_TITLE_CLOSES = re.compile(
    r"(?:批复|通知|意见|决定|办法|方案|规划|公告|通报|函|请示|报告|纲要|措施|条例|复函|指导意见)\s*(?:\([^()]{1,12}\))?$"
)
_TABLE_ROW = re.compile(r"[^|\n]*\||\S+ {2,}\S+ {2,}\S")  # the cells of a line, parted by bars or wide blanks


def join_broken_titles(chains: list[list[Block]]) -> list[list[Block]]:
    """Join the lines of an official title (…关于…的批复) that was broken for looks; at most four lines."""
    joined: list[list[Block]] = []
    for chain in chains:
        title = joined[-1] if joined else None
        if (
            title
            and len(title) < 4
            and _open_title(title)
            and len(chain[0].text) < 40
            and chain[0].text[-1] not in TERMINAL
        ):
            title.extend(chain)
        else:
            joined.append(list(chain))
    return joined


def _open_title(chain: list[Block]) -> bool:
    text = "".join(b.text for b in chain)
    about = len(text) < 120 and "关于" in text
    return about and _TITLE_OPENS.fullmatch(text) is not None and not _TITLE_CLOSES.search(text)


def join_wrapped(chains: list[list[Block]]) -> list[list[Block]]:
    """Join lines that a fixed width broke: only where most long lines end unfinished and at about one length."""
    lengths = sorted(len(c[-1].text) for c in chains if unfinished(c[-1]))
    if len(lengths) < 3 or len(lengths) * 2 < len(chains):
        return chains
    width = lengths[len(lengths) // 2]
    joined: list[list[Block]] = []
    for chain in chains:
        last = joined[-1][-1] if joined else None
        if (
            last
            and unfinished(last)
            and abs(len(last.text) - width) <= 3
            and last.end + 3 >= chain[0].start
            and not chain[0].heading
        ):
            joined[-1].extend(chain)
        else:
            joined.append(list(chain))
    return joined


def unfinished(block: Block) -> bool:
    """Say whether a line of running text ends before its sentence does."""
    return (
        not block.heading
        and len(block.text) >= SHORT
        and block.text[-1] not in TERMINAL
        and not _BYLINE.match(block.text)
        and not _TABLE_ROW.match(block.text)
    )
