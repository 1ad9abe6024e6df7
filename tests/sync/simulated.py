"""A desk of the simulation: its clock, its wire and its death are in the simulator's hand."""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Table

from app.errors import RuleViolation
from app.models.tables import SHARED
from app.services.kernel.command import Command
from app.services.sync.desk import SharedDesk
from app.services.sync.server import Server
from tests.sync.desks import Died, Joined
from tests.sync.stage import Stage

LOOKS_EVERY = 3
"""Pulls between two looks at what was laid down: a look costs more than a pull."""
FINAL = ("settled", "refused", "error")
"""States of a command that was judged and needs nothing more."""
type Cut = Literal["before", "undone", "answer lost", "held"]
"""How a wire breaks: the question never arrives; its transaction is undone; only the answer is lost; or the answer is
lost while the transaction stays open on the server."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A command that was accepted at a desk, as it stood in the outbox at once."""

    kind: str
    args: str
    actor_id: UUID
    given_at: int


class Wire:
    """A connection that breaks at one of its questions."""

    def __init__(
        self, line: psycopg.Connection[Any], cut: Cut, after: int, hold: Callable[[bytes, Any], None]
    ) -> None:
        self._line, self._cut, self._left, self._hold = line, cut, after, hold

    def execute(self, question: bytes, values: Any = ()) -> Any:
        """Ask, or break."""
        self._left -= 1
        if self._left >= 0:
            return self._line.execute(question, values)
        if self._cut == "held" and b"app.push" in question:
            self._hold(question, values)
        elif self._cut == "answer lost":
            self._line.execute(question, values)
        elif self._cut == "undone":
            with self._line.transaction(force_rollback=True):
                self._line.execute(question, values)
        raise psycopg.OperationalError("the simulated wire is cut")

    def transaction(self, **options: Any) -> Any:
        """Open a transaction on the real connection."""
        return self._line.transaction(**options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, name)


class SimulatedDesk(Joined):
    """One device of one person.

    Attributes:
        name: The device; a person may have several.
        skew: What its clock is off, microseconds.
        typed: Every command that was accepted here, by id.
        troubles: What exchanges ended with.
        laid_down: The shared tables as the last pull laid them down; ``None`` where nobody looked.
    """

    def __init__(self, stage: Stage, name: str, login: str, begins_with: Path | None = None) -> None:
        self._begins_with = begins_with
        self.stage, self.name, self.skew = stage, name, 0
        self.typed: dict[UUID, Typed] = {}
        self.laid_down: dict[str, Any] | None = None
        self._applies = 0
        self.troubles: list[str] = []
        self.cut: tuple[Cut, int] | None = None
        self.hold: Callable[[SimulatedDesk, bytes, Any], None] = _refuse_to_hold
        super().__init__(stage.team, login, stage.folder, name=name, clock=self.now)

    def passes(self, point: str) -> None:
        if point == "apply":
            self._applies += 1
            self.laid_down = None
            if self._applies % LOOKS_EVERY == 0:
                # In the middle of the desk's own transaction, before what waits is given again.
                db = self.database._writing_connection
                self._laying = None if db is None else tables_of(db)
        super().passes(point)
        if point == "pull: applied" and self._applies % LOOKS_EVERY == 0:
            self.laid_down = self._laying

    def now(self) -> int:
        """Return the time by this desk's clock."""
        return self.stage.now + self.skew

    def open(self, *, is_new: bool) -> None:
        """Start the program; the first time on a copy of what was kept of this device."""
        if is_new:
            for old in self.file.parent.glob(f"{self.file.name}*"):
                old.unlink()
            if self._begins_with is not None:
                shutil.copyfile(self._begins_with, self.file)
        super().open(is_new=is_new and self._begins_with is None)

    def restart(self) -> None:
        """Start anew after a death: its transaction is undone, and nothing but the file is remembered."""
        # The file stays open, for opening it costs more than anything else; tests/sync/test_kills.py kills in earnest.
        self.sit_down()

    def close_and_open(self) -> None:
        """Close the program and start it again."""
        super().restart()

    @contextmanager
    def line(self) -> Iterator[Any]:
        """Give the device's connection, cut where it is to be."""
        line = self.stage.line(self.name, self.login)
        try:
            if self.cut is None:
                yield line
            else:
                how, after = self.cut
                yield Wire(line, how, after, lambda question, values: self.hold(self, question, values))
        finally:
            self.cut = None
            if line.info.transaction_status is not TransactionStatus.IDLE:
                line.rollback()

    def exchange(self, act: Callable[[SharedDesk, Server], object]) -> bool:
        """Do something with the shared database; whether it came to its end."""
        try:
            return bool(self.run(lambda desk, server: (act(desk, server),)))
        except psycopg.Error as trouble:
            self.troubles.append(type(trouble).__name__)
            return False

    def type(self, command: Command) -> UUID | None:
        """Give a command; ``None`` where the rules refuse it here, or the program dies."""
        try:
            cmd_id = self.desk.give(command)
        except RuleViolation:
            return None
        except Died:
            self.restart()
            return None
        finally:
            self.dies_at = None
        kind, args, actor_id, given_at = self.rows(
            "select kind, args, actor_id, given_at from outbox where cmd_id = ?", cmd_id.hex
        )[0]
        self.typed[cmd_id] = Typed(kind, args, UUID(hex=actor_id), given_at)
        return cmd_id

    def kept(self) -> dict[UUID, tuple[str, Typed]]:
        """Return the outbox: state and command by id; refused upkeep is told to nobody, and refused."""
        dismissed = (
            "case when state = 'dismissed' and kind in ('lead.recall', 'nurture.back', 'score.refresh')"
        )
        rows = self.rows(
            f"select cmd_id, {dismissed} then 'refused' else state end, kind, args, actor_id, given_at from outbox"
        )
        return {UUID(hex=row[0]): (row[1], Typed(row[2], row[3], UUID(hex=row[4]), row[5])) for row in rows}

    def waits(self) -> dict[UUID, Typed]:
        """Return the commands the shared database has not judged, as far as this desk knows."""
        return {cmd_id: one for cmd_id, (state, one) in self.kept().items() if state not in FINAL}


def tables_of(db: Any) -> dict[str, Any]:
    """Return the shared tables of a copy."""
    return {name: rows_of(db, table) for name, table in SHARED.tables.items() if name not in _STILL}


def rows_of(db: Any, table: Table) -> set[tuple[Any, ...]]:
    """Return the rows of a table as the file keeps them."""
    return {tuple(row) for row in db.exec_driver_sql(_question_for(table))}


@functools.cache
def _question_for(table: Table) -> str:
    return f"SELECT {', '.join(_QUOTED.format(column.name) for column in table.columns)} FROM {table.name}"


_QUOTED = '"{}"'
_STILL = ("working_day", "work_span")
"""Large tables that nothing here changes."""


def args_of(typed: Typed) -> dict[str, Any]:
    """Return a command's fields."""
    args: dict[str, Any] = json.loads(typed.args)
    return args


def _refuse_to_hold(_desk: SimulatedDesk, _question: bytes, _values: Any) -> None:
    raise AssertionError("nobody holds transactions open here")
