"""The agreed definitions, for everyone to read; leads change, propose and sign them, anybody exports them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.models.vocabulary import Role, Topic
from app.services.playbook_adoption import SIGNERS
from app.services.playbook_draft import has_draft
from app.services.playbook_plan import WRITERS
from app.services.playbook_view import Agreed, Pen, agreed, pens, role_of
from app.views import formats
from app.views.actions import Action
from app.views.desk import Query
from app.views.file_asking import ask_to_save
from app.views.file_writing import write_bytes
from app.views.page import Page
from app.views.playbook.adopt_panel import SEND_KEY, AdoptPanel
from app.views.playbook.edit_panel import EditPanel
from app.views.playbook.proposal_panel import SIGN_KEY, ProposalPanel
from app.views.playbook.sections import SECTIONS
from app.views.playbook.version_words import strayed_in_force
from app.views.said import said
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.key_button import KeyButton
from app.views.widgets.segmented import Segmented

TWO_COLUMNS, THREE_COLUMNS = 980, 1700
"""Widths from which cards stand side by side."""
PROPOSAL = "proposal"
READING_WIDTH = 860
"""Longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the page shows, and what the person here may do."""

    agreed: Agreed
    role: Role
    pens: tuple[Pen, ...]
    has_draft: bool

    @property
    def may_edit(self) -> bool:
        """Whether the person here changes something of the playbook."""
        return self.role in WRITERS

    @property
    def may_adopt(self) -> bool:
        """Whether they bring a whole playbook; marketing edits scoring alone."""
        return self.role in SIGNERS


class PlaybookPage(Page[Read]):
    """Shows one section at a time; figures switch."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.PLAYBOOK})

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._member_id = member_id
        self._agreed: Agreed | None = None
        self._read: Read | None = None
        self._columns = 0
        self._section = SECTIONS[0][0]
        self._title, self._since = label("", "display"), label("", "muted", wrap=True)
        self._strayed = label("", "bad", wrap=True)
        self._edit = KeyButton("D", self.edit, icon_name="pencil")
        self._adopt = KeyButton("U", self.adopt, icon_name="switch-horizontal")
        self._export = KeyButton("E", self.ask_where, icon_name="file-export")
        self.sections = Segmented()
        self.sections.chosen.connect(self._on_section_chosen)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.panel = AdoptPanel(surroundings.background, surroundings.settings)
        self.panel.put_away.connect(self.close_panel)
        self.panel.adopted.connect(self._on_adopted)
        self.panel.ready_changed.connect(self.actions_changed)
        self.panel.edit_asked.connect(self._on_edit_asked)
        self.editor = EditPanel(surroundings.background, surroundings.clock)
        self.editor.put_away.connect(self.close_panel)
        self.editor.discarded.connect(self._on_discarded)
        self.editor.sent.connect(self._on_adopted)
        self.editor.ready_changed.connect(self.actions_changed)
        self.proposal = ProposalPanel(surroundings.background, surroundings.clock)
        self.proposal.signed.connect(self._on_adopted)
        self.proposal.withdrawn.connect(self._on_withdrawn)
        self.proposal.changed.connect(self.actions_changed)
        self._lay_out()

    # What the page says about itself.

    @override
    def query(self) -> Query[Read]:
        return partial(_read, self._member_id)

    @override
    def fill(self, answer: Read) -> None:
        self._read, self._agreed = answer, answer.agreed
        proposal = answer.agreed.proposal
        if proposal is not None:
            self.proposal.show_proposal(proposal, answer.pens)
        elif self._section == PROPOSAL:
            self._section = SECTIONS[0][0]
        self._adopt.setVisible(answer.may_adopt)
        self._edit.setVisible(answer.may_edit)
        self._say()
        self._show_section()
        self.actions_changed.emit()

    @override
    def first_focus(self) -> QWidget:
        return self.scroll_area

    @override
    def open(self, target: Any) -> None:
        """Show the section that was asked for, by its key."""
        if isinstance(target, str) and target in {section[0] for section in SECTIONS}:
            self._on_section_chosen(target)
            self._say()

    @override
    def retranslate(self) -> None:
        self._adopt.setText(self.tr("Use another"))
        self._export.setText(self.tr("Export"))
        self.scroll_area.setAccessibleName(self.tr("Agreed definitions"))
        self.panel.retranslate()
        self.editor.retranslate()
        self.proposal.retranslate()
        self._say()
        self._show_section()

    @override
    def page_actions(self) -> list[Action]:
        if self._whole.currentWidget() is self.editor:
            return self.editor.page_actions()
        if self._whole.currentWidget() is self.panel:
            return [
                Action(self.tr("Put the playbook into force"), self.panel.send, SEND_KEY, "check",
                       is_enabled=lambda: self.panel.is_ready)
            ]  # fmt: skip
        found = [
            Action(
                self.tr("Read: {section}").format(section=title),
                partial(self.sections.choose, key),
                str(at),
            )
            for at, (key, title) in enumerate(self._choices(), 1)
        ]
        if self._section == PROPOSAL and self.proposal.may_sign:
            found.append(Action(self.proposal.sign_button.text(), self.proposal.sign, SIGN_KEY, "check"))
        if self._may_edit:
            found.append(Action(self.tr("Edit the playbook"), self.edit, "D", "pencil"))
        if self._may_adopt:
            found.append(
                Action(
                    self.tr("Use another playbook, or import a file"), self.adopt, "U", "switch-horizontal"
                )
            )
        return [*found, Action(self.tr("Export the playbook as TOML"), self.ask_where, "E", "file-export")]

    @property
    def _may_edit(self) -> bool:
        return self._read is not None and self._read.may_edit

    @property
    def _may_adopt(self) -> bool:
        return self._read is not None and self._read.may_adopt

    def _choices(self) -> list[tuple[str, str]]:
        """Return the sections, the proposal last while there is one."""
        choices = [(key, title()) for key, title, _, _ in SECTIONS]
        if self._agreed is not None and self._agreed.proposal is not None:
            choices.append((PROPOSAL, self.tr("Proposal")))
        return choices

    # What can be done.

    @Slot()
    def edit(self) -> None:
        """Edit a draft of the playbook in force."""
        if self._may_edit:
            self._open_editor(None)

    @Slot(str)
    def _on_edit_asked(self, document: str) -> None:
        self._open_editor(document)

    def _open_editor(self, document: str | None) -> None:
        if self._read is None:
            return
        self._whole.setCurrentWidget(self.editor)
        self.editor.open(document, role=self._read.role)
        self.actions_changed.emit()

    @Slot()
    def adopt(self) -> None:
        """Offer other playbooks."""
        if self._read is not None and self._read.may_adopt:
            self._whole.setCurrentWidget(self.panel)
            self.panel.open(self._read.agreed, self._read.role)
            self.actions_changed.emit()

    @Slot()
    def close_panel(self) -> None:
        """Go back to reading."""
        self._whole.setCurrentWidget(self._reading)
        (self.proposal if self._section == PROPOSAL else self.scroll_area).setFocus()
        self.actions_changed.emit()
        self.reload()

    @Slot()
    def ask_where(self) -> None:
        """Ask for the file to write."""
        if self._agreed is None:
            return
        name = f"{self._agreed.playbook.playbook.key}-{self._agreed.version}.toml"
        ask_to_save(self, self.surroundings.settings, self.tr("Export the playbook"), name, self.save)

    def save(self, path: Path) -> None:
        """Write the playbook in force to a file, and say so."""
        if self._agreed is not None:
            self.background.start(write_bytes(path, self._agreed.document.encode()), self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self.surroundings.toasts.say(self.tr("Playbook exported"), str(path))

    @Slot(str, bool)
    def _on_adopted(self, title: str, is_proposal: bool) -> None:  # noqa: FBT001 -- the signal's own
        if is_proposal:
            self._section = PROPOSAL
        self.close_panel()
        text = self.tr("Proposed: {playbook}") if is_proposal else self.tr("In force: {playbook}")
        self.surroundings.toasts.say(text.format(playbook=title))

    @Slot(str)
    def _on_withdrawn(self, title: str) -> None:
        self.surroundings.toasts.say(self.tr("Withdrawn: {playbook}").format(playbook=title))
        self.scroll_area.setFocus()

    @Slot()
    def _on_discarded(self) -> None:
        self.close_panel()
        self.surroundings.toasts.say(self.tr("The draft is discarded"))

    # Showing.

    @Slot(str)
    def _on_section_chosen(self, key: str) -> None:
        self._section = key
        self._show_section()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _say(self) -> None:
        self.sections.show_choices(self.tr("Section"), self._choices(), self._section)
        has_draft = self._read is not None and self._read.has_draft
        self._edit.setText(self.tr("Go on editing") if has_draft else self.tr("Edit"))
        if self._agreed is None:
            return
        current = next(version for version in self._agreed.versions if version.is_current)
        self._title.setText(said(current.title))
        self._strayed.setText(strayed_in_force(self._agreed.strayed))
        self._strayed.setVisible(bool(self._agreed.strayed))
        since = self.tr(
            "Version {n}, in force since {when}, adopted by {who}. Everyone works by these definitions."
        )
        self._since.setText(
            since.format(
                n=current.version, when=formats.date_time(current.adopted_at or 0), who=current.adopted_by
            )
        )

    def _show_section(self) -> None:
        if self._agreed is None:
            return
        self._reader.setCurrentWidget(self.proposal if self._section == PROPOSAL else self.scroll_area)
        if self._section == PROPOSAL:
            return
        _, _, cards_of, may_split = next(section for section in SECTIONS if section[0] == self._section)
        cards = cards_of(self._agreed)
        count = self._columns_now() if may_split else 1
        columns = [QVBoxLayout() for _ in range(count)]
        for made in columns:
            made.setSpacing(12)
        for card, place in zip(
            cards, _places([card.sizeHint().height() for card in cards], count), strict=True
        ):
            columns[place].addWidget(card)
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        whole = QHBoxLayout(canvas)
        whole.setSpacing(12)
        whole.setContentsMargins(0, 0, 4, 0)
        for made in columns:
            made.addStretch(1)
            whole.addLayout(made, 1)
        if not may_split:
            canvas.setMaximumWidth(READING_WIDTH)
        self.scroll_area.setWidget(canvas)

    def _columns_now(self) -> int:
        width = self.scroll_area.width()
        return 3 if width >= THREE_COLUMNS else 2 if width >= TWO_COLUMNS else 1

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = self._columns_now()
        if columns != self._columns:
            self._columns = columns
            self._show_section()

    def _lay_out(self) -> None:
        words = column(self._title, self._since, self._strayed, gap=4)
        head = row(words, self._export, self._adopt, self._edit, gap=8, margin=(20, 14, 20, 14))
        head.setStretch(0, 1)
        self._reading = QWidget()
        self._reader = QStackedWidget()
        for part in (self.scroll_area, self.proposal):
            self._reader.addWidget(part)
        self._reading.setLayout(column(boxed(head, "card"), self.sections, self._reader, gap=12))
        self._whole = QStackedWidget()
        for whole in (self._reading, self.panel, self.editor):
            self._whole.addWidget(whole)
        self.body.setLayout(column(self._whole, margin=(24, 16, 20, 16)))


def _places(heights: Sequence[int], count: int) -> list[int]:
    """Return the column of each card, as a newspaper runs: down the first, then down the next."""
    total, above, places = sum(heights), 0, []
    for height in heights:
        places.append(min(count - 1, (above + height // 2) * count // max(1, total)))
        above += height
    return places


def _read(member_id: UUID, db: Any) -> Read:
    return Read(agreed(db), role_of(member_id)(db), pens(member_id)(db), has_draft(db))
