"""Scores two people give the same recording, each without seeing the other's (issue 6: calibration)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class CallScore(Shared):
    """One person's judgement of a recorded call by the script."""

    __tablename__ = "call_score"
    topic = Topic.RUNS
    __table_args__ = (
        Index("ix_call_score_lead_id", "lead_id"),
        Index("ix_call_score_activity_id_by_id", "activity_id", "by_id", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    activity_id: Mapped[UUID]
    """The recorded call."""
    lead_id: Mapped[UUID]
    by_id: Mapped[UUID]
    playbook_version: Mapped[int]
    """Whose questions were judged."""
    scored_at: Mapped[int]


class CallScoreAnswer(Shared):
    """How well one question stands, as a person heard it."""

    __tablename__ = "call_score_answer"
    topic = Topic.RUNS
    told_by: ClassVar[str] = "score_id"

    score_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_key: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
