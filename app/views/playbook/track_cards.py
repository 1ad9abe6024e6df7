"""Nurture as the playbook agrees on it, as cards: each track with its steps, and whom one talks to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame

from app.services.playbook.document import Track
from app.services.playbook_view import Agreed
from app.views.content_words import content_kind_text
from app.views.punctuation import aside, joined
from app.views.said import said
from app.views.widgets.basics import label
from app.views.widgets.card_pieces import facts, titled


def track_cards(agreed: Agreed) -> list[QFrame]:
    """Say every track of nurture, for whom it is and what it sends when; and how personas are told."""
    book = agreed.playbook
    reasons = {reason.key: said(reason.title) for reason in book.reasons}
    personas = {persona.key: said(persona.title) for persona in book.personas}
    cards = [
        titled(
            QCoreApplication.translate("Playbook", "Nurture: {track}").format(track=said(track.title)),
            *(label(line, wrap=True) for line in _lines(track, reasons, personas)),
            gap=4,
        )
        for track in book.tracks
    ]
    known = [(said(persona.title), joined(persona.titles)) for persona in book.personas]
    if known:
        cards.append(titled(QCoreApplication.translate("Playbook", "Personas by job title"), facts(known)))
    return cards


def _lines(track: Track, reasons: dict[str, str], personas: dict[str, str]) -> list[str]:
    whom = [personas.get(track.persona, track.persona)] if track.persona else []
    why = joined(reasons.get(key, key) for key in track.reasons)
    takes = joined((*whom, why), strongly=True)
    lines = [
        QCoreApplication.translate("Playbook", "For: {what}").format(what=takes)
        if takes
        else QCoreApplication.translate("Playbook", "For everybody the tracks before left over")
    ]
    if not track.steps:
        lines.append(QCoreApplication.translate("Playbook", "Nothing is sent."))
    for at, step in enumerate(track.steps, 1):
        kind = content_kind_text(step.content) if step.content is not None else ""
        text = QCoreApplication.translate("Playbook", "{n}. after {days} working days: {what}")
        what = aside(said(step.title), kind) if kind else said(step.title)
        lines.append(text.format(n=at, days=step.after_days, what=what))
    return lines
