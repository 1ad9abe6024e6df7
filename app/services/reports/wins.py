"""Wins by region, industry and size: who buys from us, and how sure we may be of it (spec section 15)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from app.models.vocabulary import StageKind
from app.services.reports.building import Reached, amount, currency, stage_of
from app.services.reports.cube import Asked, CubeSpec, Drawing, How, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_layers import Layer
from app.services.reports.report import Basis
from app.services.reports.sheet import Unit


def facts(_db: Connection, asked: Asked) -> Iterable[Source]:
    """Return what sales took, what became of it, and what was won."""
    reached = Reached(asked.among)
    yield reached.source(Layer.SAL)
    yield reached.source(Layer.OPPORTUNITY)
    yield reached.source(Layer.SAL, what="lost", where=(stage_of(StageKind.LOST),))
    yield reached.source(Layer.WON, value=amount(), currency=currency())


SPEC = CubeSpec(
    name="wins",
    splits=(
        Dimension.REGION, Dimension.INDUSTRY, Dimension.SIZE, Dimension.CHANNEL, Dimension.REP, Dimension.MONTH,
        Dimension.OWNER, Dimension.CAMPAIGN,
    ),
    bases=(Basis.COHORT, Basis.SNAPSHOT),
    facts=facts,
    columns=(
        Measure("sal", ("sal",)),
        Measure("opportunity", ("opportunity",)),
        Measure("won", ("won",)),
        Measure("lost", ("lost",)),
        Ratio("won_of_sal", "won", "sal"),
        Measure("revenue", ("won",), How.SUM, Unit.MONEY),
        Ratio("revenue_per_won", "revenue", "won", Unit.MONEY),
    ),
    drawing=Drawing(Shape.RATES, ("won_of_sal", "sal", "won")),
)  # fmt: skip
