"""A desk whose every command is judged by SQLite and by PostgreSQL: both must say the same and hold the same rows."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from app.errors import RuleViolation
from app.models.tables import SHARED
from app.models.vocabulary import Role
from app.services.founding import hats
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.command import Command
from app.services.kernel.database import Database
from app.services.kernel.postgres_judge import SCHEMA
from app.services.kernel.wire import encode
from app.services.workspace import Batch, Done, Workspace
from tests.builders import Desk, MovingClock
from tests.parity.twin import Stage, Step, judge_there, rows_here, rows_there

type There = psycopg.Connection[Any]
_COPIES = itertools.count()


class _TwinBatch(Batch):
    def __init__(self, here: Batch, there: There) -> None:
        super().__init__(here._db, here._member_id, here._clock)
        self._there = there

    def give(
        self,
        command: Command,
        *,
        as_member: UUID | None = None,
        cmd_id: UUID | None = None,
        at: int | None = None,
    ) -> Done:
        given_id, actor_id = cmd_id or uuid4(), as_member or self._member_id
        instant = self._clock() if at is None else at
        step = Step(command.kind, given_id, actor_id, instant, encode(command).decode())
        try:
            done = super().give(command, as_member=actor_id, cmd_id=given_id, at=instant)
        except RuleViolation as refused:
            self._agrees(step, refused.code)
            raise
        self._agrees(step, None)
        return done

    def _agrees(self, step: Step, why: str | None) -> None:
        said = judge_there(self._there, step)
        assert said.why == why, f"{step.kind}: SQLite {why}, PostgreSQL {said}"


class TwinWorkspace(Workspace):
    """A workspace that gives each command to PostgreSQL too."""

    there: There

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Open one transaction on both sides."""
        with super().batch() as here, self.there.transaction():
            yield _TwinBatch(here, self.there)


@contextmanager
def open_twin_desk(stage: Stage, folder: Path) -> Iterator[Desk]:
    """Open the founded workspace on both sides; at the end every table is held against its twin."""
    clock, database = MovingClock(), Database(Path(shutil.copy(stage.file, folder / f"{next(_COPIES)}.db")))
    there: There = psycopg.connect(stage.url, options=f"-csearch_path={SCHEMA}")
    there.execute("SELECT 1")  # one transaction around all, which is never committed
    try:
        workspace = TwinWorkspace(database, ChangeFeed(), UUID(int=0), clock)
        workspace.there = there
        desk = Desk(workspace, clock, database, {hat.role: hat.member_id for hat in workspace.read(hats)})
        desk.wear(Role.SDR)
        yield desk
        with database.read() as here:
            apart = [t.name for t in SHARED.sorted_tables if rows_here(here, t) != rows_there(there, t)]
        assert apart == []
    finally:
        there.rollback()
        there.close()
        database.close()
