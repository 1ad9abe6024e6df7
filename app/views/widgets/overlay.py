"""A panel over the window: dims what lies behind, keeps the focus inside, gives it back at the end.

While it is open the window's own keys rest. It is a child of the window, not a popup: without a
compositor a translucent popup has black corners, and a nested event loop is never needed.
"""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from app.views.keys import KeyFilter
from app.views.theme import tokens

_MARGIN = 24


class Overlay(QWidget):
    """Base of the command palette, the key sheet and forms that ask for a few words."""

    opened = Signal()
    closed = Signal()

    def __init__(self, window: QWidget, *, width: int, top_share: float = 0.14) -> None:
        """Make it over a window, hidden.

        Args:
            window: The widget to cover.
            width: Preferred width of the panel in pixels; narrower windows make it narrower.
            top_share: Where the panel's top stands, as a share of the window's height.
        """
        super().__init__(window)
        self._window, self._width, self._top_share = window, width, top_share
        self._before: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setProperty("kind", "raised")
        self.body = QVBoxLayout(self.panel)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.hide()
        window.installEventFilter(self)
        self.panel.installEventFilter(self)

    def open(self) -> None:
        """Show it and move the focus in."""
        if self.isVisible():
            return
        self._before = QApplication.focusWidget()
        for keys in self.window().findChildren(KeyFilter):
            keys.pause()
        self._place()
        self.show()
        self.raise_()
        self.opened.emit()
        (self.first_focus() or self.panel).setFocus(Qt.FocusReason.PopupFocusReason)

    def close_panel(self) -> None:
        """Hide it and give the focus back."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        self.hide()
        for keys in self.window().findChildren(KeyFilter):
            keys.resume()
        self.closed.emit()
        if before is not None and _is_usable(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def first_focus(self) -> QWidget | None:
        """Return the widget that takes the focus on opening."""
        return None

    def panel_height(self, room: int) -> int:
        """Return the panel's height in pixels, given the room there is."""
        return min(room, self.panel.sizeHint().height())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        # What it holds needs other room than before: fonts come with being shown, errors with being wrong.
        if event.type() == QEvent.Type.LayoutRequest and watched is self.panel:
            self.relayout()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().scrim))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape; nothing typed here reaches the page behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 -- Qt calls it
        """Keep Tab inside the panel."""
        stops = [
            child
            for child in self.panel.findChildren(QWidget)
            if child.isVisibleTo(self.panel)
            and child.isEnabled()
            and child.focusProxy() is None  # the line within a spin box gives the focus back to it
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not stops:
            return True
        now = QApplication.focusWidget()
        at = stops.index(now) if now in stops else -1 if forward else 0
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def relayout(self) -> None:
        """Place the panel again after its content changed."""
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        window = self._window
        self.setGeometry(window.rect())
        width = min(self._width, window.width() - 2 * _MARGIN)
        top = max(_MARGIN, int(window.height() * self._top_share))
        self.panel.setFixedWidth(width)
        height = self.panel_height(window.height() - top - _MARGIN)
        self.panel.setGeometry((window.width() - width) // 2, top, width, height)


def _is_usable(widget: QWidget) -> bool:
    try:
        return widget.isVisible() and widget.isEnabled()
    except RuntimeError:
        # The C++ object went away while the panel was open.
        return False
