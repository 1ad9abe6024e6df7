"""A painted picture taken along: as PNG twice as fine as on paper, as SVG, always in the light theme with its title."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from app.views.theme import sized
from app.views.tokens import LIGHT

PICTURE_SCALE = 2
_SIDE, _HEAD, _TITLE = 28, 72, 32


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for paper.

    Attributes:
        title: Written above it.
        size: In points.
        font: What it is written in.
        paint: Paints into the area below the title.
    """

    title: str
    size: QSize
    font: QFont
    paint: Callable[[QPainter, QRectF], None]

    def png(self) -> bytes:
        """Return it as a PNG on white."""
        image = QImage(self.size * PICTURE_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(PICTURE_SCALE)
        image.fill(QColor(LIGHT.surface))
        painter = QPainter(image)
        self._draw(painter)
        painter.end()
        data = QByteArray()
        image.save(_opened(data), "PNG")  # type: ignore[call-overload]
        return bytes(data.data())

    def svg(self) -> bytes:
        """Return it as an SVG."""
        data = QByteArray()
        buffer = _opened(data)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self.size)
        generator.setViewBox(QRectF(0, 0, self.size.width(), self.size.height()))
        generator.setTitle(self.title)
        painter = QPainter(generator)
        self._draw(painter)
        painter.end()
        return bytes(data.data())

    def _draw(self, painter: QPainter) -> None:
        wide, high = self.size.width(), self.size.height()
        painter.setFont(sized(self.font, 20, weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(LIGHT.text))
        title = QRectF(_TITLE, 24, wide - 2 * _TITLE, 32)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, self.title)
        self.paint(painter, QRectF(_SIDE, _HEAD, wide - 2 * _SIDE, high - _HEAD - 24))


def _opened(data: QByteArray) -> QBuffer:
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
