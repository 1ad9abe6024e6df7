"""The line above the desk while a call list is worked: which list, where in it, back and out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from app.services.list_walk import Walk
from app.views import formats
from app.views.widgets.basics import row
from app.views.widgets.elided import Elided
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.key_button import KeyButton


class ListStrip(QFrame):
    """Says where one is in a list; the next lead is one key away as ever."""

    def __init__(self, *, back: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.text = Elided()
        self.back = KeyButton("Shift+N", back, kind="quiet", icon_name="arrow-left")
        self.leave = KeyButton("Shift+L", leave, kind="quiet", icon_name="logout")
        whole = row(
            IconLabel("list-check", "accent", 18), self.text, self.back, self.leave, margin=(14, 4, 10, 4)
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.hide()
        self.retranslate()

    def show_walk(self, walk: Walk | None) -> None:
        """Say where one is; without a list there is nothing to see."""
        self.setVisible(walk is not None)
        if walk is None:
            return
        text = self.tr("List “{name}”: lead {at} of {total}")
        self.text.say(
            text.format(name=walk.name, at=formats.number(walk.at), total=formats.number(walk.total))
        )
        self.back.setEnabled(walk.at > 1)

    def retranslate(self) -> None:
        """Set the texts that stay."""
        self.back.setText(self.tr("Previous lead"))
        self.leave.setText(self.tr("Leave the list"))
