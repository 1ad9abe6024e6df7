"""What PostgreSQL lets everybody do by default, and a team's database does not (sync design 6.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from app.services.shared.roles import CLIENT, OWNER, WEBSITE


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is closed, and what stays open where the server does not let us."""

    name: str
    statement: sql.SQL | sql.Composed
    otherwise: str


_DEFAULTS_OF_EVERYBODY = """do $decile$ declare _f text; begin
  for _f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and (
      p.proname in ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_put', 'lowrite', 'lo_open', 'lo_truncate',
        'lo_truncate64', 'lo_unlink', 'lo_import', 'lo_export', 'pg_export_snapshot',
        'pg_logical_emit_message')
      or p.proname like 'pg%advisory%lock%') loop
    execute format('revoke execute on function %s from public', _f); end loop; end $decile$"""


def measures(database: str) -> Iterator[Measure]:
    """Yield what is closed, in order."""
    name = sql.Identifier(database)
    yield Measure(
        "database",
        sql.SQL("revoke all on database {} from public").format(name),
        "everybody with a login of this server may connect and make temporary tables",
    )
    yield Measure(
        "public",
        sql.SQL("revoke all on schema public from public"),
        "everybody may make tables in the schema public",
    )
    for language in ("sql", "plpgsql"):
        yield Measure(
            f"language {language}",
            sql.SQL("revoke usage on language {} from public").format(sql.Identifier(language)),
            "everybody may write functions of their own",
        )
        yield Measure(
            f"language {language} for the owner",
            sql.SQL("grant usage on language {} to {}").format(
                sql.Identifier(language), sql.Identifier(OWNER)
            ),
            "",
        )
    yield Measure(
        "large objects, advisory locks",
        sql.SQL(_DEFAULTS_OF_EVERYBODY),
        "everybody may fill the disk with large objects and hold advisory locks",
    )
    yield Measure(
        "usage",
        sql.SQL("grant usage on schema app to {}, {}").format(
            sql.Identifier(CLIENT), sql.Identifier(WEBSITE)
        ),
        "",
    )


def harden(db: psycopg.Connection[Any]) -> list[str]:
    """Carry out every measure and return what stays open because this server's operator may not close it."""
    open_still = []
    for measure in measures(db.info.dbname):
        try:
            with db.transaction():
                db.execute(measure.statement)
        except psycopg.errors.InsufficientPrivilege:
            open_still.append(measure.otherwise or measure.name)
    row = db.execute("show max_prepared_transactions").fetchone()
    if row is not None and row[0] != "0":
        open_still.append(
            "max_prepared_transactions is not 0: a prepared transaction can hold locks for ever"
        )
    return open_still
