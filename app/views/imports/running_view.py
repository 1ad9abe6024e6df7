"""The third step: rows come in, and can be stopped."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.views import formats
from app.views.widgets.basics import boxed, button, column, label, row
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.kbd import KeyHint

_WIDTH = 560


class RunningView(QWidget):
    """Shows how far an import is."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._done, self._total = "", 0, 0
        self._title, self._figures, self._note = (
            label("", "title"),
            label("", "muted"),
            label("", "small", wrap=True),
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = button("", self.stop_asked.emit)
        self._is_stopping = False
        head = row(IconLabel("file-import", "accent", 26), self._title, None, gap=12)
        foot = row(self._figures, None, self.stop, KeyHint("Esc"), gap=8)
        card = boxed(column(head, self.bar, foot, self._note, gap=12, margin=(22, 20, 22, 18)), "card")
        card.setFixedWidth(_WIDTH)
        layout = column(None, card, None)
        layout.setAlignment(card, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(layout)
        self.retranslate()

    def begin(self, name: str, total: int) -> None:
        """Show an import that has not carried anything yet."""
        self._name, self._is_stopping = name, False
        self.stop.setEnabled(True)
        self.show_progress(0, total)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many rows are in."""
        self._done, self._total = done, total
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.retranslate()

    def show_stopping(self) -> None:
        """Show that it ends after the rows under way."""
        self._is_stopping = True
        self.stop.setEnabled(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Importing {name}").format(name=self._name or self.tr("pasted cells")))
        done, total = formats.number(self._done), formats.number(self._total)
        self._figures.setText(
            self.tr("Stopping…")
            if self._is_stopping
            else self.tr("{done} of {total} rows").format(done=done, total=total)
        )
        self._note.setText(self.tr("You can go on working meanwhile: every page stays usable."))
        self.stop.setText(self.tr("Stop"))
        self.bar.setAccessibleName(self._title.text())
        self.bar.setAccessibleDescription(self._figures.text())
