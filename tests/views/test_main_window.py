"""The shell: pages by role, keys that keep out of text fields, a palette, a sheet, a remembered place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Role
from app.settings import SettingsStore
from app.views.actions import Action
from app.views.background import Background
from app.views.i18n import Language, Languages
from app.views.main_window import MainWindow
from app.views.page import Page
from app.views.page_spec import Hat, PageSpec
from app.views.surroundings import ChangeSignals, Surroundings
from app.views.theme import density, tokens
from app.views.tokens import DensityName
from app.views.widgets.basics import label


class NotesPage(Page[None]):
    """A page with a text field and a key."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.called = 0
        self.target: Any = None
        self.searched: list[str] = []
        self.field = QLineEdit()
        self.field.setAccessibleName("Note")
        layout = QVBoxLayout(self.body)
        layout.addWidget(label("Notes"))
        layout.addWidget(self.field)

    def page_actions(self) -> list[Action]:
        return [Action("Call the next lead", self.call, "C", "phone"), Action("Write", lambda: None)]

    def call(self) -> None:
        self.called += 1

    def open(self, target: Any) -> None:
        self.target = target

    def search(self, text: str) -> None:
        self.searched.append(text)


def spec(key: str, **changes: Any) -> PageSpec:
    return PageSpec(**{"key": key, "title": key.title, "icon": "phone", "factory": NotesPage, **changes})


SPECS = (
    spec("queue", roles=frozenset({Role.SDR})),
    spec("leads", has_search=True),
    spec("inbox", roles=frozenset({Role.REP})),
    spec("lead", in_rail=False),
)
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
HATS = (Hat("a", "Li", Role.SDR, lambda: "SDR"), Hat("b", "Li", Role.REP, lambda: "Rep"))


@pytest.fixture
def window(
    qtbot: QtBot,
    background: Background,
    signals: ChangeSignals,
    settings: SettingsStore,
    languages: Languages,
) -> Iterator[MainWindow]:
    made = MainWindow(background, signals, settings, languages, SPECS)
    qtbot.addWidget(made)
    made.wear(HATS, "a")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    qtbot.waitUntil(notes(made).field.isVisible)
    made.setFocus()
    yield made
    settings.change(theme="", density="")


def notes(window: MainWindow) -> NotesPage:
    page = window.page(window.page_key)
    assert isinstance(page, NotesPage)
    return page


def test_pages_are_made_when_first_shown(window: MainWindow) -> None:
    """Starting makes one page, not all."""
    assert window.page_key == "queue"
    assert list(window._pages) == ["queue"]


def test_the_rail_has_the_pages_of_the_role(window: MainWindow) -> None:
    """Another hat, other pages, made afresh; a page both have stays open."""
    assert [spec.key for spec in window.rail_specs()] == ["queue", "leads"]
    window.go("leads")
    before = notes(window)
    window.wear(HATS, "b")

    assert [spec.key for spec in window.rail_specs()] == ["leads", "inbox"]
    assert window.page_key == "leads"
    assert notes(window) is not before


def test_another_hat_does_not_begin_on_a_bare_page(
    qtbot: QtBot,
    background: Background,
    signals: ChangeSignals,
    settings: SettingsStore,
    languages: Languages,
) -> None:
    """What was open on the call desk was the SDR's: the rep begins with the inbox, though the desk comes first."""
    specs = (spec("call", needs_target=True), spec("inbox"), spec("leads"))
    made = MainWindow(background, signals, settings, languages, specs)
    qtbot.addWidget(made)
    made.wear(HATS, "a")
    first = made.page_key
    made.go("call", 42)
    made.wear(HATS, "b")

    assert (first, made.page_key) == ("inbox", "inbox")


def test_the_hat_menu_says_who_one_may_be(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl+Shift+H opens it; choosing asks the composition root."""
    qtbot.keyClick(
        window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    menu = window.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == ["Li · SDR", "Li · Rep"]
    with qtbot.waitSignal(window.hat_chosen) as chosen:
        menu.actions()[1].trigger()

    assert chosen.args == ["b"]
    menu.close()


def test_pages_have_number_keys(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl+2 is the second page of the rail, wherever the focus is."""
    notes(window).field.setFocus()
    qtbot.keyClick(notes(window).field, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    assert window.page_key == "leads"


def test_single_letters_act_but_not_while_typing(qtbot: QtBot, window: MainWindow) -> None:
    """C calls, unless it is a letter of a note."""
    page = notes(window)
    qtbot.keyClick(window, Qt.Key.Key_C)
    assert page.called == 1
    page.field.setFocus()
    qtbot.keyClicks(page.field, "cc?/")

    assert page.called == 1
    assert page.field.text() == "cc?/"
    assert not window.key_sheet.isVisible()


def test_keys_belong_to_the_page_shown(qtbot: QtBot, window: MainWindow) -> None:
    """The letter of a page left does nothing there any more."""
    first = notes(window)
    window.go("leads")
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_C)

    assert (first.called, notes(window).called) == (0, 1)


def test_the_palette_finds_runs_and_gives_the_focus_back(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl+K, a few letters, Enter."""
    page = notes(window)
    page.field.setFocus()
    qtbot.keyClick(page.field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.palette_panel.field
    qtbot.keyClicks(window.palette_panel.field, "nxt")
    qtbot.keyClick(window.palette_panel.field, Qt.Key.Key_Return)

    assert page.called == 1
    assert not window.palette_panel.isVisible()
    assert QApplication.focusWidget() is page.field


def test_keys_rest_while_something_lies_over_the_page(qtbot: QtBot, window: MainWindow) -> None:
    """The sheet takes all keys until Escape."""
    qtbot.keyClick(window, Qt.Key.Key_Question)
    assert window.key_sheet.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_C)
    assert notes(window).called == 0
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.key_sheet.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_C)

    assert notes(window).called == 1


def test_another_hat_is_put_on_from_the_palette(qtbot: QtBot, window: MainWindow) -> None:
    """Whoever types the role they want finds it; the one worn is not offered."""
    other = next(hat for hat in HATS if hat is not window.hat)
    window.palette_panel.open()
    qtbot.keyClicks(window.palette_panel.field, f"work as {other.role_text()}")
    with qtbot.waitSignal(window.hat_chosen) as chosen:
        qtbot.keyClick(window.palette_panel.field, Qt.Key.Key_Return)

    assert chosen.args == [other.key]
    assert [one.text for one in window.all_actions() if one.text.startswith("Work as ")] == [
        "Work as somebody else",
        "Work as Li · Rep",
    ]


def test_tab_stays_inside_the_palette(qtbot: QtBot, window: MainWindow) -> None:
    """The focus does not wander to what is dimmed."""
    window.palette_panel.open()
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

        assert window.palette_panel.isAncestorOf(QApplication.focusWidget())
    window.palette_panel.close_panel()


def test_a_key_bound_twice_is_an_error(window: MainWindow) -> None:
    """Qt would call neither; better to hear of it in a test."""
    with pytest.raises(ValueError, match="taken by"):
        window.keys.bind("page", [Action("Other", lambda: None, "Ctrl+K")])
    with pytest.raises(ValueError, match="focused widget"):
        window.keys.bind("page", [Action("Other", lambda: None, "Return")])


def test_pages_lead_to_each_other_by_key(window: MainWindow) -> None:
    """A page asks the shell; the other page is told what to open; the rail keeps its mark."""
    notes(window).navigate.emit("lead", 42)

    assert window.page_key == "lead"
    assert notes(window).target == 42


def test_searching_narrows_the_page_or_leads_to_one_that_can(qtbot: QtBot, window: MainWindow) -> None:
    """The search field is the same everywhere."""
    qtbot.keyClick(window, Qt.Key.Key_Slash)
    assert QApplication.focusWidget() is window.top.search
    qtbot.keyClicks(window.top.search, "yunzhi")
    qtbot.waitUntil(lambda: window.page_key == "leads" and notes(window).searched[-1:] == ["yunzhi"])

    assert window.top.search.text() == "yunzhi"
    assert QApplication.focusWidget() is window.top.search


def test_a_page_left_is_no_longer_narrowed(qtbot: QtBot, window: MainWindow) -> None:
    """The search field is empty on the next page; the page left forgets what was sought."""
    window.go("leads")
    leads = notes(window)
    window.focus_search()
    qtbot.keyClicks(window.top.search, "solar")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    window.go("queue")

    assert leads.searched == ["solar", ""]
    assert window.top.search.text() == ""


def test_theme_density_and_language_change_while_open(
    qtbot: QtBot, window: MainWindow, settings: SettingsStore
) -> None:
    """All by keys, all remembered."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for key in (Qt.Key.Key_T, Qt.Key.Key_D, Qt.Key.Key_L):
        qtbot.keyClick(window, key, both)

    assert tokens().is_dark
    assert density().name is DensityName.COMPACT
    assert window.languages.current is Language.ZH
    now = settings.now
    assert (now.theme, now.density, now.language) == ("dark", "compact", "zh")


def test_a_refusal_is_said_in_a_sentence(qtbot: QtBot, window: MainWindow, background: Background) -> None:
    """What nobody handles is told in the corner; Escape sends it away."""
    background.submit("bad_argument")
    qtbot.waitUntil(lambda: bool(window.toasts.texts()))
    qtbot.keyClick(window, Qt.Key.Key_Escape)

    assert window.toasts.texts() == []


def test_undo_takes_back_what_was_told(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl+Z outside of text fields; the newest first."""
    undone: list[str] = []
    window.toasts.say("One", undo=lambda: undone.append("one"))
    window.toasts.say("Two", undo=lambda: undone.append("two"))
    window.toasts.say("News")
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert undone == ["two", "one"]
    assert window.toasts.texts() == ["News"]
    window.toasts.dismiss()


def test_undo_shows_what_is_gone_before_it_takes_it_back(qtbot: QtBot, window: MainWindow) -> None:
    """A message that went away comes back with the key, and the key again takes back what it tells."""
    undone: list[str] = []
    window.toasts.say("One", undo=lambda: undone.append("one"))
    window.toasts.dismiss()
    assert window.toasts.texts() == []
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (window.toasts.texts(), undone) == (["One"], [])
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert undone == ["one"]
    assert not window.toasts.can_undo()


def test_the_window_stands_where_it_stood(
    qtbot: QtBot,
    background: Background,
    signals: ChangeSignals,
    settings: SettingsStore,
    languages: Languages,
) -> None:
    """Size and page are remembered; a size too small for the layout is not."""
    first = MainWindow(background, signals, settings, languages, SPECS)
    qtbot.addWidget(first)
    first.wear(HATS, "a")
    first.resize(1400, 800)
    first.show()
    first.go("leads")
    first.close()
    second = MainWindow(background, signals, settings, languages, SPECS)
    qtbot.addWidget(second)
    second.wear(HATS, "a")

    assert (second.width(), second.height()) == (1400, 800)
    assert second.page_key == "leads"


@pytest.mark.parametrize("width", [1024, 1366, 2560])
def test_nothing_of_the_shell_is_cut(qtbot: QtBot, window: MainWindow, width: int) -> None:
    """Every button of the top bar has its whole text, in both languages."""
    window.resize(width, 768)
    for language in (Language.EN, Language.ZH):
        window.languages.speak(language)
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        for part in window.top.findChildren(QAbstractButton, options=DIRECT):
            if part.isVisible():
                assert part.width() >= part.minimumSizeHint().width(), part.accessibleName()
                assert part.geometry().right() <= window.top.width()


def test_everything_one_can_reach_has_a_name(window: MainWindow) -> None:
    """A screen reader announces each button and field of the shell."""
    window.palette_panel.open()
    window.palette_panel.close_panel()
    unnamed = [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, QAbstractButton | QLineEdit)
        and not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
    ]

    assert unnamed == []


def test_keys_rest_while_a_menu_is_open(qtbot: QtBot, window: MainWindow) -> None:
    """A letter pressed in a menu chooses in the menu, it does not call the next lead."""
    window.top.ask_hat()
    menu = window.findChild(QMenu)
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_C)

    assert notes(window).called == 0
    menu.close()
