"""A refused lead's way back, told step by step: by chance alone no history would see every guard of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.clock import DAY, HOUR, MINUTE
from app.models.vocabulary import AnswerState, Role
from tests.parity.scene import Scene, spelled

type Give = Callable[[str, UUID, dict[str, Any]], str | None]
"""Gives a command and returns why it was refused."""

_QUESTIONS = """SELECT q.key, (SELECT c.key FROM choice c WHERE c.version = q.version AND c.question_key = q.key
  AND c.state = 'good' ORDER BY c.position LIMIT 1) AS choice FROM question q
  WHERE q.version = (SELECT version FROM playbook WHERE is_current) AND q.follow_on_of IS NULL ORDER BY q.position"""


class RefusedStory:
    """While there is a single rep: refused, judged unclear, called, too early, nobody else, overridden, ruled out."""

    def __init__(self, scene_at: Callable[[], Scene], give: Give, wait: Callable[[int], None]) -> None:
        self._scene_at, self._give, self._wait = scene_at, give, wait
        scene = scene_at()
        self._sdr, self._rep = scene.member(Role.SDR), scene.member(Role.REP)
        self._lead_role, self._sales_lead = scene.member(Role.TEAM_LEAD), scene.member(Role.SALES_LEAD)
        self._questions = scene.rows(_QUESTIONS)
        self._lead_id = spelled(
            scene.one(scene.rows("SELECT id FROM lead WHERE is_reachable ORDER BY id")).id
        )

    def tell(self) -> None:
        """Play it to its end; every step must go as it is told.

        Raises:
            AssertionError: a command was judged otherwise.
        """
        self._keep_sales_lead(is_active=False)
        self._do("lead.assign", self._lead_role, lead_ids=[self._lead_id], member_id=str(self._sdr))
        run_id = self._run([one.key for one in self._questions])
        first = self._submit(run_id)
        self._refuse(first)
        self._do("review.unclear", self._lead_role, handover_id=first, cause="cause_data", words="?")
        self._submit(run_id, why="no_contact_since")
        self._call(during=lambda: self._submit(run_id, why="call_unfinished"))
        self._submit(run_id, why="answer_not_renewed")
        again = self._new_id()
        self._do("run.start", self._sdr, run_id=again, lead_id=self._lead_id)
        self._call(during=lambda: self._do("answer.confirm", self._sdr, run_id=again, question_key="budget"))
        self._do("run.finish", self._sdr, run_id=again, words="")
        self._submit(again, why="too_early_again")
        self._wait(8 * DAY)
        self._submit(again, why="no_other_rep")
        self._override(first)
        second = self._submit(again)
        self._refuse(second)
        self._do("review.unclear", self._lead_role, handover_id=second, cause="cause_data", words="?")
        ruled_out = self._new_id()
        self._do("run.start", self._sdr, run_id=ruled_out, lead_id=self._lead_id)
        self._do(
            "answer.record", self._sdr, run_id=ruled_out, question_key="need", choice_key="no_fit", words=""
        )
        self._do("review.handover_right", self._lead_role, why="run_overtaken", handover_id=second,
                 again_id=self._new_id(), cause="cause_sales", words="!")  # fmt: skip
        self._do("review.refusal_right", self._lead_role, handover_id=second, cause="cause_lead", words="!")
        self._keep_sales_lead(is_active=True)

    def _run(self, questions: list[str]) -> str:
        run_id = self._new_id()
        self._do("run.start", self._sdr, run_id=run_id, lead_id=self._lead_id)
        for one in self._questions:
            if one.key in questions:
                judged = {} if one.choice else {"state": AnswerState.GOOD.value}
                self._do("answer.record", self._sdr, run_id=run_id, question_key=one.key, choice_key=one.choice,
                         words="", **judged)  # fmt: skip
        self._do("run.finish", self._sdr, run_id=run_id, words="")
        return run_id

    def _submit(self, run_id: str, *, why: str | None = None) -> str:
        handover_id = self._new_id()
        self._do("handover.submit", self._sdr, why=why, handover_id=handover_id, lead_id=self._lead_id,
                 run_id=run_id, words="")  # fmt: skip
        return handover_id

    def _refuse(self, handover_id: str) -> None:
        self._do("handover.refuse", self._rep, handover_id=handover_id, reason="refuse_no_budget", words="no",
                 marked=["budget"])  # fmt: skip

    def _override(self, handover_id: str) -> None:
        self._do("handover.override", self._lead_role, handover_id=handover_id, reason="override_only_rep",
                 words="Nobody else.")  # fmt: skip

    def _call(self, during: Callable[[], object] | None = None) -> None:
        call_id = self._new_id()
        self._do("call.start", self._sdr, activity_id=call_id, lead_id=self._lead_id, phone="+8613800138000")
        if during:
            during()
        next_at = self._scene_at().now + HOUR
        self._do("call.end", self._sdr, activity_id=call_id, outcome="connected", words="", next_at=next_at)

    def _keep_sales_lead(self, *, is_active: bool) -> None:
        self._do("member.change", self._lead_role, member_id=str(self._sales_lead), name="S", name_key="s",
                 is_active=is_active, weight=1, grade_low=1, grade_high=4, capacity=1000)  # fmt: skip

    def _do(self, kind: str, actor: UUID, *, why: str | None = None, **args: Any) -> None:
        self._wait(MINUTE)
        said = self._give(kind, actor, args)
        assert said == why, f"{kind}: {said}, not {why}"

    def _new_id(self) -> str:
        return self._scene_at().new_id()
