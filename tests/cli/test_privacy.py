"""``decile before-call``, ``do-not-contact`` and ``erase`` on a real import: nothing of the person stays in any file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import run
from app.services.profile import open_profile

type Cli = Callable[..., tuple[int, Any]]

LIST = """Company,Contact,Phone,E-mail,Title,Favourite tea,Note
Zed Works,Zebulon Quxfield,+44 7400 123456,Zeb.Quxfield@zed.example,Keeper of Quxfield,Quxfield Grey,Zebulon likes tea
Harland Bearings Inc,Ann Lee,+44 7400 654321,ann@harland.example,,Assam,
"""
SPELLED = ("zebulon", "quxfield", "123456", "zeb.")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The list; it lies outside the profile."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    opened = open_profile(folder)
    opened.found(name="Chen Wei")
    opened.close()
    return folder


@pytest.fixture
def cli(folder: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a subcommand with ``--json`` and return its status and what it printed."""

    def call(*words: str) -> tuple[int, Any]:
        capsys.readouterr()
        status = run([*words, "--json", "--profile", str(folder)])
        printed = capsys.readouterr().out
        return status, json.loads(printed) if printed else None

    return call


def _said_in(folder: Path) -> dict[str, list[str]]:
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            held = path.read_bytes().lower()
            found[path.name] = [text for text in SPELLED if text.encode() in held]
    return {name: said for name, said in found.items() if said}


def _zeb(cli: Cli) -> str:
    return str(next(lead["id"] for lead in cli("leads")[1] if lead["company"] == "Zed Works"))


def test_erasing_leaves_nothing_and_the_list_does_not_bring_them_back(
    cli: Cli, file: Path, folder: Path
) -> None:
    """Dry run, confirmation by name, no byte left; the same file again sets the row aside and keeps no word of it."""
    cli("import", str(file), "--owner", "nobody")
    lead = _zeb(cli)
    assert _said_in(folder)
    status, preview = cli("erase", lead, "--dry-run")
    assert (status, preview["confirm"], preview["can_be_undone"]) == (0, "Zebulon Quxfield", False)
    assert cli("erase", lead, "--asked-by", "case 118")[1]["why"] == "not_confirmed"
    assert run(["erase", lead, "--profile", str(folder)]) == 2
    status, done = cli("erase", lead, "--asked-by", "case 118", "--confirm", "zebulon quxfield")

    assert (status, done["counts"], done["may_still_hold"]) == (0, preview["counts"], [])
    assert _said_in(folder) == {}
    status, again = cli("import", str(file), "--owner", "nobody")
    assert (again["set_aside"], again["created"]) == (1, 0)
    assert _said_in(folder) == {}
    assert cli("erase", "00000000-0000-4000-8000-000000000000", "--dry-run")[0] == 1


def test_the_list_is_kept_and_asked_from_the_terminal(cli: Cli, file: Path, tmp_path: Path) -> None:
    """What is typed bars the lead; before a call that is said with everything else there is to know."""
    cli("import", str(file), "--owner", "nobody")
    lead = _zeb(cli)
    status, before = cli("before-call", lead)
    assert (status, before["may_contact"], before["there"]["country"]) == (0, True, "GB")
    assert cli("do-not-contact", "--add", "phone", "12")[1]["why"] == "not_recognised"
    assert cli("do-not-contact", "--add", "email", "ZEB.Quxfield@ZED.example", "--asked-by", "he")[0] == 0
    assert cli("do-not-contact", "--add", "email", "zeb.quxfield@zed.example")[1]["why"] == "barred_already"
    before = cli("before-call", lead)[1]
    out = tmp_path / "list-out.csv"

    assert (before["may_contact"], before["do_not_contact"][0]["asked_by"]) == (False, "he")
    assert [one["kind"] for one in cli("do-not-contact", "--search", "zed")[1]] == ["email"]
    assert cli("do-not-contact", "-o", str(out))[1] == {"rows": 1}
    assert "zed.example" in out.read_text("utf-8-sig")
    assert cli("before-call", "00000000-0000-4000-8000-000000000000")[0] == 1
