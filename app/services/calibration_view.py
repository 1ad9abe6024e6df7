"""Recorded calls to judge, as somebody sees them who has not judged them yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, exists, func, select

from app.models.activity import Activity
from app.models.calibration import CallScore
from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Question
from app.models.recordings import Recording
from app.services.limits import current_version
from app.services.playbook.document import Text

MOST_CALLS = 100


@dataclass(frozen=True, slots=True)
class RecordedCall:
    """A call with a recording.

    Attributes:
        judged: How many judged it, as far as the person may know: on a desk of a team without those of colleagues.
        is_mine: Whether the person judged it.
    """

    activity_id: UUID
    lead_id: UUID
    who: str
    by: str
    at: int
    length_ms: int
    judged: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to judge."""

    key: str
    title: Text
    ask: Text


@dataclass(frozen=True, slots=True)
class CallsToJudge:
    """The answer: calls, first those that wait for a second judgement, then the newest; done ones last."""

    calls: tuple[RecordedCall, ...]
    questions: tuple[Asked, ...]


def calls_to_judge(me: UUID) -> Callable[[Connection], CallsToJudge]:
    """Return the question for what a person can judge. Nothing in it says how anybody judged."""

    def ask(db: Connection) -> CallsToJudge:
        return CallsToJudge(_calls(db, me), _questions(db))

    return ask


def _calls(db: Connection, me: UUID) -> tuple[RecordedCall, ...]:
    score, mine = CallScore.__table__.alias("score"), CallScore.__table__.alias("mine")
    judged = (
        select(func.count())
        .select_from(score)
        .where(score.c.activity_id == Activity.id)
        .correlate(Activity)
        .scalar_subquery()
    )
    is_mine = exists().where(mine.c.activity_id == Activity.id, mine.c.by_id == me)
    length = select(func.max(Recording.length_ms)).where(Recording.activity_id == Activity.id)
    rows = db.execute(
        select(
            Activity.id, Activity.lead_id, Activity.at, Lead.company, Lead.contact_name, Member.name,
            judged.label("judged"), is_mine.label("is_mine"), length.correlate(Activity).scalar_subquery().label("ms"),
        )
        .join(Lead, Lead.id == Activity.lead_id)
        .outerjoin(Member, Member.id == Activity.by_id)
        .where(exists().where(Recording.activity_id == Activity.id))
        .order_by(is_mine, judged.desc(), Activity.at.desc(), Activity.id)
        .limit(MOST_CALLS)
    )  # fmt: skip
    return tuple(
        RecordedCall(
            row.id, row.lead_id, row.company or row.contact_name or "", row.name or "", row.at, row.ms or 0, row.judged,
            bool(row.is_mine),
        )
        for row in rows
    )  # fmt: skip


def _questions(db: Connection) -> tuple[Asked, ...]:
    of = Question
    rows = db.execute(
        select(of.key, of.title_zh, of.title_en, of.ask_zh, of.ask_en)
        .where(of.version == current_version(), of.follow_on_of.is_(None))
        .order_by(of.position, of.key)
    )
    return tuple(
        Asked(row.key, Text(row.title_zh, row.title_en), Text(row.ask_zh, row.ask_en)) for row in rows
    )
