"""A filter clicked together is written down as it shows, and a list is worked without ever losing the place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.clock import DAY
from app.models.vocabulary import FollowUpWhy, Milestone, Role, StageKind
from app.services.call_list_view import call_lists, tags_in_use, written_filter
from app.services.call_lists import DropCallList, PickLeads, SaveCallList, UnpickLeads
from app.services.follow_ups import SetFollowUp
from app.services.lead_list import LeadsWhere, lead_count, lead_page
from app.services.list_walk import ListPlace, Walk, begin, over, step
from app.services.tagging import TagLeads
from tests.builders import Desk, open_desk
from tests.lead_rows import insert_lead


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


def saved(desk: Desk, expression: str | None, *, name: str = "Spring", is_shared: bool = False) -> UUID:
    list_id = uuid4()
    desk.workspace.execute(
        SaveCallList(
            list_id=list_id,
            name=name,
            expression=expression,
            sort="score",
            is_descending=True,
            is_shared=is_shared,
        )
    )
    return list_id


def scored(desk: Desk, *scores: int) -> list[UUID]:
    return [insert_lead(desk, company=f"Company {score}", score=score) for score in scores]


def go(desk: Desk, list_id: UUID, by: int = 1) -> Walk | None:
    return desk.workspace.keep(step(desk.members[Role.SDR], list_id, by))


def opened(desk: Desk, list_id: UUID, lead_id: UUID | None = None) -> Walk | None:
    return desk.workspace.keep(begin(desk.members[Role.SDR], ListPlace(list_id, lead_id)))


def test_whatever_is_clicked_together_fits_the_same_leads_once_written(desk: Desk) -> None:
    """Each way to narrow, and some together."""
    me = desk.members[Role.SDR]
    one = insert_lead(
        desk, company='Acme "Bright" Ltd', score=120, region="华东", channel="seo", created_at=desk.clock()
    )
    insert_lead(desk, owner=None, company="Nobody's", score=20, created_at=desk.clock() - 10**9)
    desk.workspace.execute(TagLeads(lead_ids=(one,), tag="vip"))
    stages = frozenset({"market_validating", "discovery"})
    wheres = [
        LeadsWhere(), LeadsWhere(text="acme"), LeadsWhere(stages=stages), LeadsWhere(owner=me),
        LeadsWhere(is_unowned=True), LeadsWhere(channels=frozenset({"seo"})), LeadsWhere(tag="vip"),
        LeadsWhere(score_from=100), LeadsWhere(score_below=100), LeadsWhere(has_next_step=False),
        LeadsWhere(has_next_step=True), LeadsWhere(is_reachable=True), LeadsWhere(created_from=desk.clock()),
        LeadsWhere(created_before=desk.clock()), LeadsWhere(reached=Milestone.MAL), LeadsWhere(maturity_from=50),
        LeadsWhere(stage_kinds=frozenset({StageKind.VALIDATING})), LeadsWhere(expression="score > 1"),
        LeadsWhere(owner=me, score_from=100, regions=frozenset({"华东", "华北"}), expression="score > 1 or city = 'x'"),
    ]  # fmt: skip

    for where in wheres:
        expression = desk.workspace.read(written_filter(where))
        assert expression is not None
        count = desk.workspace.read(lambda db, where=where: lead_count(db, where))
        again = LeadsWhere(call_list=saved(desk, expression))
        assert desk.workspace.read(lambda db, again=again: lead_count(db, again)) == count, expression


def test_a_list_within_a_list_is_written_too_but_not_one_picked_by_hand(desk: Desk) -> None:
    scored(desk, 10, 110, 210)
    filtered, by_hand = saved(desk, "score >= 100"), saved(desk, None)

    narrowed = LeadsWhere(call_list=filtered, score_below=200)
    assert desk.workspace.read(written_filter(narrowed)) == "score < 200 and score >= 100"
    assert desk.workspace.read(written_filter(LeadsWhere(call_list=by_hand))) is None


def test_everybody_sees_their_own_lists_and_the_teams(desk: Desk) -> None:
    mine, ours = saved(desk, None, name="A mine"), saved(desk, "", name="B ours", is_shared=True)
    lead_id = scored(desk, 10)[0]
    desk.workspace.execute(PickLeads(list_id=mine, lead_ids=(lead_id,)))
    sdr, lead = desk.members[Role.SDR], desk.members[Role.TEAM_LEAD]

    seen = desk.workspace.read(call_lists(sdr))
    assert [(one.list_id, one.count, one.may_change) for one in seen] == [(mine, 1, True), (ours, None, True)]
    assert [(one.name, one.may_change) for one in desk.workspace.read(call_lists(lead))] == [("B ours", True)]
    marketing = desk.workspace.read(call_lists(desk.members[Role.MARKETING]))
    assert [(one.name, one.may_change) for one in marketing] == [("B ours", False)]
    desk.workspace.execute(DropCallList(list_id=ours))
    assert desk.workspace.read(lambda db: lead_page(db, LeadsWhere(call_list=ours))) == []


def test_next_goes_on_where_one_was_though_the_lead_dropped_out(desk: Desk) -> None:
    """The call itself takes the lead out of the filter: the place stays, and previous finds it again."""
    first, second, third = scored(desk, 300, 200, 100)
    list_id = saved(desk, 'next_step_at = ""')
    walk = opened(desk, list_id)
    assert walk is not None
    assert (walk.lead_id, walk.at, walk.total, walk.name) == (first, 1, 3, "Spring")

    desk.workspace.execute(TagLeads(lead_ids=(first,), tag="x"))
    _promise(desk, first)
    assert _lead(go(desk, list_id)) == second
    _promise(desk, second)
    assert _lead(go(desk, list_id, -1)) == first
    assert _lead(go(desk, list_id)) == third  # the second fits no more
    assert go(desk, list_id) is None
    assert _lead(opened(desk, list_id)) == third


def test_the_place_is_remembered_when_the_program_begins_again(tmp_path: Path) -> None:
    """Opened the next day, the list stands where it was left; once over, it begins at the top."""
    with open_desk(tmp_path) as desk:
        first, second, _ = scored(desk, 300, 200, 100)
        list_id = saved(desk, "score >= 100")
        opened(desk, list_id)
        go(desk, list_id)
        me, database = desk.members[Role.SDR], desk.database
        database.close()

        assert _lead(desk.workspace.keep(begin(me, ListPlace(list_id)))) == second
        desk.workspace.keep(over(me, list_id))
        assert _lead(opened(desk, list_id)) == first


def test_leads_that_joined_come_last_and_those_that_left_are_passed_over(desk: Desk) -> None:
    first, second, third = scored(desk, 300, 200, 100)
    list_id = saved(desk, None)
    desk.workspace.execute(PickLeads(list_id=list_id, lead_ids=(first, second)))
    opened(desk, list_id)
    desk.workspace.execute(UnpickLeads(list_id=list_id, lead_ids=(second,)))
    desk.workspace.execute(PickLeads(list_id=list_id, lead_ids=(third,)))

    walk = go(desk, list_id)
    assert walk is not None
    assert (walk.lead_id, walk.at, walk.total) == (third, 3, 3)


def test_a_list_begins_at_the_lead_that_was_opened(desk: Desk) -> None:
    _, second, third = scored(desk, 300, 200, 100)
    list_id = saved(desk, "score >= 100")

    assert _lead(opened(desk, list_id, second)) == second
    assert _lead(go(desk, list_id)) == third
    assert opened(desk, saved(desk, "score >= 1000")) is None


def test_a_list_begun_anew_takes_the_order_of_now(desk: Desk) -> None:
    """Whoever wants no old place begins at the top."""
    first, second = scored(desk, 200, 100)
    list_id = saved(desk, "score >= 100")
    opened(desk, list_id, second)
    best = insert_lead(desk, score=300)

    walk = desk.workspace.keep(begin(desk.members[Role.SDR], ListPlace(list_id, is_anew=True)))
    assert walk is not None
    assert (walk.lead_id, walk.at, walk.total) == (best, 1, 3)
    assert _lead(go(desk, list_id)) == first


def test_the_words_in_use_are_known(desk: Desk) -> None:
    one, other = scored(desk, 1, 2)
    desk.workspace.execute(TagLeads(lead_ids=(one, other), tag="vip"))
    desk.workspace.execute(TagLeads(lead_ids=(one,), tag="fair"))

    assert desk.workspace.read(tags_in_use) == [("vip", 2), ("fair", 1)]


def _lead(walk: Walk | None) -> UUID | None:
    return walk.lead_id if walk else None


def _promise(desk: Desk, lead_id: UUID) -> None:
    desk.workspace.execute(
        SetFollowUp(lead_id=lead_id, due_at=desk.clock() + DAY, why=FollowUpWhy.CALL_BACK, words="")
    )
