"""Help: what deals wait for, and from whom: asked for, open, answered, and how long that took (spec section 15)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection

from app.models.deals import HelpRequest
from app.models.leads import Lead
from app.services.help_requests import HelpState
from app.services.reports.building import LEADS, amount, currency, days_between
from app.services.reports.cube import Asked, CubeSpec, Drawing, How, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.report import Basis
from app.services.reports.sheet import Own, Unit


def facts(_db: Connection, _asked: Asked) -> Iterable[Source]:
    """Return every request for help with a lead, those that still wait, and those answered."""
    of = HelpRequest
    asked = LEADS.join(of.__table__, of.lead_id == Lead.id)
    own: dict[Own, ColumnElement[Any]] = {
        Own.ABOUT: of.about.expression, Own.MEMBER: of.asked_id.expression, Own.STAGE: Lead.stage.expression
    }  # fmt: skip
    at, answered = of.at.expression, of.answered_at.is_not(None)
    yield Source("asked", asked, at, own=own)
    waits = (of.state == HelpState.OPEN.value,)
    yield Source("open", asked, at, waits, amount(), currency(), own)
    yield Source("replied", asked, at, (answered,), own=own)
    took = days_between(at, of.answered_at.expression)
    yield Source("took", asked, at, (answered,), took, own=own)


SPEC = CubeSpec(
    name="help",
    splits=(
        Own.ABOUT, Own.MEMBER, Own.STAGE, Dimension.REP, Dimension.CHANNEL, Dimension.INDUSTRY, Dimension.REGION,
        Dimension.MONTH,
    ),
    bases=(Basis.SNAPSHOT, Basis.COHORT),
    facts=facts,
    columns=(
        Measure("asked", ("asked",), is_events=True),
        Measure("open", ("open",), is_events=True),
        Measure("replied", ("replied",), is_events=True),
        Ratio("replied_of_asked", "replied", "asked"),
        Measure("days_median", ("took",), How.MEDIAN, Unit.DAYS),
        Measure("amount", ("open",), How.SUM, Unit.MONEY),
    ),
    drawing=Drawing(Shape.BARS, ("asked", "open")),
)  # fmt: skip
