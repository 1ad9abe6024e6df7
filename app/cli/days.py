"""``decile working-days``: the team's working calendar, asked from a terminal."""

from __future__ import annotations

import argparse
from datetime import date

from app.cli.door import Exit, Subcommands, Usage, refuse, say, workspace_of
from app.services.calendar_days import count_of_year, nth_day_after
from app.services.working_time import TEAM


def add(subcommands: Subcommands) -> None:
    """Add the subcommand."""
    one = subcommands.add_parser(
        "working-days", help="the day N working days after a date, or the working days of a year"
    )
    one.add_argument(
        "start", metavar="FROM", nargs="?", help="date, YYYY-MM-DD; counting begins the next day"
    )
    one.add_argument("count", metavar="N", nargs="?", type=int)
    one.add_argument("--year", type=int, metavar="Y")
    one.add_argument("--calendar", metavar="KEY", default=TEAM)
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        if args.year is not None:
            found = workspace.read(lambda db: count_of_year(db, args.calendar, args.year))
            if found is None:
                return refuse(
                    args, "year_not_covered", f"the calendar {args.calendar!r} does not cover {args.year}"
                )
            answer = {"count": found.days, "announced": found.is_announced}
            note = "" if found.is_announced else " (holidays not announced yet: weekdays only)"
            say(args, answer, f"{found.days}{note}")
            return Exit.DONE
        if args.start is None or args.count is None or args.count < 1:
            raise Usage("working-days takes a date and a number of days of 1 or more, or --year")
        start = _date(args.start)
        until = workspace.read(lambda db: nth_day_after(db, args.calendar, start, args.count))
        if until is None:
            return refuse(args, "year_not_covered", f"the calendar {args.calendar!r} does not reach that far")
        say(args, {"until": until.isoformat()}, until.isoformat())
        return Exit.DONE


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Usage(f"{text!r} is no date; write it as 2026-02-13") from error
