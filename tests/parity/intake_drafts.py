"""What a person could mean by bringing leads in."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.vocabulary import Role
from app.services.importing.batches import IMPORTERS
from tests.parity.chunks import a_chunk
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "intake.rows": ("intake.open",),
    "intake.close": ("intake.rows", "intake.open"),
    "intake.undo": ("intake.rows", "intake.close"),
}


@drafts(DRAFTS, "intake.open")
def _open_import(scene: Scene) -> Draft:
    actor = scene.member(*IMPORTERS)
    role = scene.rows("SELECT role FROM member WHERE id = :id", id=actor)[0].role
    owner = None
    if role == Role.TEAM_LEAD.value or (scene.is_loose and scene.maybe(50)):
        owner = scene.member(Role.REP if scene.is_loose and scene.maybe(50) else Role.SDR)
    elif role == Role.SDR.value and scene.maybe(50):
        owner = actor
    return actor, {
        "batch_id": scene.new_id(), "how": scene.one(("file", "paste", "hand")), "file_name": scene.words(),
        "source": scene.one((None, "crm")), "owner_id": str(owner) if owner else None,
    }  # fmt: skip


BATCHES = "SELECT b.id, b.by_id FROM import_batch b JOIN member m ON m.id = b.by_id AND m.is_active"


@drafts(DRAFTS, "intake.rows")
def _carry_rows(scene: Scene) -> Draft:
    batch = scene.pick(BATCHES, "b.state = 'open'")
    return uuid(batch.by_id), a_chunk(scene, batch.id)


@drafts(DRAFTS, "intake.close")
def _close_import(scene: Scene) -> Draft:
    batch = scene.pick(BATCHES, "b.state = 'open'")
    return uuid(batch.by_id), {"batch_id": spelled(batch.id), "refused_count": scene.one((0, 3))}


@drafts(DRAFTS, "intake.undo")
def _undo_import(scene: Scene) -> Draft:
    batch = scene.pick(BATCHES, "b.state <> 'undone'")
    return uuid(batch.by_id), {"batch_id": spelled(batch.id)}
