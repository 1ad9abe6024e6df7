"""How a joined desk gives a command: carried out at once as far as it can tell, and kept until the team's has judged."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from app.models.desk import Remembered
from app.services import command_leads
from app.services.kernel import outbox, recording
from app.services.kernel.command import Given
from app.services.kernel.sqlite_judge import EffectMismatch, carry_out
from app.services.versions import version_of

OFFSET = "sync.offset"
"""Remembered: what the clock of the shared database is ahead of this desk's, microseconds."""


def corrected(db: Connection, now: int) -> int:
    """Return an instant of this desk's clock by the clock of the shared database, as it was measured last."""
    offset = db.execute(select(Remembered.value).where(Remembered.key == OFFSET)).scalar()
    return now if offset is None else now + int(offset)


def keep_and_predict(db: Connection, given: Given) -> dict[str, Any]:
    """Put a command that nothing here speaks against into the outbox, carry it out, and return its answer."""
    seq = outbox.append(db, given, state=outbox.PENDING, version=version_of(type(given.command)))
    command_leads.note(db, given)
    recording.keep_images_for(db, seq)
    return predict(db, given)


def predict(db: Connection, given: Given) -> dict[str, Any]:
    """Carry a command out as far as this desk can, with its before-images kept; what it cannot tell waits unseen.

    Guards let pass what only the shared database can refuse. So an effect may meet other rows than it needs:
    that is no bug here, and nothing of the command is shown until it was judged.
    """
    try:
        with db.begin_nested():
            return carry_out(db, given, predicts=True) or {}
    except (EffectMismatch, IntegrityError):
        return {}
