"""Headings: where they are, how columns are named, when two sets are one."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.intake.headings import find_headings, heading_key
from app.services.intake.refusals import BadFile
from app.services.intake.source_row import SourceRow
from tests.services.intake.reading import read_list, write_list


def rows(*cells: list[str]) -> list[SourceRow]:
    """Number rows from 1."""
    return [SourceRow(at, row) for at, row in enumerate(cells, 1)]


def test_instructions_above_the_headings_are_passed_over() -> None:
    """The row with the most known headings is it."""
    found = find_headings(
        rows(
            ["填写须知："],
            ["1、不能修改\n2、红色为必填"],
            ["公司名称", "手机号", "甲"],
            ["北京数据", "13800138000", "x"],
        )
    )

    assert (found.line, found.names) == (3, ("公司名称", "手机号", "甲"))


def test_unknown_headings_are_the_first_full_row() -> None:
    """Titles of one cell above do not count."""
    found = find_headings(
        rows(["Report of May"], ["alpha", "beta", "gamma"], ["1", "2", "3"], ["4", "5", "6"])
    )

    assert found.line == 2


def test_a_table_of_values_only_has_no_headings() -> None:
    """Columns are named by position and the first row is data."""
    found = find_headings(rows(["Acme", "ann@acme.com", "212 456"], ["Beta", "bob@beta.com", "646"]))

    assert (found.line, found.names) == (None, ("#1", "#2", "#3"))


def test_blank_and_repeated_headings_are_named_by_position() -> None:
    """So that every column can be matched."""
    found = find_headings(rows(["Company", "", "Phone", "Phone"], ["A", "b", "1", "2"]))

    assert found.names == ("Company", "#2", "Phone", "#4")


def test_the_fingerprint_forgives_spelling_and_our_own_columns() -> None:
    """The corrected file of refused rows finds the mapping of the first."""
    key = heading_key(("Company Name", "Lead Source"))

    assert key == heading_key(("company_name", "LEADSOURCE", "decile_line", "decile_reason"))
    assert key != heading_key(("Lead Source", "Company Name"))


def test_a_header_row_can_be_told_or_denied(tmp_path: Path) -> None:
    """By an option; a line that is not there is named."""
    path = write_list(tmp_path, "Company,City\nName,Town\nAcme,Rome\n")
    with pytest.raises(BadFile) as refused:
        read_list(path, header_row=9)

    assert read_list(path, header_row=2).source.columns.names == ("Name", "Town")
    assert len(read_list(path, '[columns]\n"#1" = "company"', header_row=0).taken) == 3
    assert (refused.value.code, refused.value.place["last"]) == ("no_such_row", 3)


def test_repeated_headings_in_the_middle_are_refused_by_name(tmp_path: Path) -> None:
    """Two exports glued together."""
    reading = read_list(write_list(tmp_path, "Company,City\nA,Rome\nCompany,City\nB,Oslo\n"))

    assert [(row.line, row.code) for row in reading.refused] == [(3, "heading_again")]
