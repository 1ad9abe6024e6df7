"""Making the shared schema and bringing it up to date: one transaction, the same steps for both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from app.services.catalogue import BY_KIND
from app.services.kernel.command import Command
from app.services.shared import (
    feed,
    identity,
    policies,
    pulling,
    pushing,
    recording_places,
    recording_store,
    redaction,
    s3_signing,
    web_door,
)
from app.services.shared.errors import SharedTrouble, explained
from app.services.shared.hardening import harden
from app.services.shared.roles import CLIENT, GROUPS, OWNER, WEBSITE
from app.services.shared.tables import expand
from app.services.versions import UPCASTS, Upcasts, version_of

OLDEST_SERVER = 150_000
"""PostgreSQL 15."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation did.

    Attributes:
        added: Tables, columns and indexes that were missing.
        is_changed: Whether anything differs from before, the rules included.
        schema_version: How often it was changed since it was made.
        left_open: What the operator's rights did not allow to close.
    """

    added: tuple[str, ...]
    is_changed: bool
    schema_version: int
    left_open: tuple[str, ...]


def is_installed(db: psycopg.Connection[Any]) -> bool:
    """Whether the database has the schema of Decile."""
    row = db.execute("select to_regclass('app.server') is not null").fetchone()
    return row is not None and bool(row[0])


def install(
    db: psycopg.Connection[Any],
    *,
    kinds: Mapping[str, type[Command]] = BY_KIND,
    upcasts: Upcasts = UPCASTS,
    patience: str = "30s",
) -> Installed:
    """Bring the schema to what this program needs, from nothing or from an older one; the caller commits.

    Args:
        db: A connection of the operator.
        kinds: The commands to judge.
        upcasts: How the arguments of older versions become today's.
        patience: How long to wait for pushes under way.

    Raises:
        SharedTrouble: the server is too old or not UTF-8, a newer program was here, or the login may not do it.
    """
    with explained("the shared database cannot be made"):
        _check_server(db)
        _make_roles(db)
        _become_owner(db)
        try:
            db.execute("set local search_path = app, pg_catalog")
            # Waits for pushes under way, and keeps the next ones out until the whole is in place.
            db.execute(sql.SQL("set local lock_timeout = {}").format(sql.Literal(patience)))
            if is_installed(db):
                db.execute("lock table app.server, app.cmd in access exclusive mode")
                _check_not_newer(db, kinds, upcasts)
            db.execute(identity.CLOCK.encode())
            added = expand(db)
            statements = list(_statements(kinds, upcasts))
            for statement in statements:
                db.execute(statement.encode())
            _drop_old_judges(db, kinds)
            version, is_changed = _stamp(db, statements, is_expanded=bool(added))
        finally:
            if not db.closed and db.info.transaction_status is psycopg.pq.TransactionStatus.INTRANS:
                db.execute("reset role")
        db.execute("set local search_path = pg_catalog")
        left_open = harden(db)
        return Installed(tuple(added), is_changed, version, tuple(left_open))


def _statements(kinds: Mapping[str, type[Command]], upcasts: Upcasts) -> Iterator[str]:
    yield "alter default privileges revoke execute on functions from public"
    yield from identity.IDENTITY
    yield from feed.statements()
    yield from pushing.statements(kinds, upcasts)
    yield from redaction.statements()
    yield from web_door.statements()
    yield from recording_store.statements()
    yield from s3_signing.statements()
    yield from recording_places.statements()
    # Everything is closed first, then opened one by one.
    yield from policies.statements()
    yield from pulling.statements()
    yield from policies.closed_functions()
    yield from pushing.granted()
    yield from pulling.granted()
    yield from web_door.granted()
    yield from recording_store.granted()
    yield from recording_places.granted()


def _check_server(db: psycopg.Connection[Any]) -> None:
    if db.info.server_version < OLDEST_SERVER:
        found = db.info.parameter_status("server_version")
        raise SharedTrouble("server_too_old", f"the server is PostgreSQL {found}; Decile needs 15 or newer")
    row = db.execute("show server_encoding").fetchone()
    if row is None or row[0] != "UTF8":
        raise SharedTrouble("not_utf8", "the database is not encoded in UTF8: create it with ENCODING 'UTF8'")
    is_foreign = db.execute(
        "select to_regnamespace('app') is not null and to_regclass('app.server') is null"
    ).fetchone()
    if is_foreign is not None and is_foreign[0]:
        raise SharedTrouble(
            "schema_taken", 'the database has a schema "app" that is not of Decile: use another database'
        )


def _check_not_newer(
    db: psycopg.Connection[Any], kinds: Mapping[str, type[Command]], upcasts: Upcasts
) -> None:
    """An older program would take away what newer desks rely on: a kind, once there, stays for good."""
    found = db.execute("select kind, version from command_kind order by kind").fetchall()
    newer = [kind for kind, v in found if kind not in kinds or v > version_of(kinds[kind], upcasts)]
    if newer:
        raise SharedTrouble(
            "newer_there",
            f"a newer Decile was here: it judges {newer[0]} in a way that this one does not know; use that one",
        )


def _make_roles(db: psycopg.Connection[Any]) -> None:
    known = {row[0] for row in db.execute("select rolname from pg_roles").fetchall()}
    for role in (OWNER, CLIENT, WEBSITE, *GROUPS):
        if role not in known:
            db.execute(sql.SQL("create role {} nologin").format(sql.Identifier(role)))
    for group in GROUPS:
        row = db.execute("select pg_has_role(%s, %s, 'member')", (group, CLIENT)).fetchone()
        if row is None or not row[0]:
            db.execute(sql.SQL("grant {} to {}").format(sql.Identifier(CLIENT), sql.Identifier(group)))


def _become_owner(db: psycopg.Connection[Any]) -> None:
    row = db.execute("select rolsuper from pg_roles where rolname = current_user").fetchone()
    owner = sql.Identifier(OWNER)
    if row is not None and not row[0]:
        db.execute(sql.SQL("grant {} to current_user").format(owner))
    db.execute(sql.SQL("create schema if not exists app authorization {}").format(owner))
    for language in ("sql", "plpgsql"):
        # From the second time on, everybody else has lost it.
        try:
            with db.transaction():
                db.execute(
                    sql.SQL("grant usage on language {} to {}").format(sql.Identifier(language), owner)
                )
        except psycopg.errors.InsufficientPrivilege:
            continue
    db.execute(sql.SQL("set local role {}").format(owner))


def _drop_old_judges(db: psycopg.Connection[Any], kinds: Mapping[str, type[Command]]) -> None:
    """Take away the functions of commands that this program does not have."""
    current = {f"do_{kind.replace('.', '_')}" for kind in kinds}
    rows = db.execute(
        r"select proname from pg_proc where pronamespace = 'app'::regnamespace and proname like 'do\_%'"
    ).fetchall()
    for (name,) in rows:
        if name not in current:
            db.execute(sql.SQL("drop function app.{}").format(sql.Identifier(name)))


def _stamp(db: psycopg.Connection[Any], statements: Sequence[str], *, is_expanded: bool) -> tuple[int, bool]:
    """Note what was installed and return the number of the schema, and whether it is another one."""
    fingerprint = hashlib.sha256("\n".join([identity.CLOCK, *statements]).encode()).hexdigest()
    row = db.execute("select schema_version, fingerprint from server").fetchone()
    if row is None:
        db.execute(
            "insert into server (is_one, epoch, schema_version, fingerprint, log_floor, created_at, upgraded_at)"
            " values (true, gen_random_uuid(), 1, %s, '0', now_micros(), now_micros())",
            (fingerprint,),
        )
        return 1, True
    version, before = row
    if before == fingerprint and not is_expanded:
        return version, False
    db.execute(
        "update server set schema_version = schema_version + 1, fingerprint = %s, upgraded_at = now_micros()",
        (fingerprint,),
    )
    return version + 1, True
