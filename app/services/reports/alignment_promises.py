"""What both sides promised and how they kept it, against the field's figures (spec section 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from app.clock import DAY, HOUR
from app.models.activity import Activity
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.playbook import Limit, RecordField
from app.models.sales import SalesRecord, SalesRecordValue
from app.models.vocabulary import HandoverState
from app.services.limits import current_version
from app.services.reports.alignment_rows import AlignmentRow, Span, decided_in
from app.services.reports.report import share
from app.services.working_time import worked_s


class Side(StrEnum):
    """Who promised."""

    SDR = "sdr"
    SALES = "sales"


class Unit(StrEnum):
    """What a figure counts."""

    HOURS = "hours"
    WORKING_HOURS = "working_hours"
    DAYS = "days"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise as it was kept in the period.

    Attributes:
        value: The team's figure; a share as a fraction of 1; ``None`` where nothing was observed.
        field: The field's figure from the playbook, where there is one.
        more_is_better: Whether a higher figure keeps the promise better.
        count: Of how many cases.
    """

    key: str
    side: Side
    unit: Unit
    value: float | None
    field: float | None
    more_is_better: bool
    count: int


def promises(db: Connection, span: Span, total: AlignmentRow) -> tuple[Promise, ...]:
    """Return the promises of both sides in the order of the board; ``total`` is the period's whole row."""
    rows = db.execute(
        select(Limit.key, Limit.value).where(
            Limit.version == current_version(), Limit.key.startswith("field_", autoescape=True)
        )
    )
    limits = {row.key: row.value for row in rows}
    return (*_of_sdrs(db, span, limits, total), *_of_sales(db, span, limits))


def _of_sdrs(db: Connection, span: Span, limits: dict[str, int], total: AlignmentRow) -> list[Promise]:
    waits = _first_responses(db, span)
    waited = [one for one in waits if one is not None]
    within = share(sum(one <= HOUR for one in waited), len(waits))
    cards = db.execute(
        select(func.sum(Handover.good_weight), func.sum(Handover.total_weight), func.count())
        .select_from(Handover)
        .where(*decided_in(span))
    ).one()
    hours, first_hour = limits.get("field_first_response_hours"), limits.get("field_first_hour_pct")
    sdr = Side.SDR
    mean_hours = fmean(waited) / HOUR if waited else None
    complete = share(int(cards[0] or 0), int(cards[1] or 0))
    return [
        Promise("first_response", sdr, Unit.HOURS, mean_hours, _number(hours), False, len(waited)),
        Promise("first_hour", sdr, Unit.SHARE, within, _fraction(first_hour), True, len(waits)),
        Promise("completeness", sdr, Unit.SHARE, complete, None, True, cards[2]),
        Promise("truth", sdr, Unit.SHARE, total.truth_share, None, True, total.tested),
    ]


def _of_sales(db: Connection, span: Span, limits: dict[str, int]) -> list[Promise]:
    given, decided = Handover.assigned_at.expression, Handover.decided_at.expression
    rows = db.execute(
        select(
            Handover.id, Handover.lead_id, Handover.rep_id, Handover.state, Handover.decided_at, Handover.decide_by_at,
            (worked_s(decided) - worked_s(given)).label("worked_s"),
        ).where(*decided_in(span))
    ).all()  # fmt: skip
    took = [row.worked_s / 3600 for row in rows if row.worked_s is not None]
    in_time = share(sum(row.decided_at <= (row.decide_by_at or row.decided_at) for row in rows), len(rows))
    accepted = [row for row in rows if row.state == HandoverState.ACCEPTED.value]
    fields = _feedback(db, span)
    visits = _first_visits(db, span, accepted)
    fit, sales = limits.get("field_mql_fit_pct"), Side.SALES
    return [
        Promise("time_to_decide", sales, Unit.WORKING_HOURS, median(took) if took else None, None, False, len(took)),
        Promise("decided_in_time", sales, Unit.SHARE, in_time, None, True, len(rows)),
        Promise("fit", sales, Unit.SHARE, share(len(accepted), len(rows)), _fraction(fit), True, len(rows)),
        Promise("feedback", sales, Unit.SHARE, share(fields[0], fields[1]), None, True, len(rows)),
        Promise("first_visit", sales, Unit.DAYS, median(visits) if visits else None, None, False, len(visits)),
    ]  # fmt: skip


def _first_responses(db: Connection, span: Span) -> list[int | None]:
    """Return how long each new lead of the period waited for its first contact attempt, microseconds.

    ``None`` waits still: who calls one lead of a hundred at once has not answered all of them at once.
    """
    first, after = span
    wanted: list[ColumnElement[bool]] = [Lead.respond_by_at.is_not(None)]
    if first is not None:
        wanted.append(Lead.recorded_at >= first)
    if after is not None:
        wanted.append(Lead.recorded_at < after)
    return list(db.execute(select(Lead.responded_at - Lead.recorded_at).where(*wanted)).scalars())


def _feedback(db: Connection, span: Span) -> tuple[int, int]:
    """Return how many fields reps recorded at least once, and how many there were to record."""
    decided = select(Handover.id).where(*decided_in(span))
    fields = db.execute(
        select(func.count()).select_from(RecordField).where(RecordField.version == current_version())
    ).scalar_one()
    known = (
        select(SalesRecord.handover_id, SalesRecordValue.field)
        .join(SalesRecordValue, SalesRecordValue.record_id == SalesRecord.id)
        .where(SalesRecord.handover_id.in_(decided))
        .distinct()
        .subquery()
    )
    filled = db.execute(select(func.count()).select_from(known)).scalar_one()
    count = db.execute(select(func.count()).select_from(decided.subquery())).scalar_one()
    return filled, fields * count


def _first_visits(db: Connection, span: Span, accepted: Sequence[Any]) -> list[float]:
    """Return the days from acceptance to the first time somebody of sales spoke with the customer."""
    first = (
        select(Handover.id, func.min(Activity.at).label("at"))
        .join(Activity, Activity.lead_id == Handover.lead_id)
        .where(
            *decided_in(span),
            Handover.state == HandoverState.ACCEPTED.value,
            Activity.by_id == Handover.rep_id,
            Activity.is_connected,
            Activity.at >= Handover.decided_at,
        )
        .group_by(Handover.id)
    )
    met = {row.id: row.at for row in db.execute(first)}
    return [(met[row.id] - row.decided_at) / DAY for row in accepted if row.id in met]


def _number(value: int | None) -> float | None:
    return None if value is None else float(value)


def _fraction(pct: int | None) -> float | None:
    return None if pct is None else pct / 100
