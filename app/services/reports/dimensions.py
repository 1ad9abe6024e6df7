"""What a report can be split by, and which leads belong to one value of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, or_, select

from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Channel

BLANK = ""
"""The source left it empty; not the same as somebody writing that it is unknown."""
UNKNOWN = "unknown"
UNKNOWN_WORDS = (UNKNOWN, "Unknown", "UNKNOWN", "未知")
"""Spellings that join the blank ones when a report groups both."""


class Dimension(StrEnum):
    """What a report can be split by; the value names the column in its output (design section 7)."""

    CHANNEL = "channel"
    MONTH = "month"
    CAMPAIGN = "campaign"
    AD_UNIT = "ad_unit"
    """The unit of a search ad; its plan is the campaign."""
    KEYWORD = "keyword"
    REGION = "region"
    INDUSTRY = "industry"
    SIZE = "size"
    OWNER = "owner"
    """The SDR who holds the lead now."""
    REP = "rep"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a dimension.

    Attributes:
        value: The value itself; a member's id for ``owner`` and ``rep``, ``2026-03`` for a month.
        title_zh: What people call it in Chinese; empty for a blank.
        title_en: The same in English.
    """

    value: str
    title_zh: str
    title_en: str


PEOPLE = (Dimension.OWNER, Dimension.REP)
COLUMNS: Mapping[Dimension, ColumnElement[Any]] = {
    Dimension.CHANNEL: Lead.channel.expression,
    Dimension.CAMPAIGN: Lead.campaign.expression,
    Dimension.AD_UNIT: Lead.ad_unit.expression,
    Dimension.KEYWORD: Lead.keyword.expression,
    Dimension.REGION: Lead.region.expression,
    Dimension.INDUSTRY: Lead.industry.expression,
    Dimension.SIZE: Lead.company_size.expression,
    Dimension.OWNER: Lead.owner_id.expression,
    Dimension.REP: Lead.rep_id.expression,
}
"""The lead's column of each dimension; a month is found from an instant instead."""


def value_of(dimension: Dimension, stored: object, *, groups_blank: bool) -> str:
    """Return the value of the cell that a stored value belongs to.

    Args:
        dimension: Not ``MONTH``.
        stored: As the database gives it; ``None`` is blank.
        groups_blank: Whether blank and unknown are one.
    """
    text = BLANK if stored is None else str(stored)
    return UNKNOWN if _is_grouped(dimension, text, groups_blank=groups_blank) else text


def is_in_cell(dimension: Dimension, value: str, *, groups_blank: bool) -> ColumnElement[bool]:
    """Return the condition on ``Lead`` that mirrors ``value_of``: the leads of one cell, and no others."""
    column = COLUMNS[dimension]
    if dimension in PEOPLE:
        return column.is_(None) if value == BLANK else column == UUID(value)
    is_blank = or_(column.is_(None), column == BLANK)
    if _is_grouped(dimension, value, groups_blank=groups_blank):
        return or_(is_blank, column.in_(UNKNOWN_WORDS))
    return is_blank if value == BLANK else column == value


def cells_of(db: Connection, dimension: Dimension, values: frozenset[str]) -> dict[str, Cell]:
    """Return the cells of these values with their titles: channels and members by their names."""
    cells = {value: Cell(value, value, value) for value in values}
    match dimension:
        case Dimension.CHANNEL:
            for row in db.execute(select(Channel.key, Channel.title_zh, Channel.title_en)):
                if row.key in cells:
                    cells[row.key] = Cell(row.key, row.title_zh or row.key, row.title_en or row.key)
        case Dimension.OWNER | Dimension.REP:
            names = _member_names(db, values)
            cells |= {value: Cell(value, name, name) for value, name in names.items()}
        case _:
            pass
    return cells


def people_named(db: Connection, name: str) -> list[str]:
    """Return the ids of the members of a name or login, as a restriction takes them."""
    rows = db.execute(select(Member.id).where(or_(Member.name == name, Member.login == name)))
    return [str(found) for found in rows.scalars()]


def _is_grouped(dimension: Dimension, value: str, *, groups_blank: bool) -> bool:
    return groups_blank and dimension not in PEOPLE and value in {BLANK, *UNKNOWN_WORDS}


def _member_names(db: Connection, values: frozenset[str]) -> dict[str, str]:
    """Return names by id; people of one name are told apart by their logins."""
    members = db.execute(select(Member.id, Member.name, Member.login).order_by(Member.id)).all()
    shown = [member for member in members if str(member.id) in values]
    names = [member.name for member in shown]
    return {
        str(member.id): member.name if names.count(member.name) == 1 else f"{member.name} ({member.login})"
        for member in shown
    }
