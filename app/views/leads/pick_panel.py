"""A small form over the page: pick one of a few, perhaps with a line of words; Enter sends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.views.widgets.basics import button, label, row
from app.views.widgets.kbd import KeyHint
from app.views.widgets.option_list import Option, OptionList
from app.views.widgets.overlay import Overlay

WIDTH = 440
_MOST_ROWS = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PickPanel(Overlay):
    """Asks to pick; a number key picks and sends at once."""

    picked = Signal(str)
    """Key of the option sent."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, width=WIDTH)
        self._title = label("", "heading", wrap=True)
        self.options = OptionList()
        self._error = label("", "bad", wrap=True)
        self._error.hide()
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(8)
        for part in (self._title, self.options, *self.more_parts(), self._error):
            self.body.addWidget(part)
        self.body.addLayout(
            row(
                None,
                self._cancel,
                KeyHint("Esc"),
                8,
                self._send,
                KeyHint("Return"),
                gap=6,
                margin=(0, 4, 0, 0),
            )
        )

    def more_parts(self) -> Sequence[QWidget]:
        """Return what stands between the options and the buttons."""
        return ()

    def ask(self, title: str, options: Sequence[Option], *, send: str, picked: str = "") -> None:
        """Show a question and move the focus in."""
        self._title.setText(title)
        self.options.show_options(options, picked or (options[0].key if options else ""))
        self.options.setAccessibleName(title)
        self.options.setFixedHeight(self.options.height_of(max(1, min(_MOST_ROWS, len(options)))))
        self._send.setText(send)
        self._cancel.setText(self.tr("Cancel"))
        self.setAccessibleName(title)
        self.show_error("")
        self.open()

    def show_error(self, text: str) -> None:
        """Say what stands against it; nothing clears it."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.relayout()

    def error(self) -> str:
        """Return what is said to stand against it."""
        return self._error.text()

    @override
    def first_focus(self) -> QWidget:
        return self.options

    @Slot()
    def send(self) -> None:
        """Send what is picked."""
        key = self.options.key()
        if key:
            self.close_panel()
            self.picked.emit(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0
        option = self.options.option(number - 1) if 1 <= number <= 9 else None  # noqa: PLR2004 -- one digit
        if event.key() in _ENTER:
            self.send()
        elif option is not None and option.is_possible and self.options.hasFocus():
            self.options.setCurrentIndex(self.options.model().index(number - 1, 0))
            self.send()
        else:
            super().keyPressEvent(event)
        event.accept()
