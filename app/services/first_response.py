"""First response: which new leads nobody has tried to reach in time, whose they are, which are about to be (spec 6).

The clock runs in working minutes of the lead's owner (``holding.first_response``), from intake or from whoever was
given the lead; the first attempt stops it. Whom nobody may contact waits for no answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, or_, select

from app.models.leads import Lead
from app.models.people import Member
from app.models.search_index import LeadRow
from app.models.vocabulary import StageKind
from app.services.do_not_contact import is_barred
from app.services.kernel.expressions import WHOLE
from app.services.lifecycle import stands_in
from app.services.personal_time import calendar_of
from app.services.working_time import worked_s

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class MissedBy:
    """One owner's missed first responses.

    Attributes:
        owner_id: ``None`` for leads nobody owns.
        name: Empty for those.
        waiting: Past the limit, and nobody has tried yet.
        late: Tried, but past the limit.
        in_time: Tried within it.
    """

    owner_id: UUID | None
    name: str
    waiting: int
    late: int
    in_time: int


@dataclass(frozen=True, slots=True)
class Endangered:
    """A lead whose first response is near its limit, or past it.

    Attributes:
        respond_by_at: The limit, microseconds UTC.
        left_s: Working seconds left in its owner's hours; negative past the limit.
    """

    lead_id: UUID
    company: str
    contact: str
    owner_id: UUID | None
    owner_name: str
    respond_by_at: int
    left_s: int


def is_owed() -> ColumnElement[bool]:
    """Whether the lead at hand waits for its first response: new, reachable, allowed, still to be validated."""
    return and_(
        Lead.respond_by_at.is_not(None),
        Lead.responded_at.is_(None),
        Lead.is_reachable,
        stands_in(StageKind.VALIDATING),
        ~is_barred(Lead.__table__.c.id),
    )


def is_endangered(now: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the lead at hand waits, and its limit is near or past."""
    return and_(Lead.respond_warn_at <= now, is_owed())


def is_missed(now: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the limit of the lead at hand passed without an attempt, be it that one came later."""
    return or_(Lead.responded_at > Lead.respond_by_at, and_(Lead.respond_by_at <= now, is_owed()))


def missed_by_owner(*, since: int, now: int) -> Callable[[Connection], list[MissedBy]]:
    """Return the question for first responses by owner, of limits that ended in a time; the worst first.

    Args:
        since: The begin, microseconds UTC.
        now: The end.
    """

    def ask(db: Connection) -> list[MissedBy]:
        present = literal(now, WHOLE)
        waiting = case((and_(Lead.respond_by_at <= present, is_owed()), 1), else_=0)
        late = case((Lead.responded_at > Lead.respond_by_at, 1), else_=0)
        in_time = case((Lead.responded_at <= Lead.respond_by_at, 1), else_=0)
        rows = db.execute(
            select(
                Lead.owner_id, Member.name, func.sum(waiting).label("waiting"), func.sum(late).label("late"),
                func.sum(in_time).label("in_time"),
            )
            .outerjoin(Member, Member.id == Lead.owner_id)
            .where(Lead.respond_by_at >= since, Lead.respond_by_at <= now)
            .group_by(Lead.owner_id, Member.name)
        )  # fmt: skip
        found = [
            MissedBy(row.owner_id, row.name or "", int(row.waiting), int(row.late), int(row.in_time))
            for row in rows
        ]
        return sorted(found, key=lambda one: (-one.waiting, -one.late, one.name, str(one.owner_id)))

    return ask


def endangered_now(
    now: int, *, owner_id: UUID | None = None, limit: int = MOST_SHOWN
) -> Callable[[Connection], list[Endangered]]:
    """Return the question for the leads whose first response is in danger, the most pressing first.

    Args:
        now: Microseconds UTC.
        owner_id: Of one owner only; all without it.
        limit: At most so many.
    """

    def ask(db: Connection) -> list[Endangered]:
        present = literal(now, WHOLE)
        hours = calendar_of(Lead.__table__.c.owner_id)
        left = worked_s(Lead.__table__.c.respond_by_at, hours) - worked_s(present, hours)
        query = (
            select(
                Lead.id, Lead.company, Lead.contact_name, Lead.owner_id, Lead.respond_by_at, Member.name,
                left.label("left_s"),
            )
            # The narrow rows of this desk have an index of those that wait.
            .select_from(LeadRow)
            .join(Lead, Lead.id == LeadRow.lead_id)
            .outerjoin(Member, Member.id == Lead.owner_id)
            .where(LeadRow.warn_at <= now, LeadRow.warn_at.is_not(None), is_endangered(present))
            .order_by(Lead.respond_by_at, Lead.id)
            .limit(limit)
        )  # fmt: skip
        if owner_id is not None:
            query = query.where(Lead.owner_id == owner_id)
        return [
            Endangered(
                row.id, row.company or "", row.contact_name or "", row.owner_id, row.name or "", row.respond_by_at,
                row.left_s,
            )
            for row in db.execute(query)
        ]  # fmt: skip

    return ask
