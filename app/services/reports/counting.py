"""Facts counted into a sheet: sums, shares with their intervals, medians, one row of all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from app.clock import from_epoch_day
from app.services.reports.cube import HIGH, Across, Cube, CubeSpec, How, Measure, Ratio, asked_of
from app.services.reports.dimensions import BLANK, Cell
from app.services.reports.intervals import wilson
from app.services.reports.parts import Groups
from app.services.reports.quantiles import median, ninth_tenth
from app.services.reports.rates import Rates, rates_into
from app.services.reports.report import Report, ReportFilter, ReportSpec
from app.services.reports.sheet import (
    ORDERED,
    OWN_DAYS,
    OWN_NUMBERS,
    Column,
    Custom,
    Entry,
    Line,
    Own,
    Sheet,
    Split,
    Unit,
    report_of,
)
from app.services.reports.titles import titles

ALL = Cell("", "", "")


@dataclass(slots=True)
class _Tally:
    """Facts of one kind in one cell."""

    count: int = 0
    priced: int = 0
    total: int = 0
    amounts: Counter[str] = field(default_factory=Counter)
    values: Counter[int] = field(default_factory=Counter)
    """How often each value occurs, where values are put in order."""

    def add(self, other: _Tally) -> None:
        self.count += other.count
        self.priced += other.priced
        self.total += other.total
        self.amounts.update(other.amounts)
        self.values.update(other.values)


type _Counted = Mapping[str, Mapping[tuple[str, str | None], _Tally]]
"""By row, then by what and across."""


def sheet_of(db: Connection, spec: CubeSpec, asked: ReportFilter, by: Split | None = None) -> Sheet:
    """Return the answer of a report.

    Rows with an order of their own (months, days, numbers, stages) stand in it, others by their first
    column, most first. A row nobody falls into does not occur.
    """
    question = asked_of(db, spec, asked, by)
    counted = _counted(Cube(db, spec, question).groups(), question.by)
    across = _across_values(spec, counted)
    of_across = spec.across.titled if spec.across is not None else None
    crossed = titles(db, of_across, frozenset(across)) if of_across is not None else {}
    maker = _Maker(spec, across, rates_into(db, asked.currency), crossed)
    names = titles(db, question.by, frozenset(counted))
    order = {value: at for at, value in enumerate(names)}
    lines = [maker.line(names[value], tallies) for value, tallies in counted.items()]
    lines.sort(key=lambda line: _place(line, question.by, order, maker.columns))
    whole: dict[tuple[str, str | None], _Tally] = defaultdict(_Tally)
    for tallies in counted.values():
        for key, tally in tallies.items():
            whole[key].add(tally)
    total = maker.line(ALL, whole, is_total=True)
    return Sheet(
        spec.name, replace(asked, now=question.now), question.by, maker.columns, tuple(lines), total, spec.notes
    )  # fmt: skip


def report_spec(spec: CubeSpec, finish: Any = None) -> ReportSpec[Any]:
    """Return the report as the list of reports and the command line know it."""

    def run(db: Connection, asked: ReportFilter, by: Any) -> Report:
        sheet = sheet_of(db, spec, asked, by)
        return report_of(finish(db, sheet) if finish is not None else sheet)

    return ReportSpec(spec.name, spec.splits, spec.bases, run, Custom)


def value_text(by: Split | None, stored: Any) -> str:
    """Return a row's value as text, from how the database keeps it."""
    if stored is None:
        return BLANK
    if by in OWN_DAYS:
        return from_epoch_day(int(stored)).isoformat()
    return str(int(stored)) if by in OWN_NUMBERS else str(stored)


def _counted(groups: Groups, by: Split | None) -> _Counted:
    found: dict[str, dict[tuple[str, str | None], _Tally]] = defaultdict(lambda: defaultdict(_Tally))
    for (row_key, what, across, currency, value), (facts, priced, high, low) in groups.items():
        total = high * HIGH + low
        amounts = Counter({currency or "": total}) if priced else Counter()
        values = Counter({value: facts}) if value is not None else Counter()
        at = what, None if across is None else str(across)
        found[value_text(by, row_key)][at].add(_Tally(facts, priced, total, amounts, values))
    return found


def _across_values(spec: CubeSpec, counted: _Counted) -> tuple[str, ...]:
    across = spec.across
    if across is None:
        return ()
    found = {
        value or BLANK
        for tallies in counted.values()
        for (what, value), tally in tallies.items()
        if what == across.what and tally.count
    }
    if across.values is not None:
        return across.values
    if across.is_running or across.most is not None:
        last = max((int(value) for value in found if value != BLANK), default=0)
        return tuple(str(at) for at in range(min(last, across.most or last) + 1))
    return tuple(sorted(found))


class _Maker:
    """Makes lines of tallies."""

    def __init__(
        self,
        spec: CubeSpec,
        across: tuple[str, ...],
        rates: Rates,
        titled: Mapping[str, Cell],
    ) -> None:
        self._spec, self._across, self._rates = spec, across, rates
        own = [_column(one) for one in spec.columns]
        if spec.across is not None:
            unit = Unit.SHARE if spec.across.per or spec.across.whole else Unit.COUNT
            prefix = spec.across.prefix
            nameless = Cell("", "", "")
            for value in across:
                named = titled.get(value, nameless)
                own.append(
                    Column(
                        f"{prefix}{value}",
                        unit,
                        value,
                        prefix,
                        title_zh=named.title_zh,
                        title_en=named.title_en,
                    )
                )
        self.columns = tuple(own)

    def line(
        self, cell: Cell, tallies: Mapping[tuple[str, str | None], _Tally], *, is_total: bool = False
    ) -> Line:
        """Return one row, or all together."""
        entries: dict[str, Entry] = {}
        for one in self._spec.columns:
            if isinstance(one, Measure):
                if is_total and not one.is_total:
                    continue
                entries[one.key] = self._measured(one, tallies)
            elif one.part in entries and one.whole in entries:
                entries[one.key] = ratio(one, entries[one.part], entries[one.whole])
        if self._spec.across is not None:
            entries |= self._crossed(self._spec.across, tallies, entries)
        return Line(cell, entries)

    def _measured(self, one: Measure, tallies: Mapping[tuple[str, str | None], _Tally]) -> Entry:
        tally = _Tally()
        for (what, _), part in tallies.items():
            if what in one.what:
                tally.add(part)
        opens = tally.count > 0
        match one.how:
            case How.COUNT:
                return Entry(tally.count, opens=opens)
            case How.SUM if one.unit is Unit.MONEY:
                return money(self._rates.converted(tally.amounts.items()), opens=opens)
            case How.SUM:
                return Entry(tally.total, opens=opens)
            case How.MEAN:
                mean = round(tally.total / tally.priced, 2) if tally.priced else None
                return Entry(mean, opens=opens)
            case How.MEDIAN:
                return Entry(median(tally.values), opens=opens)
            case How.P90:
                return Entry(ninth_tenth(tally.values) if tally.values else None, opens=opens)

    def _crossed(
        self,
        across: Across,
        tallies: Mapping[tuple[str, str | None], _Tally],
        entries: Mapping[str, Entry],
    ) -> dict[str, Entry]:
        counts: Counter[str] = Counter()
        wholes: Counter[str] = Counter()
        for (what, value), tally in tallies.items():
            if what == across.what:
                counts[self._place(across, value)] += tally.count
            if what == across.whole:
                wholes[self._place(across, value)] += tally.count
        found, running = {}, 0
        for value in self._across:
            running += counts[value]
            count = running if across.is_running else counts[value]
            entry = Entry(count, opens=count > 0)
            if across.per is not None:
                whole = entries[across.per].value
                share = count / whole if isinstance(whole, int) and whole else None
                entry = replace(entry, value=share)
            if across.whole is not None:
                sure = wilson(count, wholes[value]) if count <= wholes[value] else None
                low, high = (sure.low, sure.high) if sure else (None, None)
                share = count / wholes[value] if wholes[value] else None
                entry = replace(entry, value=share, low=low, high=high)
            found[f"{across.prefix}{value}"] = entry
        return found

    @staticmethod
    def _place(across: Across, value: str | None) -> str:
        if value is None:
            return BLANK
        return str(min(int(value), across.most)) if across.most is not None else value


def _column(one: Measure | Ratio) -> Column:
    if isinstance(one, Measure):
        return Column(one.key, one.unit, is_events=one.is_events)
    return Column(one.key, one.unit, has_interval=one.unit is Unit.SHARE)


def money(amounts: Sequence[tuple[str, int]], *, opens: bool = True) -> Entry:
    """Return an amount as a figure; of several currencies it has no number."""
    held = tuple((code, minor) for code, minor in amounts)
    value = held[0][1] if len(held) == 1 else None if held else 0
    return Entry(value, held, opens=opens)


def ratio(one: Ratio, part: Entry, whole: Entry) -> Entry:
    """Return a column made of two others."""
    if not isinstance(whole.value, int) or not whole.value:
        return Entry(None, opens=False)
    if one.unit is Unit.MONEY:
        each = tuple((code, minor // whole.value) for code, minor in part.amounts)
        return money(each, opens=part.opens) if each else Entry(None, opens=False)
    if not isinstance(part.value, int):
        return Entry(None, opens=False)
    if one.unit is Unit.TIMES:
        same = len(part.amounts) == 1 and [c for c, _ in part.amounts] == [c for c, _ in whole.amounts]
        return Entry(part.value / whole.value if same else None, opens=part.opens)
    interval = wilson(part.value, whole.value) if part.value <= whole.value else None
    low, high = (interval.low, interval.high) if interval else (None, None)
    return Entry(part.value / whole.value, low=low, high=high, opens=part.opens)


def _place(
    line: Line, by: Split | None, order: Mapping[str, int], columns: Sequence[Column]
) -> tuple[object, ...]:
    value = line.cell.value
    if by in ORDERED:
        number = int(value) if by in OWN_NUMBERS and value else 0
        return (value == BLANK, number, value)
    if by in {Own.STAGE, Own.QUESTION}:
        return (order.get(value, len(order)), value)
    return (*(-line.number(one.key) for one in columns if one.unit is Unit.COUNT), line.cell.title_en, value)
