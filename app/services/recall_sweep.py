"""The sweep: every lead whose limit has passed goes back to its pool (spec section 10).

Given on start and when `recall.next_recall_at` has come: a recall that is late because no program ran is made up for,
and one that another desk was quicker with is no error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection

from app.clock import Clock
from app.errors import RuleViolation
from app.services.kernel.command import Command
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
    """

    recalled: tuple[UUID, ...]
    left_alone: tuple[UUID, ...]


def sweep(workspace: Desk) -> Swept:
    """Let every lead that is due go back, each judged by itself when its turn comes.

    Two sweeps at once, and a claim or a call between the look and the turn, do no harm: what is not due any more is
    left alone.
    """
    now = workspace.clock()
    recalled, left_alone = [], []
    for lead_id in workspace.read(lambda db: due_for_recall(db, now)):
        try:
            workspace.execute(RecallLead(lead_id=lead_id))
        except RuleViolation:
            left_alone.append(lead_id)
        else:
            recalled.append(lead_id)
    return Swept(tuple(recalled), tuple(left_alone))
