"""What the commands that read documents share: inputs that must be there, lists and rules that must be usable, problems told."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.cli.screen import shown
from kg.cli.status import CommandError

if TYPE_CHECKING:
    from kg.model import Problem

SHOWN = 20  # problems on the screen; problems.jsonl has them all


def checked(inputs: Sequence[str]) -> list[str]:
    """Return ``inputs`` where all are there.

    Raises:
        CommandError: some are not, each with its sentence.
    """
    from kg.read import check

    if missing := check(inputs):
        raise CommandError("; ".join(missing))
    return list(inputs)


def usable() -> None:
    """Load what people edit.

    Raises:
        CommandError: lists, rules or schema cannot be used; every fault a line.
    """
    from kg.engines.work import ConfigurationError, ready

    try:
        ready()
    except ConfigurationError as error:
        raise CommandError(str(error)) from None


def told(problems: "Sequence[Problem]") -> None:
    """Print a sentence a problem to standard error."""
    for problem in problems[:SHOWN]:
        print(f"kg: {shown(problem.message)}", file=sys.stderr)
    if len(problems) > SHOWN:
        print(f"kg: and {len(problems) - SHOWN:,} more of this kind, in problems.jsonl", file=sys.stderr)
