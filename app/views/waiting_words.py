"""What a refused lead still lacks before it may be handed over again, in words (spec section 9)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.services.playbook.document import Text
from app.services.resubmission_view import Waiting
from app.views import formats
from app.views.i18n import is_chinese
from app.views.punctuation import joined


def guard_lines(waiting: Waiting, now: int) -> list[tuple[bool, str]]:
    """Return what must hold: whether it does, and in words what, or by when."""
    return [
        (waiting.has_contact, QCoreApplication.translate("Waiting", "Somebody spoke with the contact since")),
        (waiting.has_answer, _answer(waiting)),
        (waiting.days_passed, _days(waiting, now)),
        (
            waiting.has_other_rep,
            QCoreApplication.translate("Waiting", "There is a rep who has not refused it yet"),
        ),
    ]


def gap_text(code: str, waiting: Waiting) -> str:
    """Return what to do about a guard that does not hold, or when it will."""
    match code:
        case "no_contact_since":
            text = QCoreApplication.translate(
                "Waiting", "Speak with the contact: {rep} refused the lead {when}"
            )
            return text.format(rep=waiting.rep, when=formats.date_time(waiting.refused_at))
        case "answer_not_renewed" if waiting.tied:
            text = QCoreApplication.translate(
                "Waiting", "While you speak, ask again or have confirmed: {questions}"
            )
            return text.format(questions=_titles(waiting.tied))
        case "answer_not_renewed":
            return QCoreApplication.translate(
                "Waiting", "While you speak, ask any question of the card again"
            )
        case "too_early_again" if waiting.opens_at is not None:
            text = QCoreApplication.translate(
                "Waiting", "Wait until {when}: {n} working days after the refusal"
            )
            return text.format(n=waiting.days, when=formats.date_time(waiting.opens_at))
        case "too_early_again":
            return QCoreApplication.translate(
                "Waiting", "Wait {n} working days after the refusal; the calendar does not reach that far"
            ).format(n=waiting.days)
        case "no_other_rep":
            return QCoreApplication.translate(
                "Waiting", "Every rep has refused it: only a team lead can lift that"
            )
        case _:
            raise AssertionError(code)


def ending_counts() -> str:
    """Return what to do while the call that may settle it still runs."""
    return QCoreApplication.translate(
        "Waiting", "End this call first: that you spoke counts once it has ended as connected"
    )


def _answer(waiting: Waiting) -> str:
    if not waiting.tied:
        return QCoreApplication.translate(
            "Waiting", "In that talk an answer of the card was asked again or confirmed"
        )
    text = QCoreApplication.translate(
        "Waiting", "In that talk one of the doubted answers was asked again or confirmed: {questions}"
    )
    return text.format(questions=_titles(waiting.tied))


def _days(waiting: Waiting, now: int) -> str:
    if waiting.opens_at is None:
        return QCoreApplication.translate(
            "Waiting", "{n} working days after the refusal; the calendar does not reach that far"
        ).format(n=waiting.days)
    if waiting.days_passed:
        text = QCoreApplication.translate("Waiting", "{n} working days are over, since {when}")
        return text.format(n=waiting.days, when=formats.moment(waiting.opens_at, now))
    # The day counts here: a date with its hour says more than "Monday".
    text = QCoreApplication.translate("Waiting", "{n} working days are over: on {when}")
    return text.format(n=waiting.days, when=formats.date_time(waiting.opens_at))


def _titles(texts: tuple[Text, ...]) -> str:
    return joined(text.shown("zh" if is_chinese() else "en") for text in texts)
