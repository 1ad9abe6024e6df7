"""``decile report`` and the export of reports: the figures behind the pictures."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from app.cli.door import Exit, Subcommands, Usage, say, table, workspace_of
from app.services.reports.catalogue import REPORTS, report_named
from app.services.reports.dimensions import PEOPLE, Dimension, people_named
from app.services.reports.parts import start_afresh
from app.services.reports.report import Only, ReportFilter, basis_named, dimension_named, nearest


def add(subcommands: Subcommands) -> None:
    """Add the subcommand."""
    one = subcommands.add_parser("report", help="print a report: " + ", ".join(spec.name for spec in REPORTS))
    one.add_argument("name", metavar="NAME")
    one.add_argument("--by", metavar="DIMENSION", help="one row for each value of channel, month, owner…")
    one.add_argument("--since", metavar="DATE", type=day, help="first day, YYYY-MM-DD")
    one.add_argument("--until", metavar="DATE", type=day, help="last day, included")
    one.add_argument(
        "--basis", metavar="cohort|snapshot", help="leads created in the period, or what happened in it"
    )
    one.add_argument("--group-blank", action="store_true", help="count blank and unknown values as one")
    one.add_argument(
        "--only",
        metavar="DIMENSION=VALUE",
        action="append",
        default=[],
        help="of these leads only; may be repeated",
    )
    one.add_argument(
        "--currency", metavar="CODE", default="", help="convert amounts into this, by the rates set"
    )
    one.add_argument(
        "--afresh",
        action="store_true",
        help="forget what was counted before, of all reports, and count again",
    )
    one.set_defaults(run=_run)


def day(text: str) -> date:
    """Read a date of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-02-13") from error


def restrictions(db: Connection, words: Sequence[str]) -> tuple[Only, ...]:
    """Read restrictions such as ``channel=sem``; values of one dimension are alternatives, people go by name.

    Raises:
        Usage: a dimension is unknown, or the word is none.
    """
    known = [by.value for by in Dimension if by is not Dimension.MONTH]
    found: dict[Dimension, list[str]] = {}
    for word in words:
        name, mark, value = word.partition("=")
        if not mark or name not in known:
            raise Usage(f"{word!r} restricts nothing; write it as {nearest(name, known)}=VALUE")
        by = Dimension(name)
        found.setdefault(by, []).extend(people_named(db, value) if by in PEOPLE and value else [value])
    return tuple(Only(by, tuple(values)) for by, values in found.items())


def _run(args: argparse.Namespace) -> int:
    spec = report_named(args.name)
    by, basis = dimension_named(spec, args.by), basis_named(spec, args.basis)
    if args.since and args.until and args.until < args.since:
        raise Usage(f"--until {args.until} is before --since {args.since}")
    with workspace_of(args) as workspace:
        asked = ReportFilter(
            since=args.since,
            until=args.until,
            basis=basis,
            only=workspace.read(lambda db: restrictions(db, args.only)),
            groups_blank=args.group_blank,
            currency=args.currency.upper(),
        )
        if args.afresh:
            workspace.keep(start_afresh)
        report = workspace.read(lambda db: spec.run(db, asked, by))
    say(args, report.as_json(), table([dict(row) for row in report.rows], list(report.columns)))
    return Exit.DONE
