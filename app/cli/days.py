"""``decile working-days``: a working calendar, asked from a terminal."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.cli.door import Exit, Subcommands, Usage, refuse, say, workspace_of
from app.clock import from_micros, system_clock
from app.services.calendar_countries import calendar_of_country, countries
from app.services.calendar_days import count_of_year, nth_day_after
from app.services.calendar_try import laid_down
from app.services.calendar_upkeep import current_calendars
from app.services.playbook.document import Calendar
from app.services.playbook.shape import nearest
from app.services.working_calendar import definition
from app.services.working_time import TEAM
from app.services.workspace import Workspace

_DATE = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_WHOLE = re.compile(r"\A[0-9]{1,6}\Z")
_FIRST_YEAR, _LAST_YEAR = 1970, 2099
_LEAST_OF_A_YEAR = 100
"""Working days that a year of any calendar is taken to have at least: how far to look."""

type Question[T] = Callable[[Connection, str], T | None]
"""Asks the database that holds a calendar, under its key; ``None`` where it does not reach that far."""


def add(subcommands: Subcommands) -> None:
    """Add the subcommand."""
    one = subcommands.add_parser(
        "working-days", help="the day N working days after a date, or the working days of a year"
    )
    one.add_argument(
        "start", metavar="FROM", nargs="?", help="date, YYYY-MM-DD; counting begins the next day"
    )
    one.add_argument("count", metavar="N", nargs="?", help="working days, 1 or more")
    one.add_argument("--year", metavar="Y", help="count the working days of this year")
    one.add_argument(
        "--calendar", metavar="KEY", default=TEAM,
        help="a calendar of the playbook, or a country by its two letters; the team's without it",
    )  # fmt: skip
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if (args.year is None) == (args.start is None) or (args.start is None) != (args.count is None):
        raise Usage("working-days takes a date and a number of days of 1 or more, or --year")
    if args.year is not None:
        year = _number(args.year, "a year; write it as 2026")
        return _of_year(args, year)
    return _after(args, _date(args.start), _number(args.count, "a number of working days of 1 or more"))


def _of_year(args: argparse.Namespace, year: int) -> int:
    with workspace_of(args) as workspace:
        calendar = _Asked.of(workspace, args.calendar)
        if calendar is None:
            return _unknown(args, workspace)
        found = calendar.ask(year, year, lambda db, key: count_of_year(db, key, year))
    if found is None:
        return refuse(args, "year_not_covered", f"the calendar {args.calendar!r} does not cover {year}")
    if not found.is_announced:
        said = f"without what is not known yet it would have {found.days} working days"
        return _not_announced(args, [year], said, found.days)
    say(args, {"count": found.days}, str(found.days))
    return Exit.DONE


def _after(args: argparse.Namespace, start: date, count: int) -> int:
    with workspace_of(args) as workspace:
        calendar = _Asked.of(workspace, args.calendar)
        if calendar is None:
            return _unknown(args, workspace)
        last = start.year + count // _LEAST_OF_A_YEAR + 1
        found = calendar.ask(start.year, last, lambda db, key: nth_day_after(db, key, start, count))
    if found is None:
        return refuse(args, "year_not_covered", f"the calendar {args.calendar!r} does not reach that far")
    until = found.on.isoformat()
    if found.unannounced:
        said = f"without what is not known yet it would be {until}"
        return _not_announced(args, found.unannounced, said, until)
    say(args, {"until": until}, until)
    return Exit.DONE


@dataclass(frozen=True, slots=True)
class _Asked:
    """The calendar the call names.

    Attributes:
        key: What the workspace's rows know it by.
        is_laid_down: Whether the workspace works by it.
    """

    workspace: Workspace
    key: str
    calendar: Calendar
    is_laid_down: bool

    @classmethod
    def of(cls, workspace: Workspace, name: str) -> _Asked | None:
        """Return the calendar of a name; ``None`` where there is none."""
        own = workspace.read(current_calendars)
        key = TEAM if TEAM in own and own[TEAM].key == name else name
        if key in own:
            return cls(workspace, key, own[key], is_laid_down=True)
        shipped = calendar_of_country(name) if name.upper() in countries() else None
        return None if shipped is None else cls(workspace, shipped.key, shipped, is_laid_down=False)

    def ask[T](self, first: int, last: int, question: Question[T]) -> T | None:
        """Ask the workspace's rows; where they do not reach, rows laid down for the question."""
        if self.is_laid_down:
            found = self.workspace.read(lambda db: question(db, self.key))
            if found is not None:
                return found
        if not _FIRST_YEAR <= first <= last <= _LAST_YEAR:
            return None
        with laid_down(definition(self.calendar, first, last, key=self.key)) as db:
            return question(db, self.key)


def _unknown(args: argparse.Namespace, workspace: Workspace) -> int:
    known = [*workspace.read(current_calendars), *(code.lower() for code in countries())]
    near = nearest(args.calendar, known)
    return refuse(
        args, "unknown_calendar", f"no calendar is called {args.calendar!r}; the nearest is {near!r}"
    )


def _not_announced(args: argparse.Namespace, years: Iterable[int], said: str, certain: int | str) -> int:
    listed = tuple(years)
    is_past = listed[-1] < from_micros(system_clock()).year
    state = "known" if is_past else "announced yet"
    which = " and ".join(map(str, listed))
    message = f"the days off of {which} are not {state} for the calendar {args.calendar!r}; {said}"
    return refuse(args, "year_not_announced", message, certain=certain)


def _number(text: str, what: str) -> int:
    if not _WHOLE.match(text) or int(text) < 1:
        raise Usage(f"{text!r} is not {what}")
    return int(text)


def _date(text: str) -> date:
    try:
        # Other forms of ISO 8601 (20260213, 2026-W07-5) would be taken, too.
        if _DATE.match(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Usage(f"{text!r} is no date; write it as 2026-02-13")
