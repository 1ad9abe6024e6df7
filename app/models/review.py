"""What team leads judge of refused hand-overs, and where they let one pass a guard (spec section 9)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class Review(Shared):
    """One verdict on a refused hand-over; after an unclear one the final one may follow."""

    __tablename__ = "review"
    topic = Topic.HANDOVERS
    told_by: ClassVar[str] = "handover_id"
    __table_args__ = (Index("ix_review_handover_id", "handover_id"),)

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    handover_id: Mapped[UUID]
    verdict: Mapped[str]
    cause: Mapped[str]
    """Key of a reason of the kind ``verdict_cause``: lead, SDR, sales, timing or data."""
    words: Mapped[str]
    by_id: Mapped[UUID]
    at: Mapped[int]
    again_id: Mapped[UUID | None]
    """The hand-over to another rep that the verdict "hand-over right" made."""


class GuardOverride(Shared):
    """A team lead let a refused lead be handed over before its guards hold; counted in the alignment report."""

    __tablename__ = "guard_override"
    topic = Topic.HANDOVERS
    told_by: ClassVar[str] = "handover_id"
    __table_args__ = (Index("ix_guard_override_handover_id", "handover_id"),)

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    handover_id: Mapped[UUID]
    """The refused hand-over whose guards are lifted."""
    reason: Mapped[str]
    words: Mapped[str]
    by_id: Mapped[UUID]
    at: Mapped[int]
