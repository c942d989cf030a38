"""The command line: parse, call, print. One module a command; each says what it is called and does."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from kg import __version__
from kg.cli.arguments import Parser
from kg.cli.status import DONE, NOTHING_DONE, CommandError

# The order of the help text. Modules import what is heavy when they run, so that help comes at once.
COMMANDS = ("build", "explain", "check", "analyse", "path", "query", "load", "export", "diff", "score", "rules")


def parser() -> argparse.ArgumentParser:
    """Return the parser with all commands."""
    top = Parser(prog="kg", description="Build, check, query and draw knowledge graphs of innovation clusters.")
    top.add_argument("--version", action="version", version=f"kg {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = import_module(f"kg.cli.{name}")
        sub = commands.add_parser(
            name, help=module.HELP, description=module.HELP, epilog=getattr(module, "EPILOG", None)
        )
        module.configure(sub)
        sub.set_defaults(run=module.run, parser=sub)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run ``kg``. Exit status: 0 done, 1 done with problems that were reported, 2 nothing done."""
    top = parser()
    if not (sys.argv[1:] if argv is None else argv):
        top.print_help(sys.stderr)
        return NOTHING_DONE
    if _without_value(sys.argv[1:] if argv is None else argv):  # "$OUT" of a script: it would mean the current folder
        top.error("an argument is empty: name a file or folder, or is a variable not set?")
    args, unknown = top.parse_known_args(argv)
    if unknown:  # said by the command's own parser, which knows its options
        args.parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    try:
        return int(args.run(args))
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        print("kg: stopped; nothing was written", file=sys.stderr)
        return NOTHING_DONE
    except PermissionError as error:
        print(f"kg: {error.filename}: you may not look at it: ask for the right to it", file=sys.stderr)
        return NOTHING_DONE
    except CommandError as error:
        print(f"kg: {error}", file=sys.stderr)
        return NOTHING_DONE


def _without_value(argv: Sequence[str]) -> bool:
    return any(not word or (word.startswith("--") and word.endswith("=")) for word in argv)
