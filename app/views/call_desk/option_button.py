"""Something to choose by its key: an outcome, a next step, a reason."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.views.actions import key_text
from app.views.icons import paint_icon
from app.views.theme import sized, tokens
from app.views.widgets.kbd import HEIGHT, key_width, paint_key

_PAD = 10
_ROW = 36
_LEAST_DETAIL = 24
"""A detail narrower than this says nothing."""


class OptionButton(QAbstractButton):
    """Paints key, text and a detail at the right; a check says it is chosen."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._detail = key_text(key), ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, text: str, detail: str = "") -> None:
        """Show a text, and what it comes to."""
        self._detail = detail
        self.setText(text)
        self.setAccessibleName(f"{self._key}: {text} {detail}".strip())
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Leave the check to whoever listens."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, _ROW)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(110, _ROW)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        pen = QPen(QColor(now.accent if self.isChecked() else now.border), 1.4 if self.isChecked() else 1)
        painter.setPen(QPen(QColor(now.focus), 2) if self.hasFocus() else pen)
        hovered = self.underMouse() and self.isEnabled()
        painter.setBrush(
            QColor(now.accent_soft if self.isChecked() else now.hover if hovered else now.surface)
        )
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setFont(self.font())
        width = key_width(self, self._key)
        paint_key(painter, QRectF(_PAD, (self.height() - HEIGHT) / 2, width, HEIGHT), self._key)
        right = self.width() - _PAD
        if self.isChecked():
            right -= 16
            paint_icon(painter, "check", QRectF(right, self.height() / 2 - 8, 16, 16), now.accent)
            right -= 6
        left = _PAD + width + 10
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        font, small = sized(self.font(), 13, weight=weight), sized(self.font(), 12, tabular=True)
        text_width = QFontMetrics(font).horizontalAdvance(self.text())
        detail_room = right - left - text_width - 12
        if self._detail and detail_room > _LEAST_DETAIL:
            detail = QFontMetrics(small).elidedText(self._detail, Qt.TextElideMode.ElideRight, detail_room)
            painter.setFont(small)
            painter.setPen(QColor(now.muted))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRect(right - detail_room, 0, detail_room, self.height()), flags, detail)
        painter.setFont(font)
        painter.setPen(QColor(now.text))
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, 0, right - left, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
        is_cut = shown != self.text() or (bool(self._detail) and detail_room <= _LEAST_DETAIL)
        self.setToolTip(f"{self.text()}  {self._detail}".strip() if is_cut else "")
