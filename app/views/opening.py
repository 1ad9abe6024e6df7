"""What is shown before there is a workspace: a calm wait, and the three questions of the first start."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from app.views.icons import icon
from app.views.widgets.basics import button, label

SIZE = (520, 420)
_LOGO = 72


class OpeningWindow(QWidget):
    """A small window: first it waits, then it may ask who is there."""

    answered = Signal(str, str)
    """The person's name and the key of the playbook to begin with."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Decile")
        self.setFixedSize(*SIZE)
        logo = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        logo.setPixmap(icon("decile", "accent").pixmap(_LOGO, _LOGO))
        logo.setAccessibleName("Decile")
        title = label("Decile 十问", "title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line = label("", "muted", wrap=True)
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self._bar.setAccessibleName(QCoreApplication.translate("Opening", "Opening"))
        self._form = self._make_form()
        self._form.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(48, 40, 48, 40)
        whole.setSpacing(16)
        whole.addStretch(1)
        for part in (logo, title, self._line, self._bar, self._form):
            whole.addWidget(part)
        whole.addStretch(1)

    def wait(self, text: str) -> None:
        """Say what is being waited for."""
        self._line.setText(text)
        self._form.hide()
        self._bar.show()

    def ask(self, name: str) -> None:
        """Ask who is there and how the team works; ``name`` is proposed."""
        translate = QCoreApplication.translate
        self._line.setText(
            translate("Opening", "Nobody works here yet. You can change all of this later, and add people.")
        )
        self._bar.hide()
        self._name.setText(name)
        self._form.show()
        self._name.setFocus()
        self._name.selectAll()

    @property
    def is_asking(self) -> bool:
        """Whether it waits for an answer rather than for the profile."""
        return self._form.isVisible()

    def _make_form(self) -> QFrame:
        translate = QCoreApplication.translate
        form = QFrame()
        self._name = QLineEdit(maxLength=120)
        self._name.setAccessibleName(translate("Opening", "Your name"))
        self._playbook = QComboBox()
        self._playbook.setAccessibleName(translate("Opening", "Playbook"))
        for key, title in (
            ("twelve-stage", translate("Opening", "Twelve stages, the full lifecycle")),
            ("lean", translate("Opening", "Lean: suspect, MQL, meetings, deal")),
            ("five-step", translate("Opening", "Five steps with a forecast")),
        ):
            self._playbook.addItem(title, key)
        start = button(translate("Opening", "Start"), self._on_start, kind="primary")
        start.setDefault(True)
        self._name.returnPressed.connect(self._on_start)
        rows = QFormLayout(form)
        rows.setSpacing(12)
        rows.addRow(translate("Opening", "Your name"), self._name)
        rows.addRow(translate("Opening", "Playbook"), self._playbook)
        rows.addRow(start)
        return form

    @Slot()
    def _on_start(self) -> None:
        name = self._name.text().strip()
        if name:
            self.answered.emit(name, self._playbook.currentData())
