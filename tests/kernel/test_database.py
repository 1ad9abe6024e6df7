"""The embedded database: readers that never wait, writes that are whole, trouble outside said by its code."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from app.errors import Unavailable
from app.models.desk import Remembered
from app.services.kernel import driver, schema
from app.services.kernel.database import Database

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "十问 a?b#c%20.db")) as opened:
        with opened.altering() as db:
            schema.create_all(db)
        yield opened


def put(db: Connection, key: str, value: str = "") -> None:
    db.execute(insert(Remembered).values(key=key, value=value))


def keys_of(db: Connection) -> list[str]:
    return list(db.execute(select(Remembered.key).order_by(Remembered.key)).scalars())


def in_thread(work: Any) -> None:
    """Run on another thread, and raise here what it raised."""
    trouble: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again below
            trouble.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if trouble:
        raise trouble[0]


def test_a_question_sees_one_state_while_others_write(database: Database) -> None:
    """Between two selects of one question nothing changes, whoever commits meanwhile."""
    with database.read() as db:
        before = keys_of(db)
        with database.write() as writing:
            put(writing, "new")
        assert keys_of(db) == before
    with database.read() as db:
        assert keys_of(db) == ["new"]


def test_readers_do_not_wait_for_a_writer_nor_for_each_other(database: Database) -> None:
    """Twenty questions at once, while a write is under way."""
    with ExitStack() as questions, database.write() as writing:
        put(writing, "unfinished")
        for _ in range(20):
            db = questions.enter_context(database.read())
            assert keys_of(db) == []


def test_a_question_cannot_write(database: Database) -> None:
    """Not even by mistake."""
    with database.read() as db, pytest.raises(Unavailable, match="database_read_only"):
        put(db, "smuggled")


def test_writes_of_many_threads_take_turns(database: Database) -> None:
    """Each adds one to what it read: none is lost."""
    with database.write() as db:
        put(db, "sum", "0")

    def add() -> None:
        for _ in range(20):
            with database.write() as db:
                held = int(db.execute(select(Remembered.value)).scalar_one())
                db.execute(update(Remembered).values(value=str(held + 1)))

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as db:
        assert db.execute(select(Remembered.value)).scalar_one() == "160"


def test_a_write_that_fails_leaves_nothing_and_the_next_succeeds(database: Database) -> None:
    """A bug in the middle undoes the whole."""
    with pytest.raises(IntegrityError):
        _put_twice(database)
    with database.write() as db:
        put(db, "after")
    with database.read() as db:
        assert keys_of(db) == ["after"]


def _put_twice(database: Database) -> None:
    with database.write() as db:
        put(db, "once")
        put(db, "once")


def test_a_write_within_a_write_is_a_bug(database: Database) -> None:
    """It would end the outer one by surprise."""
    with database.write(), pytest.raises(AssertionError), database.write():
        pass
    with database.write() as db:
        put(db, "fine")


def test_every_use_of_a_connection_is_told(database: Database) -> None:
    """The audit of the window's thread hears of questions, writes and bare connections."""
    heard: list[str] = []
    database.watchers.append(lambda: heard.append(threading.current_thread().name))

    with database.read(), database.write():
        pass
    database.raw().close()
    database.changed_elsewhere()
    with database.altering():
        pass
    assert heard == ["MainThread"] * 5


def test_the_log_is_emptied_on_closing_and_does_not_grow_for_ever(database: Database) -> None:
    """After 60 MB of writes the log has been used over and over; after closing there is one file."""
    log = database.path.with_name(database.path.name + "-wal")
    for number in range(60):
        with database.write() as db:
            put(db, f"big-{number}", "x" * 1_000_000)
        with database.read() as db:
            keys_of(db)

    assert log.stat().st_size < 20_000_000
    database.close()
    assert [path.name for path in database.path.parent.iterdir()] == [database.path.name]


def test_one_large_write_leaves_no_large_log(database: Database) -> None:
    """The log of an import is cut back by the next checkpoint."""
    log = database.path.with_name(database.path.name + "-wal")
    with database.write() as db:
        for number in range(40):
            put(db, f"big-{number}", "x" * 1_000_000)
    large = log.stat().st_size
    for number in range(2):
        with database.write() as db:
            put(db, f"small-{number}")

    assert large > 40_000_000
    assert log.stat().st_size <= driver.WAL_LIMIT_BYTES


def test_closing_while_another_program_reads_does_not_wait(database: Database) -> None:
    """Whoever closes last empties the log."""
    with database.write() as db:
        put(db, "mine")
    with closing(driver.connect(database.path, writes=False)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM remembered").fetchall()
        database.close()
        assert other.execute("SELECT key FROM remembered").fetchall() == [("mine",)]


def test_a_full_disk_is_said_and_nothing_is_written(database: Database) -> None:
    """After room was made, the next write succeeds."""
    with database.write() as db:
        put(db, "before")
        full = db.exec_driver_sql("PRAGMA page_count").scalar_one()
        db.exec_driver_sql(f"PRAGMA max_page_count = {full}")

    with pytest.raises(Unavailable) as trouble:
        _put_big(database)

    assert (trouble.value.code, trouble.value.place["path"]) == ("disk_full", str(database.path))
    with database.read() as db:
        assert keys_of(db) == ["before"]
    _put_big(database)  # a fresh connection, without the limit


def _put_big(database: Database) -> None:
    with database.write() as db:
        put(db, "big", "x" * 10_000_000)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a disk of four megabytes")
def test_a_disk_that_is_really_full_harms_nothing(tmp_path: Path) -> None:
    """Four megabytes in all: the write fails, the file stays whole, later writes that fit succeed."""
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "decile", str(tmp_path)], check=False
    ).returncode:
        pytest.skip("this machine allows no mounting")
    try:
        with closing(Database(tmp_path / "a.db")) as database:
            with database.altering() as db:
                schema.create_all(db)
            with pytest.raises(Unavailable, match=r"disk_full|disk_failed"):
                _put_big(database)
            with database.write() as db:
                put(db, "small")
            with database.read() as db:
                assert keys_of(db) == ["small"]
            with closing(database.raw()) as raw:
                assert driver.check(raw, is_full=True) == []
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_another_programs_long_write_is_waited_for_and_then_said(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the wait: busy, with the place; questions go on meanwhile."""
    monkeypatch.setattr(driver, "connect", _impatient(driver.connect))
    with closing(driver.connect(database.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable) as trouble:
            _put_big(database)
        with database.read() as db:
            assert keys_of(db) == []
        other.execute("ROLLBACK")

    assert trouble.value.code == "database_busy"
    with database.write() as db:
        put(db, "later")


def _impatient(connect: Any) -> Any:
    return lambda path, **more: connect(path, **more, busy_ms=50)


READ_ONLY = """
import os, pathlib, sys
from app.errors import Unavailable
from app.services.kernel.database import Database

databases = [Database(pathlib.Path(sys.argv[1]) / name) for name in ("there.db", "new.db")]
if os.geteuid() == 0:
    os.setuid(65534)  # nobody: root may write everywhere
for database in databases:
    try:
        with database.write() as db:
            db.exec_driver_sql("INSERT INTO remembered VALUES ('a', 'b')")
    except Unavailable as trouble:
        print(trouble.code, trouble.place["path"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permission there")
def test_a_folder_that_may_not_be_written_is_said() -> None:
    """The program is run as somebody who may only read: each attempt has its code and its place."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(Database(folder / "there.db")) as database, database.altering() as db:
            schema.create_all(db)
        (folder / "there.db").chmod(0o444)
        folder.chmod(0o555)
        told = subprocess.run(
            [sys.executable, "-c", READ_ONLY, name],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        folder.chmod(0o755)

    assert told == [f"database_read_only {folder / 'there.db'}", f"database_unreadable {folder / 'new.db'}"]


def test_bugs_are_not_taken_for_trouble_outside(database: Database) -> None:
    """A wrong statement rises as it is."""
    with database.read() as db, pytest.raises(OperationalError):
        db.exec_driver_sql("SELECT nothing FROM nowhere")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/home/ana/a b.db"), "file:///home/ana/a%20b.db?mode=rw"),
        (PureWindowsPath("C:/Users/Ana/a.db"), "file:///C:/Users/Ana/a.db?mode=rw"),
        (PureWindowsPath("//server/share/a.db"), "file:////server/share/a.db?mode=rw"),
    ],
)
def test_paths_of_every_system_become_uris(path: Any, uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive has a slash before it, a share keeps both of its own."""
    for kind in (PurePosixPath, PureWindowsPath):
        monkeypatch.setattr(kind, "absolute", lambda self: self, raising=False)

    assert driver._uri(path, "rw") == uri


def test_a_question_on_another_thread_is_fine(database: Database) -> None:
    """Connections go from lane to lane."""
    with database.write() as db:
        put(db, "here")

    def ask() -> None:
        with database.read() as db:
            assert keys_of(db) == ["here"]

    ask()
    in_thread(ask)
