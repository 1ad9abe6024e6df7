"""How a chip looks: one painter for table cells and for the chip widget."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.views.theme import mixed, tokens
from app.views.tokens import THEMES, ThemeName

HEIGHT = 20
PAD = 8
MARK = 7
"""Size of the mark before the text."""
BESIDE = 2 * PAD + MARK + 5
"""What a chip needs beside its text."""

_TONES = ("accent", "ok", "warn", "bad")


def paint_chip(painter: QPainter, rect: QRectF, text: str, tone: str) -> None:
    """Draw a chip; the text must fit ``rect`` less ``BESIDE``.

    Args:
        painter: With the font already set.
        rect: The chip's outline.
        text: What it says.
        tone: A stage kind, a text token, or ``""`` for a neutral chip. The mark's shape says the
            kind as well, for people who see fewer colours.
    """
    now = tokens()
    mark, ground = _colours(now.name, tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    box = QRectF(rect.x() + PAD, rect.center().y() - MARK / 2, MARK, MARK)
    paint_mark(painter, box, tone, mark)
    painter.setPen(QColor(now.text))
    painter.drawText(
        rect.adjusted(PAD + MARK + 5, 0, 0, 0),
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        text,
    )
    painter.restore()


def paint_mark(painter: QPainter, box: QRectF, tone: str, colour: QColor) -> None:
    """Draw the small shape that stands for a stage kind or tone."""
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    match tone:
        case "sales_validating":
            _outlined(painter, box, colour)
        case "open" | "accent":
            painter.drawPolygon(_polygon(box, ((0, 0), (1, 0.5), (0, 1))))
        case "refused" | "bad":
            painter.drawPolygon(_polygon(box, ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))))
        case "nurture" | "warn":
            painter.drawPolygon(_polygon(box, ((0.5, 0.02), (1, 0.95), (0, 0.95))))
        case "won" | "ok":
            _stroke(painter, box, ((0.02, 0.52), (0.38, 0.88), (1, 0.12)), colour)
        case "lost":
            painter.drawRect(QRectF(box.x(), box.center().y() - 1, box.width(), 2))
        case _:
            painter.drawEllipse(box)


@lru_cache(maxsize=64)
def _colours(theme: ThemeName, tone: str) -> tuple[QColor, QColor]:
    now = THEMES[theme]
    colour = now.kinds.get(tone) or (getattr(now, tone) if tone in _TONES else now.muted)
    return QColor(colour), mixed(colour, now.surface, 0.22 if now.is_dark else 0.13)


def _outlined(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2))
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))


def _polygon(box: QRectF, points: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points])


def _stroke(painter: QPainter, box: QRectF, points: tuple[tuple[float, float], ...], colour: QColor) -> None:
    path = QPainterPath()
    path.addPolygon(_polygon(box, points))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colour, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPath(path)
