"""``decile shared`` as its operator types it: what it prints, and how it ends when something is wrong."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.cli.main import run
from app.services.shared.invitation import read_invitation

LOGINS = ("olga", "pete")


@pytest.fixture(scope="module")
def url(module_pg_url: str) -> Iterator[str]:
    """An empty database, whose logins are gone afterwards."""
    yield module_pg_url
    with psycopg.connect(module_pg_url, autocommit=True) as db:
        for login in LOGINS:
            if db.execute("select 1 from pg_roles where rolname = %s", (login,)).fetchone():
                db.execute(f"drop owned by {login}".encode())
                db.execute(f"drop role {login}".encode())


@pytest.fixture
def decile(capsys: pytest.CaptureFixture[str]) -> Any:
    """A function that runs one subcommand and returns its status, its JSON document and what it told the operator."""

    def call(*words: str) -> tuple[int, Any, str]:
        status = run(["shared", *words, "--json"])
        said = capsys.readouterr()
        return status, json.loads(said.out) if said.out else None, said.err

    return call


def test_a_team_from_the_first_word_to_the_last(
    url: str, decile: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Adopt one's own desk, let somebody in, invite them, bring it up to date, let them go."""
    status, adopted, _ = decile("adopt", url, "--login", "olga", "--profile", str(tmp_path / "profile"))
    assert status == 0
    assert len(adopted["password"]) >= 16
    assert adopted["rows"]["playbook"] == 1
    assert {"sdr", "team_lead", "rep", "sales_lead", "marketing", "admin"} == set(adopted["roles"])

    monkeypatch.setattr("sys.stdin", io.StringIO("secret of pete\n"))
    status, added, _ = decile("add-user", url, "pete", "--role", "sdr", "--name", "Pete", "--password-stdin")
    assert (status, added) == (0, {"login": "pete", "roles": ["sdr"]})

    status, invited, _ = decile("invite", url, "pete", "--insecure-local")
    invitation = read_invitation(invited["link"])
    with psycopg.connect(password="secret of pete", **invitation.connection()) as db:
        assert db.execute("select cardinality(app.mine())").fetchone() == (1,)

    assert decile("upgrade", url)[:2] == (0, {"changed": False, "schema_version": 1, "added": []})

    status, gone, _ = decile("deactivate", url, "pete")
    assert (status, gone["login"]) == (0, "pete")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(password="secret of pete", **invitation.connection())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("init", "postgresql://x@127.0.0.1:1/x", "--admin", "a"), "not_reachable"),
        (("upgrade", "postgresql://x@db.example.com/x?sslmode=require"), "not_verified"),
        (("upgrade", "not = an address ="), "bad_address"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_a_sentence(
    decile: Any, words: tuple[str, ...], code: str
) -> None:
    """Status 1, a code for programs, a sentence for people, no traceback."""
    status, said, told = decile(*words)

    assert (status, said["ok"], said["why"]) == (1, False, code)
    assert told.strip() == said["message"]


def test_a_wrong_password_and_a_missing_database_are_told_with_the_servers_words(
    url: str, decile: Any
) -> None:
    """The operator reads which of the two it is."""
    server = url.rpartition("/")[0]
    wrong = f"postgresql://nobody:x@{url.rpartition('@')[2]}"

    for address, named in ((f"{server}/no_such_database", "no_such_database"), (wrong, "nobody")):
        _, said, _ = decile("upgrade", address)
        assert said["why"] == "not_let_in"
        assert named in said["message"]


def test_an_empty_database_is_no_shared_one_yet(pg_url: str, decile: Any) -> None:
    """Every verb but init and adopt says so."""
    for words in (("upgrade",), ("add-user", "x", "--role", "sdr"), ("deactivate", "x"), ("invite", "x")):
        verb, *rest = words
        status, said, _ = decile(verb, pg_url, *rest)
        assert (status, said["why"]) == (1, "not_installed")
