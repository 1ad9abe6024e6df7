"""One history on two databases: each step is judged by SQLite and by PostgreSQL, and both must say the same."""

from __future__ import annotations

import itertools
import json
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import psycopg
from sqlalchemy import Connection, Table, create_engine, insert, select
from sqlalchemy.exc import IntegrityError

from app.errors import RuleViolation
from app.models.tables import SHARED
from app.services.catalogue import BY_KIND
from app.services.founding import found
from app.services.kernel import schema
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.kernel.postgres_judge import SCHEMA, function_for, function_name
from app.services.kernel.sqlite_judge import EffectMismatch
from app.services.kernel.wire import decode
from app.services.workspace import Batch, Workspace
from tests.builders import MONDAY_10, MovingClock

BUG = "bug"
"""Verdict of a side that raised: an effect touched another number of rows, a constraint was violated."""
_FOUNDING_SEED = 20_260_302

type Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """A command as it travels: who, when, and its fields as JSON text, perhaps malformed."""

    kind: str
    cmd_id: UUID
    actor_id: UUID
    at: int
    args: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one side said: a reason or ``None``, and the answer."""

    why: str | None
    answer: str | None = None
    words: str = ""
    """What was raised, where it is a bug."""


@dataclass(frozen=True, slots=True)
class Told:
    """A history that was judged to its end.

    Attributes:
        verdicts: How often each reason (``""`` for accepted) was given, by command.
        trace: Every step with its verdict.
    """

    seed: int
    verdicts: Counter[tuple[str, str]]
    trace: list[tuple[Step, Verdict]]


class Different(AssertionError):
    """The two sides disagree."""


class Twin:
    """The same workspace on SQLite and on PostgreSQL.

    Attributes:
        verdicts: How often each reason (or ``""`` for accepted) was given, by command.
        trace: Every step with its verdict, for mutants to be held against.
        planted: The leads the history begins with, before its first step.
    """

    def __init__(self, here: Batch, db: Connection, there: psycopg.Connection[Any]) -> None:
        self.here, self.db, self.there = here, db, there
        self.verdicts: Counter[tuple[str, str]] = Counter()
        self.trace: list[tuple[Step, Verdict]] = []
        self.planted: Rows = []

    def give(self, step: Step) -> Verdict:
        """Have both sides judge a step.

        Raises:
            Different: they disagree, or one of them met a bug.
        """
        here, there = self._judge_here(step), judge_there(self.there, step)
        if BUG in (here.why, there.why) or here != there:
            raise Different(
                f"step {len(self.trace)} {str(step)[:2000]}\n  SQLite: {here}\n  PostgreSQL: {there}"
            )
        self.verdicts[step.kind, here.why or ""] += 1
        self.trace.append((step, here))
        return here

    def plant(self, leads: list[dict[str, Any]]) -> None:
        """Write leads into both sides as if an import had brought them."""
        columns = [column.name for column in SHARED.tables["lead"].columns]
        rows = [dict.fromkeys(columns) | lead for lead in leads]
        self.db.execute(insert(SHARED.tables["lead"]), rows)
        names, values = ", ".join(columns), ", ".join(f"%({column})s" for column in columns)
        with self.there.cursor() as cursor:
            cursor.executemany(f"INSERT INTO lead ({names}) VALUES ({values})".encode(), rows)
        self.planted = rows_there(self.there, SHARED.tables["lead"])

    def compare(self) -> None:
        """Hold every table against its twin, row for row.

        Raises:
            Different: a table differs; the first rows that do are named.
        """
        for table in SHARED.sorted_tables:
            one, other = rows_here(self.db, table), rows_there(self.there, table)
            if one != other:
                raise Different(f"after step {len(self.trace)}: {_difference(table, one, other)}")

    def _judge_here(self, step: Step) -> Verdict:
        driver = self.db.connection.driver_connection
        assert driver is not None
        before = driver.total_changes
        try:
            command = decode(BY_KIND[step.kind], step.args, kind=step.kind)
            done = self.here.give(command, as_member=step.actor_id, cmd_id=step.cmd_id, at=step.at)
        except RuleViolation as refusal:
            if driver.total_changes != before:
                return Verdict(BUG, words=f"refused with {refusal.code}, yet something was written")
            return Verdict(refusal.code)
        except (EffectMismatch, IntegrityError) as bug:
            return Verdict(BUG, words=str(bug))
        return Verdict(None, _as_text(done.answer))


def judge_there(there: psycopg.Connection[Any], step: Step, function: str | None = None) -> Verdict:
    """Have PostgreSQL judge a step, by the command's own function or by another."""
    call = f"select {function or function_name(BY_KIND[step.kind])}(%s, %s, %s, %s::jsonb)"
    try:
        row = there.execute(call, (step.actor_id, step.cmd_id, step.at, step.args)).fetchone()
    except psycopg.Error as error:
        return Verdict(BUG, words=str(error))
    assert row is not None
    why, answer = row[0]["why"], row[0]["result"]
    return Verdict(why) if why else Verdict(None, _as_text(answer or {}))


def _as_text(answer: dict[str, Any]) -> str:
    return json.dumps(answer, sort_keys=True, default=str)


def rows_here(db: Connection, table: Table) -> Rows:
    """Return a table's rows on SQLite as the file keeps them, by primary key."""
    return _sorted(table, (tuple(row) for row in db.exec_driver_sql(_all_of(table))))


def rows_there(there: psycopg.Connection[Any], table: Table) -> Rows:
    """Return a table's rows on PostgreSQL in the form SQLite keeps them."""
    return _sorted(table, (tuple(map(_as_kept, row)) for row in there.execute(_all_of(table).encode())))


def _all_of(table: Table) -> str:
    named = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"SELECT {named} FROM {table.name}"


def _sorted(table: Table, rows: Iterator[tuple[Any, ...]]) -> Rows:
    places = [position for position, column in enumerate(table.columns) if column.primary_key]
    return sorted(rows, key=lambda row: tuple(row[place] for place in places))


def _as_kept(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    return int(value) if isinstance(value, bool) else value


def _difference(table: Table, one: Rows, other: Rows) -> str:
    here, there = set(one) - set(other), set(other) - set(one)
    return (
        f"{table.name} ({', '.join(column.name for column in table.columns)})\n"
        f"  only on SQLite ({len(here)}): {sorted(here, key=str)[:2]}\n"
        f"  only on PostgreSQL ({len(there)}): {sorted(there, key=str)[:2]}"
    )


# The common beginning ---------------------------------------------------------------------------------------------


class Seeded:
    """Ids and chances of a history, the same each time for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def uuid(self) -> UUID:
        """Return the next id."""
        return UUID(int=self.random.getrandbits(128), version=4)


@dataclass(frozen=True)
class Stage:
    """A founded workspace on both sides, from which every history starts anew.

    Attributes:
        file: The SQLite file; histories work on copies.
        url: The PostgreSQL database, every command installed; histories roll back.
    """

    file: Path
    url: str

    @classmethod
    def build(cls, folder: Path, url: str) -> Stage:
        """Found a workspace in ``folder``, copy its rows into the empty database at ``url``, install all."""
        file = folder / "founded.db"
        found_here(file)
        install(url)
        _copy(file, url)
        return cls(file, url)

    @contextmanager
    def twin(self, folder: Path) -> Iterator[Twin]:
        """Open the workspace on both sides; what the history writes on PostgreSQL is rolled back."""
        with ExitStack() as opened:
            copied = shutil.copy(self.file, folder / f"history-{next(_COPIES)}.db")
            database = Database(Path(copied))
            opened.callback(database.close)
            there = opened.enter_context(psycopg.connect(self.url, options=f"-csearch_path={SCHEMA}"))
            opened.callback(there.rollback)
            workspace = Workspace(database, ChangeFeed(), UUID(int=0), MovingClock())
            batch = opened.enter_context(workspace.batch())
            yield Twin(batch, batch._db, there)


_COPIES = itertools.count()


def found_here(file: Path) -> None:
    """Found the workspace every history begins with; its ids are the same each time."""
    seeded, clock = Seeded(_FOUNDING_SEED), MovingClock(MONDAY_10)
    database = Database(file)
    with (
        patch("app.services.founding.uuid4", seeded.uuid),
        patch("app.services.workspace.uuid4", seeded.uuid),
    ):
        with database.altering() as db:
            schema.create_all(db)
        found(database, ChangeFeed(), name="Chen Wei", clock=clock)
    database.close()


def install(url: str) -> None:
    """Create the shared tables and every command's function on an empty PostgreSQL database."""
    with psycopg.connect(url) as there:
        there.execute(f"CREATE SCHEMA {SCHEMA}")
    engine = create_engine(url, connect_args={"options": f"-csearch_path={SCHEMA}"})
    SHARED.create_all(engine)
    engine.dispose()
    with psycopg.connect(url) as there:
        for command in BY_KIND.values():
            there.execute(function_for(command).encode())


def _copy(file: Path, url: str) -> None:
    database = Database(file)
    engine = create_engine(url, connect_args={"options": f"-csearch_path={SCHEMA}"})
    with database.read() as here, engine.begin() as there:
        for table in SHARED.sorted_tables:
            rows = [dict(row) for row in here.execute(select(table)).mappings()]
            if rows:
                there.execute(insert(table), rows)
    engine.dispose()
    database.close()
