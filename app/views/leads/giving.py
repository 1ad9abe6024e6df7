"""What is done with several leads at once: one transaction, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from app.models.vocabulary import FollowUpWhy
from app.services.follow_ups import SetFollowUp
from app.services.kernel.command import Command
from app.views.desk import Desk

MOST = 500
"""Leads one command takes; more are refused here, with a sentence."""


def following_up(
    lead_ids: Iterable[UUID], due_at: int, words: str, *, is_agreed: bool = False
) -> Callable[[Desk, Any], int]:
    """Return the work that promises to come back to some leads at a time, agreed with them or not."""
    commands = [
        SetFollowUp(
            lead_id=lead_id, due_at=due_at, why=FollowUpWhy.CALL_BACK, words=words, is_agreed=is_agreed
        )
        for lead_id in lead_ids
    ]

    def work(desk: Desk, _job: object) -> int:
        with desk.batch() as batch:
            for command in commands:
                batch.give(command)
        return len(commands)

    return work


def all_at_once(commands: Iterable[Command]) -> Callable[[Desk], list[Any]]:
    """Return the work that gives commands in one transaction; its result is theirs, in their order."""
    given = tuple(commands)

    def work(desk: Desk) -> list[Any]:
        with desk.batch() as batch:
            return [batch.give(command) for command in given]

    return work
