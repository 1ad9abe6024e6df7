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
    how: Mapped[str]
    """``file``, ``hand`` or ``paste``."""
    file_name: Mapped[str]
    source: Mapped[str | None]
    """Whose ids the external ids are."""
    owner_id: Mapped[UUID | None]
    """Who gets created leads whose row names no owner; ``None`` leaves them to everybody."""
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
    at: Mapped[int]
    lead_id: Mapped[UUID | None]
    """The lead created, updated or merged into; ``None`` for a row set aside."""
    result: Mapped[str]
    """``created``, ``updated``, ``merged`` or ``set_aside``."""
    reason: Mapped[str | None]
    """Why it was set aside, or by which evidence it merged."""
    words: Mapped[str | None]
    """The row as it stood in the file, where it was set aside."""


class _LeadFields(Shared):
    """The fields of a lead that a row can bring; named as on ``Lead``."""

    __abstract__ = True
    topic = Topic.IMPORTS

    company: Mapped[str | None]
    company_key: Mapped[str | None]
    contact_name: Mapped[str | None]
    contact_key: Mapped[str | None]
    title: Mapped[str | None]
    phone: Mapped[str | None]
    phone_ext: Mapped[str | None]
    phone_status: Mapped[str]
    email: Mapped[str | None]
    email_key: Mapped[str | None]
    region: Mapped[str | None]
    city: Mapped[str | None]
    industry: Mapped[str | None]
    company_size: Mapped[str | None]
    registration_no: Mapped[str | None]
    website: Mapped[str | None]
    channel: Mapped[str | None]
    """``None`` says nothing about the channel; empty says that the source left it blank."""
    campaign: Mapped[str | None]
    ad_unit: Mapped[str | None]
    keyword: Mapped[str | None]
    landing_page: Mapped[str | None]
    source: Mapped[str | None]
    external_id: Mapped[str | None]
    stage: Mapped[str | None]
    score: Mapped[int | None]
    amount: Mapped[int | None]
    currency: Mapped[str | None]
    expected_close_on: Mapped[int | None]
    lost_reason: Mapped[str | None]
    created_at: Mapped[int | None]
    is_reachable: Mapped[bool]
    company_pinyin: Mapped[str | None]
    company_initials: Mapped[str | None]
    contact_pinyin: Mapped[str | None]
    contact_initials: Mapped[str | None]


class IntakeRow(_LeadFields):
    """A row on its way in; gone when its chunk is carried out."""

    __tablename__ = "intake_row"
    told_by: ClassVar[str] = ""
    __table_args__ = (
        Index("ix_intake_row_cmd_id_lead_id_row_no", "cmd_id", "lead_id", "row_no"),
        Index("ix_intake_row_cmd_id_company_key_row_no", "cmd_id", "company_key", "row_no"),
    )

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    new_id: Mapped[UUID]
    """Id of the lead if it becomes a new one."""
    lead_id: Mapped[UUID | None]
    result: Mapped[str | None]
    reason: Mapped[str | None]
    owner_key: Mapped[str | None]
    rep_key: Mapped[str | None]
    junk: Mapped[str | None]
    note: Mapped[str | None]
    note_id: Mapped[UUID | None]
    words: Mapped[str | None]


class IntakePoint(Shared):
    """A phone or e-mail of a row on its way in; gone when its chunk is carried out."""

    __tablename__ = "intake_point"
    topic = Topic.IMPORTS
    told_by: ClassVar[str] = ""

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str]
    raw: Mapped[str]
    extension: Mapped[str | None]
    status: Mapped[str]
    name_key: Mapped[str | None]
    """The value and the row's contact: strong evidence where both agree."""


class IntakeCustom(Shared):
    """A custom field of a row on its way in; gone when its chunk is carried out."""

    __tablename__ = "intake_custom"
    topic = Topic.IMPORTS
    told_by: ClassVar[str] = ""

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class ImportBefore(_LeadFields):
    """How a lead stood before an import updated it, for undo."""

    __tablename__ = "import_before"
    told_by: ClassVar[str] = "batch_id"
    __table_args__ = (Index("ix_import_before_lead_id", "lead_id"),)

    batch_id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID | None]
    rep_id: Mapped[UUID | None]
    written_at: Mapped[int]
    """When the import wrote; a lead changed later is left as it is."""


class CompanyFacts(Shared):
    """What is known of a company from its leads so far; fills gaps of the next one (spec section 4)."""

    __tablename__ = "company_facts"
    topic = Topic.LEADS
    told_by: ClassVar[str] = ""

    company_key: Mapped[str] = mapped_column(primary_key=True)
    region: Mapped[str | None]
    city: Mapped[str | None]
    industry: Mapped[str | None]
    company_size: Mapped[str | None]
    registration_no: Mapped[str | None]
    website: Mapped[str | None]
