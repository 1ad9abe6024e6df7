"""Every report in a window: opened, one of its figures followed to exactly its leads, taken along as files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select, update

from app.clock import HOUR, MINUTE
from app.models.leads import Lead, StageMove
from app.models.money import Spend
from app.models.vocabulary import Role, Topic
from app.services.kernel.changes import ChangeFeed, Changes
from app.services.reports.catalogue import report_named
from app.services.reports.cubes import CUBES, leads_behind, sheet
from app.services.reports.dimensions import Dimension
from app.services.reports.report import ReportFilter
from app.services.reports.report_view import SETS
from app.services.reports.sheet import Unit, report_of
from app.services.spend import RecordSpend
from app.services.workspace import Workspace
from app.settings import SettingsStore
from app.views.background import Background
from app.views.i18n import Language, Languages
from app.views.leads_page import LeadsPage
from app.views.main_window import MainWindow
from app.views.page_spec import PageSpec
from app.views.planner_page import PlannerPage
from app.views.reports.figures import TOTAL, behind
from app.views.reports.words import (
    ABOUT,
    COLUMNS,
    NAMES,
    SPLITS,
    behind_words,
    column_name,
    row_title,
    split_name,
)
from app.views.reports_page import ReportsPage
from app.views.surroundings import ChangeSignals, Surroundings
from tests.builders import Desk, open_desk
from tests.services.reports.history import NOW, write_history
from tests.views.live import HATS, Live

STAGES = {
    "new": "market_validating", "parked": "market_not_passed", "given": "sales_validating",
    "refused": "sales_not_passed", "talks": "proposal", "signed": "deployment", "gone": "lost",
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with a history of eighty leads."""
    with open_desk(tmp_path_factory.mktemp("reports"), role=Role.TEAM_LEAD) as made:
        made.clock.at = NOW
        made.workspace.keep(_write, Changes({Topic.LEADS: frozenset({UUID(int=1)})}))
        yield made


def _write(db: Any) -> None:
    write_history(db, seed=5, size=80, has_playbook=True)
    for ours, theirs in STAGES.items():
        db.execute(update(Lead).where(Lead.stage == ours).values(stage=theirs))
        db.execute(update(StageMove).where(StageMove.to_stage == ours).values(to_stage=theirs))
        db.execute(update(StageMove).where(StageMove.from_stage == ours).values(from_stage=theirs))
    came = {"recorded_at": Lead.created_at, "respond_by_at": Lead.created_at + HOUR}
    db.execute(update(Lead).values(**came, responded_at=Lead.created_at + 20 * MINUTE))


@contextmanager
def window_of(qtbot: QtBot, desk: Desk, folder: Path, languages: Languages) -> Iterator[Live]:
    """Show reports, leads and planner in the window of one desk."""
    languages.speak(Language.EN)
    workspace = Workspace(desk.database, ChangeFeed(), desk.workspace.member_id, desk.clock)
    desk = replace(desk, workspace=workspace)
    background, settings = Background(workspace), SettingsStore(folder)
    signals = ChangeSignals(workspace.feed)

    def reports(surroundings: Surroundings) -> ReportsPage:
        page = ReportsPage(surroundings)
        page.leads_asked.connect(partial(page.navigate.emit, "leads"))
        return page

    def planner(surroundings: Surroundings) -> PlannerPage:
        page = PlannerPage(surroundings)
        page.leads_asked.connect(partial(page.navigate.emit, "leads"))
        return page

    specs = [
        PageSpec("reports", lambda: "Reports", "chart-bar", reports),
        PageSpec("leads", lambda: "Leads", "users", lambda given: LeadsPage(given, desk.workspace.member_id)),
        PageSpec("planner", lambda: "Planner", "target-arrow", planner),
    ]
    window = MainWindow(background, signals, settings, languages, specs, clock=desk.clock)
    qtbot.addWidget(window)
    live = Live(qtbot, desk, window, background)
    window.resize(1366, 768)
    window.wear(HATS, Role.TEAM_LEAD.value)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    live.settle()
    try:
        yield live
    finally:
        window.close()
        background.stop()
        settings.stop()


@pytest.mark.parametrize("name", list(CUBES))
def test_a_figure_of_every_report_leads_to_exactly_its_leads(
    name: str, qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> None:
    """Open it, walk the picture by keys, Enter: the list; then picture, table, files and --json say the same."""
    del look
    with window_of(qtbot, desk, tmp_path, languages) as live:
        live.window.go("reports", name)
        live.settle()
        page = live.page
        assert isinstance(page, ReportsPage)
        view = page._view
        assert view is not None
        assert (view.sheet.name, page.list.key()) == (name, name)
        assert live.sees(NAMES[name]())
        assert live.nameless() == []

        _picture_and_table_agree(page)
        _files_say_the_same(live, page, tmp_path)
        live.press(Qt.Key.Key_C)
        assert live.focused() is page.chart
        for _ in page.chart.chart.data():
            datum = page.chart.datum()
            if datum is not None and datum.opens:
                break
            live.press(Qt.Key.Key_Right)
        datum = page.chart.datum()
        assert datum is not None
        assert datum.opens, f"nothing in the picture of {name} can be opened"
        found = behind(view.sheet, datum.row, datum.column)
        assert found is not None
        ids = desk.workspace.read(
            lambda db: db.execute(
                select(func.count()).select_from(leads_behind(db, found).subquery())
            ).scalar_one()
        )
        live.press(Qt.Key.Key_Return)
        live.settle()

        assert live.window.page_key == "leads"
        leads = live.page
        assert isinstance(leads, LeadsPage)
        assert leads._where.selection == found
        assert leads.table.model.rowCount() == ids > 0
        column = view.sheet.column(datum.column)
        if column.unit is Unit.COUNT and not column.is_events and column.across is None:
            assert datum.value == ids
        assert NAMES[name]() in behind_words(found)


def _picture_and_table_agree(page: ReportsPage) -> None:
    rows = {row.key: row for row in page.table.figures.rows}
    columns = [column.key for column in page.table.figures.columns]
    for datum in page.chart.chart.data():
        cell = rows[datum.row].cells[columns.index(datum.column)]
        if datum.text and datum.is_seen:
            assert datum.text.split()[0].removesuffix("%") in cell.text
        assert datum.opens == cell.opens


def _files_say_the_same(live: Live, page: ReportsPage, folder: Path) -> None:
    """What the files hold is what ``decile report NAME --json`` prints."""
    assert page._view is not None
    shown = page._view.sheet
    spec = report_named(shown.name)
    told = live.desk.workspace.read(lambda db: spec.run(db, shown.asked, shown.by))
    assert told == report_of(shown)
    for kind in ("csv", "xlsx", "png", "svg", "pdf"):
        path = folder / f"report.{kind}"
        page.save(kind, path)
        live.qtbot.waitUntil(path.exists)
        live.settle()
    with (folder / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == list(told.columns)
    assert len(lines) == len(told.rows) + 1
    for line, row in zip(lines[1:], told.rows, strict=True):
        assert line == ["" if row.get(key) is None else str(row[key]) for key in told.columns]
    [cells_of] = load_workbook(folder / "report.xlsx").worksheets
    for cells, row in zip(list(cells_of.values)[1:], told.rows, strict=True):
        expected = [None if row.get(key) == "" else row.get(key) for key in told.columns]
        assert list(cells) == pytest.approx(expected)
    assert QImage(str(folder / "report.png")).width() == 2400
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")
    assert "<svg" in (folder / "report.svg").read_text("utf-8")


def test_the_sets_hold_every_report_and_every_word_is_there() -> None:
    """No report is left out of the prepared sets; names, sentences, headings and splits are complete."""
    assert {name for names in SETS.values() for name in names} == set(CUBES) == set(NAMES) == set(ABOUT)
    for spec, _ in CUBES.values():
        assert {column.key for column in spec.columns if ":" not in column.key} <= set(COLUMNS)
        assert all(split_name(by) for by in spec.splits)
    assert all(said() for words in (COLUMNS, SPLITS) for said in words.values())


def test_the_choices_are_shared_by_all_reports_and_kept(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> None:
    """A filter holds for the next report; a set is turned by S, a report by the brackets."""
    del look
    with window_of(qtbot, desk, tmp_path, languages) as live:
        page = live.page
        assert isinstance(page, ReportsPage)
        page.toolbar._on_value(Dimension.CHANNEL, "sem", True)
        live.settle()
        assert page._view is not None
        assert [line.cell.value for line in page._view.sheet.lines if line.number("lead")] == ["sem"]
        live.press(Qt.Key.Key_BracketRight)
        assert page.toolbar.ask.name == "keywords"
        assert page.toolbar.ask.values(Dimension.CHANNEL) == ("sem",)
        live.press(Qt.Key.Key_S)
        assert page.toolbar.ask.name == "pipeline"
        live.press(Qt.Key.Key_F, held=Qt.KeyboardModifier.ShiftModifier)
        assert page.toolbar.ask.asked.only == ()

        live.press(Qt.Key.Key_T)
        assert page.table.place() == (TOTAL, "here")
        total = page.table.figures.rows[0].cells[1].text
        live.press(Qt.Key.Key_Return)
        assert live.page.table.model.rowCount() == int(total)  # type: ignore[attr-defined]


def test_marketing_types_what_was_spent(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> None:
    """N opens the panel, Ctrl+Enter records; a missing amount is said beside its field."""
    del look
    with window_of(qtbot, desk, tmp_path, languages) as live:
        page = live.page
        assert isinstance(page, ReportsPage)
        given: list[RecordSpend] = []
        page.panel.given.connect(given.append)
        live.press(Qt.Key.Key_N)
        assert live.focused() is page.panel.channel
        live.press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
        assert page.panel.rows["amount"].error()
        assert given == []

        page.panel.amount.setValue(1250.5)
        live.press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
        live.settle()
        assert [(one.amount, one.currency) for one in given] == [(125_050, "CNY")]
        assert not page.panel.isVisible()
        assert live.sees("What was spent") or live.toasts()


def test_what_was_spent_comes_in_from_a_list(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """What can be read is recorded once, however often the list comes; lines that cannot are named."""
    del look
    listed = tmp_path / "spend.csv"
    listed.write_text("渠道,月份,花费,点击\nsem,2026-02,1200.50,340\nsem,2026-02,much,1\n", "utf-8")
    monkeypatch.setattr("app.views.reports_page.ask_to_open", lambda *args: args[-1](listed))
    with window_of(qtbot, desk, tmp_path, languages) as live:
        page = live.page
        assert isinstance(page, ReportsPage)
        for _ in range(2):
            live.press(Qt.Key.Key_N)
            page.panel._on_list()
            live.settle()
        assert live.toasts() == ["Amounts recorded: 1", "Amounts recorded: 0"]
        told = [toast.news.detail for toast in live.window.toasts._stack]
        assert told == ["not readable: lines 3", "1 known already, not readable: lines 3"]
        kept = desk.workspace.read(
            lambda db: db.execute(select(Spend.amount, Spend.clicks).where(Spend.amount == 120_050)).all()
        )
        assert [tuple(row) for row in kept] == [(120_050, 340)]


def test_the_team_says_what_a_currency_is_worth(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> None:
    """X shows the rates in force; another one, typed and sent by keys, counts in the forecast at once."""
    del look
    with window_of(qtbot, desk, tmp_path, languages) as live:
        live.window.go("reports", "forecast")
        live.settle()
        page = live.page
        assert isinstance(page, ReportsPage)
        assert page._view is not None
        before = page._view.sheet.total
        live.press(Qt.Key.Key_X)
        live.settle()
        assert live.focused() is page.rates.currency
        assert live.sees("1 USD = 7.12346 CNY")
        assert page.rates.value.value() == pytest.approx(7.123_457)
        page.rates.value.setValue(0)
        live.press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
        assert page.rates.rows["value"].error()
        page.rates.value.setValue(8)
        live.press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
        live.settle()
        assert not page.rates.isVisible()
        assert page._view.sheet.total != before
        live.press(Qt.Key.Key_X)
        live.settle()
        assert live.sees("1 USD = 8 CNY")
        page.rates.value.setValue(7.123_457)
        live.press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
        live.settle()
        assert page._view.sheet.total == before


def test_rows_and_columns_are_said_in_chinese(languages: Languages, desk: Desk) -> None:
    """Headings and rows of every report, in the other language."""
    languages.speak(Language.ZH)
    try:
        for name, (spec, _) in CUBES.items():
            asked = replace(ReportFilter(), now=NOW, basis=spec.bases[0])
            found = desk.workspace.read(partial(sheet, name=name, asked=asked))
            assert all(column_name(column) for column in found.columns)
            assert all(row_title(line.cell, found.by) for line in found.lines)
    finally:
        languages.speak(Language.EN)
