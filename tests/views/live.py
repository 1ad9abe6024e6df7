"""A window over a real workspace, driven by keys alone and read only where it is visible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Role
from app.settings import SettingsStore
from app.views.background import Background
from app.views.i18n import Language, Languages
from app.views.main_window import MainWindow
from app.views.page import Page
from app.views.page_spec import Hat, PageSpec
from app.views.surroundings import ChangeSignals, Surroundings
from tests.builders import Desk

type Make = Callable[[Surroundings], Page[Any]]
KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MOST_STOPS = 200
"""More than any page has places to stop with Tab."""


class Live:
    """One page in the window of one desk."""

    def __init__(self, qtbot: QtBot, desk: Desk, window: MainWindow, background: Background) -> None:
        self.qtbot, self.desk, self.window, self._background = qtbot, desk, window, background
        self.went: list[tuple[str, object]] = []

    # Doing.

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is, and wait until everything asked is answered."""
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, held)
            self.settle()

    def tab_to(self, name: str) -> None:
        """Go with Tab to what a screen reader calls so."""
        for _ in range(MOST_STOPS):
            if name in self.focused().accessibleName():
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {name!r}")

    def type(self, text: str) -> None:
        """Type into the focused field; what no key has comes as an input method sends it."""
        field = QApplication.focusWidget()
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(field, event)
        self.settle()

    def wear(self, role: Role) -> None:
        """Work as another member; the pages are made afresh."""
        self.desk.wear(role)
        self.window.wear(HATS, role.value)
        self.settle()

    def settle(self) -> None:
        """Wait until the lanes are idle and no reload is under way."""
        self.qtbot.waitUntil(self._is_quiet, timeout=20_000)
        # What was delivered may have asked again.
        for _ in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(self._is_quiet, timeout=20_000)

    def _is_quiet(self) -> bool:
        background = self._background
        lanes = (background._queries, background._commands, background._jobs)
        page = self.window.page(self.window.page_key)
        return not page._settle.isActive() and not any(
            lane._waiting or lane._idle < len(lane._threads) for lane in lanes
        )

    # Reading.

    @property
    def page(self) -> Page[Any]:
        """The page shown."""
        return self.window.page(self.window.page_key)

    def focused(self) -> QWidget:
        """Return the widget that has the focus."""
        return QApplication.focusWidget() or self.window

    def texts(self) -> list[str]:
        """Return every text in sight on the page: labels, buttons, fields, rows."""
        found: list[str] = []
        for widget in self.page.findChildren(QWidget):
            if widget.isVisible():
                found += _texts_of(widget)
        return [text for text in found if text]

    def sees(self, text: str) -> bool:
        """Whether a text is in sight, perhaps within a longer one."""
        return any(text in one for one in self.texts())

    def toasts(self) -> list[str]:
        """Return the messages in sight."""
        return self.window.toasts.texts()

    def nameless(self) -> list[str]:
        """Return the widgets in sight that take the focus and have no name for a screen reader."""
        stops = (
            widget
            for widget in self.page.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        )
        return [type(widget).__name__ for widget in stops if not _name(widget)]


HATS = tuple(Hat(role.value, "Chen Wei", role, lambda role=role: role.value) for role in Role)  # type: ignore[misc]


@contextmanager
def live_window(
    qtbot: QtBot,
    desk: Desk,
    folder: Path,
    languages: Languages,
    make: Make | Sequence[PageSpec],
    *,
    size: tuple[int, int] = (1366, 768),
    language: Language = Language.EN,
) -> Iterator[Live]:
    """Show one page over a desk, or all those given."""
    languages.speak(language)
    background, settings = Background(desk.workspace), SettingsStore(folder)
    signals = ChangeSignals(desk.workspace.feed)
    specs = [PageSpec("page", lambda: "Page", "inbox", make, has_search=True)] if callable(make) else make
    window = MainWindow(background, signals, settings, languages, specs, clock=desk.workspace.clock)
    qtbot.addWidget(window)
    made = Live(qtbot, desk, window, background)
    role = next(role for role, member_id in desk.members.items() if member_id == desk.workspace.member_id)
    window.resize(*size)
    window.wear(HATS, role.value)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    made.settle()
    try:
        yield made
    finally:
        window.close()
        background.stop()
        settings.stop()


def _texts_of(widget: QWidget) -> Sequence[str]:
    match widget:
        case QLabel() | QLineEdit() | QAbstractButton():
            return [widget.text()]
        case QPlainTextEdit():
            return [widget.toPlainText()]
        case QComboBox():
            return [widget.currentText()]
        case QAbstractItemView():
            return _cells(widget.model())
        case _:
            # Painted by ourselves: what a screen reader hears is what is drawn.
            return [widget.accessibleName()] if type(widget).__module__.startswith("app.") else []


def _cells(model: QAbstractItemModel) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    found = []
    for row in range(min(60, model.rowCount())):
        for column in range(columns):
            index = model.index(row, column)
            found.append(str(index.data(role) or index.data() or ""))
    return found


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else widget.accessibleName()
