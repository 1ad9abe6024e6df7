"""Two records of one lead become one, and two again: nothing is lost, nothing hangs in the air (spec section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.models.activity import Activity, FollowUp
from app.models.leads import CustomField, Lead, Ownership, ReachedMilestone, SuspectedPair, Touch
from app.models.merging import BEFORE, LEAD_IMAGE, PAIR_IMAGE, Merge
from app.models.tables import shared_classes
from app.models.vocabulary import ActivityKind, AnswerState, FollowUpWhy, MergeField, Role
from app.services.calls import LogContact
from app.services.duplicates.settled import standing_id
from app.services.follow_ups import FinishFollowUp, SetFollowUp
from app.services.holding import AssignLeads, ClaimLeads
from app.services.importing.batches import UndoImport
from app.services.importing.records import Custom, MilestoneOf, TouchOf
from app.services.merge_fields import CHOSEN, ORIGIN, RULED, STAYING
from app.services.merge_rows import CARRIED, DERIVED, MOVED, OF_THE_ID, PASSING
from app.services.merging import MergeLeads, UndoMerge
from app.services.pairs import Found, KeepApart, ReconsiderPair, SuspectPairs
from app.services.pipeline import SetOpportunity
from app.services.safekeeping.doctor import examine
from app.services.script import RecordAnswer, StartRun
from app.services.timeline import EventKind, timeline
from tests.builders import Desk, open_desk
from tests.handovers import a_run
from tests.leads import Sheet, a_lead, carry
from tests.refusals import refused
from tests.stories import handed_over, rows, sold, submission


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A workspace in which the SDR works."""
    with open_desk(tmp_path) as made:
        yield made


def merge(kept_id: UUID, gone_id: UUID, *take: MergeField, **more: Any) -> MergeLeads:
    """Return the command; what differs is known."""
    return MergeLeads(
        **(
            {"kept_id": kept_id, "gone_id": gone_id, "take": take, "take_custom": (), "knowingly": True}
            | more
        )
    )


def why(desk: Desk, command: Any, role: Role = Role.TEAM_LEAD) -> str:
    """Return why a command is refused; empty where it is not."""
    return next(iter(desk.workspace.why_not(command, as_member=desk.members[role])), "")


def everything(desk: Desk) -> dict[str, set[Any]]:
    """Return all rows of all shared tables but the list of merges."""
    return {
        cls.__tablename__: {tuple(row) for row in rows(desk, cls)}
        for cls in shared_classes()
        if cls is not Merge
    }


def test_every_table_that_names_a_lead_is_told_what_a_merge_does_with_it() -> None:
    """A new table cannot be forgotten."""
    named = {cls for cls in shared_classes() if "lead_id" in cls.__table__.columns}
    images = {LEAD_IMAGE, PAIR_IMAGE, *BEFORE.values()}
    listed = [*(one.model for one in MOVED), *(one.model for one in CARRIED), *DERIVED, *PASSING, *OF_THE_ID]

    assert named - images == set(listed)
    assert len(listed) == len(set(listed))
    assert set(BEFORE) == {*(one.model for one in CARRIED), *DERIVED}


def test_every_field_of_a_lead_is_told_which_value_stays() -> None:
    """A new column cannot be forgotten."""
    listed = [*(name for names in CHOSEN.values() for name in names), *ORIGIN, *RULED, *STAYING]

    assert sorted(listed) == sorted(column.name for column in Lead.__table__.columns)
    assert set(CHOSEN) == set(MergeField)


def test_everything_moves_and_comes_back(desk: Desk) -> None:
    """Calls, notes, runs, promises, touches, keys and history of both are one; an undo leaves all rows as before."""
    kept, gone = _pair(desk)
    before = everything(desk)

    done = desk.workspace.execute(merge(kept, gone))

    assert rows(desk, Lead, Lead.id == gone) == []
    for cls in shared_classes():
        if "lead_id" in cls.__table__.columns and cls not in {LEAD_IMAGE, *BEFORE.values()}:
            assert rows(desk, cls, cls.__table__.c.lead_id == gone) == [], cls
    assert len(rows(desk, Activity, Activity.lead_id == kept)) == 2
    assert len(rows(desk, Touch, Touch.lead_id == kept)) == 2

    undone = desk.workspace.execute(UndoMerge(merge_id=done.cmd_id))

    assert undone.answer["stayed"] == 0
    assert _differences(before, everything(desk)) == {}


def test_what_came_after_a_merge_stays_with_the_record_that_stayed(desk: Desk) -> None:
    """Later notes, promises and values are not torn away; the answer says how many there are."""
    kept, gone = _pair(desk)
    before = everything(desk)
    done = desk.workspace.execute(merge(kept, gone))
    desk.clock.tick()
    note = uuid4()
    desk.workspace.execute(_note(kept, note))

    undone = desk.workspace.execute(UndoMerge(merge_id=done.cmd_id))

    assert undone.answer["stayed"] == 1
    assert [row.lead_id for row in rows(desk, Activity, Activity.id == note)] == [kept]
    changed = _differences(before, everything(desk))
    assert set(changed) - {"score_state"} == {"activity"}
    assert changed["activity"][0] == set()


def test_a_promise_settled_after_the_merge_is_open_again_when_it_is_undone(desk: Desk) -> None:
    """Better asked twice than forgotten."""
    kept, gone = _pair(desk)
    (promise,) = rows(desk, FollowUp, FollowUp.lead_id == gone, FollowUp.state == "open")
    done = desk.workspace.execute(merge(kept, gone))
    desk.workspace.execute(FinishFollowUp(made_by=promise.cmd_id, lead_id=kept))

    desk.workspace.execute(UndoMerge(merge_id=done.cmd_id))

    (back,) = rows(desk, FollowUp, FollowUp.cmd_id == promise.cmd_id, FollowUp.lead_id == gone)
    assert back.state == "open"


def test_a_value_changed_after_the_merge_stays_when_it_is_undone(desk: Desk) -> None:
    """Only what the merge wrote is taken back."""
    kept, gone = sold(desk), a_lead(desk.workspace, title="CTO", region="华东")
    desk.wear(Role.TEAM_LEAD)
    done = desk.workspace.execute(merge(kept, gone, MergeField.REGION))
    desk.clock.tick()
    desk.workspace.execute(
        SetOpportunity(lead_id=kept, amount=5, currency="CNY", expected_close_on=None),
        as_member=desk.members[Role.SALES_LEAD],
    )

    desk.workspace.execute(UndoMerge(merge_id=done.cmd_id))

    (lead,) = rows(desk, Lead, Lead.id == kept)
    assert (lead.amount, lead.title) == (5, None)


def test_blanks_are_filled_and_a_person_chooses_between_two_values(desk: Desk) -> None:
    """The record that stays wins, unless the other's value was chosen; its normal form comes along."""
    kept = a_lead(desk.workspace, company="Acme Ltd", company_key="acme", title=None, region="华东")
    gone = a_lead(desk.workspace, company="ACME", company_key="acme2", title="CTO", region="华北")

    desk.workspace.execute(merge(kept, gone, MergeField.COMPANY))

    (lead,) = rows(desk, Lead)
    assert (lead.company, lead.company_key, lead.title, lead.region) == ("ACME", "acme2", "CTO", "华东")


def test_the_first_touch_and_the_first_milestone_stay(desk: Desk) -> None:
    """The lead is as old as its older record and came the way that one came."""
    now = desk.clock()
    sheet = Sheet()
    kept = sheet.add(company="A", channel="event", created_at=now)
    gone = sheet.add(company="A", channel="sem", campaign="spring", created_at=now - 9)
    milestones = tuple(MilestoneOf(row_no=n, milestone="mql", at=now - n) for n in (1, 2))
    carry(desk.workspace, sheet, milestones=milestones)

    desk.workspace.execute(merge(kept, gone))

    (lead,) = rows(desk, Lead)
    assert (lead.channel, lead.campaign, lead.created_at) == ("sem", "spring", now - 9)
    (mql,) = rows(desk, ReachedMilestone, ReachedMilestone.milestone == "mql")
    assert mql.at == now - 2


def test_a_field_of_the_source_can_be_chosen_too(desk: Desk) -> None:
    """The chosen value comes over, and the other one is back after an undo."""
    sheet = Sheet()
    kept, gone = sheet.add(company="A"), sheet.add(company="B")
    carry(desk.workspace, sheet, customs=tuple(Custom(row_no=n, name="size", value=str(n)) for n in (1, 2)))
    before = everything(desk)

    done = desk.workspace.execute(merge(kept, gone, take_custom=("size",)))

    assert [row.value for row in rows(desk, CustomField)] == ["2"]
    desk.workspace.execute(UndoMerge(merge_id=done.cmd_id))
    assert _differences(before, everything(desk)) == {}


def test_two_people_never_own_a_merged_lead(desk: Desk) -> None:
    """The record that stays keeps its owner, the other's time ends and its promises pass on."""
    lead, other = desk.members[Role.TEAM_LEAD], desk.members[Role.SDR]
    kept, gone = a_lead(desk.workspace), a_lead(desk.workspace)
    desk.workspace.execute(AssignLeads(lead_ids=(kept,), member_id=lead), as_member=lead)
    desk.workspace.execute(AssignLeads(lead_ids=(gone,), member_id=other), as_member=lead)

    desk.workspace.execute(merge(kept, gone), as_member=lead)

    held = rows(desk, Ownership, Ownership.until_at.is_(None))
    assert [(row.lead_id, row.member_id) for row in held] == [(kept, lead)]
    assert {row.owner_id for row in rows(desk, FollowUp, FollowUp.state == "open")} == {lead}


def test_an_owner_comes_with_the_record_nobody_held(desk: Desk) -> None:
    """Merging into a lead of the pool takes it out of the pool: a team lead's to decide."""
    kept, gone = a_lead(desk.workspace), a_lead(desk.workspace)
    desk.workspace.execute(ClaimLeads(lead_ids=(gone,)))

    desk.workspace.execute(merge(kept, gone), as_member=desk.members[Role.TEAM_LEAD])

    (lead,) = rows(desk, Lead)
    assert lead.owner_id == desk.members[Role.SDR]
    assert [row.until_at for row in rows(desk, Ownership)] == [None]


# What does not merge ----------------------------------------------------------------------------------------------


def test_ids_of_one_source_and_companies_that_differ_merge_only_knowingly(desk: Desk) -> None:
    """Whatever else is equal, a person must have seen it."""
    one = a_lead(desk.workspace, company="A", source="crm", external_id="1")
    same_company = a_lead(desk.workspace, company="A", source="crm", external_id="2")
    same_id_nowhere = a_lead(desk.workspace, company="B", source="erp", external_id="2")

    assert why(desk, merge(one, same_company, knowingly=False)) == "ids_differ"
    assert why(desk, merge(one, same_id_nowhere, knowingly=False)) == "companies_differ"
    assert why(desk, merge(one, same_company)) == ""


def test_a_merged_lead_remembers_all_its_ids(desk: Desk) -> None:
    """An id that came by a merge still contradicts another of its source."""
    one = a_lead(desk.workspace, company="A", source="crm", external_id="1")
    two = a_lead(desk.workspace, company="A", source="erp", external_id="7")
    three = a_lead(desk.workspace, company="A", source="erp", external_id="8")
    desk.workspace.execute(merge(one, two))

    assert why(desk, merge(one, three, knowingly=False)) == "ids_differ"
    assert why(desk, merge(three, one, knowingly=False)) == "ids_differ"


def test_the_record_that_is_further_stays(desk: Desk) -> None:
    """No stage is undone by merging: a lead with sales is not swallowed by a new one."""
    fresh, deal = a_lead(desk.workspace), sold(desk)

    assert why(desk, merge(fresh, deal)) == "goes_further"
    assert why(desk, merge(deal, fresh)) == ""


def test_a_record_waiting_for_sales_or_for_review_stays(desk: Desk) -> None:
    """A hand-over that is undecided, and a refusal nobody judged, keep their record."""
    fresh = a_lead(desk.workspace)
    waiting = handed_over(desk).lead_id
    turned_down = refused(desk).lead_id

    assert why(desk, merge(fresh, waiting)) == "handed_over_now"
    assert why(desk, merge(fresh, turned_down)) == "in_review"


def test_two_open_runs_do_not_meet_on_one_lead(desk: Desk) -> None:
    """One lead is asked by one run at a time; a single open run goes on with the record that stays."""
    kept, gone = (a_lead(desk.workspace, owner_id=desk.members[Role.SDR]) for _ in range(2))
    run_id = uuid4()
    desk.workspace.execute(StartRun(run_id=run_id, lead_id=gone))
    other = uuid4()
    desk.workspace.execute(StartRun(run_id=other, lead_id=kept))
    assert why(desk, merge(kept, gone)) == "runs_conflict"

    third = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    desk.workspace.execute(merge(third, gone))
    desk.workspace.execute(
        RecordAnswer(
            run_id=run_id, question_key="budget", choice_key=None, state=AnswerState.GOOD, words="Yes"
        )
    )


def test_an_sdr_cleans_their_own_records_and_nobodys(desk: Desk) -> None:
    """Others' leads are for a team lead; marketing cleans before sales has the lead; reps do not merge.

    An SDR's merging with what lies in a pool would be a claim without limits.
    """
    own, twin = (a_lead(desk.workspace, owner_id=desk.members[Role.SDR]) for _ in range(2))
    nobodys, nor_this = (a_lead(desk.workspace) for _ in range(2))
    others = a_lead(desk.workspace)
    lead = desk.members[Role.TEAM_LEAD]
    desk.workspace.execute(AssignLeads(lead_ids=(others,), member_id=lead), as_member=lead)
    deal = sold(desk)

    assert why(desk, merge(own, twin), Role.SDR) == ""
    assert why(desk, merge(nobodys, nor_this), Role.SDR) == ""
    assert why(desk, merge(own, nobodys), Role.SDR) == "claim_first"
    assert why(desk, merge(nobodys, own), Role.SDR) == "claim_first"
    assert why(desk, merge(own, others), Role.SDR) == "not_yours"
    assert why(desk, merge(own, nobodys), Role.MARKETING) == ""
    assert why(desk, merge(own, others), Role.MARKETING) == "not_yours"
    assert why(desk, merge(deal, own), Role.MARKETING) == "not_yours"
    assert why(desk, merge(own, nobodys), Role.REP) == "not_allowed"


# What cannot be undone --------------------------------------------------------------------------------------------


def test_merges_are_undone_from_the_last(desk: Desk) -> None:
    """A later merge rests on the earlier one."""
    one, two, three = (a_lead(desk.workspace) for _ in range(3))
    before = everything(desk)
    first = desk.workspace.execute(merge(one, two)).cmd_id
    second = desk.workspace.execute(merge(three, one)).cmd_id
    assert why(desk, UndoMerge(merge_id=first)) == "merged_since"

    desk.workspace.execute(UndoMerge(merge_id=second))
    desk.workspace.execute(UndoMerge(merge_id=first))

    assert _differences(before, everything(desk)) == {}
    assert why(desk, UndoMerge(merge_id=first)) == "merge_undone"


def test_a_merge_a_hand_over_rests_on_stays(desk: Desk) -> None:
    """The card was frozen from what the other record brought."""
    kept, gone = (a_lead(desk.workspace, owner_id=desk.members[Role.SDR]) for _ in range(2))
    run_id = a_run(desk, gone)
    done = desk.workspace.execute(merge(kept, gone))
    desk.workspace.execute(submission(kept, run_id))

    assert why(desk, UndoMerge(merge_id=done.cmd_id)) == "relied_on"


def test_a_merge_of_a_lead_given_away_since_is_a_team_leads_to_undo(desk: Desk) -> None:
    """Half of what its owner holds now would go back to whoever merged it."""
    sdr, lead = desk.members[Role.SDR], desk.members[Role.TEAM_LEAD]
    kept, gone = (a_lead(desk.workspace, owner_id=sdr) for _ in range(2))
    done = desk.workspace.execute(merge(kept, gone), as_member=sdr)
    desk.clock.tick()
    assert why(desk, UndoMerge(merge_id=done.cmd_id), Role.SDR) == ""
    desk.workspace.execute(AssignLeads(lead_ids=(kept,), member_id=lead), as_member=lead)

    assert why(desk, UndoMerge(merge_id=done.cmd_id), Role.SDR) == "not_yours"
    assert why(desk, UndoMerge(merge_id=done.cmd_id), Role.TEAM_LEAD) == ""


def test_undoing_an_import_leaves_merged_leads(desk: Desk) -> None:
    """Its rows are part of a lead somebody joined together."""
    sheet = Sheet()
    kept, gone = sheet.add(company="A"), sheet.add(company="B")
    batch_id, _ = carry(desk.workspace, sheet)
    desk.workspace.execute(merge(kept, gone))

    undone = desk.workspace.execute(UndoImport(batch_id=batch_id))

    assert undone.answer["removed"] == 0
    assert [row.id for row in rows(desk, Lead)] == [kept]


# Pairs ------------------------------------------------------------------------------------------------------------


def test_not_the_same_is_remembered_through_merges(desk: Desk) -> None:
    """Who is not the one is not who the one became part of; a new search does not offer them again."""
    one, two, three = sorted((a_lead(desk.workspace) for _ in range(3)), key=lambda id_: id_.hex)
    desk.workspace.execute(KeepApart(a_id=two, b_id=one))
    desk.workspace.execute(merge(three, two))

    assert why(desk, merge(three, one, knowingly=False), Role.TEAM_LEAD) == "companies_differ"
    (pair,) = rows(desk, SuspectedPair)
    assert ({pair.a_id, pair.b_id}, pair.verdict) == ({one, three}, "different")
    found = Found(a_id=one, b_id=three, evidence="phone", similarity_pct=100)
    assert desk.workspace.execute(SuspectPairs(pairs=(found,))).answer == {"noted": 0}


def test_a_pair_kept_apart_merges_only_knowingly_and_can_be_thought_over(desk: Desk) -> None:
    """The finding stands until somebody takes it back."""
    one, two = (a_lead(desk.workspace, company="A") for _ in range(2))
    desk.workspace.execute(KeepApart(a_id=one, b_id=two))
    assert why(desk, merge(one, two, knowingly=False)) == "kept_apart"
    assert why(desk, KeepApart(a_id=two, b_id=one)) == "apart_already"

    desk.workspace.execute(ReconsiderPair(a_id=one, b_id=two))

    assert why(desk, merge(one, two, knowingly=False)) == ""
    assert why(desk, ReconsiderPair(a_id=one, b_id=two)) == "not_apart"


def test_the_doctor_finds_nothing_in_the_air_after_a_merge(desk: Desk) -> None:
    """Every reference leads somewhere, merged and taken apart."""
    kept, gone = _pair(desk)
    desk.workspace.execute(merge(kept, gone))

    found = examine(desk.database, desk.database.path.parent, clock=desk.clock)

    assert "references_whole" in {finding.code for finding in found}


def test_a_record_that_was_merged_is_found_under_the_lead_it_became_part_of(desk: Desk) -> None:
    """Links and lists of others may still name it; the timeline says what happened."""
    one, two, three = (a_lead(desk.workspace, company=name) for name in ("A", "B", "C"))
    desk.workspace.execute(merge(two, one))
    last = desk.workspace.execute(merge(three, two)).cmd_id

    assert desk.workspace.read(lambda db: standing_id(db, one)) == three
    told = desk.workspace.read(lambda db: timeline(db, three))
    assert [(event.kind, event.detail) for event in told if event.kind is EventKind.MERGE] == [
        (EventKind.MERGE, "B")
    ]
    desk.workspace.execute(UndoMerge(merge_id=last))
    assert desk.workspace.read(lambda db: standing_id(db, one)) == two


def _pair(desk: Desk) -> tuple[UUID, UUID]:
    """Two leads of one import with everything a lead may have."""
    sheet = Sheet()
    kept = sheet.add(company="Acme", phone="+8613800138001", email="a@acme.com")
    gone = sheet.add(company="Acme Co", phone="+8613800138002", email="a@acme.com")
    touches = tuple(
        TouchOf(row_no=n, id=uuid4(), at=desk.clock() - n, channel="sem", keyword=str(n)) for n in (1, 2)
    )
    carry(desk.workspace, sheet, owner_id=desk.members[Role.SDR], touches=touches)
    for lead_id in (kept, gone):
        desk.clock.tick()
        desk.workspace.execute(_note(lead_id, uuid4()))
        due = desk.clock() + 10**10
        desk.workspace.execute(SetFollowUp(lead_id=lead_id, due_at=due, why=FollowUpWhy.CALL_BACK, words=""))
    a_run(desk, gone)
    desk.clock.tick()
    return kept, gone


def _note(lead_id: UUID, activity_id: UUID) -> LogContact:
    return LogContact(
        activity_id=activity_id,
        lead_id=lead_id,
        activity_kind=ActivityKind.NOTE,
        is_connected=False,
        words="!",
    )


def _differences(before: dict[str, set[Any]], after: dict[str, set[Any]]) -> dict[str, tuple[Any, Any]]:
    return {
        name: (before[name] - after[name], after[name] - before[name])
        for name in before
        if before[name] != after[name]
    }
