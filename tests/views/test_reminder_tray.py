"""The tray as a desktop has it, has it not, or gets it later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.views.i18n import Languages
from app.views.reminders.tray import SystemTray

# A platform without a screen has no tray of its own either, and Qt says so.
without_screen = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)


class Desktop:
    """Whether there is a tray now."""

    def __init__(self) -> None:
        self.has_tray = False

    def __call__(self) -> bool:
        return self.has_tray


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


@pytest.fixture
def tray(look: QApplication, languages: Languages, desktop: Desktop) -> Iterator[SystemTray]:
    del look, languages
    owner = QObject()
    made = SystemTray(owner, desktop)
    yield made
    made.stop()


def test_without_a_tray_nothing_is_told_and_nobody_can_live_there(tray: SystemTray) -> None:
    """Qt says messages are supported where there is no tray, and loses them: it is not asked."""
    tray.show_count(3)

    assert not tray.is_there
    assert not tray.tell("Anna Keller", "Call back")


@without_screen
def test_a_tray_that_comes_later_shows_the_count_and_tells(tray: SystemTray, desktop: Desktop) -> None:
    """Its menu leads to the window, to the reminders, and out."""
    tray.show_count(1)
    desktop.has_tray = True
    tray.show_count(3)
    asked: list[str] = []
    tray.opened.connect(lambda: asked.append("open"))
    tray.reminders_opened.connect(lambda: asked.append("reminders"))
    tray.quit_asked.connect(lambda: asked.append("quit"))
    (icon,) = tray.findChildren(QSystemTrayIcon)
    for action in icon.contextMenu().actions():
        action.trigger()

    assert icon.toolTip() == "Decile · 3 reminders due"
    assert [action.text() for action in icon.contextMenu().actions() if action.text()] == [
        "Open Decile", "3 reminders due", "Quit Decile",
    ]  # fmt: skip
    assert asked == ["open", "reminders", "quit"]
    assert tray.tell("Anna Keller", "Call back")


@without_screen
def test_a_click_on_the_icon_opens_the_window(tray: SystemTray, desktop: Desktop) -> None:
    """As does a double click; the menu button opens the menu."""
    desktop.has_tray = True
    assert tray.is_there
    asked: list[bool] = []
    tray.opened.connect(lambda: asked.append(True))
    (icon,) = tray.findChildren(QSystemTrayIcon)
    for reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.Context):
        icon.activated.emit(reason)

    assert asked == [True]
