"""Workbooks: the sheet with the list, cells as a person reads them, both epochs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.clock import from_micros
from app.services.intake.refusals import BadFile
from app.services.intake.source import open_source
from app.services.intake.workbooks import cell_text
from tests.services.intake.reading import read_list


def a_workbook(path: Path, *sheets: tuple[str, list[list[object]]], epoch: dt.datetime | None = None) -> Path:
    """Write sheets of rows."""
    book = openpyxl.Workbook()
    if epoch is not None:
        book.epoch = epoch
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (60610.0, "60610"),
        (12311211222.0, "12311211222"),
        (-3.0, "-3"),
        (0.1 + 0.2, "0.3"),
        (1234.5, "1234.5"),
        (1.234567890123457e19, "12345678901234600000"),
        (5e-07, "0.0000005"),
        (True, "true"),
        (dt.datetime(2024, 3, 4), "2024-03-04"),  # noqa: DTZ001
        (dt.datetime(2024, 3, 4, 5, 6, 6, 999_999), "2024-03-04 05:06:07"),  # noqa: DTZ001
        (dt.date(2024, 3, 4), "2024-03-04"),
        (dt.time(5, 6), "05:06:00"),
        (dt.timedelta(hours=30), "1 day, 6:00:00"),
        (" as is ", " as is "),
    ],
)
def test_cells_are_written_as_people_read_them(cell: float | str, text: str) -> None:
    """No point behind whole numbers, no exponent, no digits nobody typed."""
    assert cell_text(cell) == text


def test_the_sheet_with_known_headings_is_the_list(tmp_path: Path) -> None:
    """Prose before it and empty sheets around it are passed over."""
    path = a_workbook(
        tmp_path / "list.xlsx",
        ("Read me", [["How to fill in this file"], ["Every row is a lead"]]),
        ("Empty", []),
        ("Leads", [["Company", "Phone"], ["Acme", "212 456 7890"]]),
        ("FAQ", [["Question", "Answer"], ["Why?", "Because"]]),
    )

    assert open_source(path).sheet == "Leads"
    assert open_source(path).sheets == ("Read me", "Empty", "Leads", "FAQ")


def test_a_sheet_can_be_chosen_by_name(tmp_path: Path) -> None:
    """Capitals do not matter; a wrong name is answered with the nearest."""
    path = a_workbook(
        tmp_path / "list.xlsx",
        ("Leads", [["Company"], ["Acme"]]),
        ("Archive", [["Company"], ["Old Acme"]]),
    )
    with pytest.raises(BadFile) as refused:
        read_list(path, sheet="Archiv")

    assert read_list(path, sheet="archive").taken[0].company == "Old Acme"
    assert (refused.value.code, refused.value.place["nearest"]) == ("no_such_sheet", "Archive")


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_dates_are_the_same_in_both_epochs(tmp_path: Path, epoch: dt.datetime | None) -> None:
    """Formatted dates and bare serial numbers alike."""
    serial = 45355 - (1462 if epoch else 0)
    rows: list[list[object]] = [
        ["Company", "Created", "Won date"],
        ["Acme", dt.datetime(2024, 3, 4, 5, 6), serial],  # noqa: DTZ001
    ]
    (row,) = read_list(a_workbook(tmp_path / "list.xlsx", ("S", rows), epoch=epoch), zone="UTC").taken

    assert from_micros(row.created_at or 0).isoformat() == "2024-03-04T05:06:00+00:00"
    assert from_micros(row.milestones["won"]).date() == dt.date(2024, 3, 4)


def test_rows_are_named_by_the_number_the_spreadsheet_shows(tmp_path: Path) -> None:
    """A table that begins in C4 keeps its rows' numbers and its first columns blank."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for at, row in enumerate([["Company", "Phone"], ["Acme", "1"], [None, None], ["Beta", "2"]], 4):
        for column, value in enumerate(row, 3):
            sheet.cell(at, column, value)
    path = tmp_path / "list.xlsx"
    book.save(path)
    reading = read_list(path)

    assert [(row.line, row.company) for row in reading.taken] == [(5, "Acme"), (7, "Beta")]
    assert reading.source.columns.line == 4


def test_a_merged_cell_counts_for_every_row_it_covers(tmp_path: Path) -> None:
    """One company over three contacts."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [["Company", "Contact"], ["Acme", "Ann"], [None, "Bob"], [None, "Cid"], ["Beta", "Dan"]]:
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    path = tmp_path / "list.xlsx"
    book.save(path)

    assert [row.company for row in read_list(path).taken] == ["Acme", "Acme", "Acme", "Beta"]


def test_headings_merged_over_two_rows_are_joined(tmp_path: Path) -> None:
    """`Company` spans both rows, `Reach` stands over phone and e-mail."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [
        ["Company", "Reach", None],
        [None, "Phone", "E-mail"],
        ["Acme", "212 456 7890", "a@acme.com"],
    ]:
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    path = tmp_path / "list.xlsx"
    book.save(path)
    (row,) = read_list(path).taken

    assert (row.company, row.phone, row.email) == ("Acme", "+12124567890", "a@acme.com")
