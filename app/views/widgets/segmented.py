"""A segmented control: one of a few, all in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.theme import density, sized, tokens

_PAD = 14


class Segmented(QWidget):
    """Shows the choices side by side; arrows move, a click chooses."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[tuple[str, str], ...] = ()
        self._key, self._name = "", ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_choices(self, name: str, choices: Sequence[tuple[str, str]], key: str) -> None:
        """Offer these choices.

        Args:
            name: What is chosen, for screen readers.
            choices: Key and translated text of each.
            key: The one in force.
        """
        self._name, self._choices, self._key = name, tuple(choices), key
        self._say()
        self.updateGeometry()
        self.update()

    def key(self) -> str:
        """Return the key of the choice in force."""
        return self._key

    def choose(self, key: str) -> None:
        """Put a choice in force and tell it, unless it is already."""
        if key != self._key:
            self._key = key
            self._say()
            self.update()
            self.chosen.emit(key)

    @override
    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 4, density().control)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left.value: -1, Qt.Key.Key_Right.value: 1}.get(event.key(), 0)
        keys = [key for key, _ in self._choices]
        if step and self._key in keys:
            self.choose(keys[max(0, min(len(keys) - 1, keys.index(self._key) + step))])
        else:
            event.ignore()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = 2.0
        for (key, _), width in zip(self._choices, self._widths(), strict=True):
            if left <= event.position().x() < left + width:
                self.choose(key)
            left += width

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(now.focus), 2) if self.hasFocus() else QPen(QColor(now.border), 1))
        painter.setBrush(QColor(now.sunken))
        painter.drawRoundedRect(box, 7, 7)
        left = 2.0
        for (key, text), width in zip(self._choices, self._widths(), strict=True):
            part = QRectF(left, 2, width, self.height() - 4)
            if key == self._key:
                painter.setPen(QPen(QColor(now.border), 1))
                painter.setBrush(QColor(now.raised))
                painter.drawRoundedRect(part.adjusted(1, 1, -1, -1), 6, 6)
            weight = QFont.Weight.DemiBold if key == self._key else QFont.Weight.Normal
            painter.setFont(sized(self.font(), 13, weight=weight))
            painter.setPen(QColor(now.text if key == self._key else now.muted))
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, text)
            left += width
        painter.end()

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(sized(self.font(), 13, weight=QFont.Weight.DemiBold))
        return [metrics.horizontalAdvance(text) + 2 * _PAD for _, text in self._choices]

    def _say(self) -> None:
        text = next((text for key, text in self._choices if key == self._key), "")
        self.setAccessibleName(f"{self._name}: {text}")
