"""The funnel's page: what it shows, what opens its leads, and what it writes; by keys alone."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.errors import Unavailable
from app.models.vocabulary import Role, StageKind, Topic
from app.services.kernel.changes import Changes
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel import lead_ids_of
from app.services.reports.funnel_layers import LAYERS, Layer
from app.services.reports.funnel_leads import LeadSelection, Part
from app.services.reports.funnel_view import FunnelAsk
from app.services.reports.periods import Period
from app.services.reports.report import ReportFilter
from app.services.workspace import Workspace
from app.views.funnel.figure_table import FigureTable
from app.views.funnel.words import selection_words
from app.views.funnel_page import FunnelPage
from app.views.i18n import Language, Languages
from app.views.surroundings import Surroundings
from tests.builders import open_desk
from tests.services.reports.leads import ALead, at_local, write_leads

MARCH, MAY = at_local("2026-03-05 10:00"), at_local("2026-05-05 10:00")
LEADS = [
    *(ALead(MARCH, channel="paid search", stage="market_validating") for _ in range(5)),
    *(ALead(MARCH, channel="email", stage="market_not_passed", moved_because="no_fit") for _ in range(2)),
    ALead(MARCH, channel="", stage="market_validating"),
    ALead(MARCH, channel="unknown", stage="market_validating"),
    ALead(MARCH, {Layer.MQL: MAY}, channel="paid search", stage="sales_validating"),
    ALead(
        MARCH, {Layer.MQL: MAY, Layer.WON: MAY}, channel="email", stage="deployment", amount=1_234_500,
        currency="CNY", is_suspect=True,
    ),
]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """A founded workspace without leads."""
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as made:
        yield made.workspace


def bring_in(desk: Workspace, leads: list[ALead]) -> None:
    """Put leads into the desk and tell whoever listens, as an import would."""
    changes = Changes({Topic.LEADS: frozenset({UUID(int=1)})})
    desk.keep(lambda db: write_leads(db, leads), changes)


@pytest.fixture
def page(qtbot: QtBot, surroundings: Surroundings, desk: Workspace, languages: Languages) -> FunnelPage:
    """The page over eleven leads, read and shown."""
    bring_in(desk, LEADS)
    made = FunnelPage(surroundings)
    made.retranslate()
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    qtbot.waitUntil(lambda: made.lost.figures.rowCount() > 0)
    return made


def counts(page: FunnelPage) -> list[int]:
    """What the chart says of each layer."""
    return [layer.count for layer in page.chart._layers]


def texts(table: FigureTable, column: int = 0) -> list[str]:
    """What a column of a table says."""
    return [row.cells[column].text for row in table.figures.rows]


def test_it_shows_the_funnel_its_channels_and_who_went_no_further(page: FunnelPage) -> None:
    """The total first, then the channels by their leads; what was implied is hatched."""
    assert counts(page) == [11, 2, 1, 1, 1, 1, 1]
    assert [layer.implied for layer in page.chart._layers] == [0, 0, 1, 1, 1, 1, 0]
    assert texts(page.split) == ["All", "SEM", "E-mail", "Left blank", "Unknown"]
    assert texts(page.split, 1) == ["11", "6", "3", "1", "1"]
    assert page.split.figures.rows[0].cells[-1].text == "¥12.3K"
    assert texts(page.lost)[:4] == ["Leads", "In nurture", "Needs something we do not do", "Under way"]
    assert texts(page.lost, 1)[:4] == ["9", "2", "2", "7"]
    assert page._implied.isVisible()
    assert page._suspect.isVisible()


def test_a_layer_opens_its_leads_by_keys(page: FunnelPage, desk: Workspace, qtbot: QtBot) -> None:
    """Down to MQL, Enter: the selection is exactly the leads that the number counts."""
    page.chart.setFocus()
    qtbot.keyClick(page.chart, Qt.Key.Key_Down)
    selection = opened_by(page, lambda: qtbot.keyClick(page.chart, Qt.Key.Key_Return))

    assert (selection.layer, selection.count, selection.by) == (Layer.MQL, 2, None)
    assert len(desk.read(lambda db: lead_ids_of(db, selection))) == 2
    assert selection_words(selection) == "Funnel · MQL"


def test_a_figure_of_the_table_opens_its_leads_by_keys(
    page: FunnelPage, desk: Workspace, qtbot: QtBot
) -> None:
    """The leads of a channel; a nought opens nothing."""
    page.split.setFocus()
    assert page.split.place() == ("total", "lead")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_L, Qt.Key.Key_H):
        qtbot.keyClick(page.split, key)
    selection = opened_by(page, lambda: qtbot.keyClick(page.split, Qt.Key.Key_Return))

    assert (selection.layer, selection.by, selection.value) == (Layer.LEAD, Dimension.CHANNEL, "email")
    assert len(desk.read(lambda db: lead_ids_of(db, selection))) == selection.count == 3
    assert selection_words(selection) == "Funnel · Leads · E-mail"

    page.split.go_to("cell:unknown", "won")
    with qtbot.assertNotEmitted(page.leads_asked):
        qtbot.keyClick(page.split, Qt.Key.Key_Return)


def test_those_who_went_no_further_open_by_their_reason(
    page: FunnelPage, desk: Workspace, qtbot: QtBot
) -> None:
    """Two in nurture because they need something else."""
    page.lost.setFocus()
    page.lost.go_to("lead|nurture|no_fit", "leads")
    selection = opened_by(page, lambda: qtbot.keyClick(page.lost, Qt.Key.Key_Return))

    assert (selection.part, selection.standing, selection.reason) == (Part.LEFT, StageKind.NURTURE, "no_fit")
    assert len(desk.read(lambda db: lead_ids_of(db, selection))) == selection.count == 2


def test_every_number_that_opens_opens_as_many_leads(page: FunnelPage, desk: Workspace, qtbot: QtBot) -> None:
    """Both tables and the suspects, figure by figure."""
    asked: list[LeadSelection] = []
    page.leads_asked.connect(asked.append)
    for table in (page.split, page.lost):
        for row in table.figures.rows:
            for column, cell in zip(table.figures.columns, row.cells, strict=True):
                if cell.opens:
                    table.opened.emit(row.key, column.key)
    page._open_suspects()

    assert len(asked) > 30
    for selection in asked:
        assert len(desk.read(lambda db, one=selection: lead_ids_of(db, one))) == selection.count


def test_a_click_opens_like_enter(page: FunnelPage, qtbot: QtBot) -> None:
    """On the figure itself."""
    table = page.split
    place = table.visualRect(table.figures.index(1, 1)).center()
    left = Qt.MouseButton.LeftButton
    selection = opened_by(page, lambda: qtbot.mouseClick(table.viewport(), left, pos=place))

    assert selection.value == "paid search"


def test_basis_and_period_change_what_is_counted(page: FunnelPage, qtbot: QtBot) -> None:
    """The leads are of March, their milestones of May; today is in November."""
    march = ReportFilter(date(2026, 3, 1), date(2026, 3, 31))
    asked = FunnelAsk(march, period=Period.CUSTOM)
    choose(page, qtbot, lambda: page.open(asked), [11, 2, 1, 1, 1, 1, 1])
    assert "created from 1 Mar 2026 to 31 Mar 2026" in page._sentence.text()

    choose(page, qtbot, page.toolbar.turn_basis, [11, 0, 0, 0, 0, 0, 0])
    assert page._sentence.text().startswith("What happened from 1 Mar 2026")

    assert page.toolbar.since.isVisible()
    page.toolbar.until.setFocus()
    choose(page, qtbot, lambda: type_day(page, qtbot), [11, 2, 1, 1, 1, 1, 1])
    assert page.toolbar.ask.asked.until == date(2026, 5, 31)

    box = page.toolbar.period
    choose(page, qtbot, lambda: pick(box, box.findData(Period.LAST_MONTH), qtbot), [0] * 7)
    assert "from 1 Oct 2026 to 31 Oct 2026" in page._sentence.text()
    assert not page.toolbar.since.isVisible()


def test_another_split_and_blank_with_unknown(page: FunnelPage, qtbot: QtBot) -> None:
    """Grouping is offered where words can be blank, not for months and people."""
    page._groups.setFocus()
    qtbot.keyClick(page._groups, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: texts(page.split) == ["All", "SEM", "E-mail", "Unknown"])
    assert texts(page.split, 1)[-1] == "2"

    page.open(FunnelAsk(by=Dimension.MONTH))
    qtbot.waitUntil(lambda: texts(page.split) == ["All", "Mar 2026"])
    assert not page._groups.isVisible()
    page.open(FunnelAsk(by=Dimension.OWNER))
    qtbot.waitUntil(lambda: texts(page.split) == ["All", "Nobody"])


def test_channels_are_ticked_in_a_menu(page: FunnelPage, qtbot: QtBot) -> None:
    """Two ticks, one after the other; then all again."""
    page.toolbar.choose_channels()
    menu = page.toolbar.findChildren(QMenu)[-1]
    items = {item.text(): item for item in menu.actions()}
    items["E-mail"].trigger()
    qtbot.waitUntil(lambda: counts(page)[0] == 3)
    assert page.toolbar.channels.text() == "E-mail"

    items["Left blank"].trigger()
    qtbot.waitUntil(lambda: counts(page)[0] == 4)
    assert page.toolbar.channels.text() == "2 channels"
    items["All channels"].trigger()
    qtbot.waitUntil(lambda: counts(page)[0] == 11)
    menu.close()


def test_the_table_is_sorted_by_a_column_and_given_back(page: FunnelPage) -> None:
    """From high to low, turned round, and as it was; the total stays on top."""
    assert page.split.go_to("total", "won")
    page.split.order_by_current()
    assert texts(page.split)[:2] == ["All", "E-mail"]
    page.split.order_by_current()
    assert texts(page.split)[0] == "All"
    assert texts(page.split)[-1] == "E-mail"
    page.split.order_by_current()
    assert texts(page.split) == ["All", "SEM", "E-mail", "Left blank", "Unknown"]


def test_it_is_written_as_picture_drawing_and_table(page: FunnelPage, tmp_path: Path, qtbot: QtBot) -> None:
    """The table has the columns of the report."""
    for kind in ("png", "svg", "csv"):
        page.save(kind, tmp_path / f"funnel.{kind}")
    qtbot.waitUntil((tmp_path / "funnel.csv").exists)

    picture = QImage(str(tmp_path / "funnel.png"))
    assert picture.width() > 1000
    assert (tmp_path / "funnel.svg").read_text(encoding="utf-8").startswith("<?xml")
    with (tmp_path / "funnel.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["channel"] for row in rows] == ["paid search", "email", "", "unknown"]
    assert [row["lead"] for row in rows] == ["6", "3", "1", "1"]
    assert rows[1]["won_amount"] == "12345"


def test_a_file_that_cannot_be_written_is_told(page: FunnelPage, tmp_path: Path, qtbot: QtBot) -> None:
    """Whichever it is."""
    for kind in ("svg", "csv"):
        with qtbot.waitSignal(page.background.refused) as blocker:
            page.save(kind, tmp_path / "nowhere" / f"funnel.{kind}")
        (error,) = blocker.args
        assert isinstance(error, Unavailable)
        assert error.code == "file_not_written"


def test_the_export_asks_where_and_writes_there(page: FunnelPage, tmp_path: Path, qtbot: QtBot) -> None:
    """The question is no nested loop: the page lives on behind it."""
    page.ask_where("csv")
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(tmp_path / "mine.csv"))
    dialog.close()

    qtbot.waitUntil((tmp_path / "mine.csv").exists)


def test_without_leads_it_says_what_to_do(
    qtbot: QtBot, surroundings: Surroundings, desk: Workspace, languages: Languages
) -> None:
    """And fills as soon as leads come in."""
    page = FunnelPage(surroundings)
    page.retranslate()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page._state)
    assert page._state.accessibleName() == "There are no leads yet"
    with qtbot.waitSignal(page.import_asked):
        qtbot.keyClick(page._state.findChildren(QPushButton)[0], Qt.Key.Key_Space)

    bring_in(desk, LEADS)
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page.body)
    assert counts(page)[0] == 11


def test_a_filter_that_fits_nobody_keeps_the_choices_in_reach(page: FunnelPage, qtbot: QtBot) -> None:
    """The chart says so; the toolbar stays."""
    choose(page, qtbot, lambda: page.open(FunnelAsk(period=Period.LAST_YEAR)), [0] * 7)

    assert page.toolbar.isVisible()
    assert texts(page.split) == ["All"]
    assert page.lost.figures.rowCount() == 0


def test_everything_is_said_again_in_the_other_language(
    page: FunnelPage, languages: Languages, qtbot: QtBot
) -> None:
    """Figures too: reasons, channels and amounts."""
    languages.speak(Language.ZH)
    page.retranslate()

    assert "邮件" in texts(page.split)
    assert page.split.figures.rows[0].cells[-1].text == "¥1.2万"
    assert any("需求" in text for text in texts(page.lost))


def test_every_part_one_can_reach_has_a_name(page: FunnelPage) -> None:
    """For screen readers; and the model of the tables is a sound one."""
    for widget in page.findChildren(QWidget):
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        if takes_keys and not isinstance(widget, QLabel) and not widget.objectName().startswith("qt_"):
            named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert named, widget
    cell = page.split.figures.index(1, 1)
    said = page.split.figures.data(cell, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Leads: Leads 6\n54% of all leads"


def test_the_model_of_the_tables_is_sound(page: FunnelPage, qtmodeltester: ModelTester) -> None:
    """Asked as Qt's views ask."""
    qtmodeltester.check(page.split.figures)


def test_every_action_has_its_own_key(page: FunnelPage) -> None:
    """And works while the page is shown."""
    keys = [action.key for action in page.page_actions()]
    assert len(keys) == len(set(keys)) == len([key for key in keys if key])


def opened_by(page: FunnelPage, act: Callable[[], None]) -> LeadSelection:
    """Return what the page asked for when this is done."""
    asked: list[LeadSelection] = []
    page.leads_asked.connect(asked.append)
    act()
    page.leads_asked.disconnect(asked.append)
    (selection,) = asked
    return selection


def choose(page: FunnelPage, qtbot: QtBot, act: Any, expected: list[int]) -> None:
    """Do something and wait for its answer."""
    before = page._view
    act()
    qtbot.waitUntil(lambda: page._view is not before and counts(page) == expected)
    assert len(expected) == len(LAYERS)


def pick(box: Any, at: int, qtbot: QtBot) -> None:
    """Choose an item of a box by keys."""
    step = Qt.Key.Key_Down if at > box.currentIndex() else Qt.Key.Key_Up
    box.showPopup()
    for _ in range(abs(at - box.currentIndex())):
        qtbot.keyClick(box.view(), step)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)


def type_day(page: FunnelPage, qtbot: QtBot) -> None:
    """Type May over the March that stands there."""
    edit = page.toolbar.until
    edit.setSelectedSection(edit.Section.MonthSection)
    qtbot.keyClicks(edit, "05")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
