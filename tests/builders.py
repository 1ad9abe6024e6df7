"""A desk to test on: a founded workspace whose clock the test moves, and leads in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from app.clock import MINUTE, to_micros
from app.models.vocabulary import Role
from app.services.founding import found, hats
from app.services.kernel import schema
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.workspace import Workspace

MONDAY_10 = to_micros(datetime(2026, 3, 2, 2, 0, tzinfo=UTC))
"""Monday 2026-03-02, 10:00 in Shanghai: a working hour of the shipped calendar."""


class MovingClock:
    """A clock that stands until the test moves it."""

    def __init__(self, at: int = MONDAY_10) -> None:
        self.at = at

    def __call__(self) -> int:
        return self.at

    def forward(self, **by: float) -> int:
        """Move on by a ``timedelta`` given in its keywords, and return the new instant."""
        self.at += int(timedelta(**by).total_seconds() * 1_000_000)
        return self.at

    def tick(self) -> int:
        """Move on by one minute."""
        self.at += MINUTE
        return self.at


@dataclass
class Desk:
    """A founded workspace of one person wearing every hat."""

    workspace: Workspace
    clock: MovingClock
    database: Database
    members: dict[Role, UUID]

    def wear(self, role: Role) -> UUID:
        """Put on a hat; commands are given as it from now on."""
        self.workspace.member_id = self.members[role]
        return self.members[role]


@contextmanager
def open_desk(folder: Path, *, playbook: str = "twelve-stage", role: Role = Role.SDR) -> Iterator[Desk]:
    """Found a workspace in a folder and close it afterwards."""
    clock, database = MovingClock(), Database(folder / "decile.db")
    try:
        with database.altering() as db:
            schema.create_all(db)
        workspace = found(database, ChangeFeed(), name="Chen Wei", playbook=playbook, clock=clock)
        desk = Desk(workspace, clock, database, {hat.role: hat.member_id for hat in workspace.read(hats)})
        desk.wear(role)
        yield desk
    finally:
        database.close()
