"""The SDRs' side of the demonstration: attempts, scripts, hand-overs, leads that go to nurture."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from app.clock import DAY, MINUTE, SECOND
from app.errors import RuleViolation
from app.models.vocabulary import ActivityKind, FollowUpWhy, Outcome
from app.services.calls import EndCall, LogContact, StartCall
from app.services.demo.cast import Prospect
from app.services.demo.selling import Selling
from app.services.demo.stage import Asked, Stage
from app.services.follow_ups import SetFollowUp
from app.services.handover import SubmitHandover
from app.services.kernel.command import Command
from app.services.script import DisqualifyLead, FinishRun, PauseRun, RecordAnswer, ResumeRun, StartRun

type Later = Callable[[int, Callable[[int], None]], None]

MOST_ATTEMPTS = 6
NEGLECTED_FROM = int(1.6 * DAY)
"""So close to now the SDR at this desk has not kept up: some promises are overdue."""


@dataclass
class Thread:
    """How far the SDR has come with a lead."""

    run_id: UUID | None = None
    is_paused: bool = False
    asked: int = 0
    finished_runs: int = 0


class Calling:
    """Plays the SDRs."""

    def __init__(self, stage: Stage, rng: random.Random, later: Later, selling: Selling) -> None:
        self._stage, self._rng, self._later, self._selling = stage, rng, later, selling
        self._threads: dict[UUID, Thread] = {}

    def attempt(self, at: int, prospect: Prospect, sdr: UUID, number: int) -> None:
        """Call a lead once; what comes of it plans what follows."""
        stage, rng = self._stage, self._rng
        is_neglected = sdr == stage.me and at > stage.now - NEGLECTED_FROM and rng.random() < 0.45
        if is_neglected:
            return
        activity_id = stage.new_id()
        try:
            stage.give(
                StartCall(activity_id=activity_id, lead_id=prospect.lead_id, phone=prospect.phone), sdr, at
            )
        except RuleViolation as busy:
            if busy.code != "call_running":
                raise
            self._later(at + 11 * MINUTE, lambda now: self.attempt(now, prospect, sdr, number))
            return
        connected = rng.random() < 0.34 + 0.3 * prospect.quality
        length = rng.randrange(4, 15) if connected else 1
        ends_at = min(at + length * MINUTE, stage.now - SECOND)
        if connected:
            self._later(ends_at, lambda now: self._talked(now, activity_id, prospect, sdr, number))
        else:
            self._later(ends_at, lambda now: self._missed(now, activity_id, prospect, sdr, number))

    def _missed(self, at: int, activity_id: UUID, prospect: Prospect, sdr: UUID, number: int) -> None:
        outcome = self._rng.choice((Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.BUSY))
        words = self._stage.pick(self._stage.words.notes) if self._rng.random() < 0.5 else ""
        if number >= MOST_ATTEMPTS:
            self._give_up(at, activity_id, prospect, sdr, "wrong_contact", Outcome.WRONG_NUMBER)
            return
        self._end(
            at,
            activity_id,
            prospect,
            sdr,
            number,
            outcome,
            words,
            FollowUpWhy.RETRY,
            self._rng.uniform(200, 1400),
        )

    def _talked(self, at: int, activity_id: UUID, prospect: Prospect, sdr: UUID, number: int) -> None:
        stage, rng = self._stage, self._rng
        thread = self._threads.setdefault(prospect.lead_id, Thread())
        begun = at - 3 * MINUTE
        if thread.is_paused and thread.run_id is not None:
            stage.give(ResumeRun(run_id=thread.run_id), sdr, begun)
        else:
            thread.run_id, thread.asked = stage.new_id(), 0
            stage.give(StartRun(run_id=thread.run_id, lead_id=prospect.lead_id), sdr, begun)
        thread.is_paused = False
        questions = stage.script[thread.asked :]
        cut_after = rng.randrange(3, 7) if rng.random() < 0.16 else len(questions)
        skipped_to: str | None = None
        for question in questions[:cut_after]:
            thread.asked += 1
            if skipped_to not in (None, question.key):
                continue
            skipped_to, reason = self._answer(begun, thread, question, prospect, sdr)
            if reason is not None:
                self._give_up(at, activity_id, prospect, sdr, reason, Outcome.CONNECTED)
                return
        if cut_after < len(questions):
            stage.give(PauseRun(run_id=thread.run_id), sdr, at)
            thread.is_paused = True
            words = stage.pick(stage.words.notes)
            self._end(
                at, activity_id, prospect, sdr, number, Outcome.CALL_BACK, words, FollowUpWhy.CALL_BACK, 420
            )
            return
        self._finish(at, activity_id, thread, prospect, sdr)

    def _answer(
        self, at: int, thread: Thread, question: Asked, prospect: Prospect, sdr: UUID
    ) -> tuple[str | None, str | None]:
        """Record one answer; return the question it jumps to and the reason it disqualifies with."""
        stage, rng = self._stage, self._rng
        chance = prospect.quality + (0.12 if thread.finished_runs else 0)
        state = "good" if rng.random() < chance else rng.choices(("weak", "refused"), (5, 1))[0]
        if rng.random() < 0.016 and question.choices.get("disqualifying"):
            state = "disqualifying"
        choice, jump, reason = rng.choice(question.choices[state])
        said = stage.words.answers.get(question.key, {}).get(state)
        if state == "refused":
            said = (stage.words.refused_answer,)
        elif state == "disqualifying":
            said = stage.words.bad_answer
        assert thread.run_id is not None  # noqa: S101 - a run was started or resumed just above
        answer = RecordAnswer(
            run_id=thread.run_id,
            question_key=question.key,
            choice_key=choice,
            words=stage.pick(said) if said else "",
        )
        stage.give(answer, sdr, at + rng.randrange(10, 150) * SECOND)
        return jump, reason

    def _finish(self, at: int, activity_id: UUID, thread: Thread, prospect: Prospect, sdr: UUID) -> None:
        stage = self._stage
        assert thread.run_id is not None  # noqa: S101 - see _answer
        done = stage.give(FinishRun(run_id=thread.run_id, words=""), sdr, at)
        thread.finished_runs += 1
        is_mature = 2 * done.answer["good_weight"] >= done.answer["total_weight"]
        if not is_mature:
            self._close_call(at, activity_id, sdr)
            return
        handover_id = stage.new_id()
        words = stage.pick(stage.words.to_rep)
        submit = SubmitHandover(
            handover_id=handover_id, lead_id=prospect.lead_id, run_id=thread.run_id, words=words
        )
        notes = stage.pick(stage.words.notes)
        end = EndCall(
            activity_id=activity_id,
            outcome=Outcome.CONNECTED,
            words=notes,
            next_at=at + MINUTE,
            next_why=FollowUpWhy.HAND_OVER,
        )
        stage.give(end, sdr, at)
        if self._accepted(submit, sdr, at):
            self._selling.handed_over(at, handover_id, prospect, sdr)
            return
        # Mature, but a core question stays open: another call will ask just that.
        self._promise(at, prospect, sdr, FollowUpWhy.NEXT_STEP, 1500)

    def _give_up(
        self, at: int, activity_id: UUID, prospect: Prospect, sdr: UUID, reason: str, outcome: Outcome
    ) -> None:
        words = self._stage.pick(self._stage.words.notes)
        self._stage.give(DisqualifyLead(lead_id=prospect.lead_id, reason=reason, words=words), sdr, at)
        self._close_call(at, activity_id, sdr, outcome)

    def _close_call(
        self, at: int, activity_id: UUID, sdr: UUID, outcome: Outcome = Outcome.CONNECTED
    ) -> None:
        words = self._stage.pick(self._stage.words.notes)
        self._stage.give(EndCall(activity_id=activity_id, outcome=outcome, words=words), sdr, at)

    def _end(  # noqa: PLR0913 - a call ends with all of these
        self, at: int, activity_id: UUID, prospect: Prospect, sdr: UUID, number: int, outcome: Outcome, words: str,
        why: FollowUpWhy, minutes: float,
    ) -> None:  # fmt: skip
        next_at = self._stage.hours.after(at, minutes=minutes)
        self._stage.give(
            EndCall(activity_id=activity_id, outcome=outcome, words=words, next_at=next_at, next_why=why),
            sdr,
            at,
        )
        if self._rng.random() < 0.1:
            message = LogContact(
                activity_id=self._stage.new_id(), lead_id=prospect.lead_id, activity_kind=ActivityKind.MESSAGE,
                is_connected=False, words=self._stage.pick(self._stage.words.notes),
            )  # fmt: skip
            self._stage.give(message, sdr, at + MINUTE)
        late = self._rng.uniform(-15, 120)
        self._later(next_at + int(late * MINUTE), lambda now: self.attempt(now, prospect, sdr, number + 1))

    def _promise(self, at: int, prospect: Prospect, sdr: UUID, why: FollowUpWhy, minutes: float) -> None:
        due_at = self._stage.hours.after(at, minutes=minutes)
        words = self._stage.pick(self._stage.words.notes)
        promise = SetFollowUp(lead_id=prospect.lead_id, due_at=due_at, why=why, words=words)
        self._stage.give(promise, sdr, at)
        late = self._rng.uniform(-15, 120)
        self._later(due_at + int(late * MINUTE), lambda now: self.attempt(now, prospect, sdr, 3))

    def _accepted(self, command: Command, by: UUID, at: int) -> bool:
        try:
            self._stage.give(command, by, at)
        except RuleViolation as refusal:
            if refusal.code in ("core_missing", "nobody_to_take_it"):
                return False
            raise
        return True
