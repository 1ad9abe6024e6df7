"""Medians and ninth tenths of values that were counted."""

from __future__ import annotations

from collections import Counter


def median(values: Counter[int]) -> int | float | None:
    """Return the value in the middle, or half way between the two there; ``None`` of nothing."""
    of = values.total()
    if not of:
        return None
    doubled = _at(values, (of + 1) // 2) + _at(values, (of + 2) // 2)
    return doubled // 2 if doubled % 2 == 0 else doubled / 2


def ninth_tenth(values: Counter[int]) -> int:
    """Return the value that nine in ten do not exceed (nearest rank); of at least one value."""
    return _at(values, (9 * values.total() + 9) // 10)


def _at(values: Counter[int], place: int) -> int:
    """Return the value at a place of all in their order, from 1."""
    for value in sorted(values):
        place -= values[value]
        if place <= 0:
            return value
    raise ValueError("fewer values than that")
