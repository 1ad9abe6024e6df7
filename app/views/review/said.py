"""How review says verdicts, guards and sides, in the language of the moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import ActivityKind, Verdict
from app.services.review_case import Contact
from app.views import formats
from app.views.call_words import outcome_text

type Said = Callable[[], str]

_VERDICTS: Mapping[Verdict, Said] = {
    Verdict.REFUSAL_RIGHT: lambda: QCoreApplication.translate("Review", "Refusal right"),
    Verdict.HANDOVER_RIGHT: lambda: QCoreApplication.translate("Review", "Hand-over right"),
    Verdict.UNCLEAR: lambda: QCoreApplication.translate("Review", "Unclear"),
}
VERDICT_TONES: Mapping[Verdict, str] = {
    Verdict.REFUSAL_RIGHT: "warn",
    Verdict.HANDOVER_RIGHT: "ok",
    Verdict.UNCLEAR: "nurture",
}
_CONTACTS: Mapping[ActivityKind, tuple[Said, str]] = {
    ActivityKind.CALL: (lambda: QCoreApplication.translate("Review", "Call"), "phone-outgoing"),
    ActivityKind.NOTE: (lambda: QCoreApplication.translate("Review", "Note"), "note"),
    ActivityKind.MESSAGE: (lambda: QCoreApplication.translate("Review", "Message"), "message"),
    ActivityKind.VISIT: (lambda: QCoreApplication.translate("Review", "Visit"), "map-pin"),
    ActivityKind.REPLY: (lambda: QCoreApplication.translate("Review", "Reply"), "mail"),
}


def verdict_text(verdict: Verdict | None) -> str:
    """Return the name of a verdict; without one it is an override."""
    if verdict is None:
        return QCoreApplication.translate("Review", "Waiting time lifted")
    return _VERDICTS[verdict]()


def the_sdr() -> str:
    """Return what the SDR is called while names are hidden."""
    return QCoreApplication.translate("Review", "the SDR")


def the_rep() -> str:
    """Return what the rep is called while names are hidden."""
    return QCoreApplication.translate("Review", "the rep")


def contact_icon(contact: Contact) -> str:
    """Return the picture of a contact's kind."""
    return _CONTACTS[contact.kind][1]


def contact_text(contact: Contact) -> str:
    """Return what sort of contact it was, how it ended, how long it took, and whose it was."""
    length = (contact.ended_at - contact.at) // 1_000_000 if contact.ended_at else 0
    parts = (
        _CONTACTS[contact.kind][0](),
        outcome_text(contact.outcome) if contact.outcome else "",
        formats.stop_watch(length) if length else "",
        contact.by,
    )
    return " · ".join(part for part in parts if part)
