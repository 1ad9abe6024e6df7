"""What a rep records after a contact with the customer, in fixed fields (spec section 12)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class SalesRecord(Shared):
    """One record of a sales contact; a later one may know better, both stay."""

    __tablename__ = "sales_record"
    topic = Topic.HANDOVERS
    told_by: ClassVar[str] = "handover_id"
    __table_args__ = (
        Index("ix_sales_record_handover_id_at", "handover_id", "at"),
        Index("ix_sales_record_lead_id", "lead_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    handover_id: Mapped[UUID]
    """The hand-over whose card the record confirms or contradicts."""
    lead_id: Mapped[UUID]
    by_id: Mapped[UUID]
    at: Mapped[int]
    playbook_version: Mapped[int]
    """Whose fields and values were picked from."""
    words: Mapped[str]


class SalesRecordValue(Shared):
    """One field of a record: a prepared value, words, or both."""

    __tablename__ = "sales_record_value"
    topic = Topic.HANDOVERS
    told_by: ClassVar[str] = "record_id"

    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    value_key: Mapped[str | None]
    words: Mapped[str]
