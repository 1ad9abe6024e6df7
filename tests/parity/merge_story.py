"""Merges told step by step: a hand-over that came to rest on one, two records with everything in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.clock import DAY, HOUR, MINUTE
from app.models.vocabulary import AnswerState, BarReason, BehaviourKind, MergeField, Role
from tests.parity.refused_story import Give
from tests.parity.scene import Scene, spelled, uuid

_LEADS = (
    "SELECT id FROM lead WHERE is_reachable AND owner_id IS NULL AND company IS NOT NULL AND contact_name IS NOT NULL"
    " AND phone = '+8613800138000' ORDER BY id DESC"
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

    def do(kind: str, *, why: str | None = None, actor: UUID | None = None, **args: Any) -> None:
        wait(MINUTE)
        asks = kind in {"run.start", "answer.record", "run.finish"}
        said = give(kind, actor or (sdr if asks else lead), args)
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
    call_id = scene.new_id()
    do("call.start", actor=sdr, activity_id=call_id, lead_id=other, phone="+8613800138000")
    do(
        "call.end",
        actor=sdr,
        activity_id=call_id,
        outcome="connected",
        words="said so",
        next_at=scene_at().now + DAY,
    )
    first = merge(one, other)
    handover_id = scene.new_id()
    do("handover.submit", handover_id=handover_id, lead_id=one, run_id=run_id, words="")
    do("lead.unmerge", why="relied_on", merge_id=first)
    second, again = merge(third, fourth), merge(one, third)
    do("lead.unmerge", why="merged_since", merge_id=second)
    do("lead.unmerge", merge_id=again)
    do("lead.unmerge", merge_id=second)
    do("lead.unmerge", why="merge_undone", merge_id=second)
    rep = uuid(scene.rows("SELECT rep_id FROM handover WHERE id = :id", id=UUID(handover_id))[0].rep_id)
    do("handover.accept", actor=rep, handover_id=handover_id, words="")
    field = scene.rows("SELECT key FROM record_field ORDER BY version DESC, key LIMIT 1")[0].key
    said = [{"field": field, "value_key": None, "words": "Met."}]
    do(
        "sales.record",
        actor=rep,
        record_id=scene.new_id(),
        handover_id=handover_id,
        fields=said,
        words="Met.",
    )
    reason = scene.rows("SELECT key FROM reason WHERE kind = 'lost' ORDER BY version DESC, key LIMIT 1")[
        0
    ].key
    do("lead.lose", actor=rep, lead_id=one, reason=reason, words="")
    do("lead.unmerge", merge_id=merge(third, one))
    do("lead.revive", actor=sdr, lead_id=one, words="")
    do("person.erase", lead_ids=[one, other], asked_by="case 2", secret="6" * 64)


def tell_of_two_alike(scene_at: Callable[[], Scene], give: Give, wait: Callable[[int], None]) -> None:
    """Merge two records that have everything, of which much is the same, and take them apart after more came.

    Raises:
        AssertionError: a command was refused.
    """
    scene = scene_at()
    sdr, lead = scene.member(Role.SDR), scene.member(Role.TEAM_LEAD)
    kept, gone, batch_id = scene.new_id(), scene.new_id(), scene.new_id()
    third, fourth = (spelled(row.id) for row in scene.rows(_LEADS)[5:7])

    def do(kind: str, *, actor: UUID = lead, **args: Any) -> None:
        wait(MINUTE)
        said = give(kind, actor, args)
        assert said is None, f"{kind}: {said}"

    def seen(lead_id: str, kind: BehaviourKind) -> None:
        row = {
            "id": scene.new_id(),
            "lead_id": lead_id,
            "behaviour": kind.value,
            "at": scene_at().now,
            "words": "",
        }
        do("behaviour.record", rows=[row])

    def merged(**take: Any) -> str:
        do("lead.merge", kept_id=kept, gone_id=gone, knowingly=True, **take)
        return spelled(scene_at().rows("SELECT id FROM merge ORDER BY at DESC LIMIT 1")[0].id)

    do("intake.open", batch_id=batch_id, how="file", file_name="two", source="crm", owner_id=None)
    do("intake.rows", batch_id=batch_id, **_two_rows(scene, kept, gone))
    again = scene.new_id()
    do("intake.open", batch_id=again, how="file", file_name="again", source="crm", owner_id=None)
    do("intake.rows", batch_id=again, **_two_rows(scene, scene.new_id(), scene.new_id()))
    do("lead.assign", lead_ids=[gone], member_id=str(lead))
    do("lead.assign", lead_ids=[kept, gone], member_id=str(sdr))
    reason = scene.rows(
        "SELECT key FROM reason WHERE kind = 'disqualify' ORDER BY version DESC, key LIMIT 1"
    )[0].key
    do("lead.disqualify", lead_id=gone, reason=reason, words="")
    do("nurture.return", lead_id=gone, words="")
    change = {"field": "title", "value": "CIO", "key": None, "pinyin": None, "initials": None}
    do("lead.correct", lead_id=gone, changes=[change])
    call_id = scene.new_id()
    do("call.start", activity_id=call_id, lead_id=gone, phone="+8613800138002")
    do("call.end", activity_id=call_id, outcome="no_answer", words="", next_at=scene_at().now + HOUR)
    do("recording.attach", recording_id=scene.new_id(), activity_id=call_id, file_name="a.wav", sha256="0" * 64,
       bytes_count=1, length_ms=1)  # fmt: skip
    for lead_id in (kept, gone):
        seen(lead_id, BehaviourKind.PRICE_PAGE)
        note = {"activity_kind": "note", "is_connected": False, "words": "!"}
        do("contact.log", activity_id=scene.new_id(), lead_id=lead_id, **note)
    seen(gone, BehaviourKind.DEMO_REQUEST)
    pairs = [sorted(pair) for pair in ((kept, third), (gone, third), (gone, fourth))]
    known = [{"a_id": a, "b_id": b, "evidence": "domain", "similarity_pct": 90} for a, b in pairs]
    do("duplicates.note", pairs=known)
    do("duplicates.apart", a_id=gone, b_id=third)
    entry = {
        "id": scene.new_id(),
        "kind": "phone",
        "key": "+8613800138777",
        "shown": "1",
        "company_key": None,
    }
    do("do_not_contact.add", entries=[entry], reason=BarReason.ASKED.value, asked_by="twin", lead_id=gone)
    for name, picked in (("alike", [kept, gone]), ("alone", [gone])):
        list_id = scene.new_id()
        do(
            "list.save",
            list_id=list_id,
            name=name,
            expression=None,
            sort="score",
            is_descending=True,
            is_shared=False,
        )
        do("list.pick", list_id=list_id, lead_ids=picked)
    do("lead.unmerge", merge_id=merged(take=[], take_custom=[]))
    merge_id = merged(take=[field.value for field in MergeField], take_custom=["c1"])
    seen(kept, BehaviourKind.TRIAL_REQUEST)
    do("lead.unmerge", merge_id=merge_id)


def _two_rows(scene: Scene, kept: str, gone: str) -> dict[str, Any]:
    """Return a chunk in which the second row came first and reached its milestone first."""
    both = ((1, kept, 2 * HOUR), (2, gone, 3 * HOUR))
    rows = [
        {
            "row_no": number, "new_id": lead_id, "company": f"Twin {number}", "company_key": f"twin {number}",
            "contact_name": f"Twin {number}", "contact_key": f"twin {number}", "phone": f"+86138001380{number:02}",
            "phone_status": "valid", "is_reachable": True, "title": f"T{number}", "region": f"R{number}",
            "external_id": f"twin-{number}", "source": "twins", "channel": f"way {number}", "amount": number,
            "currency": "CNY", "score": number, "created_at": scene.now - ago,
        }
        for number, lead_id, ago in both
    ]  # fmt: skip
    points = [
        {"row_no": number, "kind": "phone", "position": place, "value": value, "raw": value, "extension": None,
         "status": "valid"}
        for number, _, _ in both
        for place, value in enumerate((f"+86138001380{number:02}", "+8613800138099"))
    ]  # fmt: skip
    customs = [{"row_no": number, "name": "c1", "value": str(number)} for number, _, _ in both]
    tags = [{"row_no": number, "tag": tag} for number, tag in ((1, "vip"), (2, "vip"), (2, "展会"))]
    milestones = [
        {"row_no": number, "milestone": "mql", "at": scene.now - number * HOUR} for number, _, _ in both
    ]
    touches = [
        {"row_no": number, "id": scene.new_id(), "at": scene.now - ago, "channel": "seo"}
        for number, _, ago in both
    ]
    return {
        "rows": rows, "points": points, "customs": [*customs, {"row_no": 2, "name": "c2", "value": "2"}], "tags": tags,
        "domains": [], "milestones": milestones, "touches": touches, "people": [],
    }  # fmt: skip
