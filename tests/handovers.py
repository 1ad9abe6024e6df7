"""Hand-overs for tests, made as people make them: a call, ten questions, a submission."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from app.models.playbook import Choice, Question
from app.models.vocabulary import AnswerState, Outcome, Role
from app.services.calls import EndCall, StartCall
from app.services.founding import new_member
from app.services.handover import SubmitHandover
from app.services.limits import current_version
from app.services.script import FinishRun, RecordAnswer, StartRun
from tests.builders import Desk
from tests.leads import a_lead


def counting_questions(desk: Desk) -> list[str]:
    """Return the keys of the questions that count, the core ones first."""

    def ask(db: Any) -> list[str]:
        return list(
            db.execute(
                select(Question.key)
                .where(Question.version == current_version(), Question.follow_on_of.is_(None))
                .order_by(Question.is_core.desc(), Question.position)
            ).scalars()
        )

    return desk.workspace.read(ask)


def choice_of(desk: Desk, question: str, state: AnswerState) -> str | None:
    """Return a prepared answer of a question that is as good as wanted."""

    def ask(db: Any) -> str | None:
        return db.execute(
            select(Choice.key)
            .where(
                Choice.version == current_version(),
                Choice.question_key == question,
                Choice.state == state.value,
            )
            .order_by(Choice.position)
        ).scalar()

    return desk.workspace.read(ask)


def a_run(
    desk: Desk,
    lead_id: UUID,
    *,
    good: int = 7,
    states: Mapping[str, AnswerState] | None = None,
    words: str = "in their words",
) -> UUID:
    """Finish a run with so many good answers (the core ones among them); the rest is not asked."""
    run_id = uuid4()
    asked = dict.fromkeys(counting_questions(desk)[:good], AnswerState.GOOD) | dict(states or {})
    with desk.workspace.batch() as batch:
        batch.give(StartRun(run_id=run_id, lead_id=lead_id))
        for question, state in asked.items():
            choice = choice_of(desk, question, state)
            batch.give(
                RecordAnswer(
                    run_id=run_id,
                    question_key=question,
                    choice_key=choice,
                    state=None if choice else state,
                    words=f"{question}: {words}",
                )
            )
        batch.give(FinishRun(run_id=run_id, words=""))
    return run_id


def a_handover(
    desk: Desk,
    *,
    good: int = 7,
    words: str = "Call before ten.",
    states: Mapping[str, AnswerState] | None = None,
    lead_id: UUID | None = None,
    with_call: bool = True,
    **lead: Any,
) -> UUID:
    """Hand a mature lead over as the SDR and return the hand-over's id; the hat worn stays."""
    before = desk.workspace.member_id
    sdr = desk.wear(Role.SDR)
    lead_id = lead_id or a_lead(desk.workspace, owner_id=sdr, **lead)
    if with_call:
        activity_id = uuid4()
        desk.workspace.execute(StartCall(activity_id=activity_id, lead_id=lead_id, phone="+8613812345678"))
        desk.clock.forward(minutes=6)
        desk.workspace.execute(
            EndCall(
                activity_id=activity_id,
                outcome=Outcome.CONNECTED,
                words="A good talk",
                next_at=desk.clock() + 3_600_000_000,
            )
        )
    run_id, handover_id = a_run(desk, lead_id, good=good, states=states), uuid4()
    desk.workspace.execute(
        SubmitHandover(handover_id=handover_id, lead_id=lead_id, run_id=run_id, words=words)
    )
    desk.workspace.member_id = before
    return handover_id


def a_rep(desk: Desk, name: str, **values: Any) -> UUID:
    """Add a sales rep who is another person."""
    before = desk.workspace.member_id
    desk.wear(Role.TEAM_LEAD)
    login = values.pop("login", name.casefold().replace(" ", "."))
    command = new_member(name=name, login=login, role=values.pop("role", Role.REP), **values)
    desk.workspace.execute(command)
    desk.workspace.member_id = before
    return command.member_id
