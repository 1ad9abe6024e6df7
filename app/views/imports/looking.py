"""Looking through a list before it comes in: again after every choice, until nothing is open any more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.services.import_run.examining import Examined
from app.services.intake.refusals import BadFile
from app.views.background import Background
from app.views.import_words import bad_file_sentence
from app.views.imports import work
from app.views.imports.draft import Draft
from app.views.imports.preview_view import PreviewView
from app.views.refusals import sentence


class Looking(QObject):
    """Holds the list at hand with what was chosen about it, and shows in the preview what was found."""

    ready = Signal()
    """The preview shows what was found."""
    refused = Signal(object)
    """The list cannot be read as it is; carries the error."""

    def __init__(self, preview: PreviewView, background: Background) -> None:
        super().__init__(preview)
        self._preview, self._background = preview, background
        self.draft: Draft | None = None
        self._turn = 0
        preview.field_chosen.connect(self._on_field_chosen)
        preview.stage_chosen.connect(self._on_stage_chosen)
        preview.answered.connect(self._on_answered)
        preview.sheet_chosen.connect(self._on_sheet_chosen)
        preview.channel_chosen.connect(self._on_channel_chosen)

    def begin(self, draft: Draft) -> None:
        """Look through another list."""
        self.draft = draft
        self._examine()

    def end(self) -> None:
        """Put the list away; what is still being looked for is not wanted any more."""
        self._turn += 1
        self.draft = None

    def _examine(self) -> None:
        """Look through the list again; an answer overtaken by a later choice is dropped."""
        draft = self.draft
        if draft is None:
            return
        self._turn += 1
        self._preview.show_busy(is_busy=True)
        self._background.start(
            work.examining(draft.opening, draft.answers),
            partial(self._on_examined, self._turn),
            failed=partial(self._on_not_examined, self._turn),
        )

    def _on_examined(self, turn: int, examined: Examined) -> None:
        draft = self.draft
        if turn != self._turn or draft is None:
            return
        draft.take(examined)
        self._preview.show_examined(examined, draft.asked, draft.answers.options)
        self.ready.emit()

    def _on_not_examined(self, turn: int, error: Exception) -> None:
        if turn != self._turn or self.draft is None:
            return
        self.refused.emit(error)

    @Slot(str, str)
    def _on_field_chosen(self, column_name: str, field: str) -> None:
        self._change(lambda draft: draft.choose_field(column_name, field))

    @Slot(str, str)
    def _on_stage_chosen(self, word: str, key: str) -> None:
        self._change(lambda draft: draft.choose_stage(word, key))

    @Slot(str, str)
    def _on_answered(self, kind: str, choice: str) -> None:
        self._change(lambda draft: draft.answer(kind, choice))

    @Slot(str)
    def _on_sheet_chosen(self, sheet: str) -> None:
        self._change(lambda draft: draft.choose_sheet(sheet))

    @Slot(str)
    def _on_channel_chosen(self, channel: str) -> None:
        self._change(lambda draft: draft.choose_channel(channel))

    def _change(self, change: Callable[[Draft], None]) -> None:
        if self.draft is not None:
            change(self.draft)
            self._examine()


def trouble_words(error: Exception) -> tuple[str, str]:
    """Return a headline and what to do about a list that did not come in."""
    title = QCoreApplication.translate("ImportPage", "This list cannot come in as it is")
    if isinstance(error, BadFile) and error.code == "cut_off":
        text = QCoreApplication.translate(
            "ImportPage",
            "{path} stops in the middle of line {line}. Export or copy the file again, or import it without "
            "that line. Nothing was imported.",
        )
        return title, text.format(path=error.place.get("path", ""), line=error.place.get("line", ""))
    if isinstance(error, BadFile):
        return title, bad_file_sentence(error)
    return QCoreApplication.translate("ImportPage", "This list could not be imported"), sentence(error)
