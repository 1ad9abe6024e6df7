"""The cohort triangle: of the leads of a month, how many were won after how many months (spec section 15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, case, literal

from app.clock import from_micros
from app.models.leads import Lead
from app.services.kernel.expressions import WHOLE, IntDiv
from app.services.reports.building import Reached, days_between, lead_source
from app.services.reports.cube import Across, Asked, CubeSpec, Drawing, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_layers import Layer
from app.services.reports.report import Basis
from app.services.reports.sheet import NOTHING, Line, Sheet

MONTH_DAYS = 30
MOST = 24


def facts(_db: Connection, asked: Asked) -> Iterable[Source]:
    """Return leads, and those won with how many spans of 30 days later; what is dated too early counts as at once."""
    reached = Reached(asked.among)
    yield lead_source()
    days = days_between(Lead.created_at.expression, reached.instant(Layer.WON))
    zero = literal(0, WHOLE)
    months = case((days < zero, zero), else_=IntDiv(days, literal(MONTH_DAYS, WHOLE)))
    yield reached.source(Layer.WON, across=months)


def as_triangle(_db: Connection, sheet: Sheet) -> Sheet:
    """Return the report without what lies ahead: a cohort's spans of 30 days that have not ended begin no figure."""
    if sheet.by is not Dimension.MONTH or sheet.asked.now is None:
        return sheet
    today = from_micros(sheet.asked.now).date()

    def seen(line: Line) -> Line:
        age = (today - date.fromisoformat(f"{line.cell.value}-01")).days // MONTH_DAYS
        ahead = {
            column.key
            for column in sheet.columns
            if column.across is not None and int(column.across) > max(0, age)
        }
        return Line(
            line.cell, {key: NOTHING if key in ahead else entry for key, entry in line.entries.items()}
        )

    return replace(sheet, lines=tuple(seen(line) for line in sheet.lines))


SPEC = CubeSpec(
    name="cohorts",
    splits=(
        Dimension.MONTH, Dimension.CHANNEL, Dimension.CAMPAIGN, Dimension.REGION, Dimension.INDUSTRY,
        Dimension.SIZE, Dimension.OWNER, Dimension.REP,
    ),
    bases=(Basis.COHORT,),
    facts=facts,
    columns=(Measure("lead", ("lead",)), Measure("won", ("won",)), Ratio("won_of_lead", "won", "lead")),
    across=Across("m", "won", "lead", is_running=True, most=MOST),
    drawing=Drawing(Shape.GRID),
)  # fmt: skip
