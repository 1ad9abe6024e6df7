"""Icons: shipped SVG line drawings, recoloured from the tokens at the moment they are painted."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.resources import resource
from app.views.theme import tokens


class MissingIcon(LookupError):
    """No shipped icon has this name: a typing error, found by whichever test builds the widget."""


def icon(name: str, colour: str = "muted", *, on: str | None = None) -> QIcon:
    """Return an icon that follows the theme.

    Args:
        name: File name in ``resources/icons`` without ``.svg``.
        colour: Name of the token that colours the strokes.
        on: Token for the checked state; the same colour if absent.

    Raises:
        MissingIcon: No such file.
    """
    _svg(name)
    return QIcon(_TokenIconEngine(name, colour, on or colour))


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Draw an icon in a painted widget; ``colour`` is ``#rrggbb``."""
    _renderer(name, colour).render(painter, rect)


class _TokenIconEngine(QIconEngine):
    """Draws the SVG at the size asked for: sharp at any device pixel ratio."""

    def __init__(self, name: str, off: str, on: str) -> None:
        super().__init__()
        self._name, self._off, self._on = name, off, on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = self._on if state == QIcon.State.On else self._off
        if mode == QIcon.Mode.Disabled:
            colour = "faint"
        _renderer(self._name, getattr(tokens(), colour)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Return the drawing; ``size`` is already in device pixels."""
        del scale
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _TokenIconEngine(self._name, self._off, self._on)


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    file = resource("icons", f"{name}.svg")
    if not file.is_file():
        raise MissingIcon(name)
    return file.read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
