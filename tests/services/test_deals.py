"""What sales keeps of a deal: rivals, proofs of concept, help asked for, passing on (spec section 12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR
from app.models.activity import FollowUp
from app.models.deals import HelpRequest, Passing, Poc, Rival
from app.models.leads import Lead
from app.models.vocabulary import FollowUpWhy, Role
from app.services.help_requests import AnswerHelp, AskHelp, HelpAbout, SettleHelp
from app.services.kernel.command import Command
from app.services.passing_on import AcceptPassing, AnswerPassing, PassOn, RefusePassing, ReturnPassing
from app.services.people import SetAbsence
from app.services.pipeline import LoseLead
from app.services.poc import EndPoc, PocResult, StartPoc
from app.services.rivals import Named, SetRivals
from app.services.timeline import EventKind, timeline
from app.views.lead_events import entries
from tests.builders import Desk
from tests.stories import only_reps, refusal, row, rows, sold

TODAY = 20_514


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases, with one rep."""
    only_reps(twin_desk, [twin_desk.members[Role.REP]])
    return twin_desk


def give(desk: Desk, command: Command, role: Role = Role.REP) -> None:
    desk.clock.tick()
    desk.workspace.execute(command, as_member=desk.members[role])


def promises(desk: Desk, lead_id: UUID, role: Role) -> list[Any]:
    whose = FollowUp.owner_id == desk.members[role]
    return rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open", whose)


def named(*names: str) -> tuple[Named, ...]:
    return tuple(Named(id=uuid4(), name=name) for name in names)


def test_whom_else_the_customer_talks_to_is_kept_and_taken_off(desk: Desk) -> None:
    """Naming the same again changes nothing; who is not named any more is kept as gone."""
    lead_id = sold(desk)
    give(desk, SetRivals(lead_id=lead_id, rivals=named("Acme", "Umbra")))
    give(desk, SetRivals(lead_id=lead_id, rivals=named("Umbra", "Nova")))

    held = rows(desk, Rival, Rival.lead_id == lead_id)
    assert {one.name for one in held if one.gone_at is None} == {"Umbra", "Nova"}
    assert {one.name for one in held if one.gone_at is not None} == {"Acme"}
    twice = SetRivals(lead_id=lead_id, rivals=named("Nova", "Nova"))
    assert refusal(desk, twice, role=Role.REP).code == "listed_twice"


def test_a_proof_of_concept_that_failed_says_why(desk: Desk) -> None:
    """One at a time; it ends once, not before it began."""
    lead_id, poc_id = sold(desk), uuid4()
    start = StartPoc(
        poc_id=poc_id, lead_id=lead_id, starts_on=TODAY, until_on=TODAY + 14, words="Load of a year"
    )
    give(desk, start)

    def end(**changes: Any) -> EndPoc:
        fields = {
            "ended_on": TODAY + 9,
            "ended_as": PocResult.FAILED,
            "reason": "poc_performance",
            "words": "",
        }
        return EndPoc(poc_id=poc_id, **(fields | changes))

    again = StartPoc(poc_id=uuid4(), lead_id=lead_id, starts_on=TODAY, words="")
    assert refusal(desk, again, role=Role.REP).code == "poc_running"
    assert refusal(desk, end(reason=None), role=Role.REP).code == "unknown_reason"
    assert refusal(desk, end(ended_as=PocResult.PASSED), role=Role.REP).code == "unknown_reason"
    assert refusal(desk, end(ended_on=TODAY - 1), role=Role.REP).code == "days_reversed"
    give(desk, end())
    assert refusal(desk, end(), role=Role.REP).code == "poc_ended"
    kept = row(desk, Poc, poc_id)
    assert (kept.starts_on, kept.ended_on, kept.result, kept.reason) == (
        TODAY,
        TODAY + 9,
        "failed",
        "poc_performance",
    )


def ask(desk: Desk, lead_id: UUID, role: Role = Role.SDR) -> UUID:
    help_id = uuid4()
    asked = AskHelp(
        help_id=help_id, lead_id=lead_id, asked_id=desk.members[role], about=HelpAbout.CASE,
        words="A bank like theirs", due_at=desk.clock() + DAY,
    )  # fmt: skip
    give(desk, asked)
    return help_id


@pytest.mark.parametrize("role", [Role.SDR, Role.MARKETING])
def test_help_is_asked_for_answered_and_done(desk: Desk, role: Role) -> None:
    """It stands among the promises of who is asked until they answer."""
    lead_id = sold(desk)
    help_id = ask(desk, lead_id, role)
    [promised] = promises(desk, lead_id, role)
    assert (promised.why, promised.words) == (FollowUpWhy.HELP, "A bank like theirs")
    give(desk, AnswerHelp(help_id=help_id, words="Sent the case of Harbour Bank"), role)
    assert promises(desk, lead_id, role) == []
    give(desk, SettleHelp(help_id=help_id, is_done=True))

    kept = row(desk, HelpRequest, help_id)
    assert (kept.state, kept.answer) == ("done", "Sent the case of Harbour Bank")
    assert refusal(desk, SettleHelp(help_id=help_id, is_done=False), role=Role.REP).code == "help_settled"


def test_help_that_is_needed_no_more_is_withdrawn(desk: Desk) -> None:
    """The promise goes with it; nobody else answers in their place."""
    lead_id = sold(desk)
    help_id = ask(desk, lead_id)
    other = AnswerHelp(help_id=help_id, words="me")
    assert refusal(desk, other, role=Role.MARKETING).code == "not_yours"
    give(desk, SettleHelp(help_id=help_id, is_done=False))

    assert row(desk, HelpRequest, help_id).state == "withdrawn"
    assert promises(desk, lead_id, Role.SDR) == []


def test_what_became_of_a_deal_is_told_with_its_lead(desk: Desk) -> None:
    """Help, proofs of concept and passing on stand in the lead's history."""
    lead_id = sold(desk)
    help_id = ask(desk, lead_id)
    give(desk, AnswerHelp(help_id=help_id, words="Sent"), Role.SDR)
    poc_id = uuid4()
    give(desk, StartPoc(poc_id=poc_id, lead_id=lead_id, starts_on=TODAY, words=""))
    give(desk, EndPoc(poc_id=poc_id, ended_on=TODAY, ended_as=PocResult.PASSED, words="Held"))
    give(desk, RefusePassing(passing_id=passed_on(desk, lead_id), words="Not mine"), Role.SALES_LEAD)

    told = [
        one for one in desk.workspace.read(lambda db: timeline(db, lead_id)) if one.kind is EventKind.DEAL
    ]
    assert [one.code for one in told] == [
        "passing_refused", "passed_on", "poc_passed", "poc_begun", "help_answered", "help_asked",
    ]  # fmt: skip
    assert {"Sent", "Held", "Not mine"} <= {one.words for one in told}
    assert len(entries(told, desk.clock())) == len(told)


def test_nobody_is_passed_a_deal_who_is_away(desk: Desk) -> None:
    lead_id, now = sold(desk), desk.clock()
    to_id = desk.members[Role.SALES_LEAD]
    away = SetAbsence(absence_id=uuid4(), member_id=to_id, from_at=now, until_at=now + DAY)
    give(desk, away, Role.TEAM_LEAD)
    passing = PassOn(passing_id=uuid4(), lead_id=lead_id, to_id=to_id, words="Take it")
    assert refusal(desk, passing, role=Role.REP).code == "rep_absent"


def test_a_rep_waits_for_pre_sales_by_keeping_after_them(desk: Desk) -> None:
    """Who is not in the program cannot be asked: the rep promises it to themselves, and settles it."""
    lead_id = sold(desk)
    command = AskHelp(
        help_id=uuid4(), lead_id=lead_id, asked_id=desk.members[Role.REP], about=HelpAbout.PRESALES,
        words="A load test", due_at=desk.clock() + HOUR,
    )  # fmt: skip
    give(desk, command)
    assert [one.words for one in promises(desk, lead_id, Role.REP) if one.why == FollowUpWhy.HELP] == [
        "A load test"
    ]
    give(desk, SettleHelp(help_id=command.help_id, is_done=True))
    assert [one for one in promises(desk, lead_id, Role.REP) if one.why == FollowUpWhy.HELP] == []


def test_help_is_asked_of_who_can_give_it(desk: Desk) -> None:
    lead_id = sold(desk)
    asked = AskHelp(
        help_id=uuid4(), lead_id=lead_id, asked_id=desk.members[Role.ADMIN], about=HelpAbout.OTHER, words="?",
        due_at=desk.clock() + HOUR,
    )  # fmt: skip
    assert refusal(desk, asked, role=Role.REP).code == "cannot_help"


def passed_on(desk: Desk, lead_id: UUID) -> UUID:
    passing_id = uuid4()
    to_id = desk.members[Role.SALES_LEAD]
    give(
        desk,
        PassOn(passing_id=passing_id, lead_id=lead_id, to_id=to_id, words="Ms Li decides; they buy in May."),
    )
    return passing_id


def test_a_deal_passed_on_is_its_givers_until_it_is_accepted(desk: Desk) -> None:
    """Accepted, it is the other rep's, who promises a first contact; what the giver had promised is dropped."""
    lead_id = sold(desk)
    passing_id = passed_on(desk, lead_id)
    assert row(desk, Lead, lead_id).rep_id == desk.members[Role.REP]
    twice = PassOn(passing_id=uuid4(), lead_id=lead_id, to_id=desk.members[Role.SALES_LEAD], words="again")
    assert refusal(desk, twice, role=Role.REP).code == "already_passed_on"
    accept = AcceptPassing(passing_id=passing_id, words="")
    assert refusal(desk, accept, role=Role.REP).code == "not_yours"
    give(desk, accept, Role.SALES_LEAD)

    assert row(desk, Lead, lead_id).rep_id == desk.members[Role.SALES_LEAD]
    assert promises(desk, lead_id, Role.REP) == []
    assert [one.why for one in promises(desk, lead_id, Role.SALES_LEAD)] == [FollowUpWhy.REP_FIRST_CONTACT]
    assert refusal(desk, accept, role=Role.SALES_LEAD).code == "already_decided"


def test_a_deal_passed_on_comes_back_with_a_question_and_goes_again(desk: Desk) -> None:
    lead_id = sold(desk)
    passing_id = passed_on(desk, lead_id)
    give(desk, ReturnPassing(passing_id=passing_id, words="Who signs?"), Role.SALES_LEAD)
    assert FollowUpWhy.ANSWER_QUESTION in {one.why for one in promises(desk, lead_id, Role.REP)}
    accept = AcceptPassing(passing_id=passing_id, words="")
    assert refusal(desk, accept, role=Role.SALES_LEAD).code == "not_open"
    give(desk, AnswerPassing(passing_id=passing_id, words="Ms Li, alone"))

    kept = row(desk, Passing, passing_id)
    assert (kept.state, kept.decision_words, kept.answer) == ("open", "Who signs?", "Ms Li, alone")
    assert kept.decide_by_at is not None


def test_a_deal_refused_stays_with_who_passed_it_on(desk: Desk) -> None:
    lead_id = sold(desk)
    passing_id = passed_on(desk, lead_id)
    give(desk, RefusePassing(passing_id=passing_id, words="Not my region"), Role.SALES_LEAD)
    assert row(desk, Lead, lead_id).rep_id == desk.members[Role.REP]
    assert "Not my region" in {one.words for one in promises(desk, lead_id, Role.REP)}


def test_a_deal_lost_meanwhile_is_not_accepted(desk: Desk) -> None:
    lead_id = sold(desk)
    passing_id = passed_on(desk, lead_id)
    give(desk, LoseLead(lead_id=lead_id, reason="lost_price", words=""))
    accept = AcceptPassing(passing_id=passing_id, words="")
    assert refusal(desk, accept, role=Role.SALES_LEAD).code == "wrong_stage"
