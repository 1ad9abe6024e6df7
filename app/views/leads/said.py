"""Why a lead stands where it stands, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.clock import DAY, SECOND
from app.models.vocabulary import FollowUpWhy
from app.services.queue import QueueRow
from app.services.queue_groups import QueueReason
from app.views import formats
from app.views.i18n import is_chinese
from app.views.recall_words import recall_text, reserved_text

type Said = Callable[[], str]

_CHINA = re.compile(r"\+86(1\d{2})(\d{4})(\d{4})")
_MASKED = re.compile(r"\+86(1\d{2})(\*+\d*)")

REASONS: Mapping[QueueReason, Said] = {
    QueueReason.OVERDUE: lambda: QCoreApplication.translate("Leads", "Overdue"),
    QueueReason.FIRST_RESPONSE: lambda: QCoreApplication.translate("Leads", "First response"),
    QueueReason.RETURNED: lambda: QCoreApplication.translate("Leads", "Returned"),
    QueueReason.DUE_TODAY: lambda: QCoreApplication.translate("Leads", "Due today"),
    QueueReason.SCORE: lambda: QCoreApplication.translate("Leads", "By score"),
}
"""Short names of the reasons, for the parts of the queue."""

WHYS: Mapping[FollowUpWhy, Said] = {
    FollowUpWhy.FIRST_CONTACT: lambda: QCoreApplication.translate("Leads", "first contact"),
    FollowUpWhy.CALL_BACK: lambda: QCoreApplication.translate("Leads", "call back"),
    FollowUpWhy.NEXT_STEP: lambda: QCoreApplication.translate("Leads", "next step"),
    FollowUpWhy.HAND_OVER: lambda: QCoreApplication.translate("Leads", "hand over"),
    FollowUpWhy.RETRY: lambda: QCoreApplication.translate("Leads", "try again"),
    FollowUpWhy.ANSWER_QUESTION: lambda: QCoreApplication.translate("Leads", "answer the rep's question"),
    FollowUpWhy.REP_FIRST_CONTACT: lambda: QCoreApplication.translate("Leads", "first contact by sales"),
    FollowUpWhy.NURTURE_BACK: lambda: QCoreApplication.translate("Leads", "back from nurture"),
    FollowUpWhy.HELP: lambda: QCoreApplication.translate("Leads", "help with a deal"),
    FollowUpWhy.LEARN_LOSS: lambda: QCoreApplication.translate("Leads", "learn why it was lost"),
}
"""What was promised, as the end of a sentence."""


def reason_text(row: QueueRow, now: int) -> str:
    """Return why a lead stands in the queue."""
    match row.reason:
        case QueueReason.RETURNED:
            asked = QCoreApplication.translate("Leads", "{name} asks a question")
            return asked.format(name=row.by_name or QCoreApplication.translate("Leads", "Sales"))
        case QueueReason.OVERDUE if row.why is FollowUpWhy.FIRST_CONTACT and (row.respond_left_s or 0) < 0:
            # The program's own promise: the clock of working time says it better than the one on the wall.
            return _first_response(row)
        case QueueReason.OVERDUE:
            return _overdue(row, now)
        case QueueReason.FIRST_RESPONSE:
            return _first_response(row)
        case QueueReason.DUE_TODAY:
            due = QCoreApplication.translate("Leads", "Due today {time}: {what}")
            return due.format(time=formats.time(row.at or now), what=_promised(row))
        case QueueReason.SCORE:
            waiting = QCoreApplication.translate("Leads", "Score {score}, {age} old")
            return waiting.format(score=row.score, age=_age(now - row.created_at))


def reason_detail(row: QueueRow, now: int) -> str:
    """Return the second line: the words of the question or promise, else when somebody last spoke with them."""
    if row.words:
        detail = row.words
    elif row.last_at is None:
        detail = QCoreApplication.translate("Leads", "Not contacted yet")
    else:
        last = QCoreApplication.translate("Leads", "Last contact {when}")
        detail = last.format(when=formats.moment(row.last_at, now))
    if row.is_reserved:
        return f"{reserved_text()} · {detail}"
    if row.recall is None:
        return detail
    # What is near is said first: a narrow column cuts the end.
    parts = (recall_text(row.recall, now), detail)
    return " · ".join(parts if row.recall.is_near(now) else parts[::-1])


def reason_tone(row: QueueRow) -> str:
    """Return the text colour of the reason: red is late, amber is close."""
    match row.reason:
        case QueueReason.OVERDUE:
            return "bad"
        case QueueReason.FIRST_RESPONSE:
            return "bad" if (row.respond_left_s or 0) < 0 else "warn"
        case QueueReason.RETURNED:
            return "warn"
        case _:
            return "text"


def response_text(row: QueueRow) -> str:
    """Return how the first-response clock of a lead stands, in working time."""
    if row.responded_at is not None:
        return QCoreApplication.translate("Leads", "responded")
    if row.respond_left_s is None:
        return "–"
    left = formats.duration(abs(row.respond_left_s))
    if row.respond_left_s < 0:
        return QCoreApplication.translate("Leads", "{time} late").format(time=left)
    return QCoreApplication.translate("Leads", "{time} left").format(time=left)


def response_tone(row: QueueRow) -> str:
    """Return the text colour of the first-response clock."""
    if row.responded_at is not None or row.respond_left_s is None:
        return "muted"
    if row.respond_left_s < 0:
        return "bad"
    return "warn" if row.reason is QueueReason.FIRST_RESPONSE else "text"


def phone_text(number: str | None) -> str:
    """Return a number as people read it: +86 138 0013 8000."""
    mobile = _CHINA.fullmatch(number or "") or _MASKED.fullmatch(number or "")
    return " ".join(("+86", *mobile.groups())) if mobile else number or "–"


def in_language(zh: str, en: str) -> str:
    """Return the team's name of a stage or channel in the language of the screens."""
    return zh if is_chinese() else en


def _overdue(row: QueueRow, now: int) -> str:
    late = now - (row.at or now)
    if late < DAY:
        text = QCoreApplication.translate("Leads", "{time} overdue: {what}")
        return text.format(time=formats.duration(late // SECOND), what=_promised(row))
    text = QCoreApplication.translate("Leads", "Overdue since {when}: {what}")
    return text.format(when=formats.moment(row.at or now, now), what=_promised(row))


def _first_response(row: QueueRow) -> str:
    left = row.respond_left_s or 0
    if left < 0:
        text = QCoreApplication.translate("Leads", "First response {time} late")
    else:
        text = QCoreApplication.translate("Leads", "First response due in {time}")
    return text.format(time=formats.duration(abs(left)))


def _promised(row: QueueRow) -> str:
    if row.why is None:
        return QCoreApplication.translate("Leads", "follow-up")
    return WHYS[row.why]()


def _age(micros: int) -> str:
    days = micros // DAY
    if days < 1:
        return formats.duration(micros // SECOND)
    return QCoreApplication.translate("Formats", "{n} d").format(n=days)
