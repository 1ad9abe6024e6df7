"""The base of every page: loads when seen, reloads when its topics change, never looks half made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol, override

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from app.errors import AppError
from app.models.vocabulary import Topic
from app.views.actions import Action
from app.views.background import Question
from app.views.desk import Changes, Query
from app.views.keys import is_typing
from app.views.refusals import sentence
from app.views.surroundings import Surroundings
from app.views.widgets.empty_state import Emptiness, EmptyState
from app.views.widgets.skeleton import Skeleton


class Reloadable(Protocol):
    """A part of a page that reads for itself, such as a list."""

    def reload(self) -> None:
        """Read again."""


class Page[T](QWidget):
    """A page of the main window: says what to ask, and how to show the answer.

    A subclass lays its widgets out in ``self.body`` and defines ``topics``, ``query`` and ``fill``.
    Lists made with ``follow`` are reloaded together with the page.
    """

    topics: ClassVar[frozenset[Topic]] = frozenset()
    SETTLE_MS: ClassVar[int] = 50
    """Changes closer together than this cause one reload."""
    BULK_MS: ClassVar[int] = 1_000
    """As ``SETTLE_MS`` for changes of very many rows: lists read all the time would take turns from the keys."""
    SKELETON_MS: ClassVar[int] = 150
    """An answer quicker than this needs no skeleton: a flash of grey would look slower."""

    navigate = Signal(str, object)
    """Key of another page, and what it shall open; the shell goes there."""
    actions_changed = Signal()
    """The list of ``page_actions`` is another; the shell binds the keys anew."""
    title_changed = Signal()
    led_on = Signal()
    """Something was asked that leads elsewhere: keys typed from now on are meant for what comes."""
    arrived = Signal(bool)
    """Whether what one was led to is shown: not where nothing was found, or it could not be read."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self.surroundings = surroundings
        self.background = surroundings.background
        self.body = QWidget()
        self._stale, self._has_answer, self._wants_focus, self._leads = True, False, False, False
        self._question = Question()
        self._followed: list[Reloadable] = []
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._blank, self._skeleton, self._state = QWidget(), Skeleton(), EmptyState()
        for part in (self._blank, self._skeleton, self._state, self.body):
            self._stack.addWidget(part)
        self._settle = QTimer(self, singleShot=True, interval=self.SETTLE_MS)
        self._settle.timeout.connect(self.reload)
        self._waiting = QTimer(self, singleShot=True, interval=self.SKELETON_MS)
        self._waiting.timeout.connect(self._on_slow)
        surroundings.signals.changed.connect(self._on_changed)

    # What a page says about itself.

    def query(self) -> Query[T] | None:
        """Return the query this page shows the answer of; ``None`` where its lists read everything."""
        return None

    def fill(self, answer: T) -> None:
        """Show the answer."""

    def emptiness(self, answer: T) -> Emptiness | None:  # noqa: ARG002 -- for subclasses
        """Return what to show instead of the page when the answer holds nothing."""
        return None

    def page_actions(self) -> Sequence[Action]:
        """Return what can be done here; the shell binds the keys while the page is shown."""
        return ()

    def first_focus(self) -> QWidget | None:
        """Return the widget that takes the focus when the page is shown."""
        return None

    def retranslate(self) -> None:
        """Set every text again; called on making and when the language changes."""

    def title(self) -> str:
        """Return a title of its own (a lead's name), or nothing for the one in the rail."""
        return ""

    def open(self, target: Any) -> None:
        """Show what another page asked for with ``navigate``."""

    def search(self, text: str) -> None:
        """Narrow what is shown to what fits the text typed in the top bar."""

    # What the base does.

    def follow[R: Reloadable](self, part: R) -> R:
        """Reload a part whenever the page reloads, and return it."""
        self._followed.append(part)
        return part

    @property
    def is_awaited(self) -> bool:
        """Whether what the page was asked to show is still to come."""
        return self._leads or self._stack.currentWidget() in (self._blank, self._skeleton)

    def lead_on(self) -> None:
        """Say that what is asked now leads to something else to be shown, here or on another page."""
        self._leads = True
        self.led_on.emit()

    def end_leading(self, *, is_found: bool) -> None:
        """Say that it is known where to; what was found is opened next."""
        self._leads = False
        if not is_found:
            self.arrived.emit(False)

    @Slot()
    def reload(self) -> None:
        """Read again; an answer overtaken by a later question is dropped."""
        self._stale = False
        for part in self._followed:
            part.reload()
        query = self.query()
        if query is None:
            self._show(self.body)
            return
        if not self._has_answer and self._stack.currentWidget() is not self._state:
            self._waiting.start()
        self.background.ask(query, self._on_answer, question=self._question, failed=self._on_failed)

    def forget(self) -> None:
        """Drop what is shown, for instance because another lead is opened."""
        self._has_answer = self._leads = False
        self._question.drop()
        self._stack.setCurrentWidget(self._blank)

    def _on_answer(self, answer: T) -> None:
        self._waiting.stop()
        self._has_answer = True
        emptiness = self.emptiness(answer)
        if emptiness is not None:
            self._state.show_emptiness(emptiness)
            self._show(self._state)
        else:
            self.fill(answer)
            self._show(self.body)
        if not self._leads:
            self.arrived.emit(emptiness is None)

    def _on_failed(self, error: Exception) -> None:
        self._waiting.stop()
        if self._has_answer:
            self._report(error)
            return
        self._state.show_emptiness(
            Emptiness(
                title=QApplication.translate("Page", "This page could not be read"),
                text=sentence(error),
                icon="alert-triangle",
                action=QApplication.translate("Page", "Try again"),
                call=self.reload,
            )
        )
        self._show(self._state)
        self.arrived.emit(False)

    def _report(self, error: Exception) -> None:
        signal = self.background.refused if isinstance(error, AppError) else self.background.broke
        signal.emit(error)

    def _show(self, part: QWidget) -> None:
        if self._stack.currentWidget() is not part:
            self._stack.setCurrentWidget(part)
        self._focus_first()

    def _focus_first(self) -> None:
        """Give the focus to the page once its content is there, unless somebody types by then."""
        if not (self._wants_focus and self.isVisible() and self._stack.currentWidget() is self.body):
            return
        self._wants_focus = False
        target = self.first_focus()
        if target is not None and not is_typing(QApplication.focusWidget()):
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_slow(self) -> None:
        if not self._has_answer:
            self._stack.setCurrentWidget(self._skeleton)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(self.topics):
            self._stale = True
            pause = self.BULK_MS if changes.is_bulk() else self.SETTLE_MS
            if self.isVisible() and (not self._settle.isActive() or self._settle.remainingTime() > pause):
                self._settle.start(pause)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()
        self._wants_focus = True
        self._focus_first()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._settle.stop()
        super().hideEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.actions_changed.emit()
            self._stale = True
            if self.isVisible():
                self._settle.start(self.SETTLE_MS)
        super().changeEvent(event)
