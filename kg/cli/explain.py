"""``kg explain``: sentence by sentence, what was found, by which rule, and what was refused and why."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.inputs import checked, told, usable
from kg.cli.screen import shown
from kg.cli.status import DONE, DONE_WITH_PROBLEMS, CommandError

if TYPE_CHECKING:
    from rich.text import Text

    from kg.explain import Explained
    from kg.model import Document

HELP = "show sentence by sentence what was found, by which rule, and what was refused"
EPILOG = (
    "example: echo 苏州高新区成立于1990年。 | kg explain -\n"
    "kg explain a.txt --dir export\ntells of each fact how many sources of the build state it, and from when to when"
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders, patterns, or - for standard input")
    parser.add_argument(
        "--dir", type=Path, metavar="DIR", help="a build with these documents: how many sources state a fact"
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON a document, for programs")
    parser.add_argument("--no-repair", action="store_true", help="do not join lines and columns that a scan tore apart")


def run(args: argparse.Namespace) -> int:
    """Explain each document; status 1 where some of the input could not be used."""
    inputs = checked(args.inputs)
    from kg.cli.graphs import read as read_graph
    from kg.explain import UNKNOWN, Support, explain
    from kg.model import Problem
    from kg.read import read

    usable()
    support = Support(read_graph(args.dir)) if args.dir else UNKNOWN
    show = _as_json if args.json else _as_text
    lost: list[Problem] = []
    count = 0
    for one in read(inputs):
        if isinstance(one, Problem):
            lost.append(one)
        else:
            count += 1
            show(one, *explain(one, not args.no_repair, support))
    told(lost)
    if not count:
        raise CommandError("no document could be read")
    return DONE_WITH_PROBLEMS if lost else DONE


def _as_json(document: "Document", sentences: "list[Explained]", problems: list[dict[str, Any]]) -> None:
    row = {
        "document": document.id,
        "name": document.name,
        "sentences": [sentence._asdict() for sentence in sentences],
        "problems": problems,
    }
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _as_text(document: "Document", sentences: "list[Explained]", problems: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(shown(document.name), style="bold underline"))
    for problem in problems:
        console.print(Text(f"  {problem['code']}: {shown(problem['message'])}", style="yellow"))
    for sentence in sentences:
        for line in _lines(sentence):
            console.print(line)


def _lines(sentence: "Explained") -> "Iterator[Text]":
    from rich.text import Text

    yield Text("")
    yield Text(f"{sentence.start}–{sentence.end}  {shown(sentence.text)}", style="bold")
    for mention in sentence.mentions:
        name = "" if mention["name"] == mention["text"] else f" = {mention['name']}"
        yield _line("green", mention["kind"], f"{mention['text']}{name}", mention["rule"])
    for claim in sentence.claims:
        planned = " (planned)" if claim["planned"] else ""
        fact = f"{claim['subject']} → {claim['object']}{planned}"
        yield _line("cyan", claim["relation"], fact, f"{claim['rule']} {claim['confidence']:.2f}", _support(claim))
    for measure in sentence.measures:
        yield _line("magenta", "number", _number(measure), measure["rule"])
    for refused in sentence.refused:
        what = refused.get("kind") or refused["rule"]
        yield _line("red", "refused", f"{what} {refused['text']}", refused["reason"])


def _number(measure: dict[str, Any]) -> str:
    comparator = "" if measure["comparator"] == "=" else measure["comparator"]
    value = f"{comparator}{measure['value']:,g}{measure['unit']}"
    words = [measure["subject"], measure["indicator"], value, measure["time"], "(target)" if measure["target"] else ""]
    return " ".join(word for word in words if word)


def _support(claim: dict[str, Any]) -> str:
    """Return how many sources of a build state a fact, and from when to when: 3 sources, 2019-05-01 to 2023-06-06."""
    if "sources" not in claim:
        return ""
    count = f"{claim['sources']} source{'' if claim['sources'] == 1 else 's'}"
    dates = list(dict.fromkeys(claim[key] for key in ("first", "last") if key in claim))
    return f"{count}, {' to '.join(dates)}" if dates else count


def _line(colour: str, head: str, body: str, why: str, more: str = "") -> "Text":
    from rich.text import Text

    return Text.assemble(
        f"    {head:<18}", (shown(body), colour), "  ", (f"[{shown(why)}]", "dim"), "  " if more else "", shown(more)
    )
