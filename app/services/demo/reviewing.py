"""The demonstration's reviews: what reps record, what the team lead finds, what follows."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy import Connection, select

from app.clock import DAY, HOUR, MINUTE
from app.errors import RuleViolation
from app.models.handover import Handover
from app.models.vocabulary import ActivityKind, Verdict
from app.services.calls import LogContact
from app.services.demo.cast import Prospect
from app.services.demo.stage import Stage
from app.services.follow_ups import FinishFollowUp
from app.services.handover import SubmitHandover
from app.services.kernel.command import Command
from app.services.resubmission import OverrideGuard
from app.services.review import JudgeHandoverRight, JudgeRefusalRight, JudgeUnclear
from app.services.sales_record import Recorded, RecordSalesContact

type Later = Callable[[int, Callable[[int], None]], None]
type Again = Callable[[int, UUID, Prospect, UUID], None]

FOUND: Mapping[str, Mapping[str, str]] = {
    "refuse_no_project": {"project_trigger": "no_project", "project_timing": "none"},
    "refuse_not_decision_maker": {"who_met": "user", "need": "confirmed"},
    "refuse_no_budget": {"commercial_state": "no_budget", "project_trigger": "planned"},
    "refuse_timing_too_far": {"project_timing": "later", "need": "confirmed"},
}
"""What a rep records who refuses for a reason."""
AGREES: Mapping[str, str] = {
    "who_met": "decision_maker",
    "need": "confirmed",
    "project_trigger": "approved",
    "commercial_state": "budget_set",
    "competitors": "comparing",
    "project_timing": "within_3_months",
    "difficulty": "pressing",
}


class Reviewing:
    """Plays the team lead."""

    def __init__(self, stage: Stage, rng: random.Random, later: Later, again: Again) -> None:
        self._stage, self._rng, self._later, self._again = stage, rng, later, again

    def met(self, at: int, handover_id: UUID, rep: UUID) -> None:
        """Record what an accepted lead's first meeting showed; mostly it agrees with the card."""
        agreed = dict(AGREES)
        if self._rng.random() < 0.16:
            agreed |= dict(FOUND[self._rng.choice(sorted(FOUND))])
        fields = self._rng.sample(sorted(agreed), self._rng.randrange(3, len(agreed) + 1))
        self._record(at, handover_id, rep, {field: agreed[field] for field in fields})

    def looked_into(self, at: int, handover_id: UUID, prospect: Prospect, rep: UUID, reason: str) -> None:
        """Let the rep talk to the customer before refusing, and record what they heard; not all do."""
        if self._rng.random() > 0.7:
            return
        visit = LogContact(
            activity_id=self._stage.new_id(), lead_id=prospect.lead_id, activity_kind=ActivityKind.VISIT,
            is_connected=True, words=self._stage.pick(self._stage.words.notes),
        )  # fmt: skip
        self._stage.give(visit, rep, at - 40 * MINUTE)
        self._record(at - 20 * MINUTE, handover_id, rep, FOUND[reason])

    def refused(self, at: int, handover_id: UUID, prospect: Prospect, sdr: UUID) -> None:
        """Plan the verdict."""
        judged_at = self._stage.hours.after(at, minutes=self._rng.uniform(300, 2600))
        self._later(judged_at, lambda now: self._judge(now, handover_id, prospect, sdr))

    def _judge(self, at: int, handover_id: UUID, prospect: Prospect, sdr: UUID) -> None:
        stage, rng = self._stage, self._rng
        if at > stage.now - 9 * DAY and rng.random() < 0.6:
            return
        verdict = rng.choices((Verdict.REFUSAL_RIGHT, Verdict.HANDOVER_RIGHT, Verdict.UNCLEAR), (52, 20, 28))[
            0
        ]
        words = stage.pick(stage.words.verdict[verdict])
        match verdict:
            case Verdict.REFUSAL_RIGHT:
                self._refusal_right(at, handover_id, words)
            case Verdict.HANDOVER_RIGHT:
                again_id = stage.new_id()
                right = JudgeHandoverRight(
                    handover_id=handover_id, again_id=again_id, cause="cause_sales", words=words
                )
                if self._did(right, stage.team_lead, at):
                    self._again(at, again_id, prospect, sdr)
            case Verdict.UNCLEAR:
                unclear = JudgeUnclear(handover_id=handover_id, cause="cause_data", words=words)
                made_by = stage.give(unclear, stage.team_lead, at).cmd_id
                called_at = stage.hours.after(at, minutes=rng.uniform(60, 500))
                self._later(
                    called_at, lambda now: self._called_back(now, handover_id, prospect, sdr, made_by)
                )

    def _refusal_right(self, at: int, handover_id: UUID, words: str) -> None:
        cause = self._rng.choice(("cause_lead", "cause_sdr", "cause_sdr", "cause_timing"))
        right = JudgeRefusalRight(handover_id=handover_id, cause=cause, words=words)
        self._did(right, self._stage.team_lead, at)

    def _called_back(self, at: int, handover_id: UUID, prospect: Prospect, sdr: UUID, made_by: UUID) -> None:
        stage, rng = self._stage, self._rng
        if sdr == stage.me and at > stage.now - 3 * DAY:
            return
        reply = LogContact(
            activity_id=stage.new_id(), lead_id=prospect.lead_id, activity_kind=ActivityKind.REPLY, is_connected=True,
            words=stage.pick(stage.words.notes),
        )  # fmt: skip
        stage.give(reply, sdr, at)
        self._did(FinishFollowUp(made_by=made_by, lead_id=prospect.lead_id), sdr, at + MINUTE)
        if rng.random() < 0.3:
            self._overridden(at + HOUR, handover_id, prospect, sdr)
            return
        words = stage.pick(stage.words.verdict[Verdict.REFUSAL_RIGHT])
        judged_at = stage.hours.after(at, minutes=rng.uniform(200, 900))
        self._later(judged_at, lambda now: self._refusal_right(now, handover_id, words))

    def _overridden(self, at: int, handover_id: UUID, prospect: Prospect, sdr: UUID) -> None:
        stage = self._stage
        words = stage.pick(stage.words.override)
        lift = OverrideGuard(handover_id=handover_id, reason="override_new_facts", words=words)
        again = SubmitHandover(
            handover_id=stage.new_id(), lead_id=prospect.lead_id,
            run_id=stage.batch.read(lambda db: _run_of(db, handover_id)), words=words,
        )  # fmt: skip
        if self._did(lift, stage.team_lead, at) and self._did(again, sdr, at + 20 * MINUTE):
            self._again(at + 20 * MINUTE, again.handover_id, prospect, sdr)

    def _record(self, at: int, handover_id: UUID, rep: UUID, values: Mapping[str, str]) -> None:
        fields = tuple(Recorded(field=field, value_key=value, words="") for field, value in values.items())
        words = self._stage.pick(self._stage.words.notes)
        record = RecordSalesContact(
            record_id=self._stage.new_id(), handover_id=handover_id, fields=fields, words=words
        )
        self._stage.give(record, rep, at)

    def _did(self, command: Command, by: UUID, at: int) -> bool:
        """Give a command that the rules may refuse: nobody may be left to take the lead."""
        try:
            self._stage.give(command, by, at)
        except RuleViolation:
            return False
        return True


def _run_of(db: Connection, handover_id: UUID) -> UUID:
    return db.execute(select(Handover.run_id).where(Handover.id == handover_id)).scalar_one()
