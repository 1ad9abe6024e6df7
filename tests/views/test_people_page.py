"""The team by keyboard: adding, changing, sending away, retiring; refusals stand beside their field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clock import DAY
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Member
from app.models.vocabulary import Role
from app.services.calendar_upkeep import due_calendars
from app.services.playbook.check import load
from app.services.playbook_reading import current_document
from app.services.playbook_rows import adoption_of
from app.services.team import MemberRow, team
from app.views.i18n import Language, Languages
from app.views.people_page import PeoplePage
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.handovers import a_handover, a_rep
from tests.leads import a_lead
from tests.services.test_inbox import retire_sales_lead
from tests.stories import row
from tests.views.live import CTRL, KEY, Live, live_window

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(language: Language = Language.EN) -> Live:
            def page(surroundings: Surroundings) -> PeoplePage:
                return PeoplePage(surroundings, desk.workspace.member_id)

            return stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, language=language))

        yield made


def member(desk: Desk, name: str) -> MemberRow:
    return next(one for one in desk.workspace.read(team(desk.clock())).members if one.name == name)


def go_to(live: Live, name: str) -> None:
    """Step down the list to a member."""
    live.press(KEY.Key_Home)
    while live.page.list.current_row().name != name:  # type: ignore[attr-defined]
        live.press(KEY.Key_J)


def test_a_rep_is_added_and_their_turn_is_told(show: Open, desk: Desk) -> None:
    """N, the fields, Ctrl+Enter; the round robin counts them at once."""
    live = show()
    live.press(KEY.Key_N)
    live.type("Li Na")
    live.press(KEY.Key_Tab)
    live.type("li.na")
    live.press(KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab)
    live.type("5")
    live.press(KEY.Key_Return, held=CTRL)

    found = member(desk, "Li Na")
    assert (found.login, found.role, found.weight) == ("li.na", Role.REP, 5)
    assert live.toasts() == ["Li Na added"]
    assert live.sees("Next: Li Na")


def test_a_login_that_is_taken_is_said_beside_the_field(show: Open, desk: Desk) -> None:
    """The form stays with everything typed."""
    live = show()
    live.press(KEY.Key_N)
    live.type("Another")
    live.press(KEY.Key_Tab)
    live.type("rep")
    live.press(KEY.Key_Return, held=CTRL)

    form = live.page.member_form  # type: ignore[attr-defined]
    assert form.rows["login"].error() == "This login is taken. Choose another."
    assert live.sees("This login is taken. Choose another.")
    assert live.sees("Another")


def test_an_empty_name_is_asked_for(show: Open) -> None:
    """Nothing is sent while a field is empty."""
    live = show()
    live.press(KEY.Key_N)
    live.press(KEY.Key_Return, held=CTRL)

    assert live.sees("Write something here.")


def test_a_member_is_changed(show: Open, desk: Desk) -> None:
    """Enter on the row, another name, Ctrl+Enter."""
    a_rep(desk, "Marco", weight=2)
    live = show()
    go_to(live, "Marco")
    live.press(KEY.Key_Return)
    live.type("Marco B.")
    live.press(KEY.Key_Return, held=CTRL)

    assert member(desk, "Marco B.").weight == 2
    assert live.toasts() == ["Marco B. changed"]


def test_crossed_grades_are_refused_beside_the_grades(show: Open, desk: Desk) -> None:
    """The lowest grade above the best is told where it is."""
    a_rep(desk, "Marco")
    live = show()
    go_to(live, "Marco")
    live.press(KEY.Key_E)
    form = live.page.member_form  # type: ignore[attr-defined]
    for _ in range(4):
        live.press(KEY.Key_Tab)
        if form.high.hasFocus():
            break
    live.press(KEY.Key_D)
    live.press(KEY.Key_Tab)
    live.press(KEY.Key_A)
    live.press(KEY.Key_Return, held=CTRL)

    assert live.sees("The lowest grade is above the highest.")


def test_a_time_away_is_set_undone_and_ended(show: Open, desk: Desk) -> None:
    """V and Ctrl+Enter; Ctrl+Z takes it back; B ends one that runs."""
    a_rep(desk, "Marco")
    live = show()
    go_to(live, "Marco")
    live.press(KEY.Key_V)
    live.press(KEY.Key_Return, held=CTRL)
    assert len(member(desk, "Marco").away) == 1
    live.press(KEY.Key_Z, held=CTRL)
    assert member(desk, "Marco").away == ()
    live.press(KEY.Key_V)
    live.press(KEY.Key_Return, held=CTRL)
    desk.clock.forward(days=2)
    live.press(KEY.Key_F5)
    assert live.sees("away until 10 Mar")
    live.press(KEY.Key_B)

    assert member(desk, "Marco").away == ()
    assert not member(desk, "Marco").is_away


def test_a_second_absence_in_the_same_time_is_refused(show: Open, desk: Desk) -> None:
    """The dates are where it is said."""
    a_rep(desk, "Marco")
    live = show()
    go_to(live, "Marco")
    for _ in range(2):
        live.press(KEY.Key_V)
        live.press(KEY.Key_Return, held=CTRL)

    assert live.sees("There is an absence in that time already. End it first, or choose other days.")


def test_a_half_day_away(show: Open, desk: Desk) -> None:
    """From noon on, until noon: the hours are told, whole days by their dates alone."""
    a_rep(desk, "Marco")
    live = show()
    go_to(live, "Marco")
    live.press(KEY.Key_V)
    form = live.page.away_form  # type: ignore[attr-defined]
    for field in (form.first, form.last):
        field.part.setFocus()
        live.press(KEY.Key_Down)
    live.press(KEY.Key_Return, held=CTRL)

    [away] = member(desk, "Marco").away
    assert away.until_at - away.from_at == 6 * DAY
    assert live.sees("12:00")
    live.press(KEY.Key_Z, held=CTRL)
    live.press(KEY.Key_V)
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Away 3 Mar 2026 – 9 Mar 2026")


def test_a_member_keeps_the_hours_of_another_calendar(show: Open, desk: Desk) -> None:
    """C, the calendar, Enter; the time zone is told, Ctrl+Z gives the team's back."""
    a_rep(desk, "Marco")
    text = desk.workspace.read(current_document).text
    week = "\n".join(
        f'{day} = ["09:00-17:00"]' for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
    )
    week += '\nsaturday = []\nsunday = []\nmake_up = ["09:00-17:00"]'
    head = '[[calendars]]\nkey = "berlin"\ntitle = { en = "Berlin" }\ntime_zone = "Europe/Berlin"\nholidays = "DE"\n'
    text += f"\n{head}\n[calendars.shifts]\n{week}\n"
    desk.workspace.execute(adoption_of(load(text), text))
    for command in desk.workspace.read(lambda db: due_calendars(db, date(2026, 3, 2))):
        desk.workspace.execute(command)
    live = show()
    go_to(live, "Marco")
    assert live.sees("Asia/Shanghai")
    live.press(KEY.Key_C, KEY.Key_2)

    assert member(desk, "Marco").calendar == "berlin"
    assert live.sees("Europe/Berlin")
    assert live.toasts() == ["Marco keeps these hours now: Berlin"]
    live.press(KEY.Key_Z, held=CTRL)
    assert member(desk, "Marco").calendar is None


def test_retiring_can_be_undone(show: Open, desk: Desk) -> None:
    """No question is asked; the way back is offered instead."""
    a_rep(desk, "Marco")
    live = show()
    go_to(live, "Marco")
    live.press(KEY.Key_D)
    assert not member(desk, "Marco").is_active
    live.press(KEY.Key_Z, held=CTRL)

    assert member(desk, "Marco").is_active


def test_who_holds_leads_is_retired_once_somebody_takes_them_over(show: Open, desk: Desk) -> None:
    """D asks who takes over; Ctrl+Enter gives the leads on and retires in one."""
    ann, bob = (a_rep(desk, name, role=Role.SDR) for name in ("Ann", "Bob"))
    lead_id = a_lead(desk.workspace, owner_id=bob)
    live = show()
    go_to(live, "Ann")
    live.press(KEY.Key_D)
    assert not member(desk, "Ann").is_active
    live.press(KEY.Key_Z, held=CTRL)
    go_to(live, "Bob")
    live.press(KEY.Key_D)
    assert live.sees("Take over from Bob")
    assert member(desk, "Bob").is_active
    live.press(KEY.Key_Return, held=CTRL)

    assert not member(desk, "Bob").is_active
    assert row(desk, Lead, lead_id).owner_id in {ann, desk.members[Role.SDR]}


def test_what_waits_for_a_rep_who_leaves_goes_on(show: Open, desk: Desk) -> None:
    """D names who decides instead; Ctrl+Z brings the rep back with what waits for them."""
    handover = a_handover(desk)
    before = row(desk, Handover, handover).rep_id
    a_rep(desk, "Marco")
    desk.wear(Role.TEAM_LEAD)
    live = show()
    live.press(KEY.Key_Home)
    while live.page.list.current_row().id != before:  # type: ignore[attr-defined]
        live.press(KEY.Key_J)
    live.press(KEY.Key_D)
    assert live.sees("Hand-overs that wait for their decision go on: 1")
    live.press(KEY.Key_Return)

    held = row(desk, Handover, handover)
    assert held.rep_id != before
    assert not row(desk, Member, before).is_active
    live.press(KEY.Key_Z, held=CTRL)
    assert row(desk, Handover, handover).rep_id == before
    assert row(desk, Member, before).is_active


def test_nobody_retires_themselves(show: Open, desk: Desk) -> None:
    """By the form, too: the rule is said where the tick is."""
    live = show()
    while live.page.list.current_row().role is not Role.TEAM_LEAD:  # type: ignore[attr-defined]
        live.press(KEY.Key_J)
    live.press(KEY.Key_D)
    assert live.toasts() == []
    live.press(KEY.Key_E)
    form = live.page.member_form  # type: ignore[attr-defined]
    while not form.active.hasFocus():
        live.press(KEY.Key_Tab)
    live.press(KEY.Key_Space)
    live.press(KEY.Key_Return, held=CTRL)

    assert live.sees("You cannot retire your own member")


def test_an_sdr_reads_and_sets_only_their_own_absence(show: Open, desk: Desk) -> None:
    """Who does not keep the team has no keys for it."""
    desk.wear(Role.SDR)
    live = show()
    live.press(KEY.Key_N)
    assert not live.sees("New member")
    assert live.page.list.current_row().role is Role.SDR  # type: ignore[attr-defined]
    live.press(KEY.Key_V)
    live.press(KEY.Key_Return, held=CTRL)

    assert (
        len(next(one for one in desk.workspace.read(team(desk.clock())).members if one.role is Role.SDR).away)
        == 1
    )


def test_alone_another_rep_is_explained(show: Open, desk: Desk) -> None:
    """With hats only it is the other hat; with one rep a team lead decides."""
    live = show()
    assert live.sees("“Another rep” means your other hat (Sales rep, Sales lead).")
    retire_sales_lead(desk)
    desk.wear(Role.TEAM_LEAD)

    live.qtbot.waitUntil(lambda: live.sees("There is one rep only."))


def test_the_turn_moves_on_with_each_hand_over(show: Open, desk: Desk) -> None:
    """What the page says is next gets the next one, and then another is next."""
    retire_sales_lead(desk)
    a_rep(desk, "Li Na")
    desk.wear(Role.TEAM_LEAD)
    live = show()
    first = next(text for text in live.texts() if text.startswith("Next: "))
    a_handover(desk)
    live.qtbot.waitUntil(lambda: not live.sees(first))
    live.settle()

    assert sorted([first, *(text for text in live.texts() if text.startswith("Next: "))]) == [
        "Next: Chen Wei",
        "Next: Li Na",
    ]


@pytest.mark.parametrize("language", list(Language))
def test_everything_that_takes_the_focus_has_a_name(show: Open, language: Language) -> None:
    """A screen reader can say every field of both forms."""
    live = show(language)
    assert live.nameless() == []
    live.press(KEY.Key_N)
    assert live.nameless() == []
    live.press(KEY.Key_Escape, KEY.Key_V)

    assert live.nameless() == []
