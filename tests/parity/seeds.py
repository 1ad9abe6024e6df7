"""Which histories are judged: a few always, those that once failed for ever, more on demand."""

from __future__ import annotations

import os

STEPS = int(os.environ.get("DECILE_PARITY_STEPS", "2500"))
"""Least length of a history; it goes on, at most to four times that, until everything rare was seen."""
SEEDS = tuple(int(seed) for seed in os.environ.get("DECILE_PARITY_SEEDS", "1,2,3,4,5,6").split(","))
"""The histories of a run; together they accept every command often enough."""
FAILED_SEEDS: tuple[int, ...] = ()
"""Seeds that found a difference once; each is replayed for good."""
LEAST_ACCEPTED = 50
GOAL = -(-LEAST_ACCEPTED // len(SEEDS))
"""How often one history shall accept each command, so that together they do often enough."""
