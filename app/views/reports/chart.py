"""The chart of a report: bars, columns, shares with their ranges, fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, override

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.services.reports.cube import Shape
from app.views.painted_chart import ALONG, DOWN, PaintedChart
from app.views.reports.chart_model import Chart, Datum
from app.views.reports.painting import Ground, marks, paint_chart
from app.views.tokens import Tokens


class ReportChart(PaintedChart):
    """Shows a chart; every datum opens its leads."""

    opened = Signal(str, str)
    """Keys of the row and the column of a datum."""
    MARGIN: ClassVar[tuple[int, int]] = (16, 12)
    PICTURE: ClassVar[QSize] = QSize(1200, 720)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = Chart(Shape.BARS, "", ())

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Show another chart; the datum that had the keys keeps them where it is still there."""
        before = self.datum()
        self._chart = chart
        keys = [(one.row, one.column) for one in chart.data()]
        same = (before.row, before.column) if before is not None else None
        self.show_marks(keys.index(same) if same in keys else 0)

    def datum(self) -> Datum | None:
        """Return the datum that has the keys."""
        data = self._chart.data()
        return data[self._focused] if 0 <= self._focused < len(data) else None

    @override
    def sizeHint(self) -> QSize:
        return QSize(820, 340)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(420, 200)

    @override
    def title(self) -> str:
        return self._chart.title

    @override
    def nothing(self) -> str:
        return self._chart.nothing or " " if self._chart.is_empty() else ""

    @override
    def spots(self, area: QRectF) -> Sequence[QRectF]:
        return [mark.spot for mark in marks(self._chart, area)]

    @override
    def said(self) -> Sequence[str]:
        return [one.said for one in self._chart.data()]

    @override
    def opens(self, at: int) -> bool:
        return self._chart.data()[at].opens

    @override
    def open_mark(self, at: int) -> None:
        datum = self._chart.data()[at]
        self.opened.emit(datum.row, datum.column)

    @override
    def step(self, key: int) -> int:
        return ALONG.get(key, 0) or DOWN.get(key, 0) * self._width()

    @override
    def paint_marks(
        self, painter: QPainter, area: QRectF, look: Tokens, *, pointed: int = -1, focused: int = -1
    ) -> None:
        ground = Ground(painter, look, self.font())
        paint_chart(ground, self._chart, area, pointed=pointed, focused=focused)

    def _width(self) -> int:
        """Return how many data stand in one row of the picture."""
        if self._chart.shape is Shape.COLUMNS:
            return 1
        return len(self._chart.rows[0].data) if self._chart.rows else 1
