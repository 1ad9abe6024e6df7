"""The working calendars by keyboard: days of one's own, another country, other hours, what is not announced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Role
from app.services.calendar_countries import countries
from app.services.calendar_upkeep import current_calendars
from app.services.calendar_view import CalendarYearSheet, adoption_with, calendar_year, with_day
from app.services.playbook.check import load
from app.services.playbook.document import Calendar, Text
from app.services.playbook_reading import current_document
from app.services.playbook_rows import adoption_of
from app.services.working_time import TEAM
from app.views.calendar.words import hours_lines, read_week, week_lines
from app.views.calendar_page import CalendarPage
from app.views.i18n import Language, Languages
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
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
            def page(surroundings: Surroundings) -> CalendarPage:
                return CalendarPage(surroundings, desk.workspace.member_id)

            return stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, language=language))

        yield made


def team_calendar(desk: Desk) -> Calendar:
    return desk.workspace.read(current_calendars)[TEAM]


def year(desk: Desk, key: str = TEAM, of: int = 2026) -> CalendarYearSheet:
    return desk.workspace.read(calendar_year(key, of, desk.workspace.member_id))


def test_the_year_is_told_with_its_holidays(show: Open) -> None:
    """Working days, the day chosen, hours by weekday, holidays with their make-up days."""
    live = show()

    for said in (
        "248 working days",
        "Mainland China · 2026",
        "working day · 09:00-12:00, 13:30-18:00",
        "China",
    ):
        assert live.sees(said), said
    assert live.sees("Monday–Friday")
    assert live.sees("Chinese New Year (Spring Festival)")
    assert live.sees("makes up for a holiday")


def test_a_year_not_announced_is_said(show: Open) -> None:
    """] goes to the next year: nothing about it is made up."""
    live = show()
    assert not live.sees("not announced yet")
    live.press(KEY.Key_BracketRight)

    assert live.sees("not announced yet")
    assert live.sees("The days off of 2027 are not announced yet for China.")
    live.press(KEY.Key_BracketLeft)
    assert not live.sees("not announced yet")


def test_a_day_is_taken_off_and_given_back(show: Open, desk: Desk) -> None:
    """The arrows choose, O makes it a day off, B gives it back; the rest of the file stays as it was."""
    before = desk.workspace.read(current_document).text
    live = show()
    live.press(KEY.Key_Right, KEY.Key_O)  # Tuesday, 2026-03-03
    assert team_calendar(desk).days_off == ("2026-03-03",)
    assert live.sees("247 working days")
    assert live.sees("day off of your own")

    live.press(KEY.Key_B)
    assert team_calendar(desk).days_off == ()
    live.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_W)  # Saturday
    assert team_calendar(desk).days_on == ("2026-03-07",)
    after = desk.workspace.read(current_document).text
    assert set(before.splitlines()) <= set(after.splitlines())


def test_a_change_is_taken_back_with_the_toasts_key(show: Open, desk: Desk) -> None:
    """Undo brings the calendar back as it was."""
    live = show()
    live.press(KEY.Key_O)
    assert team_calendar(desk).days_off
    live.press(KEY.Key_Z, held=CTRL)

    assert team_calendar(desk).days_off == ()


def test_another_country_brings_its_hours_and_zone(show: Open, desk: Desk) -> None:
    """C, down to Germany, Ctrl+Enter."""
    live = show()
    live.press(KEY.Key_C)
    options = live.page.sheet.options  # type: ignore[attr-defined]
    for _ in countries():
        if options.key() == "DE":
            break
        live.press(KEY.Key_Down)
    live.press(KEY.Key_Return, held=CTRL)

    calendar = team_calendar(desk)
    assert (calendar.holidays, calendar.time_zone) == ("DE", "Europe/Berlin")
    assert live.sees("254 working days")
    assert live.toasts() == ["The calendar is that of Germany"]


def test_hours_are_changed_line_by_line(show: Open, desk: Desk) -> None:
    """What cannot be worked is said with its line and stays to be mended."""
    live = show()
    live.press(KEY.Key_H)
    words = live.page.sheet.words  # type: ignore[attr-defined]
    words.setPlainText(words.toPlainText().replace("13:30-18:00", "11:30-18:00", 1))
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Line 1: write hours that follow each other")
    words.setPlainText(words.toPlainText().replace("11:30-18:00", "13:30-17:00", 1))
    live.press(KEY.Key_Return, held=CTRL)

    assert team_calendar(desk).shifts.monday == ("09:00-12:00", "13:30-17:00")
    assert live.sees("Tuesday–Friday")


def test_who_may_not_change_it_reads_it(show: Open, desk: Desk) -> None:
    """An SDR has no key that changes anything."""
    desk.wear(Role.SDR)
    live = show()
    live.press(KEY.Key_O)

    assert team_calendar(desk).days_off == ()
    assert live.sees("248 working days")


def test_it_speaks_chinese(show: Open) -> None:
    live = show(Language.ZH)

    for said in ("248 个工作日", "2026年3月2日", "周一", "春节"):
        assert live.sees(said), said


def test_a_calendar_of_people_is_changed_where_it_stands(desk: Desk) -> None:
    """Its own place in the file; the team's is left alone."""
    week = team_calendar(desk).shifts
    text = desk.workspace.read(current_document).text
    days = "\n".join(
        f"{day} = {list(getattr(week, day))}".replace("'", '"') for day in week.__struct_fields__
    )
    head = '[[calendars]]\nkey = "berlin"\ntitle = { en = "Berlin" }\ntime_zone = "Europe/Berlin"\n'
    text += f"\n{head}\n[calendars.shifts]\n{days}\n"
    desk.workspace.execute(adoption_of(load(text), text))
    shown = year(desk, "berlin")
    assert shown.shown.key == "berlin"

    wanted = msgspec.structs.replace(
        with_day(shown.shown.calendar, date(2026, 5, 1), works=False), holidays="DE"
    )
    desk.workspace.execute(desk.workspace.read(adoption_with(shown, wanted)))
    held = desk.workspace.read(current_calendars)
    assert held["berlin"] == wanted
    assert held[TEAM].days_off == ()
    assert held["berlin"].title == Text(en="Berlin")


@pytest.mark.parametrize(
    ("at", "line"), [("9:00-12:00", 1), ("12:00-09:00", 1), ("09:00-12:00 11:00-13:00", 1), ("noon", 1)]
)
def test_hours_nobody_could_work_are_named_by_their_line(desk: Desk, at: str, line: int) -> None:
    """Written otherwise, backwards, overlapping, or no hours at all."""
    lines = week_lines(team_calendar(desk).shifts).splitlines()

    assert read_week("\n".join([f"x: {at}", *lines[1:]])) == line


def test_a_week_is_read_as_it_is_written(desk: Desk) -> None:
    """Full-width signs and dashes are taken too; a line too few or too many is none."""
    week = team_calendar(desk).shifts
    lines = week_lines(week)

    assert read_week(lines) == week
    assert read_week(lines.replace(":", "：").replace("-", "–").replace(" ", "，")) == week
    assert read_week("\n".join(lines.splitlines()[:7])) == 8
    assert read_week(lines + "\nx: 09:00-10:00") == 9
    assert read_week("\n".join("x:" for _ in range(8))) == 1
    assert hours_lines(team_calendar(desk))[-1][1] == "off"
