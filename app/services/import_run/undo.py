"""Take a whole import back, and say what stayed and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, func, select

from app.models.imports import ImportBefore, ImportRow
from app.models.leads import Lead
from app.services.import_run.room import room_of
from app.services.importing.batches import UndoImport, work_since
from app.services.importing.fields import CREATED
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an import that was taken back."""

    removed: int
    """Leads that are gone again."""
    kept: int
    """Leads that stay, since somebody worked on them."""
    why_kept: Mapping[str, int]
    """Code of ``work_since`` to leads; a lead may have several reasons."""
    restored: int = 0
    """Leads the import had updated, as they were before."""
    left_changed: int = 0
    """Leads the import had updated that were changed since, and stay as they are."""

    def as_json(self) -> dict[str, object]:
        """Return it as the command line prints it."""
        return {
            "removed": self.removed,
            "kept": self.kept,
            "why_kept": dict(self.why_kept),
            "restored": self.restored,
            "left_changed": self.left_changed,
        }


def undo_import(workspace: Workspace, batch_id: UUID, *, as_member: UUID | None = None) -> Undone:
    """Take an import back.

    Raises:
        RuleViolation: ``unknown_batch``, ``not_yours``, ``already_undone``.
    """
    room_of(workspace.database.path, batch_id).give_back()
    with workspace.batch() as batch:
        restored, left_changed = batch.read(lambda db: _updated(db, batch_id))
        answer = batch.give(UndoImport(batch_id=batch_id), as_member=as_member).answer
        why = batch.read(lambda db: _why_kept(db, batch_id)) if answer["kept"] else {}
    return Undone(answer["removed"], answer["kept"], why, restored, left_changed)


def _updated(db: Connection, batch_id: UUID) -> tuple[int, int]:
    """Count the leads that will be put back, and those changed since the import wrote them."""
    rows = (
        select(func.count(), func.count().filter(Lead.changed_at == ImportBefore.written_at))
        .select_from(ImportBefore)
        .join(Lead, Lead.id == ImportBefore.lead_id)
        .where(ImportBefore.batch_id == batch_id)
    )
    total, untouched = db.execute(rows).one()
    return untouched, total - untouched


def _why_kept(db: Connection, batch_id: UUID) -> dict[str, int]:
    reasons = work_since(ImportRow.lead_id, batch_id)
    counts = db.execute(
        select(*(func.count().filter(holds).label(code) for code, holds in reasons.items()))
        .select_from(ImportRow)
        .where(ImportRow.batch_id == batch_id, ImportRow.result == CREATED)
    ).one()
    return {code: count for code, count in zip(reasons, counts, strict=True) if count}
