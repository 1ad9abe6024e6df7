"""What becomes of somebody's work when their login is closed: counted before it is done, from what this desk has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, select

from app.models.activity import FollowUp
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Member
from app.models.vocabulary import HandoverState, StageKind
from app.services.follow_ups import OPEN
from app.services.holding import CALLED
from app.services.inbox import Ask
from app.services.lifecycle import stands_in
from app.services.limits import limit


@dataclass(frozen=True, slots=True)
class LeaverPlan:
    """What somebody holds who leaves.

    Attributes:
        leads: Leads they call: the rules take them back one by one, unless a team lead takes them over first.
        recall_days: Working days without a contact after which a lead goes back to the pool.
        promises: Follow-ups of theirs that are open.
        handovers: Hand-overs that wait for their decision; a team lead or sales lead chooses another rep.
        deals: Leads they sell to; they stay in their name until a sales lead passes them on.
        hats: How many roles end.
    """

    leads: int
    recall_days: int
    promises: int
    handovers: int
    deals: int
    hats: int


def leaver_plan(person_id: UUID) -> Ask[LeaverPlan]:
    """Return the question what a person who leaves holds, in all their roles."""

    def ask(db: Connection) -> LeaverPlan:
        hats = list(
            db.execute(select(Member.id).where(Member.person_id == person_id, Member.is_active)).scalars()
        )
        waits = Handover.state.in_([one.value for one in (HandoverState.OPEN, HandoverState.RETURNED)])
        return LeaverPlan(
            leads=_count(db, Lead, Lead.owner_id.in_(hats), stands_in(*CALLED)),
            recall_days=db.execute(select(limit("recall_days"))).scalar() or 0,
            promises=_count(db, FollowUp, FollowUp.owner_id.in_(hats), FollowUp.state == OPEN),
            handovers=_count(db, Handover, Handover.rep_id.in_(hats), waits),
            deals=_count(db, Lead, Lead.rep_id.in_(hats), stands_in(StageKind.OPEN)),
            hats=len(hats),
        )

    return ask


def _count(db: Connection, of: type[Any], *where: ColumnElement[bool]) -> int:
    return db.execute(select(func.count()).select_from(of).where(*where)).scalar_one()
