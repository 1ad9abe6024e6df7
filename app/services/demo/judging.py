"""What the demonstration's people recorded, and how two of them judged the same calls blind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from app.clock import DAY, HOUR, MINUTE
from app.models.activity import Activity
from app.models.runs import Answer, Run
from app.models.vocabulary import ActivityKind, AnswerState
from app.services.calibration import Heard, ScoreCall
from app.services.demo.stage import Stage
from app.services.recordings import AttachRecording

RECORDED, JUDGED_TWICE, JUDGED_ONCE = 20, 14, 3
AGREES = 0.82
"""How often the second judges as the first did."""
_OTHERWISE = {
    AnswerState.GOOD: AnswerState.WEAK, AnswerState.WEAK: AnswerState.GOOD, AnswerState.REFUSED: AnswerState.WEAK,
    AnswerState.DISQUALIFYING: AnswerState.REFUSED, AnswerState.NOT_ASKED: AnswerState.WEAK,
}  # fmt: skip
_LENGTHS_MS = (412_000, 188_000, 633_000, 305_000)


def judge_calls(stage: Stage) -> None:
    """Attach recordings to the last long talks, and let the team lead and a second person judge most of them."""
    talks, lengths = stage.batch.read(_talks), cycle(_LENGTHS_MS)
    for at, talk in enumerate(talks[:RECORDED]):
        _record(stage, talk, next(lengths))
        if at < JUDGED_TWICE + JUDGED_ONCE:
            second = at < JUDGED_TWICE
            _judge(stage, talk, at, is_twice=second)


def _record(stage: Stage, talk: Any, length_ms: int) -> None:
    stage.give(
        AttachRecording(
            recording_id=stage.new_id(), activity_id=talk.id, file_name=f"{str(talk.id)[:8]}.wav",
            sha256=f"{talk.id.int:064x}", bytes_count=length_ms * 16, recorded_at=talk.at, length_ms=length_ms,
        ),
        talk.by_id,
        talk.at + HOUR,
    )  # fmt: skip


def _judge(stage: Stage, talk: Any, at: int, *, is_twice: bool) -> None:
    said = stage.batch.read(lambda db: _answers(db, talk.lead_id))
    first = {one.key: said.get(one.key, AnswerState.NOT_ASKED) for one in stage.script}
    colleagues = [one for one in stage.sdrs if one not in {talk.by_id, stage.me}] or [talk.by_id]
    _score(stage, talk.id, stage.team_lead, first, stage.now - DAY + at * MINUTE)
    if is_twice:
        second = {
            key: state if stage.rng.random() < AGREES else _OTHERWISE[state] for key, state in first.items()
        }
        _score(stage, talk.id, colleagues[at % len(colleagues)], second, stage.now - DAY + (at + 30) * MINUTE)


def _score(stage: Stage, call: UUID, by: UUID, states: dict[str, AnswerState], at: int) -> None:
    heard = tuple(Heard(question_key=key, state=state) for key, state in states.items())
    stage.give(ScoreCall(score_id=stage.new_id(), activity_id=call, heard=heard), by, at)


def _talks(db: Connection) -> list[Any]:
    """Return the calls of people who asked the script on them, the latest first."""
    asked = select(Run.lead_id).where(Run.finished_at.is_not(None))
    return list(
        db.execute(
            select(Activity.id, Activity.lead_id, Activity.by_id, Activity.at)
            .where(
                Activity.kind == ActivityKind.CALL.value, Activity.is_connected.is_(True), Activity.lead_id.in_(asked)
            )
            .order_by(Activity.at.desc(), Activity.id)
            .limit(RECORDED)
        )
    )  # fmt: skip


def _answers(db: Connection, lead_id: UUID) -> dict[str, AnswerState]:
    """Return how the questions stand in the lead's latest run."""
    return dict(_stated(db, lead_id))


def _stated(db: Connection, lead_id: UUID) -> Iterator[tuple[str, AnswerState]]:
    rows = db.execute(
        select(Answer.question_key, Answer.state)
        .join(Run, Run.id == Answer.run_id)
        .where(Run.lead_id == lead_id)
        .order_by(Answer.asked_at, Answer.question_key)
    )
    for row in rows:
        yield row.question_key, AnswerState(row.state)
