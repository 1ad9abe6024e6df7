"""Upkeep that each desk gives for the whole team: where another was quicker, nobody is told."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from app.clock import system_clock
from app.services.kernel import outbox
from app.services.kernel.command import Command, Given
from app.services.nurture import ReturnFromNurture
from app.services.pool import RecallLead
from app.services.sync.refused import DISMISSED
from tests.shared.team import Team
from tests.sync.desks import joined


def test_upkeep_that_came_too_late_is_no_refusal_of_anybodys(team: Team, tmp_path: Path) -> None:
    """A recall and a return from nurture that are not due any more wait on no list of what needs the person."""
    lead_id = team.leads["annas"]
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        late: list[Command] = [RecallLead(lead_id=lead_id), ReturnFromNurture(lead_id=lead_id)]
        with anna.database.write() as db:
            for command in late:
                given = Given(command, uuid4(), team.members["anna"], system_clock())
                outbox.append(db, given, state=outbox.PENDING)

        anna.sync()

        assert anna.outbox() == [DISMISSED, DISMISSED]
