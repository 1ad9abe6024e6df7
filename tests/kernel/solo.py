"""A random history on the embedded database alone, with before-images kept for every command."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from app.errors import RuleViolation
from app.models.tables import SHARED
from app.services.catalogue import command_of
from app.services.kernel import outbox, recording
from app.services.kernel.changes import Changes
from app.services.kernel.command import Given
from app.services.kernel.database import Database
from app.services.kernel.sqlite_judge import carry_out, failing_codes
from tests.parity.twin import Rows, Step, Verdict, found_here, rows_here

type Snapshot = dict[str, Rows]


class Solo:
    """One database that judges a history and can go back in it.

    Attributes:
        told: What each accepted command was recorded to have touched.
    """

    def __init__(self, db: Connection) -> None:
        self.db = db
        self.verdicts: Counter[tuple[str, str]] = Counter()
        self.trace: list[tuple[Step, Verdict]] = []
        self.told: list[Changes] = []
        self.seqs: list[int] = []

    def plant(self, leads: list[dict[str, Any]]) -> None:
        """Write leads; nothing is recorded."""
        table = SHARED.tables["lead"]
        columns = [column.name for column in table.columns]
        recording.begin(self.db, None)
        self.db.execute(insert(table), [dict.fromkeys(columns) | lead for lead in leads])

    def give(self, step: Step) -> Verdict:
        """Judge a step, and record what it changes under its place in the outbox."""
        verdict = self._judge(step)
        self.verdicts[step.kind, verdict.why or ""] += 1
        self.trace.append((step, verdict))
        return verdict

    def compare(self) -> None:
        """Nothing to hold it against."""

    def snapshot(self) -> Snapshot:
        """Return every row of every shared table."""
        return {table.name: rows_here(self.db, table) for table in SHARED.sorted_tables}

    def rewind(self, seq: int) -> None:
        """Put back what commands from ``seq`` on had changed, the latest first."""
        recording.begin(self.db, None)
        images = self.db.exec_driver_sql(
            "SELECT id, table_name, row_key, image FROM before_image WHERE seq >= ? ORDER BY id DESC", (seq,)
        ).all()
        # All away first: a row put back must not meet the one that took its place.
        for image in images:
            _take_away(self.db, SHARED.tables[image.table_name], json.loads(image.row_key))
        earliest = {(image.table_name, image.row_key): image for image in images}
        for image in earliest.values():
            _put_back(self.db, image.table_name, image.image)
        self.db.exec_driver_sql("DELETE FROM before_image WHERE seq >= ?", (seq,))

    def _judge(self, step: Step) -> Verdict:
        try:
            given = Given(command_of(step.kind, step.args), step.cmd_id, step.actor_id, step.at)
        except RuleViolation as refusal:
            return Verdict(refusal.code)
        why = failing_codes(self.db, given)
        if why:
            return Verdict(why[0])
        seq = outbox.append(self.db, given, state=outbox.PENDING)
        recording.begin(self.db, seq)
        carry_out(self.db, given)
        self.told.append(recording.recorded(self.db))
        self.seqs.append(seq)
        return Verdict(None)


def _take_away(db: Connection, table: Table, key: list[Any]) -> None:
    where = " AND ".join(f'"{column.name}" = ?' for column in table.primary_key)
    db.exec_driver_sql(f"DELETE FROM {table.name} WHERE {where}", tuple(key))


def _put_back(db: Connection, table: str, image: str | None) -> None:
    if image is not None:
        row = json.loads(image)
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" for _ in row)
        db.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


@contextmanager
def alone(folder: Path) -> Iterator[Solo]:
    """Found a workspace whose writing connection keeps before-images."""
    file = folder / "solo.db"
    found_here(file)
    database = Database(file, keep_images=True)
    try:
        with database.write() as db:
            yield Solo(db)
    finally:
        database.close()
