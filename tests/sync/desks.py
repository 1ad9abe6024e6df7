"""Desks of the team's people, and what each must hold when all is quiet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from app.clock import Clock, system_clock
from app.models.tables import SHARED
from app.services.kernel import schema
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.shared.audience import MASKED, audiences
from app.services.sync.desk import SharedDesk
from app.services.sync.server import Server
from app.services.workspace import Workspace
from tests.parity.twin import rows_here
from tests.shared.team import Team


class Joined:
    """A person's desk with its file, and a connection that may be cut at any point.

    Attributes:
        dies_at: The named point at which the program dies next; it is started again at once.
    """

    def __init__(
        self, team: Team, login: str, folder: Path, *, name: str | None = None, clock: Clock = system_clock
    ) -> None:
        self.team, self.login, self.file, self._clock = team, login, folder / f"{name or login}.db", clock
        self.dies_at: str | None = None
        self.open(is_new=True)

    def run[T](self, act: Callable[[SharedDesk, Server], T]) -> T | None:
        """Do something with a connection of its own; where the program dies, it is started anew and nothing is told."""
        try:
            with self.line() as db:
                return act(self.desk, Server(db))
        except Died:
            self.restart()
            return None
        finally:
            self.dies_at = None

    @contextmanager
    def line(self) -> Iterator[Any]:
        """Give a connection to the shared database."""
        with self.team.sign_in(self.login) as db:
            yield db

    def sync(self) -> None:
        """Push and pull."""
        self.run(lambda desk, server: desk.sync(server))

    def differences(self) -> list[str]:
        """Return the tables that are not what row security shows this person."""
        with self.database.read() as here, self.team.sign_in(self.login) as there:
            apart = []
            for name, audience in audiences().items():
                if audience.base is None and not audience.people:
                    continue
                if set(rows_here(here, SHARED.tables[name])) != set(_seen(there, name)):
                    apart.append(name)
            return apart

    def outbox(self) -> list[str]:
        """Return the states of all commands given here."""
        with self.database.read() as db:
            return [row[0] for row in db.exec_driver_sql("select state from outbox order by seq")]

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return what a question to the local copy gives."""
        with self.database.read() as db:
            return list(db.exec_driver_sql(sql, values))

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def restart(self) -> None:
        """Start the program anew."""
        self.database.close()
        self.open(is_new=False)

    def open(self, *, is_new: bool) -> None:
        """Start the program on the file."""
        self.database = Database(self.file, keep_images=True)
        if is_new:
            with self.database.altering() as db:
                schema.create_all(db)
        self.sit_down()

    def sit_down(self) -> None:
        """Make the desk: all it knows is in the file."""
        member: UUID = self.team.members[self.login]
        workspace = Workspace(self.database, ChangeFeed(), member, self._clock, is_joined=True)
        self.desk = SharedDesk(workspace, passes=self.passes)

    def passes(self, point: str) -> None:
        """Die, if this is the point."""
        if point == self.dies_at:
            raise Died(point)


class Died(BaseException):
    """The program ended here."""


def _seen(there: Any, name: str) -> Iterator[tuple[Any, ...]]:
    hidden = MASKED.get(name, ())
    columns = ", ".join(
        f'{"u" if one.name in hidden else "t"}."{one.name}"' for one in SHARED.tables[name].columns
    )
    beside = f" left join app.{name}_contact u on u.id = t.id" if hidden else ""
    for row in there.execute(f"select {columns} from app.{name} t{beside}".encode()):
        yield tuple(
            value.hex if isinstance(value, UUID) else int(value) if isinstance(value, bool) else value
            for value in row
        )


@contextmanager
def joined(team: Team, folder: Path, *logins: str) -> Iterator[list[Joined]]:
    """Open a desk for each of these people."""
    with ExitStack() as opened:
        desks = []
        for login in logins:
            desk = Joined(team, login, folder)
            opened.callback(desk.close)
            desks.append(desk)
        yield desks
