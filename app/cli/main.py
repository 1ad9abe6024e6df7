"""Reads the command line and hands it to the subcommand; without one, the window opens."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence

from app.cli import (
    commands,
    days,
    duplicates,
    imports,
    join,
    keeping,
    leads,
    plans,
    playbooks,
    privacy,
    reports,
    screenshots,
    shared,
    spending,
    sweeping,
)
from app.cli.door import Exit, Usage, message_of, refuse
from app.cli.words import WordsParser, left_over
from app.errors import AppError, RuleViolation, Unavailable

GROUPS = (
    imports,
    leads,
    privacy,
    duplicates,
    commands,
    reports,
    plans,
    spending,
    playbooks,
    days,
    sweeping,
    keeping,
    shared,
    join,
    screenshots,
)
"""Each adds its subcommands; the order is that of the help page."""


def parser() -> WordsParser:
    """Return the parser of the whole command line."""
    return _parsers()[0]


def _parsers() -> tuple[WordsParser, Mapping[str, WordsParser]]:
    """Return the parser of the whole command line, and those of its subcommands."""
    top = WordsParser(
        prog="decile",
        description="A desk for sales development teams. Without a subcommand the window opens.",
    )
    top.add_argument("--demo", action="store_true", help="open the window on throw-away demonstration data")
    top.add_argument(
        "--team",
        action="store_true",
        help="with --demo: an SDR's, a rep's and a team lead's window over one PostgreSQL, started for them",
    )
    top.add_argument(
        "--insecure-local",
        action="store_true",
        help="let the window join a server on this very machine without TLS",
    )
    top.add_argument(
        "--lang", choices=("zh", "en"), help="language of the window and of the demonstration data"
    )
    top.add_argument("--theme", choices=("light", "dark"), help="theme of the window")
    _shared(top, default=None)
    subcommands = top.add_subparsers(dest="subcommand", metavar="SUBCOMMAND")
    shared = WordsParser(add_help=False)
    _shared(shared, default=argparse.SUPPRESS)
    for group in GROUPS:
        group.add(_Shared(subcommands, shared))
    return top, subcommands.choices


def run(argv: Sequence[str]) -> int:
    """Run one subcommand and return its exit status."""
    top, of_subcommand = _parsers()
    args, rest = top.parse_known_args(argv)
    if rest:
        one = of_subcommand.get(args.subcommand or "", top)
        one.error(left_over(rest, one.known_options()))
    args.json = bool(args.json)
    try:
        return int(args.run(args))
    except Usage as problem:
        print(f"decile: {problem}", file=sys.stderr)
        return Exit.USAGE
    except (RuleViolation, Unavailable) as error:
        return refuse(args, error.code, message_of(error))
    except AppError as error:
        return refuse(args, type(error).__name__, str(error))
    except BrokenPipeError:
        return Exit.DONE


def _shared(one: argparse.ArgumentParser, default: str | None) -> None:
    flag = default if default is argparse.SUPPRESS else False
    one.add_argument(
        "--profile", metavar="DIR", default=default, help="folder of the profile (else DECILE_PROFILE)"
    )
    one.add_argument("--json", action="store_true", default=flag, help="print one JSON document")


class _Shared:
    """Adds subcommands that also take the options every subcommand has."""

    def __init__(
        self,
        subcommands: argparse._SubParsersAction[WordsParser],
        shared: WordsParser,
    ) -> None:
        self._subcommands, self._shared = subcommands, shared

    def add_parser(self, name: str, **kwargs: object) -> argparse.ArgumentParser:
        """Add one subcommand."""
        summary = str(kwargs.pop("help", ""))
        return self._subcommands.add_parser(name, parents=[self._shared], help=summary, description=summary)
