"""Small pieces of the call desk: a button that shows its key, an elided line, a field for words."""

from __future__ import annotations

from collections.abc import Callable
from typing import override

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHideEvent,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from app.views.actions import key_text
from app.views.icons import icon
from app.views.theme import sized, tokens
from app.views.widgets.basics import ICON_PX, restyle
from app.views.widgets.kbd import HEIGHT, key_width, paint_key

SAVE_MS = 250
"""Words being typed are kept this soon after the first key that is not: under the 300 ms promised."""
_GAP = 10


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


class Elided(QLabel):
    """One line that is cut with an ellipsis where it does not fit; its tooltip is whole."""

    def __init__(self, kind: str = "", *, pixels: int = 0, selectable: bool = False) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            self.setProperty("kind", kind)
        if pixels:
            self.setFont(sized(self.font(), pixels))
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show a text; nothing hides the line."""
        self._whole = text
        # A widget that has no parent yet would come up as a window of its own.
        if self.parentWidget() is not None:
            self.setVisible(bool(text))
        self._fit()

    @property
    def whole(self) -> str:
        """The text as it was said."""
        return self._whole

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(24, self.width()))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.setAccessibleName(self._whole)


class WordsEdit(QPlainTextEdit):
    """A field for words: Escape leaves it, what is typed is offered for keeping a moment later."""

    left = Signal()
    """Escape, or Enter where Enter does not begin a line."""
    typed = Signal(str)
    """The whole text, at most ``SAVE_MS`` after the first key that was not yet told."""

    def __init__(self, *, enter_leaves: bool, lines: int) -> None:
        super().__init__()
        self._enter_leaves = enter_leaves
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 24)
        self._told = ""
        self._wait = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._wait.timeout.connect(self.tell)
        self.textChanged.connect(self._on_text_changed)

    def put(self, text: str) -> None:
        """Show words that are kept already."""
        self._wait.stop()
        self._told = text
        if self.toPlainText() != text:
            self.setPlainText(text)
            self.moveCursor(self.textCursor().MoveOperation.End)

    def words(self) -> str:
        """Return what is typed, without blanks around it."""
        return self.toPlainText().strip()

    @Slot()
    def tell(self) -> None:
        """Offer what is typed for keeping now, if it is not kept."""
        self._wait.stop()
        text = self.toPlainText()
        if text != self._told:
            self._told = text
            self.typed.emit(text)

    @Slot()
    def _on_text_changed(self) -> None:
        if self.toPlainText() != self._told and not self._wait.isActive():
            self._wait.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Escape or (is_enter and plain and self._enter_leaves):
            self.tell()
            self.left.emit()
            return
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.tell()
        super().focusOutEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.tell()
        super().hideEvent(event)


class ClickFilter(QObject):
    """Turns a click on a widget that is no button into a signal."""

    clicked = Signal()

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.clicked.emit()
        return False


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
