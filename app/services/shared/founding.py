"""The first day of a team: a shared database with a playbook, a calendar and one administrator, or one person's own."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, select

from app.models.people import Member
from app.models.vocabulary import Role
from app.services import founding
from app.services.kernel import schema
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.shared.copying import copy_all, is_worked_in
from app.services.shared.errors import SharedTrouble
from app.services.shared.install import Installed, install, is_installed
from app.services.shared.logins import Opened, acting_as_owner, open_login


@dataclass(frozen=True, slots=True)
class Founded:
    """A shared database and the first login to it."""

    installed: Installed
    opened: Opened


@dataclass(frozen=True, slots=True)
class Adopted:
    """What was brought into a shared database: rows by table, and who holds the hats of their person."""

    rows: dict[str, int]
    opened: Opened


def init(
    db: psycopg.Connection[Any],
    *,
    login: str,
    name: str,
    playbook: str = "twelve-stage",
    password: str | None = None,
) -> Founded:
    """Make an empty database the shared one of a team with its first administrator; the caller commits.

    Raises:
        SharedTrouble: it is one already, or the operator's login may not make it one.
    """
    if is_installed(db):
        raise SharedTrouble(
            "is_there",
            "this is a shared database of Decile already: decile shared upgrade brings it up to date",
        )
    installed = install(db)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "founded.db")
        try:
            with database.altering() as here:
                schema.create_all(here)
            founding.found(database, ChangeFeed(), name=name, playbook=playbook, hats=(Role.ADMIN,))
            with database.read() as here, acting_as_owner(db):
                copy_all(here, db, login=login)
                # Of a person with one hat, the member's login is the person's.
                db.execute("update app.member set login = %s", (login,))
                members = [row[0] for row in db.execute("select id from app.member").fetchall()]
        finally:
            database.close()
    return Founded(installed, open_login(db, login, members, password=password))


def adopt(
    db: psycopg.Connection[Any], here: Connection, *, login: str, password: str | None = None
) -> Adopted:
    """Bring a person's embedded database, with its history, into a shared one nobody works in yet.

    The person's hats become the login's: whoever worked alone may do all they did. The caller commits.

    Raises:
        SharedTrouble: somebody works in the shared database already, or the embedded one is of several people.
    """
    if not is_installed(db):
        install(db)
    if is_worked_in(db):
        raise SharedTrouble(
            "not_empty",
            "somebody works in this shared database already: only one that is empty takes a whole desk in",
        )
    hats = here.execute(
        select(Member.id, Member.person_id).where(Member.is_active).order_by(Member.created_at, Member.id)
    ).all()
    first = here.execute(
        select(Member.person_id)
        .where(Member.is_active, Member.role == Role.ADMIN.value)
        .order_by(Member.created_at, Member.id)
    ).first()
    if first is None:
        raise SharedTrouble("no_administrator", "the profile has no administrator: whose database is it?")
    with acting_as_owner(db):
        rows = copy_all(here, db, login=login)
    mine = [hat.id for hat in hats if hat.person_id == first.person_id]
    return Adopted(rows, open_login(db, login, mine, password=password))
