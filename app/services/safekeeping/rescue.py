"""What a damaged file still gives: commands, drafts and what was remembered, row by row where it must be."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Connection, Table, Uuid, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from app.errors import AppError, Unavailable
from app.models.base import Shared
from app.models.desk import Draft, OutboxEntry, Remembered
from app.models.people import Member
from app.models.pool import TEAM_POOL, Pool
from app.models.vocabulary import Role
from app.services.catalogue import command_of
from app.services.kernel import driver, outbox
from app.services.kernel.database import Database
from app.services.kernel.driver import Raw
from app.services.remembering import forget, remember, remembered
from app.services.versions import lifted
from app.services.workspace import Batch, Workspace

_log = logging.getLogger(__name__)

ROWS_AT_ONCE = 200
MISSES_AT_END = 2_000
"""After so many row numbers in a row that give nothing, the end of the table is taken to be reached."""
COMMANDS_AT_ONCE = 500
OFFERS_WAIT = "safekeeping.offers_wait"
"""Remembered while commands wait, so that a start need not read the whole outbox to know."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was carried over from a damaged file.

    Attributes:
        commands: Commands the restored file did not have; they wait in its outbox to be offered again.
        drafts: Words being typed that the restored file did not have.
    """

    commands: int = 0
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class OfferedAgain:
    """What became of the commands a damaged file still held.

    Attributes:
        taken: How many were accepted.
        refused: Those the rules refuse now: id, kind and reason. They stay in the outbox.
    """

    taken: int = 0
    refused: Sequence[tuple[UUID, str, str]] = field(default=())


def rescue(damaged: Path, damaged_key: bytes | None, restored: Database, *, is_fresh: bool) -> Rescued:
    """Carry over to a restored database what a damaged file still gives.

    Args:
        damaged: The file; it is read only.
        damaged_key: Its key, if it has one.
        restored: The database that takes its place.
        is_fresh: Whether it is empty; then what no command adds is carried over too.
    """
    try:
        with closing(driver.peek(damaged, key=damaged_key)) as raw, restored.altering() as db:
            if is_fresh:
                _founding(raw, db)
            commands = _commands(raw, db)
            drafts = _drafts(raw, db)
            _remembered(raw, db)
            if commands:
                remember(OFFERS_WAIT, str(commands))(db)
            return Rescued(commands, drafts)
    except Unavailable as trouble:
        if trouble.place.get("path") != str(damaged):
            raise
        return Rescued()  # not even the first page can be read


def offer_again(workspace: Workspace) -> OfferedAgain:
    """Give the commands that a damaged file still held to the rules again, each as it was given then.

    Same member, same instant, same id: on the state they were given on, they are accepted as before.
    """
    taken, refused = 0, []
    while waiting := workspace.read(_offered):
        with workspace.batch() as batch:
            for entry in waiting:
                why = _again(batch, *entry)
                taken += why is None
                if why is not None:
                    refused.append((entry[0], entry[1], why))
    workspace.keep(forget(OFFERS_WAIT))
    return OfferedAgain(taken, tuple(refused))


def has_offers(db: Connection) -> bool:
    """Whether commands of a damaged file wait to be offered again."""
    return remembered(OFFERS_WAIT)(db) is not None


def _offered(db: Connection) -> list[tuple[UUID, str, str, UUID, int, int]]:
    columns = OutboxEntry.__table__.c
    rows = db.execute(
        select(
            columns.cmd_id, columns.kind, columns.args, columns.actor_id, columns.given_at, columns.version
        )
        .where(OutboxEntry.state == outbox.OFFERED)
        .order_by(OutboxEntry.seq)
        .limit(COMMANDS_AT_ONCE)
    )
    return [(row.cmd_id, row.kind, row.args, row.actor_id, row.given_at, row.version or 1) for row in rows]


def _again(
    batch: Batch, cmd_id: UUID, kind: str, args: str, actor_id: UUID, at: int, version: int
) -> str | None:
    """Give one command again; return why it was refused."""
    entry = OutboxEntry.cmd_id == cmd_id
    try:
        with batch.read(lambda db: db.begin_nested()):
            batch.read(lambda db: db.execute(delete(OutboxEntry).where(entry)))
            command = command_of(kind, lifted(kind, version, args))
            batch.give(command, as_member=actor_id, cmd_id=cmd_id, at=at)
    except AppError as trouble:
        why = getattr(trouble, "code", "unavailable")
    except (AssertionError, DBAPIError):
        # A command that no longer fits the restored rows must not keep the profile from opening.
        _log.exception("offering %s %s again", kind, cmd_id)
        why = "not_repeatable"
    else:
        return None
    batch.read(lambda db: db.execute(update(OutboxEntry).where(entry).values(state=outbox.REFUSED, why=why)))
    return why


def _commands(raw: Raw, db: Connection) -> int:
    known = {cmd_id.hex for (cmd_id,) in db.execute(select(OutboxEntry.cmd_id))}
    names = ("cmd_id", "kind", "args", "actor_id", "given_at")
    rescued = 0
    for row in _rows(raw, OutboxEntry.__tablename__, names):
        if row["cmd_id"] in known:
            continue
        known.add(row["cmd_id"])
        with suppress(ValueError, AttributeError, TypeError):  # a row that is readable, and rubbish
            ids = {"cmd_id": UUID(row["cmd_id"]), "actor_id": UUID(row["actor_id"])}
            db.execute(insert(OutboxEntry).values({**row, **ids, "state": outbox.OFFERED}))
            rescued += 1
    return rescued


def _drafts(raw: Raw, db: Connection) -> int:
    rescued = 0
    for row in _rows(raw, Draft.__tablename__, ("place", "words", "saved_at")):
        kept_at = db.execute(select(Draft.saved_at).where(Draft.place == row["place"])).scalar()
        if kept_at is None:
            db.execute(insert(Draft).values(row))
        elif isinstance(row["saved_at"], int) and row["saved_at"] > kept_at:
            db.execute(update(Draft).where(Draft.place == row["place"]).values(row))
        else:
            continue
        rescued += 1
    return rescued


def _remembered(raw: Raw, db: Connection) -> None:
    for row in _rows(raw, Remembered.__tablename__, ("key", "value")):
        db.execute(delete(Remembered).where(Remembered.key == row["key"]))
        db.execute(insert(Remembered).values(row))


def _founding(raw: Raw, db: Connection) -> None:
    """Carry over what no command adds: who founded the workspace, and the team's pool."""
    admins = [row for row in _rows_of(raw, Member) if row["role"] == Role.ADMIN.value]
    if admins:
        db.execute(insert(Member).values(min(admins, key=lambda row: (row["created_at"], row["id"].hex))))
    pools = [row for row in _rows_of(raw, Pool) if row["id"] == TEAM_POOL]
    if pools:
        db.execute(insert(Pool).values(pools[0]))


def _rows_of(raw: Raw, model: type[Shared]) -> Iterator[dict[str, Any]]:
    """Give the rows of a table with values as they are in Python."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - a mapped class has one table
    ids = [column.name for column in table.columns if isinstance(column.type, Uuid)]
    flags = [column.name for column in table.columns if isinstance(column.type, Boolean)]
    for row in _rows(raw, table.name, table.columns.keys()):
        uuids = {name: UUID(row[name]) for name in ids if row[name] is not None}
        yield {**row, **uuids, **{name: bool(row[name]) for name in flags if row[name] is not None}}


def _rows(raw: Raw, table: str, names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Give every row that can be read, in the order they were written."""
    names = tuple(names)
    wanted = f'SELECT rowid, {", ".join(names)} FROM "{table}" WHERE rowid'  # noqa: S608 - names of our models
    last, misses = 0, 0
    while misses < MISSES_AT_END:
        rows = driver.readable(raw, f"{wanted} > ? ORDER BY rowid LIMIT {ROWS_AT_ONCE}", last)
        if rows is None:  # a damaged page among them: one by one, each by its own way through the tree
            numbers = range(last + 1, last + 1 + ROWS_AT_ONCE)
            singles = [driver.readable(raw, f"{wanted} = ?", number) for number in numbers]
            rows = [row for single in singles for row in single or ()]
            misses = 0 if rows else misses + ROWS_AT_ONCE
            last = numbers[-1]
        elif rows:
            misses, last = 0, rows[-1][0]
        else:
            return
        for row in rows:
            yield dict(zip(names, row[1:], strict=True))
