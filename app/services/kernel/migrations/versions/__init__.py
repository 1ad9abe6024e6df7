"""Every revision in order; importing this imports alembic."""

from __future__ import annotations

from collections.abc import Callable

from app.services.kernel.migrations.versions import r0001_first

UPGRADES: tuple[Callable[[], None], ...] = (r0001_first.upgrade,)
"""The revision with the number n stands at place n - 1."""
