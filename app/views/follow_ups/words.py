"""How promises, their days and plans for them are said."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import QCoreApplication

from app.clock import from_epoch_day
from app.models.vocabulary import FollowUpWhy
from app.services.follow_up_plan import FollowUpPlan, Kept, PlannedRow
from app.services.follow_up_rows import FollowUpRow, local_day
from app.services.follow_up_week import FollowUpDay, LeaveBurden
from app.views import formats
from app.views.leads.said import WHYS

_WEEK = 7


def why_text(why: FollowUpWhy) -> str:
    """Return what was promised, as a heading."""
    said = WHYS[why]()
    return said[:1].upper() + said[1:]


def when_text(row: FollowUpRow, now: int, zone: tzinfo | None) -> str:
    """Return when a promise is due: the time alone on its day, the day too where it is overdue."""
    if row.due_at <= now:
        return formats.moment(row.due_at, now, zone)
    return formats.time(row.due_at, zone)


def spoken(row: FollowUpRow, now: int, zone: tzinfo | None) -> str:
    """Return a promise as a screen reader says it."""
    parts = [when_text(row, now, zone), row.name, why_text(row.why)]
    if row.is_agreed:
        parts.append(agreed_text())
    if row.contact_name and row.company:
        parts.append(row.contact_name)
    if row.words:
        parts.append(row.words)
    return ", ".join(parts)


def agreed_text() -> str:
    """Return that the contact was told the time."""
    return QCoreApplication.translate("FollowUps", "agreed with them")


def day_title(on: int, today: int) -> str:
    """Return a day as a heading: Today, Tomorrow, Wed 25 Nov."""
    if on == today:
        return QCoreApplication.translate("FollowUps", "Today")
    if on == today + 1:
        return QCoreApplication.translate("FollowUps", "Tomorrow")
    return day_name(on, today)


def day_name(on: int, today: int) -> str:
    """Return a day with its weekday: Wed 25 Nov."""
    return f"{formats.weekday(from_epoch_day(on))} {formats.day(on, today=today)}"


def load_text(day: FollowUpDay, usual: int) -> str:
    """Return how much of a usual day is promised."""
    count = len(day.rows)
    if day.is_away:
        return QCoreApplication.translate("FollowUps", "on leave")
    if not day.is_working:
        return QCoreApplication.translate("FollowUps", "day off")
    if day.done_count:
        said = QCoreApplication.translate("FollowUps", "{left} left, {done} done")
        return said.format(left=count, done=day.done_count)
    return QCoreApplication.translate("FollowUps", "{n} of {usual}").format(n=count, usual=usual)


def load_spoken(day: FollowUpDay, usual: int) -> str:
    """Return the same in full, for tooltips and screen readers."""
    said = QCoreApplication.translate("FollowUps", "{n} promised, {usual} are usual a day")
    return said.format(n=len(day.rows) + day.done_count, usual=usual)


def moment_of(at: int, now: int, zone: tzinfo | None) -> str:
    """Return a day and time in full as one says it: today 14:05, Wed 25 Nov 09:00."""
    today, on = local_day(now, zone), local_day(at, zone)
    clock = formats.time(at, zone)
    near = {
        0: QCoreApplication.translate("FollowUps", "today"),
        1: QCoreApplication.translate("FollowUps", "tomorrow"),
        -1: QCoreApplication.translate("FollowUps", "yesterday"),
    }
    if on - today in near:
        return f"{near[on - today]} {clock}"
    if 0 < on - today < _WEEK:
        return f"{formats.weekday(from_epoch_day(on))} {clock}"
    return f"{day_name(on, today)} {clock}"


def kept_text(why: Kept) -> str:
    """Return why a promise stays where it is."""
    match why:
        case Kept.AGREED:
            return QCoreApplication.translate("FollowUps", "agreed with them: yours to decide")
        case Kept.FIRST_RESPONSE:
            return QCoreApplication.translate("FollowUps", "first response owed: stays")
        case Kept.NO_ROOM:
            return QCoreApplication.translate("FollowUps", "no room in the days known: stays")


def planned_text(planned: PlannedRow, plan: FollowUpPlan, now: int) -> str:
    """Return where a promise goes."""
    today = local_day(now, plan.zone)
    return f"{day_name(planned.on, today)} {formats.time(planned.due_at, plan.zone)}"


def back_text(planned: PlannedRow, plan: FollowUpPlan, now: int) -> str:
    """Return that a lead goes back to its pool before its new time; nothing where it does not."""
    if planned.back_at is None:
        return ""
    said = QCoreApplication.translate("FollowUps", "back in the pool {when}")
    return said.format(when=moment_of(planned.back_at, now, plan.zone))


def leave_text(leave: LeaveBurden, now: int, zone: tzinfo | None, *, name: str = "") -> str:
    """Return what a leave leaves behind; ``name`` is a colleague's, empty for oneself."""
    today = local_day(now, zone)
    since, until = (day_name(local_day(at, zone), today) for at in (leave.from_at, leave.until_at - 1))
    count = len(leave.rows)
    if leave.is_over and not name:
        text = QCoreApplication.translate(
            "FollowUps", "While you were away (%1–%2), %Ln follow-up(s) fell due.", "", count
        )
    elif leave.is_over:
        text = QCoreApplication.translate(
            "FollowUps", "While %3 was away (%1–%2), %Ln follow-up(s) fell due.", "", count
        )
    elif name:
        text = QCoreApplication.translate(
            "FollowUps", "%3 is away %1–%2: %Ln follow-up(s) fall(s) due then.", "", count
        )
    else:
        text = QCoreApplication.translate(
            "FollowUps", "You are away %1–%2: %Ln follow-up(s) fall(s) due then.", "", count
        )
    return text.replace("%1", since).replace("%2", until).replace("%3", name)
