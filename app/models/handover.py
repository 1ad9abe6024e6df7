"""Hand-overs: the frozen card, what became of it, and why this rep."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class Handover(Shared):
    """One hand-over of a lead to a sales rep as an MQL (spec section 9)."""

    __tablename__ = "handover"
    topic = Topic.HANDOVERS
    __table_args__ = (
        Index("ix_handover_lead_id", "lead_id"),
        Index("ix_handover_rep_id_state", "rep_id", "state"),
        Index("ix_handover_rep_id_assigned_at", "rep_id", "assigned_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    run_id: Mapped[UUID]
    cycle: Mapped[int]
    state: Mapped[str]
    submitted_by_id: Mapped[UUID]
    submitted_at: Mapped[int]
    words: Mapped[str]
    """What the SDR wants the rep to know."""
    rep_id: Mapped[UUID | None]
    """``None`` while an important lead waits for a person's choice."""
    assigned_at: Mapped[int | None]
    decide_by_at: Mapped[int | None]
    """End of the rep's limit, one working day."""
    decided_at: Mapped[int | None]
    decided_by_id: Mapped[UUID | None]
    reason: Mapped[str | None]
    decision_words: Mapped[str | None]
    good_weight: Mapped[int]
    total_weight: Mapped[int]
    threshold_pct: Mapped[int]
    playbook_version: Mapped[int]
    channel: Mapped[str]
    campaign: Mapped[str | None]
    keyword: Mapped[str | None]
    company: Mapped[str | None]
    contact_name: Mapped[str | None]
    title: Mapped[str | None]
    score: Mapped[int]
    follows_id: Mapped[UUID | None]
    """The refused hand-over of the same lead that this one comes after."""


class HandoverAnswer(Shared):
    """One line of the frozen card: later edits of the run cannot rewrite it."""

    __tablename__ = "handover_answer"
    topic = Topic.HANDOVERS
    told_by: ClassVar[str] = "handover_id"

    handover_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    state: Mapped[str]
    choice_key: Mapped[str | None]
    choice_zh: Mapped[str | None]
    choice_en: Mapped[str | None]
    words: Mapped[str]
    is_core: Mapped[bool]
    asked_at: Mapped[int | None]


class HandoverMark(Shared):
    """An answer the rep marked as proved wrong when refusing."""

    __tablename__ = "handover_mark"
    topic = Topic.HANDOVERS
    told_by: ClassVar[str] = "handover_id"

    handover_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_key: Mapped[str] = mapped_column(primary_key=True)


class HandoverCall(Shared):
    """A call with the lead before the hand-over, frozen with the card."""

    __tablename__ = "handover_call"
    topic = Topic.HANDOVERS
    told_by: ClassVar[str] = "handover_id"

    handover_id: Mapped[UUID] = mapped_column(primary_key=True)
    activity_id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[int]
    ended_at: Mapped[int | None]
    outcome: Mapped[str | None]
    by_id: Mapped[UUID]
    words: Mapped[str]


class HandoverEvent(Shared):
    """Submitted, returned, answered, accepted, refused: the full order of events is kept."""

    __tablename__ = "handover_event"
    topic = Topic.HANDOVERS
    told_by: ClassVar[str] = "handover_id"
    __table_args__ = (Index("ix_handover_event_handover_id_at", "handover_id", "at"),)

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    handover_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    by_id: Mapped[UUID]
    at: Mapped[int]
    reason: Mapped[str | None]
    words: Mapped[str]


class Receipt(Shared):
    """Why a hand-over went where it went."""

    __tablename__ = "receipt"
    topic = Topic.HANDOVERS
    told_by: ClassVar[str] = "handover_id"
    __table_args__ = (Index("ix_receipt_handover_id", "handover_id"),)

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    handover_id: Mapped[UUID]
    at: Mapped[int]
    rule_key: Mapped[str | None]
    """The assignment rule that matched first; ``None`` where none did and all reps stood for it."""
    how: Mapped[str]
    """``robin``, ``person``, ``same_rep`` or ``waits``."""
    rep_id: Mapped[UUID | None]


class ReceiptLine(Shared):
    """One rep as the assignment saw them; replaying the lines gives the same pick."""

    __tablename__ = "receipt_line"
    topic = Topic.HANDOVERS
    told_by: ClassVar[str] = "handover_id"

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    rep_id: Mapped[UUID] = mapped_column(primary_key=True)
    handover_id: Mapped[UUID]
    left_out: Mapped[str | None]
    """Why this rep was no candidate: ``absent``, ``full``, ``grade``, ``rule`` or ``earlier``."""
    weight: Mapped[int]
    credit_before: Mapped[int]
    handovers_in_window: Mapped[int]
    capacity: Mapped[int]
