"""Refusals and their verdicts, counted by what one asks: reason, SDR, rep, channel, question (spec section 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from app.models.handover import Handover, HandoverAnswer, HandoverMark
from app.models.people import Member
from app.models.playbook import Channel, Question, Reason
from app.models.review import GuardOverride, Review
from app.models.vocabulary import AnswerState, HandoverState, Verdict
from app.services.contradictions import contradicted
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
    """Return the counts of what was decided in the period, most refused first."""
    return rows_of(db, decisions(db, span_of(db, asked)), by)


def rows_of(db: Connection, seen: Decisions, by: AlignmentBy | None) -> list[AlignmentRow]:
    """Return the counts of decisions already read, split by what is asked.

    By question, a hand-over counts for each question asked on its card; a refusal counts where the question was
    marked.
    """
    counts = seen.by_question() if by is AlignmentBy.QUESTION else seen.by_card(by)
    if by is None and not counts:
        counts = {"": Counter()}
    titles = _titles(db, by)
    rows = [
        AlignmentRow(key=key, title=titles.get(key, Text(key, key)), **count) for key, count in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row.refused, -row.decided, row.title.en, row.key))


@dataclass(frozen=True, slots=True)
class Card:
    """One decided hand-over as the report sees it."""

    id: UUID
    is_accepted: bool
    keys: Mapping[AlignmentBy, str]
    verdict: Verdict | None
    is_open: bool
    is_overridden: bool
    good: int
    """Questions answered well."""

    @property
    def is_tested(self) -> bool:
        """Whether its end is known: accepted, or refused and judged for good."""
        return self.is_accepted or self.verdict in (Verdict.REFUSAL_RIGHT, Verdict.HANDOVER_RIGHT)

    def says_wrong(self, *, marked: bool, contradicted: bool) -> bool:
        """Whether an answer was not true.

        A hand-over judged right stands as it was handed over, whatever was marked or recorded against it.
        """
        if self.verdict is Verdict.HANDOVER_RIGHT:
            return False
        return contradicted or (marked and not self.is_accepted)

    def counted(self) -> Counter[str]:
        """Return what it adds to the counts of decisions."""
        found = Counter(decided=1, accepted=int(self.is_accepted))
        return found + (Counter() if self.is_accepted else self.refusal())

    def refusal(self) -> Counter[str]:
        """Return what it adds as a refusal."""
        found = Counter(refused=1, open_cases=int(self.is_open), overridden=int(self.is_overridden))
        if self.verdict is not None:
            found[self.verdict.value] += 1
        return found


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided in a period, read once for every split.

    Attributes:
        marked: Answers the reps marked, by hand-over and question: whether they were good on the card.
        contradicted: Answers a record contradicts, likewise.
        asked: By question and what became of the hand-over (accepted, and the final verdict if any): how often it
            was asked, and how often answered well.
    """

    cards: Mapping[UUID, Card]
    marked: Mapping[tuple[UUID, str], bool]
    contradicted: Mapping[tuple[UUID, str], bool]
    asked: Mapping[tuple[str, bool, str], tuple[int, int]]

    def by_card(self, by: AlignmentBy | None) -> dict[str, Counter[str]]:
        """Return the counts by a property of the card; by reason, of refusals only."""
        found: dict[str, Counter[str]] = {}
        against, wrong = self._against(), self._wrong()
        for card in self.cards.values():
            if by is AlignmentBy.REASON and card.is_accepted:
                continue
            count = found.setdefault("" if by is None else card.keys[by], Counter())
            count.update(card.counted())
            tested = card.good if card.is_tested else 0
            count.update(contradictions=against[card.id], tested=tested, proved_true=tested - wrong[card.id])
        return found

    def by_question(self) -> dict[str, Counter[str]]:
        """Return the counts by question."""
        found: dict[str, Counter[str]] = {}
        for (question, is_accepted, final), (asked, good) in self.asked.items():
            count = found.setdefault(question, Counter())
            tested = good if is_accepted or final else 0
            count.update(
                decided=asked, accepted=asked if is_accepted else 0, tested=tested, proved_true=tested
            )
        for card_id, question in self.marked:
            if not self.cards[card_id].is_accepted:
                found.setdefault(question, Counter()).update(self.cards[card_id].refusal())
        for _, question in self.contradicted:
            found.setdefault(question, Counter()).update(contradictions=1)
        for _, question in self._untrue():
            found[question]["proved_true"] -= 1
        return found

    def _against(self) -> Counter[UUID]:
        return Counter(card_id for card_id, _ in self.contradicted)

    def _wrong(self) -> Counter[UUID]:
        return Counter(card_id for card_id, _ in self._untrue())

    def _untrue(self) -> set[tuple[UUID, str]]:
        """Return the good answers of tested hand-overs that were not true."""
        good = {key for part in (self.marked, self.contradicted) for key, is_good in part.items() if is_good}
        return {
            key
            for key in good
            if self.cards[key[0]].is_tested
            and self.cards[key[0]].says_wrong(
                marked=key in self.marked, contradicted=key in self.contradicted
            )
        }


def decisions(db: Connection, span: Span) -> Decisions:
    """Read what was decided in the period: five statements, whatever is asked of it."""
    wanted = decided_in(span)
    cards = {card.id: card for card in _cards(db, wanted)}
    good = HandoverAnswer.state == AnswerState.GOOD.value
    marks = _answers(
        db, select(HandoverMark.handover_id, HandoverMark.question_key, good), HandoverMark, wanted
    )
    pairs = contradicted().distinct().subquery("pairs")
    of_pair = and_(
        HandoverAnswer.handover_id == pairs.c.handover_id, HandoverAnswer.question_key == pairs.c.question_key
    )
    against = db.execute(
        select(pairs.c.handover_id, pairs.c.question_key, good)
        .select_from(pairs)
        .join(HandoverAnswer, of_pair)
        .join(Handover, Handover.id == pairs.c.handover_id)
        .where(*wanted)
    )
    return Decisions(
        cards=cards,
        marked=marks,
        contradicted={(row[0], row[1]): bool(row[2]) for row in against},
        asked=_asked(db, wanted),
    )


def _cards(db: Connection, wanted: list[ColumnElement[bool]]) -> Iterator[Card]:
    final = Review.__table__.alias("final")
    judged = and_(final.c.handover_id == Handover.id, final.c.verdict != Verdict.UNCLEAR.value)
    good = (
        select(HandoverAnswer.handover_id, func.count().label("good"))
        .where(HandoverAnswer.state == AnswerState.GOOD.value)
        .group_by(HandoverAnswer.handover_id)
        .subquery("good")
    )
    rows = db.execute(
        select(
            Handover.id, Handover.state, Handover.reason, Handover.submitted_by_id, Handover.rep_id, Handover.channel,
            final.c.verdict, exists().where(Review.handover_id == Handover.id).label("is_reviewed"),
            is_open_case().label("is_open"), good.c.good,
            exists().where(GuardOverride.handover_id == Handover.id).label("is_overridden"),
        )
        .select_from(Handover)
        .outerjoin(final, judged)
        .outerjoin(good, good.c.handover_id == Handover.id)
        .where(*wanted)
    )  # fmt: skip
    for row in rows:
        verdict = row.verdict or (Verdict.UNCLEAR.value if row.is_reviewed else None)
        yield Card(
            id=row.id,
            is_accepted=row.state == HandoverState.ACCEPTED.value,
            keys={
                AlignmentBy.REASON: row.reason or "",
                AlignmentBy.SDR: str(row.submitted_by_id),
                AlignmentBy.REP: str(row.rep_id or ""),
                AlignmentBy.CHANNEL: row.channel,
            },
            verdict=Verdict(verdict) if verdict else None,
            is_open=bool(row.is_open),
            is_overridden=bool(row.is_overridden),
            good=row.good or 0,
        )


def _answers(
    db: Connection,
    wanted: Select[*tuple[Any, ...]],
    of: type[HandoverMark],
    conditions: list[ColumnElement[bool]],
) -> dict[tuple[UUID, str], bool]:
    line = and_(HandoverAnswer.handover_id == of.handover_id, HandoverAnswer.question_key == of.question_key)
    rows = db.execute(
        wanted.select_from(of)
        .join(HandoverAnswer, line)
        .join(Handover, Handover.id == of.handover_id)
        .where(*conditions)
    )
    return {(row[0], row[1]): bool(row[2]) for row in rows}


def _asked(db: Connection, wanted: list[ColumnElement[bool]]) -> dict[tuple[str, bool, str], tuple[int, int]]:
    final = Review.__table__.alias("final")
    judged = and_(final.c.handover_id == Handover.id, final.c.verdict != Verdict.UNCLEAR.value)
    verdict = func.coalesce(final.c.verdict, "")
    rows = db.execute(
        select(
            HandoverAnswer.question_key, Handover.state, verdict, func.count(),
            func.sum(case((HandoverAnswer.state == AnswerState.GOOD.value, 1), else_=0)),
        )
        .select_from(Handover)
        .join(HandoverAnswer, HandoverAnswer.handover_id == Handover.id)
        .outerjoin(final, judged)
        .where(*wanted, HandoverAnswer.state != AnswerState.NOT_ASKED.value)
        .group_by(HandoverAnswer.question_key, Handover.state, verdict)
    )  # fmt: skip
    return {
        (question, state == HandoverState.ACCEPTED.value, final_verdict): (count, good or 0)
        for question, state, final_verdict, count, good in rows
    }


type Span = tuple[int | None, int | None]
"""First instant of a period and the first after it; ``None`` is open."""


def span_of(db: Connection, asked: ReportFilter) -> Span:
    """Return the instants of the period; reading the team's zone takes longer than most of the report."""
    if asked.since is None and asked.until is None:
        return None, None
    return asked.bounds(zone_of(db))


def decided_in(span: Span) -> list[ColumnElement[bool]]:
    """Return the conditions of hand-overs decided in the period."""
    first, after = span
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
