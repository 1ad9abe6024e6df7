"""Leads near their recall, as screens and the clock of the program ask for them (spec section 10).

Whoever arms a clock asks for `next_recall_at` and has `recall_sweep.sweep` done then and on start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Connection, Select, func, literal, select

from app.models.leads import Lead, Ownership
from app.models.people import Member
from app.models.pool import LeadReturn
from app.models.vocabulary import ReturnHow
from app.services.holding import CALLED
from app.services.kernel.expressions import FLAG, WHOLE
from app.services.lifecycle import stands_in
from app.services.limits import limit
from app.services.recall_clock import extensions, left_s, owned_since, recall_at, warn_at


@dataclass(frozen=True, slots=True)
class RecallClock:
    """When a lead goes back to the pool; instants in microseconds UTC.

    Attributes:
        due_at: It goes back then.
        warn_at: Its owner is warned from then on.
        left_s: The owner's working seconds until then, their leave left out; 0 once it is past.
        may_extend: Whether the owner may still ask for more time.
    """

    lead_id: UUID
    due_at: int
    warn_at: int | None
    left_s: int
    may_extend: bool

    def is_near(self, now: int) -> bool:
        """Whether the owner is warned by now."""
        return self.warn_at is not None and self.warn_at <= now


@dataclass(frozen=True, slots=True)
class NearRecall:
    """A lead near its recall, for whoever looks after the team."""

    clock: RecallClock
    company: str | None
    contact_name: str | None
    owner_id: UUID
    owner_name: str
    score: int

    @property
    def lead_id(self) -> UUID:
        """The lead."""
        return self.clock.lead_id


@dataclass(frozen=True, slots=True)
class Recalled:
    """A lead that went back to the pool by itself."""

    lead_id: UUID
    company: str | None
    contact_name: str | None
    from_id: UUID
    at: int


def near_recall(
    db: Connection, now: int, *, owners: Sequence[UUID] | None = None, all_running: bool = False
) -> list[NearRecall]:
    """Return the leads whose owners are warned that they go back, the first to go first.

    Args:
        db: A connection.
        now: Microseconds UTC.
        owners: Of these members only.
        all_running: Every lead whose clock runs, warned or not.
    """
    rows = db.execute(
        _running(now, Lead.company, Lead.contact_name, Lead.score, Member.name, where=_of(owners)).join(
            Member, Member.id == Lead.owner_id
        )
    ).all()
    found = [
        NearRecall(_clock(row), row.company, row.contact_name, row.owner_id, row.name, row.score)
        for row in rows
    ]
    near = (one for one in found if all_running or one.clock.is_near(now))
    return sorted(near, key=lambda one: (one.clock.due_at, one.lead_id.hex))


def recall_clocks(db: Connection, lead_ids: Sequence[UUID], now: int) -> Mapping[UUID, RecallClock]:
    """Return the clocks of some leads; one whose clock does not run has none."""
    if not lead_ids:
        return {}
    rows = db.execute(_running(now, where=[Ownership.lead_id.in_(lead_ids)]))
    return {row.lead_id: _clock(row) for row in rows}


def recall_clock(db: Connection, lead_id: UUID, now: int) -> RecallClock | None:
    """Return when a lead goes back; ``None`` where no clock runs."""
    return recall_clocks(db, [lead_id], now).get(lead_id)


def running_clocks(now: int, *, owners: Sequence[UUID] | None = None) -> Select[Any]:
    """Return a select of ``lead_id``, ``owner_id``, ``due_at`` and ``warn_at`` of every lead whose clock runs."""
    due = _due(now, *_of(owners))
    warned = warn_at(due.c.due_at).label("warn_at")
    columns = due.c.lead_id, Lead.owner_id, due.c.due_at, warned
    return select(*columns).join(Lead, Lead.id == due.c.lead_id).where(due.c.due_at.is_not(None))


def next_recall_at(db: Connection, now: int) -> int | None:
    """Return when the next lead goes back, perhaps an instant already past; ``None`` where no clock runs."""
    due = _due(now)
    first: int | None = db.execute(select(func.min(due.c.due_at))).scalar_one()
    return first


def next_warning_at(db: Connection, now: int, *, owners: Sequence[UUID] | None = None) -> int | None:
    """Return when the next owner is to be warned, after now; ``None`` where nobody is known to be."""
    running = running_clocks(now, owners=owners).subquery("running")
    later = select(func.min(running.c.warn_at)).where(running.c.warn_at > now)
    first: int | None = db.execute(later).scalar_one()
    return first


def due_for_recall(db: Connection, now: int) -> list[UUID]:
    """Return the leads that go back now, the longest due first."""
    due = _due(now)
    rows = db.execute(select(due.c.lead_id).where(due.c.due_at <= now).order_by(due.c.due_at, due.c.lead_id))
    return list(rows.scalars())


def recalled_since(db: Connection, members: Sequence[UUID], since: int) -> list[Recalled]:
    """Return the leads that went back from some members by themselves, the latest first."""
    rows: Any = db.execute(
        select(LeadReturn.lead_id, Lead.company, Lead.contact_name, LeadReturn.from_id, LeadReturn.at)
        .join(Lead, Lead.id == LeadReturn.lead_id)
        .where(
            LeadReturn.from_id.in_(members),
            LeadReturn.at >= since,
            LeadReturn.how == ReturnHow.RECALLED.value,
        )
        .order_by(LeadReturn.at.desc(), LeadReturn.lead_id)
    )
    return [Recalled(*row) for row in rows]


def _due(now: int, *conditions: ColumnElement[bool]) -> CTE:
    """Return every lead whose clock may run, with when it goes back, as a table.

    It is laid down once: written in line, each use of an instant would work it out again.
    """
    due_at = recall_at(literal(now, WHOLE)).label("due_at")
    # Said as the index says it: an index of some rows serves only who asks for them in the same words.
    given = Ownership.until_at.is_(None), Ownership.how != "intake"
    return (
        select(Lead.id.label("lead_id"), due_at)
        .select_from(Ownership)
        .join(Lead, Lead.id == Ownership.lead_id)
        .where(*given, Lead.owner_id == Ownership.member_id, stands_in(*CALLED), *conditions)
        .cte("due", nesting=True)
        .prefix_with("MATERIALIZED")
    )


def _of(owners: Sequence[UUID] | None) -> list[ColumnElement[bool]]:
    return [] if owners is None else [Ownership.member_id.in_(owners)]


def _running(now: int, *columns: Any, where: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Select the clocks that run, with other columns of the lead and of whoever is joined."""
    at, due = literal(now, WHOLE), _due(now, *where)
    used = extensions(since=owned_since())
    return (
        select(
            due.c.lead_id,
            due.c.due_at,
            warn_at(due.c.due_at).label("warn_at"),
            left_s(due.c.due_at, at).label("left_s"),
            func.coalesce(used < limit("recall_extensions"), literal(False, FLAG)).label("may_extend"),
            Lead.owner_id,
            *columns,
        )
        .select_from(due)
        .join(Lead, Lead.id == due.c.lead_id)
        .where(due.c.due_at.is_not(None))
    )


def _clock(row: Any) -> RecallClock:
    return RecallClock(row.lead_id, row.due_at, row.warn_at, max(0, row.left_s or 0), bool(row.may_extend))
