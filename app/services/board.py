"""The team board: who is on what, who needs help first and why, for the team lead (spec sections 6, 9, 10, 11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, literal, select

from app.clock import HOUR
from app.models.activity import Activity
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Limit, RecordField
from app.models.sales import SalesRecord, SalesRecordValue
from app.models.vocabulary import REP_ROLES, SDR_ROLES, ActivityKind, HandoverState, Role
from app.services.board_facts import Moment, Number, counts_of, moment_of, rows_of
from app.services.inbox import Ask
from app.services.kernel.expressions import WHOLE
from app.services.limits import current_version, limit
from app.services.personal_time import calendar_of
from app.services.team import Away, MemberRow, members_of
from app.services.working_time import worked_s

OF_SDRS = (
    Number.CALLS, Number.CONNECTS, Number.RUNS, Number.HANDED_OVER, Number.UNANSWERED, Number.MISSED,
    Number.ENDANGERED, Number.ANSWERED, Number.OVERDUE, Number.ESCALATED, Number.NEAR_RECALL, Number.HELD,
    Number.CLAIMED, Number.ASKED,
)  # fmt: skip
OF_REPS = (Number.WAITING, Number.LATE, Number.RECEIVED, Number.OVERDUE)
OF_NOBODY = (Number.CHOICE, Number.UNOWNED, Number.UNOWNED_LATE, Number.LEFT)
LONGEST_CALL = 4 * HOUR
"""A call begun longer ago was not ended; nobody is on the phone that long."""
SOON_S = 2 * 3600
"""Working seconds before a rep's limit from which it is said."""


class Doing(StrEnum):
    """What a member is on now."""

    ON_THE_PHONE = "on_the_phone"
    AWAY = "away"
    CALLED = "called"
    """Their last call of today is over."""
    NOTHING_YET = "nothing_yet"


@dataclass(frozen=True, slots=True)
class Now:
    """What a member is on now.

    Attributes:
        at: Since when they talk, until when they are away, when their last call began.
        lead_id: Whom they talk or talked to.
    """

    doing: Doing
    at: int | None = None
    lead_id: UUID | None = None
    lead: str = ""


class Need(StrEnum):
    """Why somebody needs help, the most urgent first."""

    UNANSWERED = "unanswered"
    LATE = "late"
    ENDANGERED = "endangered"
    AWAY = "away"
    """They are away, and something of theirs cannot wait for them."""
    ASKED = "asked"
    ESCALATED = "escalated"
    NEAR_RECALL = "near_recall"
    SOON = "soon"
    """A hand-over whose limit is near."""
    FULL = "full"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One member on the board.

    Attributes:
        needs: Why they need help, the most urgent first, each with how many leads it is about.
        counts: Their numbers; what is not in it is none.
        answered_s: Median working seconds to today's first responses; ``None`` where there was none.
        cap: Leads an SDR may hold, hand-overs a rep takes in the window.
        claims_left: Claims an SDR may still make today.
        decide_in_s: Working seconds until the first of a rep's limits ends, negative past it.
        feedback: Fields of sales feedback known of the hand-overs a rep took in the window, and all there are.
    """

    member: MemberRow
    now: Now
    needs: tuple[tuple[Need, int], ...]
    counts: Mapping[Number, int]
    answered_s: int | None
    cap: int
    claims_left: int
    decide_in_s: int | None
    feedback: tuple[int, int]

    def count(self, number: Number) -> int:
        """Return one of their numbers."""
        return self.counts.get(number, 0)

    @property
    def away(self) -> Away | None:
        """Their present or next time away."""
        return self.member.away[0] if self.member.away else None


@dataclass(frozen=True, slots=True)
class Board:
    """The whole team at one moment; who needs help first stands first."""

    moment: Moment
    sdrs: tuple[BoardRow, ...]
    reps: tuple[BoardRow, ...]
    nobody: Mapping[Number, int]
    is_for: bool
    """Whether whoever asks leads the team."""


def board(me: UUID, now: int) -> Ask[Board]:
    """Return the question for the board; empty for whoever does not lead the team."""

    def ask(db: Connection) -> Board:
        moment = moment_of(now)
        role = db.execute(select(Member.role).where(Member.id == me)).scalar()
        if role != Role.TEAM_LEAD.value:
            return Board(moment, (), (), {}, is_for=False)
        members = [one for one in members_of(db, now) if one.is_active]
        sdrs = [one for one in members if one.role in SDR_ROLES]
        reps = [one for one in members if one.role in REP_ROLES]
        nobody = counts_of(db, OF_NOBODY, moment, [])
        return Board(
            moment,
            _urgent_first(_sdrs(db, moment, sdrs, me)),
            _urgent_first(_reps(db, moment, reps)),
            {number: sum(found.values()) for number, found in nobody.items()},
            is_for=True,
        )

    return ask


def _sdrs(db: Connection, moment: Moment, members: Sequence[MemberRow], me: UUID) -> list[BoardRow]:
    ids = [one.id for one in members]
    counts, doing = counts_of(db, OF_SDRS, moment, ids), _doing(db, moment, ids)
    answered, limits = _answered_s(db, moment, ids), _limits(db)
    rows = []
    for one in members:
        own = {number: found.get(one.id, 0) for number, found in counts.items()}
        if one.id == me and not any(own.values()):
            continue  # a team lead who calls nobody themselves
        held, cap = own[Number.HELD], limits["held_at_once"]
        rows.append(
            BoardRow(
                member=one,
                now=_now(one, moment, doing),
                needs=tuple(_needs_of_sdr(own, is_away=one.is_away, is_full=held >= cap)),
                counts=own,
                answered_s=answered.get(one.id),
                cap=cap,
                claims_left=max(0, limits["claims_a_day"] - own[Number.CLAIMED]),
                decide_in_s=None,
                feedback=(0, 0),
            )
        )
    return rows


def _reps(db: Connection, moment: Moment, members: Sequence[MemberRow]) -> list[BoardRow]:
    ids = [one.id for one in members]
    counts, doing = counts_of(db, OF_REPS, moment, ids), _doing(db, moment, ids)
    left, feedback = _decide_in_s(db, moment, ids), _feedback(db, moment, ids)
    rows = []
    for one in members:
        own = {number: found.get(one.id, 0) for number, found in counts.items()}
        rows.append(
            BoardRow(
                member=one,
                now=_now(one, moment, doing),
                needs=tuple(_needs_of_rep(own, left.get(one.id, []), one)),
                counts=own,
                answered_s=None,
                cap=one.capacity,
                claims_left=0,
                decide_in_s=min(left.get(one.id, []), default=None),
                feedback=feedback.get(one.id, (0, 0)),
            )
        )
    return rows


# Who needs help, and why.


def _needs_of_sdr(own: Mapping[Number, int], *, is_away: bool, is_full: bool) -> list[tuple[Need, int]]:
    pressing = own[Number.UNANSWERED] + own[Number.ENDANGERED] + own[Number.OVERDUE] + own[Number.ASKED]
    found = [
        (Need.UNANSWERED, own[Number.UNANSWERED]),
        (Need.ENDANGERED, own[Number.ENDANGERED]),
        (Need.AWAY, pressing if is_away else 0),
        (Need.ASKED, own[Number.ASKED]),
        (Need.ESCALATED, own[Number.ESCALATED]),
        (Need.NEAR_RECALL, own[Number.NEAR_RECALL]),
        (Need.FULL, own[Number.HELD] if is_full else 0),
        (Need.OVERDUE, own[Number.OVERDUE] - own[Number.ESCALATED]),
    ]
    return [(need, count) for need, count in found if count > 0]


def _needs_of_rep(
    own: Mapping[Number, int], left: Sequence[int], member: MemberRow
) -> list[tuple[Need, int]]:
    soon = sum(0 < one <= SOON_S for one in left)
    found = [
        (Need.LATE, own[Number.LATE]),
        (Need.AWAY, own[Number.WAITING] if member.is_away else 0),
        (Need.SOON, soon),
        (Need.FULL, member.in_window if member.is_full else 0),
        (Need.OVERDUE, own[Number.OVERDUE]),
    ]
    return [(need, count) for need, count in found if count > 0]


def _urgent_first(rows: Sequence[BoardRow]) -> tuple[BoardRow, ...]:
    """Order by the most urgent need, then by how many it is about; who needs none comes last, by name."""
    order = list(Need)

    def key(row: BoardRow) -> tuple[Any, ...]:
        needs = [(order.index(need), -count) for need, count in row.needs]
        return needs or [(len(order), 0)], row.member.name, row.member.id.hex

    return tuple(sorted(rows, key=key))


# What they are on.


def _doing(db: Connection, moment: Moment, members: Sequence[UUID]) -> dict[UUID, Any]:
    """Return the latest call of today of each member."""
    latest = (
        select(Activity.by_id, func.max(Activity.at).label("at"))
        .where(
            Activity.by_id.in_(members),
            Activity.at >= min(moment.since, moment.now - LONGEST_CALL),
            Activity.at <= moment.now,
            Activity.kind == ActivityKind.CALL.value,
        )
        .group_by(Activity.by_id)
        .subquery()
    )
    rows = db.execute(
        select(
            Activity.by_id, Activity.at, Activity.ended_at, Activity.lead_id,
            func.coalesce(Lead.company, Lead.contact_name, "").label("lead"),
        )
        .join(latest, (latest.c.by_id == Activity.by_id) & (latest.c.at == Activity.at))
        .outerjoin(Lead, Lead.id == Activity.lead_id)
        .where(Activity.kind == ActivityKind.CALL.value)
        .order_by(Activity.id)
    )  # fmt: skip
    return {row.by_id: row for row in rows}


def _now(member: MemberRow, moment: Moment, doing: Mapping[UUID, Any]) -> Now:
    call = doing.get(member.id)
    if call is not None and call.ended_at is None and call.at >= moment.now - LONGEST_CALL:
        return Now(Doing.ON_THE_PHONE, call.at, call.lead_id, call.lead)
    if member.is_away:
        return Now(Doing.AWAY, member.away[0].until_at)
    if call is not None and call.at >= moment.since:
        return Now(Doing.CALLED, call.at, call.lead_id, call.lead)
    return Now(Doing.NOTHING_YET)


# Figures.


def _limits(db: Connection) -> dict[str, int]:
    rows = db.execute(select(Limit.key, Limit.value).where(Limit.version == current_version()))
    return {row.key: row.value for row in rows}


def _answered_s(db: Connection, moment: Moment, members: Sequence[UUID]) -> dict[UUID, int]:
    """Return the median working seconds from a lead's coming to its first response, for those of today."""
    of_today = rows_of(Number.ANSWERED, moment, members).subquery()
    hours = calendar_of(Lead.owner_id.expression)
    before_limit = worked_s(Lead.respond_by_at.expression, hours) - worked_s(
        Lead.responded_at.expression, hours
    )
    took = limit("first_response_minutes") * literal(60, WHOLE) - before_limit
    found: dict[UUID, list[int]] = {}
    for member_id, seconds in db.execute(
        select(Lead.owner_id, took).join(of_today, of_today.c.lead_id == Lead.id)
    ):
        if member_id is not None:
            found.setdefault(member_id, []).append(max(0, seconds))
    return {member_id: int(median(times)) for member_id, times in found.items()}


def _decide_in_s(db: Connection, moment: Moment, members: Sequence[UUID]) -> dict[UUID, list[int]]:
    """Return the working seconds until each limit of the hand-overs that wait for a rep, negative past it."""
    left = worked_s(Handover.decide_by_at.expression) - worked_s(literal(moment.now, WHOLE))
    found: dict[UUID, list[int]] = {}
    waits = Handover.state == HandoverState.OPEN.value
    for member_id, seconds in db.execute(
        select(Handover.rep_id, left).where(
            Handover.rep_id.in_(members), waits, Handover.decide_by_at.is_not(None)
        )
    ):
        if member_id is not None:
            found.setdefault(member_id, []).append(seconds)
    return found


def _feedback(db: Connection, moment: Moment, members: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """Return how many fields of feedback are known of the hand-overs each rep accepted, and how many there are."""
    since = select(literal(moment.now, WHOLE) - limit("capacity_window_days") * literal(24 * HOUR, WHOLE))
    taken = (
        select(Handover.id, Handover.rep_id)
        .where(
            Handover.rep_id.in_(members),
            Handover.state == HandoverState.ACCEPTED.value,
            Handover.decided_at > since.scalar_subquery(),
        )
        .subquery()
    )
    fields = db.execute(
        select(func.count()).select_from(RecordField).where(RecordField.version == current_version())
    ).scalar_one()
    known = (
        select(SalesRecord.handover_id, SalesRecordValue.field)
        .join(SalesRecordValue, SalesRecordValue.record_id == SalesRecord.id)
        .where(SalesRecord.handover_id.in_(select(taken.c.id)))
        .distinct()
        .subquery()
    )
    filled = (
        select(known.c.handover_id, func.count().label("fields")).group_by(known.c.handover_id).subquery()
    )
    rows = db.execute(
        select(taken.c.rep_id, func.coalesce(func.sum(filled.c.fields), 0), func.count())
        .select_from(taken)
        .outerjoin(filled, filled.c.handover_id == taken.c.id)
        .group_by(taken.c.rep_id)
    )
    return {rep_id: (int(known_of), fields * count) for rep_id, known_of, count in rows}
