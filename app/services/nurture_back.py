"""Which leads nurture brings back by itself now, and when it may next bring one back (spec section 14)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, func, literal, select

from app.models.activity import FollowUp
from app.models.leads import Lead
from app.models.vocabulary import Fact, FollowUpWhy, StageKind
from app.services.do_not_contact import is_barred
from app.services.follow_ups import OPEN
from app.services.holding import RESTING
from app.services.kernel.expressions import WHOLE
from app.services.lifecycle import has_required_fields, may_move, stands_in
from app.services.limits import stage_for
from app.services.nurture_track import back_by, may_be_back


def due_back(db: Connection, now: int) -> list[UUID]:
    """Return the leads that are worked on again from now on, the best score first; ``now`` in microseconds UTC."""
    lead_id, target = Lead.id.expression, stage_for(Fact.NURTURE_RETURNED)
    rows = db.execute(
        select(Lead.id)
        .where(
            stands_in(StageKind.NURTURE),
            may_be_back(literal(now, WHOLE)),
            back_by(literal(now, WHOLE)).is_not(None),
            ~is_barred(lead_id),
            may_move(lead_id, target),
            has_required_fields(lead_id, target),
        )
        .order_by(Lead.score.desc(), Lead.id)
    )
    return list(rows.scalars())


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
