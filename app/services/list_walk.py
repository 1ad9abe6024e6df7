"""Working a call list lead by lead: the order is kept from the first lead on, so that the place is never lost.

What a call does to a lead changes where it stands, or takes it out of the filter. So the order is noted when the work
begins and this desk remembers it: next goes to the next of that order that still belongs to the list, and at the end
to those that joined since; previous goes back to whoever was there, whether or not they still belong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, exists, select

from app.models.call_lists import CallList
from app.models.search_index import LeadRow
from app.services.lead_list import LeadsWhere, ordered_numbers, which_of
from app.services.lead_rows import ORDERS
from app.services.remembering import forget, remember, remembered

MOST = 5_000
"""Leads of one order; those behind them join when they are reached."""
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class ListPlace:
    """What opens a list at the call desk.

    Attributes:
        lead_id: Where to begin; without one, where the work was left, or at the top.
        is_anew: Whether to begin at the top, in the order of now.
    """

    list_id: UUID
    lead_id: UUID | None = None
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """Where somebody stands in a list.

    Attributes:
        at: The place, from 1.
        total: How many leads the order holds, those done included.
    """

    list_id: UUID
    name: str
    lead_id: UUID
    at: int
    total: int


def begin(member_id: UUID, place: ListPlace) -> Callable[[Connection], Walk | None]:
    """Return the write that opens a list where it was left, at a lead, or at the top; ``None`` where it is empty."""

    def write(db: Connection) -> Walk | None:
        keys = _Keys(member_id, place.list_id)
        if place.is_anew:
            keys.forget(db)
        order, at = keys.read(db)
        if place.lead_id is not None and place.lead_id not in order:
            order = _now(db, place.list_id)
            order = order if place.lead_id in order else [place.lead_id, *order]
            keys.note(db, order)
        if place.lead_id is not None:
            return _stand(db, keys, order, order.index(place.lead_id))
        if order and _is_here(db, order[at]):
            return _stand(db, keys, order, at)
        return _forward(db, keys, order, at if order else -1)

    return write


def step(member_id: UUID, list_id: UUID, by: int) -> Callable[[Connection], Walk | None]:
    """Return the write that goes on (1) or back (-1); ``None`` at the end of the list, or at its beginning."""

    def write(db: Connection) -> Walk | None:
        keys = _Keys(member_id, list_id)
        order, at = keys.read(db)
        return _forward(db, keys, order, at) if by > 0 else _back(db, keys, order, at)

    return write


def over(member_id: UUID, list_id: UUID) -> Callable[[Connection], None]:
    """Return the write that forgets the place: the list begins at the top again."""
    return _Keys(member_id, list_id).forget


def _forward(db: Connection, keys: _Keys, order: list[UUID], at: int) -> Walk | None:
    for begins in range(at + 1, len(order), _AT_ONCE):
        part = order[begins : begins + _AT_ONCE]
        fitting = which_of(db, LeadsWhere(call_list=keys.list_id), part)
        found = next((place for place, lead_id in enumerate(part, begins) if lead_id in fitting), None)
        if found is not None:
            return _stand(db, keys, order, found)
    joined = _now(db, keys.list_id, but=order)
    if not joined:
        return None
    keys.note(db, [*order, *joined])
    return _stand(db, keys, [*order, *joined], len(order))


def _back(db: Connection, keys: _Keys, order: Sequence[UUID], at: int) -> Walk | None:
    found = next((place for place in range(at - 1, -1, -1) if _is_here(db, order[place])), None)
    return None if found is None else _stand(db, keys, order, found)


def _stand(db: Connection, keys: _Keys, order: Sequence[UUID], at: int) -> Walk | None:
    named = db.execute(select(CallList.name).where(CallList.id == keys.list_id)).scalar()
    if named is None or not order:
        return None
    keys.stand(db, at)
    return Walk(keys.list_id, named, order[at], at + 1, len(order))


def _now(db: Connection, list_id: UUID, *, but: Iterable[UUID] = ()) -> list[UUID]:
    """Return the leads of a list as it is now, in its order, without those that are known."""
    row = db.execute(select(CallList.sort, CallList.is_descending).where(CallList.id == list_id)).first()
    if row is None:
        return []
    known, found = set(but), list[UUID]()
    sort = row.sort if row.sort in ORDERS else "created_at"
    numbers = ordered_numbers(db, LeadsWhere(call_list=list_id), sort=sort, descending=row.is_descending)
    for begins in range(0, len(numbers), _AT_ONCE):
        part = list(numbers[begins : begins + _AT_ONCE])
        ids = dict(db.execute(select(LeadRow.n, LeadRow.lead_id).where(LeadRow.n.in_(part))).all())
        found += [ids[number] for number in part if number in ids and ids[number] not in known]
        if len(found) >= MOST:
            break
    return found[:MOST]


def _is_here(db: Connection, lead_id: UUID) -> bool:
    return bool(db.execute(select(exists().where(LeadRow.lead_id == lead_id))).scalar())


class _Keys:
    """Where this desk remembers one list's order and one's place in it."""

    def __init__(self, member_id: UUID, list_id: UUID) -> None:
        self.list_id = list_id
        self._order, self._at = (f"list.{what}:{member_id.hex}:{list_id.hex}" for what in ("order", "at"))

    def read(self, db: Connection) -> tuple[list[UUID], int]:
        order = [UUID(hex=one) for one in json.loads(remembered(self._order)(db) or "[]")]
        at = int(remembered(self._at)(db) or 0)
        return order, min(at, max(0, len(order) - 1))

    def note(self, db: Connection, order: Iterable[UUID]) -> None:
        remember(self._order, json.dumps([lead_id.hex for lead_id in order]))(db)

    def stand(self, db: Connection, at: int) -> None:
        remember(self._at, str(at))(db)

    def forget(self, db: Connection) -> None:
        forget(self._order)(db)
        forget(self._at)(db)
