"""The chart of a report: walked through by keys, opened by Enter or a click, taken along as a picture."""

from __future__ import annotations

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
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.reports.cube import Shape
from app.views.reports.chart_model import Chart, Datum
from app.views.reports.painting import Ground, marks, paint_chart
from app.views.taken_along import Picture
from app.views.theme import sized, tokens
from app.views.tokens import LIGHT

MARGIN = 16
PICTURE = QSize(1200, 720)
_ALONG = {
    Qt.Key.Key_Right.value: 1, Qt.Key.Key_L.value: 1, Qt.Key.Key_Left.value: -1, Qt.Key.Key_H.value: -1
}  # fmt: skip
_DOWN = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_J.value: 1, Qt.Key.Key_Up.value: -1, Qt.Key.Key_K.value: -1}


class ReportChart(QWidget):
    """Shows a chart; every datum opens its leads."""

    opened = Signal(str, str)
    """Keys of the row and the column of a datum."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = Chart(Shape.BARS, "", ())
        self._pointed, self._focused = -1, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Show another chart; the datum that had the keys keeps them where it is still there."""
        before = self.datum()
        self._chart, self._pointed = chart, -1
        data = chart.data()
        self._focused = 0
        if before is not None:
            places = [
                at for at, one in enumerate(data) if (one.row, one.column) == (before.row, before.column)
            ]
            self._focused = places[0] if places else 0
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription("; ".join(one.said for one in data[:60]))
        self.update()

    def datum(self) -> Datum | None:
        """Return the datum that has the keys."""
        data = self._chart.data()
        return data[self._focused] if 0 <= self._focused < len(data) else None

    def png(self) -> bytes:
        """Return the chart as a PNG on white, twice as fine as on paper."""
        return self._picture().png()

    def svg(self) -> bytes:
        """Return the chart as an SVG."""
        return self._picture().svg()

    @override
    def sizeHint(self) -> QSize:
        return QSize(820, 340)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(420, 200)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._chart.is_empty():
            painter.setFont(sized(self.font(), 14))
            painter.setPen(QColor(tokens().muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._chart.nothing)
        else:
            focused = self._focused if self.hasFocus() else -1
            ground = Ground(painter, tokens(), self.font())
            paint_chart(ground, self._chart, self._area(), pointed=self._pointed, focused=focused)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, wide = event.key(), self._width()
        if key in _ALONG:
            self._focus(self._focused + _ALONG[key])
        elif key in _DOWN:
            self._focus(self._focused + _DOWN[key] * wide)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._focus(0 if key == Qt.Key.Key_Home else len(self._chart.data()) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._focused)
        else:
            event.ignore()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._at(event.position().toPoint()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._focused = at
            self.update()
            self._open(at)

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

    def _width(self) -> int:
        """Return how many data stand in one row of the picture."""
        if self._chart.shape is Shape.COLUMNS:
            return 1
        return len(self._chart.rows[0].data) if self._chart.rows else 1

    def _open(self, at: int) -> None:
        data = self._chart.data()
        if 0 <= at < len(data) and data[at].opens:
            self.opened.emit(data[at].row, data[at].column)

    def _focus(self, at: int) -> None:
        data = self._chart.data()
        if data:
            self._focused = max(0, min(at, len(data) - 1))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, data[self._focused].said))
            self.update()

    def _point_at(self, at: int) -> None:
        if at == self._pointed:
            return
        self._pointed = at
        data = self._chart.data()
        opens = at >= 0 and data[at].opens
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self.setToolTip(data[at].said if at >= 0 else "")
        self.update()

    def _at(self, point: QPoint) -> int:
        if self._chart.is_empty():
            return -1
        found = marks(self._chart, self._area())
        return next((at for at, mark in enumerate(found) if mark.spot.contains(point)), -1)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN - 4, -MARGIN, -MARGIN + 4)

    def _picture(self) -> Picture:
        def paint(painter: QPainter, area: QRectF) -> None:
            if self._chart.is_empty():
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._chart.nothing)
            else:
                paint_chart(Ground(painter, LIGHT, self.font()), self._chart, area)

        return Picture(self._chart.title, PICTURE, self.font(), paint)
