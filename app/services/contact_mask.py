"""The one place where phones and e-mails of leads in a pool are hidden from whoever reads them (spec section 10).

Every query that shows a lead to people takes these expressions in place of the columns; a test of the floors finds
one that does not. Rules, imports and the scripting door of the owner of the data read the columns themselves.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Table, and_, case, func, literal, or_

from app.models.leads import ContactPoint, Lead
from app.models.vocabulary import PointKind
from app.services.kernel.expressions import TEXT

HIDDEN = "****"
"""Stands for what is not shown; no number that holds it can be dialled."""
_AHEAD, _BEHIND = 6, 2
"""Characters of a phone that stay: country and carrier, and the end by which two numbers are told apart."""
_SHOWN = {
    "phone": lambda lead: _unless_hidden(lead, lead.c.phone, _phone(lead.c.phone)),
    "phone_ext": lambda lead: _unless_hidden(lead, lead.c.phone_ext, literal(None, TEXT)),
    "email": lambda lead: _unless_hidden(lead, lead.c.email, _email(lead.c.email)),
    "email_key": lambda lead: _unless_hidden(lead, lead.c.email_key, _email(lead.c.email_key)),
}


def shown(name: str, lead: Any = Lead.__table__) -> ColumnElement[Any]:
    """Return a column of a lead as people may read it, under its own name."""
    if name not in _SHOWN:
        column: ColumnElement[Any] = lead.c[name]
        return column
    return _SHOWN[name](lead).label(name)


def shown_point(name: str, lead: Any = Lead.__table__) -> ColumnElement[Any]:
    """Return a column of a further phone or e-mail as people may read it; the lead must be joined."""
    point: Table = ContactPoint.__table__  # type: ignore[assignment]
    column = point.c[name]
    masked: ColumnElement[Any]
    match name:
        case "value" | "raw":
            masked = case((point.c.kind == PointKind.PHONE.value, _phone(column)), else_=_email(column))
        case "extension":
            masked = literal(None, TEXT)
        case _:
            return column
    return _unless_hidden(lead, column, masked).label(name)


def is_hidden(lead: Any = Lead.__table__) -> ColumnElement[bool]:
    """Whether nobody holds a lead, as SDR or as rep: then nobody is shown how to reach its contact."""
    return and_(lead.c.owner_id.is_(None), lead.c.rep_id.is_(None))


def _unless_hidden(lead: Any, column: ColumnElement[Any], masked: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((is_hidden(lead), masked), else_=column)


def _phone(number: ColumnElement[Any]) -> ColumnElement[Any]:
    ends = func.substr(number, 1, _AHEAD) + HIDDEN + func.substr(number, func.length(number) - _BEHIND + 1)
    short = func.substr(number, 1, 1) + HIDDEN
    return case(
        (or_(number.is_(None), number == ""), number),
        (func.length(number) <= _AHEAD + _BEHIND + 1, short),
        else_=ends,
    )


def _email(address: ColumnElement[Any]) -> ColumnElement[Any]:
    at = func.instr(address, "@")
    whole = func.substr(address, 1, 1) + HIDDEN + func.substr(address, at)
    bare = func.substr(address, 1, 1) + HIDDEN
    return case((or_(address.is_(None), address == ""), address), (at > 1, whole), else_=bare)
