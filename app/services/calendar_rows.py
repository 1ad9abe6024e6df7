"""Putting a working calendar into force: days and shifts as the rows the rules read (design 1a, 5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from sqlalchemy import Select, and_, delete, literal, select

from app.models.calendar import CalendarYear, WorkingDay, WorkSpan
from app.models.vocabulary import Role
from app.services.kernel.command import Count, Decision, Effect, EpochDay, Guard, Instant, Key
from app.services.kernel.expressions import WHOLE, Field, each
from app.services.kernel.filling import are_distinct, fill
from app.services.limits import team_turn


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


class DefineCalendar(Decision, frozen=True, kw_only=True):
    """Whoever keeps the team's calendar replaces its working days and shifts."""

    kind = "calendar.define"
    roles = frozenset({Role.TEAM_LEAD, Role.ADMIN})
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

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        calendar = cls.arg("calendar")
        for model, name, record in (
            (WorkingDay, "days", DayRow),
            (WorkSpan, "spans", SpanRow),
            (CalendarYear, "years", YearRow),
        ):
            yield Effect(delete(model).where(model.calendar == calendar), None)
            yield fill(model, cls.arg(name), record, calendar=calendar)
