"""What a report answers: typed columns, rows of figures, and for every figure the leads behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.services.reports.dimensions import Cell, Dimension
from app.services.reports.rates import Amounts
from app.services.reports.report import Report, ReportFilter, Value, major


class Own(StrEnum):
    """What only some reports can be split by; the value names the column in their output."""

    STAGE = "stage"
    REASON = "reason"
    QUESTION = "question"
    VERSION = "version"
    """Of the playbook a script belongs to."""
    THRESHOLD = "threshold"
    """Least maturity, percent."""
    MEMBER = "owner"
    """Who did it, whoever holds the lead now."""
    DAY = "day"
    WEEK = "week"
    """By its Monday."""
    WEEKDAY = "weekday"
    """0 is Monday."""
    HOUR = "hour"
    FIRST_TOUCH = "first_touch"
    """Channel of the first trace of the lead."""
    LAST_TOUCH = "last_touch"
    FIRST_KEYWORD = "first_keyword"
    LAST_KEYWORD = "last_keyword"
    RIVAL = "rival"
    """Another vendor the customer talks to."""
    ABOUT = "about"
    """What help is asked for."""
    KEPT = "month"
    """The month it is counted in, whatever the basis."""


class Custom(str):
    """A column of a source that has no field of its own, as ``custom:lead_type``."""

    __slots__ = ()

    @property
    def value(self) -> str:
        """Its name in the output, as other splits have it."""
        return str(self)

    @property
    def field(self) -> str:
        """The name of the field."""
        return self.removeprefix(CUSTOM)


CUSTOM = "custom:"

type Split = Dimension | Own | Custom

OWN_PEOPLE = frozenset({Own.MEMBER})
OWN_NUMBERS = frozenset({Own.VERSION, Own.THRESHOLD, Own.WEEKDAY, Own.HOUR})
OWN_DAYS = frozenset({Own.DAY, Own.WEEK})
"""Kept as days since 1970, told as ISO dates."""
OWN_CHANNELS = frozenset({Own.FIRST_TOUCH, Own.LAST_TOUCH})
ORDERED = frozenset({Dimension.MONTH, Own.KEPT, *OWN_NUMBERS, *OWN_DAYS})
"""Splits whose values have an order of their own."""


class Unit(StrEnum):
    """What a column counts in."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    """Fractions of 1."""
    DAYS = "days"
    MINUTES = "minutes"
    COEFFICIENT = "coefficient"
    """From -1 to 1, in itself."""
    TIMES = "times"
    """How many times as much: a return of 3 is 300 %."""
    WORD = "word"
    """A code that views have a word for."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: Its name in the output.
        unit: What it counts in.
        across: Value it stands for where a report has a column for each of them.
        measure: The measure such a column shows; its own key otherwise.
        has_interval: Whether its shares come with the range chance leaves them.
        is_events: Whether one lead may be counted more than once.
        title_zh: What the value it stands for is called in Chinese, where the playbook names it.
        title_en: The same in English.
    """

    key: str
    unit: Unit
    across: str | None = None
    measure: str = ""
    has_interval: bool = False
    is_events: bool = False
    title_zh: str = ""
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure.

    Attributes:
        value: The number; minor units of the one currency of ``amounts`` for money, a code for words.
        amounts: For money: minor units by currency.
        low: Where a share begins that chance could have made this one, at 95 %.
        high: Where it ends.
        opens: Whether leads stand behind it.
    """

    value: int | float | str | None = None
    amounts: Amounts = ()
    low: float | None = None
    high: float | None = None
    opens: bool = True


NOTHING = Entry(None, opens=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures by the keys of their columns."""

    cell: Cell
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def at(self, key: str) -> Entry:
        """Return a figure; nothing where there is none."""
        return self.entries.get(key, NOTHING)

    def number(self, key: str) -> float:
        """Return a figure as a number, 0 where there is none."""
        value = self.at(key).value
        return value if isinstance(value, int | float) else 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answer of a report.

    Attributes:
        name: Of the report.
        asked: What it was asked.
        by: What its rows are; ``None`` for one row of all.
        columns: Beside the rows' own.
        lines: In their order.
        total: All of them together; ``None`` where they do not add up to anything.
        notes: Codes of what the reader must know; views have sentences for them.
    """

    name: str
    asked: ReportFilter
    by: Split | None
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: Line | None = None
    notes: tuple[str, ...] = ()

    def column(self, key: str) -> Column:
        """Return a column by its key."""
        return next(column for column in self.columns if column.key == key)

    def is_empty(self) -> bool:
        """Whether nothing was counted."""
        return not any(entry.value for line in self.lines for entry in line.entries.values())

    def currencies(self) -> tuple[str, ...]:
        """Return every currency its amounts are in."""
        lines = (*self.lines, *((self.total,) if self.total else ()))
        return tuple(
            sorted({code for line in lines for entry in line.entries.values() for code, _ in entry.amounts})
        )


@dataclass(frozen=True, slots=True)
class Behind:
    """The leads behind one figure, as a description: what a click hands on.

    Attributes:
        report: Name of the report.
        asked: What it was asked.
        by: What its rows are.
        value: Value of the row; ``None`` for the total.
        column: Key of the column.
        across: Value of the column where a report has one for each.
        count: The number shown.
        cell: The row with its titles, for whoever says in words what is selected.
    """

    report: str
    asked: ReportFilter
    by: Split | None
    value: str | None
    column: str
    across: str | None = None
    count: int = 0
    cell: Cell | None = None


def report_of(sheet: Sheet) -> Report:
    """Return a sheet as other programs read it (design section 7).

    Amounts are in units of the row's ``currency``; a row of several has none, and the report a
    ``<column>_<CURRENCY>`` each. A share is followed by ``<column>_low`` and ``<column>_high``.
    """
    lines = sheet.lines if sheet.by is not None or sheet.total is None else (sheet.total,)
    rows = tuple(dict(_values(sheet, line)) for line in lines)
    names = list(dict.fromkeys(name for row in rows for name in row)) or _names(sheet)
    total = dict(_values(sheet, sheet.total)) if sheet.total is not None else None
    if not rows and total is not None:
        names = list(total)
    if total is not None and sheet.by is not None:
        total.pop(sheet.by.value, None)
    return Report(sheet.name, tuple(names), rows, total)


def _names(sheet: Sheet) -> list[str]:
    return [*([] if sheet.by is None else [sheet.by.value]), *(column.key for column in sheet.columns)]


def _values(sheet: Sheet, line: Line) -> Iterator[tuple[str, Value]]:
    codes = sheet.currencies()
    if sheet.by is not None:
        yield sheet.by.value, _shown(line.cell, sheet.by)
    for column in sheet.columns:
        entry = line.at(column.key)
        match column.unit:
            case Unit.MONEY:
                yield from _money(column.key, entry, codes)
            case Unit.SHARE:
                yield column.key, entry.value
                if column.has_interval:
                    yield f"{column.key}_low", entry.low
                    yield f"{column.key}_high", entry.high
            case _:
                yield column.key, entry.value
    if any(column.unit is Unit.MONEY for column in sheet.columns):
        mine = {code for entry in line.entries.values() for code, _ in entry.amounts}
        yield "currency", next(iter(mine)) if len(mine) == 1 else ""


def _money(key: str, entry: Entry, codes: tuple[str, ...]) -> Iterator[tuple[str, Value]]:
    held = dict(entry.amounts)
    if len(held) == 1:
        [(code, minor)] = held.items()
        yield key, major(minor, code)
    else:
        yield key, None if held or entry.value is None else 0
    if len(codes) > 1:
        for code in codes:
            yield f"{key}_{code or 'unstated'}", major(held.get(code, 0), code)


def _shown(cell: Cell, by: Split) -> str:
    is_person = by in {Dimension.OWNER, Dimension.REP, *OWN_PEOPLE}
    return cell.title_en if is_person else cell.value
