"""Promises put off together, taken back together, and handed to another SDR (spec section 11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR, MINUTE
from app.models.activity import FollowUp
from app.models.leads import Lead
from app.models.vocabulary import FollowUpWhy, Role
from app.services.follow_up_moves import (
    HandOnFollowUps,
    Named,
    PutBack,
    PutFollowUpsBack,
    PutOff,
    PutOffFollowUps,
)
from app.services.follow_ups import FinishFollowUp, MoveFollowUp, SetFollowUp
from app.services.people import SetAbsence
from app.services.undoing import UndoAssignment
from tests.builders import Desk
from tests.stories import change, my_lead, only_reps, refusal, row, rows, sold


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases, with one rep."""
    only_reps(twin_desk, [twin_desk.members[Role.REP]])
    return twin_desk


def _promised(desk: Desk, *, after: int = HOUR, is_agreed: bool = False, role: Role = Role.SDR) -> Any:
    lead_id = my_lead(desk)
    command = SetFollowUp(
        lead_id=lead_id, due_at=desk.clock() + after, why=FollowUpWhy.NEXT_STEP, words="", is_agreed=is_agreed
    )
    made_by = desk.workspace.execute(command, as_member=desk.members[role]).cmd_id
    return _row(desk, made_by)


def _row(desk: Desk, made_by: UUID) -> Any:
    [found] = rows(desk, FollowUp, FollowUp.cmd_id == made_by)
    return found


def _off(promise: Any, due_at: int) -> PutOff:
    return PutOff(made_by=promise.cmd_id, lead_id=promise.lead_id, was_due_at=promise.due_at, due_at=due_at)


def _put_off(*moves: PutOff) -> PutOffFollowUps:
    return PutOffFollowUps(moves=moves)


def _hand_on(promises: Sequence[Any], member_id: UUID) -> HandOnFollowUps:
    named = tuple(Named(made_by=one.cmd_id, lead_id=one.lead_id) for one in promises)
    return HandOnFollowUps(promises=named, member_id=member_id)


def _away(desk: Desk, role: Role, since: int, until: int) -> None:
    command = SetAbsence(
        absence_id=uuid4(),
        member_id=desk.members[role],
        from_at=desk.clock() + since,
        until_at=desk.clock() + until,
    )
    desk.workspace.execute(command, as_member=desk.members[Role.TEAM_LEAD])


def test_many_promises_are_put_off_at_once_and_back_at_once(desk: Desk) -> None:
    """Each to its own time, overdue ones too; taken back they are due when they were, past or not."""
    first, second, other = _promised(desk, after=MINUTE), _promised(desk), _promised(desk)
    desk.clock.tick()
    tomorrow = desk.clock() + DAY
    desk.workspace.execute(_put_off(_off(first, tomorrow), _off(second, tomorrow + HOUR)))
    assert [_row(desk, one.cmd_id).due_at for one in (first, second, other)] == [
        tomorrow, tomorrow + HOUR, other.due_at,
    ]  # fmt: skip

    back = tuple(
        PutBack(made_by=one.cmd_id, lead_id=one.lead_id, due_at=at, was_due_at=one.due_at, was_agreed=False)
        for one, at in ((first, tomorrow), (second, tomorrow + HOUR))
    )
    desk.workspace.execute(PutFollowUpsBack(moves=back))
    assert [_row(desk, one.cmd_id) for one in (first, second, other)] == [first, second, other]
    assert refusal(desk, PutFollowUpsBack(moves=back)).code == "put_off_since"


def test_a_time_agreed_with_the_contact_is_not_put_off_with_others(desk: Desk) -> None:
    """Unless it has passed: then it binds nobody, and the new time is nobody's either."""
    agreed = _promised(desk, is_agreed=True)
    move = _off(agreed, desk.clock() + DAY)

    assert refusal(desk, _put_off(move)).code == "agreed_with_them"
    desk.clock.forward(hours=1)
    desk.workspace.execute(_put_off(move))
    assert not _row(desk, agreed.cmd_id).is_agreed
    back = PutBack(
        made_by=agreed.cmd_id,
        lead_id=agreed.lead_id,
        due_at=move.due_at,
        was_due_at=agreed.due_at,
        was_agreed=True,
    )
    desk.workspace.execute(PutFollowUpsBack(moves=(back,)))
    assert _row(desk, agreed.cmd_id).is_agreed


def test_promises_are_put_off_into_ones_working_time(desk: Desk) -> None:
    """Not to the night, the weekend or one's leave, and not into the past."""
    promise, now = _promised(desk), desk.clock()
    _away(desk, Role.SDR, 2 * DAY, 3 * DAY)
    _away(desk, Role.TEAM_LEAD, DAY, 2 * DAY)

    for after in (12 * HOUR, 5 * DAY, 2 * DAY, 2 * DAY + HOUR):  # Monday 22:00, Saturday, Wednesday
        assert refusal(desk, _put_off(_off(promise, now + after))).code == "not_working_then"
    assert refusal(desk, _put_off(_off(promise, now))).code == "in_the_past"
    desk.workspace.execute(_put_off(_off(promise, now + DAY)))  # a colleague's leave is none
    again = _off(_row(desk, promise.cmd_id), now + 3 * DAY)
    desk.workspace.execute(_put_off(again))  # the leave is over at that instant


def test_a_plan_that_is_not_true_any_more_moves_nothing(desk: Desk) -> None:
    """Something in it was moved, kept or is not one's own: all of it stays."""
    moved, kept, other = _promised(desk), _promised(desk), _promised(desk, role=Role.TEAM_LEAD)
    fine, now = _promised(desk), desk.clock()
    later = MoveFollowUp(made_by=moved.cmd_id, lead_id=moved.lead_id, due_at=now + 2 * HOUR)
    desk.workspace.execute(later)
    desk.workspace.execute(FinishFollowUp(made_by=kept.cmd_id, lead_id=kept.lead_id))
    tomorrow = now + DAY
    unknown = PutOff(made_by=uuid4(), lead_id=fine.lead_id, was_due_at=now, due_at=tomorrow)

    for bad, why in (
        (_off(moved, tomorrow), "put_off_since"), (_off(kept, tomorrow), "already_settled"),
        (_off(other, tomorrow), "not_yours"), (unknown, "unknown_follow_up"), (_off(fine, tomorrow), "listed_twice"),
    ):  # fmt: skip
        assert refusal(desk, _put_off(_off(fine, tomorrow), bad)).code == why
    assert _row(desk, fine.cmd_id).due_at == fine.due_at


def test_a_promise_is_handed_on_with_its_lead(desk: Desk) -> None:
    """History and plans go along; taken back, both are where they were."""
    promise, lead = _promised(desk), desk.members[Role.TEAM_LEAD]
    command = _hand_on([promise], lead)
    assert refusal(desk, command, role=Role.SDR).code == "not_allowed"
    handed_by = desk.workspace.execute(command, as_member=lead).cmd_id

    after = _row(desk, promise.cmd_id)
    assert (after.owner_id, after.due_at, after.state) == (lead, promise.due_at, "open")
    assert row(desk, Lead, promise.lead_id).owner_id == lead
    assert len(rows(desk, FollowUp, FollowUp.lead_id == promise.lead_id)) == 1
    assert refusal(desk, command, role=Role.TEAM_LEAD).code == "already_theirs"
    desk.workspace.execute(UndoAssignment(assigned_by=handed_by), as_member=lead)
    assert _row(desk, promise.cmd_id) == promise
    assert row(desk, Lead, promise.lead_id).owner_id == desk.members[Role.SDR]


def test_a_promise_is_handed_to_an_sdr_who_is_there_when_it_is_due(desk: Desk) -> None:
    """Overdue ones are due now."""
    lead = desk.members[Role.TEAM_LEAD]
    soon, later = _promised(desk), _promised(desk, after=3 * DAY)
    _away(desk, Role.TEAM_LEAD, 2 * DAY, 4 * DAY)

    assert refusal(desk, _hand_on([soon, later], lead), role=Role.TEAM_LEAD).code == "away_then"
    rep = _hand_on([soon], desk.members[Role.REP])
    assert refusal(desk, rep, role=Role.TEAM_LEAD).code == "not_an_sdr"
    desk.clock.forward(days=2)
    assert refusal(desk, _hand_on([soon], lead), role=Role.TEAM_LEAD).code == "away_then"
    desk.clock.forward(days=2)
    desk.workspace.execute(_hand_on([soon], lead), as_member=lead)
    change(desk, desk.members[Role.SDR], is_active=False)
    back = _hand_on([soon], desk.members[Role.SDR])
    assert refusal(desk, back, role=Role.TEAM_LEAD).code == "not_an_sdr"


def test_only_what_the_leads_sdr_promised_is_handed_on(desk: Desk) -> None:
    """Not a rep's promise, nor one's own on somebody's lead; not one that is settled."""
    lead = desk.members[Role.TEAM_LEAD]
    [reps] = rows(desk, FollowUp, FollowUp.lead_id == sold(desk), FollowUp.state == "open")
    own, kept = _promised(desk, role=Role.SALES_LEAD), _promised(desk)
    desk.workspace.execute(FinishFollowUp(made_by=kept.cmd_id, lead_id=kept.lead_id))

    for promise, why in ((reps, "not_the_owners"), (own, "not_the_owners"), (kept, "already_settled")):
        assert refusal(desk, _hand_on([promise], lead), role=Role.TEAM_LEAD).code == why
    assert refusal(desk, _hand_on([own, own], lead), role=Role.TEAM_LEAD).code == "listed_twice"
    stray = HandOnFollowUps(promises=(Named(made_by=uuid4(), lead_id=own.lead_id),), member_id=lead)
    assert refusal(desk, stray, role=Role.TEAM_LEAD).code == "unknown_follow_up"
