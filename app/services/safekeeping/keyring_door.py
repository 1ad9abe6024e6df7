"""The system's keyring, where keys and passwords lie; nothing of them is written anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import Unavailable

# Finding the system's keyring takes as long as opening the database: only who uses it waits.
# ruff: noqa: PLC0415
SERVICE = "decile"
"""Name under which the keyring files what is ours."""


def kept(account: str) -> str | None:
    """Return what is kept under a name.

    Raises:
        Unavailable: ``keyring_unavailable``.
    """
    import keyring

    with _open():
        return keyring.get_password(SERVICE, account)


def keep(account: str, secret: str) -> None:
    """Keep something under a name, in the place of what was there.

    Raises:
        Unavailable: ``keyring_unavailable``.
    """
    import keyring

    with _open():
        keyring.set_password(SERVICE, account, secret)


def forget(account: str) -> None:
    """Keep nothing under a name any more.

    Raises:
        Unavailable: ``keyring_unavailable``.
    """
    import keyring
    from keyring.errors import PasswordDeleteError

    with _open():
        try:
            keyring.delete_password(SERVICE, account)
        except PasswordDeleteError:
            return  # there was nothing


@contextmanager
def _open() -> Iterator[None]:
    from keyring.errors import KeyringError

    try:
        yield
    except (KeyringError, RuntimeError) as error:
        raise Unavailable("keyring_unavailable") from error
