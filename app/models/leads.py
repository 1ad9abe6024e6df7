"""Leads and what makes them findable, traceable and movable."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class Lead(Shared):
    """A company with at least one contact, and how it came to us (spec section 1)."""

    __tablename__ = "lead"
    topic = Topic.LEADS
    told_by: ClassVar[str] = "id"
    __table_args__ = (
        Index("ix_lead_owner_id_stage", "owner_id", "stage"),
        Index("ix_lead_rep_id", "rep_id"),
        Index("ix_lead_batch_id", "batch_id"),
        Index("ix_lead_company_key", "company_key"),
        Index("ix_lead_score_created_at_id", "score", "created_at", "id"),
        Index("ix_lead_created_at_id", "created_at", "id"),
        # All the funnel reads of the leads of a period: three times as fast at a million.
        Index("ix_lead_created_at_channel", "created_at", "channel", "currency", "amount"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    company: Mapped[str | None]
    company_key: Mapped[str | None]
    """Normal form: width, case and legal forms removed."""
    contact_name: Mapped[str | None]
    contact_key: Mapped[str | None]
    title: Mapped[str | None]
    phone: Mapped[str | None]
    """E.164 where valid, else as written."""
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
    channel: Mapped[str]
    """Channel key; empty where the source left it blank, which differs from ``unknown``."""
    campaign: Mapped[str | None]
    ad_unit: Mapped[str | None]
    keyword: Mapped[str | None]
    landing_page: Mapped[str | None]
    source: Mapped[str | None]
    """Who gave the external id: an id means something within its source only."""
    external_id: Mapped[str | None]
    stage: Mapped[str]
    sub_state: Mapped[str | None]
    """Within discovery: contacting, meeting scheduled, meeting held (spec section 3)."""
    owner_id: Mapped[UUID | None]
    rep_id: Mapped[UUID | None]
    pool_id: Mapped[UUID | None]
    """The pool it was put into; ``None``: the one its channel is kept for, else the team's (``pool_rules``)."""
    cycle: Mapped[int]
    """1 at intake; each revival of a lost lead starts the next."""
    is_reachable: Mapped[bool]
    """False without phone and e-mail: kept, not a MAL, cannot be called (spec section 4)."""
    score: Mapped[int]
    """Sum of its ``ScoreLine`` rows."""
    given_score: Mapped[int | None]
    """Points its source gave it."""
    amount: Mapped[int | None]
    """Minor units of ``currency``."""
    currency: Mapped[str | None]
    expected_close_on: Mapped[int | None]
    lost_reason: Mapped[str | None]
    created_at: Mapped[int]
    """When contact details were left, as far as the source says."""
    recorded_at: Mapped[int]
    recorded_by_id: Mapped[UUID]
    batch_id: Mapped[UUID | None]
    respond_warn_at: Mapped[int | None]
    """From here the first response is in danger (15 working minutes before the limit)."""
    respond_by_at: Mapped[int | None]
    """End of the first-response limit; ``None`` for a lead that was not new when it came."""
    responded_at: Mapped[int | None]
    """First contact attempt."""
    company_pinyin: Mapped[str | None]
    company_initials: Mapped[str | None]
    contact_pinyin: Mapped[str | None]
    contact_initials: Mapped[str | None]
    changed_at: Mapped[int]


class ContactPoint(Shared):
    """A phone or an e-mail of a lead, in the order of its source; all are kept."""

    __tablename__ = "contact_point"
    topic = Topic.LEADS

    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str]
    """Normal form where there is one, else as written."""
    raw: Mapped[str]
    extension: Mapped[str | None]
    status: Mapped[str]
    batch_id: Mapped[UUID | None]
    """The import that brought it, if one did."""


class CustomField(Shared):
    """A column of a source that has no field of its own."""

    __tablename__ = "custom_field"
    topic = Topic.LEADS

    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    value_before: Mapped[str | None]
    """What stood here before the import ``batch_id`` wrote, for undo."""
    batch_id: Mapped[UUID | None]
    """The import that brought it, if one did."""


class Tag(Shared):
    """A word people put on a lead."""

    __tablename__ = "tag"
    topic = Topic.LEADS
    __table_args__ = (Index("ix_tag_tag", "tag"),)

    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True)
    batch_id: Mapped[UUID | None]
    """The import that brought it, if one did."""


class Touch(Shared):
    """One trace of how a lead came to us; first and last are both reportable (spec section 4)."""

    __tablename__ = "touch"
    topic = Topic.LEADS
    __table_args__ = (Index("ix_touch_lead_id_at", "lead_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    at: Mapped[int]
    channel: Mapped[str]
    utm_source: Mapped[str | None]
    utm_medium: Mapped[str | None]
    utm_campaign: Mapped[str | None]
    utm_term: Mapped[str | None]
    utm_content: Mapped[str | None]
    ad_plan: Mapped[str | None]
    ad_unit: Mapped[str | None]
    keyword: Mapped[str | None]
    landing_page: Mapped[str | None]
    referrer: Mapped[str | None]
    ip: Mapped[str | None]
    batch_id: Mapped[UUID | None]


class LeadKey(Shared):
    """Evidence by which two records may be found to be one (spec section 4, cleaning)."""

    __tablename__ = "lead_key"
    topic = Topic.LEADS
    __table_args__ = (Index("ix_lead_key_kind_key", "kind", "key"),)

    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    batch_id: Mapped[UUID | None]
    """The import that brought it, if one did."""


class SuspectedPair(Shared):
    """Two records that may be one: weak evidence waits for a person."""

    __tablename__ = "suspected_pair"
    topic = Topic.LEADS
    told_by: ClassVar[str] = "a_id"
    __table_args__ = (Index("ix_suspected_pair_b_id", "b_id"), Index("ix_suspected_pair_cmd_id", "cmd_id"))

    a_id: Mapped[UUID] = mapped_column(primary_key=True)
    """The earlier record by id order."""
    b_id: Mapped[UUID] = mapped_column(primary_key=True)
    evidence: Mapped[str]
    similarity_pct: Mapped[int]
    found_at: Mapped[int]
    cmd_id: Mapped[UUID]
    """The chunk of an import, or the search, that found it."""
    batch_id: Mapped[UUID | None]
    verdict: Mapped[str | None]
    """``None`` while nobody has judged; ``different`` once somebody said so."""
    judged_by_id: Mapped[UUID | None]
    judged_at: Mapped[int | None]


class ReachedMilestone(Shared):
    """When a lead first reached a milestone; later moves never change it (spec section 3)."""

    __tablename__ = "milestone"
    topic = Topic.LEADS
    __table_args__ = (
        Index("ix_milestone_milestone_at", "milestone", "at"),
        # What the funnel reads: nearly every lead is a MAL, few are more.
        Index(
            "ix_milestone_reached", "lead_id", "milestone", "at", "is_suspect",
            sqlite_where=text("milestone <> 'mal'"), postgresql_where=text("milestone <> 'mal'"),
        ),
    )  # fmt: skip

    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    milestone: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int]
    by_id: Mapped[UUID | None]
    is_suspect: Mapped[bool]
    """The source dates it before the lead was created: imported, and flagged."""
    batch_id: Mapped[UUID | None]
    """The import that brought it, if one did."""


class StageMove(Shared):
    """One move from stage to stage, with the fact, the person and the time (spec section 3)."""

    __tablename__ = "stage_move"
    topic = Topic.LEADS
    __table_args__ = (Index("ix_stage_move_lead_id_at", "lead_id", "at"),)

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    from_stage: Mapped[str | None]
    to_stage: Mapped[str]
    fact: Mapped[str]
    by_id: Mapped[UUID]
    at: Mapped[int]
    is_backward: Mapped[bool]
    reason: Mapped[str | None]
    words: Mapped[str | None]
    respond_by_was: Mapped[int | None]
    """The lead's first-response clock before the move, for undo; ``None`` also where an import wrote the move."""
    respond_warn_was: Mapped[int | None]


class Ownership(Shared):
    """Who held a lead from when to when; history stays for the next owner."""

    __tablename__ = "ownership"
    topic = Topic.LEADS
    __table_args__ = (
        Index("ix_ownership_lead_id", "lead_id"),
        Index("ix_ownership_member_id_from_at", "member_id", "from_at"),
        # What the recall looks through: who holds a lead now that was given to them.
        Index(
            "ix_ownership_now", "lead_id", "member_id", "from_at",
            sqlite_where=text("until_at IS NULL AND how <> 'intake'"),
            postgresql_where=text("until_at IS NULL AND how <> 'intake'"),
        ),
    )  # fmt: skip

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID]
    from_at: Mapped[int]
    until_at: Mapped[int | None]
    how: Mapped[str]
    """``intake``, ``claimed``, ``assigned``, ``given_back`` or ``reviewed``."""
    respond_by_was: Mapped[int | None]
    """The first-response clock as it stood before the new owner's began; what takes an assignment back restores it."""
    respond_warn_was: Mapped[int | None]
