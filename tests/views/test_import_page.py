"""The import page, driven by keys on a real desk: look, answer, import, take back, type one lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.models.leads import Lead
from app.models.vocabulary import Role
from app.services.founding import hats
from app.settings import SettingsStore
from app.views.background import Background
from app.views.i18n import Languages
from app.views.import_page import ImportPage
from app.views.main_window import MainWindow
from app.views.page_spec import Hat, PageSpec
from app.views.surroundings import ChangeSignals
from tests.builders import Desk, open_desk

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LIST = "Company,Contact,Phone,Created\nAcme,Ann Lee,+1 212 555 0123,3/4/2024\nBeta,Bob Ray,+1 212 555 0124,5/6/2024\n"
TIMEOUT_MS = 20_000


@dataclass
class Office:
    """A window with the import page alone, over a real desk."""

    qtbot: QtBot
    desk: Desk
    window: MainWindow
    page: ImportPage

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a condition."""
        self.qtbot.waitUntil(holds, timeout=TIMEOUT_MS)

    def shows(self, step: QWidget) -> None:
        """Wait for a step of the page."""
        self.until(lambda: self.page.steps.currentWidget() is step)
        self.until(lambda: QApplication.focusWidget() is not None)

    def choose(self, path: Path) -> None:
        """Choose a file by typing its path into the dialog."""
        self.press(KEY.Key_O, CTRL)
        dialog = self.page.findChild(QFileDialog)
        assert dialog is not None
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        self.until(field.isVisible)
        field.setText(str(path))
        self.qtbot.keyClick(field, KEY.Key_Return)

    def texts(self) -> str:
        """Return everything the page says now."""
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def leads(self) -> int:
        """Count the leads there are."""
        return int(self.desk.workspace.read(lambda db: db.execute(select(func.count(Lead.id))).scalar_one()))


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path, languages: Languages) -> Iterator[Office]:
    """A fresh desk and its window; the SDR's hat is on."""
    with open_desk(tmp_path / "desk") as desk:
        workspace = desk.workspace
        background, settings = Background(workspace), SettingsStore(tmp_path / "settings")
        signals = ChangeSignals(workspace.feed)
        specs = [
            PageSpec("import", lambda: "Import", "file-import", lambda s: ImportPage(s, workspace.member_id))
        ]
        window = MainWindow(background, signals, settings, languages, specs, clock=workspace.clock)
        qtbot.addWidget(window)
        members = [Hat(str(hat.member_id), hat.name, hat.role, lambda: "hat") for hat in workspace.read(hats)]
        window.wear(members, str(desk.members[Role.SDR]))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        page = window.page("import")
        assert isinstance(page, ImportPage)
        qtbot.waitUntil(page.start.isVisible)
        yield Office(qtbot, desk, window, page)
        window.close()
        background.stop()
        settings.stop()


@pytest.fixture(autouse=True)
def desk_folder(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()


@pytest.fixture
def a_list(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")
    return path


def test_a_file_is_asked_about_imported_and_taken_back_by_keys(office: Office, a_list: Path) -> None:
    """Ctrl+O, the question, Ctrl+Enter, U: nothing before the answer, everything after it, nothing at the end."""
    office.choose(a_list)
    office.shows(office.page.preview)
    assert "3/4/2024 → 3 Apr 2024" in office.page.preview.points.boxes[0].choices[0].text()
    office.press(KEY.Key_Return, CTRL)
    assert office.page.steps.currentWidget() is office.page.preview
    assert office.leads() == 0

    office.press(KEY.Key_Space)
    office.until(office.page.preview.is_ready)
    office.until(office.page.preview.import_button.isEnabled)
    office.press(KEY.Key_Return, CTRL)
    office.shows(office.page.result)
    assert office.leads() == 2
    assert "list.csv is in" in office.texts()
    created = office.desk.workspace.read(
        lambda db: db.execute(select(func.min(Lead.created_at))).scalar_one()
    )
    assert created < 1_712_200_000_000_000

    office.press(KEY.Key_U)
    office.until(lambda: office.page.result.undone is not None)
    assert office.leads() == 0
    assert "The import is undone" in office.texts()


def test_a_column_becomes_another_field_by_keys_and_is_remembered(office: Office, tmp_path: Path) -> None:
    """Unknown headings ask for a field; the next list with the same headings has it already."""
    path = tmp_path / "odd.csv"
    path.write_text("colour,shape\nred,round\nblue,square\n", "utf-8")
    office.choose(path)
    office.shows(office.page.preview)
    assert not office.page.preview.is_ready()
    combo = QApplication.focusWidget()
    assert isinstance(combo, QComboBox)
    assert combo.accessibleName() == "Field of the column colour"

    office.press(KEY.Key_Down)
    office.press(KEY.Key_Down)
    office.until(office.page.preview.is_ready)
    office.press(KEY.Key_Return, CTRL)
    office.shows(office.page.result)
    assert office.leads() == 2

    office.press(KEY.Key_Escape)
    office.choose(path)
    office.shows(office.page.preview)
    assert office.page.preview.is_ready()
    assert office.page.preview.table.header._heads[0].mark == "as last time"


def test_cells_are_pasted_from_a_spreadsheet(office: Office) -> None:
    """Ctrl+V looks through them like a file; an empty clipboard says so."""
    QApplication.clipboard().setText("")
    office.press(KEY.Key_V, CTRL)
    assert "There is nothing to paste" in office.texts()

    QApplication.clipboard().setText("Company\tPhone\nAcme\t+1 212 555 0123\n")
    office.press(KEY.Key_V, CTRL)
    office.shows(office.page.preview)
    office.press(KEY.Key_Return, CTRL)
    office.shows(office.page.result)

    assert office.leads() == 1


def test_a_lead_is_typed_and_its_double_shown_while_typing(office: Office, a_list: Path) -> None:
    """The same phone and name is found before saving; saving adds to the lead that is there."""
    office.page.open("by_hand")
    office.type("Acme")
    office.press(KEY.Key_Tab)
    office.type("Ann Lee")
    office.press(KEY.Key_Tab)
    office.press(KEY.Key_Tab)
    office.type("+1 212 555 0123")
    office.press(KEY.Key_Return, CTRL)
    office.until(lambda: office.leads() == 1)
    office.until(lambda: office.page.hand.fields["company"] is QApplication.focusWidget())
    assert office.window.toasts.texts() == ["Lead saved"]

    office.type("ACME, Inc.")
    office.press(KEY.Key_Tab)
    office.type("Ann Lee")
    office.press(KEY.Key_Tab)
    office.press(KEY.Key_Tab)
    office.type("+12125550123")
    office.until(lambda: "same phone and name" in office.texts())
    office.press(KEY.Key_Return, CTRL)
    office.until(lambda: office.window.toasts.texts()[-1] == "Added to the lead that was here")
    assert office.leads() == 1


def test_a_typed_lead_with_nothing_in_it_is_refused_in_place(office: Office) -> None:
    """The sentence stands above the button; nothing is written."""
    office.page.open("by_hand")
    office.press(KEY.Key_Return, CTRL)
    office.until(lambda: "No company, contact name" in office.texts())

    assert office.leads() == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "bad.csv is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "is not a list but a picture"),
        (b"Company,Phone,City\nA,1,B\nC,1", "stops in the middle of line 3"),
        (b"PK\x03\x04" + b"x" * 500, "is damaged"),
        (b"<html><table>" + b" " * 500, "is a web page"),
    ],
)
def test_a_bad_file_says_what_where_and_what_to_do(
    office: Office, tmp_path: Path, content: bytes, said: str
) -> None:
    """Back at the start with one sentence; nothing written, everything still possible."""
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    office.choose(path)
    office.until(lambda: said in office.page.start.trouble.said())

    assert office.page.steps.currentWidget() is office.page.start
    assert office.leads() == 0


def test_a_list_cut_in_the_middle_comes_in_without_its_last_line_if_one_says_so(
    office: Office, tmp_path: Path
) -> None:
    """The way out stands beside the sentence."""
    path = tmp_path / "cut.csv"
    path.write_bytes(b"Company,Phone,City\nA,+1 212 555 0123,B\nC,1")
    office.choose(path)
    office.until(lambda: bool(office.page.start.trouble.said()))
    office.press(KEY.Key_Backtab)
    office.until(lambda: QApplication.focusWidget() is office.page.start.trouble.way_out)
    office.press(KEY.Key_Space)
    office.shows(office.page.preview)

    assert "1 will be refused" in [text for text, _ in office.page.preview.forecast()]


def test_a_file_that_vanishes_while_it_is_imported_leaves_nothing(office: Office, tmp_path: Path) -> None:
    """Looked through, then deleted: a sentence, no leads."""
    path = tmp_path / "gone.csv"
    path.write_text("Company,Phone\n" + "".join(f"C{n},+1 212 555 {n:04d}\n" for n in range(900)), "utf-8")
    office.choose(path)
    office.shows(office.page.preview)
    path.unlink()
    office.press(KEY.Key_Return, CTRL)
    office.until(lambda: "disappeared" in office.page.start.trouble.said())

    assert office.leads() == 0


def test_escape_puts_a_list_away_and_stops_an_import(office: Office, tmp_path: Path) -> None:
    """Put away, nothing is written; stopped, what came in can be kept or taken back."""
    path = many(tmp_path, 4_000)
    office.choose(path)
    office.shows(office.page.preview)
    office.press(KEY.Key_Escape)
    office.shows(office.page.start)
    assert office.leads() == 0

    office.choose(path)
    office.shows(office.page.preview)
    office.press(KEY.Key_Return, CTRL)
    office.shows(office.page.running)
    office.press(KEY.Key_Escape)
    office.shows(office.page.result)
    assert 0 < office.leads() < 4_000
    assert "Stopped half way" in office.texts()

    office.press(KEY.Key_U)
    office.until(lambda: office.page.result.undone is not None)
    assert office.leads() == 0


def test_a_past_import_is_undone_from_the_list(office: Office, a_list: Path) -> None:
    """U on the row takes the whole import back and says how many went."""
    a_list.write_text("Company,Phone\nAcme,+1 212 555 0123\n", "utf-8")
    office.choose(a_list)
    office.shows(office.page.preview)
    office.press(KEY.Key_Return, CTRL)
    office.shows(office.page.result)
    office.press(KEY.Key_Escape)
    office.until(lambda: office.page.past.current_row() is not None)
    office.press(KEY.Key_U)
    office.until(lambda: office.leads() == 0)

    office.until(lambda: "Undone: list.csv" in office.window.toasts.texts())


def many(folder: Path, count: int) -> Path:
    """Write a list of many leads."""
    path = folder / "many.csv"
    lines = (
        f"L{n},Company {n},Contact {n},+1 212 {200 + n // 10000} {n % 10000:04d},c{n}@company{n}.com\n"
        for n in range(count)
    )
    path.write_text("Lead ID,Company,Contact,Phone,E-mail\n" + "".join(lines), "utf-8")
    return path


def test_what_is_odd_about_rows_that_came_in_is_counted(office: Office, tmp_path: Path) -> None:
    """As the terminal says it: nobody to reach, a phone that cannot be."""
    path = tmp_path / "odd.csv"
    path.write_text("Company,Phone\nAcme,+1 212 555 0123\nBeta,\nGamma,+86 1\n", encoding="utf-8")
    office.choose(path)
    office.shows(office.page.preview)
    office.press(KEY.Key_Return, CTRL)
    office.shows(office.page.result)

    said = office.texts()
    assert "without a way to reach them: neither phone nor e-mail" in said
    assert "with a phone that cannot exist; it was kept as written" in said
