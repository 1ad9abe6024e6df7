"""The pool in words: why a lead stands where it stands, what may still be claimed, when a lead goes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from app.clock import DAY, SECOND
from app.models.vocabulary import PoolKind, ReturnHow
from app.services.pool_view import PoolHead, PoolLead, PoolLine, PoolReason
from app.views import formats
from app.views.punctuation import joined

type Said = Callable[[], str]

KINDS: Mapping[PoolKind, Said] = {
    PoolKind.TEAM: lambda: QCoreApplication.translate("Pool", "The whole team"),
    PoolKind.DEPARTMENT: lambda: QCoreApplication.translate("Pool", "A department"),
    PoolKind.CHANNEL: lambda: QCoreApplication.translate("Pool", "A channel"),
    PoolKind.GROUP: lambda: QCoreApplication.translate("Pool", "Any other group"),
}
"""Whom a pool is for."""


def pool_title(pool: PoolLine) -> str:
    """Return what a pool is called; the team's own has a name in every language."""
    return pool.title or QCoreApplication.translate("Pool", "Team pool")


def reason_text(row: PoolLead, now: int) -> str:
    """Return why a lead stands where it stands."""
    match row.reason:
        case PoolReason.COOLING_OFF:
            text = QCoreApplication.translate("Pool", "Yours again from {when}")
            return text.format(when=formats.moment(row.free_at or now, now))
        case PoolReason.FIRST_RESPONSE:
            return _first_response(row.respond_left_s or 0)
        case PoolReason.SCORE:
            text = QCoreApplication.translate("Pool", "Score {score}, {age} old")
            return text.format(score=row.score, age=_age(now - row.created_at))
        case PoolReason.FRESH:
            text = QCoreApplication.translate("Pool", "Fresh: came {when}")
            return text.format(when=formats.moment(row.created_at, now))
        case PoolReason.RETURNED:
            return _came_back(row, now)
        case PoolReason.AGE:
            text = QCoreApplication.translate("Pool", "Waiting for {age}")
            return text.format(age=_age(now - row.created_at))


def reason_detail(row: PoolLead, now: int) -> str:
    """Return the second line: how it came back, else what else speaks for it."""
    parts = []
    if row.reason is PoolReason.COOLING_OFF:
        parts.append(QCoreApplication.translate("Pool", "You held it; others may claim it now"))
    elif row.came_how is not None and row.reason is not PoolReason.RETURNED:
        parts.append(_came_back(row, now))
    if row.came_words and row.reason is not PoolReason.COOLING_OFF:
        parts.append(QCoreApplication.translate("Pool", "“{words}”").format(words=row.came_words))
    if row.was_mine and row.reason is not PoolReason.COOLING_OFF:
        parts.append(QCoreApplication.translate("Pool", "You held it once and have cooled off"))
    if not parts and row.last_at is None:
        parts.append(QCoreApplication.translate("Pool", "Nobody has contacted them yet"))
    elif not parts and row.last_at is not None:
        text = QCoreApplication.translate("Pool", "Last contact {when}")
        parts.append(text.format(when=formats.moment(row.last_at, now)))
    return " · ".join(parts)


def reason_tone(row: PoolLead) -> str:
    """Return the text colour of the reason."""
    match row.reason:
        case PoolReason.COOLING_OFF:
            return "muted"
        case PoolReason.FIRST_RESPONSE:
            return "bad" if (row.respond_left_s or 0) < 0 else "warn"
        case _:
            return "text"


def allowance(head: PoolHead) -> str:
    """Return what a member may still claim: 12 of 20 claims left today, 63 of 100 held."""
    left = max(0, head.claims_a_day - head.claimed)
    text = QCoreApplication.translate("Pool", "{left} of {most} claims left today · {held} of {at_once} held")
    if head.reserved:
        reserved = QCoreApplication.translate(
            "Pool", "%Ln reserved, decided when connected", "", head.reserved
        )
        text = f"{text} · {reserved}"
    return text.format(
        left=formats.number(left),
        most=formats.number(head.claims_a_day),
        held=formats.number(head.held),
        at_once=formats.number(head.held_at_once),
    )


def pool_facts(pool: PoolLine, channels: Sequence[str]) -> str:
    """Return who claims from a pool and what lands in it."""
    if pool.kind is PoolKind.TEAM:
        return QCoreApplication.translate(
            "Pool", "Everybody claims here. What no other pool is for lands here."
        )
    who = (
        QCoreApplication.translate("Pool", "Every SDR claims here.")
        if pool.is_open
        else QCoreApplication.translate("Pool", "Only for whom a right was granted.")
    )
    if not channels:
        return who
    lands = QCoreApplication.translate("Pool", "New leads of {channels} land here.")
    return f"{who} {lands.format(channels=joined(channels))}"


def against_claiming(head: PoolHead, pool: PoolLine | None, rows: Sequence[PoolLead], now: int) -> str:
    """Return why the leads selected cannot be claimed, before anybody tries; empty where they can be."""
    if not rows or pool is None:
        return ""
    if not pool.may_claim:
        return QCoreApplication.translate("Pool", "You see this pool, but may not claim from it.")
    cooling = [row.free_at for row in rows if row.free_at is not None]
    if cooling and len(rows) == 1:
        text = QCoreApplication.translate("Pool", "You held it: yours again from {when}.")
        return text.format(when=formats.moment(cooling[0], now))
    if cooling:
        return QCoreApplication.translate(
            "Pool", "%Ln of them you held a short while ago. Leave it out.", "", len(cooling)
        )
    return _over_a_limit(head, len(rows))


def _over_a_limit(head: PoolHead, count: int) -> str:
    left, room = head.claims_a_day - head.claimed, head.held_at_once - head.held
    if count > left and left <= 0:
        return QCoreApplication.translate(
            "Pool", "Your claims of today are used up. Tomorrow there are more."
        )
    if count > left:
        return QCoreApplication.translate("Pool", "Today you may claim %Ln more. Select fewer.", "", left)
    if count > room and room <= 0:
        return QCoreApplication.translate("Pool", "You hold as many as one person may. Give some back first.")
    if count > room:
        return QCoreApplication.translate("Pool", "You may hold %Ln more. Select fewer.", "", room)
    return ""


def _came_back(row: PoolLead, now: int) -> str:
    when = formats.moment(row.came_at or now, now)
    if row.came_how is ReturnHow.RECALLED:
        text = QCoreApplication.translate("Pool", "Recalled from {name} {when}: nobody called")
    else:
        text = QCoreApplication.translate("Pool", "Given back by {name} {when}")
    return text.format(name=row.came_from or QCoreApplication.translate("Pool", "somebody"), when=when)


def _first_response(left_s: int) -> str:
    if left_s < 0:
        text = QCoreApplication.translate("Pool", "First response {time} late")
    else:
        text = QCoreApplication.translate("Pool", "First response due in {time}")
    return text.format(time=formats.duration(abs(left_s)))


def _age(micros: int) -> str:
    days = micros // DAY
    if days < 1:
        return formats.duration(micros // SECOND)
    return QCoreApplication.translate("Formats", "{n} d").format(n=days)
