"""What a chunk of an import carries: rows with their normal forms, and what hangs on them by row number."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from app.models.vocabulary import Milestone, PhoneStatus, PointKind, Role
from app.services.kernel.command import EpochDay, Instant, Key, Line, Whole, Words

type Long = Annotated[str, msgspec.Meta(max_length=2000)]
type Place = Annotated[int, msgspec.Meta(ge=0, le=999)]
"""Place within a row; rows that hit the same lead are kept a thousand places apart."""
type RowNo = Annotated[int, msgspec.Meta(ge=1, le=2**31)]


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A record of an array; field names are column names. What a source does not say is not sent."""


class Row(_Record, frozen=True, kw_only=True):
    """One row of a source, typed and normalised; ``None`` says nothing about a field.

    Attributes:
        new_id: Id of the lead, if the row becomes a new one.
        owner_key: Normal form of the owner's name in the source.
        junk: Why the row is obvious junk; such a row is set aside.
        words: The row as it stood in the source.
    """

    row_no: RowNo
    new_id: UUID
    company: Line | None = None
    company_key: Line | None = None
    contact_name: Line | None = None
    contact_key: Line | None = None
    title: Line | None = None
    phone: Line | None = None
    phone_ext: Line | None = None
    phone_status: PhoneStatus
    email: Line | None = None
    email_key: Line | None = None
    region: Line | None = None
    city: Line | None = None
    industry: Line | None = None
    company_size: Line | None = None
    registration_no: Line | None = None
    website: Long | None = None
    channel: Line | None = None
    campaign: Line | None = None
    ad_unit: Line | None = None
    keyword: Line | None = None
    landing_page: Long | None = None
    source: Line | None = None
    external_id: Line | None = None
    stage: Key | None = None
    score: Whole | None = None
    amount: Whole | None = None
    currency: Line | None = None
    expected_close_on: EpochDay | None = None
    lost_reason: Line | None = None
    created_at: Instant | None = None
    is_reachable: bool
    company_pinyin: Line | None = None
    company_initials: Line | None = None
    contact_pinyin: Line | None = None
    contact_initials: Line | None = None
    owner_key: Line | None = None
    rep_key: Line | None = None
    junk: Key | None = None
    note: Words | None = None
    note_id: UUID | None = None
    words: Words | None = None


class Point(_Record, frozen=True, kw_only=True):
    """A phone or an e-mail of a row."""

    row_no: RowNo
    kind: PointKind
    position: Place
    value: Line
    raw: Line
    extension: Line | None = None
    status: PhoneStatus


class Custom(_Record, frozen=True, kw_only=True):
    """A column without a field of its own."""

    row_no: RowNo
    name: Key
    value: Long


class TagOf(_Record, frozen=True, kw_only=True):
    """A tag of a row."""

    row_no: RowNo
    tag: Key


class WeakKey(_Record, frozen=True, kw_only=True):
    """The domain a row shows, by which a company may be found again; names and numbers are read from the row."""

    row_no: RowNo
    domain: Line


class MilestoneOf(_Record, frozen=True, kw_only=True):
    """When the source says a milestone was reached."""

    row_no: RowNo
    milestone: Milestone
    at: Instant


class TouchOf(_Record, frozen=True, kw_only=True):
    """A touch a row brings."""

    row_no: RowNo
    id: UUID
    at: Instant
    channel: Line
    utm_source: Line | None = None
    utm_medium: Line | None = None
    utm_campaign: Line | None = None
    utm_term: Line | None = None
    utm_content: Line | None = None
    ad_plan: Line | None = None
    ad_unit: Line | None = None
    keyword: Line | None = None
    landing_page: Long | None = None
    referrer: Long | None = None
    ip: Line | None = None


class Person(_Record, frozen=True, kw_only=True):
    """Somebody a source names as owner or rep; unknown ones become inactive members."""

    member_id: UUID
    name: Line
    name_key: Line
    role: Role
