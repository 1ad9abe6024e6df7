"""What stands behind each number of the team board: one select a number, for the count and for its leads alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from app.clock import from_micros, to_micros
from app.models.activity import Activity, FollowUp
from app.models.handover import Handover
from app.models.leads import Lead, Ownership
from app.models.people import Member
from app.models.runs import Run
from app.models.vocabulary import ActivityKind, HandoverState, RunState, StageKind
from app.services.first_response import is_endangered, is_missed, is_owed
from app.services.follow_ups import OPEN
from app.services.handing_on_deal import FINISHED
from app.services.holding import CALLED
from app.services.kernel.expressions import WHOLE
from app.services.lifecycle import stands_in
from app.services.limits import limit
from app.services.pool_rules import day_began_at
from app.services.recall import running_clocks
from app.services.reminder_sources import overdue_before


class Number(StrEnum):
    """A number of the board; each is a door to its leads."""

    CALLS = "calls"
    CONNECTS = "connects"
    RUNS = "runs"
    HANDED_OVER = "handed_over"
    UNANSWERED = "unanswered"
    """Past the first-response limit, and nobody has called yet."""
    MISSED = "missed"
    """The first-response limit ended today unanswered, called since or not."""
    ENDANGERED = "endangered"
    ANSWERED = "answered"
    """First responses of today, in time or late."""
    OVERDUE = "overdue"
    ESCALATED = "escalated"
    """Overdue for more than the playbook's working days."""
    NEAR_RECALL = "near_recall"
    HELD = "held"
    CLAIMED = "claimed"
    ASKED = "asked"
    """A rep's question waits for the SDR's answer."""
    WAITING = "waiting"
    """Hand-overs on which the rep has to decide."""
    LATE = "late"
    """Hand-overs past the rep's limit."""
    RECEIVED = "received"
    """Hand-overs given to the rep within the window of their capacity."""
    CHOICE = "choice"
    """Hand-overs that wait for somebody to choose a rep; of nobody."""
    UNOWNED = "unowned"
    """Leads nobody holds that can be called."""
    UNOWNED_LATE = "unowned_late"
    """Of those, the ones past their first-response limit."""
    LEFT = "left"
    """Unfinished leads still held by people who work here no more."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When the board is looked at: now, and when the day began for whoever looks; microseconds UTC."""

    now: int
    since: int


@dataclass(frozen=True, slots=True)
class BoardSelection:
    """The leads behind a number of the board: what a key or a click hands on.

    Attributes:
        member_id: Whose; ``None`` for what is nobody's.
        name: Theirs, for whoever says in words what is selected.
        count: The number shown.
    """

    number: Number
    member_id: UUID | None
    name: str
    moment: Moment
    count: int = 0


type Rows = Select[*tuple[Any, ...]]
"""Rows of ``member_id`` and ``lead_id``; the same lead may come more than once."""


def moment_of(now: int) -> Moment:
    """Return the moment, the day begun as this machine's clock says."""
    here = from_micros(now).astimezone()
    return Moment(now, to_micros(datetime.combine(here.date(), time()).astimezone()))


def rows_of(number: Number, moment: Moment, members: Sequence[UUID]) -> Rows:
    """Return who and which lead stands behind a number, for some members."""
    return _ROWS[number](moment, members)


def selected_by_board(selection: BoardSelection) -> Select[Any]:
    """Return the ids of the leads behind a number, each once."""
    members = [selection.member_id] if selection.member_id is not None else []
    rows = rows_of(selection.number, selection.moment, members).subquery()
    return select(rows.c.lead_id).distinct()


def counts_of(
    db: Connection, numbers: Sequence[Number], moment: Moment, members: Sequence[UUID]
) -> Mapping[Number, Mapping[UUID | None, int]]:
    """Return every number for every member; who has none is left out. ``None`` is nobody."""
    found: dict[Number, Mapping[UUID | None, int]] = {}
    for number in numbers:
        rows = rows_of(number, moment, members).subquery()
        counted = db.execute(select(rows.c.member_id, func.count()).group_by(rows.c.member_id))
        found[number] = {row[0]: row[1] for row in counted}
    return found


# What was done today.


def _calls(moment: Moment, members: Sequence[UUID], *also: ColumnElement[bool]) -> Rows:
    return select(Activity.by_id.label("member_id"), Activity.lead_id).where(
        Activity.by_id.in_(members),
        Activity.at >= moment.since,
        Activity.at <= moment.now,
        Activity.kind == ActivityKind.CALL.value,
        *also,
    )


def _connects(moment: Moment, members: Sequence[UUID]) -> Rows:
    return _calls(moment, members, Activity.is_connected.is_(True))


def _runs(moment: Moment, members: Sequence[UUID]) -> Rows:
    ended = Run.state.in_([RunState.FINISHED.value, RunState.STOPPED.value])
    return select(Run.by_id.label("member_id"), Run.lead_id).where(
        Run.by_id.in_(members), ended, Run.finished_at >= moment.since, Run.finished_at <= moment.now
    )


def _handed_over(moment: Moment, members: Sequence[UUID]) -> Rows:
    return select(Handover.submitted_by_id.label("member_id"), Handover.lead_id).where(
        Handover.submitted_by_id.in_(members),
        Handover.submitted_at >= moment.since,
        Handover.submitted_at <= moment.now,
    )


def _claimed(moment: Moment, members: Sequence[UUID]) -> Rows:
    at = literal(moment.now, WHOLE)
    return select(Ownership.member_id, Ownership.lead_id).where(
        Ownership.member_id.in_(members),
        Ownership.how == "claimed",
        Ownership.from_at >= day_began_at(at),
        Ownership.from_at <= at,
    )


# First response.


def _owned(members: Sequence[UUID], *conditions: ColumnElement[bool]) -> Rows:
    return select(Lead.owner_id.label("member_id"), Lead.id.label("lead_id")).where(
        Lead.owner_id.in_(members), *conditions
    )


def _unanswered(moment: Moment, members: Sequence[UUID]) -> Rows:
    return _owned(members, Lead.respond_by_at <= moment.now, is_owed())


def _endangered(moment: Moment, members: Sequence[UUID]) -> Rows:
    return _owned(members, Lead.respond_by_at > moment.now, is_endangered(literal(moment.now, WHOLE)))


def _missed(moment: Moment, members: Sequence[UUID]) -> Rows:
    of_today = Lead.respond_by_at >= moment.since, Lead.respond_by_at <= moment.now
    return _owned(members, *of_today, is_missed(literal(moment.now, WHOLE)))


def _answered(moment: Moment, members: Sequence[UUID]) -> Rows:
    return _owned(
        members,
        Lead.responded_at >= moment.since,
        Lead.responded_at <= moment.now,
        Lead.respond_by_at.is_not(None),
    )


# Promises.


def _overdue(moment: Moment, members: Sequence[UUID]) -> Rows:
    return select(FollowUp.owner_id.label("member_id"), FollowUp.lead_id).where(
        FollowUp.owner_id.in_(members), FollowUp.state == OPEN, FollowUp.due_at <= moment.now
    )


def _escalated(moment: Moment, members: Sequence[UUID]) -> Rows:
    bound = (
        select(Member.id.label("member_id"), overdue_before(Member.id.expression, moment.now).label("at"))
        .where(Member.id.in_(members))
        .subquery("bound")
    )
    return (
        select(FollowUp.owner_id.label("member_id"), FollowUp.lead_id)
        .join(bound, bound.c.member_id == FollowUp.owner_id)
        .where(FollowUp.state == OPEN, FollowUp.due_at < bound.c.at)
    )


def _asked(_moment: Moment, members: Sequence[UUID]) -> Rows:
    return (
        select(Lead.owner_id.label("member_id"), Lead.id.label("lead_id"))
        .join(Handover, Handover.lead_id == Lead.id)
        .where(Handover.state == HandoverState.RETURNED.value, Lead.owner_id.in_(members))
    )


# Holding.


def _held(_moment: Moment, members: Sequence[UUID]) -> Rows:
    return _owned(members, stands_in(*CALLED))


def _near_recall(moment: Moment, members: Sequence[UUID]) -> Rows:
    running = running_clocks(moment.now, owners=members).subquery("running")
    return select(running.c.owner_id.label("member_id"), running.c.lead_id).where(
        running.c.warn_at <= moment.now
    )


# Sales.


def _of_reps(members: Sequence[UUID], *conditions: ColumnElement[bool]) -> Rows:
    return select(Handover.rep_id.label("member_id"), Handover.lead_id).where(
        Handover.rep_id.in_(members), *conditions
    )


def _waiting(_moment: Moment, members: Sequence[UUID]) -> Rows:
    return _of_reps(members, Handover.state == HandoverState.OPEN.value)


def _late(moment: Moment, members: Sequence[UUID]) -> Rows:
    return _of_reps(members, Handover.state == HandoverState.OPEN.value, Handover.decide_by_at <= moment.now)


def _received(moment: Moment, members: Sequence[UUID]) -> Rows:
    since = literal(moment.now, WHOLE) - limit("capacity_window_days") * literal(86_400_000_000, WHOLE)
    return _of_reps(members, Handover.assigned_at > since)


# Nobody's.


def _choice(_moment: Moment, _members: Sequence[UUID]) -> Rows:
    return select(Handover.rep_id.label("member_id"), Handover.lead_id).where(
        Handover.state == HandoverState.WAITING.value
    )


def _unowned(_moment: Moment, _members: Sequence[UUID], *also: ColumnElement[bool]) -> Rows:
    return select(Lead.owner_id.label("member_id"), Lead.id.label("lead_id")).where(
        Lead.owner_id.is_(None),
        Lead.is_reachable,
        stands_in(StageKind.VALIDATING),
        *also,
    )


def _unowned_late(moment: Moment, members: Sequence[UUID]) -> Rows:
    return _unowned(moment, members, is_owed(), Lead.respond_by_at <= moment.now)


def _left(_moment: Moment, _members: Sequence[UUID]) -> Rows:
    gone = select(Member.id).where(Member.is_active.is_(False))
    return select(Lead.owner_id.label("member_id"), Lead.id.label("lead_id")).where(
        Lead.owner_id.in_(gone), ~stands_in(*FINISHED)
    )


_ROWS: Mapping[Number, Callable[[Moment, Sequence[UUID]], Rows]] = {
    Number.CALLS: _calls,
    Number.CONNECTS: _connects,
    Number.RUNS: _runs,
    Number.HANDED_OVER: _handed_over,
    Number.UNANSWERED: _unanswered,
    Number.MISSED: _missed,
    Number.ENDANGERED: _endangered,
    Number.ANSWERED: _answered,
    Number.OVERDUE: _overdue,
    Number.ESCALATED: _escalated,
    Number.NEAR_RECALL: _near_recall,
    Number.HELD: _held,
    Number.CLAIMED: _claimed,
    Number.ASKED: _asked,
    Number.WAITING: _waiting,
    Number.LATE: _late,
    Number.RECEIVED: _received,
    Number.CHOICE: _choice,
    Number.UNOWNED: _unowned,
    Number.UNOWNED_LATE: _unowned_late,
    Number.LEFT: _left,
}
