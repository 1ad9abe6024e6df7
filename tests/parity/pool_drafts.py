"""What a person could mean about pools: leads back to them and between them, recalled, kept; who may what."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.clock import DAY
from app.models.leads import Lead
from app.models.pool import TEAM_POOL
from app.models.vocabulary import PoolKind, Role
from app.services.kernel.expressions import NOW
from app.services.kernel.sqlite_judge import as_sqlite
from app.services.recall_clock import recall_at
from tests.parity.scene import Draft, Generator, Nothing, Scene, drafts, spelled, uuid

_TAKES = ("lead.claim", "lead.assign")
DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "lead.give_back": _TAKES,
    "lead.recall": _TAKES,
    "lead.keep": _TAKES,
    "pool.move": ("pool.create", "lead.give_back"),
    "pool.change": ("pool.create",),
    "pool.close": ("pool.create",),
    "pool.grant": ("pool.create",),
    "pool.revoke": ("pool.grant",),
}
_TEAM = TEAM_POOL.hex
_GIVEN = (
    "SELECT l.id, o.member_id FROM ownership o JOIN lead l ON l.id = o.lead_id"
    " JOIN stage s ON s.key = l.stage AND s.version = (SELECT version FROM playbook WHERE is_current)"
)
_HELD = "o.until_at IS NULL AND l.owner_id = o.member_id"
_RUNS = f"{_HELD} AND o.how <> 'intake' AND s.kind = 'validating'"


def _leads(scene: Scene, first: str, among: list[str], most: int = 3) -> list[str]:
    """Return a lead and perhaps others beside it; of a loose scene, one of them twice."""
    listed = list(dict.fromkeys([first, *among[: scene.chance.randrange(most)]]))
    return [spelled(one) for one in listed] + ([spelled(first)] if scene.is_loose and scene.maybe(15) else [])


def _a_pool(scene: Scene) -> str:
    """Return a pool in use, in hexadecimal; of a loose scene, perhaps a closed one."""
    found: str = scene.pick("SELECT id FROM pool", "NOT is_closed").id
    return found


@drafts(DRAFTS, "lead.give_back")
def _give_back(scene: Scene) -> Draft:
    row = scene.pick(_GIVEN, f"{_HELD} AND s.kind IN ('validating', 'nurture', 'refused')")
    who = scene.worker(row.member_id)
    others = scene.rows("SELECT id FROM lead WHERE owner_id = :owner ORDER BY id", owner=uuid(row.member_id))
    fits = [other.id for other in others if scene.is_loose]
    pool = spelled(_a_pool(scene)) if scene.maybe(25) else None
    return who, {"lead_ids": _leads(scene, row.id, fits), "pool_id": pool, "words": scene.words() or "no"}


@drafts(DRAFTS, "pool.move")
def _move(scene: Scene) -> Draft:
    free = "owner_id IS NULL"
    row = scene.pick("SELECT id, pool_id FROM lead", free)
    pool = _a_pool(scene)
    if not scene.is_loose and pool == (row.pool_id or _TEAM):
        raise Nothing
    mover = scene.rows(
        "SELECT member_id FROM pool_right WHERE may_move AND pool_id = :pool ORDER BY member_id",
        pool=uuid(row.pool_id or _TEAM),
    )
    who = uuid(mover[0].member_id) if mover and scene.maybe(50) else scene.member(Role.TEAM_LEAD)
    if scene.is_loose and scene.maybe(30):
        who = scene.member(Role.SDR)
    others = scene.rows("SELECT id FROM lead WHERE owner_id IS NULL AND pool_id IS NULL ORDER BY id")
    beside = [other.id for other in others] if scene.is_loose else []
    return who, {"lead_ids": _leads(scene, row.id, beside), "pool_id": spelled(pool)}


@drafts(DRAFTS, "lead.recall")
def _recall(scene: Scene) -> Draft:
    if scene.is_loose:
        return scene.member(*Role), {"lead_id": spelled(scene.pick(_GIVEN, _HELD).id)}
    return scene.member(*Role), {"lead_id": spelled(scene.one(scene.rows(_due())).id)}


@functools.cache
def _due() -> str:
    """Return the leads whose limit has passed, as the rule itself has it: a history's calendars are odd."""
    late = Lead.owner_id.is_not(None) & (recall_at() <= NOW)
    return as_sqlite(select(Lead.id).where(late).order_by(Lead.id))


@drafts(DRAFTS, "lead.keep")
def _keep(scene: Scene) -> Draft:
    extended = "EXISTS (SELECT 1 FROM recall_extension e WHERE e.lead_id = l.id AND e.at > o.from_at)"
    row = scene.pick(_GIVEN, f"{_RUNS} AND o.from_at > :since AND NOT {extended}", since=scene.now - DAY)
    if scene.is_loose and scene.maybe(40):
        again = scene.rows(f"{_GIVEN} WHERE {_RUNS} AND {extended} ORDER BY o.from_at DESC LIMIT 3")
        row = again[0] if again else row
    return scene.worker(row.member_id), {"lead_id": spelled(row.id), "words": scene.words() or "no"}


@drafts(DRAFTS, "pool.create")
def _create(scene: Scene) -> Draft:
    return scene.member(Role.ADMIN), {"pool_id": scene.new_id(), **_said(scene, "")}


@drafts(DRAFTS, "pool.change")
def _change(scene: Scene) -> Draft:
    pool = _a_pool(scene)
    said = _said(scene, pool)
    if not scene.is_loose and pool == _TEAM:
        said |= {"for_whom": PoolKind.TEAM.value, "is_open": True}
    return scene.member(Role.ADMIN), {"pool_id": spelled(pool), **said}


@drafts(DRAFTS, "pool.close")
def _close(scene: Scene) -> Draft:
    pool = scene.pick("SELECT id FROM pool", "NOT is_closed AND id <> :team", team=TEAM_POOL).id
    return scene.member(Role.ADMIN), {"pool_id": spelled(pool)}


@drafts(DRAFTS, "pool.grant")
def _grant(scene: Scene) -> Draft:
    member = scene.member(*([Role.REP] if scene.is_loose and scene.maybe(30) else [Role.SDR, Role.TEAM_LEAD]))
    rights = {name: scene.maybe(60) for name in ("may_claim", "may_move", "may_assign")}
    again = scene.rows("SELECT pool_id, member_id FROM pool_right ORDER BY pool_id, member_id")
    if again and scene.maybe(35):
        row = scene.one(again)
        held = {"pool_id": spelled(row.pool_id), "member_id": spelled(row.member_id)}
        return scene.member(Role.ADMIN), held | rights
    return scene.member(Role.ADMIN), {"pool_id": spelled(_a_pool(scene)), "member_id": str(member), **rights}


@drafts(DRAFTS, "pool.revoke")
def _revoke(scene: Scene) -> Draft:
    row = scene.pick("SELECT pool_id, member_id FROM pool_right")
    member = str(scene.member(Role.REP)) if scene.is_loose and scene.maybe(50) else spelled(row.member_id)
    return scene.member(Role.ADMIN), {"pool_id": spelled(row.pool_id), "member_id": member}


def _said(scene: Scene, pool: str) -> dict[str, Any]:
    """Return what an administrator says of a pool; channels in another pool are left there, mostly."""
    taken = {
        row.channel
        for row in scene.rows("SELECT channel, pool_id FROM pool_channel ORDER BY channel")
        if row.pool_id != pool
    }
    keys = [key for key in ("seo", "unknown", "展会1", "sem") if scene.maybe(30)]
    if not scene.is_loose:
        keys = [key for key in keys if key not in taken]
    kinds = [kind for kind in PoolKind if kind is not PoolKind.TEAM or (scene.is_loose and scene.maybe(30))]
    return {
        "title": scene.words().strip() or "华东", "for_whom": scene.one(kinds).value, "is_open": scene.maybe(60),
        "channels": keys + (keys[:1] if scene.is_loose and scene.maybe(20) else []),
    }  # fmt: skip
