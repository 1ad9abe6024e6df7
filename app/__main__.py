"""``python -m app`` and the ``decile`` script: a subcommand for the terminal, or the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run Decile with these words and return its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    # A subcommand must not pay for the window, nor the window for the subcommands.
    if _opens_window(words):
        if {"--demo", "--team"} <= set(words):
            from app.team_show import run_team

            return run_team(words)
        from app.main import run_window

        return run_window(words)
    from app.cli.main import run

    return run(words)


def _opens_window(words: Sequence[str]) -> bool:
    """Whether no subcommand is named; options of the window and their values may stand alone."""
    takes_value = {"--profile", "--lang", "--theme"}
    rest = iter(words)
    for word in rest:
        if word in takes_value:
            next(rest, None)
        elif word in {"-h", "--help"} or not word.startswith(("-", "decile:")):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
