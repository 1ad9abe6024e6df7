"""What people no longer work on goes back to the pool, so that nobody holds a year of leads."""

from __future__ import annotations

from itertools import batched
from typing import Any

from sqlalchemy import Connection, select

from app.clock import DAY
from app.models.leads import Lead
from app.models.vocabulary import StageKind
from app.services.demo.stage import Stage
from app.services.lifecycle import stands_in
from app.services.pool import GiveBackLeads

COLD = 50 * DAY
"""A lead put aside that long ago is nobody's any more."""
AGO = 12 * DAY
AT_ONCE = 12


def give_back(stage: Stage) -> None:
    """Let every SDR give back what they put aside long ago."""
    at = stage.hours.after(stage.now - AGO, minutes=20)
    for sdr in stage.sdrs:
        for lead_ids in batched(stage.batch.read(_cold(sdr, at - COLD)), AT_ONCE):
            words = stage.pick(stage.words.gave_back)
            stage.give(GiveBackLeads(lead_ids=lead_ids, pool_id=None, words=words), sdr, at)


def _cold(sdr: Any, before: int) -> Any:
    statement = (
        select(Lead.id)
        .where(Lead.owner_id == sdr, Lead.changed_at < before, stands_in(StageKind.NURTURE))
        .order_by(Lead.changed_at, Lead.id)
    )

    def ask(db: Connection) -> list[Any]:
        return list(db.execute(statement).scalars())

    return ask
