"""Keeping immature leads warm: whose turn it is, what was sent, what brings a lead back (spec section 14)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR, from_micros
from app.models.activity import Activity, FollowUp
from app.models.leads import Lead, StageMove
from app.models.nurture import Content, ContentReason, NurtureTouch
from app.models.vocabulary import BackBy, BarReason, BehaviourKind, ContentKind, FollowUpWhy, Role
from app.services.do_not_contact import ForbidContact
from app.services.do_not_contact_keys import bars_of_person
from app.services.follow_ups import SetFollowUp
from app.services.nurture import ChooseTrack, RecordReply, ReturnFromNurture, SendTouch, SkipTouch
from app.services.nurture_content import ContentLanguage, RetireContent, SaveContent
from app.services.nurture_standing import NurtureWhere, Part
from app.services.nurture_view import NurtureRow, nurture_counts, nurture_page, nurture_row
from app.services.recall_sweep import sweep
from app.services.scoring import RecordBehaviour, Seen
from app.services.script import DisqualifyLead
from tests.builders import Desk
from tests.leads import a_lead
from tests.stories import my_lead, refusal, row, rows, stage


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases."""
    return twin_desk


def nurtured(desk: Desk, reason: str = "wrong_contact", **fields: Any) -> UUID:
    """Return a lead of the SDR that left for a reason."""
    lead_id = my_lead(desk, **fields)
    desk.wear(Role.SDR)
    desk.workspace.execute(DisqualifyLead(lead_id=lead_id, reason=reason, words=""))
    desk.clock.tick()
    return lead_id


def standing(desk: Desk, lead_id: UUID) -> NurtureRow:
    member_id = desk.workspace.member_id
    found = desk.workspace.read(lambda db: nurture_row(db, member_id, lead_id))
    assert found is not None
    return found


def a_touch(desk: Desk, lead_id: UUID, **changes: Any) -> SendTouch:
    """Return the command that sends what is proposed."""
    at = standing(desk, lead_id)
    fields = {"lead_id": lead_id, "track": at.track, "step": at.step, "activity_id": uuid4(), "words": "Case"}
    return SendTouch(**(fields | changes))


def send(desk: Desk, lead_id: UUID) -> None:
    desk.workspace.execute(a_touch(desk, lead_id))
    desk.clock.tick()


def see(desk: Desk, lead_id: UUID, kind: BehaviourKind, *, times: int = 1) -> None:
    """Let a lead do something now."""
    seen = [
        Seen(id=uuid4(), lead_id=lead_id, behaviour=kind, at=desk.clock(), words="") for _ in range(times)
    ]
    desk.workspace.execute(RecordBehaviour(rows=tuple(seen)), as_member=desk.members[Role.MARKETING])
    desk.clock.tick()


def a_case(**changes: Any) -> SaveContent:
    fields: dict[str, Any] = {
        "content_id": uuid4(), "content_kind": ContentKind.CASE, "title": "A plant", "language": ContentLanguage.EN,
        "link": "https://decile.example/plant", "words": "", "reasons": (),
    }  # fmt: skip
    return SaveContent(**(fields | changes))


@pytest.mark.parametrize(
    ("title", "reason", "track", "persona"),
    [
        ("CTO", "wrong_contact", "deciders", "decision_maker"),
        ("数据架构师", "wrong_contact", "technicians", "technical"),
        ("Data engineer", "too_small", "technicians", "technical"),
        ("Assistant", "wrong_contact", "everybody", ""),
        (None, "wrong_contact", "everybody", ""),
        ("CTO", "project_cancelled", "waits_for_money", "decision_maker"),
        ("CTO", "chosen_competitor", "chose_others", "decision_maker"),
    ],
)
def test_reason_and_title_say_which_track_a_lead_is_on(
    desk: Desk, title: str | None, reason: str, track: str, persona: str
) -> None:
    """The first track of the playbook that fits: by the reason it left for, then by whom one talks to."""
    found = standing(desk, nurtured(desk, reason, title=title))

    assert (found.track, found.persona, found.reason, found.step_no) == (track, persona, reason, 1)


def test_a_touch_is_due_so_many_working_days_after_the_one_before(desk: Desk) -> None:
    """Days off do not count; the first step counts from when the lead came, the next from the touch."""
    lead_id = nurtured(desk, title="CTO")
    first = standing(desk, lead_id)
    assert first.step == "case"
    assert first.due_at is not None
    assert [from_micros(at).isoweekday() for at in (desk.clock(), first.due_at)] == [1, 1]

    desk.clock.at = first.due_at
    send(desk, lead_id)
    found = standing(desk, lead_id)
    assert (found.step, found.step_no, found.touches) == ("event", 2, 1)
    assert found.due_at is not None
    assert found.due_at >= first.due_at + 15 * DAY


def test_a_touch_is_a_contact_attempt_and_no_contact(desk: Desk) -> None:
    lead_id = nurtured(desk)
    content = a_case()
    desk.workspace.execute(content, as_member=desk.members[Role.MARKETING])
    command = a_touch(desk, lead_id, content_id=content.content_id)
    desk.workspace.execute(command)

    sent = row(desk, Activity, command.activity_id)
    assert (sent.kind, sent.is_attempt, sent.is_connected, sent.words) == ("message", True, False, "Case")
    assert row(desk, Lead, lead_id).responded_at is not None
    assert [one.content_id for one in rows(desk, NurtureTouch)] == [content.content_id]
    again = SendTouch(lead_id=lead_id, track=command.track, step=command.step, activity_id=uuid4(), words="")
    assert refusal(desk, again).code == "touched_already"


def test_a_step_left_out_makes_way_for_the_next_and_the_last_for_rest(desk: Desk) -> None:
    lead_id = nurtured(desk)
    for _ in range(3):
        at = standing(desk, lead_id)
        desk.workspace.execute(SkipTouch(lead_id=lead_id, track=at.track, step=at.step))
        desk.clock.tick()

    found = standing(desk, lead_id)
    assert (found.step, found.due_at, found.touches) == ("", None, 0)


def test_another_track_begins_anew_and_none_stops(desk: Desk) -> None:
    lead_id = nurtured(desk)
    send(desk, lead_id)
    at = standing(desk, lead_id)
    desk.workspace.execute(ChooseTrack(lead_id=lead_id, track=None))
    desk.clock.tick()
    stopped = standing(desk, lead_id)
    assert (stopped.track, stopped.step, stopped.is_chosen) == ("", "", True)
    to_send = SendTouch(lead_id=lead_id, track=at.track, step=at.step, activity_id=uuid4(), words="")
    assert refusal(desk, to_send).code == "nurture_stopped"
    assert refusal(desk, ChooseTrack(lead_id=lead_id, track="nowhere")).code == "unknown_track"

    desk.workspace.execute(ChooseTrack(lead_id=lead_id, track="everybody"))
    desk.clock.tick()
    assert standing(desk, lead_id).step_no == 1
    assert standing(desk, lead_id).is_chosen


def test_whom_nobody_may_contact_is_neither_proposed_nor_brought_back(desk: Desk) -> None:
    lead_id, member_id = nurtured(desk), desk.workspace.member_id
    command = a_touch(desk, lead_id)
    see(desk, lead_id, BehaviourKind.DEMO_REQUEST)
    bars = desk.workspace.read(lambda db: bars_of_person(db, lead_id))
    desk.workspace.execute(ForbidContact(entries=bars, reason=BarReason.ASKED, asked_by=""))

    assert refusal(desk, command).code == "do_not_contact"
    assert desk.workspace.read(lambda db: nurture_row(db, member_id, lead_id)) is None
    assert refusal(desk, ReturnFromNurture(lead_id=lead_id)).code == "do_not_contact"
    assert sweep(desk.workspace).back == ()


def test_who_asked_to_be_left_in_peace_is_on_a_track_without_a_step(desk: Desk) -> None:
    found = standing(desk, nurtured(desk, "company_closed"))

    assert (found.track, found.step, found.due_at) == ("left_alone", "", None)


def test_marketing_and_the_team_lead_nurture_everybodys_leads_an_sdr_their_own(desk: Desk) -> None:
    lead_id = nurtured(desk)
    at = standing(desk, lead_id)
    nobodys = a_lead(desk.workspace)
    for role in (Role.MARKETING, Role.TEAM_LEAD):
        desk.wear(role)
        assert standing(desk, lead_id).track == at.track
    skip = SkipTouch(lead_id=lead_id, track=at.track, step=at.step)
    assert refusal(desk, skip, role=Role.REP).code == "not_allowed"
    assert refusal(desk, ChooseTrack(lead_id=nobodys, track=None), role=Role.MARKETING).code == "not_yours"
    desk.workspace.execute(skip, as_member=desk.members[Role.MARKETING])


def test_lists_part_what_is_due_what_is_ahead_and_what_rests(desk: Desk) -> None:
    due, resting = nurtured(desk), nurtured(desk, "company_closed")
    desk.clock.forward(days=8)
    ahead = nurtured(desk, company="Later works")
    member_id, until = desk.workspace.member_id, desk.clock() + 8 * HOUR

    def leads(part: Part, **more: Any) -> list[UUID]:
        where = NurtureWhere(part, **more)
        found = desk.workspace.read(lambda db: nurture_page(db, member_id, until, where))
        return [one.lead_id for one in found]

    assert (leads(Part.DUE), leads(Part.AHEAD), leads(Part.RESTING)) == ([due], [ahead], [resting])
    assert leads(Part.AHEAD, text="later works") == [ahead]
    assert leads(Part.AHEAD, text="elsewhere") == []
    assert leads(Part.DUE, track="deciders") == []
    counts = desk.workspace.read(lambda db: nurture_counts(db, member_id, until))
    assert counts == {Part.DUE: 1, Part.AHEAD: 1, Part.RESTING: 1}


def test_an_answer_brings_a_lead_back_and_its_owner_is_told(desk: Desk) -> None:
    """Once: the same answer again is known, and a lead that was worked on since is left alone."""
    lead_id = nurtured(desk)
    reply = RecordReply(lead_id=lead_id, activity_id=uuid4(), at=desk.clock(), words="Call me")
    desk.workspace.execute(reply, as_member=desk.members[Role.MARKETING])
    assert row(desk, Activity, reply.activity_id).is_connected
    assert refusal(desk, reply, role=Role.MARKETING).code == "exists_already"
    late = RecordReply(lead_id=lead_id, activity_id=uuid4(), at=desk.clock() + DAY, words="")
    assert refusal(desk, late).code == "in_the_future"

    assert sweep(desk.workspace).back == (lead_id,)
    assert stage(desk, lead_id) == "market_validating"
    moved = rows(desk, StageMove, StageMove.lead_id == lead_id, StageMove.fact == "nurture.returned")
    assert [one.reason for one in moved] == [BackBy.REPLY]
    told = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    assert [(one.owner_id, one.why, one.due_at) for one in told] == [
        (desk.members[Role.SDR], FollowUpWhy.NURTURE_BACK, desk.clock())
    ]
    assert sweep(desk.workspace).back == ()
    assert refusal(desk, ReturnFromNurture(lead_id=lead_id)).code == "wrong_stage"


def test_the_score_brings_back_who_rises_to_it_and_nobody_who_stood_there(desk: Desk) -> None:
    """A CTO of the best score who left without a budget does not come back for opening one mail."""
    low, high = nurtured(desk), nurtured(desk, score=140)
    for lead_id in (low, high):
        see(desk, lead_id, BehaviourKind.MAIL_OPENED)
    assert sweep(desk.workspace).back == ()
    see(desk, low, BehaviourKind.PRICE_PAGE, times=5)

    assert row(desk, Lead, low).score >= 100
    assert sweep(desk.workspace).back == (low,)
    assert [one.reason for one in rows(desk, StageMove, StageMove.fact == "nurture.returned")] == [
        BackBy.SCORE
    ]


def test_who_asks_for_a_demo_is_back_whatever_the_score(desk: Desk) -> None:
    lead_id = nurtured(desk, score=140)
    see(desk, lead_id, BehaviourKind.DEMO_REQUEST)

    assert sweep(desk.workspace).back == (lead_id,)
    assert [one.reason for one in rows(desk, StageMove, StageMove.fact == "nurture.returned")] == [
        BackBy.REQUEST
    ]


def test_the_day_somebody_set_brings_a_lead_back(desk: Desk) -> None:
    lead_id = nurtured(desk)
    due_at = desk.clock() + 3 * DAY
    desk.workspace.execute(
        SetFollowUp(lead_id=lead_id, due_at=due_at, why=FollowUpWhy.NURTURE_BACK, words="Budget round")
    )
    assert standing(desk, lead_id).back_at == due_at
    assert refusal(desk, ReturnFromNurture(lead_id=lead_id)).code == "nothing_brings_it_back"
    desk.clock.at = due_at

    assert sweep(desk.workspace).back == (lead_id,)
    open_ones = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    assert [one.words for one in open_ones] == ["Budget round"]


def test_the_library_is_kept_by_marketing(desk: Desk) -> None:
    """Changed under the same id, told apart by reasons the playbook has, and taken out for good."""
    command = a_case(reasons=("no_fit", "too_small"), persona="technical")
    assert refusal(desk, command, role=Role.SDR).code == "not_allowed"
    desk.wear(Role.MARKETING)
    desk.workspace.execute(command)
    desk.workspace.execute(a_case(content_id=command.content_id, title="Another", reasons=("too_small",)))
    kept = row(desk, Content, command.content_id)
    assert (kept.title, kept.persona) == ("Another", None)
    assert [one.reason for one in rows(desk, ContentReason)] == ["too_small"]
    for changes, code in (
        ({"link": ""}, "nothing_to_send"), ({"persona": "boss"}, "unknown_persona"),
        ({"reasons": ("no_fit", "no_fit")}, "listed_twice"), ({"reasons": ("none",)}, "unknown_reason"),
    ):  # fmt: skip
        assert refusal(desk, a_case(**changes)).code == code

    desk.workspace.execute(RetireContent(content_id=command.content_id))
    assert refusal(desk, a_case(content_id=command.content_id)).code == "content_retired"
    assert refusal(desk, RetireContent(content_id=command.content_id)).code == "unknown_content"
    lead_id = nurtured(desk)
    assert refusal(desk, a_touch(desk, lead_id, content_id=command.content_id)).code == "unknown_content"
