"""What there is to send, which of it fits a lead best, and the message it makes (spec section 14)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, func, select

from app.models.nurture import Content, ContentReason, NurtureTouch
from app.models.people import Member
from app.models.vocabulary import ContentKind
from app.services.nurture_view import NurtureRow

NAME, COMPANY, ME = "{name}", "{company}", "{me}"
"""Places in the words of a piece of content that each message fills."""
_REASON, _PERSONA, _INDUSTRY, _LANGUAGE, _KIND = 8, 4, 2, 1, 16
_CJK: Final = "CJK UNIFIED"


@dataclass(frozen=True, slots=True)
class ContentRow:
    """One thing of the library.

    Attributes:
        persona: Empty where it is for everybody; so with the industry.
        sent: How often it was sent.
    """

    content_id: UUID
    kind: ContentKind
    title: str
    language: str
    link: str
    words: str
    persona: str
    industry: str
    reasons: tuple[str, ...]
    saved_at: int
    by_name: str
    sent: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be sent to a lead now.

    Attributes:
        lead: The lead and its next step.
        fitting: What fits it, the best first; what it was sent already comes last.
        again: Of those, what it was sent already.
        me: Who sends it, as the message is signed.
    """

    lead: NurtureRow
    fitting: tuple[ContentRow, ...]
    again: frozenset[UUID]
    me: str


def library(db: Connection) -> list[ContentRow]:
    """Return what the library offers, the latest first."""
    reasons: dict[UUID, list[str]] = {}
    for one in db.execute(
        select(ContentReason.content_id, ContentReason.reason).order_by(ContentReason.reason)
    ):
        reasons.setdefault(one.content_id, []).append(one.reason)
    touch = NurtureTouch.__table__.alias("touch")
    sent = (
        select(func.count()).where(touch.c.content_id == Content.id).correlate_except(touch).scalar_subquery()
    )
    rows = db.execute(
        select(
            Content.id, Content.kind, Content.title, Content.language, Content.link, Content.words, Content.persona,
            Content.industry, Content.saved_at, Member.name, sent.label("sent"),
        )
        .outerjoin(Member, Member.id == Content.by_id)
        .where(Content.retired_at.is_(None))
        .order_by(Content.saved_at.desc(), Content.id)
    )  # fmt: skip
    return [
        ContentRow(
            row.id, ContentKind(row.kind), row.title, row.language, row.link, row.words, row.persona or "",
            row.industry or "", tuple(reasons.get(row.id, ())), row.saved_at, row.name or "", row.sent,
        )
        for row in rows
    ]  # fmt: skip


def offer_for(lead: NurtureRow, member_id: UUID) -> Callable[[Connection], Offer]:
    """Return the question what can be sent to a lead now."""

    def ask(db: Connection) -> Offer:
        sent = select(NurtureTouch.content_id).where(
            NurtureTouch.lead_id == lead.lead_id, NurtureTouch.content_id.is_not(None)
        )
        again = frozenset(one for one in db.execute(sent).scalars() if one is not None)
        me = db.execute(select(Member.name).where(Member.id == member_id)).scalar_one()
        return Offer(lead, tuple(fitting(library(db), lead, again)), again, me)

    return ask


def fitting(
    contents: Iterable[ContentRow], lead: NurtureRow, again: frozenset[UUID] = frozenset()
) -> list[ContentRow]:
    """Return what fits a lead, the best first.

    Nothing for another persona, industry or reason fits. Of what does, the kind that the step asks for comes first,
    then what is made for just such leads, then what is in their language; what was sent already comes last.
    """
    fits = [one for one in contents if _fits(one, lead)]
    return sorted(fits, key=lambda one: (one.content_id in again, -_closeness(one, lead), -one.saved_at))


def message(content: ContentRow | None, lead: NurtureRow, me: str) -> str:
    """Return the message that sends a piece of content to a lead; empty without one."""
    if content is None:
        return ""
    filled = content.words
    for place, value in ((NAME, lead.contact_name), (COMPANY, lead.company), (ME, me)):
        filled = filled.replace(place, value or "")
    return "\n\n".join(part for part in (filled.strip(), content.link) if part)


def _fits(one: ContentRow, lead: NurtureRow) -> bool:
    return (
        (not one.persona or one.persona == lead.persona)
        and (not one.industry or _plain(one.industry) == _plain(lead.industry or ""))
        and (not one.reasons or lead.reason in one.reasons)
    )


def _closeness(one: ContentRow, lead: NurtureRow) -> int:
    return (
        _KIND * (lead.content is not None and one.kind is lead.content)
        + _REASON * bool(one.reasons)
        + _PERSONA * bool(one.persona)
        + _INDUSTRY * bool(one.industry)
        + _LANGUAGE * (one.language == language_of(lead))
    )


def language_of(lead: NurtureRow) -> str:
    """Return in which language to write to a lead, by how it and its contact are called."""
    called = f"{lead.contact_name or ''}{lead.company or ''}"
    return "zh" if any(unicodedata.name(one, "").startswith(_CJK) for one in called) else "en"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
