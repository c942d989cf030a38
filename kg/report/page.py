"""Blocks as one HTML file that asks for nothing outside itself and reads well on paper."""

import re
from collections.abc import Iterable
from html import escape
from itertools import repeat

from kg.analyse.record import Passage, Stated
from kg.output.readings import NETWORK, around, reading
from kg.report.blocks import Block, Fold, Heading, Item, Plot, Table, Text
from kg.report.clean import html as safe
from kg.report.markdown import place, sentence
from kg.report.texts import text

STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --link: #0b5394; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1.2rem; line-height: 1.7;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { line-height: 1.3; } h2 { margin-top: 2.6rem; border-bottom: 1px solid var(--line); } h3 { margin-top: 2rem; }
nav { columns: 2; column-gap: 2rem; font-size: .92rem; } nav a { display: block; } nav .deep { margin-left: 1.2rem; }
a { color: var(--link); text-decoration: none; } a:hover, a:focus { text-decoration: underline; }
table { border-collapse: collapse; margin: 1rem 0; font-size: .92rem; } .wide { overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--soft); white-space: nowrap; } td { min-width: 4.1em; } td, blockquote { unicode-bidi: isolate; overflow-wrap: anywhere; }
.day { white-space: nowrap; } .number { min-width: 0; text-align: right; } .long { min-width: 18em; }
.wide tr > :first-child { position: sticky; left: 0; background: Canvas; }
.item { margin: 1rem 0; padding: .2rem 0 .2rem 1rem; border-left: 3px solid var(--link); }
main > details > summary { cursor: pointer; color: var(--link); }
.item p { margin: 0; font-weight: 600; } .onward { font-weight: 400; font-size: .88rem; white-space: nowrap; }
.item summary { cursor: pointer; font-size: .88rem; opacity: .8; }
.item ul { margin: .3rem 0; padding-left: 1.2rem; font-size: .92rem; }
blockquote { margin: .1rem 0 .4rem; padding-left: .8rem; border-left: 2px solid var(--line); }
cite { font-style: normal; opacity: .75; }
figure { margin: 1rem 0; background: #fff; color: #111; padding: .5rem; } svg { max-width: 100%; height: auto; }
svg text { font-size: 12px; fill: #111; font-family: inherit; } figcaption { font-size: .88rem; }
@media (prefers-color-scheme: dark) { :root { --link: #8ab8e6; } }
@media (max-width: 40rem) { nav { columns: 1; } }
@page { margin: 18mm; }
@media print { .item details::details-content { content-visibility: visible; height: auto; } body { max-width: none; font-size: 10pt; }
  nav, .onward { display: none; }
  .item, figure, tr { break-inside: avoid; } }
""".strip()

POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[\d.,]+|–")
LONG = 40  # characters of a cell that needs some width to be read
OPEN = 3  # facts and passages of a finding that are shown before anyone asks

FRAME = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def render(blocks: Iterable[Block], linked: bool = False) -> str:
    """Return the report as a whole HTML document; ``linked``: passages and documents lead to the reading views beside it."""
    every = list(blocks)
    title = next((block.text for block in every if isinstance(block, Heading)), "")
    body = "\n".join(_block(number, block, linked) for number, block in enumerate(every))
    whole = _with_contents(body, every, linked)
    return FRAME.format(policy=escape(POLICY), title=safe(title), style=STYLE, body=whole)


def _with_contents(body: str, blocks: list[Block], linked: bool) -> str:
    """Put the table of contents behind the title, and before it the way to the network."""
    title, rest = body.split("\n", 1) if "\n" in body else (body, "")
    network = f'<p class="onward">{_to(NETWORK, text("words", "network"))}</p>' if linked else ""
    return f"<header>{title}{network}</header>\n<nav>{_contents(blocks)}</nav>\n<main>\n{rest}\n</main>"


def _contents(blocks: list[Block]) -> str:
    heads = [(number, b) for number, b in enumerate(blocks) if isinstance(b, Heading) and b.level in (2, 3)]
    return "".join(
        f'<a href="#{_anchor(number, head)}"{" class=deep" if head.level == 3 else ""}>{safe(head.text)}</a>'
        for number, head in heads
    )


def _anchor(number: int, head: Heading) -> str:
    return head.code or f"s{number}"


def _block(number: int, block: Block, linked: bool) -> str:
    match block:
        case Heading(level, words):
            return f'<h{level} id="{_anchor(number, block)}">{safe(words)}</h{level}>'
        case Text(words):
            return f"<p>{safe(words)}</p>"
        case Table():
            return _table(block, linked)
        case Fold(words, table):
            return f"<details><summary>{safe(words)}</summary>{_table(table, linked)}</details>"
        case Item():
            return _item(block, linked)
        case Plot(svg, caption):
            return f"<figure>{svg}<figcaption>{safe(caption)}</figcaption></figure>"


def _table(table: Table, linked: bool) -> str:
    head = "".join(f'<th scope="col">{safe(column)}</th>' for column in table.columns)
    links = table.links if linked and table.links else repeat("")
    counts = {at for at, column in enumerate(zip(*table.rows, strict=False)) if all(map(_NUMBER.fullmatch, column))}
    body = "".join(_row(row, counts, table.linked, link) for row, link in zip(table.rows, links, strict=False))
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _row(cells: tuple[str, ...], counts: set[int], linked: int, link: str) -> str:
    shown = (_cell(cell, at in counts, link if at == linked else "") for at, cell in enumerate(cells))
    return f"<tr>{''.join(shown)}</tr>"


def _cell(words: str, counted: bool, link: str) -> str:
    kind = "number" if counted else "day" if _DAY.fullmatch(words) else "long" if len(words) > LONG else ""
    shown = _to(link, safe(words))
    return f'<td class="{kind}">{shown}</td>' if kind else f"<td>{shown}</td>"


def _to(link: str, words: str) -> str:
    return f'<a href="{safe(link)}">{words}</a>' if link else words


def _item(item: Item, linked: bool) -> str:
    rows = "".join(f"<li>{safe(sentence(fact))}{_quotes(fact, linked)}</li>" for fact in item.facts)
    rows += "".join(f"<li>{_quote(passage, linked)}</li>" for passage in item.passages)
    rows += f"<li>{safe(item.more)}</li>" if item.more else ""
    count = len(item.facts) + len(item.passages)
    state = " open" if count <= OPEN else ""  # what is closed is printed all the same, by the style
    head = text("words", "facts", count=count)
    basis = f"<details{state}><summary>{head}</summary><ul>{rows}</ul></details>" if rows else ""
    return f'<div class="item"><p>{safe(item.text)}{_onward(item, linked)}</p>{basis}</div>'


def _onward(item: Item, linked: bool) -> str:
    """Return where to read on: the chapter with the sentences, or the network around what the item is about."""
    chapter = _to(f"#{item.chapter}", text("words", "to-chapter")) if item.chapter else ""
    network = _to(around(item.node), text("words", "to-network")) if linked and item.node else ""
    return f' <span class="onward">{chapter}{network}</span>' if chapter or network else ""


def _quotes(fact: Stated, linked: bool) -> str:
    return "".join(_quote(passage, linked) for passage in fact.passages)


def _quote(passage: Passage, linked: bool) -> str:
    link = reading(passage.document, passage.start, passage.end) if linked else ""
    return f"<blockquote>{safe(passage.text)} <cite>{_to(link, safe('——' + place(passage)))}</cite></blockquote>"
