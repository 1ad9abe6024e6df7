"""One refused hand-over whole: card, what the rep recorded, every contact, contradictions, verdicts (spec section 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, select

from app.models.activity import Activity
from app.models.people import Member
from app.models.playbook import Reason, RecordField, RecordValue
from app.models.review import GuardOverride, Review
from app.models.sales import SalesRecord, SalesRecordValue
from app.models.vocabulary import ActivityKind, Outcome, Verdict
from app.services.contradictions import Contradicted, contradictions_of
from app.services.handover_view import HandoverView, handover_view
from app.services.inbox import Ask, text
from app.services.playbook.document import Text
from app.services.recordings_view import RecordingView, recordings_of
from app.services.resubmission_view import Waiting, waiting_of


class When(StrEnum):
    """When a contact was, seen from the case."""

    BEFORE = "before"
    BETWEEN = "between"
    """After the hand-over and before the refusal."""
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class RecordedField:
    """One field of the sales record.

    Attributes:
        contradicts: Keys of the questions whose answers on the card cannot be true with it.
    """

    key: str
    title: Text
    value: Text | None
    words: str
    contradicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """What the rep recorded of one contact."""

    at: int
    by: str
    words: str
    fields: tuple[RecordedField, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A call, message, visit or reply with the lead, by either side."""

    id: UUID
    kind: ActivityKind
    when: When
    at: int
    ended_at: int | None
    outcome: Outcome | None
    by: str
    words: str
    recordings: tuple[RecordingView, ...]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A verdict, or an override (then ``verdict`` is ``None`` and the cause its reason)."""

    verdict: Verdict | None
    cause: Text
    words: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a team lead needs to settle who is right about one lead.

    Attributes:
        contradicted: By question, what was recorded against it.
        said: Verdicts and overrides, the first first.
        waiting: What the lead lacks before it may be handed over again; ``None`` where another refusal binds it.
    """

    handover: HandoverView
    records: tuple[RecordView, ...]
    contradicted: Mapping[str, tuple[RecordedField, ...]]
    contacts: tuple[Contact, ...]
    said: tuple[VerdictView, ...]
    waiting: Waiting | None

    @property
    def final(self) -> VerdictView | None:
        """The verdict that closed the case, if one did."""
        return next((one for one in self.said if one.verdict not in (None, Verdict.UNCLEAR)), None)


def review_case(handover_id: UUID, now: int) -> Ask[Case | None]:
    """Return the question for one case; ``None`` where there is no such hand-over."""

    def ask(db: Connection) -> Case | None:
        view = handover_view(handover_id, now)(db)
        if view is None:
            return None
        pairs = contradictions_of(db, handover_id)
        records = _records(db, handover_id, pairs)
        latest = {field.key: field for record in records for field in record.fields}
        against: dict[str, tuple[RecordedField, ...]] = {}
        for pair in pairs:
            against[pair.question_key] = (*against.get(pair.question_key, ()), latest[pair.field])
        waiting = waiting_of(view.lead_id, now)(db)
        return Case(
            handover=view,
            records=records,
            contradicted=against,
            contacts=_contacts(db, view),
            said=_said(db, handover_id),
            waiting=waiting if waiting is not None and waiting.handover_id == handover_id else None,
        )

    return ask


def blinded(case: Case, *, sdr: str, rep: str) -> Case:
    """Return a case that names neither side, so that it is judged by what was asked and found."""
    names = {case.handover.rep: rep, case.handover.decided_by: rep, case.handover.sdr: sdr}

    def hide[T](one: T) -> T:
        return replace(one, by=names.get(one.by, one.by))  # type: ignore[type-var,attr-defined]

    view = replace(
        case.handover,
        sdr=sdr,
        rep=rep if case.handover.rep else None,
        decided_by=rep if case.handover.decided_by else None,
        calls=tuple(hide(call) for call in case.handover.calls),
        events=tuple(hide(event) for event in case.handover.events),
        receipts=(),
    )
    waiting = replace(case.waiting, rep=rep) if case.waiting else None
    return replace(
        case,
        handover=view,
        records=tuple(replace(record, by=rep) for record in case.records),
        contacts=tuple(hide(contact) for contact in case.contacts),
        waiting=waiting,
    )


def _records(db: Connection, handover_id: UUID, pairs: tuple[Contradicted, ...]) -> tuple[RecordView, ...]:
    heads = db.execute(
        select(SalesRecord.id, SalesRecord.at, SalesRecord.words, Member.name)
        .join(Member, Member.id == SalesRecord.by_id)
        .where(SalesRecord.handover_id == handover_id)
        .order_by(SalesRecord.at, SalesRecord.id)
    ).all()
    fields = _fields(db, handover_id)
    against: dict[tuple[str, str], list[str]] = {}
    for pair in pairs:
        against.setdefault((pair.field, pair.value_key), []).append(pair.question_key)
    return tuple(
        RecordView(
            head.at,
            head.name,
            head.words,
            tuple(
                RecordedField(
                    key=row.field,
                    title=text(row.title_zh, row.title_en, row.field),
                    value=text(row.value_zh, row.value_en, row.value_key) if row.value_key else None,
                    words=row.words,
                    contradicts=tuple(against.get((row.field, row.value_key), ())),
                )
                for row in fields
                if row.record_id == head.id
            ),
        )
        for head in heads
    )


def _fields(db: Connection, handover_id: UUID) -> list[Any]:
    named = and_(
        RecordField.version == SalesRecord.playbook_version, RecordField.key == SalesRecordValue.field
    )
    valued = and_(
        RecordValue.version == SalesRecord.playbook_version,
        RecordValue.field == SalesRecordValue.field,
        RecordValue.key == SalesRecordValue.value_key,
    )
    return list(
        db.execute(
            select(
                SalesRecordValue.record_id, SalesRecordValue.field, SalesRecordValue.value_key, SalesRecordValue.words,
                RecordField.title_zh, RecordField.title_en, RecordValue.title_zh.label("value_zh"),
                RecordValue.title_en.label("value_en"),
            )
            .select_from(SalesRecordValue)
            .join(SalesRecord, SalesRecord.id == SalesRecordValue.record_id)
            .outerjoin(RecordField, named)
            .outerjoin(RecordValue, valued)
            .where(SalesRecord.handover_id == handover_id)
            .order_by(RecordField.position, SalesRecordValue.field)
        )
    )  # fmt: skip


def _contacts(db: Connection, view: HandoverView) -> tuple[Contact, ...]:
    rows = db.execute(
        select(*Activity.__table__.c, Member.name)
        .join(Member, Member.id == Activity.by_id)
        .where(Activity.lead_id == view.lead_id, Activity.is_attempt)
        .order_by(Activity.at, Activity.id)
    ).all()
    heard = recordings_of(db, view.lead_id)
    return tuple(
        Contact(
            id=row.id,
            kind=ActivityKind(row.kind),
            when=_when(row.at, view),
            at=row.at,
            ended_at=row.ended_at,
            outcome=Outcome(row.outcome) if row.outcome else None,
            by=row.name,
            words=row.words,
            recordings=tuple(one for one in heard if one.activity_id == row.id),
        )
        for row in rows
    )


def _when(at: int, view: HandoverView) -> When:
    if at <= view.submitted_at:
        return When.BEFORE
    return When.BETWEEN if view.decided_at is None or at <= view.decided_at else When.AFTER


def _said(db: Connection, handover_id: UUID) -> tuple[VerdictView, ...]:
    judged = db.execute(
        select(Review.at, Review.words, Review.cause.label("key"), Review.verdict, Member.name)
        .join(Member, Member.id == Review.by_id)
        .where(Review.handover_id == handover_id)
    ).all()
    lifted = db.execute(
        select(GuardOverride.at, GuardOverride.words, GuardOverride.reason.label("key"), Member.name)
        .join(Member, Member.id == GuardOverride.by_id)
        .where(GuardOverride.handover_id == handover_id)
    ).all()
    found = [
        VerdictView(Verdict(row.verdict), _reason(db, row.key), row.words, row.name, row.at) for row in judged
    ] + [VerdictView(None, _reason(db, row.key), row.words, row.name, row.at) for row in lifted]
    return tuple(sorted(found, key=lambda one: one.at))


def _reason(db: Connection, key: str) -> Text:
    """Return a reason as the latest playbook that has it says it."""
    row = db.execute(
        select(Reason.title_zh, Reason.title_en)
        .where(Reason.key == key)
        .order_by(Reason.version.desc())
        .limit(1)
    ).first()
    return text(row.title_zh, row.title_en, key) if row else text(None, None, key)
