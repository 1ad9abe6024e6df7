"""The light's panel: how the exchange stands, and where to go from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.clock import Clock
from app.services.sync.status import SyncStatus
from app.views.sync.status_words import SHAPES, sentences, short_text
from app.views.sync_signals import SyncSignals
from app.views.widgets.basics import column, label, row
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.key_button import KeyButton
from app.views.widgets.overlay import Overlay

translate = QCoreApplication.translate
WIDTH = 460
REFUSED, WAITING, AWAY = "refused", "waiting", "away"
"""Parts of the page that the panel leads to."""
NOT_LET_IN = "not_let_in"
"""Why there is no exchange where the password was made anew."""


class StatusPanel(Overlay):
    """Says how it stands and follows it while it is open; nothing here can be got wrong."""

    asked = Signal(str)
    """A part of the page."""

    def __init__(self, window: QWidget, signals: SyncSignals, clock: Clock) -> None:
        super().__init__(window, width=WIDTH, top_share=0.12)
        self._signals, self._clock = signals, clock
        self._picture, self._title = IconLabel("circle-check", "ok", 20), label("", "title")
        self._said: list[QLabel] = [label("", "muted", wrap=True) for _ in range(5)]
        self._buttons: dict[str, KeyButton] = {}
        self._calls: dict[str, Callable[[], object]] = {
            "N": lambda: self._lead_to(REFUSED), "W": lambda: self._lead_to(WAITING),
            "A": lambda: self._lead_to(AWAY), "R": self._exchange, "J": self._rejoin,
        }  # fmt: skip
        for key, call in self._calls.items():
            made = KeyButton(key, call, kind="primary" if key == "N" else "")
            self._buttons[key] = made
        self.body.setSpacing(8)
        self.body.addLayout(row(self._picture, self._title, None, gap=10))
        for line in self._said:
            self.body.addWidget(line)
        self.body.addSpacing(6)
        self.body.addLayout(column(*self._buttons.values(), gap=6))
        self._name_buttons(refused=0, waiting=0)
        signals.changed.connect(self._on_changed)

    @override
    def open(self) -> None:
        if self._signals.status is not None:
            self._show(self._signals.status)
            super().open()

    @override
    def first_focus(self) -> QWidget:
        return next(made for made in self._buttons.values() if not made.isHidden())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().upper()
        if key in self._calls and self._buttons[key].isEnabled() and not self._buttons[key].isHidden():
            event.accept()
            self._calls[key]()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _on_changed(self, status: SyncStatus | None) -> None:
        if status is None:
            self.close_panel()
        elif self.isVisible():
            self._show(status)

    def _show(self, status: SyncStatus) -> None:
        shape, now = SHAPES[status.state], self._clock()
        self._picture.show_icon(shape.icon, shape.tone)
        self._title.setText(short_text(status, now))
        said: Sequence[str] = sentences(status, now)
        for at, line in enumerate(self._said):
            line.setText(said[at] if at < len(said) else "")
            line.setVisible(at < len(said))
        self._name_buttons(refused=status.refused, waiting=status.waiting)
        self._buttons["N"].setVisible(bool(status.refused))
        self._buttons["W"].setVisible(bool(status.waiting))
        self._buttons["J"].setVisible(status.why == NOT_LET_IN)
        self.panel.setAccessibleName(". ".join([short_text(status, now), *said]))
        self.relayout()

    def _name_buttons(self, *, refused: int, waiting: int) -> None:
        texts = {
            "N": translate("Sync", "See what needs you (%Ln)", "", refused),
            "W": translate("Sync", "See what waits (%Ln)", "", waiting),
            "A": translate("Sync", "While you were away"),
            "R": translate("Sync", "Exchange now"),
            "J": translate("Sync", "Join with another invitation…"),
        }
        for key, text in texts.items():
            self._buttons[key].setText(text)
            self._buttons[key].setAccessibleName(text)

    def _lead_to(self, part: str) -> None:
        self.close_panel()
        self.asked.emit(part)

    def _rejoin(self) -> None:
        self.close_panel()
        self._signals.rejoin_asked.emit()

    def _exchange(self) -> None:
        self._signals.wake_asked.emit()
        self.close_panel()
