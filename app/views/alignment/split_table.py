"""The split of the alignment report as a table of figures, each opening its leads."""

from __future__ import annotations

from collections.abc import Sequence

from app.services.reports.alignment_leads import OPENING, AlignmentSelection
from app.services.reports.alignment_rows import AlignmentBy, AlignmentRow
from app.services.reports.report import ReportFilter
from app.views.alignment.words import cells, headings
from app.views.funnel.figure_model import Figure, FigureColumn, FigureRow

KEYS = (
    "title", "decided", "refused", "share", "refusal_right", "handover_right", "unclear", "open_cases", "overridden",
    "contradictions", "truth",
)  # fmt: skip
"""Of the columns, in the order of their headings."""
_TITLE, _NARROW = 180, 70


def table_columns(by: AlignmentBy) -> list[FigureColumn]:
    """Return the columns of a split."""
    texts = zip(KEYS, headings(by), strict=True)
    return [
        FigureColumn(key, text, _NARROW if at else _TITLE, stretch=1 if at else 4, is_figure=bool(at))
        for at, (key, text) in enumerate(texts)
    ]


def table_rows(rows: Sequence[AlignmentRow], by: AlignmentBy) -> list[FigureRow]:
    """Return the rows; a nought opens nothing."""
    return [FigureRow(one.key, tuple(_figures(one, by))) for one in rows]


def _figures(one: AlignmentRow, by: AlignmentBy) -> list[Figure]:
    texts = dict(zip(KEYS, cells(one, by), strict=True))
    shares = {"share": one.refused / one.decided if one.decided else -1.0, "truth": one.truth_share or -1.0}
    found = []
    for key, text in texts.items():
        count = getattr(one, key) if key in OPENING else 0
        number = shares.get(key, getattr(one, key, 0)) if key != "title" else text
        said = text
        opens = count > 0 or (key == "title" and _whole(one, by) > 0)
        found.append(Figure(text, said=said, opens=opens, order=number))
    return found


def selected(
    one: AlignmentRow, by: AlignmentBy, column: str, asked: ReportFilter
) -> AlignmentSelection | None:
    """Return the leads behind a figure; a row's name opens all of it."""
    if column == "title":
        column = _of_title(by)
    count = getattr(one, column) if column in OPENING else 0
    return AlignmentSelection(asked, by, one.key, column, count, one.title) if count else None


def _of_title(by: AlignmentBy) -> str:
    return "refused" if by is AlignmentBy.REASON else "decided"


def _whole(one: AlignmentRow, by: AlignmentBy) -> int:
    return int(getattr(one, _of_title(by)))
