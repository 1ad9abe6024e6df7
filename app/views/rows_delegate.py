"""Paints the cells of every list itself: no style, no roles, texts elided once.

Going through the style costs four times as much per repaint (``docs/performance.md``), and two-line
cells, chips and bars would need a delegate anyway.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any, ClassVar, override

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QStaticText,
    QTextLayout,
    QTransform,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from app.views.chips import BESIDE, HEIGHT, paint_chip
from app.views.rows_base import RowsBase
from app.views.rows_model import Index, RowsModel
from app.views.rows_source import Column, Look
from app.views.theme import density, mixed, sized, tokens

_log = logging.getLogger(__name__)

PAD = 10
BAR_HEIGHT = 5
FIGURE_WIDTH = 34
"""Room for the figure before a bar."""
_CACHE_SIZE = 6_000
_LEAST_BAR = 12
_FIRST_BASE, _SECOND_BASE = 5, 13
"""From the middle of a row up and down to the baselines of two lines, in pixels."""
PLAIN, SMALL, FIGURES = range(3)
"""Places of the three fonts."""
_SELECTED = QStyle.StateFlag.State_Selected


type Box = tuple[int, int, int, int]
"""x, y, width, height: four numbers once, not four calls per cell."""


@dataclass(slots=True)
class _Words:
    """A text cut and laid out."""

    drawn: QStaticText
    text: str
    ascent: int
    """From the top of what is drawn to the baseline; taller where a Chinese face takes part."""
    width: int


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
    """Paints one cell; asks the model for the row directly.

    ``begin`` is called before each repaint: what holds for all its cells is asked once.
    """

    def __init__(self, view: RowsBase) -> None:
        super().__init__(view)
        self._view = view
        self._prepared: dict[tuple[str, int, int], _Words] = {}
        self._current, self._edges, self._has_focus = -1, (0, 0), False
        self._broken: set[str] = set()
        self._set_fonts(view.font())
        self._inks = _inks()

    def refresh(self) -> None:
        """Take over fonts and colours after a change of language, theme or density."""
        self._set_fonts(self._view.font())
        self._inks = _inks()
        self._prepared.clear()

    def begin(self) -> None:
        """Take note of what holds for every cell of a repaint."""
        if self._inks.theme != tokens().name:
            self.refresh()
        view = self._view
        self._current, self._has_focus = view.currentIndex().row(), view.hasFocus()
        self._edges = view.edge_columns()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, inks, at = self._view, self._inks, index.row()
        rect = option.rect
        box: Box = rect.getRect()  # type: ignore[assignment]
        model: RowsModel[Any, Any] = view.rows
        column = model.columns[index.column()]
        row = model.row_at(at)
        if option.state & _SELECTED:
            painter.fillRect(rect, inks.selected)
        elif at == view.pointed_row:
            painter.fillRect(rect, inks.hover)
        x, y, width, height = box
        painter.fillRect(x, y + height - 1, width, 1, inks.border)
        if at == self._current:
            self._paint_current(painter, box, index.column())
        if row is None:
            painter.fillRect(x + PAD, y + height // 2 - 4, max(8, width // 2), 8, inks.border)
            return
        try:
            self._PAINT[column.look](self, painter, box, column, row)
        except Exception:  # noqa: BLE001 -- see below
            # An error that leaves a paint event ends the program; one cell without words does not.
            if column.key not in self._broken:
                self._broken.add(column.key)
                _log.exception("column %r cannot say what it shows", column.key)

    def _paint_current(self, painter: QPainter, box: Box, column: int) -> None:
        """Mark the current row: a bar at its start, and a ring while the list has the focus."""
        x, y, width, height = box
        first, last = self._edges
        if column == first:
            painter.fillRect(x, y, 3, height - 1, self._inks.accent)
        if not self._has_focus:
            return
        painter.fillRect(x, y, width, 1, self._inks.focus)
        painter.fillRect(x, y + height - 1, width, 1, self._inks.focus)
        if column == last:
            painter.fillRect(x + width - 1, y, 1, height, self._inks.focus)

    # One function per look.

    def _paint_text(self, painter: QPainter, box: Box, column: Column[Any], row: Any) -> None:
        x, y, width, height = box
        words = self._words(column.text(row), width - 2 * PAD, PLAIN)
        self._draw(painter, x + PAD, self._base(y, height, PLAIN), words, self._ink(column, row), PLAIN)

    def _paint_number(self, painter: QPainter, box: Box, column: Column[Any], row: Any) -> None:
        x, y, width, height = box
        words = self._words(column.text(row), width - 2 * PAD, FIGURES)
        left = x + width - PAD - words.width
        self._draw(painter, left, self._base(y, height, FIGURES), words, self._ink(column, row), FIGURES)

    def _paint_two_lines(self, painter: QPainter, box: Box, column: Column[Any], row: Any) -> None:
        below = column.second(row) if column.second else ""
        if not below:
            self._paint_text(painter, box, column, row)
            return
        x, y, width, height = box
        room, middle = width - 2 * PAD, y + height // 2
        first = self._words(column.text(row), room, PLAIN)
        self._draw(painter, x + PAD, middle - _FIRST_BASE, first, self._ink(column, row), PLAIN)
        second = self._words(below, room, SMALL)
        self._draw(painter, x + PAD, middle + _SECOND_BASE, second, self._inks.muted, SMALL)

    def _paint_chip(self, painter: QPainter, box: Box, column: Column[Any], row: Any) -> None:
        said = column.text(row)
        if not said:
            return
        x, y, width, height = box
        tall = min(HEIGHT, height - 4)
        words = self._words(said, width - PAD - 4 - BESIDE, SMALL)
        wide = words.width + BESIDE
        outline = QRectF(x + PAD - 1, y + (height - tall) / 2, wide, tall)
        painter.setFont(self._fonts[SMALL])
        paint_chip(painter, outline, words.text, column.tone(row) if column.tone else "")

    def _paint_bar(self, painter: QPainter, box: Box, column: Column[Any], row: Any) -> None:
        x, y, width, height = box
        words = self._words(column.text(row), width - 2 * PAD, FIGURES)
        left = max(x + 4, x + PAD + FIGURE_WIDTH - 8 - words.width)
        self._draw(painter, left, self._base(y, height, FIGURES), words, self._ink(column, row), FIGURES)
        room = width - 2 * PAD - FIGURE_WIDTH
        if room < _LEAST_BAR or column.share is None:
            return
        top = y + (height - BAR_HEIGHT) // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, ink in ((1.0, self._inks.groove), (column.share(row), self._inks.accent)):
            painter.setBrush(ink)
            length = max(0.0, min(1.0, share)) * room
            painter.drawRoundedRect(QRectF(x + PAD + FIGURE_WIDTH, top, length, BAR_HEIGHT), 2.5, 2.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    _PAINT: ClassVar[dict[Look, Callable[..., None]]] = {
        Look.TEXT: _paint_text,
        Look.NUMBER: _paint_number,
        Look.TWO_LINES: _paint_two_lines,
        Look.CHIP: _paint_chip,
        Look.BAR: _paint_bar,
    }

    # Text.

    def _draw(self, painter: QPainter, x: int, base: int, words: _Words, ink: QColor, which: int) -> None:
        painter.setFont(self._fonts[which])
        painter.setPen(ink)
        painter.drawStaticText(x, base - words.ascent, words.drawn)

    def _words(self, said: str, room: int, which: int) -> _Words:
        """Return a text cut to the room and laid out, from the last time if there was one.

        Drawing Chinese laid out before takes a tenth of the time of laying it out anew.
        """
        key = (said, room, which)
        words = self._prepared.get(key)
        if words is None:
            if len(self._prepared) > _CACHE_SIZE:
                self._prepared.clear()
            flat = said.replace("\n", " ")
            cut = self._metrics[which].elidedText(flat, Qt.TextElideMode.ElideRight, max(0, room))
            words = self._prepared[key] = _laid_out(cut, self._fonts[which])
        return words

    def _base(self, y: int, height: int, which: int) -> int:
        """Return the baseline of one line in the middle: the same for Latin and Chinese."""
        return y + (height + self._rises[which]) // 2

    def _ink(self, column: Column[Any], row: Any) -> QColor:
        return self._inks.by_token.get(column.tone(row), self._inks.text) if column.tone else self._inks.text

    def _set_fonts(self, font: QFont) -> None:
        self._fonts = (sized(font, 13), sized(font, 12), sized(font, 13, tabular=True))
        self._metrics = tuple(QFontMetrics(one) for one in self._fonts)
        self._rises = tuple(metrics.ascent() - metrics.descent() for metrics in self._metrics)

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
        is_cut = self._metrics[PLAIN].horizontalAdvance(text) > room or (
            bool(below) and self._metrics[SMALL].horizontalAdvance(below) > room
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


def _laid_out(text: str, font: QFont) -> _Words:
    drawn = QStaticText(text)
    drawn.setTextFormat(Qt.TextFormat.PlainText)
    drawn.prepare(QTransform(), font)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    ascent, width = (line.ascent(), line.naturalTextWidth()) if line.isValid() else (0.0, 0.0)
    return _Words(drawn, text, round(ascent), ceil(width))


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
