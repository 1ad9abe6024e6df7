"""What the inbox asks before a decision: accept, return, refuse, answer, choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import Role
from app.services.handover_view import HandoverView
from app.services.inbox import ReasonRow
from app.services.team import Choosable
from app.views.inbox.said import left_out_text
from app.views.roles import role_name
from app.views.said import said
from app.views.widgets.ask_sheet import Asking
from app.views.widgets.option_list import Option


def name_of(view: HandoverView) -> str:
    """Return what a hand-over is called."""
    return view.company or view.contact_name or "–"


def accepting(view: HandoverView) -> Asking:
    """Ask for nothing but perhaps some words."""
    return Asking(
        key=("accept", view.id),
        title=QCoreApplication.translate("Inbox", "Accept {lead}").format(lead=name_of(view)),
        lead_in=QCoreApplication.translate(
            "Inbox", "It becomes yours to develop. Your first contact is due within one working day."
        ),
        send=QCoreApplication.translate("Inbox", "Accept"),
        words_title=QCoreApplication.translate("Inbox", "Words to the SDR (optional)"),
        begins_with_words=True,
    )


def returning(view: HandoverView, reasons: Sequence[ReasonRow]) -> Asking:
    """Ask for the question, and perhaps what it is about."""
    return Asking(
        key=("return", view.id),
        title=QCoreApplication.translate("Inbox", "Return {lead} with a question").format(lead=name_of(view)),
        lead_in=QCoreApplication.translate(
            "Inbox", "This is no refusal: {sdr} answers, and it comes back to the same rep."
        ).format(sdr=view.sdr),
        send=QCoreApplication.translate("Inbox", "Return"),
        options_title=QCoreApplication.translate("Inbox", "What it is about (optional)"),
        options=[Option(reason.key, said(reason.title)) for reason in reasons],
        words_title=QCoreApplication.translate("Inbox", "Your question"),
        needs_words=True,
        write_first=QCoreApplication.translate("Inbox", "Write the question first."),
        begins_with_words=True,
    )


def refusing(view: HandoverView, reasons: Sequence[ReasonRow]) -> Asking:
    """Ask for a reason of the playbook and for words."""
    return Asking(
        key=("refuse", view.id),
        title=QCoreApplication.translate("Inbox", "Refuse {lead}").format(lead=name_of(view)),
        lead_in=QCoreApplication.translate(
            "Inbox", "This is final. The team lead reviews it with the card, your reason and what you marked."
        ),
        send=QCoreApplication.translate("Inbox", "Refuse"),
        options_title=QCoreApplication.translate("Inbox", "Reason"),
        options=[Option(reason.key, said(reason.title)) for reason in reasons],
        needs_option=True,
        pick_first=QCoreApplication.translate("Inbox", "Pick a reason first."),
        words_title=QCoreApplication.translate("Inbox", "What you found instead"),
        needs_words=True,
        write_first=QCoreApplication.translate("Inbox", "Say in a few words what you found instead."),
        is_grave=True,
    )


def answering(view: HandoverView) -> Asking:
    """Ask the SDR for the answer to the rep's question."""
    return Asking(
        key=("answer", view.id),
        title=QCoreApplication.translate("Inbox", "Answer {rep}").format(rep=view.rep or "–"),
        lead_in=view.decision_words or "",
        send=QCoreApplication.translate("Inbox", "Answer"),
        words_title=QCoreApplication.translate("Inbox", "Your answer"),
        needs_words=True,
        write_first=QCoreApplication.translate("Inbox", "Write the answer first."),
        begins_with_words=True,
    )


def choosing(view: HandoverView, reps: Sequence[Choosable]) -> Asking:
    """Ask a lead which rep shall have it."""
    return Asking(
        key=("choose", view.id),
        title=QCoreApplication.translate("Inbox", "Choose the rep for {lead}").format(lead=name_of(view)),
        lead_in=QCoreApplication.translate(
            "Inbox",
            "You may overrule a grade, a rule or a full load, but not an absence or an earlier refusal.",
        ),
        send=QCoreApplication.translate("Inbox", "Give it to them"),
        options_title=QCoreApplication.translate("Inbox", "Rep"),
        options=[Option(rep.rep_id.hex, rep.name, _load(rep), rep.may_be_chosen) for rep in reps],
        needs_option=True,
        pick_first=QCoreApplication.translate("Inbox", "Pick a rep first."),
    )


def _load(rep: Choosable) -> str:
    load = QCoreApplication.translate("Inbox", "{n} of {capacity} in 30 days").format(
        n=rep.in_window, capacity=rep.capacity
    )
    parts = (
        role_name(rep.role) if rep.role is not Role.REP else "",
        load,
        left_out_text(rep.left_out) if rep.left_out else "",
    )
    return " · ".join(part for part in parts if part)
