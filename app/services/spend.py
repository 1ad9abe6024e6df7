"""What marketing spends: recorded by channel, campaign, keyword and days; and what currencies are worth (section 15)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, insert, literal, select, update

from app.models.money import CurrencyRate, Spend
from app.models.vocabulary import Role
from app.services.kernel.command import Decision, Effect, EpochDay, Guard, Line
from app.services.kernel.expressions import ACTOR, NOW, WHOLE, typed_null
from app.services.limits import team_turn

SPENDERS = frozenset({Role.MARKETING, Role.TEAM_LEAD})
"""Who records what was spent (spec section 2)."""
RATERS = frozenset({Role.MARKETING, Role.TEAM_LEAD, Role.SALES_LEAD})
LONGEST_DAYS = 3_660

type Currency = Annotated[str, msgspec.Meta(min_length=3, max_length=3)]
type Name = Annotated[str, msgspec.Meta(max_length=80)]


class RecordSpend(Decision, frozen=True, kw_only=True):
    """Marketing records what a channel, a campaign or a keyword cost in a span of days, and how often it was clicked."""

    kind = "spend.record"
    roles = SPENDERS
    spend_id: UUID
    channel: Name
    """Channel key; empty for what no channel is named for."""
    campaign: Line | None = None
    keyword: Line | None = None
    from_on: EpochDay
    until_on: EpochDay
    """The last day, included."""
    amount: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    """Minor units of the currency."""
    currency: Currency
    clicks: Annotated[int, msgspec.Meta(ge=0, le=2**40)] | None = None
    words: Line

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("exists_already", ~exists().where(Spend.id == cls.arg("spend_id")))
        from_on, until_on = cls.arg("from_on"), cls.arg("until_on")
        yield Guard("days_crossed", from_on <= until_on)
        yield Guard("too_long", until_on - from_on < literal(LONGEST_DAYS, WHOLE))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        names = (
            "channel",
            "campaign",
            "keyword",
            "from_on",
            "until_on",
            "amount",
            "currency",
            "clicks",
            "words",
        )
        values: dict[str, ColumnElement[Any]] = {name: cls.arg(name) for name in names}
        values |= {
            "id": cls.arg("spend_id"), "by_id": ACTOR, "recorded_at": NOW, "dropped_at": typed_null(WHOLE)
        }  # fmt: skip
        yield Effect(insert(Spend).values(**values))


class DropSpend(Decision, frozen=True, kw_only=True):
    """Marketing takes back an amount that was recorded by mistake; it counts for nothing from then on."""

    kind = "spend.drop"
    roles = SPENDERS
    spend_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        known = exists().where(Spend.id == cls.arg("spend_id"), Spend.dropped_at.is_(None))
        yield Guard("unknown_spend", known)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Spend.id).where(Spend.id == cls.arg("spend_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(update(Spend).where(Spend.id == cls.arg("spend_id")).values(dropped_at=NOW))


class SetRate(Decision, frozen=True, kw_only=True):
    """The team says what a currency is worth in the one its reports are drawn up in."""

    kind = "rate.set"
    roles = RATERS
    currency: Currency
    into: Currency
    per_million: Annotated[int, msgspec.Meta(ge=1, le=10**12)]
    """Units of ``into`` for a million units of ``currency``: 7.1 is 7,100,000."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("same_currency", cls.arg("currency") != cls.arg("into"))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        pair = and_(CurrencyRate.currency == cls.arg("currency"), CurrencyRate.into == cls.arg("into"))
        values: dict[str, ColumnElement[Any]] = {
            "per_million": cls.arg("per_million"), "set_at": NOW, "by_id": ACTOR
        }  # fmt: skip
        yield Effect(update(CurrencyRate).where(pair).values(**values), None)
        known = CurrencyRate.__table__.alias("known")
        missing = ~exists().where(known.c.currency == cls.arg("currency"), known.c.into == cls.arg("into"))
        columns = {"currency": cls.arg("currency"), "into": cls.arg("into"), **values}
        yield Effect(
            insert(CurrencyRate).from_select(list(columns), select(*columns.values()).where(missing)), None
        )
