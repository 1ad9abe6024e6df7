"""Whether the clock on the wall was set, or the machine slept, between two looks."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import SECOND


@dataclass(frozen=True, slots=True)
class Jump:
    """What a look at the clocks found.

    Attributes:
        is_set: The clock on the wall was set, or the machine slept: it moved otherwise than time passed.
        away_s: Seconds by the wall since the last look; negative where the clock was set back.
    """

    is_set: bool
    away_s: float


def jumped(by_wall: int, by_time_s: float, *, look_s: float) -> Jump:
    """Return what two looks at the clocks tell.

    On Linux and macOS the passing time stands still while the machine sleeps; on Windows it goes on, and the long
    silence between two looks tells the sleep.

    Args:
        by_wall: Microseconds by which the clock on the wall moved.
        by_time_s: Seconds that passed (``time.monotonic``).
        look_s: How often it is looked.
    """
    by_wall_s = by_wall / SECOND
    is_set = abs(by_wall_s - by_time_s) > look_s or by_time_s > 3 * look_s
    return Jump(is_set, by_wall_s)
