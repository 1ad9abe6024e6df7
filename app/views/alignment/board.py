"""The board of promises: one painted bar each, the field's figure a line across it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.services.reports.alignment_promises import Promise, Unit
from app.views.alignment.words import field_text, figure, promise_name, promise_text
from app.views.theme import sized, tokens
from app.views.tokens import LIGHT, Tokens

ROW, BAR, TEXT_PX, SMALL_PX = 54, 12, 13, 12
_SCALE = 2
_ROOM = 1.25
"""A bar leaves a quarter of the width free beyond the larger of both figures."""


class PromiseBoard(QWidget):
    """Shows the promises of one side."""

    def __init__(self) -> None:
        super().__init__()
        self._promises: tuple[Promise, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(300)

    def show_promises(self, name: str, promises: Sequence[Promise]) -> None:
        """Show these promises; ``name`` says whose."""
        self._promises = tuple(promises)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(promise_text(one) for one in promises))
        self.setToolTip("\n".join(promise_text(one) for one in promises))
        self.setFixedHeight(ROW * max(1, len(promises)))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, ROW * max(1, len(self._promises)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_promises(painter, QRectF(self.rect()), self._promises, tokens(), self.font())
        painter.end()


def picture(promises: Sequence[Promise], width: int) -> QImage:
    """Return the board as a picture on white, twice as fine as on screen: for paper."""
    size = QSize(width, ROW * max(1, len(promises)))
    image = QImage(size * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    paint_promises(painter, QRectF(0, 0, size.width(), size.height()), promises, LIGHT, QApplication.font())
    painter.end()
    return image


def paint_promises(
    painter: QPainter, box: QRectF, promises: Sequence[Promise], look: Tokens, font: QFont
) -> None:
    """Paint one row for each promise: its name and figure, the bar, the field's line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for at, promise in enumerate(promises):
        _paint_row(painter, QRectF(box.left(), box.top() + at * ROW, box.width(), ROW), promise, look, font)


def _paint_row(painter: QPainter, row: QRectF, promise: Promise, look: Tokens, font: QFont) -> None:
    head = QRectF(row.left(), row.top(), row.width(), 24)
    value = figure(promise.value, promise.unit)
    painter.setFont(sized(font, TEXT_PX, weight=QFont.Weight.DemiBold, tabular=True))
    painter.setPen(QColor(look.text if promise.value is not None else look.muted))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(head, right, value)
    taken = QFontMetricsF(painter.font()).horizontalAdvance(value) + 12
    painter.setFont(sized(font, TEXT_PX))
    painter.setPen(QColor(look.text))
    room = head.adjusted(0, 0, -taken, 0)
    name = QFontMetricsF(painter.font()).elidedText(
        promise_name(promise), Qt.TextElideMode.ElideRight, room.width()
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
    bar = QRectF(row.left(), row.top() + 26, row.width(), BAR)
    _paint_bar(painter, bar, promise, look, font)


def _paint_bar(painter: QPainter, bar: QRectF, promise: Promise, look: Tokens, font: QFont) -> None:
    most = (
        1.0 if promise.unit is Unit.SHARE else _ROOM * max(promise.value or 0.0, promise.field or 0.0) or 1.0
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.sunken))
    painter.drawRoundedRect(bar, 4, 4)
    if promise.value:
        painter.setBrush(
            QColor(look.ok if _is_kept(promise) else look.warn if promise.field else look.accent)
        )
        width = max(4.0, bar.width() * min(1.0, promise.value / most))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), width, BAR), 4, 4)
    if promise.field is None:
        return
    x = bar.left() + bar.width() * min(1.0, promise.field / most)
    painter.setPen(QPen(QColor(look.text), 2))
    painter.drawLine(int(x), int(bar.top()) - 3, int(x), int(bar.bottom()) + 3)
    painter.setFont(sized(font, SMALL_PX))
    painter.setPen(QColor(look.muted))
    text = field_text(promise)
    width = QFontMetricsF(painter.font()).horizontalAdvance(text)
    left = min(max(bar.left(), x - width / 2), bar.right() - width)
    painter.drawText(QRectF(left, bar.bottom() + 4, width + 2, 15), Qt.AlignmentFlag.AlignLeft, text)


def _is_kept(promise: Promise) -> bool:
    """Whether the team does at least as well as the field; never without a figure to compare with."""
    if promise.value is None or promise.field is None:
        return False
    return promise.value >= promise.field if promise.more_is_better else promise.value <= promise.field
