"""What was done with a lead and what was promised."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class Activity(Shared):
    """A call, a note, a message, a visit or a reply."""

    __tablename__ = "activity"
    topic = Topic.ACTIVITIES
    __table_args__ = (
        Index("ix_activity_lead_id_at", "lead_id", "at"),
        Index("ix_activity_by_id_at", "by_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    kind: Mapped[str]
    by_id: Mapped[UUID]
    at: Mapped[int]
    """When it began."""
    ended_at: Mapped[int | None]
    """``None`` while a call is still running."""
    phone: Mapped[str | None]
    """The number dialled."""
    outcome: Mapped[str | None]
    is_attempt: Mapped[bool]
    """Call, message, visit or reply; a note is none (spec section 10)."""
    is_connected: Mapped[bool]
    """A two-way contact."""
    words: Mapped[str]
    batch_id: Mapped[UUID | None]
    """The import that brought it, if one did."""


class FollowUp(Shared):
    """A promise to do something with a lead at a time (spec section 11)."""

    __tablename__ = "follow_up"
    topic = Topic.FOLLOW_UPS
    __table_args__ = (
        Index("ix_follow_up_owner_id_state_due_at", "owner_id", "state", "due_at"),
        Index("ix_follow_up_lead_id_state", "lead_id", "state"),
    )

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    """The command that made the promise."""
    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID]
    due_at: Mapped[int]
    why: Mapped[str]
    words: Mapped[str]
    is_agreed: Mapped[bool | None]
    """Whether the contact was told this very time; such a promise is moved by a person alone, one by one."""
    state: Mapped[str]
    """``open``, ``done`` or ``dropped``; ``resting`` while the lead lies in a pool, until its next owner."""
    created_at: Mapped[int]
    settled_at: Mapped[int | None]
    settled_by_id: Mapped[UUID | None]
