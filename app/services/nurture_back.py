"""Which leads nurture brings back by itself now, and when it may next bring one back (spec section 14)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, exists, func, literal, or_, select

from app.clock import DAY
from app.models.activity import Activity, FollowUp
from app.models.leads import Lead
from app.models.scores import Behaviour
from app.models.vocabulary import ActivityKind, Fact, FollowUpWhy, StageKind
from app.services.do_not_contact import is_barred
from app.services.follow_ups import OPEN
from app.services.holding import RESTING
from app.services.kernel.expressions import WHOLE
from app.services.lifecycle import has_required_fields, may_move, stands_in
from app.services.limits import stage_for
from app.services.nurture_track import back_by, may_be_back


def due_back(db: Connection, now: int, *, only_whole: bool = False) -> list[UUID]:
    """Return the leads that are worked on again from now on, the best score first.

    Args:
        db: The database.
        now: Microseconds UTC.
        only_whole: For a desk of a team: of a lead that nobody holds it has what its own person wrote and no more. There
            an old answer, without the move that came after it, would bring the lead back for ever: only one of the
            last day counts.
    """
    is_whole = [_is_seen_whole(literal(now, WHOLE))] if only_whole else []
    lead_id, target = Lead.id.expression, stage_for(Fact.NURTURE_RETURNED)
    rows = db.execute(
        select(Lead.id)
        .where(
            stands_in(StageKind.NURTURE),
            *is_whole,
            may_be_back(literal(now, WHOLE)),
            back_by(literal(now, WHOLE)).is_not(None),
            ~is_barred(lead_id),
            may_move(lead_id, target),
            has_required_fields(lead_id, target),
        )
        .order_by(Lead.score.desc(), Lead.id)
    )
    return list(rows.scalars())


def _is_seen_whole(now: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether what is known here of the lead at hand is all there is, or new enough to ask."""
    day_ago = now - literal(DAY, WHOLE)
    told = or_(
        exists().where(
            Activity.lead_id == Lead.id, Activity.kind == ActivityKind.REPLY.value, Activity.at >= day_ago
        ),
        exists().where(Behaviour.lead_id == Lead.id, Behaviour.at >= day_ago),
    )
    return or_(Lead.owner_id.is_not(None), Lead.rep_id.is_not(None), told)


def next_back_at(db: Connection, now: int) -> int | None:
    """Return when the next day comes that somebody set; ``None`` where none is ahead.

    Answers, requests and scores tell themselves when they are recorded.
    """
    planned = (
        select(func.min(FollowUp.due_at))
        .join(Lead, Lead.id == FollowUp.lead_id)
        .where(
            FollowUp.why == FollowUpWhy.NURTURE_BACK.value,
            FollowUp.state.in_((OPEN, RESTING)),
            FollowUp.due_at > now,
            stands_in(StageKind.NURTURE),
        )
    )
    first: int | None = db.execute(planned).scalar_one()
    return first
