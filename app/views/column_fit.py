"""How columns share the width: the last one stays in sight as long as the minimum widths allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """What one visible column would like, in pixels."""

    width: int
    least: int
    stretch: int = 0


def fit(wishes: Sequence[Wish], room: int) -> list[int]:
    """Return widths that add up to ``room``, or the least widths where even they do not fit.

    What is left over goes to the columns that stretch, by their shares, else to the last; what is
    missing is taken from each column in proportion to what it has above its least width.
    """
    if not wishes:
        return []
    wanted = [max(wish.width, wish.least) for wish in wishes]
    spare = room - sum(wanted)
    if spare >= 0:
        shares = [wish.stretch for wish in wishes]
        if not any(shares):
            shares[-1] = 1
        return _add(wanted, shares, spare)
    slack = [width - wish.least for width, wish in zip(wanted, wishes, strict=True)]
    if sum(slack) <= -spare:
        return [wish.least for wish in wishes]
    return _add(wanted, slack, spare)


def _add(widths: list[int], shares: Sequence[int], amount: int) -> list[int]:
    """Hand out ``amount`` (of either sign) by shares; every pixel goes somewhere."""
    total, given, seen = sum(shares), 0, 0
    result = []
    for width, share in zip(widths, shares, strict=True):
        seen += share
        upto = amount * seen // total
        result.append(width + upto - given)
        given = upto
    return result
