"""What chance may have made is said to be so: channels that do not differ, and what lies below the threshold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from app.clock import DAY, HOUR
from app.models.vocabulary import Role, Topic
from app.services.kernel.changes import Changes
from app.services.reports.funnel_layers import Layer
from app.views.i18n import Languages
from app.views.reports_page import ReportsPage
from tests.builders import Desk, open_desk
from tests.services.reports.leads import ALead, write_leads
from tests.views.live import Live
from tests.views.test_reports_page import window_of


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A hundred leads from events with five deals, a hundred from search ads with one."""
    with open_desk(tmp_path_factory.mktemp("honest"), role=Role.TEAM_LEAD) as made:
        made.workspace.keep(
            lambda db: _write(db, made.clock.at), Changes({Topic.LEADS: frozenset({UUID(int=1)})})
        )
        yield made


def _write(db: Connection, now: int) -> None:
    came = now - 60 * DAY
    leads = [
        ALead(came + at * HOUR, {Layer.WON: came + 30 * DAY} if at < deals else {}, channel=channel,
              stage="market_validating")
        for channel, deals in (("events", 5), ("sem", 1))
        for at in range(100)
    ]  # fmt: skip
    write_leads(db, leads)


def _report(live: Live, name: str) -> ReportsPage:
    live.window.go("reports", name)
    live.settle()
    page = live.page
    assert isinstance(page, ReportsPage)
    return page


def test_five_of_a_hundred_against_one_is_no_proof(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> None:
    """Picture and table give both ranges and say that the difference is not proved (issue 6)."""
    del look
    with window_of(qtbot, desk, tmp_path, languages) as live:
        page = _report(live, "channels")
        texts = {datum.row: datum.text for datum in page.chart.chart.data()}
        assert texts["row:events"] == "5% [2.2–11.2%]  5 / 100"
        assert texts["row:sem"] == "1% [0.2–5.4%]  1 / 100"
        assert not any(datum.is_sure for datum in page.chart.chart.data())
        assert page.chart.chart.key == ("differs from the others", "difference not proved")
        assert "difference not proved" in page.chart.accessibleDescription()

        cells = {row.key: [cell.text for cell in row.cells] for row in page.table.figures.rows}
        assert "5% [2.2–11.2%]" in cells["row:events"]
        assert "1% [0.2–5.4%]" in cells["row:sem"]
        for key in ("row:events", "row:sem"):
            assert "difference not proved" in cells[key]
        verdict = [column.key for column in page.table.figures.columns].index("difference")
        assert page.table.columnViewportPosition(verdict) < page.table.viewport().width()


def test_below_the_threshold_nothing_is_guessed(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> None:
    """Every threshold has its row; where nothing was handed over the picture is hatched; the sample is a key away."""
    del look
    with window_of(qtbot, desk, tmp_path, languages) as live:
        page = _report(live, "thresholds")
        data = page.chart.chart.data()
        assert [datum.row for datum in data] == [f"row:{step}" for step in (0, 50, 60, 70, 80, 90, 100)]
        assert not any(datum.is_seen or datum.opens for datum in data)
        assert {datum.text for datum in data} == {"nothing was observed"}
        assert live.sees("Threshold in force: 50 %.")
        assert live.sees("Controlled sample off")
        asked: list[object] = []
        page.numbers_asked.connect(asked.append)
        live.press(Qt.Key.Key_T, held=Qt.KeyboardModifier.ShiftModifier)
        assert asked == ["limits"]
