"""Reminders as somebody meets them: a card in the corner, a digest after absence, quiet during a call."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import DAY, HOUR, MINUTE
from app.models.vocabulary import Outcome, Role
from app.services.calls import EndCall, StartCall
from app.services.follow_ups import FinishFollowUp
from app.services.reminder_kinds import ReminderKind
from app.services.reminder_rows import standing
from app.views.reminders.card import ReminderCard
from app.views.reminders.words import LOOKS
from tests.views.reminded import Reminded, reminded

type Start = Callable[..., AbstractContextManager[Reminded]]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Start the program for somebody with promises."""
    return partial(reminded, qtbot, qapp, tmp_path, monkeypatch)


def _times_shown(desk: Reminded) -> list[int]:
    """Return how often each reminder that is due was shown, as the desk noted it."""
    workspace = desk.program.profile.workspace
    found = workspace.read(lambda db: standing(db, desk.me, desk.clock()))
    return [one.times for one in found.due]


@pytest.mark.parametrize("has_tray", [True, False])
def test_what_comes_due_pops_up_and_leaves_the_keyboard_alone(
    qtbot: QtBot, start: Start, *, has_tray: bool
) -> None:
    """One second ahead: the armed job wakes by itself; who types goes on typing."""
    with start(promises=[1200_000], has_tray=has_tray) as desk:
        person = desk.person
        person.waits_for("Northwind 1")
        person.press("/")
        person.waits_for("Bob Ray 1 · Northwind 1", "Call back, as agreed · due now")
        person.type("bob")

        assert desk.program.window.top.search.text() == "bob"
        assert desk.program.window.top.bell.count == 1
        assert desk.tray.counts[-1] == 1
        [card] = desk.program.window.findChildren(ReminderCard)
        assert card._way_in.isVisible(), "its keys do not act yet, so it tells how one gets to them"
        person.press("Ctrl+R")
        assert not card._way_in.isVisible()
        qtbot.waitUntil(lambda: _times_shown(desk) == [1])


@pytest.mark.parametrize("has_tray", [True, False])
def test_three_days_away_are_one_digest_worked_by_key(qtbot: QtBot, start: Start, *, has_tray: bool) -> None:
    """Oldest first, each noted once; put off and done from the centre."""
    promises = [-3 * DAY, -2 * DAY, -30 * HOUR, -HOUR, -MINUTE]
    with start(promises=promises, has_tray=has_tray) as desk:
        person = desk.person
        person.waits_for("5 reminders came while you were away", "Bob Ray 1 · Northwind 1", "and 2 more")
        assert not person.sees("Bob Ray 5 · Northwind 5")
        qtbot.waitUntil(lambda: _times_shown(desk) == [1] * 5)

        person.press("Ctrl+R", "Return")
        person.waits_for("Due  5", "Bob Ray 5 · Northwind 5")
        assert not person.sees("Work through them")
        person.press("1", "D")
        person.waits_for("Due  3", "1 reminder put off", "Done: Bob Ray 2 · Northwind 2")
        person.press("]")
        person.waits_for("Put off  1", "again in 9 min")
        person.press("]", "]")
        person.waits_for("done; shown once")


def test_a_machine_that_slept_tells_what_came_meanwhile_in_one_digest(qtbot: QtBot, start: Start) -> None:
    """The clock jumps by three days; the jobs know nothing of it, the comparison of the clocks does."""
    with start(promises=[HOUR, DAY, 2 * DAY]) as desk:
        qtbot.waitUntil(lambda: desk.program.reminding.keeper.is_armed)
        desk.clock.jump(3 * DAY)

        desk.person.waits_for("3 reminders came while you were away")
        assert desk.cards == 3


def test_nothing_disturbs_a_call_and_all_of_it_comes_after(qtbot: QtBot, start: Start) -> None:
    """Held back while one talks, even a card that stood there; noted only once it is seen."""
    with start(promises=[-MINUTE, 400 * DAY]) as desk:
        person, workspace = desk.person, desk.program.profile.workspace
        person.waits_for("Bob Ray 1 · Northwind 1")
        call_id = uuid4()
        workspace.execute(StartCall(activity_id=call_id, lead_id=desk.leads[1], phone="+1212"))
        person.until(lambda: not person.sees("Call back, as agreed"), "nothing while the call runs")
        desk.promise(desk.leads[1], desk.clock() + 500_000)
        qtbot.waitUntil(lambda: desk.program.window.top.bell.count == 2)
        assert not person.sees("Call back, as agreed")
        _end(desk, call_id)

        person.waits_for("Call back, as agreed")
        qtbot.waitUntil(lambda: all(_times_shown(desk)))


def test_what_another_machine_handled_disappears_here(qtbot: QtBot, start: Start) -> None:
    """The change comes by the feed; the card goes, the bell counts less."""
    with start(promises=[-2 * MINUTE]) as desk:
        desk.person.waits_for("Call back, as agreed")
        workspace = desk.program.profile.workspace
        (due,) = workspace.read(lambda db: standing(db, desk.me, desk.clock())).due
        workspace.execute(FinishFollowUp(made_by=due.subject_id, lead_id=due.lead_id), as_member=desk.me)

        desk.person.until(lambda: not desk.person.sees("Call back, as agreed"), "the card gone")
        qtbot.waitUntil(lambda: desk.program.window.top.bell.count == 0)


@pytest.mark.parametrize("has_tray", [True, False])
def test_a_hidden_window_is_told_by_the_tray_or_waits_until_it_is_seen(
    qtbot: QtBot, start: Start, *, has_tray: bool
) -> None:
    """Without a tray nothing counts as shown before the window is in sight again."""
    with start(promises=[1500_000], has_tray=has_tray) as desk:
        window = desk.program.window
        desk.program.settings.change(stays_in_tray=True)
        qtbot.waitUntil(lambda: desk.program.reminding.keeper.is_armed)
        window.hide()
        qtbot.waitUntil(lambda: window.top.bell.count == 1)
        qtbot.waitUntil(lambda: desk.program.background.is_idle)

        assert desk.tray.told == (["Bob Ray 1 · Northwind 1"] if has_tray else [])
        if has_tray:
            qtbot.waitUntil(lambda: _times_shown(desk) == [1])
        else:
            assert _times_shown(desk) == [0]
        desk.tray.opened.emit()
        desk.person.waits_for("Call back, as agreed")
        qtbot.waitUntil(lambda: _times_shown(desk) == [1])


@pytest.mark.parametrize(("has_tray", "chosen"), [(True, True), (True, False), (False, True)])
def test_closing_the_window_stays_only_where_chosen_and_possible(
    start: Start, monkeypatch: pytest.MonkeyPatch, *, has_tray: bool, chosen: bool
) -> None:
    """And quitting quits, whatever was chosen."""
    with start(promises=[DAY], has_tray=has_tray) as desk:
        window, closed = desk.program.window, []
        window.closing.connect(lambda: closed.append(True))
        desk.program.settings.change(stays_in_tray=chosen)
        window.close()

        assert not window.isVisible()
        assert bool(closed) is not (has_tray and chosen)
        if has_tray and chosen:
            assert desk.tray.told == ["Decile stays in the tray"]
            monkeypatch.setattr("app.reminding.QGuiApplication.quit", lambda: None)
            desk.tray.quit_asked.emit()
            assert closed


def test_a_thousand_at_once_are_one_card(qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a thousand windows; more coming due joins them."""
    promises = [-MINUTE * at for at in range(1, 41)] + [800_000]
    with start(promises=promises) as desk:
        desk.person.waits_for("reminders came while you were away")
        qtbot.waitUntil(lambda: desk.cards == 41)
        cards = desk.program.window.centralWidget().findChildren(type(desk.program.reminding.corner._digest))

        assert len(cards) == 1
        assert desk.program.reminding.corner._cards == {}


def test_the_job_is_one_and_ends_with_the_program(qtbot: QtBot, start: Start) -> None:
    """However often it is armed anew; no thread is left behind."""
    with start(promises=[DAY, HOUR]) as desk:
        qtbot.waitUntil(lambda: desk.program.reminding.keeper.is_armed)
        for _ in range(5):
            desk.program.reminding.keeper.look()
        qtbot.waitUntil(lambda: desk.program.background.is_idle)

        assert desk.program.reminding.keeper._armed.job_count == 1


def test_every_kind_has_its_words() -> None:
    """A kind without words would break the card that shows it."""
    assert set(LOOKS) == set(ReminderKind)
    assert all(look.said() and look.act() for look in LOOKS.values())


def _end(desk: Reminded, call_id: UUID) -> None:
    desk.program.profile.workspace.execute(
        EndCall(activity_id=call_id, outcome=Outcome.CONNECTED, words="", next_at=desk.clock() + DAY)
    )


def test_a_reminder_of_another_hat_is_answered_under_that_hat(start: Start) -> None:
    """One person alone is reminded of all they promised, whichever hat is worn."""
    with start(promises=[400 * DAY]) as desk:
        person, program = desk.person, desk.program
        lead = next(hat for hat in program._members if hat.role is Role.TEAM_LEAD)
        desk.me = lead.member_id
        desk.promise(desk.leads[0], desk.clock() + 1_000_000)
        person.waits_for("Call back, as agreed")
        assert program.window.hat.role is Role.SDR
        person.press("Ctrl+R", "C")
        person.until(lambda: program.window.hat.role is Role.TEAM_LEAD, "the other hat")
        person.waits_for("Call +86")


def test_what_was_noted_as_done_by_mistake_is_taken_back(start: Start) -> None:
    """Done from the corner, and undone by the key of the message: it pops up again."""
    with start(promises=[-2 * MINUTE]) as desk:
        person = desk.person
        person.waits_for("Call back, as agreed")
        person.press("Ctrl+R", "D")
        person.waits_for("Done: Bob Ray 1 · Northwind 1")
        assert not person.sees("Call back, as agreed")
        person.press("Ctrl+Z")
        person.waits_for("1 reminder due")


def test_any_time_can_be_chosen_and_the_keyboard_goes_back_to_where_it_was(start: Start) -> None:
    """Escape leaves the card standing; the panel of other times puts it off by one number."""
    with start(promises=[-3 * MINUTE, -2 * MINUTE * 60, DAY]) as desk:
        person, window = desk.person, desk.program.window
        person.waits_for("2 reminders came while you were away", "Northwind 1")
        person.press("J")
        was = QApplication.focusWidget()
        person.press("Ctrl+R", "Escape")
        assert QApplication.focusWidget() is was
        person.press("Ctrl+R", "X")
        person.until(lambda: not person.sees("came while you were away"), "the digest put away")
        assert QApplication.focusWidget() is was

        desk.promise(desk.leads[2], desk.clock() + 1_000_000)
        person.waits_for("Call back, as agreed · due now")
        person.press("Ctrl+R", "4")
        person.waits_for("Remind me of Bob Ray 3 · Northwind 3 again", "Next working day")
        person.press("3")
        person.until(lambda: not person.sees("Call back, as agreed · due now"), "put off")
        person.until(lambda: window.top.bell.count == 2, "two left")
        assert QApplication.focusWidget() is was
