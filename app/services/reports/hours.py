"""The best hours to call, from the team's own calls: how many were answered, by day of the week and hour (issue 6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, literal

from app.clock import DAY, HOUR
from app.models.activity import Activity
from app.models.leads import Lead
from app.models.vocabulary import ActivityKind
from app.services.kernel.expressions import WHOLE, IntDiv
from app.services.reports.building import LEADS
from app.services.reports.cube import Across, Asked, CubeSpec, Drawing, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.report import Basis
from app.services.reports.response import MONDAY
from app.services.reports.sheet import Column, Line, Own, Sheet
from app.services.reports.team_time import local_day, local_micros

FIRST_HOUR, LAST_HOUR = 7, 21
"""Hours that have a column; nobody calls outside them."""
WIDE = 0.5
"""Half of all there is: a share that chance leaves so wide says next to nothing."""
BEST = 3


def facts(_db: Connection, asked: Asked) -> Iterable[Source]:
    """Return calls, and those that reached somebody, by the local day of the week and hour they began in."""
    zone = asked.zone
    at = Activity.at.expression
    day = local_day(at, zone, 0, asked.horizon)
    hour = IntDiv(local_micros(at, zone, 0, asked.horizon) % literal(DAY, WHOLE), literal(HOUR, WHOLE))
    own: dict[Own, ColumnElement[Any]] = {
        Own.WEEKDAY: (day + literal(MONDAY, WHOLE)) % literal(7, WHOLE), Own.HOUR: hour
    }  # fmt: skip
    calls = LEADS.join(
        Activity.__table__, and_(Activity.lead_id == Lead.id, Activity.kind == ActivityKind.CALL.value)
    )
    ended = (Activity.outcome.is_not(None),)
    yield Source("calls", calls, at, ended, own=own)
    yield Source("calls_in", calls, at, ended, own=own, across=hour)
    yield Source("connected", calls, at, (*ended, Activity.is_connected.is_(True)), own=own, across=hour)


SPEC = CubeSpec(
    name="hours",
    splits=(Own.WEEKDAY, Own.HOUR, Dimension.OWNER, Dimension.INDUSTRY, Dimension.REGION, Dimension.CHANNEL),
    bases=(Basis.SNAPSHOT,),
    facts=facts,
    columns=(
        Measure("calls", ("calls",), is_events=True),
        Measure("connected", ("connected",), is_events=True),
        Ratio("connected_of_calls", "connected", "calls"),
    ),
    across=Across(
        "h",
        "connected",
        values=tuple(str(hour) for hour in range(FIRST_HOUR, LAST_HOUR + 1)),
        whole="calls_in",
    ),
    drawing=Drawing(Shape.GRID, hollow_from=WIDE),
)


def best(sheet: Sheet) -> tuple[tuple[Line, Column], ...]:
    """Return the fields where calls reach most, surest first: by the least share that chance leaves them.

    A field that rests on a handful of calls is none of them, however many were answered.
    """
    fields = [
        (line, column, line.at(column.key))
        for line in sheet.lines
        for column in sheet.columns
        if column.across is not None
    ]
    sure = [(one.low, line, column) for line, column, one in fields if one.low is not None and one.high is not None
            and one.high - one.low < WIDE]  # fmt: skip
    sure.sort(key=lambda one: (-one[0], one[1].cell.value, one[2].key))
    return tuple((line, column) for _, line, column in sure[:BEST])
