"""Recordings of a lead's calls, with the instants at which questions were answered in them (spec section 9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from app.models.activity import Activity
from app.models.playbook import Question
from app.models.recordings import Recording
from app.models.runs import Answer, Run
from app.services.inbox import text
from app.services.playbook.document import Text


@dataclass(frozen=True, slots=True)
class QuestionMark:
    """Where in a recording a question was answered."""

    question_key: str
    title: Text
    at_ms: int


@dataclass(frozen=True, slots=True)
class RecordingView:
    """A recording and where its file is to be found: ``sha256`` names it."""

    id: UUID
    activity_id: UUID
    file_name: str
    sha256: str
    length_ms: int
    marks: tuple[QuestionMark, ...]


def recordings_of(db: Connection, lead_id: UUID) -> tuple[RecordingView, ...]:
    """Return the recordings of a lead's calls in their order."""
    rows = db.execute(
        select(*Recording.__table__.c, Activity.at.label("call_at"), Activity.ended_at.label("call_ended_at"))
        .join(Activity, Activity.id == Recording.activity_id)
        .where(Recording.lead_id == lead_id)
        .order_by(Activity.at, Recording.attached_at, Recording.id)
    ).all()
    answers = _answers(db, lead_id) if rows else []
    return tuple(
        RecordingView(row.id, row.activity_id, row.file_name, row.sha256, row.length_ms, _marks(row, answers))
        for row in rows
    )


def _answers(db: Connection, lead_id: UUID) -> list[Any]:
    said_at = func.coalesce(Answer.confirmed_at, Answer.asked_at)
    asked = and_(Question.version == Run.playbook_version, Question.key == Answer.question_key)
    return list(
        db.execute(
            select(Answer.question_key, said_at.label("at"), Question.title_zh, Question.title_en)
            .join(Run, Run.id == Answer.run_id)
            .join(Question, asked)
            .where(Run.lead_id == lead_id)
            .order_by(said_at, Question.position, Run.id)
        )
    )


def _marks(row: Any, answers: list[Any]) -> tuple[QuestionMark, ...]:
    begins_at = row.call_at if row.recorded_at is None else row.recorded_at
    ends_at = row.call_ended_at or begins_at + 1000 * row.length_ms
    found = {
        one.question_key: QuestionMark(
            one.question_key, text(one.title_zh, one.title_en, one.question_key), (one.at - begins_at) // 1000
        )
        for one in answers
        if begins_at <= one.at <= ends_at
    }
    # Without a known length the file itself says where it ends.
    return tuple(mark for mark in found.values() if not row.length_ms or mark.at_ms <= row.length_ms)
