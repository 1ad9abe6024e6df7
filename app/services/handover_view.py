"""One hand-over whole: the frozen card, its calls and events, and what changed since (spec section 9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, exists, func, select

from app.models.activity import Activity
from app.models.calendar import WorkSpan
from app.models.handover import Handover, HandoverAnswer, HandoverCall, HandoverEvent, HandoverMark
from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Channel, Question, Reason, Stage
from app.models.runs import Answer, Run
from app.models.vocabulary import AnswerState, HandoverState, Outcome, RunState, StageKind
from app.services.contact_mask import shown
from app.services.inbox import Ask, maturity_pct, text, working_seconds_left
from app.services.limits import current_version
from app.services.playbook.document import Text
from app.services.receipts import ReceiptView, receipts_of
from app.services.recordings_view import RecordingView, recordings_of
from app.services.reservations import unassigned
from app.services.working_time import TEAM, worked_s


@dataclass(frozen=True, slots=True)
class CardLine:
    """One question of the card and what the contact said."""

    key: str
    title: Text
    state: AnswerState
    choice: Text | None
    words: str
    is_core: bool
    is_marked: bool
    """The rep said it proved wrong."""
    counts: bool
    """A follow-on question does not count for the maturity."""
    asked_at: int | None

    @property
    def may_prove_wrong(self) -> bool:
        """Whether there is an answer that could prove wrong."""
        return self.state is not AnswerState.NOT_ASKED


@dataclass(frozen=True, slots=True)
class CardCall:
    """A call before the hand-over."""

    at: int
    ended_at: int | None
    outcome: Outcome | None
    by: str
    words: str
    recordings: tuple[RecordingView, ...] = ()


@dataclass(frozen=True, slots=True)
class CardEvent:
    """One thing that happened with the hand-over.

    Attributes:
        kind: ``submitted``, ``assigned``, ``returned``, ``answered``, ``accepted`` or ``refused``.
    """

    kind: str
    by: str
    at: int
    reason: Text | None
    words: str


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """An answer of a later run that differs from the card's."""

    title: Text
    before: AnswerState
    now: AnswerState
    words: str


@dataclass(frozen=True, slots=True)
class Since:
    """What happened with the lead after the card was frozen; the card itself never changes."""

    stage: Text
    stage_kind: StageKind
    contacts: int
    """Calls, messages, visits and replies."""
    later_run_at: int | None
    """When a later run of the script ended, or began where it has not."""
    later_run_finished: bool
    later_pct: int | None
    changed: tuple[ChangedAnswer, ...]


@dataclass(frozen=True, slots=True)
class HandoverView:
    """Everything a person needs to decide about one hand-over."""

    id: UUID
    lead_id: UUID
    state: HandoverState
    company: str | None
    contact_name: str | None
    title: str | None
    phone: str | None
    """Of the lead as it is now: the card freezes what was said, not how to reach them."""
    email: str | None
    channel: Text
    campaign: str | None
    keyword: str | None
    score: int
    words: str
    maturity_pct: int
    threshold_pct: int
    sdr_id: UUID
    sdr: str
    owner_id: UUID | None
    submitted_at: int
    rep_id: UUID | None
    rep: str | None
    decide_by_at: int | None
    left_s: int | None
    """Working seconds until the limit ends, negative once it has; ``None`` where no limit runs."""
    total_s: int
    """Working seconds of the whole limit; 0 where none runs."""
    is_working_now: bool
    """Whether the limit runs at this moment: outside of working hours it stands still."""
    decided_at: int | None
    decided_by: str | None
    reason: Text | None
    decision_words: str | None
    lines: tuple[CardLine, ...]
    calls: tuple[CardCall, ...]
    events: tuple[CardEvent, ...]
    receipts: tuple[ReceiptView, ...]
    """Every time a rep was found for it, the first first."""
    since: Since
    is_unassigned: bool = False
    """Submitted here, and its rep is found by the shared database, which has not judged it yet."""

    def is_like(self, other: HandoverView) -> bool:
        """Whether nothing differs but the time that passed."""
        return replace(self, left_s=other.left_s, is_working_now=other.is_working_now) == other

    @property
    def is_sample(self) -> bool:
        """Whether it is of the controlled sample: under the threshold, and handed over to learn what lies there."""
        return self.maturity_pct < self.threshold_pct

    @property
    def gaps(self) -> tuple[CardLine, ...]:
        """The counting questions that were not answered well."""
        return tuple(line for line in self.lines if line.counts and line.state is not AnswerState.GOOD)


def handover_view(handover_id: UUID, now: int) -> Ask[HandoverView | None]:
    """Return the question for one hand-over; ``None`` where there is none."""

    def ask(db: Connection) -> HandoverView | None:
        row = _head(db, handover_id, now)
        if row is None:
            return None
        is_unassigned = handover_id in unassigned(db)
        runs = not is_unassigned and row.state == HandoverState.OPEN.value and row.decide_by_at is not None
        return HandoverView(
            id=row.id,
            lead_id=row.lead_id,
            state=HandoverState(row.state),
            company=row.company,
            contact_name=row.contact_name,
            title=row.title,
            phone=row.phone,
            email=row.email,
            channel=text(row.channel_zh, row.channel_en, row.channel),
            campaign=row.campaign,
            keyword=row.keyword,
            score=row.score,
            words=row.words,
            maturity_pct=maturity_pct(row.good_weight, row.total_weight),
            threshold_pct=row.threshold_pct,
            sdr_id=row.submitted_by_id,
            sdr=row.sdr,
            owner_id=row.owner_id,
            submitted_at=row.submitted_at,
            rep_id=None if is_unassigned else row.rep_id,
            rep=None if is_unassigned else row.rep,
            decide_by_at=row.decide_by_at,
            left_s=row.left_s if runs else None,
            total_s=row.total_s if runs else 0,
            is_working_now=bool(row.is_working_now),
            decided_at=row.decided_at,
            decided_by=row.decided_by,
            reason=_reason(db, row.reason),
            decision_words=row.decision_words,
            lines=_lines(db, row),
            calls=_calls(db, handover_id, row.lead_id),
            events=_events(db, handover_id),
            receipts=() if is_unassigned else receipts_of(db, handover_id),
            since=_since(db, row),
            is_unassigned=is_unassigned,
        )

    return ask


def _head(db: Connection, handover_id: UUID, now: int) -> Any:
    until, given = Handover.decide_by_at.expression, Handover.assigned_at.expression
    works = exists().where(WorkSpan.calendar == TEAM, WorkSpan.starts_at <= now, WorkSpan.ends_at > now)
    sdr, rep, decider = (Member.__table__.alias(name) for name in ("sdr", "rep", "decider"))
    return db.execute(
        select(
            *Handover.__table__.c,
            shown("phone"),
            shown("email"),
            Lead.owner_id,
            Lead.stage,
            sdr.c.name.label("sdr"),
            rep.c.name.label("rep"),
            decider.c.name.label("decided_by"),
            Channel.title_zh.label("channel_zh"),
            Channel.title_en.label("channel_en"),
            working_seconds_left(until, now).label("left_s"),
            (worked_s(until) - worked_s(given)).label("total_s"),
            works.label("is_working_now"),
        )
        .select_from(Handover)
        .join(Lead, Lead.id == Handover.lead_id)
        .join(sdr, sdr.c.id == Handover.submitted_by_id)
        .outerjoin(rep, rep.c.id == Handover.rep_id)
        .outerjoin(decider, decider.c.id == Handover.decided_by_id)
        .outerjoin(Channel, Channel.key == Handover.channel)
        .where(Handover.id == handover_id)
    ).first()


def _lines(db: Connection, row: Any) -> tuple[CardLine, ...]:
    asked = and_(Question.version == Run.playbook_version, Question.key == HandoverAnswer.question_key)
    marked = and_(
        HandoverMark.handover_id == HandoverAnswer.handover_id,
        HandoverMark.question_key == HandoverAnswer.question_key,
    )
    rows = db.execute(
        select(*HandoverAnswer.__table__.c, Question.follow_on_of, HandoverMark.question_key.label("mark"))
        .select_from(HandoverAnswer)
        .join(Run, Run.id == row.run_id)
        .outerjoin(Question, asked)
        .outerjoin(HandoverMark, marked)
        .where(HandoverAnswer.handover_id == row.id)
        .order_by(HandoverAnswer.position, HandoverAnswer.question_key)
    )
    return tuple(
        CardLine(
            key=line.question_key,
            title=text(line.title_zh, line.title_en, line.question_key),
            state=AnswerState(line.state),
            choice=text(line.choice_zh, line.choice_en) if line.choice_key else None,
            words=line.words,
            is_core=line.is_core,
            is_marked=line.mark is not None,
            counts=line.follow_on_of is None,
            asked_at=line.asked_at,
        )
        for line in rows
    )


def _calls(db: Connection, handover_id: UUID, lead_id: UUID) -> tuple[CardCall, ...]:
    heard = recordings_of(db, lead_id)
    rows = db.execute(
        select(*HandoverCall.__table__.c, Member.name)
        .select_from(HandoverCall)
        .join(Member, Member.id == HandoverCall.by_id)
        .where(HandoverCall.handover_id == handover_id)
        .order_by(HandoverCall.at, HandoverCall.activity_id)
    )
    return tuple(
        CardCall(
            row.at,
            row.ended_at,
            Outcome(row.outcome) if row.outcome else None,
            row.name,
            row.words,
            tuple(one for one in heard if one.activity_id == row.activity_id),
        )
        for row in rows
    )


def _events(db: Connection, handover_id: UUID) -> tuple[CardEvent, ...]:
    rows = db.execute(
        select(*HandoverEvent.__table__.c, Member.name)
        .select_from(HandoverEvent)
        .join(Member, Member.id == HandoverEvent.by_id)
        .where(HandoverEvent.handover_id == handover_id)
        .order_by(HandoverEvent.at, HandoverEvent.cmd_id)
    ).all()
    return tuple(CardEvent(row.kind, row.name, row.at, _reason(db, row.reason), row.words) for row in rows)


def _reason(db: Connection, key: str | None) -> Text | None:
    """Return a reason as the latest playbook that has it says it."""
    if key is None:
        return None
    row = db.execute(
        select(Reason.title_zh, Reason.title_en)
        .where(Reason.key == key)
        .order_by(Reason.version.desc())
        .limit(1)
    ).first()
    return text(row.title_zh, row.title_en, key) if row else text(None, None, key)


def _since(db: Connection, row: Any) -> Since:
    stage = db.execute(
        select(Stage.title_zh, Stage.title_en, Stage.kind).where(
            Stage.version == current_version(), Stage.key == row.stage
        )
    ).one()
    contacts = db.execute(
        select(func.count()).where(
            Activity.lead_id == row.lead_id, Activity.is_attempt, Activity.at > row.submitted_at
        )
    ).scalar_one()
    later = db.execute(
        select(Run.id, Run.state, Run.started_at, Run.finished_at, Run.good_weight, Run.total_weight)
        .where(Run.lead_id == row.lead_id, Run.id != row.run_id, Run.started_at > row.submitted_at)
        .order_by(Run.started_at.desc(), Run.id.desc())
        .limit(1)
    ).first()
    is_finished = later is not None and later.state == RunState.FINISHED.value
    return Since(
        stage=text(stage.title_zh, stage.title_en, row.stage),
        stage_kind=StageKind(stage.kind),
        contacts=contacts,
        later_run_at=(later.finished_at or later.started_at) if later else None,
        later_run_finished=is_finished,
        later_pct=maturity_pct(later.good_weight, later.total_weight) if later and is_finished else None,
        changed=_changed(db, row.id, later.id) if later else (),
    )


def _changed(db: Connection, handover_id: UUID, run_id: UUID) -> tuple[ChangedAnswer, ...]:
    """Compare the card with a later run, question by question."""
    same = and_(Answer.run_id == run_id, Answer.question_key == HandoverAnswer.question_key)
    rows = db.execute(
        select(
            HandoverAnswer.title_zh, HandoverAnswer.title_en, HandoverAnswer.state,
            HandoverAnswer.question_key, Answer.state.label("now"), Answer.words,
        )
        .select_from(HandoverAnswer)
        .join(Answer, same)
        .where(HandoverAnswer.handover_id == handover_id, Answer.state != HandoverAnswer.state)
        .order_by(HandoverAnswer.position, HandoverAnswer.question_key)
    )  # fmt: skip
    return tuple(
        ChangedAnswer(
            title=text(row.title_zh, row.title_en, row.question_key),
            before=AnswerState(row.state),
            now=AnswerState(row.now),
            words=row.words,
        )
        for row in rows
    )
