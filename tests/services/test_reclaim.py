"""Leads recalled before a call of their owner was known: theirs to claim again, judged by both databases."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR
from app.models.leads import Lead
from app.models.pool import TEAM_POOL
from app.models.vocabulary import ActivityKind, Role
from app.services.calls import LogContact
from app.services.founding import new_member
from app.services.holding import ClaimLeads
from app.services.pool import GiveBackLeads
from app.services.pool_view import PoolReason, PoolWhere, pool_page
from app.services.recall_sweep import sweep
from app.services.sync.away import Absence, News, while_away
from tests.builders import MONDAY_10, Desk
from tests.leads import a_lead
from tests.stories import refusal, row

TUESDAY, WEDNESDAY_NIGHT = MONDAY_10 + DAY, MONDAY_10 + 2 * DAY + 10 * HOUR


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases."""
    return twin_desk


def recalled(desk: Desk) -> UUID:
    """Claim a lead on Monday and let it go back on Wednesday night."""
    lead_id = a_lead(desk.workspace)
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))
    desk.clock.at = WEDNESDAY_NIGHT
    sweep(desk.workspace)
    assert row(desk, Lead, lead_id).owner_id is None
    desk.clock.tick()
    return lead_id


def late(desk: Desk, lead_id: UUID, at: int, kind: ActivityKind = ActivityKind.MESSAGE) -> None:
    """Tell now what happened then, as a desk does that was off line."""
    told = LogContact(activity_id=uuid4(), lead_id=lead_id, activity_kind=kind, is_connected=False, words="")
    with desk.workspace.batch() as batch:
        batch.give(told, at=at)


def reason(desk: Desk, lead_id: UUID) -> PoolReason:
    found = desk.workspace.read(
        lambda db: pool_page(db, desk.workspace.member_id, desk.clock(), PoolWhere(TEAM_POOL))
    )
    return next(one.reason for one in found if one.lead_id == lead_id)


def told(desk: Desk) -> list[News]:
    absence = Absence(MONDAY_10, desk.clock())
    found = desk.workspace.read(lambda db: while_away(db, desk.workspace.member_id, absence))
    return [one.what for one in found if one.what in (News.RECLAIM, News.RECALLED)]


def test_a_call_in_time_that_was_told_late_gives_the_lead_back_to_whoever_made_it(desk: Desk) -> None:
    """On Tuesday they wrote, off line; recalled on Wednesday, it is theirs to claim, cooling off or not."""
    lead_id = recalled(desk)
    claim = ClaimLeads(lead_ids=(lead_id,))
    assert refusal(desk, claim).code == "cooling_off"
    assert told(desk) == [News.RECALLED]

    late(desk, lead_id, TUESDAY)

    assert told(desk) == [News.RECLAIM]
    assert reason(desk, lead_id) is not PoolReason.COOLING_OFF
    desk.workspace.execute(claim)
    assert row(desk, Lead, lead_id).owner_id == desk.workspace.member_id
    assert told(desk) == [News.RECALLED]


@pytest.mark.parametrize(
    ("at", "kind"),
    [
        (TUESDAY, ActivityKind.NOTE),
        (WEDNESDAY_NIGHT + 1, ActivityKind.MESSAGE),
    ],
    ids=["a note is no attempt", "after the recall"],
)
def test_what_would_not_have_kept_the_lead_gives_nothing_back(
    desk: Desk, at: int, kind: ActivityKind
) -> None:
    """The cooling-off holds."""
    lead_id = recalled(desk)
    late(desk, lead_id, at, kind)

    assert refusal(desk, ClaimLeads(lead_ids=(lead_id,))).code == "cooling_off"
    assert reason(desk, lead_id) is PoolReason.COOLING_OFF


def test_what_was_given_back_cools_off_whatever_was_done(desk: Desk) -> None:
    """Nobody took it from them."""
    lead_id = a_lead(desk.workspace)
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))
    desk.clock.tick()
    late(desk, lead_id, desk.clock())
    desk.clock.tick()
    desk.workspace.execute(GiveBackLeads(lead_ids=(lead_id,), pool_id=None, words="not for me"))

    assert refusal(desk, ClaimLeads(lead_ids=(lead_id,))).code == "cooling_off"


def test_a_colleagues_claim_is_never_undone(desk: Desk) -> None:
    """Whoever took it meanwhile has it."""
    lead_id = recalled(desk)
    other = new_member(name="Bo", login="bo", role=Role.SDR)
    desk.workspace.execute(other, as_member=desk.members[Role.ADMIN])
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)), as_member=other.member_id)
    late(desk, lead_id, TUESDAY)

    assert refusal(desk, ClaimLeads(lead_ids=(lead_id,))).code == "already_owned"
    assert told(desk) == [News.RECALLED]
