"""The pipeline by keyboard: deals by stage, moved, valued in place, lost, each with its way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.activity import FollowUp
from app.models.deals import HelpRequest, Passing, Poc, Rival
from app.models.leads import Lead, ReachedMilestone
from app.models.vocabulary import ActivityKind, FollowUpWhy, Role
from app.services.calls import LogContact
from app.services.help_requests import AnswerHelp
from app.views.i18n import Language, Languages
from app.views.pipeline.words import read_day
from app.views.pipeline_page import PipelinePage
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.deals import a_deal, moved, valued
from tests.stories import row, rows, stage
from tests.views.live import ALT, CTRL, KEY, Live, live_window

type Open = Callable[..., Live]
TODAY = 20_514
"""Monday, 2026-03-02."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(role: Role = Role.REP, language: Language = Language.EN, **more: Any) -> Live:
            desk.wear(role)
            went: list[tuple[str, object]] = []

            def page(surroundings: Surroundings) -> PipelinePage:
                page = PipelinePage(surroundings, desk.workspace.member_id)
                page.lead_opened.connect(lambda lead_id: went.append(("lead", lead_id)))
                page.inbox_asked.connect(lambda: went.append(("inbox", None)))
                return page

            live = stack.enter_context(
                live_window(qtbot, desk, tmp_path, languages, page, language=language, **more)
            )
            live.went = went
            return live

        yield made


def board(live: Live) -> Any:
    return live.page.board  # type: ignore[attr-defined]


def told(live: Live) -> dict[str, list[str]]:
    """Return what each column says of its deals."""
    return {
        made.stage: [made.list.model().index(at, 0).data() for at in range(made.list.model().rowCount())]
        for made in board(live).columns
        if made.isVisible()
    }


def test_the_board_says_where_each_deal_stands_and_what_is_wrong_with_it(show: Open, desk: Desk) -> None:
    """A column a stage; a card says company, amount, close, next step, age; what nobody promised is marked."""
    fresh = a_deal(desk, company="Fresh Co")
    late = a_deal(desk, company="Late Co")
    valued(desk, late, on=TODAY - 1)
    moved(desk, late, "proposal")
    live = show()

    columns = told(live)
    assert [key for key, cards in columns.items() if cards] == ["discovery", "proposal"]
    assert "Fresh Co" in columns["discovery"][0]
    assert "No amount" in columns["discovery"][0]
    assert "¥8,000" in columns["proposal"][0]
    assert "Expected close has passed" in columns["proposal"][0]
    assert live.sees("My deals")
    assert live.sees("2 open · ¥8K · forecast ¥4K")
    assert live.nameless() == []
    live.press(KEY.Key_W)
    assert [cards for cards in told(live).values() if cards] == [columns["proposal"]]
    assert fresh != late


def test_a_rep_sees_their_own_deals_alone(show: Open, desk: Desk) -> None:
    a_deal(desk, company="Mine Co")
    a_deal(desk, company="Theirs Co", rep=Role.SALES_LEAD)
    live = show()
    assert [card.split(",")[0] for cards in told(live).values() for card in cards] == ["Mine Co"]


def test_a_sales_lead_looks_at_everybodys_deals_or_at_one_reps(show: Open, desk: Desk) -> None:
    """M asks whose."""
    a_deal(desk, company="Reps Co")
    a_deal(desk, company="Leads Co", rep=Role.SALES_LEAD)
    live = show(Role.SALES_LEAD)
    assert sum(len(cards) for cards in told(live).values()) == 2
    live.press(KEY.Key_M)
    options = live.page.looking.options  # type: ignore[attr-defined]
    while options.key() != str(desk.members[Role.REP]):
        live.press(KEY.Key_Down)
    live.press(KEY.Key_Return)

    [cards] = [cards for cards in told(live).values() if cards]
    assert len(cards) == 1
    assert "Reps Co" in cards[0]


def test_a_deal_is_moved_by_keys_and_taken_back(show: Open, desk: Desk) -> None:
    """Alt+Right moves a stage on, a figure to a stage; the keys stay with the deal; Ctrl+Z takes it back."""
    lead_id = a_deal(desk, company="Step Co")
    valued(desk, lead_id)
    live = show()
    live.press(KEY.Key_Right, held=ALT)
    assert stage(desk, lead_id) == "proposal"
    assert any("Step Co: Proposal" in one for one in live.toasts())
    assert board(live).current().lead_id == lead_id
    live.press(KEY.Key_4)
    assert stage(desk, lead_id) == "negotiation"
    live.press(KEY.Key_Z, held=CTRL)
    assert stage(desk, lead_id) == "proposal"
    live.press(KEY.Key_Left, held=ALT)
    assert stage(desk, lead_id) == "discovery"


def test_what_a_stage_needs_is_asked_for_by_name_and_the_deal_then_moves(show: Open, desk: Desk) -> None:
    """The form names what is missing, says how a day is read, and saves and moves in one go."""
    lead_id = a_deal(desk, company="Empty Co")
    live = show()
    live.press(KEY.Key_2)
    form = live.page.dealing.form  # type: ignore[attr-defined]
    assert form.isVisible()
    assert live.sees("This stage needs: Amount, Currency, Expected to close on.")
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Type an amount, as 120,000 or 12万.")
    live.type("120,000")
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("This stage needs a day.")
    live.type("+30")
    assert live.sees("1 Apr 2026 · in 30 day")
    live.press(KEY.Key_Return)
    live.type("Acme, Umbra、Acme")
    live.press(KEY.Key_Return)

    found = row(desk, Lead, lead_id)
    assert not form.isVisible()
    assert (found.stage, found.amount, found.expected_close_on) == ("proposal", 120_000_00, TODAY + 30)
    assert {one.name for one in rows(desk, Rival, Rival.lead_id == lead_id)} == {"Acme", "Umbra"}
    live.press(KEY.Key_Z, held=CTRL)
    assert stage(desk, lead_id) == "discovery"


def test_what_a_deal_is_worth_is_corrected_in_place_and_taken_back(show: Open, desk: Desk) -> None:
    lead_id = a_deal(desk)
    valued(desk, lead_id)
    live = show()
    live.press(KEY.Key_E)
    assert live.sees("8,000")
    live.press(KEY.Key_A, held=CTRL)
    live.type("12万")
    live.press(KEY.Key_Return, held=CTRL)
    assert row(desk, Lead, lead_id).amount == 120_000_00
    live.press(KEY.Key_Z, held=CTRL)
    assert row(desk, Lead, lead_id).amount == 8_000_00


def test_a_loss_is_recorded_with_its_reason_and_the_sdr_is_asked_to_learn_why(show: Open, desk: Desk) -> None:
    """X asks why; the loss makes a follow-up for the SDR; Ctrl+Z takes both back."""
    lead_id = a_deal(desk, company="Gone Co")
    live = show()
    live.press(KEY.Key_X, KEY.Key_Down)
    live.tab_to("In a sentence")
    live.type("They went with the cheaper one")
    live.press(KEY.Key_Return)
    found = row(desk, Lead, lead_id)
    [asked] = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    assert (found.stage, found.lost_reason) == ("lost", "lost_competitor")
    assert (asked.why, asked.owner_id) == (FollowUpWhy.LEARN_LOSS, desk.members[Role.SDR])
    assert asked.words == "They went with the cheaper one"
    assert live.sees("No deals yet")
    live.press(KEY.Key_Z, held=CTRL)
    assert stage(desk, lead_id) == "discovery"
    assert told(live)["discovery"]


def test_the_first_meeting_and_the_next_step_are_noted(show: Open, desk: Desk) -> None:
    lead_id = a_deal(desk)
    live = show()
    live.press(KEY.Key_S, KEY.Key_2)
    assert row(desk, Lead, lead_id).sub_state == "meeting_scheduled"
    assert "Meeting scheduled" in told(live)["discovery"][0]
    live.press(KEY.Key_T, KEY.Key_3)
    [promised] = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    assert promised.why == FollowUpWhy.NEXT_STEP


def test_the_list_shows_the_same_deals_and_is_worked_the_same_way(show: Open, desk: Desk) -> None:
    """V switches; the deal that had the keys keeps them."""
    a_deal(desk, company="Other Co")
    lead_id = a_deal(desk, company="Listed Co")
    valued(desk, lead_id)
    live = show()
    while board(live).current().lead_id != lead_id:
        live.press(KEY.Key_J)
    live.press(KEY.Key_V)
    table = live.page.table  # type: ignore[attr-defined]
    assert table.row_count() == 2
    assert table.current_row().lead_id == lead_id
    live.press(KEY.Key_2)
    assert stage(desk, lead_id) == "proposal"
    live.press(KEY.Key_V)
    assert board(live).current().lead_id == lead_id
    live.press(KEY.Key_Return)
    assert live.went == [("lead", lead_id)]


def test_cards_go_to_another_stage_by_the_mouse(show: Open, desk: Desk) -> None:
    lead_id = a_deal(desk)
    valued(desk, lead_id)
    live = show()
    source, target = board(live).columns[0].list, board(live).columns[3]
    to = source.viewport().mapFromGlobal(target.mapToGlobal(QPoint(20, 60)))
    drag(source, to)
    live.settle()
    assert stage(desk, lead_id) == "negotiation"


def drag(source: Any, to: QPoint) -> None:
    """Drag the first card of a list to a place of its own."""
    port, start = source.viewport(), source.visualRect(source.model().index(0, 0)).center()
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, at, button, held in (
        (QMouseEvent.Type.MouseButtonPress, start, left, left),
        (QMouseEvent.Type.MouseMove, start + QPoint(40, 0), none, left),
        (QMouseEvent.Type.MouseMove, to, none, left),
        (QMouseEvent.Type.MouseButtonRelease, to, left, none),
    ):
        place = port.mapToGlobal(at).toPointF()
        event = QMouseEvent(kind, at.toPointF(), place, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(port, event)


def test_the_five_checks_are_ticked_one_by_one_and_make_an_sql(show: Open, desk: Desk) -> None:
    """Q shows how they stand; what was ticked stays; the fifth makes the milestone."""
    lead_id = a_deal(desk, company="Check Co")
    live = show()
    live.press(KEY.Key_Q, KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_4)
    assert live.sees("1 check")
    live.press(KEY.Key_Return)
    assert any("Checks noted: Check Co" in one for one in live.toasts())
    live.press(KEY.Key_Q, KEY.Key_5)
    assert live.sees("All five hold: it becomes an SQL.")
    live.press(KEY.Key_Return)

    reached = rows(desk, ReachedMilestone, ReachedMilestone.lead_id == lead_id)
    assert "sql" in {one.milestone for one in reached}
    assert "SQL" in told(live)["discovery"][0]


def test_what_a_contact_showed_is_recorded_and_counted(show: Open, desk: Desk) -> None:
    """N opens the fields; the card says how many of the seven are known, and what is missing after a contact."""
    lead_id = a_deal(desk, company="Known Co")
    met = LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.VISIT, is_connected=True, words=""
    )
    desk.workspace.execute(met, as_member=desk.members[Role.REP])
    desk.clock.tick()
    live = show()
    assert "feedback 0/7" in told(live)["discovery"][0]
    assert "No feedback after the last contact" in told(live)["discovery"][0]
    live.press(KEY.Key_N)
    for field in ("Risks, in words", "Business situation, in words"):
        live.tab_to(field)
        live.type("told")
    live.press(KEY.Key_Return, held=CTRL)
    assert "feedback 2/7" in told(live)["discovery"][0]
    assert "No feedback" not in told(live)["discovery"][0]


def test_a_proof_of_concept_begins_and_ends_with_its_reason(show: Open, desk: Desk) -> None:
    lead_id = a_deal(desk, company="Proof Co")
    live = show()
    live.press(KEY.Key_P)
    live.type("A year's load")
    live.press(KEY.Key_Return)
    assert "POC until 16 Mar" in told(live)["discovery"][0]
    live.press(KEY.Key_P, KEY.Key_3)
    [kept] = rows(desk, Poc, Poc.lead_id == lead_id)
    assert (kept.words, kept.result, kept.reason) == ("A year's load", "failed", "poc_performance")
    assert "POC until" not in told(live)["discovery"][0]


def test_a_deal_says_what_it_waits_for_of_people_outside(show: Open, desk: Desk) -> None:
    """Pre-sales are not in the program: the rep keeps after them, and the card says so."""
    lead_id = a_deal(desk, company="Lab Co")
    live = show()
    live.press(KEY.Key_H)
    page = live.page
    assert isinstance(page, PipelinePage)
    helping = page.knowing.helping
    helping.options.setFocus()
    live.press(KEY.Key_End)
    assert helping.options.key() == str(desk.members[Role.REP])
    helping.about.setCurrentIndex(helping.about.findData("presales"))
    helping.words.setText("A load test on their data")
    helping.words.setFocus()
    live.press(KEY.Key_Return)
    [asked] = rows(desk, HelpRequest, HelpRequest.lead_id == lead_id)
    assert (asked.asked_id, asked.about) == (desk.members[Role.REP], "presales")
    assert "Waits for: Pre-sales" in told(live)["discovery"][0]


def test_help_is_asked_for_and_settled(show: Open, desk: Desk) -> None:
    """H asks the SDR by a day; the card says so; once answered, H notes that it was given."""
    lead_id = a_deal(desk, company="Help Co")
    live = show()
    live.press(KEY.Key_H, KEY.Key_Return)
    assert live.sees("Say what you need.")
    live.type("A bank like theirs")
    live.press(KEY.Key_Return)
    [asked] = rows(desk, HelpRequest, HelpRequest.lead_id == lead_id)
    assert (asked.asked_id, asked.words) == (desk.members[Role.SDR], "A bank like theirs")
    assert "A case study" in told(live)["discovery"][0]
    assert "Waits for " in told(live)["discovery"][0]
    answer = AnswerHelp(help_id=asked.id, words="Sent")
    desk.workspace.execute(answer, as_member=desk.members[Role.SDR])
    live.settle()
    assert "Help answered" in told(live)["discovery"][0]
    live.press(KEY.Key_H)
    assert live.sees("Chen Wei answered: Sent")
    live.press(KEY.Key_Return)
    assert row(desk, HelpRequest, asked.id).state == "done"


def test_a_deal_is_passed_on_and_accepted(show: Open, desk: Desk) -> None:
    """A asks to whom and what they must know; the other rep decides with I; it is theirs then."""
    lead_id = a_deal(desk, company="Pass Co")
    live = show()
    live.press(KEY.Key_A, KEY.Key_Return)
    assert live.sees("Say what the next one must know: who decides, will they buy.")
    live.type("Ms Li decides")
    live.press(KEY.Key_Return)
    assert "Passed on, not accepted yet" in told(live)["discovery"][0]
    taker = show(Role.SALES_LEAD)
    taker.press(KEY.Key_I)
    assert taker.sees("“Ms Li decides”")
    taker.press(KEY.Key_3)
    assert taker.sees("Write it: Chen Wei reads it.")
    taker.press(KEY.Key_Backtab, KEY.Key_1)
    [kept] = rows(desk, Passing, Passing.lead_id == lead_id)
    assert kept.state == "accepted"
    assert row(desk, Lead, lead_id).rep_id == desk.members[Role.SALES_LEAD]


def test_an_empty_pipeline_leads_to_the_hand_overs(show: Open) -> None:
    live = show()
    assert live.sees("No deals yet")
    live.press(KEY.Key_I)
    assert live.went == [("inbox", None)]


def test_the_pipeline_speaks_chinese(show: Open, desk: Desk) -> None:
    a_deal(desk, company="华星科技")
    live = show(language=Language.ZH)
    assert live.sees("我的商机")
    assert "尚无金额" in told(live)["discovery"][0]


def test_cards_are_a_sound_model(show: Open, desk: Desk) -> None:
    a_deal(desk)
    live = show()
    QAbstractItemModelTester(board(live).columns[0].list.model())
    live.press(KEY.Key_Right)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-03-03", TODAY + 1), ("3/3", TODAY + 1), ("3月3日", TODAY + 1), ("2026年3月3日", TODAY + 1),
        ("3/1", TODAY + 364), ("+7", TODAY + 7), ("2026-13-01", None), ("soon", None), ("3", None), ("1 2 3 4", None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_type_it(typed: str, read: int | None) -> None:
    """Without a year it is the next such day."""
    assert read_day(typed, TODAY) == read
