"""What is wrong with the words of a call is said with its place and the nearest word that would do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.main import run

type Captured = pytest.CaptureFixture[str]


def called(capsys: Captured, profile: Path, *words: str) -> tuple[int, str]:
    """Return exit status and messages of a call."""
    try:
        status = run([*words, "--profile", str(profile)])
    except SystemExit as end:
        status = int(end.code or 0)
    return status, capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["improt", "x.csv"], "the nearest is 'import'"),
        (["import", "x.csv", "--date-ordr", "mdy"], "no option '--date-ordr'; the nearest is '--date-order'"),
        (["import", "x.csv", "--decimal", "coma"], "the nearest is 'comma'"),
        (["doctor", "now"], "'now' is one word too many"),
        (["playbook", "chek", "x.toml"], "the nearest is 'check'"),
        (["working-days"], "a date and a number of days"),
        (["lead", "7"], "'7' is no id of a lead"),
    ],
)
def test_wrong_usage_is_status_2(capsys: Captured, tmp_path: Path, words: list[str], said: str) -> None:
    """Nothing is done; the nearest known word is named."""
    status, told = called(capsys, tmp_path, *words)

    assert (status, said in told) == (2, True), told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["do", "call.strt", "{}"], "No command is called 'call.strt'; the nearest is 'call.start'."),
        (["do", "call.start", '{"leadid": 1}'], "unknown field `leadid`; the nearest is `lead_id`."),
        (["do", "call.start", '{"lead_id": 3}'], "call.start: Expected `uuid`, got `int` - at `$.lead_id`."),
        (["do", "call.start", "nonsense"], "call.start: JSON is malformed"),
        (["report", "funel"], "No report is called 'funel'; the nearest is 'funnel'."),
        (["report", "funnel", "--by", "chanel"], "is called 'chanel'; the nearest is 'channel'."),
        (["report", "funnel", "--basis", "cohorts"], "the nearest is 'cohort'."),
        (["leads", "--where", 'stge = "x"'], "The nearest is stage."),
    ],
)  # fmt: skip
def test_what_is_refused_names_its_place_and_status_1(
    capsys: Captured, tmp_path: Path, words: list[str], said: str
) -> None:
    """One sentence on standard error."""
    status, told = called(capsys, tmp_path, *words)

    assert (status, said in told, told.count("\n")) == (1, True, 1), told


def test_the_doctor_speaks_in_sentences(capsys: Captured, tmp_path: Path) -> None:
    """For a person words, for a program codes."""
    run(["backup", "--profile", str(tmp_path)])
    capsys.readouterr()
    run(["doctor", "--profile", str(tmp_path)])
    spoken = capsys.readouterr().out
    run(["doctor", "--json", "--profile", str(tmp_path)])
    codes = {one["code"] for one in json.loads(capsys.readouterr().out)["findings"]}

    assert "Every page of the database is whole." in spoken
    assert "database_whole" in codes


def test_a_playbook_that_cannot_be_written_leaves_no_half_of_it(capsys: Captured, tmp_path: Path) -> None:
    """The folder is not there: a sentence that says what to do; afterwards whole, and read back without a problem."""
    status, told = called(capsys, tmp_path, "playbook", "export", str(tmp_path / "gone" / "team.toml"))
    written = called(capsys, tmp_path, "playbook", "export", str(tmp_path / "team.toml"))
    checked = called(capsys, tmp_path, "playbook", "check", str(tmp_path / "team.toml"))

    assert (status, "Choose another folder" in told, told.count("\n")) == (1, True, 1)
    assert (written[0], checked[0], list(tmp_path.glob(".team*"))) == (0, 0, [])
