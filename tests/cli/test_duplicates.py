"""``decile duplicates`` searches the database and lists what waits; merges go through ``decile do``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import run
from app.services.profile import open_profile

type Cli = Callable[..., Any]

LIST = """Company,Contact,Phone,Id
Harland Bearings Inc,Ann Lee,+44 7400 123456,1
"Harlnad Bearings, Ltd.",Bob Ray,+44 7400 654321,2
浙江华统肉制品股份有限公司,王伟,13800138001,3
华统肉制品（集团）,李娜,13800138002,4
"""


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a subcommand with ``--json`` on a profile of the test's own, and return what it printed."""
    folder = tmp_path / "desk"
    opened = open_profile(folder)
    opened.found(name="Chen Wei")
    opened.close()
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")

    def call(*words: str) -> Any:
        capsys.readouterr()
        status = run([*words, "--json", "--profile", str(folder)])
        printed = capsys.readouterr()
        return status, json.loads(printed.out)

    call("import", str(file), "--owner", "nobody")
    return call


def test_a_search_finds_what_an_import_could_not(cli: Cli) -> None:
    """Slips of the hand and short forms, each with evidence and how alike the names are."""
    _, known = cli("duplicates", "--known")
    status, found = cli("duplicates")

    assert (status, known) == (0, [])
    assert len(found) == 2
    assert {pair["evidence"] for pair in found} == {"similar_name"}
    assert all(0.8 <= pair["similarity"] <= 1 for pair in found)
    assert set(found[0]) == {"a", "b", "evidence", "similarity"}
    assert cli("duplicates", "--limit", "1")[1] == found[:1]


def test_a_pair_is_merged_and_taken_apart_by_commands(cli: Cli) -> None:
    """Two ids of one source merge only knowingly; the record that is gone is found under the other."""
    pair = cli("duplicates")[1][0]
    wish = {
        "kept_id": pair["a"],
        "gone_id": pair["b"],
        "take": ["company"],
        "take_custom": [],
        "knowingly": False,
    }

    status, refused = cli("do", "lead.merge", json.dumps(wish))
    assert (status, refused["why"]) == (1, "ids_differ")
    _, done = cli("do", "lead.merge", json.dumps(wish | {"knowingly": True}))
    assert cli("lead", pair["b"])[1]["id"] == pair["a"]
    merge_id = done["merge_id"] if "merge_id" in done else done["result"]["merge_id"]
    _, undone = cli("do", "lead.unmerge", json.dumps({"merge_id": merge_id}))

    assert undone["ok"]
    assert cli("lead", pair["b"])[1]["id"] == pair["b"]


def test_not_the_same_stays_off_the_list(cli: Cli) -> None:
    """Also when the whole database is searched again."""
    pair = cli("duplicates")[1][0]
    cli("do", "duplicates.apart", json.dumps({"a_id": pair["a"], "b_id": pair["b"]}))

    assert [(one["a"], one["b"]) for one in cli("duplicates")[1]] != []
    assert pair not in cli("duplicates")[1]
