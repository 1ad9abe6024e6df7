"""Who may sign in to the shared database, and as which members: opened and closed by its operator alone."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from app.models.vocabulary import Role
from app.services.founding import FULL_CAPACITY, name_key
from app.services.shared.errors import SharedTrouble, explained
from app.services.shared.install import is_installed
from app.services.shared.roles import CLIENT, GROUPS, OWNER, WEBSITE, group_of

CONNECTIONS_EACH = 5
_LOGIN = re.compile(r"[a-z_][a-z0-9_.-]{0,59}")
_SETTINGS = {
    # Good manners for the program: a person can change them, so the reaper of docs/security.md ends what overstays.
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "30s",
    "lock_timeout": "5s",
    "search_path": "app",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A login that may be used from now on.

    Attributes:
        password: What it signs in with, where it was made up here; shown once and kept nowhere.
    """

    login: str
    roles: tuple[Role, ...]
    password: str | None


@contextmanager
def acting_as_owner(db: psycopg.Connection[Any]) -> Iterator[None]:
    """Do something as the owner of the schema; the caller commits.

    Raises:
        SharedTrouble: the database is none of Decile's, or the operator may not act for its owner.
    """
    if not is_installed(db):
        raise SharedTrouble(
            "not_installed", "this database is no shared database of Decile yet: decile shared init"
        )
    with explained("the shared database does not take this"):
        db.execute(sql.SQL("set local role {}").format(sql.Identifier(OWNER)))
        try:
            yield
        finally:
            if db.info.transaction_status is psycopg.pq.TransactionStatus.INTRANS:
                db.execute("reset role")


def add_user(
    db: psycopg.Connection[Any],
    login: str,
    *,
    name: str,
    roles: Sequence[Role],
    password: str | None = None,
    by: UUID | None = None,
) -> Opened:
    """Add a person with one login and one member for each role, or a role to a login that is there.

    Args:
        db: A connection of the operator.
        login: Of the person.
        name: Of the person.
        roles: Their hats; the first one's member is called as the login.
        password: Else one is made up, where the login is new.
        by: The administrator who does it; else one is taken.

    Raises:
        SharedTrouble: the login cannot be used, or the rules refuse the member.
    """
    check_login(login)
    with acting_as_owner(db):
        members = [
            member_of(db, login, name, role, is_first=not place, by=by) for place, role in enumerate(roles)
        ]
    return open_login(db, login, members, password=password)


def open_login(
    db: psycopg.Connection[Any], login: str, members: Sequence[UUID], *, password: str | None = None
) -> Opened:
    """Let a login act as these members; it is made where there is none.

    Raises:
        SharedTrouble: the login belongs to somebody the rules do not bind.
    """
    check_login(login)
    given = make_role(db, login, password)
    with acting_as_owner(db):
        if db.execute("select from app.web_door where login = %s", (login,)).rowcount:
            raise SharedTrouble("login_taken", f"{login!r} is a website's: choose another login")
        for member_id in members:
            db.execute(
                "insert into app.sign_in values (%s, %s, app.now_micros()) on conflict do nothing",
                (login, member_id),
            )
        held = roles_of(db, login)
    with explained(f"{login} cannot be let in"):
        who = sql.Identifier(login)
        for role in held:
            db.execute(sql.SQL("grant {} to {}").format(sql.Identifier(group_of(role)), who))
        let_in(db, login)
    return Opened(login, held, given)


def let_in(db: psycopg.Connection[Any], login: str) -> None:
    """Let a login connect to this database, with limits of time."""
    who, database = sql.Identifier(login), sql.Identifier(db.info.dbname)
    db.execute(sql.SQL("grant connect on database {} to {}").format(database, who))
    for setting, value in _SETTINGS.items():
        db.execute(
            sql.SQL("alter role {} in database {} set {} = {}").format(
                who, database, sql.Identifier(setting), sql.Literal(value)
            )
        )


def deactivate(db: psycopg.Connection[Any], login: str, *, by: UUID | None = None) -> int:
    """Let a login in no more, end its sessions, and set its members aside; what they did stays.

    Returns:
        How many sessions were ended.

    Raises:
        SharedTrouble: nobody has that login, or nobody would be left to keep the team.
    """
    with acting_as_owner(db):
        rows = db.execute(
            "select m.id, m.name, m.name_key, m.weight, m.grade_low, m.grade_high, m.capacity from app.member m"
            " where m.is_active and m.id in (select s.member_id from app.sign_in s where s.login = %(login)s"
            " union select w.member_id from app.web_door w where w.login = %(login)s) order by m.id",
            {"login": login},
        ).fetchall()
        known = db.execute(
            "select exists (select from app.sign_in where login = %(login)s)"
            " or exists (select from app.web_door where login = %(login)s)",
            {"login": login},
        ).fetchone()
        if known is None or not known[0]:
            raise SharedTrouble("unknown_login", f"nobody signs in here as {login!r}")
        for row in rows:
            names = ("member_id", "name", "name_key", "weight", "grade_low", "grade_high", "capacity")
            args = dict(zip(names, row, strict=True)) | {"member_id": str(row[0]), "is_active": False}
            give(db, "member.change", args, without=login, by=by)
        db.execute("update app.web_door set is_open = false where login = %s", (login,))
    with explained(f"{login} cannot be shut out"):
        return _shut_out(db, login)


def _shut_out(db: psycopg.Connection[Any], login: str) -> int:
    who = sql.Identifier(login)
    # The login belongs to the server and may be let in to another database of it: it is closed to this one.
    db.execute(sql.SQL("revoke connect on database {} from {}").format(sql.Identifier(db.info.dbname), who))
    if not _is_used_elsewhere(db, login):
        db.execute(sql.SQL("alter role {} nologin").format(who))
    # Where it cannot be ended, a session sees and may do nothing any more: its members are set aside.
    return end_sessions(db, login) or 0


def end_sessions(db: psycopg.Connection[Any], login: str) -> int | None:
    """End what a login has open in this database.

    Returns:
        How many sessions were ended; ``None`` where this operator may end none of them.
    """
    try:
        with db.transaction():
            return _ended(db, login)
    except psycopg.errors.InsufficientPrivilege:
        pass
    # Whoever made a login may take its part, and end what it has open; a superuser need not.
    who = sql.Identifier(login)
    try:
        with db.transaction():
            db.execute(sql.SQL("grant {} to current_user").format(who))
            ended = _ended(db, login)
            db.execute(sql.SQL("revoke {} from current_user").format(who))
            return ended
    except psycopg.errors.InsufficientPrivilege:
        return None


def _ended(db: psycopg.Connection[Any], login: str) -> int:
    row = db.execute(
        "select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity"
        " where usename = %s and datname = current_database()",
        (login,),
    ).fetchone()
    return 0 if row is None else int(row[0])


def roles_of(db: psycopg.Connection[Any], login: str) -> tuple[Role, ...]:
    """Return the roles a login holds; asked as the owner."""
    rows = db.execute(
        "select distinct m.role from app.sign_in s join app.member m on m.id = s.member_id"
        " where s.login = %s and m.is_active",
        (login,),
    ).fetchall()
    return tuple(sorted((Role(row[0]) for row in rows), key=list(Role).index))


def member_of(
    db: psycopg.Connection[Any],
    login: str,
    name: str,
    role: Role,
    *,
    is_first: bool,
    by: UUID | None = None,
) -> UUID:
    """Return the member of this login and role, adding it where there is none."""
    wanted = login if is_first else f"{login}.{role.value}"
    row = db.execute("select id, role, is_active from app.member where login = %s", (wanted,)).fetchone()
    if row is not None:
        if row[1] != role.value or not row[2]:
            state = "set aside" if not row[2] else f"a {row[1]}"
            raise SharedTrouble(
                "login_taken", f"the member {wanted!r} is {state} already: choose another login"
            )
        return UUID(str(row[0]))
    other = db.execute(
        # The first hat of somebody new is a member before anybody may sign in as it.
        "select m.person_id from app.member m where m.login = %(login)s or m.id in (select s.member_id"
        " from app.sign_in s where s.login = %(login)s) order by m.created_at, m.id limit 1",
        {"login": login},
    ).fetchone()
    member_id = uuid4()
    args = {
        "member_id": str(member_id),
        "person_id": str(uuid4() if other is None else other[0]),
        "name": name,
        "name_key": name_key(name),
        "login": wanted,
        "role": role.value,
        "weight": 1,
        "grade_low": 1,
        "grade_high": 4,
        "capacity": FULL_CAPACITY,
    }
    give(db, "member.add", args, by=by)
    return member_id


def give(
    db: psycopg.Connection[Any],
    kind: str,
    args: dict[str, Any],
    *,
    without: str = "",
    by: UUID | None = None,
) -> None:
    """Give a command as an administrator of the team; the audit trail names the operator's login.

    Args:
        db: A connection of the operator, acting as the owner.
        kind: Of the command.
        args: Of the command.
        without: A login that is no administrator for this.
        by: The administrator who does it, where that is known.
    """
    row = (by,) if by is not None else _an_administrator(db, without)
    if row is None:
        raise SharedTrouble(
            "no_administrator", "nobody would be left to keep the team: add another administrator first"
        )
    said = judged(db, row[0], kind, args)
    if not said["ok"]:
        raise SharedTrouble(said["why"], f"the rules refuse {kind}: {said['why']}")


def _an_administrator(db: psycopg.Connection[Any], without: str) -> tuple[Any, ...] | None:
    return db.execute(
        "select m.id from app.member m where m.is_active and m.role = 'admin' and not exists"
        " (select from app.sign_in s where s.member_id = m.id and s.login = %s)"
        " order by m.created_at, m.id limit 1",
        (without,),
    ).fetchone()


def judged(db: psycopg.Connection[Any], actor_id: UUID, kind: str, args: dict[str, Any]) -> dict[str, Any]:
    """Let a member give a command, as the owner of the schema, and return its verdict; the trail names the operator."""
    one = {"id": str(uuid4()), "kind": kind, "args": args}
    row = db.execute(
        "select app.judge_one(%s::jsonb, %s, app.now_micros())", (json.dumps(one), actor_id)
    ).fetchone()
    if row is None:
        raise AssertionError("a function answers with one row")
    said: dict[str, Any] = row[0] | {"id": one["id"]}
    return said


def make_role(db: psycopg.Connection[Any], login: str, password: str | None) -> str | None:
    """Make the login where there is none and return the password made up for it."""
    row = db.execute(
        "select rolsuper or rolcreaterole or rolbypassrls or rolreplication or rolcreatedb, rolcanlogin,"
        " pg_has_role(oid, %s, 'member') from pg_roles where rolname = %s",
        (OWNER, login),
    ).fetchone()
    who = sql.Identifier(login)
    with explained(f"the login {login} cannot be made"):
        if row is None:
            made_up = password or secrets.token_urlsafe(15)
            db.execute(
                sql.SQL("create role {} login password {} connection limit {}").format(
                    who, sql.Literal(_scrambled(db, login, made_up)), sql.Literal(CONNECTIONS_EACH)
                )
            )
            return None if password else made_up
        if row[0] or row[2] or login in (OWNER, CLIENT, WEBSITE, *GROUPS):
            raise SharedTrouble(
                "login_too_powerful",
                f"{login!r} may do more on this server than a person of the team: use another login",
            )
        if not row[1]:
            db.execute(sql.SQL("alter role {} login").format(who))
        if password:
            db.execute(
                sql.SQL("alter role {} password {}").format(who, sql.Literal(_scrambled(db, login, password)))
            )
    return None


def _scrambled(db: psycopg.Connection[Any], login: str, password: str) -> str:
    """Return what the server keeps: the password itself never reaches it, nor its log."""
    return db.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()


def _is_used_elsewhere(db: psycopg.Connection[Any], login: str) -> bool:
    row = db.execute(
        "select exists (select from pg_database d, aclexplode(d.datacl) a where a.grantee = to_regrole(%s)"
        " and d.datname <> current_database())",
        (sql.Identifier(login).as_string(db),),
    ).fetchone()
    return row is not None and bool(row[0])


def check_login(login: str) -> None:
    """Refuse what cannot be anybody's login.

    Raises:
        SharedTrouble: it is none.
    """
    if not _LOGIN.fullmatch(login) or login.startswith("pg_"):
        raise SharedTrouble(
            "bad_login",
            f"{login!r} is no login: small letters, digits, and . _ - behind the first, 60 at most",
        )
