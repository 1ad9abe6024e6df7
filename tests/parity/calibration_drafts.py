"""What a person could mean by judging a recorded call."""

from __future__ import annotations

from app.models.vocabulary import AnswerState
from app.services.calibration import LISTENERS
from tests.parity.playbook_sql import CURRENT
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS = {"call.score": ("recording.attach",)}


@drafts(DRAFTS, "call.score")
def _score(scene: Scene) -> Draft:
    who = scene.member(*sorted(LISTENERS))
    there = scene.rows(
        "SELECT r.activity_id FROM call_recording r WHERE NOT EXISTS"
        " (SELECT 1 FROM call_score s WHERE s.activity_id = r.activity_id AND s.by_id = :who) ORDER BY r.id",
        who=who.hex,
    )
    every = scene.rows("SELECT activity_id FROM call_recording ORDER BY id")
    call = scene.one(there or every).activity_id
    if scene.is_loose and scene.maybe(25):
        call = scene.one(scene.rows("SELECT id AS activity_id FROM activity ORDER BY id")).activity_id
    before = scene.rows(
        "SELECT s.activity_id, s.by_id FROM call_score s JOIN member m ON m.id = s.by_id"
        " WHERE m.is_active AND m.role IN ('sdr', 'team_lead', 'sales_lead') ORDER BY s.id"
    )
    is_again = bool(before) and scene.is_loose and scene.maybe(30)
    if is_again:
        again = scene.one(before)
        call, who = again.activity_id, uuid(again.by_id)
    keys = [row.key for row in scene.rows(f"SELECT key FROM question WHERE version = {CURRENT} ORDER BY key")]
    if scene.is_loose and not is_again and scene.maybe(60):
        keys = scene.one(([], [*keys, keys[0]], [*keys, keys[0]], [*keys, "no_such_question"]))
    heard = [{"question_key": key, "state": scene.one(list(AnswerState)).value} for key in keys]
    return who, {"score_id": scene.new_id(), "activity_id": spelled(call), "heard": heard}
