"""How sure a share is: Wilson's interval for one, Newcombe's for the difference of two."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From where to where a share may lie, fractions of 1."""

    low: float
    high: float


def wilson(part: int, whole: int) -> Interval | None:
    """Return the 95 % score interval of a share (Wilson 1927); ``None`` of nothing.

    5 of 100 is 2.2 to 11.2 %, 1 of 100 is 0.2 to 5.4 % (issue 6).
    """
    if whole <= 0:
        return None
    share, z2 = part / whole, Z_95 * Z_95
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = Z_95 / (1 + z2 / whole) * sqrt(share * (1 - share) / whole + z2 / (4 * whole * whole))
    return Interval(
        0.0 if part <= 0 else max(0.0, middle - half), 1.0 if part >= whole else min(1.0, middle + half)
    )


def difference_is_proved(part: int, whole: int, other_part: int, other_whole: int) -> bool | None:
    """Whether two shares differ beyond chance at 95 %; ``None`` where one of them is of nothing.

    Newcombe's hybrid score interval (1998, method 10) of the difference leaves out zero.
    """
    one, other = wilson(part, whole), wilson(other_part, other_whole)
    if one is None or other is None:
        return None
    a, b = part / whole, other_part / other_whole
    low = a - b - sqrt((a - one.low) ** 2 + (other.high - b) ** 2)
    high = a - b + sqrt((one.high - a) ** 2 + (b - other.low) ** 2)
    return low > 0 or high < 0
