"""Shows the shell and every generic widget with made-up values, and photographs them.

xvfb-run -a -s "-screen 0 2560x1440x24" python -m tests.views.gallery FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from app.models.vocabulary import Role
from app.settings import SettingsStore
from app.views.actions import Action
from app.views.background import Background
from app.views.i18n import Language, Languages
from app.views.main_window import MainWindow
from app.views.page import Page
from app.views.page_spec import Hat, PageSpec
from app.views.rows_source import Column, Look, Sort
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import ChangeSignals, Surroundings
from app.views.theme import apply_theme, load_fonts
from app.views.tokens import DensityName, ThemeName
from app.views.widgets.basics import boxed, column
from app.views.widgets.empty_state import Emptiness
from tests.views.fakes import FakeDesk, ManyRows, Row

tr = QCoreApplication.translate

COLUMNS = (
    Column[Row](
        "company",
        lambda: "Company",
        lambda r: r.company,
        Look.TWO_LINES,
        200,
        120,
        3,
        is_sortable=True,
        second=lambda r: r.contact,
    ),
    Column[Row]("why", lambda: "Why now", lambda r: r.why, width=230, min_width=120, stretch=2),
    Column[Row](
        "stage",
        lambda: "Stage",
        lambda r: r.stage.replace("_", " ").capitalize(),
        Look.CHIP,
        150,
        90,
        tone=lambda r: r.stage,
        is_sortable=True,
    ),
    Column[Row](
        "score",
        lambda: "Score",
        lambda r: str(r.score),
        Look.BAR,
        120,
        80,
        share=lambda r: r.score / 140,
        is_sortable=True,
        is_descending_first=True,
    ),
    Column[Row]("phone", lambda: "Phone", lambda r: r.phone, width=150, min_width=90),
    Column[Row]("owner", lambda: "Owner", lambda r: r.owner, width=90, min_width=60),
    Column[Row]("id", lambda: "Number", lambda r: f"{r.id:,}", Look.NUMBER, 90, 70, is_sortable=True),
)


class ListPage(Page[None]):
    """A page that is a list."""

    def __init__(self, surroundings: Surroundings, count: int = 1_000_000) -> None:
        super().__init__(surroundings)
        self.table = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="gallery",
                    source=ManyRows(count),
                    columns=COLUMNS,
                    where="",
                    sort=Sort("score", descending=True),
                    emptiness=lambda: Emptiness(
                        "No leads to call",
                        "Import a file, or claim leads from the pool.",
                        "phone",
                        "Import a file",
                        key="I",
                    ),
                    title=lambda: "Leads",
                ),
            )
        )
        layout = column(boxed(column(self.table, margin=1), "card"), margin=(24, 16, 24, 20))
        self.body.setLayout(layout)

    def first_focus(self) -> Any:
        return self.table.view

    def page_actions(self) -> list[Action]:
        return [
            Action("Call the next lead", lambda: self.surroundings.toasts.say("Calling"), "C", "phone"),
            Action("Hand over", lambda: None, "H", "arrow-forward-up"),
            Action("Snooze until tomorrow", lambda: None, "Z", "alarm"),
            *self.table.table_actions(),
        ]

    def search(self, text: str) -> None:
        self.table.show_filter(text)


SPECS = (
    PageSpec("queue", lambda: "Queue", "phone", ListPage, has_search=True),
    PageSpec("leads", lambda: "Leads", "users", lambda s: ListPage(s, 0)),
    PageSpec("funnel", lambda: "Funnel", "chart-funnel", ListPage),
    PageSpec("people", lambda: "People", "id-badge-2", ListPage),
)
HATS = (
    Hat("1", "李文静", Role.SDR, lambda: "SDR"),
    Hat("2", "李文静", Role.REP, lambda: "Sales rep"),
)


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    load_fonts()
    apply_theme(ThemeName.LIGHT)
    languages = Languages(app)
    languages.speak(Language.EN)
    desk = FakeDesk()
    background, signals, settings = (
        Background(desk),
        ChangeSignals(desk.feed),
        SettingsStore(folder / "profile"),
    )
    window = MainWindow(background, signals, settings, languages, SPECS)
    window.wear(HATS, "1")
    window.show()
    steps: list[Any] = []

    def shot(name: str) -> Any:
        return lambda: window.grab().save(str(folder / f"{name}.png"))

    for theme in ThemeName:
        for width, height in ((1366, 768), (2560, 1440)):
            steps.append(lambda t=theme: apply_theme(t, DensityName.COMFORTABLE))
            steps.append(lambda w=width, h=height: (window.resize(w, h), window.top.show_look()))
            steps.append(
                lambda: (
                    window.go("queue"),
                    window.toasts.say("Handed over to Chen Wei", "Receipt 2026-1123-04", undo=print),
                )
            )
            steps.append(
                lambda: window.toasts.say("Someone else has claimed this lead a moment ago.", tone="warn")
            )
            steps.append(shot(f"list_{theme}_{width}"))
            steps.append(lambda: (window.toasts.dismiss(), window.toasts.dismiss()))
            steps.append(window.palette_panel.open)
            steps.append(lambda: window.palette_panel.field.setText("sw"))
            steps.append(shot(f"palette_{theme}_{width}"))
            steps.append(window.palette_panel.close_panel)
            steps.append(window.key_sheet.open)
            steps.append(shot(f"keys_{theme}_{width}"))
            steps.append(window.key_sheet.close_panel)
            steps.append(lambda: window.go("leads"))
            steps.append(shot(f"empty_{theme}_{width}"))
    queue = iter(steps)

    def step() -> None:
        act = next(queue, None)
        if act is None:
            window.close()
            background.stop()
            settings.stop()
            app.quit()
            return
        act()

    timer = QTimer()
    timer.timeout.connect(step)
    timer.start(250)
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
