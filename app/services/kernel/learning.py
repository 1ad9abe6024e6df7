"""What a question has worked out on its way and would keep for whoever asks next."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from sqlalchemy import Connection

type Keep = Callable[[Connection], None]
"""A write of something that follows from the database; whether it still holds, the write finds out itself."""

_OPTION = "learnt"


def learning(db: Connection, learnt: list[Keep]) -> Connection:
    """Return a reading connection on which questions may use what was kept, and leave what they learn."""
    return db.execution_options(**{_OPTION: learnt})


def learnt_on(db: Connection) -> list[Keep] | None:
    """Return where a question leaves what it has learnt; ``None`` where nothing is kept or used."""
    return cast("list[Keep] | None", db.get_execution_options().get(_OPTION))
