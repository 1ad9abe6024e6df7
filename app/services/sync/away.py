"""What others did to one person's leads and hand-overs while they were away, and what became of their own claims."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    exists,
    func,
    join,
    literal,
    or_,
    select,
)

from app.clock import HOUR
from app.models.activity import Activity
from app.models.desk import OutboxEntry
from app.models.handover import Handover
from app.models.leads import Lead, Ownership, StageMove
from app.models.people import Member
from app.models.pool import LeadReturn
from app.models.review import Review
from app.models.vocabulary import HandoverState, ReturnHow, Role, Verdict
from app.services.command_leads import noted
from app.services.pool_rules import was_worked_in_time
from app.services.remembering import remember, remembered
from app.services.sync.refused import REFUSED

ABSENT_LEAST = 4 * HOUR
"""Someone whose desk had nothing new for so long was away: a lunch is no absence, a night is."""
LINES_MOST = 200
"""Lines of one digest: of more, the latest."""
_ABSENCE = "sync.away"
_SEEN = "sync.seen"


class News(StrEnum):
    """What happened, in the order it is told for the same instant."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    REFUSED = "refused"
    HANDED = "handed"
    """A hand-over came in."""
    TO_JUDGE = "to_judge"
    """Sales refused a hand-over, and a verdict is asked for."""
    REFUSAL_RIGHT = "refusal_right"
    HANDOVER_RIGHT = "handover_right"
    UNCLEAR = "unclear"
    CLAIMED = "claimed"
    """A claim of theirs was confirmed."""
    GIVEN = "given"
    """A lead was assigned to them."""
    TAKEN = "taken"
    """A lead of theirs is another's now."""
    RECLAIM = "reclaim"
    """A lead of theirs was recalled though they had worked on it in time; it can be claimed again."""
    RECALLED = "recalled"
    MOVED = "moved"
    """Somebody moved a lead of theirs to another stage."""
    CONTACTED = "contacted"
    """Somebody contacted a lead of theirs, or noted something about it."""
    NOT_TAKEN = "not_taken"
    """The shared database refused something they did."""


_DECIDED = {
    News.ACCEPTED: HandoverState.ACCEPTED, News.RETURNED: HandoverState.RETURNED, News.REFUSED: HandoverState.REFUSED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the digest.

    Attributes:
        lead_id: The lead; ``None`` where it concerns none.
        name: What the lead is called; empty where it is out of sight now.
        is_here: Whether it can be opened.
        who: Who did it; empty where nobody did.
        words: What was written with it, or the code of a stage or a refusal.
        count: How often, of what is told once for many.
    """

    key: str
    what: News
    at: int
    lead_id: UUID | None
    name: str
    is_here: bool
    who: str
    words: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Absence:
    """A span in which nothing came in, in microseconds UTC."""

    from_at: int
    until_at: int


@dataclass(frozen=True, slots=True)
class Digest:
    """An absence and what happened in it, the latest first; ``absence`` is ``None`` where nobody was ever away."""

    absence: Absence | None
    lines: tuple[Happened, ...]


def note_seen(seen_at: int) -> Callable[[Connection], Absence | None]:
    """Return the write that notes when this desk had everything; it returns the absence that ends with it, if any."""

    def write(db: Connection) -> Absence | None:
        before = remembered(_SEEN)(db)
        remember(_SEEN, str(seen_at))(db)
        if before is None or seen_at - int(before) < ABSENT_LEAST:
            return None
        absence = Absence(int(before), seen_at)
        remember(_ABSENCE, json.dumps([absence.from_at, absence.until_at]))(db)
        return absence

    return write


def last_digest(member_id: UUID) -> Callable[[Connection], Digest]:
    """Return the query of what happened in the last absence."""

    def query(db: Connection) -> Digest:
        kept = remembered(_ABSENCE)(db)
        if kept is None:
            return Digest(None, ())
        absence = Absence(*json.loads(kept))
        return Digest(absence, tuple(while_away(db, member_id, absence)))

    return query


def count_away(member_id: UUID, absence: Absence) -> Callable[[Connection], int]:
    """Return the query of how much happened in an absence."""
    return lambda db: len(while_away(db, member_id, absence))


def while_away(db: Connection, me: UUID, absence: Absence) -> list[Happened]:
    """Return what others did to somebody's leads and hand-overs in an absence, the latest first."""
    found = _together(_line(row) for one in _told(me, absence) for row in db.execute(one))
    if db.execute(select(Member.role).where(Member.id == me)).scalar() == Role.TEAM_LEAD:
        found += [_line(row) for row in db.execute(_to_judge(me, absence))]
    found += _not_taken(db, absence)
    order = list(News)
    found.sort(key=lambda one: (-one.at, order.index(one.what), one.key))
    return found[:LINES_MOST]


def _told(me: UUID, absence: Absence) -> Iterable[Select[Any]]:
    yield from _decided(me, absence)
    yield from _judged(me, absence)
    yield from _held(me, absence)
    mine = or_(Lead.owner_id == me, Lead.rep_id == me)
    yield _news(
        News.MOVED, join(Lead, StageMove, StageMove.lead_id == Lead.id), StageMove.at, StageMove.by_id,
        StageMove.cmd_id, absence, mine, StageMove.by_id != me, StageMove.from_stage.is_not(None),
        words=StageMove.to_stage,
    )  # fmt: skip
    yield _news(
        News.CONTACTED, join(Lead, Activity, Activity.lead_id == Lead.id), Activity.at, Activity.by_id, Activity.id,
        absence, mine, Activity.by_id != me, words=Activity.words,
    )  # fmt: skip


def _decided(me: UUID, absence: Absence) -> Iterable[Select[Any]]:
    handed = join(Lead, Handover, Handover.lead_id == Lead.id)
    for what, state in _DECIDED.items():
        yield _news(
            what, handed, Handover.decided_at, Handover.decided_by_id, Handover.id, absence,
            Handover.submitted_by_id == me, Handover.state == state.value, Handover.decided_by_id != me,
            words=Handover.decision_words,
        )  # fmt: skip
    yield _news(
        News.HANDED, handed, Handover.assigned_at, Handover.submitted_by_id, Handover.id, absence,
        Handover.rep_id == me, Handover.submitted_by_id != me, words=Handover.words,
    )  # fmt: skip


def _judged(me: UUID, absence: Absence) -> Iterable[Select[Any]]:
    judged = join(Lead, Handover, Handover.lead_id == Lead.id).join(Review, Review.handover_id == Handover.id)
    for verdict in Verdict:
        yield _news(
            News(verdict.value), judged, Review.at, Review.by_id, Review.cmd_id, absence,
            or_(Handover.submitted_by_id == me, Handover.rep_id == me), Review.by_id != me,
            Review.verdict == verdict.value, words=Review.words,
        )  # fmt: skip


def _held(me: UUID, absence: Absence) -> Iterable[Select[Any]]:
    """Yield what came to them and what went from them; of what went, the lead may be out of sight with its name."""
    mine = join(Lead, Ownership, Ownership.lead_id == Lead.id)
    for what, how in ((News.CLAIMED, "claimed"), (News.GIVEN, "assigned")):
        yield _news(
            what, mine, Ownership.from_at, None, Ownership.cmd_id, absence, Ownership.member_id == me,
            Ownership.how == how,
        )  # fmt: skip
    back = exists().where(LeadReturn.lead_id == Ownership.lead_id, LeadReturn.at == Ownership.until_at)
    recalled, went = back.where(LeadReturn.how == ReturnHow.RECALLED.value), Ownership.member_id == me
    left = join(Ownership, Lead, Lead.id == Ownership.lead_id, isouter=True)
    in_time = and_(was_worked_in_time(Ownership.__table__), Lead.owner_id.is_(None), Lead.id.is_not(None))
    for what, is_so in ((News.RECLAIM, in_time), (News.RECALLED, ~in_time)):
        yield _news(what, left, Ownership.until_at, None, Ownership.cmd_id, absence, went, recalled, is_so)
    yield _news(News.TAKEN, left, Ownership.until_at, None, Ownership.cmd_id, absence, went, ~back)


def _to_judge(me: UUID, absence: Absence) -> Select[Any]:
    return _news(
        News.TO_JUDGE, join(Lead, Handover, Handover.lead_id == Lead.id), Handover.decided_at, Handover.decided_by_id,
        Handover.id, absence, Handover.state == HandoverState.REFUSED.value, Handover.decided_by_id != me,
        words=Handover.decision_words,
    )  # fmt: skip


def _news(
    what: News,
    source: FromClause,
    at: Any,
    by: Any,
    key: Any,
    absence: Absence,
    *where: ColumnElement[bool],
    words: Any = None,
) -> Select[Any]:
    """Return a select of one sort of line."""
    statement = select(
        literal(what.value).label("what"),
        at.label("at"),
        key.label("key"),
        Lead.id.label("lead_id"),
        func.coalesce(Lead.company, Lead.contact_name, "").label("name"),
        (literal("") if by is None else func.coalesce(Member.name, "")).label("who"),
        (literal("") if words is None else func.coalesce(words, "")).label("words"),
    )
    through = source if by is None else source.join(Member, Member.id == by, isouter=True)
    return statement.select_from(through).where(at > absence.from_at, at <= absence.until_at, *where)


def _line(row: Any) -> Happened:
    return Happened(
        f"{row.what}:{row.key}:{row.lead_id}", News(row.what), row.at, row.lead_id, row.name,
        row.lead_id is not None, row.who, row.words,
    )  # fmt: skip


def _together(found: Iterable[Happened]) -> list[Happened]:
    """Tell several contacts of one colleague with one lead once, by the latest."""
    told: dict[object, Happened] = {}
    for one in found:
        key = (one.lead_id, one.who) if one.what is News.CONTACTED else one.key
        before = told.get(key)
        if before is None:
            told[key] = one
        else:
            latest = max(before, one, key=lambda line: (line.at, line.key))
            told[key] = replace(latest, count=before.count + one.count)
    return list(told.values())


def _not_taken(db: Connection, absence: Absence) -> list[Happened]:
    columns = OutboxEntry.__table__.c
    rows = db.execute(
        select(columns.seq, columns.kind, columns.judged_at, columns.about).where(
            columns.state.in_(REFUSED),
            columns.judged_at > absence.from_at,
            columns.judged_at <= absence.until_at,
        )
    ).all()
    leads = {row.seq: next(iter(noted(row.about)), None) for row in rows}
    ids = [lead.lead_id for lead in leads.values() if lead is not None]
    here = frozenset(db.execute(select(Lead.id).where(Lead.id.in_(ids))).scalars())
    found = []
    for row in rows:
        lead = leads[row.seq]
        lead_id, name = (None, "") if lead is None else (lead.lead_id, lead.name)
        key = f"{News.NOT_TAKEN}:{row.seq}"
        found.append(
            Happened(key, News.NOT_TAKEN, row.judged_at, lead_id, name, lead_id in here, "", row.kind)
        )
    return found
