"""The do-not-contact list as people read, search and write it out, and what of it bars the leads at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, func, literal, or_, select

from app.models.do_not_contact import DoNotContact
from app.models.leads import Lead
from app.models.people import Member
from app.models.vocabulary import BarKind, BarReason
from app.services.do_not_contact import bars_of
from app.services.kernel.expressions import ID


class BarState(StrEnum):
    """Which entries are shown."""

    STANDING = "standing"
    LIFTED = "lifted"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class BarWhere:
    """What part of the list is shown.

    Attributes:
        text: Found in what the entry shows or in who asked; empty for all.
    """

    text: str = ""
    state: BarState = BarState.STANDING


@dataclass(frozen=True, slots=True)
class BarRow:
    """An entry of the list.

    Attributes:
        shown: What it is about; empty where its person was erased and only the hash stays.
        at: When it was put on the list, microseconds UTC.
        lifted_at: When a team lead took it off; ``None`` while it stands.
    """

    entry_id: UUID
    kind: BarKind
    shown: str
    reason: BarReason
    asked_by: str
    lead_id: UUID | None
    by_name: str
    at: int
    lifted_at: int | None
    lifted_by_name: str
    lifted_words: str


def bar_count(where: BarWhere) -> Callable[[Connection], int]:
    """Return the question how many entries there are."""

    def ask(db: Connection) -> int:
        found = select(func.count()).select_from(DoNotContact).where(*_conditions(where))
        return int(db.execute(found).scalar_one())

    return ask


def bar_rows(
    where: BarWhere, *, offset: int = 0, limit: int | None = None
) -> Callable[[Connection], list[BarRow]]:
    """Return the question for the entries, the latest first."""

    def ask(db: Connection) -> list[BarRow]:
        query = _rows().where(*_conditions(where)).offset(offset)
        return [_row(row) for row in db.execute(query if limit is None else query.limit(limit))]

    return ask


def bars_on(db: Connection, lead_id: UUID) -> list[BarRow]:
    """Return the entries that bar a lead, the first noted first; empty where it may be contacted."""
    ids = {row.id for found in bars_of(literal(lead_id, ID), "id") for row in db.execute(found)}
    if not ids:
        return []
    rows = db.execute(_rows().where(DoNotContact.id.in_(ids)))
    return sorted((_row(row) for row in rows), key=lambda row: (row.at, str(row.entry_id)))


def barred_among(db: Connection, lead_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return which of some leads nobody may contact."""
    ids = list(lead_ids)
    if not ids:
        return frozenset()
    found = or_(*(one.exists() for one in bars_of(Lead.__table__.c.id)))
    return frozenset(db.execute(select(Lead.id).where(Lead.id.in_(ids), found)).scalars())


def _rows() -> Select[Any]:
    by, lifter = Member.__table__.alias("by"), Member.__table__.alias("lifter")
    entry = DoNotContact
    return (
        select(
            entry.id, entry.kind, entry.shown, entry.reason, entry.asked_by, entry.lead_id, entry.at,
            entry.lifted_at, entry.lifted_words, by.c.name.label("by_name"), lifter.c.name.label("lifted_by_name"),
        )
        .outerjoin(by, by.c.id == entry.by_id)
        .outerjoin(lifter, lifter.c.id == entry.lifted_by_id)
        .order_by(entry.at.desc(), entry.kind, entry.id)
    )  # fmt: skip


def _conditions(where: BarWhere) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if where.state is not BarState.ALL:
        is_lifted = DoNotContact.lifted_at.is_not(None)
        found.append(is_lifted if where.state is BarState.LIFTED else ~is_lifted)
    if where.text.strip():
        text = where.text.strip()
        columns = (DoNotContact.shown, DoNotContact.key, DoNotContact.asked_by)
        found.append(or_(*(column.icontains(text, autoescape=True) for column in columns)))
    return found


def _row(row: Any) -> BarRow:
    return BarRow(
        entry_id=row.id,
        kind=BarKind(row.kind),
        shown=row.shown,
        reason=BarReason(row.reason),
        asked_by=row.asked_by,
        lead_id=row.lead_id,
        by_name=row.by_name or "",
        at=row.at,
        lifted_at=row.lifted_at,
        lifted_by_name=row.lifted_by_name or "",
        lifted_words=row.lifted_words or "",
    )
