"""The list of cases: whose refusal waits how long, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clock import SECOND, Clock
from app.services.review_view import CaseFilter, CasePart, CaseRow, case_count, case_place, case_rows
from app.views import formats
from app.views.desk import Query
from app.views.review.said import VERDICT_TONES, the_rep, the_sdr, verdict_text
from app.views.rows_source import Column, Look, Sort
from app.views.said import said
from app.views.widgets.empty_state import Emptiness

LATE_S = 5 * 86_400
"""A case nobody judged for so long is drawn as urgent: by then the lead could go again."""


class CaseSource:
    """Cases in the review's own order."""

    def count(self, where: CaseFilter, sort: Sort, /) -> Query[int]:
        """Return how many fit."""
        del sort
        return case_count(where)

    def page(self, where: CaseFilter, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[CaseRow]]:
        """Return some of them."""
        del sort
        return case_rows(where, offset=offset, limit=limit)

    def key(self, row: CaseRow, /) -> Hashable:
        """Return its id."""
        return row.id

    def locate(self, where: CaseFilter, sort: Sort, key: UUID, /) -> Query[int | None]:
        """Return where one stands."""
        del sort
        return case_place(where, key)


def columns(clock: Clock, is_blind: Callable[[], bool]) -> tuple[Column[CaseRow], ...]:
    """Return the columns: the lead with the reason, and how long it waits with both sides."""
    return (
        Column[CaseRow](
            "lead",
            lambda: QCoreApplication.translate("Review", "Lead"),
            lambda row: row.company or row.contact_name or "–",
            Look.TWO_LINES,
            160,
            110,
            1,
            second=lambda row: said(row.reason),
            is_fixed=True,
        ),
        Column[CaseRow](
            "standing",
            lambda: QCoreApplication.translate("Review", "Refused"),
            lambda row: standing(row, clock()),
            Look.TWO_LINES,
            176,
            110,
            second=lambda row: _sides(row, is_blind=is_blind()),
            tone=lambda row: _tone(row, clock()),
            is_fixed=True,
        ),
    )


def standing(row: CaseRow, now: int) -> str:
    """Return how long ago it was refused, or what was found."""
    if row.verdict is not None:
        return verdict_text(row.verdict)
    ago = QCoreApplication.translate("Review", "{time} ago")
    return ago.format(time=formats.duration((now - row.refused_at) // SECOND))


def _sides(row: CaseRow, *, is_blind: bool) -> str:
    if row.contradictions:
        count = QCoreApplication.translate("Review", "Contradictions: {n}").format(n=row.contradictions)
        return count if is_blind else f"{count} · {row.sdr}"
    if is_blind:
        return f"{the_sdr()} → {the_rep()}"
    return f"{row.sdr} → {row.rep or '–'}"


def _tone(row: CaseRow, now: int) -> str:
    if row.verdict is not None:
        return VERDICT_TONES[row.verdict]
    return "bad" if now - row.refused_at > LATE_S * SECOND else "warn"


def part_titles() -> dict[CasePart, str]:
    """Return what the parts of the review are called."""
    return {
        CasePart.TO_JUDGE: QCoreApplication.translate("Review", "To judge"),
        CasePart.CALLED_BACK: QCoreApplication.translate("Review", "Called back"),
        CasePart.SETTLED: QCoreApplication.translate("Review", "Settled"),
    }


def emptiness(part: CasePart) -> Emptiness:
    """Return what to say where a list holds nothing."""
    match part:
        case CasePart.TO_JUDGE:
            return Emptiness(
                QCoreApplication.translate("Review", "Nothing waits for a verdict"),
                QCoreApplication.translate(
                    "Review", "What sales refuses comes here by itself, the oldest first."
                ),
                "scale",
            )
        case CasePart.CALLED_BACK:
            return Emptiness(
                QCoreApplication.translate("Review", "Nobody is calling back"),
                QCoreApplication.translate("Review", "Unclear cases stay here until somebody knows more."),
                "phone-call",
            )
        case CasePart.SETTLED:
            return Emptiness(
                QCoreApplication.translate("Review", "Nothing is settled yet"),
                QCoreApplication.translate("Review", "Judged cases stay here with their verdicts."),
                "clipboard-check",
            )
