"""Verdicts on refused hand-overs, and when a refused lead may be handed over again (spec section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from app.clock import from_micros
from app.models.activity import FollowUp
from app.models.handover import Handover, HandoverAnswer, HandoverEvent
from app.models.leads import Lead, StageMove
from app.models.people import Member
from app.models.review import GuardOverride, Review
from app.models.sales import SalesRecordValue
from app.models.vocabulary import Outcome, Role, Verdict
from app.services.calls import LogContact
from app.services.contradictions import contradictions_of
from app.services.handover import ChooseRep
from app.services.pipeline import BringBack
from app.services.resubmission import OverrideGuard
from app.services.review_case import blinded, review_case
from app.services.review_view import (
    CaseFilter,
    CasePart,
    case_count,
    case_part,
    case_place,
    case_rows,
    review_head,
)
from app.services.script import FinishRun
from app.services.undoing import UndoAssignment
from tests.builders import Desk, open_desk
from tests.handovers import a_rep
from tests.refusals import (
    a_call,
    asked_again,
    called_right,
    called_unclear,
    called_wrong,
    confirmed,
    lead,
    override,
    recorded,
    refused,
)
from tests.stories import (
    adopt,
    all_good,
    answered,
    begun,
    change,
    finished,
    handed_over,
    limits_with,
    my_lead,
    only_reps,
    refusal,
    refuse,
    row,
    rows,
    stage,
    submission,
)

WAITS = {"no_contact_since", "answer_not_renewed", "too_early_again"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk with two reps."""
    with open_desk(tmp_path) as opened:
        only_reps(opened, [opened.members[Role.REP], a_rep(opened, "Wang Fang")])
        yield opened


def _why_not(desk: Desk, handover: Handover, run_id: object = None) -> set[str]:
    command = submission(handover.lead_id, run_id or handover.run_id)  # type: ignore[arg-type]
    return set(desk.workspace.why_not(command, as_member=desk.members[Role.SDR]))


# Verdicts ---------------------------------------------------------------------------------------------------------


def test_a_refusal_found_right_sends_the_lead_to_nurture_with_its_reason(desk: Desk) -> None:
    """The sales side was right; nobody calls because of an older promise."""
    handover = refused(desk)
    lead(desk, called_wrong(handover.id))
    [review] = rows(desk, Review)

    assert stage(desk, handover.lead_id) == "market_not_passed"
    assert (review.verdict, review.cause, review.words) == (
        "refusal_right", "cause_sdr", "Budget was not asked.",
    )  # fmt: skip
    moves = rows(
        desk, StageMove, StageMove.lead_id == handover.lead_id, StageMove.fact == "review.refusal_right"
    )
    assert [move.reason for move in moves] == ["refuse_no_budget"]
    assert rows(desk, FollowUp, FollowUp.lead_id == handover.lead_id, FollowUp.state == "open") == []


def test_a_hand_over_found_right_goes_to_another_rep_at_once(desk: Desk) -> None:
    """Credit stays with its SDR; the card is the same, the rep is not, and no guard delays it."""
    handover = refused(desk)
    verdict = called_right(handover.id)
    done = lead(desk, verdict)
    again = row(desk, Handover, verdict.again_id)

    assert done.answer == {"id": again.id, "rep_id": again.rep_id, "state": "open"}
    assert again.rep_id not in (None, handover.rep_id)
    assert (again.submitted_by_id, again.run_id, again.follows_id, again.words) == (
        handover.submitted_by_id, handover.run_id, handover.id, handover.words,
    )  # fmt: skip
    assert stage(desk, handover.lead_id) == "sales_validating"
    assert row(desk, Lead, handover.lead_id).rep_id == again.rep_id
    before, after = (
        {
            (one.question_key, one.state, one.words)
            for one in rows(desk, HandoverAnswer, HandoverAnswer.handover_id == of)
        }
        for of in (handover.id, again.id)
    )
    assert before == after


def test_an_unclear_case_asks_the_sdr_to_call_back(desk: Desk) -> None:
    """The lead is the SDR's again, with a promise due by the next working day's end."""
    handover = refused(desk)
    lead(desk, called_unclear(handover.id))
    [promise] = rows(desk, FollowUp, FollowUp.lead_id == handover.lead_id, FollowUp.state == "open")

    assert stage(desk, handover.lead_id) == "market_validating"
    assert (promise.owner_id, promise.why, promise.words) == (
        handover.submitted_by_id, "call_back", "Ask again who holds the money.",
    )  # fmt: skip
    assert from_micros(promise.due_at).isoformat() == "2026-03-03T10:00:00+00:00"


def test_an_unclear_case_nobody_owns_goes_back_to_its_sdr(desk: Desk) -> None:
    """A task without the right to do it would help nobody."""
    handover = refused(desk)
    with desk.database.write() as db:  # as the pool's recall leaves it
        db.execute(Lead.__table__.update().where(Lead.id == handover.lead_id).values(owner_id=None))
    lead(desk, called_unclear(handover.id))

    assert row(desk, Lead, handover.lead_id).owner_id == handover.submitted_by_id


def test_an_unclear_case_whose_sdr_has_left_is_the_team_leads(desk: Desk) -> None:
    """Nobody would ever see a promise of somebody who is gone."""
    handover = refused(desk)
    with desk.database.write() as db:  # as the pool's recall, and a colleague who goes, leave it
        db.execute(Lead.__table__.update().where(Lead.id == handover.lead_id).values(owner_id=None))
        db.execute(
            Member.__table__.update().where(Member.id == handover.submitted_by_id).values(is_active=False)
        )
    lead(desk, called_unclear(handover.id))
    [promise] = rows(desk, FollowUp, FollowUp.lead_id == handover.lead_id, FollowUp.state == "open")

    assert row(desk, Lead, handover.lead_id).owner_id == desk.members[Role.TEAM_LEAD] == promise.owner_id


def test_the_lead_of_an_unclear_case_is_not_taken_back_as_an_assignment(desk: Desk) -> None:
    """The promise to call would go with it, and nothing be left to do about the lead."""
    handover = refused(desk)
    with desk.database.write() as db:
        db.execute(Lead.__table__.update().where(Lead.id == handover.lead_id).values(owner_id=None))
    verdict = lead(desk, called_unclear(handover.id))

    undo = UndoAssignment(assigned_by=verdict.cmd_id)
    assert refusal(desk, undo, role=Role.TEAM_LEAD).code == "unknown_assignment"


def test_a_final_verdict_is_given_once_and_may_follow_an_unclear_one(desk: Desk) -> None:
    """Unclear is not the last word; the other two are, and the refusal names who spoke."""
    handover = refused(desk)
    lead(desk, called_unclear(handover.id))
    assert refusal(desk, called_unclear(handover.id), role=Role.TEAM_LEAD).code == "called_back_already"
    lead(desk, called_wrong(handover.id))
    late = refusal(desk, called_right(handover.id), role=Role.TEAM_LEAD)

    assert (late.code, late.place["items"]) == ("already_reviewed", ["Chen Wei"])
    assert len(rows(desk, Review)) == 2


def test_only_a_team_lead_judges_and_only_what_was_refused(desk: Desk) -> None:
    """Neither side judges itself; an open hand-over has nothing to review; causes come from the playbook."""
    handover, undecided = refused(desk), handed_over(desk)
    for role in (Role.SDR, Role.REP, Role.SALES_LEAD):
        assert refusal(desk, called_right(handover.id), role=role).code == "not_allowed"
    assert refusal(desk, called_wrong(undecided.id), role=Role.TEAM_LEAD).code == "not_refused"
    assert refusal(desk, called_wrong(uuid4()), role=Role.TEAM_LEAD).code == "unknown_handover"
    strange = OverrideGuard(handover_id=handover.id, reason="cause_sdr", words="!")
    assert refusal(desk, strange, role=Role.TEAM_LEAD).code == "unknown_reason"


def test_what_is_judged_stands_in_the_course_of_the_hand_over(desk: Desk) -> None:
    """The full order of events is kept, with cause and words."""
    handover = refused(desk)
    lead(desk, override(handover.id))
    desk.clock.tick()
    lead(desk, called_unclear(handover.id))
    events = rows(desk, HandoverEvent, HandoverEvent.handover_id == handover.id)

    kinds = [event.kind for event in sorted(events, key=lambda event: event.at)]
    assert kinds == ["submitted", "refused", "overridden", "unclear"]


@pytest.mark.parametrize("playbook", ["lean", "five-step"])
def test_the_verdicts_work_in_the_lean_playbooks_too(tmp_path: Path, playbook: str) -> None:
    """There a refused lead stands in nurture already: a refusal found right leaves it there."""
    with open_desk(tmp_path, playbook=playbook) as desk:
        only_reps(desk, [desk.members[Role.REP], a_rep(desk, "Wang Fang")])
        wrong, right, unclear = (refused(desk) for _ in range(3))
        stood = stage(desk, wrong.lead_id)
        lead(desk, called_wrong(wrong.id))
        verdict = called_right(right.id)
        lead(desk, verdict)
        lead(desk, called_unclear(unclear.id))

        assert stage(desk, wrong.lead_id) == stood
        assert row(desk, Handover, verdict.again_id).rep_id != right.rep_id
        assert row(desk, Lead, unclear.lead_id).stage != stood


# The guard --------------------------------------------------------------------------------------------------------


def test_a_refused_lead_waits_for_contact_answer_days_and_goes_to_another_rep(desk: Desk) -> None:
    """The whole way back: each guard opens by its own fact, the last with the fifth working day."""
    handover = refused(desk)
    lead(desk, called_unclear(handover.id))
    assert _why_not(desk, handover) == WAITS
    a_call(desk, handover.lead_id, Outcome.NO_ANSWER)
    assert _why_not(desk, handover) == WAITS
    run_id = begun(desk, handover.lead_id)
    a_call(
        desk,
        handover.lead_id,
        Outcome.CONNECTED,
        confirmed(run_id, "budget"),
        FinishRun(run_id=run_id, words=""),
    )
    assert _why_not(desk, handover, run_id) == {"too_early_again"}
    desk.clock.at = handover.submitted_at
    desk.clock.forward(days=6, hours=22, minutes=59)  # Monday a week later, 8:59
    assert _why_not(desk, handover, run_id) == {"too_early_again"}
    assert refusal(desk, submission(handover.lead_id, run_id), role=Role.SDR).place["items"] == [5]
    desk.clock.forward(minutes=1)  # the first shift of the fifth working day begins
    again = submission(handover.lead_id, run_id)
    desk.workspace.execute(again, as_member=desk.members[Role.SDR])

    new = row(desk, Handover, again.handover_id)
    assert (new.follows_id, new.rep_id == handover.rep_id) == (handover.id, False)


def test_an_answer_counts_only_in_a_contact_that_reached_somebody(desk: Desk) -> None:
    """Confirmed before the talk, or in a later call nobody answered, it proves nothing."""
    handover = refused(desk)
    lead(desk, called_unclear(handover.id))
    run_id = begun(desk, handover.lead_id)
    desk.workspace.execute(confirmed(run_id, "budget"), as_member=desk.members[Role.SDR])
    desk.clock.tick()
    a_call(desk, handover.lead_id, Outcome.CONNECTED)
    a_call(desk, handover.lead_id, Outcome.NO_ANSWER, confirmed(run_id, "budget"))
    desk.workspace.execute(FinishRun(run_id=run_id, words=""), as_member=desk.members[Role.SDR])

    assert _why_not(desk, handover, run_id) == {"answer_not_renewed", "too_early_again"}


def test_the_answer_must_be_one_the_rep_marked(desk: Desk) -> None:
    """Another question asked anew is good to know, but not what was doubted."""
    handover = refused(desk, "timing")
    lead(desk, called_unclear(handover.id))
    run_id = asked_again(desk, handover.lead_id, "need")

    assert "answer_not_renewed" in _why_not(desk, handover, run_id)
    desk.clock.tick()
    assert "answer_not_renewed" not in _why_not(desk, handover, asked_again(desk, handover.lead_id, "timing"))


def test_where_nothing_was_marked_any_answer_of_the_card_counts(desk: Desk) -> None:
    """A rep may refuse for what no question asks."""
    handover = handed_over(desk)
    desk.workspace.execute(refuse(handover.id, reason="refuse_not_reachable"), as_member=handover.rep_id)
    desk.clock.tick()
    lead(desk, called_unclear(handover.id))

    assert "answer_not_renewed" in _why_not(desk, handover)
    assert _why_not(desk, handover, asked_again(desk, handover.lead_id, "need")) == {"too_early_again"}


def test_a_note_or_an_unanswered_message_is_no_contact(desk: Desk) -> None:
    """Only where somebody spoke with us."""
    handover = refused(desk)
    lead(desk, called_unclear(handover.id))
    for kind, is_connected in (("note", False), ("message", False), ("reply", True)):
        assert "no_contact_since" in _why_not(desk, handover)
        log = LogContact(
            activity_id=uuid4(), lead_id=handover.lead_id, activity_kind=kind, is_connected=is_connected, words="",
        )  # fmt: skip
        desk.workspace.execute(log, as_member=desk.members[Role.SDR])

    assert "no_contact_since" not in _why_not(desk, handover)


def test_the_days_are_the_playbooks(desk: Desk) -> None:
    """A team that waits one working day may try again on the next morning."""
    adopt(desk, limits=limits_with(resubmit_working_days=1))
    handover = refused(desk)
    lead(desk, called_unclear(handover.id))
    desk.clock.forward(hours=23, minutes=-2)

    assert "too_early_again" not in _why_not(desk, handover)


def test_the_guards_hold_for_a_lead_brought_back_from_nurture(desk: Desk) -> None:
    """Neither a refusal found right nor a way round through nurture opens them."""
    handover = refused(desk)
    lead(desk, called_wrong(handover.id))
    desk.workspace.execute(
        BringBack(lead_id=handover.lead_id, words="They wrote."), as_member=desk.members[Role.SDR]
    )

    assert _why_not(desk, handover) == WAITS


def test_an_override_opens_the_guards_once_and_is_counted(desk: Desk) -> None:
    """With a reason and words of a team lead; the next refusal binds anew."""
    handover = refused(desk)
    lead(desk, called_unclear(handover.id))
    assert refusal(desk, override(handover.id), role=Role.SDR).code == "not_allowed"
    lead(desk, override(handover.id))
    assert refusal(desk, override(handover.id), role=Role.TEAM_LEAD).code == "overridden_already"
    again = submission(handover.lead_id, handover.run_id)
    desk.workspace.execute(again, as_member=desk.members[Role.SDR])
    second = row(desk, Handover, again.handover_id)
    assert second.rep_id != handover.rep_id
    assert refusal(desk, called_right(handover.id), role=Role.TEAM_LEAD).code == "handed_over_since"
    desk.workspace.execute(refuse(second.id, "budget"), as_member=second.rep_id)
    lead(desk, called_unclear(second.id))

    assert _why_not(desk, second) == {*WAITS, "nobody_to_take_it"}
    [counted] = rows(desk, GuardOverride)
    assert (counted.handover_id, counted.reason) == (handover.id, "override_customer_asked")


def test_with_a_single_rep_only_an_override_brings_it_back_to_them(desk: Desk) -> None:
    """The screen says that there is nobody else; a team lead may let the same rep have it."""
    only = desk.members[Role.REP]
    for member in {one.rep_id for one in rows(desk, Handover)} | {desk.members[Role.SALES_LEAD]}:
        change(desk, member, is_active=False)
    others = [rep for rep in _reps(desk) if rep != only]
    for member in others:
        change(desk, member, is_active=False)
    handover = refused(desk)
    lead(desk, called_unclear(handover.id))
    assert "no_other_rep" in _why_not(desk, handover)
    lead(desk, override(handover.id))
    again = submission(handover.lead_id, handover.run_id)
    desk.workspace.execute(again, as_member=desk.members[Role.SDR])

    assert row(desk, Handover, again.handover_id).rep_id == only


def _reps(desk: Desk) -> list[object]:
    from app.models.people import Member  # noqa: PLC0415 - one question of one test

    return [one.id for one in rows(desk, Member, Member.role.in_(("rep", "sales_lead")), Member.is_active)]


def test_nobody_gives_it_by_hand_to_a_rep_who_refused_it(desk: Desk) -> None:
    """A choice of a person is no way round either, not after an override while others are left."""
    handover = refused(desk)
    lead(desk, override(handover.id))
    verdict = called_right(handover.id)
    lead(desk, verdict)
    choice = ChooseRep(handover_id=verdict.again_id, rep_id=handover.rep_id)

    assert refusal(desk, choice, role=Role.TEAM_LEAD).code == "refused_it_before"


# What the rep recorded --------------------------------------------------------------------------------------------


def test_a_rep_records_what_a_contact_showed(desk: Desk) -> None:
    """In the playbook's fields and values, on their own hand-over only."""
    handover = handed_over(desk)
    good = recorded(handover.id, commercial_state="no_budget", need="confirmed")
    desk.workspace.execute(good, as_member=handover.rep_id)
    other = next(one for one in _reps(desk) if one not in (handover.rep_id, desk.members[Role.SALES_LEAD]))

    assert {(one.field, one.value_key) for one in rows(desk, SalesRecordValue)} == {
        ("commercial_state", "no_budget"), ("need", "confirmed"),
    }  # fmt: skip
    for wrong, code in (
        (recorded(handover.id, no_such_field="x"), "unknown_field"),
        (recorded(handover.id, need="no_budget"), "unknown_value"),
        (recorded(uuid4(), need="none"), "unknown_handover"),
    ):
        assert refusal(desk, wrong, role=Role.SALES_LEAD).code == code
    why = desk.workspace.why_not(recorded(handover.id, need="none"), as_member=other)  # type: ignore[arg-type]
    assert why == ["not_yours"]


# The case as the team lead sees it --------------------------------------------------------------------------------

PAIRS = (
    ("need", "clear_fit", "need", "none"),
    ("tool_in_use", "bought", "solution_in_use", "long_contract"),
    ("difficulty", "with_cost", "difficulty", "none"),
    ("contact_position", "leads_it", "who_met", "user"),
    ("decision_power", "decides", "who_met", "not_involved"),
    ("project_approved", "approved", "project_trigger", "no_project"),
    ("budget", "set_aside", "commercial_state", "no_budget"),
    ("budget", "set_aside", "commercial_state", "budget_open"),
    ("vendors_met", "compared", "competitors", "chosen"),
    ("timing", "date_and_meeting", "project_timing", "later"),
)


@pytest.mark.parametrize("playbook", ["twelve-stage", "lean", "five-step"])
def test_ten_given_pairs_of_answer_and_record_are_found(tmp_path: Path, playbook: str) -> None:
    """Each is marked where it was recorded, and nothing is where the record agrees with the card."""
    with open_desk(tmp_path, playbook=playbook) as desk:
        handover = handed_over(desk)
        agrees = recorded(
            handover.id, need="confirmed", solution_in_use="replaceable", difficulty="pressing", who_met="decision_maker",
            project_trigger="approved", commercial_state="budget_set", competitors="comparing",
            project_timing="within_3_months",
        )  # fmt: skip
        desk.workspace.execute(agrees, as_member=handover.rep_id)
        assert _pairs(desk, handover.id) == set()
        for question, choice, field, value in PAIRS:
            desk.clock.tick()
            desk.workspace.execute(recorded(handover.id, **{field: value}), as_member=handover.rep_id)
            assert (question, choice, field, value) in _pairs(desk, handover.id)


def _pairs(desk: Desk, handover_id: object) -> set[tuple[str, str, str, str]]:
    found = desk.workspace.read(lambda db: contradictions_of(db, handover_id))  # type: ignore[arg-type]
    return {(one.question_key, one.choice_key, one.field, one.value_key) for one in found}


def test_what_a_later_record_says_stands_in_place_of_the_earlier(desk: Desk) -> None:
    """A budget that turned up in the second talk contradicts nothing any more."""
    handover = handed_over(desk)
    desk.workspace.execute(recorded(handover.id, commercial_state="no_budget"), as_member=handover.rep_id)
    assert _pairs(desk, handover.id)
    desk.clock.tick()
    desk.workspace.execute(recorded(handover.id, commercial_state="budget_set"), as_member=handover.rep_id)

    assert _pairs(desk, handover.id) == set()


def test_a_case_shows_card_record_contacts_and_contradictions(desk: Desk) -> None:
    """Every contact stands before the hand-over, between it and the refusal, or after."""
    lead_id = my_lead(desk)
    run_id = begun(desk, lead_id)
    answered(desk, run_id, all_good(desk))
    finished(desk, run_id)
    a_call(desk, lead_id, Outcome.CONNECTED)
    submit = submission(lead_id, run_id)
    desk.workspace.execute(submit, as_member=desk.members[Role.SDR])
    rep = row(desk, Handover, submit.handover_id).rep_id
    desk.clock.tick()
    visit = LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind="visit", is_connected=True, words="Met."
    )
    desk.workspace.execute(visit, as_member=rep)
    desk.workspace.execute(recorded(submit.handover_id, commercial_state="no_budget"), as_member=rep)
    desk.clock.tick()
    desk.workspace.execute(refuse(submit.handover_id, "budget"), as_member=rep)
    desk.clock.tick()
    lead(desk, called_unclear(submit.handover_id))
    a_call(desk, lead_id, Outcome.NO_ANSWER)
    case = desk.workspace.read(review_case(submit.handover_id, desk.clock()))

    assert case is not None
    assert [(one.kind.value, one.when.value) for one in case.contacts] == [
        ("call", "before"), ("visit", "between"), ("call", "after"),
    ]  # fmt: skip
    assert [field.title.en for field in case.contradicted["budget"]] == ["Commercial state"]
    assert case.records[0].fields[0].contradicts == ("budget",)
    assert [one.verdict for one in case.said] == [Verdict.UNCLEAR]
    assert case.waiting is not None
    assert case.waiting.missing == ("no_contact_since", "answer_not_renewed", "too_early_again")
    assert from_micros(case.waiting.opens_at or 0).isoformat() == "2026-03-09T01:00:00+00:00"
    assert [title.en for title in case.waiting.tied] == ["Budget"]
    blind = blinded(case, sdr="SDR", rep="Rep")
    assert (blind.handover.sdr, blind.handover.rep, blind.records[0].by) == ("SDR", "Rep", "Rep")
    assert "Wang Fang" not in str(blind)


def test_cases_come_oldest_first_and_move_on_as_they_are_judged(desk: Desk) -> None:
    """To judge, called back, settled: each with its number."""
    first, second, third = (refused(desk) for _ in range(3))
    assert _listed(desk, CasePart.TO_JUDGE) == [first.id, second.id, third.id]
    lead(desk, called_unclear(first.id))
    lead(desk, called_wrong(second.id))
    lead(desk, override(third.id))

    assert _listed(desk, CasePart.TO_JUDGE) == [third.id]
    assert _listed(desk, CasePart.CALLED_BACK) == [first.id]
    assert _listed(desk, CasePart.SETTLED) == [second.id]
    head = desk.workspace.read(review_head(desk.members[Role.TEAM_LEAD]))
    assert list(head.counts.values()) == [1, 1, 1]
    assert [cause.key for cause in head.causes] == [
        "cause_lead", "cause_sdr", "cause_sales", "cause_timing", "cause_data",
    ]  # fmt: skip
    [row_of_third] = desk.workspace.read(case_rows(CaseFilter(CasePart.TO_JUDGE)))
    assert (row_of_third.is_overridden, row_of_third.marked) == (True, 1)
    assert desk.workspace.read(case_part(first.id)) is CasePart.CALLED_BACK
    assert desk.workspace.read(case_place(CaseFilter(CasePart.SETTLED), second.id)) == 0


def _listed(desk: Desk, part: CasePart) -> list[object]:
    rows_ = desk.workspace.read(case_rows(CaseFilter(part)))
    assert len(rows_) == desk.workspace.read(case_count(CaseFilter(part)))
    return [one.id for one in rows_]
