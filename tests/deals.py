"""Deals for tests, made as people make them: a hand-over that a rep accepts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.models.handover import Handover
from app.models.vocabulary import Role
from app.services.handover import AcceptHandover, ChooseRep
from app.services.pipeline import MoveStage, SetOpportunity
from tests.builders import Desk
from tests.handovers import a_handover
from tests.stories import row

CLOSE_ON = 20_600
"""2026-05-27, well after the tests' present."""


def a_deal(desk: Desk, *, rep: Role = Role.REP, **lead: Any) -> UUID:
    """Return a lead in discovery that a member sells; the hat worn stays."""
    handover_id = a_handover(desk, **lead)
    handover = row(desk, Handover, handover_id)
    seller = desk.members[rep]
    if handover.rep_id != seller:
        chosen = ChooseRep(handover_id=handover_id, rep_id=seller)
        desk.workspace.execute(chosen, as_member=desk.members[Role.SALES_LEAD])
    desk.workspace.execute(AcceptHandover(handover_id=handover_id, words=""), as_member=seller)
    return UUID(str(handover.lead_id))


def valued(
    desk: Desk, lead_id: UUID, amount: int = 8_000_00, *, currency: str = "CNY", on: int = CLOSE_ON
) -> None:
    """Say what a deal is worth and when it closes."""
    command = SetOpportunity(lead_id=lead_id, amount=amount, currency=currency, expected_close_on=on)
    desk.workspace.execute(command, as_member=desk.members[Role.SALES_LEAD])


def moved(desk: Desk, lead_id: UUID, *stages: str) -> None:
    """Move a deal from stage to stage."""
    for stage in stages:
        command = MoveStage(lead_id=lead_id, to_stage=stage, words="")
        desk.workspace.execute(command, as_member=desk.members[Role.SALES_LEAD])
