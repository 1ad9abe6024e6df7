"""Import: from a dropped file, pasted cells or one typed lead to leads, with every row accounted for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.models.vocabulary import SDR_ROLES, BatchState, Role, Topic
from app.services.founding import Hat, hats
from app.services.import_run.outcome import ImportOutcome
from app.services.import_run.past import PastImport
from app.services.import_run.undo import Undone
from app.services.intake.refusals import BadFile
from app.views import formats
from app.views.actions import Action
from app.views.background import Job
from app.views.desk import Query
from app.views.file_asking import ask_to_open
from app.views.import_words import KEPT
from app.views.imports import work
from app.views.imports.draft import Draft
from app.views.imports.hand_entry import HandEntry
from app.views.imports.hand_view import HandView
from app.views.imports.looking import Looking, trouble_words
from app.views.imports.past_listing import past_listing
from app.views.imports.preview_view import IMPORT_KEY, OwnerChoice, PreviewView
from app.views.imports.result_view import ResultView
from app.views.imports.running_view import RunningView
from app.views.imports.start_view import StartView
from app.views.page import Page
from app.views.punctuation import joined, labelled
from app.views.rows_table import RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.basics import column
from app.views.widgets.skeleton import Skeleton

BY_HAND = "by_hand"
"""What ``open`` takes for the form of one lead."""


class ImportPage(Page[list[Hat]]):
    """Leads come in here: a list is looked through, asked about, brought in, and can be taken back."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.IMPORTS, Topic.PEOPLE})

    def __init__(self, surroundings: Surroundings, me: UUID) -> None:
        """Make the page of a member.

        Args:
            surroundings: What every page is given.
            me: Who is at work; may get the leads.
        """
        super().__init__(surroundings)
        self._me = me
        self._job: Job | None = None
        self._owners: tuple[OwnerChoice, ...] = (OwnerChoice(None, ""),)
        self.past = self.follow(RowsTable(surroundings, past_listing(surroundings.clock)))
        self.start, self.preview = StartView(self.past), PreviewView()
        self.running, self.hand = RunningView(), HandView()
        self.result = ResultView(leads_to_pairs=surroundings.leads_to("duplicates"))
        self.looking = Looking(self.preview, self.background)
        self.entry = HandEntry(self.hand, surroundings, self._first_owner, self._on_undone)
        self._blank_step = Skeleton()
        self.steps = QStackedWidget()
        for step in (self.start, self._blank_step, self.preview, self.running, self.result, self.hand):
            self.steps.addWidget(step)
        self.body.setLayout(column(self.steps))
        self.setAcceptDrops(True)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        zone = self.start.zone
        zone.file_asked.connect(self.ask_file)
        zone.paste_asked.connect(self.paste)
        zone.hand_asked.connect(self._by_hand)
        preview = self.preview
        preview.import_asked.connect(self._import)
        preview.back_asked.connect(self._put_away)
        self.looking.ready.connect(self._on_looked_through)
        self.looking.refused.connect(self._on_not_readable)
        self.running.stop_asked.connect(self._stop)
        self.result.undo_asked.connect(self._undo_this)
        self.result.refused_asked.connect(self._open_refused)
        self.result.leads_asked.connect(self._show_leads)
        self.result.pairs_asked.connect(self._show_pairs)
        self.result.again_asked.connect(self.ask_file)
        self.hand.back_asked.connect(self._put_away)
        self.hand.lead_asked.connect(partial(self.navigate.emit, "call"))

    # What the page says about itself.

    @override
    def query(self) -> Query[list[Hat]]:
        return hats

    @override
    def fill(self, answer: list[Hat]) -> None:
        """Offer the people who may get the leads: a team lead gives them to anybody (spec section 2)."""
        mine = next((hat for hat in answer if hat.member_id == self._me), None)
        works = [hat for hat in answer if hat.role in SDR_ROLES]
        owners = [OwnerChoice(hat.member_id, hat.name, is_me=True) for hat in works if hat is mine]
        owners.append(OwnerChoice(None, ""))
        if mine is not None and mine.role is Role.TEAM_LEAD:
            owners += [OwnerChoice(hat.member_id, hat.name) for hat in works if hat is not mine]
        if tuple(owners) != self._owners:
            self._owners = tuple(owners)
            self.preview.show_owners(owners)

    @override
    def page_actions(self) -> Sequence[Action]:
        step = self.steps.currentWidget()
        ways = [
            Action(self.tr("Choose a file"), self.ask_file, "Ctrl+O", "file-spreadsheet"),
            Action(self.tr("Paste cells"), self.paste, "Ctrl+V", "clipboard"),
        ]
        if step is self.start:
            undo = Action(
                self.tr("Undo this import"),
                self._undo_past,
                "U",
                "arrow-back-up",
                is_enabled=self._can_undo_past,
            )
            return [*ways, undo, *self.past.table_actions()]
        if step is self.preview:
            go = Action(
                self.tr("Import"), self._import, IMPORT_KEY, "file-import", is_enabled=self.preview.is_ready
            )
            return [go, *ways]
        if step is self.result:
            return [
                Action(self.tr("Show the leads"), self._show_leads, "L", "list"),
                Action(self.tr("Undo this import"), self._undo_this, "U", "arrow-back-up"),
                Action(
                    self.tr("Look at the pairs"),
                    self._show_pairs,
                    "P",
                    "git-merge",
                    is_enabled=self.result.has_pairs,
                ),
                *ways,
            ]
        if step is self.hand:
            return [Action(self.tr("Save lead"), self.entry.save, "Ctrl+Return", "check")]
        return []

    @override
    def first_focus(self) -> QWidget | None:
        step = self.steps.currentWidget()
        if step is self.preview:
            return self.preview.first_focus()
        if step is self.running:
            return self.running.stop
        if step is self.result:
            return self.result.leads
        return self.hand.first_focus() if step is self.hand else self.start.zone.file_button

    @override
    def open(self, target: Any) -> None:
        if target == BY_HAND:
            self._by_hand()
        elif target is not None:
            self.open_file(Path(target))

    @override
    def retranslate(self) -> None:
        for step in (self.start, self.preview, self.running, self.result, self.hand):
            step.retranslate()
        self.past.retranslate()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._escape():
            event.accept()
            return
        super().keyPressEvent(event)

    def _escape(self) -> bool:
        step = self.steps.currentWidget()
        if step is self.running:
            self._stop()
        elif step in (self.preview, self.result, self.hand, self._blank_step):
            self._put_away()
        else:
            return False
        return True

    # Ways in.

    @Slot()
    def ask_file(self) -> None:
        """Let a person choose a file; the window goes on meanwhile."""
        if self._job is not None:
            return
        kinds = (
            self.tr("Lists") + " (*.csv *.tsv *.txt *.ssv *.xlsx *.xlsm *.xls *.ods)",
            self.tr("All files") + " (*)",
        )
        title = self.tr("Choose a list of leads")
        ask_to_open(self, self.surroundings.settings, title, kinds, self._on_file_chosen)

    def _on_file_chosen(self, path: Path) -> None:
        # Not every system gives the keys back to the window by itself.
        self.window().activateWindow()
        self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Look through a file."""
        self._begin(Draft(work.opening_of(path), path))

    @Slot()
    def paste(self) -> None:
        """Look through what the clipboard holds."""
        text = QApplication.clipboard().text()
        if self._job is not None:
            return
        if not text.strip():
            self._trouble(
                self.tr("There is nothing to paste"),
                self.tr(
                    "The clipboard holds no cells: copy them in your spreadsheet with their headings first."
                ),
            )
            return
        self._begin(Draft(work.opening_of_paste(text), None))

    @Slot()
    def _by_hand(self) -> None:
        if self._job is None:
            self._show_step(self.hand)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._job is None and _dropped(event) is not None:
            event.acceptProposedAction()
            self.start.zone.show_over(is_over=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.start.zone.show_over(is_over=False)
        super().dragLeaveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.start.zone.show_over(is_over=False)
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    # Looking through.

    def _begin(self, draft: Draft) -> None:
        if self._job is not None:
            return
        self.start.trouble.hide()
        self._show_step(self._blank_step)
        self.looking.begin(draft)

    @Slot()
    def _on_looked_through(self) -> None:
        if self.steps.currentWidget() is not self.preview:
            self.preview.show_owners(self._owners)
            self._show_step(self.preview)

    @Slot(object)
    def _on_not_readable(self, error: Exception) -> None:
        title, text = trouble_words(error)
        if self.steps.currentWidget() is self.preview:
            self.preview.trouble.show_trouble(title, text)
            return
        is_cut = isinstance(error, BadFile) and error.code == "cut_off"
        way_out = self.tr("Import it without that line") if is_cut else ""
        self._trouble(title, text, way_out, self._keep_cut_off if is_cut else None)

    def _trouble(
        self, title: str, text: str, way_out: str = "", call: Callable[[], object] | None = None
    ) -> None:
        self.start.trouble.show_trouble(title, text, way_out=way_out, call=call)
        self._show_step(self.start)

    def _keep_cut_off(self) -> None:
        draft = self.looking.draft
        if draft is not None:
            draft.keep_cut_off()
            self._begin(draft)

    # Bringing in.

    @Slot()
    def _import(self) -> None:
        draft = self.looking.draft
        if draft is None or draft.examined is None or self._job is not None or not self.preview.is_ready():
            return
        self.running.begin(draft.name, draft.examined.survey.row_count)
        self._job = self.background.start(
            work.importing(draft.examined, path=draft.path, owner_id=self.preview.owner_id()),
            self._on_imported,
            failed=self._on_not_imported,
        )
        self._job.progressed.connect(self.running.show_progress)
        self._show_step(self.running)

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.running.show_stopping()

    def _on_imported(self, outcome: ImportOutcome) -> None:
        name = self.looking.draft.name if self.looking.draft else ""
        self._job = None
        self.looking.end()
        self.result.show_outcome(name, outcome)
        self._show_step(self.result)
        if not self.isVisible():
            self.surroundings.toasts.say(
                self.tr("{name} is in").format(name=name or self.tr("Pasted cells")),
                self.tr("Created: {count}").format(count=formats.number(outcome.created)),
            )

    def _on_not_imported(self, error: Exception) -> None:
        self._job = None
        self.looking.end()
        self._trouble(*trouble_words(error))

    @Slot()
    def _put_away(self) -> None:
        self.looking.end()
        self.hand.clear_form()
        self._show_step(self.start)

    # After it.

    @Slot()
    def _open_refused(self) -> None:
        outcome = self.result.outcome
        if outcome is not None and outcome.refused_file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(outcome.refused_file)))

    @Slot()
    def _show_leads(self) -> None:
        self.navigate.emit("leads", None)

    @Slot()
    def _show_pairs(self) -> None:
        self.navigate.emit("duplicates", None)

    @Slot()
    def _undo_this(self) -> None:
        outcome = self.result.outcome
        if outcome is not None and outcome.batch_id is not None and self.result.undone is None:
            self.background.start(work.undoing(outcome.batch_id), self.result.show_undone)

    def _can_undo_past(self) -> bool:
        row = self.past.current_row()
        return row is not None and row.state is not BatchState.UNDONE

    def _undo_past(self) -> None:
        row: PastImport | None = self.past.current_row()
        if row is not None:
            name = row.file_name or self.tr("Pasted cells")
            self.background.start(work.undoing(row.batch_id), partial(self._on_undone, name))

    def _on_undone(self, name: str, undone: Undone) -> None:
        removed, kept = formats.number(undone.removed), formats.number(undone.kept)
        text = self.tr("{removed} removed, {kept} kept").format(removed=removed, kept=kept)
        why = joined(
            (KEPT[code]().format(count=formats.number(n)) for code, n in undone.why_kept.items()),
            strongly=True,
        )
        self.surroundings.toasts.say(
            self.tr("Undone: {name}").format(name=name), labelled(text, why), tone="info"
        )

    def _first_owner(self) -> UUID | None:
        return self._owners[0].member_id

    def _show_step(self, step: QWidget) -> None:
        self.steps.setCurrentWidget(step)
        self.actions_changed.emit()
        target = self.first_focus()
        if target is not None and self.isVisible() and step is not self._blank_step:
            target.setFocus(Qt.FocusReason.OtherFocusReason)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the file a drag carries; None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
