"""Revenue: deals, their amounts and how long they took, by month, channel, region, size (spec section 15)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from app.models.leads import Lead
from app.services.reports.building import Reached, amount, currency, days_between
from app.services.reports.cube import Asked, CubeSpec, Drawing, How, Measure, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_layers import Layer
from app.services.reports.report import Basis
from app.services.reports.sheet import Unit


def facts(_db: Connection, asked: Asked) -> Iterable[Source]:
    """Return what was won, and how many days each deal took."""
    reached = Reached(asked.among)
    took = days_between(Lead.created_at.expression, reached.instant(Layer.WON))
    yield reached.source(Layer.WON, value=amount(), currency=currency())
    yield reached.source(Layer.WON, what="took", value=took)


SPEC = CubeSpec(
    name="revenue",
    splits=(
        Dimension.MONTH, Dimension.CHANNEL, Dimension.CAMPAIGN, Dimension.REGION, Dimension.INDUSTRY,
        Dimension.SIZE, Dimension.OWNER, Dimension.REP,
    ),
    bases=(Basis.SNAPSHOT, Basis.COHORT),
    facts=facts,
    columns=(
        Measure("won", ("won",)),
        Measure("revenue", ("won",), How.SUM, Unit.MONEY),
        Measure("days_median", ("took",), How.MEDIAN, Unit.DAYS),
        Measure("days_p90", ("took",), How.P90, Unit.DAYS),
        Measure("days_mean", ("took",), How.MEAN, Unit.DAYS),
    ),
    drawing=Drawing(Shape.COLUMNS, ("revenue", "won")),
)  # fmt: skip
