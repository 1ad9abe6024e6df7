"""Putting a working calendar into force: days and shifts as the rows the rules read (design 1a, 5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, literal, select, update

from app.clock import SECOND
from app.models.base import Shared
from app.models.calendar import CalendarYear, WorkingDay, WorkSpan
from app.models.people import Member
from app.models.vocabulary import Role
from app.services.kernel.command import Count, Decision, Effect, EpochDay, Guard, Instant, Key
from app.services.kernel.expressions import TEXT, WHOLE, Field, IntDiv, each, typed_null
from app.services.kernel.filling import are_distinct, fill
from app.services.limits import team_turn
from app.services.working_time import TEAM


class DayRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A working day."""

    day_on: EpochDay
    seq: Count
    midnight_at: Instant
    starts_at: Instant
    ends_at: Instant


class SpanRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A shift."""

    starts_at: Instant
    ends_at: Instant
    s_before: Count


class YearRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A year, and whether its holidays are announced."""

    year: Annotated[int, msgspec.Meta(ge=1970, le=2200)]
    is_announced: bool
    country: Annotated[str, msgspec.Meta(max_length=2)]


WHO_KEEPS_CALENDARS = frozenset({Role.TEAM_LEAD, Role.SALES_LEAD, Role.ADMIN})
"""Whoever may bring a playbook into force: what it says of working time follows from it."""
_TABLES: tuple[tuple[type[Shared], str, type[msgspec.Struct]], ...] = (
    (WorkingDay, "days", DayRow), (WorkSpan, "spans", SpanRow), (CalendarYear, "years", YearRow),
)  # fmt: skip


class DefineCalendar(Decision, frozen=True, kw_only=True):
    """Whoever keeps a calendar, the team's or that of people with other hours, replaces its days and shifts."""

    kind = "calendar.define"
    roles = WHO_KEEPS_CALENDARS
    calendar: Key
    days: Annotated[tuple[DayRow, ...], msgspec.Meta(min_length=1, max_length=8_000)]
    spans: Annotated[tuple[SpanRow, ...], msgspec.Meta(min_length=1, max_length=30_000)]
    years: Annotated[tuple[YearRow, ...], msgspec.Meta(min_length=1, max_length=30)]

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        for name, key in (
            ("days", "day_on"),
            ("days", "seq"),
            ("spans", "starts_at"),
            ("spans", "s_before"),
            ("years", "year"),
        ):
            yield Guard("listed_twice", are_distinct(cls.arg(name), key))
        spans = each(cls.arg("spans"), "spans")
        upside_down = (
            select(literal(1))
            .select_from(spans)
            .where(Field(spans, "starts_at", WHOLE) >= Field(spans, "ends_at", WHOLE))
        )
        yield Guard("ends_before_it_begins", ~upside_down.exists())
        days = each(cls.arg("days"), "days")
        crossed = (
            select(literal(1))
            .select_from(days)
            .where(
                ~and_(
                    Field(days, "midnight_at", WHOLE) <= Field(days, "starts_at", WHOLE),
                    Field(days, "starts_at", WHOLE) < Field(days, "ends_at", WHOLE),
                )
            )
        )
        yield Guard("day_out_of_order", ~crossed.exists())
        # Limits are counted by these numbers: one that is out of turn would move a deadline.
        yield Guard(
            "counted_wrongly", and_(~_days_out_of_turn(cls).exists(), ~_spans_out_of_turn(cls).exists())
        )

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        calendar = cls.arg("calendar")
        for model, name, record in _TABLES:
            yield Effect(delete(model).where(_of(model) == calendar), None)
            yield fill(model, cls.arg(name), record, calendar=calendar)


class DropCalendar(Decision, frozen=True, kw_only=True):
    """A calendar that the playbook no longer has goes away; who kept its hours keeps the team's."""

    kind = "calendar.drop"
    roles = WHO_KEEPS_CALENDARS
    calendar: Key

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_calendar", is_laid_down(cls.arg("calendar")))
        yield Guard("calendar_of_team", cls.arg("calendar") != TEAM)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        calendar = cls.arg("calendar")
        yield Effect(
            update(Member).where(Member.calendar == calendar).values(calendar=typed_null(TEXT)), None
        )
        for model, _name, _record in _TABLES:
            yield Effect(delete(model).where(_of(model) == calendar), None)


def is_laid_down(calendar: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether there is a calendar of this key."""
    return exists().where(CalendarYear.calendar == calendar)


def _days_out_of_turn(cls: type[DefineCalendar]) -> Select[Any]:
    """Select the working days whose number is not their place in the calendar, from 1."""
    days = each(cls.arg("days"), "counted_days")
    place = func.row_number().over(order_by=Field(days, "day_on", WHOLE))
    counted = (
        select(Field(days, "seq", WHOLE).label("seq"), place.label("place")).select_from(days).subquery()
    )
    return select(literal(1)).select_from(counted).where(counted.c.seq != counted.c.place)


def _spans_out_of_turn(cls: type[DefineCalendar]) -> Select[Any]:
    """Select the shifts that do not begin where those before them have ended, in seconds worked."""
    spans = each(cls.arg("spans"), "counted_spans")
    begin, end = (Field(spans, name, WHOLE) for name in ("starts_at", "ends_at"))
    before = func.sum(IntDiv(end - begin, literal(SECOND, WHOLE))).over(order_by=begin, rows=(None, -1))
    counted = (
        select(Field(spans, "s_before", WHOLE).label("said"), func.coalesce(before, 0).label("worked"))
        .select_from(spans)
        .subquery()
    )
    return select(literal(1)).select_from(counted).where(counted.c.said != counted.c.worked)


def _of(model: type[Shared]) -> ColumnElement[Any]:
    return model.__table__.c["calendar"]
