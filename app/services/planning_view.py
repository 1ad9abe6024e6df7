"""What the planner knows of the team: measured rates, capacity, deal cycle, segments, and how far the month is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

import msgspec
from sqlalchemy import Connection, func, select

from app.clock import DAY, from_micros, to_epoch_day
from app.models.calendar import WorkingDay
from app.models.handover import Handover
from app.models.vocabulary import HandoverState
from app.services.planning import STEPS, Capacity, Goal, Measured, Plan, Segment, needed, plan
from app.services.remembering import all_remembered, forget, remember
from app.services.reports.channels import CHANNELS
from app.services.reports.counting import sheet_of
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel import funnel
from app.services.reports.funnel_layers import Layer
from app.services.reports.intervals import wilson
from app.services.reports.rates import rates_into
from app.services.reports.report import Basis, ReportFilter
from app.services.reports.revenue import SPEC as REVENUE
from app.services.reports.spending import COST_SPLITS, spent
from app.services.reports.team_time import zone_of
from app.services.working_time import TEAM

CAPACITY_DAYS = 90
"""Days back over which hand-overs a month are measured."""
_PLACE = "plan:"
LAYERS = (*STEPS, Layer.WON)


@dataclass(frozen=True, slots=True)
class Gap:
    """How one layer stands against the plan in the running month.

    Attributes:
        done: Leads that reached it since the month began.
        due: How many should have by the end of today, by working days.
        month: How many the month needs.
    """

    layer: Layer
    done: int
    due: int
    month: int


@dataclass(frozen=True, slots=True)
class Planned:
    """All the planner shows.

    Attributes:
        measured: What the plan was made from; the page plans anew from it while a slider moves.
        segments: By what was asked.
        done: Reached in the running month, by layer.
        days_gone: Working days of the month until today, today included.
        days: Working days of the month.
        asked: What rates and segments were measured on.
        month: The running month, as the funnel is asked for it.
    """

    plan: Plan
    measured: Measured
    by: Dimension
    segments: tuple[Segment, ...]
    done: dict[Layer, int]
    days_gone: int
    days: int
    scenarios: tuple[tuple[str, Goal], ...]
    asked: ReportFilter
    month: ReportFilter


def planned(db: Connection, goal: Goal, now: int, by: Dimension = Dimension.CHANNEL) -> Planned:
    """Return the plan for a goal with everything around it; ``now`` is the present, microseconds UTC."""
    asked = ReportFilter(
        since=None if goal.since is None else date.fromisoformat(goal.since),
        until=None if goal.until is None else date.fromisoformat(goal.until),
        currency=goal.currency,
        now=now,
    )
    found = measured(db, asked, now)
    made = plan(goal, found)
    month, done, gone, days = _month(db, now)
    return Planned(
        made, found, by, segments(db, asked, by, made.new_customers), done, gone, days, scenarios(db), asked, month
    )  # fmt: skip


def measured(db: Connection, asked: ReportFilter, now: int) -> Measured:
    """Return what the team's own data say: the funnel's counts, the deal cycle, hand-overs a person and month."""
    total = funnel(db, asked).total
    counts = {layer: total.at(layer).count for layer in LAYERS}
    revenue = sheet_of(db, REVENUE, ReportFilter(asked.since, asked.until, Basis.COHORT, now=now)).total
    cycle = revenue.at("days_median").value if revenue else None
    since = now - CAPACITY_DAYS * DAY
    submitted = _pace(db, Handover.submitted_by_id, Handover.submitted_at, since)
    decided = _pace(
        db,
        Handover.rep_id,
        Handover.decided_at,
        since,
        Handover.state.in_([HandoverState.ACCEPTED.value, HandoverState.REFUSED.value]),
    )
    return Measured(counts, cycle if isinstance(cycle, int | float) else None, submitted, decided)


def segments(db: Connection, asked: ReportFilter, by: Dimension, deals: int) -> tuple[Segment, ...]:
    """Return what each value of a dimension would take if it brought all the deals alone, most leads first."""
    sheet = sheet_of(db, CHANNELS, asked, by)
    costs = spent(db, asked, by) if by in COST_SPLITS else {}
    rates = rates_into(db, asked.currency)
    found = []
    for line in sheet.lines:
        leads, won = int(line.number("lead")), int(line.number("won"))
        needs, cell, days = needed(deals, leads, won), line.cell, line.at("days_median").value
        paid = rates.converted(costs[cell.value].amounts) if cell.value in costs else ()
        currency, minor = paid[0] if len(paid) == 1 and leads else ("", None)
        cost = ceil(minor * needs / leads) if minor is not None and needs is not None else None
        found.append(
            Segment(
                cell.value, cell.title_zh, cell.title_en, leads, won, wilson(won, leads), needs, cost, currency, minor,
                days if isinstance(days, int | float) else None,
            )
        )  # fmt: skip
    return tuple(found)


def gaps(made: Plan, done: dict[Layer, int], days_gone: int, days: int) -> tuple[Gap, ...]:
    """Return how each layer of the running month stands against a plan."""
    found = []
    for need in made.needs:
        month = need.month or 0
        due = ceil(month * days_gone / days) if days else month
        found.append(Gap(need.layer, done.get(need.layer, 0), due, month))
    return tuple(found)


def save_scenario(name: str, goal: Goal) -> Callable[[Connection], None]:
    """Return the write that keeps a goal under a name on this desk."""
    return remember(_PLACE + name, msgspec.json.encode(goal).decode())


def drop_scenario(name: str) -> Callable[[Connection], None]:
    """Return the write that forgets a scenario."""
    return forget(_PLACE + name)


def scenarios(db: Connection) -> tuple[tuple[str, Goal], ...]:
    """Return the goals kept on this desk, by name; what an earlier version wrote otherwise is left out."""
    found = []
    for key, text in all_remembered(_PLACE)(db).items():
        try:
            found.append((key.removeprefix(_PLACE), msgspec.json.decode(text, type=Goal)))
        except msgspec.ValidationError:
            continue
    return tuple(found)


def _pace(db: Connection, by: object, at: object, since: int, *where: object) -> Capacity:
    """Return hand-overs a month and person since an instant."""
    count, people = db.execute(
        select(func.count(), func.count(by.distinct()))  # type: ignore[attr-defined]
        .select_from(Handover)
        .where(at >= since, by.is_not(None), *where)  # type: ignore[operator, attr-defined, arg-type]
    ).one()
    months = CAPACITY_DAYS / 30
    return Capacity(round(count / people / months, 1) if people else None, is_typed=False, people=people)


def _month(db: Connection, now: int) -> tuple[ReportFilter, dict[Layer, int], int, int]:
    """Return the running month, what it reached, and its working days gone and in all."""
    today = from_micros(now).astimezone(zone_of(db)).date()
    first = today.replace(day=1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    month = ReportFilter(first, today, Basis.SNAPSHOT, now=now)
    total = funnel(db, month).total
    days = [
        row.day_on
        for row in db.execute(
            select(WorkingDay.day_on).where(
                WorkingDay.calendar == TEAM,
                WorkingDay.day_on >= to_epoch_day(first),
                WorkingDay.day_on <= to_epoch_day(last),
            )
        )
    ]
    gone = sum(day <= to_epoch_day(today) for day in days)
    return month, {layer: total.at(layer).count for layer in LAYERS}, gone, len(days)
