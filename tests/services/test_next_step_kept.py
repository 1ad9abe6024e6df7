"""Whatever a team does, no lead that is worked on is left without a next step or a closing reason (spec section 7)."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.kernel.solo import Solo, alone
from tests.parity.history import History
from tests.parity.twin import Step, Verdict

pytestmark = pytest.mark.slow
SEED, STEPS = 1, 1_800

NOT_WORK = ("playbook.", "import.", "lead.merge", "lead.unmerge")
"""What says anew which stages are worked in, or joins records: such leads stand in the queue by their score."""
FORGOTTEN = """
SELECT lead.id, lead.stage FROM lead
JOIN playbook p ON p.is_current
JOIN stage s ON s.version = p.version AND s.key = lead.stage AND s.kind = 'validating'
JOIN ownership o ON o.lead_id = lead.id AND o.until_at IS NULL
WHERE lead.owner_id IS NOT NULL AND lead.is_reachable
  AND (o.how IN ('claimed', 'assigned') OR EXISTS (
    SELECT 1 FROM activity a WHERE a.lead_id = lead.id AND a.is_attempt AND a.by_id = lead.owner_id AND a.at >= o.from_at
  ))
  AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.lead_id = lead.id AND f.state = 'open')
  AND NOT EXISTS (SELECT 1 FROM activity r WHERE r.lead_id = lead.id AND r.kind = 'call' AND r.ended_at IS NULL)
"""
"""Leads somebody works on for which nothing is promised, and no call runs that will have to say what is next."""


class Forgotten(AssertionError):
    """A command left a lead without a next step."""


class Watching(Solo):
    """Looks after each command whether a lead was forgotten."""

    def __init__(self, db: Connection) -> None:
        super().__init__(db)
        self._known: set[str] = set()

    def give(self, step: Step) -> Verdict:
        """Judge a step.

        Raises:
            Forgotten: it left a lead at work without a next step.
        """
        verdict = super().give(step)
        if not verdict.why:
            found = {row.id: row.stage for row in self.db.exec_driver_sql(FORGOTTEN)}
            fresh = set(found) - self._known
            if fresh and not step.kind.startswith(NOT_WORK):
                raise Forgotten(f"step {len(self.trace)} {step.kind} {step.args}: {fresh}")
            self._known = set(found)
        return verdict


def test_no_lead_at_work_is_left_without_a_next_step(tmp_path: Path) -> None:
    """After every command of a random history, from whichever door it came."""
    with alone(tmp_path) as solo:
        watching = Watching(solo.db)
        history = History(watching, SEED, goal=5)
        while len(watching.trace) < STEPS:
            history.step()

        given = {kind for (kind, why), count in watching.verdicts.items() if count and not why}
        assert given >= {
            "call.end", "contact.log", "follow_up.done", "lead.disqualify", "lead.claim", "lead.assign",
            "nurture.return", "lead.reach", "handover.return",
        }  # fmt: skip
