"""Where an import begins: drop a file, choose one, paste, or type; and what was wrong with the last one."""

from __future__ import annotations

from collections.abc import Callable
from typing import override

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from app.views.theme import tokens
from app.views.widgets.basics import boxed, button, column, label, row
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.kbd import KeyHint


class TroubleBox(QFrame):
    """Says in one sentence what is wrong with a list, where, and what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "inset")
        self._title, self._text = label("", "bad", wrap=True), label("", wrap=True, selectable=True)
        self.way_out = button("")
        self._call: Callable[[], object] | None = None
        self.way_out.clicked.connect(self._on_way_out)
        words = column(self._title, self._text, row(self.way_out, None, margin=(0, 4, 0, 0)), gap=3)
        mark = column(IconLabel("file-alert", "bad", 22), None, margin=(0, 2, 0, 0))
        layout = row(mark, words, gap=12, margin=(14, 12, 16, 12))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    def show_trouble(
        self, title: str, text: str, *, way_out: str = "", call: Callable[[], object] | None = None
    ) -> None:
        """Say it, with a button for the way out if there is one."""
        self._title.setText(title)
        self._text.setText(text)
        self._call = call
        self.way_out.setText(way_out)
        self.way_out.setVisible(bool(way_out))
        self.setAccessibleName(f"{title}. {text}")
        self.show()

    def said(self) -> str:
        """Return the sentence shown; nothing while all is well."""
        return "" if self.isHidden() else self._text.text()

    def _on_way_out(self) -> None:
        if self._call is not None:
            self._call()


class DropZone(QFrame):
    """The place a file is dropped on, with the other ways in beside it."""

    file_asked = Signal()
    paste_asked = Signal()
    hand_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_over = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title, self._text = label("", "heading"), label("", "muted", wrap=True)
        for line in (self._title, self._text):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.file_button = button("", self.file_asked.emit, kind="primary", icon_name="file-spreadsheet")
        self._paste = button("", self.paste_asked.emit, icon_name="clipboard")
        self._hand = button("", self.hand_asked.emit, icon_name="user-plus")
        ways = row(
            None, *_with_key(self.file_button, "Ctrl+O"), 10, *_with_key(self._paste, "Ctrl+V"), 10,
            *_with_key(self._hand, "Ctrl+N"), None, gap=6,
        )  # fmt: skip
        picture = row(None, IconLabel("upload", "accent", 30), None)
        self.setLayout(column(picture, 2, self._title, self._text, 10, ways, gap=5, margin=(24, 22, 24, 22)))
        self.retranslate()

    def show_over(self, *, is_over: bool) -> None:
        """Show that a file would land here."""
        self._is_over = is_over
        self.update()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Drop a list of leads here"))
        self._text.setText(
            self.tr(
                "CSV, Excel or OpenDocument, from any program. Nothing is written before you have seen it."
            )
        )
        self.file_button.setText(self.tr("Choose a file…"))
        self._paste.setText(self.tr("Paste cells"))
        self._hand.setText(self.tr("Type one lead"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(now.accent if self._is_over else now.outline), 2 if self._is_over else 1.2)
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(now.accent_soft if self._is_over else now.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 12, 12)
        painter.end()


class StartView(QWidget):
    """The first step: the ways in, trouble with the last list, and the imports of the past."""

    def __init__(self, past: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone, self.trouble = DropZone(), TroubleBox()
        self._past_title = label("", "heading")
        self._past_box = boxed(column(past, margin=(1, 4, 1, 6)), "card")
        layout = column(
            self.trouble, self.zone, 6, self._past_title, self._past_box, gap=10, margin=(24, 16, 24, 20)
        )
        layout.setStretch(layout.count() - 1, 1)
        self.setLayout(layout)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self.zone.retranslate()
        self._past_title.setText(self.tr("Imports so far"))


def _with_key(made: QPushButton, key: str) -> tuple[QPushButton, KeyHint]:
    return made, KeyHint(key)
