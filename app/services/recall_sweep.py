"""The sweep: idle leads go back to their pool, leads that nurture brings back to the queue (sections 10 and 14).

Given on start and when `recall.next_recall_at` has come: a recall that is late because no program ran is made up for,
and one that another desk was quicker with is no error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection, select

from app.clock import DAY, Clock
from app.errors import RuleViolation
from app.models.desk import OutboxEntry
from app.services.kernel import outbox
from app.services.kernel.command import Command
from app.services.nurture import ReturnFromNurture
from app.services.nurture_back import due_back
from app.services.pool import RecallLead
from app.services.predicting import corrected
from app.services.recall import due_for_recall


class Desk(Protocol):
    """What a sweep needs of the workspace."""

    clock: Clock
    is_joined: bool

    def read[T](self, query: Callable[[Connection], T]) -> T:
        """Return what a query returns."""

    def execute(self, command: Command) -> object:
        """Judge a command and carry it out."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did.

    Attributes:
        recalled: Leads that went back.
        left_alone: Leads that were due when the sweep looked and were not any more when their turn came.
        back: Leads that are worked on again.
    """

    recalled: tuple[UUID, ...]
    left_alone: tuple[UUID, ...]
    back: tuple[UUID, ...] = ()


def sweep(workspace: Desk) -> Swept:
    """Let every lead that is due go back to its pool or to the queue, each judged by itself when its turn comes.

    Two sweeps at once, and a claim or a call between the look and the turn, do no harm: what is not due any more is
    left alone. A desk of a team looks by the clock of the shared database, which judges, and at what it sees whole.
    """
    now, is_part = workspace.read(lambda db: corrected(db, workspace.clock())), workspace.is_joined
    recalled, missed = _given(
        workspace, [RecallLead(lead_id=one) for one in workspace.read(lambda db: due_for_recall(db, now))]
    )
    due = workspace.read(lambda db: due_back(db, now, only_whole=is_part))
    in_vain = workspace.read(lambda db: _asked_in_vain(db, now)) if is_part else frozenset()
    back, not_back = _given(workspace, [ReturnFromNurture(lead_id=one) for one in due if one not in in_vain])
    return Swept(recalled, (*missed, *not_back), back)


def _asked_in_vain(db: Connection, now: int) -> frozenset[UUID]:
    """Return the leads that the shared database, which sees more, did not let come back during the last day."""
    asked = select(OutboxEntry.args).where(
        OutboxEntry.kind == ReturnFromNurture.kind,
        OutboxEntry.state == outbox.DISMISSED,
        OutboxEntry.given_at >= now - DAY,
    )
    return frozenset(UUID(json.loads(args)["lead_id"]) for args in db.execute(asked).scalars())


def _given(
    workspace: Desk, commands: Sequence[RecallLead | ReturnFromNurture]
) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    """Give commands one by one; return the leads of those carried out and of those refused."""
    done, left_alone = [], []
    for command in commands:
        try:
            workspace.execute(command)
        except RuleViolation:
            left_alone.append(command.lead_id)
        else:
            done.append(command.lead_id)
    return tuple(done), tuple(left_alone)
