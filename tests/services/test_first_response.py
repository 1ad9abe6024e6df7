"""First response: sixty working minutes, stopped by the first attempt, told by owner (spec section 6)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR, MINUTE
from app.models.leads import Lead
from app.models.vocabulary import ActivityKind, BarReason, Role
from app.services.calls import LogContact
from app.services.do_not_contact import ForbidContact
from app.services.do_not_contact_keys import bars_of_person
from app.services.first_response import endangered_now, missed_by_owner
from app.services.holding import AssignLeads
from app.services.queue import QueueReason, queue_page
from tests.builders import Desk, open_desk
from tests.leads import a_lead
from tests.stories import row


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def _mine(desk: Desk, **fields: object) -> UUID:
    return a_lead(desk.workspace, owner_id=desk.members[Role.SDR], **fields)


def _try(desk: Desk, lead_id: UUID, kind: ActivityKind = ActivityKind.MESSAGE) -> None:
    desk.workspace.execute(
        LogContact(
            activity_id=uuid4(), lead_id=lead_id, activity_kind=kind, is_connected=False, words="",
            next_at=desk.clock() + 9 * DAY,
        )
    )  # fmt: skip


def _endangered(desk: Desk) -> list[UUID]:
    return [one.lead_id for one in desk.workspace.read(endangered_now(desk.clock()))]


def test_the_clock_runs_sixty_working_minutes_over_lunch_and_night(desk: Desk) -> None:
    """Came 11:30: lunch from 12:00 to 13:30 does not count, the limit is 14:00 and the warning 13:45."""
    desk.clock.forward(minutes=90)
    came = desk.clock()
    lead = row(desk, Lead, _mine(desk))
    desk.clock.forward(hours=6)
    evening = desk.clock()
    late = row(desk, Lead, _mine(desk))

    assert (lead.respond_by_at, lead.respond_warn_at) == (came + 150 * MINUTE, came + 135 * MINUTE)
    assert late.respond_by_at == evening + 16 * HOUR


@pytest.mark.parametrize("kind", [ActivityKind.MESSAGE, ActivityKind.VISIT, ActivityKind.REPLY])
def test_the_first_attempt_stops_it_and_a_note_does_not(desk: Desk, kind: ActivityKind) -> None:
    lead_id = _mine(desk)
    _try(desk, lead_id, ActivityKind.NOTE)
    assert row(desk, Lead, lead_id).responded_at is None
    desk.clock.tick()
    _try(desk, lead_id, kind)
    first = row(desk, Lead, lead_id).responded_at
    desk.clock.tick()
    _try(desk, lead_id, kind)

    assert first is not None
    assert row(desk, Lead, lead_id).responded_at == first


def test_the_endangered_stand_first_and_are_told_with_the_time_left(desk: Desk) -> None:
    """From 45 minutes on in the queue by this reason; past the limit the time left is negative."""
    calm, pressing = _mine(desk), _mine(desk)
    desk.clock.forward(minutes=44)
    _try(desk, calm)
    assert _endangered(desk) == []
    desk.clock.forward(minutes=1)
    [soon] = desk.workspace.read(endangered_now(desk.clock()))
    assert (soon.lead_id, soon.left_s, soon.owner_name) == (pressing, 15 * 60, "Chen Wei")
    desk.clock.forward(minutes=20)
    [past] = desk.workspace.read(endangered_now(desk.clock(), owner_id=desk.members[Role.SDR]))
    assert past.left_s == -5 * 60
    assert desk.workspace.read(endangered_now(desk.clock(), owner_id=uuid4())) == []
    queue = desk.workspace.read(lambda db: queue_page(db, desk.members[Role.SDR], desk.clock()))
    assert (queue[0].lead_id, queue[0].reason) == (pressing, QueueReason.FIRST_RESPONSE)


def test_what_was_missed_is_told_by_owner(desk: Desk) -> None:
    """Still waiting, tried too late, tried in time; leads nobody owns stand by themselves."""
    since = desk.clock()
    in_time, late, _waiting, free = _mine(desk), _mine(desk), _mine(desk), a_lead(desk.workspace)
    _try(desk, in_time)
    desk.clock.forward(minutes=61)
    _try(desk, late)
    desk.clock.tick()
    found = desk.workspace.read(missed_by_owner(since=since, now=desk.clock()))

    assert [(one.owner_id, one.waiting, one.late, one.in_time) for one in found] == [
        (desk.members[Role.SDR], 1, 1, 1), (None, 1, 0, 0),
    ]  # fmt: skip
    assert free in _endangered(desk)
    assert desk.workspace.read(missed_by_owner(since=desk.clock(), now=desk.clock() + HOUR)) == []


def test_whom_nobody_may_contact_waits_for_no_answer(desk: Desk) -> None:
    lead_id = _mine(desk)
    bars = desk.workspace.read(lambda db: bars_of_person(db, lead_id))
    desk.workspace.execute(ForbidContact(entries=bars, reason=BarReason.LEGAL, asked_by=""))
    desk.clock.forward(hours=2)

    assert _endangered(desk) == []
    [mine] = desk.workspace.read(missed_by_owner(since=0, now=desk.clock()))
    assert (mine.waiting, mine.late) == (0, 0)


def test_whoever_is_given_the_lead_has_the_whole_limit(desk: Desk) -> None:
    """The clock begins anew with each owner while the first response is owed."""
    lead_id = _mine(desk)
    desk.clock.forward(minutes=50)
    lead = desk.members[Role.TEAM_LEAD]
    desk.workspace.execute(AssignLeads(lead_ids=(lead_id,), member_id=lead), as_member=lead)

    assert row(desk, Lead, lead_id).respond_by_at == desk.clock() + 60 * MINUTE
    assert _endangered(desk) == []
