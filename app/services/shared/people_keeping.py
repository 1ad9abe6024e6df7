"""People of a shared database from the first day to the last: let in, given hats, given a password, shut out.

Each function takes a connection of the operator and the administrator in whose name it is done; the caller commits.
What the rules judge is judged by them: people and hats are changed by the same commands a desk gives.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from app.models.vocabulary import Role
from app.services.shared import logins
from app.services.shared.errors import SharedTrouble, explained
from app.services.shared.logins import acting_as_owner, give, open_login
from app.services.shared.roles import group_of

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another when they are read out."""
_GROUPS, _LENGTH = 5, 4


@dataclass(frozen=True, slots=True)
class Handed:
    """What is told to somebody who is let in: shown once, kept nowhere."""

    login: str
    password: str


@dataclass(frozen=True, slots=True)
class _Hat:
    member_id: UUID
    role: Role
    is_active: bool
    args: dict[str, Any]
    """Of the command that changes it."""


def first_password() -> str:
    """Return a password to be read out and typed once: 20 letters and digits, 99 bits, in groups of four."""
    letters = ("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    return "-".join(letters)


def check_operator(db: psycopg.Connection[Any]) -> None:
    """See that whoever is connected may keep the people of this database.

    Raises:
        SharedTrouble: the database is none of Decile's, or the login may not make logins or act for its owner.
    """
    row = db.execute(
        "select rolsuper or rolcreaterole from pg_roles where rolname = current_user::text"
    ).fetchone()
    with acting_as_owner(db):
        pass
    if row is None or not row[0]:
        raise SharedTrouble("not_permitted", f"{db.info.user} may make no logins on this server")


def add_person(
    db: psycopg.Connection[Any],
    login: str,
    *,
    name: str,
    roles: Sequence[Role],
    team: str | None,
    by: UUID,
) -> Handed:
    """Let somebody in who was never here.

    Raises:
        SharedTrouble: the login is somebody's already, here or for something else on the server; or no login at all.
    """
    logins.check_login(login)
    if not roles:
        raise SharedTrouble("no_hat_left", "somebody without a role could do nothing")
    if db.execute("select from pg_roles where rolname = %s", (login,)).rowcount:
        # Its password would become another one, wherever else it is used.
        raise SharedTrouble("login_taken", f"the server knows the login {login!r} already")
    password = first_password()
    opened = logins.add_user(db, login, name=name, roles=roles, password=password, by=by)
    if team is not None:
        with acting_as_owner(db):
            _set_team(db, opened.login, team, by)
    return Handed(opened.login, password)


def invite_again(db: psycopg.Connection[Any], person_id: UUID, *, by: UUID) -> Handed:
    """Give somebody who works here another first password; the old one opens nothing, and their sessions end.

    Raises:
        SharedTrouble: nobody who works here is meant.
    """
    with acting_as_owner(db):
        _check_administrator(db, by)
        hats = [hat for hat in _hats_of(db, person_id) if hat.is_active]
        login = _login_of(db, person_id) or _first_login(db, person_id)
    if not hats:
        raise SharedTrouble("unknown_login", "nobody who works here is meant")
    password = first_password()
    open_login(db, login, [hat.member_id for hat in hats], password=password)
    if logins.end_sessions(db, login) is None:
        raise SharedTrouble("not_permitted", f"{db.info.user} may not end what {login} has open")
    return Handed(login, password)


def set_hats(db: psycopg.Connection[Any], person_id: UUID, roles: Iterable[Role], *, by: UUID) -> None:
    """Let somebody work in these roles and no other; what they did in others stays.

    Raises:
        SharedTrouble: no role is left, nobody signs in as that person, or the rules refuse it.
    """
    wanted = set(roles)
    if not wanted:
        raise SharedTrouble("no_hat_left", "somebody without a role could do nothing: shut them out instead")
    with acting_as_owner(db):
        _check_administrator(db, by)
        login = _login_of(db, person_id)
        if login is None:
            raise SharedTrouble("unknown_login", "this person has no login yet: invite them first")
        hats = _hats_of(db, person_id)
        if not any(hat.is_active for hat in hats):
            raise SharedTrouble("unknown_login", "this person has left: open their login again first")
        name, team = _name_of(db, person_id)
        for hat in hats:
            if hat.is_active != (hat.role in wanted):
                give(db, "member.change", hat.args | {"is_active": not hat.is_active}, by=by)
        added = [
            logins.member_of(db, login, name, role, is_first=False, by=by)
            for role in sorted(wanted - {hat.role for hat in hats}, key=list(Role).index)
        ]
        if added and team is not None:
            _set_team(db, login, team, by, person_id)
        lost = {hat.role for hat in hats if hat.is_active} - wanted
    kept = [hat.member_id for hat in hats if hat.role in wanted]
    open_login(db, login, [*kept, *added])
    with explained(f"{login} cannot be taken out of a role"):
        for role in sorted(lost):
            db.execute(
                sql.SQL("revoke {} from {}").format(sql.Identifier(group_of(role)), sql.Identifier(login))
            )


def close_person(db: psycopg.Connection[Any], person_id: UUID, *, by: UUID) -> int:
    """Let somebody in no more; what they did stays. At their next contact their desks are emptied.

    Returns:
        How many sessions were ended.

    Raises:
        SharedTrouble: the rules refuse it, as for oneself.
    """
    with acting_as_owner(db):
        _check_administrator(db, by)
        held = _logins_of(db, person_id)
    ended = sum(logins.deactivate(db, login, by=by) for login in held)
    with acting_as_owner(db):
        # Members that a lead added have no login.
        for hat in _hats_of(db, person_id):
            if hat.is_active:
                give(db, "member.change", hat.args | {"is_active": False}, by=by)
    return ended


def reopen_person(db: psycopg.Connection[Any], person_id: UUID, *, by: UUID) -> Handed:
    """Let somebody in again who had left, with the hats their login had; what waits on their desk arrives then.

    Raises:
        SharedTrouble: nobody like that has left.
    """
    with acting_as_owner(db):
        _check_administrator(db, by)
        signs = {row[0] for row in db.execute("select member_id from app.sign_in").fetchall()}
        hats = _hats_of(db, person_id)
        for hat in [hat for hat in hats if hat.member_id in signs] or hats:
            if not hat.is_active:
                give(db, "member.change", hat.args | {"is_active": True}, by=by)
    return invite_again(db, person_id, by=by)


def _check_administrator(db: psycopg.Connection[Any], member_id: UUID) -> None:
    """The rules ask only for somebody who keeps people; who opens logins is an administrator."""
    found = db.execute(
        "select from app.member where id = %s and is_active and role = %s", (member_id, Role.ADMIN.value)
    )
    if not found.rowcount:
        raise SharedTrouble("not_allowed", "only an administrator of the team opens and closes logins")


def _hats_of(db: psycopg.Connection[Any], person_id: UUID) -> list[_Hat]:
    rows = db.execute(
        "select id, role, is_active, name, name_key, weight, grade_low, grade_high, capacity from app.member"
        " where person_id = %s order by created_at, id",
        (person_id,),
    ).fetchall()
    names = ("name", "name_key", "weight", "grade_low", "grade_high", "capacity")
    return [
        _Hat(
            row[0], Role(row[1]), row[2], {"member_id": str(row[0])} | dict(zip(names, row[3:], strict=True))
        )
        for row in rows
    ]


def _name_of(db: psycopg.Connection[Any], person_id: UUID) -> tuple[str, str | None]:
    row = db.execute(
        "select name, team from app.member where person_id = %s order by is_active desc, created_at, id",
        (person_id,),
    ).fetchone()
    if row is None:
        raise SharedTrouble("unknown_member", "nobody like that is in the team")
    return str(row[0]), row[1]


def _logins_of(db: psycopg.Connection[Any], person_id: UUID) -> list[str]:
    rows = db.execute(
        "select s.login from app.sign_in s join app.member m on m.id = s.member_id where m.person_id = %s"
        " group by s.login order by min(s.since_at), s.login",
        (person_id,),
    ).fetchall()
    return [str(row[0]) for row in rows]


def _login_of(db: psycopg.Connection[Any], person_id: UUID) -> str | None:
    """Return a person's login; of several, the first."""
    return next(iter(_logins_of(db, person_id)), None)


def _first_login(db: psycopg.Connection[Any], person_id: UUID) -> str:
    """Return what the login of somebody is called who had none."""
    row = db.execute(
        "select login from app.member where person_id = %s and is_active order by created_at, id",
        (person_id,),
    ).fetchone()
    if row is None:
        raise SharedTrouble("unknown_login", "nobody who works here is meant")
    login = str(row[0])
    logins.check_login(login)
    if db.execute("select from pg_roles where rolname = %s", (login,)).rowcount:
        raise SharedTrouble("login_taken", f"the server knows the login {login!r} already")
    return login


def _set_team(
    db: psycopg.Connection[Any], login: str, team: str, by: UUID, person_id: UUID | None = None
) -> None:
    row = db.execute("select person_id from app.member where login = %s", (login,)).fetchone()
    whose = person_id or (None if row is None else row[0])
    give(db, "person.team", {"person_id": str(whose), "team": team}, by=by)
