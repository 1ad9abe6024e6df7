"""Working time: adding and measuring by the rows the rules read, whatever the zone, the week and the country."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, literal, select

from app.clock import SECOND, from_micros, to_micros
from app.services.calendar_days import count_of_year, instant_after, worked_between
from app.services.calendar_try import laid_down
from app.services.kernel.expressions import WHOLE
from app.services.playbook.document import Calendar, Text, Week
from app.services.working_calendar import day_of, definition
from app.services.working_time import before_worked, guard_opens_at, limit_ends_at

HOUR_S = 3600
NINE_TO_FIVE = ("09:00-17:00",)


def a_week(hours: tuple[str, ...] = NINE_TO_FIVE, weekend: tuple[str, ...] = ()) -> Week:
    work = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), hours)
    return Week(**work, saturday=weekend, sunday=weekend, make_up=hours)


def a_calendar(
    zone: str = "UTC",
    week: Week | None = None,
    holidays: str = "",
    *,
    off: tuple[str, ...] = (),
    on: tuple[str, ...] = (),
) -> Calendar:
    return Calendar(
        key="one", title=Text(en="One"), time_zone=zone, shifts=week or a_week(), holidays=holidays, days_off=off,
        days_on=on,
    )  # fmt: skip


ZONES = {
    "office": a_calendar(),
    "Shanghai": a_calendar("Asia/Shanghai", a_week(("09:00-12:00", "13:30-18:00")), "CN"),
    "New York": a_calendar("America/New_York", a_week(("08:30-12:00", "13:00-17:15")), "US"),
    "New York at night": a_calendar(
        "America/New_York", a_week(("00:00-02:30", "02:30-06:00", "22:00-24:00"), ("00:00-03:00",))
    ),
    "Lord Howe, half an hour": a_calendar("Australia/Lord_Howe", a_week(("00:00-24:00",), ("01:45-02:15",))),
    "Cairo, at midnight": a_calendar(
        "Africa/Cairo", a_week(("00:00-01:30", "23:00-24:00"), ("00:00-04:00",))
    ),
    "Berlin": a_calendar("Europe/Berlin", a_week(("00:00-24:00",), ("01:00-04:00",)), "DE"),
}
"""Some never change their clocks, or do it while nobody works; of the last four people work while they change."""


@pytest.fixture(scope="module")
def zones() -> Iterator[dict[str, Connection]]:
    """Each calendar laid down for two years."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(laid_down(definition(one, 2025, 2026, key="one")))
            for name, one in ZONES.items()
        }


def at(text: str, zone: str = "UTC") -> int:
    return to_micros(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


def shown(instant: int | None, zone: str = "UTC") -> str:
    assert instant is not None
    return f"{from_micros(instant).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


# 2026-03-07 is a Saturday.
@pytest.mark.parametrize("begun", ["2026-03-07T11:00", "2026-03-07T20:00"])
def test_an_hour_from_saturday_on_ends_on_monday_at_ten(zones: dict[str, Connection], begun: str) -> None:
    """The clock time of a day nobody works on does not count."""
    assert shown(instant_after(zones["office"], "one", at(begun), HOUR_S)) == "2026-03-09 10:00"


def test_a_free_monday_does_not_count() -> None:
    """Friday 10:00 to Tuesday 12:00: seven hours of Friday and three of Tuesday."""
    with laid_down(definition(a_calendar(off=("2026-03-09",)), 2026, 2026, key="one")) as db:
        assert worked_between(db, "one", at("2026-03-06T10:00"), at("2026-03-10T12:00")) == 36_000


@given(
    name=st.sampled_from(sorted(ZONES)),
    begun_s=st.integers(at("2025-01-03T00:00") // SECOND, at("2026-06-30T00:00") // SECOND),
    seconds=st.integers(1, 700 * HOUR_S),
)
@settings(max_examples=150)
def test_adding_and_measuring_are_inverse(
    zones: dict[str, Connection], name: str, begun_s: int, seconds: int
) -> None:
    """What was added is measured, to the second, and no earlier instant would do."""
    db, begun = zones[name], begun_s * SECOND
    reached = instant_after(db, "one", begun, seconds)

    assert reached is not None
    assert reached > begun
    assert worked_between(db, "one", begun, reached) == seconds
    assert worked_between(db, "one", begun, reached - SECOND) == seconds - 1
    warned = db.execute(
        select(before_worked(literal(reached, WHOLE), literal(seconds, WHOLE), "one"))
    ).scalar_one()
    assert worked_between(db, "one", warned, reached) == seconds


@given(
    name=st.sampled_from(sorted(ZONES)),
    begun_s=st.integers(at("2025-01-03T00:00") // SECOND, at("2026-06-30T00:00") // SECOND),
    parts=st.tuples(st.integers(1, 200 * HOUR_S), st.integers(1, 200 * HOUR_S)),
)
@settings(max_examples=100)
def test_two_additions_are_one(
    zones: dict[str, Connection], name: str, begun_s: int, parts: tuple[int, int]
) -> None:
    """It does not matter whether time is added at once or in two steps."""
    db, begun = zones[name], begun_s * SECOND
    halfway = instant_after(db, "one", begun, parts[0])

    assert halfway is not None
    assert instant_after(db, "one", halfway, parts[1]) == instant_after(db, "one", begun, sum(parts))


@pytest.mark.parametrize(
    ("name", "since", "until", "hours"),
    [
        ("Berlin", "2026-03-29T00:00", "2026-03-29T12:00", 2),  # 02:00 to 03:00 is not there
        ("Berlin", "2026-10-25T00:00", "2026-10-25T12:00", 4),  # 02:00 to 03:00 is there twice
        ("New York at night", "2026-03-08T00:00", "2026-03-08T12:00", 2),
        ("New York at night", "2026-11-01T00:00", "2026-11-01T12:00", 4),
        ("Lord Howe, half an hour", "2026-04-05T00:00", "2026-04-05T12:00", 1),
        ("Lord Howe, half an hour", "2025-10-05T00:00", "2025-10-05T12:00", 0.25),
        ("Cairo, at midnight", "2026-04-24T00:00", "2026-04-24T12:00", 0.5),  # 00:00 to 01:00 is not there
    ],
)
def test_hours_the_clocks_leap_over_or_show_twice(
    zones: dict[str, Connection], name: str, since: str, until: str, hours: float
) -> None:
    """A night's work is as long as it really was."""
    zone = ZONES[name].time_zone
    worked = worked_between(zones[name], "one", at(since, zone), at(until, zone))

    assert worked == hours * HOUR_S


def test_a_shift_wholly_leapt_over_is_none() -> None:
    """Nobody can work from 02:15 to 02:45 on a night without that half hour; the other shift stays."""
    night = a_calendar(
        "America/New_York", a_week(("01:00-02:00", "02:15-02:45"), ("01:00-02:00", "02:15-02:45"))
    )
    with laid_down(definition(night, 2026, 2026, key="one")) as db:
        zone = "America/New_York"
        assert worked_between(db, "one", at("2026-03-08T00:00", zone), at("2026-03-09T00:00", zone)) == HOUR_S


def test_limits_in_days_end_with_the_last_shift_and_guards_open_with_the_first(
    zones: dict[str, Connection],
) -> None:
    """Two working days after Friday 10:00: Tuesday's end of work, or its begin (spec section 10)."""
    friday = literal(at("2026-03-06T10:00", "Asia/Shanghai"), WHOLE)
    two = literal(2, WHOLE)
    limit, guard = zones["Shanghai"].execute(
        select(limit_ends_at(friday, two, "one"), guard_opens_at(friday, two, "one"))
    ).one()  # fmt: skip

    assert shown(limit, "Asia/Shanghai") == "2026-03-10 18:00"
    assert shown(guard, "Asia/Shanghai") == "2026-03-10 09:00"


def test_beyond_its_years_a_calendar_says_nothing(zones: dict[str, Connection]) -> None:
    """No deadline is made up."""
    assert instant_after(zones["office"], "one", at("2026-12-31T16:00"), 2 * HOUR_S) is None
    assert count_of_year(zones["office"], "one", 2027) is None


def test_own_days_come_before_the_country_and_the_country_before_the_week() -> None:
    """A make-up Saturday taken off, a holiday worked, and a Sunday with the hours of a make-up day."""
    own = a_calendar("Asia/Shanghai", holidays="CN", off=("2026-02-14",), on=("2026-02-17", "2026-03-01"))

    assert day_of(own, date(2026, 2, 14)).spans == ()
    assert day_of(own, date(2026, 2, 28)).spans == NINE_TO_FIVE
    assert day_of(own, date(2026, 2, 28)).is_make_up
    assert day_of(own, date(2026, 2, 17)).spans == NINE_TO_FIVE
    assert day_of(own, date(2026, 2, 17)).holiday
    assert day_of(own, date(2026, 3, 1)).spans == NINE_TO_FIVE
    assert day_of(own, date(2026, 3, 8)).spans == ()


def test_every_shift_of_a_year_begins_and_ends_as_its_zone_says() -> None:
    """The rows say what a clock on the wall of that office says, all year round."""
    zone, there = ZoneInfo("America/New_York"), ZONES["New York"]
    spans = definition(there, 2026, 2026).spans
    clocks = {
        tuple(f"{from_micros(one).astimezone(zone):%H:%M}" for one in (row.starts_at, row.ends_at))
        for row in spans
    }

    assert clocks == {("08:30", "12:00"), ("13:00", "17:15")}
    assert {from_micros(row.starts_at).astimezone(UTC).hour for row in spans} == {12, 13, 17, 18}
    assert all(row.ends_at - row.starts_at < timedelta(days=1) // timedelta(microseconds=1) for row in spans)
