"""What only the shared database decides and has not yet: claims are reservations, hand-overs have no rep."""

from __future__ import annotations

import contextlib
from uuid import UUID

from sqlalchemy import Connection, select, true

from app.errors import BadArgument
from app.models.desk import OutboxEntry, Remembered
from app.services.handover import SubmitHandover
from app.services.holding import ClaimLeads
from app.services.kernel import outbox
from app.services.kernel.command import Command
from app.services.kernel.wire import decode
from app.services.review import JudgeHandoverRight
from app.services.versions import lifted

CURSOR = "sync.cursor"
"""Remembered once a desk has copied from a shared database: before, and alone, a claim is judged here and at once."""


def reserved(db: Connection) -> frozenset[UUID]:
    """Return the leads claimed here of which the shared database has not said yet whose they are."""
    return frozenset(lead_id for claim in _unjudged(db, ClaimLeads) for lead_id in claim.lead_ids)


def unassigned(db: Connection) -> frozenset[UUID]:
    """Return the hand-overs submitted here whose rep only the shared database can find: it sees everybody's load."""
    submitted = [one.handover_id for one in _unjudged(db, SubmitHandover)]
    return frozenset([*submitted, *(one.again_id for one in _unjudged(db, JudgeHandoverRight))])


def _unjudged[C: Command](db: Connection, kind: type[C]) -> list[C]:
    # Asked with every page of a list: alone, where the outbox is long, the one row by its key ends the search.
    waiting = db.execute(
        select(OutboxEntry.args, OutboxEntry.version)
        .select_from(Remembered)
        .join(OutboxEntry, true())
        .where(
            Remembered.key == CURSOR,
            OutboxEntry.state.in_(outbox.UNSETTLED),
            OutboxEntry.kind == kind.kind,
        )
    )
    found = []
    for row in waiting:
        # What a newer program typed may have fields that only that one knows: it waits unseen.
        with contextlib.suppress(BadArgument):
            found.append(decode(kind, lifted(kind.kind, row.version or 1, row.args), kind=kind.kind))
    return found
