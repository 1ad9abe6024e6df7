"""What a person could do with a reminder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.models.vocabulary import Role
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {}


@drafts(DRAFTS, "reminder.snooze")
def _snooze(scene: Scene) -> Draft:
    actor, reminder_id = _whose(scene)
    return actor, {"reminder_id": reminder_id, "until_at": scene.some_time()}


@drafts(DRAFTS, "reminder.settle")
def _settle(scene: Scene) -> Draft:
    actor, reminder_id = _whose(scene)
    return actor, {"reminder_id": reminder_id}


def _whose(scene: Scene) -> tuple[UUID, str]:
    """Return somebody and a reminder, mostly one they marked before; others may be reminded of the same."""
    marked: list[Any] = scene.rows(
        "SELECT member_id, reminder_id FROM reminder_mark ORDER BY member_id, reminder_id"
    )
    if not marked or scene.maybe(40):
        return scene.member(*Role), scene.new_id()
    one = scene.one(marked)
    return scene.member(*Role) if scene.maybe(20) else uuid(one.member_id), spelled(one.reminder_id)
