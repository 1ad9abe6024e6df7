"""What sales keeps of a deal: checks, rivals, proofs of concept, help asked for, passing on."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class DealChecks(Shared):
    """How the five checks of an SQL stood when somebody looked; the latest row counts (spec section 3)."""

    __tablename__ = "deal_checks"
    topic = Topic.LEADS
    __table_args__ = (Index("ix_deal_checks_lead_id_at", "lead_id", "at"),)

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    by_id: Mapped[UUID]
    at: Mapped[int]
    need_fits: Mapped[bool]
    process_fits: Mapped[bool]
    timing_clear: Mapped[bool]
    budget_fits: Mapped[bool]
    is_key_person: Mapped[bool]


class Rival(Shared):
    """Another vendor the customer talks to."""

    __tablename__ = "rival"
    topic = Topic.LEADS
    __table_args__ = (Index("ix_rival_lead_id", "lead_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    name: Mapped[str]
    by_id: Mapped[UUID]
    at: Mapped[int]
    gone_at: Mapped[int | None]
    """When somebody took it off again."""


class Poc(Shared):
    """A proof of concept: from when to when, and what came of it (spec section 12)."""

    __tablename__ = "poc"
    topic = Topic.LEADS
    __table_args__ = (Index("ix_poc_lead_id", "lead_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    starts_on: Mapped[int]
    until_on: Mapped[int | None]
    """The day it is planned to end on."""
    words: Mapped[str]
    """What shall be proved."""
    by_id: Mapped[UUID]
    at: Mapped[int]
    ended_on: Mapped[int | None]
    result: Mapped[str | None]
    """A ``PocResult``; ``None`` while it runs."""
    reason: Mapped[str | None]
    """Why it failed: a reason of the playbook."""
    end_words: Mapped[str | None]
    ended_by_id: Mapped[UUID | None]
    ended_at: Mapped[int | None]


class HelpRequest(Shared):
    """A rep asks marketing or the SDR for help with a lead: asked, answered, done (spec section 12)."""

    __tablename__ = "help_request"
    topic = Topic.LEADS
    __table_args__ = (
        Index("ix_help_request_lead_id", "lead_id"),
        Index("ix_help_request_asked_id_state", "asked_id", "state"),
        Index("ix_help_request_by_id_state", "by_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    cmd_id: Mapped[UUID]
    """The command that asked, and that made the promise of who is asked."""
    by_id: Mapped[UUID]
    asked_id: Mapped[UUID]
    about: Mapped[str]
    words: Mapped[str]
    at: Mapped[int]
    due_at: Mapped[int]
    state: Mapped[str]
    answer: Mapped[str | None]
    answered_at: Mapped[int | None]
    settled_at: Mapped[int | None]


class Passing(Shared):
    """A deal passed on from one rep to another, with how it stood then; what was recorded until then is its card."""

    __tablename__ = "passing"
    topic = Topic.LEADS
    __table_args__ = (
        Index("ix_passing_lead_id", "lead_id"),
        Index("ix_passing_to_id_state", "to_id", "state"),
        Index("ix_passing_from_id_state", "from_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    from_id: Mapped[UUID]
    to_id: Mapped[UUID]
    state: Mapped[str]
    """A ``HandoverState``: open, returned, accepted or refused."""
    words: Mapped[str]
    at: Mapped[int]
    decide_by_at: Mapped[int | None]
    decided_at: Mapped[int | None]
    decided_by_id: Mapped[UUID | None]
    decision_words: Mapped[str | None]
    """The question of a returned one, what was said with a decision."""
    answer: Mapped[str | None]
    """What was answered to the last question."""
    stage: Mapped[str]
    company: Mapped[str | None]
    contact_name: Mapped[str | None]
    title: Mapped[str | None]
    amount: Mapped[int | None]
    currency: Mapped[str | None]
    expected_close_on: Mapped[int | None]
    is_qualified: Mapped[bool]
