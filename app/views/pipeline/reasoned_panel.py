"""Why a deal is lost: a reason of the playbook, and a sentence if there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.leads.pick_panel import PickPanel
from app.views.widgets.option_list import Option

_LONGEST = 2000


class ReasonedPanel(PickPanel):
    """Asks to pick a reason and offers a line for words; a number key picks and sends at once."""

    chosen = Signal(str, str)
    """Key of what is picked, and the words."""

    def __init__(self, page: QWidget) -> None:
        self.words = QLineEdit()
        self._write_first: dict[str, str] = {}
        super().__init__(page)
        self.words.setMaxLength(_LONGEST)

    @override
    def more_parts(self) -> Sequence[QWidget]:
        return (self.words,)

    def ask_why(
        self,
        title: str,
        asked: str,
        options: Sequence[Option],
        *,
        send: str,
        write_first: Mapping[str, str] | None = None,
    ) -> None:
        """Ask; ``asked`` is what the words may say, ``write_first`` what is said by option where they must not lack."""
        self._write_first = dict(write_first or {})
        self.words.clear()
        self.words.setPlaceholderText(asked)
        self.words.setAccessibleName(asked)
        self.ask(title, options, send=send)

    @override
    @Slot()
    def send(self) -> None:
        """Send what is picked, and the words."""
        key = self.options.key()
        if key in self._write_first and not self.words.text().strip():
            self.show_error(self._write_first[key])
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key:
            self.close_panel()
            self.chosen.emit(key, self.words.text().strip())
