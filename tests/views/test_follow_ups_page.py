"""Follow-ups by keyboard: days, moving, snoozing, planning a busy day and a leave, handing on, each with its way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import DAY, HOUR, MINUTE, to_micros
from app.models.activity import FollowUp
from app.models.leads import Lead
from app.models.vocabulary import Role
from app.services.people import SetAbsence
from app.views.follow_ups_page import FollowUpsPage
from app.views.i18n import Language, Languages
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.services.test_follow_up_plan import promise
from tests.stories import row, rows
from tests.views.live import ALT, CTRL, KEY, SHIFT, Live, live_window

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Monday, 2026-03-02, ten o'clock in Shanghai, two in the morning here."""
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(language: Language = Language.EN, **more: Any) -> Live:
            went: list[tuple[str, object]] = []

            def page(surroundings: Surroundings) -> FollowUpsPage:
                page = FollowUpsPage(surroundings, desk.workspace.member_id)
                page.lead_opened.connect(lambda lead_id: went.append(("lead", lead_id)))
                page.queue_asked.connect(lambda: went.append(("queue", None)))
                return page

            live = stack.enter_context(
                live_window(qtbot, desk, tmp_path, languages, page, language=language, **more)
            )
            live.went = went
            return live

        yield made


def utc(day: int, hour: int, minute: int = 0) -> int:
    """Return an instant of March 2026; the tests' machine stands in UTC."""
    return to_micros(datetime(2026, 3, day, hour, minute, tzinfo=UTC))


def of(desk: Desk, lead_id: UUID) -> Any:
    """Return the lead's open promise."""
    [found] = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    return found


def told(live: Live) -> dict[str, list[str]]:
    """Return what each column in sight says of its promises."""
    board = live.page.board  # type: ignore[attr-defined]
    return {
        made._title.text(): [
            made.list.model().index(at, 0).data() for at in range(made.list.model().rowCount())
        ]
        for made in board.columns
        if made.isVisible()
    }


def test_the_days_say_what_is_promised_and_how_full_they_are(show: Open, desk: Desk) -> None:
    """Overdue first, then today and the next working days, each against a usual day."""
    now = desk.clock()
    promise(desk, now - HOUR, company="Late Co", why="call_back")
    promise(desk, utc(2, 6), company="Soon Co", is_agreed=True, why="call_back")
    promise(desk, utc(2, 7), state="done")
    promise(desk, utc(4, 6), company="Midweek Co")
    promise(desk, utc(20, 6), company="Far Co")
    live = show()

    assert told(live) == {
        "Overdue": ["today 01:00, Late Co, Call back, Ann Lee"],
        "Today": ["06:00, Soon Co, Call back, agreed with them, Ann Lee"],
        "Tomorrow": [], "Wed 4 Mar": ["06:00, Midweek Co, Next step, Ann Lee"], "Thu 5 Mar": [], "Fri 6 Mar": [],
    }  # fmt: skip
    assert live.sees("1 left, 1 done")
    assert live.sees("1 of 30")
    assert live.sees("1 overdue · 1 today · 1 later")
    assert live.nameless() == []


def test_the_keys_lead_through_the_days_to_the_call(show: Open, desk: Desk) -> None:
    """The arrows go from day to day, J and K within one, Enter opens the call desk."""
    late, soon = promise(desk, desk.clock() - HOUR), promise(desk, utc(2, 6))
    later = promise(desk, utc(2, 7))
    live = show()
    live.press(KEY.Key_Return, KEY.Key_Right, KEY.Key_Return, KEY.Key_J, KEY.Key_C, KEY.Key_K, KEY.Key_Return)

    assert [lead for _, lead in live.went] == [late, soon, later, soon]


def test_a_promise_moves_by_working_days_and_the_keys_go_with_it(show: Open, desk: Desk) -> None:
    """Alt+→ over the weekend, Alt+← back, 3 to the third day; Ctrl+Z undoes one after another."""
    lead_id = promise(desk, utc(2, 6))
    live = show()
    live.press(KEY.Key_Right, held=ALT)
    assert of(desk, lead_id).due_at == utc(3, 6)
    live.press(KEY.Key_Right, held=ALT)
    live.press(KEY.Key_Left, held=ALT)
    assert of(desk, lead_id).due_at == utc(3, 6)
    live.press(KEY.Key_5)
    assert of(desk, lead_id).due_at == utc(6, 6)
    live.press(KEY.Key_Right, held=ALT)
    assert of(desk, lead_id).due_at == utc(9, 6)
    assert live.page.board.current().lead_id == lead_id  # type: ignore[attr-defined]
    for back in (6, 3, 4):
        live.press(KEY.Key_Z, held=CTRL)
        assert of(desk, lead_id).due_at == utc(back, 6)


def test_what_is_overdue_moves_into_the_rest_of_today(show: Open, desk: Desk) -> None:
    """Its time has passed: it is due in an hour; undone it is overdue again."""
    lead_id, before = promise(desk, desk.clock() - HOUR), desk.clock() - HOUR
    live = show()
    live.press(KEY.Key_1)
    assert of(desk, lead_id).due_at == desk.clock() + HOUR
    live.press(KEY.Key_Z, held=CTRL)

    assert of(desk, lead_id).due_at == before
    assert next(iter(told(live))) == "Overdue"


def test_a_time_agreed_with_them_is_moved_knowingly(show: Open, desk: Desk) -> None:
    """Escape leaves it, 1 is agreed anew, 2 is no appointment any more; undone it is one again."""
    lead_id = promise(desk, utc(2, 6), is_agreed=True)
    live = show()
    live.press(KEY.Key_2)
    assert live.sees("Ann Lee was told today 06:00. Do they know the new time?")
    assert live.nameless() == []
    live.press(KEY.Key_Escape)
    assert of(desk, lead_id).due_at == utc(2, 6)
    live.press(KEY.Key_2, KEY.Key_1)
    assert (of(desk, lead_id).due_at, of(desk, lead_id).is_agreed) == (utc(3, 6), True)
    live.press(KEY.Key_3, KEY.Key_2)
    assert (of(desk, lead_id).due_at, of(desk, lead_id).is_agreed) == (utc(4, 6), False)
    live.press(KEY.Key_Z, held=CTRL)

    assert (of(desk, lead_id).due_at, of(desk, lead_id).is_agreed) == (utc(3, 6), True)


def test_a_promise_is_kept_and_its_lead_goes_on(show: Open, desk: Desk) -> None:
    """D says what follows by itself; Ctrl+Z opens it again as if nothing had been."""
    lead_id = promise(desk, utc(2, 6), company="Kept Co")
    live = show()
    live.press(KEY.Key_D)
    assert (of(desk, lead_id).why, of(desk, lead_id).due_at) == ("next_step", utc(3, 10))
    assert live.toasts() == ["Done: Kept Co"]
    assert told(live)["Tomorrow"] == ["10:00, Kept Co, Next step, Ann Lee"]
    live.press(KEY.Key_Z, held=CTRL)

    assert of(desk, lead_id).due_at == utc(2, 6)
    assert len(rows(desk, FollowUp)) == 1


def test_several_are_put_off_together_by_the_playbooks_times(show: Open, desk: Desk) -> None:
    """Shift+J selects, S asks, 2 is an hour; T asks for any time and whether they know it."""
    first, second = promise(desk, desk.clock() - HOUR), promise(desk, desk.clock() - MINUTE)
    live = show()
    live.press(KEY.Key_J, held=SHIFT)
    live.press(KEY.Key_S)
    assert live.sees("Put off 2 follow-ups")
    live.press(KEY.Key_2)
    assert {of(desk, one).due_at for one in (first, second)} == {desk.clock() + HOUR}
    live.press(KEY.Key_J, KEY.Key_T)
    live.page.moving.time.at.setDateTime(live.page.moving.time.at.dateTime().addDays(1))  # type: ignore[attr-defined]
    while not live.page.moving.time.agreed.hasFocus():  # type: ignore[attr-defined]
        live.press(KEY.Key_Tab)  # through day, month, year, hour and minute
    live.press(KEY.Key_Space, KEY.Key_Return)
    moved = [of(desk, one) for one in (first, second) if of(desk, one).is_agreed]
    assert [one.due_at for one in moved] == [desk.clock() + HOUR + DAY]
    live.press(KEY.Key_Z, held=CTRL)
    live.press(KEY.Key_Z, held=CTRL)

    assert {of(desk, one).due_at for one in (first, second)} == {desk.clock() - HOUR, desk.clock() - MINUTE}


def test_a_busy_day_is_put_off_after_it_was_shown(show: Open, desk: Desk) -> None:
    """P shows where each would go and what waits; Space leaves one out, → moves one on; Enter does it, Ctrl+Z undoes."""
    agreed = promise(desk, utc(2, 6), company="Agreed Co", is_agreed=True)
    one, two = promise(desk, utc(2, 7), company="One"), promise(desk, utc(2, 8), company="Two", score=9)
    three = promise(desk, utc(2, 9), company="Three")
    live = show()
    live.press(KEY.Key_P)
    assert live.sees("Where would they go? Nothing is moved yet.")
    lines = live.page.plan.list  # type: ignore[attr-defined]
    said = [lines.model().index(at, 0).data() for at in range(lines.model().rowCount())]
    assert said[0] == "Agreed Co, Next step, today 06:00, agreed with them: yours to decide"
    assert said[1] == "Two, Next step, today 08:00, Tue 3 Mar 01:00"
    assert live.sees("Tue 3 Mar: 0 → 3 of 30")
    assert live.nameless() == []
    live.press(KEY.Key_J, KEY.Key_Right, KEY.Key_K, KEY.Key_Space)
    assert live.sees("Put off 2 follow-ups")
    before = {lead: of(desk, lead).due_at for lead in (agreed, one, two, three)}
    live.press(KEY.Key_Return)

    after = {lead: of(desk, lead).due_at for lead in (agreed, one, two, three)}
    assert after[agreed] == before[agreed]
    assert sum(after[lead] != before[lead] for lead in after) == 2
    assert after[two] == utc(4, 1)
    assert live.toasts() == ["2 follow-ups put off"]
    live.press(KEY.Key_Z, held=CTRL)
    assert {lead: of(desk, lead).due_at for lead in before} == before


def test_what_fell_due_in_a_leave_is_spread_by_one_key(show: Open, desk: Desk) -> None:
    """The bar says how much; L shows the plan, Enter does it, and the bar is gone."""
    missed = promise(desk, utc(3, 6))
    command = SetAbsence(
        absence_id=uuid4(), member_id=desk.members[Role.SDR], from_at=utc(2, 16), until_at=utc(4, 16)
    )
    desk.workspace.execute(command)
    desk.clock.at = utc(5, 2)
    live = show()
    assert live.sees("While you were away (Mon 2 Mar–Wed 4 Mar), 1 follow-up fell due.")
    assert live.nameless() == []
    live.press(KEY.Key_L, KEY.Key_Return)

    assert of(desk, missed).due_at == utc(5, 2, 5)
    assert not live.sees("fell due")


def test_the_mouse_drags_a_promise_to_another_day(show: Open, desk: Desk) -> None:
    """Pressed, moved, let go over Wednesday; let go over nothing it stays; Escape lets go."""
    lead_id = promise(desk, utc(2, 6))
    live = show()
    board = live.page.board  # type: ignore[attr-defined]
    source = board.columns[0].list

    def drag(target: QPoint, then: Qt.Key | None = None) -> None:
        port, start = source.viewport(), source.visualRect(source.model().index(0, 0)).center()
        for kind, at, held in (
            (QMouseEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton),
            (QMouseEvent.Type.MouseMove, start + QPoint(40, 0), Qt.MouseButton.LeftButton),
            (QMouseEvent.Type.MouseMove, target, Qt.MouseButton.LeftButton),
            (QMouseEvent.Type.MouseButtonRelease, target, Qt.MouseButton.NoButton),
        ):
            if kind is QMouseEvent.Type.MouseButtonRelease and then is not None:
                live.press(then)
            button = (
                Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseMove else Qt.MouseButton.LeftButton
            )
            event = QMouseEvent(
                kind,
                at.toPointF(),
                port.mapToGlobal(at).toPointF(),
                button,
                held,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(port, event)
        live.settle()

    wednesday = source.viewport().mapFromGlobal(board.columns[2].mapToGlobal(QPoint(20, 60)))
    drag(QPoint(20, -4000))
    assert of(desk, lead_id).due_at == utc(2, 6)
    drag(wednesday, then=KEY.Key_Escape)
    assert of(desk, lead_id).due_at == utc(2, 6)
    assert not board._ghost.isVisible()
    drag(wednesday)
    assert of(desk, lead_id).due_at == utc(4, 6)
    assert not board._ghost.isVisible()


def test_a_team_lead_hands_a_members_promises_on(show: Open, desk: Desk) -> None:
    """M looks at the member's days, which are only read; G hands on with the lead; Ctrl+Z takes it back."""
    lead_id, sdr, lead = promise(desk, utc(2, 6)), desk.members[Role.SDR], desk.wear(Role.TEAM_LEAD)
    live = show()
    live.press(KEY.Key_M)
    options = live.page.looking.options  # type: ignore[attr-defined]
    while options.key() != str(sdr):
        live.press(KEY.Key_Up if options.currentIndex().row() else KEY.Key_Down)
    live.press(KEY.Key_Return)
    assert sum(map(len, told(live).values())) == 1
    live.press(KEY.Key_D, KEY.Key_3)
    assert of(desk, lead_id).owner_id == sdr
    live.press(KEY.Key_G)
    assert live.sees("Hand 1 follow-up on to · the leads go along")
    assert live.nameless() == []
    live.press(KEY.Key_Return)
    assert (of(desk, lead_id).owner_id, row(desk, Lead, lead_id).owner_id) == (lead, lead)
    live.press(KEY.Key_Z, held=CTRL)

    assert (of(desk, lead_id).owner_id, row(desk, Lead, lead_id).owner_id) == (sdr, sdr)


def test_where_nothing_is_promised_the_queue_is_one_key_away(show: Open) -> None:
    live = show()
    assert live.sees("Nothing is promised")
    live.press(KEY.Key_Q)

    assert live.went == [("queue", None)]


def test_it_speaks_chinese(show: Open, desk: Desk) -> None:
    promise(desk, desk.clock() - HOUR, why="call_back", is_agreed=True)
    live = show(Language.ZH)

    for said in ("逾期", "今天", "明天", "回电"):
        assert live.sees(said), said


def test_the_model_of_a_day_is_a_proper_one(show: Open, desk: Desk) -> None:
    promise(desk, utc(2, 6))
    live = show()
    model = live.page.board.columns[0].list.model()  # type: ignore[attr-defined]

    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
