"""The alignment report: refusals with their verdicts, truth of the answers, promises, open cases (spec section 9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from app.clock import from_micros
from app.models.handover import Handover
from app.models.people import Member
from app.models.playbook import Reason
from app.models.vocabulary import Verdict
from app.services.playbook.document import Text
from app.services.reports.alignment_promises import Promise, promises
from app.services.reports.alignment_rows import (
    SPLITS,
    AlignmentBy,
    AlignmentRow,
    alignment_rows,
    decisions,
    rows_of,
    span_of,
)
from app.services.reports.report import Basis, Report, ReportFilter, ReportSpec, Value
from app.services.reports.team_time import zone_of
from app.services.review_view import is_open_case, last_verdict


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A refused hand-over that still waits for its end."""

    handover_id: UUID
    lead: str
    sdr: str
    rep: str
    reason: Text
    words: str
    refused_at: int
    verdict: Verdict | None
    """``unclear`` where the SDR is calling back."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """All of the report, as the page and the pack for the weekly meeting show it."""

    asked: ReportFilter
    total: AlignmentRow
    splits: dict[AlignmentBy, tuple[AlignmentRow, ...]]
    promises: tuple[Promise, ...]
    cases: tuple[OpenCase, ...]


def alignment(db: Connection, asked: ReportFilter) -> Alignment:
    """Return the whole report of a period; the open cases are those of now."""
    span = span_of(db, asked)
    seen = decisions(db, span)
    [total] = rows_of(db, seen, None)
    return Alignment(
        asked=asked,
        total=total,
        splits={by: tuple(rows_of(db, seen, by)) for by in SPLITS},
        promises=promises(db, span, total),
        cases=open_cases(db),
    )


def alignment_of_days(days: int, now: int) -> Callable[[Connection], Alignment]:
    """Return the question for the last ``days`` days, today included; 0 asks for all time."""

    def ask(db: Connection) -> Alignment:
        if not days:
            return alignment(db, ReportFilter())
        today = from_micros(now).astimezone(zone_of(db)).date()
        return alignment(db, ReportFilter(since=today - timedelta(days=days - 1), until=today))

    return ask


def open_cases(db: Connection) -> tuple[OpenCase, ...]:
    """Return every case that waits for its end, the longest refused first."""
    sdr, rep, named = (
        Member.__table__.alias("sdr"),
        Member.__table__.alias("rep"),
        Reason.__table__.alias("named"),
    )
    version = (
        select(func.max(named.c.version))
        .where(named.c.key == Handover.reason)
        .correlate(Handover)
        .scalar_subquery()
    )
    rows = db.execute(
        select(
            Handover.id, Handover.company, Handover.contact_name, Handover.decided_at, Handover.decision_words,
            Handover.reason, sdr.c.name.label("sdr"), rep.c.name.label("rep"), Reason.title_zh, Reason.title_en,
            last_verdict().label("verdict"),
        )
        .select_from(Handover)
        .join(sdr, sdr.c.id == Handover.submitted_by_id)
        .outerjoin(rep, rep.c.id == Handover.rep_id)
        .outerjoin(Reason, and_(Reason.key == Handover.reason, Reason.version == version))
        .where(is_open_case())
        .order_by(Handover.decided_at.asc().nulls_last(), Handover.id)
    )  # fmt: skip
    return tuple(
        OpenCase(
            handover_id=row.id,
            lead=row.company or row.contact_name or "–",
            sdr=row.sdr,
            rep=row.rep or "–",
            reason=Text(row.title_zh or row.reason or "", row.title_en or row.reason or ""),
            words=row.decision_words or "",
            refused_at=row.decided_at,
            verdict=Verdict(row.verdict) if row.verdict else None,
        )
        for row in rows
    )


_COUNTS = (
    "decided", "accepted", "refused", "refusal_right", "handover_right", "unclear", "open_cases", "overridden",
    "contradictions", "tested", "proved_true",
)  # fmt: skip


def alignment_report(db: Connection, asked: ReportFilter, by: AlignmentBy | None) -> Report:
    """Return the report as other programs read it: what was decided in the period, by what was asked."""
    match by:
        case AlignmentBy.PROMISE:
            columns: tuple[str, ...] = ("promise", "side", "unit", "value", "field", "count")
            rows = [
                _promise(one) for one in promises(db, span_of(db, asked), alignment_rows(db, asked, None)[0])
            ]
        case AlignmentBy.CASE:
            columns = ("case", "lead", "refused_at", "sdr", "rep", "reason", "verdict", "words")
            zone = zone_of(db)
            rows = [
                _case(one, from_micros(one.refused_at).astimezone(zone).isoformat()) for one in open_cases(db)
            ]
        case _:
            found = alignment_rows(db, asked, by)
            head = () if by is None else (by.value, "title")
            columns = (*head, *_COUNTS, "truth")
            rows = [dict(zip(columns, _values(row, by), strict=True)) for row in found]
    return Report("alignment", columns, tuple(rows))


def _values(row: AlignmentRow, by: AlignmentBy | None) -> list[Value]:
    people = by in (AlignmentBy.SDR, AlignmentBy.REP)
    head: list[Value] = [] if by is None else [row.title.en if people else row.key, row.title.en]
    return [*head, *(getattr(row, name) for name in _COUNTS), row.truth_share]


def _promise(one: Promise) -> dict[str, Value]:
    return {
        "promise": one.key, "side": one.side.value, "unit": one.unit.value, "value": one.value, "field": one.field,
        "count": one.count,
    }  # fmt: skip


def _case(one: OpenCase, refused_at: str) -> dict[str, Value]:
    return {
        "case": str(one.handover_id), "lead": one.lead, "refused_at": refused_at, "sdr": one.sdr, "rep": one.rep,
        "reason": one.reason.en, "verdict": one.verdict.value if one.verdict else "", "words": one.words,
    }  # fmt: skip


REPORT = ReportSpec("alignment", tuple(AlignmentBy), (Basis.SNAPSHOT,), alignment_report)
