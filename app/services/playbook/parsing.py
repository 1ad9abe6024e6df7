"""TOML texts parsed once: checking, comparing and editing read the same text again and again."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=6)
def parsed(text: str) -> dict[str, Any]:
    """Return what a TOML text says; whoever gets it must not change it.

    Raises:
        ValueError: it is no TOML.
        RecursionError: it is nested too deeply.
    """
    return tomllib.loads(text)
