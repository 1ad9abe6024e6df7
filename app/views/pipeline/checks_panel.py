"""The five checks of an SQL, ticked one by one (spec section 3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import override

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from app.services.pipeline_view import Deal
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

WIDTH = 460
SEND_KEY = "Ctrl+Return"
CHECKS: Mapping[str, Callable[[], str]] = {
    "need_fits": lambda: QCoreApplication.translate("Checks", "Need: it is what we solve"),
    "process_fits": lambda: QCoreApplication.translate("Checks", "Process: we know how they buy, and fit it"),
    "timing_clear": lambda: QCoreApplication.translate("Checks", "Timing: it is clear when they buy"),
    "budget_fits": lambda: QCoreApplication.translate("Checks", "Budget: it is there and fits"),
    "is_key_person": lambda: QCoreApplication.translate(
        "Checks", "Key person: our contact decides or drives it"
    ),
}
"""The checks in the order of the hand-over's questions; keys are the command's fields."""


class ChecksPanel(Overlay):
    """Asks; number keys tick, Ctrl+Enter or Enter sends."""

    sent = Signal(object, object)
    """The deal, and which checks hold."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=WIDTH)
        self._deal: Deal | None = None
        self._title, self._lead_in = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self.boxes = {name: QCheckBox() for name in CHECKS}
        self._left = label("", "small")
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        for box in self.boxes.values():
            box.toggled.connect(self._say_left)
        keyed = [
            row(box, None, KeyHint(str(at)), gap=6) for at, box in enumerate(self.boxes.values(), start=1)
        ]
        self.body.setSpacing(10)
        self.body.addLayout(column(self._title, self._lead_in, gap=4))
        self.body.addLayout(column(*keyed, gap=8))
        self.body.addWidget(self._left)
        self.body.addLayout(row(None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint("Return"), gap=6))

    def ask(self, deal: Deal, holding: Mapping[str, bool]) -> None:
        """Show the checks of a deal as they stand."""
        self._deal = deal
        self._title.setText(self.tr("{name}: is it an SQL?").format(name=deal.name))
        self.setAccessibleName(self._title.text())
        self._lead_in.setText(
            self.tr("It is one once all five hold. Tick what you know; the rest stays open.")
        )
        for name, box in self.boxes.items():
            box.setText(CHECKS[name]())
            box.setAccessibleName(CHECKS[name]())
            box.setChecked(holding.get(name, False))
        self._send.setText(self.tr("Save"))
        self._cancel.setText(self.tr("Cancel"))
        self._say_left()
        self.open()

    @override
    def first_focus(self) -> QWidget:
        return next((box for box in self.boxes.values() if not box.isChecked()), self._send)

    @Slot()
    def send(self) -> None:
        """Send what is ticked."""
        if self._deal is not None:
            deal, holding = self._deal, {name: box.isChecked() for name, box in self.boxes.items()}
            self.close_panel()
            self.sent.emit(deal, holding)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
        elif 0 <= number < len(self.boxes):
            box = list(self.boxes.values())[number]
            box.toggle()
            box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
        event.accept()

    @Slot()
    def _say_left(self) -> None:
        left = sum(not box.isChecked() for box in self.boxes.values())
        said = QCoreApplication.translate("Checks", "%Ln check(s) still open", "", left)
        self._left.setText(said if left else self.tr("All five hold: it becomes an SQL."))
