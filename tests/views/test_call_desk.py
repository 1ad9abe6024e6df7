"""The call desk by keyboard alone: a whole call, its words, its end, and every designed state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.clock import DAY, HOUR
from app.models.vocabulary import AnswerState, Outcome, Role, RunState, StageKind
from app.services import drafts
from app.services.call_desk import call_desk, running_call
from app.services.call_desk_rows import CallDesk
from app.services.calls import StartCall
from app.services.handover import ReturnHandover, SubmitHandover
from app.services.merging import MergeLeads
from app.services.script import FinishRun, RecordAnswer, StartRun
from app.views.call_desk_page import CallDeskPage
from app.views.i18n import Language, Languages
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.leads import a_lead
from tests.views.live import CTRL, KEY, Live, live_window

type Open = Callable[..., Live]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def dialled() -> list[str]:
    return []


@pytest.fixture
def show(
    qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages, dialled: list[str]
) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(lead_id: UUID | None = None, **more: object) -> Live:
            def page(surroundings: Surroundings) -> CallDeskPage:
                return CallDeskPage(surroundings, me=desk.workspace.member_id, dial=dialled.append)

            live = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, **more))  # type: ignore[arg-type]
            if lead_id is not None:
                live.window.go("page", lead_id)
                live.settle()
            return live

        yield made


def mine(desk: Desk, **fields: object) -> UUID:
    return a_lead(desk.workspace, owner_id=desk.members[Role.SDR], **fields)


def read(desk: Desk, lead_id: UUID) -> CallDesk:
    now = desk.clock()
    found = desk.workspace.read(
        call_desk(lead_id, desk.workspace.member_id, now=now, next_monday_at=now + DAY)
    )
    assert found is not None
    return found


def a_run(desk: Desk, lead_id: UUID, answers: dict[str, AnswerState], *, finished: bool = True) -> UUID:
    run_id = uuid4()
    desk.workspace.execute(StartRun(run_id=run_id, lead_id=lead_id))
    for key, state in answers.items():
        desk.workspace.execute(
            RecordAnswer(run_id=run_id, question_key=key, state=state, words=f"words on {key}")
        )
    if finished:
        desk.workspace.execute(FinishRun(run_id=run_id, words=""))
    return run_id


def all_good(desk: Desk, lead_id: UUID) -> dict[str, AnswerState]:
    return {q.key: AnswerState.GOOD for q in read(desk, lead_id).questions if q.counts}


# A whole call --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_a_whole_call_goes_by_keys_from_dialling_to_the_hand_over(
    show: Open, desk: Desk, dialled: list[str], language: Language
) -> None:
    """Dial, ten answers, the contact's words, the card, the end: without the mouse."""
    lead_id = mine(desk, company="华东精密", contact_name="赵敏", phone="+8613800138000")
    live = show(lead_id, language=language)
    assert live.sees("华东精密")
    assert live.sees("+86 138 0013 8000")

    live.press(KEY.Key_D)
    assert dialled == ["tel:+8613800138000"]
    assert live.sees("00:00")
    live.press(KEY.Key_M)
    live.type("三个厂区, 200 machines")
    live.press(KEY.Key_Escape, KEY.Key_W)
    live.type("盘点差了两百台 1 2 3")
    live.press(KEY.Key_Escape)
    for _ in range(10):
        live.press(KEY.Key_1)
    assert live.page.next.ring.pct == 100  # type: ignore[attr-defined]
    live.press(KEY.Key_H)
    assert live.sees("盘点差了两百台 1 2 3")
    live.type("Thursday")
    live.press(KEY.Key_Return, held=CTRL)
    assert read(desk, lead_id).stage.kind is StageKind.SALES_VALIDATING
    assert len(live.toasts()) == 1

    after = read(desk, lead_id)
    assert after.call is None
    assert after.calls[0].outcome is Outcome.CONNECTED
    assert after.handover is not None
    assert after.ended_answers["need"].words == "盘点差了两百台 1 2 3"
    assert after.drafts == {}


def test_handing_over_from_the_end_of_the_call_ends_it_in_the_same_breath(show: Open, desk: Desk) -> None:
    """H while the end is asked: one transaction closes script, card and call."""
    lead_id = mine(desk)
    a_run(desk, lead_id, all_good(desk, lead_id), finished=False)
    live = show(lead_id)
    live.press(KEY.Key_D, KEY.Key_E, KEY.Key_1, KEY.Key_H)
    assert live.sees("Hand over and end the call")
    live.press(KEY.Key_Return, held=CTRL)

    after = read(desk, lead_id)
    assert after.handover is not None
    assert after.call is None
    assert live.sees("Handed over to Chen Wei")


def test_a_call_nobody_answers_is_ended_with_three_keys(show: Open, desk: Desk) -> None:
    """E, 2, Enter: another try in two hours is proposed and promised."""
    lead_id = mine(desk)
    live = show(lead_id)
    live.press(KEY.Key_D, KEY.Key_E, KEY.Key_2, KEY.Key_Return)

    after = read(desk, lead_id)
    assert after.calls[0].outcome is Outcome.NO_ANSWER
    assert after.promise is not None
    assert 2 * HOUR <= after.promise.due_at - desk.clock() < 2 * HOUR + 5 * 60_000_000
    assert after.promise.why == "retry"
    assert live.sees("Next lead")


def test_no_call_ends_without_a_next_step(show: Open, desk: Desk) -> None:
    """What lacks is said; nothing is given."""
    live = show(mine(desk))
    live.press(KEY.Key_D, KEY.Key_E, KEY.Key_1, KEY.Key_Return)

    assert live.sees("Choose what happens next")
    assert desk.workspace.read(running_call(desk.workspace.member_id)) is not None


def test_a_dated_step_pauses_a_script_that_is_not_through(show: Open, desk: Desk) -> None:
    lead_id = mine(desk)
    live = show(lead_id)
    live.press(KEY.Key_D, KEY.Key_1, KEY.Key_2, KEY.Key_E, KEY.Key_1, KEY.Key_T, KEY.Key_Return)

    after = read(desk, lead_id)
    assert after.run is not None
    assert after.run.state is RunState.PAUSED
    live.press(KEY.Key_A)
    assert live.sees("Question 3 of 10")
    live.press(KEY.Key_1)
    again = read(desk, lead_id).run
    assert again is not None
    assert again.state is RunState.OPEN


def test_after_the_end_one_key_opens_the_next_lead(show: Open, desk: Desk) -> None:
    first = mine(desk, company="First", score=10)
    mine(desk, company="Second", score=5)
    live = show(first)
    live.press(KEY.Key_D, KEY.Key_E, KEY.Key_2, KEY.Key_Return, KEY.Key_N)

    assert live.sees("Second")


def test_keys_count_on_every_lead_that_is_opened(show: Open, desk: Desk) -> None:
    first, second = mine(desk), mine(desk)
    live = show(first)
    live.press(KEY.Key_1)
    live.window.go("page", second)
    live.settle()
    live.press(KEY.Key_2)

    assert read(desk, second).answers["need"].given.state is AnswerState.WEAK


# The script ----------------------------------------------------------------------------------------------------


def test_a_number_answers_at_once_and_goes_on_by_the_flow(show: Open, desk: Desk) -> None:
    """A follow-on question comes up where its answer opens it; answering again corrects."""
    lead_id = mine(desk)
    live = show(lead_id)
    assert live.sees("Question 1 of 10")
    live.press(KEY.Key_3)
    assert live.sees("Follow-on question")
    live.press(KEY.Key_BracketLeft, KEY.Key_1)

    assert read(desk, lead_id).answers["need"].given.choice == "clear_fit"
    assert live.sees("Question 2 of 10")


def test_letters_and_numbers_are_text_while_somebody_types(show: Open, desk: Desk) -> None:
    """No single key fires inside a field."""
    lead_id = mine(desk)
    live = show(lead_id)
    live.press(KEY.Key_W)
    live.type("1 x h e g d n")

    assert live.page.script.words.toPlainText() == "1 x h e g d n"  # type: ignore[attr-defined]
    live.qtbot.waitUntil(lambda: read(desk, lead_id).drafts == {"words.need": "1 x h e g d n"}, timeout=3_000)
    after = read(desk, lead_id)
    assert (after.run, after.call) == (None, None)


def test_words_that_fit_no_answer_are_judged(show: Open, desk: Desk) -> None:
    """A judgement without words asks for them first, and Enter gives both."""
    lead_id = mine(desk)
    live = show(lead_id)
    live.press(KEY.Key_K)
    assert live.sees("Enter keeps it as: Weak")
    live.type("hard to say")
    live.press(KEY.Key_Return)

    line = read(desk, lead_id).answers["need"]
    assert (line.given.state, line.given.choice, line.words) == (AnswerState.WEAK, None, "hard to say")
    assert live.sees("Question 2 of 10")


def test_words_can_be_added_to_an_answer_given_before(show: Open, desk: Desk) -> None:
    lead_id = mine(desk)
    live = show(lead_id)
    live.press(KEY.Key_1, KEY.Key_BracketLeft, KEY.Key_W)
    live.type("added later")
    live.press(KEY.Key_Escape)

    line = read(desk, lead_id).answers["need"]
    assert (line.given.choice, line.words) == ("clear_fit", "added later")


def test_a_disqualifying_answer_stops_and_its_reason_is_one_key_away(show: Open, desk: Desk) -> None:
    lead_id = mine(desk)
    live = show(lead_id)
    live.press(KEY.Key_5)
    assert live.sees("An answer disqualifies this lead")
    live.press(KEY.Key_X)
    live.press(KEY.Key_Return, held=CTRL)

    assert read(desk, lead_id).stage.kind is StageKind.NURTURE
    assert live.sees("Disqualified: Needs something we do not do")


def test_a_disqualifying_answer_by_mistake_is_corrected(show: Open, desk: Desk) -> None:
    lead_id = mine(desk)
    live = show(lead_id)
    live.press(KEY.Key_5, KEY.Key_U)
    assert live.sees("Question 1 of 10")
    live.press(KEY.Key_1)

    after = read(desk, lead_id)
    assert after.run is not None
    assert after.answers["need"].given.state is AnswerState.GOOD


def test_a_delta_call_opens_at_what_is_open_and_confirms_the_rest_by_key(show: Open, desk: Desk) -> None:
    lead_id = mine(desk)
    answers = all_good(desk, lead_id) | {"project_approved": AnswerState.WEAK}
    a_run(desk, lead_id, answers)
    desk.clock.forward(days=5)
    live = show(lead_id)
    assert live.sees("not qualified yet")
    live.press(KEY.Key_A)
    assert live.sees("Project approved")
    live.press(KEY.Key_1)
    live.press(KEY.Key_C, held=SHIFT)

    after = read(desk, lead_id)
    assert after.run is not None
    assert after.run.is_delta
    assert all(not line.given.is_carried or line.given.is_confirmed for line in after.answers.values())
    assert live.sees("Nothing is missing")


def test_a_question_a_branch_jumps_over_is_shown_as_skipped(show: Open, desk: Desk) -> None:
    lead_id = mine(desk)
    live = show(lead_id)
    page = live.page
    assert isinstance(page, CallDeskPage)
    live.press(*([KEY.Key_BracketRight] * 6))
    live.press(KEY.Key_4)

    assert "Budget · skipped by an answer" in page.rail.accessibleDescription()
    assert live.sees("Question 9 of 10")


def test_words_given_with_what_is_refused_are_not_lost(show: Open, desk: Desk) -> None:
    """Somebody else hands the lead over first: the refusal says so, the words are still there."""
    lead_id = mine(desk)
    run_id = a_run(desk, lead_id, all_good(desk, lead_id))
    live = show(lead_id)
    live.press(KEY.Key_X, KEY.Key_1, KEY.Key_W)
    live.type("long story")
    desk.workspace.execute(
        SubmitHandover(handover_id=uuid4(), lead_id=lead_id, run_id=run_id, words=""),
        as_member=desk.members[Role.TEAM_LEAD],
    )
    live.press(KEY.Key_Return, held=CTRL)

    assert len(live.toasts()) == 1
    assert read(desk, lead_id).drafts == {"closing": "long story"}


def test_what_is_missing_is_listed_and_leads_there(show: Open, desk: Desk) -> None:
    """H on a lead that is not ready shows why; a number jumps to the question."""
    lead_id = mine(desk)
    a_run(desk, lead_id, all_good(desk, lead_id) | {"timing": AnswerState.REFUSED}, finished=False)
    live = show(lead_id)
    live.press(KEY.Key_H)
    assert live.sees("Not ready to hand over")
    assert live.sees("Timing and next step: not answered well")
    live.press(KEY.Key_1)

    assert not live.sees("Not ready to hand over")
    assert live.sees("Question 10 of 10")


# Words survive -------------------------------------------------------------------------------------------------


def test_an_interrupted_call_comes_back_with_its_notes(show: Open, desk: Desk) -> None:
    """As after a crash: the activity is open, the notes are kept; one key goes on."""
    lead_id, call_id = mine(desk, contact_name="Anna Keller"), uuid4()
    desk.workspace.execute(StartCall(activity_id=call_id, lead_id=lead_id, phone="+8613800000000"))
    at = desk.clock.forward(minutes=12)
    desk.workspace.keep(drafts.save(drafts.call_place(call_id), "wants a quote", at=at))
    desk.clock.forward(minutes=30)
    live = show()
    assert live.sees("Your call with Anna Keller was interrupted: 12 min, notes kept.")
    assert live.sees("wants a quote")
    live.press(KEY.Key_B)
    assert not live.sees("was interrupted")
    live.press(KEY.Key_E, KEY.Key_1, KEY.Key_S, KEY.Key_Return)

    assert desk.workspace.read(running_call(desk.workspace.member_id)) is None
    assert desk.workspace.read(drafts.kept_words()) == []
    assert live.sees("wants a quote")


def test_notes_are_on_the_disk_a_moment_after_they_are_typed(show: Open, desk: Desk) -> None:
    live = show(mine(desk))
    live.press(KEY.Key_D, KEY.Key_M)
    live.type("first words")
    live.qtbot.waitUntil(lambda: _notes(desk) == "first words", timeout=3_000)


def _notes(desk: Desk) -> str:
    call = desk.workspace.read(running_call(desk.workspace.member_id))
    return call.notes if call else ""


# Designed states -----------------------------------------------------------------------------------------------


def test_without_a_lead_the_next_one_is_a_key_away(show: Open, desk: Desk) -> None:
    mine(desk, company="Waiting Ltd")
    live = show()
    assert live.sees("No lead is open")
    live.press(KEY.Key_N)

    assert live.sees("Waiting Ltd")


def test_a_lead_without_a_phone_says_what_to_do(show: Open, desk: Desk, dialled: list[str]) -> None:
    live = show(mine(desk, phone=None, email="a@b.example"))
    live.press(KEY.Key_D)

    assert dialled == []
    assert live.sees("No phone")


def test_a_lead_of_somebody_else_can_be_seen_and_not_asked(show: Open, desk: Desk) -> None:
    lead_id = a_lead(desk.workspace, owner_id=desk.wear(Role.TEAM_LEAD))
    desk.wear(Role.SDR)
    live = show(lead_id)
    assert live.sees("works on this lead")
    live.press(KEY.Key_1, KEY.Key_X)

    assert read(desk, lead_id).run is None


def test_a_lead_nobody_owns_is_claimed_by_key(show: Open, desk: Desk) -> None:
    live = show(a_lead(desk.workspace))
    assert live.sees("Nobody owns this lead")
    live.press(KEY.Key_A)

    assert live.sees("Question 1 of 10")


def test_a_finished_run_says_whether_it_qualifies(show: Open, desk: Desk) -> None:
    good, core = mine(desk), mine(desk)
    a_run(desk, good, all_good(desk, good))
    a_run(desk, core, all_good(desk, core) | {"need": AnswerState.WEAK})
    live = show(good)
    assert live.sees("Qualified at 100%")
    live.window.go("page", core)
    live.settle()

    assert live.sees("Script finished at 90%: not qualified yet")


def test_a_rep_who_asks_back_is_answered_here(show: Open, desk: Desk) -> None:
    lead_id = mine(desk)
    run_id, handover_id = a_run(desk, lead_id, all_good(desk, lead_id)), uuid4()
    desk.workspace.execute(SubmitHandover(handover_id=handover_id, lead_id=lead_id, run_id=run_id, words=""))
    rep = read(desk, lead_id)
    for role in (Role.REP, Role.SALES_LEAD):
        desk.wear(role)
        if desk.workspace.why_not(ReturnHandover(handover_id=handover_id, words="Which plant?")) == []:
            desk.workspace.execute(ReturnHandover(handover_id=handover_id, words="Which plant?"))
            break
    desk.wear(Role.SDR)
    live = show(lead_id)
    assert rep.handover is not None
    assert live.sees("Which plant?")
    live.press(KEY.Key_H)
    live.type("The one in Berlin")
    live.press(KEY.Key_Return, held=CTRL)

    after = read(desk, lead_id)
    assert after.stage.kind is StageKind.SALES_VALIDATING
    assert live.sees("Handed over to Chen Wei")


def test_a_contact_beside_the_phone_is_logged(show: Open, desk: Desk) -> None:
    lead_id = mine(desk)
    live = show(lead_id)
    live.press(KEY.Key_L, KEY.Key_1)
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Write a few words first.")
    live.type("sent the brochure")
    live.press(KEY.Key_Return, held=CTRL)

    assert live.sees("sent the brochure")
    assert read(desk, lead_id).warnings.attempts == 1


@pytest.mark.parametrize("language", list(Language))
def test_every_stop_of_the_focus_has_a_name(show: Open, desk: Desk, language: Language) -> None:
    lead_id = mine(desk)
    live = show(lead_id, language=language)
    found = live.nameless()
    live.press(KEY.Key_D, KEY.Key_E)
    found += live.nameless()
    live.press(KEY.Key_Escape, KEY.Key_X)
    found += live.nameless()
    live.press(KEY.Key_Escape, KEY.Key_H)

    assert found + live.nameless() == []


def test_everything_essential_stands_in_sight_on_a_laptop(show: Open, desk: Desk) -> None:
    """1366 by 768: no part of the desk is squeezed under what it needs."""
    live = show(mine(desk))
    page = live.page
    assert isinstance(page, CallDeskPage)
    for key in (KEY.Key_D, *([KEY.Key_BracketRight] * 9)):
        live.press(key)
        shown = [part for part in page.script.choices if part.isVisible()]
        assert all(part.height() >= part.minimumSizeHint().height() for part in shown)
        assert page.script.ask.height() >= page.script.ask.heightForWidth(page.script.ask.width())


def test_a_record_that_is_merged_while_open_goes_on_under_the_lead_it_became_part_of(
    show: Open, desk: Desk
) -> None:
    """Somebody else may merge it meanwhile; links to it still lead somewhere."""
    owner_id = desk.members[Role.SDR]
    kept = a_lead(desk.workspace, owner_id=owner_id, company="Acme Holdings")
    gone = a_lead(desk.workspace, owner_id=owner_id, company="Acme")
    live = show(gone)
    wish = MergeLeads(kept_id=kept, gone_id=gone, take=(), take_custom=(), knowingly=True)

    desk.workspace.execute(wish)
    live.settle()

    assert live.sees("Acme Holdings")
    live.window.go("page", gone)
    live.settle()
    assert live.sees("Acme Holdings")
