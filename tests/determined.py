"""Ids drawn from a seed: a run that failed is the same run the next time."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random


class _Chance:
    """What the module ``uuid`` takes for the operating system: ids come from the seed, too."""

    def __init__(self, chance: Random) -> None:
        self.urandom = chance.randbytes


@contextmanager
def determined(seed: int | str) -> Iterator[Random]:
    """Draw everything that is left to chance, ids included, from one seed while the block runs."""
    real = uuid.os  # type: ignore[attr-defined]
    uuid.os = _Chance(Random(f"ids of {seed}"))  # type: ignore[attr-defined]
    try:
        yield Random(seed)
    finally:
        uuid.os = real  # type: ignore[attr-defined]
