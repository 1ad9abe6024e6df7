"""Making and upgrading the shared database, opening and closing it to people, and what its operator is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from app.models.vocabulary import ActivityKind, Role
from app.services.calls import LogContact
from app.services.catalogue import BY_KIND
from app.services.shared.address import connect, is_loopback, secured
from app.services.shared.errors import SharedTrouble
from app.services.shared.founding import adopt, init
from app.services.shared.install import install
from app.services.shared.invitation import Invitation, certificates_in, read_invitation
from app.services.shared.logins import add_user, deactivate
from app.services.versions import Added, Renamed
from tests.builders import open_desk
from tests.shared.team import Team, one, pull, push


def _catalogue(url: str) -> dict[str, Any]:
    """Return what the schema is made of, names and definitions alone."""
    with psycopg.connect(url) as db:
        return {
            "columns": db.execute(
                "select table_name, column_name, data_type, is_nullable from information_schema.columns"
                " where table_schema = 'app' order by 1, 2"
            ).fetchall(),
            "indexes": sorted(
                row[0].replace(" USING btree", "")
                for row in db.execute("select indexdef from pg_indexes where schemaname = 'app'").fetchall()
            ),
            "functions": db.execute(
                "select proname, md5(prosrc), proconfig, prosecdef, proacl::text from pg_proc"
                " where pronamespace = 'app'::regnamespace order by 1"
            ).fetchall(),
            "policies": db.execute(
                "select tablename, policyname, roles::text, qual from pg_policies where schemaname = 'app' order by 1, 2"
            ).fetchall(),
            "grants": db.execute(
                "select relname, relacl::text, relrowsecurity from pg_class"
                " where relnamespace = 'app'::regnamespace and relkind in ('r', 'v') order by 1"
            ).fetchall(),
            "triggers": db.execute(
                "select tgrelid::regclass::text, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2"
            ).fetchall(),
        }


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(team: Team) -> None:
    """It may be run at any time, by anybody who is not sure."""
    before = _catalogue(team.url)
    with connect(team.url, what="the database") as db:
        done = install(db)

    assert (done.is_changed, done.added) == (False, ())
    assert _catalogue(team.url) == before


def test_an_older_schema_is_brought_up_to_date_with_its_rows(team: Team) -> None:
    """A table, columns, an index and a judge that an older program did not have; another that it had; all rows stay."""
    before = _catalogue(team.url)
    with team.operate() as db:
        for statement in (
            "drop table app.guard_override",
            "alter table app.activity drop column words",
            "alter table app.lead drop column keyword",
            "drop index app.ix_activity_by_id_at",
            "drop function app.do_lead_tag",
            "create function app.do_lead_forget(uuid) returns jsonb language sql as 'select null::jsonb'",
            "grant select on app.lead to app_client",
            "alter table app.touch disable row level security",
            "update app.server set fingerprint = 'older'",
        ):
            db.execute(statement.encode())
        counted = db.execute("select count(*) from app.activity").fetchone()

    with connect(team.url, what="the database") as db:
        done = install(db)

    after = _catalogue(team.url)
    with team.operate() as db:
        kept = db.execute("select count(*), count(*) filter (where words = '') from app.activity").fetchone()
        version = db.execute("select schema_version from app.server").fetchone()
    assert {"guard_override", "activity.words", "lead.keyword", "ix_activity_by_id_at"} <= set(done.added)
    assert after == before
    assert counted is not None
    assert kept == (counted[0], counted[0])
    assert version == (2,)
    team.push("anna")


def test_what_older_desks_send_is_brought_up_to_date(team: Team) -> None:
    """A command of an older version is judged as today's, and what is newer is held."""
    upcasts = {
        ("contact.log", 1): (Renamed("note", "words"),),
        ("contact.log", 2): (Added("is_connected", value=False),),
    }
    with connect(team.url, what="the database") as db:
        install(db, upcasts=upcasts)
    new = one(_note(team, "of today"))
    args = dict(new["args"])
    words = args.pop("words")
    old = {
        "id": str(uuid4()),
        "kind": "contact.log",
        "args": args | {"note": words, "activity_id": str(uuid4())},
    }

    with team.sign_in("anna") as db:
        answers = push(db, [old, new | {"v": 3}, one(_note(team, "tomorrow's")) | {"v": 4}])
        count = db.execute("select count(*) from app.activity where words = 'of today'").fetchone()

    assert [answer.get("why") for answer in answers] == [None, None, "unsupported"]
    assert count == (2,)


def test_an_upgrade_waits_for_nobody_for_ever(team: Team) -> None:
    """Somebody's open push keeps it out for half a minute at most; here for less, and it says so."""
    with psycopg.connect(team.of("anna")) as holder:
        push(holder, [one(_note(team, "held"))])
        with pytest.raises(SharedTrouble) as caught, connect(team.url, what="the database") as db:
            install(db, patience="100ms")
        holder.rollback()

    assert caught.value.code == "server_busy"


@pytest.fixture(scope="module")
def fresh(module_pg_url: str) -> Iterator[str]:
    """A database just made, with one administrator; the logins are gone afterwards."""
    with connect(module_pg_url, what="the database") as db:
        init(db, login="adele", name="Adele", password="pw-adele")
    yield module_pg_url
    with psycopg.connect(module_pg_url, autocommit=True) as db:
        for login in ("adele", "bert", "carla"):
            if db.execute("select 1 from pg_roles where rolname = %s", (login,)).fetchone():
                db.execute(f"drop owned by {login}".encode())
                db.execute(f"drop role {login}".encode())


def _as(url: str, login: str) -> psycopg.Connection[Any]:
    return psycopg.connect(f"postgresql://{login}:pw-{login}@{url.rpartition('@')[2]}", autocommit=True)


def test_a_team_begins_with_an_administrator_a_playbook_and_a_calendar(fresh: str) -> None:
    """The first administrator signs in and adds people by commands, as the program would."""
    with _as(fresh, "adele") as db:
        counts = {
            table: db.execute(f"select count(*) from app.{table}".encode()).fetchone()
            for table in ("playbook", "question", "working_day", "member")
        }

    assert counts["playbook"] == (1,)
    assert counts["member"] >= (1,)  # type: ignore[operator]
    assert counts["question"] > (9,)  # type: ignore[operator]
    assert counts["working_day"] > (400,)  # type: ignore[operator]


def test_people_are_let_in_and_shut_out(fresh: str) -> None:
    """Adding is a command in the audit trail; a leaver's session ends, their login is closed, what they did stays."""
    with connect(fresh, what="the database") as db:
        opened = add_user(db, "bert", name="Bert", roles=[Role.TEAM_LEAD, Role.REP], password="pw-bert")
    bert = _as(fresh, "bert")
    try:
        groups = bert.execute("select app.my_groups()").fetchone()
        with connect(fresh, what="the database") as db:
            ended = deactivate(db, "bert")
        with pytest.raises(psycopg.OperationalError):
            bert.execute("select 1")
    finally:
        bert.close()

    with pytest.raises(psycopg.OperationalError):
        _as(fresh, "bert")
    with psycopg.connect(fresh) as db:
        trail = db.execute(
            "select kind, login = session_user from app.cmd where status = 'done' order by at"
        ).fetchall()
        standing = db.execute(
            "select login, is_active from app.member where name = 'Bert' order by 1"
        ).fetchall()
    assert opened.roles == (Role.TEAM_LEAD, Role.REP)
    assert groups is not None
    assert "all" in groups[0]
    assert ended == 1
    assert trail == [("member.add", True)] * 2 + [("member.change", True)] * 2
    assert standing == [("bert", False), ("bert.rep", False)]


@pytest.mark.parametrize(
    ("login", "code"),
    [
        ("Bad Login", "bad_login"),
        ("pg_evil", "bad_login"),
        ("", "bad_login"),
        ("app_owner", "login_too_powerful"),
    ],
)
def test_a_login_that_cannot_be_anybodys_is_refused(fresh: str, login: str, code: str) -> None:
    """Neither a name PostgreSQL keeps for itself nor one that may do more than a person."""
    with pytest.raises(SharedTrouble) as caught, connect(fresh, what="the database") as db:
        add_user(db, login, name="X", roles=[Role.SDR], password="x")

    assert caught.value.code == code


def test_the_last_administrator_stays(fresh: str) -> None:
    """Somebody must be left who can keep the team."""
    with pytest.raises(SharedTrouble) as caught, connect(fresh, what="the database") as db:
        deactivate(db, "adele")

    assert caught.value.code == "no_administrator"


def test_the_servers_superuser_is_nobodys_login(fresh: str) -> None:
    """Rules do not bind a superuser, so a person of the team must not be one."""
    with connect(fresh, what="the database") as db:
        superuser = db.info.user
    with pytest.raises(SharedTrouble) as caught, connect(fresh, what="the database") as db:
        add_user(db, superuser, name="X", roles=[Role.SDR])

    assert caught.value.code == "login_too_powerful"


def test_making_it_twice_or_over_somebody_elses_schema_is_refused(fresh: str, pg_url: str) -> None:
    """What is there is never overwritten."""
    with pytest.raises(SharedTrouble) as twice, connect(fresh, what="the database") as db:
        init(db, login="adele", name="Adele")
    with psycopg.connect(pg_url, autocommit=True) as db:
        db.execute("create schema app")
    with pytest.raises(SharedTrouble) as taken, connect(pg_url, what="the database") as db:
        init(db, login="adele", name="Adele")

    assert (twice.value.code, taken.value.code) == ("is_there", "schema_taken")


def test_a_database_somebody_works_in_takes_no_desk_in(team: Team, tmp_path: Path) -> None:
    """Only an empty one does: two histories would have to be merged."""
    team.push("anna", _note(team, "at work"))
    with (
        pytest.raises(SharedTrouble) as caught,
        open_desk(tmp_path) as desk,
        desk.database.read() as here,
        connect(team.url, what="the database") as db,
    ):
        adopt(db, here, login="boss")

    assert caught.value.code == "not_empty"


def test_an_adopted_desk_is_there_row_by_row_with_its_history(founded_team: Team) -> None:
    """Every row and every command given alone; the person wears every hat, and a first pull copies afresh."""
    assert founded_team.adopted is not None
    with founded_team.operate() as db:
        counted = {
            name: db.execute(f"select count(*) from app.{name}".encode()).fetchone()
            for name in founded_team.adopted.rows
        }
        kinds = {
            row[0]
            for row in db.execute("select distinct kind from app.cmd where status = 'brought'").fetchall()
        }
        feed = db.execute("select count(*) from app.change_log").fetchone()
    with founded_team.sign_in("boss") as db:
        first = pull(db)

    assert counted == {name: (count,) for name, count in founded_team.adopted.rows.items()}
    assert {"handover.submit", "handover.refuse", "call.end", "intake.rows"} & kinds
    assert kinds <= set(BY_KIND)
    assert feed == (0,)
    assert set(founded_team.adopted.opened.roles) == set(Role)
    assert first["fresh"] is True


@pytest.mark.parametrize("host", ["db.example.com", "10.0.0.5", "2001:db8::1"])
@pytest.mark.parametrize("mode", ["disable", "prefer", "require", "verify-ca"])
def test_another_machine_is_verified_in_full_or_not_spoken_to(host: str, mode: str) -> None:
    """Anything less accepts an impostor, so no address can ask for it."""
    with pytest.raises(SharedTrouble) as caught:
        secured(f"host={host} dbname=x sslmode={mode}")

    assert caught.value.code == "not_verified"
    assert secured(f"host={host} dbname=x")["sslmode"] == "verify-full"


def test_which_hosts_are_this_machine() -> None:
    """A plain connection is for the loopback alone, whatever a name pretends."""
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.8.9.1", "::1", "", "/var/run/postgresql")))
    assert not any(map(is_loopback, ("localhost.evil.com", "127.0.0.1.evil.com", "10.0.0.1", "db")))


def test_an_invitation_comes_back_as_it_was_and_cannot_be_weakened() -> None:
    """The link carries host, database, login and certificate; plain connections to other machines cannot be spelled."""
    sent = Invitation("db.example.com", 5432, "team", "anna", (b"\x01\x02", b"\xff" * 900))

    got = read_invitation(sent.link())

    assert got == sent
    assert got.connection(Path("/ca.pem"))["sslmode"] == "verify-full"
    assert Invitation("db.example.com", 5432, "t", "a").connection()["sslrootcert"] == "system"
    for link in (
        sent.link() + "&insecure=local",
        "https://join?host=x",
        "decile://join?host=x",
        "nonsense",
        "",
    ):
        with pytest.raises(SharedTrouble):
            read_invitation(link)


def test_a_certificate_file_that_is_none_is_named(tmp_path: Path) -> None:
    """Missing, empty or something else: one sentence says which file."""
    empty, other = tmp_path / "empty.pem", tmp_path / "other.pem"
    empty.write_text("")
    other.write_bytes(b"\x00\xff\xfe")
    for file in (empty, other, tmp_path / "missing.pem"):
        with pytest.raises(SharedTrouble) as caught:
            certificates_in(file)
        assert str(file) in str(caught.value)


def _note(team: Team, words: str) -> LogContact:
    return LogContact(
        activity_id=uuid4(),
        lead_id=team.leads["annas"],
        activity_kind=ActivityKind.NOTE,
        is_connected=False,
        words=words,
    )
