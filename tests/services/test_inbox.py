"""The inbox: lists in the order of need, one hand-over whole, and its receipt in words and figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from app.models.vocabulary import AnswerState, HandoverState, Role, StageKind
from app.services.handover import AcceptHandover, AnswerReturn, ChooseRep, RefuseHandover, ReturnHandover
from app.services.handover_view import HandoverView, handover_view
from app.services.inbox import (
    Box,
    InboxFilter,
    InboxRow,
    Part,
    inbox_count,
    inbox_counts,
    inbox_place,
    inbox_rows,
    part_of,
)
from app.services.people import ChangeMember, SetAbsence
from app.services.playbook.check import load
from app.services.playbook.toml import dump
from app.services.playbook_reading import current_document
from app.services.playbook_rows import adoption_of
from app.services.receipts import How, LeftOut
from app.services.script import StartRun
from app.services.team import choosable_reps, team
from tests.builders import Desk, open_desk
from tests.handovers import a_handover, a_rep, a_run

DAY_US = 86_400_000_000
HOUR_S = 3600


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


def rows(desk: Desk, box: Box, part: Part, member_id: UUID | None = None, words: str = "") -> list[InboxRow]:
    where = InboxFilter(box, part, member_id or desk.workspace.member_id, words)
    return desk.workspace.read(inbox_rows(where, desk.clock()))


def whole(desk: Desk, handover_id: UUID) -> HandoverView:
    found = desk.workspace.read(handover_view(handover_id, desk.clock()))
    assert found is not None
    return found


def retire_sales_lead(desk: Desk) -> None:
    """Leave one rep, so that a test knows who gets the turn."""
    desk.wear(Role.ADMIN)
    desk.workspace.execute(
        ChangeMember(
            member_id=desk.members[Role.SALES_LEAD], name="Chen Wei", name_key="chen wei", is_active=False,
            weight=1, grade_low=1, grade_high=4, capacity=1000,
        )
    )  # fmt: skip


def rep_of(desk: Desk, handover_id: UUID) -> UUID:
    rep_id = whole(desk, handover_id).rep_id
    assert rep_id is not None
    return rep_id


def decide_as_rep(desk: Desk, handover_id: UUID) -> None:
    desk.workspace.member_id = rep_of(desk, handover_id)


def refuse(desk: Desk, handover_id: UUID, *marked: str) -> None:
    decide_as_rep(desk, handover_id)
    desk.workspace.execute(
        RefuseHandover(
            handover_id=handover_id, reason="refuse_no_budget", words="They have none.", marked=marked
        )
    )


def wait_for_a_person(desk: Desk) -> None:
    """Adopt the same playbook with a rule that leaves important leads to a person."""
    desk.wear(Role.TEAM_LEAD)
    text = desk.workspace.read(current_document).text
    rule = (
        '[[assignment_rules]]\nkey = "important"\ntitle = { zh = "重点线索", en = "Important leads" }\n'
        "when = { score_min = 150 }\nmembers = []\nwait_for_person = true\n\n"
    )
    at = text.index("[[assignment_rules]]")
    changed = text[:at] + rule + text[at:]
    desk.workspace.execute(adoption_of(load(changed), changed))


def test_the_oldest_deadline_comes_first_with_the_working_time_left(desk: Desk) -> None:
    """A rep sees what is due first; nights and weekends are no time."""
    retire_sales_lead(desk)
    first = a_handover(desk, company="First")
    desk.clock.forward(days=1)
    second = a_handover(desk, company="Second")

    found = rows(desk, Box.MINE, Part.TO_DECIDE, desk.members[Role.REP])
    assert [row.id for row in found] == [first, second]
    # Submitted on Monday, the first is due on Tuesday at 18:00; now it is Tuesday 10:12, and lunch is free.
    assert [row.left_s for row in found] == [6.3 * HOUR_S, 13.8 * HOUR_S]


def test_a_limit_that_passed_reads_as_time_lost(desk: Desk) -> None:
    """Past its limit a hand-over shows by how much, and is counted as overdue."""
    retire_sales_lead(desk)
    handover_id = a_handover(desk)
    desk.clock.forward(days=2)

    row = rows(desk, Box.MINE, Part.TO_DECIDE, desk.members[Role.REP])[0]
    assert row.id == handover_id
    view = whole(desk, handover_id)
    assert (view.left_s, view.is_working_now) == (row.left_s, True)
    # From Monday 10:06 to Tuesday 18:00, without nights and lunches.
    assert view.total_s == (7.5 - 1.1 + 7.5) * HOUR_S
    assert row.left_s is not None
    assert row.left_s < 0
    counts = desk.workspace.read(inbox_counts(Box.MINE, desk.members[Role.REP], desk.clock()))
    assert (counts.open, counts.overdue) == (1, 1)


def test_returned_and_decided_ones_stand_in_lists_of_their_own(desk: Desk) -> None:
    """Each hand-over is in one list, and can be found there."""
    retire_sales_lead(desk)
    returned, accepted, refused, waiting = (a_handover(desk, company=name) for name in "ABCD")
    desk.wear(Role.REP)
    desk.workspace.execute(ReturnHandover(handover_id=returned, words="Who signs?"))
    desk.workspace.execute(AcceptHandover(handover_id=accepted, words=""))
    desk.clock.tick()
    refuse(desk, refused)

    rep = desk.wear(Role.REP)
    assert [row.company for row in rows(desk, Box.MINE, Part.TO_DECIDE)] == ["D"]
    assert [row.words for row in rows(desk, Box.MINE, Part.RETURNED)] == ["Who signs?"]
    assert [row.company for row in rows(desk, Box.MINE, Part.DECIDED)] == ["C", "B"]
    refusal = rows(desk, Box.MINE, Part.DECIDED)[0]
    assert refusal.reason is not None
    assert (refusal.reason.en, refusal.decided_by) == ("No budget", "Chen Wei")
    where = InboxFilter(Box.MINE, Part.DECIDED, rep)
    assert desk.workspace.read(inbox_place(where, accepted)) == 1
    assert desk.workspace.read(inbox_place(where, waiting)) is None
    assert desk.workspace.read(inbox_count(where)) == 2
    assert desk.workspace.read(part_of(returned)) is Part.RETURNED


def test_an_sdr_sees_what_they_sent_and_a_lead_sees_all(desk: Desk) -> None:
    """Sent by me is about who submitted; leads see everybody's."""
    a_handover(desk, company="北方重工")

    assert [row.company for row in rows(desk, Box.SENT, Part.TO_DECIDE, desk.members[Role.SDR])] == [
        "北方重工"
    ]
    assert rows(desk, Box.SENT, Part.TO_DECIDE, desk.members[Role.TEAM_LEAD]) == []
    assert len(rows(desk, Box.TEAM, Part.TO_DECIDE, desk.members[Role.TEAM_LEAD])) == 1
    assert rows(desk, Box.TEAM, Part.TO_DECIDE, words="南方") == []
    assert len(rows(desk, Box.TEAM, Part.TO_DECIDE, words="重工")) == 1


def test_those_that_wait_for_a_choice_come_first(desk: Desk) -> None:
    """An important lead has no deadline yet, and is seen before any that has."""
    a_handover(desk, company="Ordinary")
    wait_for_a_person(desk)
    a_handover(desk, company="Important", score=200)

    found = rows(desk, Box.TEAM, Part.TO_DECIDE)
    assert [(row.company, row.state) for row in found] == [
        ("Important", HandoverState.WAITING),
        ("Ordinary", HandoverState.OPEN),
    ]
    assert found[0].left_s is None
    receipt = whole(desk, found[0].id).receipts[0]
    assert receipt.how is How.WAITS
    assert receipt.rule is not None
    assert receipt.rule.en == "Important leads"
    assert receipt.rep is None


def test_the_card_says_every_question_in_order_with_its_gaps(desk: Desk) -> None:
    """Answers, words, core marks and what is missing are there in both languages."""
    handover_id = a_handover(
        desk, good=6, states={"budget": AnswerState.REFUSED}, channel="sem", campaign="秋季"
    )

    view = whole(desk, handover_id)
    counting = [line for line in view.lines if line.counts]
    assert len(counting) == 10
    assert sum(line.state is AnswerState.GOOD for line in counting) == 6
    assert view.maturity_pct == 60
    assert {line.key for line in view.lines if line.is_core} == {"need", "project_approved", "timing"}
    assert {line.key: line.state for line in view.gaps}["budget"] is AnswerState.REFUSED
    need = view.lines[0]
    assert (need.title.zh, need.title.en, need.words) == ("需求", "Need", "need: in their words")
    assert need.choice is not None
    assert need.choice.zh == "问题具体，正是我们能解决的"
    assert view.campaign == "秋季"
    assert [call.words for call in view.calls] == ["A good talk"]
    assert [(event.kind, event.words) for event in view.events] == [("submitted", "Call before ten.")]


def test_a_refusal_leaves_reason_words_and_marks(desk: Desk) -> None:
    """What the rep marked is told with the card, and the events are in order."""
    retire_sales_lead(desk)
    handover_id = a_handover(desk)
    desk.clock.tick()
    desk.wear(Role.REP)
    desk.workspace.execute(
        ReturnHandover(handover_id=handover_id, reason="return_budget_unclear", words="How much?")
    )
    desk.clock.tick()
    desk.wear(Role.SDR)
    desk.workspace.execute(AnswerReturn(handover_id=handover_id, words="300k"))
    desk.clock.tick()
    refuse(desk, handover_id, "need", "timing")

    view = whole(desk, handover_id)
    assert [event.kind for event in view.events] == ["submitted", "returned", "answered", "refused"]
    assert [line.key for line in view.lines if line.is_marked] == ["need", "timing"]
    assert view.reason is not None
    assert view.reason.zh == "没有预算"
    assert [receipt.how for receipt in view.receipts] == [How.ROBIN, How.SAME_REP]
    assert view.since.stage_kind is StageKind.REFUSED


def test_a_later_run_shows_beside_the_frozen_card(desk: Desk) -> None:
    """The card stays; what a later run says differently is told apart."""
    retire_sales_lead(desk)
    handover_id = a_handover(desk, good=6)
    desk.wear(Role.REP)
    desk.workspace.execute(ReturnHandover(handover_id=handover_id, words="And the budget?"))
    desk.clock.tick()
    desk.wear(Role.SDR)
    view = whole(desk, handover_id)
    a_run(desk, view.lead_id, good=8)

    after = whole(desk, handover_id)
    assert after.maturity_pct == view.maturity_pct == 60
    assert after.since.later_run_finished
    assert after.since.later_pct == 80
    assert all(change.before is AnswerState.NOT_ASKED for change in after.since.changed)
    assert len(after.since.changed) == 2


def test_an_open_later_run_says_only_that_it_began(desk: Desk) -> None:
    """A run under way has no maturity yet."""
    retire_sales_lead(desk)
    handover_id = a_handover(desk)
    desk.wear(Role.REP)
    desk.workspace.execute(ReturnHandover(handover_id=handover_id, words="And?"))
    desk.clock.tick()
    desk.wear(Role.SDR)
    desk.workspace.execute(StartRun(run_id=UUID(int=7), lead_id=whole(desk, handover_id).lead_id))

    since = whole(desk, handover_id).since
    assert since.later_run_at == desk.clock()
    assert not since.later_run_finished
    assert since.later_pct is None


def test_the_receipt_says_who_was_left_out_and_how_the_tie_fell(desk: Desk) -> None:
    """Two level reps: the lower id wins; the others are named with why they were no candidates."""
    retire_sales_lead(desk)
    lei = a_rep(desk, "Lei", weight=1)
    full = a_rep(desk, "Full", capacity=0)
    picky = a_rep(desk, "Picky", grades=(4, 4))
    away = a_rep(desk, "Away")
    desk.wear(Role.TEAM_LEAD)
    now = desk.clock()
    desk.workspace.execute(
        SetAbsence(absence_id=UUID(int=1), member_id=away, from_at=now - 1, until_at=now + 9 * DAY_US)
    )
    handover_id = a_handover(desk, score=0)

    receipt = whole(desk, handover_id).receipts[0]
    out = {rep.rep_id: rep.left_out for rep in receipt.reps}
    assert out[full] is LeftOut.FULL
    assert out[picky] is LeftOut.GRADE
    assert out[away] is LeftOut.ABSENT
    level = sorted((lei, desk.members[Role.REP]), key=lambda one: one.hex)
    assert [rep.rep_id for rep in receipt.tied] == level
    assert [rep.is_picked for rep in receipt.candidates] == [True, False]
    assert receipt.paid == 2
    assert rep_of(desk, handover_id) == level[0]


def test_a_person_chooses_among_reps_with_what_stands_against_each(desk: Desk) -> None:
    """The absent and who refused it before cannot be chosen; a full rep can."""
    retire_sales_lead(desk)
    full, away = a_rep(desk, "Full", capacity=0), a_rep(desk, "Away")
    wait_for_a_person(desk)
    desk.workspace.execute(
        SetAbsence(
            absence_id=UUID(int=1), member_id=away, from_at=desk.clock() - 1, until_at=desk.clock() + DAY_US
        )
    )
    handover_id = a_handover(desk, score=300)

    desk.wear(Role.SALES_LEAD)
    found = {one.rep_id: one for one in desk.workspace.read(choosable_reps(handover_id, desk.clock()))}
    assert (found[full].left_out, found[full].may_be_chosen) == (LeftOut.FULL, True)
    assert (found[away].left_out, found[away].may_be_chosen) == (LeftOut.ABSENT, False)
    desk.wear(Role.TEAM_LEAD)
    assert desk.workspace.why_not(ChooseRep(handover_id=handover_id, rep_id=away)) == ["rep_absent"]
    desk.clock.tick()
    desk.workspace.execute(ChooseRep(handover_id=handover_id, rep_id=full))
    assert whole(desk, handover_id).receipts[-1].how is How.PERSON
    assert whole(desk, handover_id).receipts[-1].by == "Chen Wei"
    assert full not in {one.rep_id for one in desk.workspace.read(choosable_reps(handover_id, desk.clock()))}


def test_who_is_said_to_be_next_gets_the_next_hand_over(desk: Desk) -> None:
    """The people page and the assignment agree, hand-over after hand-over, with unequal weights."""
    a_rep(desk, "Li Na", weight=3)
    a_rep(desk, "Zhao", weight=2, grades=(1, 2))
    for at in range(12):
        score = (0, 120, 300)[at % 3]
        grade = {0: 1, 120: 3, 300: 4}[score]
        said = next(
            turn.rep_id for turn in desk.workspace.read(team(desk.clock())).turns if turn.grade == grade
        )
        handover_id = a_handover(desk, score=score, with_call=False)

        assert rep_of(desk, handover_id) == said


def test_the_document_adopted_reads_back(desk: Desk) -> None:
    """What the tests above put into force is a sound playbook."""
    wait_for_a_person(desk)
    playbook = load(desk.workspace.read(current_document).text)

    assert load(dump(playbook)) == playbook
