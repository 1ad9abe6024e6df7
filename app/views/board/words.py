"""What the team board says: why somebody needs help, what they are on, what each number is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.services.board import BoardRow, Doing, Need
from app.services.board_facts import BoardSelection, Number
from app.views import formats
from app.views.punctuation import labelled

SEPARATOR = " · "
GRAVE = frozenset({Need.UNANSWERED, Need.LATE})
"""Limits that have passed; the rest still can be kept, or is the person's own to settle."""
MILD = frozenset({Need.OVERDUE, Need.FULL})


def need_text(need: Need, count: int, row: BoardRow) -> str:
    """Return one reason why somebody needs help."""
    return _NEEDS[need]().format(n=formats.number(count), cap=formats.number(row.cap))


def first_reason(row: BoardRow) -> str:
    """Return the most urgent reason why somebody needs help."""
    if not row.needs:
        return QCoreApplication.translate("Board", "Nothing presses")
    return need_text(*row.needs[0], row)


def further_reasons(row: BoardRow) -> str:
    """Return the other reasons, the more urgent first."""
    return SEPARATOR.join(need_text(need, count, row) for need, count in row.needs[1:])


def why_text(row: BoardRow) -> str:
    """Return every reason why somebody needs help."""
    return SEPARATOR.join(part for part in (first_reason(row), further_reasons(row)) if part)


def why_tone(row: BoardRow) -> str:
    """Return the tone of the most urgent reason."""
    if not row.needs:
        return "faint"
    return need_tone(row.needs[0][0])


def need_tone(need: Need) -> str:
    """Return how grave a reason is."""
    if need in GRAVE:
        return "bad"
    return "muted" if need in MILD else "warn"


def doing_text(row: BoardRow, now: int) -> str:
    """Return what somebody is on now."""
    translate, at = QCoreApplication.translate, row.now.at
    match row.now.doing:
        case Doing.ON_THE_PHONE if at is not None:
            text = translate("Board", "On the phone for {time}")
            said = text.format(time=formats.duration((now - at) // 1_000_000))
            return f"{said}{SEPARATOR}{row.now.lead}" if row.now.lead else said
        case Doing.AWAY if at is not None:
            return translate("Board", "Away until {when}").format(when=formats.moment(at, now))
        case Doing.CALLED if at is not None:
            said = translate("Board", "Last call {when}").format(when=formats.moment(at, now))
            return f"{said}{SEPARATOR}{row.now.lead}" if row.now.lead else said
        case _:
            # Reps are not asked to call every day.
            return "" if row.member.takes_handovers else translate("Board", "No call yet today")


def leave_text(row: BoardRow, now: int) -> str:
    """Return the time away that is to come, if there is one soon to be known."""
    away = row.away
    if away is None or away.from_at <= now:
        return ""
    text = QCoreApplication.translate("Board", "Away {first} – {back}")
    return text.format(first=formats.moment(away.from_at, now), back=formats.moment(away.until_at, now))


def number_name(number: Number) -> str:
    """Return what a number of the board counts."""
    return _NAMES[number]()


def leads_said(selection: BoardSelection) -> str:
    """Return in words which leads stand behind a number."""
    return (
        labelled(selection.name, number_name(selection.number))
        if selection.name
        else number_name(selection.number)
    )


def first_response(row: BoardRow) -> str:
    """Return how many first responses were missed today, and how many are close to their limit now."""
    return f"{row.count(Number.MISSED)}{SEPARATOR}{row.count(Number.ENDANGERED)}"


def decide_text(row: BoardRow) -> str:
    """Return how much working time is left of a rep's first limit, negative where it has passed."""
    left = row.decide_in_s
    if left is None:
        return "–"
    return formats.duration(left)


def feedback_text(row: BoardRow) -> str:
    """Return how much of the feedback is known."""
    known, there_is = row.feedback
    return formats.share(known, there_is)


_NEEDS: Mapping[Need, Callable[[], str]] = {
    Need.UNANSWERED: lambda: QCoreApplication.translate("Board", "{n} not called in time"),
    Need.LATE: lambda: QCoreApplication.translate("Board", "{n} undecided too long"),
    Need.ENDANGERED: lambda: QCoreApplication.translate("Board", "{n} to call at once"),
    Need.AWAY: lambda: QCoreApplication.translate("Board", "away, {n} due"),
    Need.ASKED: lambda: QCoreApplication.translate("Board", "{n} returned with a question"),
    Need.ESCALATED: lambda: QCoreApplication.translate("Board", "{n} long overdue"),
    Need.NEAR_RECALL: lambda: QCoreApplication.translate("Board", "{n} soon back in the pool"),
    Need.SOON: lambda: QCoreApplication.translate("Board", "{n} to decide soon"),
    Need.FULL: lambda: QCoreApplication.translate("Board", "full: {n} of {cap}"),
    Need.OVERDUE: lambda: QCoreApplication.translate("Board", "{n} overdue"),
}

_NAMES: Mapping[Number, Callable[[], str]] = {
    Number.UNANSWERED: lambda: QCoreApplication.translate("Board", "Not called in time"),
    Number.ENDANGERED: lambda: QCoreApplication.translate("Board", "To call at once"),
    Number.MISSED: lambda: QCoreApplication.translate("Board", "Missed today"),
    Number.ANSWERED: lambda: QCoreApplication.translate("Board", "First called today"),
    Number.OVERDUE: lambda: QCoreApplication.translate("Board", "Promises overdue"),
    Number.ESCALATED: lambda: QCoreApplication.translate("Board", "Long overdue"),
    Number.NEAR_RECALL: lambda: QCoreApplication.translate("Board", "Soon back in the pool"),
    Number.ASKED: lambda: QCoreApplication.translate("Board", "Returned with a question"),
    Number.HELD: lambda: QCoreApplication.translate("Board", "Leads held"),
    Number.CLAIMED: lambda: QCoreApplication.translate("Board", "Claimed today"),
    Number.CALLS: lambda: QCoreApplication.translate("Board", "Calls today"),
    Number.CONNECTS: lambda: QCoreApplication.translate("Board", "Talks today"),
    Number.RUNS: lambda: QCoreApplication.translate("Board", "Runs ended today"),
    Number.HANDED_OVER: lambda: QCoreApplication.translate("Board", "Handed over today"),
    Number.WAITING: lambda: QCoreApplication.translate("Board", "Waiting for a decision"),
    Number.LATE: lambda: QCoreApplication.translate("Board", "Undecided too long"),
    Number.RECEIVED: lambda: QCoreApplication.translate("Board", "Hand-overs in 30 days"),
    Number.CHOICE: lambda: QCoreApplication.translate("Board", "Rep to be chosen"),
    Number.UNOWNED: lambda: QCoreApplication.translate("Board", "Nobody’s leads"),
    Number.LEFT: lambda: QCoreApplication.translate("Board", "Of people who left"),
    Number.UNOWNED_LATE: lambda: QCoreApplication.translate("Board", "Nobody’s, not called in time"),
}
