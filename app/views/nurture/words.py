"""How nurture is told: why a lead is where it is, when its next touch is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from app.clock import from_micros, to_epoch_day
from app.services.nurture_answers import AnswerKind
from app.services.nurture_intake import BroughtHome
from app.services.nurture_view import NurtureRow
from app.views import formats
from app.views.i18n import is_chinese
from app.views.punctuation import joined, labelled

type Said = Callable[[], str]

ANSWERS: Mapping[AnswerKind, Said] = {
    AnswerKind.OPENED: lambda: QCoreApplication.translate("Nurture", "opened"),
    AnswerKind.CLICKED: lambda: QCoreApplication.translate("Nurture", "clicked"),
    AnswerKind.REPLIED: lambda: QCoreApplication.translate("Nurture", "answered"),
    AnswerKind.BOUNCED: lambda: QCoreApplication.translate("Nurture", "came back undelivered"),
    AnswerKind.UNSUBSCRIBED: lambda: QCoreApplication.translate("Nurture", "want no more mail"),
}
LANGUAGES: Mapping[str, str] = {"zh": "中文", "en": "English"}


def titled(titles: tuple[str, str]) -> str:
    """Return a title of the playbook, Chinese and English, in the language of the screens."""
    own, other = titles if is_chinese() else titles[::-1]
    return own or other


def step_text(row: NurtureRow) -> str:
    """Return what is to be sent next, or why nothing is."""
    if row.step:
        return titled(row.step_title)
    if row.is_chosen and not row.track:
        return QCoreApplication.translate("Nurture", "Stopped: nothing more is sent")
    if not row.track:
        return QCoreApplication.translate("Nurture", "No track fits")
    if not row.steps:
        return QCoreApplication.translate("Nurture", "Left in peace")
    return QCoreApplication.translate("Nurture", "All steps done")


def step_detail(row: NurtureRow) -> str:
    """Return the track and which of its steps is next."""
    if not row.step:
        track = titled(row.track_title)
        return track if track != step_text(row) else ""
    text = QCoreApplication.translate("Nurture", "{track} · step {n} of {all}")
    return text.format(track=titled(row.track_title), n=row.step_no, all=row.steps)


def due_text(row: NurtureRow, now: int) -> str:
    """Return when the next touch is due."""
    if row.due_at is None:
        return "–"
    return formats.moment(row.due_at, now)


def due_detail(row: NurtureRow, now: int) -> str:
    """Return what is said below: late, or the day it comes back."""
    if row.due_at is not None and row.due_at < now:
        return QCoreApplication.translate("Nurture", "overdue")
    if row.back_at is not None:
        back = QCoreApplication.translate("Nurture", "back {when}")
        return back.format(when=formats.moment(row.back_at, now))
    return ""


def due_tone(row: NurtureRow, now: int) -> str:
    """Return the tone of the due time."""
    return "bad" if row.due_at is not None and row.due_at < now else ""


def why_text(row: NurtureRow) -> str:
    """Return the reason a lead is in nurture."""
    return titled(row.reason_title) or QCoreApplication.translate("Nurture", "Under the threshold")


def why_detail(row: NurtureRow, now: int) -> str:
    """Return whom one talks to, and since when the lead is on its track."""
    since = QCoreApplication.translate("Nurture", "since {when}")
    since = since.format(when=formats.day(_day(row.since), today=_day(now)))
    return joined((titled(row.persona_title), since))


def _day(at: int) -> int:
    return to_epoch_day(from_micros(at).astimezone().date())


def home_text(home: BroughtHome) -> str:
    """Return what a file of answers told, as one line."""
    return joined(labelled(ANSWERS[kind](), formats.number(count)) for kind, count in home.recorded.items())


def home_detail(home: BroughtHome) -> str:
    """Return what else became of its rows."""
    translate = QCoreApplication.translate
    parts: Sequence[tuple[int, Said]] = (
        (home.back, lambda: translate("Nurture", "%Ln lead(s) back in the queue", "", home.back)),
        (home.known, lambda: translate("Nurture", "%Ln row(s) known already", "", home.known)),
        (home.strangers, lambda: translate("Nurture", "%Ln row(s) about nobody we know", "", home.strangers)),
        (home.unread, lambda: translate("Nurture", "%Ln row(s) not understood", "", home.unread)),
    )
    return joined((say() for count, say in parts if count), strongly=True)
