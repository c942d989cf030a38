"""``kg rules``: the relation rules, how often each fires and how often it is right."""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.inputs import checked, told, usable
from kg.cli.score import rule_row, scores
from kg.cli.screen import table
from kg.cli.status import DONE, DONE_WITH_PROBLEMS, CommandError

if TYPE_CHECKING:
    from kg.model import Problem
    from kg.rules import NameRule, Rule
    from kg.score import Counts

HELP = "list the relation rules, how often each fires and how often it is right"
EPILOG = "example: kg rules --input articles/ --gold gold/\ndocs/rules.md says how to write one"

WIDEST = 40  # characters of a pattern in the table; --json has it whole


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--input", nargs="+", default=[], metavar="INPUT", help="documents: count how often rules fire")
    parser.add_argument(
        "--gold", nargs="+", type=Path, default=[], metavar="GOLD", help="count how often they are right"
    )
    parser.add_argument("--texts", type=Path, metavar="DIR", help="where the texts are that do not lie beside the gold")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(args: argparse.Namespace) -> int:
    """List the rules; status 1 where some document or gold file could not be used."""
    rules = _rules()
    fired, lost = _fired(args.input) if args.input else (None, [])
    right, unusable = _right(args.gold, args.texts) if args.gold else (None, [])
    told([*lost, *unusable])
    if fired is None and right is None and (lost or unusable):
        raise CommandError("nothing could be read, so nothing was counted")
    rows = [_row(rule, fired, right) for rule in rules]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(table([*rows[0]], ([_shown(cell) for cell in row.values()] for row in rows)))
    return DONE_WITH_PROBLEMS if lost or unusable else DONE


def _rules() -> "list[Rule | NameRule]":
    from kg.english.relate import rules as english
    from kg.rules import load

    usable()
    sentences, names = load()
    every: list[Rule | NameRule] = [*names, *sentences, *english()]
    return list({rule.id: rule for rule in every}.values())  # the shapes of a frame share its id


def _fired(inputs: list[str]) -> "tuple[Counter[str] | None, list[Problem]]":
    """Count the claims of each rule in the documents of ``inputs``; nothing where none could be read."""
    from kg.engines.work import work
    from kg.model import Problem
    from kg.read import pieces

    fired: Counter[str] = Counter()
    lost: list[Problem] = []
    documents = 0
    for piece in pieces(checked(inputs)):
        if isinstance(piece, Problem):
            lost.append(piece)
            continue
        outcome = work(piece)
        lost.extend(outcome.lost)
        documents += len(outcome.read)
        fired.update(claim.rule for _, extract, _ in outcome.read for claim in extract.claims)
    return fired if documents else None, lost


def _right(gold: list[Path], texts: Path | None) -> "tuple[Counts | None, list[Problem]]":
    """Return how often each rule is right; nothing where no gold file could be used."""
    from kg.score import total

    scored, lost = scores(gold, texts)
    return total([score for _, _, score in scored]).by_rule if scored else None, lost


def _row(rule: "Rule | NameRule", fired: Counter[str] | None, right: "Counts | None") -> dict[str, Any]:
    from kg.score import Count

    row: dict[str, Any] = {"id": rule.id, "relation": rule.relation, "confidence": rule.confidence}
    if fired is not None:
        row["fired"] = fired[rule.id]
    if right is not None:
        counts = rule_row(right.get(rule.id, Count()))
        row |= {"right": counts["hit"], "stated": counts["said"], "precision": counts["p"] if counts["said"] else None}
    return row | {"file": rule.place.partition(",")[0], "pattern": rule.pattern}


def _shown(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
