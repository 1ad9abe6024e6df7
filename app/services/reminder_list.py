"""The reminder centre: everything due, put off and coming, and what became of what this desk has shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from app.clock import DAY
from app.models.activity import FollowUp
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Member
from app.models.reminders import ReminderMark, ReminderNote
from app.models.vocabulary import FollowUpWhy
from app.services.contact_mask import shown
from app.services.follow_ups import DONE
from app.services.reminder_kinds import RULES, ReminderKind
from app.services.reminder_plan import occasion
from app.services.reminder_rows import Reminder, Snoozes, each_of, reminders_until, snoozes_of

COMING_DAYS = 7
MOST_PAST = 500
"""Of the history this desk keeps, the newest."""


class ReminderPart(StrEnum):
    """Where reminders stand, as people look for them."""

    DUE = "due"
    PUT_OFF = "put_off"
    COMING = "coming"
    PAST = "past"


class Ended(StrEnum):
    """What became of a reminder."""

    DONE = "done"
    MOVED = "moved"
    """Its promise was put off to another time, or another promise took its place."""
    NOTED = "noted"
    OVER = "over"
    """What it was about is decided, called or gone."""


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One line of the centre; ``ended`` only in the past."""

    one: Reminder
    ended: Ended | None = None


@dataclass(frozen=True, slots=True)
class ReminderCentre:
    """Everything the centre shows."""

    lines: Mapping[ReminderPart, tuple[ReminderLine, ...]]
    snoozes: Snoozes


def reminder_centre(me: UUID, now: int) -> Callable[[Connection], ReminderCentre]:
    """Return the question for everything the centre shows, each part in its order."""

    def ask(db: Connection) -> ReminderCentre:
        found = reminders_until(db, me, now, now + COMING_DAYS * DAY)
        parts: dict[ReminderPart, list[ReminderLine]] = {part: [] for part in ReminderPart}
        for one in found:
            parts[_part(one, now)].append(ReminderLine(one))
        parts[ReminderPart.PUT_OFF].sort(key=lambda line: (line.one.until_at or 0, line.one.id.hex))
        parts[ReminderPart.PAST] = _past(db, me, {one.id for one in found})
        return ReminderCentre({part: tuple(lines) for part, lines in parts.items()}, snoozes_of(db))

    return ask


def _part(one: Reminder, now: int) -> ReminderPart:
    if occasion(one) <= now:
        return ReminderPart.DUE
    return ReminderPart.PUT_OFF if one.until_at is not None else ReminderPart.COMING


def _past(db: Connection, me: UUID, open_ones: set[UUID]) -> list[ReminderLine]:
    """Return what this desk showed and is open no more, the latest first."""
    person = select(Member.person_id).where(Member.id == me).scalar_subquery()
    mine = select(Member.id).where(Member.person_id == person)
    notes = [
        note
        for note in db.execute(
            select(*ReminderNote.__table__.columns)
            .where(ReminderNote.member_id.in_(mine))
            .order_by(ReminderNote.shown_at.desc(), ReminderNote.reminder_id)
            .limit(MOST_PAST + len(open_ones))
        )
        if note.reminder_id not in open_ones
    ][:MOST_PAST]
    known = _Known.of(db, notes)
    return [ReminderLine(_reminder(note, known), _ended(note, known)) for note in notes]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the past is told from."""

    leads: Mapping[UUID, Any]
    promises: Mapping[tuple[UUID, UUID], Any]
    marks: Mapping[UUID, Any]
    handovers: Mapping[UUID, Any]

    @classmethod
    def of(cls, db: Connection, notes: Sequence[Any]) -> _Known:
        leads: tuple[Any, ...] = (Lead.id, Lead.company, Lead.contact_name, shown("phone"), Lead.is_reachable)
        handover: tuple[Any, ...] = (Handover.id, Handover.decision_words, Handover.words)
        subjects = {note.subject_id for note in notes}
        return cls(
            {
                row.id: row
                for row in each_of(
                    db, {note.lead_id for note in notes}, lambda ids: select(*leads).where(Lead.id.in_(ids))
                )
            },
            {
                (row.cmd_id, row.lead_id): row
                for row in each_of(
                    db,
                    subjects,
                    lambda ids: select(*FollowUp.__table__.columns).where(FollowUp.cmd_id.in_(ids)),
                )
            },
            {
                row.reminder_id: row
                for row in each_of(
                    db,
                    [note.reminder_id for note in notes],
                    lambda ids: select(*ReminderMark.__table__.columns).where(
                        ReminderMark.reminder_id.in_(ids)
                    ),
                )
            },
            {
                row.id: row
                for row in each_of(db, subjects, lambda ids: select(*handover).where(Handover.id.in_(ids)))
            },
        )


def _reminder(note: Any, known: _Known) -> Reminder:
    lead, mark = known.leads.get(note.lead_id), known.marks.get(note.reminder_id)
    promise, handover = (
        known.promises.get((note.subject_id, note.lead_id)),
        known.handovers.get(note.subject_id),
    )
    return Reminder(
        id=note.reminder_id,
        kind=ReminderKind(note.kind),
        member_id=note.member_id,
        subject_id=note.subject_id,
        lead_id=note.lead_id,
        due_at=note.due_at,
        why=FollowUpWhy(promise.why) if promise else None,
        words=(promise.words if promise else handover.words if handover else "") or "",
        company=(lead.company if lead else None) or "",
        contact_name=(lead.contact_name if lead else None) or "",
        phone=(lead.phone if lead else None) or "",
        is_reachable=bool(lead and lead.is_reachable),
        until_at=mark.until_at if mark else None,
        snoozes=mark.snoozes if mark else 0,
        noted_at=note.at,
        shown_at=note.shown_at,
        times=note.times,
    )


def _ended(note: Any, known: _Known) -> Ended:
    mark, promise = known.marks.get(note.reminder_id), known.promises.get((note.subject_id, note.lead_id))
    if mark is not None and mark.settled_at is not None:
        return Ended.NOTED
    if promise is None or not RULES[ReminderKind(note.kind)].is_promise:
        return Ended.OVER
    return Ended.DONE if promise.state == DONE else Ended.MOVED
