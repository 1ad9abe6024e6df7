"""What stands where a list or page has nothing to show: why, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.widgets.basics import button, column, label, row
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.kbd import KeyHint

ICON_PX = 40
TEXT_WIDTH, LEAST_WIDTH = 420, 120
"""Of the words, in pixels, where there is room, and where there is hardly any."""


@dataclass(frozen=True, slots=True)
class Emptiness:
    """The words and the way out of one empty, refused, offline or broken state."""

    title: str
    text: str = ""
    """What to do next, one or two sentences."""
    icon: str = "inbox"
    action: str = ""
    """Text of the button; none if empty."""
    call: Callable[[], object] | None = None
    key: str = ""
    """Key of the action, shown beside it."""


class EmptyState(QWidget):
    """Shows one ``Emptiness`` in the middle of the room it gets."""

    def __init__(self, emptiness: Emptiness | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner: QWidget | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        if emptiness is not None:
            self.show_emptiness(emptiness)

    def show_emptiness(self, emptiness: Emptiness) -> None:
        """Replace what is shown."""
        if self._inner is not None:
            self._outer.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = _inner(emptiness)
        self._fit()
        self._outer.addWidget(self._inner, alignment=Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(emptiness.title)
        self.setAccessibleDescription(emptiness.text)

    @override
    def minimumSizeHint(self) -> QSize:
        # The words break: as wide as they stand now is not the least they need.
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Write within the room there is: a narrow list has less than the words would like.

        The whole is given its width, not each line: a layout asks every line how high it is at the width of the
        whole, which the button may have made larger.
        """
        if self._inner is not None:
            margins = self._outer.contentsMargins()
            room = self.width() - margins.left() - margins.right()
            width = max(LEAST_WIDTH, min(TEXT_WIDTH, room))
            self._inner.setFixedWidth(max(width, self._inner.minimumSizeHint().width()))


def _inner(emptiness: Emptiness) -> QWidget:
    title = label(emptiness.title, "heading", wrap=True)
    text = label(emptiness.text, "muted", wrap=True)
    picture = IconLabel(emptiness.icon, "faint", ICON_PX)
    for line in (title, text):
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
    inner = QWidget()
    layout = column(picture, 4, title, gap=6)
    layout.setAlignment(picture, Qt.AlignmentFlag.AlignHCenter)
    if emptiness.text:
        layout.addWidget(text)
    else:
        text.setParent(inner)
        text.hide()
    if emptiness.action:
        layout.addSpacing(10)
        way_out = row(None, button(emptiness.action, emptiness.call), gap=10)
        if emptiness.key:
            way_out.addWidget(KeyHint(emptiness.key))
        way_out.addStretch(1)
        layout.addLayout(way_out)
    inner.setLayout(layout)
    return inner
