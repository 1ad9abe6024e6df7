"""Imports as batches that can be counted, corrected and undone."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class ImportBatch(Shared):
    """One import, from opening to closing or undoing (spec section 4)."""

    __tablename__ = "import_batch"
    topic = Topic.IMPORTS
    told_by: ClassVar[str] = "id"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    source: Mapped[str | None]
    by_id: Mapped[UUID]
    opened_at: Mapped[int]
    closed_at: Mapped[int | None]
    state: Mapped[str]
    refused_count: Mapped[int]
    """Rows that were not accepted; they are in the file of refused rows."""


class ImportRow(Shared):
    """What became of one row of a file."""

    __tablename__ = "import_row"
    topic = Topic.IMPORTS
    told_by: ClassVar[str] = "batch_id"
    __table_args__ = (Index("ix_import_row_lead_id", "lead_id"), Index("ix_import_row_cmd_id", "cmd_id"))

    batch_id: Mapped[UUID] = mapped_column(primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    """Line or row number in the file, from 1."""
    cmd_id: Mapped[UUID]
    """The chunk that carried it."""
    lead_id: Mapped[UUID | None]
    """The lead created, updated or merged into; ``None`` for a row set aside."""
    result: Mapped[str]
    """``created``, ``updated``, ``merged`` or ``set_aside``."""
    reason: Mapped[str | None]
    """Why it was set aside, or by which evidence it merged."""


class ImportBefore(Shared):
    """How a field of an updated lead stood before the import, for undo."""

    __tablename__ = "import_before"
    topic = Topic.IMPORTS
    told_by: ClassVar[str] = "batch_id"

    batch_id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    text_before: Mapped[str | None]
    number_before: Mapped[int | None]
    id_before: Mapped[UUID | None]


class SetAside(Shared):
    """A row of obvious junk, kept with its reason and its words (spec section 4)."""

    __tablename__ = "set_aside"
    topic = Topic.IMPORTS
    told_by: ClassVar[str] = "batch_id"

    batch_id: Mapped[UUID] = mapped_column(primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str]
    words: Mapped[str]
    """The row as it stood in the file."""
