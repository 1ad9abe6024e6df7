"""Spreading promises over days and sharing them among people, for whatever there may be to spread."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import DAY, HOUR, MINUTE
from app.services.spreading import Due, Spread, Taker, WorkDay, share, spread

NOW = 100 * DAY + 10 * HOUR
_IDS = st.integers(min_value=1, max_value=2**64).map(lambda number: UUID(int=number))


@st.composite
def promises(draw: st.DrawFn) -> list[Due]:
    """Up to forty promises around now, each once."""
    made = draw(
        st.lists(
            st.tuples(
                _IDS, st.integers(-9 * DAY, 3 * DAY), st.booleans(), st.booleans(), st.integers(0, 200)
            ),
            max_size=40,
            unique_by=lambda one: one[0],
        )
    )
    return [
        Due(key, key, NOW + away, (NOW + away) // DAY, is_agreed=agreed, is_owed=owed, worth=worth)
        for key, away, agreed, owed, worth in made
    ]


@st.composite
def work_days(draw: st.DrawFn) -> list[WorkDay]:
    """Up to eight days from today on, of one or two shifts, some with promises already, some off."""
    days = []
    for number in range(draw(st.integers(0, 8))):
        midnight = 100 * DAY + number * DAY
        shifts = draw(st.sampled_from((((9, 12), (13, 18)), ((9, 10),), ((22, 24),), ())))
        spans = tuple((midnight + begin * HOUR, midnight + end * HOUR) for begin, end in shifts)
        cut = tuple((max(begin, NOW), end) for begin, end in spans if end > NOW)
        taken = draw(st.lists(st.integers(midnight, midnight + DAY - 1), max_size=12)) if cut else []
        days.append(WorkDay(midnight // DAY, cut, tuple(taken)))
    return days


def _plan(due: list[Due], days: list[WorkDay], usual: int) -> Spread:
    return spread(due, days, now=NOW, usual=usual)


@given(promises(), work_days(), st.integers(1, 12))
@settings(max_examples=150)
def test_nothing_is_lost_and_nothing_is_made_up(due: list[Due], days: list[WorkDay], usual: int) -> None:
    """Each promise is placed, kept for a decision or left, exactly once."""
    plan = _plan(due, days, usual)
    found = [*(one.promise for one in plan.placed), *plan.kept, *plan.left]

    assert Counter(found) == Counter(due)


@given(promises(), work_days(), st.integers(1, 12))
@settings(max_examples=150)
def test_every_time_lies_ahead_in_the_persons_working_time(
    due: list[Due], days: list[WorkDay], usual: int
) -> None:
    """Within a shift of the very day it names, never at once and never twice at the same time."""
    plan, spans = _plan(due, days, usual), {day.on: day.spans for day in days}

    for one in plan.placed:
        assert one.due_at > NOW
        assert any(begin <= one.due_at < end for begin, end in spans[one.on])
    times = [one.due_at for one in plan.placed]
    assert len(set(times)) == len(times)


@given(promises(), work_days(), st.integers(1, 12))
@settings(max_examples=150)
def test_no_day_is_filled_beyond_what_is_usual(due: list[Due], days: list[WorkDay], usual: int) -> None:
    """What is there counts; a day that has more already gets nothing."""
    plan = _plan(due, days, usual)
    put = Counter(one.on for one in plan.placed)

    for day in days:
        assert not put[day.on] or put[day.on] + len(day.taken) <= usual


@given(promises(), work_days(), st.integers(1, 12))
@settings(max_examples=150)
def test_who_waits_longest_comes_first(due: list[Due], days: list[WorkDay], usual: int) -> None:
    """Missed appointments, first responses, then the oldest day, of a day the most valuable; the last is left."""
    plan = _plan(due, days, usual)
    ranks = [
        (not one.is_agreed, not one.is_owed, one.fell_on, -one.worth)
        for one in (*(placed.promise for placed in plan.placed), *plan.left)
    ]

    assert ranks == sorted(ranks)


@given(promises(), work_days(), st.integers(1, 12), st.randoms(use_true_random=False))
@settings(max_examples=80)
def test_the_plan_does_not_hang_on_the_order_they_are_read_in(
    due: list[Due], days: list[WorkDay], usual: int, chance: object
) -> None:
    """The same promises give the same plan."""
    shuffled = sorted(due, key=lambda one: (hash((one.key, str(chance))), one.key))

    assert _plan(shuffled, days, usual) == _plan(due, days, usual)


@given(promises(), work_days(), st.integers(1, 12))
@settings(max_examples=80)
def test_an_agreed_time_ahead_waits_for_a_decision(due: list[Due], days: list[WorkDay], usual: int) -> None:
    """And nothing else does, but first responses where they are kept."""
    plan = _plan(due, days, usual)
    assert set(plan.kept) == {one for one in due if one.is_agreed and one.due_at > NOW}

    kept = spread(due, days, now=NOW, usual=usual, keeps_owed=True).kept
    assert set(kept) == {one for one in due if (one.is_agreed and one.due_at > NOW) or one.is_owed}


@given(promises(), work_days(), st.integers(1, 12), st.data())
@settings(max_examples=80)
def test_a_day_somebody_chose_is_kept_to(
    due: list[Due], days: list[WorkDay], usual: int, data: st.DataObject
) -> None:
    """Beyond what is usual, too; and still nothing is lost or out of working time."""
    open_days = [day.on for day in days if day.spans]
    if not (due and open_days):
        return
    pinned = {
        one.key: data.draw(st.sampled_from(open_days))
        for one in due
        if data.draw(st.booleans(), label="pinned")
    }
    plan = spread(due, days, now=NOW, usual=usual, pinned=pinned)
    spans = {day.on: day.spans for day in days}

    assert Counter([*(one.promise for one in plan.placed), *plan.kept, *plan.left]) == Counter(due)
    for one in plan.placed:
        assert pinned.get(one.promise.key, one.on) == one.on
        assert any(begin <= one.due_at < end for begin, end in spans[one.on])


def test_a_usual_day_is_filled_from_morning_to_evening() -> None:
    """Eight hours and sixteen promises: one each half hour, the noon break left free."""
    midnight = 101 * DAY
    day = WorkDay(
        101, ((midnight + 9 * HOUR, midnight + 12 * HOUR), (midnight + 13 * HOUR, midnight + 18 * HOUR))
    )
    due = [Due(UUID(int=n), UUID(int=n), NOW - n * MINUTE, 99) for n in range(1, 20)]
    plan = spread(due, [day], now=NOW, usual=16)

    clock = [(one.due_at - midnight) // MINUTE for one in plan.placed]
    assert clock[:7] == [540, 570, 600, 630, 660, 690, 780]
    assert len(plan.placed) == 16
    assert len(plan.left) == 3


def test_today_takes_what_fits_into_the_rest_of_it() -> None:
    """From the next five minutes on, around what is due already."""
    end = 100 * DAY + 12 * HOUR
    day = WorkDay(100, ((NOW + 2 * MINUTE, end), (end + HOUR, end + 6 * HOUR)), taken=(NOW + 40 * MINUTE,))
    due = [Due(UUID(int=n), UUID(int=n), NOW - DAY, 99) for n in range(1, 20)]
    plan = spread(due, [day], now=NOW + 2 * MINUTE, usual=14)

    assert [(one.due_at - NOW) // MINUTE for one in plan.placed[:3]] == [5, 55, 80]
    assert len(plan.placed) == 13


@given(promises(), st.lists(_IDS, min_size=1, max_size=5, unique=True))
@settings(max_examples=80)
def test_promises_are_shared_evenly_among_those_who_are_there(due: list[Due], people: list[UUID]) -> None:
    """Nobody gets two more on a day than another; who is on leave then gets none."""
    takers = [Taker(member_id, {}) for member_id in people]
    chosen = share(due, takers, now=NOW)
    per_day = Counter((chosen[one.key], one.fell_on) for one in due)

    assert set(chosen) == {one.key for one in due}
    for on in {one.fell_on for one in due}:
        counts = [per_day[member_id, on] for member_id in people]
        assert max(counts) - min(counts) <= 1
    away = [*takers[:-1], Taker(people[-1], {}, ((NOW - DAY, NOW + 9 * DAY),))]
    assert people[-1] not in share(due, away, now=NOW).values()
