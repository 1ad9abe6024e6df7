"""The reps' side of the demonstration: decisions on hand-overs, and deals won or lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Connection, select

from app.clock import DAY, HOUR, MINUTE, from_micros, to_epoch_day
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.vocabulary import ActivityKind, FollowUpWhy
from app.services.calls import LogContact
from app.services.demo.cast import Prospect
from app.services.demo.reviewing import Reviewing
from app.services.demo.stage import Stage
from app.services.follow_ups import FinishFollowUp, SetFollowUp
from app.services.handover import AcceptHandover, AnswerReturn, RefuseHandover, ReturnHandover
from app.services.pipeline import (
    LoseLead,
    MoveStage,
    RecordChecks,
    SetOpportunity,
    SetSubState,
    SubState,
)

type Later = Callable[[int, Callable[[int], None]], None]

PATH = ("proposal", "poc", "negotiation", "contract", "deployment", "acceptance")
UNDECIDED_FROM = 3 * DAY
"""So close to now the reps have not decided everything: the inbox is lived in."""
LOSS_WAITS = 20 * DAY
KEPT = {
    "proposal": 0.74,
    "poc": 0.72,
    "negotiation": 0.74,
    "contract": 0.85,
    "deployment": 1.0,
    "acceptance": 1.0,
}
"""How likely a deal goes on to a stage."""


class Selling:
    """Plays the reps."""

    def __init__(self, stage: Stage, rng: random.Random, later: Later) -> None:
        self._stage, self._rng, self._later = stage, rng, later
        self._reviewing = Reviewing(stage, rng, later, self.handed_over)
        self._promised: dict[UUID, UUID] = {}

    def handed_over(self, at: int, handover_id: UUID, prospect: Prospect, sdr: UUID) -> None:
        """Plan the rep's decision."""
        decided_at = self._stage.hours.after(at, minutes=self._rng.uniform(20, 560))
        self._later(decided_at, lambda now: self._decide(now, handover_id, prospect, sdr))

    def _decide(self, at: int, handover_id: UUID, prospect: Prospect, sdr: UUID) -> None:
        stage, draw = self._stage, self._rng.random()
        if at > stage.now - UNDECIDED_FROM and self._rng.random() < 0.7:
            return
        rep = stage.batch.read(lambda db: rep_of(db, handover_id))
        if draw < 0.1:
            words = stage.pick(stage.words.question_back)
            question = ReturnHandover(handover_id=handover_id, reason="return_budget_unclear", words=words)
            stage.give(question, rep, at)
            answered_at = stage.hours.after(at, minutes=self._rng.uniform(30, 400))
            self._later(answered_at, lambda now: self._answer(now, handover_id, prospect, sdr))
        elif draw < 0.12 + 0.7 * (1 - prospect.quality):
            self._refuse(at, handover_id, prospect, rep, sdr)
        else:
            self._accept(at, handover_id, prospect, rep)

    def _answer(self, at: int, handover_id: UUID, prospect: Prospect, sdr: UUID) -> None:
        stage = self._stage
        if sdr == stage.me and at > stage.now - DAY:
            return
        stage.give(AnswerReturn(handover_id=handover_id, words=stage.pick(stage.words.answer_back)), sdr, at)
        rep = stage.batch.read(lambda db: rep_of(db, handover_id))
        self._later(
            stage.hours.after(at, minutes=180), lambda now: self._accept(now, handover_id, prospect, rep)
        )

    def _refuse(self, at: int, handover_id: UUID, prospect: Prospect, rep: UUID, sdr: UUID) -> None:
        stage, rng = self._stage, self._rng
        reasons = (
            ("refuse_no_project", ("project_approved", "timing")),
            ("refuse_not_decision_maker", ("contact_position", "decision_power")),
            ("refuse_no_budget", ("budget",)),
            ("refuse_timing_too_far", ("timing",)),
        )
        reason, marked = rng.choice(reasons)
        refusal = RefuseHandover(
            handover_id=handover_id, reason=reason, words=stage.pick(stage.words.refusal), marked=marked
        )
        self._reviewing.looked_into(at, handover_id, prospect, rep, reason)
        stage.give(refusal, rep, at)
        self._reviewing.refused(at, handover_id, prospect, sdr)

    def _accept(self, at: int, handover_id: UUID, prospect: Prospect, rep: UUID) -> None:
        stage, rng = self._stage, self._rng
        stage.give(AcceptHandover(handover_id=handover_id, words=stage.pick(stage.words.accept)), rep, at)
        met_at = stage.hours.after(at, minutes=rng.uniform(500, 2600))
        self._later(met_at, lambda now: self._meet(now, handover_id, prospect, rep))

    def _meet(self, at: int, handover_id: UUID, prospect: Prospect, rep: UUID) -> None:
        stage, rng, lead_id = self._stage, self._rng, prospect.lead_id
        visit = LogContact(
            activity_id=stage.new_id(), lead_id=lead_id, activity_kind=ActivityKind.VISIT, is_connected=True,
            words=stage.pick(stage.words.to_rep),
        )  # fmt: skip
        stage.give(visit, rep, at)
        self._reviewing.met(at, handover_id, rep)
        stage.give(SetSubState(lead_id=lead_id, sub_state=SubState.MEETING_HELD), rep, at + MINUTE)
        if rng.random() > 0.78:
            self._later(at + 9 * DAY, lambda now: self._lose(now, lead_id, rep))
            return
        checks = RecordChecks(
            lead_id=lead_id,
            need_fits=True,
            process_fits=True,
            timing_clear=True,
            budget_fits=True,
            is_key_person=True,
        )
        stage.give(checks, rep, at + HOUR)
        self._plan(at + HOUR + MINUTE, lead_id, rep, at + int(rng.uniform(3, 14) * DAY), 0)

    def _advance(self, at: int, lead_id: UUID, rep: UUID, step: int) -> None:
        stage, rng, to_stage = self._stage, self._rng, PATH[step]
        if rng.random() > KEPT[to_stage]:
            self._lose(at, lead_id, rep)
            return
        if to_stage == "proposal":
            amount = round(rng.lognormvariate(12.4, 0.55)) // 1000 * 1000 * 100
            close_on = to_epoch_day(from_micros(at).date()) + rng.randrange(30, 100)
            opportunity = SetOpportunity(
                lead_id=lead_id, amount=amount, currency=stage.words.currency, expected_close_on=close_on
            )
            stage.give(opportunity, rep, at)
        stage.give(MoveStage(lead_id=lead_id, to_stage=to_stage, words=""), rep, at + MINUTE)
        if step + 1 < len(PATH):
            days = 30 if to_stage == "deployment" else rng.uniform(4, 21)
            self._plan(at + 2 * MINUTE, lead_id, rep, at + int(days * DAY), step + 1)
        else:
            kept = FinishFollowUp(made_by=self._promised.pop(lead_id), lead_id=lead_id)
            stage.give(kept, rep, at + 2 * MINUTE)

    def _plan(self, at: int, lead_id: UUID, rep: UUID, next_at: int, step: int) -> None:
        """Let the rep promise the next step, and take it then."""
        planned = SetFollowUp(
            lead_id=lead_id, due_at=next_at, why=FollowUpWhy.NEXT_STEP, words="", is_agreed=False
        )
        self._promised[lead_id] = self._stage.give(planned, rep, at).cmd_id
        self._later(next_at, lambda now: self._advance(now, lead_id, rep, step))

    def _lose(self, at: int, lead_id: UUID, rep: UUID) -> None:
        stage = self._stage
        reason = self._rng.choice(
            ("lost_price", "lost_competitor", "lost_no_decision", "lost_budget_cut", "lost_silent")
        )
        lost = LoseLead(lead_id=lead_id, reason=reason, words=stage.pick(stage.words.loss))
        made_by = stage.give(lost, rep, at).cmd_id
        # A loss of last month may still wait to be understood; one of last year may not.
        if self._rng.random() < 0.94 or at < stage.now - LOSS_WAITS:
            asked_at = at + int(self._rng.uniform(0.8, 2.5) * DAY)
            self._later(asked_at, lambda now: self._learn(now, lead_id, made_by))

    def _learn(self, at: int, lead_id: UUID, made_by: UUID) -> None:
        """Let the SDR ask why a deal was lost."""
        stage = self._stage
        owner = stage.batch.read(lambda db: owner_of(db, lead_id))
        reply = LogContact(
            activity_id=stage.new_id(), lead_id=lead_id, activity_kind=ActivityKind.MESSAGE, is_connected=True,
            words=stage.pick(stage.words.loss),
        )  # fmt: skip
        stage.give(reply, owner, at)
        stage.give(FinishFollowUp(made_by=made_by, lead_id=lead_id), owner, at)


def rep_of(db: Connection, handover_id: UUID) -> UUID:
    """Return the rep a hand-over went to; in the demonstration none waits for a choice."""
    rep_id = db.execute(select(Handover.rep_id).where(Handover.id == handover_id)).scalar_one()
    if rep_id is None:
        raise AssertionError("the demonstration's playbook lets nothing wait for a person")
    return rep_id


def owner_of(db: Connection, lead_id: UUID) -> UUID:
    """Return the SDR of a lead; in the demonstration every lead that was called has one."""
    owner_id = db.execute(select(Lead.owner_id).where(Lead.id == lead_id)).scalar_one()
    if owner_id is None:
        raise AssertionError("a lead of the demonstration was called by nobody")
    return owner_id
