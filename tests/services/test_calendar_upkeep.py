"""The team's calendar stays ahead of the present by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select, update

from app.clock import to_micros
from app.models.calendar import CalendarYear
from app.services.calendar_days import nth_day_after
from app.services.calendar_upkeep import due_calendars
from app.services.profile import OpenedProfile
from app.services.working_time import TEAM
from tests.builders import MovingClock
from tests.services.safe_profiles import opened, workspace_of


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


def test_a_workspace_without_a_calendar_is_left_alone(tmp_path: Path) -> None:
    """Nobody defined one: that is no matter of upkeep."""
    with opened(tmp_path) as profile:
        with profile.database.altering() as db:
            db.exec_driver_sql("DELETE FROM calendar_year")

        assert workspace_of(profile).read(lambda db: due_calendars(db, date(2030, 1, 1))) == []
