"""What a filter means: an expression over leads as a condition the database answers."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Float, and_, cast, func, literal, not_, or_

from app.clock import from_micros, system_clock, to_epoch_day, to_micros
from app.services.filter_text import (
    All,
    AnyOf,
    Comparison,
    Expression,
    FilterProblem,
    Not,
    Op,
    Value,
    comparisons,
    parse,
)
from app.services.kernel.expressions import TEXT, WHOLE
from app.services.lead_fields import Kind, LeadField, field_of, nearest

_LARGEST = Decimal(2) ** 53
_RELATIVE = re.compile(r"(?P<ago>\d{1,4}) days? ago|in (?P<ahead>\d{1,4}) days?")
_NAMED = {"today": 0, "yesterday": -1, "tomorrow": 1}
_UUID = re.compile(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}")


def condition_of(text: str, zone: tzinfo | None = None) -> ColumnElement[bool]:
    """Return the condition on ``Lead`` that a written filter means.

    Comparisons are never undecided: a field without a value is the empty text, is unequal to every number
    and date, and neither before nor after one. ``contains`` takes no notice of the case of A to Z.
    A date stands for its whole day. So do ``today``, ``yesterday``, ``7 days ago`` and ``in 7 days``, counted from
    the day on which the filter is asked: a list saved with one moves on with time.

    Args:
        text: The filter.
        zone: Where days begin and end; the machine's without one.

    Raises:
        FilterProblem: it cannot be read, names an unknown field, or compares one with what it cannot hold.
    """
    return meaning(parse(text), zone)


def meaning(expression: Expression, zone: tzinfo | None = None) -> ColumnElement[bool]:
    """Return the condition on ``Lead`` that an expression means.

    Raises:
        FilterProblem: as ``condition_of``.
    """
    for comparison in comparisons(expression):
        if field_of(comparison.field) is None:
            raise FilterProblem(
                "filter_unknown_field",
                at=comparison.at,
                found=comparison.field,
                near=nearest(comparison.field),
            )
    return _condition(expression, zone)


def _condition(expression: Expression, zone: tzinfo | None) -> ColumnElement[bool]:
    match expression:
        case Comparison():
            return _compared(expression, zone)
        case Not(part):
            return not_(_condition(part, zone))
        case All(parts):
            return and_(*(_condition(part, zone) for part in parts))
        case AnyOf(parts):
            return or_(*(_condition(part, zone) for part in parts))


def _compared(comparison: Comparison, zone: tzinfo | None) -> ColumnElement[bool]:
    field = field_of(comparison.field)
    if field is None:
        raise AssertionError("fields are checked before")
    if comparison.op is Op.NE:
        return not_(_any_equal(field, comparison, zone))
    if comparison.op in (Op.EQ, Op.IN):
        return _any_equal(field, comparison, zone)
    return _holds(field, comparison.op, comparison.values[0], comparison, zone)


def _any_equal(field: LeadField, comparison: Comparison, zone: tzinfo | None) -> ColumnElement[bool]:
    return or_(*(_holds(field, Op.EQ, value, comparison, zone) for value in comparison.values))


def _holds(
    field: LeadField, op: Op, value: Value, comparison: Comparison, zone: tzinfo | None
) -> ColumnElement[bool]:
    if field.many is not None:
        rows, column = field.many
        if op is Op.EQ and value == "":
            return not_(rows.exists())
        return rows.where(_text_holds(column, op, _as_text(value))).exists()
    ways = [_one_holds(field.kind, column, op, value, comparison, zone) for column in field.values]
    return or_(*ways)


def _one_holds(
    kind: Kind, column: ColumnElement[Any], op: Op, value: Value, comparison: Comparison, zone: tzinfo | None
) -> ColumnElement[bool]:
    if kind is Kind.TEXT:
        return _text_holds(column, op, _as_text(value))
    if op is Op.CONTAINS:
        raise FilterProblem("filter_not_text", at=comparison.at, found=comparison.field)
    if op is Op.EQ and value == "":
        return column.is_(None)
    match kind:
        case Kind.ID:
            return func.coalesce(column == _id(value, op, comparison), False)
        case Kind.NUMBER | Kind.MONEY:
            scale = 1000 if kind is Kind.MONEY else 1
            return _number_holds(column, op, _number(value, comparison), scale=scale)
        case Kind.INSTANT | Kind.DATE:
            span = _span(value, comparison, zone) if kind is Kind.INSTANT else _days(value, comparison)
            return func.coalesce(_within(column, op, *span), False)


def _text_holds(column: ColumnElement[Any], op: Op, value: str) -> ColumnElement[bool]:
    if op is Op.CONTAINS:
        return func.instr(func.lower(column), func.lower(literal(value, TEXT))) > 0
    return _ordered(column, op, literal(value, TEXT))


_COMPARE: Mapping[Op, Callable[[ColumnElement[Any], Any], Any]] = {
    Op.EQ: operator.eq,
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
}


def _ordered(column: ColumnElement[Any], op: Op, value: Any) -> ColumnElement[bool]:
    compared: ColumnElement[bool] = _COMPARE[op](column, value)
    return compared


def _within(column: ColumnElement[Any], op: Op, begin: int, end: int) -> ColumnElement[bool]:
    """Compare with a span from ``begin`` up to ``end``: equal is inside it."""
    if op is Op.EQ:
        return and_(column >= begin, column < end)
    # After a day means from its end on; not after a day means up to its end.
    from_its_end = op in (Op.GT, Op.LE)
    return _ordered(column, _EDGE[op], end if from_its_end else begin)


_EDGE: Mapping[Op, Op] = {Op.LT: Op.LT, Op.LE: Op.LT, Op.GT: Op.GE, Op.GE: Op.GE}


def _number_holds(column: ColumnElement[Any], op: Op, value: Decimal, *, scale: int) -> ColumnElement[bool]:
    scaled = value * scale
    if scaled == scaled.to_integral_value():
        compared: ColumnElement[Any] = literal(int(scaled), WHOLE)
    else:
        # The columns hold whole numbers: comparing with a fraction loses nothing.
        compared = cast(literal(float(scaled), Float), Float)
    return func.coalesce(_ordered(column, op, compared), False)


def _as_text(value: Value) -> str:
    return value if isinstance(value, str) else format(value, "f")


def _number(value: Value, comparison: Comparison) -> Decimal:
    try:
        number = value if isinstance(value, Decimal) else Decimal(value.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > _LARGEST:
        raise FilterProblem(
            "filter_not_a_number", at=comparison.at, found=_as_text(value), near=comparison.field
        )
    return number


def _id(value: Value, op: Op, comparison: Comparison) -> UUID:
    text = _as_text(value).strip()
    if op is not Op.EQ or not _UUID.fullmatch(text):
        raise FilterProblem("filter_not_an_id", at=comparison.at, found=text, near=comparison.field)
    return UUID(text)


def _span(value: Value, comparison: Comparison, zone: tzinfo | None) -> tuple[int, int]:
    """Return an instant's or a whole day's first microsecond, and the first one after it."""
    text = _as_text(value).strip()
    try:
        on = relative_day(text, zone)
        if on is not None or len(text) <= len("2026-01-31"):
            on = on or date.fromisoformat(text)
            return _midnight(on, zone), _midnight(on + timedelta(days=1), zone)
        at = datetime.fromisoformat(text)
        micros = to_micros(at if at.tzinfo else _local(at, zone))
    except (ValueError, OverflowError):
        raise _no_date(text, comparison) from None
    return micros, micros + 1


def _days(value: Value, comparison: Comparison) -> tuple[int, int]:
    """Return a calendar date and the one after it, as days since 1970."""
    text = _as_text(value).strip()
    try:
        day = to_epoch_day(relative_day(text) or date.fromisoformat(text))
    except ValueError:
        raise _no_date(text, comparison) from None
    return day, day + 1


def days_off(text: str) -> int | None:
    """Return how many days after today a relative day is, ``7 days ago`` being -7; ``None`` for anything else."""
    if text in _NAMED:
        return _NAMED[text]
    found = _RELATIVE.fullmatch(text)
    if found is None:
        return None
    return -int(found["ago"]) if found["ago"] else int(found["ahead"])


def relative_day(text: str, zone: tzinfo | None = None) -> date | None:
    """Return the day that ``7 days ago`` is now; ``None`` where the text names no relative day."""
    days = days_off(text)
    if days is None:
        return None
    return from_micros(system_clock()).astimezone(zone).date() + timedelta(days=days)


def begin_of_days_ago(days: int, zone: tzinfo | None = None) -> int:
    """Return the first instant of the day so many days ago."""
    return _midnight(relative_day(f"{days} days ago", zone) or date.min, zone)


def _no_date(text: str, comparison: Comparison) -> FilterProblem:
    return FilterProblem("filter_not_a_date", at=comparison.at, found=text, near=comparison.field)


def _midnight(on: date, zone: tzinfo | None) -> int:
    return to_micros(_local(datetime.combine(on, time()), zone))


def _local(at: datetime, zone: tzinfo | None) -> datetime:
    return at.replace(tzinfo=zone) if zone else at.astimezone().astimezone(UTC)
