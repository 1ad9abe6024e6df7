"""What keeps a desk from its shared database, as one code for the status; told by PostgreSQL's states, never by text."""

from __future__ import annotations

import psycopg

from app.errors import AppError
from app.services.kernel import driver
from app.services.sync.line import Silent

BUG, DEACTIVATED, NOT_LET_IN, UNREACHABLE = "bug", "deactivated", "not_let_in", "not_reachable"
ASKS_A_PERSON = frozenset(
    {DEACTIVATED, NOT_LET_IN, "not_verified", "no_team_database", "server_older", "server_newer", BUG}
)
"""Codes of what does not pass by itself."""
_BY_STATE = {
    "28000": DEACTIVATED,
    "28P01": NOT_LET_IN,
    "57P03": "server_starting",
    "57014": "server_busy",
    "55P03": "server_busy",
    "3F000": "no_team_database",
    "42883": "no_team_database",
}
_BY_CLASS = {
    "": UNREACHABLE,
    "08": UNREACHABLE,
    "57": UNREACHABLE,
    "53": "server_full",
    "40": "server_busy",
    "25": "server_busy",
}
"""By the first two characters of the state; 25 is a server that is read-only for a while."""


def code_of(trouble: BaseException) -> str:
    """Return the code of what went wrong; ``bug`` where nothing outside explains it."""
    if isinstance(trouble, Silent):
        return "silent"
    if isinstance(trouble, psycopg.Error):
        if isinstance(trouble, psycopg.OperationalError | psycopg.InterfaceError) or trouble.sqlstate:
            state = trouble.sqlstate or ""
            return _BY_STATE.get(state) or _BY_CLASS.get(state[:2], BUG)
        return BUG
    if isinstance(trouble, AppError):
        code = str(getattr(trouble, "code", BUG))
        return "disk" if code in driver.CODES.values() else code
    return UNREACHABLE if isinstance(trouble, OSError) else BUG
