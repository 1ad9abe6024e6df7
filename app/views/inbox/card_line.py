"""One line of the frozen card: the question, what was said, how well; a rep marks what proved wrong."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.services.handover_view import CardLine
from app.views.answer_states import state_text
from app.views.said import said
from app.views.theme import mixed, tokens
from app.views.widgets.basics import column, label, row
from app.views.widgets.card_pieces import Star, StateMark
from app.views.widgets.chip import Chip
from app.views.widgets.kbd import KeyHint


class CardLineView(QFrame):
    """Shows one line; while it may be marked it takes the focus, and Space or a click marks it."""

    toggled = Signal(str)
    """Key of the question whose mark was asked for."""

    def __init__(self, line: CardLine, number: int) -> None:
        """Show a line.

        Args:
            line: What the card says.
            number: Its number key, 1 to 10; 0 for none.
        """
        super().__init__()
        self.line = line
        self._can_mark, self._is_marked = False, line.is_marked
        self._number = number
        self._key = KeyHint(str(number % 10) if number else "")
        self._key.setFixedWidth(20)
        self._wrong = Chip()
        title = label(said(line.title), "")
        font = title.font()
        font.setWeight(font.Weight.DemiBold)
        title.setFont(font)
        head = row(title, gap=6)
        if line.is_core:
            head.addWidget(Star(self.tr("core question")))
        head.addStretch(1)
        head.addWidget(self._wrong)
        words = column(head, gap=2)
        answer = said(line.choice) or (state_text(line.state) if not line.words else "")
        if answer:
            words.addWidget(label(answer, "" if line.choice else "muted", wrap=True, selectable=False))
        if line.words:
            words.addWidget(label(f"“{line.words}”", "muted", wrap=True))
        self._mark = StateMark(line.state)
        layout = row(self._key, self._mark, words, gap=8, margin=(8, 7, 10, 7))
        layout.setStretch(2, 1)
        for part in (self._key, self._mark):
            layout.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._say()

    def allow_marking(self, can_mark: bool) -> None:  # noqa: FBT001 -- the one thing it says
        """Let it be marked, or not; what was not asked cannot prove wrong."""
        policy = self._key.sizePolicy()
        policy.setRetainSizeWhenHidden(can_mark)
        self._key.setSizePolicy(policy)
        can_mark = self._can_mark = can_mark and self.line.may_prove_wrong
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_mark else Qt.FocusPolicy.NoFocus)
        self._key.show_key(str(self._number % 10) if can_mark and self._number else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_mark else Qt.CursorShape.ArrowCursor)
        self._say()

    def show_mark(self, is_marked: bool) -> None:  # noqa: FBT001 -- the one thing it says
        """Show it as proved wrong, or not."""
        self._is_marked = is_marked
        self._say()

    @property
    def is_marked(self) -> bool:
        """Whether it is shown as proved wrong."""
        return self._is_marked

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._can_mark and event.key() == Qt.Key.Key_Space:
            self.toggled.emit(self.line.key)
        elif self._can_mark and event.key() in _STEPS:
            self.focusNextPrevChild(_STEPS[event.key()])
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._can_mark and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.toggled.emit(self.line.key)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(now.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self._is_marked:
            painter.setBrush(mixed(now.bad_soft, now.surface, 0.6))
        elif self.hasFocus() or (self._can_mark and self.underMouse()):
            painter.setBrush(QColor(now.hover))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 7, 7)
        painter.end()

    def _say(self) -> None:
        self._wrong.show_chip(self.tr("proved wrong") if self._is_marked else "", "bad")
        line = self.line
        parts = [said(line.title), state_text(line.state), said(line.choice), line.words]
        if line.is_core:
            parts.insert(1, self.tr("core question"))
        if self._is_marked:
            parts.append(self.tr("proved wrong"))
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()


_STEPS: dict[int, bool] = {
    Qt.Key.Key_Down: True,
    Qt.Key.Key_J: True,
    Qt.Key.Key_Up: False,
    Qt.Key.Key_K: False,
}
