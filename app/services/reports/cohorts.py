"""The cohort triangle: of the leads of a month, how many were won after how many months (spec section 15)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, case, literal

from app.models.leads import Lead
from app.services.kernel.expressions import WHOLE, IntDiv
from app.services.reports.building import Reached, days_between, lead_source
from app.services.reports.cube import Across, Asked, CubeSpec, Drawing, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_layers import Layer
from app.services.reports.report import Basis

MONTH_DAYS = 30
MOST = 24


def facts(_db: Connection, _asked: Asked) -> Iterable[Source]:
    """Return leads, and those won with how many spans of 30 days later; what is dated too early counts as at once."""
    reached = Reached()
    yield lead_source()
    days = days_between(Lead.created_at.expression, reached.instant(Layer.WON))
    zero = literal(0, WHOLE)
    months = case((days < zero, zero), else_=IntDiv(days, literal(MONTH_DAYS, WHOLE)))
    yield reached.source(Layer.WON, across=months)


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
