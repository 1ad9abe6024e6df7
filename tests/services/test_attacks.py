"""Attacks on the rules: orders of commands that would lead to a state nobody agreed to (spec sections 3 to 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest
from sqlalchemy import create_engine, insert, select
from sqlalchemy.pool import StaticPool

from app.clock import HOUR
from app.errors import BadArgument
from app.models.activity import FollowUp
from app.models.imports import CompanyFacts
from app.models.leads import CustomField, Lead, StageMove
from app.models.tables import SHARED
from app.models.vocabulary import AnswerState, FollowUpWhy, Outcome, Role
from app.services.calls import EndCall, StartCall
from app.services.catalogue import COMMANDS
from app.services.follow_ups import SetFollowUp
from app.services.handover import AcceptHandover, AnswerReturn, ChooseRep
from app.services.holding import AssignLeads, ClaimLeads
from app.services.importing.batches import CloseImport, OpenImport, UndoImport
from app.services.importing.chunk import CarryRows
from app.services.importing.records import Custom
from app.services.kernel.command import Command
from app.services.kernel.postgres_judge import SCHEMA, function_for, function_name
from app.services.kernel.wire import encode
from app.services.pipeline import BringBack, LoseLead, ReviveLead, SetOpportunity, SetSubState, SubState
from app.services.playbook_records import (
    MoveRow,
    RequiredRow,
)
from app.services.queue import queue_counts
from app.services.queue_groups import QueueReason
from app.services.reports.funnel import funnel
from app.services.reports.report import EVERYTHING
from app.services.script import ConfirmAnswer, DisqualifyLead, ResumeRun
from tests.builders import Desk, open_desk
from tests.handovers import a_rep
from tests.leads import Sheet, a_lead, carry
from tests.stories import (
    accept,
    adopt,
    all_good,
    answered,
    asked,
    begun,
    counting,
    enforce,
    finished,
    handed_over,
    limits_with,
    mature,
    my_lead,
    only_reps,
    refusal,
    row,
    rows,
    send_back,
    shipped,
    sold,
    submission,
)  # fmt: skip

STOP = AnswerState.DISQUALIFYING


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk with one rep."""
    with open_desk(tmp_path) as opened:
        only_reps(opened, [opened.members[Role.REP]])
        yield opened


def _disqualifying_question(desk: Desk) -> str:
    return next(choice.question_key for choice in shipped().choices if choice.state is STOP)


def _open_promises(desk: Desk, lead_id: UUID) -> dict[UUID, str]:
    found = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    return {one.owner_id: one.why for one in found}


# Hand-overs of what does not qualify -----------------------------------------------------------------------------


def test_a_lead_whose_newer_run_was_stopped_is_not_handed_over_on_the_older_one(desk: Desk) -> None:
    """What disqualifies a lead today is not undone by what it said last week."""
    lead_id, run_id = mature(desk)
    desk.clock.forward(days=1)
    newer = begun(desk, lead_id)
    answered(desk, newer, {_disqualifying_question(desk): STOP})

    assert refusal(desk, submission(lead_id, run_id)).code == "run_overtaken"
    desk.workspace.execute(ResumeRun(run_id=newer))
    assert refusal(desk, submission(lead_id, run_id)).code == "run_overtaken"


def test_a_returned_hand_over_does_not_go_back_while_its_lead_is_disqualified(desk: Desk) -> None:
    """The SDR asked again and the contact ruled it out: that is no answer a rep should get."""
    handover = handed_over(desk)
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    desk.clock.forward(hours=1)
    newer = begun(desk, handover.lead_id)
    answered(desk, newer, {_disqualifying_question(desk): STOP})

    answer = AnswerReturn(handover_id=handover.id, words="Here you are.")
    assert refusal(desk, answer, role=Role.SDR).code == "run_overtaken"


def test_a_returned_hand_over_does_not_go_back_on_a_newer_run_that_does_not_qualify(desk: Desk) -> None:
    """A core question that is open now was the reason to ask; the SDR asks it before answering."""
    handover = handed_over(desk)
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    desk.clock.forward(hours=1)
    asked(desk, handover.lead_id, all_good(desk, but={"need": AnswerState.WEAK}))

    answer = AnswerReturn(handover_id=handover.id, words="Here you are.")
    assert refusal(desk, answer, role=Role.SDR).code == "run_overtaken"


def test_an_answer_confirmed_last_week_is_not_old_because_it_was_first_given_in_spring(desk: Desk) -> None:
    """A confirmation is the contact saying it again: the next delta call may rely on it for thirty days."""
    lead_id, _run = mature(desk)
    for days, confirms in ((40, True), (10, False)):
        desk.clock.forward(days=days)
        run_id = begun(desk, lead_id)
        for question in counting(desk) if confirms else ():
            desk.workspace.execute(ConfirmAnswer(run_id=run_id, question_key=question))
        worth = finished(desk, run_id)

    assert worth["good_weight"] == worth["total_weight"]


# Whose promise it is ---------------------------------------------------------------------------------------------


def test_a_new_sdr_does_not_take_the_reps_promise(desk: Desk) -> None:
    """The rep promised a first contact; who works the lead on the other side does not change that."""
    lead_id = sold(desk)
    rep_id = row(desk, Lead, lead_id).rep_id
    team_lead = desk.members[Role.TEAM_LEAD]
    desk.workspace.execute(AssignLeads(lead_ids=(lead_id,), member_id=team_lead), as_member=team_lead)

    assert _open_promises(desk, lead_id) == {rep_id: "rep_first_contact"}


def test_a_reps_question_goes_to_whoever_works_on_the_lead_now(desk: Desk) -> None:
    """Its answer can only come from the owner, so the owner is asked."""
    handover = handed_over(desk)
    team_lead = desk.members[Role.TEAM_LEAD]
    desk.workspace.execute(
        AssignLeads(lead_ids=(handover.lead_id,), member_id=team_lead), as_member=team_lead
    )
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)

    assert _open_promises(desk, handover.lead_id)[team_lead] == "answer_question"
    assert desk.members[Role.SDR] not in _open_promises(desk, handover.lead_id)


def test_a_lead_that_sales_has_is_assigned_without_a_first_contact(desk: Desk) -> None:
    """Nobody calls a lead for the first time while a rep decides about it."""
    handover = handed_over(desk)
    team_lead = desk.members[Role.TEAM_LEAD]
    desk.workspace.execute(
        AssignLeads(lead_ids=(handover.lead_id,), member_id=team_lead), as_member=team_lead
    )

    assert _open_promises(desk, handover.lead_id) == {}


def test_a_rep_does_not_end_a_call_without_a_next_step(desk: Desk) -> None:
    """In discovery too, no lead is left without a next step."""
    lead_id = sold(desk)
    rep_id = row(desk, Lead, lead_id).rep_id
    desk.clock.forward(days=3)
    call = StartCall(activity_id=uuid4(), lead_id=lead_id, phone="+8613800138000")
    desk.workspace.execute(call, as_member=rep_id)
    end = EndCall(activity_id=call.activity_id, outcome=Outcome.CONNECTED, words="")

    assert refusal(desk, end, role=Role.REP).code == "next_step_missing"


def test_an_sdr_may_end_a_call_about_a_lead_whose_next_step_the_rep_has(desk: Desk) -> None:
    """The rep's promise is the lead's next step."""
    lead_id = sold(desk)
    sdr = desk.members[Role.SDR]
    call = StartCall(activity_id=uuid4(), lead_id=lead_id, phone="+8613800138000")
    desk.workspace.execute(call, as_member=sdr)
    end = EndCall(activity_id=call.activity_id, outcome=Outcome.CONNECTED, words="")

    desk.workspace.execute(end, as_member=sdr)


def test_a_returned_lead_that_was_disqualified_leaves_the_head_of_the_queue(desk: Desk) -> None:
    """It is nurtured; a promise about it is seen when it is due."""
    handover = handed_over(desk)
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    sdr = desk.members[Role.SDR]
    reason = next(one.key for one in shipped().reasons if one.kind == "disqualify")
    desk.workspace.execute(DisqualifyLead(lead_id=handover.lead_id, reason=reason, words=""), as_member=sdr)
    counts = desk.workspace.read(lambda db: queue_counts(db, sdr, desk.clock()))
    assert counts[QueueReason.RETURNED] == 0

    later = desk.clock() + HOUR
    promise = SetFollowUp(lead_id=handover.lead_id, due_at=later, why=FollowUpWhy.NURTURE_BACK, words="")
    desk.workspace.execute(promise, as_member=sdr)
    desk.clock.forward(hours=2)
    counts = desk.workspace.read(lambda db: queue_counts(db, sdr, desk.clock()))
    assert counts[QueueReason.OVERDUE] == 1


# Stages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["lose", "revive", "bring_back"])
def test_every_move_asks_for_the_fields_its_stage_requires(desk: Desk, how: str) -> None:
    """A move with a field missing is refused, naming it, whichever fact moves the lead."""
    reasons = {one.kind.value: one.key for one in shipped().reasons}
    sdr, rep = desk.members[Role.SDR], desk.members[Role.REP]
    lost_reason = reasons["lost"]
    if how == "bring_back":
        lead_id = my_lead(desk)
        closing = DisqualifyLead(lead_id=lead_id, reason=reasons["disqualify"], words="")
        desk.workspace.execute(closing, as_member=sdr)
        command: Any = BringBack(lead_id=lead_id, words="")
    else:
        lead_id = sold(desk)
        command = LoseLead(lead_id=lead_id, reason=lost_reason, words="")
    if how == "revive":
        desk.workspace.execute(command, as_member=rep)
        command = ReviveLead(lead_id=lead_id, words="")
    target = "lost" if how == "lose" else "market_validating"
    adopt(desk, required=(*shipped().required, RequiredRow(stage_key=target, field="registration_no")))

    refused = refusal(desk, command, role=Role.REP if how == "lose" else Role.SDR)
    assert (refused.code, refused.place) == ("fields_missing", {"items": ["registration_no"]})


def test_a_revived_lead_begins_without_the_meetings_of_its_last_cycle(desk: Desk) -> None:
    """Accepted again, it shows a meeting only when one is held."""
    lead_id = sold(desk)
    rep, sdr = desk.members[Role.REP], desk.members[Role.SDR]
    desk.workspace.execute(SetSubState(lead_id=lead_id, sub_state=SubState.MEETING_HELD), as_member=rep)
    reason = next(one.key for one in shipped().reasons if one.kind == "lost")
    desk.workspace.execute(LoseLead(lead_id=lead_id, reason=reason, words=""), as_member=rep)
    desk.workspace.execute(ReviveLead(lead_id=lead_id, words=""), as_member=sdr)

    assert row(desk, Lead, lead_id).sub_state is None


def test_a_lead_that_sales_has_is_not_in_the_pool(desk: Desk) -> None:
    """A lead in validating, nurture or refused may lie in the pool; a won one belongs to its customer."""
    desk.wear(Role.SDR)
    won = a_lead(desk.workspace, stage="deployment")

    assert refusal(desk, ClaimLeads(lead_ids=(won,))).code == "wrong_stage"


def test_a_playbook_that_rehomes_leads_records_the_move(desk: Desk) -> None:
    """A lead is never in another stage without a move that says since when and by whom."""
    lead_id = my_lead(desk)
    book = shipped("lean")
    stages = {one.key for one in book.stages}
    first = next(one.stage_key for one in book.facts if one.fact == "intake.accepted")
    here = row(desk, Lead, lead_id).stage
    assert here not in stages
    desk.clock.forward(hours=1)
    enforce(desk, _with_home(book, here, first))

    assert row(desk, Lead, lead_id).stage == first
    last = max(rows(desk, StageMove, StageMove.lead_id == lead_id), key=lambda one: one.at)
    assert (last.from_stage, last.to_stage, last.at) == (here, first, desk.clock())


def _with_home(book: Any, old: str, new: str) -> Any:
    return msgspec.structs.replace(book, rehomed=(MoveRow(from_stage=old, to_stage=new),))


# Imports ----------------------------------------------------------------------------------------------------------


def _undo(desk: Desk, batch_id: UUID) -> dict[str, Any]:
    return desk.workspace.execute(UndoImport(batch_id=batch_id)).answer


def _as_chunks(desk: Desk, *sheets: Sheet, notes: Sequence[str] = ()) -> UUID:
    """Import little sheets of one row as the chunks of one file."""
    batch_id = uuid4()
    arrays = dict.fromkeys(("points", "tags", "domains", "milestones", "touches", "people"), ())
    desk.workspace.execute(OpenImport(batch_id=batch_id, how="file", file_name="list.csv"))
    for number, (sheet, note) in enumerate(zip(sheets, notes, strict=True), 1):
        told = msgspec.structs.replace(sheet.rows[0], row_no=number)
        customs = (Custom(row_no=number, name="note", value=note),)
        desk.workspace.execute(CarryRows(batch_id=batch_id, rows=(told,), customs=customs, **arrays))
        desk.clock.tick()
    desk.workspace.execute(CloseImport(batch_id=batch_id, refused_count=0))
    return batch_id


def _told(external_id: str, **fields: Any) -> Sheet:
    sheet = Sheet()
    sheet.add(source="crm", external_id=external_id, **fields)
    return sheet


def test_undo_puts_back_a_lead_that_one_file_named_twice(desk: Desk) -> None:
    """The second row of the file is no later change by somebody else."""
    sheet = Sheet()
    lead_id = sheet.add(company="Before", phone="+8613800000001", source="crm", external_id="7")
    carry(desk.workspace, sheet, customs=(Custom(row_no=1, name="note", value="first"),))
    desk.clock.tick()
    rows_of_file = _told("7", company="Once"), _told("7", company="Twice")
    batch_id = _as_chunks(desk, *rows_of_file, notes=("second", "third"))
    assert row(desk, Lead, lead_id).company == "Twice"
    _undo(desk, batch_id)

    assert row(desk, Lead, lead_id).company == "Before"
    [field] = rows(desk, CustomField, CustomField.lead_id == lead_id)
    assert field.value == "first"


def test_undo_keeps_a_lead_whose_deal_the_rep_worked_out(desk: Desk) -> None:
    """An amount the rep typed is work, though no call and no hand-over stands beside it."""
    desk.wear(Role.SDR)
    sheet = Sheet()
    lead_id = sheet.add(company="C", phone="+8613800000001", stage="discovery")
    batch_id, _done = carry(desk.workspace, sheet)
    desk.clock.tick()
    lead = desk.members[Role.SALES_LEAD]
    desk.workspace.execute(SetOpportunity(lead_id=lead_id, amount=100, currency="CNY"), as_member=lead)

    assert _undo(desk, batch_id) == {"removed": 0, "kept": 1}


def test_undo_of_both_imports_leaves_nothing(desk: Desk) -> None:
    """A second import that was taken back itself does not hold what the first one brought."""
    desk.wear(Role.SDR)
    first, _done = carry(desk.workspace, _told("7", company="C", phone="+8613800000001"))
    desk.clock.tick()
    second, _done = carry(desk.workspace, _told("7", company="D"))
    desk.clock.tick()
    _undo(desk, second)
    desk.clock.tick()

    assert _undo(desk, first) == {"removed": 1, "kept": 0}


def test_undo_forgets_what_the_import_said_of_companies(desk: Desk) -> None:
    """A wrong column that was taken back does not fill the gaps of the next list."""
    desk.wear(Role.SDR)
    sheet = Sheet()
    sheet.add(company="C", phone="+8613800000001", industry="华东")
    batch_id, _done = carry(desk.workspace, sheet)
    _undo(desk, batch_id)

    assert [one.industry for one in rows(desk, CompanyFacts) if one.industry] == []
    again = a_lead(desk.workspace, company="C")
    assert row(desk, Lead, again).industry is None


def test_two_ids_of_one_source_never_merge_behind_a_third_record(desk: Desk) -> None:
    """A lead that already carries an id of a source is not another record of that source."""
    desk.wear(Role.SDR)
    same = {"contact_name": "Li Lei", "email": "li@example.com"}
    for source, external_id in (("shop", "1"), ("crm", "9"), ("crm", "10")):
        sheet = Sheet()
        sheet.add(source=source, external_id=external_id, **same)
        carry(desk.workspace, sheet)
        desk.clock.tick()

    leads = desk.workspace.read(lambda db: db.execute(select(Lead.source, Lead.external_id)).all())
    assert sorted(map(tuple, leads)) == [("crm", "10"), ("shop", "1")]


def test_an_id_does_not_come_to_stand_under_another_source(desk: Desk) -> None:
    """A record merged into a lead fills its gaps; the lead's own id stays what its own source called it."""
    desk.wear(Role.SDR)
    for source, external_id in ((None, "7"), ("crm", "9")):
        sheet = Sheet()
        sheet.add(source=source, external_id=external_id, contact_name="Li Lei", email="li@example.com")
        carry(desk.workspace, sheet)
        desk.clock.tick()

    [lead] = rows(desk, Lead)
    assert (lead.source, lead.external_id) == (None, "7")


def test_a_column_of_long_numbers_taken_for_amounts_does_not_break_the_funnel(desk: Desk) -> None:
    """A wrong mapping is seen in the report and undone; a sum beyond sixty-four bits would show nothing at all."""
    sheets = [Sheet() for _ in range(3)]
    for sheet in sheets:
        for number in range(400):
            sheet.add(company=f"C{number}", amount=2**53, currency="CNY")
        carry(desk.workspace, sheet)

    top = desk.workspace.read(lambda db: funnel(db, EVERYTHING)).total.layers[0]
    assert top.amount_in("CNY") == 1200 * 2**53


# What somebody with psql could send ---------------------------------------------------------------------------------


def test_every_command_locks_what_it_judges() -> None:
    """Two people at once: the second is judged on what the first left, not on what both saw."""
    adds_only = {"intake.open"}
    unlocked = {cls.kind for cls in COMMANDS if not list(cls.locks())}

    assert unlocked == adds_only


def test_a_hand_over_that_is_being_accepted_is_not_moved_to_another_rep(
    desk: Desk, fresh_database: Callable[[], str]
) -> None:
    """On PostgreSQL the one who chooses waits for the one who accepts, and then hears that it is decided."""
    handover, other = handed_over(desk), a_rep(desk, "Other Rep")
    accepting = (accept(handover.id), handover.rep_id)
    choosing = (ChooseRep(handover_id=handover.id, rep_id=other), desk.members[Role.SALES_LEAD])
    url = fresh_database()
    with psycopg.connect(url) as first, psycopg.connect(url) as second, ThreadPoolExecutor(1) as aside:
        _move_to_postgres(desk, first)
        assert _judge(first, desk, *accepting) is None
        answer = aside.submit(_judge, second, desk, *choosing)
        _wait_for_a_lock(url)
        first.commit()

        assert answer.result() == "already_decided"


def _move_to_postgres(desk: Desk, there: psycopg.Connection[Any]) -> None:
    """Make the desk's shared rows and the judges of all commands stand on a PostgreSQL, committed."""
    engine = create_engine("postgresql+psycopg://", creator=lambda: there, poolclass=StaticPool)
    there.execute(f"CREATE SCHEMA {SCHEMA}".encode())
    there.execute(f"SET search_path = {SCHEMA}".encode())
    there.commit()
    with engine.begin() as db:
        SHARED.create_all(db)
        for table in SHARED.sorted_tables:
            held = desk.workspace.read(lambda here, table=table: here.execute(select(table)).mappings().all())
            if held:
                db.execute(insert(table), [dict(one) for one in held])
    for cls in (AcceptHandover, ChooseRep):
        there.execute(function_for(cls).encode())
    there.commit()


def _judge(there: psycopg.Connection[Any], desk: Desk, command: Command, member_id: UUID) -> str | None:
    call = f"SELECT {function_name(type(command))}(%s, %s, %s, %s::jsonb)".encode()
    args = (member_id, uuid4(), desk.clock(), encode(command).decode())
    [verdict] = there.execute(call, args).fetchall()
    return verdict[0]["why"]  # type: ignore[no-any-return]


def _wait_for_a_lock(url: str) -> None:
    """Return once somebody in this database waits for another's lock."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with psycopg.connect(url, autocommit=True) as watching:
        until = monotonic() + 30
        while watching.execute(waiting).fetchall() == [(0,)]:
            assert monotonic() < until, "nobody waits"


def test_a_limit_is_no_number_that_overflows(desk: Desk) -> None:
    """Days are multiplied into microseconds: a number past any sense would break every later command."""
    with pytest.raises(BadArgument):
        adopt(desk, limits=limits_with(stale_answer_days=2**40))
