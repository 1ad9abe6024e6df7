"""Handing over, deciding once, asking back, and a card nobody can rewrite (spec section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.clock import from_micros
from app.models.activity import FollowUp
from app.models.handover import Handover, HandoverAnswer, HandoverCall, HandoverEvent, HandoverMark
from app.models.leads import Lead
from app.models.vocabulary import AnswerState, Outcome, Role
from app.services.calls import EndCall, StartCall
from app.services.handover import AcceptHandover, AnswerReturn, RefuseHandover, ReturnHandover
from app.services.playbook_records import (
    RequiredRow,
)
from app.services.script import ResumeRun, StartRun
from tests.builders import Desk, open_desk
from tests.handovers import a_rep
from tests.stories import (
    accept,
    adopt,
    all_good,
    answered,
    asked,
    begun,
    counting,
    finished,
    handed_over,
    limits_with,
    mature,
    my_lead,
    only_reps,
    refusal,
    refuse,
    row,
    rows,
    send_back,
    shipped,
    stage,
    submission,
)  # fmt: skip

GOOD, WEAK = AnswerState.GOOD, AnswerState.WEAK


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk with one rep."""
    with open_desk(tmp_path) as opened:
        only_reps(opened, [opened.members[Role.REP]])
        yield opened


def _card(desk: Desk, handover_id: Any) -> list[dict[str, Any]]:
    lines = rows(desk, HandoverAnswer, HandoverAnswer.handover_id == handover_id)
    return [line._asdict() for line in lines]


def test_a_hand_over_makes_the_lead_an_mql_and_ends_the_sdrs_promises(desk: Desk) -> None:
    """It stands in sales validating, with its rep, and nothing is left for the SDR to do."""
    handover = handed_over(desk)
    lead = row(desk, Lead, handover.lead_id)

    assert (lead.stage, lead.rep_id) == ("sales_validating", desk.members[Role.REP])
    open_promises = rows(desk, FollowUp, FollowUp.lead_id == lead.id, FollowUp.state == "open")
    assert open_promises == []


def test_the_rep_has_one_working_day(desk: Desk) -> None:
    """Handed over on a Monday at ten, it is to be decided by Tuesday's end of work."""
    handover = handed_over(desk)

    assert from_micros(handover.decide_by_at).isoformat() == "2026-03-03T10:00:00+00:00"


def test_handed_over_on_friday_it_is_due_on_monday(desk: Desk) -> None:
    """Working days count from the next one."""
    desk.clock.forward(days=4)
    handover = handed_over(desk)

    assert from_micros(handover.decide_by_at).isoformat() == "2026-03-09T10:00:00+00:00"


def test_the_card_holds_the_ten_answers_in_the_contacts_words(desk: Desk) -> None:
    """What is missing stands on it too; follow-on questions nobody opened do not."""
    lead_id = my_lead(desk, company="云智")
    run_id = begun(desk, lead_id)
    states = all_good(desk, but={"budget": WEAK})
    del states["vendors_met"]
    answered(desk, run_id, states, words="约 30 万")
    finished(desk, run_id)
    command = submission(lead_id, run_id)
    desk.workspace.execute(command)
    card = {line["question_key"]: line for line in _card(desk, command.handover_id)}
    handover = row(desk, Handover, command.handover_id)

    assert set(card) == set(counting(desk))
    assert (card["vendors_met"]["state"], card["vendors_met"]["words"]) == ("not_asked", "")
    assert (card["budget"]["state"], card["budget"]["words"]) == ("weak", "约 30 万")
    assert card["budget"]["choice_zh"]
    assert (100 * handover.good_weight // handover.total_weight, handover.company) == (80, "云智")
    assert handover.threshold_pct == 50


def test_the_card_lists_the_calls_before_it(desk: Desk) -> None:
    """What was said on the phone, by whom and how it ended."""
    lead_id, run_id = mature(desk)
    call = StartCall(activity_id=uuid4(), lead_id=lead_id, phone="+8613800138000")
    desk.workspace.execute(call)
    desk.clock.tick()
    end = EndCall(
        activity_id=call.activity_id, outcome=Outcome.CONNECTED, words="Good.", next_at=desk.clock() + 1
    )
    desk.workspace.execute(end)
    command = submission(lead_id, run_id)
    desk.workspace.execute(command)

    [line] = rows(desk, HandoverCall, HandoverCall.handover_id == command.handover_id)
    assert (line.activity_id, line.outcome, line.words) == (call.activity_id, "connected", "Good.")


def test_a_frozen_card_does_not_change_with_what_comes_later(desk: Desk) -> None:
    """New answers, a new run, a new playbook, another company name: the card stays as it was handed over."""
    handover = handed_over(desk, company="云智")
    before = (_card(desk, handover.id), row(desk, Handover, handover.id))
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    before_state = before[1]._asdict()
    run_id = begun(desk, handover.lead_id)
    answered(desk, run_id, {"budget": WEAK, "need": AnswerState.REFUSED}, words="something else")
    finished(desk, run_id)
    adopt(desk, limits=limits_with(threshold_pct=90))
    with desk.database.write() as db:
        db.execute(Lead.__table__.update().values(company="another", score=999))
    after = row(desk, Handover, handover.id)._asdict()

    assert _card(desk, handover.id) == before[0]
    frozen = (
        "good_weight",
        "total_weight",
        "threshold_pct",
        "company",
        "score",
        "run_id",
        "playbook_version",
    )
    assert {name: after[name] for name in frozen} == {name: before_state[name] for name in frozen}


def test_a_hand_over_is_decided_once(desk: Desk) -> None:
    """The second decision is told who decided before."""
    handover = handed_over(desk)
    desk.workspace.execute(accept(handover.id), as_member=handover.rep_id)
    for late in (refuse(handover.id), accept(handover.id), send_back(handover.id)):
        refused = refusal(desk, late, role=Role.SALES_LEAD)

        assert refused.code == "already_decided"
        assert refused.place["items"] == ["Chen Wei"]
    assert row(desk, Handover, handover.id).state == "accepted"


def test_a_refusal_is_final_too(desk: Desk) -> None:
    """Nobody accepts what was refused."""
    handover = handed_over(desk)
    desk.workspace.execute(refuse(handover.id), as_member=handover.rep_id)

    assert refusal(desk, accept(handover.id), role=Role.SALES_LEAD).code == "already_decided"


def test_accepting_makes_it_a_sal_the_rep_promises_to_contact(desk: Desk) -> None:
    """The lead is in discovery, and the rep's first contact is due by the next working day's end."""
    handover = handed_over(desk)
    desk.workspace.execute(
        AcceptHandover(handover_id=handover.id, words="Thanks."), as_member=handover.rep_id
    )
    [promise] = rows(desk, FollowUp, FollowUp.lead_id == handover.lead_id, FollowUp.state == "open")

    assert stage(desk, handover.lead_id) == "discovery"
    assert (promise.owner_id, promise.why) == (handover.rep_id, "rep_first_contact")
    assert from_micros(promise.due_at).isoformat() == "2026-03-03T10:00:00+00:00"


def test_refusing_needs_a_reason_words_and_marks_of_the_card(desk: Desk) -> None:
    """The answers that proved wrong are marked on it; the lead stands in sales not passed without a rep."""
    handover = handed_over(desk)
    rep = handover.rep_id
    for command, code in (
        (refuse(handover.id, reason="no_such_reason"), "unknown_reason"),
        (refuse(handover.id, reason="lost_price"), "unknown_reason"),
        (refuse(handover.id, "no_such_question"), "not_on_the_card"),
        (
            RefuseHandover(handover_id=handover.id, reason="refuse_no_budget", words="", marked=()),
            "bad_argument",
        ),
    ):
        assert refusal(desk, command, role=Role.REP).code == code
    desk.workspace.execute(refuse(handover.id, "budget", "timing"), as_member=rep)
    after, lead = row(desk, Handover, handover.id), row(desk, Lead, handover.lead_id)

    marks = {mark.question_key for mark in rows(desk, HandoverMark, HandoverMark.handover_id == handover.id)}
    assert marks == {"budget", "timing"}
    assert (after.state, after.reason, after.decided_by_id, after.decided_at) == (
        "refused", "refuse_no_budget", rep, desk.clock(),
    )  # fmt: skip
    assert (lead.stage, lead.rep_id) == ("sales_not_passed", None)


def test_a_question_goes_back_to_the_sdr_and_the_answer_to_the_same_rep(desk: Desk) -> None:
    """Not decided: the SDR works on it, answers, and the rep's day begins anew."""
    handover = handed_over(desk)
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    returned = row(desk, Handover, handover.id)
    [promise] = rows(desk, FollowUp, FollowUp.lead_id == handover.lead_id, FollowUp.state == "open")

    assert (returned.state, returned.decision_words, returned.decide_by_at) == (
        "returned",
        "Who signs?",
        None,
    )
    assert (promise.owner_id, promise.why, promise.words) == (
        desk.members[Role.SDR], "answer_question", "Who signs?",
    )  # fmt: skip
    assert stage(desk, handover.lead_id) == "market_validating"
    assert refusal(desk, accept(handover.id), role=Role.REP).code == "not_open"
    desk.clock.forward(days=1)
    answer = AnswerReturn(handover_id=handover.id, words="The CFO.")
    desk.workspace.execute(answer, as_member=desk.members[Role.SDR])
    after = row(desk, Handover, handover.id)
    assert (after.state, after.rep_id, after.decision_words) == ("open", handover.rep_id, None)
    assert from_micros(after.decide_by_at).isoformat() == "2026-03-04T10:00:00+00:00"
    assert stage(desk, handover.lead_id) == "sales_validating"
    assert rows(desk, FollowUp, FollowUp.lead_id == handover.lead_id, FollowUp.state == "open") == []


def test_a_returned_lead_is_not_handed_over_a_second_time(desk: Desk) -> None:
    """The question is answered instead."""
    handover = handed_over(desk)
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)

    assert refusal(desk, submission(handover.lead_id, handover.run_id)).code == "already_handed_over"


def test_only_a_returned_hand_over_is_answered(desk: Desk) -> None:
    """Nobody asked."""
    handover = handed_over(desk)

    assert refusal(desk, AnswerReturn(handover_id=handover.id, words="x")).code == "not_returned"


def test_every_event_is_kept_in_order(desk: Desk) -> None:
    """Submitted, returned, answered, refused: the whole story with its words."""
    handover = handed_over(desk)
    for command, member in (
        (send_back(handover.id), handover.rep_id),
        (AnswerReturn(handover_id=handover.id, words="The CFO."), desk.members[Role.SDR]),
        (refuse(handover.id), handover.rep_id),
    ):
        desk.clock.tick()
        desk.workspace.execute(command, as_member=member)
    events = sorted(
        rows(desk, HandoverEvent, HandoverEvent.handover_id == handover.id), key=lambda event: event.at
    )

    assert [(event.kind, event.words) for event in events] == [
        ("submitted", "Call before ten."),
        ("returned", "Who signs?"),
        ("answered", "The CFO."),
        ("refused", "No money this year."),
    ]


def test_only_its_rep_or_a_sales_lead_decides(desk: Desk) -> None:
    """Another rep is told it is somebody else's; an SDR may not at all."""
    handover = handed_over(desk)
    other = a_rep(desk, "Other")

    assert desk.workspace.why_not(accept(handover.id), as_member=other)[0] == "not_yours"
    assert refusal(desk, accept(handover.id), role=Role.TEAM_LEAD).code == "not_allowed"
    desk.workspace.execute(accept(handover.id), as_member=desk.members[Role.SALES_LEAD])


def test_only_its_sdr_or_a_team_lead_hands_over(desk: Desk) -> None:
    """Marketing and sales may not; another SDR does not own it."""
    lead_id, run_id = mature(desk)
    command = submission(lead_id, run_id)

    assert refusal(desk, command, role=Role.REP).code == "not_allowed"
    desk.workspace.execute(command, as_member=desk.members[Role.TEAM_LEAD])


def test_a_required_field_is_named_before_one_can_hand_over(desk: Desk) -> None:
    """The playbook asks for a title and a city before sales sees it; the refusal names both."""
    required = shipped().required + tuple(
        RequiredRow(stage_key="sales_validating", field=field) for field in ("title", "city")
    )
    adopt(desk, required=required)
    lead_id, run_id = mature(desk)
    refused = refusal(desk, submission(lead_id, run_id))

    assert refused.code == "fields_missing"
    assert refused.place["items"] == ["city", "title"]


def test_what_is_missing_is_listed_all_at_once(desk: Desk) -> None:
    """Before one can submit: not mature, core open, nobody to take it."""
    lead_id = my_lead(desk)
    adopt(desk, limits=limits_with(threshold_pct=30))
    run_id = asked(desk, lead_id, dict.fromkeys(["budget", "vendors_met", "tool_in_use"], GOOD))
    adopt(desk, limits=limits_with(threshold_pct=50))
    only_reps(desk, [])

    assert desk.workspace.why_not(submission(lead_id, run_id)) == [
        "not_mature",
        "core_missing",
        "nobody_to_take_it",
    ]


def test_a_run_of_another_lead_or_an_open_one_is_not_handed_over(desk: Desk) -> None:
    """Only the finished run of this lead."""
    lead_id, run_id = mature(desk)
    other, _ = mature(desk)
    open_run = begun(desk, other)

    assert refusal(desk, submission(other, run_id)).code == "run_not_finished"
    assert refusal(desk, submission(other, open_run)).code == "run_not_finished"
    assert desk.workspace.why_not(submission(lead_id, run_id)) == []


def test_a_lead_with_sales_is_not_asked_again(desk: Desk) -> None:
    """Its runs rest while it stands with sales."""
    handover = handed_over(desk)

    assert refusal(desk, StartRun(run_id=uuid4(), lead_id=handover.lead_id)).code == "wrong_stage"
    assert refusal(desk, ResumeRun(run_id=handover.run_id)).code == "run_not_resumable"


def test_a_return_may_name_a_reason_of_its_kind(desk: Desk) -> None:
    """The question itself is words."""
    handover = handed_over(desk)
    wrong = ReturnHandover(handover_id=handover.id, reason="refuse_no_budget", words="?")

    assert refusal(desk, wrong, role=Role.REP).code == "unknown_reason"
    right = ReturnHandover(handover_id=handover.id, reason="return_budget_unclear", words="How much?")
    desk.workspace.execute(right, as_member=handover.rep_id)
    reasons = desk.workspace.read(lambda db: db.execute(select(Handover.reason)).scalars().all())
    assert reasons == ["return_budget_unclear"]
