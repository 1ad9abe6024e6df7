"""The five groups of the queue: why a lead stands in it, as conditions on its row (spec section 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, not_, or_, select

from app.clock import from_micros, to_micros
from app.models.activity import FollowUp
from app.models.playbook import Stage
from app.models.search_index import LeadRow, RowCode
from app.models.vocabulary import StageKind
from app.services.follow_ups import OPEN
from app.services.kernel.expressions import WHOLE
from app.services.lead_rows import LAST, Key, codes_of
from app.services.limits import current_version
from app.services.search import is_found


class QueueReason(StrEnum):
    """Why a lead stands where it stands, in the order of the queue."""

    OVERDUE = "overdue"
    FIRST_RESPONSE = "first_response"
    RETURNED = "returned"
    """A rep sent the hand-over back with a question: it is due at once, whatever day it was promised for."""
    DUE_TODAY = "due_today"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class QueueWhere:
    """What part of the queue is shown.

    Attributes:
        text: What somebody types to find a lead; empty for all.
        reasons: Reasons shown; empty for all.
    """

    text: str = ""
    reasons: frozenset[QueueReason] = frozenset()


ALL = QueueWhere()
"""The whole queue."""


@dataclass(frozen=True, slots=True)
class Group:
    """The leads of one reason: rows ``n`` and ``at``, unordered, and their order."""

    reason: QueueReason
    rows: Select[Any]
    keys: tuple[Key, ...]


def groups_of(
    db: Connection, owner: UUID, now: int, where: QueueWhere, day_ends_at: int | None
) -> list[Group]:
    """Return the groups that are asked for, in the order of the queue; no lead is in two."""
    codes = codes_of(db, [owner])
    stages = db.execute(
        select(RowCode.code)
        .join(Stage, Stage.key == RowCode.word)
        .where(Stage.version == current_version(), Stage.kind == StageKind.VALIDATING.value)
    ).scalars()
    desk = _Desk(owner, codes[0] if codes else -1, list(stages), now, day_ends_at or end_of_day(now))
    also = is_found(where.text)
    return [
        group if also is None else Group(group.reason, group.rows.where(also), group.keys)
        for group in desk.groups()
        if not where.reasons or group.reason in where.reasons
    ]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who asks, and when: what the conditions of the groups are made of."""

    owner: UUID
    code: int
    stages: list[int]
    now: int
    day_ends_at: int

    def groups(self) -> Iterator[Group]:
        """Yield the groups in the order of the queue; no lead is in two."""
        own_due = LeadRow.own_due_at.expression
        is_first = LeadRow.own_due_is_first.is_(True)
        is_ahead = or_(own_due.is_(None), own_due > self.now)
        yield self._promised(QueueReason.OVERDUE, lambda at: at <= self.now)
        warn = LeadRow.warn_at.expression
        yield self._own(
            QueueReason.FIRST_RESPONSE, warn, (Key(warn), LAST), self._in_danger(), is_ahead,
            or_(own_due.is_(None), own_due < self.day_ends_at, is_first, self._asks()),
        )  # fmt: skip
        asked = (Key(func.coalesce(own_due, 0)), LAST)
        yield self._own(QueueReason.RETURNED, own_due, asked, self._asks(), is_ahead, ~self._responding())
        yield self._promised(
            QueueReason.DUE_TODAY, lambda at: at > self.now, ~self._responding(), not_(self._is_asked())
        )
        score, created = Key(LeadRow.score.expression, is_descending=True), Key(LeadRow.created_at.expression)
        yield self._own(
            QueueReason.SCORE, literal(None, WHOLE), (score, created, LAST), self._workable(),
            self._not_returned(), or_(warn.is_(None), warn > self.now),
            or_(own_due.is_(None), and_(is_first, own_due >= self.day_ends_at)),
        )  # fmt: skip

    def _own(
        self, reason: QueueReason, at: ColumnElement[Any], keys: tuple[Key, ...], *conditions: Any
    ) -> Group:
        rows = select(LeadRow.n, at.label("at")).where(LeadRow.owner == self.code, *conditions)
        return Group(reason, rows, keys)

    def _promised(self, reason: QueueReason, when: Any, *also: ColumnElement[bool]) -> Group:
        """Return the leads of one's promises due by the end of the day, whoever owns the lead."""
        due = (
            select(FollowUp.lead_id, func.min(FollowUp.due_at).label("at"))
            .where(
                FollowUp.owner_id == self.owner, FollowUp.state == OPEN, FollowUp.due_at < self.day_ends_at
            )
            .group_by(FollowUp.lead_id)
            .subquery()
        )
        rows = (
            select(LeadRow.n, due.c.at)
            .select_from(due)
            .join(LeadRow, LeadRow.lead_id == due.c.lead_id)
            .where(when(due.c.at), *also)
        )
        return Group(reason, rows, (Key(due.c.at), LAST))

    def _workable(self) -> ColumnElement[bool]:
        return and_(LeadRow.stage.in_(self.stages), LeadRow.is_reachable)

    def _asks(self) -> ColumnElement[bool]:
        """A rep's question waits, and nobody has closed the lead since."""
        return and_(LeadRow.is_returned, LeadRow.stage.in_(self.stages))

    def _is_asked(self) -> ColumnElement[bool]:
        return func.coalesce(and_(LeadRow.owner == self.code, self._asks()), False)

    def _in_danger(self) -> ColumnElement[bool]:
        return and_(self._workable(), LeadRow.warn_at <= self.now)

    def _responding(self) -> ColumnElement[bool]:
        return func.coalesce(and_(LeadRow.owner == self.code, self._in_danger()), False)

    def _not_returned(self) -> ColumnElement[bool]:
        return LeadRow.is_returned.is_(False)


def end_of_day(now: int) -> int:
    """Return when the day ends for the person at this machine."""
    here = from_micros(now).astimezone()
    midnight = datetime.combine(here.date() + timedelta(days=1), time())
    return to_micros(midnight.astimezone())
