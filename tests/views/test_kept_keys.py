"""Keys typed faster than the desk can show a lead: kept, and given once it is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.errors import Unavailable
from app.models.vocabulary import Role
from app.settings import SettingsStore
from app.views.actions import Action
from app.views.background import Background
from app.views.desk import Query
from app.views.i18n import Languages
from app.views.kept_keys import KeptKeys
from app.views.main_window import MainWindow
from app.views.page import Page
from app.views.page_spec import Hat, PageSpec
from app.views.surroundings import ChangeSignals, Surroundings
from app.views.widgets.empty_state import Emptiness

KEY = Qt.Key
HATS = (Hat("a", "Li", Role.SDR, lambda: "SDR"),)


class Waiting(Page[int]):
    """A page whose readings wait until the test lets them be answered."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.done: list[object] = []
        self.shown = 0
        self.field = QLineEdit()
        QVBoxLayout(self.body).addWidget(self.field)

    def page_actions(self) -> list[Action]:
        return [
            Action("Next", self.go_on, "N"),
            Action("Dial", lambda: self.done.append(("D", self.shown)), "D"),
            Action("Keys", lambda: self.done.append(("?!", self.shown)), "Shift+B"),
        ]

    def go_on(self) -> None:
        self.done.append("N")
        self.lead_on()


class Queue(Waiting):
    """Finds the next lead when the test says so."""

    def find(self, found: int | None) -> None:
        self.end_leading(is_found=found is not None)
        if found is not None:
            self.navigate.emit("lead", found)


class Lead(Waiting):
    """Shows a lead; 0 is one that is gone, and below 0 it cannot be read."""

    asked = 0

    def query(self) -> Query[int]:
        asked = self.asked

        def read(_db: object) -> int:
            if asked < 0:
                raise Unavailable("database_busy")
            return asked

        return read

    def reload(self) -> None:
        """Wait for the test: what is asked is read by ``read``."""

    def read(self) -> None:
        super().reload()

    def open(self, target: int) -> None:
        self.asked = target
        self.forget()

    def emptiness(self, answer: int) -> Emptiness | None:
        return None if answer else Emptiness("Nobody")

    def fill(self, answer: int) -> None:
        self.shown = answer


class Desk:
    """The window with both pages, and what was done on the lead."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    @property
    def queue(self) -> Queue:
        page = self.window.page("queue")
        assert isinstance(page, Queue)
        return page

    @property
    def lead(self) -> Lead:
        page = self.window.page("lead")
        assert isinstance(page, Lead)
        return page

    @property
    def kept(self) -> KeptKeys:
        return next(one for one in self.window.children() if isinstance(one, KeptKeys))

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, held)

    def read(self) -> None:
        with self.qtbot.waitSignal(self.lead.arrived):
            self.lead.read()


@pytest.fixture
def desk(
    qtbot: QtBot,
    background: Background,
    signals: ChangeSignals,
    settings: SettingsStore,
    languages: Languages,
) -> Iterator[Desk]:
    specs = [PageSpec("queue", str, "phone", Queue), PageSpec("lead", str, "phone", Lead, in_rail=False)]
    window = MainWindow(background, signals, settings, languages, specs)
    qtbot.addWidget(window)
    window.wear(HATS, "a")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.setFocus()
    yield Desk(qtbot, window)
    background.stop()


def test_keys_typed_while_a_lead_loads_are_given_to_it_in_order(desk: Desk) -> None:
    """N, then at once D and Shift+B: neither the queue nor an unread desk takes them."""
    desk.press(KEY.Key_N, KEY.Key_D)
    desk.queue.find(7)
    desk.press(KEY.Key_B, held=Qt.KeyboardModifier.ShiftModifier)
    assert desk.lead.done == []
    desk.read()

    assert desk.lead.done == [("D", 7), ("?!", 7)]
    assert desk.queue.done == ["N"]
    assert not desk.kept.is_waiting


def test_a_kept_key_that_leads_on_keeps_those_behind_it(desk: Desk) -> None:
    """N N D is the second lead's call, however slow the first was read."""
    desk.press(KEY.Key_N, KEY.Key_N, KEY.Key_D)
    desk.queue.find(7)
    desk.read()
    assert desk.lead.done == ["N"]
    desk.lead.end_leading(is_found=True)
    desk.lead.open(8)
    desk.read()

    assert desk.lead.done == ["N", ("D", 8)]


def test_a_reading_of_the_old_lead_gives_nothing(desk: Desk) -> None:
    """What changed meanwhile on the lead one is leaving does not take the keys meant for the next."""
    desk.press(KEY.Key_N)
    desk.queue.find(7)
    desk.read()
    desk.press(KEY.Key_N, KEY.Key_D)
    desk.lead.read()
    desk.qtbot.waitUntil(lambda: desk.lead.background.is_idle)

    assert desk.lead.done == ["N"]
    assert desk.kept.is_waiting


def test_escape_forgets_what_was_typed(desk: Desk) -> None:
    """Whoever mistyped is not held to it."""
    desk.press(KEY.Key_N, KEY.Key_D, KEY.Key_Escape)
    desk.queue.find(7)
    desk.read()

    assert desk.lead.done == []


@pytest.mark.parametrize(
    "end", ["nobody found", "search failed", "lead gone", "unreadable", "too late", "another page"]
)
def test_keys_are_dropped_where_nothing_came(desk: Desk, end: str) -> None:
    """They were meant for a lead: nothing else may act on them, and the next key acts again."""
    desk.press(KEY.Key_N, KEY.Key_D)
    match end:
        case "nobody found":
            desk.queue.find(None)
        case "search failed":
            desk.window.show_error(Unavailable("database_busy"))
            assert not desk.queue.is_awaited
        case "lead gone":
            desk.queue.find(0)
            desk.read()
        case "unreadable":
            desk.queue.find(-1)
            desk.read()
        case "too late":
            desk.kept._late.start(0)
            desk.qtbot.waitUntil(lambda: not desk.kept.is_waiting)
        case "another page":
            desk.window.go("lead")
    assert not desk.kept.is_waiting
    desk.window.go("queue")
    desk.press(KEY.Key_D)

    assert desk.lead.done == []
    assert desk.queue.done == ["N", ("D", 0)]


def test_somebody_who_types_in_a_field_is_left_alone(desk: Desk) -> None:
    """Text in a field is text, whatever loads meanwhile."""
    desk.press(KEY.Key_N)
    desk.queue.field.setFocus()
    desk.press(KEY.Key_D)

    assert desk.queue.field.text() == "d"


def test_a_kept_letter_is_text_where_a_field_has_the_focus_by_then(desk: Desk) -> None:
    """As if it were typed now: what is bound to it on the page does not act."""
    desk.press(KEY.Key_N, KEY.Key_D)
    desk.queue.field.setFocus()
    desk.kept.give()

    assert desk.queue.field.text() == "d"
    assert desk.queue.done == ["N"]
