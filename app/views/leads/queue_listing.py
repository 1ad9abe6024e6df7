"""The queue as a list: where its rows come from, and its columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.services.queue import QueueRow, locate, queue_count, queue_page
from app.services.queue_groups import QueueWhere
from app.views import formats
from app.views.desk import Query
from app.views.leads.said import (
    in_language,
    phone_text,
    reason_detail,
    reason_text,
    reason_tone,
    response_text,
    response_tone,
)
from app.views.recall_words import recall_text
from app.views.rows_source import Column, Look, Sort

OWN_ORDER = "why"
"""The column whose order is the queue's own."""
FULL_SCORE = 150
"""A bar of this score is full; from 100 a lead is no suspect any more (spec section 5)."""


class QueueSource:
    """The leads of one member's queue."""

    def __init__(self, member_id: UUID, clock: Clock) -> None:
        self._member_id, self._clock = member_id, clock

    def count(self, where: QueueWhere, sort: Sort, /) -> Query[int]:
        """Return how many stand in it."""
        del sort
        member_id, now = self._member_id, self._clock()
        return lambda db: queue_count(db, member_id, now, where)

    def page(self, where: QueueWhere, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[QueueRow]]:
        """Return some of them; the queue's own order turned round is read from its end."""
        member_id, now = self._member_id, self._clock()
        if not _is_own(sort):
            return lambda db: queue_page(
                db,
                member_id,
                now,
                where,
                sort=sort.key,
                descending=sort.descending,
                offset=offset,
                limit=limit,
            )
        if not sort.descending:
            return lambda db: queue_page(db, member_id, now, where, offset=offset, limit=limit)

        def read(db: Any) -> Sequence[QueueRow]:
            end = queue_count(db, member_id, now, where) - offset
            begin = max(0, end - limit)
            rows = queue_page(db, member_id, now, where, offset=begin, limit=max(0, end - begin))
            return rows[::-1]

        return read

    def key(self, row: QueueRow, /) -> Hashable:
        """Return the lead."""
        return row.lead_id

    def locate(self, where: QueueWhere, sort: Sort, key: UUID, /) -> Query[int | None]:
        """Return where a lead stands."""
        member_id, now = self._member_id, self._clock()
        if not _is_own(sort):
            return lambda db: locate(
                db, member_id, now, where, lead_id=key, sort=sort.key, descending=sort.descending
            )

        def read(db: Any) -> int | None:
            place = locate(db, member_id, now, where, lead_id=key)
            if place is None or not sort.descending:
                return place
            return queue_count(db, member_id, now, where) - 1 - place

        return read


def _is_own(sort: Sort) -> bool:
    return sort.key in ("", OWN_ORDER)


def columns(clock: Clock) -> tuple[Column[QueueRow], ...]:
    """Return the columns of the queue."""
    translate = QCoreApplication.translate
    return (
        Column[QueueRow](
            "company", lambda: translate("Leads", "Lead"), lambda row: row.company or row.contact_name or "–",
            Look.TWO_LINES, 230, 130, 2, is_sortable=True, second=_contact, is_fixed=True,
        ),
        Column[QueueRow](
            OWN_ORDER, lambda: translate("Leads", "Why now"), lambda row: reason_text(row, clock()),
            Look.TWO_LINES, 290, 150, 3, is_sortable=True, second=lambda row: reason_detail(row, clock()),
            tone=reason_tone,
        ),
        Column[QueueRow](
            "stage", lambda: translate("Leads", "Stage"), lambda row: in_language(row.stage_zh, row.stage_en), Look.CHIP,
            150, 90, 1, is_sortable=True, tone=lambda row: row.stage_kind.value,
        ),
        Column[QueueRow](
            "score", lambda: translate("Leads", "Score"), lambda row: str(row.score), Look.BAR, 120, 80, 1,
            is_sortable=True, is_descending_first=True, share=lambda row: min(1.0, max(0, row.score) / FULL_SCORE),
        ),
        Column[QueueRow](
            "first_response", lambda: translate("Leads", "First response"), response_text, Look.TEXT, 150, 80, 1,
            is_sortable=True, tone=response_tone,
        ),
        Column[QueueRow](
            "phone", lambda: translate("Leads", "Phone"), lambda row: phone_text(row.phone), Look.TEXT, 150, 90, 1,
        ),
        Column[QueueRow](
            "maturity_pct", lambda: translate("Leads", "Maturity"), _maturity, Look.NUMBER, 90, 70, is_sortable=True,
            is_descending_first=True, is_shown=False,
        ),
        _extra("recall", lambda: translate("Leads", "Goes back"), lambda row: _recall(row, clock()), is_sortable=False),
        _extra("last_at", lambda: translate("Leads", "Last contact"), lambda row: _moment(row.last_at, clock())),
        _extra("next_at", lambda: translate("Leads", "Next step"), lambda row: _moment(row.next_at, clock())),
        _extra("created_at", lambda: translate("Leads", "Created"), lambda row: _moment(row.created_at, clock())),
        _extra("email", lambda: translate("Leads", "E-mail"), lambda row: row.email or "–", is_sortable=False),
        _extra("region", lambda: translate("Leads", "Region"), lambda row: row.region or "–"),
        _extra("industry", lambda: translate("Leads", "Industry"), lambda row: row.industry or "–"),
        _extra("company_size", lambda: translate("Leads", "Size"), lambda row: row.company_size or "–"),
        _extra("channel", lambda: translate("Leads", "Channel"), _channel),
    )  # fmt: skip


def _extra(
    key: str, heading: Callable[[], str], text: Callable[[QueueRow], str], *, is_sortable: bool = True
) -> Column[QueueRow]:
    """Return a column that is shown when somebody chooses it."""
    is_time = key in ("last_at", "created_at")
    return Column[QueueRow](
        key,
        heading,
        text,
        Look.TEXT,
        130,
        70,
        1,
        is_sortable=is_sortable,
        is_descending_first=is_time,
        is_shown=False,
    )


def _contact(row: QueueRow) -> str:
    name = row.contact_name if row.company else None
    return " · ".join(part for part in (name, row.title) if part)


def _channel(row: QueueRow) -> str:
    return in_language(row.channel_zh, row.channel_en) or "–"


def _recall(row: QueueRow, now: int) -> str:
    return "–" if row.recall is None else recall_text(row.recall, now)


def _maturity(row: QueueRow) -> str:
    return "–" if row.maturity_pct is None else formats.percent(row.maturity_pct)


def _moment(at: int | None, now: int) -> str:
    return "–" if at is None else formats.moment(at, now)
