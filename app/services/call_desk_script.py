"""The script, its runs and answers of one lead, read as the values the flow takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, select

from app.models.people import Member
from app.models.playbook import Choice, Question, Reason
from app.models.runs import Answer, Run
from app.models.vocabulary import AnswerState, RunState
from app.services.call_desk_rows import AnswerLine, RunLine
from app.services.playbook.document import Choice as ChoiceText
from app.services.playbook.document import Question as QuestionText
from app.services.playbook.document import Text
from app.services.script_flow import Given

CARRIED = (AnswerState.GOOD, AnswerState.WEAK, AnswerState.REFUSED)
"""What a new run takes over; what disqualified is asked again (see ``script.StartRun``)."""


def run_of(
    db: Connection, lead_id: UUID, states: Iterable[str], newest: ColumnElement[Any]
) -> RunLine | None:
    """Return the lead's newest run in one of these states."""
    row = db.execute(
        select(
            Run.id,
            Run.state,
            Run.playbook_version,
            Run.started_at,
            Run.finished_at,
            Run.stop_reason,
            Run.previous_id,
            Member.name,
            Reason.title_zh,
            Reason.title_en,
        )
        .outerjoin(Member, Member.id == Run.by_id)
        .outerjoin(
            Reason,
            (Reason.key == Run.stop_reason) & (Reason.version == Run.playbook_version),
        )
        .where(Run.lead_id == lead_id, Run.state.in_(list(states)))
        .order_by(newest.desc().nulls_last(), Run.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return RunLine(
        row.id,
        RunState(row.state),
        row.playbook_version,
        row.started_at,
        row.finished_at,
        row.name or "",
        text(row.title_zh, row.title_en) if row.stop_reason else None,
        row.stop_reason,
        row.previous_id is not None,
    )


def questions_of(db: Connection, version: int) -> tuple[QuestionText, ...]:
    """Return a version's script as the values the flow reads."""
    choices: dict[str, list[ChoiceText]] = {}
    for row in db.execute(
        select(
            Choice.question_key,
            Choice.key,
            Choice.title_zh,
            Choice.title_en,
            Choice.state,
            Choice.next_question,
            Choice.follow_on,
            Choice.reason,
        )
        .where(Choice.version == version)
        .order_by(Choice.question_key, Choice.position, Choice.key)
    ):
        made = ChoiceText(
            row.key,
            text(row.title_zh, row.title_en),
            AnswerState(row.state),
            row.next_question,
            row.follow_on,
            row.reason,
        )
        choices.setdefault(row.question_key, []).append(made)
    rows = db.execute(
        select(
            Question.key,
            Question.dimension,
            Question.title_zh,
            Question.title_en,
            Question.ask_zh,
            Question.ask_en,
            Question.hint_zh,
            Question.hint_en,
            Question.has_free_text,
            Question.is_core,
            Question.weight,
            Question.follow_on_of,
        )
        .where(Question.version == version)
        .order_by(Question.position, Question.key)
    )
    return tuple(
        QuestionText(
            row.key,
            row.dimension,
            text(row.title_zh, row.title_en),
            text(row.ask_zh, row.ask_en),
            text(row.hint_zh, row.hint_en),
            row.has_free_text,
            row.is_core,
            row.weight,
            None,
            row.follow_on_of,
            tuple(choices.get(row.key, ())),
        )
        for row in rows
    )


def answers_of(db: Connection, run_id: UUID) -> dict[str, AnswerLine]:
    """Return the answers of a run by question key."""
    rows = db.execute(
        select(
            Answer.question_key,
            Answer.state,
            Answer.choice_key,
            Answer.words,
            Answer.asked_at,
            Answer.is_carried,
            Answer.confirmed_at,
            Member.name,
        )
        .outerjoin(Member, Member.id == Answer.by_id)
        .where(Answer.run_id == run_id)
    )
    return {
        row.question_key: AnswerLine(
            Given(
                AnswerState(row.state),
                row.choice_key,
                row.asked_at if row.confirmed_at is None else row.confirmed_at,
                row.is_carried,
                row.confirmed_at is not None,
            ),
            row.words,
            row.name or "",
        )
        for row in rows
    }


def carried(earlier: Mapping[str, AnswerLine], questions: Iterable[QuestionText]) -> dict[str, AnswerLine]:
    """Return what a run begun now would take over, as ``StartRun`` will."""
    asked = {question.key for question in questions}
    return {
        key: AnswerLine(
            Given(line.given.state, line.given.choice, line.given.asked_at, is_carried=True),
            line.words,
            line.by_name,
        )
        for key, line in earlier.items()
        if key in asked and line.given.state in CARRIED
    }


def text(zh: str | None, en: str | None) -> Text:
    """Return a text of the playbook."""
    return Text(zh or "", en or "")
