"""The tests' PostgreSQL server: empty databases on request, and nothing left when it ends or is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.postgres import PostgresServer

ROOT = Path(__file__).parent.parent
HELD_SERVER = """
import sys
from tests.postgres import running_server
with running_server() as server:
    print(server.url, flush=True)
    sys.stdin.read()
"""


def test_each_fresh_database_is_empty_and_its_own(fresh_database: Callable[[], str]) -> None:
    """What one test writes another does not see."""
    one, other = fresh_database(), fresh_database()
    with psycopg.connect(one) as db:
        db.execute("CREATE TABLE lead (id bigint)")

    with psycopg.connect(other) as db:
        assert db.execute("SELECT to_regclass('lead')").fetchone() == (None,)


def test_server_is_new_enough_and_compares_bytes(pg_url: str) -> None:
    """Rules are promised for PostgreSQL 15 or newer; text sorts the same on every machine."""
    with psycopg.connect(pg_url) as db:
        version = db.info.server_version
        lower, ordered = db.execute("SELECT lower('Ä'), 'Z' < 'a'").fetchone() or ()

    assert version >= 150000
    assert (lower, ordered) == ("ä", True)


@pytest.mark.skipif(sys.platform == "win32", reason="without a shell nobody watches the pipe")
@pytest.mark.parametrize("signal_name", ["finish", "SIGKILL"])
def test_server_ends_with_its_process_even_when_that_is_killed(signal_name: str) -> None:
    """No server and no folder stays behind a test run that somebody stopped."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HELD_SERVER],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    with holder:
        url = (holder.stdout and holder.stdout.readline().strip()) or ""
        with psycopg.connect(url) as db:
            row = db.execute("SELECT current_setting('data_directory')").fetchone()
        assert row
        folder = Path(row[0]).parent
        if signal_name == "SIGKILL":
            holder.kill()

    assert _gone(folder)
    with pytest.raises(psycopg.OperationalError):
        PostgresServer(url).fresh_database()


def _gone(folder: Path, *, within_s: float = 20) -> bool:
    """Wait for another process to remove a folder; nothing signals its end to us."""
    end = time.monotonic() + within_s
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.02)
    return not folder.exists()
