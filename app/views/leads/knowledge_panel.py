"""What is known of a lead, to be corrected in place, and line by line why its score is what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.models.vocabulary import PointKind
from app.services.kernel.command import Command
from app.services.lead_facts import CorrectLead, FactField, correction
from app.services.lead_knowledge import Knowledge, knowledge, reached_by
from app.views.background import Question
from app.views.call_desk.dialling import phone_text
from app.views.desk import Desk
from app.views.leads.score_lines import ScoreLines
from app.views.punctuation import joined
from app.views.refusals import sentence
from app.views.surroundings import Surroundings
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

_WIDTH = 760
_LONGEST = 400
_SEND_KEY = "Ctrl+Return"
_COLUMNS = 2

_NAMES: Mapping[FactField, Callable[[], str]] = {
    FactField.COMPANY: lambda: QCoreApplication.translate("Knowledge", "Company"),
    FactField.CONTACT_NAME: lambda: QCoreApplication.translate("Knowledge", "Contact"),
    FactField.TITLE: lambda: QCoreApplication.translate("Knowledge", "Job title"),
    FactField.INDUSTRY: lambda: QCoreApplication.translate("Knowledge", "Industry"),
    FactField.COMPANY_SIZE: lambda: QCoreApplication.translate("Knowledge", "Employees"),
    FactField.REGION: lambda: QCoreApplication.translate("Knowledge", "Region"),
    FactField.CITY: lambda: QCoreApplication.translate("Knowledge", "City"),
    FactField.WEBSITE: lambda: QCoreApplication.translate("Knowledge", "Website"),
    FactField.REGISTRATION_NO: lambda: QCoreApplication.translate("Knowledge", "Registration number"),
}
"""Every fact, in the order in which it is asked."""


class KnowledgePanel(Overlay):
    """Shows and corrects one lead; Ctrl+Enter saves what was changed and nothing else."""

    saved = Signal(object)
    """Id of the lead."""

    def __init__(self, page: QWidget, surroundings: Surroundings) -> None:
        super().__init__(page, width=_WIDTH, top_share=0.07)
        self._background, self._toasts = surroundings.background, surroundings.toasts
        self._clock = surroundings.clock
        self._known: Knowledge | None = None
        self._asking = Question()
        self._title, self._error = label("", "heading", wrap=True), label("", "bad", wrap=True)
        self._error.hide()
        self.fields = {field: QLineEdit(maxLength=_LONGEST) for field in _NAMES}
        self.points = {kind: QLineEdit(maxLength=_LONGEST) for kind in PointKind}
        self.rows = {field: FormRow(edit) for field, edit in (*self.fields.items(), *self.points.items())}
        self.lines = ScoreLines()
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        buttons = row(None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(_SEND_KEY), gap=6)
        self.body.addWidget(self._title)
        self.body.addLayout(row(self._form(), 20, self.lines, gap=0))
        self.body.addWidget(self._error)
        self.body.addLayout(buttons)

    def show_lead(self, lead_id: UUID) -> None:
        """Read a lead and open."""
        self._background.ask(lambda db: knowledge(db, lead_id), self._on_read, question=self._asking)

    @override
    def first_focus(self) -> QWidget:
        return self.fields[FactField.CONTACT_NAME]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        elif is_enter:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
        event.accept()

    @Slot()
    def send(self) -> None:
        """Save what was changed; what is no phone or no e-mail is said beside its field."""
        known = self._known
        if known is None:
            return
        commands = self._commands(known)
        if commands is None:
            return
        if not commands:
            self.close_panel()
            return
        self._background.carry_out(_giving(commands), done=self._on_saved, refused=self._on_refused)

    def _form(self) -> QWidget:
        form, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, made in enumerate(self.rows.values()):
            grid.addWidget(made, place // _COLUMNS, place % _COLUMNS)
        form.setLayout(column(grid, None))
        return form

    def _on_read(self, known: Knowledge | None) -> None:
        if known is None:
            self._toasts.say(self.tr("This lead is not here any more"), tone="warn")
            return
        self._known = known
        self._say(known)
        for field, edit in self.fields.items():
            edit.setText(known.facts[field])
            edit.setCursorPosition(0)
        for edit in self.points.values():
            edit.clear()
        self.lines.show_reasons(known, self._clock())
        self.open()

    def _say(self, known: Knowledge) -> None:
        self._error.hide()
        self._title.setText(known.name)
        self.setAccessibleName(self.tr("What we know of {name}").format(name=known.name))
        for field, named in _NAMES.items():
            self.rows[field].show_texts(named())
            self.rows[field].show_error("")
        for kind, name, held in (
            (PointKind.PHONE, self.tr("Another phone"), joined(map(phone_text, known.phones))),
            (PointKind.EMAIL, self.tr("Another e-mail"), joined(known.emails)),
        ):
            self.rows[kind].show_texts(name)
            self.rows[kind].show_error("")
            self.points[kind].setPlaceholderText(held)
        self._send.setText(self.tr("Save"))
        self._cancel.setText(self.tr("Cancel"))

    def _commands(self, known: Knowledge) -> list[Command] | None:
        """Return what changes the lead to what stands here; ``None`` where something cannot be read."""
        changed = [field for field, edit in self.fields.items() if edit.text().strip() != known.facts[field]]
        commands: list[Command] = []
        if changed:
            changes = tuple(correction(field, self.fields[field].text()) for field in changed)
            commands.append(CorrectLead(lead_id=known.lead_id, changes=changes))
        for kind, edit in self.points.items():
            typed = edit.text().strip()
            if not typed:
                continue
            has_one = known.phones if kind is PointKind.PHONE else known.emails
            command = reached_by(known, kind, typed, is_first=not has_one)
            if command is None:
                self._refuse_point(kind)
                return None
            commands.append(command)
        return commands

    def _refuse_point(self, kind: PointKind) -> None:
        said = {
            PointKind.PHONE: self.tr("No phone has such a number. Write it with its area or country code."),
            PointKind.EMAIL: self.tr("An e-mail looks like name@company.com."),
        }
        self.rows[kind].show_error(said[kind])
        self.points[kind].setFocus(Qt.FocusReason.OtherFocusReason)
        self.relayout()

    def _on_saved(self, _: object) -> None:
        if self._known is not None:
            self.saved.emit(self._known.lead_id)
            self._toasts.say(self.tr("Saved"), self._known.name)
        self.close_panel()

    def _on_refused(self, refusal: Any) -> None:
        self._error.setText(sentence(refusal))
        self._error.show()
        self.relayout()


def _giving(commands: list[Command]) -> Callable[[Desk], None]:
    """Return the work that gives them all or none."""

    def work(desk: Desk) -> None:
        with desk.batch() as batch:
            for command in commands:
                batch.give(command)

    return work
