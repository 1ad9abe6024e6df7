"""The funnel: a painted chart one can walk through by keys, click into, and take along as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.views import formats
from app.views.funnel_painting import Layer, paint_funnel, places
from app.views.taken_along import Picture
from app.views.theme import sized, tokens
from app.views.tokens import LIGHT

MARGIN = 16
PICTURE = QSize(1200, 760)
_STEPS = {
    Qt.Key.Key_Down.value: 1,
    Qt.Key.Key_J.value: 1,
    Qt.Key.Key_Up.value: -1,
    Qt.Key.Key_K.value: -1,
}


class FunnelChart(QWidget):
    """Shows layers; Enter or a click opens one."""

    layer_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[Layer, ...] = ()
        self._title, self._nothing = "", ""
        self._pointed, self._focused = -1, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_layers(self, title: str, layers: Sequence[Layer], *, nothing: str = "") -> None:
        """Show a funnel.

        Args:
            title: What it is of: the heading of an export and what a screen reader says.
            layers: From the first to the last.
            nothing: What to say where no layer has anybody.
        """
        self._title, self._layers, self._nothing = title, tuple(layers), nothing
        self._focused = max(0, min(self._focused, len(self._layers) - 1))
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(self._said(at) for at in range(len(self._layers))))
        self.update()

    def layer_key(self) -> str:
        """Return the key of the layer that has the keys, nothing without layers."""
        return self._layers[self._focused].key if self._layers else ""

    def png(self) -> bytes:
        """Return the funnel as a PNG on white, twice as fine as on paper."""
        return self._picture().png()

    def svg(self) -> bytes:
        """Return the funnel as an SVG."""
        return self._picture().svg()

    @override
    def sizeHint(self) -> QSize:
        return QSize(820, 560)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_empty():
            painter.setFont(sized(self.font(), 14))
            painter.setPen(QColor(tokens().muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._nothing)
        else:
            focused = self._focused if self.hasFocus() else -1
            paint_funnel(
                painter,
                self._area(),
                self._layers,
                tokens(),
                self.font(),
                pointed=self._pointed,
                focused=focused,
            )
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), len(self._layers) - 1
        if key in _STEPS:
            self._focus(self._focused + _STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._focus(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not self._is_empty():
            self.layer_opened.emit(self.layer_key())
        else:
            event.ignore()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._layer_at(event.position().toPoint()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._layer_at(event.position().toPoint())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._focused = at
            self.update()
            self.layer_opened.emit(self._layers[at].key)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1)
        super().leaveEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _focus(self, at: int) -> None:
        if self._layers:
            self._focused = max(0, min(at, len(self._layers) - 1))
            said = QAccessibleAnnouncementEvent(self, self._said(self._focused))
            QAccessible.updateAccessibility(said)
            self.update()

    def _point_at(self, at: int) -> None:
        if at != self._pointed:
            self._pointed = at
            self.setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor)
            self.setToolTip(self._said(at) if at >= 0 else "")
            self.update()

    def _layer_at(self, point: QPoint) -> int:
        if self._is_empty():
            return -1
        spots = places(self._area(), self._layers)
        return next((at for at, spot in enumerate(spots) if spot.row.contains(point)), -1)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _is_empty(self) -> bool:
        return not any(layer.count for layer in self._layers)

    def _said(self, at: int) -> str:
        layer, first = self._layers[at], self._layers[0]
        parts = [f"{layer.name}: {formats.number(layer.count)}", formats.share(layer.count, first.count)]
        if layer.implied:
            text = QApplication.translate("FunnelChart", "{n} of them implied")
            parts.append(text.format(n=formats.number(layer.implied)))
        return ", ".join([*parts, *filter(None, (layer.amount, layer.loss))])

    def _picture(self) -> Picture:
        def paint(painter: QPainter, area: QRectF) -> None:
            paint_funnel(painter, area, self._layers, LIGHT, self.font())

        return Picture(self._title, PICTURE, self.font(), paint)
