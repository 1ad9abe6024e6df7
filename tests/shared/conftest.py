"""The team these tests work in."""

from __future__ import annotations

from tests.shared.fixtures import copy_team, founded_team, shared_team, team

__all__ = ["copy_team", "founded_team", "shared_team", "team"]
