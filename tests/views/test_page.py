"""Pages load when seen, reload when touched, and never look half made."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Topic
from app.views.desk import Query
from app.views.i18n import Language, Languages
from app.views.page import Page
from app.views.surroundings import Surroundings
from app.views.widgets.basics import label
from app.views.widgets.empty_state import Emptiness
from tests.views.fakes import FakeDesk


class CountPage(Page[int]):
    """Shows a number."""

    topics = frozenset({Topic.LEADS})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.answer: Any = 1
        self.fills: list[int] = []
        self.retranslated = 0
        self.said, self.field = label(), QLineEdit()
        layout = QVBoxLayout(self.body)
        layout.addWidget(self.said)
        layout.addWidget(self.field)

    def query(self) -> Query[int]:
        answer = self.answer
        return lambda _: answer() if callable(answer) else answer

    def fill(self, answer: int) -> None:
        self.fills.append(answer)
        self.said.setText(str(answer))

    def emptiness(self, answer: int) -> Emptiness | None:
        return (
            Emptiness("Nothing", "Do something.", "inbox", "Do", self.field.setFocus) if answer == 0 else None
        )

    def first_focus(self) -> QWidget:
        return self.field

    def retranslate(self) -> None:
        self.retranslated += 1


@pytest.fixture
def page(qtbot: QtBot, surroundings: Surroundings) -> CountPage:
    made = CountPage(surroundings)
    qtbot.addWidget(made)
    made.resize(600, 400)
    return made


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    made = threading.Event()
    yield made
    made.set()


def test_a_page_reads_when_first_shown(qtbot: QtBot, page: CountPage, desk: FakeDesk) -> None:
    """Nothing is read for a page nobody looks at."""
    assert desk.reads == 0
    page.show()
    qtbot.waitUntil(page.said.isVisible)

    assert page.said.text() == "1"


def test_touched_topics_reload_the_page_shown(qtbot: QtBot, page: CountPage, desk: FakeDesk) -> None:
    """Many changes at once are one reload; other topics are none."""
    page.show()
    qtbot.waitUntil(lambda: page.fills == [1])
    page.answer = 2
    for _ in range(5):
        desk.feed.publish(Topic.LEADS)
    desk.feed.publish(Topic.PEOPLE)
    qtbot.waitUntil(lambda: page.fills == [1, 2])

    assert desk.reads == 2


def test_great_works_reload_seldom_but_ones_own_change_at_once(
    qtbot: QtBot, page: CountPage, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import's chunks wait for one another; what somebody did meanwhile does not wait for them."""
    monkeypatch.setattr(CountPage, "BULK_MS", 60_000)
    page.show()
    qtbot.waitUntil(lambda: page.fills == [1])
    page.answer = 2
    desk.feed.publish(Topic.LEADS, bulk=True)
    assert page._settle.remainingTime() > 50_000
    desk.feed.publish(Topic.LEADS)
    qtbot.waitUntil(lambda: page.fills == [1, 2])

    assert desk.reads == 2


def test_a_hidden_page_waits_until_it_is_seen(qtbot: QtBot, page: CountPage, desk: FakeDesk) -> None:
    """Changes make it stale; showing it reads it."""
    page.show()
    qtbot.waitUntil(lambda: page.fills == [1])
    page.hide()
    page.answer = 2
    desk.feed.publish(Topic.LEADS)
    assert desk.reads == 1
    page.show()
    qtbot.waitUntil(lambda: page.fills == [1, 2])


def test_changes_from_another_thread_are_heard(qtbot: QtBot, page: CountPage, desk: FakeDesk) -> None:
    """The feed speaks on whatever thread wrote."""
    page.show()
    qtbot.waitUntil(lambda: page.fills == [1])
    thread = threading.Thread(target=desk.feed.publish, args=(Topic.LEADS,))
    thread.start()
    qtbot.waitUntil(lambda: page.fills == [1, 1])
    thread.join()


def test_a_slow_page_shows_a_skeleton_and_a_quick_one_does_not(
    qtbot: QtBot, page: CountPage, gate: threading.Event
) -> None:
    """Nothing flashes: the skeleton comes after a while only."""
    page.answer = lambda: (gate.wait(5), 7)[1]
    page.show()
    assert page._stack.currentWidget() is page._blank
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page._skeleton)
    gate.set()
    qtbot.waitUntil(page.said.isVisible)


def test_an_empty_page_says_what_to_do(qtbot: QtBot, page: CountPage) -> None:
    """Words instead of an empty frame; the page comes back with its content."""
    page.answer = 0
    page.show()
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page._state)
    page.answer = 3
    page.reload()
    qtbot.waitUntil(page.said.isVisible)

    assert page.fills == [3]


def test_a_page_that_cannot_be_read_offers_another_try(
    qtbot: QtBot, page: CountPage, expected_warnings: list[Any]
) -> None:
    """The first failure is a state; a later one leaves what is shown and is told in a message."""
    page.answer = lambda: 1 // 0
    page.show()
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page._state)
    page.answer = 5
    page.reload()
    qtbot.waitUntil(lambda: page.fills == [5])
    page.answer = lambda: 1 // 0
    with qtbot.waitSignal(page.background.broke):
        page.reload()

    assert page.said.isVisible()


def test_the_focus_goes_to_the_first_thing_unless_somebody_types(
    qtbot: QtBot, page: CountPage, gate: threading.Event
) -> None:
    """A page that arrives late does not take the keys of a search under way."""
    window = QWidget()
    qtbot.addWidget(window)
    search = QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(search)
    layout.addWidget(page)
    page.answer = lambda: (gate.wait(5), 1)[1]
    window.show()
    window.activateWindow()
    search.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is search)
    gate.set()
    qtbot.waitUntil(page.said.isVisible)
    assert QApplication.focusWidget() is search
    page.hide()
    search.clearFocus()
    page.show()

    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    page.setParent(None)


def test_the_language_changes_the_page_at_once(qtbot: QtBot, page: CountPage, languages: Languages) -> None:
    """Texts are set again and values read again, because their wording may differ."""
    page.show()
    qtbot.waitUntil(lambda: page.fills == [1])
    languages.speak(Language.ZH)
    QApplication.sendPostedEvents()
    qtbot.waitUntil(lambda: len(page.fills) == 2)

    assert page.retranslated >= 1
