"""How versions of the playbook are told: what became of them, who proposed, signed and withdrew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from app.services.playbook_truth import UNREADABLE
from app.services.playbook_view import Standing, VersionRow
from app.views import formats
from app.views.playbook.field_words import SECTION_NAMES
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


def strayed_proposal(parts: Sequence[str]) -> str:
    """Return why a version that waits cannot be signed; empty where its text says what would take force."""
    text = QCoreApplication.translate(
        "Playbook",
        "The text kept with this version says something else than what would take force, in: {parts}. "
        "It cannot be signed. Withdraw it; below stands what would take force.",
    )
    return text.format(parts=_named(parts)) if parts else ""


def strayed_in_force(parts: Sequence[str]) -> str:
    """Return what is wrong with the text of the version in force; empty where it says what counts."""
    text = QCoreApplication.translate(
        "Playbook",
        "The text kept with this version says something else, in: {parts}. What is shown and exported here is what "
        "counts. A team lead puts it right by editing it and putting it into force.",
    )
    return text.format(parts=_named(parts)) if parts else ""


_SECTIONS: Mapping[str, str] = {
    "facts": "stages", "required": "stages", "choices": "questions", "record_values": "record_fields",
    "rules": "assignment_rules", "matches": "assignment_rules", "rule_reps": "assignment_rules",
    "score_words": "score_rules", "persona_words": "personas", "track_reasons": "tracks", "track_steps": "tracks",
}  # fmt: skip
"""The section of the file a part belongs to, where it has another name."""


def _named(parts: Sequence[str]) -> str:
    if UNREADABLE in parts:
        return QCoreApplication.translate("Playbook", "everything, for it is no playbook")
    sections = dict.fromkeys(_SECTIONS.get(part, part) for part in parts)
    return joined(SECTION_NAMES[section]() for section in sections)
