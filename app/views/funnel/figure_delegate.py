"""Paints the figures of a small table: a figure, a second line, a bar whose implied part is hatched."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.views.funnel.figure_model import Figure, FigureModel
from app.views.theme import mixed, sized, tokens

PAD = 9
INDENT = 16
_BAR = 4
_BAR_LEAST = 2.0


class FigureDelegate(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, table: QTableView, figures: FigureModel) -> None:
        super().__init__(table)
        self._table, self._figures = table, figures

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, self._table.verticalHeader().defaultSectionSize())

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        now, figures = tokens(), self._figures
        row, column, cell = figures.rows[index.row()], figures.columns[index.column()], figures.cell(index)
        rect = QRectF(option.rect)
        painter.save()
        ground = now.sunken if row.is_first else now.surface
        if option.state & QStyle.StateFlag.State_MouseOver and cell.opens:
            ground = now.hover
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(
            QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), mixed(now.border, now.surface, 0.75)
        )
        indent = INDENT * row.indent if index.column() == 0 else 0
        room = rect.adjusted(PAD + indent, 0, -PAD, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell.share is not None:
            self._paint_bar(painter, room, cell)
        if any(one.share is not None for one in row.cells):  # words line up whether they have a bar or not
            room = room.adjusted(0, 0, 0, -_BAR - 2)
        side = Qt.AlignmentFlag.AlignRight if column.is_figure else Qt.AlignmentFlag.AlignLeft
        self._paint_words(painter, room, cell, side, is_strong=row.is_strong)
        if index == self._table.currentIndex() and self._table.hasFocus():
            painter.setPen(QPen(QColor(now.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), 5, 5)
        painter.restore()

    @staticmethod
    def _paint_words(
        painter: QPainter, room: QRectF, cell: Figure, side: Qt.AlignmentFlag, *, is_strong: bool
    ) -> None:
        now, base = tokens(), painter.font()
        weight = QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal
        lines = [(cell.text, sized(base, 13, weight=weight, tabular=True), now.text)]
        if cell.below:
            lines.append((cell.below, sized(base, 11, tabular=True), now.muted))
        heights = [QFontMetrics(font).height() for _, font, _ in lines]
        top = room.center().y() - sum(heights) / 2
        for (text, font, colour), height in zip(lines, heights, strict=True):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            line = QRectF(room.x(), top, room.width(), height)
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, shown)
            top += height

    @staticmethod
    def _paint_bar(painter: QPainter, room: QRectF, cell: Figure) -> None:
        """Draw the bar at the foot of the cell, what is implied hatched at its end."""
        now = tokens()
        groove = QRectF(room.x(), room.bottom() - _BAR - 4, room.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.border if now.is_dark else now.sunken))
        painter.drawRoundedRect(groove, 2, 2)
        if not cell.share:
            return
        bar = QRectF(groove)
        bar.setWidth(max(_BAR_LEAST, groove.width() * min(1.0, cell.share)))
        painter.setBrush(QColor(now.accent))
        painter.drawRoundedRect(bar, 2, 2)
        if cell.hatched:
            part = QRectF(bar)
            part.setLeft(bar.right() - bar.width() * cell.hatched)
            painter.setBrush(mixed(now.accent, now.surface, 0.25))
            painter.drawRoundedRect(part, 2, 2)
            painter.setBrush(QBrush(QColor(now.accent), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(part, 2, 2)
