"""What is done with promises, each with its way back: kept, put off, moved to a day, planned, handed on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.clock import HOUR, MINUTE
from app.services.follow_up_moves import HandOnFollowUps, Named, PutBack, PutFollowUpsBack
from app.services.follow_up_plan import FollowUpPlan, binds, sharing
from app.services.follow_up_rows import FollowUpRow
from app.services.follow_up_week import Colleague, FollowUpDay, FollowUpWeek
from app.services.follow_ups import FinishFollowUp, MoveFollowUp, ReopenFollowUp
from app.services.kernel.command import Command
from app.services.undoing import UndoAssignment
from app.views.desk import Desk
from app.views.follow_ups.words import moment_of
from app.views.leads import moments
from app.views.leads.follow_up_panel import FollowUpPanel
from app.views.leads.giving import all_at_once
from app.views.leads.pick_panel import PickPanel
from app.views.page import Page
from app.views.widgets.option_list import Option

_AGREED, _TRY = "agreed", "try"
_EVENLY = "evenly"
_SOON, _STEP = HOUR, 5 * MINUTE


class Moving(QObject):
    """Asks what is needed over its page, and gives the commands."""

    done = Signal(object)
    """Keys of promises that were moved: they keep the keys where they are now."""

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page)
        self._background, self._toasts = page.background, page.surroundings.toasts
        self._clock = page.surroundings.clock
        self._rows: list[FollowUpRow] = []
        self._times: list[int] = []
        self._week: FollowUpWeek | None = None
        self._people: dict[str, Colleague] = {}
        self.time = FollowUpPanel(page, self._clock)
        self.time.chosen.connect(self._on_time)
        self.asking = PickPanel(page)
        self.asking.picked.connect(self._on_decided)
        self.handing = PickPanel(page)
        self.handing.picked.connect(self._on_member)

    # Kept.

    def finish(self, rows: Sequence[FollowUpRow]) -> None:
        """Note that promises were kept; leads at work get their next step by themselves."""
        commands = [FinishFollowUp(made_by=row.made_by, lead_id=row.lead_id) for row in rows]
        if commands:
            self._background.carry_out(all_at_once(commands), done=partial(self._on_finished, tuple(rows)))

    def _on_finished(self, rows: tuple[FollowUpRow, ...], answers: list[Any]) -> None:
        now = self._clock()
        text = QCoreApplication.translate("FollowUps", "%Ln follow-up(s) done", "", len(rows))
        planned = [one.answer["next_at"] for one in answers if one.answer["next_at"] is not None]
        detail = ""
        if len(rows) == 1:
            text = QCoreApplication.translate("FollowUps", "Done: {name}").format(name=rows[0].name)
        if planned:
            when = moment_of(min(planned), now, None)
            detail = self.tr("Next step by itself: {when}. T sets another time.").format(when=when)
        back = [
            ReopenFollowUp(made_by=row.made_by, lead_id=row.lead_id, done_by=one.cmd_id)
            for row, one in zip(rows, answers, strict=True)
        ]
        self._toasts.say(text, detail, undo=partial(self._take_back, back, rows))

    # Put off.

    def ask_time(self, rows: Sequence[FollowUpRow], week: FollowUpWeek, *, picks: bool) -> None:
        """Ask to which time promises shall be put off; with ``picks`` any time at once."""
        if not rows:
            return
        self._rows, self._week = list(rows), week
        first, now = rows[0], self._clock()
        ahead = next((day for day in week.days if day.begins_at > now and day.is_working), week.days[-1])
        morning = moments.at_hour(ahead.begins_at, week.snoozes.tomorrow_hour, week.zone)
        proposed = first.due_at if first.due_at > now else morning
        self.time.ask_to_move(
            first.name, len(rows), snoozes=week.snoozes, at=proposed if picks else None,
            is_agreed=first.is_agreed and len(rows) == 1,
        )  # fmt: skip

    @Slot(object, str, bool)
    def _on_time(self, due_at: int, _words: str, is_agreed: bool) -> None:  # noqa: FBT001 -- a signal's argument
        self._move(self._rows, [due_at] * len(self._rows), is_agreed=is_agreed)

    def move_to_day(self, rows: Sequence[FollowUpRow], day: FollowUpDay, zone: tzinfo | None) -> None:
        """Put promises off to another day at their time of day; a time agreed with somebody is asked about."""
        now = self._clock()
        self._rows = [row for row in rows if row.due_at <= now or not _is_on(row, day)]
        self._times = [_time_on(row, day, now, zone) for row in self._rows]
        if not self._rows:
            return
        agreed = [(row, at) for row, at in zip(self._rows, self._times, strict=True) if binds(row, now)]
        if not agreed:
            self._move(self._rows, self._times)
            return
        row, at = agreed[0]
        if len(agreed) == 1:
            title = self.tr("{name} was told {when}. Do they know the new time?")
            title = title.format(name=row.contact_name or row.name, when=moment_of(row.due_at, now, zone))
        else:
            title = QCoreApplication.translate(
                "Moving", "%Ln of these times were agreed. Do they know the new ones?", "", len(agreed)
            )
        when = moment_of(at, now, zone)
        options = [
            Option(_AGREED, self.tr("Yes, agreed anew"), when if len(agreed) == 1 else ""),
            Option(_TRY, self.tr("No, I just try then"), self.tr("It is no appointment any more")),
        ]
        self.asking.ask(title, options, send=self.tr("Move"))

    @Slot(str)
    def _on_decided(self, key: str) -> None:
        self._move(self._rows, self._times, is_agreed=key == _AGREED, only_agreed=True)

    def _move(
        self, rows: Sequence[FollowUpRow], times: Sequence[int], *, is_agreed: bool | None = None,
        only_agreed: bool = False,
    ) -> None:  # fmt: skip
        """Move promises; ``is_agreed`` is said of all, or of those that bind alone."""
        now = self._clock()
        said = [None if only_agreed and not binds(row, now) else is_agreed for row in rows]
        commands = [
            MoveFollowUp(made_by=row.made_by, lead_id=row.lead_id, due_at=at, is_agreed=agreed)
            for row, at, agreed in zip(rows, times, said, strict=True)
        ]
        back = PutFollowUpsBack(
            moves=tuple(
                PutBack(
                    made_by=row.made_by, lead_id=row.lead_id, due_at=at, was_due_at=row.due_at,
                    was_agreed=row.is_agreed,
                )
                for row, at in zip(rows, times, strict=True)
            )
        )  # fmt: skip
        when = moment_of(times[0], now, None)
        text = self.tr("{name}: {when}").format(name=rows[0].name, when=when)
        if len(rows) > 1:
            text = QCoreApplication.translate("FollowUps", "%Ln follow-up(s) moved", "", len(rows))
        self._give(commands, text, "", [back], rows)

    # Planned.

    def carry_out(self, plan: FollowUpPlan) -> None:
        """Do what a plan says."""
        text = QCoreApplication.translate("FollowUps", "%Ln follow-up(s) put off", "", len(plan.placed))
        kept = len(plan.kept)
        detail = (
            QCoreApplication.translate("FollowUps", "%Ln stay(s) and wait(s) for you", "", kept)
            if kept
            else ""
        )
        self._give(plan.commands(), text, detail, plan.taken_back(), ())

    # Handed on.

    def ask_member(self, rows: Sequence[FollowUpRow], week: FollowUpWeek) -> None:
        """Ask who shall keep promises instead; their leads go along."""
        mine = [row for row in rows if row.is_the_owners]
        if not mine:
            if rows:
                self._toasts.say(self.tr("Only what a lead's SDR promised is handed on."), tone="info")
            return
        self._rows, self._week = mine, week
        self._people = {str(one.member_id): one for one in week.colleagues if one.member_id != week.member_id}
        held = self.tr("{today} today, {overdue} overdue")
        options = [
            Option(
                key,
                one.name,
                self.tr("on leave") if one.is_away else held.format(today=one.today, overdue=one.overdue),
            )
            for key, one in self._people.items()
        ]
        if len(options) > 1:
            options.insert(
                0, Option(_EVENLY, self.tr("Whoever is there, evenly"), self.tr("The least busy first"))
            )
        title = QCoreApplication.translate("FollowUps", "Hand %Ln follow-up(s) on to", "", len(mine))
        self.handing.ask(title + " · " + self.tr("the leads go along"), options, send=self.tr("Hand on"))

    @Slot(str)
    def _on_member(self, key: str) -> None:
        week, now = self._week, self._clock()
        if week is None:
            return
        make: Callable[[Any], list[HandOnFollowUps]]
        if key == _EVENLY:
            make, name = sharing(self._rows, week.member_id, now, week.zone), ""
        else:
            named = tuple(Named(made_by=row.made_by, lead_id=row.lead_id) for row in self._rows)
            commands = [HandOnFollowUps(promises=named, member_id=UUID(key))]
            make, name = (lambda _: commands), self._people[key].name

        def work(desk: Desk) -> list[Any]:
            with desk.batch() as batch:
                return [batch.give(command) for command in batch.read(make)]

        self._background.carry_out(work, done=partial(self._on_handed, name, len(self._rows)))

    def _on_handed(self, name: str, count: int, done: list[Any]) -> None:
        if not done:
            self._toasts.say(self.tr("Nobody else is there then."), tone="warn")
            return
        text = QCoreApplication.translate("FollowUps", "%Ln follow-up(s) handed on", "", count)
        back = [UndoAssignment(assigned_by=one.cmd_id) for one in done]
        self._toasts.say(text, name, undo=partial(self._take_back, back, ()))

    # Giving and taking back.

    def _give(
        self, commands: Sequence[Command], text: str, detail: str, back: Sequence[Command],
        rows: Sequence[FollowUpRow],
    ) -> None:  # fmt: skip
        def done(_: object) -> None:
            self._toasts.say(text, detail, undo=partial(self._take_back, back, rows))

        self.done.emit(tuple(row.key for row in rows))
        self._background.carry_out(all_at_once(commands), done=done)

    def _take_back(self, commands: Sequence[Command], rows: Sequence[FollowUpRow]) -> None:
        self.done.emit(tuple(row.key for row in rows))
        self._background.carry_out(all_at_once(commands), done=self._on_taken_back)

    def _on_taken_back(self, _: object) -> None:
        self._toasts.say(self.tr("Taken back"))


def _is_on(row: FollowUpRow, day: FollowUpDay) -> bool:
    return any(one.key == row.key for one in day.rows)


def _time_on(row: FollowUpRow, day: FollowUpDay, now: int, zone: tzinfo | None) -> int:
    """Return a promise's time of day on another day; in an hour where that has passed."""
    at = moments.same_time(row.due_at, day.begins_at, zone)
    if at > now:
        return at
    soon = now + _SOON
    return soon + -soon % _STEP
