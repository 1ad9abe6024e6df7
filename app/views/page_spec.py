"""What the shell knows of a page before it is made: its place in the rail and who sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.models.vocabulary import Role
from app.views.page import Page
from app.views.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of the shell; it is made when first shown."""

    key: str
    title: Callable[[], str]
    icon: str
    factory: Callable[[Surroundings], Page[Any]]
    roles: frozenset[Role] | None = None
    """Who sees it; everybody without it."""
    rail_roles: frozenset[Role] | None = None
    """Who has it in the rail, of those who see it; all of them without it. Others are led to it."""
    group: str = ""
    """What it stands together with in the rail; a gap parts it from others."""
    in_rail: bool = True
    """Whether it stands in the rail; a page that only others lead to (one lead) does not."""
    needs_target: bool = False
    """Whether it is bare until something is opened on it: another hat does not begin its work there."""
    may_begin: bool = True
    """Whether a hat's work may begin there: a plan of days does not come before the work itself."""
    takes_new_lead: bool = False
    """Whether a new lead is typed there: who does not see it is not offered one."""
    has_search: bool = False
    """Whether the search field of the top bar narrows this page; else it leads to the search page."""

    def is_for(self, role: Role | None) -> bool:
        """Whether somebody in this role sees the page."""
        return self.roles is None or role is None or role in self.roles

    def stands_in_rail(self, role: Role | None) -> bool:
        """Whether the rail of somebody in this role has the page."""
        is_theirs = self.rail_roles is None or role is None or role in self.rail_roles
        return self.in_rail and is_theirs and self.is_for(role)


@dataclass(frozen=True, slots=True)
class Hat:
    """A member one may work as; alone, one person holds several."""

    key: str
    name: str
    role: Role
    role_text: Callable[[], str]
