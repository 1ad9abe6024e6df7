"""Every reminder of one person, read from promises, deadlines and cases: nothing is stored to be reminded of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import (
    Connection,
    exists,
    func,
    literal,
    select,
)

from app.clock import HOUR, MINUTE
from app.models.activity import Activity
from app.models.calendar import WorkSpan
from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Limit
from app.models.reminders import ReminderMark, ReminderNote
from app.models.vocabulary import ActivityKind, FollowUpWhy
from app.services.contact_mask import shown
from app.services.kernel.expressions import ID, WHOLE
from app.services.limits import current_version
from app.services.nurture_back import next_back_at
from app.services.personal_time import calendar_of
from app.services.reminder_kinds import RULES, ReminderKind
from app.services.reminder_plan import CLOCK_TOLERANCE, Circumstances, Note, Plan, occasion, plan
from app.services.reminder_sources import SOURCES, People, Rows, next_day_end
from app.services.working_time import works_at

AT_ONCE = 500
"""Ids asked for in one statement."""
CALL_HOLDS = 2 * HOUR
"""A call that has run for longer was forgotten rather than talked: it holds nothing back any more."""
_NAMES = UUID("5d0c1f0a-6f0e-4b57-9a53-0b7d6f0e7a11")


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something a person is to be reminded of, and what they did with it so far.

    Attributes:
        id: The same on every desk; another one when the promise is put off to another time.
        member_id: Which hat of the person it concerns.
        subject_id: The promise, the hand-over or the lead it is about.
        due_at: When it was due first.
        limit_at: The deadline it speaks of, where it has one.
        words: Of the promise or of the hand-over.
        by_name: Whose promise or hand-over it is, where it is not one's own.
        until_at: The end of the last snooze.
        snoozes: How often it was put off.
        repeat: Microseconds after which it comes again.
        noted_at: The occasion this desk last showed, where it showed any.
        shown_at: When this desk last showed it.
        times: How often this desk showed it.
    """

    id: UUID
    kind: ReminderKind
    member_id: UUID
    subject_id: UUID
    lead_id: UUID
    due_at: int
    limit_at: int | None = None
    why: FollowUpWhy | None = None
    words: str = ""
    by_name: str = ""
    company: str = ""
    contact_name: str = ""
    phone: str = ""
    is_reachable: bool = False
    until_at: int | None = None
    snoozes: int = 0
    marked_at: int | None = None
    repeat: int | None = None
    noted_at: int = 0
    shown_at: int | None = None
    times: int = 0


@dataclass(frozen=True, slots=True)
class Snoozes:
    """The usual ways to put a reminder off, from the playbook."""

    short_minutes: int = 10
    long_minutes: int = 60
    tomorrow_hour: int = 9


@dataclass(frozen=True, slots=True)
class Standing:
    """What concerns a person now.

    Attributes:
        plan: What to show, and when to look again.
        due: Everything open and due that is not put off, oldest first.
        is_on_call: Whether a call runs.
        sweep_at: When the next working day ends for anybody, and leads idle for too long go back; or, if that is
            sooner, when the next day comes that somebody set for a lead in nurture.
    """

    plan: Plan[Reminder]
    due: tuple[Reminder, ...]
    is_on_call: bool
    snoozes: Snoozes
    sweep_at: int | None


def reminder_id(kind: ReminderKind, member_id: UUID, subject_id: UUID, lead_id: UUID, due_at: int) -> UUID:
    """Return the name of a reminder; every desk finds the same."""
    return uuid5(_NAMES, f"{kind.value}/{member_id.hex}/{subject_id.hex}/{lead_id.hex}/{due_at}")


def standing(db: Connection, me: UUID, now: int) -> Standing:
    """Return what concerns the person who wears this hat, whichever of their hats it concerns."""
    people = People.of(db, me)
    reminders, next_at = _all_until(db, people, now, max(now, _last_shown_occasion(db, people)))
    notes = {one.id: Note(one.noted_at, one.shown_at) for one in reminders if one.shown_at is not None}
    is_on_call = _is_on_call(db, people, now)
    found = plan(
        reminders, notes, Circumstances(now, is_on_call=is_on_call, may_repeat=_is_working(db, me, now))
    )
    sweeps = (next_day_end(db, now), next_back_at(db, now))
    sweep_at = min((at for at in sweeps if at is not None), default=None)
    known = [at for at in (found.next_at, next_at, sweep_at) if at is not None]
    due = sorted((one for one in reminders if occasion(one) <= now), key=oldest_first)
    whole = replace(found, next_at=min(known, default=None))
    return Standing(whole, tuple(due), is_on_call, snoozes_of(db), sweep_at)


def reminders_until(db: Connection, me: UUID, now: int, until: int) -> list[Reminder]:
    """Return every reminder that is not settled and due by an instant, put off or not, oldest first."""
    reminders, _ = _all_until(db, People.of(db, me), now, until)
    return sorted(reminders, key=oldest_first)


def oldest_first(one: Reminder) -> tuple[int, str]:
    """Return the key by which reminders stand in a digest."""
    return one.due_at, one.id.hex


def _all_until(db: Connection, people: People, now: int, until: int) -> tuple[list[Reminder], int | None]:
    """Return what is due by an instant and not settled, and when the next after now will be due."""
    found: list[_Found] = []
    coming: list[int] = []
    for source in SOURCES:
        for rows in source.ask(people, now):
            read = _read_whole if source.is_read_whole else _read_due
            due, ahead = read(db, rows, now, until)
            found += due
            coming += ahead
    return _dressed(db, found), min(coming, default=None)


def limits_of(db: Connection) -> Mapping[str, int]:
    """Return the numbers of the playbook in force."""
    rows = db.execute(select(Limit.key, Limit.value).where(Limit.version == current_version()))
    return {row.key: row.value for row in rows}


def snoozes_of(db: Connection) -> Snoozes:
    """Return how reminders are usually put off."""
    numbers = limits_of(db)
    if not numbers:
        return Snoozes()
    return Snoozes(
        numbers["snooze_short_minutes"], numbers["snooze_long_minutes"], numbers["snooze_tomorrow_hour"]
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of one source, its columns in their order."""

    kind: str
    member_id: UUID
    subject_id: UUID
    lead_id: UUID
    due_at: int
    limit_at: int | None
    why: str | None
    words: str
    by_id: UUID | None

    @property
    def id(self) -> UUID:
        return reminder_id(
            ReminderKind(self.kind), self.member_id, self.subject_id, self.lead_id, self.due_at
        )


def _read_due(db: Connection, rows: Rows, now: int, until: int) -> tuple[list[_Found], list[int]]:
    """Return what is due by an instant, and when the next is due."""
    named = rows.subquery()
    found = [_Found(*row) for row in db.execute(select(named).where(named.c.due_at <= until))]
    ahead = db.execute(select(func.min(named.c.due_at)).where(named.c.due_at > now)).scalar()
    return found, [] if ahead is None else [ahead]


def _read_whole(db: Connection, rows: Rows, now: int, until: int) -> tuple[list[_Found], list[int]]:
    """Return the same, read at once; what is past its limit is no reminder of it any more."""
    every: Sequence[Any] = db.execute(rows).all()
    dated = [_Found(*row) for row in every if row.due_at is not None]
    timely = [one for one in dated if one.limit_at is None or one.limit_at > now]
    return [one for one in timely if one.due_at <= until], [one.due_at for one in timely if one.due_at > now]


def _dressed(db: Connection, found: Sequence[_Found]) -> list[Reminder]:
    """Return reminders with names, marks and notes; what the person settled is left out."""
    named = {one.id: one for one in found}
    around = _Around(
        {row.id: row for row in each_of(db, {one.lead_id for one in found}, _leads)},
        {row.id: row.name for row in each_of(db, {one.by_id for one in found if one.by_id}, _members)},
        {(row.member_id, row.reminder_id): row for row in each_of(db, named, _marks)},
        {(row.member_id, row.reminder_id): row for row in each_of(db, named, _notes)},
        limits_of(db),
    )
    return [made for one in named.values() if (made := _reminder(one, around)) is not None]


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of the reminders found: leads, people, marks and notes."""

    leads: Mapping[UUID, Any]
    names: Mapping[UUID, str]
    marks: Mapping[tuple[UUID, UUID], Any]
    notes: Mapping[tuple[UUID, UUID], Any]
    numbers: Mapping[str, int]


def _reminder(one: _Found, around: _Around) -> Reminder | None:
    """Return a reminder with all that is known of it; ``None`` where the person settled it."""
    key = one.member_id, one.id
    mark, note = around.marks.get(key), around.notes.get(key)
    if mark is not None and mark.settled_at is not None:
        return None
    kind, lead = ReminderKind(one.kind), around.leads.get(one.lead_id)
    again = RULES[kind].repeat_limit
    return Reminder(
        id=one.id,
        kind=kind,
        member_id=one.member_id,
        subject_id=one.subject_id,
        lead_id=one.lead_id,
        due_at=one.due_at,
        limit_at=one.limit_at,
        why=FollowUpWhy(one.why) if one.why else None,
        words=one.words or "",
        by_name=around.names.get(one.by_id, "") if one.by_id else "",
        company=(lead.company if lead else None) or "",
        contact_name=(lead.contact_name if lead else None) or "",
        phone=(lead.phone if lead else None) or "",
        is_reachable=bool(lead and lead.is_reachable),
        until_at=mark.until_at if mark else None,
        snoozes=mark.snoozes if mark else 0,
        marked_at=mark.marked_at if mark else None,
        repeat=around.numbers[again] * MINUTE if again else None,
        noted_at=note.at if note else 0,
        shown_at=note.shown_at if note else None,
        times=note.times if note else 0,
    )


def _leads(ids: Sequence[UUID]) -> Rows:
    columns: tuple[Any, ...] = (Lead.id, Lead.company, Lead.contact_name, shown("phone"), Lead.is_reachable)
    return select(*columns).where(Lead.id.in_(ids))


def _members(ids: Sequence[UUID]) -> Rows:
    columns: tuple[Any, ...] = (Member.id, Member.name)
    return select(*columns).where(Member.id.in_(ids))


def _marks(ids: Sequence[UUID]) -> Rows:
    columns = ReminderMark.__table__.columns
    return select(*columns).where(ReminderMark.reminder_id.in_(ids))


def _notes(ids: Sequence[UUID]) -> Rows:
    columns = ReminderNote.__table__.columns
    return select(*columns).where(ReminderNote.reminder_id.in_(ids))


def each_of(db: Connection, ids: Iterable[UUID], ask: Callable[[Sequence[UUID]], Rows]) -> Iterator[Any]:
    """Yield the rows for many ids, some at a time."""
    for some in batched(ids, AT_ONCE):
        yield from db.execute(ask(some))


def _last_shown_occasion(db: Connection, people: People) -> int:
    """Return the latest occasion this desk has shown: ahead of now only where a clock was set back since."""
    last = select(func.max(ReminderNote.at)).where(ReminderNote.member_id.in_(people.mine))
    return db.execute(last).scalar() or 0


def _is_on_call(db: Connection, people: People, now: int) -> bool:
    calls = exists().where(
        Activity.by_id.in_(people.mine),
        Activity.kind == ActivityKind.CALL.value,
        Activity.ended_at.is_(None),
        Activity.at > now - CALL_HOLDS,
        Activity.at <= now + CLOCK_TOLERANCE,
    )
    return bool(db.execute(select(calls)).scalar_one())


def _is_working(db: Connection, me: UUID, now: int) -> bool:
    """Whether this is within the person's hours, or nobody knows them: the calendar ends before now."""
    hours, at = calendar_of(literal(me, ID)), literal(now, WHOLE)
    is_known = exists().where(WorkSpan.calendar == hours, WorkSpan.ends_at > now)
    row = db.execute(select(works_at(at, hours).label("works"), is_known.label("known"))).one()
    return bool(row.works or not row.known)
