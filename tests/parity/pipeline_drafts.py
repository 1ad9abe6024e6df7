"""What a person could mean by moving what is sold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.services.pipeline import SubState
from tests.parity.playbook_sql import CURRENT, SELLING, a_reason, kinds
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "lead.move": ("lead.opportunity",),
    "lead.qualify": ("handover.accept",),
    "lead.sub_state": ("handover.accept",),
    "lead.opportunity": ("handover.accept",),
    "lead.lose": ("handover.accept",),
    "lead.revive": ("lead.lose",),
    "nurture.return": ("lead.disqualify",),
}


def _sold(scene: Scene, *, fit: str = SELLING) -> Any:
    return scene.pick(
        "SELECT id, rep_id, owner_id, stage, amount FROM lead l", f"rep_id IS NOT NULL AND {fit}"
    )


@drafts(DRAFTS, "lead.move")
def _move_stage(scene: Scene) -> Draft:
    lead = _sold(
        scene, fit=f"{SELLING} AND (amount IS NOT NULL AND expected_close_on IS NOT NULL OR :now % 4 = 0)"
    )
    allowed = scene.rows(
        f"SELECT to_stage FROM allowed_move m JOIN stage s ON s.version = m.version AND s.key = m.to_stage"
        f" WHERE m.version = {CURRENT} AND from_stage = :stage AND s.kind IN ('open', 'won') ORDER BY to_stage",
        stage=lead.stage,
    )
    if scene.is_loose and scene.maybe(50):
        allowed = scene.rows(f"SELECT key FROM stage WHERE version = {CURRENT} ORDER BY key")
    elif not scene.is_loose:
        allowed = [row for row in allowed if _has_all(scene, lead.id, row.to_stage)]
    to_stage = "no_such_stage" if scene.is_loose and scene.maybe(20) else scene.one(allowed)[0]
    return scene.seller(lead.rep_id), {
        "lead_id": spelled(lead.id),
        "to_stage": to_stage,
        "words": scene.words(),
    }


def _has_all(scene: Scene, lead_id: str, to_stage: str) -> bool:
    """Whether a lead has every field the stage requires."""
    held = scene.rows("SELECT * FROM lead WHERE id = :lead", lead=uuid(lead_id))[0]._mapping
    required = scene.rows(
        f"SELECT field FROM required_field WHERE version = {CURRENT} AND stage_key = :stage", stage=to_stage
    )
    return all(held[row.field] not in (None, "") for row in required)


@drafts(DRAFTS, "lead.qualify")
def _qualify(scene: Scene) -> Draft:
    checks = ("need_fits", "process_fits", "timing_clear", "budget_fits", "is_key_person")
    missed = scene.one(checks) if scene.is_loose and scene.maybe(50) else None
    lead = _sold(scene)
    args: dict[str, Any] = {check: check != missed for check in checks}
    return scene.seller(lead.rep_id), {"lead_id": spelled(lead.id), **args}


@drafts(DRAFTS, "lead.sub_state")
def _sub_state(scene: Scene) -> Draft:
    lead = _sold(scene, fit=kinds("open"))
    return scene.seller(lead.rep_id), {
        "lead_id": spelled(lead.id),
        "sub_state": scene.one(list(SubState)).value,
    }


@drafts(DRAFTS, "lead.opportunity")
def _opportunity(scene: Scene) -> Draft:
    lead = _sold(scene)
    return scene.seller(lead.rep_id), {
        "lead_id": spelled(lead.id), "amount": scene.one((0, 800_000, 2**53)), "currency": scene.one(("CNY", "USD")),
        "expected_close_on": scene.one((None, 20_600, 20_600, 20_700, 20_700)),
    }  # fmt: skip


@drafts(DRAFTS, "lead.lose")
def _lose(scene: Scene) -> Draft:
    lead = _sold(scene, fit=kinds("open"))
    return scene.seller(lead.rep_id), {
        "lead_id": spelled(lead.id), "reason": a_reason(scene, "lost"), "words": scene.words(),
    }  # fmt: skip


@drafts(DRAFTS, "lead.revive")
def _revive(scene: Scene) -> Draft:
    lead = scene.pick("SELECT id, owner_id FROM lead l", f"owner_id IS NOT NULL AND {kinds('lost')}")
    return scene.worker(lead.owner_id), {"lead_id": spelled(lead.id), "words": scene.words()}


@drafts(DRAFTS, "nurture.return")
def _bring_back(scene: Scene) -> Draft:
    lead = scene.pick("SELECT id, owner_id FROM lead l", f"owner_id IS NOT NULL AND {kinds('nurture')}")
    return scene.worker(lead.owner_id), {"lead_id": spelled(lead.id), "words": scene.words()}
