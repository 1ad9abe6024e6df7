"""The embedded database: one writing connection, readers that never wait, one SQLite build everywhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import NullPool, QueuePool

from app.errors import Unavailable
from app.services.kernel import driver, recording
from app.services.kernel.driver import Raw

KEPT_READERS = 4
"""Reading connections kept open between questions: three query lanes and a job."""

type Watcher = Callable[[], None]


class Database:
    """One file; many readers, one writer at a time.

    Any thread may read and write. Other programs may have the same file open: a write waits for theirs,
    at most ten seconds.

    Attributes:
        path: The database file.
        watchers: Called whenever a connection is taken, on the thread that takes it; the window's audit
            listens here.
    """

    def __init__(self, path: Path, *, key: bytes | None = None, keep_images: bool = False) -> None:
        """Describe the database; the file is opened by the first question or write.

        Args:
            path: The file; it is made if there is none.
            key: 32 raw bytes where the file is encrypted.
            keep_images: Keep before-images, as a desk that shares its database must.
        """
        self.path = path
        self.watchers: list[Watcher] = []
        self._key = key
        self._keep_images = keep_images
        self._writing = threading.RLock()
        self._is_writing = False
        self._readers = self._engine(pool=QueuePool, writes=False)
        self._writer = self._engine(pool=NullPool, writes=True)
        self._writing_connection: Connection | None = None
        self._seen_version: int | None = None
        self._is_watching = False

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database and cannot write.

        Raises:
            Unavailable: the file cannot be read (``database_damaged``, ``disk_failed``…).
        """
        self._noticed()
        with self._readers.connect() as db:
            yield db

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the writing connection in a transaction: all is written, or nothing.

        Raises:
            Unavailable: nothing was written (``disk_full``, ``database_busy``, ``database_read_only``…).
        """
        self._noticed()
        with self._turn():
            db = self._connection()
            try:
                with db.begin():
                    yield db
            except Unavailable:
                self._let_go()  # after trouble outside, the next write begins with a fresh connection
                raise

    def write_if_free(self, write: Callable[[Connection], object]) -> bool:
        """Write what can as well be left out, and return whether it was: not while anybody else is writing."""
        self._noticed()
        if self._is_writing or not self._writing.acquire(blocking=False):
            return False
        try:
            with self._turn():
                db = self._connection()
                raw = self._bare(db)
                raw.execute("PRAGMA busy_timeout = 0")
                with db.begin():
                    write(db)
                raw.execute(f"PRAGMA busy_timeout = {driver.BUSY_MS}")
        except BaseException as trouble:
            self._let_go()  # the next write begins with a connection that waits
            if isinstance(trouble, Unavailable):
                return False
            raise
        finally:
            self._writing.release()
        return True

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """Give a connection that may change the schema; nothing is recorded."""
        self._noticed()
        with self._turn():
            self._let_go()
            with self._writer.begin() as db:
                yield db

    def changed_elsewhere(self) -> bool:
        """Whether another program has written since the last time this was asked.

        Never waits: while a write of this program is under way the answer is no, and the next asking tells.
        The first asking only begins to watch. Not for the window's thread.
        """
        self._noticed()
        if self._is_writing or not self._writing.acquire(blocking=False):
            return False
        try:
            # The number moves for commits of any connection but the one that asks, and all writes of this
            # program go by the writing connection. SQLAlchemy would take the file's write lock to ask.
            version = self._bare(self._connection()).execute("PRAGMA data_version").fetchone()[0]
            was_watching, self._is_watching = self._is_watching, True
            # A fresh connection has seen nothing yet: better one reload too many than a change missed.
            seen, self._seen_version = self._seen_version, version
            return was_watching and seen != version
        finally:
            self._writing.release()

    def close(self) -> None:
        """Close every connection; the write-ahead log is emptied into the file."""
        with self._turn():
            self._empty_log()
            self._let_go()
        self._readers.dispose()
        self._writer.dispose()

    def raw(self, *, writes: bool = True) -> Raw:
        """Open a bare driver connection, for the backup and for the search index; the caller closes it."""
        self._noticed()
        return driver.connect(self.path, key=self._key, writes=writes)

    def back_up(self, target: Path) -> None:
        """Write the database as it is now into a new file with the same key; readers and writers go on.

        Raises:
            Unavailable: the file cannot be written; what was begun is left to the caller.
        """
        source = self.raw(writes=False)
        try:
            driver.copy(source, self._key, target, self._key)
        finally:
            source.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._writing:
            if self._is_writing:
                raise AssertionError("a write within a write of the same thread")
            self._is_writing = True
            try:
                yield
            finally:
                self._is_writing = False

    def _connection(self) -> Connection:
        if self._writing_connection is None:
            db = self._writer.connect()
            with db.begin():
                recording.install(db, keep_images=self._keep_images)
            self._writing_connection = db
            self._seen_version = None
        return self._writing_connection

    def _bare(self, db: Connection) -> Raw:
        return db.connection.dbapi_connection

    def _let_go(self) -> None:
        if self._writing_connection is not None:
            self._writing_connection.close()
            self._writing_connection = None

    def _empty_log(self) -> None:
        """Checkpoint without waiting for others: whoever closes the file last does it in any case."""
        if self._writing_connection is None:
            return
        raw = self._bare(self._writing_connection)
        try:
            with driver.translated(self.path):
                raw.execute("PRAGMA busy_timeout = 0")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except Unavailable:
            return  # the log stays and is read at the next opening: nothing is lost

    def _noticed(self) -> None:
        for watcher in self.watchers:
            watcher()

    def _engine(self, *, pool: type[NullPool | QueuePool], writes: bool) -> Engine:
        # No limit for readers: one that waited for another would wait for whoever holds the window up.
        limits = {"pool_size": KEPT_READERS, "max_overflow": -1} if pool is QueuePool else {}
        engine = create_engine(
            "sqlite://",
            module=driver.module,
            creator=lambda: driver.connect(self.path, key=self._key, writes=writes),
            poolclass=pool,
            hide_parameters=True,  # exceptions must not carry phone numbers into a log
            **limits,
        )
        statement = "BEGIN IMMEDIATE" if writes else "BEGIN"
        event.listen(engine, "begin", lambda db: db.exec_driver_sql(statement))
        event.listen(engine, "handle_error", self._on_error)
        return engine

    def _on_error(self, context: ExceptionContext) -> None:
        known = driver.unavailable(context.original_exception, self.path)
        if known is not None:
            raise known from context.original_exception
