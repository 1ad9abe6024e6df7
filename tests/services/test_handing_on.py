"""Handing on what somebody holds: nothing is lost, the shares are even, nobody gets more than they may hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select, update

from app.clock import DAY, HOUR
from app.errors import RuleViolation
from app.models.activity import FollowUp
from app.models.call_lists import CallList
from app.models.handover import Handover
from app.models.leads import Lead, Ownership
from app.models.people import Member
from app.models.playbook import Limit
from app.models.pool import LeadReturn
from app.models.vocabulary import FollowUpWhy, Role
from app.services.call_lists import SaveCallList
from app.services.follow_ups import SetFollowUp
from app.services.handing_on import HandOnLeads
from app.services.people import ChangeMember
from app.services.undoing import UndoAssignment
from app.services.workspace import Batch
from tests.builders import Desk, open_desk
from tests.handovers import a_rep
from tests.leads import Sheet, carry
from tests.stories import adopt, handed_over, limits_with, refusal, row, rows, send_back, sold

LEAD = Role.TEAM_LEAD


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases."""
    return twin_desk


def an_sdr(desk: Desk, name: str) -> UUID:
    return a_rep(desk, name, role=Role.SDR)


def hold(desk: Desk, member_id: UUID, count: int, **fields: Any) -> list[UUID]:
    """Bring in so many leads that a member holds."""
    sheet = Sheet()
    made = [
        sheet.add(company=f"C{n}", phone=f"+86{uuid4().int % 10**11:011}", **fields) for n in range(count)
    ]
    if count:
        carry(desk.workspace, sheet, owner_id=member_id)
    return made


def hand_on(
    member_id: UUID, *takers: UUID, due_before: int | None = None, is_leaving: bool = True
) -> HandOnLeads:
    return HandOnLeads(member_id=member_id, taker_ids=takers, due_before=due_before, is_leaving=is_leaving)


def give(desk: Desk, command: Any) -> Any:
    return desk.workspace.execute(command, as_member=desk.members[LEAD])


def shares(desk: Desk, lead_ids: list[UUID]) -> Counter[UUID | None]:
    owners = {one.id: one.owner_id for one in rows(desk, Lead)}
    return Counter(owners[lead_id] for lead_id in lead_ids)


def test_a_leavers_leads_are_dealt_out_evenly_and_the_leaver_is_retired(desk: Desk) -> None:
    """Ten leads among three: 4, 3, 3; the odd one goes to whoever holds least."""
    desk.wear(LEAD)
    ann, bob, cas, leaver = (an_sdr(desk, name) for name in ("Ann", "Bob", "Cas", "Leaver"))
    hold(desk, ann, 2)
    hold(desk, bob, 1)
    hold(desk, cas, 3)
    held = hold(desk, leaver, 10)
    done = give(desk, hand_on(leaver, ann, bob, cas))

    assert done.answer == {"given": 10, "laid_down": 0}
    assert shares(desk, held) == {bob: 4, ann: 3, cas: 3}
    assert not row(desk, Member, leaver).is_active
    assert not rows(desk, FollowUp, FollowUp.owner_id == leaver, FollowUp.state == "open")
    closed = rows(desk, Ownership, Ownership.member_id == leaver)
    assert {one.until_at for one in closed} == {desk.clock()}


def test_nobody_gets_more_than_they_may_hold_and_the_rest_lies_in_the_pool(desk: Desk) -> None:
    """With five at once: who holds three has room for two; the others go on taking turns; what is left is nobody's."""
    adopt(desk, limits=limits_with(held_at_once=5))
    desk.wear(LEAD)
    ann, bob, leaver = (an_sdr(desk, name) for name in ("Ann", "Bob", "Leaver"))
    hold(desk, ann, 3)
    held = hold(desk, leaver, 9)
    desk.clock.forward(minutes=1)
    done = give(desk, hand_on(leaver, ann, bob))

    assert done.answer == {"given": 7, "laid_down": 2}
    assert shares(desk, held) == {ann: 2, bob: 5, None: 2}
    assert [(one.from_id, one.how) for one in rows(desk, LeadReturn)] == [(leaver, "given_back")] * 2


def test_with_nobody_to_take_them_all_lie_in_the_pool(desk: Desk) -> None:
    desk.wear(LEAD)
    leaver = an_sdr(desk, "Leaver")
    held = hold(desk, leaver, 4)
    give(desk, hand_on(leaver))

    assert shares(desk, held) == {None: 4}


def test_a_reps_question_needs_a_person(desk: Desk) -> None:
    """Nobody in the pool could answer it; given to somebody, that one can."""
    desk.wear(LEAD)
    ann = an_sdr(desk, "Ann")
    handover = handed_over(desk)
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    sdr = desk.members[Role.SDR]

    assert refusal(desk, hand_on(sdr), role=LEAD).code == "needs_a_person"
    hold(desk, sdr, 3)
    give(desk, hand_on(sdr, ann))
    assert row(desk, Lead, handover.lead_id).owner_id == ann
    [asked] = rows(desk, FollowUp, FollowUp.lead_id == handover.lead_id, FollowUp.state == "open")
    assert (asked.owner_id, asked.why) == (ann, FollowUpWhy.ANSWER_QUESTION.value)


def test_what_sales_works_on_goes_on_and_what_is_finished_stays(desk: Desk) -> None:
    """A lead in discovery has somebody to ask on the SDR's side; its rep's promise stays the rep's."""
    desk.wear(LEAD)
    ann, sdr = an_sdr(desk, "Ann"), desk.members[Role.SDR]
    lead_id = sold(desk)
    won = hold(desk, sdr, 1)[0]
    with desk.database.write() as db:
        db.execute(update(Lead).where(Lead.id == won).values(stage="deployment"))
        db.execute(update(FollowUp).where(FollowUp.lead_id == won).values(state="done"))
    desk.workspace.there.execute("update app.lead set stage = 'deployment' where id = %s", (won,))  # type: ignore[attr-defined]
    desk.workspace.there.execute("update app.follow_up set state = 'done' where lead_id = %s", (won,))  # type: ignore[attr-defined]
    rep = row(desk, Lead, lead_id).rep_id
    give(desk, hand_on(sdr, ann))

    assert row(desk, Lead, lead_id).owner_id == ann
    assert row(desk, Lead, won).owner_id == sdr
    assert [one.owner_id for one in rows(desk, FollowUp, FollowUp.lead_id == lead_id)][-1:] == [rep]


def test_promises_go_with_the_lead_and_lists_to_who_hands_on(desk: Desk) -> None:
    """The words and the time of a promise stay; a lead without one gets its first follow-up."""
    desk.wear(LEAD)
    ann, leaver = an_sdr(desk, "Ann"), an_sdr(desk, "Leaver")
    [lead_id] = hold(desk, leaver, 1)
    due = desk.clock() + DAY
    promise = SetFollowUp(lead_id=lead_id, due_at=due, why=FollowUpWhy.CALL_BACK, words="after the fair")
    desk.workspace.execute(promise, as_member=leaver)
    saved = SaveCallList(
        list_id=uuid4(), name="Fair", expression="", sort="created_at", is_descending=True, is_shared=True
    )
    desk.workspace.execute(saved, as_member=leaver)
    give(desk, hand_on(leaver, ann))

    [kept] = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    assert (kept.owner_id, kept.due_at, kept.words) == (ann, due, "after the fair")
    assert row(desk, CallList, saved.list_id).owner_id == desk.members[LEAD]


def test_for_a_time_away_only_what_is_due_in_it_goes(desk: Desk) -> None:
    """The others wait for who comes back, and nobody is retired."""
    desk.wear(LEAD)
    ann, away = an_sdr(desk, "Ann"), an_sdr(desk, "Away")
    held = hold(desk, away, 3, created_at=desk.clock() - DAY)
    for lead_id, days in zip(held, (1, 3, 9), strict=True):
        later = SetFollowUp(
            lead_id=lead_id, due_at=desk.clock() + days * DAY, why=FollowUpWhy.NEXT_STEP, words=""
        )
        desk.workspace.execute(later, as_member=away)
    with desk.database.write() as db:
        db.execute(update(Lead).values(responded_at=desk.clock()))
    desk.workspace.there.execute("update app.lead set responded_at = %s", (desk.clock(),))  # type: ignore[attr-defined]
    give(desk, hand_on(away, ann, due_before=desk.clock() + 5 * DAY, is_leaving=False))

    assert shares(desk, held) == {ann: 2, away: 1}
    assert row(desk, Lead, held[2]).owner_id == away
    assert row(desk, Member, away).is_active


def test_for_a_time_away_what_finds_no_place_stays(desk: Desk) -> None:
    """Nothing goes to the pool whose owner comes back; a rep's question waits rather than be refused."""
    adopt(desk, limits=limits_with(held_at_once=2))
    desk.wear(LEAD)
    ann, sdr = an_sdr(desk, "Ann"), desk.members[Role.SDR]
    handover = handed_over(desk)
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    hold(desk, ann, 1)
    held = [handover.lead_id, *hold(desk, sdr, 3)]
    away = {"due_before": desk.clock() + 9 * DAY, "is_leaving": False}

    assert give(desk, hand_on(sdr, **away)).answer == {"given": 0, "laid_down": 0}
    assert give(desk, hand_on(sdr, ann, **away)).answer == {"given": 1, "laid_down": 0}
    assert shares(desk, held) == {ann: 1, sdr: 3}
    assert row(desk, Lead, handover.lead_id).owner_id == ann


def test_it_is_taken_back_as_any_assignment_is(desk: Desk) -> None:
    """Leads nobody has called since are the leaver's again, with their promises."""
    desk.wear(LEAD)
    ann, leaver = an_sdr(desk, "Ann"), an_sdr(desk, "Leaver")
    held = hold(desk, leaver, 3)
    later = SetFollowUp(
        lead_id=held[0], due_at=desk.clock() + DAY, why=FollowUpWhy.NEXT_STEP, words="their words"
    )
    desk.workspace.execute(later, as_member=leaver)
    desk.clock.forward(minutes=1)
    done = give(desk, hand_on(leaver, ann))
    member = row(desk, Member, leaver)
    names = ("name", "name_key", "weight", "grade_low", "grade_high", "capacity")
    back = {name: getattr(member, name) for name in names}
    give(desk, ChangeMember(member_id=leaver, is_active=True, **back))
    give(desk, UndoAssignment(assigned_by=done.cmd_id))

    assert shares(desk, held) == {leaver: 3}
    open_ones = rows(desk, FollowUp, FollowUp.state == "open", FollowUp.lead_id.in_(held))
    assert [(one.owner_id, one.words) for one in open_ones] == [(leaver, "their words")]


def test_only_a_team_lead_hands_on_and_only_to_sdrs_who_work_here(desk: Desk) -> None:
    desk.wear(LEAD)
    ann, leaver = an_sdr(desk, "Ann"), an_sdr(desk, "Leaver")
    hold(desk, leaver, 1)
    rep, me = desk.members[Role.REP], desk.members[LEAD]

    for role in (Role.SDR, Role.REP, Role.SALES_LEAD, Role.MARKETING, Role.ADMIN):
        assert refusal(desk, hand_on(leaver, ann), role=role).code == "not_allowed"
    assert refusal(desk, hand_on(rep, ann), role=LEAD).code == "unknown_member"
    assert refusal(desk, hand_on(me, ann), role=LEAD).code == "not_oneself"
    assert refusal(desk, hand_on(leaver, ann, ann), role=LEAD).code == "listed_twice"
    assert refusal(desk, hand_on(leaver, ann, rep), role=LEAD).code == "not_an_sdr"
    assert refusal(desk, hand_on(leaver, ann, leaver), role=LEAD).code == "already_theirs"
    give(desk, hand_on(leaver, ann))
    assert refusal(desk, hand_on(ann, leaver), role=LEAD).code == "not_an_sdr"


# For whatever they hold ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Given:
    """What one case is made of: leads of the leaver by stage, what the takers hold, and how much they may."""

    called: int
    asked: int
    sold: int
    lost: int
    held: tuple[int, ...]
    cap: int


CASES = st.builds(
    Given,
    called=st.integers(0, 30),
    asked=st.integers(0, 3),
    sold=st.integers(0, 9),
    lost=st.integers(0, 3),
    held=st.lists(st.integers(0, 14), max_size=4).map(tuple),
    cap=st.integers(1, 16),
)


@pytest.fixture(scope="module")
def plain_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all cases: each is undone."""
    with open_desk(tmp_path_factory.mktemp("cases"), role=LEAD) as made:
        yield made


class _Undone(Exception):
    """Ends a case, leaving nothing behind."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=CASES)
def test_nothing_is_lost_shares_are_even_and_caps_hold(plain_desk: Desk, case: Given) -> None:
    """Whatever is held: every lead has a holder or lies in the pool, promises go along, shares differ by one at most."""
    with suppress(_Undone), plain_desk.database.write() as db:
        _judge(plain_desk, db, case)
        raise _Undone


def _judge(desk: Desk, db: Connection, case: Given) -> None:
    leaver, takers = _member(db, desk), [_member(db, desk) for _ in case.held]
    db.execute(update(Limit).where(Limit.key == "held_at_once").values(value=case.cap))
    for taker, count in zip(takers, case.held, strict=True):
        _leads(db, desk, taker, count, "market_validating")
    called = _leads(db, desk, leaver, case.called, "market_validating")
    asked = _leads(db, desk, leaver, case.asked, "market_validating")
    sold_ones = _leads(db, desk, leaver, case.sold, "discovery")
    lost = _leads(db, desk, leaver, case.lost, "lost")
    for lead_id in asked:
        db.execute(insert(Handover).values(_handover(desk, lead_id)))
    for lead_id in [*called[::2], *asked, *lost[:1]]:
        db.execute(insert(FollowUp).values(_promise(desk, lead_id, leaver)))
    room = sum(max(0, case.cap - held) for held in case.held)
    batch = Batch(db, desk.members[LEAD], desk.clock)
    command = hand_on(leaver, *takers)
    must = len(asked) > room or ((sold_ones or lost) and not takers)
    if must:
        with pytest.raises(RuleViolation, match="needs_a_person"):
            batch.give(command)
        return
    answer = batch.give(command).answer

    owners = {row.id: row.owner_id for row in db.execute(select(Lead.id, Lead.owner_id))}
    _check(case, takers, leaver, owners, (called, asked, sold_ones, lost), answer)
    left = db.execute(select(FollowUp.lead_id).where(FollowUp.owner_id == leaver, FollowUp.state == "open"))
    assert left.all() == []
    states = ["open", "resting"]
    kept = db.execute(select(FollowUp.lead_id).where(FollowUp.state.in_(states), FollowUp.words == "kept"))
    assert sorted(kept.scalars()) == sorted([*called[::2], *asked, *lost[:1]])


def _check(
    case: Given, takers: list[UUID], leaver: UUID, owners: dict[UUID, UUID | None], leads: tuple[list[UUID], ...],
    answer: dict[str, Any],
) -> None:  # fmt: skip
    called, asked, sold_ones, lost = leads
    counted = Counter(owners[one] for one in [*called, *asked])
    after = {taker: held + counted[taker] for taker, held in zip(takers, case.held, strict=True)}
    before = dict(zip(takers, case.held, strict=True))
    assert all(count <= max(case.cap, before[taker]) for taker, count in after.items())
    assert all(owners[one] is not None for one in [*asked, *sold_ones])
    # Whoever is not full has as many as anybody, but for one; and while somebody has room nothing goes to the pool.
    roomy = [taker for taker in takers if after[taker] < case.cap]
    assert all(counted[one] >= max(counted[taker] for taker in takers) - 1 for one in roomy)
    assert not (counted[None] and roomy)
    assert [owners[one] for one in lost[1:]] == [leaver] * len(lost[1:])
    further = Counter(owners[one] for one in [*sold_ones, *lost[:1]])
    assert not takers or max(further[one] for one in takers) - min(further[one] for one in takers) <= 1
    if len(roomy) == len(takers) and takers:
        whole = counted + further
        assert max(whole[one] for one in takers) - min(whole[one] for one in takers) <= 1
    assert answer == {
        "given": case.called + case.asked + case.sold + min(1, case.lost) - counted[None],
        "laid_down": counted[None],
    }


def _member(db: Connection, desk: Desk) -> UUID:
    made = uuid4()
    like = db.execute(select(Member.__table__).where(Member.id == desk.members[Role.SDR])).one()._asdict()
    db.execute(insert(Member).values(like | {"id": made, "login": made.hex, "person_id": made}))
    return made


def _leads(db: Connection, desk: Desk, owner: UUID, count: int, stage: str) -> list[UUID]:
    ids = [uuid4() for _ in range(count)]
    now = desk.clock()
    for number, lead_id in enumerate(ids):
        db.execute(
            insert(Lead).values(
                id=lead_id, phone_status="valid", channel="seo", stage=stage, owner_id=owner, cycle=1,
                is_reachable=True, score=number % 5, created_at=now - HOUR, recorded_at=now - HOUR,
                recorded_by_id=owner, changed_at=now,
            )
        )  # fmt: skip
        db.execute(
            insert(Ownership).values(
                cmd_id=uuid4(),
                lead_id=lead_id,
                member_id=owner,
                from_at=now - HOUR,
                until_at=None,
                how="intake",
            )
        )
    return ids


def _promise(desk: Desk, lead_id: UUID, owner: UUID) -> dict[str, Any]:
    now = desk.clock()
    return {
        "cmd_id": uuid4(), "lead_id": lead_id, "owner_id": owner, "due_at": now + DAY, "why": "next_step",
        "words": "kept", "state": "open", "created_at": now,
    }  # fmt: skip


def _handover(desk: Desk, lead_id: UUID) -> dict[str, Any]:
    now = desk.clock()
    return {
        "id": uuid4(), "lead_id": lead_id, "run_id": uuid4(), "cycle": 1, "state": "returned",
        "submitted_by_id": desk.members[Role.SDR], "submitted_at": now, "words": "", "good_weight": 7,
        "total_weight": 10, "threshold_pct": 50, "playbook_version": 1, "channel": "seo", "score": 1,
    }  # fmt: skip
