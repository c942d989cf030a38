"""The parser of the command line: help in paragraphs, and for what is misspelt the nearest word that there is."""

import argparse
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NoReturn

_WRONG = re.compile(r"(?:unrecognized arguments: |invalid choice: ')(?P<word>[^\s'=]+)")


class Parser(argparse.ArgumentParser):
    """A parser whose help keeps its lines, and whose errors name what was probably meant."""

    def __init__(self, **how: object) -> None:
        super().__init__(**{"formatter_class": _Lines, **how})  # type: ignore[arg-type]
        self._within = False

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse ``args``; where the first of several names may be left out, options may stand between them.

        argparse by itself would take ``export`` in ``query export --infer ask.rq`` for the query, and ``ask.rq`` for nothing.
        """
        names = self._get_positional_actions()
        if self._within or len(names) < 2 or names[0].nargs != argparse.OPTIONAL:
            return super().parse_known_args(args, namespace)
        self._within = True  # it calls this function in turn
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._within = False

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command, and stop."""
        wrong = _WRONG.search(message)
        near = get_close_matches(wrong["word"], self._words(), 1) if wrong else []
        super().error(f"{message}: did you mean {near[0]}?" if near else message)

    def _words(self) -> list[str]:
        """Return every option and every choice that this parser knows."""
        choices = [str(choice) for action in self._actions for choice in action.choices or ()]
        return sorted({*self._option_string_actions, *choices})


class _Lines(argparse.HelpFormatter):
    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(super(_Lines, self)._fill_text(line, width, indent) for line in text.splitlines())
