"""When to come back to a lead: a few usual times, or any other; agreed with the contact or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import override

from PySide6.QtCore import QDateTime, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QLineEdit, QWidget

from app.clock import MINUTE, Clock
from app.services.follow_up_week import Snoozes
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


type Times = Mapping[When, Callable[[int], int]]
"""When each is, given the present."""

_TIMES: Times = {
    When.TEN_MINUTES: moments.in_ten_minutes,
    When.HOUR: moments.in_an_hour,
    When.TOMORROW: moments.tomorrow_morning,
    When.MONDAY: moments.monday_morning,
}


class FollowUpPanel(PickPanel):
    """Asks when to follow up, and what for."""

    chosen = Signal(object, str, bool)
    """The instant in microseconds UTC, the words, and whether the contact was told this time."""

    def __init__(self, page: QWidget, clock: Clock) -> None:
        self.at = QDateTimeEdit()
        self.agreed = QCheckBox()
        self.words = QLineEdit()
        self._clock = clock
        self._times = _TIMES
        self._shorts: Mapping[When, int] = {}
        super().__init__(page)
        self.at.setDisplayFormat("yyyy-MM-dd HH:mm")
        field = self.at.lineEdit()
        if field is not None:
            field.setTextMargins(_INDENT, 0, 0, 0)
        self.at.hide()
        self.agreed.hide()
        self.words.setMaxLength(_LONGEST_WORDS)
        self.options.picked.connect(self._on_picked)

    @override
    def more_parts(self) -> Sequence[QWidget]:
        return (self.at, self.agreed, self.words)

    def ask_for(self, name: str, count: int) -> None:
        """Ask for one lead by its name, or for several by their number."""
        title = self.tr("Follow up with {name}") if count == 1 else self.tr("Follow up with {count} leads")
        self._times, self._shorts = _TIMES, {}
        self.words.show()
        said = title.format(name=name, count=formats.number(count))
        proposed = moments.tomorrow_morning(self._clock())
        self._ask(said, send=self.tr("Set the follow-up"), picked=When.HOUR, proposed=proposed)

    def ask_to_move(
        self, name: str, count: int, *, snoozes: Snoozes, at: int | None = None, is_agreed: bool = False
    ) -> None:
        """Ask to which time promises shall be put off; with ``at`` the field for any time is at hand.

        Args:
            name: The lead, where it is one.
            count: How many promises.
            snoozes: The playbook's times to put off by.
            at: The time proposed.
            is_agreed: Whether the present time was agreed with the contact.
        """
        if at is not None:
            title = self.tr("Another time: {name}") if count == 1 else self.tr("Another time for {count}")
        else:
            title = self.tr("Put off: {name}") if count == 1 else self.tr("Put off {count} follow-ups")
        self._times = {
            When.TEN_MINUTES: partial(_later, minutes=snoozes.short_minutes),
            When.HOUR: partial(_later, minutes=snoozes.long_minutes),
            When.TOMORROW: partial(moments.tomorrow_morning, hour=snoozes.tomorrow_hour),
            When.MONDAY: partial(moments.monday_morning, hour=snoozes.tomorrow_hour),
        }
        self._shorts = {When.TEN_MINUTES: snoozes.short_minutes, When.HOUR: snoozes.long_minutes}
        self.words.hide()
        now = self._clock()
        proposed = at if at is not None and at > now else self._times[When.TOMORROW](now)
        picked = When.HOUR if at is None else When.PICK
        said = title.format(name=name, count=formats.number(count))
        self._ask(said, send=self.tr("Put off"), picked=picked, proposed=proposed)
        self.agreed.setChecked(is_agreed)
        if picked is When.PICK:
            self.at.setFocus(Qt.FocusReason.OtherFocusReason)
            self.at.setSelectedSection(QDateTimeEdit.Section.DaySection)

    def _ask(self, title: str, *, send: str, picked: When, proposed: int) -> None:
        now = self._clock()
        options = [
            *(
                Option(when.value, self._name(when), formats.moment(at(now), now))
                for when, at in self._times.items()
            ),
            Option(When.PICK.value, self._name(When.PICK), self.tr("Any day, any time")),
        ]
        self.words.clear()
        self.words.setPlaceholderText(self.tr("What for (optional)"))
        self.words.setAccessibleName(self.tr("What for"))
        self.at.setAccessibleName(self.tr("Day and time"))
        self.at.setDateTime(QDateTime.fromMSecsSinceEpoch(proposed // 1000))
        self.agreed.setText(self.tr("Agreed with them: not to be moved with others"))
        self.agreed.setChecked(False)
        self.ask(title, options, send=send, picked=picked.value)
        self._on_picked(picked.value)

    @override
    @Slot()
    def send(self) -> None:
        """Send the instant picked; one that has passed is refused here already."""
        key, now = self.options.key(), self._clock()
        if not key:
            return
        when = When(key)
        typed = self.at.hasFocus() or self.agreed.hasFocus() or self.words.hasFocus()
        if when is When.PICK and not typed:
            self.at.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        due = self.at.dateTime().toMSecsSinceEpoch() * 1000 if when is When.PICK else self._times[when](now)
        if due <= now:
            self.show_error(self.tr("This time has passed. Choose a later one."))
            return
        self.close_panel()
        is_agreed = when is When.PICK and self.agreed.isChecked()
        self.chosen.emit(due, self.words.text().strip(), is_agreed)

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        self.at.setVisible(key == When.PICK)
        self.agreed.setVisible(key == When.PICK)
        self.relayout()

    def _name(self, when: When) -> str:
        if when in self._shorts:
            return self.tr("In {time}").format(time=formats.duration(self._shorts[when] * 60))
        names = {
            When.TEN_MINUTES: self.tr("In 10 minutes"),
            When.HOUR: self.tr("In an hour"),
            When.TOMORROW: self.tr("Tomorrow morning"),
            When.MONDAY: self.tr("Next Monday"),
            When.PICK: self.tr("Another time…"),
        }
        return names[when]


def _later(now: int, *, minutes: int) -> int:
    return now + minutes * MINUTE
