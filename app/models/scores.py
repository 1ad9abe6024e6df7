"""What a lead's score is made of: the playbook's rules, what the lead did, and the lines they give (spec section 5)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.playbook import OfPlaybook
from app.models.vocabulary import Topic


class ScoreRule(OfPlaybook):
    """Points for one thing known of a lead."""

    __tablename__ = "score_rule"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    """Of several fit rules on the same thing, or source rules, the first that fits counts."""
    looks_at: Mapped[str]
    """A ``ScoreOn`` of the playbook: ``fit.title``, ``behaviour.price_page``…"""
    points: Mapped[int]
    title_zh: Mapped[str]
    title_en: Mapped[str]


class ScoreWord(OfPlaybook):
    """A value that a fit or source rule looks for."""

    __tablename__ = "score_word"

    rule_key: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)


class Behaviour(Shared):
    """Something a lead did on our pages, at our events or with our mails (spec section 4)."""

    __tablename__ = "behaviour"
    topic = Topic.LEADS
    __table_args__ = (Index("ix_behaviour_lead_id_at", "lead_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    kind: Mapped[str]
    at: Mapped[int]
    seconds: Mapped[int | None]
    """Time spent, where the source measured it."""
    words: Mapped[str]
    """Which page, event or mail."""
    recorded_at: Mapped[int]
    recorded_by_id: Mapped[UUID]


class ScoreLine(Shared):
    """One line of a lead's score; a lead's lines add up to ``Lead.score``."""

    __tablename__ = "score_line"
    topic = Topic.LEADS

    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    rule_key: Mapped[str] = mapped_column(primary_key=True)
    """Empty for the points that the lead's source gave it."""
    points: Mapped[int]
    times: Mapped[int]
    """How often a behaviour was seen; 1 for fit and source."""
    last_at: Mapped[int | None]
    """The latest such behaviour."""


class ScoreState(Shared):
    """When a lead was last scored, by which rules, and when its points next fade."""

    __tablename__ = "score_state"
    topic = Topic.LEADS
    told_by: ClassVar[str] = "lead_id"
    __table_args__ = (
        Index("ix_score_state_version", "version"),
        Index("ix_score_state_fades_at", "fades_at"),
    )

    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    scored_at: Mapped[int]
    fades_at: Mapped[int | None]
    """When the first of its behaviours has had its half-life again; ``None``: nothing fades."""
