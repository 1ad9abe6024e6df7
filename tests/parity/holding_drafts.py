"""What a person could mean by taking leads."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from app.models.vocabulary import Role
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {}


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
