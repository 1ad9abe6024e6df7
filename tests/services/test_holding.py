"""Who holds a lead, and what holding it brings (spec sections 2 and 10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR, MINUTE
from app.models.activity import FollowUp
from app.models.leads import Lead, Ownership
from app.models.runs import Answer
from app.models.vocabulary import ActivityKind, AnswerState, FollowUpWhy, Role
from app.services.calls import LogContact
from app.services.follow_ups import SetFollowUp
from app.services.holding import AssignLeads, ClaimLeads
from app.services.importing.batches import CloseImport, OpenImport, UndoImport
from app.services.importing.chunk import CarryRows
from app.services.kernel.command import Command
from app.services.script import ConfirmAnswer, FinishRun, PauseRun, RecordAnswer, ResumeRun, StartRun
from tests.builders import Desk
from tests.handovers import a_rep
from tests.leads import Sheet, a_lead
from tests.stories import all_good, asked, begun, my_lead, only_reps, refusal, row, rows, sold


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases, with one rep."""
    only_reps(twin_desk, [twin_desk.members[Role.REP]])
    return twin_desk


def _promises(desk: Desk, lead_id: UUID) -> list[Any]:
    return rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")


def _assign(desk: Desk, member_id: UUID, *lead_ids: UUID) -> None:
    command = AssignLeads(lead_ids=lead_ids, member_id=member_id)
    desk.workspace.execute(command, as_member=desk.members[Role.TEAM_LEAD])


def test_a_claim_makes_an_owner_a_promise_and_a_clock(desk: Desk) -> None:
    """The first follow-up comes by itself and is due when the first response is: in 60 working minutes."""
    lead_id, now = a_lead(desk.workspace), desk.clock()
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))
    lead, [promise] = row(desk, Lead, lead_id), _promises(desk, lead_id)

    assert (lead.owner_id, lead.respond_by_at) == (desk.members[Role.SDR], now + HOUR)
    assert lead.respond_warn_at == now + 45 * MINUTE
    assert (promise.owner_id, promise.why, promise.due_at) == (lead.owner_id, "first_contact", now + HOUR)
    [held] = rows(desk, Ownership, Ownership.lead_id == lead_id)
    assert (held.member_id, held.from_at, held.until_at, held.how) == (lead.owner_id, now, None, "claimed")


def test_a_batch_is_claimed_whole_or_not_at_all(desk: Desk) -> None:
    free, owned = a_lead(desk.workspace), my_lead(desk)
    both = ClaimLeads(lead_ids=(free, owned))

    assert refusal(desk, both).code == "already_owned"
    assert row(desk, Lead, free).owner_id is None
    assert refusal(desk, ClaimLeads(lead_ids=(free, free))).code == "listed_twice"
    assert refusal(desk, ClaimLeads(lead_ids=(free, uuid4()))).code == "unknown_lead"
    assert refusal(desk, ClaimLeads(lead_ids=(free,)), role=Role.REP).code == "not_allowed"


@pytest.mark.parametrize("stage", ["sales_validating", "discovery", "lost", "deployment"])
def test_a_lead_that_sales_works_on_is_not_claimed(desk: Desk, stage: str) -> None:
    """Only what an SDR would call lies in the pool (spec section 3)."""
    lead_id = a_lead(desk.workspace, stage=stage)

    assert refusal(desk, ClaimLeads(lead_ids=(lead_id,))).code == "wrong_stage"


def test_who_cannot_be_reached_is_not_promised_a_call(desk: Desk) -> None:
    lead_id = a_lead(desk.workspace, phone=None)
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))

    assert _promises(desk, lead_id) == []


def test_the_clock_begins_anew_with_each_owner_until_somebody_responded(desk: Desk) -> None:
    """A lead left lying for days is not late the moment somebody takes it; one already called keeps its clock."""
    lead_id = a_lead(desk.workspace)
    desk.clock.forward(days=7)
    now = desk.clock()
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))
    assert row(desk, Lead, lead_id).respond_by_at == now + HOUR

    contact = LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.MESSAGE, is_connected=False, words=""
    )
    desk.workspace.execute(contact)
    desk.clock.forward(days=1)
    _assign(desk, desk.members[Role.TEAM_LEAD], lead_id)
    assert row(desk, Lead, lead_id).respond_by_at == now + HOUR


def test_plans_go_with_the_lead_but_the_reps_stay(desk: Desk) -> None:
    """Assigned to another, the SDR's promise is the other's; what sales promised is still theirs."""
    lead_id, rep = sold(desk), desk.members[Role.REP]
    desk.workspace.execute(
        SetFollowUp(
            lead_id=lead_id, due_at=desk.clock() + DAY, why=FollowUpWhy.NEXT_STEP, words="a case study"
        )
    )
    desk.clock.tick()
    other = desk.members[Role.TEAM_LEAD]
    _assign(desk, other, lead_id)

    held = {promise.owner_id: promise.words for promise in _promises(desk, lead_id)}
    assert held == {other: "a case study", rep: ""}
    spans = sorted(rows(desk, Ownership, Ownership.lead_id == lead_id), key=lambda one: one.from_at)
    assert [(one.member_id, one.until_at is None, one.how) for one in spans] == [
        (desk.members[Role.SDR], False, "intake"),
        (other, True, "assigned"),
    ]


def test_only_a_team_lead_assigns_and_only_to_somebody_who_works_leads(desk: Desk) -> None:
    lead_id, sdr = my_lead(desk), desk.members[Role.SDR]
    lead = Role.TEAM_LEAD

    def to(member: UUID, *ids: UUID) -> AssignLeads:
        return AssignLeads(lead_ids=ids or (lead_id,), member_id=member)

    assert refusal(desk, to(desk.members[lead]), role=Role.SDR).code == "no_right_to_assign"
    assert refusal(desk, to(desk.members[Role.REP]), role=lead).code == "not_an_sdr"
    assert refusal(desk, to(sdr), role=lead).code == "already_theirs"
    assert refusal(desk, to(sdr, lead_id, lead_id), role=lead).code == "listed_twice"
    assert refusal(desk, to(sdr, uuid4()), role=lead).code == "unknown_lead"


# Facts are taken from whoever ever held the lead (design 1) --------------------------------------------------------


def _given_away(desk: Desk) -> tuple[UUID, UUID]:
    """A lead with an earlier run and an open one, which its SDR had until a moment ago."""
    lead_id = my_lead(desk)
    asked(desk, lead_id, all_good(desk))
    run_id = begun(desk, lead_id)
    _assign(desk, desk.members[Role.TEAM_LEAD], lead_id)
    return lead_id, run_id


def test_what_an_earlier_owner_heard_is_still_taken(desk: Desk) -> None:
    """Answers, confirmations, a pause, a contact: what happened, happened, whoever owns the lead by now."""
    lead_id, run_id = _given_away(desk)
    said = RecordAnswer(run_id=run_id, question_key="need", state=AnswerState.WEAK, words="Not this year.")
    for fact in (
        said,
        ConfirmAnswer(run_id=run_id, question_key="budget"),
        LogContact(activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.REPLY, is_connected=True, words=""),
        PauseRun(run_id=run_id),
    ):  # fmt: skip
        desk.workspace.execute(fact)

    [answer] = rows(desk, Answer, Answer.run_id == run_id, Answer.question_key == "need")
    assert (answer.words, answer.by_id) == ("Not this year.", desk.members[Role.SDR])
    assert refusal(desk, said, role=Role.MARKETING).code == "not_yours"


def test_what_is_decided_is_for_who_holds_the_lead_now(desk: Desk) -> None:
    """The earlier owner neither ends the script nor takes it up again nor begins another."""
    lead_id, run_id = _given_away(desk)
    desk.workspace.execute(RecordAnswer(run_id=run_id, question_key="need", state=AnswerState.GOOD, words=""))
    start: Command = StartRun(run_id=uuid4(), lead_id=lead_id)

    assert refusal(desk, FinishRun(run_id=run_id, words="")).code == "not_yours"
    assert refusal(desk, start).code == "not_yours"
    desk.workspace.execute(PauseRun(run_id=run_id))
    assert refusal(desk, ResumeRun(run_id=run_id)).code == "not_yours"


# A file that names another owner -----------------------------------------------------------------------------------


def _carry(desk: Desk, sheet: Sheet) -> UUID:
    batch_id, marketing = uuid4(), desk.members[Role.MARKETING]
    for command in (
        OpenImport(batch_id=batch_id, how="file", file_name="list.csv", source="crm", owner_id=None),
        CarryRows(batch_id=batch_id, rows=tuple(sheet.rows), points=tuple(sheet.points), customs=(), tags=(),
                  domains=(), milestones=(), touches=(), people=()),
        CloseImport(batch_id=batch_id, refused_count=0),
    ):  # fmt: skip
        desk.workspace.execute(command, as_member=marketing)
    return batch_id


def _list(owner: str) -> Sheet:
    sheet = Sheet()
    sheet.add(source="crm", external_id="7", company="云智", phone="+8613800138000", owner_key=owner)
    return sheet


def test_a_file_that_names_another_owner_takes_the_promises_along_and_undo_gives_them_back(
    desk: Desk,
) -> None:
    """What the earlier owner had promised does not stay behind in their queue."""
    ann, bob = (a_rep(desk, name, role=Role.SDR) for name in ("Ann Lee", "Bob Ray"))
    _carry(desk, _list("ann lee"))
    [lead] = rows(desk, Lead, Lead.external_id == "7")
    promise = SetFollowUp(
        lead_id=lead.id, due_at=desk.clock() + DAY, why=FollowUpWhy.CALL_BACK, words="at ten"
    )
    desk.workspace.execute(promise, as_member=ann)
    others = SetFollowUp(
        lead_id=lead.id, due_at=desk.clock() + DAY, why=FollowUpWhy.NEXT_STEP, words="look at it"
    )
    desk.workspace.execute(others, as_member=desk.members[Role.TEAM_LEAD])
    desk.clock.tick()
    batch_id = _carry(desk, _list("bob ray"))
    moved = {one.words: one.owner_id for one in _promises(desk, lead.id)}
    desk.clock.tick()
    desk.workspace.execute(UndoImport(batch_id=batch_id), as_member=desk.members[Role.TEAM_LEAD])

    assert moved == {"at ten": bob, "look at it": desk.members[Role.TEAM_LEAD]}
    assert row(desk, Lead, lead.id).owner_id == ann
    assert {one.words: one.owner_id for one in _promises(desk, lead.id)} == moved | {"at ten": ann}
