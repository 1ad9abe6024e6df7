"""The inbox by keyboard: deciding, marking, asking back, answering, choosing; decided once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.models.vocabulary import AnswerState, HandoverState, Role
from app.services.catalogue import BY_KIND
from app.services.drafts import kept_words
from app.services.handover import AcceptHandover, ReturnHandover
from app.services.handover_view import HandoverView, handover_view
from app.services.kernel.command import all_guards
from app.services.review_case import review_case
from app.views.i18n import Language, Languages
from app.views.inbox_page import InboxPage
from app.views.refusal_sentences import SENTENCES
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.handovers import a_handover, a_rep, a_run
from tests.services.test_inbox import retire_sales_lead, wait_for_a_person
from tests.views.live import ALT, CTRL, KEY, SHIFT, Live, live_window

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, role=Role.REP) as made:
        retire_sales_lead(made)
        made.wear(Role.REP)
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(**more: object) -> Live:
            def page(surroundings: Surroundings) -> InboxPage:
                return InboxPage(surroundings, desk.workspace.member_id)

            return stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, **more))  # type: ignore[arg-type]

        yield made


def whole(desk: Desk, handover_id: UUID) -> HandoverView:
    found = desk.workspace.read(handover_view(handover_id, desk.clock()))
    assert found is not None
    return found


def test_a_rep_refuses_with_two_marked_answers(show: Open, desk: Desk) -> None:
    """Marks by number keys, a reason by arrows, words, Ctrl+Enter; the mouse is never touched."""
    handover_id = a_handover(desk, company="华东精密")
    live = show()
    assert live.sees("华东精密")
    live.press(KEY.Key_1, KEY.Key_X, KEY.Key_2)
    live.press(KEY.Key_Down, KEY.Key_Down)
    live.press(KEY.Key_Tab)
    live.type("2 people, no budget at all")
    live.press(KEY.Key_Return, held=CTRL)

    view = whole(desk, handover_id)
    assert view.state is HandoverState.REFUSED
    assert view.reason is not None
    assert view.reason.en == "Not a decision maker, and no way to one"
    assert view.decision_words == "2 people, no budget at all"
    assert [line.key for line in view.lines if line.is_marked] == ["need", "present_situation"]
    assert live.toasts() == ["Refused: 华东精密"]
    assert live.sees("Nothing waits for a decision")


def test_refusing_without_a_reason_or_words_says_what_is_missing(show: Open, desk: Desk) -> None:
    """Nothing is sent; the focus goes where something is missing."""
    handover_id = a_handover(desk)
    live = show()
    live.press(KEY.Key_X)
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Pick a reason first.")
    live.press(KEY.Key_Down)
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Say in a few words what you found instead.")

    live.type("None of it was true")
    live.press(KEY.Key_Return, held=CTRL)
    assert whole(desk, handover_id).state is HandoverState.REFUSED


def test_numbers_mark_while_one_writes_with_alt(show: Open, desk: Desk) -> None:
    """In the words a figure is a figure; with Alt it marks, and a second time takes the mark back."""
    a_handover(desk)
    live = show()
    live.press(KEY.Key_X, KEY.Key_Tab)
    live.press(KEY.Key_3)
    live.press(KEY.Key_3, held=ALT)

    assert live.sees("Proved wrong: Tool in use")
    assert "3" in live.texts()
    live.press(KEY.Key_3, held=ALT)
    assert not live.sees("Proved wrong: Tool in use")


def test_what_was_not_asked_cannot_be_marked(show: Open, desk: Desk) -> None:
    """A question nobody asked has no answer that could prove wrong."""
    a_handover(desk, good=6)
    live = show()
    missing = next(
        at
        for at, line in enumerate(whole(desk, live.page._view.id).lines, 1)  # type: ignore[attr-defined]
        if line.state is AnswerState.NOT_ASKED
    )
    live.press(KEY(KEY.Key_0.value + missing % 10))

    assert not live.sees("proved wrong")


def test_a_rep_accepts_and_goes_on_with_the_next(show: Open, desk: Desk) -> None:
    """A, Ctrl+Enter; the list moves up by itself."""
    first = a_handover(desk, company="First")
    desk.clock.tick()
    a_handover(desk, company="Second")
    live = show()
    live.press(KEY.Key_A)
    live.press(KEY.Key_Return, held=CTRL)

    assert whole(desk, first).state is HandoverState.ACCEPTED
    assert live.page._view.company == "Second"  # type: ignore[attr-defined]
    live.press(KEY.Key_BracketLeft)
    assert live.sees("Accepted by Chen Wei")


def test_a_question_goes_out_and_its_answer_comes_back(show: Open, desk: Desk) -> None:
    """The rep returns it; under the SDR's hat the question stands there, and is answered."""
    handover_id = a_handover(desk, company="Solarmar")
    live = show()
    live.press(KEY.Key_R)
    live.type("Who signs?")
    live.press(KEY.Key_Return, held=CTRL)
    assert whole(desk, handover_id).state is HandoverState.RETURNED
    desk.clock.tick()
    live.wear(Role.SDR)
    assert live.sees("Who signs?")
    live.press(KEY.Key_A)
    live.type("The plant manager")
    live.press(KEY.Key_Return, held=CTRL)

    view = whole(desk, handover_id)
    assert view.state is HandoverState.OPEN
    assert view.events[-1].words == "The plant manager"
    live.wear(Role.REP)
    assert live.sees("The question was answered, so it went back to Chen Wei.")


def test_escape_keeps_what_was_typed(show: Open, desk: Desk) -> None:
    """Putting the sheet away loses no words."""
    a_handover(desk)
    live = show()
    live.press(KEY.Key_R)
    live.type("Half a question")
    live.press(KEY.Key_Escape)
    assert not live.sees("Half a question")
    live.press(KEY.Key_R)

    assert live.sees("Half a question")


def test_words_survive_another_hat_and_a_crash(show: Open, desk: Desk) -> None:
    """They are on the disk while they are typed, offered again, and forgotten once sent."""
    handover_id = a_handover(desk)
    live = show()
    live.press(KEY.Key_R)
    live.type("Who else decides?")
    live.qtbot.waitUntil(
        lambda: [one.words for one in desk.workspace.read(kept_words())] == ["Who else decides?"]
    )
    live.wear(Role.TEAM_LEAD)
    live.wear(Role.REP)
    live.press(KEY.Key_R)
    assert live.sees("Who else decides?")
    live.press(KEY.Key_Return, held=CTRL)

    assert whole(desk, handover_id).decision_words == "Who else decides?"
    assert desk.workspace.read(kept_words()) == []


def test_a_second_decision_is_told_who_was_quicker(show: Open, desk: Desk) -> None:
    """Somebody decides while the sheet is open: the sheet says who, and the words stay."""
    handover_id = a_handover(desk)
    live = show()
    live.press(KEY.Key_X, KEY.Key_Down, KEY.Key_Tab)
    live.type("Too late")
    desk.workspace.execute(AcceptHandover(handover_id=handover_id, words=""))
    live.qtbot.waitUntil(lambda: live.sees("This hand-over is already decided by Chen Wei."))
    assert live.sees("Too late")

    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("This hand-over is already decided by Chen Wei.")
    assert whole(desk, handover_id).state is HandoverState.ACCEPTED


def test_a_lead_chooses_the_rep_for_an_important_lead(show: Open, desk: Desk) -> None:
    """Waiting ones stand first; who is away cannot be chosen."""
    lina = a_rep(desk, "Li Na")
    wait_for_a_person(desk)
    handover_id = a_handover(desk, score=300, company="Grid")
    desk.clock.tick()
    desk.wear(Role.TEAM_LEAD)
    live = show()
    assert live.sees("The rule “Important leads” leaves the choice of the rep to a person.")
    live.press(KEY.Key_C)
    while live.page.sheet.options.key() != lina.hex:  # type: ignore[attr-defined]
        live.press(KEY.Key_Down)
    live.press(KEY.Key_Return, held=CTRL)

    view = whole(desk, handover_id)
    assert view.rep_id == lina
    assert live.sees("Chen Wei chose Li Na.")


def test_a_later_run_is_shown_beside_the_card(show: Open, desk: Desk) -> None:
    """What changed since is told apart from what was frozen."""
    handover_id = a_handover(desk, good=6)
    desk.workspace.execute(ReturnHandover(handover_id=handover_id, words="And the rest?"))
    desk.clock.tick()
    desk.wear(Role.SDR)
    a_run(desk, whole(desk, handover_id).lead_id, good=8)
    live = show()

    assert live.sees("with 80%; the card says 60%")
    assert live.sees("6 of 10 answered well")


def test_a_card_from_elsewhere_is_opened_in_its_list(show: Open, desk: Desk) -> None:
    """Another page may lead to any hand-over."""
    a_handover(desk, company="Other")
    accepted = a_handover(desk, company="Wanted")
    desk.workspace.execute(AcceptHandover(handover_id=accepted, words=""))
    live = show()
    live.window.go("page", accepted)
    live.settle()

    assert live.page._view.company == "Wanted"  # type: ignore[attr-defined]
    assert live.sees("Accepted by Chen Wei")


def test_a_sheet_that_is_open_speaks_the_other_language(show: Open, desk: Desk) -> None:
    """Reasons and texts change under the hand; what is picked and typed stays."""
    a_handover(desk)
    live = show()
    live.press(KEY.Key_X, KEY.Key_Down, KEY.Key_Tab)
    live.type("Half a sentence")
    live.press(KEY.Key_L, held=CTRL | SHIFT)

    assert live.sees("没有预算")
    assert live.sees("Half a sentence")
    assert live.page.sheet.options.key() == "refuse_no_budget"  # type: ignore[attr-defined]


def test_searching_narrows_the_list(show: Open, desk: Desk) -> None:
    """Part of a name is enough."""
    a_handover(desk, company="北方重工")
    a_handover(desk, company="南方电子")
    live = show()
    live.press(KEY.Key_Slash)
    live.type("电子")
    live.qtbot.waitUntil(lambda: live.page.list.row_count() == 1)  # type: ignore[attr-defined]

    assert live.sees("南方电子")


@pytest.mark.parametrize("language", list(Language))
def test_everything_that_takes_the_focus_has_a_name(show: Open, desk: Desk, language: Language) -> None:
    """A screen reader can say what it stands on, in the list, in the card and in the sheet."""
    a_handover(desk)
    live = show(language=language)
    assert live.nameless() == []
    live.press(KEY.Key_X)

    assert live.nameless() == []


def test_every_refusal_of_these_decisions_has_a_sentence() -> None:
    """No code reaches a person."""
    kinds = [kind for kind in BY_KIND if kind.startswith(("handover.", "member.", "playbook."))]
    codes = {guard.code for kind in kinds for guard in all_guards(BY_KIND[kind])}

    assert codes - set(SENTENCES) == set()


def test_a_rep_records_what_a_contact_showed_by_keys(show: Open, desk: Desk) -> None:
    """Values by arrows, words typed; Escape keeps them, Ctrl+Enter records them."""
    handover_id = a_handover(desk, company="华东精密")
    live = show()
    live.press(KEY.Key_N)
    assert live.sees("What the contact with 华东精密 showed")
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Fill in at least one field.")
    live.press(KEY.Key_Down, KEY.Key_Tab)
    live.type("the CFO herself")
    assert live.nameless() == []
    live.press(KEY.Key_Escape)
    live.press(KEY.Key_N)
    assert live.sees("the CFO herself")
    live.press(KEY.Key_Return, held=CTRL)
    case = desk.workspace.read(review_case(handover_id, desk.clock()))

    assert case is not None
    [field] = case.records[0].fields
    assert (field.key, field.value and field.value.en, field.words) == (
        "who_met", "Whoever signs", "the CFO herself",
    )  # fmt: skip
    assert live.toasts() == ["Recorded: 华东精密"]
