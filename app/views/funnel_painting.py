"""How a funnel is drawn, on screen, into a picture and into an SVG: bars by count, what is lost between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from app.views import formats
from app.views.theme import mixed, sized
from app.views.tokens import Tokens

NAME_SHARE, FIGURE_SHARE = 0.17, 0.30
"""Shares of the width for names on the left and figures on the right."""
_NAME_LEAST, _NAME_MOST = 112, 220
_FIGURE_LEAST, _FIGURE_MOST = 230, 320
_BAR_LEAST = 3.0
"""A layer that anybody reached is seen, however few."""
_BETWEEN = 0.42
"""Share of a layer's height that the step to the next takes."""
_BAR_MOST, _STEP_MOST = 84.0, 52.0
_WIDEST = 1560.0
"""Wider, the eye would lose the line from a name to its figures."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a funnel, with its words."""

    key: str
    name: str
    count: int
    """Reached it or any later one."""
    implied: int = 0
    """Of those, reached it only because they reached a later one; drawn hatched."""
    amount: str = ""
    """The money on it, formatted."""
    loss: str = ""
    """What became of those who went no further, in a few words."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one layer is drawn."""

    row: QRectF
    """All that belongs to it, for the pointer and the focus ring."""
    bar: QRectF
    step: QRectF
    """The room between it and the next layer; empty for the last."""


def places(area: QRectF, layers: Sequence[Layer]) -> list[Place]:
    """Return where each layer is drawn within an area."""
    if not layers:
        return []
    area = _narrowed(area)
    names, figures = _sides(area)
    room = max(40.0, area.width() - names - figures)
    unit = area.height() / (len(layers) + _BETWEEN * (len(layers) - 1))
    bar_height, step_height = min(_BAR_MOST, unit), min(_STEP_MOST, unit * _BETWEEN)
    top = area.y() + (area.height() - bar_height * len(layers) - step_height * (len(layers) - 1)) / 2
    middle = area.x() + names + room / 2
    most = max(layer.count for layer in layers) or 1
    made = []
    for at, layer in enumerate(layers):
        width = max(_BAR_LEAST, room * layer.count / most) if layer.count else 0.0
        bar = QRectF(middle - width / 2, top, width, bar_height)
        row = QRectF(area.x(), top - 2, area.width(), bar_height + 4)
        is_last = at == len(layers) - 1
        step = QRectF() if is_last else QRectF(area.x(), top + bar_height, area.width(), step_height)
        made.append(Place(row, bar, step))
        top += bar_height + step_height
    return made


def _narrowed(area: QRectF) -> QRectF:
    spare = max(0.0, area.width() - _WIDEST)
    return area.adjusted(spare / 2, 0, -spare / 2, 0)


def _sides(area: QRectF) -> tuple[float, float]:
    """Return the widths of the names on the left and of the figures on the right."""
    names = min(_NAME_MOST, max(_NAME_LEAST, area.width() * NAME_SHARE))
    figures = min(_FIGURE_MOST, max(_FIGURE_LEAST, area.width() * FIGURE_SHARE))
    return names, figures


def paint_funnel(
    painter: QPainter,
    area: QRectF,
    layers: Sequence[Layer],
    look: Tokens,
    font: QFont,
    *,
    pointed: int = -1,
    focused: int = -1,
) -> None:
    """Draw a funnel.

    Args:
        painter: On whatever is drawn on.
        area: The room there is.
        layers: From the first to the last.
        look: The theme's tokens: an export may differ from the screen.
        font: The base font.
        pointed: Place of the layer under the pointer.
        focused: Place of the layer that has the keys.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    spots = places(area, layers)
    area = _narrowed(area)
    names, figures = _sides(area)
    for at, (layer, spot) in enumerate(zip(layers, spots, strict=True)):
        if at in (pointed, focused):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.hover))
            painter.drawRoundedRect(spot.row.adjusted(1, 0, -1, 0), 8, 8)
        if at + 1 < len(layers):
            _paint_step(painter, spot, spots[at + 1], layer, layers[at + 1], look, font, figures)
    for at, (layer, spot) in enumerate(zip(layers, spots, strict=True)):
        colour = QColor(look.ramp[at * (len(look.ramp) - 1) // max(1, len(layers) - 1)])
        _paint_bar(painter, spot.bar, layer, colour, look)
        left = QRectF(spot.row.x() + 14, spot.row.y(), names - 22, spot.row.height())
        _paint_name(painter, left, layer, look, font)
        right = QRectF(area.right() - figures + 16, spot.row.y(), figures - 28, spot.row.height())
        _paint_figures(painter, right, layer, layers[0].count, look, font)
    if 0 <= focused < len(spots):
        painter.setPen(QPen(QColor(look.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(spots[focused].row.adjusted(1, 0, -1, 0), 8, 8)


def _paint_bar(painter: QPainter, bar: QRectF, layer: Layer, colour: QColor, look: Tokens) -> None:
    if not layer.count:
        painter.setPen(QPen(QColor(look.outline), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(bar.x() - 20, bar.center().y()), QPointF(bar.x() + 20, bar.center().y()))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = min(5.0, bar.width() / 2)
    painter.drawRoundedRect(bar, radius, radius)
    if layer.implied:
        width = bar.width() * layer.implied / layer.count
        part = QRectF(bar.right() - width, bar.y(), width, bar.height())
        painter.setBrush(mixed(colour.name(), look.surface, 0.25))
        painter.drawRoundedRect(part, radius, radius)
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(part, radius, radius)


def _paint_step(
    painter: QPainter,
    spot: Place,
    below: Place,
    layer: Layer,
    after: Layer,
    look: Tokens,
    font: QFont,
    figures: float,
) -> None:
    """Draw the slope between two layers, the share that went on, and what became of the others."""
    if layer.count and after.count:
        slope = QPolygonF(
            [spot.bar.bottomLeft(), spot.bar.bottomRight(), below.bar.topRight(), below.bar.topLeft()]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(look.accent, look.surface, 0.09))
        painter.drawPolygon(slope)
    painter.setFont(sized(font, 12, weight=QFont.Weight.DemiBold, tabular=True))
    said = formats.share(after.count, layer.count)
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(said) + 30
    pill = QRectF(spot.bar.center().x() - width / 2, spot.step.center().y() - 9.5, width, 19)
    painter.setPen(QPen(QColor(look.border), 1))
    painter.setBrush(QColor(look.surface))
    painter.drawRoundedRect(pill, 9.5, 9.5)
    _paint_arrow(painter, QPointF(pill.x() + 13, pill.center().y()), look)
    painter.setPen(QColor(look.text))
    painter.drawText(pill.adjusted(21, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, said)
    if layer.loss:
        painter.setFont(sized(font, 12))
        painter.setPen(QColor(look.muted))
        room = QRectF(spot.step.right() - figures + 16, spot.step.y(), figures - 28, spot.step.height())
        text = QFontMetrics(painter.font()).elidedText(
            layer.loss, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


def _paint_arrow(painter: QPainter, middle: QPointF, look: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.muted))
    x, y = middle.x(), middle.y()
    painter.drawPolygon(QPolygonF([QPointF(x - 4, y - 2), QPointF(x + 4, y - 2), QPointF(x, y + 4)]))


def _paint_name(painter: QPainter, room: QRectF, layer: Layer, look: Tokens, font: QFont) -> None:
    painter.setFont(sized(font, 14, weight=QFont.Weight.DemiBold))
    painter.setPen(QColor(look.text))
    text = painter.fontMetrics().elidedText(layer.name, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _paint_figures(
    painter: QPainter, room: QRectF, layer: Layer, first: int, look: Tokens, font: QFont
) -> None:
    """Draw count, share of the first layer and amount in columns that line up."""
    count = QRectF(room.x(), room.y(), 64, room.height())
    part = QRectF(count.right() + 8, room.y(), 46, room.height())
    money = QRectF(part.right() + 10, room.y(), max(0.0, room.right() - part.right() - 10), room.height())
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.setFont(sized(font, 15, weight=QFont.Weight.DemiBold, tabular=True))
    painter.setPen(QColor(look.text))
    painter.drawText(count, right, formats.number(layer.count))
    painter.setFont(sized(font, 13, tabular=True))
    painter.setPen(QColor(look.muted))
    painter.drawText(part, right, formats.share(layer.count, first))
    painter.drawText(money, right, layer.amount)
