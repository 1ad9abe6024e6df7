"""One lead typed by hand: known ones are shown meanwhile, and what is saved can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot

from app.services.import_run.by_hand import Entered, Known, known_of
from app.services.import_run.undo import Undone
from app.views.background import Question
from app.views.import_words import import_sentence, row_sentence
from app.views.imports import work
from app.views.imports.hand_view import HandView
from app.views.refusals import sentence
from app.views.surroundings import Surroundings


class HandEntry(QObject):
    """What the form of one lead does."""

    def __init__(
        self,
        hand: HandView,
        surroundings: Surroundings,
        owner: Callable[[], UUID | None],
        undone: Callable[[str, Undone], None],
    ) -> None:
        """Serve a form.

        Args:
            hand: The form.
            surroundings: What every page is given.
            owner: Says who gets the lead.
            undone: Called with the name and figures of what was taken back.
        """
        super().__init__(hand)
        self._hand, self._owner, self._undone = hand, owner, undone
        self._background, self._toasts = surroundings.background, surroundings.toasts
        self._known = Question()
        hand.save_asked.connect(self.save)
        hand.looked_for.connect(self._look_for)

    @Slot()
    def _look_for(self) -> None:
        self._background.ask(known_of(self._hand.values()), self._on_known, question=self._known)

    def _on_known(self, known: Known) -> None:
        self._hand.show_known(known)

    @Slot()
    def save(self) -> None:
        """Save the lead typed."""
        if not (self._hand.isVisible() and self._hand.save.isEnabled()):
            return
        self._hand.show_busy(is_busy=True)
        owner = self._owner()
        self._background.start(
            work.entering(self._hand.values(), owner), self._on_entered, failed=self._on_not_entered
        )

    def _on_not_entered(self, error: Exception) -> None:
        self._hand.show_busy(is_busy=False)
        self._hand.show_error(sentence(error))

    def _on_entered(self, entered: Entered) -> None:
        self._hand.show_busy(is_busy=False)
        if entered.result == "refused":
            place = dict(entered.place or {})
            self._hand.show_error(row_sentence(entered.reason, place), str(place.get("column", "")))
            return
        self._hand.clear_form()
        self._hand.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        said = {
            "created": QCoreApplication.translate("ImportPage", "Lead saved"),
            "set_aside": QCoreApplication.translate("ImportPage", "Set aside, not lost"),
        }.get(entered.result, QCoreApplication.translate("ImportPage", "Added to the lead that was here"))
        detail = import_sentence(entered.reason, {"limit": 20}) if entered.result == "set_aside" else ""
        batch_id = entered.batch_id
        self._toasts.say(said, detail, undo=None if batch_id is None else partial(self._undo_hand, batch_id))

    def _undo_hand(self, batch_id: UUID) -> None:
        self._background.start(
            work.undoing(batch_id),
            partial(self._undone, QCoreApplication.translate("ImportPage", "New lead")),
        )
