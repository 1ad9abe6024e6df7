"""Reminders: what a person put off or settled, shared; what this desk has shown, its own."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Local, Shared
from app.models.vocabulary import Topic


class ReminderMark(Shared):
    """What one member did with one reminder; reminders themselves follow from promises and deadlines.

    A reminder is named by ``reminder_rows.reminder_id``: on every desk the same, another one when its promise is
    put off to another time.
    """

    __tablename__ = "reminder_mark"
    topic = Topic.REMINDERS
    told_by: ClassVar[str] = "member_id"

    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    reminder_id: Mapped[UUID] = mapped_column(primary_key=True)
    until_at: Mapped[int | None]
    """When it comes again; ``None`` where it was never put off."""
    snoozes: Mapped[int]
    """How often it was put off."""
    settled_at: Mapped[int | None]
    marked_at: Mapped[int]
    """When this was last changed."""


class ReminderNote(Local):
    """That this desk has shown a reminder; never shared: what one desk showed nobody may have seen there."""

    __tablename__ = "reminder_note"
    __table_args__ = (Index("ix_reminder_note_member_id_shown_at", "member_id", "shown_at"),)

    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    reminder_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[UUID]
    lead_id: Mapped[UUID]
    due_at: Mapped[int]
    at: Mapped[int]
    """Which occasion was shown: when it was due, or the end of the last snooze."""
    shown_at: Mapped[int]
    """When it was last shown."""
    times: Mapped[int]
