"""The list of suspected pairs: both companies, and what they share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.services.duplicates.listing import PairRow, pairs_page
from app.services.duplicates.settled import PairPart, SettledRow, apart_page, merged_page, part_counts
from app.views import formats
from app.views.desk import Query
from app.views.import_words import EVIDENCE
from app.views.punctuation import joined
from app.views.rows_source import Column, Look, Sort
from app.views.widgets.empty_state import Emptiness

type Row = PairRow | SettledRow


class PairSource:
    """Pairs of one list: the strongest evidence first, or the latest settled."""

    def count(self, where: PairPart, sort: Sort, /) -> Query[int]:
        """Return how many there are."""
        del sort
        return lambda db: part_counts(db)[where]

    def page(self, where: PairPart, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[Row]]:
        """Return some of them."""
        del sort
        match where:
            case PairPart.WAITING:
                return pairs_page(offset, limit)
            case PairPart.MERGED:
                return merged_page(offset, limit)
            case PairPart.APART:
                return apart_page(offset, limit)

    def key(self, row: Row, /) -> Hashable:
        """Return what names a pair."""
        return row.a_id, row.b_id


def part_titles() -> dict[PairPart, str]:
    """Return what the lists are called."""
    return {
        PairPart.WAITING: QCoreApplication.translate("Duplicates", "Open"),
        PairPart.MERGED: QCoreApplication.translate("Duplicates", "Merged"),
        PairPart.APART: QCoreApplication.translate("Duplicates", "Not the same"),
    }


def columns(clock: Clock, part: Callable[[], PairPart]) -> tuple[Column[Row], ...]:
    """Return the columns: who they are, and why they may be one, or who settled them."""
    return (
        Column[Row](
            "pair",
            lambda: QCoreApplication.translate("Duplicates", "Pair"),
            lambda row: _listed(row, row.a_company, row.a_contact),
            Look.TWO_LINES,
            200,
            120,
            1,
            second=lambda row: _listed(row, row.b_company, row.b_contact),
            is_fixed=True,
        ),
        Column[Row](
            "evidence",
            lambda: _why_title(part()),
            _first_word,
            Look.TWO_LINES,
            150,
            110,
            second=lambda row: _second_word(row, clock()),
            tone=lambda row: "warn" if isinstance(row, PairRow) and "company" in row.differs else "text",
            is_fixed=True,
        ),
    )


def _listed(row: Row, company: str, contact: str) -> str:
    """Put first what tells the two apart: a long line is cut."""
    is_same = row.a_company == row.b_company
    return named(contact, company) if is_same else named(company, contact)


def _why_title(part: PairPart) -> str:
    if part is PairPart.WAITING:
        return QCoreApplication.translate("Duplicates", "They share")
    return QCoreApplication.translate("Duplicates", "Settled by")


def _first_word(row: Row) -> str:
    return evidence_text(row.evidence[:1]) if isinstance(row, PairRow) else row.by_name


def _second_word(row: Row, now: int) -> str:
    return alike_text(row) if isinstance(row, PairRow) else formats.moment(row.at, now)


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


def emptiness(part: PairPart) -> Emptiness:
    """Return what to say where a list holds nothing."""
    match part:
        case PairPart.WAITING:
            return Emptiness(
                QCoreApplication.translate("Duplicates", "No pair waits for you"),
                QCoreApplication.translate(
                    "Duplicates",
                    "Imports bring pairs here by themselves; a search looks through the whole database.",
                ),
                "git-merge",
            )
        case PairPart.MERGED:
            return Emptiness(
                QCoreApplication.translate("Duplicates", "Nothing was merged"),
                QCoreApplication.translate("Duplicates", "Merges stay here, to be taken back."),
                "git-merge",
            )
        case PairPart.APART:
            return Emptiness(
                QCoreApplication.translate("Duplicates", "No pair was kept apart"),
                QCoreApplication.translate(
                    "Duplicates", "What is not the same stays here, to be thought over."
                ),
                "ban",
            )
