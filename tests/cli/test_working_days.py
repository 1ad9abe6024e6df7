"""``decile working-days``: counts and dates, in one document; what is not known is said, not assumed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import run

type Captured = pytest.CaptureFixture[str]

SHIFTS = "\n".join(
    f"{day} = []" for day in ("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)
MONDAYS = f"""
[[calendars]]
key = "mondays"
title = {{ en = "Mondays" }}
time_zone = "Asia/Shanghai"

[calendars.shifts]
monday = ["09:00-12:00"]
{SHIFTS}
make_up = []
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One profile for all: asking changes nothing."""
    return tmp_path_factory.mktemp("days")


def asked(capsys: Captured, profile: Path, *words: str) -> tuple[int, dict[str, Any], str]:
    """Return exit status, the document and the messages of a call with ``--json``."""
    try:
        status = run(["working-days", *words, "--profile", str(profile), "--json"])
    except SystemExit as end:
        status = int(end.code or 0)
    out, err = capsys.readouterr()
    return status, json.loads(out) if out else {}, err


def test_the_expected_figures(capsys: Captured, profile: Path, shared_data: Path) -> None:
    """The years and the twelve examples, as other programs ask them."""
    expected = json.loads((shared_data / "holidays" / "expected.json").read_text(encoding="utf-8"))
    for year, count in expected["working_days"].items():
        assert asked(capsys, profile, "--year", year) == (0, {"count": count}, "")
    for start, until in expected["plus_2_working_days"].items():
        assert asked(capsys, profile, start, "2") == (0, {"until": until}, "")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["--year", "2026", "--calendar", "cn"], {"count": 248}),
        (["--year", "2010"], {"count": 250}),  # older than the workspace
        (["--year", "2026", "--calendar", "DE"], {"count": 254}),
        (["2026-07-02", "1", "--calendar", "us"], {"until": "2026-07-06"}),
        (["2026-12-31", "1", "--calendar", "de"], {"until": "2027-01-04"}),
        (["2026-12-31", "300", "--calendar", "DE"], {"until": "2028-03-02"}),
    ],
)
def test_other_years_and_countries(
    capsys: Captured, profile: Path, words: list[str], answer: dict[str, Any]
) -> None:
    """The team's calendar by its own key, years of before, and the shipped countries."""
    assert asked(capsys, profile, *words) == (0, answer, "")


def test_without_json_the_answer_is_a_word(capsys: Captured, profile: Path) -> None:
    assert run(["working-days", "2026-02-13", "2", "--profile", str(profile)]) == 0
    assert capsys.readouterr().out == "2026-02-24\n"


@pytest.mark.parametrize(
    ("words", "certain"),
    [
        (["--year", "2027"], 254),
        (["2026-12-30", "2"], "2027-01-04"),
        (["--year", "2027", "--calendar", "HU"], 253),
    ],
)
def test_what_is_not_announced_is_said_and_not_assumed(
    capsys: Captured, profile: Path, words: list[str], certain: int | str
) -> None:
    """Refused with the year; what the law alone says is told beside it."""
    status, told, err = asked(capsys, profile, *words)

    assert (status, told["why"], told["certain"]) == (1, "year_not_announced", certain)
    assert "of 2027 are not announced yet" in err
    assert "count" not in told
    assert "until" not in told


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--year", "2026", "--calendar", "dee"], "unknown_calendar"),
        (["--year", "2300"], "year_not_covered"),
        (["2026-02-13", "999999"], "year_not_covered"),
        (["0001-01-01", "1"], "year_not_covered"),
    ],
)
def test_what_is_not_known_is_refused_in_a_sentence(
    capsys: Captured, profile: Path, words: list[str], why: str
) -> None:
    """One line on standard error, and the same in the document."""
    status, told, err = asked(capsys, profile, *words)

    assert (status, told["why"], told["message"] + "\n") == (1, why, err)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tomorrow", "2"], "'tomorrow' is no date; write it as 2026-02-13"),
        (["2026-02-30", "2"], "'2026-02-30' is no date"),
        (["20260213", "2"], "'20260213' is no date"),
        (["2026-02-13", "0"], "'0' is not a number of working days of 1 or more"),
        (["2026-02-13", "-3"], "'-3' is not a number"),
        (["2026-02-13", "two"], "'two' is not a number"),
        (["2026-02-13"], "takes a date and a number of days"),
        (["2026-02-13", "2", "--year", "2026"], "takes a date and a number of days of 1 or more, or --year"),
        (["--year", "next"], "'next' is not a year"),
        (["--year", "-1"], "'-1' is not a year"),
    ],
)
def test_bad_input_is_wrong_usage_in_a_sentence(
    capsys: Captured, profile: Path, words: list[str], said: str
) -> None:
    """Status 2 and one line; nothing on standard output."""
    status, told, err = asked(capsys, profile, *words)

    assert (status, told) == (2, {})
    assert said in err
    assert err.count("\n") == 1


def test_an_imported_playbook_brings_its_calendars(capsys: Captured, tmp_path: Path) -> None:
    """At once, without a start of the window between."""
    folder, file = tmp_path / "profile", tmp_path / "ours.toml"
    assert run(["playbook", "export", str(file), "--profile", str(folder)]) == 0
    changed = file.read_text(encoding="utf-8").replace(
        'holidays = "CN"', 'holidays = "CN"\ndays_off = ["2026-03-09"]'
    )
    file.write_text(changed + MONDAYS, encoding="utf-8")
    assert run(["playbook", "import", str(file), "--profile", str(folder)]) == 0
    capsys.readouterr()

    assert asked(capsys, folder, "2026-03-06", "1")[1] == {"until": "2026-03-10"}
    assert asked(capsys, folder, "2026-03-06", "2", "--calendar", "mondays")[1] == {"until": "2026-03-16"}
    assert asked(capsys, folder, "--year", "2026")[1] == {"count": 247}
