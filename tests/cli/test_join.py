"""``decile join`` as somebody invited types it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from app.cli.main import run
from tests.keyrings import MemoryKeyring, memory_keyring
from tests.shared.fixtures import copy_team, founded_team, shared_team, team
from tests.shared.team import Team
from tests.sync.invitations import invitation_of

__all__ = ["copy_team", "founded_team", "memory_keyring", "shared_team", "team"]


@pytest.fixture
def link(shared_team: Team) -> str:
    """Anna's invitation to the server of this test."""
    return invitation_of(shared_team, "anna").link()


def test_joining_prints_who_one_is_and_how_much_came(
    link: str,
    tmp_path: Path,
    memory_keyring: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The password comes by standard input; only the document is on standard output."""
    monkeypatch.setattr("sys.stdin", io.StringIO("pw-anna\n"))

    status = run(["join", link, "--password-stdin", "--insecure-local", "--profile", str(tmp_path), "--json"])

    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert (status, answer["login"], answer["members"][0]["role"]) == (0, "anna", "sdr")
    assert answer["leads"] > 0
    assert "copying" in said.err
    assert "pw-anna" not in said.out + said.err


def test_what_fails_is_one_sentence_and_status_1(
    link: str,
    tmp_path: Path,
    memory_keyring: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A wrong password, a plain server nobody allowed, a link that is none."""
    for words, code, part in (
        (["join", link, "--insecure-local", "--password-stdin"], "login_wrong", "password is not right"),
        (["join", link], "insecure_local_needed", "--insecure-local"),
        (["join", "decile://elsewhere"], "no_invitation", "decile://join?"),
        (["join", link[:60]], "damaged_invitation", "Copy the whole link"),
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO("wrong\n"))
        status = run([*words, "--profile", str(tmp_path), "--json"])
        answer = json.loads(capsys.readouterr().out)

        assert (status, answer["why"]) == (1, code)
        assert part in answer["message"]
