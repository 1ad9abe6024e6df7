"""How the inbox says states, events and receipts, in the language of the moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import HandoverState
from app.services.receipts import How, LeftOut, ReceiptRep, ReceiptView
from app.views.punctuation import joined
from app.views.roles import rep_called
from app.views.said import said

type Said = Callable[[], str]


STATE_TONES: Mapping[HandoverState, str] = {
    HandoverState.WAITING: "warn",
    HandoverState.OPEN: "sales_validating",
    HandoverState.RETURNED: "nurture",
    HandoverState.ACCEPTED: "ok",
    HandoverState.REFUSED: "bad",
}

_STATES: Mapping[HandoverState, Said] = {
    HandoverState.WAITING: lambda: QCoreApplication.translate("Inbox", "Waits for a rep"),
    HandoverState.OPEN: lambda: QCoreApplication.translate("Inbox", "To decide"),
    HandoverState.RETURNED: lambda: QCoreApplication.translate("Inbox", "Returned"),
    HandoverState.ACCEPTED: lambda: QCoreApplication.translate("Inbox", "Accepted"),
    HandoverState.REFUSED: lambda: QCoreApplication.translate("Inbox", "Refused"),
}

_EVENTS: Mapping[str, Said] = {
    "submitted": lambda: QCoreApplication.translate("Inbox", "{who} handed it over"),
    "assigned": lambda: QCoreApplication.translate("Inbox", "{who} chose the rep"),
    "returned": lambda: QCoreApplication.translate("Inbox", "{who} asked a question"),
    "answered": lambda: QCoreApplication.translate("Inbox", "{who} answered"),
    "accepted": lambda: QCoreApplication.translate("Inbox", "{who} accepted"),
    "refused": lambda: QCoreApplication.translate("Inbox", "{who} refused"),
    "refusal_right": lambda: QCoreApplication.translate("Inbox", "{who} found the refusal right"),
    "handover_right": lambda: QCoreApplication.translate("Inbox", "{who} found the hand-over right"),
    "unclear": lambda: QCoreApplication.translate("Inbox", "{who} asked for a call back"),
    "overridden": lambda: QCoreApplication.translate("Inbox", "{who} lifted the waiting time"),
}

EVENT_ICONS: Mapping[str, tuple[str, str]] = {
    "submitted": ("send", "accent"),
    "assigned": ("user-check", "accent"),
    "returned": ("message-question", "warn"),
    "answered": ("message", "accent"),
    "accepted": ("circle-check", "ok"),
    "refused": ("circle-x", "bad"),
    "refusal_right": ("scale", "warn"),
    "handover_right": ("scale", "ok"),
    "unclear": ("scale", "warn"),
    "overridden": ("alert-triangle", "warn"),
}
"""Icon and token of each event."""

_LEFT_OUT: Mapping[LeftOut, Said] = {
    LeftOut.RULE: lambda: QCoreApplication.translate("Inbox", "not named by the rule"),
    LeftOut.EARLIER: lambda: QCoreApplication.translate("Inbox", "refused this lead before"),
    LeftOut.ABSENT: lambda: QCoreApplication.translate("Inbox", "away"),
    LeftOut.GRADE: lambda: QCoreApplication.translate("Inbox", "takes other grades"),
    LeftOut.FULL: lambda: QCoreApplication.translate("Inbox", "full"),
}


def state_text(state: HandoverState) -> str:
    """Return the name of a state."""
    return _STATES[state]()


def unassigned_text() -> str:
    """Return what stands for the rep until the shared database has found one."""
    return QCoreApplication.translate("Inbox", "rep decided when connected")


def event_text(kind: str, who: str) -> str:
    """Return what happened, by whom."""
    return _EVENTS[kind]().format(who=who)


def left_out_text(why: LeftOut) -> str:
    """Return why a rep was no candidate."""
    return _LEFT_OUT[why]()


def listed(names: Sequence[str]) -> str:
    """Return names as a list in one line."""
    return joined(names)


def receipt_sentences(receipt: ReceiptView) -> list[str]:
    """Return a receipt as sentences: the rule, who could take it, how the turn fell."""
    match receipt.how:
        case How.PERSON:
            return [
                QCoreApplication.translate("Inbox", "{by} chose {rep}.").format(
                    by=receipt.by or "–", rep=receipt.rep or "–"
                )
            ]
        case How.SAME_REP:
            return [
                QCoreApplication.translate(
                    "Inbox", "The question was answered, so it went back to {rep}."
                ).format(rep=receipt.rep)
            ]
        case How.WAITS:
            rule = QCoreApplication.translate(
                "Inbox", "The rule “{rule}” leaves the choice of the rep to a person."
            )
            return [rule.format(rule=said(receipt.rule))]
        case How.ROBIN:
            return [_matched(receipt), _could(receipt), *_turn(receipt)]


def _matched(receipt: ReceiptView) -> str:
    if receipt.rule is None:
        return QCoreApplication.translate("Inbox", "No assignment rule matched, so every rep stood for it.")
    return QCoreApplication.translate("Inbox", "The rule “{rule}” was the first that matched.").format(
        rule=said(receipt.rule)
    )


def _could(receipt: ReceiptView) -> str:
    able, every = len(receipt.candidates), len(receipt.reps)
    if able == 1:
        return QCoreApplication.translate("Inbox", "Of {every} reps only {rep} could take it.").format(
            every=every, rep=rep_name(receipt.candidates[0])
        )
    return QCoreApplication.translate("Inbox", "{able} of {every} reps could take it.").format(
        able=able, every=every
    )


def _turn(receipt: ReceiptView) -> list[str]:
    if len(receipt.candidates) < 2:  # noqa: PLR2004 -- no contest among fewer
        return []
    first = receipt.candidates[0]
    grown = QCoreApplication.translate(
        "Inbox", "Each one's credit grew by their weight; {rep} had the most, {credit}."
    )
    found = [grown.format(rep=rep_name(first), credit=first.credit_after)]
    if receipt.tied:
        level = QCoreApplication.translate(
            "Inbox", "{names} were level at {credit}; then the lower number decides, which is {rep}'s."
        )
        names = listed([rep_name(rep) for rep in receipt.tied])
        found = [level.format(names=names, credit=first.credit_after, rep=rep_name(first))]
    paid = QCoreApplication.translate(
        "Inbox", "{rep} paid the sum of all weights, {paid}, and stands at {left}."
    )
    return [
        *found,
        paid.format(rep=rep_name(first), paid=receipt.paid, left=first.credit_after - receipt.paid),
    ]


def rep_name(rep: ReceiptRep) -> str:
    """Return a rep's name; one person's hats are told apart."""
    return rep_called(rep.name, rep.role)


def rep_result(rep: ReceiptRep) -> str:
    """Return what the assignment said of one rep."""
    if rep.left_out is not None:
        return left_out_text(rep.left_out)
    return (
        QCoreApplication.translate("Inbox", "got it")
        if rep.is_picked
        else QCoreApplication.translate("Inbox", "could take it")
    )
