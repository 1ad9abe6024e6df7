"""The pool: who may take what out of it, how much, and how leads come back to it (spec section 10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR
from app.models.activity import FollowUp
from app.models.leads import Lead, Ownership
from app.models.pool import TEAM_POOL, LeadReturn, Pool, PoolChannel, PoolRight
from app.models.vocabulary import FollowUpWhy, PoolKind, Role
from app.services.follow_ups import SetFollowUp
from app.services.founding import new_member
from app.services.holding import AssignLeads, ClaimLeads
from app.services.pool import GiveBackLeads, MoveToPool
from app.services.pool_upkeep import ChangePool, ClosePool, CreatePool, GrantPool, RevokePool
from app.services.timeline import EventKind, timeline
from app.services.undoing import UndoAssignment
from tests.builders import MONDAY_10, Desk
from tests.leads import a_lead
from tests.stories import adopt, limits_with, my_lead, refusal, row, rows, sold

MONDAY_0 = MONDAY_10 - 10 * HOUR
SATURDAY_10 = MONDAY_10 + 5 * DAY


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases."""
    return twin_desk


def free(desk: Desk, count: int, **fields: Any) -> tuple[UUID, ...]:
    return tuple(a_lead(desk.workspace, **fields) for _ in range(count))


def claim(desk: Desk, *lead_ids: UUID, member_id: UUID | None = None) -> None:
    desk.workspace.execute(ClaimLeads(lead_ids=lead_ids), as_member=member_id)


def give_back(desk: Desk, *lead_ids: UUID, pool_id: UUID | None = None) -> None:
    desk.workspace.execute(GiveBackLeads(lead_ids=lead_ids, pool_id=pool_id, words="Not my region"))


def sdr(desk: Desk, login: str) -> UUID:
    command = new_member(name=login, login=login, role=Role.SDR)
    desk.workspace.execute(command, as_member=desk.members[Role.ADMIN])
    return command.member_id


def a_pool(desk: Desk, title: str = "East", *, is_open: bool = False, channels: tuple[str, ...] = ()) -> UUID:
    command = CreatePool(
        pool_id=uuid4(), title=title, for_whom=PoolKind.DEPARTMENT, is_open=is_open, channels=channels
    )
    desk.workspace.execute(command, as_member=desk.members[Role.ADMIN])
    return command.pool_id


def grant(desk: Desk, pool_id: UUID, member_id: UUID, *rights: str) -> None:
    may = {name: name in rights for name in ("may_claim", "may_move", "may_assign")}
    command = GrantPool(pool_id=pool_id, member_id=member_id, **may)
    desk.workspace.execute(command, as_member=desk.members[Role.ADMIN])


def move(desk: Desk, pool_id: UUID, *lead_ids: UUID) -> None:
    command = MoveToPool(lead_ids=lead_ids, pool_id=pool_id)
    desk.workspace.execute(command, as_member=desk.members[Role.TEAM_LEAD])


def owner_of(desk: Desk, lead_id: UUID) -> UUID | None:
    return row(desk, Lead, lead_id).owner_id  # type: ignore[no-any-return]


def test_a_batch_over_the_cap_of_the_day_claims_nothing(desk: Desk) -> None:
    adopt(desk, limits=limits_with(claims_a_day=3))
    leads = free(desk, 4)
    claim(desk, leads[0])
    said = refusal(desk, ClaimLeads(lead_ids=leads[1:]))

    assert (said.code, said.place["items"]) == ("claims_a_day", [2])
    assert [owner_of(desk, one) for one in leads[1:]] == [None, None, None]
    claim(desk, *leads[1:3])
    assert refusal(desk, ClaimLeads(lead_ids=leads[3:])).place["items"] == [0]


def test_claim_give_back_and_claim_again_counts_two(desk: Desk) -> None:
    adopt(desk, limits=limits_with(claims_a_day=2, cooling_off_days=0))
    one, other = free(desk, 2)
    claim(desk, one)
    desk.clock.tick()
    give_back(desk, one)
    desk.clock.at = MONDAY_0 + 15 * HOUR
    claim(desk, one)

    assert refusal(desk, ClaimLeads(lead_ids=(other,))).code == "claims_a_day"


def test_being_assigned_is_no_claim_and_the_next_day_begins_at_midnight_where_the_team_is(desk: Desk) -> None:
    adopt(desk, limits=limits_with(claims_a_day=1))
    given, first, second, third = free(desk, 4)
    desk.workspace.execute(
        AssignLeads(lead_ids=(given,), member_id=desk.members[Role.SDR]),
        as_member=desk.members[Role.TEAM_LEAD],
    )
    claim(desk, first)
    desk.clock.at = MONDAY_0 + DAY - 1
    assert refusal(desk, ClaimLeads(lead_ids=(second,))).code == "claims_a_day"

    desk.clock.at = MONDAY_0 + DAY
    claim(desk, second)
    desk.clock.at = SATURDAY_10
    claim(desk, third)
    assert refusal(desk, ClaimLeads(lead_ids=free(desk, 1))).code == "claims_a_day"
    desk.clock.at = MONDAY_0 + 6 * DAY
    claim(desk, *free(desk, 1))


def test_no_more_are_claimed_than_may_be_held_at_once(desk: Desk) -> None:
    adopt(desk, limits=limits_with(held_at_once=3))
    my_lead(desk)
    leads = free(desk, 3)
    said = refusal(desk, ClaimLeads(lead_ids=leads))

    assert (said.code, said.place["items"]) == ("held_at_once", [2])
    claim(desk, *leads[:2])
    give_back(desk, leads[0])
    claim(desk, leads[2])


def test_what_is_with_sales_is_not_held(desk: Desk) -> None:
    adopt(desk, limits=limits_with(held_at_once=1))
    sold(desk)
    claim(desk, *free(desk, 1))


def test_every_earlier_owner_cools_off_not_only_the_last(desk: Desk) -> None:
    """A, then B, then A again within five working days: refused, and said until when."""
    [lead_id] = free(desk, 1)
    bo = sdr(desk, "bo")
    claim(desk, lead_id)
    give_back(desk, lead_id)
    desk.clock.tick()
    claim(desk, lead_id, member_id=bo)
    desk.clock.at += DAY
    desk.workspace.execute(GiveBackLeads(lead_ids=(lead_id,), pool_id=None, words="No"), as_member=bo)
    opens_at = MONDAY_0 + 7 * DAY + 9 * HOUR
    said = refusal(desk, ClaimLeads(lead_ids=(lead_id,)))
    assert (said.code, said.place["items"]) == ("cooling_off", [opens_at])

    desk.clock.at = opens_at - 1
    assert refusal(desk, ClaimLeads(lead_ids=(lead_id,))).code == "cooling_off"
    desk.clock.at = opens_at
    claim(desk, lead_id)
    assert owner_of(desk, lead_id) == desk.members[Role.SDR]


def test_one_lead_that_cools_off_stops_the_batch(desk: Desk) -> None:
    held, other = free(desk, 2)
    claim(desk, held)
    give_back(desk, held)

    assert refusal(desk, ClaimLeads(lead_ids=(other, held))).code == "cooling_off"
    assert owner_of(desk, other) is None


def test_giving_back_says_why_and_only_ones_own(desk: Desk) -> None:
    [lead_id] = free(desk, 1)
    claim(desk, lead_id)
    bo = sdr(desk, "bo")
    back = GiveBackLeads(lead_ids=(lead_id,), pool_id=None, words="Not my region")
    assert desk.workspace.why_not(back, as_member=bo) == ["not_yours"]

    desk.workspace.execute(back)
    [came] = rows(desk, LeadReturn)
    assert (came.how, came.from_id, came.words) == ("given_back", desk.members[Role.SDR], "Not my region")
    assert refusal(desk, back).code == "not_held"
    assert refusal(desk, GiveBackLeads(lead_ids=(sold(desk),), pool_id=None, words="x")).code == "wrong_stage"
    assert refusal(desk, GiveBackLeads(lead_ids=(uuid4(),), pool_id=None, words="x")).code == "unknown_lead"


def test_new_leads_of_a_channel_land_in_the_pool_that_is_for_it(desk: Desk) -> None:
    """A closed pool is claimed from by a right only; all else lies in the team's pool, which is everybody's."""
    east, bo = a_pool(desk, channels=("seo",)), sdr(desk, "bo")
    [theirs] = free(desk, 1, channel="seo")
    [ours] = free(desk, 1, channel="hotline")
    claim(desk, ours)
    assert refusal(desk, ClaimLeads(lead_ids=(theirs,))).code == "no_right_to_claim"

    grant(desk, east, bo)
    assert desk.workspace.why_not(ClaimLeads(lead_ids=(theirs,)), as_member=bo) == ["no_right_to_claim"]
    grant(desk, east, bo, "may_claim")
    claim(desk, theirs, member_id=bo)
    assert [right.may_claim for right in rows(desk, PoolRight)] == [True]


def test_leads_are_moved_between_pools_by_who_may(desk: Desk) -> None:
    east, bo = a_pool(desk), sdr(desk, "bo")
    [lead_id] = free(desk, 1)
    assert refusal(desk, MoveToPool(lead_ids=(lead_id,), pool_id=east)).code == "no_right_to_move"
    assert refusal(desk, MoveToPool(lead_ids=(lead_id,), pool_id=uuid4())).code == "unknown_pool"

    move(desk, east, lead_id)
    assert row(desk, Lead, lead_id).pool_id == east
    again = MoveToPool(lead_ids=(lead_id,), pool_id=east)
    assert refusal(desk, again, role=Role.TEAM_LEAD).code == "in_that_pool"
    grant(desk, east, bo, "may_move", "may_claim")
    desk.workspace.execute(MoveToPool(lead_ids=(lead_id,), pool_id=TEAM_POOL), as_member=bo)
    claim(desk, lead_id)
    assert [came.how for came in rows(desk, LeadReturn)] == ["moved", "moved"]


def test_what_is_given_back_lies_where_it_came_from_or_elsewhere_by_a_right(desk: Desk) -> None:
    east, west = a_pool(desk, is_open=True), a_pool(desk, "West")
    [lead_id] = free(desk, 1)
    move(desk, east, lead_id)
    claim(desk, lead_id)
    elsewhere = GiveBackLeads(lead_ids=(lead_id,), pool_id=west, words="Theirs")
    assert refusal(desk, elsewhere).code == "no_right_to_move"

    give_back(desk, lead_id)
    assert row(desk, Lead, lead_id).pool_id == east


def test_who_administers_a_pool_gives_others_what_lies_in_it(desk: Desk) -> None:
    east, bo = a_pool(desk), sdr(desk, "bo")
    lead_id, other = free(desk, 2)
    move(desk, east, lead_id)
    grant(desk, east, bo, "may_assign")
    to_me = AssignLeads(lead_ids=(lead_id,), member_id=bo)
    assert desk.workspace.why_not(to_me, as_member=bo) == ["no_right_to_assign"]
    elsewhere = AssignLeads(lead_ids=(other,), member_id=desk.members[Role.SDR])
    assert desk.workspace.why_not(elsewhere, as_member=bo) == ["no_right_to_assign"]

    given = AssignLeads(lead_ids=(lead_id,), member_id=desk.members[Role.SDR])
    desk.workspace.execute(given, as_member=bo)
    assert owner_of(desk, lead_id) == desk.members[Role.SDR]
    assert desk.workspace.why_not(given, as_member=bo) == ["no_right_to_assign", "already_theirs"]


def test_a_closed_pool_leaves_its_leads_to_the_team(desk: Desk) -> None:
    east, bo = a_pool(desk, channels=("seo",)), sdr(desk, "bo")
    [put], [landed] = free(desk, 1), free(desk, 1, channel="seo")
    move(desk, east, put)
    grant(desk, east, bo, "may_claim")
    admin = desk.wear(Role.ADMIN)
    desk.workspace.execute(ClosePool(pool_id=east))
    desk.wear(Role.SDR)

    claim(desk, put, landed)
    assert rows(desk, PoolRight) == []
    assert rows(desk, PoolChannel) == []
    assert desk.workspace.why_not(ClosePool(pool_id=east), as_member=admin) == ["unknown_pool"]
    assert refusal(desk, ClosePool(pool_id=TEAM_POOL), role=Role.ADMIN).code == "one_team_pool"


def test_a_pool_is_changed_and_a_channel_lands_in_one_pool_only(desk: Desk) -> None:
    east = a_pool(desk, channels=("seo", "sem"))
    west = CreatePool(
        pool_id=uuid4(), title="West", for_whom=PoolKind.CHANNEL, is_open=True, channels=("seo",)
    )
    assert refusal(desk, west, role=Role.ADMIN).code == "channel_taken"
    change = ChangePool(
        pool_id=east, title="Events", for_whom=PoolKind.CHANNEL, is_open=True, channels=("events",)
    )
    desk.workspace.execute(change, as_member=desk.members[Role.ADMIN])

    assert (row(desk, Pool, east).title, row(desk, Pool, east).is_open) == ("Events", True)
    assert [landing.channel for landing in rows(desk, PoolChannel)] == ["events"]
    assert refusal(desk, change).code == "not_allowed"
    desk.workspace.execute(west, as_member=desk.members[Role.ADMIN])


def test_the_teams_pool_stays_the_teams_and_open(desk: Desk) -> None:
    whole = ChangePool(pool_id=TEAM_POOL, title="All", for_whom=PoolKind.TEAM, is_open=True, channels=())
    desk.workspace.execute(whole, as_member=desk.members[Role.ADMIN])
    shut = ChangePool(pool_id=TEAM_POOL, title="All", for_whom=PoolKind.TEAM, is_open=False, channels=())
    assert refusal(desk, shut, role=Role.ADMIN).code == "one_team_pool"
    second = ChangePool(pool_id=a_pool(desk), title="All", for_whom=PoolKind.TEAM, is_open=True, channels=())
    assert refusal(desk, second, role=Role.ADMIN).code == "one_team_pool"


def test_rights_are_taken_away_and_what_was_claimed_stays(desk: Desk) -> None:
    east, me = a_pool(desk), desk.members[Role.SDR]
    lead_id, other = free(desk, 2)
    move(desk, east, lead_id, other)
    grant(desk, east, me, "may_claim")
    claim(desk, lead_id)
    revoke = RevokePool(pool_id=east, member_id=me)
    desk.workspace.execute(revoke, as_member=desk.members[Role.ADMIN])

    assert refusal(desk, ClaimLeads(lead_ids=(other,))).code == "no_right_to_claim"
    assert owner_of(desk, lead_id) == me
    assert refusal(desk, revoke, role=Role.ADMIN).code == "no_such_right"
    [held] = rows(desk, Ownership)
    assert held.until_at is None


def test_the_history_says_how_a_lead_came_back_and_why(desk: Desk) -> None:
    [lead_id] = free(desk, 1)
    claim(desk, lead_id)
    desk.clock.tick()
    give_back(desk, lead_id)
    told = desk.workspace.read(lambda db: timeline(db, lead_id))
    [came] = [event for event in told if event.kind is EventKind.RETURN]

    assert (came.code, came.detail, came.words) == ("given_back", "Chen Wei", "Not my region")


def test_an_assignment_taken_back_leaves_plans_with_the_lead_in_the_pool(desk: Desk) -> None:
    [lead_id], bo = free(desk, 1), sdr(desk, "bo")
    claim(desk, lead_id)
    plan = SetFollowUp(
        lead_id=lead_id, due_at=desk.clock() + 9 * DAY, why=FollowUpWhy.CALL_BACK, words="ask for Li"
    )
    desk.workspace.execute(plan)
    give_back(desk, lead_id)
    desk.clock.tick()
    team_lead = desk.members[Role.TEAM_LEAD]
    given = desk.workspace.execute(AssignLeads(lead_ids=(lead_id,), member_id=bo), as_member=team_lead)
    desk.clock.tick()
    desk.workspace.execute(UndoAssignment(assigned_by=given.cmd_id), as_member=team_lead)

    assert owner_of(desk, lead_id) is None
    states = {one.words: one.state for one in rows(desk, FollowUp) if one.state != "dropped"}
    assert states == {"ask for Li": "resting"}
