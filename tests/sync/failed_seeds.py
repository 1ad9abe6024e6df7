"""Seeds that failed once, with what was wrong then: run for ever, before any others."""

from __future__ import annotations

FAILED: dict[int, str] = {
    0: "what was written on a hand-over after its lead had left its rep's sight never reached the rep",
    5: "lines of a receipt, written before the hand-over they hang on, were told to nobody",
}
"""By seed: what it found, in a sentence."""
