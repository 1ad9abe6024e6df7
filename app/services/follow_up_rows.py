"""Open promises of one person as the screens show them, and the working time there is for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, func, literal, select

from app.clock import from_micros, to_epoch_day, to_micros
from app.models.activity import FollowUp
from app.models.calendar import WorkingDay, WorkSpan
from app.models.leads import Lead
from app.models.people import Absence, Member
from app.models.vocabulary import FollowUpWhy
from app.services.calendar_upkeep import current_calendars
from app.services.follow_ups import OPEN
from app.services.kernel.expressions import ID
from app.services.limits import limit
from app.services.personal_time import calendar_of
from app.services.spreading import Due, Key, Span, WorkDay
from app.services.working_time import TEAM

DAYS_AHEAD = 60
"""Working days a plan looks ahead; what finds no room in them stays where it is."""
_NO_LIMIT = 500


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One open promise.

    Attributes:
        is_agreed: The contact was told the time.
        is_owed: The lead has no first response yet.
        is_the_owners: It is its lead's SDR's, so that a team lead may hand it on.
    """

    made_by: UUID
    lead_id: UUID
    due_at: int
    why: FollowUpWhy
    words: str
    is_agreed: bool
    is_owed: bool
    is_the_owners: bool
    company: str | None
    contact_name: str | None
    title: str | None
    score: int
    stage: str

    @property
    def key(self) -> Key:
        """What names the promise."""
        return self.made_by, self.lead_id

    @property
    def name(self) -> str:
        """The company, else the contact."""
        return self.company or self.contact_name or "–"

    def due(self, zone: tzinfo | None) -> Due:
        """Return the promise as it is planned with; ``zone`` is the person's."""
        return Due(
            self.made_by, self.lead_id, self.due_at, local_day(self.due_at, zone), is_agreed=self.is_agreed,
            is_owed=self.is_owed, worth=self.score,
        )  # fmt: skip


def open_follow_ups(db: Connection, member_id: UUID, *conditions: ColumnElement[bool]) -> list[FollowUpRow]:
    """Return a person's open promises, the earliest first."""
    rows = db.execute(
        select(
            FollowUp.cmd_id, FollowUp.lead_id, FollowUp.due_at, FollowUp.why, FollowUp.words,
            func.coalesce(FollowUp.is_agreed, literal(False)).label("is_agreed"),
            and_(
                FollowUp.why == FollowUpWhy.FIRST_CONTACT.value, Lead.responded_at.is_(None),
                Lead.respond_by_at.is_not(None),
            ).label("is_owed"),
            func.coalesce(Lead.owner_id == FollowUp.owner_id, literal(False)).label("is_the_owners"),
            Lead.company, Lead.contact_name, Lead.title, Lead.score, Lead.stage,
        )
        .join(Lead, Lead.id == FollowUp.lead_id)
        .where(FollowUp.owner_id == member_id, FollowUp.state == OPEN, *conditions)
        .order_by(FollowUp.due_at, FollowUp.cmd_id, FollowUp.lead_id)
    )  # fmt: skip
    return [_row(row) for row in rows]


def due_times(db: Connection, member_id: UUID, since: int) -> list[tuple[Key, int]]:
    """Return when the open promises of a person are due from an instant on, each with its name."""
    rows = db.execute(
        select(FollowUp.cmd_id, FollowUp.lead_id, FollowUp.due_at).where(
            FollowUp.owner_id == member_id, FollowUp.state == OPEN, FollowUp.due_at >= since
        )
    )
    return [((row.cmd_id, row.lead_id), row.due_at) for row in rows]


def usual_a_day(db: Connection) -> int:
    """Return how many promises a usual day takes, by the playbook in force."""
    return int(db.execute(select(limit("follow_ups_a_day"))).scalar() or _NO_LIMIT)


def leave_of(db: Connection, member_id: UUID, since: int) -> list[Span]:
    """Return a person's leave that ends after an instant, in order."""
    rows = db.execute(
        select(Absence.from_at, Absence.until_at)
        .where(Absence.member_id == member_id, Absence.until_at > since)
        .order_by(Absence.from_at, Absence.id)
    )
    return [(row.from_at, row.until_at) for row in rows]


def work_days(
    db: Connection,
    member_id: UUID,
    begins_at: int,
    taken: Sequence[int] = (),
    *,
    limit_days: int = DAYS_AHEAD,
) -> list[WorkDay]:
    """Return a person's working days from an instant on, with the time left of each, their leave cut away.

    Args:
        db: The connection.
        member_id: Whose calendar and leave count.
        begins_at: What lies before it is no working time.
        taken: When promises are due that stay where they are.
        limit_days: How many days at most.
    """
    calendar = db.execute(select(calendar_of(literal(member_id, ID)))).scalar_one()
    days = db.execute(
        select(WorkingDay.day_on, WorkingDay.starts_at, WorkingDay.ends_at)
        .where(WorkingDay.calendar == calendar, WorkingDay.ends_at > begins_at)
        .order_by(WorkingDay.seq)
        .limit(limit_days)
    ).all()
    if not days:
        return []
    spans = db.execute(
        select(WorkSpan.starts_at, WorkSpan.ends_at)
        .where(
            WorkSpan.calendar == calendar, WorkSpan.ends_at > begins_at, WorkSpan.starts_at < days[-1].ends_at
        )
        .order_by(WorkSpan.starts_at)
    ).all()
    leave = leave_of(db, member_id, begins_at)
    found = []
    for day in days:
        own = [(max(one.starts_at, begins_at), one.ends_at) for one in spans if _lies_in(one, day)]
        left = [part for span in own for part in _without(span, leave)]
        busy = tuple(at for at in taken if day.starts_at <= at < day.ends_at)
        found.append(WorkDay(day.day_on, tuple(left), busy))
    return found


def zone_of(db: Connection, member_id: UUID) -> tzinfo | None:
    """Return the time zone a person works in, by their calendar; ``None`` while there is no calendar."""
    calendar = db.execute(select(Member.calendar).where(Member.id == member_id)).scalar()
    kept = current_calendars(db)
    found = kept.get(calendar or TEAM) or kept.get(TEAM)
    return ZoneInfo(found.time_zone) if found else None


def local_day(at: int, zone: tzinfo | None) -> int:
    """Return the day on which an instant falls where somebody is, in days since 1970-01-01."""
    return to_epoch_day(from_micros(at).astimezone(zone).date())


def day_begins(at: int, zone: tzinfo | None, *, days: int = 0) -> int:
    """Return when the local day of an instant begins, or a day so many days later."""
    on = from_micros(at).astimezone(zone).date() + timedelta(days=days)
    wall = datetime.combine(on, time())
    return to_micros(wall.replace(tzinfo=zone) if zone else wall.astimezone())


def _row(row: Any) -> FollowUpRow:
    return FollowUpRow(
        made_by=row.cmd_id, lead_id=row.lead_id, due_at=row.due_at, why=FollowUpWhy(row.why), words=row.words,
        is_agreed=bool(row.is_agreed), is_owed=bool(row.is_owed), is_the_owners=bool(row.is_the_owners),
        company=row.company, contact_name=row.contact_name, title=row.title, score=row.score, stage=row.stage,
    )  # fmt: skip


def _lies_in(span: Any, day: Any) -> bool:
    return bool(day.starts_at <= span.starts_at < day.ends_at)


def _without(span: Span, leave: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a shift."""
    begin, end = span
    for away_from, back_at in leave:
        if back_at <= begin or away_from >= end:
            continue
        if begin < away_from:
            yield begin, away_from
        begin = back_at
        if begin >= end:
            return
    yield begin, end
