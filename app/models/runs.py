"""Passes through the script and their answers."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class Run(Shared):
    """One pass through the script with one lead; stays tied to its playbook version (spec section 8)."""

    __tablename__ = "run"
    topic = Topic.RUNS
    __table_args__ = (Index("ix_run_lead_id_started_at", "lead_id", "started_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    playbook_version: Mapped[int]
    by_id: Mapped[UUID]
    started_at: Mapped[int]
    finished_at: Mapped[int | None]
    state: Mapped[str]
    previous_id: Mapped[UUID | None]
    """The finished run a delta call builds on."""
    stop_reason: Mapped[str | None]
    good_weight: Mapped[int | None]
    """Weight of the counting good answers when the run ended."""
    total_weight: Mapped[int | None]
    """Weight of all counting questions of the script."""


class Answer(Shared):
    """What was said to one question; the words are always kept."""

    __tablename__ = "answer"
    topic = Topic.RUNS
    told_by: ClassVar[str] = "run_id"

    run_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_key: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    choice_key: Mapped[str | None]
    words: Mapped[str]
    by_id: Mapped[UUID]
    asked_at: Mapped[int]
    """When the contact said it, perhaps in an earlier run."""
    is_carried: Mapped[bool]
    """Copied from the earlier run."""
    confirmed_at: Mapped[int | None]
    """A carried answer counts once confirmed, or while younger than 30 days."""
