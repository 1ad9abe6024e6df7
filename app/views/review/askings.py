"""What review asks before a verdict or an override: the cause from the playbook's list, and words."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import Verdict
from app.services.handover_view import HandoverView
from app.services.inbox import ReasonRow
from app.services.kernel.command import Command
from app.services.resubmission import OverrideGuard
from app.services.review import JudgeHandoverRight, JudgeRefusalRight, JudgeUnclear
from app.views.review.said import verdict_text
from app.views.said import said
from app.views.widgets.ask_sheet import Asking
from app.views.widgets.option_list import Option

OVERRIDE = "override"


def judging(verdict: Verdict, view: HandoverView, causes: Sequence[ReasonRow]) -> Asking:
    """Ask for the cause of a verdict and for words."""
    return Asking(
        key=(verdict.value, view.id),
        title=QCoreApplication.translate("Review", "{verdict}: {lead}").format(
            verdict=verdict_text(verdict), lead=view.company or view.contact_name or "–"
        ),
        lead_in=_follows(verdict, view),
        send=verdict_text(verdict),
        options_title=QCoreApplication.translate("Review", "What caused it"),
        options=[Option(cause.key, said(cause.title)) for cause in causes],
        needs_option=True,
        pick_first=QCoreApplication.translate("Review", "Pick the cause first."),
        words_title=_words_title(verdict),
        needs_words=True,
        write_first=QCoreApplication.translate("Review", "Say in a few words why; both sides read it."),
    )


def overriding(view: HandoverView, reasons: Sequence[ReasonRow]) -> Asking:
    """Ask why a lead may be handed over before its time."""
    return Asking(
        key=(OVERRIDE, view.id),
        title=QCoreApplication.translate("Review", "Lift the waiting time: {lead}").format(
            lead=view.company or view.contact_name or "–"
        ),
        lead_in=QCoreApplication.translate(
            "Review",
            "It may then be handed over at once, without contact, renewed answer or waiting."
            " Every override is counted in the alignment report.",
        ),
        send=QCoreApplication.translate("Review", "Lift it"),
        options_title=QCoreApplication.translate("Review", "Reason"),
        options=[Option(reason.key, said(reason.title)) for reason in reasons],
        needs_option=True,
        pick_first=QCoreApplication.translate("Review", "Pick a reason first."),
        words_title=QCoreApplication.translate("Review", "Why it cannot wait"),
        needs_words=True,
        write_first=QCoreApplication.translate("Review", "Write the reason first."),
        is_grave=True,
    )


def command_of(what: str, handover_id: UUID, option: str, words: str) -> Command:
    """Return the command an answered question makes; ``what`` is a verdict or ``override``."""
    match what:
        case "override":
            return OverrideGuard(handover_id=handover_id, reason=option, words=words)
        case Verdict.REFUSAL_RIGHT:
            return JudgeRefusalRight(handover_id=handover_id, cause=option, words=words)
        case Verdict.HANDOVER_RIGHT:
            return JudgeHandoverRight(handover_id=handover_id, again_id=uuid4(), cause=option, words=words)
        case Verdict.UNCLEAR:
            return JudgeUnclear(handover_id=handover_id, cause=option, words=words)
        case _:
            raise AssertionError(what)


def news_of(what: str) -> str:
    """Return what to say once it is done."""
    match what:
        case "override":
            return QCoreApplication.translate("Review", "{lead} may be handed over at once")
        case Verdict.REFUSAL_RIGHT:
            return QCoreApplication.translate("Review", "{lead} went to nurture")
        case Verdict.HANDOVER_RIGHT:
            return QCoreApplication.translate("Review", "{lead} went to another rep")
        case _:
            return QCoreApplication.translate("Review", "{lead}: the SDR is asked to call back")


def _follows(verdict: Verdict, view: HandoverView) -> str:
    match verdict:
        case Verdict.REFUSAL_RIGHT:
            return QCoreApplication.translate("Review", "The lead goes to nurture and keeps the reason.")
        case Verdict.HANDOVER_RIGHT:
            return QCoreApplication.translate(
                "Review", "It goes to another rep at once and stays credited to {sdr}."
            ).format(sdr=view.sdr)
        case Verdict.UNCLEAR:
            return QCoreApplication.translate(
                "Review",
                "{sdr} gets a task to call back within one working day. You may judge again after that.",
            ).format(sdr=view.sdr)


def _words_title(verdict: Verdict) -> str:
    if verdict is Verdict.UNCLEAR:
        return QCoreApplication.translate("Review", "What the SDR shall find out")
    return QCoreApplication.translate("Review", "Why, in words")
