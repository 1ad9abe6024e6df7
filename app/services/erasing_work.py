"""Erasing a person at this desk: the command, and in one transaction with it what this desk alone keeps (spec 13)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Connection

from app.clock import Clock
from app.services.erasing import ErasePerson
from app.services.erasing_files import Swept, begin_sweep, drop_refused_rows, sweep
from app.services.erasing_traces import Overwritten, Traces, overwrite_traces, traces_of
from app.services.kernel.database import Database


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing came to.

    Attributes:
        erasure_id: The receipt.
        overwritten: How much of this desk's own was overwritten.
        swept: What became of the files.
    """

    erasure_id: UUID
    overwritten: Overwritten
    swept: Swept


class GivesAll(Protocol):
    """The workspace, as erasing needs it: commands of one transaction, and the file they are written to."""

    database: Database
    clock: Clock

    def batch(self) -> AbstractContextManager[Any]:
        """Open the transaction."""


def erase_person(
    desk: GivesAll,
    lead_ids: Iterable[UUID],
    *,
    asked_by: str,
    folder: Path | None,
    as_member: UUID | None = None,
) -> tuple[UUID, Overwritten]:
    """Erase the person of some leads; the files of this desk are done by ``erasing_files.sweep`` afterwards.

    Args:
        desk: Where.
        lead_ids: All their records, as the preview lists them.
        asked_by: Who asked and under which reference, without the person's name.
        folder: Of the profile, for its files of refused rows; ``None`` where it has none.
        as_member: Who erases, if not who is at the desk.

    Returns:
        The id of the receipt, and how much of this desk's own was overwritten.

    Raises:
        RuleViolation: refused; nothing was overwritten.
    """
    leads = tuple(lead_ids)
    command = ErasePerson(lead_ids=leads, asked_by=asked_by, secret=token_hex(32))
    with desk.batch() as batch:
        traces = batch.read(lambda db: traces_of(db, leads))
        done = batch.give(command, as_member=as_member)
        overwritten = batch.read(lambda db: _overwrite(db, traces, done.cmd_id))
        if folder is not None:
            drop_refused_rows(folder, traces.reached)
    return done.cmd_id, overwritten


def erase_and_sweep(
    desk: GivesAll, lead_ids: Iterable[UUID], *, asked_by: str, as_member: UUID | None = None
) -> Erased:
    """Erase the person of some leads, from the database and from the files of its profile.

    Takes seconds, half a minute for a million leads: not for the window's thread. The arguments are those of
    ``erase_person``.

    Raises:
        RuleViolation: refused; nothing was overwritten.
        Unavailable: the person is erased, but a file could not be rewritten now; the next start does it.
    """
    folder = desk.database.path.parent
    erasure_id, overwritten = erase_person(
        desk, lead_ids, asked_by=asked_by, folder=folder, as_member=as_member
    )
    return Erased(erasure_id, overwritten, sweep(desk.database, folder, clock=desk.clock))


def _overwrite(db: Connection, traces: Traces, erasure_id: UUID) -> Overwritten:
    begin_sweep(db, erasure_id)
    return overwrite_traces(db, traces)
