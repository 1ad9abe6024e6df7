"""What a leave leaves behind, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from app.views.widgets.basics import label, row
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.key_button import KeyButton


class LeaveBar(QFrame):
    """Says what fell due in a leave; shows nothing while nothing did."""

    def __init__(self, spread: Callable[[], object], hand_on: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "inset")
        self._text = label("", wrap=True)
        self.spread = KeyButton("L", spread, kind="primary", icon_name="calendar-due")
        self.hand_on = KeyButton("Shift+G", hand_on, icon_name="user-check")
        layout = row(
            IconLabel("calendar-off", "warn"),
            self._text,
            self.hand_on,
            self.spread,
            gap=10,
            margin=(14, 8, 10, 8),
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    def show_leave(self, text: str, *, is_own: bool, may_hand_on: bool) -> None:
        """Say what fell due; nothing where the text is empty."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.spread.setText(self.tr("Spread over the days after"))
        self.spread.setAccessibleName(self.spread.text())
        self.hand_on.setText(self.tr("Hand them on"))
        self.hand_on.setAccessibleName(self.hand_on.text())
        self.spread.setVisible(is_own)
        self.hand_on.setVisible(may_hand_on and not is_own)
        self.setVisible(bool(text))
