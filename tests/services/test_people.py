"""Members of the team: who they are, their share of the work, their absence (spec sections 2 and 9)."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from app.clock import DAY, HOUR
from app.models.people import Absence, Member
from app.models.vocabulary import Role
from app.services.founding import new_member
from app.services.people import ChangeMember, EndAbsence, SetAbsence
from tests.builders import Desk
from tests.handovers import a_rep
from tests.stories import change, one_question, only_reps, refusal, row, rows, submit_many


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases."""
    return twin_desk


LEAD = Role.TEAM_LEAD


def _changed(desk: Desk, member_id: UUID, **changes: Any) -> ChangeMember:
    held = row(desk, Member, member_id)
    names = ("name", "name_key", "is_active", "weight", "grade_low", "grade_high", "capacity")
    return ChangeMember(member_id=member_id, **{name: getattr(held, name) for name in names} | changes)


def test_whoever_keeps_the_team_adds_members(desk: Desk) -> None:
    """One role of one person each; logins are used once, grades go upwards."""
    command = new_member(name="Ann Lee", login="ann", role=Role.REP, weight=2, grades=(2, 4), capacity=10)

    for role in (Role.SDR, Role.REP, Role.MARKETING):
        assert refusal(desk, command, role=role).code == "not_allowed"
    desk.workspace.execute(command, as_member=desk.members[LEAD])
    held = row(desk, Member, command.member_id)
    assert (held.role, held.weight, held.grade_low, held.grade_high, held.capacity) == ("rep", 2, 2, 4, 10)
    assert (held.is_active, held.credit, held.created_at) == (True, 0, desk.clock())
    assert refusal(desk, command, role=LEAD).code == "exists_already"
    other = msgspec.structs.replace(command, member_id=uuid4())
    assert refusal(desk, other, role=LEAD).code == "login_taken"
    crossed = msgspec.structs.replace(other, login="bob", grade_low=4, grade_high=3)
    assert refusal(desk, crossed, role=LEAD).code == "grades_crossed"


def test_a_member_is_changed_and_stays_the_same_member(desk: Desk) -> None:
    rep = a_rep(desk, "Ann Lee")
    before = row(desk, Member, rep)._asdict()
    desk.workspace.execute(
        _changed(desk, rep, name="Ann Ray", name_key="ann ray", capacity=7), as_member=desk.members[LEAD]
    )

    changed = {"name": "Ann Ray", "name_key": "ann ray", "capacity": 7}
    assert row(desk, Member, rep)._asdict() == before | changed
    assert refusal(desk, _changed(desk, rep, grade_low=3, grade_high=2), role=LEAD).code == "grades_crossed"
    unknown = msgspec.structs.replace(_changed(desk, rep), member_id=uuid4())
    assert refusal(desk, unknown, role=LEAD).code == "unknown_member"
    assert refusal(desk, _changed(desk, rep), role=Role.REP).code == "not_allowed"


def test_nobody_retires_themselves(desk: Desk) -> None:
    """Somebody must be left who can keep the team."""
    me = desk.members[LEAD]

    assert refusal(desk, _changed(desk, me, is_active=False), role=LEAD).code == "not_oneself"
    desk.workspace.execute(_changed(desk, me, capacity=3), as_member=me)
    desk.workspace.execute(_changed(desk, me, is_active=False), as_member=desk.members[Role.ADMIN])
    assert refusal(desk, _changed(desk, me), role=LEAD).code == "not_allowed"


# Shares ------------------------------------------------------------------------------------------------------------


def test_with_other_weights_the_turns_are_counted_anew(desk: Desk) -> None:
    """Who was owed hundreds of turns in the old units is not flooded: from there two equal reps take turns."""
    one_question(desk)
    big, small = a_rep(desk, "Big", weight=1000), a_rep(desk, "Small", weight=1)
    only_reps(desk, [big, small])
    assert Counter(submit_many(desk, 9)) == {big: 9}
    assert row(desk, Member, small).credit == 9
    change(desk, big, weight=1)
    given = submit_many(desk, 8)

    assert Counter(given) == {big: 4, small: 4}
    assert all(one != other for one, other in pairwise(given))


def test_a_change_that_is_none_of_weight_costs_nobody_their_turn(desk: Desk) -> None:
    """A new name, another capacity, an SDR's weight: who is next stays next."""
    one_question(desk)
    first, second = a_rep(desk, "First"), a_rep(desk, "Second")
    only_reps(desk, [first, second])
    [taken] = submit_many(desk, 1)
    before = {member.id: member.credit for member in rows(desk, Member)}
    change(desk, first, name="Another", capacity=500)
    change(desk, desk.members[Role.SDR], weight=9)

    assert {member.id: member.credit for member in rows(desk, Member)} == before
    assert submit_many(desk, 1) == [second if taken == first else first]


@pytest.mark.parametrize("count", [1, 4, 9])
def test_who_is_back_from_leave_is_not_flooded(desk: Desk, count: int) -> None:
    """With weights 3, 1 and 2, wherever the turns stood: at most one more than their share of what follows."""
    one_question(desk)
    weights = (3, 1, 2)
    reps = [a_rep(desk, f"Rep {number}", weight=weight) for number, weight in enumerate(weights)]
    only_reps(desk, reps)
    submit_many(desk, count)
    away = SetAbsence(
        absence_id=uuid4(), member_id=reps[0], from_at=desk.clock(), until_at=desk.clock() + DAY
    )
    desk.workspace.execute(away, as_member=reps[0])
    meanwhile = Counter(submit_many(desk, 9))
    desk.clock.forward(days=2)
    back = submit_many(desk, 12)

    assert meanwhile[reps[0]] == 0
    for place in range(1, 13):
        assert back[:place].count(reps[0]) <= place * 3 // 6 + 1
    assert 5 <= Counter(back)[reps[0]] <= 7


# Absence -----------------------------------------------------------------------------------------------------------


def _away(desk: Desk, begins: int, ends: int, member_id: UUID | None = None) -> SetAbsence:
    now = desk.clock()
    return SetAbsence(
        absence_id=uuid4(), member_id=member_id or desk.members[Role.REP], from_at=now + begins,
        until_at=now + ends, words="leave",
    )  # fmt: skip


def test_absences_of_one_person_do_not_overlap(desk: Desk) -> None:
    """One may begin the instant another ends."""
    desk.workspace.execute(_away(desk, DAY, 2 * DAY), as_member=desk.members[Role.REP])

    for begins, ends in ((0, DAY + 1), (DAY, 2 * DAY), (2 * DAY - 1, 3 * DAY), (0, 9 * DAY)):
        assert refusal(desk, _away(desk, begins, ends), role=Role.REP).code == "already_away"
    for begins, ends in ((0, DAY), (2 * DAY, 3 * DAY)):
        desk.workspace.execute(_away(desk, begins, ends), as_member=desk.members[LEAD])
    assert refusal(desk, _away(desk, 5 * DAY, 5 * DAY), role=Role.REP).code == "ends_before_it_begins"


def test_an_absence_is_ones_own_or_set_by_who_keeps_the_team(desk: Desk) -> None:
    mine, theirs = _away(desk, 0, DAY), _away(desk, 0, DAY, desk.members[Role.SDR])

    assert refusal(desk, mine, role=Role.SDR).code == "not_yours"
    assert refusal(desk, theirs, role=Role.REP).code == "not_yours"
    assert refusal(desk, _away(desk, 0, DAY, uuid4()), role=LEAD).code == "unknown_member"
    desk.workspace.execute(mine, as_member=desk.members[LEAD])
    desk.workspace.execute(theirs)
    again = msgspec.structs.replace(mine, from_at=desk.clock() + 5 * DAY, until_at=desk.clock() + 6 * DAY)
    assert refusal(desk, again, role=LEAD).code == "exists_already"
    assert refusal(desk, EndAbsence(absence_id=mine.absence_id)).code == "not_yours"
    assert refusal(desk, EndAbsence(absence_id=uuid4()), role=LEAD).code == "unknown_absence"


@pytest.mark.parametrize(("begins", "left"), [(-HOUR, 0), (HOUR, None), (0, None)])
def test_who_is_back_early_was_away_until_now_or_not_at_all(
    desk: Desk, begins: int, left: int | None
) -> None:
    """An absence that has not begun is gone; one that has ends this instant, and only once."""
    rep, command = desk.members[Role.REP], _away(desk, begins, DAY)
    desk.workspace.execute(command, as_member=rep)
    back = EndAbsence(absence_id=command.absence_id)
    desk.workspace.execute(back, as_member=rep)

    found = [one.until_at for one in rows(desk, Absence, Absence.id == command.absence_id)]
    assert found == ([] if left is None else [desk.clock() + left])
    again = "unknown_absence" if left is None else "already_back"
    assert refusal(desk, back, role=Role.REP).code == again
