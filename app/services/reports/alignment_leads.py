"""The leads behind a figure of the alignment report: whose hand-overs were decided so, in the period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from app.models.handover import Handover, HandoverAnswer, HandoverMark
from app.models.review import GuardOverride, Review
from app.models.vocabulary import AnswerState, HandoverState, Verdict
from app.services.playbook.document import Text
from app.services.reports.alignment_rows import AlignmentBy, decided_in, span_of
from app.services.reports.report import ReportFilter
from app.services.review_view import is_open_case

_VERDICTS = {verdict.value: verdict for verdict in Verdict}
OPENING = ("decided", "accepted", "refused", *_VERDICTS, "open_cases", "overridden")
"""Figures with leads behind them; the others count answers."""


@dataclass(frozen=True, slots=True)
class AlignmentSelection:
    """The leads behind one figure, as a description: what a click hands on.

    Attributes:
        by: What the report is split by; ``None`` for all together.
        key: Of the row.
        column: One of ``OPENING``.
        count: The hand-overs counted; a lead refused twice is one lead.
        title: Of the row, for whoever says in words what is selected.
    """

    asked: ReportFilter
    by: AlignmentBy | None
    key: str
    column: str
    count: int = 0
    title: Text | None = None


def aligned_leads(db: Connection, chosen: AlignmentSelection) -> Select[Any]:
    """Return a select of the ids of the leads behind a figure.

    Raises:
        ValueError: leads do not stand behind the column.
    """
    of_row = [] if chosen.by is None else [_in_row(chosen.by, chosen.key, chosen.column)]
    wanted = decided_in(span_of(db, chosen.asked))
    return select(Handover.lead_id).where(*wanted, *of_row, _is_so(chosen.column)).distinct()


def _is_so(column: str) -> ColumnElement[bool]:
    refused = Handover.state == HandoverState.REFUSED.value
    match column:
        case "decided":
            return Handover.id.is_not(None)
        case "accepted":
            return Handover.state == HandoverState.ACCEPTED.value
        case "refused":
            return refused
        case "open_cases":
            return and_(refused, is_open_case())
        case "overridden":
            return and_(refused, exists().where(GuardOverride.handover_id == Handover.id))
        case _ if column in _VERDICTS:
            return and_(refused, _is_judged(_VERDICTS[column]))
        case _:
            raise ValueError(f"no leads stand behind {column!r}")


def _is_judged(verdict: Verdict) -> ColumnElement[bool]:
    """Whether a verdict is the last: an unclear one counts where no final one followed."""
    said = exists().where(Review.handover_id == Handover.id, Review.verdict == verdict.value)
    if verdict is not Verdict.UNCLEAR:
        return said
    final = exists().where(Review.handover_id == Handover.id, Review.verdict != Verdict.UNCLEAR.value)
    return and_(said, ~final)


def _in_row(by: AlignmentBy, key: str, column: str) -> ColumnElement[bool]:
    match by:
        case AlignmentBy.REASON:
            is_refused = Handover.state == HandoverState.REFUSED.value
            return and_(is_refused, func.coalesce(Handover.reason, "") == key)
        case AlignmentBy.SDR:
            return Handover.submitted_by_id == UUID(key)
        case AlignmentBy.REP:
            return Handover.rep_id == UUID(key) if key else Handover.rep_id.is_(None)
        case AlignmentBy.CHANNEL:
            return Handover.channel == key
        case AlignmentBy.QUESTION:
            return _of_question(key, column)
        case _:
            raise ValueError(f"the report has no rows of leads by {by.value}")


def _of_question(key: str, column: str) -> ColumnElement[bool]:
    """Whether a question was asked on the card, or, for what became of a refusal, was marked in it."""
    answer = exists().where(HandoverAnswer.handover_id == Handover.id, HandoverAnswer.question_key == key)
    if column in ("decided", "accepted"):
        return answer.where(HandoverAnswer.state != AnswerState.NOT_ASKED.value)
    marked = exists().where(HandoverMark.handover_id == Handover.id, HandoverMark.question_key == key)
    return and_(answer, marked)
