"""The funnel as a chart: its layers, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from app.views import formats
from app.views.funnel_painting import Layer, paint_funnel, places
from app.views.painted_chart import PaintedChart
from app.views.tokens import Tokens


class FunnelChart(PaintedChart):
    """Shows layers; Enter or a click opens one."""

    layer_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[Layer, ...] = ()
        self._title, self._nothing = "", ""

    def show_layers(self, title: str, layers: Sequence[Layer], *, nothing: str = "") -> None:
        """Show a funnel.

        Args:
            title: What it is of: the heading of an export and what a screen reader says.
            layers: From the first to the last.
            nothing: What to say where no layer has anybody.
        """
        self._title, self._layers, self._nothing = title, tuple(layers), nothing
        self.show_marks(self._focused)

    def layer_key(self) -> str:
        """Return the key of the layer that has the keys, nothing without layers."""
        return self._layers[self._focused].key if self._layers else ""

    @override
    def sizeHint(self) -> QSize:
        return QSize(820, 560)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)

    @override
    def title(self) -> str:
        return self._title

    @override
    def nothing(self) -> str:
        return "" if any(layer.count for layer in self._layers) else self._nothing or " "

    @override
    def spots(self, area: QRectF) -> Sequence[QRectF]:
        return [place.row for place in places(area, self._layers)]

    @override
    def said(self) -> Sequence[str]:
        return [self._said(layer) for layer in self._layers]

    @override
    def opens(self, at: int) -> bool:
        return True

    @override
    def open_mark(self, at: int) -> None:
        self.layer_opened.emit(self._layers[at].key)

    @override
    def paint_marks(
        self, painter: QPainter, area: QRectF, look: Tokens, *, pointed: int = -1, focused: int = -1
    ) -> None:
        paint_funnel(painter, area, self._layers, look, self.font(), pointed=pointed, focused=focused)

    def _said(self, layer: Layer) -> str:
        parts = [
            f"{layer.name}: {formats.number(layer.count)}", formats.share(layer.count, self._layers[0].count)
        ]  # fmt: skip
        if layer.implied:
            text = QApplication.translate("FunnelChart", "{n} of them implied")
            parts.append(text.format(n=formats.number(layer.implied)))
        return ", ".join([*parts, *filter(None, (layer.amount, layer.loss))])
