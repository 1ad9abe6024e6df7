"""Saved selections of leads, worked like the queue (spec section 6)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class CallList(Shared):
    """A list somebody saved: a filter and an order, or leads picked by hand."""

    __tablename__ = "call_list"
    topic = Topic.LISTS
    told_by: ClassVar[str] = "id"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    expression: Mapped[str | None]
    """A written filter; ``None`` for a list whose leads are picked by hand."""
    sort: Mapped[str]
    is_descending: Mapped[bool]
    owner_id: Mapped[UUID]
    is_shared: Mapped[bool]
    """Whether the whole team sees it."""
    is_dropped: Mapped[bool]
    created_at: Mapped[int]
    changed_at: Mapped[int]


class CallListLead(Shared):
    """A lead picked for a list."""

    __tablename__ = "call_list_lead"
    topic = Topic.LISTS
    told_by: ClassVar[str] = "list_id"
    __table_args__ = (Index("ix_call_list_lead_lead_id", "lead_id"),)

    list_id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    added_at: Mapped[int]
    added_by_id: Mapped[UUID]
