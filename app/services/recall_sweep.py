"""The sweep: idle leads go back to their pool, leads that nurture brings back to the queue (sections 10 and 14).

Given on start and when `recall.next_recall_at` has come: a recall that is late because no program ran is made up for,
and one that another desk was quicker with is no error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection

from app.clock import Clock
from app.errors import RuleViolation
from app.services.kernel.command import Command
from app.services.nurture import ReturnFromNurture
from app.services.nurture_back import due_back
from app.services.pool import RecallLead
from app.services.recall import due_for_recall


class Desk(Protocol):
    """What a sweep needs of the workspace."""

    clock: Clock

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
    left alone.
    """
    now = workspace.clock()
    recalled, missed = _given(
        workspace, [RecallLead(lead_id=one) for one in workspace.read(lambda db: due_for_recall(db, now))]
    )
    back, not_back = _given(
        workspace, [ReturnFromNurture(lead_id=one) for one in workspace.read(lambda db: due_back(db, now))]
    )
    return Swept(recalled, (*missed, *not_back), back)


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
