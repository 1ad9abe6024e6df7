"""Ratios against a reference in the same run: taken in turn, several times, told as medians."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

type Work = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """What one subject took: seconds of each round, and the ratio to the reference of the same round."""

    name: str
    seconds: tuple[float, ...]
    ratios: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        """Milliseconds in the middle of all rounds."""
        return statistics.median(self.seconds) * 1000

    @property
    def ratio(self) -> float:
        """The ratio in the middle of all rounds."""
        return statistics.median(self.ratios)


def in_turn(reference: tuple[str, Work], subjects: Mapping[str, Work], *, rounds: int = 7) -> list[Measured]:
    """Time the reference and every subject in turn, round by round, after one round that does not count.

    Args:
        reference: Its name, and the work that everything is compared with.
        subjects: The works by name.
        rounds: How often each is timed.

    Returns:
        The reference first, then the subjects in their order.
    """
    works = {reference[0]: reference[1], **subjects}
    taken: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            if number:
                taken[name].append(time.perf_counter() - began)
    base = taken[reference[0]]
    return [
        Measured(name, tuple(seconds), tuple(one / other for one, other in zip(seconds, base, strict=True)))
        for name, seconds in taken.items()
    ]


def tell(title: str, measured: list[Measured], goals: Mapping[str, float] | None = None) -> None:
    """Print the figures; a goal is the greatest ratio wished for."""
    print(f"\n{title} (reference: {measured[0].name})")
    for one in measured:
        goal = (goals or {}).get(one.name)
        verdict = "" if goal is None else f"   goal <= {goal:g}: {'met' if one.ratio <= goal else 'MISSED'}"
        spread = f"{min(one.ratios):.2f}-{max(one.ratios):.2f}"
        print(f"  {one.name:<44} {one.median_ms:10.2f} ms   x{one.ratio:7.2f} ({spread}){verdict}")
