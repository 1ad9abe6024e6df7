"""The maturity ring: which of the questions are answered well, how much that makes, and what is enough.

Outside stands one segment a question, in the script's order; inside runs an arc as long as the
maturity, with a tick where it is enough. Every state has a shape of its own, so the ring reads without
colour: full for good, half as thick for weak, dashed for refused, crossed for disqualifying, a hairline
for not asked; a dot outside marks a core question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import override

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.models.vocabulary import AnswerState
from app.views.theme import sized, tokens

MOVE_MS = 420
SIZE = 176
_FULL_CIRCLE = 360.0
_SMALL = 90
"""Below this many pixels only the inner arc and the figure fit."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One question in the ring."""

    state: AnswerState
    is_core: bool = False
    weight: int = 1


class MaturityRing(QWidget):
    """Shows a run; moves calmly to what it is told next."""

    def __init__(self, size: int = SIZE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments: tuple[Segment, ...] = ()
        self._maturity, self._threshold, self._is_qualified = 0, 50, False
        self._shown = 0.0
        self._current, self._caption = -1, ""
        self._size = size
        self._move = QVariantAnimation(self)
        self._move.setDuration(MOVE_MS)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._move.valueChanged.connect(self._on_moved)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def pct(self) -> int:
        """The maturity told last, in percent."""
        return self._maturity

    def show_run(
        self,
        segments: Sequence[Segment],
        maturity_pct: int,
        *,
        threshold_pct: int,
        is_qualified: bool,
        current: int = -1,
        caption: str = "",
    ) -> None:
        """Show a run.

        Args:
            segments: The questions in the script's order.
            maturity_pct: As the rules reckon it; the ring does not count.
            threshold_pct: Where the tick stands.
            is_qualified: Enough, and every core question good.
            current: Place of the question asked now, ``-1`` for none.
            caption: Said under the figure ("6 of 10"); a word on what is missing if empty.
        """
        self._segments, self._threshold = tuple(segments), threshold_pct
        self._is_qualified, self._current, self._caption = is_qualified, current, caption
        before, self._maturity = self._maturity, maturity_pct
        self._say()
        self._move.stop()
        if before == maturity_pct or not self.isVisible():
            self._shown = float(maturity_pct)
            self.update()
            return
        self._move.setStartValue(self._shown)
        self._move.setEndValue(float(maturity_pct))
        self._move.start()

    def show_maturity(self, pct: int, *, threshold_pct: int, qualifies: bool, caption: str = "") -> None:
        """Move to another maturity and leave the segments as they are."""
        self.show_run(
            self._segments,
            pct,
            threshold_pct=threshold_pct,
            is_qualified=qualifies,
            current=self._current,
            caption=caption,
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        painter.translate(self.width() / 2, self.height() / 2)
        is_small = side < _SMALL
        if not is_small:
            self._paint_segments(painter, side / 2 - 12)
        self._paint_arc(painter, side / 2 - (4 if is_small else 31), 4 if is_small else 5)
        self._paint_figure(painter, side, is_small=is_small)
        painter.end()

    def _paint_segments(self, painter: QPainter, radius: float) -> None:
        total = sum(segment.weight for segment in self._segments) or 1
        gap, start = 3.2, 0.0
        for at, segment in enumerate(self._segments):
            span = _FULL_CIRCLE * segment.weight / total
            _paint_segment(painter, radius, start + gap / 2, span - gap, segment)
            if at == self._current:
                _arc(painter, radius + 9, start + gap, span - 2 * gap, QPen(QColor(tokens().focus), 2))
            start += span

    def _paint_arc(self, painter: QPainter, radius: float, thick: float) -> None:
        now = tokens()
        painter.setPen(QPen(QColor(now.sunken if not now.is_dark else now.border), thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        colour = now.ok if self._is_qualified else now.accent
        pen = QPen(QColor(colour), thick)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if self._shown > 0:
            _arc(painter, radius, 0, _FULL_CIRCLE * self._shown / 100, pen)
        painter.setPen(QPen(QColor(now.text), 2))
        angle = _FULL_CIRCLE * self._threshold / 100
        painter.drawLine(_on_circle(radius - thick, angle), _on_circle(radius + thick, angle))

    def _paint_figure(self, painter: QPainter, side: int, *, is_small: bool) -> None:
        now = tokens()
        big = max(11, round(side * (0.26 if is_small else 0.17)))
        painter.setFont(sized(self.font(), big, weight=QFont.Weight.DemiBold, tabular=True))
        painter.setPen(QColor(now.text))
        half = side / 2
        lift = 0 if is_small else side * 0.045
        painter.drawText(
            QRectF(-half, -half - lift, side, side), Qt.AlignmentFlag.AlignCenter, f"{int(self._shown)}%"
        )
        if is_small:
            return
        painter.setFont(sized(self.font(), max(10, round(side * 0.068))))
        painter.setPen(QColor(now.ok if self._is_qualified else now.muted))
        painter.drawText(
            QRectF(-half, -half + side * 0.11, side, side), Qt.AlignmentFlag.AlignCenter, self._verdict()
        )

    def _verdict(self) -> str:
        if self._caption:
            return f"✓ {self._caption}" if self._is_qualified else self._caption
        if self._is_qualified:
            return QApplication.translate("MaturityRing", "✓ ready")
        if self._maturity >= self._threshold:
            return QApplication.translate("MaturityRing", "core open")
        return QApplication.translate("MaturityRing", "from {pct}%").format(pct=self._threshold)

    def _say(self) -> None:
        good = sum(segment.state is AnswerState.GOOD for segment in self._segments)
        said = QApplication.translate(
            "MaturityRing", "Maturity {pct} percent, {good} of {count} answered well, enough from {threshold}"
        )
        self.setAccessibleName(
            said.format(pct=self._maturity, good=good, count=len(self._segments), threshold=self._threshold)
        )
        self.setToolTip(self.accessibleName())

    @Slot(object)
    def _on_moved(self, value: object) -> None:
        self._shown = float(value) if isinstance(value, float) else float(self._maturity)
        self.update()


def _paint_segment(painter: QPainter, radius: float, start: float, span: float, segment: Segment) -> None:
    now = tokens()
    match segment.state:
        case AnswerState.GOOD:
            _arc(painter, radius, start, span, QPen(QColor(now.accent), 11))
        case AnswerState.WEAK:
            _arc(painter, radius, start, span, QPen(QColor(now.outline), 1))
            _arc(painter, radius - 3, start, span, QPen(QColor(now.warn), 5))
        case AnswerState.REFUSED:
            pen = QPen(QColor(now.muted), 11)
            pen.setDashPattern([0.22, 0.26])
            _arc(painter, radius, start, span, pen)
        case AnswerState.DISQUALIFYING:
            _arc(painter, radius, start, span, QPen(QColor(now.bad), 11))
            middle = start + span / 2
            painter.setPen(QPen(QColor(now.surface), 2))
            painter.drawLine(_on_circle(radius - 4, middle - 4), _on_circle(radius + 4, middle + 4))
            painter.drawLine(_on_circle(radius + 4, middle - 4), _on_circle(radius - 4, middle + 4))
        case _:
            _arc(painter, radius, start, span, QPen(QColor(now.border), 11))
            _arc(painter, radius, start, span, QPen(QColor(now.surface), 8))
    if segment.is_core:
        is_open = segment.state is not AnswerState.GOOD
        painter.setPen(QPen(QColor(now.text), 1.2))
        painter.setBrush(QColor(now.surface if is_open else now.text))
        painter.drawEllipse(_on_circle(radius + 10.5, start + span / 2), 2.3, 2.3)


def _arc(painter: QPainter, radius: float, start: float, span: float, pen: QPen) -> None:
    """Draw an arc; degrees run clockwise from the top."""
    if pen.capStyle() != Qt.PenCapStyle.RoundCap:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(-radius, -radius, 2 * radius, 2 * radius)
    painter.drawArc(box, round((90 - start) * 16), round(-span * 16))


def _on_circle(radius: float, angle: float) -> QPointF:
    return QPointF(radius * sin(radians(angle)), -radius * cos(radians(angle)))
