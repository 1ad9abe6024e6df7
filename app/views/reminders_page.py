"""The reminder centre: what waits, what was put off, what comes, and what became of the rest (spec section 11)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.errors import RuleViolation
from app.models.vocabulary import Topic
from app.services.reminder_list import ReminderCentre, ReminderLine, ReminderPart, reminder_centre
from app.services.reminder_rows import Reminder
from app.services.reminder_times import Snooze, next_working_day, snooze_until
from app.views import formats
from app.views.actions import Action
from app.views.desk import Query
from app.views.page import Page
from app.views.reminders.acting import Answered, can_reopen, putting_off, reopening, settling
from app.views.reminders.listing import columns, emptiness, part_titles
from app.views.reminders.snooze_panel import SnoozePanel
from app.views.reminders.words import (
    CALL_KEY,
    DONE_KEY,
    OTHER_KEY,
    SNOOZE_KEYS,
    act_icon,
    act_text,
    done_text,
    lead_name,
    snooze_text,
)
from app.views.rows_source import MemorySource
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, column, row
from app.views.widgets.key_button import KeyButton
from app.views.widgets.segmented import Segmented

MINUTE_MS = 60_000


class RemindersPage(Page[ReminderCentre]):
    """One person's reminders, under whichever hat they come."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.FOLLOW_UPS, Topic.HANDOVERS, Topic.REMINDERS, Topic.LEADS, Topic.PLAYBOOK, Topic.PEOPLE}
    )
    reminder_opened = Signal(object)
    """A ``Reminder`` to act on; whoever composes the window knows where."""

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._member_id = member_id
        self._centre: ReminderCentre | None = None
        self._part = ReminderPart.DUE
        self._asked: tuple[Reminder, ...] = ()
        self._answered: frozenset[UUID] = frozenset()
        self.parts = Segmented()
        self.parts.chosen.connect(self._on_part_chosen)
        self._source = MemorySource[ReminderLine](lambda line: line.one.id)
        self.table: RowsTable[None, ReminderLine] = RowsTable(
            surroundings,
            Listing(
                name="reminders",
                source=self._source,
                columns=columns(surroundings.clock),
                where=None,
                emptiness=lambda: emptiness(self._part),
                title=lambda: self.tr("Reminders"),
                row_actions=self._row_actions,
            ),
        )
        self.table.row_opened.connect(self._on_row_opened)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.counted.connect(self._on_counted)
        self.panel = SnoozePanel(self, surroundings.clock)
        self.panel.chosen.connect(self._on_until_chosen)
        self._open = KeyButton(CALL_KEY, self.open_current, kind="primary", icon_name="phone")
        self._done = KeyButton(DONE_KEY, self.settle, icon_name="check")
        self._later = [
            KeyButton(key, partial(self.put_off, how), kind="quiet") for key, how in SNOOZE_KEYS.items()
        ]
        self._other = KeyButton(OTHER_KEY, self.ask_until, kind="quiet")
        self._buttons = (self._open, self._done, *self._later, self._other)
        head = row(self.parts, None, *self._later, self._other, self._done, self._open, gap=8)
        card = boxed(column(self.table, margin=(1, 4, 1, 6)), "card")
        self.body.setLayout(column(head, card, gap=12, margin=(24, 16, 24, 20)))
        self._each_minute = QTimer(self, interval=MINUTE_MS)
        self._each_minute.timeout.connect(self._on_minute)
        self._each_minute.start()

    # What the page says about itself.

    @override
    def query(self) -> Query[ReminderCentre]:
        return reminder_centre(self._member_id, self.surroundings.clock())

    @override
    def fill(self, answer: ReminderCentre) -> None:
        self._centre = answer
        self._say_parts()
        self._show_lines()

    @override
    def first_focus(self) -> QWidget:
        return self.table.view

    @override
    def retranslate(self) -> None:
        self._say_parts()
        self._say_buttons()
        self.table.retranslate()

    @override
    def open(self, target: object) -> None:
        """Show a part of the centre."""
        if isinstance(target, ReminderPart):
            self._turn_to(target)

    @override
    def page_actions(self) -> list[Action]:
        group = self.tr("Reminders")
        return [
            *self._row_actions(),
            Action(self.tr("Next list"), partial(self._step_part, 1), "]", "list", group),
            Action(self.tr("Previous list"), partial(self._step_part, -1), "[", "list", group),
            *self.table.table_actions(),
        ]

    # What can be done.

    def open_current(self) -> None:
        """Go where the current reminder is answered: the call desk, the inbox, the review."""
        line = self.table.current_row()
        if line is not None:
            self.lead_on()
            self.reminder_opened.emit(line.one)

    def settle(self) -> None:
        """Say of the selected reminders that they are done."""
        chosen = self._chosen()
        if chosen:
            self._wait_for_next(chosen)
            self.background.carry_out(settling(chosen), done=self._on_settled, refused=self._on_refused)

    def put_off(self, how: Snooze) -> None:
        """Put the selected reminders off in one of the usual ways."""
        if self._centre is not None:
            self._put_off(self._chosen(), snooze_until(how, self.surroundings.clock(), self._centre.snoozes))

    def ask_until(self) -> None:
        """Ask for the instant the selected reminders come again."""
        self._asked = tuple(self._chosen())
        if self._asked:
            self.background.ask(
                next_working_day(self._member_id, self.surroundings.clock()), self._on_working_day
            )

    def _on_working_day(self, at: int | None) -> None:
        if self._centre is not None and self._asked:
            name = lead_name(self._asked[0])
            self.panel.ask_until(name, len(self._asked), self._centre.snoozes, at)

    @Slot(object)
    def _on_until_chosen(self, until_at: int) -> None:
        self._put_off(self._asked, until_at)

    def _put_off(self, chosen: Sequence[Reminder], until_at: int) -> None:
        if chosen:
            self._wait_for_next(chosen)
            done = partial(self._on_put_off, until_at)
            self.background.carry_out(putting_off(chosen, until_at), done=done, refused=self._on_refused)

    def _on_put_off(self, until_at: int, answered: Sequence[Answered]) -> None:
        when = formats.moment(until_at, self.surroundings.clock())
        said = QCoreApplication.translate("RemindersPage", "%Ln reminder(s) put off", "", len(answered))
        self.surroundings.toasts.say(said, self.tr("Again {when}").format(when=when), tone="info")

    def _on_settled(self, answered: Sequence[Answered]) -> None:
        said = QCoreApplication.translate("RemindersPage", "%Ln reminder(s) done", "", len(answered))
        if len(answered) == 1:
            said = f"{done_text(answered[0].one)}: {lead_name(answered[0].one)}"
        undo = partial(self.background.carry_out, reopening(answered)) if can_reopen(answered) else None
        self.surroundings.toasts.say(said, undo=undo)

    def _wait_for_next(self, chosen: Sequence[Reminder]) -> None:
        """Keep the keys for the reminder that comes next: typed fast, they must not answer the same one again."""
        self._answered = frozenset(one.id for one in chosen)
        self.lead_on()

    def _go_on(self) -> None:
        if self._answered:
            self._answered = frozenset()
            self.end_leading(is_found=True)
            self.arrived.emit(True)

    def _on_refused(self, error: RuleViolation) -> None:
        self._go_on()
        self.background.refused.emit(error)

    def _chosen(self) -> list[Reminder]:
        if self._part is ReminderPart.PAST:
            return []
        return [line.one for line in self.table.selected_rows()]

    def _row_actions(self) -> list[Action]:
        group = self.tr("Reminders")
        line = self.table.current_row()
        act = self.tr("Call now") if line is None else act_text(line.one)
        icon = "phone" if line is None else act_icon(line.one)
        actions = [Action(act, self.open_current, CALL_KEY, icon, group)]
        if self._part is ReminderPart.PAST:
            return actions
        done = self.tr("Done") if line is None else done_text(line.one)
        later = self.tr("Remind me again: {when}")
        return [
            *actions,
            Action(done, self.settle, DONE_KEY, "check", group),
            *(
                Action(
                    later.format(when=self._snooze_text(how)), partial(self.put_off, how), key, "clock", group
                )
                for key, how in SNOOZE_KEYS.items()
            ),
            Action(self.tr("Remind me again at a time…"), self.ask_until, OTHER_KEY, "alarm", group),
        ]

    # Parts.

    @Slot(str)
    def _on_part_chosen(self, key: str) -> None:
        self._turn_to(ReminderPart(key))

    def _turn_to(self, part: ReminderPart) -> None:
        if part is not self._part:
            self._part = part
            self._say_parts()
            self._show_lines()
            self._say_buttons()
            self.actions_changed.emit()

    def _step_part(self, by: int) -> None:
        keys = list(ReminderPart)
        self.parts.choose(keys[(keys.index(self._part) + by) % len(keys)].value)

    def _show_lines(self) -> None:
        if self._centre is not None:
            self._source.show(self._centre.lines[self._part])
            self.table.reload()

    def _say_parts(self) -> None:
        if self._centre is None:
            return
        lines = self._centre.lines
        choices = [
            (part.value, f"{title}  {formats.number(len(lines[part]))}")
            for part, title in part_titles().items()
        ]
        self.parts.show_choices(self.tr("Which reminders"), choices, self._part.value)

    def _say_buttons(self) -> None:
        line = self.table.current_row()
        _name(self._open, self.tr("Call now") if line is None else act_text(line.one))
        self._open.show_icon("phone" if line is None else act_icon(line.one))
        _name(self._done, self.tr("Done") if line is None else done_text(line.one))
        for part, how in zip(self._later, SNOOZE_KEYS.values(), strict=True):
            _name(part, self._snooze_text(how))
        _name(self._other, self.tr("Other…"))
        for made in self._buttons:
            made.setEnabled(line is not None and (self._part is not ReminderPart.PAST or made is self._open))

    def _snooze_text(self, how: Snooze) -> str:
        if self._centre is None:
            return ""
        return snooze_text(how, self._centre.snoozes, self.surroundings.clock())

    @Slot(object)
    def _on_row_opened(self, _line: ReminderLine) -> None:
        self.open_current()

    @Slot(object)
    def _on_current_changed(self, line: ReminderLine | None) -> None:
        self._say_buttons()
        self.actions_changed.emit()
        if line is not None and line.one.id not in self._answered:
            self._go_on()

    @Slot(int)
    def _on_counted(self, count: int) -> None:
        if not count:
            self._go_on()

    @Slot()
    def _on_minute(self) -> None:
        if self.isVisible():
            self.reload()


def _name(part: KeyButton, text: str) -> None:
    part.setText(text)
    part.setAccessibleName(text)
