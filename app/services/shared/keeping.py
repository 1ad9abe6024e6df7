"""A copy of the whole shared database in one file, of one instant, and the way back into an empty database."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Column, Table

from app.models.tables import SHARED
from app.models.vocabulary import Role
from app.services.shared.errors import SharedTrouble, explained
from app.services.shared.install import install, is_installed
from app.services.shared.logins import acting_as_owner, let_in, make_role
from app.services.shared.roles import WEBSITE, group_of
from app.services.shared.server_tables import CHANGE_LOG, COMMAND_KIND, RECORDING_KEY, SERVER, STATE, Xid8
from app.services.shared.spelling import name_of
from app.services.shared.tables import nothing_of

FORMAT = 1
_MANIFEST = "manifest.json"
_LEFT_OUT = (CHANGE_LOG.name, COMMAND_KIND.name, STATE.name, RECORDING_KEY.name)
"""What the new database has of its own: its feed, its judges, its epoch. And what opens a store: it is said anew."""
_TABLES = tuple(
    table for table in (*SERVER.sorted_tables, *SHARED.sorted_tables) if table.name not in _LEFT_OUT
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file holds: rows by table, and when it was taken (microseconds UTC)."""

    rows: dict[str, int]
    at: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back.

    Attributes:
        logins: Who may sign in again, and websites.
        without_password: Those among them that the server did not know: each needs a new password.
    """

    rows: dict[str, int]
    at: int
    logins: tuple[str, ...]
    without_password: tuple[str, ...]


def back_up(db: psycopg.Connection[Any], file: Path) -> Kept:
    """Write the whole shared database into a file that only its owner may read; whoever works goes on.

    The file is whole or not there at all, and is never written over.

    Raises:
        SharedTrouble: the file is there or cannot be written, or the database is none of Decile's.
    """
    # One snapshot for all tables.
    db.execute("set transaction isolation level repeatable read read only")
    with (
        acting_as_owner(db),
        _new_file(file) as half,
        zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as book,
    ):
        at, version = _one(db, "select app.now_micros(), schema_version from app.server")
        tables = {table.name: _write(db, table, book) for table in _TABLES}
        manifest = {"format": FORMAT, "at": at, "schema_version": version, "tables": tables}
        book.writestr(_MANIFEST, json.dumps(manifest))
    return Kept({name: one["rows"] for name, one in tables.items()}, at)


def restore(db: psycopg.Connection[Any], file: Path) -> Restored:
    """Fill an empty database from a file; the caller commits. All desks then copy afresh.

    An older program's file is brought up to date: what it lacks is empty. Logins are opened as they were; one that
    this server does not know has no password yet.

    Raises:
        SharedTrouble: the database is not empty, or the file is damaged or of a newer program.
    """
    if is_installed(db):
        raise SharedTrouble(
            "is_there", "a database is restored into an empty one: this one is Decile's already"
        )
    with _opened(file) as (book, manifest):
        install(db)
        with acting_as_owner(db):
            rows = {table.name: _read(db, table, book, manifest) for table in _TABLES}
            # Another past: whoever copied from the lost database copies afresh, and offers their last commands again.
            db.execute("update app.server set epoch = gen_random_uuid(), log_floor = pg_current_xact_id()")
            people = db.execute(
                "select s.login, array_agg(distinct m.role) from app.sign_in s join app.member m on m.id = s.member_id"
                " where m.is_active group by 1 order by 1"
            ).fetchall()
            websites = db.execute("select login from app.web_door where is_open order by 1").fetchall()
        groups = {login: [group_of(Role(role)) for role in roles] for login, roles in people}
        groups |= {login: [WEBSITE] for (login,) in websites}
        db.execute("analyze")
        unknown = tuple(login for login, some in groups.items() if _open(db, login, some))
    return Restored(rows, manifest["at"], tuple(groups), unknown)


def _open(db: psycopg.Connection[Any], login: str, groups: list[str]) -> bool:
    """Let a login in as before; return whether it is new to this server."""
    with explained(f"{login} cannot be let in"):
        # A made-up password that nobody is told: the operator gives a new one.
        is_new = make_role(db, login, None) is not None
        for group in groups:
            db.execute(sql.SQL("grant {} to {}").format(sql.Identifier(group), sql.Identifier(login)))
        let_in(db, login)
    return is_new


def _write(db: psycopg.Connection[Any], table: Table, book: zipfile.ZipFile) -> dict[str, Any]:
    names = [column.name for column in _kept(table)]
    listed = ", ".join(name_of(table.columns[name]) for name in names)
    digest, question = hashlib.sha256(), f"copy app.{table.name} ({listed}) to stdout"
    with book.open(table.name, "w", force_zip64=True) as page, db.cursor() as cursor:
        with cursor.copy(question.encode()) as copy:
            for block in copy:
                digest.update(block)
                page.write(block)
        return {"columns": names, "rows": cursor.rowcount, "sha256": digest.hexdigest()}


def _read(db: psycopg.Connection[Any], table: Table, book: zipfile.ZipFile, manifest: dict[str, Any]) -> int:
    said = manifest["tables"].get(table.name)
    if said is None:
        return 0
    lacking = [column for column in _kept(table) if column.name not in said["columns"]]
    needed = [one for one in lacking if not one.nullable and one.server_default is None]
    gone = [name for name in said["columns"] if name not in table.columns]
    if gone:
        raise SharedTrouble("newer_backup", f"the file is of a newer Decile: it has {table.name}.{gone[0]}")
    listed = ", ".join(name_of(table.columns[name]) for name in said["columns"])
    db.execute(f"alter table app.{table.name} disable trigger user".encode())
    _default(db, table, needed, is_set=True)
    try:
        found = _laid_down(db, book, table.name, f"copy app.{table.name} ({listed}) from stdin")
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        raise SharedTrouble("damaged_backup", f"the file is damaged: {table.name}: {error}") from error
    if found != (said["rows"], said["sha256"]):
        raise SharedTrouble("damaged_backup", f"the file is damaged: {table.name} is not what was written")
    _default(db, table, needed, is_set=False)
    db.execute(f"alter table app.{table.name} enable trigger user".encode())
    return found[0]


def _laid_down(db: psycopg.Connection[Any], book: zipfile.ZipFile, name: str, how: str) -> tuple[int, str]:
    """Lay a table's rows down and return how many there were, and their digest."""
    digest = hashlib.sha256()
    with db.cursor() as cursor:
        with book.open(name) as page, cursor.copy(how.encode()) as copy:
            while block := page.read(1 << 16):
                digest.update(block)
                copy.write(block)
        return cursor.rowcount, digest.hexdigest()


def _default(db: psycopg.Connection[Any], table: Table, columns: list[Column[Any]], *, is_set: bool) -> None:
    for column in columns:
        how = f"set default {nothing_of(table, column)}" if is_set else "drop default"
        db.execute(f"alter table app.{table.name} alter column {name_of(column)} {how}".encode())


def _kept(table: Table) -> Iterator[Column[Any]]:
    """Yield what is worth keeping of a table: numbers of transactions mean something on one server only."""
    for column in table.columns:
        if not isinstance(column.type, Xid8) and column.identity is None:
            yield column


@contextmanager
def _new_file(file: Path) -> Iterator[Path]:
    """Write beside the place, and put it there when it is whole."""
    half = file.with_name(f"{file.name}.part")
    try:
        if file.exists():
            raise FileExistsError(f"{file} is there already")
        os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        yield half
        with half.open("rb") as written:
            os.fsync(written.fileno())
        half.replace(file)
    except OSError as error:
        raise SharedTrouble("not_written", f"the backup cannot be written: {error}") from error
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def _opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    try:
        with zipfile.ZipFile(file) as book:
            yield book, _manifest(book, file)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SharedTrouble("damaged_backup", f"{file} cannot be read as a backup: {error}") from error


def _manifest(book: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(book.read(_MANIFEST))
        is_newer = manifest["format"] > FORMAT
        is_whole = set(manifest["tables"]) <= set(book.namelist())
    except (KeyError, ValueError, TypeError) as error:
        raise SharedTrouble("damaged_backup", f"{file} is no backup of Decile: {error!r}") from error
    if is_newer:
        raise SharedTrouble("newer_backup", f"{file} was written by a newer Decile")
    if not is_whole:
        raise SharedTrouble("damaged_backup", f"{file} is damaged: some tables are missing")
    return manifest


def _one(db: psycopg.Connection[Any], question: str) -> tuple[Any, ...]:
    row = db.execute(question.encode()).fetchone()
    if row is None:
        raise AssertionError("there is one row")
    return tuple(row)
