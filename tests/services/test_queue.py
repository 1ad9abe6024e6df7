"""The queue: who stands in it, where, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, update

from app.clock import DAY, HOUR, MINUTE
from app.models.activity import FollowUp
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.vocabulary import FollowUpWhy, Role
from app.services import queue
from app.services.calls import LogContact
from app.services.follow_ups import FinishFollowUp, SetFollowUp
from app.services.holding import AssignLeads, ClaimLeads
from app.services.queue_groups import ALL, QueueReason, QueueWhere, end_of_day
from tests.builders import Desk, open_desk
from tests.lead_rows import insert_lead


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def promise(
    desk: Desk, lead_id: UUID, due_at: int, *, owner: UUID | None = None, why: str = "call_back"
) -> UUID:
    cmd_id = uuid4()
    with desk.database.write() as db:
        db.execute(
            insert(FollowUp).values(
                cmd_id=cmd_id, lead_id=lead_id, owner_id=desk.members[Role.SDR], due_at=due_at, why=why,
                words="", state="open", created_at=desk.clock(),
            )
        )  # fmt: skip
    return cmd_id


def rows(desk: Desk, where: QueueWhere = ALL, **asked: Any) -> list[queue.QueueRow]:
    now, sdr = desk.clock(), desk.members[Role.SDR]
    return desk.workspace.read(lambda db: queue.queue_page(db, sdr, now, where, **asked))


def reasons(desk: Desk) -> dict[UUID, QueueReason]:
    return {row.lead_id: row.reason for row in rows(desk)}


def return_lead(desk: Desk, lead_id: UUID) -> None:
    numbers = ("good_weight", "total_weight", "threshold_pct", "playbook_version", "score")
    blank = dict.fromkeys(numbers, 1)
    with desk.database.write() as db:
        db.execute(
            insert(Handover).values(
                id=uuid4(), lead_id=lead_id, run_id=uuid4(), cycle=1, state="returned", words="",
                submitted_by_id=desk.members[Role.SDR], submitted_at=desk.clock(),
                rep_id=desk.members[Role.REP],
                decision_words="Who signs?", channel="", **blank,
            )
        )  # fmt: skip


def test_the_five_reasons_stand_in_the_order_of_the_spec(desk: Desk) -> None:
    """Overdue, first response, then what is due today, a rep's question ahead of it, then by score."""
    now = desk.clock()
    by_score = insert_lead(desk, score=140)
    today = insert_lead(desk)
    promise(desk, today, now + 3 * HOUR)
    fresh = insert_lead(
        desk, responded_at=None, respond_warn_at=now - MINUTE, respond_by_at=now + 14 * MINUTE
    )
    overdue = insert_lead(desk)
    promise(desk, overdue, now - 2 * HOUR)
    returned = insert_lead(desk)
    return_lead(desk, returned)

    found = rows(desk)

    assert [row.lead_id for row in found] == [overdue, fresh, returned, today, by_score]
    assert [row.reason for row in found] == list(QueueReason)
    assert [row.at for row in found] == [
        now - 2 * HOUR,
        now + 14 * MINUTE,
        None,
        now + 3 * HOUR,
        None,
    ]
    assert (found[2].words, found[2].by_name) == ("Who signs?", "Chen Wei")


def test_a_reps_question_is_due_at_once_and_rises_like_any_promise(desk: Desk) -> None:
    """Promised for tomorrow it opens today's part; once overdue it stands among what is overdue."""
    now = desk.clock()
    returned, today, overdue = insert_lead(desk), insert_lead(desk), insert_lead(desk)
    return_lead(desk, returned)
    promise(desk, returned, now + DAY, why="answer_question")
    promise(desk, today, now + HOUR)
    promise(desk, overdue, now + 2 * DAY)

    assert reasons(desk) == {returned: QueueReason.RETURNED, today: QueueReason.DUE_TODAY}
    desk.clock.forward(days=2, minutes=1)
    found = rows(desk)
    assert [row.lead_id for row in found] == [today, returned, overdue]
    assert {row.reason for row in found} == {QueueReason.OVERDUE}
    assert found[1].why is FollowUpWhy.ANSWER_QUESTION


def test_a_returned_lead_nobody_ever_answered_is_late_first(desk: Desk) -> None:
    """Its first-response limit is nearer than the question, which stays written on it."""
    now = desk.clock()
    clock = {"responded_at": None, "respond_warn_at": now - MINUTE, "respond_by_at": now + 14 * MINUTE}
    lead_id = insert_lead(desk, **clock)
    return_lead(desk, lead_id)
    promise(desk, lead_id, now + DAY, why="answer_question")

    assert reasons(desk) == {lead_id: QueueReason.FIRST_RESPONSE}
    later = insert_lead(desk, **clock)
    promise(desk, later, now + DAY)
    assert reasons(desk) == {lead_id: QueueReason.FIRST_RESPONSE}


def test_within_a_reason_the_more_urgent_comes_first(desk: Desk) -> None:
    """Promises by time, first responses by limit, the rest by score and then by age."""
    now = desk.clock()
    late, later = insert_lead(desk), insert_lead(desk)
    promise(desk, later, now - HOUR)
    promise(desk, late, now - 5 * HOUR)
    soon = insert_lead(desk, responded_at=None, respond_warn_at=now - MINUTE, respond_by_at=now + MINUTE)
    past = insert_lead(desk, responded_at=None, respond_warn_at=now - HOUR, respond_by_at=now - 45 * MINUTE)
    young, old = insert_lead(desk, score=100), insert_lead(desk, score=100, created_at=now - 9 * DAY)
    low = insert_lead(desk, score=20, created_at=now - 90 * DAY)

    assert [row.lead_id for row in rows(desk)] == [late, later, past, soon, old, young, low]


def test_only_leads_one_can_work_on_now_stand_in_it(desk: Desk) -> None:
    """Not the unreachable, of another stage, of another person, or promised for another day."""
    now = desk.clock()
    insert_lead(desk, is_reachable=False)
    insert_lead(desk, stage="discovery")
    insert_lead(desk, stage="market_not_passed")
    insert_lead(desk, owner=None)
    insert_lead(desk, owner=desk.members[Role.TEAM_LEAD])
    promised = insert_lead(desk)
    promise(desk, promised, end_of_day(now))
    mine = insert_lead(desk)

    assert list(reasons(desk)) == [mine]


def test_a_promise_appears_whatever_became_of_the_lead(desk: Desk) -> None:
    """Learning why a deal was lost, calling a lead in nurture, a promise on a lead somebody else owns."""
    now = desk.clock()
    lost = insert_lead(desk, stage="lost")
    promise(desk, lost, now - HOUR, why="learn_loss")
    nurtured = insert_lead(desk, stage="market_not_passed")
    promise(desk, nurtured, now + HOUR)
    other = insert_lead(desk, owner=desk.members[Role.TEAM_LEAD])
    promise(desk, other, now + 2 * HOUR)

    found = rows(desk)

    assert [row.lead_id for row in found] == [lost, nurtured, other]
    assert found[0].why is FollowUpWhy.LEARN_LOSS


def test_the_first_contact_the_program_promised_itself_hides_nothing(desk: Desk) -> None:
    """A lead claimed in the evening can be called at once, though its first contact is due tomorrow."""
    lead_id = insert_lead(desk)
    promise(desk, lead_id, desk.clock() + 2 * DAY, why="first_contact")

    assert reasons(desk) == {lead_id: QueueReason.SCORE}


def test_a_first_response_put_off_to_another_day_waits_until_then(desk: Desk) -> None:
    now = desk.clock()
    lead_id = insert_lead(desk, responded_at=None, respond_warn_at=now - HOUR, respond_by_at=now - MINUTE)
    promise(desk, lead_id, now + 3 * DAY)

    assert not reasons(desk)

    desk.clock.forward(days=3, minutes=1)

    assert reasons(desk) == {lead_id: QueueReason.OVERDUE}


def test_a_claimed_lead_moves_through_the_queue_with_the_clock(desk: Desk) -> None:
    """Due today on claiming, in danger after 45 working minutes, overdue after 60, the day after once done."""
    now = desk.clock()
    lead_id = insert_lead(
        desk, owner=None, responded_at=None, respond_warn_at=now + 45 * MINUTE, respond_by_at=now + HOUR
    )
    assert not reasons(desk)
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))

    assert reasons(desk) == {lead_id: QueueReason.DUE_TODAY}

    desk.clock.forward(minutes=46)
    assert reasons(desk) == {lead_id: QueueReason.FIRST_RESPONSE}

    desk.clock.forward(minutes=15)
    assert reasons(desk) == {lead_id: QueueReason.OVERDUE}

    desk.workspace.execute(
        LogContact(
            lead_id=lead_id, activity_id=uuid4(), activity_kind="message", is_connected=False, words=""
        )
    )
    made_by = desk.workspace.read(
        lambda db: db.exec_driver_sql("SELECT cmd_id FROM follow_up WHERE state = 'open'").scalar_one()
    )
    desk.workspace.execute(FinishFollowUp(made_by=UUID(made_by), lead_id=lead_id))
    assert reasons(desk) == {}
    desk.clock.forward(days=1)
    assert reasons(desk) == {lead_id: QueueReason.DUE_TODAY}


def test_a_lead_follows_its_owner(desk: Desk) -> None:
    """Reassigned, it leaves the queue with its promise, and stands in the other's."""
    lead_id = insert_lead(desk)
    desk.workspace.execute(
        SetFollowUp(
            lead_id=lead_id, due_at=desk.clock() + HOUR, why=FollowUpWhy.NEXT_STEP, words="Send the offer"
        )
    )
    assert rows(desk)[0].words == "Send the offer"
    lead = desk.wear(Role.TEAM_LEAD)
    desk.workspace.execute(AssignLeads(lead_ids=(lead_id,), member_id=lead))

    assert not reasons(desk)
    theirs = desk.workspace.read(lambda db: queue.queue_page(db, lead, desk.clock()))
    assert [(row.lead_id, row.reason) for row in theirs] == [(lead_id, QueueReason.DUE_TODAY)]


def crowd(desk: Desk) -> list[UUID]:
    """Twenty leads spread over all groups."""
    now = desk.clock()
    for at in range(20):
        new = (
            {"responded_at": None, "respond_warn_at": now - at, "respond_by_at": now + at}
            if at % 5 == 2
            else {}
        )
        lead_id = insert_lead(desk, score=at % 7, created_at=now - at % 3, **new)
        if at % 5 in (0, 1):
            promise(desk, lead_id, now - at if at % 5 else now + at + 1)
        if at == 8:
            return_lead(desk, lead_id)
    return [row.lead_id for row in rows(desk)]


def test_pages_cut_from_anywhere_join_to_the_whole(desk: Desk) -> None:
    whole = crowd(desk)

    for size in (1, 3, 7, 20):
        cut = [row.lead_id for at in range(0, 21, size) for row in rows(desk, offset=at, limit=size)]
        assert cut == whole
    assert len(whole) == len(set(whole)) == 20


@pytest.mark.parametrize("sort", ["", "score", "created_at", "company", "next_at", "stage", "owner"])
@pytest.mark.parametrize("descending", [False, True])
def test_every_lead_is_found_at_its_place_in_every_order(desk: Desk, sort: str, *, descending: bool) -> None:
    crowd(desk)
    sdr, now = desk.members[Role.SDR], desk.clock()
    shown = [row.lead_id for row in rows(desk, sort=sort, descending=descending)]

    places = desk.workspace.read(
        lambda db: [
            queue.locate(db, sdr, now, QueueWhere(), lead_id=one, sort=sort, descending=descending)
            for one in shown
        ]
    )

    assert places == list(range(20))


def test_counts_agree_with_the_rows_and_narrow_with_the_filter(desk: Desk) -> None:
    crowd(desk)
    wanted = insert_lead(desk, company="北京贝尔科技有限公司", contact_name="单雄信")
    sdr, now = desk.members[Role.SDR], desk.clock()
    counts = desk.workspace.read(lambda db: queue.queue_counts(db, sdr, now))

    assert sum(counts.values()) == 21
    assert counts == {reason: list(reasons(desk).values()).count(reason) for reason in QueueReason}
    for text in ("贝尔", "单", "beier", "bekj", "sxx", "zzz"):
        found = [row.lead_id for row in rows(desk, QueueWhere(text=text))]
        assert found == ([] if text == "zzz" else [wanted]), text
    late = QueueWhere(reasons=frozenset({QueueReason.OVERDUE}))
    assert {row.reason for row in rows(desk, late)} == {QueueReason.OVERDUE}


def test_the_next_lead_is_the_first_or_the_one_behind_the_last_shown(desk: Desk) -> None:
    whole = crowd(desk)
    sdr, now = desk.members[Role.SDR], desk.clock()

    def following(after: UUID | None) -> UUID | None:
        row = desk.workspace.read(lambda db: queue.next_lead(db, sdr, now, after))
        return row.lead_id if row else None

    assert following(None) == whole[0]
    assert [following(one) for one in whole] == [*whole[1:], whole[0]]
    assert following(uuid4()) == whole[0]


def test_the_only_lead_has_no_next(desk: Desk) -> None:
    only = insert_lead(desk)
    sdr, now = desk.members[Role.SDR], desk.clock()

    assert desk.workspace.read(lambda db: queue.next_lead(db, sdr, now, only)) is None
    assert desk.workspace.read(lambda db: queue.next_lead(db, uuid4(), now)) is None


def test_a_page_costs_few_statements(desk: Desk, statements: list[str]) -> None:
    """Two to find codes, at most one for each reason and its count, four for the rows."""
    crowd(desk)
    statements.clear()
    rows(desk)

    assert len(statements) <= 13, statements


@pytest.fixture
def statements(desk: Desk) -> Iterator[list[str]]:
    from sqlalchemy import Engine, event  # noqa: PLC0415

    heard: list[str] = []

    def hear(_db: Any, _cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    yield heard
    event.remove(Engine, "before_cursor_execute", hear)


def test_a_lead_changed_by_hand_is_read_as_it_is(desk: Desk) -> None:
    """The narrow row follows every write, not only those of commands."""
    lead_id = insert_lead(desk, score=10)
    with desk.database.write() as db:
        db.execute(update(Lead).where(Lead.id == lead_id).values(score=99, stage="discovery"))

    assert not reasons(desk)
