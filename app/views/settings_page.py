"""Settings of this desk: language, look, calls, where the data lie and how they are kept safe, licences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import override

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSystemTrayIcon,
    QVBoxLayout,
    QWidget,
)

from app.services.safekeeping.backups import Backup, back_up_if_changed, backups_of
from app.services.safekeeping.doctor import Finding, examine
from app.services.workspace import Workspace
from app.views.actions import Action
from app.views.background import Job
from app.views.desk import Desk, Query
from app.views.i18n import Language, Languages, system_language
from app.views.page import Page
from app.views.settings.cards import about_card, backups_card, doctor_card, folder_card
from app.views.surroundings import Surroundings
from app.views.theme import apply_theme
from app.views.tokens import DensityName, ThemeName
from app.views.widgets.basics import boxed, column, label
from app.views.widgets.clearing import clear
from app.views.widgets.segmented import Segmented
from app.views.widgets.two_columns import TwoColumns

TWO_COLUMNS = 980
READING_WIDTH = 1240
SYSTEM = "system"
QUITS, STAYS = "quits", "stays"


class SettingsPage(Page[tuple[list[Backup], str]]):
    """Every choice counts at once; there is nothing to save."""

    restore_asked = Signal(object)
    """The file of a backup that shall take the place of the data; whoever opened the profile does it."""

    def __init__(self, surroundings: Surroundings, workspace: Workspace) -> None:
        super().__init__(surroundings)
        self._workspace = workspace
        self._folder: Path = workspace.database.path.parent
        self._backups: list[Backup] = []
        self._version = ""
        self._findings: Sequence[Finding] | None = None
        self._is_checking = False
        self.language, self.theme, self.density, self.phone, self.closing = (Segmented() for _ in range(5))
        self.language.chosen.connect(self._on_language_chosen)
        self.theme.chosen.connect(self._on_theme_chosen)
        self.density.chosen.connect(self._on_density_chosen)
        self.phone.chosen.connect(self._on_phone_chosen)
        self.closing.chosen.connect(self._on_closing_chosen)
        self._canvas = QScrollArea()
        self._canvas.setWidgetResizable(True)
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._columns: TwoColumns | None = None
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self.body.setLayout(column(self._canvas, margin=(24, 16, 20, 16)))
        self._lay_out()

    # What the page says about itself.

    @override
    def query(self) -> Query[tuple[list[Backup], str]]:
        return partial(_read, self._folder)

    @override
    def fill(self, answer: tuple[list[Backup], str]) -> None:
        self._backups, self._version = answer
        self._say_choices()
        self._show_data()
        self._show_about()

    @override
    def first_focus(self) -> QWidget:
        return self.language

    @override
    def retranslate(self) -> None:
        self._say_choices()
        self._say_look()
        self._show_data()
        self._show_about()

    @override
    def page_actions(self) -> list[Action]:
        return [
            Action(self.tr("Back up now"), self.back_up, "B", "database"),
            Action(
                self.tr("Check the data"),
                self.check,
                "G",
                "clipboard-check",
                is_enabled=lambda: not self._is_checking,
            ),
            Action(self.tr("Open the profile folder"), self.open_folder, "O", "external-link"),
        ]

    # What can be done.

    def back_up(self) -> None:
        """Back the database up, if anything changed since the last time."""
        self.background.start(partial(_back_up, self._workspace, self._folder), self._on_backed_up)

    def check(self) -> None:
        """Let the doctor look at everything; this may take a while."""
        if not self._is_checking:
            self._is_checking = True
            self._show_data()
            work = partial(_examine, self._workspace, self._folder)
            self.background.start(work, self._on_examined, failed=self._on_not_examined)

    def open_folder(self) -> None:
        """Show the profile folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def restore(self, backup: Backup) -> None:
        """Go back to a backup; what stands here is kept beside it, and the window comes back by itself."""
        self.restore_asked.emit(backup.path)

    def copy_restore(self, backup: Backup) -> None:
        """Copy the command that goes back to a backup."""
        QGuiApplication.clipboard().setText(_restore_command(self._folder, backup))
        self.surroundings.toasts.say(
            self.tr("Command copied"), self.tr("Close Decile, then run it in a terminal."), tone="info"
        )

    def _on_backed_up(self, path: Path | None) -> None:
        if path is None:
            self.surroundings.toasts.say(self.tr("Nothing changed since the last backup."), tone="info")
        else:
            self.surroundings.toasts.say(self.tr("Backed up"), str(path))
        self.reload()

    def _on_examined(self, findings: Sequence[Finding]) -> None:
        self._is_checking, self._findings = False, findings
        self._show_data()

    def _on_not_examined(self, error: Exception) -> None:
        self._is_checking = False
        self._show_data()
        self._report(error)

    # Choices.

    @Slot(str)
    def _on_language_chosen(self, key: str) -> None:
        self.surroundings.settings.change(language="" if key == SYSTEM else key)
        app = QApplication.instance()
        languages = app.findChild(Languages) if app is not None else None
        if languages is not None:
            languages.speak(system_language() if key == SYSTEM else Language(key))

    @Slot(str)
    def _on_theme_chosen(self, key: str) -> None:
        self.surroundings.settings.change(theme="" if key == SYSTEM else key)
        self._dress()

    @Slot(str)
    def _on_density_chosen(self, key: str) -> None:
        self.surroundings.settings.change(density=key)
        self._dress()

    @Slot(str)
    def _on_phone_chosen(self, key: str) -> None:
        self.surroundings.settings.change(phone_link=key)

    @Slot(str)
    def _on_closing_chosen(self, key: str) -> None:
        self.surroundings.settings.change(stays_in_tray=key == STAYS)

    def _dress(self) -> None:
        now = self.surroundings.settings.now
        theme = ThemeName(now.theme) if now.theme else _system_theme()
        apply_theme(theme, DensityName(now.density or DensityName.COMFORTABLE))

    def _say_choices(self) -> None:
        now, system = self.surroundings.settings.now, (SYSTEM, self.tr("As the system"))
        self.language.show_choices(
            self.tr("Language"), [system, ("zh", "中文"), ("en", "English")], now.language or SYSTEM
        )
        self.theme.show_choices(
            self.tr("Theme"),
            [system, ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
            now.theme or SYSTEM,
        )
        self.density.show_choices(
            self.tr("Rows"),
            [("comfortable", self.tr("Roomy")), ("compact", self.tr("Dense"))],
            now.density or DensityName.COMFORTABLE.value,
        )
        self.phone.show_choices(self.tr("Phone links"), [("tel", "tel:"), ("sip", "sip:")], now.phone_link)
        self.closing.show_choices(
            self.tr("Closing the window"),
            [(QUITS, self.tr("Quits Decile")), (STAYS, self.tr("Leaves it in the tray"))],
            STAYS if now.stays_in_tray else QUITS,
        )

    # Showing.

    def _say_look(self) -> None:
        for name, text in (
            (self._look_title, self.tr("Look and language")),
            (self._calls_title, self.tr("Calls")),
            (self._names[0], self.tr("Language")),
            (self._names[1], self.tr("Theme")),
            (self._names[2], self.tr("Rows")),
            (self._names[3], self.tr("Phone links")),
            (self._reminders_title, self.tr("Reminders")),
            (self._names[4], self.tr("Closing the window")),
            (self._reminders_hint, _reminders_hint()),
            (
                self._calls_hint,
                self.tr("What starts a call: the phone program of this computer, or a SIP phone."),
            ),
        ):
            name.setText(text)

    def _show_data(self) -> None:
        _replace(
            self._data_side,
            folder_card(self._folder, self.open_folder),
            backups_card(self._backups, back_up=self.back_up, restore=self.restore, copy=self.copy_restore),
            doctor_card(self._findings or (), self.check, is_checking=self._is_checking),
        )

    def _show_about(self) -> None:
        _replace(self._about_side, about_card(self._version))

    def _lay_out(self) -> None:
        self._data_side, self._about_side = QVBoxLayout(), QVBoxLayout()
        for made in (self._left, self._right, self._data_side, self._about_side):
            made.setSpacing(12)
        # These stay the same widgets: a choice that was made by key keeps the focus.
        self._look_title, self._calls_title = label("", "heading"), label("", "heading")
        self._calls_hint = label("", "muted", wrap=True)
        self._reminders_title, self._reminders_hint = label("", "heading"), label("", "muted", wrap=True)
        self._names = [label("", "muted") for _ in range(5)]
        look, calls, reminders = _grid(), _grid(), _grid()
        for at, choice in enumerate((self.language, self.theme, self.density)):
            _put(look, at, self._names[at], choice)
        _put(calls, 0, self._names[3], self.phone)
        _put(reminders, 0, self._names[4], self.closing)
        margin = (18, 14, 18, 16)
        self._left.addWidget(boxed(column(self._look_title, look, gap=10, margin=margin), "card"))
        self._left.addWidget(
            boxed(column(self._calls_title, calls, self._calls_hint, gap=10, margin=margin), "card")
        )
        shown = column(self._reminders_title, reminders, self._reminders_hint, gap=10, margin=margin)
        self._left.addWidget(boxed(shown, "card"))
        self._left.addLayout(self._about_side)
        self._right.addLayout(self._data_side)
        for side in (self._left, self._right):
            side.addStretch(1)
        self._columns = TwoColumns(self._left, self._right)
        self._columns.stand(is_wide=True)
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        canvas.setMaximumWidth(READING_WIDTH)
        canvas.setLayout(self._columns)
        self._canvas.setWidget(canvas)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._settle.start()  # another theme, perhaps by its key: the choices say which

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns is not None:
            self._columns.stand(is_wide=self.width() >= TWO_COLUMNS)


def _read(folder: Path, _db: object) -> tuple[list[Backup], str]:
    return backups_of(folder), _version()


def _back_up(workspace: Workspace, folder: Path, _desk: Desk, _job: Job) -> Path | None:
    return back_up_if_changed(workspace.database, folder, clock=workspace.clock)


def _examine(workspace: Workspace, folder: Path, _desk: Desk, _job: Job) -> Sequence[Finding]:
    return examine(workspace.database, folder, clock=workspace.clock)


def _restore_command(folder: Path, backup: Backup) -> str:
    return f'decile restore "{backup.path}" --profile "{folder}"'


def _reminders_hint() -> str:
    """Say what staying in the tray is good for, and where it is not possible."""
    translate = QApplication.translate
    if QSystemTrayIcon.isSystemTrayAvailable():
        return translate("SettingsPage", "From the tray, Decile goes on reminding you. Ctrl+Q always quits.")
    return translate("SettingsPage", "This desktop has no tray: closing the window quits Decile.")


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(2, 1)
    return grid


def _put(grid: QGridLayout, at: int, name: QLabel, choice: Segmented) -> None:
    grid.addWidget(name, at, 0)
    grid.addWidget(choice, at, 1, Qt.AlignmentFlag.AlignLeft)


def _replace(side: QVBoxLayout, *cards: QWidget) -> None:
    """Put other cards in the place of those shown."""
    clear(side)
    for card in cards:
        side.addWidget(card)


def _system_theme() -> ThemeName:
    hints = QGuiApplication.styleHints()
    hints.unsetColorScheme()
    return ThemeName.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else ThemeName.LIGHT


def _version() -> str:
    try:
        return version("decile")
    except PackageNotFoundError:
        return ""
