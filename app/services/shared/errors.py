"""What an operator of the shared database is told when something cannot be done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from app.errors import AppError


class SharedTrouble(AppError):
    """Nothing was changed; the text says what happened, to what, and what to do.

    Attributes:
        code: For programs; the words may change.
    """

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


_BY_STATE = {
    "42501": ("not_permitted", "this login may not do that; use a superuser, or the database's owner with CREATEROLE"),
    "53300": ("server_full", "the server takes no more connections at the moment"),
    "55P03": ("server_busy", "somebody is using what must be changed; try again in a minute"),
    "57P03": ("server_starting", "the server is starting or stopping; try again in a minute"),
}  # fmt: skip


@contextmanager
def explained(what: str) -> Iterator[None]:
    """Turn what the server or the network says into words for the operator.

    Raises:
        SharedTrouble: what failed, told by PostgreSQL's state and not by its text.
    """
    try:
        yield
    except psycopg.Error as error:
        code, words = _BY_STATE.get(error.sqlstate or "", (None, None))
        if code is not None and words is not None:
            raise SharedTrouble(code, f"{what}: {words} ({error.diag.message_primary or error})") from error
        if isinstance(error, psycopg.OperationalError) and error.sqlstate is None:
            raise _unconnected(what, error) from error
        raise


def _unconnected(what: str, error: psycopg.OperationalError) -> SharedTrouble:
    """Say why there is no connection: libpq tells no state then, only whether a password was asked for."""
    said = " ".join(str(error).split())
    if error.pgconn is not None and error.pgconn.used_password:
        return SharedTrouble(
            "not_let_in", f"{what}: the server does not let this login in with this password ({said})"
        )
    return SharedTrouble("not_reachable", f"{what}: the server cannot be reached ({said})")
