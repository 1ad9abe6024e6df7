"""The armed job wakes once, in time, and ends with its owner; two looks at the clocks tell sleep and set clocks."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from app.clock import DAY, HOUR, SECOND, system_clock
from app.services.clock_jumps import jumped
from app.services.reminder_clock import ReminderClock

PATIENCE_S = 20
LOOK_S = 20


class Waking:
    """Remembers when it was woken."""

    def __init__(self) -> None:
        self.at: list[int] = []
        self.woken = threading.Event()

    def __call__(self) -> None:
        self.at.append(system_clock())
        self.woken.set()


@pytest.fixture
def waking() -> Waking:
    return Waking()


@pytest.fixture
def armed(waking: Waking) -> Iterator[ReminderClock]:
    made = ReminderClock(waking, system_clock)
    made.start()
    yield made
    made.stop()


def test_it_wakes_at_the_instant_it_was_armed_for(armed: ReminderClock, waking: Waking) -> None:
    """Not before; and once."""
    due_at = system_clock() + SECOND // 4
    armed.arm(due_at)

    assert waking.woken.wait(PATIENCE_S)
    assert due_at <= waking.at[0]
    assert (len(waking.at), armed.job_count) == (1, 0)


def test_what_is_due_already_wakes_at_once_however_late(armed: ReminderClock, waking: Waking) -> None:
    """A job whose time has passed is never dropped."""
    armed.arm(system_clock() - 400 * DAY)

    assert waking.woken.wait(PATIENCE_S)


def test_arming_anew_forgets_what_was_armed(armed: ReminderClock, waking: Waking) -> None:
    """One job, whatever was armed before; nothing known to come is looked at again all the same."""
    for at in (system_clock() + HOUR, None, system_clock() + DAY):
        armed.arm(at)
        assert armed.job_count == 1

    armed.arm(system_clock())
    assert waking.woken.wait(PATIENCE_S)
    assert len(waking.at) == 1


@pytest.mark.parametrize(
    ("by_wall", "by_time_s", "is_set"),
    [
        (20 * SECOND, 20.0, False),
        (21 * SECOND, 20.2, False),
        (8 * HOUR, 20.0, True),  # slept, and the passing time stood still
        (8 * HOUR, 8 * 3600.0, True),  # slept, and the passing time went on
        (-5 * HOUR, 20.0, True),  # set back
        (5 * HOUR, 20.0, True),  # set forward
    ],
)
def test_two_looks_tell_what_happened_to_the_clocks(by_wall: int, by_time_s: float, *, is_set: bool) -> None:
    """Time by the wall, time that passed, and how long nobody looked."""
    found = jumped(by_wall, by_time_s, look_s=LOOK_S)

    assert (found.is_set, found.away_s) == (is_set, by_wall / SECOND)
