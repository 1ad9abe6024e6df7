"""What stands above the queue: how much there is for each reason, and what to do when there is nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, exists, func, select

from app.models.activity import FollowUp
from app.models.leads import Lead
from app.models.people import Member
from app.models.search_index import LeadRow
from app.models.vocabulary import SDR_ROLES, Role
from app.services.follow_ups import OPEN
from app.services.queue import queue_counts
from app.services.queue_groups import QueueReason, QueueWhere


@dataclass(frozen=True, slots=True)
class QueueHead:
    """The state of one person's queue.

    Attributes:
        counts: Leads for each reason, under the text searched for.
        role: What the person may do.
        has_own: Whether any lead is theirs.
        unowned_count: Leads that nobody holds.
        next_due_at: The next promise, where the queue itself holds none.
    """

    counts: Mapping[QueueReason, int]
    role: Role
    has_own: bool
    unowned_count: int
    next_due_at: int | None

    @property
    def total(self) -> int:
        """How many leads stand in the queue."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody leads can be given to, and how many they hold."""

    member_id: UUID
    name: str
    role: Role
    lead_count: int


def queue_head(db: Connection, member_id: UUID, now: int, text: str = "") -> QueueHead:
    """Return what stands above a person's queue."""
    role = db.execute(select(Member.role).where(Member.id == member_id)).scalar_one()
    own = select(exists().where(Lead.owner_id == member_id))
    unowned = select(func.count()).select_from(LeadRow).where(LeadRow.owner.is_(None))
    coming = select(func.min(FollowUp.due_at)).where(
        FollowUp.owner_id == member_id, FollowUp.state == OPEN, FollowUp.due_at > now
    )
    return QueueHead(
        queue_counts(db, member_id, now, QueueWhere(text=text)),
        Role(role),
        bool(db.execute(own).scalar_one()),
        int(db.execute(unowned).scalar_one()),
        db.execute(coming).scalar_one(),
    )


def holders(db: Connection) -> list[Holder]:
    """Return everybody who works leads, by name, with how many they hold."""
    held = select(func.count()).where(Lead.owner_id == Member.id).scalar_subquery()
    rows = db.execute(
        select(Member.id, Member.name, Member.role, held)
        .where(Member.is_active, Member.role.in_(sorted(SDR_ROLES)))
        .order_by(Member.name_key, Member.role, Member.id)
    )
    return [Holder(member_id, name, Role(role), count) for member_id, name, role, count in rows]
