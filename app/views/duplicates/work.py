"""The search through the whole database, off the window's thread."""

from __future__ import annotations

from typing import cast

from app.services.duplicates.finder import Cancelled
from app.services.duplicates.search import search_duplicates
from app.services.workspace import Workspace
from app.views.background import Job
from app.views.desk import Desk
from app.views.short_turns import short_turns


def searching(desk: Desk, job: Job) -> int | None:
    """Search and return how many new pairs there are; ``None`` where it was stopped."""
    workspace = cast("Workspace", desk)
    try:
        with short_turns():
            return search_duplicates(
                workspace.read, workspace.execute, progress=job.report, is_cancelled=lambda: job.is_cancelled
            )
    except Cancelled:
        return None
