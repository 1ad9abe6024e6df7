"""The pool as a list: where its rows come from, and its columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.services.pool_view import PoolLead, PoolWhere, locate_in_pool, pool_count, pool_page
from app.views import formats
from app.views.desk import Query
from app.views.leads.said import in_language, phone_text
from app.views.pool.said import reason_detail, reason_text, reason_tone
from app.views.rows_source import Column, Look, Sort

OWN_ORDER = "why"
"""The column whose order is the pool's own."""
FULL_SCORE = 150
"""A bar of this score is full; from 100 a lead is no suspect any more (spec section 5)."""


class PoolSource:
    """The leads of one pool, as one member may claim them."""

    def __init__(self, member_id: UUID, clock: Clock) -> None:
        self._member_id, self._clock = member_id, clock

    def count(self, where: PoolWhere, sort: Sort, /) -> Query[int]:
        """Return how many lie in it."""
        del sort
        member_id, now = self._member_id, self._clock()
        return lambda db: pool_count(db, member_id, now, where)

    def page(self, where: PoolWhere, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[PoolLead]]:
        """Return some of them; the pool's order turned round is read from its end."""
        member_id, now = self._member_id, self._clock()
        if not sort.descending:
            return lambda db: pool_page(db, member_id, now, where, offset=offset, limit=limit)

        def read(db: Any) -> Sequence[PoolLead]:
            end = pool_count(db, member_id, now, where) - offset
            begin = max(0, end - limit)
            return pool_page(db, member_id, now, where, offset=begin, limit=max(0, end - begin))[::-1]

        return read

    def key(self, row: PoolLead, /) -> Hashable:
        """Return the lead."""
        return row.lead_id

    def locate(self, where: PoolWhere, sort: Sort, key: UUID, /) -> Query[int | None]:
        """Return where a lead stands."""
        member_id, now = self._member_id, self._clock()

        def read(db: Any) -> int | None:
            place = locate_in_pool(db, member_id, now, where, key)
            if place is None or not sort.descending:
                return place
            return pool_count(db, member_id, now, where) - 1 - place

        return read


def columns(clock: Clock) -> tuple[Column[PoolLead], ...]:
    """Return the columns of the pool."""
    translate = QCoreApplication.translate
    return (
        Column[PoolLead](
            "company", lambda: translate("Leads", "Lead"), lambda row: row.company or row.contact_name or "–",
            Look.TWO_LINES, 230, 130, 2, second=_contact, is_fixed=True,
        ),
        Column[PoolLead](
            OWN_ORDER, lambda: translate("Pool", "Why here"), lambda row: reason_text(row, clock()),
            Look.TWO_LINES, 320, 170, 3, is_sortable=True, second=lambda row: reason_detail(row, clock()),
            tone=reason_tone,
        ),
        Column[PoolLead](
            "score", lambda: translate("Leads", "Score"), lambda row: str(row.score), Look.BAR, 120, 80, 1,
            share=lambda row: min(1.0, max(0, row.score) / FULL_SCORE),
        ),
        Column[PoolLead](
            "stage", lambda: translate("Leads", "Stage"), lambda row: in_language(row.stage_zh, row.stage_en), Look.CHIP,
            150, 90, 1, tone=lambda row: row.stage_kind,
        ),
        Column[PoolLead](
            "phone", lambda: translate("Leads", "Phone"), lambda row: phone_text(row.phone), Look.TEXT, 150, 90, 1,
            tone=_muted,
        ),
        Column[PoolLead](
            "email", lambda: translate("Leads", "E-mail"), lambda row: row.email or "–", Look.TEXT, 170, 90, 1,
            tone=_muted,
        ),
        _extra("channel", lambda: translate("Leads", "Channel"), lambda row: in_language(row.channel_zh, row.channel_en)),
        _extra("region", lambda: translate("Leads", "Region"), lambda row: row.region),
        _extra("industry", lambda: translate("Leads", "Industry"), lambda row: row.industry),
        _extra("company_size", lambda: translate("Leads", "Size"), lambda row: row.company_size),
        _extra(
            "created_at", lambda: translate("Leads", "Created"), lambda row: formats.moment(row.created_at, clock())
        ),
        _extra("holders", lambda: translate("Pool", "Held before"), _holders),
    )  # fmt: skip


def _extra(key: str, heading: Callable[[], str], text: Callable[[PoolLead], str | None]) -> Column[PoolLead]:
    """Return a column that is shown when somebody chooses it."""
    return Column[PoolLead](key, heading, lambda row: text(row) or "–", Look.TEXT, 130, 70, 1, is_shown=False)


def _contact(row: PoolLead) -> str:
    name = row.contact_name if row.company else None
    return " · ".join(part for part in (name, row.title) if part)


def _holders(row: PoolLead) -> str:
    return "–" if not row.holders else f"{row.holders} ×"


def _muted(_row: PoolLead) -> str:
    return "muted"
