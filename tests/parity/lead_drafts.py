"""What a person could mean by correcting and scoring a lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.clock import DAY, HOUR
from app.models.vocabulary import BehaviourKind, Role
from app.services.lead_facts import EDITORS, FactField
from app.services.scoring import WITNESSES
from tests.parity.scene import Draft, Generator, Nothing, Scene, drafts, spelled

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {}


def _editable(scene: Scene) -> Any:
    fit = "(owner_id IS NOT NULL OR rep_id IS NOT NULL)"
    return scene.pick("SELECT id, owner_id, phone, email FROM lead l", fit)


@drafts(DRAFTS, "lead.correct")
def _correct(scene: Scene) -> Draft:
    lead = _editable(scene)
    fields = scene.chance.sample(list(FactField), scene.chance.randint(1, 3))
    if scene.is_loose and scene.maybe(30):
        fields += fields[:1]
    if scene.is_loose and scene.maybe(40):
        fields = [FactField.COMPANY, FactField.CONTACT_NAME]
    changes = []
    for field in fields:
        value = (
            None if scene.is_loose and scene.maybe(50) else scene.one(("云智", "acme", "CEO", "华东", None))
        )
        changes.append(
            {"field": field.value, "value": value, "key": value, "pinyin": value, "initials": None}
        )
    lead_id = scene.new_id() if scene.is_loose and scene.maybe(15) else spelled(lead.id)
    return _editor(scene, lead.owner_id), {"lead_id": lead_id, "changes": changes}


@drafts(DRAFTS, "lead.reach")
def _reach_by(scene: Scene) -> Draft:
    lead = _editable(scene)
    kind = scene.one(("phone", "email"))
    number = scene.chance.randrange(40)
    value = f"+86138000000{number:02}" if kind == "phone" else f"p{number}@b.cn"
    if scene.is_loose and scene.maybe(40):
        value = (lead.phone if kind == "phone" else lead.email) or value
    return _editor(scene, lead.owner_id), {
        "lead_id": scene.new_id() if scene.is_loose and scene.maybe(15) else spelled(lead.id), "point": kind,
        "value": value, "raw": scene.words(), "extension": scene.one((None, "12")), "is_first": scene.maybe(40),
        "domain": scene.one((None, "b.cn")),
    }  # fmt: skip


def _editor(scene: Scene, owner_hex: str | None) -> UUID:
    return scene.member(*EDITORS) if scene.is_loose and scene.maybe(40) else scene.worker(owner_hex)


@drafts(DRAFTS, "behaviour.record")
def _behaviour(scene: Scene) -> Draft:
    leads = scene.rows("SELECT id FROM lead ORDER BY id LIMIT 20")
    seen = scene.rows("SELECT id FROM behaviour ORDER BY id LIMIT 5")
    rows = [
        {
            "id": scene.new_id(), "lead_id": spelled(scene.one(leads)[0]),
            "behaviour": scene.one(list(BehaviourKind)).value,
            "at": scene.now - scene.one((0, HOUR, 14 * DAY, 15 * DAY, 400 * DAY)), "seconds": scene.one((None, 0, 40)),
            "words": scene.words(),
        }
        for _row in range(scene.chance.randint(1, 3))
    ]  # fmt: skip
    if seen and scene.maybe(20):
        rows[0]["id"] = spelled(scene.one(seen)[0])
    if scene.is_loose:
        odd = (
            {"at": scene.now + DAY}
            if scene.maybe(40)
            else {"lead_id": scene.new_id()}
            if scene.maybe(40)
            else {}
        )
        rows[0] |= odd
        rows += [rows[0]] if scene.maybe(30) else []
    return scene.member(*WITNESSES), {"rows": rows}


@drafts(DRAFTS, "score.refresh")
def _rescore(scene: Scene) -> Draft:
    leads = [spelled(row.id) for row in scene.rows("SELECT id FROM lead ORDER BY id LIMIT 30")]
    listed = scene.chance.sample(leads, min(len(leads), scene.chance.randint(1, 4)))
    if scene.is_loose and scene.maybe(40):
        listed += [scene.new_id()] if scene.maybe(50) else listed[:1]
    if not listed:
        raise Nothing
    return scene.member(*Role), {"lead_ids": listed}
