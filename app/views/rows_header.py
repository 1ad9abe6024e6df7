"""The heading of a list: says the order, can be dragged, offers the columns."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from app.views.icons import paint_icon
from app.views.rows_source import Look, Sort
from app.views.theme import density, sized, tokens

PAD = 10
_ARROW = 12


class RowsHeader(QHeaderView):
    """Paints headings cut with an ellipsis, the arrow of the order beside the text."""

    menu_asked = Signal(object)
    """Global position."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.order = Sort()
        self._keys: tuple[str, ...] = ()
        self._right: frozenset[int] = frozenset()
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.setMouseTracking(True)

    def show_columns(self, keys: tuple[str, ...], looks: tuple[Look, ...]) -> None:
        """Take over what the columns are called and which hold figures."""
        self._keys = keys
        self._right = frozenset(at for at, look in enumerate(looks) if look is Look.NUMBER)

    def show_order(self, order: Sort) -> None:
        """Say another order."""
        self.order = order
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), density().row - 2)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 -- Qt's name
        """Draw one heading."""
        now = tokens()
        is_order = bool(self._keys) and self._keys[logicalIndex] == self.order.key
        painter.save()
        painter.fillRect(rect, QColor(now.surface))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(now.border))
        font = sized(self.font(), 12, weight=self.font().weight().Medium)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(now.text if is_order else now.muted))
        arrow = _ARROW + 4 if is_order else 0
        heading = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        room = rect.width() - 2 * PAD - arrow
        text = metrics.elidedText(heading, Qt.TextElideMode.ElideRight, max(0, room))
        width = metrics.horizontalAdvance(text)
        is_right = logicalIndex in self._right
        x = rect.right() - PAD - width - arrow if is_right else rect.x() + PAD
        base = rect.y() + (rect.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(x, base, text)
        if is_order:
            name = "arrow-down" if self.order.descending else "arrow-up"
            box = QRectF(x + width + 4, rect.center().y() - _ARROW / 2 + 0.5, _ARROW, _ARROW)
            paint_icon(painter, name, box, now.accent)
        painter.restore()
