"""Paints the cells of every list itself: no style, no roles, texts elided once.

Going through the style costs four times as much per repaint (``docs/performance.md``), and two-line
cells, chips and bars would need a delegate anyway.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, override

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from app.views.chips import BESIDE, HEIGHT, paint_chip
from app.views.rows_base import RowsBase
from app.views.rows_model import Index, RowsModel
from app.views.rows_source import Column, Look
from app.views.theme import density, mixed, sized, tokens

PAD = 10
BAR_HEIGHT = 5
FIGURE_WIDTH = 34
"""Room for the figure before a bar."""
_CACHE_SIZE = 20_000
_LEAST_BAR = 12
_SELECTED = QStyle.StateFlag.State_Selected


@dataclass(slots=True)
class _Inks:
    """The colours of one theme as objects: building them per cell would cost as much as the text."""

    theme: str
    text: QColor
    muted: QColor
    selected: QColor
    hover: QColor
    border: QColor
    accent: QColor
    focus: QColor
    groove: QColor
    by_token: dict[str, QColor]


class RowsDelegate(QStyledItemDelegate):
    """Paints one cell; asks the model for the row directly."""

    def __init__(self, view: RowsBase) -> None:
        super().__init__(view)
        self._view = view
        self._elided: dict[tuple[str, int, int], str] = {}
        self._fonts_of = QFont()
        self._set_fonts(view.font())
        self._inks = _inks()

    def refresh(self) -> None:
        """Take over fonts and colours after a change of language, theme or density."""
        self._set_fonts(self._view.font())
        self._inks = _inks()
        self._elided.clear()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inks = self._inks
        if inks.theme != tokens().name:
            self.refresh()
            inks = self._inks
        view, rect, at = self._view, option.rect, index.row()
        model: RowsModel[Any, Any] = view.rows
        column = model.columns[index.column()]
        row = model.row_at(at)
        is_selected = bool(option.state & _SELECTED)
        if is_selected:
            painter.fillRect(rect, inks.selected)
        elif at == view.pointed_row:
            painter.fillRect(rect, inks.hover)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, inks.border)
        if at == view.currentIndex().row():
            self._paint_current(painter, rect, index.column())
        if row is None:
            painter.fillRect(rect.x() + PAD, rect.center().y() - 4, max(8, rect.width() // 2), 8, inks.border)
            return
        self._PAINT[column.look](self, painter, rect, column, row)

    def _paint_current(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Mark the current row: a bar at its start, and a ring while the list has the focus."""
        first, last = self._view.edge_columns()
        if column == first:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height() - 1, self._inks.accent)
        if not self._view.hasFocus():
            return
        painter.fillRect(rect.x(), rect.y(), rect.width(), 1, self._inks.focus)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, self._inks.focus)
        if column == last:
            painter.fillRect(rect.right(), rect.y(), 1, rect.height(), self._inks.focus)

    # One function per look.

    def _paint_text(self, painter: QPainter, rect: QRect, column: Column[Any], row: Any) -> None:
        self._line(painter, rect, column.text(row), self._ink(column, row))

    def _paint_number(self, painter: QPainter, rect: QRect, column: Column[Any], row: Any) -> None:
        painter.setFont(self._figures)
        text = column.text(row)
        metrics = self._figures_metrics
        room = rect.width() - 2 * PAD
        text = self._cut(text, room, metrics, 2)
        painter.setPen(self._ink(column, row))
        x = rect.right() - PAD - metrics.horizontalAdvance(text)
        painter.drawText(x, self._baseline(rect, metrics), text)

    def _paint_two_lines(self, painter: QPainter, rect: QRect, column: Column[Any], row: Any) -> None:
        below = column.second(row) if column.second else ""
        if not below:
            self._line(painter, rect, column.text(row), self._ink(column, row))
            return
        room, middle = rect.width() - 2 * PAD, rect.center().y()
        painter.setFont(self._plain)
        painter.setPen(self._ink(column, row))
        painter.drawText(rect.x() + PAD, middle - 3, self._cut(column.text(row), room, self._metrics, 0))
        painter.setFont(self._small)
        painter.setPen(self._inks.muted)
        text = self._cut(below, room, self._small_metrics, 1)
        painter.drawText(rect.x() + PAD, middle + 3 + self._small_metrics.ascent(), text)

    def _paint_chip(self, painter: QPainter, rect: QRect, column: Column[Any], row: Any) -> None:
        text = column.text(row)
        if not text:
            return
        painter.setFont(self._small)
        height = min(HEIGHT, rect.height() - 4)
        text = self._cut(text, rect.width() - PAD - 4 - BESIDE, self._small_metrics, 1)
        width = self._small_metrics.horizontalAdvance(text) + BESIDE
        box = QRectF(rect.x() + PAD - 1, rect.y() + (rect.height() - height) / 2, width, height)
        paint_chip(painter, box, text, column.tone(row) if column.tone else "")

    def _paint_bar(self, painter: QPainter, rect: QRect, column: Column[Any], row: Any) -> None:
        painter.setFont(self._figures)
        painter.setPen(self._ink(column, row))
        text = column.text(row)
        x = rect.x() + PAD + FIGURE_WIDTH - 8 - self._figures_metrics.horizontalAdvance(text)
        painter.drawText(max(rect.x() + 4, x), self._baseline(rect, self._figures_metrics), text)
        room = rect.width() - 2 * PAD - FIGURE_WIDTH
        if room < _LEAST_BAR or column.share is None:
            return
        top = rect.center().y() - BAR_HEIGHT // 2
        left = rect.x() + PAD + FIGURE_WIDTH
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, ink in ((1.0, self._inks.groove), (column.share(row), self._inks.accent)):
            painter.setBrush(ink)
            length = max(0.0, min(1.0, share)) * room
            painter.drawRoundedRect(QRectF(left, top, length, BAR_HEIGHT), 2.5, 2.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    _PAINT: ClassVar[dict[Look, Callable[..., None]]] = {
        Look.TEXT: _paint_text,
        Look.NUMBER: _paint_number,
        Look.TWO_LINES: _paint_two_lines,
        Look.CHIP: _paint_chip,
        Look.BAR: _paint_bar,
    }

    # Text.

    def _line(self, painter: QPainter, rect: QRect, text: str, ink: QColor) -> None:
        painter.setFont(self._plain)
        painter.setPen(ink)
        text = self._cut(text, rect.width() - 2 * PAD, self._metrics, 0)
        painter.drawText(rect.x() + PAD, self._baseline(rect, self._metrics), text)

    def _cut(self, text: str, room: int, metrics: QFontMetrics, which: int) -> str:
        key = (text, room, which)
        cut = self._elided.get(key)
        if cut is None:
            if len(self._elided) > _CACHE_SIZE:
                self._elided.clear()
            cut = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, max(0, room))
            self._elided[key] = cut
        return cut

    def _ink(self, column: Column[Any], row: Any) -> QColor:
        return self._inks.by_token.get(column.tone(row), self._inks.text) if column.tone else self._inks.text

    @staticmethod
    def _baseline(rect: QRect, metrics: QFontMetrics) -> int:
        return rect.y() + (rect.height() + metrics.ascent() - metrics.descent()) // 2

    def _set_fonts(self, font: QFont) -> None:
        self._plain = sized(font, 13)
        self._figures = sized(font, 13, tabular=True)
        self._small = sized(font, 12)
        self._metrics = QFontMetrics(self._plain)
        self._figures_metrics = QFontMetrics(self._figures)
        self._small_metrics = QFontMetrics(self._small)

    # Tooltips and sizes.

    def full_text(self, index: Index) -> str:
        """Return what the cell would say with room enough, if it is cut; nothing if it is not."""
        row = self._view.rows.held_row(index.row())
        if row is None:
            return ""
        column, width = self._view.rows.columns[index.column()], self._view.columnWidth(index.column())
        text = column.text(row)
        below = column.second(row) if column.second else ""
        room = width - 2 * PAD
        if column.look is Look.CHIP:
            room = width - PAD - 4 - BESIDE
        is_cut = self._metrics.horizontalAdvance(text) > room or (
            bool(below) and self._small_metrics.horizontalAdvance(below) > room
        )
        return "\n".join(filter(None, (text, below))) if is_cut else ""

    @override
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.full_text(index), view)
        return True

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._view.rows.columns[index.column()].width, density().row)


def _inks() -> _Inks:
    now = tokens()
    by_token = {
        name: QColor(getattr(now, name)) for name in ("muted", "faint", "accent", "ok", "warn", "bad")
    }
    return _Inks(
        theme=now.name,
        text=QColor(now.text),
        muted=QColor(now.muted),
        selected=QColor(now.selected),
        hover=QColor(now.hover),
        border=mixed(now.border, now.surface, 0.75),
        accent=QColor(now.accent),
        focus=QColor(now.focus),
        groove=QColor(now.sunken if not now.is_dark else now.border),
        by_token=by_token,
    )
