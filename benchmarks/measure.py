"""Ratios against a reference in the same run: taken in turn, several times, told as medians."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # a benchmark is run as a file, so Python looks beside it only
    sys.path.insert(0, str(ROOT))


@dataclass(frozen=True)
class Took:
    """What a work says it took, where the clock around it would count more than the work."""

    seconds: float


type Work = Callable[[], object]
"""Something timed from outside, unless it returns what it ``Took``."""


class Reference:
    """A process that does the raw work, next door: it imports nothing of the product (see ``reference.py``)."""

    def __init__(self, *words: object) -> None:
        """Start it.

        Args:
            words: What ``reference.py`` is told: the name of a work, and what that work needs.
        """
        # Isolated: neither this folder nor the product's is on its path.
        command = [sys.executable, "-I", str(Path(__file__).with_name("reference.py")), *map(str, words)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        """Use it in a ``with``, so that it ends."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._process.communicate()

    def __call__(self, word: str = "") -> Took:
        """Do the work once; ``word`` says which, where it has several."""
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        if pipe_in is None or pipe_out is None:
            raise AssertionError("the process was made with pipes")
        pipe_in.write(word + "\n")
        pipe_in.flush()
        return Took(float(pipe_out.readline()))


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
    def best_ms(self) -> float:
        """Milliseconds of the least disturbed round."""
        return min(self.seconds) * 1000

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
            seconds = once(work)
            if number:
                taken[name].append(seconds)
    return compared(taken)


def once(work: Work) -> float:
    """Return the seconds one work took."""
    began = time.perf_counter()
    answer = work()
    return answer.seconds if isinstance(answer, Took) else time.perf_counter() - began


def compared(taken: Mapping[str, Sequence[float]]) -> list[Measured]:
    """Return seconds by name as ratios to the first name, round by round."""
    base = next(iter(taken.values()))
    return [
        Measured(name, tuple(seconds), tuple(one / other for one, other in zip(seconds, base, strict=True)))
        for name, seconds in taken.items()
    ]


def tell(title: str, measured: list[Measured], goals: Mapping[str, float] | None = None) -> None:
    """Print median, best and ratio of each; a goal is the greatest ratio wished for.

    The ratio of the best rounds stands beside the median of all: on a machine that does other things as well,
    work that waits for other threads is disturbed more than a reference that runs through.
    """
    print(f"\n{title} (reference: {measured[0].name})")
    for one in measured:
        goal = (goals or {}).get(one.name)
        verdict = "" if goal is None else f"   goal <= {goal:g}: {'met' if one.ratio <= goal else 'MISSED'}"
        spread = f"{min(one.ratios):.2f}-{max(one.ratios):.2f}"
        best, least = one.best_ms, one.best_ms / measured[0].best_ms
        print(
            f"  {one.name:<44} {one.median_ms:10.2f} ms (best {best:.2f})   x{one.ratio:7.2f} ({spread})"
            f"   best x{least:.2f}{verdict}",
            flush=True,
        )
