"""Versions of commands on the wire: what older desks sent becomes what the shared database judges today."""

from __future__ import annotations

from collections.abc import Mapping

from app.services.kernel.command import Command

type Upcasts = Mapping[tuple[str, int], str]
"""By kind and version: SQL over ``_args`` that gives the arguments of the next version."""
UPCASTS: Upcasts = {}
"""Kept for a year after the version they end; a changed meaning is a new kind, not a new version."""


def version_of(cls: type[Command], upcasts: Upcasts = UPCASTS) -> int:
    """Return the version of a command that this program sends: one more than the last that has an upcast."""
    return 1 + max((version for kind, version in upcasts if kind == cls.kind), default=0)
