"""One of two values of a field, to be chosen; a long one is cut, its tooltip is whole."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy

_MARK_PX = 30
"""The button's own mark and the gap after it."""
_LEAST_PX = 60


class ValueChoice(QRadioButton):
    """A radio button over one line of text."""

    def __init__(self, value: str, name: str) -> None:
        super().__init__()
        self._value = value
        self.setAccessibleName(name)
        self.setToolTip(value)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    @property
    def value(self) -> str:
        """The whole value."""
        return self._value

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        room = max(_LEAST_PX, self.width() - _MARK_PX)
        # An ampersand would be taken for a mnemonic.
        shown = self.fontMetrics().elidedText(self._value, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
