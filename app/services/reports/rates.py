"""Amounts of several currencies brought into one, as far as the team has said what they are worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, select

from app.models.money import CurrencyRate
from app.services.intake.amounts import minor_units

type Amounts = tuple[tuple[str, int], ...]
"""Minor units by currency, in the currencies' order."""

PER_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Rates:
    """What currencies are worth in one of them.

    Attributes:
        into: The currency amounts are brought into; empty where nothing is converted.
        per_million: Units of ``into`` for a million units of a currency.
    """

    into: str
    per_million: Mapping[str, int]

    def converted(self, amounts: Iterable[tuple[str, int]]) -> Amounts:
        """Return amounts in one currency; those without a rate stay apart. Parts of a minor unit are cut."""
        sums: Counter[str] = Counter()
        for currency, minor in amounts:
            rate = self.per_million.get(currency)
            if rate is None:
                sums[currency] += minor
            else:
                sums[self.into] += _exchanged(minor, rate, currency, self.into)
        return tuple(sorted(sums.items()))


def rates_into(db: Connection, currency: str = "") -> Rates:
    """Return the rates into a currency; without one, into that which most rates name."""
    rows = db.execute(
        select(CurrencyRate.currency, CurrencyRate.into, CurrencyRate.per_million).order_by(
            CurrencyRate.into, CurrencyRate.currency
        )
    ).all()
    counted = Counter(row.into for row in rows)
    into = currency or (min(counted, key=lambda one: (-counted[one], one)) if counted else "")
    return Rates(into, {row.currency: row.per_million for row in rows if row.into == into})


def parts_of(currency: str) -> int:
    """Return how many minor units one unit of a currency has."""
    return minor_units(Decimal(1), currency or None) or 1


def _exchanged(minor: int, per_million: int, currency: str, into: str) -> int:
    return minor * per_million * parts_of(into) // (PER_MILLION * parts_of(currency))
