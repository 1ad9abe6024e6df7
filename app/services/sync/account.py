"""Where a joined profile's shared database is and who signs in to it; kept beside the file, without any secret."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
import psycopg

from app.errors import Unavailable
from app.files import write_whole
from app.services.safekeeping import keyring_door
from app.services.safekeeping.places import ACCOUNT, file_trouble
from app.services.shared.address import CONNECT_S
from app.services.shared.errors import SharedTrouble
from app.services.shared.invitation import Invitation, read_invitation
from app.services.sync.diagnosis import diagnose
from app.services.sync.line import Line, lively
from app.services.sync.server import Server

AUTHORITY = "authority.pem"


class Standing(StrEnum):
    """How far a profile has joined."""

    JOINING = "joining"
    """The first copy is not here yet: joining again begins afresh."""
    JOINED = "joined"
    CLOSED = "closed"
    """The login was closed: the copy is emptied, what was typed and not sent is kept."""


class _Record(msgspec.Struct, frozen=True):
    link: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Account:
    """A person's way into the shared database.

    Attributes:
        folder: The profile.
        invitation: Read anew from its link each time, so that a changed file cannot ask for less than a link may.
    """

    folder: Path
    invitation: Invitation
    standing: Standing = Standing.JOINED

    @property
    def host(self) -> str:
        """The server's name, as its certificate has it."""
        return self.invitation.host

    @property
    def login(self) -> str:
        """Who signs in."""
        return self.invitation.login

    @property
    def secret_name(self) -> str:
        """Under which name the keyring has the password."""
        one = self.invitation
        return f"team-{one.login}@{one.host}:{one.port}/{one.database}"


def account_of(folder: Path) -> Account | None:
    """Return the account of a profile; ``None`` where it is nobody's but its own.

    Raises:
        Unavailable: the record is damaged (``account_damaged``) or cannot be read.
    """
    path = folder / ACCOUNT
    if not path.exists():
        return None
    with file_trouble(path):
        text = path.read_bytes()
    try:
        record = msgspec.json.decode(text, type=_Record)
        return Account(folder, read_invitation(record.link), record.standing)
    except (msgspec.DecodeError, SharedTrouble) as error:
        raise Unavailable("account_damaged", path=str(path)) from error


def write_account(account: Account) -> None:
    """Keep an account beside its database."""
    path = account.folder / ACCOUNT
    record = _Record(account.invitation.link(), account.standing)
    with file_trouble(path):
        write_whole(path, msgspec.json.format(msgspec.json.encode(record), indent=2))


def forget_account(folder: Path) -> None:
    """Let a profile be nobody's but its own again."""
    for name in (ACCOUNT, AUTHORITY):
        with file_trouble(folder / name):
            (folder / name).unlink(missing_ok=True)


def closed(account: Account) -> Account:
    """Note that the login was closed."""
    write_account(shut := replace(account, standing=Standing.CLOSED))
    return shut


def password_of(account: Account) -> str:
    """Return the password from the keyring.

    Raises:
        Unavailable: ``password_missing``, ``keyring_unavailable``.
    """
    password = keyring_door.kept(account.secret_name)
    if password is None:
        raise Unavailable("password_missing", login=account.login, host=account.host)
    return password


def sign_in(account: Account, password: str) -> psycopg.Connection[Any]:
    """Connect as the person; each statement is a transaction of its own.

    Raises:
        Unavailable: why there is no connection, told by what the server and the certificate say, see ``diagnosis``.
    """
    parts = account.invitation.connection(_authority_file(account))
    try:
        return Line.connect(
            autocommit=True,
            password=password,
            connect_timeout=CONNECT_S,
            application_name="decile",
            **lively(),
            **parts,
        )
    except psycopg.OperationalError as error:
        code = diagnose(account.invitation, password)
        raise Unavailable(code, host=account.host, login=account.login) from error


def open_server(account: Account, password: str) -> Server:
    """Return the shared database to exchange with; the caller closes it.

    Raises:
        Unavailable: as ``sign_in``.
    """
    return Server(sign_in(account, password))


def trouble_of(error: psycopg.Error, account: Account) -> Unavailable:
    """Return what a question to the shared database failed of, for a person; told by PostgreSQL's state."""
    return Unavailable(_code_of(error), host=account.host, login=account.login)


def _code_of(error: psycopg.Error) -> str:
    state = error.sqlstate or ""
    if state == "28000":
        return "login_closed"
    if state in {"3F000", "42883", "42P01"}:
        return "no_team_database"
    if state[:2] == "53" or state in {"55P03", "57P03", "57014"}:
        return "server_busy"
    if state[:2] in {"", "08", "57"}:
        return "server_unreachable"
    raise error


def _authority_file(account: Account) -> Path | None:
    """Write the certificates of the invitation where a connection reads them, each time as the link has them."""
    pem = account.invitation.authorities_pem()
    if not pem:
        return None
    path = account.folder / AUTHORITY
    with file_trouble(path):
        if not path.exists() or path.read_text(encoding="ascii") != pem:
            write_whole(path, pem.encode("ascii"))
    return path
