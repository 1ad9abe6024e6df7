"""Computing on another thread without keeping the window waiting for the interpreter."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TURN_S = 0.0005
"""How long a thread keeps the interpreter while the window waits for it; five milliseconds otherwise."""


@contextmanager
def short_turns() -> Iterator[None]:
    """Hand the interpreter over quickly while this thread computes, so that keys are answered."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
