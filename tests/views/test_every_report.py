"""The funnel and the alignment report in a window, driven as the other reports are; and no report is left out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.services.lead_list import LeadsWhere, Selection, count_behind
from app.services.reports.alignment import alignment_report
from app.services.reports.alignment_leads import OPENING, AlignmentSelection, aligned_leads
from app.services.reports.alignment_rows import SPLITS, alignment_rows
from app.services.reports.catalogue import REPORTS
from app.services.reports.cubes import CUBES
from app.services.reports.funnel import report_of
from app.services.reports.funnel_layers import LAYERS
from app.services.reports.report import Report, ReportFilter
from app.views.alignment_page import AlignmentPage
from app.views.funnel_page import FunnelPage
from app.views.i18n import Languages
from app.views.leads_page import LeadsPage
from app.views.page_spec import PageSpec
from tests.builders import Desk
from tests.views.live import KEY, Live, live_window
from tests.views.test_reports_page import desk as desk  # noqa: PLC0414 -- a fixture of both files

DRIVEN_ALONE = {"funnel", "alignment"}
"""Reports with a page of their own; the others are driven in ``test_reports_page``."""


def test_no_report_is_left_undriven() -> None:
    """Each in the list is one of the common frame, or has its test here."""
    assert {spec.name for spec in REPORTS} == {*CUBES, *DRIVEN_ALONE}


@pytest.fixture
def live(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> Iterator[Live]:
    """The window with both pages and the leads."""
    del look
    with ExitStack() as stack:

        def leading(make: Any, surroundings: Any) -> Any:
            page = make(surroundings)
            page.leads_asked.connect(partial(page.navigate.emit, "leads"))
            return page

        specs = [
            PageSpec("funnel", lambda: "Funnel", "chart-bar", partial(leading, FunnelPage)),
            PageSpec("alignment", lambda: "Alignment", "scale", partial(leading, AlignmentPage)),
            PageSpec(
                "leads", lambda: "Leads", "users", lambda given: LeadsPage(given, desk.workspace.member_id)
            ),
        ]
        yield stack.enter_context(live_window(qtbot, desk, tmp_path, languages, specs))


def _lands_on(live: Live, chosen: Selection) -> int:
    """Check that the list shows exactly the leads behind a figure, and return how many."""
    live.settle()
    assert live.window.page_key == "leads"
    leads = live.page
    assert isinstance(leads, LeadsPage)
    assert leads._where == LeadsWhere(selection=chosen)
    behind = live.desk.workspace.read(partial(count_behind, chosen=chosen))
    assert leads.table.model.rowCount() == behind > 0
    return behind


def _says(path: Path, told: Report) -> None:
    """Check that a file holds the columns and figures other programs read."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = list(csv.reader(file))
        assert rows == [
            ["" if row.get(key) is None else str(row[key]) for key in told.columns] for row in told.rows
        ]
    else:
        head, *cells = list(load_workbook(path).worksheets[0].values)  # type: ignore[arg-type]
        for line, row in zip(cells, told.rows, strict=True):
            expected = [None if row.get(key) == "" else row.get(key) for key in told.columns]
            assert list(line) == pytest.approx(expected)
    assert list(head) == list(told.columns)


def _written(live: Live, save: Any, path: Path) -> Path:
    save(path)
    live.qtbot.waitUntil(path.exists)
    live.settle()
    return path


def test_a_layer_of_the_funnel_leads_to_exactly_its_leads(live: Live, tmp_path: Path) -> None:
    """Down to a layer by keys and Enter; picture, table and files say what the report says."""
    live.window.go("funnel", None)
    live.settle()
    page = live.page
    assert isinstance(page, FunnelPage)
    assert page._view is not None
    told = report_of(page._view.funnel)
    drawn = [layer.count for layer in page.chart._layers]
    whole = page._view.funnel.total
    assert drawn == [whole.at(layer).count for layer in LAYERS]
    assert drawn == [sum(int(row[layer.value] or 0) for row in told.rows) for layer in LAYERS]
    for kind in ("csv", "xlsx"):
        _says(_written(live, partial(page.save, kind), tmp_path / f"funnel.{kind}"), told)
    picture = _written(live, partial(page.save, "png"), tmp_path / "funnel.png")
    assert not QImage(str(picture)).isNull()
    paper = _written(live, partial(page.save, "pdf"), tmp_path / "funnel.pdf")
    assert paper.read_bytes().startswith(b"%PDF")

    page.chart.setFocus()
    live.press(KEY.Key_Down)
    opened: list[Any] = []
    page.leads_asked.connect(opened.append)
    live.press(KEY.Key_Return)
    assert _lands_on(live, opened[0]) == drawn[1]


def test_a_figure_of_the_alignment_report_leads_to_its_leads(live: Live, tmp_path: Path) -> None:
    """All time, into the table by T, Enter on a count: the leads; the files say what the report says."""
    live.window.go("alignment", None)
    live.settle()
    page = live.page
    assert isinstance(page, AlignmentPage)
    page.period.choose("all")
    live.settle()
    live.press(KEY.Key_BracketRight)
    report = page._report_shown
    assert report is not None
    told = live.desk.workspace.read(partial(alignment_report, asked=report.asked, by=page._by))
    assert [row.cells[1].text for row in page.table.figures.rows] == [
        str(row["decided"]) for row in told.rows
    ]
    for kind in ("csv", "xlsx"):
        _says(_written(live, page.save_table, tmp_path / f"alignment.{kind}"), told)
    assert live.nameless() == []

    live.press(KEY.Key_T)
    assert page.table.place()[1] == "decided"
    opened: list[AlignmentSelection] = []
    page.leads_asked.connect(opened.append)
    live.press(KEY.Key_Return)
    assert _lands_on(live, opened[0]) <= opened[0].count == told.rows[0]["decided"]


def test_leads_stand_behind_every_figure_of_the_alignment_report(desk: Desk) -> None:
    """As many leads as there are among the hand-overs counted; a nought has none."""

    def count(db: Any, chosen: AlignmentSelection) -> int:
        found = aligned_leads(db, chosen).subquery()
        return int(db.execute(select(func.count()).select_from(found)).scalar_one())

    for by in SPLITS:
        for row in desk.workspace.read(partial(alignment_rows, asked=ReportFilter(), by=by)):
            for column in OPENING:
                number = getattr(row, column)
                chosen = AlignmentSelection(ReportFilter(), by, row.key, column, number)
                found = desk.workspace.read(partial(count, chosen=chosen))
                assert (found > 0) == (number > 0), (by, row.key, column)
                assert found <= number
