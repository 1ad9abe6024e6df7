"""Rivals: which other vendors customers talk to, and how deals end against each (spec section 15)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_

from app.models.deals import Rival
from app.models.leads import Lead
from app.models.vocabulary import StageKind
from app.services.reports.building import LEADS, amount, currency, stage_of
from app.services.reports.cube import Asked, CubeSpec, Drawing, How, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.report import Basis
from app.services.reports.sheet import Own, Unit


def facts(_db: Connection, _asked: Asked) -> Iterable[Source]:
    """Return every rival named in a deal and not taken off again, and how the deal stands now."""
    named = LEADS.join(Rival.__table__, and_(Rival.lead_id == Lead.id, Rival.gone_at.is_(None)))
    at, own = Rival.at.expression, {Own.RIVAL: Rival.name.expression}
    yield Source("deals", named, at, (), amount(), currency(), own)
    for what, kind in (("open", StageKind.OPEN), ("won", StageKind.WON), ("lost", StageKind.LOST)):
        yield Source(what, named, at, (stage_of(kind),), own=own)
    ended = (stage_of(StageKind.WON) | stage_of(StageKind.LOST),)
    yield Source("ended", named, at, ended, own=own)


SPEC = CubeSpec(
    name="rivals",
    splits=(
        Own.RIVAL, Dimension.INDUSTRY, Dimension.REGION, Dimension.SIZE, Dimension.REP, Dimension.CHANNEL,
        Dimension.MONTH,
    ),
    bases=(Basis.SNAPSHOT, Basis.COHORT),
    facts=facts,
    columns=(
        Measure("deals", ("deals",), is_events=True),
        Measure("open", ("open",), is_events=True),
        Measure("won", ("won",), is_events=True),
        Measure("lost", ("lost",), is_events=True),
        Measure("ended", ("ended",), is_events=True),
        Ratio("won_of_ended", "won", "ended"),
        Measure("amount", ("deals",), How.SUM, Unit.MONEY),
    ),
    drawing=Drawing(Shape.BARS, ("deals", "won", "lost")),
)  # fmt: skip
