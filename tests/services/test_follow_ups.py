"""Promises: made, replaced, put off, kept (spec sections 7 and 11)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR
from app.models.activity import FollowUp
from app.models.vocabulary import FollowUpWhy, Role
from app.services.follow_ups import FinishFollowUp, MoveFollowUp, SetFollowUp
from tests.builders import Desk
from tests.stories import my_lead, only_reps, refusal, rows, sold


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases, with one rep."""
    only_reps(twin_desk, [twin_desk.members[Role.REP]])
    return twin_desk


def _promised(
    desk: Desk, lead_id: UUID, *, role: Role = Role.SDR, words: str = "", after: int = HOUR
) -> UUID:
    command = SetFollowUp(
        lead_id=lead_id, due_at=desk.clock() + after, why=FollowUpWhy.CALL_BACK, words=words
    )
    return desk.workspace.execute(command, as_member=desk.members[role]).cmd_id


def _of(desk: Desk, lead_id: UUID) -> list[Any]:
    return sorted(
        rows(desk, FollowUp, FollowUp.lead_id == lead_id), key=lambda one: (one.created_at, one.state)
    )


def test_a_promise_replaces_ones_own_and_nobody_elses(desk: Desk) -> None:
    """One open promise a person and lead; the earlier one is dropped, not lost."""
    lead_id = my_lead(desk)
    _promised(desk, lead_id, role=Role.TEAM_LEAD, words="the lead's")
    _promised(desk, lead_id, words="first")
    desk.clock.tick()
    _promised(desk, lead_id, words="second")

    found = {one.words: (one.state, one.settled_at, one.settled_by_id) for one in _of(desk, lead_id)}
    assert found == {
        "the lead's": ("open", None, None),
        "first": ("dropped", desk.clock(), desk.members[Role.SDR]),
        "second": ("open", None, None),
    }


def test_a_promise_lies_ahead(desk: Desk) -> None:
    """Not in the past, and not this very instant."""
    lead_id = my_lead(desk)

    for at in (desk.clock(), desk.clock() - 1):
        command = SetFollowUp(lead_id=lead_id, due_at=at, why=FollowUpWhy.CALL_BACK, words="")
        assert refusal(desk, command).code == "in_the_past"
        moved = MoveFollowUp(made_by=_promised(desk, lead_id), lead_id=lead_id, due_at=at)
        assert refusal(desk, moved).code == "in_the_past"


def test_who_has_nothing_to_do_with_a_lead_promises_nothing(desk: Desk) -> None:
    """Its SDR, its rep and the two leads may; marketing and a rep who never had it may not."""
    lead_id = my_lead(desk)
    command = SetFollowUp(lead_id=lead_id, due_at=desk.clock() + 1, why=FollowUpWhy.NEXT_STEP, words="")

    for role in (Role.MARKETING, Role.REP, Role.ADMIN):
        assert refusal(desk, command, role=role).code == "not_yours"
    for role in (Role.SDR, Role.TEAM_LEAD, Role.SALES_LEAD):
        _promised(desk, lead_id, role=role)
    _promised(desk, sold(desk), role=Role.REP)
    unknown = SetFollowUp(lead_id=uuid4(), due_at=desk.clock() + 1, why=FollowUpWhy.NEXT_STEP, words="")
    assert refusal(desk, unknown, role=Role.TEAM_LEAD).code == "unknown_lead"


def test_a_promise_put_off_stays_the_same_promise(desk: Desk) -> None:
    lead_id = my_lead(desk)
    made_by = _promised(desk, lead_id, words="call Mr Wang")
    later = desk.clock() + 3 * DAY
    desk.workspace.execute(MoveFollowUp(made_by=made_by, lead_id=lead_id, due_at=later))

    [promise] = _of(desk, lead_id)
    assert (promise.cmd_id, promise.words, promise.due_at, promise.state) == (
        made_by, "call Mr Wang", later, "open",
    )  # fmt: skip


def test_a_kept_promise_says_when_and_by_whom_and_is_kept_once(desk: Desk) -> None:
    lead_id = my_lead(desk)
    made_by = _promised(desk, lead_id)
    desk.clock.tick()
    done = FinishFollowUp(made_by=made_by, lead_id=lead_id)
    desk.workspace.execute(done)

    [promise] = _of(desk, lead_id)
    assert (promise.state, promise.settled_at, promise.settled_by_id) == (
        "done", desk.clock(), desk.members[Role.SDR],
    )  # fmt: skip
    assert refusal(desk, done).code == "already_settled"
    moved = MoveFollowUp(made_by=made_by, lead_id=lead_id, due_at=desk.clock() + DAY)
    assert refusal(desk, moved).code == "already_settled"


def test_a_promise_is_its_makers_to_keep(desk: Desk) -> None:
    """Not even the team lead notes it as kept; they assign the lead instead."""
    lead_id = my_lead(desk)
    made_by = _promised(desk, lead_id)
    done = FinishFollowUp(made_by=made_by, lead_id=lead_id)
    moved = MoveFollowUp(made_by=made_by, lead_id=lead_id, due_at=desk.clock() + DAY)

    for command in (done, moved):
        assert refusal(desk, command, role=Role.TEAM_LEAD).code == "not_yours"
    assert refusal(desk, FinishFollowUp(made_by=uuid4(), lead_id=lead_id)).code == "unknown_follow_up"
    stray = MoveFollowUp(made_by=made_by, lead_id=uuid4(), due_at=desk.clock() + DAY)
    assert refusal(desk, stray).code == "unknown_follow_up"
