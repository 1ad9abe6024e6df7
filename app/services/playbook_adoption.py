"""Putting a playbook into force: its document becomes the rows the rules read (spec section 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import msgspec
from sqlalchemy import ColumnElement, Select, exists, false, func, insert, literal, or_, select, update

from app.models.leads import Lead, StageMove
from app.models.playbook import (
    AllowedMove,
    AssignmentMatch,
    AssignmentRep,
    AssignmentRule,
    Channel,
    Choice,
    Contradiction,
    Grade,
    Limit,
    Playbook,
    Question,
    Reason,
    RecordField,
    RecordValue,
    RequiredField,
    Stage,
    StageFact,
)  # fmt: skip
from app.models.scores import ScoreRule, ScoreWord
from app.models.vocabulary import AnswerState, Fact, Milestone, ReasonKind, Role, StageKind
from app.services.kernel.command import Count, Decision, Effect, Guard, Key, Line, Whole, Words
from app.services.kernel.expressions import ACTOR, CMD, NOW, TEXT, Field, each, typed_null
from app.services.kernel.filling import are_distinct, fill
from app.services.limits import team_turn

REHOMED = "playbook.adopted"
"""The fact of a stage move that a new playbook made: nobody did anything with the lead."""

type Rows[T] = Annotated[tuple[T, ...], msgspec.Meta(max_length=2000)]
type Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]


class _Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of the playbook as it travels; field names are column names."""


class LimitRow(_Row, frozen=True, kw_only=True):
    """A number of the playbook."""

    key: Key
    value: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    """Days are counted in microseconds: what no document may say would overflow the rule that reads it."""


class StageRow(_Row, frozen=True, kw_only=True):
    """A stage."""

    key: Key
    position: Count
    kind: StageKind
    milestone: Milestone | None
    win_pct: Percent | None
    title_zh: Line
    title_en: Line


class StageFactRow(_Row, frozen=True, kw_only=True):
    """The stage a fact leads to."""

    fact: Fact
    stage_key: Key


class MoveRow(_Row, frozen=True, kw_only=True):
    """A move from stage to stage: one that is allowed, or one that brings leads to a new playbook's stages."""

    from_stage: Key
    to_stage: Key


class RequiredRow(_Row, frozen=True, kw_only=True):
    """A field a stage requires."""

    stage_key: Key
    field: Key


class QuestionRow(_Row, frozen=True, kw_only=True):
    """A question."""

    key: Key
    position: Count
    dimension: Key
    title_zh: Line
    title_en: Line
    ask_zh: Words
    ask_en: Words
    hint_zh: Words
    hint_en: Words
    is_core: bool
    weight: Count
    has_free_text: bool
    follow_on_of: Key | None


class ChoiceRow(_Row, frozen=True, kw_only=True):
    """A prepared answer."""

    question_key: Key
    key: Key
    position: Count
    state: AnswerState
    title_zh: Line
    title_en: Line
    next_question: Key | None
    follow_on: Key | None
    reason: Key | None


class ReasonRow(_Row, frozen=True, kw_only=True):
    """A reason."""

    key: Key
    kind: ReasonKind
    position: Count
    title_zh: Line
    title_en: Line


class RecordFieldRow(_Row, frozen=True, kw_only=True):
    """A field of the sales record."""

    key: Key
    position: Count
    title_zh: Line
    title_en: Line


class RecordValueRow(_Row, frozen=True, kw_only=True):
    """A prepared value of such a field."""

    field: Key
    key: Key
    position: Count
    title_zh: Line
    title_en: Line


class ContradictionRow(_Row, frozen=True, kw_only=True):
    """An answer and a recorded value that cannot both be true."""

    question_key: Key
    choice_key: Key
    field: Key
    value_key: Key


class RuleRow(_Row, frozen=True, kw_only=True):
    """An assignment rule."""

    key: Key
    position: Count
    title_zh: Line
    title_en: Line
    score_min: Whole | None
    score_max: Whole | None
    waits_for_person: bool


class MatchRow(_Row, frozen=True, kw_only=True):
    """A value an assignment rule looks for."""

    rule_key: Key
    dimension: Key
    value_key: Line


class RuleRepRow(_Row, frozen=True, kw_only=True):
    """A rep an assignment rule is for."""

    rule_key: Key
    login: Line


class ScoreRuleRow(_Row, frozen=True, kw_only=True):
    """A score rule."""

    key: Key
    position: Count
    looks_at: Key
    points: Whole
    title_zh: Line
    title_en: Line


class ScoreWordRow(_Row, frozen=True, kw_only=True):
    """A value a score rule looks for."""

    rule_key: Key
    word: Line


class GradeRow(_Row, frozen=True, kw_only=True):
    """A score band."""

    grade: Count
    score_from: Whole


class ChannelRow(_Row, frozen=True, kw_only=True):
    """A channel."""

    key: Line
    title_zh: Line
    title_en: Line
    is_digital: bool | None
    is_paid: bool | None


class AdoptPlaybook(Decision, frozen=True, kw_only=True):
    """A team lead puts a playbook into force; runs and hand-overs begun before keep the version they began with."""

    kind = "playbook.adopt"
    roles = frozenset({Role.TEAM_LEAD, Role.SALES_LEAD, Role.ADMIN})
    key: Key
    title_zh: Line
    title_en: Line
    document: Annotated[str, msgspec.Meta(max_length=1_000_000)]
    limits: Rows[LimitRow]
    stages: Rows[StageRow]
    facts: Rows[StageFactRow]
    moves: Rows[MoveRow]
    required: Rows[RequiredRow]
    questions: Rows[QuestionRow]
    choices: Rows[ChoiceRow]
    reasons: Rows[ReasonRow]
    record_fields: Rows[RecordFieldRow]
    record_values: Rows[RecordValueRow]
    contradictions: Rows[ContradictionRow]
    rules: Rows[RuleRow]
    matches: Rows[MatchRow]
    rule_reps: Rows[RuleRepRow]
    score_rules: Rows[ScoreRuleRow]
    score_words: Rows[ScoreWordRow]
    grades: Rows[GradeRow]
    channels: Rows[ChannelRow]
    rehomed: Rows[MoveRow]
    """Where leads go whose stage the new playbook does not have."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("no_questions", _any(cls, "questions"))
        for model, name, _record in _TABLES:
            keys = [column.name for column in model.__table__.primary_key if column.name != "version"]
            yield Guard("listed_twice", are_distinct(cls.arg(name), *keys))
        yield Guard("listed_twice", are_distinct(cls.arg("channels"), "key"))
        for name, key in (("facts", "stage_key"), ("moves", "from_stage"), ("moves", "to_stage")):
            yield Guard("unknown_stage", ~_astray(cls, name, key).exists())
        yield Guard("stage_without_home", ~_homeless(cls).order_by(None).exists())

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return {"stage_without_home": _homeless(cls)}

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(update(Playbook).where(Playbook.is_current).values(is_current=False), None)
        earlier = Playbook.__table__.alias("earlier")
        next_version = select(func.coalesce(func.max(earlier.c.version), 0) + 1).scalar_subquery()
        names = ["key", "title_zh", "title_en", "document"]
        yield Effect(
            insert(Playbook).from_select(
                ["version", *names, "cmd_id", "is_current", "adopted_at", "adopted_by_id"],
                select(next_version, *(cls.arg(name) for name in names), CMD, literal(True), NOW, ACTOR),
            )
        )
        for model, name, record in _TABLES:
            yield fill(model, cls.arg(name), record, version=_adopted())
        yield from _channels(cls)
        yield from _rehome(cls)

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        return select(Playbook.version).where(Playbook.cmd_id == CMD)


_TABLES = (
    (Limit, "limits", LimitRow),
    (Stage, "stages", StageRow),
    (StageFact, "facts", StageFactRow),
    (AllowedMove, "moves", MoveRow),
    (RequiredField, "required", RequiredRow),
    (Question, "questions", QuestionRow),
    (Choice, "choices", ChoiceRow),
    (Reason, "reasons", ReasonRow),
    (RecordField, "record_fields", RecordFieldRow),
    (RecordValue, "record_values", RecordValueRow),
    (Contradiction, "contradictions", ContradictionRow),
    (AssignmentRule, "rules", RuleRow),
    (AssignmentMatch, "matches", MatchRow),
    (AssignmentRep, "rule_reps", RuleRepRow),
    (ScoreRule, "score_rules", ScoreRuleRow),
    (ScoreWord, "score_words", ScoreWordRow),
    (Grade, "grades", GradeRow),
)


def _adopted() -> ColumnElement[Any]:
    new = Playbook.__table__.alias("new")
    return select(new.c.version).where(new.c.cmd_id == CMD).scalar_subquery()


def _any(cls: type[AdoptPlaybook], name: str) -> ColumnElement[bool]:
    rows = each(cls.arg(name), "some")
    return select(literal(1)).select_from(rows).exists()


def _astray(cls: type[AdoptPlaybook], name: str, key: str) -> Select[Any]:
    rows, stages = each(cls.arg(name), f"astray_{name}"), each(cls.arg("stages"), "named")
    named = select(literal(1)).select_from(stages).where(Field(stages, "key", TEXT) == Field(rows, key, TEXT))
    return select(literal(1)).select_from(rows).where(~named.correlate(rows).exists())


def _homeless(cls: type[AdoptPlaybook]) -> Select[Any]:
    stages, rehomed = each(cls.arg("stages"), "stages"), each(cls.arg("rehomed"), "rehomed")
    kept = (
        select(literal(1)).select_from(stages).where(Field(stages, "key", TEXT) == Lead.stage).correlate(Lead)
    )
    homes = each(cls.arg("stages"), "homes")
    moved = (
        select(literal(1))
        .select_from(rehomed)
        .join(homes, Field(homes, "key", TEXT) == Field(rehomed, "to_stage", TEXT))
        .where(Field(rehomed, "from_stage", TEXT) == Lead.stage)
    )
    return (
        select(Lead.stage)
        .where(~or_(kept.exists(), moved.correlate(Lead).exists()))
        .distinct()
        .order_by(Lead.stage)
    )


def _rehome(cls: type[AdoptPlaybook]) -> Iterable[Effect]:
    rehomed, home = each(cls.arg("rehomed"), "rehomed"), Stage.__table__.alias("home").c
    target = (
        select(Field(rehomed, "to_stage", TEXT))
        .select_from(rehomed)
        .where(Field(rehomed, "from_stage", TEXT) == Lead.stage)
        .where(exists().where(home.version == _adopted(), home.key == Field(rehomed, "to_stage", TEXT)))
        .correlate(Lead)
        .order_by(rehomed.c.key)
        .limit(1)
        .scalar_subquery()
    )
    missing = ~exists().where(Stage.version == _adopted(), Stage.key == Lead.stage)
    columns = {
        "cmd_id": CMD, "lead_id": Lead.id, "from_stage": Lead.stage, "to_stage": target,
        "fact": literal(REHOMED, TEXT), "by_id": ACTOR, "at": NOW, "is_backward": false(),
        "reason": typed_null(TEXT), "words": typed_null(TEXT),
    }  # fmt: skip
    moves = select(*columns.values()).where(missing)
    yield Effect(insert(StageMove).from_select(list(columns), moves), None)
    yield Effect(update(Lead).where(missing).values(stage=target, changed_at=NOW), None)


def _channels(cls: type[AdoptPlaybook]) -> Iterable[Effect]:
    """Channels are open data: those the playbook names are described anew, the others stay."""
    rows = each(cls.arg("channels"), "rows")
    names = ("key", "title_zh", "title_en", "is_digital", "is_paid")
    types = {
        name: column.type for name in names for column in Channel.__table__.columns if column.name == name
    }
    for name in names[1:]:
        described = (
            select(Field(rows, name, types[name]))
            .select_from(rows)
            .where(Field(rows, "key", TEXT) == Channel.key)
            .correlate(Channel)
            .scalar_subquery()
        )
        listed = each(cls.arg("channels"), "listed")
        known = Channel.key.in_(select(Field(listed, "key", TEXT)).select_from(listed))
        yield Effect(update(Channel).where(known).values({name: described}), None)
    fresh = select(*(Field(rows, name, types[name]) for name in names)).select_from(rows)
    yield Effect(
        insert(Channel).from_select(
            list(names), fresh.where(~exists().where(Channel.key == Field(rows, "key", TEXT)))
        ),
        None,
    )
