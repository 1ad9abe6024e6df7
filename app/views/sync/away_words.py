"""What happened while somebody was away, as lines of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.services.sync.away import Absence, Happened, News
from app.services.sync.terms import Terms
from app.views import formats
from app.views.leads.said import in_language
from app.views.rows_source import Column, Look
from app.views.sync.command_words import kind_text

translate = QCoreApplication.translate
type Said = Callable[[], str]

_SAID: Mapping[News, Said] = {
    News.ACCEPTED: lambda: translate("Away", "Your hand-over was accepted"),
    News.RETURNED: lambda: translate("Away", "Your hand-over came back with a question"),
    News.REFUSED: lambda: translate("Away", "Your hand-over was refused"),
    News.HANDED: lambda: translate("Away", "A lead was handed over to you"),
    News.TO_JUDGE: lambda: translate("Away", "Sales refused a hand-over: your verdict is asked for"),
    News.REFUSAL_RIGHT: lambda: translate("Away", "Review: the refusal was right"),
    News.HANDOVER_RIGHT: lambda: translate("Away", "Review: the hand-over was right"),
    News.UNCLEAR: lambda: translate("Away", "Review: unclear, call back"),
    News.CLAIMED: lambda: translate("Away", "Your claim is confirmed"),
    News.GIVEN: lambda: translate("Away", "A lead was assigned to you"),
    News.TAKEN: lambda: translate("Away", "A lead of yours is somebody else's now"),
    News.RECLAIM: lambda: translate(
        "Away", "Went back to the pool before your call was known: yours to claim again"
    ),
    News.RECALLED: lambda: translate("Away", "A lead of yours went back to the pool"),
    News.MOVED: lambda: translate("Away", "Moved to {stage}"),
    News.CONTACTED: lambda: translate("Away", "A colleague was in touch with them"),
    News.NOT_TAKEN: lambda: translate("Away", "Refused by the shared database: {what}"),
}
TONES: Mapping[News, str] = {
    News.ACCEPTED: "ok", News.HANDOVER_RIGHT: "ok", News.CLAIMED: "ok", News.RECLAIM: "warn", News.RETURNED: "warn",
    News.UNCLEAR: "warn",
    News.TO_JUDGE: "warn", News.REFUSED: "bad", News.REFUSAL_RIGHT: "bad", News.TAKEN: "bad", News.RECALLED: "bad",
    News.NOT_TAKEN: "bad",
}  # fmt: skip


def what_text(one: Happened, terms: Terms) -> str:
    """Return what happened."""
    said = _SAID[one.what]()
    match one.what:
        case News.MOVED:
            titles = terms.titles.get(("stage", one.words))
            return said.format(stage=one.words if titles is None else in_language(*titles))
        case News.NOT_TAKEN:
            return said.format(what=kind_text(one.words))
        case News.CONTACTED if one.count > 1:
            return translate("Away", "A colleague was in touch with them, %Ln time(s)", "", one.count)
        case _:
            return said


def detail_text(one: Happened) -> str:
    """Return who did it and what they wrote."""
    words = "" if one.what in (News.MOVED, News.NOT_TAKEN) else one.words
    quoted = translate("Away", "“{words}”").format(words=" ".join(words.split())) if words else ""
    return " · ".join(part for part in (one.who, quoted) if part)


def span_text(absence: Absence, now: int) -> str:
    """Return from when to when."""
    said = translate("Away", "From {begin} until {end}, without what you did yourself.")
    return said.format(begin=formats.moment(absence.from_at, now), end=formats.moment(absence.until_at, now))


def lead_text(one: Happened) -> str:
    """Return the lead; one that is out of sight has no name here any more."""
    if one.lead_id is None and one.what is News.NOT_TAKEN:
        return "–"
    return one.name or translate("Away", "not in your sight any more")


def away_columns(clock: Clock, terms: Callable[[], Terms]) -> tuple[Column[Happened], ...]:
    """Return the columns of the digest."""
    return (
        Column[Happened](
            "what", lambda: translate("Away", "What happened"), lambda row: what_text(row, terms()), Look.TWO_LINES,
            420, 200, 3, second=detail_text, tone=lambda row: TONES.get(row.what, "text"), is_fixed=True,
        ),
        Column[Happened](
            "lead", lambda: translate("Away", "Lead"), lead_text, width=260, min_width=120, stretch=2,
            tone=lambda row: "text" if row.is_here else "muted",
        ),
        Column[Happened](
            "at", lambda: translate("Away", "When"), lambda row: formats.moment(row.at, clock()), width=130,
            min_width=80, tone=lambda _row: "muted",
        ),
    )  # fmt: skip
