"""Refusals and their verdicts, counted by what one asks: reason, SDR, rep, channel, question (spec section 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, select

from app.models.handover import Handover, HandoverAnswer, HandoverMark
from app.models.people import Member
from app.models.playbook import Channel, Question, Reason
from app.models.review import GuardOverride, Review
from app.models.sales import SalesRecord
from app.models.vocabulary import AnswerState, HandoverState, Verdict
from app.services.contradictions import contradicted
from app.services.playbook.document import Text
from app.services.reports.report import ReportFilter
from app.services.reports.team_time import zone_of
from app.services.review_view import is_open_case


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
class End:
    """What became of a hand-over: all that is counted of it."""

    is_accepted: bool
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

    def refusal(self) -> dict[str, int]:
        """Return what it adds to the counts as a refusal."""
        found = {"refused": 1, "open_cases": int(self.is_open), "overridden": int(self.is_overridden)}
        return found if self.verdict is None else found | {self.verdict.value: 1}

    def counts(self, against: int, wrong: int) -> dict[str, int]:
        """Return what it adds to the counts of a split, given how many answers are contradicted and not true."""
        tested = self.good if self.is_tested else 0
        found = {"contradictions": against, "tested": tested, "proved_true": tested - wrong, "decided": 1}
        return found | ({"accepted": 1} if self.is_accepted else self.refusal())


@dataclass(frozen=True, slots=True)
class Card:
    """One decided hand-over: its end, and by what it is found."""

    end: End
    keys: Mapping[AlignmentBy, str]


@dataclass(frozen=True)
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
        """Return the counts by a property of the card; by reason, of refusals only.

        Cards alike in everything that counts are counted together: there are many of few sorts.
        """
        against, wrong = self.against, self.wrong
        sorts: Counter[tuple[str, End, int, int]] = Counter()
        for card_id, card in self.cards.items():
            if by is not AlignmentBy.REASON or not card.end.is_accepted:
                key = "" if by is None else card.keys[by]
                sorts[key, card.end, against.get(card_id, 0), wrong.get(card_id, 0)] += 1
        found: dict[str, Counter[str]] = {}
        for (key, end, contradictions, untrue), times in sorts.items():
            count = found.setdefault(key, Counter())
            for name, number in end.counts(contradictions, untrue).items():
                count[name] += number * times
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
            end = self.cards[card_id].end
            if not end.is_accepted:
                found.setdefault(question, Counter()).update(end.refusal())
        for _, question in self.contradicted:
            found.setdefault(question, Counter()).update(contradictions=1)
        for _, question in self.untrue:
            found[question]["proved_true"] -= 1
        return found

    @cached_property
    def against(self) -> Counter[UUID]:
        """How many answers of each card are contradicted."""
        return Counter(card_id for card_id, _ in self.contradicted)

    @cached_property
    def wrong(self) -> Counter[UUID]:
        """How many good answers of each tested card were not true."""
        return Counter(card_id for card_id, _ in self.untrue)

    @cached_property
    def untrue(self) -> frozenset[tuple[UUID, str]]:
        """Return the good answers of tested hand-overs that were not true."""
        good = {key for part in (self.marked, self.contradicted) for key, is_good in part.items() if is_good}
        return frozenset(
            key
            for key in good
            if self.cards[key[0]].end.is_tested
            and self.cards[key[0]].end.says_wrong(
                marked=key in self.marked, contradicted=key in self.contradicted
            )
        )


def decisions(db: Connection, span: Span) -> Decisions:
    """Read what was decided in the period: four statements, whatever is asked of it."""
    wanted = decided_in(span)
    good = HandoverAnswer.state == AnswerState.GOOD.value
    marks = _answers(
        db, select(HandoverMark.handover_id, HandoverMark.question_key, good), HandoverMark, wanted
    )
    against = db.execute(
        contradicted()
        .with_only_columns(
            SalesRecord.handover_id, HandoverAnswer.question_key, good, maintain_column_froms=True
        )
        .join(Handover, Handover.id == SalesRecord.handover_id)
        .where(*wanted)
    )
    return Decisions(
        cards=_cards(db, wanted),
        marked=marks,
        contradicted={(row[0], row[1]): bool(row[2]) for row in against},
        asked=_asked(db, wanted),
    )


def _cards(db: Connection, wanted: list[ColumnElement[bool]]) -> dict[UUID, Card]:
    final = Review.__table__.alias("final")
    judged = and_(final.c.handover_id == Handover.id, final.c.verdict != Verdict.UNCLEAR.value)
    good = (
        select(func.count())
        .where(HandoverAnswer.handover_id == Handover.id, HandoverAnswer.state == AnswerState.GOOD.value)
        .correlate(Handover)
        .scalar_subquery()
    )
    rows = db.execute(
        select(
            Handover.id, Handover.state, Handover.reason, Handover.submitted_by_id, Handover.rep_id, Handover.channel,
            final.c.verdict, exists().where(Review.handover_id == Handover.id).label("is_reviewed"),
            is_open_case().label("is_open"), good.label("good"),
            exists().where(GuardOverride.handover_id == Handover.id).label("is_overridden"),
        )
        .select_from(Handover)
        .outerjoin(final, judged)
        .where(*wanted)
    )  # fmt: skip
    return {row.id: _card(row) for row in rows}


def _card(row: Any) -> Card:
    verdict = row.verdict or (Verdict.UNCLEAR.value if row.is_reviewed else None)
    end = End(
        is_accepted=row.state == HandoverState.ACCEPTED.value,
        verdict=Verdict(verdict) if verdict else None,
        is_open=bool(row.is_open),
        is_overridden=bool(row.is_overridden),
        good=row.good,
    )
    keys = {
        AlignmentBy.REASON: row.reason or "",
        AlignmentBy.SDR: str(row.submitted_by_id),
        AlignmentBy.REP: str(row.rep_id or ""),
        AlignmentBy.CHANNEL: row.channel,
    }
    return Card(end, keys)


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
