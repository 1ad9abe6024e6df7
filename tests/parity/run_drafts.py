"""What a person could mean while asking the questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.models.vocabulary import AnswerState
from tests.parity.playbook_sql import VALIDATING, a_reason, kinds
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "run.start": ("nurture.return", "lead.revive", "lead.claim", "handover.accept", "handover.return"),
    "answer.record": ("run.start", "run.resume"),
    "answer.confirm": ("run.start",),
    "run.pause": ("run.start",),
    "run.resume": ("run.pause",),
    "run.finish": ("answer.record",),
    "lead.disqualify": ("nurture.return", "lead.revive"),
}


RUNS = "SELECT r.id, r.lead_id, r.playbook_version, l.owner_id FROM run r JOIN lead l ON l.id = r.lead_id"


@drafts(DRAFTS, "run.start")
def _start_run(scene: Scene) -> Draft:
    lead = scene.pick(
        "SELECT id, owner_id FROM lead l",
        f"owner_id IS NOT NULL AND {VALIDATING}"
        " AND NOT EXISTS (SELECT 1 FROM run r WHERE r.lead_id = l.id AND r.state IN ('open', 'paused'))",
    )
    return scene.worker(lead.owner_id), {"run_id": scene.new_id(), "lead_id": spelled(lead.id)}


@drafts(DRAFTS, "answer.record")
def _record_answer(scene: Scene) -> Draft:
    run = scene.pick(RUNS, "r.state = 'open'")
    questions = scene.rows(
        "SELECT q.key FROM question q WHERE q.version = :version AND NOT EXISTS"
        " (SELECT 1 FROM answer a WHERE a.run_id = :run AND a.question_key = q.key AND a.state = 'good')"
        " ORDER BY q.position",
        version=run.playbook_version, run=run.id,
    ) or scene.rows("SELECT key FROM question WHERE version = :version", version=run.playbook_version)  # fmt: skip
    question = scene.one(questions).key
    states = "('good')" if scene.maybe(70) else "('good', 'weak', 'refused', 'disqualifying')"
    choices = scene.rows(
        f"SELECT key FROM choice WHERE version = :v AND question_key = :q AND state IN {states} ORDER BY key",
        v=run.playbook_version, q=question,
    )  # fmt: skip
    args: dict[str, Any] = {"run_id": spelled(run.id), "question_key": question, "words": scene.words()}
    if choices and scene.maybe(70):
        args["choice_key"] = scene.one(choices).key
    elif scene.is_loose and scene.maybe(30):
        args["state"] = AnswerState.DISQUALIFYING.value
    else:
        judged = [AnswerState.GOOD, AnswerState.GOOD, AnswerState.WEAK, AnswerState.REFUSED]
        args["state"] = scene.one([*AnswerState, None] if scene.is_loose else judged)
    return scene.worker(run.owner_id), args


@drafts(DRAFTS, "answer.confirm")
def _confirm_answer(scene: Scene) -> Draft:
    row = scene.pick(
        "SELECT a.run_id, a.question_key, l.owner_id FROM answer a JOIN run r ON r.id = a.run_id"
        " JOIN lead l ON l.id = r.lead_id",
        "a.is_carried AND r.state = 'open'",
    )
    return scene.worker(row.owner_id), {"run_id": spelled(row.run_id), "question_key": row.question_key}


@drafts(DRAFTS, "run.pause")
def _pause_run(scene: Scene) -> Draft:
    run = scene.pick(RUNS, "r.state = 'open'")
    return scene.worker(run.owner_id), {"run_id": spelled(run.id)}


@drafts(DRAFTS, "run.resume")
def _resume_run(scene: Scene) -> Draft:
    resumable = f"r.state IN ('paused', 'stopped') AND {kinds('validating')}"
    if scene.is_loose and scene.maybe(50):
        newer = "SELECT 1 FROM run n WHERE n.lead_id = r.lead_id AND n.started_at > r.started_at"
        run = scene.one(scene.rows(f"{RUNS} WHERE {resumable} AND EXISTS ({newer}) ORDER BY r.id"))
    else:
        run = scene.pick(RUNS, resumable)
    return scene.worker(run.owner_id), {"run_id": spelled(run.id)}


@drafts(DRAFTS, "run.finish")
def _finish_run(scene: Scene) -> Draft:
    fit = (
        f"r.state = 'open' AND {kinds('validating')} AND EXISTS (SELECT 1 FROM answer a WHERE a.run_id = r.id)"
        " AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.run_id = r.id AND a.state = 'disqualifying')"
    )
    if scene.maybe(80):  # mostly runs that will be mature
        fit += (
            " AND (SELECT 2 * count(*) FROM answer a WHERE a.run_id = r.id AND a.state = 'good') > "
            " (SELECT count(*) FROM question q WHERE q.version = r.playbook_version)"
            " AND NOT EXISTS (SELECT 1 FROM question q WHERE q.version = r.playbook_version AND q.is_core"
            " AND q.follow_on_of IS NULL AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.run_id = r.id"
            " AND a.question_key = q.key AND a.state = 'good'))"
        )
    run = scene.pick(RUNS, fit)
    if scene.is_loose and scene.maybe(20):
        spoken = "SELECT 1 FROM answer a WHERE a.run_id = r.id AND a.state = 'disqualifying'"
        run = scene.one(scene.rows(f"{RUNS} WHERE r.state = 'open' AND EXISTS ({spoken}) ORDER BY r.id"))
    elif scene.is_loose and scene.maybe(30):
        unasked = "r.state = 'open' AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.run_id = r.id)"
        run = scene.one(scene.rows(f"{RUNS} WHERE {unasked} ORDER BY r.id"))
    return scene.worker(run.owner_id), {"run_id": spelled(run.id), "words": scene.words()}


@drafts(DRAFTS, "lead.disqualify")
def _disqualify(scene: Scene) -> Draft:
    lead = scene.pick("SELECT id, owner_id FROM lead", f"owner_id IS NOT NULL AND {VALIDATING}")
    return scene.worker(lead.owner_id), {
        "lead_id": spelled(lead.id), "reason": a_reason(scene, "disqualify"), "words": scene.words(),
    }  # fmt: skip
