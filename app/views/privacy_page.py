"""Privacy: whom nobody contacts any more, and the receipts of those who were erased on request (spec section 13)."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.vocabulary import Role, Topic
from app.services.do_not_contact import WATCHERS, AllowContact, ForbidContact
from app.services.do_not_contact_view import BarRow, BarState, BarWhere, bar_rows
from app.services.erasing_view import ErasureReceipt
from app.services.exporting import write_csv
from app.services.playbook_view import role_of
from app.views import formats
from app.views.actions import Action
from app.views.background import Job
from app.views.bar_words import kind_text, reason_text
from app.views.desk import Desk, Query
from app.views.file_asking import ask_to_save
from app.views.file_writing import write_bytes
from app.views.page import Page
from app.views.privacy.add_panel import AddPanel
from app.views.privacy.listing import BarsSource, ReceiptsSource, bar_columns, lifted_columns, receipt_columns
from app.views.privacy.receipt import receipt_pdf
from app.views.privacy.words import shown_text
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.ask_sheet import Asking, AskSheet
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.key_button import KeyButton
from app.views.widgets.segmented import Segmented


class Part(StrEnum):
    """The lists of the page."""

    STANDING = "standing"
    LIFTED = "lifted"
    ERASED = "erased"


class PrivacyPage(Page[Role]):
    """Everybody who contacts people may put somebody on the list; a team lead takes off, with a reason."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.LEADS, Topic.PEOPLE})

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._member_id = member_id
        self._role: Role | None = None
        self._text = ""
        self.parts = Segmented()
        self.parts.chosen.connect(self._on_part_chosen)
        self.bars: RowsTable[BarWhere, BarRow] = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="do_not_contact", source=BarsSource(), columns=bar_columns(surroundings.clock),
                    where=BarWhere(), emptiness=self._no_bars, title=lambda: self.tr("Do not contact"),
                    row_actions=self._bar_actions,
                ),
            )
        )  # fmt: skip
        self.lifted: RowsTable[BarWhere, BarRow] = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="contact_again", source=BarsSource(), columns=lifted_columns(surroundings.clock),
                    where=BarWhere(state=BarState.LIFTED), emptiness=self._no_lifted,
                    title=lambda: self.tr("Taken off"), row_actions=self._bar_actions,
                ),
            )
        )  # fmt: skip
        self.receipts: RowsTable[None, ErasureReceipt] = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="erasures", source=ReceiptsSource(), columns=receipt_columns(surroundings.clock), where=None,
                    emptiness=self._no_receipts, title=lambda: self.tr("Erased people"),
                    row_actions=self._receipt_actions,
                ),
            )
        )  # fmt: skip
        for table in (self.bars, self.lifted, self.receipts):
            table.current_changed.connect(self._on_current_changed)
        self.adding = AddPanel(self)
        self.adding.forbidden.connect(self._on_forbidden)
        self.sheet = AskSheet()
        self.sheet.sent.connect(self._on_lift_sent)
        self.sheet.put_away.connect(self._on_put_away)
        self.sheet.setFixedWidth(380)
        self.add_button = KeyButton("N", self.add, kind="primary", icon_name="plus")
        self.receipt_button = KeyButton("Ctrl+Shift+P", self.save_receipt, icon_name="download")
        self.said = label("", "muted", wrap=True)
        self._tables = QStackedWidget()
        for table in (self.bars, self.lifted, self.receipts):
            self._tables.addWidget(table)
        self._lay_out()
        self.retranslate()

    # What the page says about itself.

    @override
    def query(self) -> Query[Role]:
        return role_of(self._member_id)

    @override
    def fill(self, answer: Role) -> None:
        self._role = answer
        self._say()
        self.actions_changed.emit()

    @override
    def first_focus(self) -> QWidget:
        return self._table().view

    @override
    def retranslate(self) -> None:
        choices = (
            (Part.STANDING, self.tr("Do not contact")),
            (Part.LIFTED, self.tr("Taken off")),
            (Part.ERASED, self.tr("Erased people")),
        )
        self.parts.show_choices(self.tr("What is shown"), choices, self.parts.key() or Part.STANDING)
        self.add_button.setText(self.tr("Put somebody on the list"))
        self.receipt_button.setText(self.tr("Save the receipt as PDF"))
        self.bars.retranslate()
        self.lifted.retranslate()
        self.receipts.retranslate()
        self._say()

    @override
    def search(self, text: str) -> None:
        self._text = text
        self.bars.show_filter(BarWhere(text))
        self.lifted.show_filter(BarWhere(text, BarState.LIFTED))

    @override
    def page_actions(self) -> list[Action]:
        if self.sheet.isVisible():
            return []
        group = self.tr("Privacy")
        shown = [
            Action(
                self.tr("Show: {part}").format(part=text), partial(self.parts.choose, part), key, "eye", group
            )
            for part, text, key in (
                (Part.STANDING, self.tr("Do not contact"), "1"),
                (Part.LIFTED, self.tr("Taken off"), "2"),
                (Part.ERASED, self.tr("Erased people"), "3"),
            )
        ]
        rows = self._receipt_actions() if self._shows_receipts() else self._bar_actions()
        return [*rows, *shown, *self._table().table_actions()]

    # What can be done.

    def add(self) -> None:
        """Ask for a new entry."""
        if self._may_add():
            self.adding.ask_what()

    def lift(self) -> None:
        """Ask why an entry is taken off."""
        entry = self.bars.current_row()
        if entry is None or entry.lifted_at is not None:
            return
        self.sheet.ask(
            Asking(
                key=entry.entry_id,
                title=self.tr("Take {name} off the list?").format(name=shown_text(entry)),
                lead_in=self.tr(
                    "They may be contacted again. The entry stays, with who took it off and why."
                ),
                send=self.tr("Take off"),
                words_title=self.tr("Why"),
                placeholder=self.tr("For example: they wrote to us on Monday and asked for an offer"),
                needs_words=True,
                write_first=self.tr("Write why: it stays with the entry."),
                begins_with_words=True,
                is_grave=True,
            )
        )
        self.actions_changed.emit()

    def export(self) -> None:
        """Ask where to write what is shown."""
        title, name = self.tr("Save the list"), "do-not-contact.csv"
        where = BarWhere(self._text, BarState.LIFTED if self._shows_lifted() else BarState.STANDING)
        ask_to_save(self, self.surroundings.settings, title, name, partial(self._export_to, where))

    def save_receipt(self) -> None:
        """Ask where to write the receipt at hand, as a PDF to be printed."""
        receipt = self.receipts.current_row()
        if receipt is not None:
            ask_to_save(
                self, self.surroundings.settings, self.tr("Save the receipt"), "erasure-receipt.pdf",
                partial(self.write_receipt, receipt),
            )  # fmt: skip

    def write_receipt(self, receipt: ErasureReceipt, path: Path) -> None:
        """Write a receipt and say so."""
        self.background.start(write_bytes(path, receipt_pdf(receipt)), self._on_written)

    def _export_to(self, where: BarWhere, path: Path) -> None:
        self.background.start(_exporting(where, path), self._on_exported)

    # Inside.

    def _bar_actions(self) -> list[Action]:
        group, entry = self.tr("Privacy"), self.bars.current_row()
        found = []
        if self._shows_lifted():
            entry = None
        if self._may_add():
            found.append(Action(self.tr("Put somebody on the list"), self.add, "N", "plus", group))
        if self._role is Role.TEAM_LEAD and entry is not None and entry.lifted_at is None:
            found.append(Action(self.tr("Take off the list…"), self.lift, "X", "arrow-back-up", group))
        return [
            *found,
            Action(self.tr("Save the list as CSV"), self.export, "Ctrl+Shift+E", "file-export", group),
        ]

    def _receipt_actions(self) -> list[Action]:
        text = self.tr("Save the receipt as PDF")
        return [Action(text, self.save_receipt, "Ctrl+Shift+P", "download", self.tr("Privacy"))]

    def _may_add(self) -> bool:
        return self._role in WATCHERS

    def _shows_receipts(self) -> bool:
        return self.parts.key() == Part.ERASED

    def _shows_lifted(self) -> bool:
        return self.parts.key() == Part.LIFTED

    def _table(self) -> RowsTable[Any, Any]:
        match Part(self.parts.key()):
            case Part.STANDING:
                return self.bars
            case Part.LIFTED:
                return self.lifted
            case Part.ERASED:
                return self.receipts

    def _say(self) -> None:
        if self._shows_receipts():
            text = self.tr("What remains of people who asked to be forgotten: a receipt, and no name.")
        else:
            text = self.tr(
                "Nobody of the team calls or writes to them: the program refuses it, whatever file brings them back."
            )
        self.said.setText(text)
        self.add_button.setVisible(self._may_add() and not self._shows_receipts())
        self.receipt_button.setVisible(self._shows_receipts())

    def _no_bars(self) -> Emptiness:
        if self._text:
            return Emptiness(self.tr("Nothing found"), self.tr("Try other words."), "search")
        text = self.tr("Put somebody on it here, at a lead with Z, or at the end of a call.")
        return Emptiness(self.tr("Nobody asked to be left alone"), text, "ban")

    def _no_lifted(self) -> Emptiness:
        if self._text:
            return Emptiness(self.tr("Nothing found"), self.tr("Try other words."), "search")
        return Emptiness(self.tr("Nobody was taken off the list"), "", "ban")

    def _no_receipts(self) -> Emptiness:
        text = self.tr("A team lead or administrator erases a person from the list of leads, with Shift+Z.")
        return Emptiness(self.tr("Nobody was erased"), text, "trash")

    @Slot(str)
    def _on_part_chosen(self, _: str) -> None:
        self._tables.setCurrentWidget(self._table())
        self._say()
        self._table().view.setFocus()
        self.actions_changed.emit()

    @Slot(object)
    def _on_current_changed(self, _: object) -> None:
        if not self.sheet.isVisible():
            self.actions_changed.emit()

    @Slot(object)
    def _on_forbidden(self, command: ForbidContact) -> None:
        entry = command.entries[0]
        text = self.tr("{name} is on the do-not-contact list").format(name=entry.shown)
        self.background.submit(command, done=partial(self._on_added, entry.id, text))

    def _on_added(self, entry_id: UUID, text: str, _: object) -> None:
        self.bars.select_key(entry_id)
        self.surroundings.toasts.say(text)

    @Slot(str, str)
    def _on_lift_sent(self, _: str, words: str) -> None:
        asking = self.sheet.asking
        if asking is not None and isinstance(asking.key, UUID):
            done: Callable[[object], None] = self._on_lifted
            self.background.submit(AllowContact(entry_id=asking.key, words=words), done=done)

    def _on_lifted(self, _: object) -> None:
        self.sheet.settle()
        self.surroundings.toasts.say(self.tr("Taken off the list"))

    @Slot()
    def _on_put_away(self) -> None:
        self.bars.view.setFocus()
        self.actions_changed.emit()

    def _on_written(self, path: Path) -> None:
        self.surroundings.toasts.say(self.tr("Saved: {name}").format(name=path.name))

    def _on_exported(self, count: int) -> None:
        text = self.tr("{count} entries saved").format(count=formats.number(count))
        self.surroundings.toasts.say(text)

    def _lay_out(self) -> None:
        top = row(self.parts, None, self.receipt_button, self.add_button, gap=10)
        body = row(boxed(column(self._tables, margin=(1, 4, 1, 6)), "card"), self.sheet, gap=16)
        body.setStretch(0, 1)
        whole = column(top, self.said, gap=10, margin=(24, 16, 24, 20))
        whole.addLayout(body, 1)
        self.body.setLayout(whole)


def _exporting(where: BarWhere, path: Path) -> Callable[[Desk, Job], int]:
    names = (
        "kind",
        "what",
        "reason",
        "asked_by",
        "noted_by",
        "noted_at",
        "taken_off_at",
        "taken_off_by",
        "taken_off_why",
    )

    def work(desk: Desk, job: Job) -> int:
        del job
        rows = [
            {
                "kind": kind_text(one.kind), "what": one.shown, "reason": reason_text(one.reason),
                "asked_by": one.asked_by, "noted_by": one.by_name, "noted_at": formats.date_time(one.at),
                "taken_off_at": "" if one.lifted_at is None else formats.date_time(one.lifted_at),
                "taken_off_by": one.lifted_by_name, "taken_off_why": one.lifted_words,
            }
            for one in desk.read(bar_rows(where))
        ]  # fmt: skip
        return write_csv(path, names, rows)

    return work
