"""A written filter as a sentence: what its fields, keys and comparisons mean to people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.clock import to_micros
from app.services.call_list_view import Named
from app.services.filter_text import All, AnyOf, Comparison, Expression, FilterProblem, Not, Op, Value, parse
from app.services.lead_filter import days_off
from app.views import formats
from app.views.import_words import FIELD_NAMES
from app.views.punctuation import joined
from app.views.said import said

type Said = Callable[[], str]

_NAMES: Final[Mapping[str, Said]] = {
    "maturity": lambda: QCoreApplication.translate("FilterWords", "Maturity"),
    "created_at": lambda: QCoreApplication.translate("FilterWords", "Created"),
    "next_step_at": lambda: QCoreApplication.translate("FilterWords", "Next step"),
    "last_contact_at": lambda: QCoreApplication.translate("FilterWords", "Last contact"),
    "responded_at": lambda: QCoreApplication.translate("FilterWords", "First response"),
    "cycle": lambda: QCoreApplication.translate("FilterWords", "Cycle"),
    "source": lambda: QCoreApplication.translate("FilterWords", "Source"),
}
_IS: Final[Mapping[Op, Said]] = {
    Op.EQ: lambda: QCoreApplication.translate("FilterWords", "{field} is {value}"),
    Op.NE: lambda: QCoreApplication.translate("FilterWords", "{field} is not {value}"),
    Op.IN: lambda: QCoreApplication.translate("FilterWords", "{field} is one of {value}"),
    Op.CONTAINS: lambda: QCoreApplication.translate("FilterWords", "{field} contains {value}"),
    Op.LT: lambda: QCoreApplication.translate("FilterWords", "{field} under {value}"),
    Op.LE: lambda: QCoreApplication.translate("FilterWords", "{field} at most {value}"),
    Op.GT: lambda: QCoreApplication.translate("FilterWords", "{field} over {value}"),
    Op.GE: lambda: QCoreApplication.translate("FilterWords", "{field} at least {value}"),
}
_WHEN: Final[Mapping[Op, Said]] = {
    Op.LT: lambda: QCoreApplication.translate("FilterWords", "{field} before {value}"),
    Op.LE: lambda: QCoreApplication.translate("FilterWords", "{field} up to {value}"),
    Op.GT: lambda: QCoreApplication.translate("FilterWords", "{field} after {value}"),
    Op.GE: lambda: QCoreApplication.translate("FilterWords", "{field} since {value}"),
}
_SPECIAL: Final[Mapping[tuple[str, Op, Value], Said]] = {
    ("owner", Op.EQ, ""): lambda: QCoreApplication.translate("FilterWords", "nobody holds it"),
    ("next_step_at", Op.EQ, ""): lambda: QCoreApplication.translate("FilterWords", "without a next step"),
    ("next_step_at", Op.NE, ""): lambda: QCoreApplication.translate("FilterWords", "with a next step"),
}
_SEARCHED: Final = {"company", "contact_name", "phone", "email"}


def filter_sentence(text: str, named: Named) -> str:
    """Return what a written filter means; as it is written where it cannot be read.

    Args:
        text: The filter; empty for all leads.
        named: What stages and people are called.
    """
    if not text:
        return QCoreApplication.translate("FilterWords", "all leads")
    try:
        return _said(parse(text), named)
    except FilterProblem:
        return text


def _said(expression: Expression, named: Named) -> str:
    match expression:
        case Comparison():
            return _comparison(expression, named)
        case Not(part):
            return QCoreApplication.translate("FilterWords", "not: {what}").format(what=_said(part, named))
        case All(parts):
            return joined((_said(part, named) for part in parts), strongly=True)
        case AnyOf(parts):
            return _search(parts) or _reached(parts) or _either(parts, named)


def _either(parts: tuple[Expression, ...], named: Named) -> str:
    word = QCoreApplication.translate("FilterWords", " or ")
    return word.join(f"({text})" if isinstance(part, All) else text for part, text in (
        (part, _said(part, named)) for part in parts
    ))  # fmt: skip


def _search(parts: tuple[Expression, ...]) -> str:
    """Say what somebody typed to find a lead, which is looked for in several fields."""
    found = [part for part in parts if isinstance(part, Comparison) and part.op is Op.CONTAINS]
    if len(found) != len(parts) or {one.field for one in found} != _SEARCHED:
        return ""
    words = {str(one.values[0]) for one in found}
    text = QCoreApplication.translate("FilterWords", "“{text}” in names, phones or e-mails")
    return text.format(text=next(iter(words))) if len(words) == 1 else ""


def _reached(parts: tuple[Expression, ...]) -> str:
    """Say a milestone or any later one."""
    found = [part for part in parts if isinstance(part, Comparison) and part.op is Op.NE]
    dates = [one.field for one in found if one.field.endswith("_at") and one.values == ("",)]
    if len(dates) != len(parts):
        return ""
    text = QCoreApplication.translate("Leads", "reached {value}")
    return text.format(value=dates[0].removesuffix("_at").upper())


def _comparison(one: Comparison, named: Named) -> str:
    special = _SPECIAL.get((one.field, one.op, one.values[0]))
    if special is not None:
        return special()
    if one.field == "reachable":
        can = (one.op is Op.EQ) == (one.values[0] == 1)
        if can:
            return QCoreApplication.translate("Leads", "can be reached")
        return QCoreApplication.translate("Leads", "cannot be reached")
    if one.field.endswith("_at") and one.op is Op.NE and one.values == ("",):
        return QCoreApplication.translate("Leads", "reached {value}").format(value=_field(one.field))
    is_time = one.field.endswith(("_at", "_on"))
    days = days_off(str(one.values[0])) if is_time and one.op is Op.GE else None
    if days is not None and days < 0:
        text = QCoreApplication.translate("FilterWords", "{field} in the last {n} days")
        return text.format(field=_field(one.field), n=formats.number(-days))
    sentence = _WHEN[one.op] if is_time and one.op in _WHEN else _IS[one.op]
    value = joined(_value(one.field, value, named) for value in one.values)
    return sentence().format(field=_field(one.field), value=value)


def _field(name: str) -> str:
    if name.startswith("custom:"):
        return name.removeprefix("custom:")
    found = _NAMES.get(name) or FIELD_NAMES.get(name)
    return found() if found else name


def _value(field: str, value: Value, named: Named) -> str:
    if value == "":
        return QCoreApplication.translate("FilterWords", "blank")
    text = value if isinstance(value, str) else format(value, "f")
    match field:
        case "stage":
            return next((said(title) for key, title in named.stages if key == text), text)
        case "owner" | "rep":
            return next((name for login, name in named.people if login == text), text)
        case _ if field.endswith(("_at", "_on")):
            return _moment(text)
        case "maturity":
            return f"{text}%"
        case _:
            return text


def _days_off(days: int) -> str:
    translate = QCoreApplication.translate
    named = {
        0: translate("FilterWords", "today"),
        -1: translate("FilterWords", "yesterday"),
        1: translate("FilterWords", "tomorrow"),
    }
    if days in named:
        return named[days]
    text = (
        translate("FilterWords", "{n} days ago")
        if days < 0
        else translate("FilterWords", "{n} days from now")
    )
    return text.format(n=formats.number(abs(days)))


def _moment(text: str) -> str:
    """Return an instant in the time of this desk; a day, and what is no date, as it is written."""
    days = days_off(text)
    if days is not None:
        return _days_off(days)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if at.tzinfo is None else formats.date_time(to_micros(at))
