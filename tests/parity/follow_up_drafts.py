"""What a person could mean by promising, putting off and keeping what was promised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.models.vocabulary import FollowUpWhy, Role
from tests.parity.scene import Draft, Generator, Nothing, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "follow_up.move": ("follow_up.set",),
    "follow_up.done": ("follow_up.set",),
    "follow_up.reopen": ("follow_up.done",),
    "follow_up.put_off": ("follow_up.set", "calendar.define"),
    "follow_up.put_back": ("follow_up.set",),
    "follow_up.hand_on": ("member.away", "lead.assign", "follow_up.set"),
}
_WORKS_AGAIN = (
    "EXISTS (SELECT 1 FROM member m JOIN work_span w ON w.calendar = coalesce(m.calendar, 'team')"
    " WHERE m.id = follow_up.owner_id AND w.starts_at > :now)"
)
"""Whose calendar goes on: a history may outlast one."""
_OPEN = "SELECT cmd_id, lead_id, owner_id, due_at, is_agreed FROM follow_up"


@drafts(DRAFTS, "follow_up.set")
def _set(scene: Scene) -> Draft:
    lead = scene.pick("SELECT id, owner_id, rep_id FROM lead", "owner_id IS NOT NULL")
    holder = lead.rep_id if lead.rep_id and scene.maybe(40) else lead.owner_id
    return scene.worker(holder), {
        "lead_id": spelled(lead.id), "due_at": scene.some_time(), "why": scene.one(list(FollowUpWhy)).value,
        "words": scene.words(), "is_agreed": scene.one((None, False, True)),
    }  # fmt: skip


@drafts(DRAFTS, "follow_up.move")
def _move(scene: Scene) -> Draft:
    row = scene.pick(_OPEN, "state = 'open'")
    return uuid(row.owner_id), {
        **_promise(row), "due_at": scene.some_time(), "is_agreed": scene.one((None, None, False, True)),
    }  # fmt: skip


@drafts(DRAFTS, "follow_up.done")
def _finish(scene: Scene) -> Draft:
    row = scene.pick(_OPEN, "state = 'open'")
    return uuid(row.owner_id), _promise(row)


@drafts(DRAFTS, "follow_up.reopen")
def _reopen(scene: Scene) -> Draft:
    """Mostly what was noted as kept a moment ago; the next step it brought about names the command."""
    row = scene.pick(
        "SELECT f.cmd_id, f.lead_id, f.owner_id, n.cmd_id AS done_by FROM follow_up f LEFT JOIN follow_up n"
        " ON n.lead_id = f.lead_id AND n.created_at = f.settled_at AND n.cmd_id <> f.cmd_id",
        "f.state = 'done' AND f.settled_by_id = f.owner_id AND NOT EXISTS (SELECT 1 FROM activity a"
        " WHERE a.lead_id = f.lead_id AND (a.at > f.settled_at OR a.ended_at >= f.settled_at))"
        " AND NOT EXISTS (SELECT 1 FROM stage_move m WHERE m.lead_id = f.lead_id AND m.at > f.settled_at)"
        " AND NOT EXISTS (SELECT 1 FROM follow_up o WHERE o.lead_id = f.lead_id AND o.owner_id = f.owner_id"
        " AND o.state = 'open' AND o.created_at <> f.settled_at)",
    )
    done_by = spelled(row.done_by) if row.done_by else scene.new_id()
    return uuid(row.owner_id), {**_promise(row), "done_by": done_by}


@drafts(DRAFTS, "follow_up.put_off")
def _put_off(scene: Scene) -> Draft:
    """One person's promises, into a shift of theirs; of a loose scene to any time, and what is agreed too."""
    binds = "due_at > :now AND coalesce(is_agreed, 0) = 1"
    fit = f"state = 'open' AND NOT ({binds})"
    if scene.is_loose:
        fit = scene.one((fit, f"state = 'open' AND {binds}", "state <> 'open'"))
    works = f"{fit} AND {_WORKS_AGAIN}" if not scene.is_loose else fit
    owner = scene.one(scene.rows(f"{_OPEN} WHERE {works} ORDER BY cmd_id, lead_id")).owner_id
    moves = [
        {**_named(scene, row), "was_due_at": row.due_at - _slip(scene), "due_at": _working_time(scene, owner)}
        for row in _some(scene, f"owner_id = '{owner}' AND {fit}")
    ]
    return uuid(owner), {"moves": _twice(scene, moves)}


@drafts(DRAFTS, "follow_up.put_back")
def _put_back(scene: Scene) -> Draft:
    owner = scene.pick(_OPEN, "state = 'open'").owner_id
    state = "state <> 'open'" if scene.is_loose and scene.maybe(20) else "state = 'open'"
    moves = [
        {
            **_named(scene, row), "due_at": row.due_at - _slip(scene),
            "was_due_at": scene.now - scene.chance.randrange(10**12), "was_agreed": scene.maybe(30),
        }
        for row in _some(scene, f"{state} AND owner_id = '{owner}'")
    ]  # fmt: skip
    return uuid(owner), {"moves": _twice(scene, moves)}


@drafts(DRAFTS, "follow_up.hand_on")
def _hand_on(scene: Scene) -> Draft:
    member = scene.member(*([Role.REP] if scene.is_loose and scene.maybe(20) else [Role.SDR, Role.TEAM_LEAD]))
    away = scene.rows(
        "SELECT a.member_id FROM absence a JOIN member m ON m.id = a.member_id WHERE a.from_at <= :now"
        " AND a.until_at > :now AND m.is_active AND m.role IN ('sdr', 'team_lead') ORDER BY a.id"
    )
    if scene.is_loose and scene.maybe(40):
        member = uuid(scene.one(away).member_id)
    mine = "state = 'open' AND EXISTS (SELECT 1 FROM lead l WHERE l.id = lead_id AND l.owner_id = follow_up.owner_id)"
    held = f"{mine} AND owner_id <> '{member.hex}'"
    if scene.is_loose:
        held = scene.one((held, f"{held} AND due_at <= :now", mine, "state = 'open'", "state = 'done'"))
    listed = [_named(scene, row) for row in _some(scene, held)]
    return scene.member(Role.TEAM_LEAD), {"promises": _twice(scene, listed), "member_id": str(member)}


def _some(scene: Scene, fit: str) -> list[Any]:
    """Return one to three promises, each once."""
    found = scene.rows(f"{_OPEN} WHERE {fit} ORDER BY cmd_id, lead_id")
    if not found:
        raise Nothing
    return scene.chance.sample(found, min(len(found), scene.chance.randint(1, 3)))


def _twice(scene: Scene, listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return listed + listed[:1] if scene.is_loose and scene.maybe(20) else listed


def _slip(scene: Scene) -> int:
    return int(scene.is_loose and scene.maybe(20))


def _working_time(scene: Scene, owner: str) -> int:
    if scene.is_loose and scene.maybe(60):
        return scene.some_time()
    [key] = scene.rows("SELECT coalesce(calendar, 'team') AS key FROM member WHERE id = :id", id=uuid(owner))
    span = scene.one(
        scene.rows(
            "SELECT starts_at, ends_at FROM work_span w WHERE calendar = :key AND starts_at > :now AND NOT EXISTS"
            " (SELECT 1 FROM absence a WHERE a.member_id = :id AND a.from_at < w.ends_at AND a.until_at > w.starts_at)"
            " ORDER BY starts_at LIMIT 20",
            key=key.key,
            id=uuid(owner),
        )
    )
    return scene.chance.randrange(span.starts_at, span.ends_at)


def _named(scene: Scene, row: Any) -> dict[str, Any]:
    """Name a promise; of a loose scene, sometimes one nobody made."""
    return _promise(row) | ({"made_by": scene.new_id()} if scene.is_loose and scene.maybe(8) else {})


def _promise(row: Any) -> dict[str, Any]:
    return {"made_by": spelled(row.cmd_id), "lead_id": spelled(row.lead_id)}
