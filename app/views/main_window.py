"""The shell: rail, top bar, pages made when first shown, and what lies over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, override
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.clock import Clock, system_clock
from app.errors import AppError
from app.models.vocabulary import Role
from app.settings import SettingsStore
from app.views.actions import Action
from app.views.background import Background
from app.views.i18n import Languages
from app.views.kept_keys import KeptKeys
from app.views.keys import KeyFilter
from app.views.page import Page
from app.views.page_spec import Hat, PageSpec
from app.views.rail import Rail
from app.views.refusals import sentence
from app.views.shell_actions import shell_actions
from app.views.surroundings import ChangeSignals, Surroundings
from app.views.sync.away_keeper import AwayKeeper
from app.views.sync.panel import AWAY, StatusPanel
from app.views.sync_signals import SyncSignals
from app.views.theme import apply_theme, density, tokens
from app.views.tokens import DensityName, ThemeName
from app.views.top_bar import TopBar
from app.views.widgets.command_palette import CommandPalette
from app.views.widgets.key_sheet import KeySheet
from app.views.widgets.skeleton import Skeleton
from app.views.widgets.toasts import Toasts
from app.views.window_keeper import WindowKeeper

SYNC = "sync"
"""The page of what the shared database has not taken, which the light leads to."""


class MainWindow(QMainWindow):
    """Holds the pages; knows none of them."""

    hat_chosen = Signal(str)
    """Key of the member to work as; the composition root changes the workspace and calls ``wear``."""
    new_lead_asked = Signal()
    reminders_asked = Signal()
    quit_asked = Signal()
    """The program is to end, whatever closing the window does."""
    closing = Signal()

    def __init__(
        self,
        background: Background,
        signals: ChangeSignals,
        settings: SettingsStore,
        languages: Languages,
        specs: Sequence[PageSpec],
        *,
        clock: Clock = system_clock,
        sync: SyncSignals | None = None,
    ) -> None:
        super().__init__()
        self.sync = sync or SyncSignals()
        self.settings, self.languages = settings, languages
        self.specs: tuple[PageSpec, ...] = tuple(specs)
        self.hat: Hat | None = None
        self._hats: tuple[Hat, ...] = ()
        self._pages: dict[str, Page[Any]] = {}
        self._key = ""
        self._coming: _Coming | None = None
        self.setWindowTitle("Decile")
        root = QWidget()
        self.setCentralWidget(root)
        self.rail, self.top, self._stack = Rail(), TopBar(clock), QStackedWidget()
        self._lay_out(root)
        self.toasts = Toasts(root)
        self.surroundings = Surroundings(
            background, signals, self.toasts, settings, clock, self.leads_to, self.sync
        )
        self.keys = KeyFilter(self)
        self._kept = KeptKeys(self, self.keys)
        self.palette_panel = CommandPalette(root, self.all_actions)
        self.key_sheet = KeySheet(root, self.all_actions)
        self.sync_panel = StatusPanel(root, self.sync, clock)
        self._away = AwayKeeper(background, self.sync, self.toasts, self._me, clock, self)
        self._away.asked.connect(partial(self.go, SYNC, AWAY))
        self._place = WindowKeeper(self, settings)
        self._connect(background)
        self._show_rail()
        self.setFocus()

    # Pages.

    @property
    def page_key(self) -> str:
        """The key of the page shown."""
        return self._key

    def page(self, key: str) -> Page[Any]:
        """Return a page, made now if it was not yet shown.

        Raises:
            KeyError: There is no such page.
        """
        if key not in self._pages:
            spec = self._spec(key)
            made = spec.factory(self.surroundings)
            made.retranslate()
            made.navigate.connect(self.go)
            made.actions_changed.connect(self._on_actions_changed)
            made.title_changed.connect(self._show_title)
            made.led_on.connect(self._on_led_on)
            made.arrived.connect(self._on_arrived)
            self._pages[key] = made
            self._stack.addWidget(made)
        return self._pages[key]

    @Slot(str, object)
    def go(self, key: str, target: object = None) -> None:
        """Show a page, and what it shall open; one that the role worn has not is refused with a sentence."""
        if not self.leads_to(key):
            self._kept.drop()
            self.toasts.say(self.tr("This page is not for the hat you wear."), tone="warn")
            return
        if self._coming is not None:
            self._coming = replace(self._coming, key=key, target=target)
            self.rail.show_open(key)
            self._show_title()
            return
        page = self.page(key)
        if target is not None:
            page.open(target)
        is_other = key != self._key
        if is_other and self.top.search.hasFocus():
            # Who goes to another page is done searching: the page may take the focus.
            self.setFocus()
        if is_other:
            self.top.search.clear()
        self._key = key
        self._stack.setCurrentWidget(page)
        self.rail.show_open(key)
        self._show_title()
        self._bind_page()
        self._keep_keys(page, is_led=target is not None)
        if is_other and self._spec(key).in_rail:
            self.settings.change(page=key)

    def expect(self, role: Role) -> None:
        """Stand there with the rail of a role while the desk is being opened; ``wear`` brings the pages."""
        self._coming = _Coming(role)
        self._show_rail()
        self._stack.addWidget(Skeleton())
        key = self._first_key(self.settings.now.page)
        if key:
            self.go(key)

    def wear(self, hats: Sequence[Hat], current: str) -> None:
        """Work as one of these members: the pages of the role, made afresh."""
        coming, self._coming = self._coming, None
        typed = self.top.search.text() if coming else ""
        self._hats = tuple(hats)
        self.hat = next((hat for hat in hats if hat.key == current), None)
        self.top.show_hats(hats, current)
        self.top.bell.show_count(0)
        wanted = self._key or (coming.key if coming else "") or self.settings.now.page
        if self._key and self._spec(self._key).needs_target:
            wanted = ""  # what was open there was the other hat's
        self._drop_pages()
        self.toasts.forget()
        self._show_rail()
        key = self._first_key(wanted)
        if key:
            had_focus = self.top.search.hasFocus()
            self.go(key, coming.target if coming and coming.key == key else None)
            if typed:
                self.top.search.setText(typed)
            if coming and had_focus:
                self.top.search.setFocus()

    def _first_key(self, wanted: str) -> str:
        """Return the wanted page where the role has it, else the first that shows something by itself."""
        shown = self.rail_specs()
        first = next((spec.key for spec in shown if spec.may_begin and not spec.needs_target), "")
        return wanted if any(spec.key == wanted for spec in shown) else first

    def rail_specs(self) -> list[PageSpec]:
        """Return the pages of the rail for the role worn, or expected."""
        return [spec for spec in self.specs if spec.stands_in_rail(self._role)]

    def leads_to(self, key: str) -> bool:
        """Whether the role worn, or expected, has a page; one nobody named is left to ``go`` to miss."""
        return all(spec.is_for(self._role) for spec in self.specs if spec.key == key)

    def takes_new_lead(self) -> bool:
        """Whether the role worn, or expected, has a page for typing a lead."""
        places = [spec for spec in self.specs if spec.takes_new_lead]
        return not places or any(spec.is_for(self._role) for spec in places)

    @property
    def _role(self) -> Role | None:
        return self.hat.role if self.hat else self._coming.role if self._coming else None

    def other_hats(self) -> list[Hat]:
        """Return the hats of whoever sits here, without the one that is worn."""
        return [hat for hat in self._hats if hat is not self.hat]

    # Actions.

    def all_actions(self) -> list[Action]:
        """Return what can be done now: on the page first, then in the window."""
        page, title = self._pages.get(self._key), self._title()
        mine = [] if page is None else [_in_group(action, title) for action in page.page_actions()]
        return [*mine, *shell_actions(self)]

    def _bind_page(self) -> None:
        page = self._pages.get(self._key)
        self.keys.bind("page", page.page_actions() if page is not None else ())

    @Slot()
    def _on_actions_changed(self) -> None:
        if self.sender() is self._pages.get(self._key):
            self._bind_page()

    # Keys typed on the way.

    def _keep_keys(self, page: Page[Any], *, is_led: bool) -> None:
        """Keep keys for what was opened until it is shown; who only turns to a page begins anew."""
        if is_led and page.is_awaited:
            self._kept.wait()
        elif is_led:
            self._kept.give()
        else:
            self._kept.drop()

    @Slot()
    def _on_led_on(self) -> None:
        if self.sender() is self._pages.get(self._key):
            self._kept.wait()

    @Slot(bool)
    def _on_arrived(self, is_there: bool) -> None:  # noqa: FBT001 -- a signal's argument
        if self.sender() is self._pages.get(self._key) and self._kept.is_waiting:
            self._keep_keys(self._pages[self._key], is_led=is_there)

    # What the shell's actions do.

    def ask_new_lead(self) -> None:
        """Ask for a new lead; the composition root says what that opens."""
        self.new_lead_asked.emit()

    def ask_reminders(self) -> None:
        """Ask for what has popped up, or for all reminders; the composition root knows which."""
        self.reminders_asked.emit()

    def ask_sync(self) -> None:
        """Say how the exchange with the shared database stands."""
        self.sync_panel.open()

    def _me(self) -> UUID | None:
        try:
            return None if self.hat is None else UUID(self.hat.key)
        except ValueError:  # who is no member of any team
            return None

    def is_joined(self) -> bool:
        """Whether there is a shared database."""
        return self.sync.is_joined

    def quit(self) -> None:
        """Ask for the end of the program."""
        self.quit_asked.emit()

    def focus_search(self) -> None:
        """Move to the search field."""
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def reload_page(self) -> None:
        """Read the page again."""
        if self._key:
            self._pages[self._key].reload()

    def toggle_theme(self) -> None:
        """Change between light and dark, now and for the next start."""
        theme = ThemeName.LIGHT if tokens().is_dark else ThemeName.DARK
        self.settings.change(theme=theme.value)
        self._dress(theme, density().name)

    def toggle_density(self) -> None:
        """Change between roomy and dense."""
        is_compact = density().name is DensityName.COMPACT
        chosen = DensityName.COMFORTABLE if is_compact else DensityName.COMPACT
        self.settings.change(density=chosen.value)
        self._dress(tokens().name, chosen)

    def toggle_language(self) -> None:
        """Speak the other language."""
        self.languages.toggle()
        if self.languages.current:
            self.settings.change(language=self.languages.current.value)

    @Slot(object)
    def show_error(self, error: Exception) -> None:
        """Say what went wrong, calmly; nobody is led anywhere any more."""
        self._kept.drop()
        if self._key:
            self._pages[self._key].end_leading(is_found=False)
        self.toasts.say(sentence(error), tone="warn" if isinstance(error, AppError) else "bad")

    def _dress(self, theme: ThemeName, spacing: DensityName) -> None:
        apply_theme(theme, spacing)
        self.top.show_look()

    # Inside.

    def _spec(self, key: str) -> PageSpec:
        return next(spec for spec in self.specs if spec.key == key)

    def _title(self) -> str:
        page = self._pages.get(self._key)
        if self._coming is not None and self._coming.key:
            return self._spec(self._coming.key).title()
        return "" if page is None else page.title() or self._spec(self._key).title()

    @Slot()
    def _show_title(self) -> None:
        title = self._title()
        self.top.show_title(title)
        self.setWindowTitle(f"{title} · Decile" if title else "Decile")

    def _show_rail(self) -> None:
        self.rail.show_pages(self.rail_specs())
        self.top.new_lead.setVisible(self.takes_new_lead())
        self.keys.bind("shell", shell_actions(self))

    def _drop_pages(self) -> None:
        self.keys.release("page")
        self._kept.drop()
        self._key = ""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()

    def _lay_out(self, root: QWidget) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.top)
        side.addWidget(self._stack, 1)
        whole = QHBoxLayout(root)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(side, 1)

    def _connect(self, background: Background) -> None:
        background.refused.connect(self.show_error)
        background.broke.connect(self.show_error)
        self.rail.chosen.connect(self.go)
        self.top.search.searched.connect(self._on_searched)
        self.top.search.left_down.connect(self._on_search_left)
        self.top.hat_chosen.connect(self.hat_chosen)
        self.top.theme_asked.connect(self.toggle_theme)
        self.top.language_asked.connect(self.toggle_language)
        self.top.new_lead_asked.connect(self.new_lead_asked)
        self.top.reminders_asked.connect(self.reminders_asked)
        self.top.sync_asked.connect(self.ask_sync)
        self.sync.changed.connect(self.top.sync.show_status)
        self.top.sync.show_status(self.sync.status)
        self.sync_panel.asked.connect(partial(self.go, SYNC))

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        """Narrow the page shown; one that has nothing to search leads to the first that has."""
        if not self._key:
            return
        if not self._spec(self._key).has_search:
            first = next((spec.key for spec in self.rail_specs() if spec.has_search), None)
            if first is None or not text:
                return
            self.go(first)
            self.top.search.setText(text)
            self.focus_search()
            self.top.search.end(False)
        self._pages[self._key].search(text)

    @Slot()
    def _on_search_left(self) -> None:
        target = self._pages[self._key].first_focus() if self._key else None
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape, where nothing else wants it, send the newest message away."""
        if not (event.key() == Qt.Key.Key_Escape and self.toasts.dismiss()):
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "keys"):
            self.top.retranslate()
            self.rail.retranslate()
            self._show_title()
            self.keys.bind("shell", shell_actions(self))
        super().changeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_title()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._place.keep()
        self.closing.emit()
        super().closeEvent(event)


@dataclass(frozen=True, slots=True)
class _Coming:
    """What is shown before there is a desk, and what shall be opened once there is."""

    role: Role
    key: str = ""
    target: object = None


def _in_group(action: Action, title: str) -> Action:
    return action if action.group else replace(action, group=title)
