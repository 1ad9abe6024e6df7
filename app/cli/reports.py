"""``decile report`` and the export of reports: the figures behind the pictures."""

from __future__ import annotations

import argparse
from datetime import date

from app.cli.door import Exit, Subcommands, Usage, say, table, workspace_of
from app.services.reports.catalogue import REPORTS, report_named
from app.services.reports.report import ReportFilter, basis_named, dimension_named


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
    one.set_defaults(run=_run)


def day(text: str) -> date:
    """Read a date of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-02-13") from error


def _run(args: argparse.Namespace) -> int:
    spec = report_named(args.name)
    by, basis = dimension_named(spec, args.by), basis_named(spec, args.basis)
    if args.since and args.until and args.until < args.since:
        raise Usage(f"--until {args.until} is before --since {args.since}")
    asked = ReportFilter(since=args.since, until=args.until, basis=basis, groups_blank=args.group_blank)
    with workspace_of(args) as workspace:
        report = workspace.read(lambda db: spec.run(db, asked, by))
    say(args, report.as_json(), table([dict(row) for row in report.rows], list(report.columns)))
    return Exit.DONE
