"""When to come back to a lead: a few usual times, or any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import override

from PySide6.QtCore import QDateTime, Qt, Signal, Slot
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit, QWidget

from app.clock import Clock
from app.views import formats
from app.views.leads import moments
from app.views.leads.pick_panel import PickPanel
from app.views.widgets.option_list import Option

_LONGEST_WORDS = 400
_INDENT = 8
"""Where the words of the field below begin, in pixels."""


class When(StrEnum):
    """The times offered, in the order of their number keys."""

    TEN_MINUTES = "ten_minutes"
    HOUR = "hour"
    TOMORROW = "tomorrow"
    MONDAY = "monday"
    PICK = "pick"


_TIMES: dict[When, Callable[[int], int]] = {
    When.TEN_MINUTES: moments.in_ten_minutes,
    When.HOUR: moments.in_an_hour,
    When.TOMORROW: moments.tomorrow_morning,
    When.MONDAY: moments.monday_morning,
}


class FollowUpPanel(PickPanel):
    """Asks when to follow up, and what for."""

    chosen = Signal(object, str)
    """The instant in microseconds UTC, and the words."""

    def __init__(self, page: QWidget, clock: Clock) -> None:
        self.at = QDateTimeEdit()
        self.words = QLineEdit()
        self._clock = clock
        super().__init__(page)
        self.at.setDisplayFormat("yyyy-MM-dd HH:mm")
        field = self.at.lineEdit()
        if field is not None:
            field.setTextMargins(_INDENT, 0, 0, 0)
        self.at.hide()
        self.words.setMaxLength(_LONGEST_WORDS)
        self.options.picked.connect(self._on_picked)

    @override
    def more_parts(self) -> Sequence[QWidget]:
        return (self.at, self.words)

    def ask_for(self, name: str, count: int) -> None:
        """Ask for one lead by its name, or for several by their number."""
        now = self._clock()
        title = self.tr("Follow up with {name}") if count == 1 else self.tr("Follow up with {count} leads")
        options = [
            *(
                Option(when.value, self._name(when), formats.moment(at(now), now))
                for when, at in _TIMES.items()
            ),
            Option(When.PICK.value, self._name(When.PICK), self.tr("Any day, any time")),
        ]
        self.words.clear()
        self.words.setPlaceholderText(self.tr("What for (optional)"))
        self.words.setAccessibleName(self.tr("What for"))
        self.at.setAccessibleName(self.tr("Day and time"))
        proposed = moments.tomorrow_morning(now) // 1000
        self.at.setDateTime(QDateTime.fromMSecsSinceEpoch(proposed))
        said = title.format(name=name, count=formats.number(count))
        self.ask(said, options, send=self.tr("Set the follow-up"), picked=When.HOUR.value)

    @override
    @Slot()
    def send(self) -> None:
        """Send the instant picked; one that has passed is refused here already."""
        key, now = self.options.key(), self._clock()
        if not key:
            return
        when = When(key)
        if when is When.PICK and not self.at.hasFocus() and not self.words.hasFocus():
            self.at.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        due = self.at.dateTime().toMSecsSinceEpoch() * 1000 if when is When.PICK else _TIMES[when](now)
        if due <= now:
            self.show_error(self.tr("This time has passed. Choose a later one."))
            return
        self.close_panel()
        self.chosen.emit(due, self.words.text().strip())

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        self.at.setVisible(key == When.PICK)
        self.relayout()

    def _name(self, when: When) -> str:
        names = {
            When.TEN_MINUTES: self.tr("In 10 minutes"),
            When.HOUR: self.tr("In an hour"),
            When.TOMORROW: self.tr("Tomorrow morning"),
            When.MONDAY: self.tr("Next Monday"),
            When.PICK: self.tr("Another time…"),
        }
        return names[when]
