"""What stands against calling a lead now, in words: the list, a colleague, attempts, the hour and the day there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import ActivityKind, BarKind
from app.services.calendar_countries import countries
from app.services.contact_guards import ContactGuards, RecentContact, There
from app.services.do_not_contact_view import BarRow
from app.views import formats
from app.views.bar_words import reason_text
from app.views.call_desk.dialling import phone_text
from app.views.call_desk.situation import Situation, WayOut
from app.views.call_words import outcome_text
from app.views.punctuation import aside
from app.views.said import said


def warning_lines(guards: ContactGuards, read_at: int) -> list[str]:
    """Return what to know before dialling, the gravest first; empty where nothing is wrong."""
    lines = []
    if guards.recent is not None:
        lines.append(_recent(guards.recent, read_at))
    if guards.is_once_more:
        text = QCoreApplication.translate("CallDesk", "{n} attempts this week already, {limit} are the limit")
        lines.append(text.format(n=guards.attempts, limit=guards.attempts_limit))
    there = guards.there
    if there is not None and there.holiday:
        text = QCoreApplication.translate("CallDesk", "Holiday: {name}, {time}")
        lines.append(text.format(name=there.holiday, time=there_text(there)))
    elif there is not None and there.is_off:
        text = QCoreApplication.translate("CallDesk", "Outside working hours: {time}")
        lines.append(text.format(time=there_text(there)))
    elif there is not None and there.may_be_off:
        text = QCoreApplication.translate("CallDesk", "Perhaps outside working hours: {time}")
        lines.append(text.format(time=there_text(there)))
    return lines


def there_text(there: There) -> str:
    """Return the hour where the contact is: “09:40 there (Germany), Tuesday”."""
    known = countries().get(there.country)
    country = said(known.name) if known is not None else there.country
    day = formats.weekday(there.earliest.date())
    if there.earliest == there.latest:
        text = QCoreApplication.translate("CallDesk", "{time} there ({country}), {day}")
        return text.format(time=_clock(there.earliest), country=country, day=day)
    text = QCoreApplication.translate(
        "CallDesk", "{from} to {to} there ({country}, {n} time zones possible), {day}"
    )
    shown = {"from": _clock(there.earliest), "to": _clock(there.latest)}
    return text.format(**shown, country=country, n=len(there.zones), day=day)


def is_elsewhere(there: There, here: datetime) -> bool:
    """Whether the hour there is another than here, and so worth being told."""
    return there.earliest != there.latest or _clock(there.earliest) != _clock(here)


def before_call(
    guards: ContactGuards,
    read_at: int,
    *,
    number: str,
    call: Callable[[], object],
    go_on: Callable[[], object],
) -> Situation:
    """Return what stands there when one dials and something should be known first: the same key goes on."""
    anyway = QCoreApplication.translate("CallDesk", "Call {number} anyway").format(number=number)
    ways = (
        WayOut(anyway, "D", call, "phone", is_first=True),
        WayOut(QCoreApplication.translate("CallDesk", "Next lead"), "N", go_on, "arrow-right"),
    )
    title = QCoreApplication.translate("CallDesk", "Before you call")
    return Situation("alert-triangle", "warn", title, tuple(warning_lines(guards, read_at)), ways=ways)


def barred(guards: ContactGuards, read_at: int, *, go_on: WayOut) -> Situation:
    """Return what stands there with a lead nobody may contact."""
    title = QCoreApplication.translate("CallDesk", "On the do-not-contact list")
    text = QCoreApplication.translate(
        "CallDesk", "Nobody calls or writes to them. A team lead can take them off, with a reason."
    )
    return Situation("ban", "bad", title, (*_bars(guards.bars, read_at), text), ways=(go_on,))


def _bars(bars: tuple[BarRow, ...], read_at: int) -> list[str]:
    first = bars[0]
    noted = QCoreApplication.translate("CallDesk", "{reason}, noted by {name} {when}").format(
        reason=reason_text(first.reason), name=first.by_name, when=formats.moment(first.at, read_at)
    )
    shown = " · ".join(dict.fromkeys(_shown(bar) for bar in bars if bar.shown))
    return [line for line in (noted, shown) if line]


def _shown(bar: BarRow) -> str:
    return phone_text(bar.shown) if bar.kind is BarKind.PHONE else bar.shown


def _recent(recent: RecentContact, read_at: int) -> str:
    when = formats.moment(recent.at, read_at)
    if recent.is_same_lead:
        text = QCoreApplication.translate("CallDesk", "{name} contacted them {when}")
    elif recent.with_whom:
        text = QCoreApplication.translate("CallDesk", "{name} contacted {whom} of this company {when}")
    else:
        text = QCoreApplication.translate("CallDesk", "{name} contacted this company {when}")
    line = text.format(name=recent.by_name, when=when, whom=recent.with_whom)
    what = _what(recent)
    return aside(line, what) if what else line


def _what(recent: RecentContact) -> str:
    if recent.outcome is not None:
        return outcome_text(recent.outcome)
    match recent.kind:
        case ActivityKind.MESSAGE:
            return QCoreApplication.translate("CallDeskPage", "Message sent")
        case ActivityKind.VISIT:
            return QCoreApplication.translate("CallDeskPage", "Visit")
        case ActivityKind.REPLY:
            return QCoreApplication.translate("CallDeskPage", "Reply received")
        case ActivityKind.CALL:
            return QCoreApplication.translate("CallDesk", "on the phone now")
        case ActivityKind.NOTE:
            return ""


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"
