"""Claims the shared database has not judged yet: reservations, and no more than that (spec section 10)."""

from __future__ import annotations

from uuid import UUID

import msgspec
from sqlalchemy import Connection, select, true

from app.models.desk import OutboxEntry, Remembered
from app.services.holding import ClaimLeads
from app.services.kernel import outbox

CURSOR = "sync.cursor"
"""Remembered once a desk has copied from a shared database: before, and alone, a claim is judged here and at once."""


def reserved(db: Connection) -> frozenset[UUID]:
    """Return the leads claimed here of which the shared database has not said yet whose they are."""
    # Asked with every page of a list: alone, where the outbox is long, the one row by its key ends the search.
    claims = db.execute(
        select(OutboxEntry.args)
        .select_from(Remembered)
        .join(OutboxEntry, true())
        .where(
            Remembered.key == CURSOR,
            OutboxEntry.state.in_(outbox.UNSETTLED),
            OutboxEntry.kind == ClaimLeads.kind,
        )
    )
    return frozenset(lead_id for args in claims.scalars() for lead_id in _claimed(args))


def _claimed(args: str) -> tuple[UUID, ...]:
    return msgspec.json.decode(args, type=ClaimLeads).lead_ids
