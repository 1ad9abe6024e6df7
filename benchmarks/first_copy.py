"""A first copy of 5,000 leads and 50,000 facts out of a larger base, against reading those rows and inserting them raw.

python benchmarks/first_copy.py [LEADS_IN_ALL]

A PostgreSQL of its own is started. Raw is psycopg's plain rows of the same tables into plain SQLite tables with their
primary keys, of the product's build and durability; both are taken in turn, and told as medians.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import big_database
import measure
import psycopg
import sqlcipher3.dbapi2 as sqlcipher

from app.models.tables import SHARED
from app.models.vocabulary import Role
from app.services.demo import postgres
from app.services.kernel import schema
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.shared.address import connect
from app.services.shared.founding import adopt
from app.services.shared.logins import add_user
from app.services.sync.desk import SharedDesk
from app.services.sync.server import Server
from app.services.workspace import Workspace

OWN, FACTS_EACH, ROUNDS = 5_000, 10, 3
LOGIN, PASSWORD = "copier", "of no importance"
SERVER = {"shared_buffers": "256MB"}


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    print(f"{measure.ROOT.name}: {count} leads in all")
    binaries = postgres.wheel() or postgres.of_the_system()
    if binaries is None:
        sys.exit("there is no PostgreSQL on this machine")
    with postgres.running_server(binaries, more=SERVER) as url, tempfile.TemporaryDirectory() as folder:
        _fill(url, count)
        rows, raw, copies = 0, [], []
        for turn in range(ROUNDS):
            rows, seconds = _raw(url, Path(folder) / f"raw{turn}.db")
            raw.append(seconds)
            copies.append(_copied(url, Path(folder) / f"copy{turn}.db"))
        print(f"{rows} rows: raw {statistics.median(raw):.2f} s, first copy {statistics.median(copies):.2f} s,"
              f" ratio {statistics.median(a / b for a, b in zip(copies, raw, strict=True)):.2f}")  # fmt: skip


def _fill(url: str, count: int) -> None:
    database = Database(big_database.database_of(count) / "decile.db")
    try:
        with connect(url, what="the benchmark's database") as db, database.read() as here:
            adopt(db, here, login="boss", password=PASSWORD)
    finally:
        database.close()
    with connect(url, what="the benchmark's database") as db:
        add_user(db, LOGIN, name=LOGIN, roles=[Role.SDR], password=PASSWORD)
        db.execute(
            "update app.lead set owner_id = m.id from (select id from app.member where login = %s) m"
            " where lead.id in (select id from app.lead order by id limit %s)",
            (LOGIN, OWN),
        )
        names = [column.name for column in SHARED.tables["activity"].columns]
        new = {
            "id": "gen_random_uuid()",
            "cmd_id": "gen_random_uuid()",
            "lead_id": "l.id",
            "by_id": "l.owner_id",
        }
        values = ", ".join(new.get(name, f't."{name}"') for name in names)
        listed = ", ".join(f'"{name}"' for name in names)
        db.execute(
            f"insert into app.activity ({listed}) select {values} from app.lead l, generate_series(1, {FACTS_EACH}),"
            " (select * from app.activity limit 1) t where l.owner_id = (select id from app.member where login = %s)",
            (LOGIN,),
        )
        db.execute("truncate app.change_log")
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("vacuum analyze")


def _copied(url: str, file: Path) -> float:
    database = Database(file, keep_images=True)
    try:
        with database.altering() as db:
            schema.create_all(db)
        with psycopg.connect(_as_desk(url), autocommit=True) as line:
            server = Server(line)
            desk = SharedDesk(Workspace(database, ChangeFeed(), server.members()[0], is_joined=True))
            began = time.perf_counter()
            desk.pull(server)
            return time.perf_counter() - began
    finally:
        database.close()


def _raw(url: str, file: Path) -> tuple[int, float]:
    """Read what the copy reads, table by table by the leads' ids, and insert it."""
    with psycopg.connect(_as_desk(url)) as line:
        ids: list[UUID] = []
        last: str | None = None
        while True:
            row = line.execute("select app.lead_ids(%s::uuid, 500)", (last,)).fetchone()
            page = row[0] if row else []
            ids += map(UUID, page)
            if len(page) < 1000:
                break
            last = page[-1]
        into = sqlcipher.connect(file, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            into.execute(f"PRAGMA {pragma}")
        began, count = time.perf_counter(), 0
        into.execute("BEGIN")
        for name, column in _ON_LEADS:
            count += _table(line, into, name, column, ids)
        into.execute("COMMIT")
        seconds = time.perf_counter() - began
        into.close()
        return count, seconds


_ON_LEADS = [
    ("lead_seen", "id"),
    *(
        (name, "lead_id")
        for name in ("activity", "lead_key", "contact_point", "ownership", "follow_up", "milestone")
    ),
]


def _table(line: Any, into: Any, name: str, column: str, ids: list[UUID]) -> int:
    real = "lead" if name == "lead_seen" else name
    if real not in SHARED.tables:
        return 0
    table = SHARED.tables[real]
    hidden = ("phone", "phone_ext", "email", "email_key") if real == "lead" else ()
    names = ", ".join(f'"{one.name}"' for one in table.columns if one.name not in hidden)
    keys = ", ".join(f'"{one.name}"' for one in table.primary_key)
    into.execute(f"create table {real} ({names}, primary key ({keys}))")
    rows = line.execute(f"select {names} from app.{real} where {column} = any(%s)", (ids,)).fetchall()
    marks = ", ".join("?" for one in table.columns if one.name not in hidden)
    into.executemany(
        f"insert into {real} values ({marks})",
        [[value.hex if isinstance(value, UUID) else json.dumps(value) if isinstance(value, dict | list) else value
          for value in row] for row in rows],
    )  # fmt: skip
    return len(rows)


def _as_desk(url: str) -> str:
    return f"postgresql://{LOGIN}:{PASSWORD.replace(' ', '%20')}@{url.rpartition('@')[2]}"


if __name__ == "__main__":
    main()
