"""The pages of the window, one line each: where they stand, who sees them, how they are made."""

from __future__ import annotations

# A page is imported when it is first shown: the window comes before what it might show.
# ruff: noqa: PLC0415
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import Role
from app.services.workspace import Workspace
from app.views.page import Page
from app.views.page_spec import PageSpec
from app.views.surroundings import Surroundings

_WORK_LEADS = frozenset({Role.SDR, Role.TEAM_LEAD})
_JUDGE = frozenset({Role.SDR, Role.TEAM_LEAD, Role.REP, Role.SALES_LEAD})
_BRING_IN = frozenset({Role.SDR, Role.TEAM_LEAD, Role.MARKETING, Role.SALES_LEAD, Role.ADMIN})

type Make = Callable[[Surroundings], Page[Any]]


def page_specs(workspace: Workspace) -> list[PageSpec]:
    """Return the pages in the order of the rail."""
    return []
