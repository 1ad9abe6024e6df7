"""A chart we paint ourselves: walked through by keys, opened by Enter or a click, taken along as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, override

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.taken_along import Picture
from app.views.theme import sized, tokens
from app.views.tokens import LIGHT, Tokens

DOWN: Mapping[int, int] = {
    Qt.Key.Key_Down.value: 1, Qt.Key.Key_J.value: 1, Qt.Key.Key_Up.value: -1, Qt.Key.Key_K.value: -1
}  # fmt: skip
ALONG: Mapping[int, int] = {
    Qt.Key.Key_Right.value: 1, Qt.Key.Key_L.value: 1, Qt.Key.Key_Left.value: -1, Qt.Key.Key_H.value: -1
}  # fmt: skip
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PaintedChart(QWidget):
    """What every such chart does; one that shows something says what its marks are, and paints them."""

    MARGIN: ClassVar[tuple[int, int]] = (16, 16)
    """Left and right, above and below."""
    PICTURE: ClassVar[QSize] = QSize(1200, 760)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointed, self._focused = -1, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What a chart says of itself.

    def title(self) -> str:
        """Return what it is of."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Return what to say where there is nothing to draw; empty where there is something."""
        raise NotImplementedError

    def spots(self, area: QRectF) -> Sequence[QRectF]:
        """Return where the pointer meets each mark."""
        raise NotImplementedError

    def said(self) -> Sequence[str]:
        """Return all about each mark, in words."""
        raise NotImplementedError

    def opens(self, at: int) -> bool:
        """Whether leads stand behind a mark."""
        raise NotImplementedError

    def open_mark(self, at: int) -> None:
        """Tell that a mark was opened."""
        raise NotImplementedError

    def step(self, key: int) -> int:
        """Return by how many marks a key moves; 0 for a key that does not."""
        return DOWN.get(key, 0)

    def paint_marks(
        self, painter: QPainter, area: QRectF, look: Tokens, *, pointed: int = -1, focused: int = -1
    ) -> None:
        """Paint everything."""
        raise NotImplementedError

    # What all of them do.

    def png(self) -> bytes:
        """Return it as a PNG on white, twice as fine as on paper."""
        return self._picture().png()

    def svg(self) -> bytes:
        """Return it as an SVG."""
        return self._picture().svg()

    def show_marks(self, focused: int) -> None:
        """Show what has changed; ``focused`` is the mark that has the keys."""
        said = self.said()
        self._pointed, self._focused = -1, max(0, min(focused, len(said) - 1))
        self.setAccessibleName(self.title())
        self.setAccessibleDescription("; ".join(said[:60]))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if nothing := self.nothing():
            painter.setFont(sized(self.font(), 14))
            painter.setPen(QColor(tokens().muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, nothing)
        else:
            focused = self._focused if self.hasFocus() else -1
            self.paint_marks(painter, self._area(), tokens(), pointed=self._pointed, focused=focused)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.step(key):
            self._focus(self._focused + self.step(key))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._focus(0 if key == Qt.Key.Key_Home else len(self.said()) - 1)
        elif key in _OPENING and not self.nothing():
            self._open(self._focused)
        else:
            event.ignore()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._at(event.position().toPoint()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._focused = at
            self.update()
            self._open(at)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1)
        super().leaveEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.said()) and self.opens(at):
            self.open_mark(at)

    def _focus(self, at: int) -> None:
        said = self.said()
        if said:
            self._focused = max(0, min(at, len(said) - 1))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said[self._focused]))
            self.update()

    def _point_at(self, at: int) -> None:
        if at == self._pointed:
            return
        self._pointed = at
        opens = at >= 0 and self.opens(at)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self.said()[at] if at >= 0 else "")
        self.update()

    def _at(self, point: QPoint) -> int:
        if self.nothing():
            return -1
        return next((at for at, spot in enumerate(self.spots(self._area())) if spot.contains(point)), -1)

    def _area(self) -> QRectF:
        beside, above = self.MARGIN
        return QRectF(self.rect()).adjusted(beside, above, -beside, -above)

    def _picture(self) -> Picture:
        def paint(painter: QPainter, area: QRectF) -> None:
            if nothing := self.nothing():
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, nothing)
            else:
                self.paint_marks(painter, area, LIGHT)

        return Picture(self.title(), self.PICTURE, self.font(), paint)
