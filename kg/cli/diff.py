"""``kg diff``: what came, went and changed between two builds."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.graphs import BUILD
from kg.cli.screen import shown
from kg.cli.status import DONE

if TYPE_CHECKING:
    from kg.diff import Change, Diff

HELP = "say what came, went and changed between two builds, with the sentences"
EPILOG = "example: kg diff last-week\n+ came, - went, ~ changed"
SIGNS = "+-~"
_ADDED = frozenset(("aliases", "evidence", "observations"))  # lists, of which only what differs is worth a line


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("old", type=Path, metavar="OLD", help="a folder that kg build wrote, or its graph.json")
    parser.add_argument("new", nargs="?", type=Path, default=BUILD, metavar="NEW", help="another, later one (export)")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="as JSON, for programs")
    forms.add_argument("--patch", action="store_true", help="as RDF patch: A and D lines that turn one into the other")


def run(args: argparse.Namespace) -> int:
    """Print the difference."""
    from kg.cli.graphs import read
    from kg.diff import diff, patch

    old, new = read(args.old), read(args.new)
    if args.patch:
        lines = patch(old, new)
    elif args.json:
        lines = iter([_json(diff(old, new))])
    else:
        lines = _text(diff(old, new))
    for line in lines:
        print(line)
    return DONE


def _json(found: "Diff") -> str:
    parts = {name: [change._asdict() for change in changes] for name, changes in found._asdict().items()}
    return json.dumps(parts, ensure_ascii=False, indent=1)


def _text(found: "Diff") -> Iterator[str]:
    for name, changes in found._asdict().items():
        if changes:
            yield f"{name}: {_counts(changes)}"
            for change in sorted(changes, key=lambda change: (SIGNS.index(_sign(change)), change.label)):
                yield from _change(change)
            yield ""
    if not found.entities and not found.facts:
        yield "The two graphs say the same."


def _counts(changes: "list[Change]") -> str:
    signs = [_sign(change) for change in changes]
    words = zip(SIGNS, ("came", "went", "changed"), strict=True)
    return ", ".join(f"{signs.count(sign):,} {word}" for sign, word in words if sign in signs)


def _sign(change: "Change") -> str:
    return "+" if change.before is None else "-" if change.after is None else "~"


def _change(change: "Change") -> Iterator[str]:
    from kg.passages import most_telling

    yield f"{_sign(change)} {shown(change.label)}"
    if change.before is None or change.after is None:
        if passages := (change.before or change.after or {}).get("evidence"):
            yield f"    {shown(passages[most_telling(passages)]['text'])}"
        return
    for name, before in change.before.items():
        after = change.after[name]
        if name in _ADDED:
            yield from (f"    - {name}: {_value(value)}" for value in before if value not in after)
            yield from (f"    + {name}: {_value(value)}" for value in after if value not in before)
        else:
            yield f"    {name}: {_value(before)} → {_value(after)}"


def _value(value: Any) -> str:
    """Return a value of a graph for a person: of a passage its text, of an observation its number."""
    if isinstance(value, dict) and "indicator" in value:
        return shown(f"{value['indicator']} {value['value']:,g}{value['unit']} {value['time']}")
    return shown(str(value["text"] if isinstance(value, dict) else value))
