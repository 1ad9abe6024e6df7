"""A first copy of 5,000 leads and 50,000 facts out of a larger base, against reading those rows and inserting them raw.

python benchmarks/first_copy.py [LEADS_IN_ALL]

A PostgreSQL of its own is started. Raw is psycopg's rows of the same tables, under the same row security, put into plain
SQLite tables with their primary keys: the same build, key, cache and durability, one transaction, no index, no search,
no page kept, no second try. Both are taken in turn. A million leads are made of 20,000 by copying them in PostgreSQL.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import big_database
import measure
import psycopg

from app.models.tables import SHARED
from app.models.vocabulary import Role
from app.services.demo import postgres
from app.services.kernel import schema
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.shared.address import connect
from app.services.shared.founding import adopt
from app.services.shared.logins import add_user
from app.services.sync import copying
from app.services.sync.desk import SharedDesk
from app.services.sync.server import Server
from app.services.workspace import Workspace

OWN, FACTS_EACH, ROUNDS = 5_000, 10, 5
BASE = 20_000
"""Leads made one by one; what is asked for beyond are copies of them under other ids."""
LOGIN, PASSWORD = "copier", "of no importance"
SERVER = {"shared_buffers": "256MB", "max_wal_size": "2GB"}
KEY = bytes(range(32))
"""A joined desk's file is encrypted; so is the reference's."""
CONTACT = ("phone", "phone_ext", "email", "email_key")
"""What nobody reads of the table of leads itself."""
ON_LEADS = ("activity", "lead_key", "contact_point", "ownership", "follow_up", "milestone")


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else BASE
    print(f"{count:,} leads in all")
    binaries = postgres.wheel() or postgres.of_the_system()
    if binaries is None:
        sys.exit("there is no PostgreSQL on this machine")
    with postgres.running_server(binaries, more=SERVER) as url, tempfile.TemporaryDirectory() as folder:
        _fill(url, count)
        work, files = Path(folder) / "work.json", iter(range(1_000))
        work.write_text(json.dumps(_raw(url)))
        with measure.Reference("copy", work) as raw:
            measured = measure.in_turn(
                ("read and insert", raw),
                {"first copy": lambda: measure.Took(_copied(url, Path(folder) / f"{next(files)}.db"))},
                rounds=ROUNDS,
            )
        measure.tell(f"{OWN:,} leads and {OWN * FACTS_EACH:,} facts", measured, {"first copy": 2})


def _fill(url: str, count: int) -> None:
    database = Database(big_database.database_of(min(count, BASE)) / "decile.db")
    try:
        with connect(url, what="the benchmark's database") as db, database.read() as here:
            adopt(db, here, login="boss", password=PASSWORD)
    finally:
        database.close()
    _multiply(url, count // BASE - 1)
    with connect(url, what="the benchmark's database") as db:
        add_user(db, LOGIN, name=LOGIN, roles=[Role.SDR], password=PASSWORD)
        db.execute(
            "update app.lead set owner_id = m.id from (select id from app.member where login = %s) m"
            " where lead.id in (select id from app.lead order by id limit %s)",
            (LOGIN, OWN),
        )
        names = list(SHARED.tables["activity"].columns.keys())
        new = {
            "id": "gen_random_uuid()",
            "cmd_id": "gen_random_uuid()",
            "lead_id": "l.id",
            "by_id": "l.owner_id",
        }
        values = ", ".join(new.get(name, f't."{name}"') for name in names)
        db.execute(
            f"insert into app.activity ({_listed(names)}) select {values} from app.lead l,"
            f" generate_series(1, {FACTS_EACH}), (select * from app.activity limit 1) t"
            " where l.owner_id = (select id from app.member where login = %s)",
            (LOGIN,),
        )
        db.execute("truncate app.change_log")
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("vacuum analyze")


def _multiply(url: str, times: int) -> None:
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("set session_replication_role = replica")  # nobody is to be told of each
        for name in ("lead", "contact_point", "ownership", "activity", "follow_up"):
            columns = [column.name for column in SHARED.tables[name].columns]
            values = ", ".join(
                f"md5(t.{one}::text || g)::uuid" if one in ("id", "lead_id", "cmd_id") else f't."{one}"'
                for one in columns
            )
            db.execute(
                f"insert into app.{name} ({_listed(columns)}) select {values} from app.{name} t,"
                f" generate_series(1, {times}) g"
            )


def _copied(url: str, file: Path) -> float:
    database = Database(file, key=KEY, keep_images=True)
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


def _raw(url: str) -> dict[str, Any]:
    """Return what ``reference.py`` is told: what the copy reads, table by table by the leads' ids."""
    own = [column.name for column in SHARED.tables["lead"].columns if column.name not in CONTACT]
    return {
        "url": _as_desk(url),
        "key": KEY.hex(),
        "ids": "select id from app.lead where owner_id = any((select app.mine())::uuid[])"
        f" union all select unnest(app.pool_ids({copying.POOL}))",
        "tables": [
            _table("lead", own, ["id"], by="id"),
            _table("lead_contact", ["id", *CONTACT], ["id"], by="id"),
            *(
                _table(name, list(table.columns.keys()), list(table.primary_key.columns.keys()), by="lead_id")
                for name in ON_LEADS
                for table in [SHARED.tables[name]]
            ),
        ],
    }


def _table(name: str, columns: list[str], keys: list[str], *, by: str) -> dict[str, str]:
    return {
        "create": f"create table {name} ({_listed(columns)}, primary key ({_listed(keys)}))",
        "select": f"select {_listed(columns)} from app.{name} where {by} = any(%s)",
        "insert": f"insert into {name} values ({', '.join('?' for _ in columns)})",
    }


def _listed(names: list[str]) -> str:
    return ", ".join(f'"{one}"' for one in names)


def _as_desk(url: str) -> str:
    return f"postgresql://{LOGIN}:{PASSWORD.replace(' ', '%20')}@{url.rpartition('@')[2]}"


if __name__ == "__main__":
    main()
