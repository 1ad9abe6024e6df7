"""The list of leads: where its rows come from, and its columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.services.lead_list import LeadsWhere, ListedLead, lead_count, lead_page, locate_lead
from app.views import formats
from app.views.desk import Query
from app.views.leads.said import in_language, phone_text
from app.views.rows_source import Column, Look, Sort

FULL_SCORE = 150
"""A bar of this score is full; from 100 a lead is no suspect any more (spec section 5)."""
NEWEST = Sort("created_at", descending=True)


class LeadsSource:
    """All leads that fit."""

    def count(self, where: LeadsWhere, sort: Sort, /) -> Query[int]:
        """Return how many fit."""
        del sort
        return lambda db: lead_count(db, where)

    def page(self, where: LeadsWhere, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[ListedLead]]:
        """Return some of them."""
        by = sort if sort.key else NEWEST
        return lambda db: lead_page(
            db, where, sort=by.key, descending=by.descending, offset=offset, limit=limit
        )

    def key(self, row: ListedLead, /) -> Hashable:
        """Return the lead."""
        return row.lead_id

    def locate(self, where: LeadsWhere, sort: Sort, key: UUID, /) -> Query[int | None]:
        """Return where a lead stands."""
        by = sort if sort.key else NEWEST
        return lambda db: locate_lead(db, where, key, sort=by.key, descending=by.descending)


def columns(clock: Clock) -> tuple[Column[ListedLead], ...]:
    """Return the columns of the list."""
    translate = QCoreApplication.translate
    return (
        Column[ListedLead](
            "company", lambda: translate("Leads", "Lead"), lambda row: row.company or row.contact_name or "–",
            Look.TWO_LINES, 220, 130, 2, is_sortable=True, second=_contact, is_fixed=True,
        ),
        Column[ListedLead](
            "stage", lambda: translate("Leads", "Stage"), lambda row: in_language(row.stage_zh, row.stage_en),
            Look.CHIP, 150, 90, 1, is_sortable=True, tone=lambda row: row.stage_kind.value,
        ),
        Column[ListedLead](
            "owner", lambda: translate("Leads", "Owner"), _owner, Look.TEXT, 110, 70, 1, is_sortable=True,
            tone=lambda row: "text" if row.owner_name else "muted",
        ),
        Column[ListedLead](
            "score", lambda: translate("Leads", "Score"), lambda row: str(row.score), Look.BAR, 120, 80, 1,
            is_sortable=True, is_descending_first=True, share=lambda row: min(1.0, max(0, row.score) / FULL_SCORE),
        ),
        Column[ListedLead](
            "phone", lambda: translate("Leads", "Phone"), _phone, Look.TEXT, 150, 100, 1,
            tone=lambda row: "bad" if row.is_barred else "",
        ),
        _text("channel", lambda: translate("Leads", "Channel"), _channel, is_shown=True),
        _time("created_at", lambda: translate("Leads", "Created"), lambda row: row.created_at, clock, is_shown=True),
        _time("next_at", lambda: translate("Leads", "Next step"), lambda row: row.next_at, clock, is_shown=True),
        _time("last_at", lambda: translate("Leads", "Last contact"), lambda row: row.last_at, clock),
        Column[ListedLead](
            "maturity_pct", lambda: translate("Leads", "Maturity"), _maturity, Look.NUMBER, 90, 70, is_sortable=True,
            is_descending_first=True, is_shown=False,
        ),
        Column[ListedLead](
            "amount", lambda: translate("Leads", "Amount"), _amount, Look.NUMBER, 120, 80, is_sortable=True,
            is_descending_first=True, is_shown=False,
        ),
        _text("email", lambda: translate("Leads", "E-mail"), lambda row: row.email, is_sortable=False),
        _text("rep", lambda: translate("Leads", "Rep"), lambda row: row.rep_name),
        _text("region", lambda: translate("Leads", "Region"), lambda row: row.region),
        _text("city", lambda: translate("Leads", "City"), lambda row: row.city, is_sortable=False),
        _text("industry", lambda: translate("Leads", "Industry"), lambda row: row.industry),
        _text("company_size", lambda: translate("Leads", "Size"), lambda row: row.company_size),
        _text("campaign", lambda: translate("Leads", "Campaign"), lambda row: row.campaign, is_sortable=False),
        _text("tags", lambda: translate("Leads", "Tags"), lambda row: ", ".join(row.tags), is_sortable=False),
    )  # fmt: skip


def _text(
    key: str,
    heading: Callable[[], str],
    value: Callable[[ListedLead], str | None],
    *,
    is_sortable: bool = True,
    is_shown: bool = False,
) -> Column[ListedLead]:
    return Column[ListedLead](
        key,
        heading,
        lambda row: value(row) or "–",
        Look.TEXT,
        130,
        70,
        1,
        is_sortable=is_sortable,
        is_shown=is_shown,
    )


def _time(
    key: str,
    heading: Callable[[], str],
    value: Callable[[ListedLead], int | None],
    clock: Clock,
    *,
    is_shown: bool = False,
) -> Column[ListedLead]:
    def text(row: ListedLead) -> str:
        at = value(row)
        return "–" if at is None else formats.moment(at, clock())

    is_past = key != "next_at"
    return Column[ListedLead](
        key,
        heading,
        text,
        Look.TEXT,
        130,
        80,
        1,
        is_sortable=True,
        is_descending_first=is_past,
        is_shown=is_shown,
    )


def _phone(row: ListedLead) -> str:
    """Return the number, or that nobody may dial it."""
    return QCoreApplication.translate("Leads", "Do not contact") if row.is_barred else phone_text(row.phone)


def _contact(row: ListedLead) -> str:
    name = row.contact_name if row.company else None
    return " · ".join(part for part in (name, row.title) if part)


def _owner(row: ListedLead) -> str:
    return row.owner_name or QCoreApplication.translate("Leads", "nobody")


def _channel(row: ListedLead) -> str:
    return in_language(row.channel_zh, row.channel_en)


def _maturity(row: ListedLead) -> str:
    return "–" if row.maturity_pct is None else formats.percent(row.maturity_pct)


def _amount(row: ListedLead) -> str:
    return "–" if row.amount is None else formats.money(row.amount, row.currency or "")
