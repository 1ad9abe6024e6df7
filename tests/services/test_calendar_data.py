"""The days of China and of the other countries, held against lists other people keep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import available_timezones

import holidays
import pytest

from app.services.calendar_countries import calendar_of_country, countries
from app.services.calendar_days import count_of_year, nth_day_after
from app.services.calendar_try import laid_down
from app.services.holidays_of_countries import CHINA, holidays_of
from app.services.working_calendar import day_of, definition

DIFFERENT_BEFORE_2007 = [date(2005, 12, 31)]
"""Saturday: a make-up day for New Year 2006 by ``holidays``, a day off by ``chinesecalendar``."""


def days_of(first_year: int, last_year: int) -> Iterator[date]:
    on = date(first_year, 1, 1)
    while on.year <= last_year:
        yield on
        on += timedelta(days=1)


def works(on: date) -> bool:
    """Whether China works on a day, as the program says."""
    return bool(day_of(calendar_of_country(CHINA), on).spans)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_is_as_the_state_council_announced_it(shared_data: Path, year: int) -> None:
    """Holidays are off, make-up days are worked, and every other day is as its weekday says."""
    told = json.loads((shared_data / "holidays" / f"{year}.json").read_text(encoding="utf-8"))["days"]
    said = {day["date"]: not day["isOffDay"] for day in told}
    wrong = [
        on.isoformat() for on in days_of(year, year)
        if works(on) != said.get(on.isoformat(), on.weekday() < 5)
    ]  # fmt: skip

    assert wrong == []
    assert sum(said.values()) >= 5


def test_the_working_days_of_three_years_and_the_twelve_examples(shared_data: Path) -> None:
    """251, 248, 248; two working days after twelve days around holidays."""
    expected = json.loads((shared_data / "holidays" / "expected.json").read_text(encoding="utf-8"))
    with laid_down(definition(calendar_of_country(CHINA), 2024, 2026, key="cn")) as db:
        for year, days in expected["working_days"].items():
            found = count_of_year(db, "cn", int(year))
            assert found is not None
            assert (found.days, found.is_announced) == (days, True), year
        for start, until in expected["plus_2_working_days"].items():
            reached = nth_day_after(db, "cn", date.fromisoformat(start), 2)
            assert reached is not None
            assert (reached.on.isoformat(), reached.unannounced) == (until, ()), start
    assert len(expected["plus_2_working_days"]) == 12


def test_two_packages_made_apart_agree_on_every_day_since_2007() -> None:
    """The packages ``chinesecalendar`` and ``holidays`` read the announcements independently of each other."""
    other = holidays.country_holidays(CHINA)
    different = [
        on for on in days_of(2004, 2026)
        if works(on) != (on in other.weekend_workdays or (on.weekday() < 5 and on not in other))
    ]  # fmt: skip

    assert different == DIFFERENT_BEFORE_2007


def test_of_a_year_not_announced_only_the_days_of_the_law_count() -> None:
    """New Year and the Spring Festival are certain; which days around them are moved is not."""
    china = holidays_of(CHINA)

    assert [year for year in range(2004, 2029) if not china.is_announced(year)] == [2027, 2028]
    assert china.works_on(date(2027, 1, 1)) is False
    assert china.works_on(date(2027, 2, 8)) is False
    assert china.works_on(date(2027, 2, 9)) is None


@pytest.mark.parametrize("code", list(countries()))
def test_every_shipped_country_has_hours_a_zone_and_days_off(code: str) -> None:
    """More than thirty beside China; a year of each has between 220 and 258 working days."""
    calendar = calendar_of_country(code)
    with laid_down(definition(calendar, 2025, 2025)) as db:
        count = count_of_year(db, "team", 2025)

    assert calendar.time_zone in available_timezones()
    assert count is not None
    assert 220 <= count.days <= 258
    assert calendar.title.zh
    assert calendar.title.en


def test_there_are_more_than_thirty_countries() -> None:
    assert len(countries()) >= 31


@pytest.mark.parametrize(
    ("code", "on", "works_on"),
    [
        ("US", date(2026, 7, 3), False),  # Independence Day on a Saturday is kept on Friday
        ("DE", date(2026, 10, 3), False),
        ("DE", date(2026, 4, 3), False),
        ("JP", date(2026, 9, 22), False),  # between two holidays
        ("HU", date(2026, 8, 8), True),  # a Saturday that makes up for 21 August
        ("HU", date(2026, 8, 21), False),
        ("IL", date(2026, 3, 8), True),  # Sunday is a working day
        ("IL", date(2026, 3, 6), False),
        ("SA", date(2026, 3, 8), True),
    ],
)
def test_days_of_other_countries(code: str, on: date, *, works_on: bool) -> None:
    """Observed days, bridges, make-up Saturdays and other weekends."""
    assert bool(day_of(calendar_of_country(code), on).spans) is works_on


@pytest.mark.parametrize(
    ("code", "year", "is_announced"),
    [("DE", 2035, True), ("HU", 2026, True), ("HU", 2027, False), ("ID", 2027, False), ("JP", 2027, True)],
)
def test_what_is_decreed_or_sighted_later_is_not_announced(
    code: str, year: int, *, is_announced: bool
) -> None:
    """Laws know the days of years to come; decrees and the moon's sighting do not."""
    assert holidays_of(code).is_announced(year) is is_announced


def test_an_unknown_country_is_an_error() -> None:
    with pytest.raises(KeyError):
        holidays_of("XX")
