"""Whether what reports kept of earlier counting still holds: a few parts of each question are counted again."""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.models.report_parts import ReportMark, ReportPart, ReportQuestion, is_watched
from app.services.reports.parts import Narrowed, is_whole, unpacked

RECOUNTED_EACH = 4
"""Parts of a question that are counted again: all would take as long as every report together."""


def are_watched(db: Connection) -> bool:
    """Whether every write to what reports read is seen."""
    return is_watched(db)


def strayed(db: Connection) -> tuple[int, int]:
    """Return how many kept parts do not hold, of how many."""
    kept, wrong = 0, 0
    for question in db.execute(select(ReportQuestion).order_by(ReportQuestion.id)).all():
        narrowed = Narrowed(question.statement, question.width, tuple(one == "1" for one in question.ids))
        found = _kept(db, question.id)
        again = set(range(0, len(found), max(1, len(found) // RECOUNTED_EACH)))
        for at, (part, counts, check) in enumerate(found):
            kept += 1
            if not is_whole(counts, check) or (
                at in again and unpacked(counts) != narrowed.of_part(db, part)
            ):
                wrong += 1
    return wrong, kept


def _kept(db: Connection, question_id: int) -> list[tuple[int, bytes, int]]:
    """Return the parts of a question that would be used."""
    rows = db.execute(
        select(ReportPart.part, ReportPart.counts, ReportPart.check)
        .join(ReportMark, ReportMark.part == ReportPart.part)
        .where(ReportPart.question_id == question_id, ReportPart.times == ReportMark.times)
        .order_by(ReportPart.part)
    )
    return [(part, counts, check) for part, counts, check in rows]
