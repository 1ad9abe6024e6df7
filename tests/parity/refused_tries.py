"""People who try everything to hand refused leads over again: random histories of little else."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

from app.clock import DAY, HOUR, MINUTE, SECOND
from app.models.vocabulary import ActivityKind, AnswerState, Outcome, Role
from tests.builders import MONDAY_10
from tests.parity.history import a_planted_lead
from tests.parity.playbook_sql import CURRENT
from tests.parity.refused_watch import Watch
from tests.parity.scene import Scene, spelled, uuid
from tests.parity.twin import Step, Twin

LEADS = 2
_QUESTIONS = f"SELECT key FROM question WHERE version = {CURRENT} AND follow_on_of IS NULL ORDER BY position"
_FINISHED = "SELECT id FROM run WHERE lead_id = :lead AND state = 'finished' ORDER BY finished_at DESC, id"
_OPEN = "SELECT id, rep_id FROM handover WHERE lead_id = :lead AND state = 'open'"
_REFUSED = "SELECT id FROM handover WHERE lead_id = :lead AND state = 'refused' ORDER BY decided_at DESC, id"


class Tries:
    """One seed's tries; what was accepted is watched as it happens."""

    def __init__(self, twin: Twin, seed: int, *, merges: bool = False) -> None:
        """Begin with a few leads, or, where records are merged too, with twice as many."""
        self.twin, self.chance, self.now, self.watch = twin, Random(seed), MONDAY_10, Watch()
        leads = [
            a_planted_lead(self.chance, number) | {"is_reachable": True}
            for number in range(LEADS * (1 + merges))
        ]
        twin.plant(leads)
        self.leads = [str(lead["id"]) for lead in leads]
        scene = self._scene()
        self.sdr, self.team_lead = scene.member(Role.SDR), scene.member(Role.TEAM_LEAD)
        self.sales_lead = scene.member(Role.SALES_LEAD)
        self.questions = [row.key for row in scene.rows(_QUESTIONS)]
        for number in range(9):
            self._add_rep(number)
        self.do("lead.assign", self.team_lead, lead_ids=self.leads, member_id=str(self.sdr))
        self._ways: list[tuple[Callable[[str], None], int]] = [
            (self._submit, 12), (self._decide, 8), (self._judge, 6), (self._call, 8), (self._log, 4),
            (self._ask, 8), (self._sell, 3), (self._pass_on, 1), (self._override, 1), (self._pause, 2),
        ]  # fmt: skip
        if merges:
            self._ways += [(self._merge, 2), (self._unmerge, 8)]

    def run(self, steps: int) -> None:
        """Try ``steps`` times.

        Raises:
            HandedOverEarly: one of them went through.
        """
        ways, weights = zip(*self._ways, strict=True)
        for _ in range(steps):
            self.now += self.chance.choices((SECOND, MINUTE, HOUR, DAY, 3 * DAY), (4, 6, 16, 3, 1))[0]
            self.chance.choices(ways, weights)[0](self.chance.choice(self.leads))
        self.twin.compare()

    # What people try.

    def _submit(self, lead: str) -> None:
        runs = self._rows(_FINISHED, lead)
        if not runs:
            self._ask_everything(lead)
            return
        self.do(
            "handover.submit",
            self.sdr,
            handover_id=self._id(),
            lead_id=lead,
            run_id=spelled(runs[0].id),
            words="",
        )

    def _decide(self, lead: str) -> None:
        for row in self._rows(_OPEN, lead):
            args: dict[str, Any] = {"handover_id": spelled(row.id), "words": "so"}
            kind = self.chance.choices(("refuse", "return", "accept", "choose"), (8, 1, 1, 1))[0]
            if kind == "refuse":
                marked = self.chance.sample(self.questions, self.chance.choice((0, 1, 2)))
                args |= {"reason": "refuse_no_budget", "marked": marked}
            if kind == "choose":
                reps = self._rows("SELECT id FROM member WHERE role = 'rep' AND is_active ORDER BY id", lead)
                args = {"handover_id": spelled(row.id), "rep_id": spelled(self.chance.choice(reps).id)}
            self.do(f"handover.{kind}", self.sales_lead if kind == "choose" else uuid(row.rep_id), **args)
        for row in self._rows("SELECT id FROM handover WHERE lead_id = :lead AND state = 'returned'", lead):
            self.do("handover.answer", self.sdr, handover_id=spelled(row.id), words="so")

    def _judge(self, lead: str) -> None:
        for row in self._rows(_REFUSED, lead)[:1]:
            verdict = self.chance.choices(("unclear", "refusal_right", "handover_right"), (8, 2, 1))[0]
            more = {"again_id": self._id()} if verdict == "handover_right" else {}
            self.do(
                f"review.{verdict}",
                self.team_lead,
                handover_id=spelled(row.id),
                cause="cause_sdr",
                words="so",
                **more,
            )
        self.do("nurture.return", self.sdr, lead_id=lead, words="")

    def _override(self, lead: str) -> None:
        for row in self._rows(_REFUSED, lead)[:1]:
            self.do("handover.override", self.chance.choice((self.sdr, self.team_lead)), handover_id=spelled(row.id),
                    reason="override_new_facts", words="so")  # fmt: skip

    def _call(self, lead: str) -> None:
        call = self._id()
        self.do("call.start", self.sdr, activity_id=call, lead_id=lead, phone="+8613800138000")
        self.now += MINUTE
        if self.chance.random() < 0.6:
            self._ask(lead)
        outcome = self.chance.choice((Outcome.CONNECTED, Outcome.CONNECTED, *Outcome))
        self.do(
            "call.end", self.sdr, activity_id=call, outcome=outcome.value, words="", next_at=self.now + DAY
        )

    def _log(self, lead: str) -> None:
        kind = self.chance.choice((ActivityKind.MESSAGE, ActivityKind.REPLY, ActivityKind.NOTE))
        self.do("contact.log", self.sdr, activity_id=self._id(), lead_id=lead, activity_kind=kind.value,
                is_connected=self.chance.random() < 0.5, words="")  # fmt: skip

    def _ask(self, lead: str) -> None:
        run = self._id()
        self.do("run.start", self.sdr, run_id=run, lead_id=lead)
        for row in self._rows("SELECT id FROM run WHERE lead_id = :lead AND state = 'open'", lead):
            run = spelled(row.id)
        for question in self.chance.sample(self.questions, self.chance.randint(0, 6)):
            self.now += SECOND
            if self.chance.random() < 0.5:
                self.do("answer.confirm", self.sdr, run_id=run, question_key=question)
            else:
                self._say(run, question)
        if self.chance.random() < 0.8:
            self.do("run.finish", self.sdr, run_id=run, words="")

    def _ask_everything(self, lead: str) -> None:
        run = self._id()
        self.do("run.start", self.sdr, run_id=run, lead_id=lead)
        for row in self._rows("SELECT id FROM run WHERE lead_id = :lead AND state = 'open'", lead):
            for question in self.questions:
                self._say(spelled(row.id), question)
            self.do("run.finish", self.sdr, run_id=spelled(row.id), words="")

    def _say(self, run: str, question: str) -> None:
        self.do("answer.record", self.sdr, run_id=run, question_key=question, choice_key=None,
                state=AnswerState.GOOD.value, words="")  # fmt: skip

    def _pause(self, lead: str) -> None:
        for row in self._rows(
            "SELECT id, state FROM run WHERE lead_id = :lead AND state IN ('open', 'paused')", lead
        ):
            self.do("run.pause" if row.state == "open" else "run.resume", self.sdr, run_id=spelled(row.id))

    def _merge(self, lead: str) -> None:
        other = self.chance.choice([one for one in self.leads if one != lead])
        self.do(
            "lead.merge", self.team_lead, kept_id=lead, gone_id=other, take=[], take_custom=[], knowingly=True
        )

    def _unmerge(self, lead: str) -> None:
        for row in self._rows(
            "SELECT id FROM merge WHERE kept_id = :lead AND undone_at IS NULL ORDER BY id", lead
        ):
            self.do("lead.unmerge", self.team_lead, merge_id=spelled(row.id))

    def _sell(self, lead: str) -> None:
        self.do("lead.lose", self.sales_lead, lead_id=lead, reason="lost_price", words="")
        self.do("lead.revive", self.sdr, lead_id=lead, words="")

    def _pass_on(self, lead: str) -> None:
        self.do("lead.disqualify", self.sdr, lead_id=lead, reason="too_small", words="")

    # Doing.

    def do(self, kind: str, actor: UUID, **args: Any) -> None:
        """Give a command and watch what became of it."""
        cmd_id = UUID(int=self.chance.getrandbits(128), version=4)
        step = Step(kind, cmd_id, actor, self.now, json.dumps(args))
        self.watch.see(step, self.twin.give(step))

    def _add_rep(self, number: int) -> None:
        self.do("member.add", self.team_lead, member_id=self._id(), person_id=self._id(), name="R", name_key="r",
                login=f"rep{number}", role="rep", weight=1, grade_low=1, grade_high=4, capacity=1000)  # fmt: skip

    def _rows(self, sql: str, lead: str) -> list[Any]:
        return self._scene().rows(sql, lead=UUID(lead))

    def _id(self) -> str:
        return self._scene().new_id()

    def _scene(self) -> Scene:
        return Scene(self.twin.db, self.chance, self.now, is_loose=False)
