"""Toasts: news in the corner, with a way back where there is one; never a modal box."""

from __future__ import annotations

from collections.abc import Callable
from typing import override

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from app.views.widgets.toast import WIDTH, News, Toast

AT_ONCE = 4
"""More would be a list; the oldest goes."""
KEPT = 20
"""Messages gone whose undo can still be asked for; the facts say whether it is granted."""
_MARGIN, _GAP = 20, 8


class Toasts(QObject):
    """The stack in the window's lower right corner; the newest is lowest."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._stack: list[Toast] = []
        self._gone: list[News] = []
        window.installEventFilter(self)

    def say(
        self,
        text: str,
        detail: str = "",
        *,
        tone: str = "ok",
        undo: Callable[[], object] | None = None,
    ) -> None:
        """Show a message; it is announced to screen readers and goes away by itself."""
        self.show_news(News(text, detail, tone, undo))

    def show_news(self, news: News) -> None:
        """Show one piece of news; the same words shown already are only shown longer."""
        for toast in self._stack:
            if toast.news.text == news.text and toast.news.detail == news.detail and not news.undo:
                toast.stay()
                return
        while len(self._stack) >= AT_ONCE:
            self._stack[0].dismiss()
        toast = Toast(self._window, news)
        self._stack.append(toast)
        toast.dismissed.connect(self._on_dismissed)
        self._place()
        toast.show()
        toast.raise_()
        spoken = f"{news.text}. {news.detail}" if news.detail else news.text
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(toast, spoken))

    def can_undo(self) -> bool:
        """Whether a message, shown or gone, can be taken back."""
        return bool(self._gone) or any(toast.news.undo for toast in self._stack)

    def undo(self) -> None:
        """Take back what the newest message with an undo told; one that is gone is shown again first."""
        for toast in reversed(self._stack):
            if toast.news.undo:
                toast.undo()
                return
        if self._gone:
            self.show_news(self._gone.pop())

    def forget(self) -> None:
        """Let go of what was told before: its pages are made afresh, for somebody else perhaps."""
        self._gone.clear()

    def dismiss(self) -> bool:
        """Send the newest message away; return whether there was one."""
        if self._stack:
            self._stack[-1].dismiss()
            return True
        return False

    def texts(self) -> list[str]:
        """Return the messages shown, oldest first."""
        return [toast.news.text for toast in self._stack]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    @Slot(object)
    def _on_dismissed(self, toast: Toast) -> None:
        if toast in self._stack:
            self._stack.remove(toast)
            if toast.news.undo and not toast.is_taken_back:
                self._gone = [*self._gone[1 - KEPT :], toast.news]
            self._place()

    def _place(self) -> None:
        right, bottom = self._window.width() - _MARGIN, self._window.height() - _MARGIN
        for toast in reversed(self._stack):
            height = toast.height_needed()
            toast.setGeometry(right - WIDTH, bottom - height, WIDTH, height)
            bottom -= height + _GAP
