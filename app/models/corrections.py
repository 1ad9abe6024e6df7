"""What people changed in the facts of a lead (spec section 7: whoever talks to the contact knows better)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class LeadChange(Shared):
    """One fact that was corrected: what stood there, what stands there now, who did it."""

    __tablename__ = "lead_change"
    topic = Topic.LEADS
    __table_args__ = (Index("ix_lead_change_lead_id_at", "lead_id", "at"),)

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    was: Mapped[str | None]
    becomes: Mapped[str | None]
    by_id: Mapped[UUID]
    at: Mapped[int]
