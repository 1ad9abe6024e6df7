"""Call lists and words on leads: who keeps them, who sees them, what a merge does with them."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.models.call_lists import CallList, CallListLead
from app.models.imports import ImportRow
from app.models.leads import Tag
from app.models.tables import SHARED
from app.models.vocabulary import Role
from app.services.call_lists import DropCallList, PickLeads, SaveCallList, UnpickLeads
from app.services.importing.batches import UndoImport
from app.services.merging import MergeLeads, UndoMerge
from app.services.tagging import TagLeads, UntagLeads
from tests.builders import Desk
from tests.leads import Sheet, carry
from tests.stories import my_lead, refusal, row, rows


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases."""
    return twin_desk


def saved(
    desk: Desk, *, expression: str | None = None, is_shared: bool = False, role: Role = Role.SDR
) -> UUID:
    """Save a list and return its id."""
    list_id = uuid4()
    desk.workspace.execute(
        _save(list_id, expression=expression, is_shared=is_shared), as_member=desk.members[role]
    )
    return list_id


def _save(
    list_id: UUID, *, expression: str | None = None, is_shared: bool = False, name: str = "Spring"
) -> SaveCallList:
    return SaveCallList(
        list_id=list_id, name=name, expression=expression, sort="score", is_descending=True, is_shared=is_shared
    )  # fmt: skip


def _picked(desk: Desk, list_id: UUID) -> set[UUID]:
    return {one.lead_id for one in rows(desk, CallListLead, CallListLead.list_id == list_id)}


def test_a_list_is_saved_and_changed_by_its_owner(desk: Desk) -> None:
    """Name, filter, order and who sees it may change; the owner stays."""
    list_id = saved(desk, expression="score >= 100")
    desk.clock.tick()

    desk.workspace.execute(_save(list_id, expression="score >= 50", is_shared=True, name="Summer"))

    kept = row(desk, CallList, list_id)
    assert (kept.name, kept.expression, kept.is_shared) == ("Summer", "score >= 50", True)
    assert kept.owner_id == desk.members[Role.SDR]
    assert kept.changed_at > kept.created_at


def test_a_private_list_is_nobody_elses_and_a_shared_one_the_team_leads_too(desk: Desk) -> None:
    """Whoever shares a list lets a team lead change it, and everybody put leads on it."""
    mine, ours = saved(desk), saved(desk, is_shared=True)
    lead_id = my_lead(desk)

    assert refusal(desk, _save(mine), role=Role.TEAM_LEAD).code == "not_yours"
    assert refusal(desk, DropCallList(list_id=mine), role=Role.MARKETING).code == "not_yours"
    assert refusal(desk, DropCallList(list_id=ours), role=Role.MARKETING).code == "not_yours"
    assert refusal(desk, PickLeads(list_id=mine, lead_ids=(lead_id,)), role=Role.REP).code == "not_yours"
    desk.workspace.execute(PickLeads(list_id=ours, lead_ids=(lead_id,)), as_member=desk.members[Role.REP])
    desk.workspace.execute(DropCallList(list_id=ours), as_member=desk.members[Role.TEAM_LEAD])
    assert refusal(desk, PickLeads(list_id=ours, lead_ids=(lead_id,))).code == "unknown_list"


def test_a_lead_whose_import_is_undone_leaves_nothing_behind(desk: Desk) -> None:
    """Lists and words name no lead that is gone: a list of five would otherwise show four."""
    sheet = Sheet()
    lead_id = sheet.add(company="Nine Dragons", contact_name="Lu", phone="+8613812345678")
    batch_id, _ = carry(desk.workspace, sheet)
    list_id = saved(desk)
    desk.workspace.execute(PickLeads(list_id=list_id, lead_ids=(lead_id,)))
    desk.workspace.execute(TagLeads(lead_ids=(lead_id,), tag="fair"))

    undone = desk.workspace.execute(UndoImport(batch_id=batch_id))

    assert undone.answer["removed"] == 1
    told_of_it = {ImportRow.__tablename__}  # what became of each row of a file stays
    left = {
        table.name
        for table in SHARED.sorted_tables
        if "lead_id" in table.c
        and table.name not in told_of_it
        and desk.workspace.read(
            lambda db, of=table: db.execute(select(of.c.lead_id).where(of.c.lead_id == lead_id)).first()
        )
    }
    assert left == set()


def test_leads_join_and_leave_a_list_picked_by_hand(desk: Desk) -> None:
    """Those on it stay as they were; leaving does nothing else to a lead."""
    list_id, one, other = saved(desk), my_lead(desk), my_lead(desk)
    desk.workspace.execute(PickLeads(list_id=list_id, lead_ids=(one,)))
    before = rows(desk, CallListLead)
    desk.clock.tick()

    desk.workspace.execute(PickLeads(list_id=list_id, lead_ids=(one, other)))
    assert _picked(desk, list_id) == {one, other}
    assert before[0] in rows(desk, CallListLead)

    desk.workspace.execute(UnpickLeads(list_id=list_id, lead_ids=(other,)))
    assert _picked(desk, list_id) == {one}


def test_a_list_put_away_comes_back_with_its_leads(desk: Desk) -> None:
    """Putting away is undone by saving it again."""
    list_id, lead_id = saved(desk), my_lead(desk)
    desk.workspace.execute(PickLeads(list_id=list_id, lead_ids=(lead_id,)))
    desk.workspace.execute(DropCallList(list_id=list_id))

    assert refusal(desk, DropCallList(list_id=list_id)).code == "unknown_list"
    desk.workspace.execute(_save(list_id))
    assert _picked(desk, list_id) == {lead_id}


def test_a_list_stays_of_its_sort(desk: Desk) -> None:
    """A filter takes no leads by hand, and leads picked by hand are never hidden behind a filter."""
    filtered, by_hand = saved(desk, expression="score >= 100"), saved(desk)

    assert (
        refusal(desk, PickLeads(list_id=filtered, lead_ids=(my_lead(desk),))).code == "another_sort_of_list"
    )
    assert refusal(desk, _save(by_hand, expression="score >= 1")).code == "another_sort_of_list"
    assert refusal(desk, _save(uuid4(), name="  ")).code == "name_missing"


def test_a_word_is_put_on_leads_once_and_taken_off(desk: Desk) -> None:
    """A lead that bears it already keeps it; a rep puts no words on leads."""
    one, other = my_lead(desk), my_lead(desk)
    desk.workspace.execute(TagLeads(lead_ids=(one,), tag="展会"))
    desk.workspace.execute(TagLeads(lead_ids=(one, other), tag="展会"))
    assert {(tag.lead_id, tag.tag) for tag in rows(desk, Tag)} == {(one, "展会"), (other, "展会")}

    desk.workspace.execute(UntagLeads(lead_ids=(one,), tag="展会"))
    assert [tag.lead_id for tag in rows(desk, Tag)] == [other]
    assert refusal(desk, TagLeads(lead_ids=(one,), tag="x"), role=Role.REP).code == "not_allowed"
    assert refusal(desk, TagLeads(lead_ids=(one, one), tag="x")).code == "listed_twice"
    assert refusal(desk, TagLeads(lead_ids=(uuid4(),), tag="x")).code == "unknown_lead"
    assert refusal(desk, TagLeads(lead_ids=(one,), tag=" ")).code == "name_missing"


def test_the_record_that_stays_takes_the_others_place_on_a_list(desk: Desk) -> None:
    """A merge loses no lead from a list, and its undo puts both back where they were."""
    first, second, kept, gone = saved(desk), saved(desk), my_lead(desk), my_lead(desk)
    desk.workspace.execute(PickLeads(list_id=first, lead_ids=(kept, gone)))
    desk.workspace.execute(PickLeads(list_id=second, lead_ids=(gone,)))
    before = set(rows(desk, CallListLead))
    lead = desk.members[Role.TEAM_LEAD]

    done = desk.workspace.execute(
        MergeLeads(kept_id=kept, gone_id=gone, take=(), take_custom=(), knowingly=True), as_member=lead
    )
    assert _picked(desk, first) == _picked(desk, second) == {kept}

    desk.workspace.execute(UndoMerge(merge_id=done.cmd_id), as_member=lead)
    assert set(rows(desk, CallListLead)) == before
