"""Where reminders come from: one select a kind over promises, hand-overs, cases and leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, case, exists, func, literal, or_, select

from app.models.activity import FollowUp
from app.models.calendar import WorkingDay
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Absence, Member
from app.models.review import Review
from app.models.vocabulary import HandoverState, Role, StageKind
from app.services.follow_ups import OPEN
from app.services.kernel.expressions import ID, TEXT, WHOLE
from app.services.lifecycle import stands_in
from app.services.limits import limit
from app.services.personal_time import calendar_of
from app.services.recall import running_clocks
from app.services.reminder_kinds import ReminderKind
from app.services.review_view import is_open_case
from app.services.working_time import TEAM

MOST_FIRST_RESPONSES = 50
"""A list assigned at once is the queue's work; beyond this no more warnings are given."""

COLUMNS = ("kind", "member_id", "subject_id", "lead_id", "due_at", "limit_at", "why", "words", "by_id")
type Rows = Select[Any]
"""Rows of ``COLUMNS``."""
type Ask = Callable[[People, int], Iterator[Rows]]
"""Gives selects of open reminders, due or coming, of one person at one instant."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where some kinds of reminders come from.

    Attributes:
        ask: Gives the selects.
        is_read_whole: Read once and sorted out in Python: few rows whose instants are dear to compute, and would be
            computed again for every condition on them.
    """

    ask: Ask
    is_read_whole: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """The hats of the person at the desk."""

    mine: tuple[UUID, ...]
    leads: UUID | None
    """The hat of a team lead."""
    heads: UUID | None
    """The hat of whoever hears of late decisions: the team lead's, else the sales lead's."""

    @classmethod
    def of(cls, db: Connection, me: UUID) -> People:
        """Return the hats of whoever wears this one."""
        person = select(Member.person_id).where(Member.id == me).scalar_subquery()
        rows = db.execute(
            select(Member.id, Member.role)
            .where(Member.person_id == person, Member.is_active)
            .order_by(Member.id)
        ).all()
        of_role = {row.role: row.id for row in rows}
        leads = of_role.get(Role.TEAM_LEAD)
        return cls(tuple(row.id for row in rows), leads, leads or of_role.get(Role.SALES_LEAD))


_BLANK: dict[str, Any] = {
    "limit_at": literal(None, WHOLE), "why": literal(None, TEXT), "words": literal("", TEXT), "by_id": literal(None, ID),
}  # fmt: skip


def _row(kind: ReminderKind | ColumnElement[Any], **given: Any) -> Rows:
    """Return a select of the columns of ``Rows``; what is not given is blank."""
    values = {"kind": kind, **_BLANK, **given}
    return select(*(_column(values[name]).label(name) for name in COLUMNS))


def _column(value: Any) -> ColumnElement[Any]:
    if isinstance(value, ReminderKind):
        return literal(value.value, TEXT)
    if isinstance(value, UUID):
        return literal(value, ID)
    column: ColumnElement[Any] = getattr(value, "expression", value)
    return column


def _own_promises(people: People, _now: int) -> Iterator[Rows]:
    kind = case(
        (FollowUp.is_agreed.is_(True), ReminderKind.CALL_BACK.value), else_=ReminderKind.FOLLOW_UP.value
    )
    yield _row(
        kind, member_id=FollowUp.owner_id, subject_id=FollowUp.cmd_id, lead_id=FollowUp.lead_id,
        due_at=FollowUp.due_at, why=FollowUp.why, words=FollowUp.words,
    ).where(FollowUp.owner_id.in_(people.mine), FollowUp.state == OPEN)  # fmt: skip


def _first_responses(people: People, now: int) -> Iterator[Rows]:
    """Shortly before the limit only: from then on the first promise reminds, and the queue shows it."""
    yield (
        _row(
            ReminderKind.FIRST_RESPONSE, member_id=Lead.owner_id, subject_id=Lead.id, lead_id=Lead.id,
            due_at=Lead.respond_warn_at, limit_at=Lead.respond_by_at,
        )
        .where(
            Lead.owner_id.in_(people.mine), Lead.responded_at.is_(None), Lead.is_reachable,
            Lead.respond_warn_at.is_not(None), Lead.respond_by_at > now, stands_in(StageKind.VALIDATING),
        )
        .order_by(Lead.respond_warn_at, Lead.id)
        .limit(MOST_FIRST_RESPONSES)
    )  # fmt: skip


def _recalls(people: People, now: int) -> Iterator[Rows]:
    """Warned from the playbook's working hours before the lead goes back; a contact attempt makes another clock."""
    clock = running_clocks(now, owners=people.mine).subquery("clock")
    yield _row(
        ReminderKind.RECALL, member_id=clock.c.owner_id, subject_id=clock.c.lead_id, lead_id=clock.c.lead_id,
        due_at=clock.c.warn_at, limit_at=clock.c.due_at,
    )  # fmt: skip


def _decisions(people: People, now: int) -> Iterator[Rows]:
    is_open = Handover.state == HandoverState.OPEN.value
    given = {
        "member_id": Handover.rep_id, "subject_id": Handover.id, "lead_id": Handover.lead_id,
        "limit_at": Handover.decide_by_at, "words": Handover.words, "by_id": Handover.submitted_by_id,
    }  # fmt: skip
    mine = (Handover.rep_id.in_(people.mine), is_open)
    in_time = or_(Handover.decide_by_at.is_(None), Handover.decide_by_at > now)
    yield _row(ReminderKind.DECIDE, due_at=Handover.assigned_at, **given).where(*mine, in_time)
    yield _row(ReminderKind.DECIDE_LATE, due_at=Handover.decide_by_at, **given).where(
        *mine, Handover.decide_by_at.is_not(None)
    )
    if people.heads is None:
        return
    told = given | {"member_id": people.heads, "by_id": Handover.rep_id}
    others = Handover.rep_id.not_in(people.mine)
    yield _row(ReminderKind.LATE_DECISION, due_at=Handover.decide_by_at, **told).where(
        is_open, others, Handover.decide_by_at.is_not(None)
    )
    yield _row(
        ReminderKind.CHOOSE_REP, due_at=Handover.submitted_at, **(told | {"by_id": Handover.submitted_by_id})
    ).where(Handover.state == HandoverState.WAITING.value)


def _reviews(people: People, _now: int) -> Iterator[Rows]:
    if people.leads is None:
        return
    judged = exists().where(Review.handover_id == Handover.id)
    yield _row(
        ReminderKind.REVIEW, member_id=people.leads, subject_id=Handover.id, lead_id=Handover.lead_id,
        due_at=Handover.decided_at, words=func.coalesce(Handover.decision_words, ""), by_id=Handover.decided_by_id,
    ).where(is_open_case(), ~judged)  # fmt: skip


def _overdue_of_others(people: People, now: int) -> Iterator[Rows]:
    """Promises older than the last working days of whoever made them: one look-up a person, not one a promise."""
    if people.leads is None:
        return
    bound = (
        select(Member.id.label("member_id"), overdue_before(Member.id.expression, now).label("at"))
        .where(Member.id.not_in(people.mine))
        .subquery("bound")
    )
    yield (
        _row(
            ReminderKind.OVERDUE, member_id=people.leads, subject_id=FollowUp.cmd_id, lead_id=FollowUp.lead_id,
            due_at=FollowUp.due_at, why=FollowUp.why, words=FollowUp.words, by_id=FollowUp.owner_id,
        )
        .join(bound, bound.c.member_id == FollowUp.owner_id)
        .where(FollowUp.state == OPEN, FollowUp.due_at < bound.c.at)
    )  # fmt: skip


def overdue_before(member_id: ColumnElement[Any], now: int) -> ColumnElement[Any]:
    """Return the instant before which a promise had to be due to be overdue by the playbook's working days.

    The days count from the day after the promise, and end with their last shift; leave does not count.
    """
    day, leave = WorkingDay.__table__.alias("past"), Absence.__table__.alias("leave")
    is_leave = (
        exists()
        .where(
            leave.c.member_id == member_id,
            leave.c.from_at <= day.c.starts_at,
            leave.c.until_at >= day.c.ends_at,
        )
        .correlate_except(leave)
    )
    return (
        select(day.c.midnight_at)
        .where(day.c.calendar == calendar_of(member_id), day.c.ends_at <= now, ~is_leave)
        .order_by(day.c.seq.desc())
        .limit(1)
        .offset(limit("overdue_escalation_working_days") - literal(1, WHOLE))
        .correlate_except(day)
        .scalar_subquery()
    )


def next_day_end(db: Connection, now: int) -> int | None:
    """Return when the next working day ends for anybody: what is overdue, or idle for too long, is so by then."""
    kept = select(func.coalesce(Member.calendar, literal(TEAM, TEXT))).distinct()
    ends = select(func.min(WorkingDay.ends_at)).where(WorkingDay.ends_at > now, WorkingDay.calendar.in_(kept))
    return db.execute(ends).scalar()


SOURCES = (
    Source(_own_promises),
    Source(_first_responses, is_read_whole=True),
    Source(_recalls, is_read_whole=True),
    Source(_decisions),
    Source(_reviews),
    Source(_overdue_of_others),
)
"""Every kind of reminder comes from one of these."""
