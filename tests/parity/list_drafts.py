"""What a person could mean by keeping lists, putting words on leads, and taking back what was a mistake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.models.vocabulary import Outcome, Role
from app.services.tagging import TAGGERS
from app.services.undoing import UNDOABLE
from tests.parity.scene import Draft, Generator, Scene, spelled, uuid

_LISTS = "SELECT id, owner_id, is_shared, name, expression, is_dropped FROM call_list c"
_TAGS = ("vip", "展会", "no budget", " ")
_BY_HAND = ", ".join(f"'{fact.value}'" for fact in UNDOABLE)
_LAST = (
    "NOT EXISTS (SELECT 1 FROM stage_move n WHERE n.lead_id = m.lead_id AND n.at > m.at)"
    " AND EXISTS (SELECT 1 FROM lead l WHERE l.id = m.lead_id AND l.stage = m.to_stage)"
)
_ON_A_CARD = "SELECT 1 FROM handover h WHERE h.lead_id = a.lead_id AND h.submitted_at >= a.at"
_UNTOUCHED = (
    "NOT EXISTS (SELECT 1 FROM activity a WHERE a.lead_id = o.lead_id AND a.by_id = o.member_id"
    " AND a.at >= o.from_at)"
)


# Lists and words --------------------------------------------------------------------------------------------------


def _save(scene: Scene) -> Draft:
    known = scene.rows(f"{_LISTS} ORDER BY id")
    if known and scene.maybe(40):
        row = scene.one(known)
        actor, expression, list_id = _keeper(scene, row), row.expression, spelled(row.id)
    else:
        actor, list_id = scene.member(*Role), scene.new_id()
        expression = scene.one((None, 'stage = "market_validating"'))
    if scene.is_loose and scene.maybe(30):
        expression = scene.one((None, "score >= 100"))
    name = " " if scene.is_loose and scene.maybe(30) else scene.one(("Spring", "春季"))
    return actor, {
        "list_id": list_id, "name": name, "expression": expression, "sort": scene.one(("company", "score")),
        "is_descending": scene.maybe(50), "is_shared": scene.maybe(60),
    }  # fmt: skip


def _drop(scene: Scene) -> Draft:
    row = scene.pick(_LISTS, "NOT is_dropped")
    return _keeper(scene, row), {"list_id": spelled(row.id)}


def _pick(scene: Scene) -> Draft:
    row = scene.pick(_LISTS, "expression IS NULL AND NOT is_dropped")
    return _keeper(scene, row), {"list_id": spelled(row.id), "lead_ids": _leads(scene, "SELECT id FROM lead")}


def _unpick(scene: Scene) -> Draft:
    row = scene.pick(_LISTS, "expression IS NULL AND NOT is_dropped")
    among = f"SELECT lead_id AS id FROM call_list_lead WHERE list_id = '{row.id}'"
    if scene.is_loose or not scene.rows(among):
        among = "SELECT id FROM lead"
    return _keeper(scene, row), {"list_id": spelled(row.id), "lead_ids": _leads(scene, among)}


def _keeper(scene: Scene, row: Any) -> UUID:
    """Return who may change a list: its owner while active, else a team lead; of a loose scene, anybody."""
    if scene.is_loose and scene.maybe(30):
        return scene.member(*Role)
    active = scene.rows("SELECT 1 FROM member WHERE is_active AND id = :id", id=uuid(row.owner_id))
    return uuid(row.owner_id) if active else scene.member(Role.TEAM_LEAD)


def _tag(scene: Scene) -> Draft:
    return scene.member(*TAGGERS), {"lead_ids": _leads(scene, "SELECT id FROM lead"), "tag": _word(scene)}


def _untag(scene: Scene) -> Draft:
    borne = scene.rows("SELECT lead_id, tag FROM tag ORDER BY lead_id, tag LIMIT 50")
    if borne and not scene.is_loose:
        row = scene.one(borne)
        return scene.member(*TAGGERS), {"lead_ids": [spelled(row.lead_id)], "tag": row.tag}
    return _tag(scene)


def _word(scene: Scene) -> str:
    return scene.one(_TAGS if scene.is_loose else _TAGS[:-1])


def _leads(scene: Scene, among: str) -> list[str]:
    found = list(dict.fromkeys(spelled(scene.pick(among).id) for _ in range(scene.chance.randint(1, 4))))
    if scene.is_loose and scene.maybe(30):
        found += found[:1]
    if scene.is_loose and scene.maybe(20):
        found.append(scene.new_id())
    return found


# Taking back ------------------------------------------------------------------------------------------------------


def _undo_move(scene: Scene) -> Draft:
    of = "SELECT m.cmd_id, m.lead_id, m.by_id FROM stage_move m"
    row = scene.pick(of, f"m.fact IN ({_BY_HAND}) AND {_LAST}")
    return _doer(scene, row.by_id, Role.TEAM_LEAD, Role.SALES_LEAD), {
        "lead_id": spelled(row.lead_id), "move_id": spelled(row.cmd_id),
    }  # fmt: skip


def _undo_assignment(scene: Scene) -> Draft:
    of = "SELECT o.cmd_id FROM ownership o"
    row = scene.pick(of, f"o.how = 'assigned' AND o.until_at IS NULL AND {_UNTOUCHED}")
    return scene.member(Role.TEAM_LEAD), {"assigned_by": spelled(row.cmd_id)}


def _correct(scene: Scene) -> Draft:
    of = "SELECT a.id, a.by_id, a.outcome FROM activity a"
    row = scene.pick(of, f"a.kind = 'call' AND a.outcome IS NOT NULL AND NOT EXISTS ({_ON_A_CARD})")
    others = [one.value for one in Outcome if one.value != row.outcome]
    outcome = row.outcome if row.outcome and scene.is_loose and scene.maybe(40) else scene.one(others)
    return _doer(scene, row.by_id, Role.TEAM_LEAD), {"activity_id": spelled(row.id), "outcome": outcome}


def _doer(scene: Scene, by_hex: str, *else_: Role) -> UUID:
    active = scene.rows("SELECT 1 FROM member WHERE is_active AND id = :id", id=uuid(by_hex))
    return uuid(by_hex) if active and scene.maybe(85) else scene.member(*else_)


DRAFTS: Mapping[str, Generator] = {
    "list.save": _save,
    "list.drop": _drop,
    "list.pick": _pick,
    "list.unpick": _unpick,
    "lead.tag": _tag,
    "lead.untag": _untag,
    "lead.unmove": _undo_move,
    "lead.unassign": _undo_assignment,
    "call.correct": _correct,
}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "list.drop": ("list.save",),
    "list.pick": ("list.save",),
    "list.unpick": ("list.save", "list.pick"),
    "lead.untag": ("lead.tag",),
    "lead.unmove": ("lead.disqualify", "nurture.return", "lead.move", "lead.lose"),
    "lead.unassign": ("lead.assign",),
    "call.correct": ("call.end",),
}
