"""Texts of the playbook, in the language of the screens."""

from __future__ import annotations

from app.services.playbook.document import Text
from app.views.i18n import is_chinese


def said(text: Text | None) -> str:
    """Return a text of the playbook in the language of the screens."""
    return "" if text is None else text.shown("zh" if is_chinese() else "en")
