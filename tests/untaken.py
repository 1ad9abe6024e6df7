"""Commands in the outbox of a desk as they stand there while the shared database has not taken them."""

from __future__ import annotations

from uuid import UUID, uuid4

from app.services import command_leads
from app.services.kernel import outbox
from app.services.kernel.command import Command, Given
from tests.builders import Desk


def waits(desk: Desk, command: Command) -> UUID:
    """Put a command into the outbox as one that waits; what it would write here is left out."""
    given = Given(command, uuid4(), desk.workspace.member_id, desk.clock())
    with desk.database.write() as db:
        outbox.append(db, given, state=outbox.PENDING)
        command_leads.note(db, given)
    return given.cmd_id


def was_refused(desk: Desk, command: Command, why: str) -> UUID:
    """Put a command into the outbox as one that the shared database refused."""
    cmd_id = waits(desk, command)
    with desk.database.write() as db:
        outbox.note_verdict(db, cmd_id, outbox.REFUSED, why=why, at=desk.clock())
    return cmd_id


def state_of(desk: Desk, cmd_id: UUID) -> str:
    """Return what became of it."""
    with desk.database.read() as db:
        found = db.exec_driver_sql("select state from outbox where cmd_id = ?", (cmd_id.hex,)).scalar_one()
    return str(found)
