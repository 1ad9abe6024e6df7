"""What a person could mean by judging, recording and attaching."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.models.vocabulary import Role
from tests.parity.handover_drafts import HANDOVERS, LAST_WORD, NOT_LIFTED
from tests.parity.playbook_sql import CURRENT, a_reason
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "handover.override": ("handover.refuse",),
    "review.refusal_right": ("handover.refuse",),
    "review.handover_right": ("handover.refuse",),
    "review.unclear": ("handover.refuse",),
    "sales.record": ("handover.submit", "handover.choose"),
    "recording.attach": ("call.start",),
}


def _refused(scene: Scene, fit: str) -> Any:
    """A refused hand-over that fits; of a loose scene often another one, judged or handed over again."""
    if scene.is_loose and scene.maybe(60):
        return scene.one(scene.rows(f"{HANDOVERS} WHERE h.state = 'refused' ORDER BY h.id"))
    return scene.pick(HANDOVERS, f"{LAST_WORD} AND {fit}")


_UNJUDGED = "NOT EXISTS (SELECT 1 FROM review v WHERE v.handover_id = h.id AND v.verdict <> 'unclear')"


@drafts(DRAFTS, "handover.override")
def _override(scene: Scene) -> Draft:
    handover = _refused(scene, NOT_LIFTED)
    return scene.member(Role.TEAM_LEAD), {
        "handover_id": spelled(handover.id), "reason": a_reason(scene, "override"), "words": scene.words(),
    }  # fmt: skip


def _goes_on(fact: str) -> str:
    """Where the playbook of the moment lets the verdict move the lead, or has nothing to move."""
    to_stage = f"(SELECT stage_key FROM stage_fact f WHERE f.version = {CURRENT} AND f.fact = '{fact}')"
    allowed = f"SELECT 1 FROM allowed_move m WHERE m.version = {CURRENT} AND m.from_stage = l.stage"
    return f"(l.stage = {to_stage} OR EXISTS ({allowed} AND m.to_stage = {to_stage}))"


def _verdict(scene: Scene, fact: str, fit: str = _UNJUDGED) -> Draft:
    if scene.is_loose and scene.maybe(40):  # one the playbook of the moment does not let go on
        stuck = f"{HANDOVERS} WHERE {LAST_WORD} AND {_UNJUDGED} AND NOT coalesce({_goes_on(fact)}, 0) ORDER BY h.id"
        handover = scene.one(scene.rows(stuck))
    else:
        handover = _refused(scene, f"{fit} AND {_goes_on(fact)}")
    return scene.member(Role.TEAM_LEAD), {
        "handover_id": spelled(handover.id), "cause": a_reason(scene, "verdict_cause"), "words": scene.words(),
    }  # fmt: skip


def _final(scene: Scene, fact: str) -> Draft:
    """A final verdict, by preference where an unclear one came before: there are few refused hand-overs."""
    called_back = f"EXISTS (SELECT 1 FROM review v WHERE v.handover_id = h.id) AND {_UNJUDGED}"
    some = scene.rows(f"{HANDOVERS} WHERE {LAST_WORD} AND {called_back} AND {_goes_on(fact)} LIMIT 1")
    return _verdict(scene, fact, called_back if some and scene.maybe(80) else _UNJUDGED)


@drafts(DRAFTS, "review.refusal_right")
def _refusal_right(scene: Scene) -> Draft:
    return _final(scene, "review.refusal_right")


@drafts(DRAFTS, "review.handover_right")
def _handover_right(scene: Scene) -> Draft:
    ruled_out = (
        "SELECT 1 FROM run n JOIN answer a ON a.run_id = n.id AND a.state = 'disqualifying'"
        " WHERE n.lead_id = h.lead_id AND n.started_at > h.submitted_at"
    )
    if scene.is_loose and scene.maybe(30):
        found = scene.rows(
            f"{HANDOVERS} WHERE {LAST_WORD} AND {_UNJUDGED} AND EXISTS ({ruled_out}) ORDER BY h.id"
        )
        actor, args = scene.member(Role.TEAM_LEAD), {
            "handover_id": spelled(scene.one(found).id), "cause": a_reason(scene, "verdict_cause"), "words": "!",
        }  # fmt: skip
    else:
        actor, args = _final(scene, "review.handover_right")
    return actor, args | {"again_id": scene.new_id()}


@drafts(DRAFTS, "review.unclear")
def _unclear(scene: Scene) -> Draft:
    judged = "SELECT 1 FROM review v WHERE v.handover_id = h.id"
    if scene.is_loose and scene.maybe(30):
        return _verdict(scene, "review.unclear", f"EXISTS ({judged}) AND {_UNJUDGED}")
    return _verdict(scene, "review.unclear", f"NOT EXISTS ({judged})")


@drafts(DRAFTS, "sales.record")
def _record_contact(scene: Scene) -> Draft:
    handover = scene.pick(HANDOVERS, "h.rep_id IS NOT NULL")
    fields = scene.rows(f"SELECT key FROM record_field WHERE version = {CURRENT} ORDER BY key")
    picked = list(dict.fromkeys(scene.one(fields).key for _ in range(scene.chance.randint(1, 4))))
    if scene.is_loose and scene.maybe(30):
        picked += scene.one((picked[:1], ["no_such_field"]))
    said = [_said(scene, field) for field in picked]
    return scene.seller(handover.rep_id), {
        "record_id": scene.new_id(), "handover_id": spelled(handover.id), "fields": said, "words": scene.words(),
    }  # fmt: skip


def _said(scene: Scene, field: str) -> dict[str, Any]:
    values = [
        row.key
        for row in scene.rows(
            f"SELECT key FROM record_value WHERE version = {CURRENT} AND field = :field ORDER BY key",
            field=field,
        )
    ]
    if scene.is_loose and scene.maybe(20):
        values = ["no_such_value"]
    return {
        "field": field, "value_key": scene.one(values) if values and scene.maybe(80) else None, "words": scene.words(),
    }  # fmt: skip


@drafts(DRAFTS, "recording.attach")
def _attach(scene: Scene) -> Draft:
    call = scene.pick(
        "SELECT a.id, l.owner_id FROM activity a JOIN lead l ON l.id = a.lead_id",
        "a.kind = 'call' AND l.owner_id IS NOT NULL",
    )
    digest = f"{scene.chance.getrandbits(256):064x}"
    if scene.is_loose and scene.maybe(40):
        there = scene.one(scene.rows(
            "SELECT r.activity_id AS id, l.owner_id, r.sha256 FROM call_recording r JOIN lead l ON l.id = r.lead_id"
            " ORDER BY r.id"
        ))  # fmt: skip
        call, digest = there, there.sha256
    args = {
        "recording_id": scene.new_id(), "activity_id": spelled(call.id), "file_name": scene.words(), "sha256": digest,
        "bytes_count": scene.one((0, 480_044)), "length_ms": scene.one((0, 65_000)),
    }  # fmt: skip
    return scene.worker(call.owner_id), args | ({"recorded_at": scene.now} if scene.maybe(50) else {})
