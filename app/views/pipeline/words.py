"""How deals, and what is wrong with them, are said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.clock import DAY, from_epoch_day, to_epoch_day
from app.models.vocabulary import FollowUpWhy
from app.services.deal_facts import FEEDBACK
from app.services.help_requests import HelpAbout, HelpState
from app.services.pipeline import SubState
from app.services.pipeline_view import Deal, Trouble
from app.views import formats
from app.views.help.words import ABOUT
from app.views.i18n import is_chinese
from app.views.leads.said import WHYS
from app.views.said import said

type Said = Callable[[], str]

TROUBLES: Mapping[Trouble, Said] = {
    Trouble.CLOSE_PASSED: lambda: QCoreApplication.translate("Pipeline", "Expected close has passed"),
    Trouble.STEP_OVERDUE: lambda: QCoreApplication.translate("Pipeline", "Next step overdue"),
    Trouble.NO_STEP: lambda: QCoreApplication.translate("Pipeline", "No next step"),
    Trouble.NO_FEEDBACK: lambda: QCoreApplication.translate("Pipeline", "No feedback after the last contact"),
}
SUB_STATES: Mapping[SubState, Said] = {
    SubState.CONTACTING: lambda: QCoreApplication.translate("Pipeline", "Contacting"),
    SubState.MEETING_SCHEDULED: lambda: QCoreApplication.translate("Pipeline", "Meeting scheduled"),
    SubState.MEETING_HELD: lambda: QCoreApplication.translate("Pipeline", "Meeting held"),
}
_FULL_DATE, _SHORT_DATE = 3, 2
_MOST_DAYS = 3650


def amount_text(deal: Deal, *, short: bool = True) -> str:
    """Return what a deal is worth, or that nobody said."""
    if deal.amount is None:
        return QCoreApplication.translate("Pipeline", "No amount")
    return formats.money(deal.amount, deal.currency or "", short=short)


def close_text(deal: Deal, today: int) -> str:
    """Return when a deal is expected to close; nothing where nobody said."""
    return "" if deal.expected_close_on is None else formats.day(deal.expected_close_on, today=today)


def close_month(deal: Deal, today: int) -> str:
    """Return when a deal is expected to close where there is little room: the month alone in another year."""
    if deal.expected_close_on is None:
        return ""
    on = from_epoch_day(deal.expected_close_on)
    if on.year == from_epoch_day(today).year:
        return formats.day(deal.expected_close_on, today=today)
    return QLocale().toString(QDate(on.year, on.month, on.day), "yyyy年M月" if is_chinese() else "MMM yyyy")


def age_text(deal: Deal, now: int) -> str:
    """Return how long a deal has stood where it stands, in whole days."""
    days = max(0, (now - deal.since_at) // DAY)
    if not days:
        return QCoreApplication.translate("Pipeline", "new here")
    return QCoreApplication.translate("Formats", "{n} d").format(n=days)


def step_text(deal: Deal, now: int) -> str:
    """Return what happens next, and when."""
    if deal.next_at is None or deal.next_why is None:
        return TROUBLES[Trouble.NO_STEP]() if Trouble.NO_STEP in deal.troubles else ""
    when = formats.moment(deal.next_at, now)
    if deal.next_words:
        return f"{when} · {deal.next_words}"
    if deal.next_why is FollowUpWhy.NEXT_STEP:
        return QCoreApplication.translate("Pipeline", "Next: {when}").format(when=when)
    return f"{when} · {WHYS[deal.next_why]()}"


def feedback_text(known: int) -> str:
    """Return how many of the seven fields of feedback are known."""
    said = QCoreApplication.translate("Pipeline", "feedback {known}/{all}")
    return said.format(known=known, all=len(FEEDBACK))


def waiting_text(deal: Deal) -> str:
    """Return whom a deal waits for: help that was asked for, another rep."""
    parts = []
    if deal.help:
        parts.append(
            QCoreApplication.translate("Pipeline", "Help answered")
            if deal.help == HelpState.ANSWERED.value
            else _waits_for(deal)
        )
    if deal.is_passed_on:
        parts.append(QCoreApplication.translate("Pipeline", "Passed on, not accepted yet"))
    return " · ".join(parts)


def _waits_for(deal: Deal) -> str:
    """Return what a deal waits for and from whom; people outside the program by what they do."""
    translate = QCoreApplication.translate
    try:
        what = ABOUT[HelpAbout(deal.waits_about)]()
    except ValueError:
        return translate("Pipeline", "Waits for help")
    if not deal.waits_on:
        return translate("Pipeline", "Waits for: {what}").format(what=what)
    return translate("Pipeline", "Waits for {who}: {what}").format(who=deal.waits_on, what=what)


def state_text(deal: Deal, today: int) -> str:
    """Return how far a deal in its stage has come: its proof of concept, SQL, how far the first meeting is."""
    if deal.poc_until is not None:
        until = formats.day(deal.poc_until, today=today)
        return QCoreApplication.translate("Pipeline", "POC until {day}").format(day=until)
    if deal.is_qualified:
        return QCoreApplication.translate("Pipeline", "SQL")
    return next((name() for state, name in SUB_STATES.items() if state.value == deal.sub_state), "")


def trouble_text(deal: Deal) -> str:
    """Return what is wrong with a deal, in a line."""
    return " · ".join(TROUBLES[one]() for one in deal.troubles)


def spoken(deal: Deal, now: int, today: int) -> str:
    """Return a deal as a screen reader says it."""
    closes = close_text(deal, today)
    parts = [
        deal.name,
        said(deal.stage_title),
        amount_text(deal, short=False),
        QCoreApplication.translate("Pipeline", "closes {day}").format(day=closes) if closes else "",
        state_text(deal, today),
        feedback_text(deal.known),
        waiting_text(deal),
        QCoreApplication.translate("Pipeline", "{age} in this stage").format(age=age_text(deal, now)),
        step_text(deal, now),
        trouble_text(deal),
    ]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def sums_text(sums: Mapping[str, int]) -> str:
    """Return amounts in several currencies, one after the other, the largest figure first."""
    found = sorted(sums.items(), key=lambda one: (-one[1], one[0]))
    return " + ".join(formats.money(amount, currency, short=True) for currency, amount in found if amount)


def deals_text(count: int) -> str:
    """Return a number of deals."""
    return QCoreApplication.translate("Pipeline", "%Ln deal(s)", "", count)


def read_day(text: str, today: int) -> int | None:
    """Read a typed day: 2026-12-31, 12/31, 12月31日, or +30 for so many days from today.

    Without a year it is the next such day. ``None``: it cannot be read.
    """
    text = text.strip()
    if re.fullmatch(r"\+\d{1,4}", text):
        return today + min(int(text[1:]), _MOST_DAYS)
    parts = [int(one) for one in re.findall(r"\d+", text)]
    if not re.fullmatch(r"\d+(\D{1,2}\d+){1,2}\D?", text):
        return None
    try:
        if len(parts) == _FULL_DATE:
            return to_epoch_day(date(*parts))
        year = from_epoch_day(today).year
        found = to_epoch_day(date(year, *parts))
        return found if found >= today else to_epoch_day(date(year + 1, *parts))
    except ValueError:
        return None
