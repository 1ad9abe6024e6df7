"""Delimited text: separators, quotes, ragged and damaged lines."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.intake.delimited import read_rows, separator_line, sniff_separator
from app.services.intake.encodings import decide_encoding, open_text
from tests.services.intake.reading import read_list, write_list


def rows(
    text: str, separator: str = ",", width: int | None = None
) -> list[tuple[int, list[str], str | None]]:
    """Read text as a file of it would be."""
    return [tuple(row) for row in read_rows(io.StringIO(text, newline=""), separator, width=width)]  # type: ignore[misc]


def test_line_numbers_count_blank_lines_and_newlines_in_cells() -> None:
    """A record is named by the line it starts on."""
    assert rows('a,b\r\n\r\n"x\r\ny",2\r\nz,3\r\n') == [
        (1, ["a", "b"], None),
        (3, ["x\r\ny", "2"], None),
        (5, ["z", "3"], None),
    ]


def test_a_quote_never_closed_names_its_line_and_swallows_nothing() -> None:
    """The lines behind it are read as lines of their own."""
    assert rows('a,b,c\n1,"x,3\n4,5,6\n7,8,9\n', width=3) == [
        (1, ["a", "b", "c"], None),
        (2, ["1", '"x', "3"], "unclosed_quote"),
        (3, ["4", "5", "6"], None),
        (4, ["7", "8", "9"], None),
    ]


def test_a_stray_quote_closed_by_a_later_one_is_named_too() -> None:
    """Two rows glued together by a forgotten quote are not taken for one."""
    found = rows('a,b,c\n1,"x,3\n2,"y",4\n5,6,7\n', width=3)

    assert found[1] == (2, ["1", '"x', "3"], "unclosed_quote")
    assert found[2:] == [(3, ["2", "y", "4"], None), (4, ["5", "6", "7"], None)]


def test_a_file_that_stops_inside_a_quote_is_cut_off() -> None:
    """The last line is named."""
    assert rows('a,b\n1,2\n3,"fo', width=2)[-1] == (3, ["3", '"fo'], "cut_off")


def test_text_behind_a_closing_quote_belongs_to_the_cell() -> None:
    """`"5" pipe` is written by people, not by programs, and is read."""
    assert rows('a,b\n"5" pipe,3\n') == [(1, ["a", "b"], None), (2, ["5 pipe", "3"], None)]


def test_a_huge_cell_is_named_not_swallowed() -> None:
    """Beyond the reader's limit a cell cannot be kept; the rows behind it can."""
    found = rows("a,b\n" + "x" * 140_000 + ",2\n3,4\n")

    assert found[1][0] == 2
    assert found[1][2] == "cell_too_long"
    assert found[2] == (3, ["3", "4"], None)


def test_an_open_quote_before_much_text_gives_the_text_back() -> None:
    """The limit of a cell is reached long before the end of the file, and nothing is lost."""
    body = "".join(f"{at},name {at}\n" for at in range(20_000))
    found = rows('a,b\n1,"oops\n' + body, width=2)

    assert found[1] == (2, ["1", '"oops'], "unclosed_quote")
    assert len(found) == 20_002


def test_separators_are_found_by_evenness() -> None:
    """Commas in cells do not make a semicolon file one of commas."""
    assert sniff_separator(["a;b;c\n", '1,5;"x, y, z";2\n', "2,5;q;3\n"]) == ";"
    assert sniff_separator(["a\tb\n", "1, 2\t3\n"]) == "\t"
    assert sniff_separator(["a|b\n", "1|2\n"]) == "|"
    assert sniff_separator(["only\n", "one\n"]) == ","


def test_the_line_that_declares_the_separator_is_no_row(tmp_path: Path) -> None:
    """Excel's `sep=;` decides, and is not taken for headings."""
    reading = read_list(write_list(tmp_path, "sep=;\nCompany;Phone\nA, B;1\n"))

    assert separator_line("sep=|\r\n") == "|"
    assert (reading.source.delimiter, reading.taken[0].company) == (";", "A, B")


def test_ragged_lines_are_kept_and_named(tmp_path: Path) -> None:
    """Fewer cells are blanks, more are kept under their position."""
    reading = read_list(
        write_list(tmp_path, "Company,City,Notes\nA,Rome\nB,Oslo,hi\nC,Bonn,a,extra\nD,Nice,x\n")
    )
    short, whole, long, _ = reading.taken

    assert [note.code for note in short.notes] == ["too_few_cells", "unreachable"]
    assert [note.code for note in whole.notes] == ["unreachable"]
    assert (long.custom, long.notes[0].code) == ({"#4": "extra"}, "too_many_cells")


ANY = st.text(st.characters(exclude_characters="\x00\r", categories=["L", "N", "P", "Zs", "S"]), max_size=12)
EVERYDAY = [
    bytes([0xA0 + row, 0xA0 + cell]).decode("gb2312") for row in range(16, 55) for cell in range(1, 95)
]
"""The characters people write with, by GB 2312."""
CHINESE = st.text(st.sampled_from([*EVERYDAY, *"abcXYZ 0129.,;:\"'/-()\n|\t", "，", "。", "（"]), max_size=12)


def reads_back(folder: Path, table: list[list[str]], encoding: str, separator: str, line_end: str) -> None:
    """Write a table as a real list is, with headings and sentences, and read the same cells."""
    whole = [["Company", "Phone", "备注"], *table]
    whole += [["上海电子信息股份有限公司", "2", "下周联系我们的采购经理"]] * 4
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=line_end).writerows(whole)
    path = write_list(folder, text.getvalue(), encoding=encoding)
    with open_text(path, decide_encoding(path).name) as file:
        lines = list(file)

    assert sniff_separator(lines) == separator
    assert [row.cells for row in read_rows(lines, separator)] == whole


@settings(max_examples=40)
@given(
    table=st.lists(st.lists(ANY, min_size=3, max_size=3), min_size=1, max_size=8),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_table_reads_back_from_unicode(
    tmp_path_factory: pytest.TempPathFactory,
    table: list[list[str]],
    encoding: str,
    separator: str,
    line_end: str,
) -> None:
    """Whatever is in the cells, with or without a byte order mark."""
    reads_back(tmp_path_factory.mktemp("unicode"), table, encoding, separator, line_end)


@settings(max_examples=40)
@given(
    table=st.lists(st.lists(CHINESE, min_size=3, max_size=3), min_size=1, max_size=8),
    encoding=st.sampled_from(["gbk", "gb18030"]),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_chinese_table_reads_back_from_gbk(
    tmp_path_factory: pytest.TempPathFactory,
    table: list[list[str]],
    encoding: str,
    separator: str,
    line_end: str,
) -> None:
    """No letter is guessed wrong."""
    reads_back(tmp_path_factory.mktemp("gbk"), table, encoding, separator, line_end)
