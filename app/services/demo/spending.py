"""What the demonstration's marketing spent: month by month on the channels it pays for, down to the keyword."""

from __future__ import annotations

import random
from datetime import timedelta

from sqlalchemy import Connection, select

from app.clock import DAY, from_micros, to_epoch_day
from app.models.leads import Lead
from app.services.demo.stage import Stage
from app.services.spend import RecordSpend, SetRate

SEED = 7
PER_LEAD = {"paid search": 900, "events": 2_400, "online events": 700, "email": 120, "social": 260}
"""Whole units a lead of a channel costs, more or less; channels not named are free."""
CLICKS_PER_LEAD = 38
RATES = {"zh": (("USD", "CNY", 7_120_000), ("EUR", "CNY", 8_260_000)), "en": (("EUR", "USD", 1_160_000),)}


def record_spend(stage: Stage, language: str) -> None:
    """Record what was spent in every month that leads came in, and what foreign currencies are worth."""
    rng, currency = random.Random(SEED), stage.words.currency  # noqa: S311 - a story
    brought = stage.batch.read(came)
    for month, channel, keyword in sorted(brought, key=str):
        leads = brought[month, channel, keyword]
        if channel not in PER_LEAD:
            continue
        first = from_micros(month).date().replace(day=1)
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        amount = round(leads * PER_LEAD[channel] * rng.uniform(0.7, 1.4), -1)
        stage.give(
            RecordSpend(
                spend_id=stage.new_id(), channel=channel, keyword=keyword, from_on=to_epoch_day(first),
                until_on=to_epoch_day(last), amount=int(amount) * 100, currency=currency,
                clicks=round(leads * CLICKS_PER_LEAD * rng.uniform(0.6, 1.5)) if keyword else None,
                words="",
            ),
            stage.marketing,
            stage.now - DAY,
        )  # fmt: skip
    for code, into, per_million in RATES[language]:
        stage.give(
            SetRate(currency=code, into=into, per_million=per_million), stage.marketing, stage.now - DAY
        )


def came(db: Connection) -> dict[tuple[int, str, str | None], int]:
    """Return how many leads came, by the first instant of their month, channel and keyword."""
    found: dict[tuple[int, str, str | None], int] = {}
    for row in db.execute(select(Lead.created_at, Lead.channel, Lead.keyword)):
        day = from_micros(row.created_at)
        month = row.created_at - (day.day - 1) * DAY - row.created_at % DAY
        key = (month, row.channel, row.keyword)
        found[key] = found.get(key, 0) + 1
    return found
