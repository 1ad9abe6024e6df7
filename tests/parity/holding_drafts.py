"""What a person could mean by taking leads and by promising."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.models.vocabulary import FollowUpWhy, Role
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "follow_up.move": ("follow_up.set",),
    "follow_up.done": ("follow_up.set",),
}


def _leads(scene: Scene, fit: str, most: int = 3, **values: UUID) -> list[str]:
    found: dict[str, None] = {}
    for _ in range(scene.chance.randint(1, most)):
        found[spelled(scene.pick("SELECT id FROM lead", fit, **values).id)] = None
    listed = list(found)
    return listed + listed[:1] if scene.is_loose and scene.maybe(40) else listed


@drafts(DRAFTS, "lead.claim")
def _claim(scene: Scene) -> Draft:
    return scene.member(Role.SDR, Role.SDR, Role.TEAM_LEAD), {
        "lead_ids": _leads(scene, "owner_id IS NULL", 2)
    }


@drafts(DRAFTS, "lead.assign")
def _assign(scene: Scene) -> Draft:
    member = scene.member(*([Role.REP] if scene.is_loose and scene.maybe(30) else [Role.SDR, Role.TEAM_LEAD]))
    lead_ids = _leads(scene, "owner_id IS NOT :member", member=member)
    return scene.member(Role.TEAM_LEAD), {"lead_ids": lead_ids, "member_id": str(member)}


@drafts(DRAFTS, "follow_up.set")
def _set_follow_up(scene: Scene) -> Draft:
    lead = scene.pick("SELECT id, owner_id, rep_id FROM lead", "owner_id IS NOT NULL")
    holder = lead.rep_id if lead.rep_id and scene.maybe(40) else lead.owner_id
    return scene.worker(holder), {
        "lead_id": spelled(lead.id), "due_at": scene.some_time(), "why": scene.one(list(FollowUpWhy)).value,
        "words": scene.words(),
    }  # fmt: skip


@drafts(DRAFTS, "follow_up.move")
def _move_follow_up(scene: Scene) -> Draft:
    row = scene.pick("SELECT cmd_id, lead_id, owner_id FROM follow_up", "state = 'open'")
    return uuid(row.owner_id), {**_promise(row), "due_at": scene.some_time()}


@drafts(DRAFTS, "follow_up.done")
def _finish_follow_up(scene: Scene) -> Draft:
    row = scene.pick("SELECT cmd_id, lead_id, owner_id FROM follow_up", "state = 'open'")
    return uuid(row.owner_id), _promise(row)


def _promise(row: Any) -> dict[str, Any]:
    return {"made_by": spelled(row.cmd_id), "lead_id": spelled(row.lead_id)}
