"""When a reminder comes again: the usual times with their hours, or any other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QDateTime, Qt, Signal, Slot
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from app.clock import Clock
from app.services.reminder_rows import Snoozes
from app.services.reminder_times import Snooze, snooze_until
from app.views import formats
from app.views.leads.pick_panel import PickPanel
from app.views.reminders.words import snooze_text
from app.views.widgets.option_list import Option

PICK = "pick"
_INDENT = 8
"""Where the words of the field begin, in pixels."""


class SnoozePanel(PickPanel):
    """Asks for the instant a reminder, or several, come again."""

    chosen = Signal(object)
    """The instant in microseconds UTC."""

    def __init__(self, window: QWidget, clock: Clock) -> None:
        self.at = QDateTimeEdit()
        self._clock = clock
        self._untils: dict[str, int] = {}
        super().__init__(window)
        self.at.setDisplayFormat("yyyy-MM-dd HH:mm")
        field = self.at.lineEdit()
        if field is not None:
            field.setTextMargins(_INDENT, 0, 0, 0)
        self.at.hide()
        self.options.picked.connect(self._on_picked)

    @override
    def more_parts(self) -> Sequence[QWidget]:
        return (self.at,)

    def ask_until(self, name: str, count: int, snoozes: Snoozes, working_day_at: int | None) -> None:
        """Ask for one reminder by its lead, or for several by their number.

        Args:
            name: Whom the one is about.
            count: How many there are.
            snoozes: The playbook's usual times.
            working_day_at: When the person next begins to work, where the calendar knows it.
        """
        now = self._clock()
        usual = (Snooze.SHORT, Snooze.LONG, Snooze.TOMORROW)
        self._untils = {how.value: snooze_until(how, now, snoozes) for how in usual}
        if working_day_at is not None:
            self._untils[Snooze.WORKING_DAY.value] = working_day_at
        options = [
            Option(key, snooze_text(Snooze(key), snoozes, now), formats.date_time(until))
            for key, until in self._untils.items()
        ]
        options.append(Option(PICK, self.tr("Another time…"), self.tr("Any day, any time")))
        self.at.setAccessibleName(self.tr("Day and time"))
        self.at.setDateTime(QDateTime.fromMSecsSinceEpoch(self._untils[Snooze.TOMORROW.value] // 1000))
        title = self.tr("Remind me of {name} again") if count == 1 else self.tr("Remind me of {count} again")
        said = title.format(name=name, count=formats.number(count))
        self.ask(said, options, send=self.tr("Remind me then"), picked=Snooze.LONG.value)

    @override
    @Slot()
    def send(self) -> None:
        """Send the instant picked; one that has passed is refused here already."""
        key = self.options.key()
        if not key:
            return
        if key == PICK and not self.at.hasFocus():
            self.at.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        until = self.at.dateTime().toMSecsSinceEpoch() * 1000 if key == PICK else self._untils[key]
        if until <= self._clock():
            self.show_error(self.tr("This time has passed. Choose a later one."))
            return
        self.close_panel()
        self.chosen.emit(until)

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        self.at.setVisible(key == PICK)
        self.relayout()
