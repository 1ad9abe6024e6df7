"""What a chunk writes once it is settled which lead each row is."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import case, insert, select

from app.models.imports import ImportRow, IntakeRow
from app.services.importing.belongings import (
    add_customs,
    add_keys,
    add_milestones,
    add_notes,
    add_points,
    add_tags,
    add_touches,
)
from app.services.importing.chunk_rows import MINE, touched_leads
from app.services.importing.company_memory import remember_companies
from app.services.importing.lead_writing import (
    create_leads,
    give_owners,
    keep_before,
    move_stages,
    update_leads,
)
from app.services.importing.newcomers import meet_channels, meet_people
from app.services.kernel.command import Command, Effect
from app.services.kernel.expressions import CMD, NOW, TEXT, Arg, typed_null
from app.services.scoring import rescored


def write(cls: type[Command]) -> Iterator[Effect]:
    """Yield everything a chunk writes, in order."""
    batch_id = cls.arg("batch_id")
    yield from meet_people(cls.arg("people"))
    yield meet_channels()
    yield from keep_before(batch_id)
    yield create_leads(batch_id)
    yield update_leads()
    yield from give_owners()
    yield from move_stages()
    yield add_points(batch_id)
    yield from add_keys(batch_id, cls.arg("domains"))
    yield from add_customs(batch_id)
    yield add_tags(batch_id, cls.arg("tags"))
    yield add_touches(batch_id, cls.arg("touches"))
    yield from add_milestones(batch_id, cls.arg("milestones"))
    yield add_notes(batch_id)
    yield from remember_companies()
    yield from rescored(touched_leads())
    yield _outcome(batch_id)


def _outcome(batch_id: Arg) -> Effect:
    words = case((IntakeRow.junk.is_not(None), IntakeRow.words), else_=typed_null(TEXT))
    return Effect(
        insert(ImportRow).from_select(
            ["batch_id", "row_no", "cmd_id", "at", "lead_id", "result", "reason", "words"],
            select(
                batch_id,
                IntakeRow.row_no,
                CMD,
                NOW,
                IntakeRow.lead_id,
                IntakeRow.result,
                IntakeRow.reason,
                words,
            ).where(MINE),
        ),
        None,
    )
