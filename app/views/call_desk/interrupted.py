"""The line above the desk while a call runs elsewhere, or runs on from before the program was closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from app.clock import SECOND
from app.services.call_desk_rows import RunningCall
from app.views import formats
from app.views.widgets.basics import row
from app.views.widgets.elided import Elided
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.key_button import KeyButton


class InterruptedBar(QFrame):
    """Says which call is still open, and offers to go on or to end it."""

    def __init__(self, *, go_on: Callable[[], object], end: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.text = Elided()
        self.go_on = KeyButton("B", go_on, kind="primary", icon_name="phone-call")
        self.end = KeyButton("E", end, icon_name="phone-off")
        whole = row(
            IconLabel("alert-triangle", "warn", 18), self.text, self.go_on, self.end, margin=(14, 8, 10, 8)
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.hide()
        self.retranslate()

    def show_call(self, call: RunningCall, *, is_here: bool, is_own: bool) -> None:
        """Say which call it is, how long it ran, and that its notes are kept."""
        until = call.noted_at if call.noted_at is not None else call.started_at
        lasted = formats.duration(max(0, until - call.started_at) // SECOND)
        if call.noted_at is None:
            text = self.tr("Your call with {who} was interrupted. It began at {time}.")
        else:
            text = self.tr("Your call with {who} was interrupted: {lasted}, notes kept.")
        if is_own:
            text = self.tr("You are on a call with {who} since {time}.")
        self.text.say(text.format(who=call.who, time=formats.time(call.started_at), lasted=lasted))
        self.go_on.setText(self.tr("Continue") if is_here else self.tr("Go to the call"))

    def retranslate(self) -> None:
        """Set the texts that stay."""
        self.go_on.setText(self.tr("Continue"))
        self.end.setText(self.tr("End it"))
