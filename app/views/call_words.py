"""How outcomes of calls, follow-ups and lead fields are named, and the keys that judge words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import AnswerState, FollowUpWhy, Outcome
from app.views.punctuation import joined

type Said = Callable[[], str]

JUDGEMENTS: Mapping[str, AnswerState] = {
    "G": AnswerState.GOOD,
    "K": AnswerState.WEAK,
    "R": AnswerState.REFUSED,
}
"""Keys for words that fit no prepared answer."""

_OUTCOMES: Mapping[Outcome, Said] = {
    Outcome.CONNECTED: lambda: QCoreApplication.translate("CallDesk", "Connected"),
    Outcome.NO_ANSWER: lambda: QCoreApplication.translate("CallDesk", "No answer"),
    Outcome.BUSY: lambda: QCoreApplication.translate("CallDesk", "Busy"),
    Outcome.WRONG_NUMBER: lambda: QCoreApplication.translate("CallDesk", "Wrong number"),
    Outcome.CALL_BACK: lambda: QCoreApplication.translate("CallDesk", "Call back at…"),
    Outcome.REFUSED_CONTACT: lambda: QCoreApplication.translate("CallDesk", "Refused contact"),
}

WHY_AFTER: Mapping[Outcome, FollowUpWhy] = {
    Outcome.CONNECTED: FollowUpWhy.NEXT_STEP,
    Outcome.NO_ANSWER: FollowUpWhy.RETRY,
    Outcome.BUSY: FollowUpWhy.RETRY,
    Outcome.WRONG_NUMBER: FollowUpWhy.RETRY,
    Outcome.CALL_BACK: FollowUpWhy.CALL_BACK,
    Outcome.REFUSED_CONTACT: FollowUpWhy.NEXT_STEP,
}
"""Why one comes back after a call that ended so."""

_WHYS: Mapping[str, Said] = {
    FollowUpWhy.FIRST_CONTACT: lambda: QCoreApplication.translate("CallDesk", "First contact"),
    FollowUpWhy.CALL_BACK: lambda: QCoreApplication.translate("CallDesk", "Call back"),
    FollowUpWhy.NEXT_STEP: lambda: QCoreApplication.translate("CallDesk", "Next step"),
    FollowUpWhy.HAND_OVER: lambda: QCoreApplication.translate("CallDesk", "Hand over"),
    FollowUpWhy.RETRY: lambda: QCoreApplication.translate("CallDesk", "Try again"),
    FollowUpWhy.ANSWER_QUESTION: lambda: QCoreApplication.translate("CallDesk", "Answer the rep's question"),
    FollowUpWhy.REP_FIRST_CONTACT: lambda: QCoreApplication.translate("CallDesk", "First contact by sales"),
    FollowUpWhy.NURTURE_BACK: lambda: QCoreApplication.translate("CallDesk", "Back from nurture"),
    FollowUpWhy.HELP: lambda: QCoreApplication.translate("CallDesk", "Help with a deal"),
    FollowUpWhy.LEARN_LOSS: lambda: QCoreApplication.translate("CallDesk", "Learn why it was lost"),
}

_FIELDS: Mapping[str, Said] = {
    "company": lambda: QCoreApplication.translate("CallDesk", "company"),
    "contact_name": lambda: QCoreApplication.translate("CallDesk", "contact"),
    "title": lambda: QCoreApplication.translate("CallDesk", "title"),
    "phone": lambda: QCoreApplication.translate("CallDesk", "phone"),
    "email": lambda: QCoreApplication.translate("CallDesk", "e-mail"),
    "region": lambda: QCoreApplication.translate("CallDesk", "region"),
    "city": lambda: QCoreApplication.translate("CallDesk", "city"),
    "industry": lambda: QCoreApplication.translate("CallDesk", "industry"),
    "company_size": lambda: QCoreApplication.translate("CallDesk", "company size"),
    "registration_no": lambda: QCoreApplication.translate("CallDesk", "registration number"),
    "website": lambda: QCoreApplication.translate("CallDesk", "website"),
    "channel": lambda: QCoreApplication.translate("CallDesk", "channel"),
    "campaign": lambda: QCoreApplication.translate("CallDesk", "campaign"),
    "keyword": lambda: QCoreApplication.translate("CallDesk", "keyword"),
    "amount": lambda: QCoreApplication.translate("CallDesk", "amount"),
    "currency": lambda: QCoreApplication.translate("CallDesk", "currency"),
    "expected_close_on": lambda: QCoreApplication.translate("CallDesk", "expected close"),
}


def outcome_text(outcome: Outcome) -> str:
    """Return the name of an outcome."""
    return _OUTCOMES[outcome]()


def why_text(why: str) -> str:
    """Return why a follow-up was promised."""
    return _WHYS[why]()


def field_texts(fields: tuple[str, ...]) -> str:
    """Return lead fields, as a list in one line."""
    names = [_FIELDS[field]() if field in _FIELDS else field for field in fields]
    return joined(names)
