"""Keyed hashes of what is no longer kept: the team's secret, and a key as the lists compare it (spec section 13)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, select

from app.models.erasing import ErasingSecret
from app.services.kernel.expressions import Folded, KeyedHash


def secret() -> ColumnElement[Any]:
    """Return the team's secret; NULL while nobody was erased, and then no hash equals another."""
    kept = ErasingSecret.__table__.alias("kept_secret")
    return select(kept.c.secret).where(kept.c.place == 1).correlate_except(kept).scalar_subquery()


def compared(key: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a key as it is compared: the case in which somebody typed an address does not count."""
    return Folded(key)


def hashed(key: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the keyed hash of a key."""
    return KeyedHash(secret(), compared(key))
