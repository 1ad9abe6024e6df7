"""What is shown before there is a workspace: a calm wait, the questions of the first start, joining a team."""

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
from app.views.join_form import JoinForm
from app.views.widgets.basics import boxed, button, label, row

SIZE, SIZE_JOINING = (520, 420), (520, 560)
_LOGO = 72


class OpeningWindow(QWidget):
    """A small window: first it waits, then it may ask who is there."""

    answered = Signal(str, str)
    """The person's name and the key of the playbook to begin with."""
    join_asked = Signal(str, str, object)
    """An invitation's link, its password, and a new password or ``None``."""

    def __init__(self) -> None:
        super().__init__()
        translate = QCoreApplication.translate
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
        self._bar.setAccessibleName(translate("Opening", "Opening"))
        self._form = self._make_form()
        self._form.hide()
        self._join = JoinForm()
        self._join.asked.connect(self.join_asked)
        self._join.left.connect(self._on_left)
        self._join.hide()
        self._again = button(translate("Opening", "Join again…"), self._on_join)
        self._ended = boxed(row(None, self._again, None))
        self._ended.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(48, 40, 48, 40)
        whole.setSpacing(16)
        whole.addStretch(1)
        for part in (logo, title, self._line, self._bar, self._form, self._join, self._ended):
            whole.addWidget(part)
        whole.addStretch(1)

    def wait(self, text: str) -> None:
        """Say what is being waited for."""
        self._line.setText(text)
        self._only(self._bar)

    def ask(self, name: str) -> None:
        """Ask who is there and how the team works; ``name`` is proposed."""
        self._name.setText(name)
        self._ask()

    def ask_to_join(
        self, trouble: str = "", *, wants_new: bool = False, is_password_wrong: bool = False
    ) -> None:
        """Ask for an invitation; ``trouble`` is what became of the last one, see ``JoinForm.begin``."""
        self._line.setText(
            QCoreApplication.translate(
                "Opening", "Your administrator gives you a link, and tells you its password by another way."
            )
        )
        self._only(self._join)
        self._join.begin(trouble, wants_new=wants_new, is_password_wrong=is_password_wrong)

    def join_again(self) -> None:
        """Ask for another invitation where somebody works already: there is no working alone to go back to."""
        self._join.can_leave(is_possible=False)
        self.ask_to_join()

    def end(self, text: str) -> None:
        """Say that there is nothing to open any more; joining again is all there is to do."""
        self._line.setText(text)
        self._join.can_leave(is_possible=False)
        self._only(self._ended)
        self._again.setFocus()

    def forget_secrets(self) -> None:
        """Forget passwords that were typed."""
        self._join.forget()

    @property
    def is_asking(self) -> bool:
        """Whether it waits for an answer rather than for the profile."""
        return not self._bar.isVisible()

    @property
    def is_joining(self) -> bool:
        """Whether an invitation is being typed."""
        return self._join.isVisibleTo(self)

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
        join = button(translate("Opening", "Join a team…"), self._on_join, kind="quiet")
        rows.addRow(row(start, join, None))
        return form

    def _ask(self) -> None:
        self._line.setText(
            QCoreApplication.translate(
                "Opening", "Nobody works here yet. You can change all of this later, and add people."
            )
        )
        self._only(self._form)
        self._name.setFocus()
        self._name.selectAll()

    def _only(self, shown: QWidget) -> None:
        for part in (self._bar, self._form, self._join, self._ended):
            part.setVisible(part is shown)
        self.setFixedSize(*(SIZE_JOINING if shown is self._join else SIZE))

    @Slot()
    def _on_join(self) -> None:
        self.ask_to_join()

    @Slot()
    def _on_left(self) -> None:
        self._ask()

    @Slot()
    def _on_start(self) -> None:
        name = self._name.text().strip()
        if name:
            self.answered.emit(name, self._playbook.currentData())
