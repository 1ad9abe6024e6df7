"""A merge that a hand-over came to rest on: by chance alone few histories would see one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.clock import MINUTE
from app.models.vocabulary import AnswerState, Role
from tests.parity.refused_story import Give
from tests.parity.scene import Scene, spelled

_LEADS = (
    "SELECT id FROM lead WHERE is_reachable AND owner_id IS NULL AND company IS NOT NULL AND contact_name IS NOT NULL"
    " ORDER BY id DESC"
)
_QUESTIONS = """SELECT key, (SELECT c.key FROM choice c WHERE c.version = q.version AND c.question_key = q.key
  AND c.state = 'good' ORDER BY c.position LIMIT 1) AS choice FROM question q
  WHERE version = (SELECT version FROM playbook WHERE is_current) AND follow_on_of IS NULL ORDER BY position"""


def tell_merge_story(scene_at: Callable[[], Scene], give: Give, wait: Callable[[int], None]) -> None:
    """Ask one of three, merge it into another, hand that over: the merge stays, as does one that was merged on.

    Raises:
        AssertionError: a command was judged otherwise than told.
    """
    scene = scene_at()
    sdr, lead = scene.member(Role.SDR), scene.member(Role.TEAM_LEAD)
    one, other, third, fourth = (spelled(row.id) for row in scene.rows(_LEADS)[:4])

    def do(kind: str, *, why: str | None = None, **args: Any) -> None:
        wait(MINUTE)
        said = give(kind, sdr if kind in {"run.start", "answer.record", "run.finish"} else lead, args)
        assert said == why, f"{kind}: {said}, not {why}"

    def merge(kept: str, gone: str) -> str:
        do("lead.merge", kept_id=kept, gone_id=gone, take=[], take_custom=[], knowingly=True)
        newest = "SELECT id FROM merge ORDER BY at DESC LIMIT 1"
        return spelled(scene_at().rows(newest)[0].id)

    run_id = scene.new_id()
    do("lead.assign", lead_ids=[one, other], member_id=str(sdr))
    do("run.start", run_id=run_id, lead_id=other)
    for question in scene.rows(_QUESTIONS):
        judged = {} if question.choice else {"state": AnswerState.GOOD.value}
        do(
            "answer.record",
            run_id=run_id,
            question_key=question.key,
            choice_key=question.choice,
            words="",
            **judged,
        )
    do("run.finish", run_id=run_id, words="")
    first = merge(one, other)
    do("handover.submit", handover_id=scene.new_id(), lead_id=one, run_id=run_id, words="")
    do("lead.unmerge", why="relied_on", merge_id=first)
    second, again = merge(third, fourth), merge(one, third)
    do("lead.unmerge", why="merged_since", merge_id=second)
    do("lead.unmerge", merge_id=again)
    do("lead.unmerge", merge_id=second)
    do("lead.unmerge", why="merge_undone", merge_id=second)
