"""A search field: says its key, clears itself, and waits until typing pauses."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.widgets.basics import icon_button
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.kbd import KeyHint

PAUSE_MS = 120
"""Shorter than a keystroke of a quick typist is not worth a query."""


class SearchField(QLineEdit):
    """A line edit for finding; ``searched`` comes when typing pauses, at once on Enter or clearing."""

    searched = Signal(str)
    left_down = Signal()
    """Down or Enter: the person wants to go on in what was found."""

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self._glass = IconLabel("search", parent=self)
        self._hint = KeyHint(key, self)
        self._clear = icon_button("x", self.tr("Clear"), self.clear, kind="bare")
        self._clear.setParent(self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self.setTextMargins(22, 0, 34, 0)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(self._on_text_changed)
        self._show_side()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._clear.setToolTip(self.tr("Clear"))
            self._clear.setAccessibleName(self.tr("Clear"))
        super().changeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Escape | Qt.Key.Key_Down:
                self._say()
                self.left_down.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._say()
                self.left_down.emit()
            case _:
                super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_side()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_side()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @Slot()
    def _on_text_changed(self) -> None:
        self._show_side()
        if self.text():
            self._pause.start()
        else:
            self._say()

    @Slot()
    def _say(self) -> None:
        self._pause.stop()
        if self.text() != self._said:
            self._said = self.text()
            self.searched.emit(self._said)

    def _show_side(self) -> None:
        self._clear.setVisible(bool(self.text()))
        self._hint.setVisible(not self.text() and not self.hasFocus())
        self._place()

    def _place(self) -> None:
        self._glass.move(10, (self.height() - self._glass.height()) // 2)
        self._clear.setGeometry(self.width() - 28, (self.height() - 22) // 2, 22, 22)
        size = self._hint.sizeHint()
        self._hint.setGeometry(
            self.width() - size.width() - 9, (self.height() - size.height()) // 2, size.width(), size.height()
        )
