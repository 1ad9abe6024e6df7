"""The call desk reads a lead as the rules will judge it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.clock import HOUR
from app.models.vocabulary import AnswerState, Outcome, Role, RunState, StageKind
from app.services import drafts
from app.services.call_desk import call_desk, running_call
from app.services.call_desk_rows import CallDesk, desk_place, given_of
from app.services.calls import EndCall, LogContact, StartCall
from app.services.handover import SubmitHandover
from app.services.script import FinishRun, PauseRun, RecordAnswer, StartRun
from app.services.script_flow import counting_answers, maturity_pct, qualifies
from tests.builders import Desk, open_desk
from tests.leads import a_lead

CORE = ("need", "project_approved", "timing")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


def read(desk: Desk, lead_id: UUID) -> CallDesk:
    me, now = desk.workspace.member_id, desk.clock()
    found = desk.workspace.read(call_desk(lead_id, me, now=now, next_monday_at=now + 24 * HOUR))
    assert found is not None
    return found


def start(desk: Desk, lead_id: UUID) -> UUID:
    run_id = uuid4()
    desk.workspace.execute(StartRun(run_id=run_id, lead_id=lead_id))
    return run_id


def answer(
    desk: Desk, run_id: UUID, key: str, state: AnswerState = AnswerState.GOOD, words: str = ""
) -> None:
    desk.workspace.execute(RecordAnswer(run_id=run_id, question_key=key, state=state, words=words))


def all_good(desk: Desk, lead_id: UUID) -> UUID:
    run_id = start(desk, lead_id)
    for question in read(desk, lead_id).questions:
        if question.counts:
            answer(desk, run_id, question.key)
    return run_id


def test_a_lead_nobody_has_asked_shows_the_whole_script_and_nothing_answered(desk: Desk) -> None:
    lead_id = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])

    shown = read(desk, lead_id)

    assert len([question for question in shown.questions if question.counts]) == 10
    assert (shown.run, shown.ended, dict(shown.answers)) == (None, None, {})
    assert shown.is_mine
    assert shown.stage.kind is StageKind.VALIDATING
    assert shown.phones[0].is_dialable
    assert "run_not_finished" in shown.submit_codes
    assert len(shown.reasons) > 3


def test_no_such_lead_reads_as_none(desk: Desk) -> None:
    assert desk.workspace.read(call_desk(uuid4(), uuid4(), now=0, next_monday_at=0)) is None


def test_answers_come_with_their_words_and_who_asked(desk: Desk) -> None:
    lead_id = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    run_id = start(desk, lead_id)
    answer(desk, run_id, "need", AnswerState.WEAK, "we are just looking")

    shown = read(desk, lead_id)

    assert shown.run is not None
    assert shown.run.state is RunState.OPEN
    line = shown.answers["need"]
    assert (line.given.state, line.words, line.by_name) == (
        AnswerState.WEAK,
        "we are just looking",
        "Chen Wei",
    )


def test_what_the_screen_counts_is_what_the_rule_says(desk: Desk) -> None:
    lead_id = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    run_id = start(desk, lead_id)
    for key in CORE:
        answer(desk, run_id, key)

    few = read(desk, lead_id)
    answer(desk, run_id, "budget")
    answer(desk, run_id, "difficulty")
    enough = read(desk, lead_id)

    for shown, is_mature in ((few, False), (enough, True)):
        counted = counting_answers(
            given_of(shown.answers), now=shown.read_at, stale_answer_days=shown.stale_answer_days
        )
        missing = qualifies(counted, shown.questions, threshold_pct=shown.threshold_pct)
        assert (not missing) is is_mature
        assert ("not_mature" not in shown.submit_codes) is is_mature
    assert "core_missing" not in enough.submit_codes
    assert maturity_pct(given_of(enough.answers), enough.questions) == 50


def test_without_a_live_run_the_answers_are_those_a_new_one_would_carry(desk: Desk) -> None:
    lead_id = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    run_id = all_good(desk, lead_id)
    answer(desk, run_id, "budget", AnswerState.WEAK, "no figure yet")
    desk.workspace.execute(FinishRun(run_id=run_id, words=""))

    before = read(desk, lead_id)
    new_run = start(desk, lead_id)
    after = read(desk, lead_id)

    assert before.run is None
    assert before.ended is not None
    assert before.ended.state is RunState.FINISHED
    assert before.answers["budget"].given.is_carried
    assert after.run is not None
    assert (after.run.run_id, after.run.is_delta) == (new_run, True)
    assert dict(after.answers) == dict(before.answers)


def test_a_disqualifying_answer_shows_the_reason_of_the_stop_and_is_not_carried(desk: Desk) -> None:
    lead_id = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    run_id = start(desk, lead_id)
    desk.workspace.execute(RecordAnswer(run_id=run_id, question_key="need", choice_key="no_fit", words="x"))

    shown = read(desk, lead_id)

    assert shown.run is None
    assert shown.ended is not None
    assert shown.ended.state is RunState.STOPPED
    assert shown.ended.stop_reason is not None
    assert shown.ended.stop_reason.en == "Needs something we do not do"
    assert shown.ended_answers["need"].given.state is AnswerState.DISQUALIFYING
    assert "need" not in shown.answers


def test_a_finished_good_run_has_nothing_against_submitting_and_the_handover_is_shown(desk: Desk) -> None:
    lead_id = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    run_id = all_good(desk, lead_id)
    desk.workspace.execute(FinishRun(run_id=run_id, words=""))

    ready = read(desk, lead_id)
    desk.workspace.execute(
        SubmitHandover(handover_id=uuid4(), lead_id=lead_id, run_id=run_id, words="please")
    )
    given = read(desk, lead_id)

    assert ready.submit_codes == ()
    assert given.stage.kind is StageKind.SALES_VALIDATING
    assert given.handover is not None
    assert given.handover.rep_name == "Chen Wei"
    assert given.handover.decide_by_at is not None


def test_the_running_call_comes_with_its_notes_whichever_lead_is_open(desk: Desk) -> None:
    me = desk.members[Role.SDR]
    first, other = (a_lead(desk.workspace, owner_id=me) for _ in range(2))
    call_id = uuid4()
    desk.workspace.execute(StartCall(activity_id=call_id, lead_id=first, phone="+8613800000000"))
    desk.workspace.keep(
        drafts.save(drafts.call_place(call_id), "likes tea", at=desk.clock.forward(minutes=12))
    )

    elsewhere = read(desk, other).call
    alone = desk.workspace.read(running_call(me))
    desk.workspace.execute(
        EndCall(activity_id=call_id, outcome=Outcome.CONNECTED, words="", next_at=desk.clock() + HOUR)
    )

    assert elsewhere == alone
    assert alone is not None
    assert (alone.lead_id, alone.notes, alone.noted_at) == (first, "likes tea", desk.clock())
    assert desk.workspace.read(running_call(me)) is None
    assert read(desk, first).calls[0].outcome is Outcome.CONNECTED


def test_words_typed_and_not_given_are_found_by_their_field(desk: Desk) -> None:
    lead_id = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    desk.workspace.keep(drafts.save(desk_place(lead_id, "words.need"), "half a", at=1))
    desk.workspace.keep(drafts.save(desk_place(uuid4(), "words.need"), "not mine", at=1))

    assert dict(read(desk, lead_id).drafts) == {"words.need": "half a"}


def test_a_colleagues_recent_contact_and_too_many_attempts_are_warned_of(desk: Desk) -> None:
    me = desk.members[Role.SDR]
    lead_id = a_lead(desk.workspace, owner_id=me, company="Acme")
    for _ in range(4):
        desk.workspace.execute(
            LogContact(
                activity_id=uuid4(), lead_id=lead_id, activity_kind="message", is_connected=False, words="hi"
            )
        )

    mine = read(desk, lead_id).warnings
    desk.clock.forward(hours=12)
    at_night = read(desk, lead_id).warnings

    assert (mine.attempts, mine.attempts_limit, mine.recent) == (4, 3, None)
    assert mine.there is not None
    assert not mine.there.is_off
    assert at_night.there is not None
    assert at_night.there.is_off


def test_a_paused_run_is_still_the_live_one(desk: Desk) -> None:
    lead_id = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    run_id = start(desk, lead_id)
    answer(desk, run_id, "need")
    desk.workspace.execute(PauseRun(run_id=run_id))

    shown = read(desk, lead_id)

    assert shown.run is not None
    assert shown.run.state is RunState.PAUSED
    assert "need" in shown.answers
