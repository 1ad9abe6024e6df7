"""Calibration: two people judge the same recording blind, so that "good" means the same to both (issue 6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, exists, func, insert, literal, select

from app.models.activity import Activity
from app.models.calibration import CallScore, CallScoreAnswer
from app.models.playbook import Question
from app.models.recordings import Recording
from app.models.vocabulary import AnswerState, Role
from app.services.kernel.command import Decision, Effect, Guard, Key
from app.services.kernel.expressions import ACTOR, NOW, TEXT, Field, each
from app.services.lifecycle import lead_row
from app.services.limits import current_version

LISTENERS = frozenset({Role.SDR, Role.TEAM_LEAD, Role.SALES_LEAD})
"""Who judges recordings: those who ask the questions, and those who lead either side."""


class Heard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How well one question stands."""

    question_key: Key
    state: AnswerState


type AllHeard = Annotated[tuple[Heard, ...], msgspec.Meta(max_length=200)]


class ScoreCall(Decision, frozen=True, kw_only=True):
    """Somebody judges a recorded call by the script in force, once, without seeing what others judged."""

    kind = "call.score"
    roles = LISTENERS
    score_id: UUID
    activity_id: UUID
    heard: AllHeard

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        call, score = cls.arg("activity_id"), CallScore.__table__.alias("mine")
        yield Guard("no_recording", exists().where(Recording.activity_id == call))
        yield Guard("exists_already", ~exists().where(CallScore.id == cls.arg("score_id")))
        yield Guard("scored_already", ~exists().where(score.c.activity_id == call, score.c.by_id == ACTOR))
        heard = each(cls.arg("heard"), "heard")
        yield Guard("nothing_heard", select(literal(1)).select_from(heard).exists())
        key = Field(heard, "question_key", TEXT)
        known = exists().where(Question.version == current_version(), Question.key == key)
        stray = select(literal(1)).select_from(heard).where(~known)
        yield Guard("unknown_question", ~stray.exists())
        twice = select(literal(1)).select_from(heard).group_by(key).having(func.count() > 1)
        yield Guard("heard_twice", ~twice.exists())

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("activity_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        call, heard = cls.arg("activity_id"), each(cls.arg("heard"), "heard")
        columns = {
            "id": cls.arg("score_id"), "activity_id": call, "lead_id": _lead_of(call), "by_id": ACTOR,
            "playbook_version": current_version(), "scored_at": NOW,
        }  # fmt: skip
        yield Effect(insert(CallScore).from_select(list(columns), select(*columns.values())))
        answers = select(cls.arg("score_id"), Field(heard, "question_key", TEXT), Field(heard, "state", TEXT))
        yield Effect(
            insert(CallScoreAnswer).from_select(
                ["score_id", "question_key", "state"], answers.select_from(heard)
            ),
            rows=None,
        )


def _lead_of(activity_id: ColumnElement[Any]) -> ColumnElement[Any]:
    call = Activity.__table__.alias("scored_call")
    return select(call.c.lead_id).where(call.c.id == activity_id).scalar_subquery()
