"""Keeping immature leads warm: tracks of the playbook, what there is to send, and what was sent (spec section 14)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.playbook import OfPlaybook
from app.models.vocabulary import Topic


class Persona(OfPlaybook):
    """Whom one talks to: a decision maker, a technical lead, a user; told by the job title."""

    __tablename__ = "persona"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    """The first whose words a title contains counts."""
    title_zh: Mapped[str]
    title_en: Mapped[str]


class PersonaWord(OfPlaybook):
    """A word of job titles by which a persona is known."""

    __tablename__ = "persona_word"

    persona_key: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)


class Track(OfPlaybook):
    """A series of touches for leads in nurture; the first that fits a lead is its track."""

    __tablename__ = "track"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    persona: Mapped[str | None]
    """For contacts of this persona only."""
    title_zh: Mapped[str]
    title_en: Mapped[str]


class TrackReason(OfPlaybook):
    """A reason of going to nurture that a track is for; one without any is for all."""

    __tablename__ = "track_reason"

    track_key: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)


class TrackStep(OfPlaybook):
    """One touch of a track; a track without any leaves its leads in peace."""

    __tablename__ = "track_step"

    track_key: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    after_days: Mapped[int]
    """Working days after the touch before, or after the lead came on the track."""
    content: Mapped[str | None]
    """A ``ContentKind`` to send; ``None``: anything that fits."""
    title_zh: Mapped[str]
    title_en: Mapped[str]


class Content(Shared):
    """Something to send to leads in nurture: a case, a white paper, an event, a video."""

    __tablename__ = "content"
    topic = Topic.NURTURE
    told_by: ClassVar[str] = "id"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """A ``ContentKind``."""
    title: Mapped[str]
    language: Mapped[str]
    """``zh`` or ``en``."""
    link: Mapped[str]
    """Where it lies; empty where the text is all there is."""
    words: Mapped[str]
    """What is written beside the link."""
    persona: Mapped[str | None]
    """For this persona of the playbook only."""
    industry: Mapped[str | None]
    """For this industry only, as leads spell it."""
    by_id: Mapped[UUID]
    saved_at: Mapped[int]
    retired_at: Mapped[int | None]
    """From then on it is offered to nobody; what was sent keeps its name."""


class ContentReason(Shared):
    """A reason of going to nurture that a piece of content is for; without any it is for all."""

    __tablename__ = "content_reason"
    topic = Topic.NURTURE
    told_by: ClassVar[str] = "content_id"

    content_id: Mapped[UUID] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)


class NurtureTouch(Shared):
    """A step of a track that was dealt with for a lead: sent, or left out."""

    __tablename__ = "nurture_touch"
    topic = Topic.NURTURE
    __table_args__ = (Index("ix_nurture_touch_lead_id_at", "lead_id", "at"),)

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    track_key: Mapped[str]
    step_key: Mapped[str]
    activity_id: Mapped[UUID | None]
    """The message it was sent as; ``None``: the step was left out."""
    content_id: Mapped[UUID | None]
    by_id: Mapped[UUID]
    at: Mapped[int]


class NurtureChoice(Shared):
    """Somebody put a lead on another track, or took it off all of them."""

    __tablename__ = "nurture_choice"
    topic = Topic.NURTURE
    __table_args__ = (Index("ix_nurture_choice_lead_id_at", "lead_id", "at"),)

    cmd_id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    track_key: Mapped[str | None]
    """``None``: it is sent nothing while it stays in nurture."""
    by_id: Mapped[UUID]
    at: Mapped[int]
