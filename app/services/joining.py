"""Joining a team: from an invitation and a password to an encrypted profile with the first copy in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import func, select

from app.clock import Clock, system_clock
from app.errors import AppError, Unavailable
from app.models.leads import Lead
from app.services import founding
from app.services.founding import Hat
from app.services.kernel import driver
from app.services.kernel.profile_lock import ProfileLock
from app.services.profile import OpenedProfile, open_profile
from app.services.safekeeping import keyring_door, keys, places
from app.services.shared.errors import SharedTrouble
from app.services.shared.invitation import Invitation, read_invitation
from app.services.sync.account import (
    Account,
    Standing,
    account_of,
    forget_account,
    password_of,
    sign_in,
    trouble_of,
    write_account,
)
from app.services.sync.desk import SharedDesk
from app.services.sync.server import Server

PASSWORD_LEAST = 10
"""Characters of a password somebody chooses: NIST SP 800-63B asks for 8, and this one opens phone numbers."""


class Step(StrEnum):
    """What joining is doing."""

    SIGNING_IN = "signing_in"
    MAKING_PROFILE = "making_profile"
    COPYING = "copying"


@dataclass(frozen=True, slots=True)
class Joined:
    """A profile that has joined, with its first copy.

    Attributes:
        hats: Whom the person may act as.
        leads: How many leads came with the first copy.
    """

    account: Account
    hats: tuple[Hat, ...]
    leads: int


def invited(link: str, *, is_local_allowed: bool) -> Invitation:
    """Return the invitation that a link spells.

    Args:
        link: As the administrator gave it.
        is_local_allowed: Whether the person said that a plain server on this machine is meant.

    Raises:
        Unavailable: ``no_invitation``, ``damaged_invitation``, ``not_local``, ``insecure_local_needed``.
    """
    try:
        invitation = read_invitation(link)
    except SharedTrouble as trouble:
        raise Unavailable(trouble.code) from trouble
    if invitation.is_insecure_local and not is_local_allowed:
        raise Unavailable("insecure_local_needed")
    return invitation


def join(
    folder: Path,
    invitation: Invitation,
    password: str,
    *,
    new_password: str | None = None,
    clock: Clock = system_clock,
    tell: Callable[[Step], None] = lambda _step: None,
) -> Joined:
    """Join a team; nothing is left behind where that fails.

    Args:
        folder: The profile; it must hold nobody's data yet.
        invitation: Where the shared database is, and who is invited.
        password: Of the login.
        new_password: The person's own, where the invitation's password is for joining alone.
        clock: Of the desk.
        tell: Called with what is being done, on this thread.

    Raises:
        Unavailable: ``profile_taken``, ``already_joined``, ``keyring_needed``, ``new_password_needed``,
            ``new_password_short``; or why there is no connection, see ``account.sign_in``.
    """
    if invitation.is_first_password:
        _check_new(password, new_password)
    account = Account(folder, invitation, Standing.JOINING)
    if _is_coming_back(folder, account):
        return _come_back(account, password, new_password, clock)
    with places.file_trouble(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make_room(folder)
    try:
        return _join(account, password, new_password, clock, tell)
    except BaseException:
        with suppress(AppError):
            _clear(folder)
        raise


def copy_first(account: Account, opened: OpenedProfile) -> Account:
    """Take the first copy of a profile that joined and has none: it was damaged, or a program was killed.

    Raises:
        Unavailable: why there is none, see ``account.sign_in``.
    """
    with closing(sign_in(account, password_of(account))) as db, _explained(account):
        joined = _copied(account, opened, Server(db))
    write_account(joined.account)
    return joined.account


def _join(
    account: Account, password: str, new_password: str | None, clock: Clock, tell: Callable[[Step], None]
) -> Joined:
    tell(Step.SIGNING_IN)
    record, _key = _new_key()
    keys.write_record(account.folder, record)
    write_account(account)
    with closing(sign_in(account, password)) as db, _explained(account):
        if not Server(db).members():
            raise Unavailable("login_closed", host=account.host, login=account.login)
        if account.invitation.is_first_password and new_password is not None:
            _change_password(db, new_password)
            password = new_password
        keyring_door.keep(account.secret_name, password)
        tell(Step.MAKING_PROFILE)
        with closing(open_profile(account.folder, clock=clock)) as opened:
            tell(Step.COPYING)
            joined = _copied(account, opened, Server(db))
    write_account(joined.account)
    return joined


def _copied(account: Account, opened: OpenedProfile, server: Server) -> Joined:
    members = server.members()
    if not members:
        raise Unavailable("login_closed", host=account.host, login=account.login)
    SharedDesk(opened.workspace_as(members[0])).pull(server)
    with opened.database.read() as db:
        hats = tuple(founding.hats(db))
        leads = db.execute(select(func.count()).select_from(Lead)).scalar_one()
    return Joined(replace(account, standing=Standing.JOINED), hats, leads)


def _come_back(account: Account, password: str, new_password: str | None, clock: Clock) -> Joined:
    """Join again with the same login: its password is another now, or it was closed and opened once more.

    What waited since then is sent after all.
    """
    with closing(sign_in(account, password)) as db, _explained(account):
        if account.invitation.is_first_password and new_password is not None:
            _change_password(db, new_password)
            password = new_password
        keyring_door.keep(account.secret_name, password)
        with closing(open_profile(account.folder, clock=clock)) as opened:
            joined = _copied(account, opened, Server(db))
    write_account(joined.account)
    return joined


def _is_coming_back(folder: Path, account: Account) -> bool:
    known = account_of(folder)
    if known is None or known.standing is Standing.JOINING:
        return False
    if known.secret_name == account.secret_name:
        return True
    raise Unavailable("already_joined", path=str(folder), login=known.login, host=known.host)


def _check_new(password: str, new_password: str | None) -> None:
    if not new_password or new_password == password:
        raise Unavailable("new_password_needed")
    if len(new_password) < PASSWORD_LEAST:
        raise Unavailable("new_password_short", least=PASSWORD_LEAST)


def _change_password(db: psycopg.Connection[Any], password: str) -> None:
    # Only its proof travels: the server's log may keep the statement.
    proof = db.pgconn.encrypt_password(password.encode(), db.info.user.encode(), b"scram-sha-256")
    db.execute(sql.SQL("alter role current_user password {}").format(sql.Literal(proof.decode())))


def _new_key() -> tuple[keys.KeyRecord, bytes]:
    try:
        return keys.new_key(None)
    except Unavailable as trouble:
        raise Unavailable("keyring_needed") from trouble


def _make_room(folder: Path) -> None:
    """Take away a database nobody works in, and what an earlier try left.

    Raises:
        Unavailable: somebody works in it (``profile_taken``), or it is open elsewhere (``profile_in_use``).
    """
    known, path = account_of(folder), places.database_path(folder)
    if known is None and keys.record_of(folder) is not None:
        raise Unavailable("profile_taken", path=str(folder))
    if known is None and path.exists() and _is_worked_in(path):
        raise Unavailable("profile_taken", path=str(folder))
    lock = ProfileLock(folder)
    try:
        with lock.alone():
            _clear(folder)
    finally:
        lock.release()


def _is_worked_in(path: Path) -> bool:
    if not driver.is_plain(path):
        return path.stat().st_size > 0
    with closing(driver.peek(path)) as raw:
        return bool(driver.readable(raw, "SELECT 1 FROM member LIMIT 1"))


def _clear(folder: Path) -> None:
    places.remove_with_logs(places.database_path(folder))
    record = keys.record_of(folder)
    keys.write_record(folder, None)
    if record is not None and record.account:
        keyring_door.forget(record.account)
    forget_account(folder)


@contextmanager
def _explained(account: Account) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise trouble_of(error, account) from error
    except Unavailable as trouble:
        if trouble.code.startswith("server_"):
            raise Unavailable(trouble.code, host=account.host, login=account.login) from trouble
        raise
