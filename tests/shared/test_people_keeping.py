"""People of a shared database, kept by an administrator with the operator's connection, on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import conninfo

from app.models.vocabulary import Role
from app.services.founding import new_member
from app.services.shared.errors import SharedTrouble
from app.services.shared.founding import init
from app.services.shared.logins import acting_as_owner
from app.services.shared.people_keeping import (
    Handed,
    add_person,
    check_operator,
    close_person,
    invite_again,
    reopen_person,
    set_hats,
)
from tests.postgres import running_server
from tests.shared.team import Team

NEW = ("nina", "nils")


@pytest.fixture(autouse=True)
def _no_logins_left(team: Team) -> Iterator[None]:
    yield
    with team.operate() as db:
        for login in NEW:
            if db.execute("select from pg_roles where rolname = %s", (login,)).rowcount:
                db.execute(f"drop owned by {login}".encode())
                db.execute(f"drop role {login}".encode())


@contextmanager
def operating(team: Team) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(team.url) as db:
        yield db


def _add(team: Team, login: str = "nina", *roles: Role) -> Handed:
    with operating(team) as db:
        return add_person(
            db, login, name="Nina", roles=roles or (Role.SDR,), team="East", by=team.members["ada"]
        )


def _signed_in(team: Team, handed: Handed) -> psycopg.Connection[Any]:
    parts = conninfo.conninfo_to_dict(team.url) | {"user": handed.login, "password": handed.password}
    return psycopg.connect(conninfo.make_conninfo(**parts), autocommit=True)


def _roles(db: psycopg.Connection[Any]) -> set[str]:
    rows = db.execute("select role from app.member where id = any(app.mine())").fetchall()
    return {row[0] for row in rows}


def _person(team: Team, login: str) -> UUID:
    with team.operate() as db:
        row = db.execute(
            "select m.person_id from app.sign_in s join app.member m on m.id = s.member_id where s.login = %s",
            (login,),
        ).fetchone()
    assert row is not None
    return UUID(str(row[0]))


def test_a_person_is_let_in_with_hats_a_team_and_a_password_nobody_keeps(team: Team) -> None:
    """They may act in their roles; the audit trail names the administrator, and the password is nowhere in it."""
    handed = _add(team, "nina", Role.SDR, Role.TEAM_LEAD)

    with _signed_in(team, handed) as db:
        assert _roles(db) == {"sdr", "team_lead"}
    with team.operate() as db:
        teams = db.execute("select distinct team from app.member where name = 'Nina'").fetchall()
        said = db.execute(
            "select actor_id, kind from app.cmd where login = %s order by at, kind", (db.info.user,)
        ).fetchall()
        kept = db.execute("select string_agg(c::text, '') from app.cmd c").fetchone()
    assert teams == [("East",)]
    assert {row[1] for row in said} == {"member.add", "person.team"}
    assert {row[0] for row in said} == {team.members["ada"]}
    assert kept is not None
    assert handed.password not in kept[0]
    assert len(handed.password) == 24


@pytest.mark.parametrize(("login", "code"), [("anna", "login_taken"), ("Nina", "bad_login")])
def test_a_login_that_cannot_be_is_refused(team: Team, login: str, code: str) -> None:
    """Somebody's, or none: nothing is made, and nobody's password becomes another."""
    with pytest.raises(SharedTrouble) as caught:
        _add(team, login)

    assert caught.value.code == code
    with team.sign_in("anna") as db:
        assert _roles(db) == {"sdr"}


def test_another_first_password_ends_the_old_one_and_its_sessions(team: Team) -> None:
    """Who knew the old one is out at once, and does not come in again."""
    handed = _add(team)
    with _signed_in(team, handed) as held:
        with operating(team) as db:
            again = invite_again(db, _person(team, "nina"), by=team.members["ada"])
        with pytest.raises(psycopg.OperationalError):
            held.execute("select 1")
    with pytest.raises(psycopg.OperationalError):
        _signed_in(team, handed)

    with _signed_in(team, again) as db:
        assert _roles(db) == {"sdr"}


def test_hats_are_given_and_taken(team: Team) -> None:
    """A hat taken is set aside with its group; given again, it is the same member; the last one stays."""
    handed, ada = _add(team, "nina", Role.SDR), team.members["ada"]
    person = _person(team, "nina")
    with operating(team) as db:
        set_hats(db, person, [Role.REP, Role.SDR], by=ada)
        set_hats(db, person, [Role.REP], by=ada)

    with _signed_in(team, handed) as db:
        assert _roles(db) == {"rep"}
        groups = db.execute(
            "select pg_has_role('app_sdr', 'usage'), pg_has_role('app_rep', 'usage')"
        ).fetchone()
    assert groups == (False, True)

    with operating(team) as db:
        set_hats(db, person, [Role.SDR, Role.REP], by=ada)
        members = db.execute("select count(*) from app.member where person_id = %s", (person,)).fetchone()
    assert members == (2,)
    with _signed_in(team, handed) as db:
        assert _roles(db) == {"rep", "sdr"}
    with operating(team) as db, pytest.raises(SharedTrouble) as caught:
        set_hats(db, person, [], by=ada)
    assert caught.value.code == "no_hat_left"


def test_a_leaver_is_out_and_comes_back_with_the_same_hats(team: Team) -> None:
    """Their sessions end and the password opens nothing; opened again, another password does."""
    handed, ada = _add(team, "nina", Role.SDR, Role.REP), team.members["ada"]
    person = _person(team, "nina")
    with _signed_in(team, handed) as held:
        with operating(team) as db:
            assert close_person(db, person, by=ada) == 1
        with pytest.raises(psycopg.OperationalError):
            held.execute("select 1")
    with pytest.raises(psycopg.OperationalError):
        _signed_in(team, handed)

    with operating(team) as db:
        again = reopen_person(db, person, by=ada)
    with _signed_in(team, again) as db:
        assert _roles(db) == {"sdr", "rep"}


def test_nobody_shuts_themselves_out(team: Team) -> None:
    """Somebody must be left who keeps the team; nothing is half done."""
    with pytest.raises(SharedTrouble) as caught, operating(team) as db:
        close_person(db, _person(team, "ada"), by=team.members["ada"])

    assert caught.value.code == "not_oneself"
    with team.sign_in("ada") as db:
        assert _roles(db) == {"admin"}


def test_only_an_administrator_opens_and_closes_logins(team: Team) -> None:
    """A team lead keeps people by the rules, and logins not even with the operator's password in this screen."""
    _add(team)
    person, lena = _person(team, "nina"), team.members["lena"]
    for act in (close_person, invite_again, reopen_person):
        with pytest.raises(SharedTrouble) as caught, operating(team) as db:
            act(db, person, by=lena)
        assert caught.value.code == "not_allowed"


def test_a_member_without_a_login_is_given_one(team: Team) -> None:
    """Whom a lead added by name can be invited, and shut out without ever having been."""
    ada = team.members["ada"]
    with operating(team) as db:
        handed = invite_again(db, _added_by_a_lead(team), by=ada)

    assert handed.login == "nils"
    with _signed_in(team, handed) as db:
        assert _roles(db) == {"rep"}


def test_who_may_make_no_logins_is_told_so_before_anything_is_asked(team: Team) -> None:
    """A login of the team is no operator; the operator is one."""
    with operating(team) as db:
        check_operator(db)
    with team.sign_in("ada") as db, db.transaction(), pytest.raises(SharedTrouble) as caught:
        check_operator(db)
    assert caught.value.code == "not_permitted"


def test_an_owner_who_is_no_superuser_keeps_people_too() -> None:
    """With CREATEROLE, everything goes that goes for a superuser, sessions that are open included."""
    # On a server of its own: on the others a superuser has made the roles.
    with running_server() as server:
        place = server.url.rpartition("@")[2].rpartition("/")[0]
        with psycopg.connect(server.url, autocommit=True) as db:
            db.execute("create role plain login createrole password 'x'")
            db.execute("create database owned owner plain template template0 encoding 'UTF8'")
        with psycopg.connect(f"postgresql://plain:x@{place}/owned") as db:
            init(db, login="olaf", name="Olaf")
            check_operator(db)
            olaf = _first(db, "select id from app.member")
            handed = add_person(db, "nina", name="Nina", roles=[Role.SDR], team=None, by=olaf)
            person = _first(db, "select person_id from app.member where login = 'nina'")
            db.commit()
            with psycopg.connect(f"postgresql://nina:{handed.password}@{place}/owned"):
                set_hats(db, person, [Role.REP], by=olaf)
                assert close_person(db, person, by=olaf) == 1
            reopen_person(db, person, by=olaf)
            plays = db.execute("select pg_has_role('nina', 'usage')").fetchone()

    assert plays == (False,)


def _first(db: psycopg.Connection[Any], question: str) -> UUID:
    with acting_as_owner(db):
        row = db.execute(question.encode()).fetchone()
    assert row is not None
    return UUID(str(row[0]))


def _added_by_a_lead(team: Team) -> UUID:
    added = new_member(name="Nils", login="nils", role=Role.REP)
    (said,) = team.push("lena", added)
    assert said["ok"]
    return added.person_id
