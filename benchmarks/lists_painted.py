"""From a key to painted rows in the queue and the list of leads, at ten thousand, a hundred thousand, a million.

python benchmarks/lists_painted.py [LEADS ...]

The references are a process that imports nothing of the product: one repaint of Qt's own table over Qt's own
model at the same size; and what a change of the list may cost, three such repaints and the first screen of
wide rows asked bare of the same database, twice.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import measure
from big_database import database_of
from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from app.clock import system_clock
from app.models.vocabulary import Role
from app.services.founding import hats
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.lead_list import EVERYTHING, LeadsWhere, lead_count, lead_page
from app.services.workspace import Workspace
from app.settings import SettingsStore
from app.views.background import Background
from app.views.i18n import Language, Languages
from app.views.leads_page import LeadsPage
from app.views.queue_page import QueuePage
from app.views.rows_model import MAX_PAGES, PAGE_ROWS
from app.views.surroundings import ChangeSignals, Surroundings
from app.views.theme import apply_theme, load_fonts
from app.views.tokens import DensityName, ThemeName
from app.views.widgets.toasts import Toasts

ROUNDS = 7
SIZE = (1400, 900)
COLUMNS = 14
SIZES = (10_000, 100_000, 1_000_000)
LOST_MS = 20_000
FOUR = replace(
    EVERYTHING, channels=frozenset({"sem"}), regions=frozenset({"上海"}), score_from=60, is_reachable=True
)
GOAL_PAINT, GOAL_CHANGE, GOAL_GROWTH, GOAL_CPU_MS, GOAL_MB = 1.0, 1.0, 2.0, 60.0, 40.0

type Make = Callable[[Surroundings], Any]


def _quiet(_kind: QtMsgType, _context: QMessageLogContext, _words: str) -> None:
    """Keep Qt's remarks about a platform without a screen out of the figures."""


def main() -> None:
    """Measure every size, then say how the largest compares with the smallest."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_quiet)
    app = QApplication(sys.argv[:1])
    load_fonts()
    apply_theme(ThemeName.LIGHT, DensityName.COMPACT)
    languages = Languages(app)
    languages.speak(Language.EN)
    best: dict[int, dict[str, float]] = {size: _one_size(app, size) for size in sizes}
    least, most = min(sizes), max(sizes)
    if least != most:
        print(f"\n{most:,} leads against {least:,}, best rounds (goal <= {GOAL_GROWTH:g})")
        for name, ms in best[most].items():
            growth = ms / best[least][name]
            print(f"  {name:<44} x{growth:6.2f}   {'met' if growth <= GOAL_GROWTH else 'MISSED'}")


def _one_size(app: QApplication, size: int) -> dict[str, float]:
    folder = database_of(size)
    found: dict[str, float] = {}
    with _surroundings(folder) as (surroundings, me):
        pages: dict[str, Make] = {
            "queue": lambda around: QueuePage(around, me),
            "leads": lambda around: LeadsPage(around, me),
        }
        for name, make in pages.items():
            found |= _one_page(app, f"{name}, {size:,} leads", name, partial(make, surroundings), folder)
    _say_costs(folder)
    return found


def _one_page(
    app: QApplication, title: str, name: str, make: Callable[[], Any], folder: Path
) -> dict[str, float]:
    page = _made(make)
    page.show()
    _until(app, lambda: page.table.view.isVisible() and page.table.model.is_opened)
    _until(app, lambda: False, ms=300)  # heads and counts of the page are asked beside the rows
    view = page.table.view
    columns = sum(not view.isColumnHidden(at) for at in range(len(page.table.model.columns)))
    print(f"\n{title}: {columns} columns, rows of {view.rowHeight(0)} pixels", flush=True)
    box = view.viewport().size()
    # As many cells, as high, in as large a window: else the two would paint different things.
    words = ("lists", folder / "decile.db", columns, view.rowHeight(0), box.width(), box.height())
    with measure.Reference(*words) as raw:
        return _compared(app, title, name, make, page, raw)


def _compared(
    app: QApplication, title: str, name: str, make: Callable[[], Any], page: Any, raw: measure.Reference
) -> dict[str, float]:
    first = measure.in_turn(
        ("three repaints, two bare pages", partial(raw, "change")),
        {f"{name}: first paint": lambda: _first_paint(app, make)},
        rounds=ROUNDS,
    )
    paint = measure.in_turn(
        ("a repaint of Qt's own table", partial(raw, "paint")),
        {f"{name}: one repaint": page.table.view.viewport().repaint},
        rounds=ROUNDS * 3,
    )
    acts = {f"{name}: {key}": act for key, act in _acts(page).items()}
    changes = measure.in_turn(("three repaints, two bare pages", partial(raw, "change")), acts, rounds=ROUNDS)
    page.hide()
    page.deleteLater()
    measure.tell(f"{title}: repaint", paint, {paint[1].name: GOAL_PAINT})
    measure.tell(f"{title}: change to painted", [changes[0], first[1], *changes[1:]],
                 dict.fromkeys((*acts, first[1].name), GOAL_CHANGE))  # fmt: skip
    return {one.name: one.best_ms for one in (*first[1:], *changes[1:])}


def _made(make: Callable[[], Any]) -> Any:
    """Return a page with as many columns as the goals were set for, however few it shows at first."""
    page = make()
    page.retranslate()
    page.resize(*SIZE)
    for at in range(min(COLUMNS, len(page.table.model.columns))):
        page.table.view.setColumnHidden(at, False)
    page.table.view.fit_columns()
    return page


def _first_paint(app: QApplication, make: Callable[[], Any]) -> measure.Took:
    page = _made(make)
    began = time.perf_counter()
    page.show()
    _until(app, lambda: page.table.view.isVisible() and page.table.model.is_opened)
    page.table.view.viewport().repaint()
    took = time.perf_counter() - began
    page.hide()
    page.deleteLater()
    return measure.Took(took)


def _acts(page: Any) -> dict[str, measure.Work]:
    """Return what is done; each change is undone before the next, outside the time told."""
    table, first = page.table, page.table._sort  # noqa: SLF001 -- to go back to it

    def sort(key: str) -> measure.Work:
        return partial(
            _changed,
            table,
            partial(table.sort_by, key, descending=True),
            partial(table.sort_by, first.key, descending=first.descending),
        )

    def narrow(where: LeadsWhere) -> measure.Work:
        return partial(
            _changed, table, partial(table.show_filter, where), partial(table.show_filter, EVERYTHING)
        )

    acts = {f"sort by {key}": sort(key) for key in ("score", "company", "created_at")}
    if isinstance(page, LeadsPage):
        acts["filter one stage"] = narrow(replace(EVERYTHING, stages=frozenset({"market_not_passed"})))
        acts["filter nobody's"] = narrow(replace(EVERYTHING, is_unowned=True))
        acts["filter four fields"] = narrow(FOUR)
    for text in ("云智", "云智科技", "8888"):
        acts[f"search {text}"] = partial(
            _changed, table, partial(page.search, text), partial(page.search, "")
        )
    acts["read again"] = partial(_changed, table, table.reload, None)
    acts["scroll by a screen"] = _scrolling(table, range(40, 4_000, 38))
    acts["jump anywhere"] = _scrolling(table, [at * 7_919 for at in range(1, 400)])
    return acts


def _changed(table: Any, act: Callable[[], None], undo: Callable[[], None] | None) -> measure.Took:
    began = time.perf_counter()
    act()
    _wait(table)
    took = time.perf_counter() - began
    if undo is not None:
        undo()
        _wait(table)
    return measure.Took(took)


def _scrolling(table: Any, places: Iterable[int]) -> measure.Work:
    ahead = cycle(places)

    def step() -> None:
        row = next(ahead) % max(1, table.row_count())
        table.view.scrollTo(table.model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        table.view.viewport().repaint()
        if table.model.held_row(row) is None:
            _loop_until(table.model.page_arrived, lambda: table.model.held_row(row) is not None)
        table.view.viewport().repaint()

    return step


def _say_costs(folder: Path) -> None:
    """Say the processor time of a filter over fields no index serves, and the memory of the pages held."""
    with database_opened(folder) as database, database.read() as db:
        lead_page(db, FOUR, limit=40)
        began = time.process_time()
        for _ in range(ROUNDS):
            lead_page(db, FOUR, limit=40)
            lead_count(db, FOUR)
        ms = (time.process_time() - began) / ROUNDS * 1000
        verdict = "met" if ms <= GOAL_CPU_MS else "MISSED"
        print(
            f"  filter over four fields, processor time       {ms:10.2f} ms   goal <= {GOAL_CPU_MS:g}: {verdict}"
        )
        gc.collect()
        tracemalloc.start()
        held = [lead_page(db, offset=at * PAGE_ROWS, limit=PAGE_ROWS) for at in range(MAX_PAGES)]
        megabytes = tracemalloc.get_traced_memory()[0] / 1e6
        tracemalloc.stop()
        verdict = "met" if megabytes <= GOAL_MB else "MISSED"
        rows = sum(map(len, held))
        print(
            f"  {rows:,} rows held, the most there are         {megabytes:10.1f} MB   goal <= {GOAL_MB:g}: {verdict}"
        )


@contextmanager
def database_opened(folder: Path) -> Iterator[Database]:
    """Open a database and close it."""
    database = Database(folder / "decile.db")
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _surroundings(folder: Path) -> Iterator[tuple[Surroundings, Any]]:
    with database_opened(folder) as database:
        with database.read() as db:
            me = next(hat.member_id for hat in hats(db) if hat.role is Role.SDR)
        workspace = Workspace(database, ChangeFeed(), me, system_clock)
        background, settings = Background(workspace), SettingsStore(Path(tempfile.mkdtemp()))
        window = QWidget()
        try:
            yield (
                Surroundings(
                    background, ChangeSignals(workspace.feed), Toasts(window), settings, system_clock
                ),
                me,
            )
        finally:
            background.stop()
            settings.stop()


def _wait(table: Any) -> None:
    """Run the loop until the list has its answer, then paint it."""
    _loop_until(table.model.opened, lambda: True)
    table.view.viewport().repaint()


def _loop_until(signal: Any, is_done: Callable[[], bool]) -> None:
    loop = QEventLoop()
    lost = QTimer(singleShot=True, interval=LOST_MS)
    lost.timeout.connect(loop.quit)
    lost.start()

    def heard() -> None:
        if is_done():
            loop.quit()

    signal.connect(heard)
    loop.exec()
    signal.disconnect(heard)


def _until(app: QApplication, is_done: Callable[[], bool], *, ms: int = LOST_MS) -> None:
    end = time.perf_counter() + ms / 1000
    while not is_done() and time.perf_counter() < end:
        app.processEvents()


if __name__ == "__main__":
    main()
