"""A button that shows its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from app.views.actions import key_text
from app.views.icons import icon
from app.views.theme import sized, tokens
from app.views.widgets.basics import ICON_PX, restyle
from app.views.widgets.kbd import HEIGHT, key_width, paint_key

_GAP = 10
_PALE = 0.4
"""How strong a key is drawn that does not act at the moment."""


class KeyButton(QPushButton):
    """A button with its key drawn at its right end."""

    def __init__(
        self, key: str, call: Callable[[], object] | None = None, *, kind: str = "", icon_name: str = ""
    ) -> None:
        super().__init__()
        self._key = key_text(key)
        self.setAutoDefault(False)
        if kind:
            self.setProperty("kind", kind)
        self._kind, self._icon_name = kind, icon_name
        self._is_live = True
        if icon_name:
            self.show_icon(icon_name)
        if call is not None:
            self.clicked.connect(call)

    def show_icon(self, name: str) -> None:
        """Show another icon before the text."""
        self._icon_name = name
        self.setIcon(icon(name, {"primary": "on_accent", "danger": "bad"}.get(self._kind, "muted")))
        self.setIconSize(QSize(ICON_PX, ICON_PX))

    def show_kind(self, kind: str) -> None:
        """Dress it as another kind."""
        if kind == self._kind:
            return
        self._kind = kind
        restyle(self, "kind", kind)
        if self._icon_name:
            self.show_icon(self._icon_name)

    def show_key(self, key: str) -> None:
        """Show another key."""
        self._key = key_text(key)
        self.updateGeometry()
        self.update()

    def show_live(self, *, is_live: bool) -> None:
        """Draw the key pale where it does not act at the moment, in the room it always has."""
        self._is_live = is_live
        self.update()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._key_room(), hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button's ground, then icon, text and key as one centred group."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        weight = QFont.Weight.DemiBold if self._kind == "primary" else QFont.Weight.Normal
        font = sized(self.font(), 13, weight=weight)
        painter.setFont(font)
        text_width = QFontMetrics(font).horizontalAdvance(self.text())
        picture = ICON_PX + 6 if not self.icon().isNull() else 0
        room = self._key_room()
        x = max(10, (self.width() - picture - text_width - room) // 2)
        if picture:
            mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
            self.icon().paint(painter, QRect(x, (self.height() - ICON_PX) // 2, ICON_PX, ICON_PX), mode=mode)
            x += picture
        ink = self._ink()
        painter.setPen(QColor(ink))
        painter.drawText(
            QRect(x, 0, text_width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        if self._key:
            painter.setOpacity(1.0 if self._is_live else _PALE)
            box = QRectF(x + text_width + _GAP, (self.height() - HEIGHT) / 2, room - _GAP, HEIGHT)
            if self._kind == "primary" and self.isEnabled():
                _paint_key_on_accent(painter, box, self._key)
            else:
                paint_key(painter, box, self._key)
        painter.end()

    def _ink(self) -> str:
        now = tokens()
        if not self.isEnabled():
            return now.faint
        return {"primary": now.on_accent, "danger": now.bad, "quiet": now.muted}.get(self._kind, now.text)

    def _key_room(self) -> int:
        return key_width(self, self._key) + _GAP if self._key else 0


def _paint_key_on_accent(painter: QPainter, box: QRectF, text: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(tokens().on_accent)
    painter.setFont(sized(painter.font(), 11))
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    ink.setAlphaF(0.45)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.restore()
