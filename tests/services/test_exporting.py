"""Rows become a file that Excel opens rightly and that harms nobody who opens it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.errors import Unavailable
from app.services.exporting import write_csv


def test_a_file_has_the_mark_excel_needs_and_reads_back_as_it_was(tmp_path: Path) -> None:
    """Chinese, commas, quotes and line breaks survive."""
    rows = [{"company": '云智, "科技"', "won": 3, "share": 0.25}, {"company": "two\nlines", "won": None}]
    count = write_csv(tmp_path / "a.csv", ("company", "won", "share"), rows)

    assert count == 2
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfcompany,won,share\r\n")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1:] == [['云智, "科技"', "3", "0.25"], ["two\nlines", "", ""]]


@pytest.mark.parametrize("word", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\t=1"])
def test_what_a_spreadsheet_would_calculate_is_disarmed(tmp_path: Path, word: str) -> None:
    """A lead's name is written by strangers."""
    write_csv(tmp_path / "a.csv", ("name",), [{"name": word}])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == [f"'{word}"]


@pytest.mark.parametrize("word", ["+86 139 1234 5678", "+1 (212) 555-0100", "-12.5", "a=b"])
def test_phones_and_figures_stay_as_they_are(tmp_path: Path, word: str) -> None:
    """They come back when the file is imported again."""
    write_csv(tmp_path / "a.csv", ("name",), [{"name": word}])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == [word]


def test_a_file_that_cannot_be_written_is_said_and_leaves_the_old_one(tmp_path: Path) -> None:
    """Nothing half written lies about."""
    with pytest.raises(Unavailable) as caught:
        write_csv(tmp_path / "nowhere" / "a.csv", ("name",), [])

    assert caught.value.code == "file_not_written"

    (tmp_path / "a.csv").write_text("old")

    def breaking() -> list[dict[str, object]]:
        raise OSError(28, "No space left on device")

    class Rows:
        def __iter__(self) -> object:
            return iter(breaking())

    with pytest.raises(Unavailable):
        write_csv(tmp_path / "a.csv", ("name",), Rows())  # type: ignore[arg-type]
    assert (tmp_path / "a.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
