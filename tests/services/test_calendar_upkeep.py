"""The team's calendar stays ahead of the present by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, update

from app.clock import to_micros
from app.models.calendar import CalendarYear
from app.models.vocabulary import Role
from app.resources import resource
from app.services.calendar_days import YearCount, count_of_year, keys_of_calendars, nth_day_after
from app.services.calendar_upkeep import current_calendars, due_calendars
from app.services.founding import hats
from app.services.playbook.check import load
from app.services.playbook_rows import adoption_of
from app.services.profile import OpenedProfile, renew_calendars
from app.services.working_calendar import definition
from app.services.working_time import TEAM
from tests.builders import MovingClock, open_desk
from tests.services.safe_profiles import opened, workspace_of

PART_TIME = """
[[calendars]]
key = "part_time"
title = { en = "Mondays and Tuesdays" }
time_zone = "Europe/Berlin"

[calendars.shifts]
monday = ["09:00-13:00"]
tuesday = ["09:00-13:00"]
wednesday = []
thursday = []
friday = []
saturday = []
sunday = []
make_up = []
"""


def years(profile: OpenedProfile) -> list[int]:
    return workspace_of(profile).read(
        lambda db: list(db.execute(select(CalendarYear.year).order_by(CalendarYear.year)).scalars())
    )


def test_a_new_year_brings_the_next(tmp_path: Path) -> None:
    """Founded in 2026, opened in 2027: 2028 is there, and the days of before have kept their dates."""
    clock = MovingClock()
    with opened(tmp_path, clock) as profile:
        assert not profile.take_care().is_calendar_renewed
        before = workspace_of(profile).read(lambda db: nth_day_after(db, TEAM, date(2026, 2, 13), 3))
    clock.at = to_micros(datetime(2027, 1, 4, 2, tzinfo=UTC))
    with opened(tmp_path, clock) as profile:
        assert profile.take_care().is_calendar_renewed
        assert years(profile)[-1] == 2028
        assert workspace_of(profile).read(lambda db: nth_day_after(db, TEAM, date(2026, 2, 13), 3)) == before
        assert not profile.take_care().is_calendar_renewed


def test_holidays_announced_meanwhile_are_taken_over(tmp_path: Path) -> None:
    """The file was written when 2026 was only assumed; this program knows its days."""
    with opened(tmp_path) as profile:
        with profile.database.altering() as db:
            db.execute(update(CalendarYear).where(CalendarYear.year == 2026).values(is_announced=False))

        assert profile.take_care().is_calendar_renewed
        assert not profile.take_care().is_calendar_renewed


def test_the_calendars_follow_the_playbook(tmp_path: Path) -> None:
    """Another country, a day off of one's own, and a calendar of people come and go with the version in force."""
    text = resource("playbooks", "twelve-stage.toml").read_text(encoding="utf-8")
    german = text.replace('holidays = "CN"', 'holidays = "DE"\ndays_off = ["2026-12-24"]')
    with opened(tmp_path) as profile:
        workspace, today = workspace_of(profile), date(2026, 3, 2)
        lead = next(hat for hat in workspace.read(hats) if hat.role is Role.TEAM_LEAD)

        def adopt(document: str) -> bool:
            workspace.execute(adoption_of(load(document), document), as_member=lead.member_id)
            return renew_calendars(workspace, today)

        assert not renew_calendars(workspace, today)
        assert adopt(german + PART_TIME)
        assert workspace.read(keys_of_calendars) == ["part_time", TEAM]
        assert workspace.read(lambda db: count_of_year(db, TEAM, 2026)) == YearCount(253, is_announced=True)
        assert workspace.read(lambda db: count_of_year(db, "part_time", 2026)) == YearCount(
            104, is_announced=True
        )
        assert not renew_calendars(workspace, today)
        assert adopt(text)
        assert workspace.read(keys_of_calendars) == [TEAM]
        assert workspace.read(lambda db: count_of_year(db, TEAM, 2026)) == YearCount(248, is_announced=True)


def test_the_profile_asks_again_only_for_another_playbook(tmp_path: Path) -> None:
    """Other programs' writes do not have it computed each time."""
    text = resource("playbooks", "twelve-stage.toml").read_text(encoding="utf-8")
    with opened(tmp_path) as profile:
        workspace = workspace_of(profile)
        lead = next(hat for hat in workspace.read(hats) if hat.role is Role.TEAM_LEAD)
        assert not profile.renew_calendars()
        workspace.execute(adoption_of(load(text + PART_TIME), text + PART_TIME), as_member=lead.member_id)
        assert profile.renew_calendars()
        with profile.database.altering() as db:
            db.exec_driver_sql("DELETE FROM work_span")
        assert not profile.renew_calendars()


def test_a_desk_that_knows_fewer_years_leaves_the_calendar_alone(tmp_path: Path) -> None:
    """A newer Decile laid it down; an older one beside it must not take announced holidays back."""
    with opened(tmp_path) as profile:
        with profile.database.altering() as db:
            db.execute(update(CalendarYear).where(CalendarYear.year == 2027).values(is_announced=True))

        assert not profile.take_care().is_calendar_renewed


def test_a_workspace_without_a_calendar_is_left_alone(tmp_path: Path) -> None:
    """Nobody defined one: that is no matter of upkeep."""
    with opened(tmp_path) as profile:
        with profile.database.altering() as db:
            db.exec_driver_sql("DELETE FROM calendar_year")

        assert workspace_of(profile).read(lambda db: due_calendars(db, date(2030, 1, 1))) == []


@pytest.mark.parametrize(("name", "field"), [("days", "seq"), ("spans", "s_before")])
def test_days_and_hours_are_counted_in_their_order(tmp_path: Path, name: str, field: str) -> None:
    """Every limit rests on these numbers: one that is out of turn is refused."""
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as desk:
        command = definition(desk.workspace.read(current_calendars)[TEAM], 2026, 2026)
        assert desk.workspace.why_not(command) == []
        rows = list(getattr(command, name))
        rows[-1] = msgspec.structs.replace(rows[-1], **{field: getattr(rows[-1], field) + 1})
        wrong = msgspec.structs.replace(command, **{name: tuple(rows)})

        assert desk.workspace.why_not(wrong) == ["counted_wrongly"]
