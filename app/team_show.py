"""``decile --demo --team``: an SDR's, a rep's and a team lead's window side by side, over one shared database."""

from __future__ import annotations

# Services, and the database libraries below them, are imported by the worker while the words are drawn.
# ruff: noqa: PLC0415
import argparse
import copy
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QRect, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.clock import Clock, system_clock
from app.main import Program, run_window
from app.models.vocabulary import Role
from app.views.i18n import Language, Languages, system_language
from app.views.opening import OpeningWindow
from app.views.refusals import sentence
from app.views.theme import apply_theme, load_fonts
from app.views.tokens import DensityName, ThemeName

if TYPE_CHECKING:
    from app.pages import Dial
    from app.services.demo.team import Player

    type Team = Callable[[Path, str], AbstractContextManager[Sequence[Player]]]

_PAGES = {Role.SDR: "queue", Role.REP: "inbox", Role.TEAM_LEAD: "leads"}
"""What each looks at first."""
_log = logging.getLogger(__name__)


class TeamShow(QObject):
    """Three programs in one process, each with its own encrypted profile, and the server between them."""

    _ready = Signal(object)
    _failed = Signal(object)

    def __init__(
        self,
        app: QApplication,
        options: argparse.Namespace,
        folder: Path,
        *,
        team: Team | None = None,
        dial: Dial | None = None,
        clock: Clock = system_clock,
    ) -> None:
        """Describe the show.

        Args:
            app: The application.
            options: Language and theme of all windows.
            folder: Where the profiles shall lie; the caller removes it.
            team: Starts a server with a team in it; else the demonstration's.
            dial: Opens ``tel:`` links; else the system's phone program.
            clock: Of all desks.
        """
        super().__init__()
        self._app, self._options, self._folder, self._clock = app, options, folder, clock
        self._team, self._dial = team, dial
        self.programs: list[Program] = []
        self._running = ExitStack()
        self._worker = QThreadPool(self)
        self._worker.setMaxThreadCount(1)
        self._languages = Languages(app)
        self._opening: OpeningWindow | None = None
        self._ready.connect(self._on_ready)
        self._failed.connect(self._on_failed)

    def start(self) -> None:
        """Say what is being waited for, and begin."""
        load_fonts()
        language = Language(self._options.lang or system_language())
        self._languages.speak(language)
        apply_theme(ThemeName(self._options.theme or ThemeName.LIGHT), DensityName.COMFORTABLE)
        self._opening = OpeningWindow()
        self._opening.wait(
            QCoreApplication.translate(
                "Opening",
                "A team lives its year and moves into its own PostgreSQL: this takes half a minute…",
            )
        )
        self._opening.show()
        self._worker.start(lambda: self._prepare(language.value))

    def stop(self) -> None:
        """End the programs, then the server."""
        self._worker.waitForDone()
        for program in self.programs:
            program.stop()
        self._running.close()
        self._close_opening()

    def _prepare(self, language: str) -> None:
        try:
            from app.services.demo.keyring_in_memory import use_memory
            from app.services.demo.team import team_of_three

            use_memory()
            team = self._team or partial(team_of_three, clock=self._clock)
            players = self._running.enter_context(team(self._folder, language))
            self._ready.emit(players)
        except Exception as error:  # noqa: BLE001 - the top of a thread; logged with its traceback
            _log.exception("the team's demonstration did not come about")
            self._failed.emit(error)

    @Slot(object)
    def _on_ready(self, players: Sequence[Player]) -> None:
        for player in players:
            options = copy.copy(self._options)
            options.demo = False
            program = Program(self._app, options, player.folder, dial=self._dial, clock=self._clock)
            program.settings.change(role=player.role.value, page=_PAGES[player.role])
            self.programs.append(program)
            program.start()
        self._arrange()
        self._close_opening()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self._opening is not None:
            self._opening.wait(sentence(error))

    def _arrange(self) -> None:
        """Put the windows side by side, as far as the screen lets them; the first has the keys."""
        screen = self._app.primaryScreen()
        windows = [program.window for program in self.programs if program.window is not None]
        if not windows:
            return
        for window, place in zip(windows, places(screen.availableGeometry(), len(windows)), strict=True):
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMaximized)
            window.setGeometry(place)
        QTimer.singleShot(0, windows[0], windows[0].activateWindow)

    def _close_opening(self) -> None:
        if self._opening is not None:
            self._opening.close()
            self._opening.deleteLater()
            self._opening = None


def run_team(words: Sequence[str]) -> int:
    """Open the three windows and run until all are closed; return the exit status."""
    return run_window(words, TeamShow)


def places(room: QRect, count: int) -> list[QRect]:
    """Return where windows go: columns of equal width, overlapping where that is less than a window needs."""
    width = max(room.width() // count, min(room.width(), 1024))
    step = (room.width() - width) // max(1, count - 1)
    return [QRect(room.x() + number * step, room.y(), width, room.height()) for number in range(count)]
