"""Whom nobody of us contacts any more, by normalised keys (spec section 13)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class DoNotContact(Shared):
    """One entry of the list: a phone, an e-mail, a person at a company, a company or a domain."""

    __tablename__ = "do_not_contact"
    topic = Topic.LEADS
    told_by: ClassVar[str] = ""
    __table_args__ = (
        Index("ix_do_not_contact_kind_key", "kind", "key"),
        Index("ix_do_not_contact_lead_id", "lead_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """A ``BarKind``."""
    key: Mapped[str]
    """Normal form in small letters; once its person was erased, the keyed hash of it."""
    company_key: Mapped[str | None]
    """Of a person at a company: by which its leads are found."""
    shown: Mapped[str]
    """As people read it; empty once its person was erased."""
    reason: Mapped[str]
    asked_by: Mapped[str]
    """Who asked not to be contacted, in the words of whoever noted it."""
    lead_id: Mapped[UUID | None]
    """The lead it was noted at."""
    by_id: Mapped[UUID]
    at: Mapped[int]
    lifted_at: Mapped[int | None]
    lifted_by_id: Mapped[UUID | None]
    lifted_words: Mapped[str | None]
