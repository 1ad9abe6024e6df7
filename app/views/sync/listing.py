"""What was not taken as a list: what was done, to whom, why it was refused and when."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.services.sync.refused import Typed
from app.services.sync.terms import Terms
from app.views import formats
from app.views.rows_source import Column, Look
from app.views.sync.typed_words import gist, headline, leads_text, why_sentence

translate = QCoreApplication.translate


def refused_columns(clock: Clock, terms: Callable[[], Terms]) -> tuple[Column[Typed], ...]:
    """Return the columns of what was refused."""
    return (
        _what(terms),
        _leads(),
        Column[Typed](
            "why", lambda: translate("Sync", "Why not"), why_sentence, width=300, min_width=140, stretch=3,
            tone=lambda _row: "bad",
        ),
        Column[Typed](
            "judged_at", lambda: translate("Sync", "Refused"),
            lambda row: "–" if row.judged_at is None else formats.moment(row.judged_at, clock()), width=116,
            min_width=80, tone=lambda _row: "muted",
        ),
    )  # fmt: skip


def waiting_columns(clock: Clock, terms: Callable[[], Terms]) -> tuple[Column[Typed], ...]:
    """Return the columns of what waits."""
    return (
        _what(terms),
        _leads(),
        Column[Typed](
            "sort", lambda: translate("Sync", "What becomes of it"), _becomes, width=300, min_width=140, stretch=3,
            tone=lambda _row: "muted",
        ),
        Column[Typed](
            "given_at", lambda: translate("Sync", "Typed"), lambda row: formats.moment(row.given_at, clock()), width=116,
            min_width=80, tone=lambda _row: "muted",
        ),
    )  # fmt: skip


def _what(terms: Callable[[], Terms]) -> Column[Typed]:
    return Column[Typed](
        "what", lambda: translate("Sync", "What you did"), headline, Look.TWO_LINES, 250, 150, 3,
        second=lambda row: gist(row, terms()), is_fixed=True,
    )  # fmt: skip


def _leads() -> Column[Typed]:
    return Column[Typed](
        "leads", lambda: translate("Sync", "Lead"), lambda row: leads_text(row) or "–", width=190, min_width=100,
        stretch=2,
    )  # fmt: skip


def _becomes(row: Typed) -> str:
    if row.command is None:
        return translate("Sync", "Waits until Decile is brought up to date")
    if row.is_held:
        return translate("Sync", "Waits until the shared database is brought up to date")
    if row.is_fact:
        return translate("Sync", "Recorded as soon as it is sent")
    return translate("Sync", "Decided when connected")
