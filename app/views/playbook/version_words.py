"""How versions of the playbook are told: what became of them, who proposed, signed and withdrew."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.services.playbook_view import Standing, VersionRow
from app.views import formats
from app.views.punctuation import joined
from app.views.roles import role_name


def version_lines(version: VersionRow) -> list[str]:
    """Return who did what with a version, and when."""
    lines = []
    if version.proposed_at is not None:
        lines.append(_did("Proposed {when} by {who}", version.proposed_at, version.proposed_by))
    for mark in version.signatures:
        signed = QCoreApplication.translate("Playbook", "Signed as {role} {when} by {who}")
        when = formats.date_time(mark.at)
        lines.append(signed.format(role=role_name(mark.role), when=when, who=mark.name))
    if version.adopted_at is not None:
        lines.append(_did("In force from {when}, by {who}", version.adopted_at, version.adopted_by))
    if version.withdrawn_at is not None:
        lines.append(_did("Withdrawn {when} by {who}", version.withdrawn_at, version.withdrawn_by))
    if version.withdrawn_words:
        lines.append(
            QCoreApplication.translate("Playbook", "“{words}”").format(words=version.withdrawn_words)
        )
    return lines


def _did(text: str, at: int, who: str) -> str:
    said_so = {
        "Proposed {when} by {who}": QCoreApplication.translate("Playbook", "Proposed {when} by {who}"),
        "In force from {when}, by {who}": QCoreApplication.translate(
            "Playbook", "In force from {when}, by {who}"
        ),
        "Withdrawn {when} by {who}": QCoreApplication.translate("Playbook", "Withdrawn {when} by {who}"),
    }
    return said_so[text].format(when=formats.date_time(at), who=who)


STANDINGS: Mapping[Standing, tuple[Callable[[], str], str]] = {
    Standing.IN_FORCE: (lambda: QCoreApplication.translate("Playbook", "in force"), "ok"),
    Standing.EARLIER: (lambda: QCoreApplication.translate("Playbook", "earlier"), ""),
    Standing.PROPOSED: (lambda: QCoreApplication.translate("Playbook", "waits for signatures"), "warn"),
    Standing.WITHDRAWN: (lambda: QCoreApplication.translate("Playbook", "withdrawn"), "lost"),
}
"""What became of a version, and the tone of its chip."""


def waits_for(version: VersionRow) -> str:
    """Return whose signature a version waits for."""
    text = QCoreApplication.translate("Playbook", "Version {n} takes effect when it is signed by: {roles}")
    return text.format(n=version.version, roles=joined(role_name(role) for role in version.missing))
