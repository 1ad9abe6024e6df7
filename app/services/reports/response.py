"""First responses: how long new leads waited, on a calendar and by person (spec section 15)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal

from app.clock import HOUR, MINUTE
from app.models.leads import Lead
from app.services.kernel.expressions import WHOLE, IntDiv
from app.services.reports.building import LEADS
from app.services.reports.cube import Across, Asked, CubeSpec, Drawing, How, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.report import Basis
from app.services.reports.sheet import Own, Unit
from app.services.reports.team_time import local_day

MONDAY = 3
"""1970-01-01 was a Thursday: days since then plus three begin a week where seven divides them."""


def facts(_db: Connection, asked: Asked) -> Iterable[Source]:
    """Return the leads that were new when they came and had an answer: how long each waited, which within the hour."""
    came, own = Lead.recorded_at.expression, _own(asked)
    answered = (Lead.respond_by_at.is_not(None), Lead.responded_at.is_not(None))
    waited = func.coalesce(Lead.responded_at - came, literal(0, WHOLE))
    minutes = IntDiv(waited, literal(MINUTE, WHOLE))
    in_time = Lead.responded_at - came <= literal(HOUR, WHOLE)
    yield Source("came", LEADS, came, answered, own=own)
    yield Source("within", LEADS, came, (*answered, in_time), own=own)
    yield Source("waited", LEADS, came, answered, minutes, own=own)


def moving(_db: Connection, asked: Asked) -> Iterable[Source]:
    """Return the leads that were new when they came and wait for an answer.

    A lead nobody has answered counts from the hour after it came: who answers one lead of a hundred at
    once has not answered all of them at once.
    """
    came, own = Lead.recorded_at.expression, _own(asked)
    waits = (
        Lead.respond_by_at.is_not(None), Lead.responded_at.is_(None),
        came + literal(HOUR, WHOLE) < literal(asked.now, WHOLE),
    )  # fmt: skip
    yield Source("came", LEADS, came, waits, own=own)
    yield Source("open", LEADS, came, waits, own=own)


def _own(asked: Asked) -> dict[Own, ColumnElement[Any]]:
    day = local_day(Lead.recorded_at.expression, asked.zone, 0, asked.horizon)
    week_day = (day + literal(MONDAY, WHOLE)) % literal(7, WHOLE)
    return {Own.WEEK: day - week_day, Own.DAY: day, Own.WEEKDAY: week_day}


_COLUMNS = (
    Measure("came", ("came",)),
    Measure("within_hour", ("within",)),
    Ratio("within_hour_share", "within_hour", "came"),
    Measure("minutes_median", ("waited",), How.MEDIAN, Unit.MINUTES),
    Measure("minutes_p90", ("waited",), How.P90, Unit.MINUTES),
    Measure("unanswered", ("open",)),
)


def calendar(sources: Iterable[Source]) -> Iterable[Source]:
    """Return facts, and for the calendar the leads and those answered within the hour by day of the week."""
    named = {"came": "came_on", "within": "within_on"}
    for source in sources:
        yield source
        if source.what in named:
            day = source.own[Own.WEEKDAY]
            yield Source(
                named[source.what], source.leads, source.at, source.where, own=source.own, across=day
            )


SPEC = CubeSpec(
    name="response",
    splits=(
        Own.WEEK, Dimension.OWNER, Own.WEEKDAY, Dimension.CHANNEL, Dimension.MONTH, Own.DAY, Dimension.REGION,
        Dimension.INDUSTRY,
    ),
    bases=(Basis.SNAPSHOT,),
    facts=lambda db, asked: calendar(facts(db, asked)),
    moving=lambda db, asked: calendar(moving(db, asked)),
    columns=_COLUMNS,
    across=Across("weekday", "within_on", values=tuple("0123456"), whole="came_on"),
    drawing=Drawing(Shape.GRID),
)  # fmt: skip
