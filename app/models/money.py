"""What marketing spends, and what one currency is worth in another."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class Spend(Shared):
    """An amount spent on a channel in a span of days, perhaps on one campaign or keyword of it (spec section 15)."""

    __tablename__ = "spend"
    topic = Topic.SPEND
    told_by: ClassVar[str] = "id"
    __table_args__ = (Index("ix_spend_channel_from_on", "channel", "from_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    channel: Mapped[str]
    campaign: Mapped[str | None]
    keyword: Mapped[str | None]
    from_on: Mapped[int]
    until_on: Mapped[int]
    """The last day, included."""
    amount: Mapped[int]
    """Minor units of ``currency``, spread evenly over the days."""
    currency: Mapped[str]
    clicks: Mapped[int | None]
    words: Mapped[str]
    by_id: Mapped[UUID]
    recorded_at: Mapped[int]
    dropped_at: Mapped[int | None]
    """When it was taken back; it counts for nothing from then on."""


class CurrencyRate(Shared):
    """What a currency is worth in the currency reports are drawn up in."""

    __tablename__ = "currency_rate"
    topic = Topic.SPEND
    told_by: ClassVar[str] = ""

    currency: Mapped[str] = mapped_column(primary_key=True)
    into: Mapped[str] = mapped_column(primary_key=True)
    per_million: Mapped[int]
    """Units of ``into`` for a million units of ``currency``: 7.1 is 7,100,000."""
    set_at: Mapped[int]
    by_id: Mapped[UUID]
