"""The list: a million rows, quick to first paint, holding few, losing no place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.settings import SettingsStore, TableLayout
from app.views.actions import Action
from app.views.rows_model import MAX_PAGES, PAGE_ROWS, RowsModel
from app.views.rows_source import Column, Look, MemorySource, Sort
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.empty_state import Emptiness
from tests.views.fakes import ManyRows, Row

MILLION = 1_000_000

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
    Column[Row]("stage", lambda: "Stage", lambda r: r.stage, Look.CHIP, 120, 80, tone=lambda r: r.stage),
    Column[Row](
        "score",
        lambda: "Score",
        lambda r: str(r.score),
        Look.BAR,
        120,
        80,
        is_sortable=True,
        is_descending_first=True,
        share=lambda r: r.score / 140,
    ),
    Column[Row]("id", lambda: "Number", lambda r: str(r.id), Look.NUMBER, 90, is_fixed=True),
    Column[Row]("phone", lambda: "Phone", lambda r: r.phone, width=160, is_shown=False),
)


def listing(source: Any, **changes: Any) -> Listing[str, Row]:
    parts: dict[str, Any] = {
        "name": "leads",
        "source": source,
        "columns": COLUMNS,
        "where": "",
        "emptiness": lambda: Emptiness("Nothing here"),
        "title": lambda: "Leads",
    }
    return Listing(**{**parts, **changes})


@pytest.fixture
def show(qtbot: QtBot, surroundings: Surroundings) -> Any:
    """Make a list over a source, shown, read and active."""
    kept: list[RowsTable[str, Row]] = []

    def made(source: Any, *, size: tuple[int, int] = (900, 600), **changes: Any) -> RowsTable[str, Row]:
        table = RowsTable(surroundings, listing(source, **changes))
        qtbot.addWidget(table)
        table.resize(*size)
        table.show()
        table.reload()
        qtbot.waitUntil(lambda: table.model.is_opened)
        table.view.setFocus()
        kept.append(table)
        return table

    return made


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Holds a source back until set; set at the end whatever happens."""
    made = threading.Event()
    yield made
    made.set()


def shown_ids(table: RowsTable[str, Row]) -> list[int]:
    rows = (table.model.held_row(at) for at in range(table.row_count()))
    return [row.id for row in rows if row is not None]


def press(qtbot: QtBot, table: RowsTable[str, Row], *keys: Qt.Key, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        qtbot.keyClick(table.view, key, held)


def test_the_model_is_sound_to_qt(qtmodeltester: Any, show: Any) -> None:
    """Qt's own checks find nothing, with pages held and pages still to come."""
    table = show(ManyRows(3 * PAGE_ROWS))

    qtmodeltester.check(table.model)
    assert table.row_count() == 3 * PAGE_ROWS


def test_the_first_page_needs_one_read(show: Any, desk: Any) -> None:
    """Count and first rows come together; nothing else is asked before somebody scrolls."""
    source = ManyRows(MILLION)
    table = show(source)

    assert desk.reads == 1
    assert source.pages == [0]
    assert table.model.held_pages == 1


def test_scrolling_fetches_what_is_in_sight_and_forgets_what_is_far(qtbot: QtBot, show: Any) -> None:
    """However long one scrolls, only some pages are in memory."""
    table = show(ManyRows(MILLION))
    for at in range(0, MILLION, MILLION // 100):
        table.view.scrollTo(table.model.index(at, 0))
        table.view.viewport().repaint()
        qtbot.waitUntil(lambda at=at: table.model.held_row(at) is not None)

    assert table.model.held_pages <= MAX_PAGES


def test_a_short_list_is_not_counted(show: Any) -> None:
    """When the first page holds everything, counting would be a second query for nothing."""
    source = ManyRows(10)
    source.count = None  # type: ignore[assignment]

    assert show(source).row_count() == 10


def test_keys_move_through_the_list(qtbot: QtBot, show: Any) -> None:
    """J, K, arrows, Home, End and pages move the current row; Enter opens it."""
    table = show(ManyRows(1000))
    opened: list[Row] = []
    table.row_opened.connect(opened.append)

    def current() -> int:
        return table.view.currentIndex().row()

    press(qtbot, table, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K)
    assert current() == 2
    press(qtbot, table, Qt.Key.Key_Return)
    assert [row.id for row in opened] == [2]
    press(qtbot, table, Qt.Key.Key_End)
    assert current() == 999
    press(qtbot, table, Qt.Key.Key_Home)
    assert current() == 0
    press(qtbot, table, Qt.Key.Key_PageDown)
    assert current() > 5
    press(qtbot, table, Qt.Key.Key_PageUp)
    assert current() == 0


def test_several_rows_are_selected_by_key(qtbot: QtBot, show: Any) -> None:
    """X adds the current row, Shift+J stretches; the selection is told."""
    table = show(ManyRows(100))
    told: list[int] = []
    table.selection_changed.connect(told.append)
    press(qtbot, table, Qt.Key.Key_J, shift=True)
    press(qtbot, table, Qt.Key.Key_J, shift=True)

    assert [row.id for row in table.selected_rows()] == [0, 1, 2]
    press(qtbot, table, Qt.Key.Key_X)
    assert [row.id for row in table.selected_rows()] == [0, 1]
    assert told[-1] == 2


def test_the_selection_follows_its_rows_through_a_reload(qtbot: QtBot, show: Any) -> None:
    """Rows above are gone: the same leads are selected, one place higher."""
    source = ManyRows(100)
    table = show(source)
    table.view.go_to(5)
    press(qtbot, table, Qt.Key.Key_J, shift=True)
    source.gone = {0, 1}
    with qtbot.waitSignal(table.model.opened):
        table.reload()

    assert [row.id for row in table.selected_rows()] == [5, 6]
    assert table.view.currentIndex().row() == 4


def test_the_row_that_takes_a_vanished_row_s_place_becomes_current(qtbot: QtBot, show: Any) -> None:
    """After a call the lead leaves the queue and the next one is under the cursor."""
    source = ManyRows(100)
    table = show(source)
    table.view.go_to(5)
    source.gone = {5}
    with qtbot.waitSignal(table.model.opened):
        table.reload()

    assert table.current_row() is not None
    assert table.current_row().id == 6


def test_nothing_scrolls_when_data_arrives(qtbot: QtBot, show: Any) -> None:
    """The person reads row 700 while the current row is at the top: a reload leaves both."""
    source = ManyRows(MILLION)
    table = show(source)
    table.view.verticalScrollBar().setValue(20_000)
    table.view.viewport().repaint()
    first = table.view.rowAt(0)
    qtbot.waitUntil(lambda: table.model.held_row(first) is not None)
    with qtbot.waitSignal(table.model.opened):
        table.reload()

    assert table.view.rowAt(0) == first
    assert table.view.currentIndex().row() == 0
    assert table.model.held_row(first) is not None


def test_a_filter_starts_at_the_top_and_says_how_many(qtbot: QtBot, show: Any) -> None:
    """Another question: the first row is current, the count is told."""
    table = show(ManyRows(1000))
    table.view.go_to(500)
    with qtbot.waitSignal(table.counted) as counted:
        table.show_filter("云智")

    assert counted.args == [100]
    assert table.view.currentIndex().row() == 0
    assert table.view.verticalScrollBar().value() == 0


def test_no_rows_say_what_to_do_next(qtbot: QtBot, show: Any) -> None:
    """The list's place is taken by words, and comes back with the rows."""
    source = ManyRows(10)
    table = show(source)
    with qtbot.waitSignal(table.counted):
        table.show_filter("nobody")
    assert table.view.isHidden()
    assert table.current_row() is None
    with qtbot.waitSignal(table.counted):
        table.show_filter("")

    assert not table.view.isHidden()


def test_a_source_that_fails_is_said_with_a_way_out(
    qtbot: QtBot, show: Any, surroundings: Surroundings, expected_warnings: list[Any]
) -> None:
    """An error is a state of the list, not an empty list."""
    source = ManyRows(10)
    table = show(source)
    source.page = lambda *_: lambda _: 1 // 0  # type: ignore[method-assign]
    with qtbot.waitSignal(table.model.failed):
        table.reload()

    assert table.view.isHidden()


def test_clicking_a_heading_sorts_and_is_remembered(qtbot: QtBot, show: Any, settings: SettingsStore) -> None:
    """The first click on a score sorts from the highest, the second turns round."""
    table = show(ManyRows(1000))
    header = table.view.header
    place = header.sectionPosition(2) + 20
    for expected in (Sort("score", descending=True), Sort("score")):
        with qtbot.waitSignal(table.model.opened):
            qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 10))
        assert table.model.order == expected

    assert settings.table("leads").sort == "score"
    place = header.sectionPosition(1) + 20
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 10))
    assert table.model.order == Sort("score")


def test_columns_are_arranged_as_they_were_left(show: Any, settings: SettingsStore) -> None:
    """Order, hidden columns and widths come back; fixed columns cannot be hidden."""
    settings.keep_table(
        "leads",
        TableLayout(
            order=("id", "company", "stage", "score", "phone"),
            hidden=("stage", "id"),
            widths={"score": 200},
        ),
    )
    view = show(ManyRows(5)).view

    assert [COLUMNS[at].key for at in view.shown_columns()] == ["id", "company", "score", "phone"]
    assert view.columnWidth(2) == 200


def test_a_column_the_memory_does_not_know_keeps_its_default(show: Any, settings: SettingsStore) -> None:
    """A column of a later version appears as its author meant."""
    settings.keep_table("leads", TableLayout(order=("company", "stage"), hidden=("stage",)))
    view = show(ManyRows(5)).view

    assert [COLUMNS[at].key for at in view.shown_columns()] == ["company", "score", "id"]


@pytest.mark.parametrize("width", [560, 800, 1366, 2560])
def test_the_last_column_is_in_sight_at_every_width(show: Any, width: int) -> None:
    """The columns fill the view and end inside it."""
    view = show(ManyRows(50), size=(width, 400)).view
    last = view.shown_columns()[-1]

    assert view.columnViewportPosition(last) + view.columnWidth(last) == view.viewport().width()


def test_dragging_a_width_is_remembered(qtbot: QtBot, show: Any, settings: SettingsStore) -> None:
    """The columns after it give way, those before stay."""
    table = show(ManyRows(50))
    view = table.view
    before = view.columnWidth(0)
    view.header.resizeSection(1, 180)
    qtbot.waitUntil(lambda: settings.table("leads").widths.get("stage") == 180)
    last = view.shown_columns()[-1]

    assert view.columnWidth(0) == before
    assert view.columnViewportPosition(last) + view.columnWidth(last) == view.viewport().width()


def test_choosing_columns_keeps_the_menu_open(qtbot: QtBot, show: Any) -> None:
    """Several columns in one go, by keys."""
    table = show(ManyRows(5))
    table.ask_columns()
    menu = table.findChild(QMenu)
    menu.setActiveAction(menu.actions()[4])
    qtbot.keyClick(menu, Qt.Key.Key_Space)

    assert not table.view.isColumnHidden(4)
    assert menu.isVisible()
    menu.close()


def test_the_order_menu_turns_the_order_in_force_round(qtbot: QtBot, show: Any) -> None:
    """Every sortable column is offered."""
    table = show(ManyRows(50), sort=Sort("score", descending=True))
    table.ask_order()
    menu = table.findChild(QMenu)

    assert [action.text() for action in menu.actions()] == ["Company", "Score"]
    with qtbot.waitSignal(table.model.opened):
        menu.actions()[1].trigger()
    assert table.model.order == Sort("score")
    menu.close()


def test_screen_readers_hear_heading_and_value(show: Any) -> None:
    """Each cell says what it is."""
    model = show(ManyRows(5)).model

    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Company: 云智科技, 李文静"
    assert model.data(QModelIndex()) is None


def test_the_list_has_a_name(show: Any) -> None:
    """A screen reader announces which list it is."""
    view = show(ManyRows(5)).view

    assert QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Name) == "Leads"


def test_a_cut_text_has_a_tooltip_and_a_whole_one_has_none(show: Any) -> None:
    """A tooltip that repeats what is read already would only be in the way."""
    view = show(ManyRows(10), size=(430, 300)).view
    delegate = view.itemDelegate()

    assert delegate.full_text(view.rows.index(7, 0)) != ""
    assert delegate.full_text(view.rows.index(0, 3)) == ""


def test_the_context_menu_shows_the_row_s_actions_and_keys(qtbot: QtBot, show: Any) -> None:
    """The menu key opens what can be done with the current row."""
    done: list[str] = []
    table = show(
        ManyRows(5), row_actions=lambda: [Action("Call", lambda: done.append("called"), "C", "phone")]
    )
    press(qtbot, table, Qt.Key.Key_Menu)
    menu = table.findChild(QMenu)

    assert menu.actions()[0].shortcut().toString() == "C"
    menu.actions()[0].trigger()
    assert done == ["called"]
    menu.close()


def test_letters_without_a_meaning_are_offered_for_narrowing(qtbot: QtBot, show: Any) -> None:
    """The hook of type-ahead: the list does not jump by itself."""
    table = show(ManyRows(50))
    with qtbot.waitSignal(table.typed) as typed:
        qtbot.keyClick(table.view, Qt.Key.Key_W)

    assert typed.args == ["w"]
    assert table.view.currentIndex().row() == 0


def test_a_short_list_in_memory_sorts_by_its_columns(qtbot: QtBot, show: Any) -> None:
    """Short lists use the same widget."""
    rows = ManyRows(3).page("", Sort(), 0, 3)(None)
    source: MemorySource[Row] = MemorySource(lambda r: r.id, rows, {"score": lambda r: r.score})
    table = show(source, sort=Sort("score", descending=True))

    assert shown_ids(table) == [2, 1, 0]


def test_fetches_out_of_sight_are_let_go(qtbot: QtBot, show: Any, gate: threading.Event) -> None:
    """While a slow page is under way, one scrolls past others: they are never read."""
    source = ManyRows(MILLION)
    table = show(source)
    real = source.page

    def slow(where: str, sort: Sort, offset: int, limit: int) -> Any:
        read = real(where, sort, offset, limit)
        return lambda db: (gate.wait(5), read(db))[1]

    source.page = slow  # type: ignore[method-assign]
    for at in range(0, 500_000, 10_000):
        table.view.scrollTo(table.model.index(at, 0))
        table.view.viewport().repaint()
        table.model._on_soon()
    gate.set()
    last = table.view.rowAt(5)
    qtbot.waitUntil(lambda: table.model.held_row(last) is not None)

    assert len(source.pages) < 15


def test_painting_needs_no_roles(show: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repaint asks the model for rows, never for data: that is what makes it quick."""
    table = show(ManyRows(MILLION), size=(1366, 768))
    asked: list[int] = []
    monkeypatch.setattr(RowsModel, "data", lambda *_: asked.append(1))
    table.view.viewport().repaint()

    assert asked == []
    assert PAGE_ROWS == 256


def test_a_column_that_fails_is_logged_once_and_ends_nothing(show: Any, expected_warnings: list[Any]) -> None:
    """An error within a paint event would end the program: the cell stays empty, the log has the traceback."""
    broken = Column[Row]("broken", lambda: "Broken", lambda _: str(1 // 0))
    table = show(ManyRows(5), columns=(*COLUMNS, broken))
    table.view.viewport().repaint()

    assert len(expected_warnings) == 1
    assert "broken" in expected_warnings[0].getMessage()


def test_chinese_and_latin_stand_on_one_baseline(show: Any) -> None:
    """A Chinese face is taller; its line is lifted by as much as it is taller."""
    delegate = show(ManyRows(5)).view.itemDelegate()
    latin, chinese = (delegate._words(text, 200, 0) for text in ("Solarmar", "云智科技"))

    assert chinese.ascent >= latin.ascent
    assert chinese.drawn.size().height() - latin.drawn.size().height() >= chinese.ascent - latin.ascent


def test_a_slow_answer_shows_a_moving_line_and_keeps_the_rows(
    qtbot: QtBot, show: Any, gate: threading.Event
) -> None:
    """What was shown stays readable until the new answer is there."""
    source = ManyRows(1000)
    table = show(source)
    real = source.page

    def slow(where: str, sort: Sort, offset: int, limit: int) -> Any:
        read = real(where, sort, offset, limit)
        return lambda db: (gate.wait(5), read(db))[1]

    source.page = slow  # type: ignore[method-assign]
    table.show_filter("Solarmar")
    qtbot.waitUntil(table._busy.isVisible)
    assert table.row_count() == 1000
    gate.set()
    qtbot.waitUntil(lambda: table.row_count() == 100)

    assert not table._busy.isVisible()
