"""What was spent, by channel, campaign, keyword or month: each amount spread evenly over its days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from app.clock import from_epoch_day, to_epoch_day
from app.models.money import Spend
from app.services.reports.dimensions import BLANK, UNKNOWN, UNKNOWN_WORDS, Cell, Dimension, cells_of
from app.services.reports.rates import Amounts
from app.services.reports.report import ReportFilter
from app.services.reports.sheet import Own, Split

COST_SPLITS = frozenset(
    {
        Dimension.CHANNEL, Dimension.CAMPAIGN, Dimension.KEYWORD, Dimension.MONTH, Own.FIRST_TOUCH, Own.LAST_TOUCH,
        Own.FIRST_KEYWORD, Own.LAST_KEYWORD,
    }
)  # fmt: skip
"""By what spend is known."""
_NAMES: dict[Split, str] = {
    Dimension.CHANNEL: "channel", Own.FIRST_TOUCH: "channel", Own.LAST_TOUCH: "channel",
    Dimension.CAMPAIGN: "campaign", Dimension.KEYWORD: "keyword", Own.FIRST_KEYWORD: "keyword",
    Own.LAST_KEYWORD: "keyword",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent on one value.

    Attributes:
        amounts: Minor units by currency.
    """

    cell: Cell
    amounts: Amounts
    clicks: int


def spent(db: Connection, asked: ReportFilter, by: Split | None) -> dict[str, Spent]:
    """Return what was spent in the period, by the value it was spent on.

    An amount for several days counts for those of the period; the parts of one amount add up to it, to
    the last minor unit. Restrictions to channels, campaigns and keywords hold; others do not touch spend.
    """
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    clicks: Counter[str] = Counter()
    for row in db.execute(select(Spend).where(Spend.dropped_at.is_(None)).order_by(Spend.id)):
        if not _fits(row, asked):
            continue
        for value, first, last in _parts(row, asked, by):
            sums[value][row.currency] += part_of(row.amount, row.from_on, row.until_on, first, last)
            clicks[value] += part_of(row.clicks or 0, row.from_on, row.until_on, first, last)
    cells = {value: Cell(value, value, value) for value in sums}
    if by is not None and _NAMES.get(by) == "channel":
        cells = cells_of(db, Dimension.CHANNEL, frozenset(sums))
    return {
        value: Spent(cells[value], tuple(sorted(amounts.items())), clicks[value])
        for value, amounts in sums.items()
    }


def part_of(amount: int, from_on: int, until_on: int, first: int, last: int) -> int:
    """Return what falls on some of an amount's days, both included; parts side by side add up exactly."""
    days = until_on - from_on + 1
    return amount * (last + 1 - from_on) // days - amount * (first - from_on) // days


def _parts(row: Any, asked: ReportFilter, by: Split | None) -> Iterator[tuple[str, int, int]]:
    """Return the value, first and last day of each part that falls into the period."""
    first = row.from_on if asked.since is None else max(row.from_on, to_epoch_day(asked.since))
    last = row.until_on if asked.until is None else min(row.until_on, to_epoch_day(asked.until))
    if first > last:
        return
    if by is not Dimension.MONTH:
        yield _value(row, asked, by), first, last
        return
    while first <= last:
        on = from_epoch_day(first)
        end = min(last, to_epoch_day(_next_month(on)) - 1)
        yield f"{on:%Y-%m}", first, end
        first = end + 1


def _next_month(on: date) -> date:
    return date(on.year + on.month // 12, on.month % 12 + 1, 1)


def _value(row: Any, asked: ReportFilter, by: Split | None) -> str:
    return "" if by is None else _word(getattr(row, _NAMES[by]), asked)


def _word(stored: str | None, asked: ReportFilter) -> str:
    text = stored or BLANK
    return UNKNOWN if asked.groups_blank and text in {BLANK, *UNKNOWN_WORDS} else text


def _fits(row: Any, asked: ReportFilter) -> bool:
    for one in asked.only:
        name = _NAMES.get(one.dimension)
        if name is not None and _word(getattr(row, name), asked) not in one.values:
            return False
    return True
