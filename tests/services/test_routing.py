"""Who gets the next hand-over, and why (spec section 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR
from app.models.handover import Handover, Receipt, ReceiptLine
from app.models.leads import Lead
from app.models.people import Member
from app.models.vocabulary import Role
from app.services.handover import AnswerReturn, ChooseRep
from app.services.people import EndAbsence, SetAbsence
from app.services.playbook_records import (
    MatchRow,
    RuleRepRow,
    RuleRow,
)
from tests.builders import Desk, open_desk
from tests.handovers import a_rep
from tests.refusals import called_right
from tests.stories import (
    accept,
    change,
    handed_over,
    mature,
    one_question,
    only_reps,
    refusal,
    refuse,
    row,
    rows,
    send_back,
    submission,
    submit_many,
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk whose script is one question."""
    with open_desk(tmp_path) as opened:
        one_question(opened)
        yield opened


def _two(desk: Desk, *weights: int, **more: Any) -> list[UUID]:
    reps = [a_rep(desk, f"Rep {number}", weight=weight, **more) for number, weight in enumerate(weights)]
    only_reps(desk, reps)
    return reps


def test_two_equal_reps_get_15_of_30_each(desk: Desk) -> None:
    """Handed over one by one, they take turns from the first."""
    reps = _two(desk, 1, 1)
    given = submit_many(desk, 30)

    assert Counter(given) == {reps[0]: 15, reps[1]: 15}
    assert all(one != other for one, other in pairwise(given))


@pytest.mark.parametrize("weights", [(1, 2), (3, 1, 2), (5, 5, 1)])
def test_weights_are_kept_and_nobody_is_ever_more_than_one_away(desk: Desk, weights: tuple[int, ...]) -> None:
    """1:2 over 30 is 10 and 20, and on the way everybody stands within one of their share."""
    reps, total = _two(desk, *weights), sum(weights)
    given = submit_many(desk, 30)
    held: Counter[UUID | None] = Counter()
    for place, rep in enumerate(given, 1):
        held[rep] += 1
        for weight, member in zip(weights, reps, strict=True):
            assert abs(held[member] - Fraction(place * weight, total)) <= 1

    if 30 % total == 0:
        assert [held[member] for member in reps] == [30 * weight // total for weight in weights]


def test_a_rep_of_capacity_ten_a_month_is_served_ten(desk: Desk) -> None:
    """Counted over the last rolling 30 days; then the other gets all, and a month later both again."""
    small, other = _two(desk, 1, 1)
    change(desk, small, capacity=10)
    first = Counter(submit_many(desk, 25))
    desk.clock.forward(days=31)
    later = Counter(submit_many(desk, 4))

    assert first == {small: 10, other: 15}
    assert later == {small: 2, other: 2}


def test_the_capacity_window_rolls(desk: Desk) -> None:
    """A hand-over of exactly 30 days ago no longer counts; one a minute younger does."""
    small, other = _two(desk, 1, 1)
    change(desk, small, capacity=1)
    change(desk, other, capacity=0)
    assert submit_many(desk, 1) == [small]
    given_at = desk.clock()
    lead_id, run_id = mature(desk)

    desk.clock.at = given_at + 30 * DAY - 60_000_000
    assert "nobody_to_take_it" in desk.workspace.why_not(submission(lead_id, run_id))
    desk.clock.at = given_at + 30 * DAY
    assert "nobody_to_take_it" not in desk.workspace.why_not(submission(lead_id, run_id))


def test_an_absent_rep_gets_none_and_is_not_flooded_on_return(desk: Desk) -> None:
    """Back from leave, turns go on as before: nothing is made up for."""
    away, present = _two(desk, 1, 1)
    submit_many(desk, 4)
    absence = SetAbsence(
        absence_id=uuid4(), member_id=away, from_at=desk.clock(), until_at=desk.clock() + 5 * DAY
    )
    desk.workspace.execute(absence, as_member=desk.members[Role.TEAM_LEAD])
    meanwhile = Counter(submit_many(desk, 10))
    desk.clock.forward(days=6)
    back = submit_many(desk, 10)

    assert meanwhile == {present: 10}
    assert Counter(back) == {away: 5, present: 5}
    assert all(one != other for one, other in pairwise(back))


def test_an_absence_ends_at_its_last_instant_or_when_it_is_ended(desk: Desk) -> None:
    """The first instant of being back counts as back; who comes early is back at once."""
    rep, other = _two(desk, 1, 1)
    change(desk, other, capacity=0)
    lead_id, run_id = mature(desk)
    now = desk.clock()
    absence = SetAbsence(absence_id=uuid4(), member_id=rep, from_at=now, until_at=now + HOUR)
    desk.workspace.execute(absence, as_member=rep)
    command = submission(lead_id, run_id)

    assert desk.workspace.why_not(command) == ["nobody_to_take_it"]
    desk.clock.at = now + HOUR
    assert desk.workspace.why_not(command) == []
    desk.clock.at = now + HOUR // 2
    desk.workspace.execute(EndAbsence(absence_id=absence.absence_id), as_member=rep)
    assert desk.workspace.why_not(command) == []


@pytest.mark.parametrize(
    ("score", "grade"), [(0, 1), (49, 1), (50, 2), (99, 2), (100, 3), (199, 3), (200, 4)]
)
def test_leads_go_to_reps_whose_grades_include_theirs(desk: Desk, score: int, grade: int) -> None:
    """A to D by score; a rep takes from a lowest to a highest."""
    reps = {number: a_rep(desk, f"Rep {number}", grades=(number, number)) for number in range(1, 5)}
    only_reps(desk, reps.values())

    assert submit_many(desk, 2, score=score) == [reps[grade]] * 2


def test_an_inactive_member_gets_none(desk: Desk) -> None:
    """Who left the team is no candidate, and not on the receipt."""
    gone, here = _two(desk, 1, 1)
    change(desk, gone, is_active=False)

    assert submit_many(desk, 3) == [here] * 3
    assert gone not in {line.rep_id for line in rows(desk, ReceiptLine)}


def test_a_lead_never_goes_back_to_who_refused_it(desk: Desk) -> None:
    """After a refusal another rep gets it; with nobody else, nobody does."""
    first, second = _two(desk, 1, 1)
    handover = handed_over(desk)
    assert handover.rep_id in (first, second)
    desk.workspace.execute(refuse(handover.id), as_member=handover.rep_id)
    again = called_right(handover.id)
    desk.workspace.execute(again, as_member=desk.members[Role.TEAM_LEAD])

    assert {handover.rep_id, row(desk, Handover, again.again_id).rep_id} == {first, second}
    lines = {
        line.rep_id: line.left_out
        for line in rows(desk, ReceiptLine, ReceiptLine.handover_id == again.again_id)
    }
    assert lines[handover.rep_id] == "earlier"


# Rules ----------------------------------------------------------------------------------------------------------


def _rule(key: str, position: int, **fields: Any) -> RuleRow:
    values = {"score_min": None, "score_max": None, "waits_for_person": False} | fields
    return RuleRow(key=key, position=position, title_zh="", title_en="", **values)


@pytest.fixture
def territories(desk: Desk) -> tuple[UUID, UUID]:
    """East goes to one rep, everything else to another."""
    east, rest = _two(desk, 1, 1)
    logins = {member.id: member.login for member in rows(desk, Member)}
    one_question(
        desk,
        rules=(_rule("east", 1), _rule("rest", 2)),
        matches=(
            MatchRow(rule_key="east", dimension="region", value_key="华东"),
            MatchRow(rule_key="east", dimension="region", value_key="上海"),
            MatchRow(rule_key="east", dimension="industry", value_key="制造"),
        ),
        rule_reps=(
            RuleRepRow(rule_key="east", login=logins[east]),
            RuleRepRow(rule_key="rest", login=logins[rest]),
        ),
    )
    return east, rest


@pytest.mark.parametrize(
    ("fields", "is_east"),
    [
        ({"region": "华东", "industry": "制造"}, True),
        ({"region": "上海", "industry": "制造"}, True),
        ({"region": "华东", "industry": "金融"}, False),
        ({"region": "华北", "industry": "制造"}, False),
        ({"region": "华东"}, False),
        ({}, False),
    ],
)
def test_the_first_rule_that_matches_counts(
    desk: Desk, territories: tuple[UUID, UUID], fields: dict[str, str], *, is_east: bool
) -> None:
    """One of the values of each dimension must be the lead's; others are excluded, and the receipt says so."""
    east, rest = territories
    given = submit_many(desk, 2, **fields)

    assert given == [east if is_east else rest] * 2
    receipts = rows(desk, Receipt)
    assert {receipt.rule_key for receipt in receipts} == {"east" if is_east else "rest"}
    excluded = {
        line.left_out for line in rows(desk, ReceiptLine, ReceiptLine.rep_id == (rest if is_east else east))
    }
    assert excluded == {"rule"}


@pytest.mark.parametrize(("score", "key"), [(79, None), (80, "band"), (120, "band"), (121, None)])
def test_a_rule_may_ask_for_a_score(desk: Desk, score: int, key: str | None) -> None:
    """From and to are both included; without a rule that matches, all reps stand for it."""
    one_question(desk, rules=(_rule("band", 1, score_min=80, score_max=120),), matches=(), rule_reps=())
    submit_many(desk, 1, score=score)

    assert rows(desk, Receipt)[-1].rule_key == key


def test_important_leads_wait_for_a_persons_choice(desk: Desk) -> None:
    """No rep is picked and nobody pays a turn; the lead chooses, and from then the rep's limit runs."""
    first, second = _two(desk, 1, 1)
    one_question(
        desk, rules=(_rule("big", 1, score_min=200, waits_for_person=True),), matches=(), rule_reps=()
    )
    before = {member.id: member.credit for member in rows(desk, Member)}
    handover = handed_over(desk, score=250)

    assert (handover.state, handover.rep_id, handover.decide_by_at) == ("waiting", None, None)
    assert {member.id: member.credit for member in rows(desk, Member)} == before
    assert refusal(desk, accept(handover.id), role=Role.SALES_LEAD).code == "not_open"
    chosen = ChooseRep(handover_id=handover.id, rep_id=second)
    assert refusal(desk, chosen, role=Role.SDR).code == "not_allowed"
    desk.clock.tick()
    desk.workspace.execute(chosen, as_member=desk.members[Role.TEAM_LEAD])
    after = row(desk, Handover, handover.id)
    assert (after.state, after.rep_id, after.assigned_at) == ("open", second, desk.clock())
    assert after.decide_by_at > desk.clock()
    assert row(desk, Lead, handover.lead_id).rep_id == second
    assert [receipt.how for receipt in sorted(rows(desk, Receipt), key=lambda one: one.at)] == [
        "waits",
        "person",
    ]
    assert first != second


def test_a_choice_is_refused_where_it_makes_no_sense(desk: Desk) -> None:
    """Somebody away, somebody who has it, somebody who is no rep, a hand-over that is decided."""
    first, second = _two(desk, 1, 1)
    handover = handed_over(desk)
    other = second if handover.rep_id == first else first
    lead = Role.SALES_LEAD

    assert (
        refusal(desk, ChooseRep(handover_id=handover.id, rep_id=handover.rep_id), role=lead).code
        == "already_theirs"
    )
    assert (
        refusal(desk, ChooseRep(handover_id=handover.id, rep_id=desk.members[Role.SDR]), role=lead).code
        == "not_a_rep"
    )
    away = SetAbsence(absence_id=uuid4(), member_id=other, from_at=desk.clock(), until_at=desk.clock() + HOUR)
    desk.workspace.execute(away, as_member=other)
    assert refusal(desk, ChooseRep(handover_id=handover.id, rep_id=other), role=lead).code == "rep_absent"
    desk.workspace.execute(accept(handover.id), as_member=handover.rep_id)
    desk.clock.forward(hours=2)
    assert (
        refusal(desk, ChooseRep(handover_id=handover.id, rep_id=other), role=lead).code == "already_decided"
    )


# Receipts -------------------------------------------------------------------------------------------------------


def replay(receipts: list[dict[str, Any]]) -> list[str | None]:
    """Pick again from the receipts alone: everybody grows by their weight, the highest, then the lowest id, pays.

    With other weights the turns are counted anew.
    """
    credit: dict[str, int] = {}
    weight: dict[str, int] = {}
    picked: list[str | None] = []
    for receipt in receipts:
        candidates = [line for line in receipt["lines"] if line["left_out"] is None]
        if receipt["how"] != "robin":
            picked.append(receipt["rep_id"])
            continue
        if any(weight.get(line["rep_id"], line["weight"]) != line["weight"] for line in receipt["lines"]):
            credit.clear()
        weight |= {line["rep_id"]: line["weight"] for line in receipt["lines"]}
        for line in candidates:
            assert credit.setdefault(line["rep_id"], line["credit_before"]) == line["credit_before"]
            credit[line["rep_id"]] += line["weight"]
        winner = min(candidates, key=lambda line: (-credit[line["rep_id"]], line["rep_id"]))["rep_id"]
        credit[winner] -= sum(line["weight"] for line in candidates)
        picked.append(winner)
    return picked


def test_receipts_replayed_give_the_same_reps(desk: Desk) -> None:
    """Nothing of the product is used: the lines alone say who was to be picked."""
    first, second = _two(desk, 1, 2)
    third = a_rep(desk, "Third", weight=3, grades=(2, 4), capacity=5)
    submit_many(desk, 8, score=60)
    submit_many(desk, 5, score=10)
    away = SetAbsence(absence_id=uuid4(), member_id=second, from_at=desk.clock(), until_at=desk.clock() + DAY)
    desk.workspace.execute(away, as_member=second)
    submit_many(desk, 6, score=60)
    desk.clock.forward(days=2)
    change(desk, first, weight=4)
    submit_many(desk, 8, score=120)
    receipts = [
        {
            "how": receipt.how,
            "rep_id": receipt.rep_id.hex,
            "lines": [
                {name: getattr(line, name) for name in ("left_out", "weight", "credit_before")}
                | {"rep_id": line.rep_id.hex}
                for line in rows(desk, ReceiptLine, ReceiptLine.cmd_id == receipt.cmd_id)
            ],
        }
        for receipt in sorted(rows(desk, Receipt), key=lambda one: one.at)
    ]

    assert len(receipts) == 27
    assert replay(receipts) == [receipt["rep_id"] for receipt in receipts]
    assert {line["left_out"] for receipt in receipts for line in receipt["lines"]} == {
        None,
        "absent",
        "grade",
        "full",
    }
    assert third.hex in {receipt["rep_id"] for receipt in receipts}


def test_a_receipt_says_why_somebody_was_left_out(desk: Desk) -> None:
    """Rep by rep: their weight, their credit, what they were given in the window, and their capacity."""
    full, free = _two(desk, 1, 1)
    change(desk, full, capacity=0)
    submit_many(desk, 2)
    [line] = [
        line for line in rows(desk, ReceiptLine, ReceiptLine.rep_id == free) if line.handovers_in_window
    ]

    assert (line.left_out, line.weight, line.handovers_in_window, line.capacity) == (None, 1, 1, 1000)
    assert {one.left_out for one in rows(desk, ReceiptLine, ReceiptLine.rep_id == full)} == {"full"}


def test_a_returned_hand_over_comes_back_to_the_same_rep_and_costs_no_turn(desk: Desk) -> None:
    """The SDR answers; the receipt says same rep; the round robin goes on as if nothing had been."""
    _two(desk, 1, 1)
    handover = handed_over(desk)
    held = {member.id: member.credit for member in rows(desk, Member)}
    desk.clock.tick()
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    desk.clock.tick()
    desk.workspace.execute(
        AnswerReturn(handover_id=handover.id, words="The CFO."), as_member=desk.members[Role.SDR]
    )
    after = row(desk, Handover, handover.id)

    assert (after.state, after.rep_id) == ("open", handover.rep_id)
    assert {member.id: member.credit for member in rows(desk, Member)} == held
    assert max(rows(desk, Receipt), key=lambda one: one.at).how == "same_rep"
