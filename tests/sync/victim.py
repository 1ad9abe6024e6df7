"""A program that is killed in earnest: ``python -m tests.sync.victim FILE URL MEMBER LEAD POINT NTH``."""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from pathlib import Path
from uuid import NAMESPACE_OID, UUID, uuid5

import psycopg

from app.clock import system_clock
from app.errors import RuleViolation
from app.models.vocabulary import ActivityKind
from app.services.calls import LogContact
from app.services.kernel import schema
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.sync.desk import SharedDesk
from app.services.sync.server import Server
from app.services.workspace import Workspace

NOTES = 6


def main(file: str, url: str, member: str, lead: str, point: str, nth: str) -> None:
    """Copy, type and exchange; die at a point the nth time it is passed."""
    passed: Counter[str] = Counter()

    def passes(named: str) -> None:
        passed[named] += 1
        if named == point and passed[named] == int(nth):
            os.kill(os.getpid(), signal.SIGKILL)

    is_new = not Path(file).exists()
    database = Database(Path(file), keep_images=True)
    if is_new:
        with database.altering() as db:
            schema.create_all(db)
    workspace = Workspace(database, ChangeFeed(), UUID(member), system_clock, is_joined=True)
    desk = SharedDesk(workspace, passes=passes)
    with psycopg.connect(url, autocommit=True) as line:
        desk.sync(Server(line))
        for number in range(NOTES):
            _type(desk, UUID(lead), note_id(Path(file), number), number)
            desk.sync(Server(line))
    database.close()


def note_id(file: Path, number: int) -> UUID:
    """Return the id of a note: the same before and after a death."""
    return uuid5(NAMESPACE_OID, f"{file.parent.name} {number}")


def _type(desk: SharedDesk, lead_id: UUID, activity_id: UUID, number: int) -> None:
    """Type a note, unless it was typed before the last death."""
    note = LogContact(
        activity_id=activity_id, lead_id=lead_id, activity_kind=ActivityKind.NOTE,
        is_connected=False, words=f"note {number}",
    )  # fmt: skip
    try:
        desk.give(note)
    except RuleViolation as refused:
        if refused.code != "exists_already":
            raise


if __name__ == "__main__":
    main(*sys.argv[1:])
