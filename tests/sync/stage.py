"""The stage of the simulation: one shared database that is set back between two runs, and a clock that never runs."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from app.clock import DAY
from app.models.tables import SHARED
from app.models.vocabulary import Role
from app.services.shared.roles import group_of
from app.services.shared.server_tables import SERVER
from tests.builders import MONDAY_10
from tests.shared.team import Team

BEGINS = MONDAY_10 + 2 * DAY
"""Instant at which every run begins: a Wednesday morning after the team's history."""
CAPS = {"claims_a_day": 4, "held_at_once": 9}
"""Limits of the playbook, set so low that they are met."""
IN_POOL = 12
"""Leads in the pool."""
PATIENCE_MS = 25
"""How long a push waits for a lock: nobody lets go of one while a run of one thread waits."""

_REAL_TIME = "(extract(epoch from clock_timestamp()) * 1000000)::bigint"
# Every question for the time is answered a microsecond later than the one before, and a step of the run is a second:
# a value of the session, because a sequence cannot be drawn from where nothing may be written.
_NOW = """create or replace function app.now_micros() returns bigint language plpgsql volatile security definer
set search_path = app, pg_temp as $sim$
declare _tick bigint := coalesce(nullif(current_setting('decile.tick', true), ''), '0')::bigint + 1;
begin
  perform set_config('decile.tick', _tick::text, false);
  return (select last_value from app.simulated_now) + _tick;
end $sim$"""
_UNTOLD = ("cmd", "change_log", "server", "sign_in")
"""Tables whose changes the feed does not tell."""


_FAR = {"working_day": "abs(day_on - %s) > 90", "work_span": "abs(starts_at / 86400000000 - %s) > 90"}
"""Days of the calendar that no run reaches."""


class Stage:
    """A team's database with a simulated clock, set back to the same state for every run.

    Attributes:
        team: Whose database it is; nobody else works in it.
        folder: Where the desks' files lie: in memory where there is such a place.
        now: The instant, microseconds UTC.
    """

    def __init__(self, team: Team) -> None:
        in_memory = Path("/dev/shm")  # noqa: S108 - mkdtemp makes the name unguessable
        parent = in_memory if in_memory.is_dir() and os.access(in_memory, os.W_OK) else None
        self.folder = Path(tempfile.mkdtemp(prefix="decile_desks_", dir=parent))
        self.team, self.now = team, BEGINS
        self._lines: dict[str, psycopg.Connection[Any]] = {}
        self._changed: set[str] = set()
        self._hatted: set[str] = set()
        self.operator = team.operate()
        self._install()
        self.keep_as("kept")

    def close(self) -> None:
        """Hang up and clear away."""
        for line in (*self._lines.values(), self.operator):
            line.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def line(self, name: str, login: str) -> psycopg.Connection[Any]:
        """Return the connection of a device; it outlives a run, for the plans that PostgreSQL keeps in it."""
        line = self._lines.get(name)
        if line is None or line.closed:
            line = self._lines[name] = self.team.sign_in(login)
        return line

    def hang_up(self, login: str) -> None:
        """Close the connections of a person, as the server does to whoever is given another hat."""
        for line in self._lines.values():
            if not line.closed and line.info.user == login:
                line.close()
        self._hatted.add(login)

    def turn(self, now: int) -> None:
        """Set the clock of the shared database."""
        self.now = now
        self.operator.execute("select setval('app.simulated_now', %s)", (now,))

    def reset(self) -> None:
        """Put every table back as it was, and the clocks."""
        for line in self._lines.values():
            if not line.closed:
                line.execute("select set_config('decile.tick', '0', false)")
        self.operator.execute("select set_config('decile.tick', '0', false)")
        with self.operator.transaction(), self._unwatched():
            self._note_changed()
            for table in {*_UNTOLD, *_silent(), *self._changed}:
                self.operator.execute(f"delete from app.{table}".encode())
                self.operator.execute(
                    f"insert into app.{table} overriding system value select * from kept.{table}".encode()
                )
        self.operator.execute(f"revoke {group_of(Role.SALES_LEAD)} from anna, ben".encode())
        for login in list(self._hatted):
            self.hang_up(login)
        self._hatted = set()
        self._changed = set()
        self.turn(BEGINS)

    def prune(self) -> None:
        """Forget what changed, as far as nobody needs it."""
        self._note_changed()
        self.operator.execute("select app.prune_feed(0)")

    def forget(self, since: str) -> None:
        """Put every table back as a copy has it, as a restored backup would: desks notice by the epoch."""
        with self.operator.transaction(), self._unwatched():
            for table in (*SHARED.tables, "cmd", "change_log"):
                self.operator.execute(f"delete from app.{table}".encode())
                self.operator.execute(
                    f"insert into app.{table} overriding system value select * from {since}.{table}".encode()
                )
            self.operator.execute("update app.server set epoch = gen_random_uuid()")
            self._changed |= set(SHARED.tables)

    def keep_as(self, schema: str) -> None:
        """Copy every table as it is now."""
        with self.operator.transaction():
            self.operator.execute(f"drop schema if exists {schema} cascade".encode())
            self.operator.execute(f"create schema {schema}".encode())
            for table in (*SHARED.tables, *SERVER.tables):
                self.operator.execute(f"create table {schema}.{table} as table app.{table}".encode())

    @contextmanager
    def rewritten(self, function: str, changes: Mapping[str, str]) -> Iterator[None]:
        """Put a function of the shared database in another way while the block runs.

        Raises:
            AssertionError: what is to be replaced is not in it.
        """
        row = self.operator.execute(
            "select pg_get_functiondef(%s::regprocedure::oid)", (f"app.{function}",)
        ).fetchone()
        assert row is not None
        source = changed = str(row[0])
        for old, new in changes.items():
            assert old in changed, f"{function} does not say {old!r}"
            changed = changed.replace(old, new)
        self.operator.execute(changed.encode())
        try:
            yield
        finally:
            self.operator.execute(source.encode())

    def _install(self) -> None:
        db = self.operator
        db.execute("create sequence app.simulated_now")
        db.execute("alter sequence app.simulated_now owner to app_owner")
        db.execute(_NOW.encode())
        db.execute("grant execute on function app.now_micros() to app_client")
        db.execute(f"alter function app.push(jsonb) set lock_timeout = '{PATIENCE_MS}ms'".encode())
        judges = db.execute(
            "select pg_get_functiondef(oid) from pg_proc where pronamespace = 'app'::regnamespace and prosrc like %s",
            (f"%{_REAL_TIME}%",),
        ).fetchall()
        for (source,) in judges:
            db.execute(source.replace(_REAL_TIME, "app.now_micros()").encode())
        for key, value in CAPS.items():
            db.execute("update app.limit_value set value = %s where key = %s", (value, key))
        # Few leads for many people: they meet more often, and a copy costs less.
        spared = [
            row[0]
            for row in db.execute(
                "select id from app.lead where owner_id is null and rep_id is null order by id"
            ).fetchall()
        ]
        for table in reversed(SHARED.sorted_tables):
            column = "id" if table.name == "lead" else "lead_id" if "lead_id" in table.columns else None
            if column is not None:
                db.execute(
                    f"delete from app.{table.name} where {column} = any(%s)".encode(), (spared[IN_POOL:],)
                )
        # A calendar of years would be most of every first copy.
        for table in ("working_day", "work_span"):
            days = db.execute(
                f"delete from app.{table} where {_FAR[table]}".encode(), (BEGINS // DAY,)
            ).rowcount
            assert days, f"nothing of {table} is far away"
        db.execute("delete from app.change_log")
        self.turn(BEGINS)

    def _note_changed(self) -> None:
        rows = self.operator.execute("select distinct table_name from app.change_log").fetchall()
        self._changed |= {row[0] for row in rows}

    @contextmanager
    def _unwatched(self) -> Iterator[None]:
        """Write without triggers."""
        self.operator.execute("set local session_replication_role = replica")
        yield


def _silent() -> tuple[str, ...]:
    """Return the tables nobody is told of."""
    return tuple(name for name in SHARED.tables if name.startswith("intake_") or name == "erasing_secret")
