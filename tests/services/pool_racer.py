"""One of several processes that sweep and claim the same leads at once: run by the races as a program of its own.

It reads one JSON document (see ``Race``), waits for the line that starts all, and prints what it was told yes to.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from app.errors import RuleViolation, Unavailable
from app.services.holding import ClaimLeads
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.command import Command
from app.services.kernel.database import Database
from app.services.kernel.postgres_judge import SCHEMA, function_name
from app.services.kernel.wire import encode
from app.services.pool import RecallLead
from app.services.workspace import Workspace

type Give = Callable[[Command], str | None]
"""Gives a command and returns why not."""


@dataclass(frozen=True)
class Race:
    """What one process does.

    Attributes:
        where: URL of a PostgreSQL database, or path of an SQLite file.
        member: Who gives the commands, in hexadecimal.
        at: The instant of all commands.
        claims: It claims, one lead after another; else it sweeps.
        leads: In the order in which this process comes to them.
        ends: A file; once it is there, claims go through the leads one last time.
    """

    where: str
    member: str
    at: int
    claims: bool
    leads: list[str]
    ends: str

    def told(self) -> str:
        """Return it as the process reads it."""
        return json.dumps(asdict(self))


@contextmanager
def judge(race: Race) -> Iterator[Give]:
    """Open the database and yield how commands are given to it."""
    if "://" in race.where:
        with psycopg.connect(race.where, autocommit=True, options=f"-csearch_path={SCHEMA}") as there:
            yield lambda command: _on_postgres(there, race, command)
        return
    database = Database(Path(race.where))
    try:
        desk = Workspace(database, ChangeFeed(), UUID(race.member), lambda: race.at)
        yield lambda command: _on_sqlite(desk, command)
    finally:
        database.close()


def _on_postgres(there: psycopg.Connection[Any], race: Race, command: Command) -> str | None:
    call = f"select {function_name(type(command))}(%s, %s, %s, %s::jsonb)"
    given = (UUID(race.member), uuid4(), race.at, encode(command).decode())
    row = there.execute(call.encode(), given).fetchone()
    assert row is not None
    why: str | None = row[0]["why"]
    return why


def _on_sqlite(desk: Workspace, command: Command) -> str | None:
    while True:
        try:
            desk.execute(command)
        except RuleViolation as refused:
            return refused.code
        except Unavailable:
            continue  # another process writes just now
        return None


def run(race: Race, start: Callable[[], object]) -> list[str]:
    """Do what the race says once it has started, and return the leads that were had."""
    with judge(race) as give:
        give(_command(race, uuid4().hex))  # compiled, and nothing done
        tell("ready")
        start()
        had, is_over = _once(race, give), not race.claims
        while not is_over:
            is_over = Path(race.ends).exists()
            had += _once(race, give)
    return had


def _once(race: Race, give: Give) -> list[str]:
    return [lead for lead in race.leads if give(_command(race, lead)) is None]


def _command(race: Race, lead: str) -> Command:
    return ClaimLeads(lead_ids=(UUID(lead),)) if race.claims else RecallLead(lead_id=UUID(lead))


def tell(text: str) -> None:
    """Say a line to whoever started the race."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    tell(json.dumps(run(Race(**json.loads(sys.stdin.readline())), sys.stdin.readline)))
