"""Joining a team: what is made, what is never weakened, and what is left where it fails: nothing."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from app.errors import Unavailable
from app.models.vocabulary import Role
from app.services import joining
from app.services.demo import certificates
from app.services.founding import hats
from app.services.joining import Step, join
from app.services.kernel import driver
from app.services.profile import open_profile
from app.services.safekeeping.places import database_path
from app.services.shared.invitation import Invitation, certificates_in, read_invitation
from app.services.shared.logins import deactivate
from app.services.sync import server
from app.services.sync.account import Standing, account_of, password_of, sign_in
from tests.keyrings import MemoryKeyring, memory_keyring
from tests.shared.team import Team
from tests.sync.invitations import FIRST, NEWCOMER, dead_port, invitation_of, newcomer, tls_server

__all__ = ["memory_keyring", "newcomer"]
OWN = "chosen by oneself"


def test_joining_makes_an_encrypted_copy_of_what_is_ones_own(
    team: Team, tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    """Anna's leads are here, nobody else's; nothing of it can be read in the file, and no secret lies beside it."""
    steps: list[Step] = []

    joined = join(tmp_path, invitation_of(team, "anna"), "pw-anna", tell=steps.append)

    assert steps == list(Step)
    assert [hat.role for hat in joined.hats] == [Role.SDR]
    assert not driver.is_plain(database_path(tmp_path))
    assert b"Pool" not in b"".join(file.read_bytes() for file in tmp_path.glob("decile.db*"))
    assert all("pw-anna" not in file.read_text() for file in tmp_path.glob("*.json"))
    account = account_of(tmp_path)
    assert account is not None
    assert (account.standing, password_of(account)) == (Standing.JOINED, "pw-anna")
    with closing(open_profile(tmp_path)) as opened:
        assert opened.workspace is not None
        assert [hat.member_id for hat in opened.workspace.read(hats)] == [team.members["anna"]]
        leads = {
            row[0]
            for row in opened.workspace.read(lambda db: db.exec_driver_sql("select id from lead").all())
        }
    assert team.leads["annas"].hex in leads
    assert team.leads["bens"].hex not in leads
    assert len(leads) == joined.leads


def test_a_login_with_many_roles_wears_them_all_and_nobody_elses(
    team: Team, tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    """The boss acts as every member of the login, and as no colleague."""
    joined = join(tmp_path, invitation_of(team, "boss"), "pw-boss")

    assert {hat.role for hat in joined.hats} == set(Role)
    assert team.members["ben"] not in {hat.member_id for hat in joined.hats}


@pytest.mark.parametrize(
    "code", ["login_wrong", "server_unreachable", "no_team_database", "server_not_trusted"]
)
def test_what_fails_is_told_apart_and_leaves_nothing(
    team: Team, tmp_path: Path, memory_keyring: MemoryKeyring, code: str
) -> None:
    """Wrong password, nobody there, another database, a server without TLS: each by its own code."""
    good = invitation_of(team, "anna")
    asked = {
        "login_wrong": good,
        "server_unreachable": replace(good, port=dead_port()),
        "no_team_database": replace(good, database="no_such_team"),
        "server_not_trusted": replace(good, is_insecure_local=False, host="localhost"),
    }[code]
    with pytest.raises(Unavailable) as caught:
        join(tmp_path, asked, "wrong" if code == "login_wrong" else "pw-anna")

    assert caught.value.code == code
    assert _left(tmp_path) == []
    assert memory_keyring.kept == {}


def test_a_closed_login_is_told_from_a_wrong_password(
    newcomer: Team, tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    """Who left the team reads that, and not that the password is wrong."""
    with psycopg.connect(newcomer.url) as db:
        deactivate(db, NEWCOMER)

    with pytest.raises(Unavailable) as caught:
        join(tmp_path, invitation_of(newcomer, NEWCOMER), FIRST)

    assert caught.value.code == "login_closed"
    assert _left(tmp_path) == []


@pytest.mark.parametrize(("name", "code"), [("OLDEST_SERVER", "server_older"), ("PROTOCOL", "server_newer")])
def test_a_server_of_another_age_is_said_to_be_so(
    team: Team,
    tmp_path: Path,
    memory_keyring: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    code: str,
) -> None:
    """Too old for this desk, or too new: either is told, and nothing is left."""
    monkeypatch.setattr(server, name, 99 if name == "OLDEST_SERVER" else 0)

    with pytest.raises(Unavailable) as caught:
        join(tmp_path, invitation_of(team, "anna"), "pw-anna")

    assert caught.value.code == code
    assert caught.value.place["host"] == "127.0.0.1"
    assert _left(tmp_path) == []


def test_without_a_keyring_nobody_is_asked_for_anything(team: Team, tmp_path: Path) -> None:
    """The key and the password have no safe place: nothing is made, nothing is sent."""
    with pytest.raises(Unavailable) as caught:
        join(tmp_path, invitation_of(team, "anna"), "pw-anna")

    assert caught.value.code == "keyring_needed"
    assert _left(tmp_path) == []


def test_a_first_password_is_exchanged_for_ones_own(
    newcomer: Team, tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    """The password the operator knows opens nothing any more; a short one, or the same, is not taken."""
    once = replace(invitation_of(newcomer, NEWCOMER), is_first_password=True)
    assert read_invitation(once.link()) == once
    for new, code in (
        (None, "new_password_needed"),
        (FIRST, "new_password_needed"),
        ("short", "new_password_short"),
    ):
        with pytest.raises(Unavailable) as caught:
            join(tmp_path, once, FIRST, new_password=new)
        assert caught.value.code == code

    joined = join(tmp_path, once, FIRST, new_password=OWN)

    assert password_of(joined.account) == OWN
    sign_in(joined.account, OWN).close()
    with pytest.raises(Unavailable):
        sign_in(joined.account, FIRST)


def test_data_that_are_there_are_never_touched(
    team: Team, tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    """Somebody's own leads stay; an empty database makes room; who has joined does not join again."""
    taken, empty = tmp_path / "taken", tmp_path / "empty"
    with closing(open_profile(taken)) as opened:
        opened.found(name="Somebody")
    open_profile(empty).close()

    assert _code_of_joining(taken, team) == "profile_taken"
    assert join(empty, invitation_of(team, "anna"), "pw-anna").leads
    assert _code(empty, invitation_of(team, "ben"), "pw-ben") == "already_joined"
    with closing(open_profile(taken)) as opened:
        assert opened.workspace is not None


def test_joining_again_with_the_same_login_takes_another_password(
    newcomer: Team, tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    """Where a password was changed elsewhere, the same invitation and the new one put it right."""
    joined = join(tmp_path, invitation_of(newcomer, NEWCOMER), FIRST)
    with psycopg.connect(newcomer.url) as db:
        db.execute(f"alter role {NEWCOMER} password '{OWN}'".encode())

    assert _code(tmp_path, invitation_of(newcomer, NEWCOMER), FIRST) == "login_wrong"
    assert join(tmp_path, invitation_of(newcomer, NEWCOMER), OWN).hats == joined.hats
    assert password_of(joined.account) == OWN


def test_a_join_that_was_killed_begins_afresh(
    team: Team, tmp_path: Path, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a killed program left is no obstacle."""
    with monkeypatch.context() as killed:
        killed.setattr(joining, "_clear", lambda _folder: None)
        killed.setattr(joining, "_copied", lambda *_args: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            join(tmp_path, invitation_of(team, "anna"), "pw-anna")
    assert "account.json" in _left(tmp_path)

    assert join(tmp_path, invitation_of(team, "anna"), "pw-anna").leads


# What the connection is made of.

NASTY = {
    "PGSSLMODE": "disable", "PGHOSTADDR": "127.0.0.2", "PGREQUIREAUTH": "none", "PGCHANNELBINDING": "disable",
    "PGSSLROOTCERT": "/dev/null", "PGGSSENCMODE": "prefer", "PGOPTIONS": "-c search_path=evil", "PGUSER": "evil",
    "PGSSLMINPROTOCOLVERSION": "TLSv1", "PGSSLCERTMODE": "allow",
}  # fmt: skip


@pytest.fixture
def nasty_surroundings(team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment and a service file that would rather have it plain."""
    service = tmp_path / "service.conf"
    service.write_text(
        "[evil]\nsslmode=disable\nhostaddr=127.0.0.2\nrequire_auth=none\nchannel_binding=disable\n"
    )
    for name, value in (NASTY | {"PGSERVICE": "evil", "PGSERVICEFILE": str(service)}).items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("nasty_surroundings")
def test_the_environment_cannot_lead_a_local_connection_elsewhere(team: Team, tmp_path: Path) -> None:
    """Neither to another address nor into telling the password."""
    with sign_in(joining.Account(tmp_path, invitation_of(team, "anna")), "pw-anna") as db:
        used = {one.keyword: one.val for one in db.pgconn.info}
        assert db.info.hostaddr == "127.0.0.1"
        assert used[b"require_auth"] == b"scram-sha-256"
        assert "evil" not in str(db.execute("show search_path").fetchone())


@pytest.mark.usefixtures("nasty_surroundings")
def test_the_environment_cannot_turn_verification_off(team: Team, tmp_path: Path) -> None:
    """A server without TLS is refused before it is told a password, whatever the surroundings say."""
    plain = replace(invitation_of(team, "anna"), is_insecure_local=False)

    with pytest.raises(Unavailable) as caught:
        sign_in(joining.Account(tmp_path, plain), "pw-anna")

    assert caught.value.code == "server_not_trusted"


@pytest.mark.slow
@pytest.mark.usefixtures("memory_keyring")
def test_over_tls_only_the_server_of_the_invitation_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The right one over TLS, channel binding included; not another authority's, not under another name."""
    with tls_server(tmp_path, OWN) as (good, _operator):
        for name, value in NASTY.items():
            monkeypatch.setenv(name, value)
        joined = join(tmp_path / "good", good, OWN)
        with sign_in(joined.account, OWN) as db:
            assert db.pgconn.ssl_in_use
            used = {one.keyword: one.val for one in db.pgconn.info}
            assert (used[b"sslmode"], used[b"channel_binding"]) == (b"verify-full", b"require")
        for bad in (
            replace(good, authorities=(_another_authority(tmp_path),)),
            replace(good, authorities=()),
            replace(good, host="127.0.0.1"),
        ):
            assert _code(tmp_path / "bad", bad, OWN) == "server_not_trusted"
        assert _code(tmp_path / "bad", good, "wrong password") == "login_wrong"


def _another_authority(folder: Path) -> bytes:
    made = certificates.made()
    assert made is not None
    file = folder / "another.pem"
    file.write_text(made.authority)
    return certificates_in(file)[0]


def _code_of_joining(folder: Path, team: Team) -> str:
    return _code(folder, invitation_of(team, "anna"), "pw-anna")


def _code(folder: Path, invitation: Invitation, password: str) -> str:
    with pytest.raises(Unavailable) as caught:
        join(folder, invitation, password)
    return caught.value.code


def _left(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if not file.name.startswith("profile.lock"))
