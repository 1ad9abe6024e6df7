"""What can be done from anywhere in the window, with its keys."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication

from app.views.actions import Action
from app.views.page_spec import Hat, PageSpec
from app.views.rail import Rail, focus_open
from app.views.reminders.words import WAY_IN_KEY
from app.views.sync.light import KEY as SYNC_KEY
from app.views.top_bar import TopBar
from app.views.widgets.command_palette import CommandPalette
from app.views.widgets.key_sheet import KeySheet
from app.views.widgets.toasts import Toasts

_NUMBERED = 9


class Shell(Protocol):
    """The parts of the main window that its actions touch."""

    toasts: Toasts
    palette_panel: CommandPalette
    key_sheet: KeySheet
    top: TopBar
    rail: Rail
    hat_chosen: SignalInstance

    def other_hats(self) -> list[Hat]:
        """Return the hats that are not worn."""

    def rail_specs(self) -> list[PageSpec]:
        """Return the pages of the rail."""

    def go(self, key: str, target: object = None) -> None:
        """Show a page."""

    def takes_new_lead(self) -> bool:
        """Whether a new lead may be typed."""

    def ask_new_lead(self) -> None:
        """Ask for a new lead."""

    def ask_reminders(self) -> None:
        """Ask for the reminders."""

    def ask_sync(self) -> None:
        """Say how the exchange with the shared database stands."""

    def is_joined(self) -> bool:
        """Whether there is a shared database."""

    def quit(self) -> None:
        """Ask for the end of the program."""

    def focus_search(self) -> None:
        """Move to the search field."""

    def reload_page(self) -> None:
        """Read the page again."""

    def toggle_theme(self) -> None:
        """Change between light and dark."""

    def toggle_density(self) -> None:
        """Change between roomy and dense."""

    def toggle_language(self) -> None:
        """Speak the other language."""


def _others(window: Shell) -> list[Action]:
    """Return one command for each hat that is not worn: whoever types "rep" is one."""
    translate = QApplication.translate
    return [
        Action(
            translate("Shell", "Work as {who}").format(who=f"{hat.name} · {hat.role_text()}"),
            partial(window.hat_chosen.emit, hat.key),
            "",
            "user",
            translate("Shell", "Anywhere"),
        )
        for hat in window.other_hats()
    ]


def shell_actions(window: Shell) -> list[Action]:
    """Return the shell's actions in the language of the moment."""
    return [*_pages(window), *_anywhere(window), *_others(window), *_look(window)]


def _pages(window: Shell) -> list[Action]:
    translate = QApplication.translate
    group = translate("Shell", "Pages")
    return [
        Action(
            translate("Shell", "Go to {page}").format(page=spec.title()),
            partial(window.go, spec.key),
            f"Ctrl+{at}" if at <= _NUMBERED else "",
            spec.icon,
            group,
        )
        for at, spec in enumerate(window.rail_specs(), start=1)
    ]


def _anywhere(window: Shell) -> list[Action]:
    translate = QApplication.translate
    group = translate("Shell", "Anywhere")
    toasts = window.toasts
    return [
        Action(
            translate("Shell", "Find a command"),
            window.palette_panel.open,
            "Ctrl+K",
            "command",
            group,
            in_palette=False,
        ),
        Action(translate("Shell", "Show all keys"), window.key_sheet.open, "?", "keyboard", group),
        Action(translate("Shell", "Search"), window.focus_search, "/", "search", group, also=("Ctrl+F",)),
        Action(
            translate("Shell", "New lead"),
            window.ask_new_lead,
            "Ctrl+N",
            "plus",
            group,
            is_enabled=window.takes_new_lead,
        ),
        Action(
            translate("Shell", "Reminders"),
            window.ask_reminders,
            WAY_IN_KEY,
            "bell",
            group,
            words="reminder 提醒",
        ),
        Action(
            translate("Shell", "How the exchange with the team stands"),
            window.ask_sync,
            SYNC_KEY,
            "arrows-exchange",
            group,
            is_enabled=window.is_joined,
            words="sync offline 同步 离线",
        ),
        Action(
            translate("Shell", "Undo"),
            toasts.undo,
            "Ctrl+Z",
            "arrow-back-up",
            group,
            is_enabled=toasts.can_undo,
        ),
        Action(
            translate("Shell", "Work as somebody else"), window.top.ask_hat, "Ctrl+Shift+H", "users", group
        ),
        Action(translate("Shell", "Read the page again"), window.reload_page, "F5", "refresh", group),
        Action(
            translate("Shell", "Move to the pages"),
            partial(focus_open, window.rail),
            "F6",
            "layout-sidebar",
            group,
        ),
        Action(translate("Shell", "Quit Decile"), window.quit, "Ctrl+Q", "logout", group),
    ]


def _look(window: Shell) -> list[Action]:
    translate = QApplication.translate
    group = translate("Shell", "Look")
    return [
        Action(
            translate("Shell", "Switch between light and dark"),
            window.toggle_theme,
            "Ctrl+Shift+T",
            "moon",
            group,
            words="theme 主题 深色 浅色",
        ),
        Action(
            translate("Shell", "Switch between roomy and dense rows"),
            window.toggle_density,
            "Ctrl+Shift+D",
            "list-details",
            group,
            words="density compact 密度",
        ),
        Action(
            translate("Shell", "Switch between 中文 and English"),
            window.toggle_language,
            "Ctrl+Shift+L",
            "language",
            group,
            words="language 语言",
        ),
    ]
