"""Pools of leads without an owner, who may do what in them, and how leads came back (spec section 10)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic

TEAM_POOL = UUID("00000000-0000-4000-8000-000000000010")
"""The pool of the whole team: what no other pool is for lies in it, and it is never closed."""


class Pool(Shared):
    """A shared stock of leads without an owner, kept for a department, a channel or any group."""

    __tablename__ = "pool"
    topic = Topic.POOLS
    told_by: ClassVar[str] = "id"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str]
    """Empty for the team's own, which the screens name."""
    kind: Mapped[str]
    """What it is kept for, a ``PoolKind``."""
    is_open: Mapped[bool]
    """Every SDR sees it and claims from it; else only whom a right was granted."""
    is_closed: Mapped[bool]
    created_at: Mapped[int]


class PoolChannel(Shared):
    """New leads of a channel land in this pool; every other in the team's."""

    __tablename__ = "pool_channel"
    __table_args__ = (Index("ix_pool_channel_pool_id", "pool_id"),)
    topic = Topic.POOLS
    told_by: ClassVar[str] = "pool_id"

    channel: Mapped[str] = mapped_column(primary_key=True)
    pool_id: Mapped[UUID]


class PoolRight(Shared):
    """What a member may do in a pool; with a row they see it, without one only where it is open."""

    __tablename__ = "pool_right"
    __table_args__ = (Index("ix_pool_right_member_id", "member_id"),)
    topic = Topic.POOLS
    told_by: ClassVar[str] = "pool_id"

    pool_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    may_claim: Mapped[bool]
    may_move: Mapped[bool]
    """To and from other pools."""
    may_assign: Mapped[bool]
    """They administer the pool: give its leads to others."""


class LeadReturn(Shared):
    """A lead came back to a pool, or was moved to another, and why."""

    __tablename__ = "lead_return"
    topic = Topic.LEADS
    __table_args__ = (
        Index("ix_lead_return_lead_id_at", "lead_id", "at"),
        Index("ix_lead_return_from_id_at", "from_id", "at"),
    )

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    how: Mapped[str]
    """A ``ReturnHow``: given back, recalled or moved."""
    from_id: Mapped[UUID | None]
    """Who held it; ``None`` where it lay in a pool."""
    by_id: Mapped[UUID]
    at: Mapped[int]
    words: Mapped[str]


class RecallExtension(Shared):
    """An owner asked for more time with a lead before it goes back."""

    __tablename__ = "recall_extension"
    topic = Topic.LEADS
    __table_args__ = (Index("ix_recall_extension_lead_id", "lead_id"),)

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID]
    """The owner whose clock it is."""
    at: Mapped[int]
    words: Mapped[str]
