"""What remains when a person was erased: a receipt, counts, and keyed hashes by which a re-import is known."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class Erasure(Shared):
    """The receipt: who asked, who did it, when (spec section 13)."""

    __tablename__ = "erasure"
    topic = Topic.LEADS
    told_by: ClassVar[str] = "id"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    """The command that erased."""
    by_id: Mapped[UUID]
    at: Mapped[int]
    asked_by: Mapped[str]
    """Who asked and under which reference; not the person's name."""


class ErasedLead(Shared):
    """A record whose person was erased; every desk overwrites by these what it keeps for itself."""

    __tablename__ = "erased_lead"
    topic = Topic.LEADS

    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    erasure_id: Mapped[UUID] = mapped_column(primary_key=True)


class ErasedCount(Shared):
    """How much of one kind was overwritten."""

    __tablename__ = "erased_count"
    topic = Topic.LEADS
    told_by: ClassVar[str] = "erasure_id"

    erasure_id: Mapped[UUID] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    """The name of the table."""
    rows_count: Mapped[int]


class ErasedKey(Shared):
    """Evidence of an erased person, hashed with the team's secret."""

    __tablename__ = "erased_key"
    topic = Topic.LEADS
    told_by: ClassVar[str] = "erasure_id"

    kind: Mapped[str] = mapped_column(primary_key=True)
    """An ``Evidence``."""
    hash: Mapped[str] = mapped_column(primary_key=True)
    erasure_id: Mapped[UUID]


class ErasingSecret(Shared):
    """The secret that the team's hashes are keyed with; made by the first erasure, one row."""

    __tablename__ = "erasing_secret"
    topic = Topic.LEADS
    told_by: ClassVar[str] = ""

    place: Mapped[int] = mapped_column(primary_key=True)
    """Always 1."""
    secret: Mapped[str]
