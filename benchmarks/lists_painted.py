"""Measure from a key to painted rows in the list of leads, beside one repaint of the same window.

QT_QPA_PLATFORM=offscreen python benchmarks/lists_painted.py FOLDER
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import system_clock
from app.models.vocabulary import Role
from app.services.founding import hats
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.lead_list import EVERYTHING
from app.services.workspace import Workspace
from app.settings import SettingsStore
from app.views.background import Background
from app.views.i18n import Language, Languages
from app.views.leads_page import LeadsPage
from app.views.queue_page import QueuePage
from app.views.surroundings import ChangeSignals, Surroundings
from app.views.theme import apply_theme, load_fonts
from app.views.tokens import ThemeName
from app.views.widgets.toasts import Toasts

ROUNDS = 7
SIZE = (1400, 900)


def main() -> None:
    """Print one line for each thing measured."""
    app = QApplication(sys.argv[:1])
    load_fonts()
    apply_theme(ThemeName.LIGHT)
    languages = Languages(app)
    languages.speak(Language.EN)
    database = Database(Path(sys.argv[1]) / "decile.db")
    with database.read() as db:
        me = next(hat.member_id for hat in hats(db) if hat.role is Role.SDR)
    workspace = Workspace(database, ChangeFeed(), me, system_clock)
    background, settings = Background(workspace), SettingsStore(Path(tempfile.mkdtemp()))
    window = QWidget()
    surroundings = Surroundings(
        background, ChangeSignals(workspace.feed), Toasts(window), settings, system_clock
    )
    for page in (LeadsPage(surroundings, me), QueuePage(surroundings, me)):
        page.retranslate()
        page.resize(*SIZE)
        began = time.perf_counter()
        page.show()
        while not (page.table.view.isVisible() and page.table.model.is_opened):
            app.processEvents()
        page.table.view.viewport().repaint()
        print(f"{type(page).__name__}: first paint {(time.perf_counter() - began) * 1000:.1f} ms")
        limit = _median(_nothing, page, is_waiting=False)
        print(f"  one repaint{'':33} {limit:8.1f} ms")
        for name, act in _acts(page).items():
            ms = _median(act, page)
            print(f"  {name:44} {ms:8.1f} ms   {ms / limit:6.1f} repaints")
        page.hide()
    background.stop()
    settings.stop()
    database.close()


def _acts(page: Any) -> dict[str, Callable[[], None]]:
    """Return what is done; each is done and undone in turn, so that every round changes something."""
    table = page.table
    acts: dict[str, Callable[[], None]] = {
        "sort by score": _turning(lambda down: table.sort_by("score", descending=down)),
        "sort by company": _turning(lambda down: table.sort_by("company", descending=down)),
        "read again": table.reload,
    }
    if isinstance(page, LeadsPage):
        stage = replace(EVERYTHING, stages=frozenset({"market_not_passed"}))
        four = replace(EVERYTHING, channels=frozenset({"sem"}), regions=frozenset({"上海"}), score_from=60)
        acts |= {
            "filter by stage": _turning(lambda on: table.show_filter(stage if on else EVERYTHING)),
            "filter by three fields": _turning(lambda on: table.show_filter(four if on else EVERYTHING)),
        }
    acts["search 云智"] = _turning(lambda on: page.search("云智" if on else ""))
    return acts


def _nothing() -> None:
    """Do nothing: what is left is the repaint."""


def _turning(act: Callable[[bool], None]) -> Callable[[], None]:
    state = [False]

    def turn() -> None:
        state[0] = not state[0]
        act(state[0])

    return turn


def _median(act: Callable[[], None], page: Any, *, is_waiting: bool = True) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        if is_waiting:
            _wait(page)
        else:
            page.table.view.viewport().repaint()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def _wait(page: Any) -> None:
    """Run the loop until the list has its answer, then paint it."""
    loop = QEventLoop()
    page.table.model.opened.connect(loop.quit)
    loop.exec()
    page.table.model.opened.disconnect(loop.quit)
    page.table.view.viewport().repaint()


if __name__ == "__main__":
    main()
