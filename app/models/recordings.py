"""Recordings of calls: what is known of the file; its bytes lie in the profile's folder (spec section 9)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class Recording(Shared):
    """A recording attached to a call."""

    __tablename__ = "call_recording"
    topic = Topic.ACTIVITIES
    __table_args__ = (
        Index("ix_call_recording_activity_id", "activity_id"),
        Index("ix_call_recording_lead_id", "lead_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    activity_id: Mapped[UUID]
    lead_id: Mapped[UUID]
    file_name: Mapped[str]
    """As it was called where it came from."""
    sha256: Mapped[str]
    """Of the bytes, 64 hexadecimal digits; names the file in the profile's folder."""
    bytes_count: Mapped[int]
    recorded_at: Mapped[int | None]
    """When it began, as far as the file says; else the call's begin counts."""
    length_ms: Mapped[int]
    """0 where the file does not say."""
    by_id: Mapped[UUID]
    attached_at: Mapped[int]
