"""Everything that happened with a lead, newest first, as codes and values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from app.models.activity import Activity, FollowUp
from app.models.corrections import LeadChange
from app.models.deals import HelpRequest, Passing, Poc
from app.models.handover import Handover, HandoverEvent
from app.models.imports import ImportBatch, ImportRow
from app.models.leads import Ownership, StageMove, Touch
from app.models.merging import GONE, LEAD_IMAGE, Merge
from app.models.people import Member
from app.models.pool import LeadReturn
from app.models.recordings import Recording
from app.models.runs import Run
from app.models.scores import Behaviour
from app.models.vocabulary import FollowUpWhy
from app.services.follow_ups import DROPPED

MOST = 500
"""Events of each kind read for one lead; older ones are left out."""


class EventKind(StrEnum):
    """What sort of thing happened; ``Event.code`` says which of its sort."""

    ACTIVITY = "activity"
    """``code`` is an ``ActivityKind``; ``detail`` the outcome of a call."""
    MOVE = "move"
    """``code`` is the ``Fact``; ``detail`` the stage moved to."""
    HANDOVER = "handover"
    """``code`` is ``submitted``, ``returned``, ``answered``, ``accepted``…"""
    RUN = "run"
    """``code`` is a ``RunState``; ``detail`` the maturity in percent once it ended."""
    PROMISE = "promise"
    """``code`` is a ``FollowUpWhy``; ``detail`` is ``open``, ``done`` or ``dropped``."""
    HOLDER = "holder"
    """``code`` says how (``intake``, ``claimed``, ``assigned``…); ``detail`` who holds it since."""
    RETURN = "return"
    """``code`` is a ``ReturnHow``; ``detail`` who held it, ``words`` why it was given back."""
    IMPORT = "import"
    """``code`` is ``created``, ``updated`` or ``merged``; ``detail`` the file."""
    TOUCH = "touch"
    """``code`` is the channel; ``detail`` the landing page."""
    BEHAVIOUR = "behaviour"
    """``code`` is a ``BehaviourKind``; ``words`` which page, event or mail."""
    CHANGE = "change"
    """``code`` is the fact that was corrected, or a ``PointKind``; ``detail`` what it became, ``words`` what it was."""
    DEAL = "deal"
    """``code`` says what: ``help_asked``, ``help_answered``, ``poc_begun``, ``poc_passed``, ``poc_failed``,
    ``poc_stopped``, ``passed_on``, ``passing_accepted``, ``passing_refused``; ``detail`` whom it concerns."""
    MERGE = "merge"
    """``detail`` names the record that became part of the lead."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Attributes:
        at: When, microseconds UTC.
        ref: Id of the row it stands for (the activity, the run, the hand-over), to open it.
        by_name: Who did it.
        until_at: When it ended, or is due.
        reason: Reason key of the playbook.
    """

    kind: EventKind
    at: int
    code: str
    ref: UUID | None = None
    by_name: str | None = None
    detail: str = ""
    words: str = ""
    reason: str | None = None
    until_at: int | None = None
    is_recorded: bool = False
    """Whether a call can be listened to."""


def timeline(db: Connection, lead_id: UUID) -> list[Event]:
    """Return what happened with a lead, newest first; fifteen statements, whatever its length."""
    sources = (
        _activities,
        _moves,
        _handovers,
        _runs,
        _promises,
        _holders,
        _returns,
        _imports,
        _touches,
        _behaviours,
        _changes,
        _helps,
        _pocs,
        _passings,
        _merges,
    )
    events = [event for source in sources for event in source(db, lead_id)]
    order = list(EventKind)
    return sorted(
        events, key=lambda event: (-event.at, order.index(event.kind), event.ref.hex if event.ref else "")
    )


def _activities(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of = Activity
    rows: Any = db.execute(
        select(of.id, of.kind, of.at, of.ended_at, of.outcome, of.words, Member.name, _is_recorded())
        .outerjoin(Member, Member.id == of.by_id)
        .where(of.lead_id == lead_id)
        .order_by(of.at.desc(), of.id)
        .limit(MOST)
    )
    for ref, kind, at, ended_at, outcome, words, name, is_recorded in rows:
        yield Event(
            EventKind.ACTIVITY, at, kind, ref, name, outcome or "", words, until_at=ended_at,
            is_recorded=bool(is_recorded),
        )  # fmt: skip


def _is_recorded() -> ColumnElement[bool]:
    return select(Recording.id).where(Recording.activity_id == Activity.id).correlate(Activity).exists()


def _moves(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of = StageMove
    rows: Any = db.execute(
        select(of.cmd_id, of.fact, of.to_stage, of.at, of.reason, of.words, Member.name)
        .outerjoin(Member, Member.id == of.by_id)
        .where(of.lead_id == lead_id)
        .order_by(of.at.desc(), of.cmd_id)
        .limit(MOST)
    )
    for ref, fact, to_stage, at, reason, words, name in rows:
        yield Event(EventKind.MOVE, at, fact, ref, name, to_stage, words or "", reason)


def _handovers(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of = HandoverEvent
    rows: Any = db.execute(
        select(of.handover_id, of.kind, of.at, of.reason, of.words, Member.name)
        .join(Handover, Handover.id == of.handover_id)
        .outerjoin(Member, Member.id == of.by_id)
        .where(Handover.lead_id == lead_id)
        .order_by(of.at.desc(), of.cmd_id)
        .limit(MOST)
    )
    for ref, kind, at, reason, words, name in rows:
        yield Event(EventKind.HANDOVER, at, kind, ref, name, "", words, reason)


def _runs(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of = Run
    rows: Any = db.execute(
        select(
            of.id,
            of.state,
            of.started_at,
            of.finished_at,
            of.stop_reason,
            of.good_weight,
            of.total_weight,
            Member.name,
        )
        .outerjoin(Member, Member.id == of.by_id)
        .where(of.lead_id == lead_id)
        .order_by(of.started_at.desc(), of.id)
        .limit(MOST)
    )
    for ref, state, at, finished_at, reason, good, total, name in rows:
        pct = "" if good is None or not total else str(100 * good // total)
        yield Event(EventKind.RUN, finished_at or at, state, ref, name, pct, "", reason, finished_at)


def _promises(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of = FollowUp
    rows: Any = db.execute(
        select(of.cmd_id, of.why, of.state, of.created_at, of.due_at, of.words, Member.name)
        .outerjoin(Member, Member.id == of.owner_id)
        # A hand-over that followed at once is told by itself.
        .where(of.lead_id == lead_id, or_(of.why != FollowUpWhy.HAND_OVER.value, of.state != DROPPED))
        .order_by(of.created_at.desc(), of.cmd_id)
        .limit(MOST)
    )
    for ref, why, state, at, due_at, words, name in rows:
        yield Event(EventKind.PROMISE, at, why, ref, name, state, words, until_at=due_at)


def _holders(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of = Ownership
    rows: Any = db.execute(
        select(of.cmd_id, of.how, of.from_at, of.until_at, Member.name)
        .outerjoin(Member, Member.id == of.member_id)
        .where(of.lead_id == lead_id)
        .order_by(of.from_at.desc(), of.cmd_id)
        .limit(MOST)
    )
    for ref, how, at, until_at, name in rows:
        yield Event(EventKind.HOLDER, at, how, ref, None, name or "", until_at=until_at)


def _returns(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of, held = LeadReturn, Member.__table__.alias("held")
    rows: Any = db.execute(
        select(of.cmd_id, of.how, of.at, of.words, held.c.name.label("held_by"), Member.name)
        .outerjoin(held, held.c.id == of.from_id)
        .outerjoin(Member, Member.id == of.by_id)
        .where(of.lead_id == lead_id)
        .order_by(of.at.desc(), of.cmd_id)
        .limit(MOST)
    )
    for ref, how, at, words, held_by, name in rows:
        yield Event(EventKind.RETURN, at, how, ref, name, held_by or "", words)


def _imports(db: Connection, lead_id: UUID) -> Iterator[Event]:
    rows: Any = db.execute(
        select(ImportBatch.id, ImportRow.result, ImportRow.at, ImportBatch.file_name, Member.name)
        .join(ImportBatch, ImportBatch.id == ImportRow.batch_id)
        .outerjoin(Member, Member.id == ImportBatch.by_id)
        .where(ImportRow.lead_id == lead_id)
        .order_by(ImportRow.at.desc(), ImportRow.batch_id, ImportRow.row_no)
        .limit(MOST)
    )
    for ref, result, at, file_name, name in rows:
        yield Event(EventKind.IMPORT, at, result, ref, name, file_name)


def _touches(db: Connection, lead_id: UUID) -> Iterator[Event]:
    rows: Any = db.execute(
        select(Touch.id, Touch.channel, Touch.at, Touch.landing_page, Touch.keyword)
        .where(Touch.lead_id == lead_id)
        .order_by(Touch.at.desc(), Touch.id)
        .limit(MOST)
    )
    for ref, channel, at, landing_page, keyword in rows:
        yield Event(EventKind.TOUCH, at, channel, ref, None, landing_page or "", keyword or "")


def _behaviours(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of = Behaviour
    rows: Any = db.execute(
        select(of.id, of.kind, of.at, of.words)
        .where(of.lead_id == lead_id)
        .order_by(of.at.desc(), of.id)
        .limit(MOST)
    )
    for ref, kind, at, words in rows:
        yield Event(EventKind.BEHAVIOUR, at, kind, ref, None, "", words)


def _changes(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of = LeadChange
    rows: Any = db.execute(
        select(of.cmd_id, of.field, of.at, of.was, of.becomes, Member.name)
        .outerjoin(Member, Member.id == of.by_id)
        .where(of.lead_id == lead_id)
        .order_by(of.at.desc(), of.cmd_id, of.field)
        .limit(MOST)
    )
    for ref, field, at, was, becomes, name in rows:
        yield Event(EventKind.CHANGE, at, field, ref, name, becomes or "", was or "")


def _helps(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of, asked, asker = HelpRequest, Member.__table__.alias("asked"), Member.__table__.alias("asker")
    rows: Any = db.execute(
        select(of.id, of.at, of.words, of.answer, of.answered_at, asked.c.name, asker.c.name)
        .outerjoin(asked, asked.c.id == of.asked_id)
        .outerjoin(asker, asker.c.id == of.by_id)
        .where(of.lead_id == lead_id)
        .order_by(of.at.desc(), of.id)
        .limit(MOST)
    )
    for ref, at, words, answer, answered_at, helper, by in rows:
        yield Event(EventKind.DEAL, at, "help_asked", ref, by, helper or "", words)
        if answered_at is not None:
            yield Event(EventKind.DEAL, answered_at, "help_answered", ref, helper, helper or "", answer or "")


def _pocs(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of = Poc
    rows: Any = db.execute(
        select(of.id, of.at, of.words, of.result, of.reason, of.end_words, of.ended_at, Member.name)
        .outerjoin(Member, Member.id == of.by_id)
        .where(of.lead_id == lead_id)
        .order_by(of.at.desc(), of.id)
        .limit(MOST)
    )
    for ref, at, words, result, reason, end_words, ended_at, name in rows:
        yield Event(EventKind.DEAL, at, "poc_begun", ref, name, "", words)
        if ended_at is not None:
            yield Event(EventKind.DEAL, ended_at, f"poc_{result}", ref, name, "", end_words or "", reason)


def _passings(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of, taker = Passing, Member.__table__.alias("taker")
    rows: Any = db.execute(
        select(of.id, of.at, of.words, of.state, of.decided_at, of.decision_words, taker.c.name, Member.name)
        .outerjoin(taker, taker.c.id == of.to_id)
        .outerjoin(Member, Member.id == of.from_id)
        .where(of.lead_id == lead_id)
        .order_by(of.at.desc(), of.id)
        .limit(MOST)
    )
    for ref, at, words, state, decided_at, decision, to, by in rows:
        yield Event(EventKind.DEAL, at, "passed_on", ref, by, to or "", words)
        if decided_at is not None:
            yield Event(EventKind.DEAL, decided_at, f"passing_{state}", ref, to, to or "", decision or "")


def _merges(db: Connection, lead_id: UUID) -> Iterator[Event]:
    of, gone = Merge, LEAD_IMAGE.__table__
    rows: Any = db.execute(
        select(of.id, of.at, gone.c.company, gone.c.contact_name, Member.name)
        .select_from(of)
        .join(gone, and_(gone.c.merge_id == of.id, gone.c.part == GONE))
        .outerjoin(Member, Member.id == of.by_id)
        .where(of.kept_id == lead_id, of.undone_at.is_(None))
        .order_by(of.at.desc(), of.id)
        .limit(MOST)
    )
    for ref, at, company, contact, name in rows:
        yield Event(EventKind.MERGE, at, "merged", ref, name, company or contact or "")
