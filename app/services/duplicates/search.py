"""Search the whole database and note what was found, chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from app.services.duplicates.finder import (
    Asked,
    Material,
    Progress,
    find_pairs,
    never,
    nobody_listens,
    read_material,
)
from app.services.kernel.command import Command
from app.services.pairs import SuspectPairs

CHUNK = 500

type Read = Callable[[Callable[[Connection], Material]], Material]
type Give = Callable[[Command], Any]
"""Gives a command and returns what was done, with its ``answer``."""


def search_duplicates(
    read: Read, give: Give, *, progress: Progress = nobody_listens, is_cancelled: Asked = never
) -> int:
    """Note every pair nobody knows yet and return how many there are.

    Raises:
        Cancelled: somebody stopped it before anything was noted.
        RuleViolation: the member may not clean records.
    """
    found = find_pairs(read(read_material), progress=progress, is_cancelled=is_cancelled)
    noted = 0
    for start in range(0, len(found), CHUNK):
        noted += give(SuspectPairs(pairs=tuple(found[start : start + CHUNK]))).answer["noted"]
    return noted
