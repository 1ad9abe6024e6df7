"""Seeds that failed once, with what was wrong then: run for ever, before any others."""

from __future__ import annotations

FAILED: dict[int, str] = {
    0: "what was written on a hand-over after its lead had left its rep's sight never reached the rep",
    5: "lines of a receipt, written before the hand-over they hang on, were told to nobody",
    2: "a command given by a clock forty days behind was forgotten as old the moment it was settled",
    16: "what was written about a lead stayed in the write-ahead log of a desk that may not see it any more",
    22: "a command of a member set aside while another hat of theirs was worn waited for ever",
    34: "a command whose answer was lost was called refused after its author's leave, and was done",
    59: "who was set aside by a desk that told it last was locked out of the end (of the simulation's making)",
}
"""By seed: what it found, in a sentence."""
