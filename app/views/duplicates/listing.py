"""The list of suspected pairs: both companies, and what they share."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QCoreApplication

from app.services.duplicates.listing import PairRow, pairs_page, pairs_waiting
from app.views import formats
from app.views.desk import Query
from app.views.import_words import EVIDENCE
from app.views.punctuation import joined
from app.views.rows_source import Column, Look, Sort
from app.views.widgets.empty_state import Emptiness


class PairSource:
    """Pairs nobody has judged, the strongest evidence first."""

    def count(self, where: None, sort: Sort, /) -> Query[int]:
        """Return how many wait."""
        del where, sort
        return pairs_waiting

    def page(self, where: None, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[PairRow]]:
        """Return some of them."""
        del where, sort
        return pairs_page(offset, limit)

    def key(self, row: PairRow, /) -> Hashable:
        """Return what names a pair."""
        return row.a_id, row.b_id


def columns() -> tuple[Column[PairRow], ...]:
    """Return the columns: who they are, and why they may be one."""
    return (
        Column[PairRow](
            "pair",
            lambda: QCoreApplication.translate("Duplicates", "Pair"),
            lambda row: named(row.a_company, row.a_contact),
            Look.TWO_LINES,
            200,
            120,
            1,
            second=lambda row: named(row.b_company, row.b_contact),
            is_fixed=True,
        ),
        Column[PairRow](
            "evidence",
            lambda: QCoreApplication.translate("Duplicates", "They share"),
            lambda row: evidence_text(row.evidence[:1]),
            Look.TWO_LINES,
            150,
            110,
            second=alike_text,
            tone=lambda row: "warn" if "company" in row.differs else "text",
            is_fixed=True,
        ),
    )


def named(company: str, contact: str) -> str:
    """Return how a record is called in a list."""
    return " · ".join(filter(None, (company, contact))) or "–"


def evidence_text(codes: Sequence[str]) -> str:
    """Return what two records share, in words."""
    return joined([EVIDENCE[code]() for code in codes if code in EVIDENCE])


def alike_text(row: PairRow) -> str:
    """Return how alike the names are, or that the companies differ."""
    if row.similarity_pct < 100:  # noqa: PLR2004 - all of it
        alike = QCoreApplication.translate("Duplicates", "{share} alike")
        return alike.format(share=formats.percent(row.similarity_pct))
    if "company" in row.differs:
        return QCoreApplication.translate("Duplicates", "companies differ")
    return ""


def emptiness() -> Emptiness:
    """Return what to say where no pair waits."""
    return Emptiness(
        QCoreApplication.translate("Duplicates", "No pair waits for you"),
        QCoreApplication.translate(
            "Duplicates", "Imports bring pairs here by themselves; a search looks through the whole database."
        ),
        "git-merge",
    )
