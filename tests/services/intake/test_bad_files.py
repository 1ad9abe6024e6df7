"""Bad input: one code, one sentence that says what, where and what to do; nothing half read."""

from __future__ import annotations

import errno
import shutil
import struct
import zipfile
from pathlib import Path
from typing import Self

import openpyxl
import pytest

from app.services.intake import refusals
from app.services.intake.mapping import match_columns
from app.services.intake.refusals import BadFile, sentence
from app.services.intake.source import open_paste, open_source
from app.services.intake.survey import survey_source
from tests.services.intake.reading import read_list, write_list, write_refused


def refused(path: Path, **answers: str | int) -> BadFile:
    """Read what must not be readable."""
    with pytest.raises(BadFile) as caught:
        read_list(path, **answers)
    assert path.name in str(caught.value)
    return caught.value


@pytest.mark.parametrize("content", [b"", b"\n\n  \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b",,,\n,,,\n"])
def test_an_empty_file_is_called_empty(tmp_path: Path, content: bytes) -> None:
    """Also one of blank lines, or of a byte order mark and nothing else."""
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    assert refused(path).code == "empty"


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    """Both by name."""
    assert refused(tmp_path).code == "folder"
    assert refused(tmp_path / "gone.csv").code == "not_found"


def test_headings_without_rows_say_so(tmp_path: Path) -> None:
    """And where the headings are."""
    found = refused(write_list(tmp_path, "Company,Phone\n"))

    assert (found.code, found.place["line"]) == ("no_rows", 1)


def test_a_web_page_named_like_a_workbook_is_called_so(tmp_path: Path) -> None:
    """Many programs export these."""
    assert refused(write_list(tmp_path, "<html><table><tr><td>x", name="export.xls")).code == "web_page"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/workbook.bin", "binary_workbook"),
        ("word/document.xml", "not_text"),
        ("readme.txt", "not_text"),
        ("xl/styles.xml", "damaged_workbook"),
    ],
)
def test_archives_are_told_by_what_is_in_them(tmp_path: Path, part: str, code: str) -> None:
    """A document, a packed folder, a workbook of another kind, a broken one."""
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")

    assert refused(path).code == code


def test_a_workbook_cut_short_is_called_damaged(tmp_path: Path) -> None:
    """Half a download."""
    book = openpyxl.Workbook()
    book.create_sheet("x").append(["Company"])
    path = tmp_path / "list.xlsx"
    book.save(path)
    path.write_bytes(path.read_bytes()[:2500])

    assert refused(path).code == "damaged_workbook"


def test_a_workbook_with_a_broken_sheet_is_called_damaged(tmp_path: Path) -> None:
    """The archive is whole, its content is not."""
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets>")
        archive.writestr("[Content_Types].xml", "<")

    assert refused(path).code == "damaged_workbook"


def test_a_protected_workbook_is_called_protected(tmp_path: Path) -> None:
    """New ones are compound files with an encrypted package inside."""
    path = tmp_path / "list.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )

    assert refused(path).code == "encrypted"


def test_an_old_protected_workbook_is_called_protected(tmp_path: Path, shared_data: Path) -> None:
    """Old ones carry a FILEPASS record behind the first of their stream."""
    data = bytearray((shared_data / "messy_import/odoo_crm_lead_template.xls").read_bytes())
    begin = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00", 512)
    struct.pack_into("<H", data, begin + 20, 0x2F)
    path = tmp_path / "list.xls"
    path.write_bytes(data)

    assert refused(path).code == "encrypted"


def test_a_sheet_of_16384_columns_is_refused_with_the_number(tmp_path: Path) -> None:
    """More columns than anybody matches, named with the limit."""
    book = openpyxl.Workbook()
    book.worksheets[0].append([f"c{at}" for at in range(16_384)])
    book.worksheets[0].append(["x"] * 16_384)
    path = tmp_path / "wide.xlsx"
    book.save(path)
    found = refused(path)

    assert (found.code, found.place["columns"], found.place["limit"]) == ("too_many_columns", 16_384, 500)


def test_a_text_of_16384_columns_is_refused_too(tmp_path: Path) -> None:
    """The same limit for CSV."""
    line = ",".join(f"c{at}" for at in range(16_384)) + "\n"

    assert refused(write_list(tmp_path, line + line)).code == "too_many_columns"


def test_a_cell_in_the_last_corner_does_not_end_the_program(tmp_path: Path) -> None:
    """Two cells claim a table of 17 thousand million; the reader must never be let near it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.cell(1, 1, "Company")
    sheet.cell(1_048_576, 400, "x")
    path = tmp_path / "corner.xlsx"
    book.save(path)

    assert refused(path).code == "too_large"


def test_formatted_empty_columns_are_no_columns(tmp_path: Path) -> None:
    """Somebody coloured a whole row: three filled columns are three."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Company", "Phone"])
    sheet.append(["Acme", "212 456 7890"])
    for column in range(3, 600):
        sheet.cell(2, column).number_format = "0.00"
    path = tmp_path / "coloured.xlsx"
    book.save(path)

    assert read_list(path).source.columns.names == ("Company", "Phone")


def test_a_packed_bomb_is_refused_before_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts are unpacked piece by piece and counted."""
    monkeypatch.setattr("app.services.intake.archives.LARGEST_PART", 1 << 20)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", b" " * (64 << 20))

    assert path.stat().st_size < 200_000
    assert refused(path).code == "too_large"


@pytest.mark.parametrize(
    "text",
    [
        "Company,City\nA,Rome\nB,Oslo\nC",
        'Company,City\nA,Rome\nB,Oslo\nC,"Bo',
        'Company,City\nA,"Rome\n',
    ],
)
def test_a_file_cut_in_the_middle_is_refused_whole_with_the_line(tmp_path: Path, text: str) -> None:
    """Nothing half-imported: the line is named and what to do."""
    found = refused(write_list(tmp_path, text)) if not text.endswith("\n") else None

    if found is not None:
        assert (found.code, found.place["line"]) == ("cut_off", 4)
    else:
        assert [row.code for row in read_list(write_list(tmp_path, text)).refused] == ["unclosed_quote"]


def test_a_cut_file_can_be_kept_without_its_last_line(tmp_path: Path) -> None:
    """Who cannot export again says so in the mapping; the line is refused by name."""
    path = tmp_path / "list.csv"
    path.write_bytes("Company,City\n北京数据,北京\n上海电子,上海".encode()[:-1])
    reading = read_list(path, '[options]\ncut_off = "keep"')

    assert [row.company for row in reading.taken] == ["北京数据"]
    assert [(row.line, row.code) for row in reading.refused] == [(3, "damaged_text")]


def test_a_ragged_list_without_a_last_newline_is_not_cut(tmp_path: Path) -> None:
    """Where rows often leave out their last cells, a short last row says nothing."""
    assert len(read_list(write_list(tmp_path, "Company,City\nA\nB,Oslo\nC")).taken) == 3


def test_a_file_that_vanishes_between_two_readings_is_told(tmp_path: Path) -> None:
    """The second reading says where it was."""
    path = write_list(tmp_path, "Company,City\nA,Rome\n")
    source = open_source(path)
    path.unlink()
    with pytest.raises(BadFile) as told:
        survey_source(source, match_columns(source))

    assert told.value.code == "vanished"


def test_a_file_that_changes_between_two_readings_is_told(tmp_path: Path) -> None:
    """What was asked and answered would no longer be true."""
    path = write_list(tmp_path, "Company,City\nA,Rome\n")
    source = open_source(path)
    path.write_text("Company,City\nA,Rome\nB,Oslo\n")
    with pytest.raises(BadFile) as told:
        list(source.rows())

    assert told.value.code == "changed"


def test_a_file_that_breaks_off_while_reading_names_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drive pulled out gives an error in the middle."""

    class Failing:
        def __init__(self) -> None:
            self.lines = iter(["Company,City\n", "A,Rome\n"])

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def __iter__(self) -> Self:
            return self

        def __next__(self) -> str:
            line = next(self.lines, None)
            if line is None:
                raise OSError(errno.EIO, "gone")
            return line

    source = open_source(write_list(tmp_path, "Company,City\nA,Rome\nB,Oslo\n"))
    monkeypatch.setattr("app.services.intake.source.open_text", lambda *_: Failing())
    with pytest.raises(BadFile) as told:
        list(source.rows())

    assert (told.value.code, told.value.place["line"]) == ("vanished", 2)


def test_a_full_disk_leaves_no_half_file_of_refused_rows(tmp_path: Path) -> None:
    """/dev/full answers every write as a full disk does."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    reading = read_list(write_list(tmp_path, "Company,Notes\n,x\nA,y\n"))
    target = tmp_path / "refused.csv"
    (tmp_path / "refused.csv.part").symlink_to("/dev/full")
    with pytest.raises(BadFile) as told:
        write_refused(target, reading)

    assert told.value.code == "disk_full"
    assert not target.exists()
    assert not (tmp_path / "refused.csv.part").is_symlink()


def test_a_folder_one_may_not_write_to_is_told(tmp_path: Path) -> None:
    """The sentence names the file."""
    reading = read_list(write_list(tmp_path, "Company,Notes\n,x\nA,y\n"))
    with pytest.raises(BadFile) as told:
        write_refused(tmp_path / "no" / "x.csv", reading)

    assert told.value.code == "not_writable"


def test_an_empty_paste_is_empty() -> None:
    """Nothing on the clipboard."""
    with pytest.raises(BadFile):
        open_paste(" \n ")


def test_every_code_has_a_sentence_that_needs_no_more_than_its_place() -> None:
    """A missing value shows as a question mark, never as a crash."""
    for table in (refusals.FILE_CODES, refusals.ROW_CODES, refusals.NOTE_CODES, refusals.JUNK_CODES):
        for code in table:
            assert sentence(code).endswith((".", ")."))
    assert "a picture" in sentence("not_text", {"path": "a.csv", "kind": "picture"})


def test_a_copy_under_any_name_is_read_by_content(tmp_path: Path, shared_data: Path) -> None:
    """A workbook renamed .csv is a workbook."""
    path = tmp_path / "list.csv"
    shutil.copy(shared_data / "messy_import/odoo_contacts_import_template.xlsx", path)

    assert len(read_list(path).taken) == 3
