"""What to know before one contacts somebody: colleagues, attempts, the hour there, the list (spec section 13).

All but the do-not-contact list are warnings: one goes on with a key. The list is a rule of its own
(``do_not_contact``), which every command that reaches out is guarded by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, and_, false, func, or_, select

from app.clock import DAY, HOUR, from_micros
from app.models.activity import Activity
from app.models.calendar import WorkingDay
from app.models.leads import Lead, LeadKey
from app.models.people import Member
from app.models.playbook import Limit
from app.models.vocabulary import ActivityKind, Evidence, Outcome
from app.services.calendar_countries import countries
from app.services.contact_place import Place, place_of
from app.services.do_not_contact_view import BarRow, bars_on
from app.services.holidays_of_countries import holiday_names, holidays_of, known_countries
from app.services.limits import current_version
from app.services.working_time import TEAM

_HOURS: Final = (time(9), time(18))
"""Where the shipped calendars know no country's hours."""
_THURSDAY: Final = 3
"""The day of the week, from Monday, on which days are counted from."""
_SAME_COMPANY: Final = (Evidence.COMPANY.value, Evidence.DOMAIN.value)
"""By what a record is of the same company, as the search for duplicates has it."""


@dataclass(frozen=True, slots=True)
class RecentContact:
    """The latest contact of a colleague with the same company.

    Attributes:
        with_whom: The contact they reached for, or the company.
        is_same_lead: Whether it was this very lead.
    """

    by_name: str
    at: int
    kind: ActivityKind
    outcome: Outcome | None
    with_whom: str
    is_same_lead: bool


@dataclass(frozen=True, slots=True)
class There:
    """What time it is where the contact is.

    Attributes:
        country: Two letters.
        zones: Time zones that are possible, one where it is known.
        earliest: The local date and time, in the zone in which it is earliest.
        latest: The same as ``earliest`` where only one time is possible.
        holiday: What the day is called there, where it is a holiday; empty on other days.
        is_off: Nobody works there now, whichever of the zones it is.
        may_be_off: In one of the zones nobody works now.
    """

    country: str
    zones: tuple[str, ...]
    earliest: datetime
    latest: datetime
    holiday: str
    is_off: bool
    may_be_off: bool


@dataclass(frozen=True, slots=True)
class ContactGuards:
    """What stands against contacting a lead now, or should be known before.

    Attributes:
        bars: Entries of the do-not-contact list that forbid it.
        recent: A colleague who contacted the company in the last hours.
        attempts: Contact attempts with this lead since the week began where the team is.
        attempts_limit: With one more than so many a week, it is too many.
        there: The hour where the contact is; ``None`` where nothing tells where that is.
    """

    bars: tuple[BarRow, ...] = ()
    recent: RecentContact | None = None
    attempts: int = 0
    attempts_limit: int = 0
    there: There | None = None

    @property
    def is_barred(self) -> bool:
        """Whether nobody may contact them."""
        return bool(self.bars)

    @property
    def is_once_more(self) -> bool:
        """Whether another attempt is beyond what a week allows."""
        return self.attempts >= self.attempts_limit > 0

    @property
    def warns(self) -> bool:
        """Whether anything should be said before one dials."""
        is_off = self.there is not None and (self.there.may_be_off or bool(self.there.holiday))
        return self.is_barred or self.recent is not None or self.is_once_more or is_off


def contact_guards(
    lead_id: UUID, me: UUID, *, now: int, language: str = "en"
) -> Callable[[Connection], ContactGuards | None]:
    """Return the question what to know before contacting a lead; ``None`` where there is no such lead.

    Args:
        lead_id: The lead.
        me: The member who would contact it.
        now: Microseconds UTC.
        language: ``zh`` or ``en``, for the names of holidays.
    """

    def ask(db: Connection) -> ContactGuards | None:
        lead = db.execute(
            select(Lead.id, Lead.phone, Lead.region, Lead.city).where(Lead.id == lead_id)
        ).one_or_none()
        if lead is None:
            return None
        limits = limits_of(db)
        return ContactGuards(
            bars=tuple(bars_on(db, lead_id)),
            recent=recent_contact(db, lead_id, me, since=now - limits["recent_contact_hours"] * HOUR),
            attempts=attempts_since(db, lead_id, week_began_at(db, now)),
            attempts_limit=limits["attempts_a_week"],
            there=there(place_of(lead.phone, lead.region, lead.city), now, language),
        )

    return ask


def limits_of(db: Connection) -> Mapping[str, int]:
    """Return the numbers of the playbook in force."""
    rows = db.execute(select(Limit.key, Limit.value).where(Limit.version == current_version()))
    return {row.key: row.value for row in rows}


def recent_contact(db: Connection, lead_id: UUID, me: UUID, *, since: int) -> RecentContact | None:
    """Return the latest attempt of a colleague with the lead or with another of its company; ``None`` without one."""
    own = Member.__table__.alias("own")
    my_person = select(own.c.person_id).where(own.c.id == me).scalar_subquery()
    company = leads_sharing(db, [lead_id], _SAME_COMPANY)
    same = Lead.__table__.alias("same")
    named = (
        select(same.c.id)
        .join(Lead, Lead.company_key == same.c.company_key)
        .where(Lead.id == lead_id, same.c.company_key != "")
    )
    leads = company.union(named, select(Lead.id).where(Lead.id == lead_id))
    row = db.execute(
        select(
            Activity.at, Activity.kind, Activity.outcome, Activity.lead_id, Member.name, Lead.contact_name, Lead.company
        )
        .join(Lead, Lead.id == Activity.lead_id)
        .join(Member, Member.id == Activity.by_id)
        .where(
            Activity.lead_id.in_(leads), Activity.is_attempt, Activity.at > since, Member.person_id != my_person
        )
        .order_by(Activity.at.desc().nulls_last(), Activity.id)
        .limit(1)
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    outcome = Outcome(row.outcome) if row.outcome else None
    whom = row.contact_name or row.company or ""
    return RecentContact(row.name, row.at, ActivityKind(row.kind), outcome, whom, row.lead_id == lead_id)


def leads_sharing(db: Connection, lead_ids: Iterable[UUID], kinds: Iterable[str]) -> Select[Any]:
    """Return a select of the leads that share evidence of some kinds with some leads, those included.

    Their keys are read first: in one statement SQLite would walk every key of the kind.
    """
    own = select(LeadKey.kind, LeadKey.key).where(
        LeadKey.lead_id.in_(list(lead_ids)), LeadKey.kind.in_(list(kinds))
    )
    pairs = {(row.kind, row.key) for row in db.execute(own)}
    shared = [and_(LeadKey.kind == kind, LeadKey.key == key) for kind, key in sorted(pairs)]
    return select(LeadKey.lead_id).where(or_(false(), *shared))


def attempts_since(db: Connection, lead_id: UUID, since: int) -> int:
    """Return how often somebody of us tried to reach a lead since an instant."""
    tried = select(func.count()).where(Activity.lead_id == lead_id, Activity.is_attempt, Activity.at >= since)
    return int(db.execute(tried).scalar_one())


def week_began_at(db: Connection, now: int) -> int:
    """Return when the present week began: Monday's midnight where the team is.

    The calendar's rows tell it: reading the time zone out of the playbook's text would take a hundred times as long.
    """
    days = select(WorkingDay.day_on, WorkingDay.midnight_at).where(WorkingDay.calendar == TEAM)
    latest = db.execute(
        days.where(WorkingDay.midnight_at <= now).order_by(WorkingDay.midnight_at.desc()).limit(1)
    ).one_or_none()
    ahead = 0 if latest is None else latest.day_on * DAY - latest.midnight_at
    today = (now + ahead) // DAY
    monday = today - (today + _THURSDAY) % 7
    known = db.execute(days.where(WorkingDay.day_on == monday)).one_or_none()
    return monday * DAY - ahead if known is None else int(known.midnight_at)


def there(place: Place | None, now: int, language: str = "en") -> There | None:
    """Return the hour at a place; ``None`` where the place is not known."""
    if place is None:
        return None
    instant = from_micros(now)
    local = sorted({instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for zone in place.zones})
    off = [not _works(place.country, at) for at in local]
    return There(
        country=place.country,
        zones=place.zones,
        earliest=local[0],
        latest=local[-1],
        holiday=_holiday(place.country, local[0].date(), language),
        is_off=all(off),
        may_be_off=any(off),
    )


def _works(country: str, at: datetime) -> bool:
    """Whether people work in a country at a local time; lunch is no reason not to call."""
    known = countries().get(country)
    says = holidays_of(country).works_on(at.date()) if country in known_countries() else None
    weekend = known.weekend if known is not None else ("saturday", "sunday")
    works = at.strftime("%A").lower() not in weekend if says is None else says
    return works and _opens(country) <= at.time() < _closes(country)


def _opens(country: str) -> time:
    known = countries().get(country)
    return time.fromisoformat(known.hours[0].split("-")[0]) if known is not None else _HOURS[0]


def _closes(country: str) -> time:
    known = countries().get(country)
    return time.fromisoformat(known.hours[-1].split("-")[1]) if known is not None else _HOURS[1]


def _holiday(country: str, on: date, language: str) -> str:
    """Return what a day off is called; empty on a day people work, or whose country is not known."""
    if country not in known_countries() or holidays_of(country).works_on(on) is not False:
        return ""
    return holiday_names(country, on.year, language).get(on, "") or holidays_of(country).name(on)
