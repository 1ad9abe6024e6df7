"""What the lead does from the board, and how it is taken back: each one transaction, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import batched
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from app.services.board_plans import HandOnPlan, RepLeaves, still_in_the_pool, unowned_leads
from app.services.handing_on import HandOnLeads
from app.services.handover import ChooseRep
from app.services.holding import AssignLeads
from app.services.kernel.command import Command
from app.services.people import EndAbsence, SetAbsence
from app.services.team import Away, MemberRow
from app.services.undoing import UndoAssignment
from app.views import formats
from app.views.board.away_panel import AwayPanel
from app.views.board.give_panel import MOST, GivePanel
from app.views.board.hand_on_panel import HandOnPanel
from app.views.board.rep_leaves_panel import RepLeavesPanel
from app.views.desk import Desk
from app.views.page import Page
from app.views.people.forms import changed


class BoardDoing(QObject):
    """Asks over its page what is needed, gives the commands, and offers the way back."""

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page)
        self._background, self._toasts = page.background, page.surroundings.toasts
        self._clock = page.surroundings.clock
        self.hand_on, self.away, self.give = HandOnPanel(page), AwayPanel(page), GivePanel(page)
        self.rep_leaves = RepLeavesPanel(page)
        self.rep_leaves.sent.connect(self._on_rep_leaves)
        self.hand_on.sent.connect(self._on_hand_on)
        self.away.sent.connect(self._on_away)
        self.give.sent.connect(self._on_give)

    # Giving leads.

    def _on_give(self, member: MemberRow, count: int) -> None:
        first = unowned_leads(count, self._clock())

        def work(desk: Desk) -> Any:
            with desk.batch() as batch:
                lead_ids = batch.read(first)
                if not lead_ids:
                    return None
                return batch.give(AssignLeads(lead_ids=lead_ids, member_id=member.id)), len(lead_ids)

        self._background.carry_out(work, done=partial(self._on_given, member))

    def _on_given(self, member: MemberRow, given: Any) -> None:
        if given is None:
            self._toasts.say(self.tr("Nobody's leads are gone already"), tone="warn")
            return
        done, count = given
        text = self.tr("Given to {name}: {n}").format(n=formats.number(count), name=member.name)
        self._toasts.say(text, undo=partial(self._give_all, [UndoAssignment(assigned_by=done.cmd_id)]))

    # Taking over.

    def _on_hand_on(self, member: MemberRow, plan: HandOnPlan) -> None:
        self._background.submit(plan.command, done=partial(self._on_handed_on, member, plan.command))

    def _on_handed_on(self, member: MemberRow, command: HandOnLeads, done: Any) -> None:
        given, laid = done.answer["given"], done.answer["laid_down"]
        text = self.tr("Taken over from {name}: {n}").format(n=formats.number(given), name=member.name)
        detail = self.tr("Now in the pool: {n}").format(n=formats.number(laid)) if laid else ""
        self._toasts.say(text, detail, undo=partial(self._take_back, member, command, done))

    def _take_back(self, member: MemberRow, command: HandOnLeads, done: Any) -> None:
        """Give the leads back that nobody has called or taken since, and let the leaver work here again."""
        pooled = still_in_the_pool(done.cmd_id)

        def work(desk: Desk) -> None:
            with desk.batch() as batch:
                if command.is_leaving:
                    batch.give(changed(member, is_active=True))
                if done.answer["given"]:
                    batch.give(UndoAssignment(assigned_by=done.cmd_id))
                for lead_ids in batched(batch.read(pooled), MOST):
                    batch.give(AssignLeads(lead_ids=lead_ids, member_id=member.id))

        self._background.carry_out(work, done=self._on_taken_back)

    def _on_rep_leaves(self, member: MemberRow, left: RepLeaves) -> None:
        passed = [command for one in left.decisions if (command := one.command()) is not None]
        retired = changed(member, is_active=False)
        back: list[Command] = [changed(member, is_active=True)]
        back += [ChooseRep(handover_id=one.handover_id, rep_id=member.id) for one in passed]
        self._background.carry_out(
            all_at_once([*passed, retired]), done=partial(self._on_rep_left, member.name, passed, back)
        )

    def _on_rep_left(self, name: str, passed: Sequence[Command], back: Sequence[Command], _: object) -> None:
        text = self.tr("{name} retired").format(name=name)
        self._toasts.say(text, self._passed_on(passed, passed), undo=partial(self._give_all, back))

    # Times away.

    def _on_away(self, member: MemberRow, absence: SetAbsence, also: Sequence[Command]) -> None:
        self._background.carry_out(
            all_at_once([absence, *also]), done=partial(self._on_sent_away, member, absence, also)
        )

    def _on_sent_away(
        self, member: MemberRow, absence: SetAbsence, also: Sequence[Command], done: Sequence[Any]
    ) -> None:
        text = self.tr("{name} is away from {first} until {back}").format(
            name=member.name,
            first=formats.date_time(absence.from_at),
            back=formats.date_time(absence.until_at),
        )
        detail = self._passed_on(also, done[1:])
        self._toasts.say(text, detail, undo=partial(self._give_all, _back(member.id, absence, also, done)))

    def _passed_on(self, also: Sequence[Command], done: Sequence[Any]) -> str:
        leads = sum(
            one.answer["given"]
            for command, one in zip(also, done, strict=True)
            if isinstance(command, HandOnLeads)
        )
        decisions = sum(isinstance(command, ChooseRep) for command in also)
        parts = [
            self.tr("Leads passed on: {n}").format(n=formats.number(leads)) if leads else "",
            self.tr("Hand-overs passed on: {n}").format(n=formats.number(decisions)) if decisions else "",
        ]
        return " · ".join(part for part in parts if part)

    def bring_back(self, member: MemberRow, away: Away) -> None:
        """End the present time away of a member, or take the next one back."""
        again = SetAbsence(
            absence_id=uuid4(),
            member_id=member.id,
            from_at=away.from_at,
            until_at=away.until_at,
            words=away.words,
        )
        self._background.submit(
            EndAbsence(absence_id=away.id), done=partial(self._on_back, member.name, away, again)
        )

    def _on_back(self, name: str, away: Away, again: SetAbsence, _: object) -> None:
        # What was over by then stays as it was; the rest of the time away is set anew.
        rest = max(away.from_at, self._clock())
        left = SetAbsence(
            absence_id=again.absence_id, member_id=again.member_id, from_at=rest, until_at=again.until_at,
            words=again.words,
        )  # fmt: skip
        undo = partial(self._give_all, [left]) if rest < again.until_at else None
        self._toasts.say(self.tr("{name} is back").format(name=name), undo=undo)

    def _give_all(self, commands: Sequence[Command]) -> None:
        self._background.carry_out(all_at_once(commands), done=self._on_taken_back)

    def _on_taken_back(self, _: object) -> None:
        self._toasts.say(self.tr("Taken back"))


def all_at_once(commands: Iterable[Command]) -> Callable[[Desk], list[Any]]:
    """Return the work that gives commands in one transaction; its result is theirs, in their order."""
    given = tuple(commands)

    def work(desk: Desk) -> list[Any]:
        with desk.batch() as batch:
            return [batch.give(command) for command in given]

    return work


def _back(
    member_id: UUID, absence: SetAbsence, also: Sequence[Command], done: Sequence[Any]
) -> list[Command]:
    """Return what takes a time away back, with all that was passed on for it."""
    found: list[Command] = [EndAbsence(absence_id=absence.absence_id)]
    for command, one in zip(also, done[1:], strict=True):
        match command:
            case HandOnLeads() if one.answer["given"]:
                found.append(UndoAssignment(assigned_by=one.cmd_id))
            case ChooseRep():
                found.append(ChooseRep(handover_id=command.handover_id, rep_id=member_id))
    return found
