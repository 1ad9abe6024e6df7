"""The leads in nurture and the content library as lists: where their rows come from, and their columns."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.services.nurture_library import ContentRow, library
from app.services.nurture_standing import NurtureWhere
from app.services.nurture_view import NurtureRow, nurture_count, nurture_page
from app.services.queue_groups import end_of_day
from app.views import formats
from app.views.content_words import CONTENT_KINDS
from app.views.desk import Query
from app.views.nurture.words import (
    LANGUAGES,
    due_detail,
    due_text,
    due_tone,
    step_detail,
    step_text,
    why_detail,
    why_text,
)
from app.views.punctuation import joined
from app.views.rows_source import Column, Look, Sort

FULL_SCORE = 150
"""A bar of this score is full; from 100 a lead is no suspect any more (spec section 5)."""


class NurtureSource:
    """The leads in nurture that one member may write to."""

    def __init__(self, member_id: UUID, clock: Clock) -> None:
        self._member_id, self._clock = member_id, clock

    def count(self, where: NurtureWhere, sort: Sort, /) -> Query[int]:
        """Return how many there are."""
        del sort
        member_id, until = self._member_id, end_of_day(self._clock())
        return lambda db: nurture_count(db, member_id, until, where)

    def page(
        self, where: NurtureWhere, sort: Sort, offset: int, limit: int, /
    ) -> Query[Sequence[NurtureRow]]:
        """Return some of them in their own order."""
        del sort
        member_id, until = self._member_id, end_of_day(self._clock())
        return lambda db: nurture_page(db, member_id, until, where, offset=offset, limit=limit)

    def key(self, row: NurtureRow, /) -> Hashable:
        """Return the lead."""
        return row.lead_id


class LibrarySource:
    """The content library, narrowed by what its title or words hold."""

    def count(self, where: str, sort: Sort, /) -> Query[int]:
        """Return how many things there are."""
        del sort
        return lambda db: len(_shelved(db, where))

    def page(self, where: str, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[ContentRow]]:
        """Return some of them, the latest first."""
        del sort
        return lambda db: _shelved(db, where)[offset : offset + limit]

    def key(self, row: ContentRow, /) -> Hashable:
        """Return its id."""
        return row.content_id


def lead_columns(clock: Clock) -> tuple[Column[NurtureRow], ...]:
    """Return the columns of the leads."""
    translate = QCoreApplication.translate
    return (
        Column[NurtureRow](
            "company", lambda: translate("Leads", "Lead"), lambda row: row.name, Look.TWO_LINES, 210, 120, 2,
            second=_contact, is_fixed=True,
        ),
        Column[NurtureRow](
            "step", lambda: translate("Nurture", "Next touch"), step_text, Look.TWO_LINES, 300, 150, 3,
            second=step_detail,
        ),
        Column[NurtureRow](
            "due", lambda: translate("Nurture", "Due"), lambda row: due_text(row, clock()), Look.TWO_LINES, 130, 84, 1,
            second=lambda row: due_detail(row, clock()), tone=lambda row: due_tone(row, clock()),
        ),
        Column[NurtureRow](
            "why", lambda: translate("Nurture", "Why in nurture"), why_text, Look.TWO_LINES, 210, 110, 2,
            second=lambda row: why_detail(row, clock()),
        ),
        Column[NurtureRow](
            "score", lambda: translate("Leads", "Score"), lambda row: str(row.score), Look.BAR, 110, 76, 1,
            share=lambda row: min(1.0, max(0, row.score) / FULL_SCORE),
        ),
        Column[NurtureRow](
            "email", lambda: translate("Leads", "E-mail"), _email, Look.TEXT, 150, 90, 1, tone=_email_tone,
        ),
        Column[NurtureRow](
            "owner", lambda: translate("Leads", "Owner"), lambda row: row.owner_name, Look.TEXT, 116, 70, 1,
            tone=_muted,
        ),
        Column[NurtureRow](
            "touches", lambda: translate("Nurture", "Sent"), lambda row: formats.number(row.touches), Look.NUMBER, 70, 50,
            is_shown=False,
        ),
    )  # fmt: skip


def library_columns(clock: Clock, names: Mapping[str, str]) -> tuple[Column[ContentRow], ...]:
    """Return the columns of the library; ``names`` are those of personas and reasons by their keys."""
    translate = QCoreApplication.translate
    return (
        Column[ContentRow](
            "title", lambda: translate("Nurture", "Title"), lambda row: row.title, Look.TWO_LINES, 330, 160, 3,
            second=lambda row: row.link or row.words, is_fixed=True,
        ),
        Column[ContentRow](
            "kind", lambda: translate("Nurture", "Kind"), lambda row: CONTENT_KINDS[row.kind](), Look.CHIP, 120, 90, 1,
            tone=lambda _row: "accent",
        ),
        Column[ContentRow](
            "for", lambda: translate("Nurture", "For whom"), lambda row: _for_whom(row, names), Look.TEXT, 260, 120, 2,
        ),
        Column[ContentRow](
            "language", lambda: translate("Nurture", "Language"), lambda row: LANGUAGES.get(row.language, row.language),
            Look.TEXT, 90, 64, 1,
        ),
        Column[ContentRow](
            "sent", lambda: translate("Nurture", "Sent"), lambda row: formats.number(row.sent), Look.NUMBER, 70, 50,
        ),
        Column[ContentRow](
            "saved", lambda: translate("Nurture", "Changed"), lambda row: formats.moment(row.saved_at, clock()),
            Look.TWO_LINES, 130, 84, 1, second=lambda row: row.by_name,
        ),
    )  # fmt: skip


def _shelved(db: Any, where: str) -> list[ContentRow]:
    sought = where.strip().casefold()
    return [one for one in library(db) if sought in f"{one.title}\n{one.words}\n{one.link}".casefold()]


def _for_whom(row: ContentRow, names: Mapping[str, str]) -> str:
    parts = (
        names.get(row.persona, row.persona), row.industry, *(names.get(one, one) for one in row.reasons)
    )  # fmt: skip
    return joined(parts) or QCoreApplication.translate("Nurture", "everybody")


def _contact(row: NurtureRow) -> str:
    name = row.contact_name if row.company else None
    return " · ".join(part for part in (name, row.title) if part)


def _email(row: NurtureRow) -> str:
    return row.email or "–"


def _email_tone(row: NurtureRow) -> str:
    return "bad" if row.is_bounced else "muted"


def _muted(_row: NurtureRow) -> str:
    return "muted"
