"""Which commands belong together at the call desk, in the order their guards need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from app.models.vocabulary import BarReason, FollowUpWhy, Outcome, RunState
from app.services import drafts
from app.services.call_desk_rows import CallDesk
from app.services.calls import EndCall
from app.services.do_not_contact import ForbidContact
from app.services.do_not_contact_keys import bars_of_person
from app.services.do_not_contact_view import bars_on
from app.services.handover import SubmitHandover
from app.services.kernel.command import Command
from app.services.script import DisqualifyLead, FinishRun, PauseRun, ResumeRun, StartRun
from app.views.call_desk.next_steps import NextStep
from app.views.call_words import WHY_AFTER
from app.views.desk import Desk


def all_of(commands: Sequence[Command], *, forget: Iterable[str] = ()) -> Callable[[Desk], list[Any]]:
    """Return the work that gives commands in one transaction and forgets the drafts they were made of."""
    places = tuple(forget)

    def work(desk: Desk) -> list[Any]:
        with desk.batch() as batch:
            done = [batch.give(command) for command in commands]
            for place in places:
                batch.read(drafts.forget(place))
        return done

    return work


def never_again(
    commands: Sequence[Command], lead_id: UUID, *, asked_by: str, forget: Iterable[str] = ()
) -> Callable[[Desk], list[Any]]:
    """Return the work that gives commands and puts the person of a lead on the do-not-contact list."""
    places = tuple(forget)

    def work(desk: Desk) -> list[Any]:
        with desk.batch() as batch:
            done = [batch.give(command) for command in commands]
            bars = (
                ()
                if batch.read(partial(bars_on, lead_id=lead_id))
                else batch.read(partial(bars_of_person, lead_id=lead_id))
            )
            if bars:
                forbid = ForbidContact(
                    entries=bars, reason=BarReason.ASKED, asked_by=asked_by, lead_id=lead_id
                )
                done.append(batch.give(forbid))
            for place in places:
                batch.read(drafts.forget(place))
        return done

    return work


def keeping(place: str, words: str, at: int) -> Callable[[Desk], None]:
    """Return the work that keeps words being typed."""

    def work(desk: Desk) -> None:
        desk.keep(drafts.save(place, words, at=at))

    return work


def opening(desk: CallDesk, begun: UUID | None) -> tuple[UUID, list[Command]]:
    """Return the run an answer belongs to and what must be given before it: a start, a resumption, nothing.

    Args:
        desk: The lead as it was read.
        begun: The run begun here since then.
    """
    if begun is not None:
        return begun, []
    if desk.run is None:
        run_id = uuid4()
        return run_id, [StartRun(run_id=run_id, lead_id=desk.lead_id)]
    paused = desk.run.state is RunState.PAUSED
    return desk.run.run_id, [ResumeRun(run_id=desk.run.run_id)] if paused else []


def finishing(desk: CallDesk) -> tuple[UUID | None, list[Command]]:
    """Return the run that counts and what must be given so that it has ended."""
    if desk.run is None:
        return (desk.ended.run_id if desk.ended else None), []
    _, commands = opening(desk, None)
    return desk.run.run_id, [*commands, FinishRun(run_id=desk.run.run_id, words="")]


def submitting(desk: CallDesk, handover_id: UUID, words: str) -> list[Command]:
    """Return what hands a lead over: the script finished, the card submitted."""
    run_id, commands = finishing(desk)
    if run_id is None:
        return []
    submit = SubmitHandover(handover_id=handover_id, lead_id=desk.lead_id, run_id=run_id, words=words)
    return [*commands, submit]


def disqualifying(desk: CallDesk, reason: str, words: str) -> list[Command]:
    """Return what closes a lead: an open script pauses, so that it can go on should the lead come back."""
    return [*pausing(desk), DisqualifyLead(lead_id=desk.lead_id, reason=reason, words=words)]


def pausing(desk: CallDesk) -> list[Command]:
    """Return what pauses the script, if it is open."""
    is_open = desk.run is not None and desk.run.state is RunState.OPEN
    return [PauseRun(run_id=desk.run.run_id)] if is_open and desk.run else []


def ending_to_hand_over(call_id: UUID, outcome: Outcome, words: str, at: int) -> EndCall:
    """Return the end of a call whose next step is the hand-over given behind it: the card shows how the call ended."""
    return EndCall(
        activity_id=call_id, outcome=outcome, words=words, next_at=at, next_why=FollowUpWhy.HAND_OVER
    )


def ending(call_id: UUID, outcome: Outcome, words: str, step: NextStep | None) -> EndCall:
    """Return the end of a call; without a step, or with one that has no date, no promise is made."""
    at = step.at if step else None
    return EndCall(
        activity_id=call_id,
        outcome=outcome,
        words=words,
        next_at=at,
        next_why=WHY_AFTER[outcome] if at is not None else None,
        next_words=step.words if step and at is not None and step.words else None,
    )
