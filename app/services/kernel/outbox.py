"""The outbox: every command of this desk in the order it was given."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, delete, insert, update

from app.models.desk import BeforeImage, OutboxEntry
from app.services.kernel.command import Given
from app.services.kernel.wire import encode

PENDING, SETTLED = "pending", "settled"


def append(db: Connection, given: Given, *, state: str) -> int:
    """Write a command into the outbox and return its place in the order."""
    written = db.execute(
        insert(OutboxEntry).values(
            cmd_id=given.cmd_id,
            kind=given.command.kind,
            args=encode(given.command).decode(),
            actor_id=given.actor_id,
            given_at=given.at,
            state=state,
        )
    )
    key = written.inserted_primary_key
    if key is None:
        raise AssertionError("the outbox gives every entry a place")
    return int(key[0])


def settle(db: Connection, cmd_id: UUID) -> None:
    """Note that authority has judged; the before-images of the command are needed no longer."""
    seq = db.execute(
        update(OutboxEntry)
        .where(OutboxEntry.cmd_id == cmd_id)
        .values(state=SETTLED)
        .returning(OutboxEntry.seq)
    ).scalar_one()
    db.execute(delete(BeforeImage).where(BeforeImage.seq == seq))
