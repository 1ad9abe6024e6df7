"""What was spent, as one list; and the rates in force."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from app.models.money import CurrencyRate, Spend
from app.models.people import Member


@dataclass(frozen=True, slots=True)
class SpendRow:
    """One recorded amount; days since 1970, minor units."""

    spend_id: UUID
    channel: str
    campaign: str | None
    keyword: str | None
    from_on: int
    until_on: int
    amount: int
    currency: str
    clicks: int | None
    words: str
    by_name: str


@dataclass(frozen=True, slots=True)
class RateRow:
    """What a million of a currency is worth in another."""

    currency: str
    into: str
    per_million: int


def spend_rows(db: Connection, limit: int = 500) -> list[SpendRow]:
    """Return what was spent, the latest days first."""
    rows = db.execute(
        select(
            Spend.id, Spend.channel, Spend.campaign, Spend.keyword, Spend.from_on, Spend.until_on, Spend.amount,
            Spend.currency, Spend.clicks, Spend.words, Member.name,
        )
        .outerjoin(Member, Member.id == Spend.by_id)
        .where(Spend.dropped_at.is_(None))
        .order_by(Spend.until_on.desc(), Spend.channel, Spend.id)
        .limit(limit)
    )  # fmt: skip
    return [
        SpendRow(
            spend_id=row.id, channel=row.channel, campaign=row.campaign, keyword=row.keyword, from_on=row.from_on,
            until_on=row.until_on, amount=row.amount, currency=row.currency, clicks=row.clicks, words=row.words,
            by_name=row.name or "",
        )
        for row in rows
    ]  # fmt: skip


def rate_rows(db: Connection) -> list[RateRow]:
    """Return the rates, by currency."""
    rows = db.execute(
        select(CurrencyRate.currency, CurrencyRate.into, CurrencyRate.per_million).order_by(
            CurrencyRate.into, CurrencyRate.currency
        )
    )
    return [RateRow(row.currency, row.into, row.per_million) for row in rows]
