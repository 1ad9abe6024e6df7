"""Review by keyboard: both sides of a case on one screen, the verdicts, and the way back of a refused lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.clock import to_micros
from app.models.handover import Handover
from app.models.people import Member
from app.models.review import GuardOverride, Review
from app.models.vocabulary import Outcome, Role
from app.services.calls import LogContact
from app.services.script import FinishRun
from app.views import formats
from app.views.call_desk_page import CallDeskPage
from app.views.i18n import Language, Languages
from app.views.page import Page
from app.views.review_page import ReviewPage
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.handovers import a_rep
from tests.refusals import a_call, called_unclear, confirmed, lead, override, recorded, refused
from tests.stories import begun, only_reps, row, rows, stage, submission
from tests.views.live import CTRL, KEY, Live, live_window
from tests.views.sounds import silent, spoken

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with two reps, worked on as the team lead."""
    with open_desk(tmp_path) as made:
        only_reps(made, [made.members[Role.REP], a_rep(made, "Wang Fang")])
        made.wear(Role.TEAM_LEAD)
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(lead_id: UUID | None = None, **more: object) -> Live:
            def page(surroundings: Surroundings) -> Page[object]:
                member = desk.workspace.member_id
                if lead_id is not None:
                    return CallDeskPage(surroundings, me=member, dial=lambda _link: None)
                return ReviewPage(surroundings, member, tmp_path / "recordings", silent)

            live = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, **more))  # type: ignore[arg-type]
            if lead_id is not None:
                live.window.go("page", lead_id)
                live.settle()
            return live

        yield made


def a_case(desk: Desk, company: str = "华东精密") -> Handover:
    """Let a rep visit, record what contradicts the card, and refuse."""
    handover = refused(desk, "budget", company=company)
    visit = LogContact(
        activity_id=uuid4(),
        lead_id=handover.lead_id,
        activity_kind="visit",
        is_connected=True,
        words="Met the CFO.",
    )
    desk.workspace.execute(visit, as_member=handover.rep_id)
    desk.workspace.execute(recorded(handover.id, commercial_state="no_budget"), as_member=handover.rep_id)
    desk.clock.forward(days=2, hours=3)
    return handover  # type: ignore[no-any-return]


def test_a_case_shows_both_sides_on_one_screen(show: Open, desk: Desk) -> None:
    """The card, the record, the reason with its marks, the contacts, the contradiction, and how long it waits."""
    a_case(desk)
    live = show()

    for text in (
        "华东精密", "2 d 3 h ago", "No money this year.", "Proved wrong: Budget", "What the rep recorded", "No budget",
        "Contradicted by the record: Commercial state: No budget", "Met the CFO.", "Since the refusal",
        "Before it may be handed over again", "To judge  1",
    ):  # fmt: skip
        assert live.sees(text), text
    assert live.nameless() == []


def test_names_can_be_hidden_on_both_sides(show: Open, desk: Desk) -> None:
    """B hides who handed over and who refused, in the list too; B again shows them."""
    handover = a_case(desk)
    live = show()
    rep = next(one.name for one in _members(desk) if one.id == handover.rep_id)
    assert live.sees(rep)
    live.press(KEY.Key_B)
    assert not live.sees("Chen Wei")
    assert not live.sees("Wang Fang")
    assert live.sees("the rep")
    live.press(KEY.Key_B)

    assert live.sees(rep)


@pytest.mark.parametrize("language", list(Language))
def test_a_verdict_by_keys_moves_on_to_the_next_case(show: Open, desk: Desk, language: Language) -> None:
    """R, a cause by arrows, words, Ctrl+Enter: the oldest is settled, the next one stands there."""
    first = a_case(desk, "华东精密")
    a_case(desk, "北方重工")
    live = show(language=language)
    assert live.page.panel.case.handover.id == first.id  # type: ignore[attr-defined]
    live.press(KEY.Key_R, KEY.Key_Down, KEY.Key_Down)
    live.press(KEY.Key_Tab)
    live.type("Nobody asked for the budget.")
    live.press(KEY.Key_Return, held=CTRL)
    [verdict] = rows(desk, Review)

    assert (verdict.handover_id, verdict.verdict, verdict.cause) == (first.id, "refusal_right", "cause_sdr")
    assert verdict.words == "Nobody asked for the budget."
    assert stage(desk, first.lead_id) == "market_not_passed"
    assert live.sees("北方重工")
    assert len(live.toasts()) == 1
    live.press(KEY.Key_BracketLeft)
    assert live.sees("华东精密")


def test_a_verdict_needs_cause_and_words(show: Open, desk: Desk) -> None:
    """Nothing is sent before both are there; Escape puts it away and keeps the words."""
    a_case(desk)
    live = show()
    live.press(KEY.Key_H)
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Pick the cause first.")
    live.press(KEY.Key_Down)
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Say in a few words why; both sides read it.")
    live.type("Never called.")
    live.press(KEY.Key_Escape, KEY.Key_H)
    assert live.sees("Never called.")
    live.press(KEY.Key_Return, held=CTRL)
    [verdict] = rows(desk, Review)

    assert verdict.verdict == "handover_right"
    assert row(desk, Handover, verdict.again_id).rep_id != row(desk, Handover, verdict.handover_id).rep_id


def test_a_refused_lead_comes_back_only_by_contact_answer_and_days(show: Open, desk: Desk) -> None:
    """Unclear; a call nobody answers; a talk that confirms the doubt; the fifth working day; another rep."""
    handover = refused(desk, "budget", company="华东精密")
    live = show()
    live.press(KEY.Key_U, KEY.Key_Down)
    live.press(KEY.Key_Tab)
    live.type("Ask again who pays.")
    live.press(KEY.Key_Return, held=CTRL)
    assert stage(desk, handover.lead_id) == "market_validating"
    assert live.sees("Nothing waits for a verdict")
    live.window.close()

    desk.wear(Role.SDR)
    a_call(desk, handover.lead_id, Outcome.NO_ANSWER)
    until = formats.date_time(to_micros(datetime(2026, 3, 9, 1, tzinfo=UTC)))  # nine in Shanghai
    live = show(handover.lead_id)
    live.press(KEY.Key_H)
    for missing in (
        "Speak with the contact", "While you speak, ask again or have confirmed: Budget",
        f"Wait until {until}: 5 working days after the refusal",
    ):  # fmt: skip
        assert live.sees(missing), missing
    live.press(KEY.Key_Escape)

    run_id = begun(desk, handover.lead_id)
    finish = FinishRun(run_id=run_id, words="")
    a_call(desk, handover.lead_id, Outcome.CONNECTED, confirmed(run_id, "budget"), finish)
    live.settle()
    live.press(KEY.Key_H)
    assert not live.sees("Speak with the contact")
    assert live.sees(f"Wait until {until}")
    live.press(KEY.Key_Return, held=CTRL)
    assert len(rows(desk, Handover)) == 1
    live.press(KEY.Key_Escape)

    desk.clock.at = handover.submitted_at
    desk.clock.forward(days=7)
    live.page.reload()
    live.settle()
    live.press(KEY.Key_H)
    assert live.sees("Words to the rep")
    live.press(KEY.Key_Return, held=CTRL)
    [again] = [one for one in rows(desk, Handover) if one.id != handover.id]

    assert again.rep_id not in (None, handover.rep_id)
    assert again.follows_id == handover.id


def test_an_override_opens_the_way_at_once_and_is_counted(show: Open, desk: Desk) -> None:
    """O, a reason, words: the submit button is free, and the override stands in the case."""
    handover = refused(desk, "budget", company="华东精密")
    lead(desk, called_unclear(handover.id))
    live = show()
    live.press(KEY.Key_BracketRight)
    assert live.sees("Wait") is False
    live.press(KEY.Key_O, KEY.Key_Down)
    live.press(KEY.Key_Tab)
    live.type("They rang us.")
    live.press(KEY.Key_Return, held=CTRL)
    [counted] = rows(desk, GuardOverride)
    assert (counted.handover_id, counted.reason, counted.words) == (
        handover.id, "override_customer_asked", "They rang us.",
    )  # fmt: skip
    assert live.sees("A team lead lifted the waiting time.")
    live.window.close()

    desk.wear(Role.SDR)
    live = show(handover.lead_id)
    live.press(KEY.Key_H)
    live.press(KEY.Key_Return, held=CTRL)
    assert [one.follows_id for one in rows(desk, Handover) if one.id != handover.id] == [handover.id]


def test_what_was_handed_over_again_is_no_case_any_more(show: Open, desk: Desk) -> None:
    """No verdict moves it; the screen says why."""
    handover = refused(desk, "budget", company="华东精密")
    lead(desk, called_unclear(handover.id))
    lead(desk, override(handover.id))
    desk.workspace.execute(submission(handover.lead_id, handover.run_id), as_member=desk.members[Role.SDR])
    live = show()
    live.press(KEY.Key_BracketLeft)

    assert live.sees("The lead was handed over again since; the case is closed.")
    live.press(KEY.Key_R)
    assert live.page.sheet.asking is None  # type: ignore[attr-defined]


def test_who_handed_over_is_told_before_judging_their_own_case(show: Open, desk: Desk) -> None:
    """It is not forbidden: a team may have one team lead only; nobody does it unawares."""
    handover = a_case(desk)
    with desk.database.write() as db:
        db.execute(
            update(Handover)
            .where(Handover.id == handover.id)
            .values(submitted_by_id=desk.members[Role.TEAM_LEAD])
        )
    live = show()

    assert live.sees("You handed this lead over yourself: let another team lead judge it")


def _members(desk: Desk) -> list[Any]:
    return rows(desk, Member)


def test_a_recording_is_attached_to_a_call_and_played_with_marks_at_the_questions(
    show: Open, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    """Dropped onto the call; numbers go to the questions answered in it, Space pauses, Escape puts it away."""
    handover = refused(desk, "budget", company="华东精密")
    lead(desk, called_unclear(handover.id))
    run_id = begun(desk, handover.lead_id)
    a_call(
        desk, handover.lead_id, Outcome.CONNECTED, confirmed(run_id, "budget"), confirmed(run_id, "timing")
    )
    sound = tmp_path / "call 1.wav"
    spoken(sound, seconds=200)
    live = show()
    live.press(KEY.Key_BracketRight)
    assert live.sees("Attach a recording…")
    page: ReviewPage = live.page  # type: ignore[assignment]
    assert page.panel.case is not None
    call = next(one for one in page.panel.case.contacts if one.kind.value == "call")
    page.recordings.attach(call.id, str(sound))
    live.settle()
    assert live.sees("Listen to call 1.wav")
    assert live.toasts()[-1] == "Attached: call 1.wav"

    [recording] = next(one for one in page.panel.case.contacts if one.id == call.id).recordings
    page.recordings.listen(recording)
    live.settle()
    player = page.panel.player
    assert [(mark.title, mark.at_ms) for mark in player.marks] == [
        ("Budget", 60_000), ("Timing and next step", 120_000),
    ]  # fmt: skip
    live.press(KEY.Key_2, KEY.Key_Space)
    assert live.sees("2  Timing and next step")
    assert live.sees("02:00 / 03:20")
    live.press(KEY.Key_Left)
    assert live.sees("01:55 / 03:20")
    assert live.nameless() == []
    live.press(KEY.Key_Escape)
    assert not player.isVisible()


def test_a_file_that_is_no_sound_is_refused_with_a_sentence(show: Open, desk: Desk, tmp_path: Path) -> None:
    """Nothing is attached, and nothing is copied."""
    handover = refused(desk, "budget")
    a_call(desk, handover.lead_id, Outcome.CONNECTED)
    live = show()
    page: ReviewPage = live.page  # type: ignore[assignment]
    assert page.panel.case is not None
    for name in ("call.wav", "call.docx"):
        path = tmp_path / name
        path.write_bytes(b"no sound at all")
        page.recordings.attach(page.panel.case.contacts[0].id, str(path))
        live.settle()

    assert len(live.toasts()) == 2
    assert not (tmp_path / "recordings").exists()
