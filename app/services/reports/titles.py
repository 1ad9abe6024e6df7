"""What the values of a split are called: stages, reasons and questions by the playbook, people by their names."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from app.models.playbook import Question, Reason, Stage
from app.services.limits import current_version
from app.services.reports.dimensions import Cell, Dimension, cells_of
from app.services.reports.sheet import OWN_CHANNELS, OWN_PEOPLE, Own, Split

_OF_PLAYBOOK: dict[Split, Any] = {Own.STAGE: Stage, Own.REASON: Reason, Own.QUESTION: Question}


def titles(db: Connection, by: Split | None, values: frozenset[str]) -> dict[str, Cell]:
    """Return the cells of values; those with an order of the playbook's stand in it."""
    if by is None:
        return {value: Cell(value, value, value) for value in values}
    if isinstance(by, Dimension):
        return cells_of(db, by, values)
    if by in OWN_PEOPLE:
        return cells_of(db, Dimension.OWNER, values)
    if by in OWN_CHANNELS:
        return cells_of(db, Dimension.CHANNEL, values)
    if by in _OF_PLAYBOOK:
        return _named(db, _OF_PLAYBOOK[by], values)
    return {value: Cell(value, value, value) for value in sorted(values)}


def _named(db: Connection, of: Any, values: frozenset[str]) -> dict[str, Cell]:
    """Return titles by the newest version that knows a key, those in force first and in their order."""
    newest = select(of.key, func.max(of.version).label("version")).group_by(of.key).subquery("newest")
    rows = db.execute(
        select(of.key, of.title_zh, of.title_en, of.position, of.version)
        .join(newest, (newest.c.key == of.key) & (newest.c.version == of.version))
        .order_by((of.version == current_version()).desc(), of.position, of.key)
    )
    known = {row.key: Cell(row.key, row.title_zh, row.title_en) for row in rows if row.key in values}
    return known | {value: Cell(value, value, value) for value in sorted(values - known.keys())}
