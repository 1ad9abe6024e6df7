"""A lead's score: fit, behaviour and source rules of the playbook, each a line that can be read (spec section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)  # fmt: skip

from app.clock import DAY
from app.models.leads import Lead
from app.models.scores import Behaviour, ScoreLine, ScoreRule, ScoreState, ScoreWord
from app.models.vocabulary import SDR_ROLES, BehaviourKind, Role
from app.services.kernel.command import Count, Decision, Effect, Fact, Guard, Instant, Line
from app.services.kernel.expressions import (
    ACTOR,
    ID,
    NOW,
    TEXT,
    WHOLE,
    Arg,
    Contains,
    Field,
    Folded,
    Halved,
    IntDiv,
    each,
    typed_null,
)  # fmt: skip
from app.services.kernel.filling import are_distinct
from app.services.limits import current_version, limit

GIVEN = ""
"""The line of the points a lead's source gave it."""
MOST_AT_ONCE = 500
WITNESSES = frozenset({*SDR_ROLES, Role.MARKETING})
"""Who tells what leads did: marketing, whose pages and events they are, and whoever calls them."""
AHEAD = 5 * 60 * 1_000_000
"""How far another machine's clock may be ahead of ours, microseconds."""

_EXACT = {
    "fit.industry": Lead.industry,
    "fit.region": Lead.region,
    "fit.company_size": Lead.company_size,
    "source.channel": Lead.channel,
}
_WITHIN = {"fit.title": Lead.title}


@dataclass(frozen=True, slots=True)
class Rules:
    """Where score rules and the number beside them are read from: a version in force, or a draft.

    Attributes:
        rules: Rows ``key, position, looks_at, points``.
        words: Rows ``rule_key, word``.
        half_life_days: In which behaviour points halve; 0: they do not fade.
    """

    rules: FromClause
    words: FromClause
    half_life_days: ColumnElement[Any]


def rules_in_force() -> Rules:
    """Return the score rules of the playbook in force."""
    rule, word = ScoreRule.__table__.c, ScoreWord.__table__.c
    return Rules(
        rules=select(rule.key, rule.position, rule.looks_at, rule.points)
        .where(rule.version == current_version())
        .subquery("score_rules"),
        words=select(word.rule_key, word.word)
        .where(word.version == current_version())
        .subquery("score_words"),
        half_life_days=limit("score_half_life_days"),
    )


def score_lines(lead_ids: Select[Any], rules: Rules, now: ColumnElement[Any]) -> Select[Any]:
    """Return the lines of leads: ``lead_id, rule_key, points, times, last_at``.

    Of several fit rules on the same thing the first that fits counts, and so with sources: a 总经理 is not also
    a 经理. Each behaviour is worth its rule's points, halved for every full half-life since.
    """
    parts = [
        _first_that_fits(lead_ids, rules, on, column) for on, column in (*_EXACT.items(), *_WITHIN.items())
    ]
    given = select(
        Lead.id.label("lead_id"), literal(GIVEN, TEXT).label("rule_key"), Lead.given_score.label("points"),
        literal(1, WHOLE).label("times"), typed_null(WHOLE).label("last_at"),
    ).where(Lead.id.in_(lead_ids), Lead.given_score.is_not(None), Lead.given_score != 0)  # fmt: skip
    lines = union_all(*parts, _behaviours(lead_ids, rules, now), given).subquery("score_lines")
    return select(lines.c.lead_id, lines.c.rule_key, lines.c.points, lines.c.times, lines.c.last_at)


def _first_that_fits(
    lead_ids: Select[Any], rules: Rules, on: str, column: ColumnElement[Any] | Any
) -> Select[Any]:
    rule, fits = rules.rules.alias("rule"), rules.rules.alias("fits")
    word = rules.words.alias("word")
    said, sought = Folded(column), Folded(word.c.word)
    found = Contains(said, sought) if on in _WITHIN else said == sought
    first = (
        select(func.min(fits.c.position))
        .select_from(fits.join(word, word.c.rule_key == fits.c.key))
        .where(fits.c.looks_at == on, found)
        .correlate(Lead)
        .scalar_subquery()
    )
    return (
        select(
            Lead.id.label("lead_id"), rule.c.key.label("rule_key"), rule.c.points.label("points"),
            literal(1, WHOLE).label("times"), typed_null(WHOLE).label("last_at"),
        )
        .select_from(Lead)
        .join(rule, and_(rule.c.looks_at == on, rule.c.position == first))
        .where(Lead.id.in_(lead_ids), column.is_not(None), column != "")
    )  # fmt: skip


def _behaviours(lead_ids: Select[Any], rules: Rules, now: ColumnElement[Any]) -> Select[Any]:
    rule = rules.rules.alias("behaviour_rule")
    worth = Halved(rule.c.points, _half_lives(rules, now))
    points = func.sum(worth)
    return (
        select(
            Behaviour.lead_id, rule.c.key.label("rule_key"), points.label("points"),
            func.count().label("times"), func.max(Behaviour.at).label("last_at"),
        )
        .join(rule, rule.c.looks_at == literal("behaviour.", TEXT).concat(Behaviour.kind))
        .where(Behaviour.lead_id.in_(lead_ids))
        .group_by(Behaviour.lead_id, rule.c.key)
        .having(points != 0)
    )  # fmt: skip


def gained_since(since: ColumnElement[Any], now: ColumnElement[Any] = NOW) -> ColumnElement[Any]:
    """Return the points that the lead at hand has now for what it did since an instant, by the rules in force."""
    rules = rules_in_force()
    rule = rules.rules.alias("gaining_rule")
    return (
        select(func.coalesce(func.sum(Halved(rule.c.points, _half_lives(rules, now))), 0))
        .select_from(Behaviour)
        .join(rule, rule.c.looks_at == literal("behaviour.", TEXT).concat(Behaviour.kind))
        .where(Behaviour.lead_id == Lead.id, Behaviour.at >= since)
        .correlate(Lead)
        .scalar_subquery()
    )


def _half_lives(rules: Rules, now: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return how many full half-lives ago the behaviour at hand was; what is dated ahead has not begun to fade."""
    half_life = rules.half_life_days * literal(DAY, WHOLE)
    fading = and_(half_life > 0, now > Behaviour.at)
    return case((fading, IntDiv(now - Behaviour.at, half_life)), else_=literal(0, WHOLE))


def rescored(lead_ids: Select[Any]) -> Iterator[Effect]:
    """Yield what scores leads anew by the rules in force: their lines, their sums, when they fade next."""
    rules = rules_in_force()
    yield Effect(delete(ScoreLine).where(ScoreLine.lead_id.in_(lead_ids)), None)
    yield Effect(
        insert(ScoreLine).from_select(
            ["lead_id", "rule_key", "points", "times", "last_at"], score_lines(lead_ids, rules, NOW)
        ),
        None,
    )
    total = func.coalesce(
        select(func.sum(ScoreLine.points))
        .where(ScoreLine.lead_id == Lead.id)
        .correlate(Lead)
        .scalar_subquery(),
        0,
    )
    yield Effect(update(Lead).where(Lead.id.in_(lead_ids), Lead.score != total).values(score=total), None)
    yield Effect(delete(ScoreState).where(ScoreState.lead_id.in_(lead_ids)), None)
    half_life = rules.half_life_days * literal(DAY, WHOLE)
    rule = rules.rules.alias("fading_rule")
    fades = (
        select(func.min(Behaviour.at + (_half_lives(rules, NOW) + 1) * half_life))
        .join(rule, rule.c.looks_at == literal("behaviour.", TEXT).concat(Behaviour.kind))
        .where(
            Behaviour.lead_id == Lead.id, Halved(rule.c.points, _half_lives(rules, NOW)) != 0, half_life > 0
        )
        .correlate(Lead)
        .scalar_subquery()
    )
    yield Effect(
        insert(ScoreState).from_select(
            ["lead_id", "version", "scored_at", "fades_at"],
            select(Lead.id, current_version(), NOW, fades).where(Lead.id.in_(lead_ids)),
        ),
        None,
    )


def due_leads(db: Connection, now: int, most: int) -> tuple[UUID, ...]:
    """Return leads to be scored anew, at most so many at a time; empty once all scores are of now.

    Due are those scored by an earlier playbook, then those with points that have faded since, then those never
    scored. Each is found by an index: one condition on all leads would pass over those already done in every turn.
    """
    questions = (
        select(ScoreState.lead_id).where(ScoreState.version < current_version()),
        select(ScoreState.lead_id).where(ScoreState.fades_at <= now),
        select(Lead.id).where(~exists().where(ScoreState.lead_id == Lead.id)),
    )
    found = (tuple(db.execute(question.limit(most)).scalars()) for question in questions)
    return next(filter(None, found), ())


def is_suspect() -> ColumnElement[bool]:
    """Whether the lead at hand is a suspect: under the playbook's points (spec section 5)."""
    return Lead.score < limit("suspect_below_points")


class RescoreLeads(Decision, frozen=True, kw_only=True):
    """Leads are scored anew by the rules in force; anybody's desk may do it, the result is the same."""

    kind = "score.refresh"
    lead_ids: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=MOST_AT_ONCE)]

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("listed_twice", are_distinct(cls.arg("lead_ids"), None))
        yield Guard("unknown_lead", _all_known(cls.arg("lead_ids"), None))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Lead.id).where(Lead.id.in_(_listed(cls.arg("lead_ids"), None))).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from rescored(_listed(cls.arg("lead_ids"), None))


class Seen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing a lead did."""

    id: UUID
    """Named by its source, so that the same one told twice counts once."""
    lead_id: UUID
    behaviour: BehaviourKind
    at: Instant
    seconds: Count | None = None
    words: Line


class RecordBehaviour(Fact, frozen=True, kw_only=True):
    """Marketing or an SDR records what leads did on our pages, at events or with mails; it counts at once."""

    kind = "behaviour.record"
    roles = WITNESSES
    rows: Annotated[tuple[Seen, ...], msgspec.Meta(min_length=1, max_length=MOST_AT_ONCE)]

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("listed_twice", are_distinct(cls.arg("rows"), "id"))
        yield Guard("unknown_lead", _all_known(cls.arg("rows"), "lead_id"))
        rows = each(cls.arg("rows"), "dated")
        ahead = (
            select(literal(1)).select_from(rows).where(Field(rows, "at", WHOLE) > NOW + literal(AHEAD, WHOLE))
        )
        yield Guard("in_the_future", ~ahead.exists())

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Lead.id).where(Lead.id.in_(_listed(cls.arg("rows"), "lead_id"))).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        rows = each(cls.arg("rows"), "seen")
        seen_id = Field(rows, "id", ID)
        yield Effect(
            insert(Behaviour).from_select(
                ["id", "lead_id", "kind", "at", "seconds", "words", "recorded_at", "recorded_by_id"],
                select(
                    seen_id, Field(rows, "lead_id", ID), Field(rows, "behaviour", TEXT), Field(rows, "at", WHOLE),
                    Field(rows, "seconds", WHOLE), Field(rows, "words", TEXT), NOW, ACTOR,
                )
                .select_from(rows)
                .where(~exists().where(Behaviour.id == seen_id)),
            ),
            None,
        )  # fmt: skip
        yield from rescored(_listed(cls.arg("rows"), "lead_id"))


def _listed(array: Arg, name: str | None) -> Select[Any]:
    rows = each(array, "listed")
    return select(Field(rows, name, ID)).select_from(rows)


def _all_known(array: Arg, name: str | None) -> ColumnElement[bool]:
    rows = each(array, "named")
    return (
        ~select(literal(1))
        .select_from(rows)
        .where(~exists().where(Lead.id == Field(rows, name, ID)))
        .exists()
    )
