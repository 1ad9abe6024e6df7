"""Another playbook: choose one, see what is wrong with it or what it would change, put it into force."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import RuleViolation
from app.models.vocabulary import Role
from app.services.playbook.document import Text
from app.services.playbook_files import Candidate, read_file, shipped, shipped_titles
from app.services.playbook_plan import Plan, Way, plan_of
from app.services.playbook_view import Agreed
from app.settings import SettingsStore
from app.views.background import Background, Question
from app.views.file_asking import ask_to_open
from app.views.playbook.plan_view import PlanView
from app.views.refusals import refusal_sentence
from app.views.said import said
from app.views.widgets.basics import boxed, button, column, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.option_list import Option, OptionList

SEND_KEY = "Ctrl+Return"
FILE = "file"
CHOICE_WIDTH = 380

type Read = Callable[[], Candidate]


class AdoptPanel(QWidget):
    """Asks the background for everything; the page closes it."""

    adopted = Signal(str, bool)
    """The title of the playbook, and whether it only waits for the other side's signature."""
    put_away = Signal()
    edit_asked = Signal(str)
    """The text of a playbook somebody wants to put right, or change before it comes."""
    ready_changed = Signal()
    """Whether there is something to put into force is another."""

    def __init__(self, background: Background, settings: SettingsStore) -> None:
        super().__init__()
        self._background, self._settings = background, settings
        self._role = Role.TEAM_LEAD
        self._agreed: Agreed | None = None
        self._found: Plan | Candidate | Exception | None = None
        self._titles: list[tuple[str, Text]] = []
        self._reading = Question()
        self.choices = OptionList()
        self.choices.picked.connect(self._on_picked)
        self._title, self._lead_in = label("", "heading"), label("", "muted", wrap=True)
        self.path = QLineEdit()
        self.path.returnPressed.connect(self._on_path)
        self._browse = button("", self.browse)
        path_line = QWidget()
        path_line.setLayout(row(self.path, self._browse, gap=8))
        path_line.setFocusProxy(self.path)
        self.path_row = FormRow(path_line)
        self.view = PlanView()
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.put_away.emit)
        buttons = row(self._cancel, KeyHint("Esc"), None, self._send, KeyHint(SEND_KEY), gap=6)
        self._edit = button("", self.edit, kind="quiet")
        self._edit.hide()
        self._error = label("", "bad", wrap=True)
        self._error.hide()
        left = boxed(
            column(self._title, self._lead_in, 6, self.choices, self.path_row, None, self._error, self._edit, buttons,
                   gap=8, margin=(18, 14, 18, 16)),
            "card",
        )  # fmt: skip
        left.setFixedWidth(CHOICE_WIDTH)
        whole = row(left, self.view, gap=16)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def open(self, agreed: Agreed, role: Role) -> None:
        """Offer the shipped playbooks and a file to somebody in a role."""
        self._agreed, self._found, self._role = agreed, None, role
        self.show_error("")
        self.retranslate()
        self._background.ask(lambda _: shipped_titles(), self._on_titles)
        self.choices.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def is_ready(self) -> bool:
        """Whether there is a sound playbook that changes something."""
        return isinstance(self._found, Plan) and not self._found.is_same and self._way() is not Way.NOT_YOURS

    def _way(self) -> Way:
        return self._found.way(self._role) if isinstance(self._found, Plan) else Way.AT_ONCE

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Use another playbook"))
        self._lead_in.setText(
            self.tr(
                "Runs and hand-overs begun before keep the version they began with. The present one stays in the history."
            )
        )
        self.path_row.show_texts(self.tr("Or a TOML file"), self.tr("Type its path and press Enter."))
        self.path.setAccessibleName(self.tr("Or a TOML file"))
        self._browse.setText(self.tr("Browse…"))
        self._cancel.setText(self.tr("Cancel"))
        self._edit.setText(self.tr("Change it in the editor first"))
        self.choices.setAccessibleName(self.tr("Playbooks"))
        self._show_choices(self.choices.key())
        self._show_found()

    def show_error(self, text: str) -> None:
        """Say what stands against it; nothing clears it."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def read(self, path: Path) -> None:
        """Read a file, and show what is wrong with it or what it would change."""
        self.path.setText(str(path))
        self._show_choices(FILE)
        self._ask(partial(read_file, path))

    @Slot()
    def browse(self) -> None:
        """Ask the system for a file."""
        ask_to_open(self, self._settings, self.tr("Choose a playbook"), ["TOML (*.toml)"], self.read)

    @Slot()
    def edit(self) -> None:
        """Open what was found in the editor."""
        document = self._document()
        if document:
            self.edit_asked.emit(document)

    def _document(self) -> str:
        """Return the text that forms can show: of a sound playbook, or of one whose TOML is."""
        match self._found:
            case Plan():
                return self._found.candidate.document
            case Candidate() if not any(one.code.startswith("toml.") for one in self._found.problems):
                return self._found.document
            case _:
                return ""

    @Slot()
    def send(self) -> None:
        """Put the playbook shown into force."""
        plan = self._found
        if not isinstance(plan, Plan) or not self.is_ready:
            return
        rehomed = self.view.rehomed()
        title = said(plan.candidate.playbook.playbook.title) if plan.candidate.playbook else ""
        self._background.submit(
            plan.command(rehomed, self._role),
            done=partial(self._on_adopted, title, self._way() is Way.PROPOSED),
            refused=self._on_refused,
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        else:
            super().keyPressEvent(event)

    # Reading.

    def _on_titles(self, titles: list[tuple[str, Text]]) -> None:
        self._titles = titles
        self._show_choices(self.choices.key())

    def _show_choices(self, key: str) -> None:
        present = self._agreed.playbook.playbook.key if self._agreed else ""
        in_force = self.tr("the one in force came from it")
        options = [
            Option(one, said(title), in_force if one == present else self.tr("comes with Decile"))
            for one, title in self._titles
        ]
        options.append(
            Option(
                FILE, self.tr("From a file"), self.path.text() or self.tr("one exported here or elsewhere")
            )
        )
        self.choices.blockSignals(True)
        self.choices.show_options(options, key)
        self.choices.blockSignals(False)
        self.choices.setFixedHeight(self.choices.height_of(len(options)))

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        self.show_error("")
        if key == FILE:
            self._show(None)
            if self.path.text():
                self._on_path()
        elif key:
            self._ask(partial(shipped, key))

    @Slot()
    def _on_path(self) -> None:
        text = self.path.text().strip()
        if text:
            self.read(Path(text).expanduser())

    def _ask(self, read: Read) -> None:
        self._background.ask(
            partial(_examined, read), self._show, question=self._reading, failed=self._on_failed
        )

    def _on_failed(self, error: Exception) -> None:
        self._show(error)

    # Showing.

    def _show(self, found: Plan | Candidate | Exception | None) -> None:
        self._found = found
        self._show_found()
        self.ready_changed.emit()

    def _show_found(self) -> None:
        self.view.show_found(self._found, way=self._way())
        is_proposal = self._way() is Way.PROPOSED
        self._send.setText(self.tr("Propose and sign") if is_proposal else self.tr("Put into force"))
        self._send.setEnabled(self.is_ready)
        self._edit.setVisible(bool(self._document()))

    # Sending.

    def _on_adopted(self, title: str, is_proposal: bool, _: object) -> None:  # noqa: FBT001 -- the signal's own
        self.adopted.emit(title, is_proposal)

    def _on_refused(self, error: RuleViolation) -> None:
        self.show_error(refusal_sentence(error.code, error.place))


def _examined(read: Read, db: Any) -> Plan | Candidate:
    """Read a playbook; a sound one is compared with the one in force."""
    candidate = read()
    return plan_of(candidate)(db) if candidate.playbook is not None else candidate
