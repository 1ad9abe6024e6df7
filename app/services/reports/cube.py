"""The frame of most reports: facts about leads, counted by what one asks for, with the leads behind each figure.

A report says which facts it counts (``Source``), in which columns (``Measure``, ``Ratio``, ``Across``), and by what
they can be split. Counting, the interval of each share, medians, totals, and the way back from a figure to its
leads are the same for all of them and written once, here and in ``behind``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from enum import StrEnum
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from app.clock import DAY, system_clock, to_epoch_day
from app.models.leads import CustomField, Lead
from app.services.kernel.expressions import TEXT, WHOLE, IntDiv, typed_null
from app.services.reports.dimensions import BLANK, COLUMNS, PEOPLE, UNKNOWN, UNKNOWN_WORDS, Dimension
from app.services.reports.parts import (
    Among,
    Groups,
    Sum,
    added,
    count_facts,
    counted,
    everyone,
    of_facts,
    tally,
)
from app.services.reports.report import Basis, ReportFilter
from app.services.reports.sheet import OWN_DAYS, OWN_NUMBERS, OWN_PEOPLE, Behind, Custom, Own, Split, Unit
from app.services.reports.team_time import month_at, month_bounds, months_between, zone_of

_HALF_YEAR = 183 * DAY
HIGH = 1_000_000
"""Amounts are summed in two parts: a column of long numbers mapped as amounts would overflow one sum."""
_SPAN = 32 * DAY
_SHIFT = 1_000_000 * DAY
"""Whole division cuts towards zero; shifted, an instant before 1970 falls into a span of its own as well."""
KEYS = ("row_key", "what", "across", "currency", "ranked")
"""What facts are grouped by."""
_SUMS: tuple[Sum, ...] = (
    count_facts,
    lambda facts: func.count(facts.c.value),
    lambda facts: func.sum(facts.c.value // literal_column(str(HIGH), WHOLE)),
    lambda facts: func.sum(facts.c.value % literal_column(str(HIGH), WHOLE)),
)


class How(StrEnum):
    """How the facts of a cell become one figure."""

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    P90 = "p90"
    """The value that nine in ten do not exceed (nearest rank)."""


QUANTILES = frozenset({How.MEDIAN, How.P90})


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of fact.

    Attributes:
        what: Its name within the report.
        leads: What is read; ``Lead`` is part of it.
        at: When it happened; ``None`` for what is so now, whatever the period.
        where: Further conditions.
        value: What is summed, or what the median is of.
        currency: Of an amount.
        own: Its value of each split of the report's own.
        across: Which of several columns it stands in.
        is_narrowed: Whether what is read is narrowed to ``Asked.among`` already.
    """

    what: str
    leads: FromClause
    at: ColumnElement[Any] | None
    where: tuple[ColumnElement[bool], ...] = ()
    value: ColumnElement[Any] | None = None
    currency: ColumnElement[Any] | None = None
    own: Mapping[Own, ColumnElement[Any]] = field(default_factory=dict)
    across: ColumnElement[Any] | None = None
    is_narrowed: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A column counted from facts."""

    key: str
    what: tuple[str, ...]
    how: How = How.COUNT
    unit: Unit = Unit.COUNT
    is_total: bool = True
    """Whether the column says something of all rows together."""
    is_events: bool = False
    """Whether one lead may be counted more than once: calls, moves, answers."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A column made of two others: a share with its interval, or an amount for each."""

    key: str
    part: str
    whole: str
    unit: Unit = Unit.SHARE


@dataclass(frozen=True, slots=True)
class Across:
    """A column for each value that stands beside a fact.

    Attributes:
        prefix: Of the columns' keys.
        what: The facts.
        per: Key of the column it is a share of; ``None`` shows counts.
        values: All values, in their order; ``None``: those that occur.
        is_running: Whether each column counts those before it, too.
        most: So many columns at most: the last takes what is beyond; only where values are numbers.
        titled: What the playbook names the values as.
        whole: Facts each column is a share of, value by value; they have an ``across`` of their own.
    """

    prefix: str
    what: str
    per: str | None = None
    values: tuple[str, ...] | None = None
    is_running: bool = False
    most: int | None = None
    titled: Own | None = None
    whole: str | None = None


class Shape(StrEnum):
    """How a report is drawn."""

    BARS = "bars"
    """A bar a row, lying."""
    COLUMNS = "columns"
    """A column a row, standing: rows have an order."""
    GRID = "grid"
    """A field for each row and each value across, the darker the more."""
    RATES = "rates"
    """A share a row, with its interval."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Which columns the picture shows.

    Attributes:
        shape: How.
        columns: Keys of the columns, the first first.
        hollow_from: How wide chance may leave a field's share, as a fraction, before it is drawn hollow.
    """

    shape: Shape
    columns: tuple[str, ...] = ()
    hollow_from: float | None = None


type Facts = Callable[[Connection, "Asked"], Iterable[Source]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked, with the present made plain.

    Attributes:
        among: Narrows the leads; what a report reads by groups or in order of each lead it narrows itself by this.
    """

    filter: ReportFilter
    by: Split | None
    now: int
    zone: tzinfo
    among: Among = everyone

    @property
    def horizon(self) -> int:
        """An instant after everything that has happened; the same for half a year, so that it can be remembered."""
        return (self.now // _HALF_YEAR + 1) * _HALF_YEAR


@dataclass(frozen=True, slots=True)
class CubeSpec:
    """One report of this frame.

    Attributes:
        name: In the list of reports.
        splits: What it can be split by; the first is what it is split by where nobody says.
        bases: What a period may mean.
        facts: Says what is counted; the present does not change it.
        columns: In their order.
        across: Columns made of values.
        drawing: Its picture.
        is_split: Whether it is split where nobody says.
        notes: Codes of what the reader must know.
        moving: Says what else is counted, and changes by the passing of time alone.
    """

    name: str
    splits: tuple[Split, ...]
    bases: tuple[Basis, ...]
    facts: Facts
    columns: tuple[Measure | Ratio, ...]
    drawing: Drawing
    across: Across | None = None
    is_split: bool = True
    notes: tuple[str, ...] = ()
    moving: Facts | None = None

    @property
    def ranked(self) -> frozenset[str]:
        """Return the facts whose values are put in order, for a median or a ninth tenth."""
        columns = [one for one in self.columns if isinstance(one, Measure)]
        return frozenset(one.what[0] for one in columns if one.how in QUANTILES)

    def sources(self, db: Connection, asked: Asked) -> list[Source]:
        """Return everything that is counted."""
        return [
            source for some in (self.facts, self.moving) if some is not None for source in some(db, asked)
        ]

    def measure(self, key: str) -> Measure | None:
        """Return the measure that counts a column: its own, or its part's."""
        for column in self.columns:
            if column.key == key:
                return column if isinstance(column, Measure) else self.measure(column.part)
        return None


def asked_of(db: Connection, spec: CubeSpec, asked: ReportFilter, by: Split | None) -> Asked:
    """Return what a report is asked, with its own split where none is named."""
    split = by if by is not None or not spec.is_split else spec.splits[0]
    return Asked(asked, split, asked.now if asked.now is not None else system_clock(), zone_of(db))


class Cube:
    """Builds the statements of one question."""

    def __init__(self, db: Connection, spec: CubeSpec, asked: Asked) -> None:
        self._db, self.spec, self.asked = db, spec, asked
        self.zone = asked.zone
        self._first, self._after = asked.filter.bounds(self.zone)

    def groups(self) -> Groups:
        """Return how many facts of the period there are by row, what, across, currency and value.

        The value stands in the key where it is put in order. The sums are facts, facts with a value, and the values
        in two parts, the higher first.
        """
        months = self._months() if self.asked.by in {Dimension.MONTH, Own.KEPT} else ()
        return self._tallied(lambda source: self._facts_of(source, months), KEYS, _SUMS)

    def leads(self, behind: Behind) -> Select[Any]:
        """Return the ids of the leads behind a figure."""
        whats, across = self._behind(behind)
        found = []
        for source in (*self._sources(self.spec.facts), *self._moving(everyone)):
            if source.what not in whats:
                continue
            chosen = select(Lead.id.label("id")).select_from(source.leads).where(*self._conditions(source))
            chosen = chosen.where(*self._in_row(source, behind), *across(source))
            found.append(chosen)
        if not found:
            return select(Lead.id).where(false())
        return select(union_all(*found).subquery("behind").c.id).distinct()

    def _behind(
        self, behind: Behind
    ) -> tuple[tuple[str, ...], Callable[[Source], tuple[ColumnElement[bool], ...]]]:
        across = self.spec.across
        if behind.across is not None and across is not None:
            value = behind.across

            def stands(source: Source) -> tuple[ColumnElement[bool], ...]:
                if source.across is None:
                    return ()
                at = source.across
                is_last = across.most is not None and value == str(across.most)
                if across.is_running and is_last:
                    return ()
                if across.is_running:
                    return (at <= literal(int(value), WHOLE),)
                if is_last:
                    return (at >= literal(across.most, WHOLE),)
                if _is_whole(at):
                    return (at.is_(None) if value == BLANK else at == literal(int(value), WHOLE),)
                return (func.coalesce(at, literal(BLANK, TEXT)) == literal(value, TEXT),)

            return (across.what,), stands
        measure = self.spec.measure(behind.column)
        return (measure.what if measure else ()), lambda _source: ()

    def _sources(self, facts: Facts | None, among: Among = everyone) -> list[Source]:
        if facts is None:
            return []
        sources = facts(self._db, replace(self.asked, among=among))
        is_lead = among(Lead.id.expression)
        return [
            source if source.is_narrowed else replace(source, where=(*source.where, is_lead))
            for source in sources
        ]

    @cached_property
    def _moving_sources(self) -> list[Source]:
        return self._sources(self.spec.moving)

    def _settled(self, among: Among) -> list[Source]:
        return self._sources(self.spec.facts, among)

    def _moving(self, _among: Among) -> list[Source]:
        return self._moving_sources

    def _tallied(
        self, of: Callable[[Source], Select[Any] | None], keys: tuple[str, ...], sums: tuple[Sum, ...]
    ) -> Groups:
        """Return the sums of facts over all sources: of those time changes counted now, of the others by parts."""
        db, found = self._db, []
        for count, some in ((tally, self._settled), (counted, self._moving)):
            if any(of(source) is not None for source in some(everyone)):
                found.append(count(db, of_facts(partial(_all_facts, of, some), keys, sums)))
        return added(found)

    def _facts_of(self, source: Source, months: tuple[str, ...]) -> Select[Any]:
        is_ranked = source.what in self.spec.ranked
        return (
            select(
                Lead.id.label("lead_id"),
                literal(source.what, TEXT, literal_execute=True).label("what"),
                _or_null(source.value if is_ranked else None, WHOLE).label("ranked"),
                self._row_key(source, months).label("row_key"),
                _or_null(source.across, WHOLE if self._is_across_whole else TEXT).label("across"),
                _or_null(source.value, WHOLE).label("value"),
                _or_null(source.currency, TEXT).label("currency"),
            )
            .select_from(source.leads)
            .where(*self._conditions(source))
        )

    @cached_property
    def _is_across_whole(self) -> bool:
        sources = self._sources(self.spec.facts)
        return any(one.across is not None and _is_whole(one.across) for one in sources)

    def _conditions(self, source: Source) -> list[ColumnElement[bool]]:
        dated = Lead.created_at.expression if self.asked.filter.basis is Basis.COHORT else source.at
        within: list[ColumnElement[bool]] = []
        if dated is not None:
            within += [] if self._first is None else [dated >= self._first]
            within += [] if self._after is None else [dated < self._after]
        return [*source.where, *within, *self.asked.filter.conditions()]

    def _row_key(self, source: Source, months: tuple[str, ...]) -> ColumnElement[Any]:
        by = self.asked.by
        match by:
            case None:
                return typed_null(TEXT)
            case Dimension.MONTH | Own.KEPT:
                return self._month_of(source, months)
            case Dimension():
                return _grouped(COLUMNS[by], by, groups_blank=self.asked.filter.groups_blank)
            case Custom():
                return custom(by)
            case _:
                return source.own[by]

    def _dated(self, source: Source) -> ColumnElement[Any] | None:
        """Return the instant whose month a fact falls into."""
        if self.asked.by is Own.KEPT:
            return source.own[Own.KEPT]
        is_cohort = self.asked.filter.basis is Basis.COHORT
        return Lead.created_at.expression if is_cohort else source.at

    def _months(self) -> tuple[str, ...]:
        """Return every month between the first and the last fact, perhaps one more at either end."""
        groups = self._tallied(self._span_of, ("span",), (count_facts,))
        spans = [span for (span,) in groups if span is not None]
        if not spans:
            return ()
        first, after = (span * _SPAN - _SHIFT for span in (min(spans), max(spans) + 1))
        return months_between(first, after - 1, self.zone)

    def _span_of(self, source: Source) -> Select[Any] | None:
        at = self._dated(source)
        if at is None:
            return None
        span = IntDiv(at + literal(_SHIFT, WHOLE), literal(_SPAN, WHOLE))
        columns: list[ColumnElement[Any]] = [Lead.id.label("lead_id"), span.label("span")]
        return select(*columns).select_from(source.leads).where(*self._conditions(source))

    def _month_of(self, source: Source, months: tuple[str, ...]) -> ColumnElement[Any]:
        at = self._dated(source)
        if at is None or not months:
            return typed_null(TEXT)
        return month_at(at, months, self.zone)

    def _in_row(self, source: Source, behind: Behind) -> tuple[ColumnElement[bool], ...]:
        by, value = self.asked.by, behind.value
        if by is None or value is None:
            return ()
        if not isinstance(by, Custom) and by in {Dimension.MONTH, Own.KEPT}:
            return self._in_month(source, value)
        if isinstance(by, Dimension):
            column = _grouped(COLUMNS[by], by, groups_blank=self.asked.filter.groups_blank)
            if by in PEOPLE:
                return (column.is_(None) if value == BLANK else column == UUID(value),)
            return (column == value,)
        return (_is_own(source, by, value),)

    def _in_month(self, source: Source, month: str) -> tuple[ColumnElement[bool], ...]:
        at = self._dated(source)
        if month == BLANK:
            return () if at is None else (at.is_(None),)
        if at is None:
            return (false(),)
        first, after = month_bounds(month, self.zone)
        return (and_(at >= first, at < after),)


def _all_facts(
    of: Callable[[Source], Select[Any] | None], sources: Callable[[Among], list[Source]], among: Among
) -> Subquery:
    return union_all(*(one for source in sources(among) if (one := of(source)) is not None)).subquery("facts")


_TYPED = OWN_NUMBERS | OWN_DAYS | OWN_PEOPLE


def _is_own(source: Source, by: Own | Custom, value: str) -> ColumnElement[bool]:
    if isinstance(by, Custom):
        return custom(by) == value
    column = source.own[by]
    if value == BLANK:
        return column.is_(None) if by in _TYPED else or_(column.is_(None), column == BLANK)
    return and_(column == typed_key(by, value))


def typed_key(by: Own, value: str) -> Any:
    """Return a value of a report's own split as the database keeps it."""
    if by in OWN_PEOPLE:
        return UUID(value)
    if by in OWN_DAYS:
        return to_epoch_day(date.fromisoformat(value))
    return int(value) if by in OWN_NUMBERS else value


def _grouped(column: ColumnElement[Any], by: Dimension, *, groups_blank: bool) -> ColumnElement[Any]:
    if by in PEOPLE:
        return column
    text = func.coalesce(column, literal(BLANK, TEXT))
    if not groups_blank:
        return text
    return case((text.in_((BLANK, *UNKNOWN_WORDS)), literal(UNKNOWN, TEXT)), else_=text)


def custom(by: Custom) -> ColumnElement[Any]:
    """Return what a lead holds in a field of its source's own; empty where it has none."""
    field = CustomField.__table__.alias("custom_of")
    found = (
        select(field.c.value)
        .where(field.c.lead_id == Lead.id, field.c.name == by.field)
        .correlate(Lead.__table__)
        .scalar_subquery()
    )
    return func.coalesce(found, literal(BLANK, TEXT))


def _or_null(column: ColumnElement[Any] | None, kind: Any) -> ColumnElement[Any]:
    return typed_null(kind) if column is None else column


def _is_whole(column: ColumnElement[Any]) -> bool:
    return column.type.python_type is int
