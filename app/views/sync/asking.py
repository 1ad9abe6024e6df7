"""What the page asks before a question goes to a team lead: whom, and what one wants to know."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.views.widgets.ask_sheet import Asking
from app.views.widgets.option_list import Option

translate = QCoreApplication.translate


def asking_lead(key: UUID, leads: Sequence[tuple[UUID, str]]) -> Asking:
    """Ask whom and what; with one team lead there is nobody to pick."""
    is_one = len(leads) == 1
    return Asking(
        key=key,
        title=translate("Sync", "Ask the team lead"),
        lead_in=translate("Sync", "They find it among their follow-ups, with everything you typed."),
        send=translate("Sync", "Ask"),
        options_title="" if is_one else translate("Sync", "Whom"),
        options=() if is_one else [Option(str(one), name) for one, name in leads],
        needs_option=not is_one,
        words_title=translate("Sync", "What you want to know"),
        placeholder=translate("Sync", "For example: I had spoken with them. May I have the lead back?"),
        needs_words=True,
        pick_first=translate("Sync", "Pick whom to ask."),
        write_first=translate("Sync", "Write what you want to know."),
        begins_with_words=is_one,
    )
