"""Requests for help as people look at them: what they are asked for, and what they asked for (spec section 12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, case, func, or_, select

from app.models.deals import HelpRequest
from app.models.leads import Lead
from app.models.people import Member
from app.services.help_requests import HelpAbout, HelpState


@dataclass(frozen=True, slots=True)
class HelpWhere:
    """Which requests are looked at: those to a member and by them, settled ones on demand."""

    with_settled: bool = False


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One request.

    Attributes:
        is_asked: Who looks is to give the help.
        is_asker: Who looks asked for it.
    """

    help_id: UUID
    lead_id: UUID
    name: str
    about: HelpAbout
    words: str
    by: str
    asked: str
    due_at: int
    state: HelpState
    answer: str
    is_asked: bool
    is_asker: bool


def help_count(db: Connection, member_id: UUID, where: HelpWhere) -> int:
    """Return how many requests concern a member."""
    return db.execute(
        select(func.count()).select_from(HelpRequest).where(*_concern(member_id, where))
    ).scalar_one()


def help_page(db: Connection, member_id: UUID, where: HelpWhere, *, offset: int, limit: int) -> list[HelpRow]:
    """Return some requests: those that wait first, the soonest due first."""
    rows = db.execute(
        _rows().where(*_concern(member_id, where)).order_by(*_order()).offset(offset).limit(limit)
    )
    return [_row(row, member_id) for row in rows]


def _concern(member_id: UUID, where: HelpWhere) -> list[ColumnElement[bool]]:
    found = [or_(HelpRequest.asked_id == member_id, HelpRequest.by_id == member_id)]
    if not where.with_settled:
        found.append(HelpRequest.state.in_((HelpState.OPEN.value, HelpState.ANSWERED.value)))
    return found


def _order() -> tuple[ColumnElement[Any], ...]:
    places = {state.value: at for at, state in enumerate(HelpState)}
    return case(places, value=HelpRequest.state), HelpRequest.due_at.expression, HelpRequest.id.expression


def _rows() -> Select[Any]:
    asker, asked = Member.__table__.alias("asker"), Member.__table__.alias("asked")
    return (
        select(
            *HelpRequest.__table__.c, asker.c.name.label("by"), asked.c.name.label("asked"), Lead.company,
            Lead.contact_name,
        )
        .join(asker, asker.c.id == HelpRequest.by_id)
        .join(asked, asked.c.id == HelpRequest.asked_id)
        .outerjoin(Lead, Lead.id == HelpRequest.lead_id)
    )  # fmt: skip


def _row(row: Any, member_id: UUID) -> HelpRow:
    return HelpRow(
        help_id=row.id, lead_id=row.lead_id, name=row.company or row.contact_name or "–", about=HelpAbout(row.about),
        words=row.words, by=row.by, asked=row.asked, due_at=row.due_at, state=HelpState(row.state),
        answer=row.answer or "", is_asked=row.asked_id == member_id, is_asker=row.by_id == member_id,
    )  # fmt: skip
