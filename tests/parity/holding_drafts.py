"""What a person could mean by taking leads."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from app.clock import DAY
from app.models.vocabulary import Role
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {}


def _leads(scene: Scene, fit: str, most: int = 3, **values: UUID) -> list[str]:
    found: dict[str, None] = {}
    for _ in range(scene.chance.randint(1, most)):
        found[spelled(scene.pick("SELECT id FROM lead", fit, **values).id)] = None
    listed = list(found)
    return listed + listed[:1] if scene.is_loose and scene.maybe(40) else listed


_FREE = (
    "SELECT l.id FROM lead l JOIN stage s ON s.key = l.stage AND s.version ="
    " (SELECT version FROM playbook WHERE is_current) WHERE l.owner_id IS NULL"
    " AND s.kind IN ('validating', 'nurture', 'refused')"
)
_JUST_LEFT = (
    "SELECT o.lead_id AS id, o.member_id FROM ownership o WHERE o.until_at > :since AND o.lead_id IN"
    f" ({_FREE}) ORDER BY o.lead_id, o.member_id"
)
_TOO_MANY = 21
"""More than anybody may claim in a day."""


@drafts(DRAFTS, "lead.claim")
def _claim(scene: Scene) -> Draft:
    if scene.is_loose and scene.maybe(40):
        left = scene.rows(_JUST_LEFT, since=scene.now - DAY)
        if left and scene.maybe(60):
            row = scene.one(left)
            return uuid(row.member_id), {"lead_ids": [spelled(row.id)]}
        many = scene.rows(f"{_FREE} ORDER BY l.id LIMIT {_TOO_MANY}")
        if many:
            return scene.member(Role.TEAM_LEAD), {"lead_ids": [spelled(row.id) for row in many]}
    member = scene.member(Role.SDR, Role.SDR, Role.TEAM_LEAD)
    held = "SELECT lead_id FROM ownership WHERE member_id = :member"
    fit = f"owner_id IS NULL AND id NOT IN ({held})"
    return member, {"lead_ids": _leads(scene, fit, 2, member=member)}


@drafts(DRAFTS, "lead.assign")
def _assign(scene: Scene) -> Draft:
    if scene.maybe(20) and (given := _out_of_a_pool(scene)):
        return given
    member = scene.member(*([Role.REP] if scene.is_loose and scene.maybe(30) else [Role.SDR, Role.TEAM_LEAD]))
    lead_ids = _leads(scene, "owner_id IS NOT :member", member=member)
    return scene.member(Role.TEAM_LEAD), {"lead_ids": lead_ids, "member_id": str(member)}


def _out_of_a_pool(scene: Scene) -> Draft | None:
    """Who administers a pool gives somebody what lies in it."""
    rows = scene.rows(
        "SELECT r.member_id, l.id FROM pool_right r JOIN lead l ON l.pool_id = r.pool_id AND l.owner_id IS NULL"
        " WHERE r.may_assign ORDER BY l.id, r.member_id"
    )
    if not rows:
        return None
    row = scene.one(rows)
    member = uuid(row.member_id) if scene.is_loose and scene.maybe(40) else scene.member(Role.SDR)
    return uuid(row.member_id), {"lead_ids": [spelled(row.id)], "member_id": str(member)}
