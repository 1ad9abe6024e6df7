"""Orders of leads, and positions in them, over the narrow row each lead has on this desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from app.models.people import Member
from app.models.playbook import Stage
from app.models.search_index import LeadRow, RowCode
from app.services.limits import current_version

_FAR = 2**62
"""Stands for "never" where the earlier comes first."""


@dataclass(frozen=True, slots=True)
class Key:
    """One step of an order; its expression is never NULL."""

    by: ColumnElement[Any]
    is_descending: bool = False

    def turned(self) -> Key:
        """Return the step the other way round."""
        return Key(self.by, not self.is_descending)

    @property
    def order(self) -> ColumnElement[Any]:
        """The step as ORDER BY takes it."""
        return self.by.desc() if self.is_descending else self.by.asc()


LAST = Key(LeadRow.n.expression)
"""Ends every order: no two leads have the same number."""


def _word(code: ColumnElement[Any]) -> ColumnElement[Any]:
    word = select(RowCode.word).where(RowCode.code == code).scalar_subquery()
    return func.coalesce(word, "")


def _name(code: ColumnElement[Any]) -> ColumnElement[Any]:
    found = (
        select(Member.name_key)
        .select_from(RowCode)
        .join(Member, Member.id == RowCode.word)
        .where(RowCode.code == code)
    )
    return func.coalesce(found.scalar_subquery(), "")


def _position(code: ColumnElement[Any]) -> ColumnElement[Any]:
    found = (
        select(Stage.position)
        .select_from(RowCode)
        .join(Stage, and_(Stage.key == RowCode.word, Stage.version == current_version()))
        .where(RowCode.code == code)
    )
    return func.coalesce(found.scalar_subquery(), -1)


ORDERS: Mapping[str, ColumnElement[Any]] = {
    "company": LeadRow.company_sort.expression,
    "score": LeadRow.score.expression,
    "created_at": LeadRow.created_at.expression,
    "next_at": func.coalesce(LeadRow.next_at, _FAR),
    "last_at": func.coalesce(LeadRow.last_at, 0),
    "amount": func.coalesce(LeadRow.amount, -1),
    "maturity_pct": func.coalesce(LeadRow.maturity_pct, -1),
    "first_response": func.coalesce(LeadRow.warn_at, _FAR),
    "stage": _position(LeadRow.stage.expression),
    "owner": _name(LeadRow.owner.expression),
    "rep": _name(LeadRow.rep.expression),
    "channel": _word(LeadRow.channel.expression),
    "region": _word(LeadRow.region.expression),
    "industry": _word(LeadRow.industry.expression),
    "company_size": _word(LeadRow.size.expression),
}
"""What a list can be ordered by."""


def order_by(sort: str, *, descending: bool) -> tuple[Key, ...]:
    """Return an order of leads; equals stand as they came.

    Raises:
        KeyError: nothing is ordered by that.
    """
    steps = [Key(ORDERS[sort], descending)]
    if sort == "score":
        # As the queue has it, and as an index has it: of equal scores the longer waiting first.
        created = Key(LeadRow.created_at.expression)
        steps.append(created if descending else created.turned())
        return (*steps, LAST if descending else LAST.turned())
    return (*steps, LAST.turned() if descending else LAST)


def before(keys: Sequence[Key], values: Sequence[Any]) -> ColumnElement[bool]:
    """Return the condition that a row stands before the one that has these values."""
    steps: list[ColumnElement[bool]] = []
    for at, (key, value) in enumerate(zip(keys, values, strict=True)):
        is_earlier = key.by > value if key.is_descending else key.by < value
        same = [earlier.by == known for earlier, known in zip(keys[:at], values[:at], strict=True)]
        steps.append(and_(*same, is_earlier))
    return or_(*steps)


def codes_of(db: Connection, words: Sequence[str | UUID]) -> list[int]:
    """Return the codes of words and ids; what no lead has, has none."""
    if not words:
        return []
    written = [word.hex if isinstance(word, UUID) else word for word in words]
    return list(db.execute(select(RowCode.code).where(RowCode.word.in_(written))).scalars())
