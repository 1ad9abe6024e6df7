"""The do-not-contact list and the receipts of erasing as lists: where their rows come from, and their columns."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.services.do_not_contact_view import BarRow, BarWhere, bar_count, bar_rows
from app.services.erasing_view import ErasureReceipt, receipts
from app.views import formats
from app.views.bar_words import kind_text, reason_text
from app.views.desk import Query
from app.views.privacy.words import counted_parts, shown_text
from app.views.punctuation import joined
from app.views.rows_source import Column, Look, Sort

translate = QCoreApplication.translate


class BarsSource:
    """The entries, the latest first."""

    def count(self, where: BarWhere, sort: Sort, /) -> Query[int]:
        """Return how many there are."""
        del sort
        return bar_count(where)

    def page(self, where: BarWhere, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[BarRow]]:
        """Return some of them."""
        del sort
        return bar_rows(where, offset=offset, limit=limit)

    def key(self, row: BarRow, /) -> Hashable:
        """Return what tells entries apart."""
        return row.entry_id


class ReceiptsSource:
    """The receipts, the latest first; a team erases a handful of people a year."""

    def count(self, where: None, sort: Sort, /) -> Query[int]:
        """Return how many there are."""
        del where, sort
        return lambda db: len(receipts()(db))

    def page(self, where: None, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[ErasureReceipt]]:
        """Return some of them."""
        del where, sort

        def read(db: Any) -> Sequence[ErasureReceipt]:
            return receipts()(db)[offset : offset + limit]

        return read

    def key(self, row: ErasureReceipt, /) -> Hashable:
        """Return what tells receipts apart."""
        return row.erasure_id


def bar_columns(clock: Clock) -> tuple[Column[BarRow], ...]:
    """Return the columns of the list."""
    return (
        Column[BarRow](
            "shown", lambda: translate("Privacy", "Not to be contacted"), shown_text, width=240, min_width=120,
            stretch=3, is_fixed=True, tone=lambda row: "" if row.shown and row.lifted_at is None else "faint",
        ),
        Column[BarRow](
            "kind", lambda: translate("Privacy", "Kind"), lambda row: kind_text(row.kind), width=96, min_width=64,
            tone=lambda _row: "muted",
        ),
        Column[BarRow](
            "reason", lambda: translate("Privacy", "Why"), lambda row: reason_text(row.reason), width=170, min_width=90,
            stretch=1,
        ),
        Column[BarRow](
            "asked_by", lambda: translate("Privacy", "Who asked"), lambda row: row.asked_by, width=170, min_width=80,
            stretch=1,
        ),
        Column[BarRow](
            "by", lambda: translate("Privacy", "Noted by"), lambda row: row.by_name, width=110, min_width=70,
        ),
        Column[BarRow](
            "at", lambda: translate("Privacy", "Noted"), lambda row: formats.moment(row.at, clock()), width=120,
            min_width=80, tone=lambda _row: "muted",
        ),
    )  # fmt: skip


def lifted_columns(clock: Clock) -> tuple[Column[BarRow], ...]:
    """Return the columns of what was taken off."""

    def lifted(row: BarRow) -> str:
        return "" if row.lifted_at is None else formats.moment(row.lifted_at, clock())

    return (
        Column[BarRow](
            "shown", lambda: translate("Privacy", "May be contacted again"), shown_text, width=240, min_width=120,
            stretch=2, is_fixed=True,
        ),
        Column[BarRow](
            "kind", lambda: translate("Privacy", "Kind"), lambda row: kind_text(row.kind), width=96, min_width=64,
            tone=lambda _row: "muted",
        ),
        Column[BarRow](
            "lifted_words", lambda: translate("Privacy", "Why"), lambda row: row.lifted_words, width=260, min_width=120,
            stretch=3,
        ),
        Column[BarRow](
            "lifted_by", lambda: translate("Privacy", "Taken off by"), lambda row: row.lifted_by_name, width=120,
            min_width=70,
        ),
        Column[BarRow](
            "lifted_at", lambda: translate("Privacy", "Taken off"), lifted, width=120, min_width=80,
            tone=lambda _row: "muted",
        ),
    )  # fmt: skip


def receipt_columns(clock: Clock) -> tuple[Column[ErasureReceipt], ...]:
    """Return the columns of the receipts."""
    return (
        Column[ErasureReceipt](
            "at", lambda: translate("Privacy", "Erased"), lambda row: formats.moment(row.at, clock()), width=150,
            min_width=90, is_fixed=True,
        ),
        Column[ErasureReceipt](
            "asked_by", lambda: translate("Privacy", "Who asked"), lambda row: row.asked_by, width=240, min_width=120,
            stretch=2,
        ),
        Column[ErasureReceipt](
            "by", lambda: translate("Privacy", "Erased by"), lambda row: row.by_name, width=120, min_width=70,
        ),
        Column[ErasureReceipt](
            "leads", lambda: translate("Privacy", "Records"), lambda row: formats.number(row.leads), Look.NUMBER, 80, 60,
        ),
        Column[ErasureReceipt](
            "counts", lambda: translate("Privacy", "Overwritten"), lambda row: joined(counted_parts(row.counts)),
            width=360, min_width=160, stretch=3, tone=lambda _row: "muted",
        ),
    )  # fmt: skip
