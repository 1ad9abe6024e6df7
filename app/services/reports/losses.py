"""Loss: from which stage deals are lost, and for what reason (spec section 15)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, func, literal

from app.models.leads import Lead, StageMove
from app.models.vocabulary import Fact
from app.services.kernel.expressions import TEXT
from app.services.reports.building import LEADS, amount, currency
from app.services.reports.cube import Across, Asked, CubeSpec, Drawing, How, Measure, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.report import Basis
from app.services.reports.sheet import Own, Unit

_LEAVING = (Fact.LOST, Fact.DISQUALIFIED, Fact.RUN_BELOW, Fact.REFUSED)


def facts(_db: Connection, _asked: Asked) -> Iterable[Source]:
    """Return every time a lead left: lost, refused by sales, disqualified, or under the threshold."""
    left = StageMove.__table__.alias("left_by")
    leads = LEADS.join(
        left, and_(left.c.lead_id == Lead.id, left.c.fact.in_([fact.value for fact in _LEAVING]))
    )
    reason = func.coalesce(left.c.reason, literal("", TEXT))
    own = {Own.STAGE: func.coalesce(left.c.from_stage, literal("", TEXT)), Own.REASON: reason}
    yield Source("left", leads, left.c.at, (), amount(), currency(), own, reason)
    yield Source("lost", leads, left.c.at, (left.c.fact == Fact.LOST.value,), amount(), currency(), own)


SPEC = CubeSpec(
    name="losses",
    splits=(
        Own.STAGE, Own.REASON, Dimension.CHANNEL, Dimension.REP, Dimension.OWNER, Dimension.REGION,
        Dimension.INDUSTRY, Dimension.SIZE, Dimension.MONTH,
    ),
    bases=(Basis.SNAPSHOT, Basis.COHORT),
    facts=facts,
    columns=(
        Measure("left", ("left",), is_events=True),
        Measure("lost", ("lost",), is_events=True),
        Measure("lost_amount", ("lost",), How.SUM, Unit.MONEY),
    ),
    across=Across("reason:", "left", titled=Own.REASON),
    drawing=Drawing(Shape.GRID),
)  # fmt: skip
