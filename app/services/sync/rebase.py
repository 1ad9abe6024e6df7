"""Commands that wait: taken back before shared rows are laid down, given again on top of them (design 1)."""
# ruff: noqa: S608 - every name put into a statement comes from the mapped tables

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, select

from app.errors import RuleViolation
from app.models.desk import OutboxEntry
from app.models.tables import SHARED
from app.services.catalogue import command_of
from app.services.kernel import outbox, recording
from app.services.kernel.changes import Changes
from app.services.kernel.command import Given
from app.services.kernel.sqlite_judge import failing_codes
from app.services.predicting import predict
from app.services.versions import lifted


@dataclass(frozen=True, slots=True)
class Waiting:
    """A command the shared database has not judged yet, as far as this desk knows."""

    seq: int
    cmd_id: UUID
    kind: str
    args: str
    actor_id: UUID
    given_at: int
    version: int = 1


def waiting(db: Connection, *states: str) -> list[Waiting]:
    """Return the commands that wait, all or those in some states, in the order they were given."""
    statement = (
        select(*OutboxEntry.__table__.c)
        .where(OutboxEntry.state.in_(states or outbox.UNSETTLED))
        .order_by(OutboxEntry.seq)
    )
    return [
        Waiting(row.seq, row.cmd_id, row.kind, row.args, row.actor_id, row.given_at, row.version or 1)
        for row in db.execute(statement)
    ]


def take_back(db: Connection) -> None:
    """Put every row back as it stood before the first command that waits changed it."""
    images = db.exec_driver_sql("SELECT table_name, row_key, image FROM before_image ORDER BY id DESC").all()
    # All away first: a row put back must not meet the one that took its place.
    for image in images:
        _take_away(db, SHARED.tables[image.table_name], json.loads(image.row_key))
    earliest = {(image.table_name, image.row_key): image.image for image in images}
    for (table, _), image in earliest.items():
        if image is not None:
            row = json.loads(image)
            names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" for _ in row)
            db.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
    db.exec_driver_sql("DELETE FROM before_image")


def give_again(db: Connection) -> Iterator[Changes]:
    """Carry out what still waits, each as far as the rules let it now; yield what each touched.

    What they do not let pass here waits all the same: the shared database may see more.
    """
    for one in waiting(db):
        recording.begin(db, one.seq)
        try:
            # What an older program wrote is read as today's; in the outbox, and on its way, it stays as it was written.
            command = command_of(one.kind, lifted(one.kind, one.version, one.args))
            given = Given(command, one.cmd_id, one.actor_id, one.given_at)
        except RuleViolation:
            continue
        if not failing_codes(db, given, predicts=True):
            predict(db, given)
        yield recording.recorded(db)


def _take_away(db: Connection, table: Table, key: list[Any]) -> None:
    where = " AND ".join(f'"{column.name}" = ?' for column in table.primary_key)
    db.exec_driver_sql(f"DELETE FROM {table.name} WHERE {where}", tuple(key))
