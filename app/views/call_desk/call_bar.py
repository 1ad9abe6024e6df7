"""The call bar: dial, the running time, the notes, and the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.clock import SECOND, Clock
from app.views import formats
from app.views.theme import sized
from app.views.widgets.basics import column, label, row
from app.views.widgets.elided import Elided
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.kbd import KeyHint
from app.views.widgets.key_button import KeyButton
from app.views.widgets.words_edit import WordsEdit

HEIGHT = 92
_LEFT = 252
_SECOND_MS = 1_000


@dataclass(frozen=True, slots=True)
class Calling:
    """What the bar shows.

    Attributes:
        number: The number that is dialled next, or with whom one speaks; empty without one.
        started_at: When the running call began; ``None`` without one.
        who: With whom one speaks.
        note: A line under the button: warnings, or why nothing can be dialled.
        is_warning: Whether the line warns.
        can_call: Whether a call can begin.
        can_go_on: Whether the next lead can be taken.
        is_ending: Whether the end is being asked already.
    """

    number: str
    started_at: int | None
    who: str
    note: str
    is_warning: bool
    can_call: bool
    can_go_on: bool
    is_ending: bool = False


class CallBar(QFrame):
    """Shows the call and keeps its notes; the page gives the commands."""

    def __init__(
        self,
        clock: Clock,
        *,
        call: Callable[[], object],
        end: Callable[[], object],
        go_on: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setFixedHeight(HEIGHT)
        self._clock, self._shown = (
            clock,
            Calling("", None, "", "", is_warning=False, can_call=False, can_go_on=False),
        )
        self.call = KeyButton("D", call, kind="primary", icon_name="phone")
        self.note = Elided("small")
        self._note_icon = IconLabel("alert-triangle", "warn", 14)
        self.timer = label("00:00")
        self.timer.setFont(sized(self.timer.font(), 28, weight=QFont.Weight.DemiBold, tabular=True))
        self.who = Elided("small")
        self.notes_label = label("", "small")
        self.notes = WordsEdit(enter_leaves=False, lines=2)
        self.end = KeyButton("E", end, kind="primary", icon_name="phone-off")
        self.go_on = KeyButton("N", go_on, icon_name="arrow-right")
        self._tick = QTimer(self, interval=_SECOND_MS)
        self._tick.timeout.connect(self._on_tick)
        self._lay_out()
        self.retranslate()

    def show_calling(self, calling: Calling) -> None:
        """Show a call, or that none runs."""
        self._shown = calling
        is_running = calling.started_at is not None
        self._left.setCurrentIndex(1 if is_running else 0)
        self.call.setEnabled(calling.can_call)
        self.call.setText(
            self.tr("Call {number}").format(number=calling.number) if calling.number else self.tr("Call")
        )
        self.note.say(calling.note)
        self._note_icon.setVisible(bool(calling.note))
        self._note_icon.show_icon(
            *(("alert-triangle", "warn") if calling.is_warning else ("info-circle", "muted"))
        )
        self.who.say(" · ".join(part for part in (calling.who, calling.number) if part))
        self.notes.setEnabled(is_running)
        self.notes.setPlaceholderText(
            self.tr("Notes of this call. Every word is kept as you type.") if is_running
            else self.tr("Notes open with the call.")
        )  # fmt: skip
        self.end.setVisible(is_running)
        self.end.setEnabled(not calling.is_ending)
        self.go_on.setEnabled(calling.can_go_on)
        self._on_tick()
        self._run_clock()

    def retranslate(self) -> None:
        """Set the texts that stay."""
        self.notes_label.setText(self.tr("Notes"))
        self.notes.setAccessibleName(self.tr("Notes"))
        self.end.setText(self.tr("End the call"))
        self.go_on.setText(self.tr("Next lead"))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run_clock()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)

    def _run_clock(self) -> None:
        if self._shown.started_at is None or not self.isVisible():
            self._tick.stop()
        elif not self._tick.isActive():
            self._tick.start()

    @Slot()
    def _on_tick(self) -> None:
        if self._shown.started_at is not None:
            self.timer.setText(formats.stop_watch((self._clock() - self._shown.started_at) // SECOND))

    def _lay_out(self) -> None:
        idle, running = QWidget(), QWidget()
        note = row(self._note_icon, self.note, gap=6)
        note.setStretch(1, 1)
        idle.setLayout(column(None, self.call, note, None, gap=6))
        dot = IconLabel("phone-call", "ok", 20)
        clock = row(dot, self.timer, None, gap=10)
        running.setLayout(column(None, clock, self.who, None, gap=2))
        self._left = QStackedWidget()
        self._left.addWidget(idle)
        self._left.addWidget(running)
        self._left.setFixedWidth(_LEFT)
        head = row(self.notes_label, None, KeyHint("M"), gap=6)
        notes = column(head, self.notes, gap=3)
        ends = column(None, self.end, self.go_on, None, gap=6)
        # News comes up in the window's lower right corner: there stand the notes, not what ends the call.
        whole = row(self._left, ends, notes, gap=16, margin=(14, 8, 14, 8))
        whole.setStretch(2, 1)
        whole.setAlignment(notes, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(whole)
