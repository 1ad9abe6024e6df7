"""What kinds of content are called, in the library and in the tracks of the playbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import ContentKind

CONTENT_KINDS: Mapping[ContentKind, Callable[[], str]] = {
    ContentKind.CASE: lambda: QCoreApplication.translate("Nurture", "customer case"),
    ContentKind.WHITE_PAPER: lambda: QCoreApplication.translate("Nurture", "white paper"),
    ContentKind.LIVE_EVENT: lambda: QCoreApplication.translate("Nurture", "live event"),
    ContentKind.VIDEO: lambda: QCoreApplication.translate("Nurture", "video"),
    ContentKind.OTHER: lambda: QCoreApplication.translate("Nurture", "other"),
}


def content_kind_text(kind: str) -> str:
    """Return what a kind of content is called; a word without a name stands for itself."""
    return CONTENT_KINDS[ContentKind(kind)]() if kind in set(ContentKind) else kind
