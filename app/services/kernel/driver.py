"""The one door to SQLite: connections to a file, whole-file copies and checks, errors as codes.

SQLite is sqlcipher3's build on every system, encrypted or not. Everything here works below SQLAlchemy:
what needs no tables (a copy, a check, a lock) should not wait for it to be imported.
"""

from __future__ import annotations

import hashlib
import math
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher

from app.errors import Unavailable

module = sqlcipher
"""The DB-API module, for SQLAlchemy."""

type Raw = Any
"""A bare connection of the driver, which has no types."""

CACHE_KIB = 64 * 1024
"""Page cache of a connection; 64 MB keeps the price of encryption under a third (performance.md 9)."""
STATEMENTS = 1_000
"""Prepared statements kept per connection: every command's, or preparing costs more than judging."""
BUSY_MS = 10_000
WAL_LIMIT_BYTES = 16 * 1024 * 1024
"""The write-ahead log is cut back to this after a checkpoint, however large one import made it."""
STEPS_BETWEEN_ASKING = 20_000
"""SQLite's steps, a few milliseconds."""
PLAIN_HEADER = b"SQLite format 3\0"
PAGE_BYTES = 4096
_RANDOM_BITS = 7.5
"""Bits per byte from which a page counts as random: encrypted pages have 7.95, pages of rows under 7."""

CODES = {
    sqlite3.SQLITE_CORRUPT: "database_damaged",
    sqlite3.SQLITE_NOTADB: "database_damaged",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "database_busy",
    sqlite3.SQLITE_LOCKED: "database_busy",
    sqlite3.SQLITE_PROTOCOL: "database_busy",
    sqlite3.SQLITE_READONLY: "database_read_only",
    sqlite3.SQLITE_IOERR: "disk_failed",
    sqlite3.SQLITE_CANTOPEN: "database_unreadable",
    sqlite3.SQLITE_PERM: "database_unreadable",
    sqlite3.SQLITE_AUTH: "database_unreadable",
}
"""What the outside did, by SQLite's primary result code; any other code is a bug of ours."""


def connect(
    path: Path, *, key: bytes | None = None, writes: bool = True, creates: bool = True, busy_ms: int = BUSY_MS
) -> Raw:
    """Open a bare connection as the product wants it: durable, watchful, without surprises.

    Args:
        path: The file.
        key: 32 raw bytes where the file is encrypted.
        writes: Else the connection can only ask.
        creates: Make the file if there is none.
        busy_ms: How long to wait for another program's lock.

    Raises:
        Unavailable: the file cannot be opened, is damaged, or has another key.
    """
    with translated(path):
        connection = _opened(path, key=key, creates=creates, busy_ms=busy_ms)
        try:
            if writes:
                # A mode kept in the file itself: who only reads finds it set.
                connection.execute("PRAGMA journal_mode = WAL")
            for pragma in (
                "synchronous = FULL",
                "foreign_keys = ON",
                "secure_delete = ON",
                f"cache_size = -{CACHE_KIB}",
                "temp_store = MEMORY",
                f"journal_size_limit = {WAL_LIMIT_BYTES}",
                f"query_only = {'OFF' if writes else 'ON'}",
            ):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection


def peek(path: Path, *, key: bytes | None = None) -> Raw:
    """Open a connection that changes nothing, not even the file's journal mode.

    Raises:
        Unavailable: there is no such file, or it cannot be opened.
    """
    with translated(path):
        connection = _opened(path, key=key, creates=False, busy_ms=BUSY_MS)
        try:
            connection.execute("PRAGMA query_only = ON")
            # A connection is lazy: only a look at the schema tells whether this is a database.
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection


def bare(path: Path, *, busy_ms: int) -> Raw:
    """Open a connection as SQLite gives it, for a file that holds nothing but locks.

    Raises:
        Unavailable: the file can be neither opened nor made.
    """
    with translated(path):
        connection = _opened(path, key=None, creates=True, busy_ms=busy_ms)
        connection.execute("PRAGMA journal_mode = OFF")
        return connection


def _opened(path: Path, *, key: bytes | None, creates: bool, busy_ms: int) -> Raw:
    sys.audit(
        "sqlite3.connect", str(path)
    )  # as the standard library's module does: the window's audit listens
    mode = "rwc" if creates else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlcipher.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS
    )
    try:
        # SQLCipher writes to the standard error what we report ourselves.
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA busy_timeout = {busy_ms}")
        teach(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def teach(connection: Raw, _record: object = None) -> None:
    """Give a bare connection the functions that rules and triggers call; also a listener of an engine's ``connect``."""
    connection.create_function("keyed_hash", 2, _keyed_hash, deterministic=True)


def _keyed_hash(secret: str | None, text: str | None) -> str | None:
    """Return what ``expressions.KeyedHash`` means; SQLite has no digest of its own."""
    if secret is None or text is None:
        return None
    return hashlib.sha256(f"{secret}:{text}".encode()).hexdigest()


def _uri(path: Path, mode: str) -> str:
    """Return a path as SQLite's URIs want it; a Windows share keeps its two slashes behind an empty host."""
    plain = path.absolute().as_posix()
    return f"file://{'' if plain.startswith('/') else '/'}{quote(os.fsencode(plain), safe='/:')}?mode={mode}"


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the outside did to a file into ``Unavailable``; bugs pass as they are."""
    try:
        yield
    except sqlcipher.Error as error:
        if (known := unavailable(error, path)) is None:
            raise
        raise known from error


def unavailable(error: BaseException | None, path: Path) -> Unavailable | None:
    """Return the outside trouble that an error of the driver stands for; ``None`` if it is a bug."""
    number = getattr(error, "sqlite_errorcode", None)
    code = None if number is None else CODES.get(number & 0xFF)
    if code is None:
        return None
    return Unavailable(code, path=str(path), why=getattr(error, "sqlite_errorname", ""))


def is_plain(path: Path) -> bool:
    """Whether a file begins as an unencrypted SQLite database does."""
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER


def looks_encrypted(path: Path) -> bool:
    """Whether a file could be an encrypted database: whole pages, and each as good as random.

    A plain database whose first page was overwritten still has pages of rows behind it.
    """
    size = path.stat().st_size
    if size == 0 or size % PAGE_BYTES or is_plain(path):
        return False
    pages = size // PAGE_BYTES
    with path.open("rb") as file:
        for number in sorted({pages * part // 16 for part in range(16)}):
            file.seek(number * PAGE_BYTES)
            if _bits_per_byte(file.read(PAGE_BYTES)) < _RANDOM_BITS:
                return False
    return True


def _bits_per_byte(page: bytes) -> float:
    total = len(page)
    return -sum(count / total * math.log2(count / total) for count in Counter(page).values())


class Stopped(Exception):
    """A long look at a file was ended on request."""


def check(connection: Raw, *, is_full: bool, stops: Callable[[], bool] | None = None) -> list[str]:
    """Return what SQLite finds wrong with the file, at most 100 lines; empty where it is whole.

    Args:
        connection: Any connection; the check reads the whole file and holds nobody up.
        is_full: Also compare every index with its table, which takes several times as long.
        stops: Asked now and then whether to end.

    Raises:
        Stopped: ``stops`` said so.
    """
    connection.set_progress_handler(stops, STEPS_BETWEEN_ASKING)
    try:
        lines = [row[0] for row in connection.execute(f"PRAGMA {'integrity' if is_full else 'quick'}_check")]
    except sqlcipher.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise Stopped from error
        if unavailable(error, Path()) is None:
            raise
        return [str(error)]
    finally:
        connection.set_progress_handler(None, 0)
    return [] if lines == ["ok"] else lines


def readable(connection: Raw, statement: str, *values: object) -> list[tuple[Any, ...]] | None:
    """Return the rows of a question to a damaged file; ``None`` where they cannot all be read."""
    try:
        rows: list[tuple[Any, ...]] = connection.execute(statement, values).fetchall()
    except sqlcipher.Error:
        return None
    return rows


def copy(source: Raw, source_key: bytes | None, target: Path, target_key: bytes | None) -> None:
    """Write a whole, consistent copy as one file without a log beside it; ``target`` must not exist.

    Others may read and write the source meanwhile: the copy is the source at one instant.

    Raises:
        Unavailable: the target cannot be written (``disk_full``, ``disk_failed``…), or the source is damaged.
    """
    with translated(target):
        if source_key == target_key:
            with closing(_opened(target, key=target_key, creates=True, busy_ms=BUSY_MS)) as written:
                source.backup(written)
        else:
            _export(source, target, target_key)
        with closing(_opened(target, key=target_key, creates=False, busy_ms=BUSY_MS)) as written:
            written.execute("PRAGMA journal_mode = DELETE").fetchall()


def _export(source: Raw, target: Path, target_key: bytes | None) -> None:
    """Copy under another key. What SQLCipher leaves out (numbers in the header) is set by hand."""
    key = "" if target_key is None else f"x'{target_key.hex()}'"
    asks_only = source.execute("PRAGMA query_only").fetchone()[0]
    source.execute("PRAGMA query_only = OFF")
    source.execute(f'ATTACH DATABASE ? AS exported KEY "{key}"', (str(target),))
    try:
        source.execute("BEGIN")  # one transaction: else every table and row waits for the disk by itself
        source.execute("SELECT sqlcipher_export('exported')").fetchall()
        for number in ("user_version", "application_id"):
            value = source.execute(f"PRAGMA main.{number}").fetchone()[0]
            source.execute(f"PRAGMA exported.{number} = {value}")
        source.execute("COMMIT")
    except BaseException:
        if source.in_transaction:
            source.execute("ROLLBACK")
        raise
    finally:
        source.execute("DETACH DATABASE exported")
        source.execute(f"PRAGMA query_only = {asks_only}")
