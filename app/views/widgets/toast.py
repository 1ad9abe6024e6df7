"""One toast: an icon, a sentence, perhaps a way back; goes away by itself or by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.views.actions import key_text
from app.views.widgets.basics import button, column, icon_button, label, row
from app.views.widgets.icon_label import IconLabel

UNDO_KEY = "Ctrl+Z"
WIDTH = 380
SHOWN_MS = 6_000
SHOWN_WITH_UNDO_MS = 10_000
SHOWN_BAD_MS = 14_000
_LOOKS = {
    "ok": ("circle-check", "ok"),
    "info": ("info-circle", "accent"),
    "warn": ("alert-triangle", "warn"),
    "bad": ("alert-circle", "bad"),
}


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell."""

    text: str
    detail: str = ""
    tone: str = "ok"
    """ok, info, warn or bad: said by the icon's shape as well as by its colour."""
    undo: Callable[[], object] | None = None
    action: str = ""
    """Text of a button beside or instead of undo."""
    call: Callable[[], object] | None = None


class Toast(QFrame):
    """Shows one piece of news; the clock stands still while pointed at or focused."""

    dismissed = Signal(object)

    def __init__(self, window: QWidget, news: News) -> None:
        super().__init__(window)
        self.news = news
        self.is_taken_back = False
        self.setProperty("kind", "raised")
        self.setAccessibleName(news.text)
        self.setAccessibleDescription(news.detail)
        name, colour = _LOOKS[news.tone]
        self._text = label(news.text, "heading" if news.detail else "", wrap=True)
        words = column(self._text, gap=2)
        if news.detail:
            words.addWidget(label(news.detail, "muted", wrap=True))
        buttons = row(gap=8, margin=(0, 6, 0, 0))
        if news.undo:
            buttons.addWidget(button(self.tr("Undo") + f"   {key_text(UNDO_KEY)}", self.undo))
        if news.action and news.call:
            buttons.addWidget(button(news.action, self._on_action))
        if buttons.count():
            buttons.addStretch(1)
            words.addLayout(buttons)
        picture = IconLabel(name, colour, 18)
        close = icon_button("x", self.tr("Dismiss"), self.dismiss, kind="bare")
        layout = row(picture, words, close, gap=10, margin=(14, 12, 12, 12))
        layout.setStretch(1, 1)
        for item in (picture, close):
            layout.setAlignment(item, Qt.AlignmentFlag.AlignTop)
        layout.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        self._layout = layout
        self.setFixedWidth(WIDTH)
        self._clock = QTimer(self, singleShot=True, interval=_shown_ms(news))
        self._clock.timeout.connect(self.dismiss)
        self._clock.start()

    def height_needed(self) -> int:
        """Return the height for the fixed width, wrapped lines included."""
        self._layout.activate()
        return self._layout.totalHeightForWidth(WIDTH)

    def stay(self) -> None:
        """Start the time over."""
        self._clock.start()

    @Slot()
    def undo(self) -> None:
        """Take back what it told, and go."""
        undo, self.is_taken_back = self.news.undo, True
        self.dismiss()
        if undo:
            undo()

    @Slot()
    def dismiss(self) -> None:
        """Go away."""
        self._clock.stop()
        self.hide()
        self.dismissed.emit(self)
        self.deleteLater()

    @Slot()
    def _on_action(self) -> None:
        call = self.news.call
        self.dismiss()
        if call:
            call()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._clock.start()
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)


def _shown_ms(news: News) -> int:
    if news.tone == "bad":
        return SHOWN_BAD_MS
    return SHOWN_WITH_UNDO_MS if news.undo or news.call else SHOWN_MS
