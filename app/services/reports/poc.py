"""Proofs of concept: how many, how they ended and why, how long they took (spec section 15)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, func, literal

from app.models.leads import Lead
from app.models.vocabulary import Milestone, StageKind
from app.services.kernel.expressions import TEXT
from app.services.reports.building import LEADS, Reached, stage_of, stage_rows, stays
from app.services.reports.cube import Asked, CubeSpec, Drawing, How, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_layers import Layer
from app.services.reports.report import Basis
from app.services.reports.sheet import Own, Unit


def facts(db: Connection, asked: Asked) -> Iterable[Source]:
    """Return the proofs of concept that were begun, what became of the leads, and how long each took.

    A lead lost straight from the POC failed in it; the reason is that of its loss.
    """
    reached = Reached(asked.among)
    keys = [row.key for row in stage_rows(db) if row.milestone == Milestone.POC.value]
    lost = [row.key for row in stage_rows(db) if row.kind == StageKind.LOST.value]
    reason = {Own.REASON: func.coalesce(Lead.lost_reason, literal("", TEXT))}
    began = (reached.at.c[Layer.POC.value].is_not(None),)
    yield reached.source(Layer.POC, own=reason, where=began)
    yield reached.source(Layer.WON, own=reason, where=began)
    stay = stays(asked.among)
    at_poc = LEADS.join(stay, and_(stay.c.lead_id == Lead.id, stay.c.stage.in_(keys)))
    yield Source("running", at_poc, None, (stay.c.until_at.is_(None),), own=reason, is_narrowed=True)
    failed = (stay.c.next_stage.in_(lost), stage_of(StageKind.LOST))
    yield Source("failed", at_poc, stay.c.until_at, failed, own=reason, is_narrowed=True)
    ended = (stay.c.until_at.is_not(None),)
    yield Source("took", at_poc, stay.c.until_at, ended, stay.c.days, own=reason, is_narrowed=True)


SPEC = CubeSpec(
    name="poc",
    splits=(
        Dimension.REGION, Dimension.INDUSTRY, Own.REASON, Dimension.SIZE, Dimension.CHANNEL, Dimension.REP,
        Dimension.MONTH,
    ),
    bases=(Basis.COHORT, Basis.SNAPSHOT),
    facts=facts,
    columns=(
        Measure("poc", ("poc",)),
        Measure("running", ("running",), is_events=True),
        Measure("won", ("won",)),
        Measure("failed", ("failed",), is_events=True),
        Ratio("won_of_poc", "won", "poc"),
        Measure("days_mean", ("took",), How.MEAN, Unit.DAYS),
        Measure("days_median", ("took",), How.MEDIAN, Unit.DAYS),
    ),
    drawing=Drawing(Shape.RATES, ("won_of_poc", "poc", "won")),
)  # fmt: skip
