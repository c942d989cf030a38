"""``kg load``."""

import argparse

HELP = "not written yet"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""


def run(args: argparse.Namespace) -> int:
    """Run the command and return its exit status."""
    raise NotImplementedError
