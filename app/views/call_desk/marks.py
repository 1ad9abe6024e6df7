"""The small shapes of answer states: told apart without colour, alike in the rail, on choices and cards."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.models.vocabulary import AnswerState
from app.views.call_desk.said import STATE_TONES
from app.views.theme import tokens


def paint_state(
    painter: QPainter, box: QRectF, state: AnswerState, *, is_skipped: bool = False, is_pale: bool = False
) -> None:
    """Draw the shape of a state: a check, a triangle, a bar, a diamond, a ring; skipped is a dotted ring.

    Args:
        painter: Where to draw.
        box: A square of 8 to 16 pixels.
        state: The state.
        is_skipped: A branch jumped over the question.
        is_pale: Carried over and not yet confirmed: drawn as an outline.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(getattr(tokens(), STATE_TONES[state]))
    pen = QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush if is_pale else colour)
    match state:
        case AnswerState.GOOD:
            if is_pale:
                painter.drawEllipse(box)
            _check(painter, box.adjusted(2, 2, -2, -2) if is_pale else box, colour)
        case AnswerState.WEAK:
            painter.drawPolygon(_shape(box, ((0.5, 0.06), (0.98, 0.92), (0.02, 0.92))))
        case AnswerState.REFUSED:
            painter.drawRoundedRect(QRectF(box.x(), box.center().y() - 2, box.width(), 4), 1.5, 1.5)
        case AnswerState.DISQUALIFYING:
            painter.drawPolygon(_shape(box, ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))))
        case AnswerState.NOT_ASKED:
            if is_skipped:
                pen.setStyle(Qt.PenStyle.DotLine)
                painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    painter.restore()


def paint_star(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw the star of a core question."""
    points = (
        (0.5, 0.02), (0.65, 0.35), (1, 0.39), (0.74, 0.63), (0.81, 0.98),
        (0.5, 0.8), (0.19, 0.98), (0.26, 0.63), (0, 0.39), (0.35, 0.35),
    )  # fmt: skip
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(_shape(box, points))
    painter.restore()


def _shape(box: QRectF, points: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points])


def _check(painter: QPainter, box: QRectF, colour: QColor) -> None:
    path = QPainterPath()
    path.addPolygon(_shape(box, ((0.04, 0.55), (0.38, 0.88), (0.98, 0.14))))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colour, 2.1)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(path)
