"""The roles of the shared database: one group for each role of a member, and who owns what is in it."""

from __future__ import annotations

from app.models.vocabulary import Role

OWNER = "app_owner"
"""Owns the schema; nobody signs in as it."""
CLIENT = "app_client"
"""Every group of people is in it: what all may do is granted to it."""
WEBSITE = "app_website"
"""Every website is in it, and in nothing else: it may hand in leads and cannot read."""

CALLERS = (Role.SDR, Role.TEAM_LEAD)
"""Who takes leads out of the pool, and so sees what lies in it."""
OVERSEERS = (Role.TEAM_LEAD, Role.SALES_LEAD, Role.MARKETING, Role.ADMIN)
"""Who sees every lead, for reviews, reports and upkeep; contact details in the pool they see as little as others."""


def group_of(role: Role) -> str:
    """Return the PostgreSQL role of everybody who holds a role of the team."""
    return f"app_{role.value}"


GROUPS = tuple(group_of(role) for role in Role)
