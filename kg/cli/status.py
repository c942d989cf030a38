"""How a command ends."""

DONE, DONE_WITH_PROBLEMS, NOTHING_DONE = 0, 1, 2


class CommandError(Exception):
    """What keeps a command from doing anything, as one sentence that says what to do next."""
