"""The outbox: every command of this desk in the order it was given."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, delete, update

from app.models.desk import BeforeImage, OutboxEntry
from app.services.kernel.command import Given
from app.services.kernel.wire import encode

PENDING, SETTLED = "pending", "settled"
# Written out: every command passes here, and building an INSERT costs more than carrying it out.
_APPEND = (
    "INSERT INTO outbox (cmd_id, kind, args, actor_id, given_at, state, version) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
OFFERED, REFUSED = "offered", "refused"
"""Rescued from a damaged file: not yet given again; refused then, or by the shared database."""
DISMISSED = "dismissed"
"""Refused, and its author has dealt with it; or nobody's, as programs give it by themselves."""
ERROR = "error"
"""Its judge met a bug; shown, with what was typed."""


JUDGED, HELD = "judged", "held"
"""Answered, its effects come with the next pull; unknown to the shared database, offered again when that is newer."""
UNSETTLED = (PENDING, JUDGED, HELD)


def append(db: Connection, given: Given, *, state: str, version: int | None = None) -> int:
    """Write a command into the outbox and return its place in the order.

    Args:
        db: The writing connection.
        given: The command.
        state: Where it stands.
        version: Of its arguments, where another than the first.
    """
    values = (
        given.cmd_id.hex,
        given.command.kind,
        encode(given.command).decode(),
        given.actor_id.hex,
        given.at,
        state,
        version,
    )
    place: int = db.exec_driver_sql(_APPEND, values).lastrowid
    return place


def settle(db: Connection, cmd_id: UUID) -> None:
    """Note that authority has judged; the before-images of the command are needed no longer."""
    seq = db.execute(
        update(OutboxEntry)
        .where(OutboxEntry.cmd_id == cmd_id)
        .values(state=SETTLED)
        .returning(OutboxEntry.seq)
    ).scalar_one()
    db.execute(delete(BeforeImage).where(BeforeImage.seq == seq))


def note_verdict(db: Connection, cmd_id: UUID, state: str, *, why: str | None, at: int | None) -> None:
    """Note what the shared database said to a command; of what was accepted no lead's name is kept."""
    is_settled = state == SETTLED
    values = {"state": state, "why": None if is_settled else why, "judged_at": at}
    if is_settled:
        values["about"] = None
    db.execute(update(OutboxEntry).where(OutboxEntry.cmd_id == cmd_id).values(**values))
