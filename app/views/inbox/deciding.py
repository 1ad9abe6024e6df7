"""Who may do what with a hand-over, the command each answer makes, and the words kept meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import HandoverState, Role
from app.services import drafts
from app.services.handover import AcceptHandover, AnswerReturn, ChooseRep, RefuseHandover, ReturnHandover
from app.services.handover_view import HandoverView, handover_view
from app.services.kernel.command import Command
from app.views.desk import Desk, Query

RECORD = "record"
"""What is filled in of a sales record is kept beside the words of the decisions."""
CHOOSABLE = (HandoverState.WAITING, HandoverState.OPEN)


def may_decide(role: Role | None, member_id: UUID, view: HandoverView) -> bool:
    """Whether a member may accept, return or refuse: the rep it was given to, or a sales lead."""
    if view.state is not HandoverState.OPEN:
        return False
    return role is Role.SALES_LEAD or (role is Role.REP and view.rep_id == member_id)


def may_choose(role: Role | None, view: HandoverView) -> bool:
    """Whether a member may say which rep shall have it."""
    return view.state in CHOOSABLE and role in (Role.TEAM_LEAD, Role.SALES_LEAD)


def may_answer(role: Role | None, member_id: UUID, view: HandoverView) -> bool:
    """Whether a member may answer the rep's question: the lead's owner, or a team lead."""
    if view.state is not HandoverState.RETURNED:
        return False
    return role is Role.TEAM_LEAD or (role is Role.SDR and view.owner_id == member_id)


def may_record(role: Role | None, member_id: UUID, view: HandoverView) -> bool:
    """Whether a member may record what a contact showed: the rep it was given to, or a sales lead."""
    return role is Role.SALES_LEAD or (role is Role.REP and view.rep_id == member_id)


def command_of(what: str, handover_id: UUID, option: str, words: str, marked: tuple[str, ...]) -> Command:
    """Return the command an answered question makes.

    Args:
        what: ``accept``, ``return``, ``refuse``, ``answer`` or ``choose``.
        handover_id: The hand-over.
        option: Key of the reason or id of the rep picked; empty where none was.
        words: What was written.
        marked: Keys of the questions whose answers proved wrong.
    """
    match what:
        case "accept":
            return AcceptHandover(handover_id=handover_id, words=words)
        case "return":
            return ReturnHandover(handover_id=handover_id, reason=option or None, words=words)
        case "refuse":
            return RefuseHandover(handover_id=handover_id, reason=option, words=words, marked=marked)
        case "answer":
            return AnswerReturn(handover_id=handover_id, words=words)
        case "choose":
            return ChooseRep(handover_id=handover_id, rep_id=UUID(option))
        case _:
            raise AssertionError(what)


NEWS: Mapping[str, Callable[[], str]] = {
    "accept": lambda: QCoreApplication.translate("InboxPage", "Accepted: {lead}"),
    "return": lambda: QCoreApplication.translate("InboxPage", "Returned with a question: {lead}"),
    "refuse": lambda: QCoreApplication.translate("InboxPage", "Refused: {lead}"),
    "answer": lambda: QCoreApplication.translate("InboxPage", "Answered: {lead}"),
    "choose": lambda: QCoreApplication.translate("InboxPage", "Given away: {lead}"),
}
"""What to say once it is done."""


def place_of(what: str, handover_id: UUID) -> str:
    """Return where the words of one question about one hand-over are kept."""
    return f"handover:{handover_id.hex}:{what}"


def with_drafts(handover_id: UUID, now: int) -> Query[tuple[HandoverView | None, dict[str, str]]]:
    """Return the question for a hand-over and the words kept for it, by place."""

    def ask(db: Any) -> tuple[HandoverView | None, dict[str, str]]:
        kept = drafts.kept_words(place_of("", handover_id))(db)
        return handover_view(handover_id, now)(db), {one.place: one.words for one in kept}

    return ask


def keeping(place: str, words: str, at: int) -> Callable[[Desk], None]:
    """Return the work that keeps words being typed."""

    def work(desk: Desk) -> None:
        desk.keep(drafts.save(place, words, at=at))

    return work


def giving(command: Command, place: str) -> Callable[[Desk], Any]:
    """Return the work that gives a command and forgets the words it was made of, both or neither."""

    def work(desk: Desk) -> Any:
        with desk.batch() as batch:
            done = batch.give(command)
            batch.read(drafts.forget(place))
        return done

    return work
