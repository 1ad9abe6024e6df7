"""The embedded database: one writing connection, readers that never wait, one SQLite build everywhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from app.errors import Unavailable
from app.services.kernel import recording

CACHE_KIB = 64 * 1024
"""Page cache of a connection; 64 MB keeps the price of encryption under a third (performance.md 9)."""
BUSY_MS = 10_000

type Watcher = Callable[[], None]


class Database:
    """One file; many readers, one writer at a time.

    Attributes:
        path: The database file.
        watchers: Called whenever a connection is taken, on the thread that takes it; the window's audit
            listens here.
    """

    def __init__(self, path: Path, *, key: bytes | None = None, keep_images: bool = False) -> None:
        """Open the database; ``key`` is 32 raw bytes where the file is encrypted.

        Raises:
            Unavailable: the file cannot be opened (``database_unreadable``).
        """
        self.path = path
        self.watchers: list[Watcher] = []
        self._key = key
        self._keep_images = keep_images
        self._writing = threading.RLock()
        self._readers = self._engine(pool=QueuePool, writes=False)
        self._writer = self._engine(pool=NullPool, writes=True)
        self._writing_connection: Connection | None = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database and cannot write."""
        self._noticed()
        with self._readers.connect() as db:
            yield db

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the writing connection in a transaction: all is written, or nothing."""
        self._noticed()
        with self._writing:
            db = self._connection()
            with db.begin():
                yield db

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """Give a connection that may change the schema; nothing is recorded, and no write may be under way."""
        self._noticed()
        with self._writing:
            self._let_go()
            with self._writer.begin() as db:
                yield db

    def close(self) -> None:
        """Close every connection."""
        with self._writing:
            self._let_go()
        self._readers.dispose()
        self._writer.dispose()

    def raw(self) -> Any:
        """Open a bare driver connection, for the backup and for the search index."""
        return self._connect(writes=True)

    def _connection(self) -> Connection:
        if self._writing_connection is None:
            db = self._writer.connect()
            with db.begin():
                recording.install(db, keep_images=self._keep_images)
            self._writing_connection = db
        return self._writing_connection

    def _let_go(self) -> None:
        if self._writing_connection is not None:
            self._writing_connection.close()
            self._writing_connection = None

    def _noticed(self) -> None:
        for watcher in self.watchers:
            watcher()

    def _engine(self, *, pool: type[NullPool | QueuePool], writes: bool) -> Engine:
        engine = create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=lambda: self._connect(writes=writes),
            poolclass=pool,
            hide_parameters=True,  # exceptions must not carry phone numbers into a log
        )
        statement = "BEGIN IMMEDIATE" if writes else "BEGIN"
        event.listen(engine, "begin", lambda db: db.exec_driver_sql(statement))
        return engine

    def _connect(self, *, writes: bool) -> Any:
        try:
            connection = sqlcipher.connect(str(self.path), isolation_level=None, check_same_thread=False)
            if self._key is not None:
                connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlcipher.DatabaseError as error:
            raise Unavailable("database_unreadable", path=str(self.path), why=str(error)) from error
        for pragma in (
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            f"cache_size = -{CACHE_KIB}",
            "temp_store = MEMORY",
            f"query_only = {'OFF' if writes else 'ON'}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection
