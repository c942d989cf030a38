"""``kg score``: how well extraction does on documents that somebody annotated."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.inputs import told, usable
from kg.cli.screen import shown, table
from kg.cli.status import DONE, DONE_WITH_PROBLEMS, CommandError

if TYPE_CHECKING:
    from kg.model import Problem
    from kg.score import Count, Counts, Score

HELP = "compare what is read from documents with gold annotations of them"
EPILOG = "example: kg score gold/ --errors\nfor each NAME.json with its NAME.txt beside it, built alone"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD", help="gold files (NAME.json) or folders of them")
    parser.add_argument("--texts", type=Path, metavar="DIR", help="where the texts are that do not lie beside the gold")
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was too much")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs; with the errors of each document")


def run(args: argparse.Namespace) -> int:
    """Score; status 1 where a gold file could not be used or a passage does not stand in its text."""
    scored, lost = scores(args.gold, args.texts)
    told(lost)
    if not scored:
        raise CommandError("there is no gold file that could be used, so nothing was scored")
    from kg.score import total

    every = total([score for _, _, score in scored])
    if args.json:
        print(json.dumps(_as_json(scored, every), ensure_ascii=False, indent=1))
    else:
        for line in _as_text(scored, every, args.errors):
            print(line)
    return DONE_WITH_PROBLEMS if lost or every.ungrounded else DONE


Scored = list[tuple[str, str, "Score"]]  # name, genre, figures


def scores(paths: Sequence[Path], texts: Path | None = None) -> tuple[Scored, list["Problem"]]:
    """Return the figures of each gold file below ``paths`` and what kept others from being used.

    Raises:
        CommandError: a path does not exist, or lists and rules cannot be used.
    """
    from kg.model import Problem
    from kg.score import gold

    if missing := [f"{path} does not exist" for path in (*paths, texts) if path and not path.exists()]:
        raise CommandError("; ".join(missing))
    usable()
    scored: Scored = []
    lost = []
    for file in gold.files(paths):
        try:
            scored.append(_one(file, texts))
        except gold.GoldError as error:
            lost.append(Problem("bad-gold", str(error), name=file.name))
    return scored, lost


def _one(file: Path, texts: Path | None) -> tuple[str, str, "Score"]:
    from kg.model import Document
    from kg.read import read as read_texts
    from kg.score import read_alone, score
    from kg.score.gold import GoldError, read, text_of

    gold = read(file)
    document = next(read_texts([str(text_of(file, texts))]))
    if not isinstance(document, Document):
        raise GoldError(document.message)
    return gold.name, gold.genre, score(gold, read_alone(document), document.text)


def _as_text(scored: Scored, every: "Score", errors: bool) -> Iterator[str]:
    count = len(scored)
    yield f"{count} document{'' if count == 1 else 's'}, {every.spots:,} passages, {every.ungrounded} not in the text"
    yield ""
    yield _figures("all", every.overall)
    for title, counts in (("kind", every.by_kind), ("relation", every.by_relation), *_by_genre(scored)):
        yield ""
        yield _figures(title, counts)
    yield ""
    yield table(("rule", "precision", "right", "stated"), _rule_rows(every.by_rule))
    if errors:
        for name, _, score in scored:
            yield from _listed(name, score)


def _by_genre(scored: Scored) -> "Iterator[tuple[str, Counts]]":
    """Yield a table a genre, where there are several."""
    from kg.score import total

    genres = sorted({genre for _, genre, _ in scored})
    if len(genres) > 1:
        for genre in genres:
            yield f"genre: {genre or 'none'}", total([score for _, g, score in scored if g == genre]).overall


def _figures(title: str, counts: "Counts") -> str:
    rows = [(name, *_shares(count), str(count.hit), str(count.said), str(count.want)) for name, count in counts.items()]
    return table((title, "precision", "recall", "F1", "right", "stated", "in gold"), rows)


def _shares(count: "Count") -> tuple[str, str, str]:
    return f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}"


def _rule_rows(rules: "Counts") -> Iterator[tuple[str, str, str, str]]:
    for rule, count in sorted(rules.items(), key=lambda row: (-row[1].said, row[0])):
        yield rule, f"{count.precision:.3f}", str(count.hit), str(count.said)


def _listed(name: str, score: "Score") -> Iterator[str]:
    yield ""
    yield shown(name)
    for part, rows in score.errors.items():
        yield f"  {part.replace('_', ' ')}: {len(rows)}"
        yield from (f"    {shown(row)}" for row in rows)


def _as_json(scored: Scored, every: "Score") -> dict[str, Any]:
    from kg.score import total

    genres = sorted({genre for _, genre, _ in scored})
    by_genre = {genre: total([score for _, g, score in scored if g == genre]) for genre in genres}
    return {
        **_plain(every),
        "by_genre": {genre: _counts(score.overall) for genre, score in by_genre.items()},
        "documents": [{"document": name, "genre": genre, **_plain(score)} for name, genre, score in scored],
    }


def _plain(score: "Score") -> dict[str, Any]:
    return {
        **_counts(score.overall),
        "by_kind": _counts(score.by_kind),
        "by_relation": _counts(score.by_relation),
        "by_rule": {rule: rule_row(count) for rule, count in score.by_rule.items()},
        "errors": score.errors,
        "grounded": {"spots": score.spots, "wrong": score.ungrounded},
    }


def _counts(counts: "Counts") -> dict[str, dict[str, float]]:
    return {name: _row(count) for name, count in counts.items()}


def _row(count: "Count") -> dict[str, float]:
    shares = {"p": count.precision, "r": count.recall, "f1": count.f1}
    return count._asdict() | {name: round(share, 4) for name, share in shares.items()}


def rule_row(count: "Count") -> dict[str, float]:
    """Return how often a rule was right; nobody says how often it should have spoken."""
    return {"hit": count.hit, "said": count.said, "p": round(count.precision, 4)}
