"""Work: what each person took on, called, asked, handed over, and still owes (spec section 15)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, func, literal

from app.models.activity import Activity, FollowUp
from app.models.handover import Handover
from app.models.leads import Lead, Ownership
from app.models.runs import Run
from app.models.vocabulary import ActivityKind, HandoverState, RunState
from app.services.follow_ups import OPEN
from app.services.kernel.expressions import WHOLE, typed_null
from app.services.reports.building import LEADS
from app.services.reports.cube import Asked, CubeSpec, Drawing, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.report import Basis
from app.services.reports.sheet import Own
from app.services.reports.team_time import local_day


def facts(_db: Connection, asked: Asked) -> Iterable[Source]:
    """Return what was taken on, called, asked, handed over and decided, each by who did it and when."""

    def source(what: str, table: Any, by: Any, at: Any, *where: ColumnElement[bool]) -> Source:
        of: FromClause = LEADS.join(table.__table__, table.lead_id == Lead.id)
        own: dict[Own, ColumnElement[Any]] = {Own.MEMBER: by.expression}
        if asked.by is Own.DAY:
            own[Own.DAY] = local_day(at.expression, asked.zone, 0, asked.horizon)
        return Source(what, of, at.expression, where, own=own)

    yield source("new", Ownership, Ownership.member_id, Ownership.from_at, Ownership.how == "intake")
    yield source("assigned", Ownership, Ownership.member_id, Ownership.from_at, Ownership.how == "assigned")
    yield source("claimed", Ownership, Ownership.member_id, Ownership.from_at, Ownership.how == "claimed")
    is_call = Activity.kind == ActivityKind.CALL.value
    yield source("calls", Activity, Activity.by_id, Activity.at, is_call)
    yield source("connected", Activity, Activity.by_id, Activity.at, is_call, Activity.is_connected.is_(True))
    ended = Run.state.in_([RunState.FINISHED.value, RunState.STOPPED.value])
    yield source("runs", Run, Run.by_id, Run.finished_at, ended)
    yield source("handovers", Handover, Handover.submitted_by_id, Handover.submitted_at)
    for what, state in (("accepted", HandoverState.ACCEPTED), ("refused", HandoverState.REFUSED)):
        decided = Handover.state == state.value
        yield source(what, Handover, Handover.submitted_by_id, Handover.submitted_at, decided)


def moving(_db: Connection, asked: Asked) -> Iterable[Source]:
    """Return what is overdue at present."""
    of = LEADS.join(FollowUp.__table__, FollowUp.lead_id == Lead.id)
    own: dict[Own, ColumnElement[Any]] = {
        Own.MEMBER: FollowUp.owner_id.expression, Own.DAY: typed_null(WHOLE)
    }  # fmt: skip
    late = (FollowUp.state == OPEN, FollowUp.due_at < func.coalesce(literal(asked.now, WHOLE), 0))
    yield Source("overdue", of, None, late, own=own)


SPEC = CubeSpec(
    name="work",
    splits=(Own.MEMBER, Own.DAY, Dimension.MONTH, Dimension.CHANNEL, Dimension.REGION, Dimension.INDUSTRY),
    bases=(Basis.SNAPSHOT, Basis.COHORT),
    facts=facts,
    moving=moving,
    columns=(
        Measure("new", ("new",), is_events=True),
        Measure("assigned", ("assigned",), is_events=True),
        Measure("claimed", ("claimed",), is_events=True),
        Measure("calls", ("calls",), is_events=True),
        Measure("connected", ("connected",), is_events=True),
        Ratio("connected_of_calls", "connected", "calls"),
        Measure("runs", ("runs",), is_events=True),
        Measure("handovers", ("handovers",), is_events=True),
        Measure("accepted", ("accepted",), is_events=True),
        Measure("refused", ("refused",), is_events=True),
        Ratio("accepted_of_handovers", "accepted", "handovers"),
        Measure("overdue", ("overdue",), is_events=True),
    ),
    drawing=Drawing(Shape.BARS, ("calls", "connected")),
)
