"""Refusals and their verdicts, counted by what one asks: reason, SDR, rep, channel, question (spec section 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, literal, or_, select

from app.models.handover import Handover, HandoverAnswer, HandoverMark
from app.models.people import Member
from app.models.playbook import Channel, Question, Reason
from app.models.review import GuardOverride, Review
from app.models.vocabulary import AnswerState, HandoverState, Verdict
from app.services.contradictions import contradicted
from app.services.kernel.expressions import TEXT
from app.services.playbook.document import Text
from app.services.reports.report import ReportFilter
from app.services.reports.team_time import zone_of


class AlignmentBy(StrEnum):
    """What the report can be split by; the value names the column in its output."""

    REASON = "reason"
    SDR = "sdr"
    """Who handed over."""
    REP = "rep"
    """Who decided it."""
    CHANNEL = "channel"
    QUESTION = "question"
    """A question whose answer the rep marked, or that a record contradicts."""
    PROMISE = "promise"
    """What both sides promised, against the field's figures."""
    CASE = "case"
    """The refused hand-overs nobody has judged for good."""


SPLITS = (AlignmentBy.REASON, AlignmentBy.SDR, AlignmentBy.REP, AlignmentBy.CHANNEL, AlignmentBy.QUESTION)


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """One value of what was asked, or the total with an empty key.

    Attributes:
        decided: Hand-overs accepted or refused in the period.
        refusal_right: Refusals judged right; the last verdict counts.
        open_cases: Refused, and neither judged for good nor handed over again.
        overridden: Refusals whose guards a team lead lifted.
        contradictions: Answers that a rep's record contradicts.
        tested: Good answers of hand-overs whose end is known: accepted, or refused and judged.
        proved_true: Of those, the ones neither marked in a refusal judged right nor contradicted.
    """

    key: str
    title: Text
    decided: int = 0
    accepted: int = 0
    refused: int = 0
    refusal_right: int = 0
    handover_right: int = 0
    unclear: int = 0
    open_cases: int = 0
    overridden: int = 0
    contradictions: int = 0
    tested: int = 0
    proved_true: int = 0

    @property
    def truth_share(self) -> float | None:
        """How often the answers proved true; ``None`` of nothing tested."""
        return self.proved_true / self.tested if self.tested else None


def alignment_rows(db: Connection, asked: ReportFilter, by: AlignmentBy | None) -> list[AlignmentRow]:
    """Return the counts of what was decided in the period, most refused first.

    By question, a hand-over counts for each of its questions asked on the card; a refusal counts where the
    question was marked.
    """
    cards, answers = _by_card(db, asked, by), _by_answer(db, asked, by)
    keys = dict.fromkeys([*cards, *answers]) or dict.fromkeys([""] if by is None else [])
    titles = _titles(db, by)
    rows = [
        AlignmentRow(
            key=key, title=titles.get(key, Text(key, key)), **cards.get(key, {}), **answers.get(key, {})
        )
        for key in keys
    ]
    return sorted(rows, key=lambda row: (-row.refused, -row.decided, row.title.en, row.key))


def decided_in(db: Connection, asked: ReportFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of hand-overs decided in the period."""
    first, after = asked.bounds(zone_of(db))
    found: list[ColumnElement[bool]] = [
        Handover.state.in_((HandoverState.ACCEPTED.value, HandoverState.REFUSED.value))
    ]
    if first is not None:
        found.append(Handover.decided_at >= first)
    if after is not None:
        found.append(Handover.decided_at < after)
    return found


def last_verdict() -> ColumnElement[Any]:
    """Return the last verdict on the hand-over at hand, or NULL."""
    return (
        select(Review.verdict)
        .where(Review.handover_id == Handover.id)
        .order_by(Review.at.desc(), Review.cmd_id)
        .limit(1)
        .correlate(Handover)
        .scalar_subquery()
    )


def is_open_case() -> ColumnElement[bool]:
    """Whether the hand-over at hand was refused and nothing final followed."""
    later = Handover.__table__.alias("later")
    final = exists().where(Review.handover_id == Handover.id, Review.verdict != Verdict.UNCLEAR.value)
    since = exists().where(
        later.c.lead_id == Handover.lead_id,
        later.c.id != Handover.id,
        or_(later.c.submitted_at > Handover.decided_at, later.c.follows_id == Handover.id),
    )
    return and_(Handover.state == HandoverState.REFUSED.value, ~final, ~since)


def _by_card(db: Connection, asked: ReportFilter, by: AlignmentBy | None) -> dict[str, dict[str, int]]:
    key, verdict = _key(by), last_verdict()
    refused = Handover.state == HandoverState.REFUSED.value
    counted = refused
    base: Select[Any] = select()
    if by is AlignmentBy.QUESTION:
        counted = and_(refused, _marked())
    columns = {
        "decided": func.count(),
        "accepted": _count(Handover.state == HandoverState.ACCEPTED.value),
        "refused": _count(counted),
        "refusal_right": _count(and_(counted, verdict == Verdict.REFUSAL_RIGHT.value)),
        "handover_right": _count(and_(counted, verdict == Verdict.HANDOVER_RIGHT.value)),
        "unclear": _count(and_(counted, verdict == Verdict.UNCLEAR.value)),
        "open_cases": _count(and_(counted, is_open_case())),
        "overridden": _count(and_(counted, exists().where(GuardOverride.handover_id == Handover.id))),
    }
    base = select(key.label("key"), *(column.label(name) for name, column in columns.items()))
    base = base.select_from(Handover).where(*decided_in(db, asked)).group_by(key)
    if by is AlignmentBy.REASON:
        base = base.where(refused)
    if by is AlignmentBy.QUESTION:
        base = base.join(HandoverAnswer, HandoverAnswer.handover_id == Handover.id).where(
            HandoverAnswer.state != AnswerState.NOT_ASKED.value
        )
    return {
        _text(row.key): {name: int(getattr(row, name) or 0) for name in columns} for row in db.execute(base)
    }


def _by_answer(db: Connection, asked: ReportFilter, by: AlignmentBy | None) -> dict[str, dict[str, int]]:
    """Count answers: tested, true, contradicted."""
    key, verdict = _key(by), last_verdict()
    pairs = contradicted().subquery("pairs")
    against = exists().where(
        pairs.c.handover_id == Handover.id, pairs.c.question_key == HandoverAnswer.question_key
    )
    accepted = Handover.state == HandoverState.ACCEPTED.value
    is_tested = or_(accepted, verdict.in_((Verdict.REFUSAL_RIGHT.value, Verdict.HANDOVER_RIGHT.value)))
    # A hand-over judged right stands as it was handed over, whatever was marked or recorded against it.
    overruled = func.coalesce(verdict == Verdict.HANDOVER_RIGHT.value, literal(False))
    wrong = and_(~overruled, or_(against, and_(~accepted, _marked())))
    good = HandoverAnswer.state == AnswerState.GOOD.value
    columns = {
        "contradictions": _count(against),
        "tested": _count(and_(good, is_tested)),
        "proved_true": _count(and_(good, is_tested, ~wrong)),
    }
    rows = db.execute(
        select(key.label("key"), *(column.label(name) for name, column in columns.items()))
        .select_from(Handover)
        .join(HandoverAnswer, HandoverAnswer.handover_id == Handover.id)
        .where(*decided_in(db, asked), *([Handover.reason.is_not(None)] if by is AlignmentBy.REASON else []))
        .group_by(key)
    )
    return {_text(row.key): {name: int(getattr(row, name) or 0) for name in columns} for row in rows}


def _marked() -> ColumnElement[bool]:
    return exists().where(
        HandoverMark.handover_id == Handover.id, HandoverMark.question_key == HandoverAnswer.question_key
    )


def _key(by: AlignmentBy | None) -> ColumnElement[Any]:
    match by:
        case AlignmentBy.REASON:
            return Handover.reason.expression
        case AlignmentBy.SDR:
            return Handover.submitted_by_id.expression
        case AlignmentBy.REP:
            return Handover.rep_id.expression
        case AlignmentBy.CHANNEL:
            return Handover.channel.expression
        case AlignmentBy.QUESTION:
            return HandoverAnswer.question_key.expression
        case _:
            return literal("", TEXT)


def _count(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.sum(case((condition, 1), else_=0))


def _text(key: Any) -> str:
    return "" if key is None else str(key)


def _titles(db: Connection, by: AlignmentBy | None) -> Mapping[str, Text]:
    match by:
        case AlignmentBy.SDR | AlignmentBy.REP:
            return _member_names(db)
        case AlignmentBy.CHANNEL:
            found = db.execute(select(Channel.key, Channel.title_zh, Channel.title_en))
        case AlignmentBy.REASON:
            # The latest playbook that has a key says it.
            found = db.execute(select(Reason.key, Reason.title_zh, Reason.title_en).order_by(Reason.version))
        case AlignmentBy.QUESTION:
            found = db.execute(
                select(Question.key, Question.title_zh, Question.title_en).order_by(Question.version)
            )
        case _:
            return {}
    return {row.key: Text(row.title_zh or row.key, row.title_en or row.key) for row in found}


def _member_names(db: Connection) -> Mapping[str, Text]:
    """Return names by id; people of one name are told apart by their logins."""
    members = db.execute(select(Member.id, Member.name, Member.login).order_by(Member.id)).all()
    names = [member.name for member in members]
    shown = {
        str(one.id): one.name if names.count(one.name) == 1 else f"{one.name} ({one.login})"
        for one in members
    }
    return {key: Text(name, name) for key, name in shown.items()}
