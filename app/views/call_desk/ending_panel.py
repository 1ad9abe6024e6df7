"""The end of a call: how it ended, and what happens next; no lead is left without one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import override

from PySide6.QtCore import QDateTime, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.clock import from_micros, to_micros
from app.models.vocabulary import Outcome
from app.views import formats
from app.views.call_desk.next_steps import NextStep, Step
from app.views.call_desk.option_button import OptionButton
from app.views.call_words import outcome_text
from app.views.widgets.basics import column, label, row
from app.views.widgets.kbd import KeyHint
from app.views.widgets.key_button import KeyButton

_COLUMNS = 2
_WEEK = 7
_MOST = 860
_AGAIN_SOON = (Outcome.NO_ANSWER, Outcome.BUSY)


class EndingPanel(QWidget):
    """Asks outcome and next step by key; says when both are there."""

    ended = Signal(object, object)
    """An ``Outcome`` and a ``NextStep``."""
    led_away = Signal(object)
    """``Step.HAND_OVER`` or ``Step.DISQUALIFY``: they need more than a key."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.outcome: Outcome | None = None
        self.step: Step | None = None
        self._at: Mapping[Step, int] = {}
        self._can_never = False
        self._now = 0
        self._promised_at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._how, self._what, self._note = (
            label("", "title"),
            label("", "title"),
            label("", "muted", wrap=True),
        )
        self._next, self._settled = QWidget(), label("", "muted", wrap=True)
        self.outcomes = {outcome: OptionButton(str(at)) for at, outcome in enumerate(Outcome, start=1)}
        self.steps = {step: OptionButton(step.value) for step in Step}
        for outcome, made in self.outcomes.items():
            made.clicked.connect(partial(self.choose_outcome, outcome))
        for step, made in self.steps.items():
            made.clicked.connect(partial(self.choose_step, step))
        self.picker = QDateTimeEdit()
        self.picker.setCalendarPopup(False)
        self.picker.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.picker.dateTimeChanged.connect(self._on_picked)
        self.words = QLineEdit()
        self._words_label = label("", "small")
        self.end = KeyButton("Ctrl+Return", self.finish, kind="primary", icon_name="phone-off")
        self.back = KeyButton("Esc", self.left.emit, kind="quiet")
        self._lay_out()
        self.retranslate()

    # What the page tells it.

    def begin(self, at: Mapping[Step, int], *, now: int, promised_at: int | None, needs_step: bool) -> None:
        """Start over for a call.

        Args:
            at: When each dated step would be.
            now: Microseconds UTC.
            promised_at: When an open promise is due that may stand; ``None`` without one.
            needs_step: Whether the lead is still the SDR's, so that something must follow.
        """
        self.outcome, self.step = None, None if needs_step else Step.KEEP
        self._at, self._now, self._promised_at = at, now, promised_at
        self._next.setVisible(needs_step)
        self._what.setVisible(needs_step)
        self._settled.setVisible(not needs_step)
        self.words.clear()
        self.picker.setDateTime(_to_qt(at.get(Step.TOMORROW, now)))
        self.retranslate()
        self._show()

    def show_ways(
        self, *, can_hand_over: bool, can_finish: bool, finish_detail: str, can_never: bool = False
    ) -> None:
        """Say which ways out of the script are open."""
        self._can_never = can_never
        self.steps[Step.NEVER].setVisible(self._asks_never())
        self.steps[Step.HAND_OVER].setEnabled(can_hand_over)
        self.steps[Step.FINISH].setEnabled(can_finish)
        self.steps[Step.FINISH].say(self.tr("Finish the script"), finish_detail)

    def choose_outcome(self, outcome: Outcome) -> None:
        """Note how the call ended; where one step is the usual one it is chosen with it."""
        self.outcome = outcome
        if outcome in _AGAIN_SOON and self.step is None:
            self.step = Step.SOON
        if outcome is Outcome.CALL_BACK and self.step is None:
            self.choose_step(Step.PICK)
        self.steps[Step.NEVER].setVisible(self._asks_never())
        if self.step is Step.NEVER and not self._asks_never():
            self.step = None
        self._show()

    def choose_step(self, step: Step) -> None:
        """Note what happens next."""
        if not self.steps[step].isEnabled() or self.steps[step].isHidden():
            return
        if step in {Step.HAND_OVER, Step.DISQUALIFY}:
            self.led_away.emit(step)
            return
        self.step = step
        if step is Step.PICK:
            self.picker.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.picker.setSelectedSection(QDateTimeEdit.Section.DaySection)
        self._show()

    @Slot()
    def finish(self) -> None:
        """Give outcome and next step, if both are there."""
        step = self.chosen()
        if self.outcome is not None and step is not None:
            self.ended.emit(self.outcome, step)
        else:
            self._show(asked=True)

    def chosen(self) -> NextStep | None:
        """Return the next step, whole; ``None`` while something of it lacks."""
        if self.step is None:
            return None
        words = self.words.text().strip()
        if self.step is Step.PICK:
            at = self._picked()
            return NextStep(self.step, at, words) if at > self._now else None
        if self.step in self._at:
            return NextStep(self.step, self._at[self.step], words)
        return NextStep(self.step, None, words)

    def retranslate(self) -> None:
        """Set the texts that stay."""
        self._how.setText(self.tr("How did the call end?"))
        self.setAccessibleName(self._how.text())
        self._what.setText(self.tr("What happens next?"))
        self._settled.setText(self.tr("The lead is handed over or closed: nothing more is needed."))
        self._words_label.setText(self.tr("What for (optional)"))
        self.words.setAccessibleName(self.tr("What for (optional)"))
        self.words.setPlaceholderText(self.tr("For example: send the price list, then call"))
        self.picker.setAccessibleName(self.tr("Date and time of the next step"))
        self.end.setText(self.tr("End the call"))
        self.back.setText(self.tr("Back to the script"))
        for outcome, made in self.outcomes.items():
            made.say(outcome_text(outcome))
        self._say_steps()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.finish()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    # Inside.

    def _asks_never(self) -> bool:
        """Whether somebody has just said that they want no more contact."""
        return self._can_never and self.outcome is Outcome.REFUSED_CONTACT

    def _say_steps(self) -> None:
        texts = {
            Step.SOON: self.tr("In 2 hours"),
            Step.TOMORROW: self.tr("Tomorrow"),
            Step.THREE_DAYS: self.tr("In 3 working days"),
            Step.NEXT_WEEK: self.tr("Next week"),
        }
        for step, text in texts.items():
            at = self._at.get(step)
            self.steps[step].say(text, "" if at is None else self._when(at))
            self.steps[step].setEnabled(at is not None)
        self.steps[Step.PICK].say(self.tr("Pick a time"), self._when(self._picked()))
        self.steps[Step.KEEP].setVisible(self._promised_at is not None)
        kept = "" if self._promised_at is None else self._when(self._promised_at)
        self.steps[Step.KEEP].say(self.tr("As promised"), kept)
        self.steps[Step.HAND_OVER].say(self.tr("Hand over"))
        self.steps[Step.DISQUALIFY].say(self.tr("Disqualify, with a reason"))
        self.steps[Step.NEVER].setVisible(self._asks_never())
        self.steps[Step.NEVER].say(self.tr("Never contact again"))

    def _when(self, at: int) -> str:
        on = from_micros(at).astimezone().date()
        day = formats.day(_epoch_day(at), today=_epoch_day(self._now))
        named = formats.weekday(on) if _epoch_day(at) - _epoch_day(self._now) < _WEEK else day
        return f"{named} {formats.time(at)}"

    def _show(self, *, asked: bool = False) -> None:
        for outcome, made in self.outcomes.items():
            made.setChecked(outcome is self.outcome)
        for step, made in self.steps.items():
            made.setChecked(step is self.step)
        self.picker.setVisible(self.step is Step.PICK)
        ready = self.outcome is not None and self.chosen() is not None
        self.end.setEnabled(ready or asked)
        self._note.setText("" if ready else self._lacks())
        self._note.setVisible(not ready)

    def _lacks(self) -> str:
        if self.outcome is None and self.step is None:
            return self.tr("Choose how it ended and what happens next: no lead is left without a next step.")
        if self.outcome is None:
            return self.tr("Choose how it ended.")
        if self.step is Step.PICK:
            return self.tr("That time has passed. Pick a later one.")
        return self.tr("Choose what happens next: no lead is left without a next step.")

    @Slot()
    def _on_picked(self) -> None:
        self.steps[Step.PICK].say(self.tr("Pick a time"), self._when(self._picked()))
        self._show()

    def _picked(self) -> int:
        return to_micros(self.picker.dateTime().toPython().astimezone())  # type: ignore[attr-defined]

    def _lay_out(self) -> None:
        how, what = QGridLayout(), QGridLayout()
        for grid in (how, what):
            grid.setSpacing(6)
            grid.setContentsMargins(0, 0, 0, 0)
            for at in range(_COLUMNS):
                grid.setColumnStretch(at, 1)
        for at, made in enumerate(self.outcomes.values()):
            how.addWidget(made, at // _COLUMNS, at % _COLUMNS)
        for at, step in enumerate(self.steps.values()):
            what.addWidget(step, at // _COLUMNS, at % _COLUMNS)
        words = row(self._words_label, self.words, KeyHint("Tab"), gap=8)
        words.setStretch(1, 1)
        self._next.setLayout(column(what, self.picker, words, gap=8))
        inner = QWidget()
        inner.setMaximumWidth(_MOST)
        inner.setLayout(
            column(
                self._how, how, 10, self._what, self._next, self._settled, 4, self._note, None,
                row(self.back, None, self.end), gap=8,
            )
        )  # fmt: skip
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.addWidget(inner)


def _to_qt(at: int) -> QDateTime:
    local = from_micros(at).astimezone()
    return QDateTime.fromSecsSinceEpoch(int(local.timestamp()))


def _epoch_day(at: int) -> int:
    return from_micros(at).astimezone().date().toordinal() - 719_163
