"""Which of a chunk's rows are meant, and how an array's records find their rows."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, func, literal, select

from app.models.imports import IntakeRow
from app.models.people import Member
from app.models.vocabulary import Role
from app.services.importing.fields import CREATED, MERGED, UPDATED
from app.services.kernel.expressions import CMD, WHOLE, Arg, Field, each
from app.services.kernel.wire import shape_of

MINE = IntakeRow.cmd_id == CMD
"""Rows of the chunk at hand."""
IS_CREATED = and_(MINE, IntakeRow.result == CREATED)
"""Rows that became a new lead."""
IS_HIT = and_(MINE, IntakeRow.result.in_((UPDATED, MERGED)))
"""Rows that met a lead we have."""


def touched_leads() -> Select[Any]:
    """Return the leads that rows of the chunk made or met."""
    return select(IntakeRow.lead_id).where(MINE, IntakeRow.lead_id.is_not(None))


def of_rows(array: Arg, record: type[msgspec.Struct]) -> tuple[dict[str, Field], Any, ColumnElement[bool]]:
    """Return the fields of an array's records, the records with their rows, and whether the row is a lead.

    The outer join keeps SQLite from walking the array once for every row; what it adds is left out again.
    """
    records = each(array, f"of_{array.key}")
    fields = {part.name: Field(records, part.name, part.sql_type) for part in shape_of(record).parts}
    joined = records.join(
        IntakeRow.__table__,
        and_(MINE, IntakeRow.row_no == fields["row_no"], IntakeRow.lead_id.is_not(None)),
        isouter=True,
    )
    return fields, joined, func.coalesce(IntakeRow.row_no, literal(0, WHOLE)) > 0


def person(name_key: Any, roles: frozenset[Role]) -> ColumnElement[Any]:
    """Return the member of that name: who is active and came first, where several bear it."""
    return (
        select(Member.id)
        .where(Member.name_key == name_key, Member.role.in_(sorted(roles)))
        .order_by(Member.is_active.desc().nulls_last(), Member.created_at.asc().nulls_last(), Member.id)
        .limit(1)
        .scalar_subquery()
    )
