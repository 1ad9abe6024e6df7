"""The team of tests/shared, for desks to join."""

from __future__ import annotations

from tests.shared.conftest import copy_team, founded_team, team

__all__ = ["copy_team", "founded_team", "team"]
