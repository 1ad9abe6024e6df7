"""The whole program in a real window, as a person without a mouse meets it: keys go in, what is in sight comes out.

Keys are handed to the window that has them, as the system does it, and find their own way through shortcuts,
menus, dialogs and fields. Nothing is read but what stands on the screen or is told to a screen reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.main import Program, _options
from app.views.i18n import Language
from app.views.theme import apply_theme
from app.views.tokens import ThemeName
from tests.views.live import _texts_of

PATIENCE_MS = 30_000


class Person:
    """Somebody at the keyboard of the program."""

    def __init__(self, qtbot: QtBot, window: QWidget | None = None) -> None:
        """Sit down, at one of several windows perhaps: of another's nothing is seen then."""
        self._qtbot, self._window = qtbot, window
        self.dialled: list[str] = []
        """What the phone program was asked to call."""

    # Doing.

    def sits_down(self) -> None:
        """Take the keys to one's own window."""
        window = self._window
        assert window is not None
        window.activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=PATIENCE_MS)

    def press(self, *keys: str) -> None:
        """Press keys one after another; ``"Ctrl+Shift+H"`` is one of them."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self._front(), combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type where the focus is; what no key has comes from an input method, as it does for Chinese."""
        for part in re.findall(r"[ -~]+|[^ -~]+", text):
            if not part.isascii():
                event = QInputMethodEvent()
                event.setCommitString(part)
                QCoreApplication.sendEvent(QGuiApplication.focusObject(), event)
                continue
            for letter in part:
                QTest.keyClick(self._front(), letter)

    def goes_to(self, words: str) -> None:
        """Do what the palette of commands calls so, such as going to a page."""
        self.press("Ctrl+K")
        self.type(words)
        self.until(lambda: any(line.startswith(words) for line in self._listed()), f"command {words}")
        self.press("Return")

    def waits_for(self, *texts: str) -> None:
        """Wait until all these texts are in sight, each perhaps within a longer one."""
        self.until(lambda: all(map(self.sees, texts)), f"all of {texts}")

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for something one can see, and say what was in sight where it does not come."""

        def check() -> None:
            assert holds(), f"not in sight: {what}; in sight: {self.texts()}"

        self._qtbot.waitUntil(check, timeout=PATIENCE_MS)

    # Reading.

    def sees(self, text: str) -> bool:
        """Whether a text is in sight, perhaps within a longer one."""
        return any(text in one for one in self.texts())

    def finds(self, pattern: str) -> list[str]:
        """Return what a pattern's group is in every text in sight that it matches from its beginning on."""
        return [found[1] for text in self.texts() if (found := re.match(pattern, text))]

    def texts(self) -> list[str]:
        """Return every text in sight, of whichever window, and what a screen reader says of it."""
        seen = [one for one in _in_sight() if self._window is None or one.window() is self._window]
        return [text for widget in seen for text in _told_by(widget) if text]

    def lines(self) -> list[str]:
        """Return the lines of the menu that is open or of the list that has the focus, in their order."""
        view = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert isinstance(view, (QMenu, QAbstractItemView)), f"no list has the focus, but {view}"
        return (
            [action.text() for action in view.actions()] if isinstance(view, QMenu) else list(_texts_of(view))
        )

    def painted(self) -> QImage:
        """Return the picture of what has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget.grab().toImage()

    def _listed(self) -> list[str]:
        return [
            line for view in _in_sight() if isinstance(view, QAbstractItemView) for line in _texts_of(view)
        ]

    def _front(self) -> QWindow:
        """Return the window that has the keys; a new one gets them here where no window manager sees to it."""
        if QGuiApplication.focusWindow() is None:
            for window in QApplication.topLevelWidgets():
                if window.isVisible():
                    window.activateWindow()
            self._qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None, timeout=PATIENCE_MS)
        return QGuiApplication.focusWindow()


@contextmanager
def started(
    qtbot: QtBot, app: QApplication, folder: Path, language: Language, *words: str
) -> Iterator[Person]:
    """Start the program on a folder, found it there or not, and end it."""
    before, person = set(QApplication.topLevelWidgets()), Person(qtbot)
    options, _ = _options(["--lang", language.value, "--theme", ThemeName.LIGHT.value, *words])
    program = Program(app, options, folder, dial=person.dialled.append)
    program.start()
    try:
        yield person
    finally:
        for window in set(QApplication.topLevelWidgets()) - before:
            window.close()
            window.deleteLater()
        program.stop()
        program.languages.speak(Language.EN)
        program.languages.deleteLater()
        apply_theme(ThemeName.LIGHT)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _in_sight() -> list[QWidget]:
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    return [
        widget
        for window in shown
        for widget in (window, *window.findChildren(QWidget))
        if widget.window() is window and widget.isVisible() and not widget.visibleRegion().isEmpty()
    ]


def _told_by(widget: QWidget) -> Sequence[str]:
    if isinstance(widget, QMenu):
        return [action.text() for action in widget.actions()]
    return [*_texts_of(widget), widget.accessibleName(), widget.accessibleDescription()]
