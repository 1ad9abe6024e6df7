"""Putting a playbook into force: its document becomes the rows the rules read (spec section 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, false, func, insert, literal, or_, select

from app.models.leads import Lead
from app.models.nurture import Persona, PersonaWord, Track, TrackReason, TrackStep
from app.models.people import Member
from app.models.playbook import (
    AllowedMove,
    AssignmentMatch,
    AssignmentRep,
    AssignmentRule,
    Choice,
    Contradiction,
    Grade,
    Limit,
    OfPlaybook,
    Playbook,
    Question,
    Reason,
    RecordField,
    RecordValue,
    RequiredField,
    Stage,
    StageFact,
    StageHome,
    VersionChannel,
)  # fmt: skip
from app.models.scores import ScoreRule, ScoreWord
from app.models.vocabulary import Role
from app.services.kernel.command import Count, Decision, Effect, Guard, Key, Line
from app.services.kernel.expressions import ACTOR, CMD, TEXT, WHOLE, Field, each
from app.services.kernel.filling import are_distinct, fill
from app.services.kernel.wire import shape_of
from app.services.limits import current_version, limit, team_turn
from app.services.playbook_force import is_open, put_into_force
from app.services.playbook_records import (
    ChannelRow,
    ChoiceRow,
    ContradictionRow,
    GradeRow,
    LimitRow,
    MatchRow,
    MoveRow,
    PersonaRow,
    PersonaWordRow,
    QuestionRow,
    ReasonRow,
    RecordFieldRow,
    RecordValueRow,
    RequiredRow,
    Rows,
    RuleRepRow,
    RuleRow,
    ScoreRuleRow,
    ScoreWordRow,
    StageFactRow,
    StageRow,
    TrackReasonRow,
    TrackRow,
    TrackStepRow,
)  # fmt: skip

SIGNERS = frozenset({Role.TEAM_LEAD, Role.SALES_LEAD})
"""Both sides sign (spec section 16)."""
SIGNED_TABLES = ("questions", "choices", "reasons")
SIGNED_LIMITS = ("threshold_pct", "sample_from_pct", "sample_every", "weak_passes", "stale_answer_days")
"""Script, threshold and reasons: what takes effect when both sides have signed; the numbers are those that
decide what "qualified" means."""
SCORE_TABLES = ("score_rules", "score_words", "grades")
SCORE_LIMITS = ("suspect_below_points", "score_half_life_days")
"""Scoring, which marketing edits (spec sections 2 and 5)."""


class PlaybookVersion(Decision, frozen=True, kw_only=True):
    """A whole playbook as it travels, and what must hold of it whoever brings it."""

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
    personas: Rows[PersonaRow]
    persona_words: Rows[PersonaWordRow]
    tracks: Rows[TrackRow]
    track_reasons: Rows[TrackReasonRow]
    track_steps: Rows[TrackStepRow]
    channels: Rows[ChannelRow]
    rehomed: Rows[MoveRow]
    """Where leads go whose stage the new playbook does not have."""

    based_on: Count | None = None
    """The version it was made from; another in force by now refuses it. ``None`` asks nothing."""

    @classmethod
    def document_guards(cls) -> Iterable[Guard]:
        """Return what must hold of the document itself."""
        yield Guard("no_questions", _any(cls, "questions"))
        yield Guard(
            "listed_twice", and_(*(are_distinct(cls.arg(name), *_keys(of)) for of, name, _ in TABLES))
        )
        named = (("facts", "stage_key"), ("moves", "from_stage"), ("moves", "to_stage"))
        yield Guard("unknown_stage", and_(*(~_astray(cls, name, key).exists() for name, key in named)))
        yield Guard("stage_without_home", ~_homeless(cls).order_by(None).exists())

    @classmethod
    def turn_guards(cls) -> Iterable[Guard]:
        """Return what must hold of the moment: nothing waits for signatures, and nobody was quicker."""
        yield Guard("proposal_open", ~exists().where(is_open()))
        base = cls.arg("based_on")
        yield Guard("playbook_changed", or_(base.is_(None), base == func.coalesce(current_version(), 0)))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        # Their titles stand in the playbook they come from.
        held = and_(Stage.version == current_version(), Stage.key == Lead.stage)
        named = _homeless(cls).outerjoin(Stage, held).add_columns(Stage.title_zh, Stage.title_en)
        return {"stage_without_home": named}

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def writing(cls, **also: ColumnElement[Any]) -> Iterable[Effect]:
        """Return the effects that write the version and its rows, not yet in force."""
        earlier = Playbook.__table__.alias("earlier")
        names = ["key", "title_zh", "title_en", "document"]
        columns: dict[str, Any] = {
            "version": select(func.coalesce(func.max(earlier.c.version), 0) + 1).scalar_subquery(),
            **{name: cls.arg(name) for name in names}, "cmd_id": CMD, "is_current": false(),
            "based_on": current_version(), **also,
        }  # fmt: skip
        yield Effect(insert(Playbook).from_select(list(columns), select(*columns.values())))
        for model, name, record in TABLES:
            yield fill(model, cls.arg(name), record, version=version_of_this())

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        return select(Playbook.version).where(Playbook.cmd_id == CMD)


class AdoptPlaybook(PlaybookVersion, frozen=True, kw_only=True):
    """A team lead puts a playbook into force that leaves script, threshold and reasons as they were signed.

    Marketing does so with one that changes scoring alone; an administrator brings the first, which needs nobody's
    signature. Runs and hand-overs begun before keep the version they began with.
    """

    kind = "playbook.adopt"
    roles = frozenset({Role.TEAM_LEAD, Role.MARKETING, Role.ADMIN})

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        is_first = ~exists().where(Playbook.is_current)
        yield Guard("not_yours_to_agree", or_(is_first, ~_is_by(Role.ADMIN)))
        yield from cls.document_guards()
        yield from cls.turn_guards()
        yield Guard("needs_signatures", or_(is_first, _says_the_same(cls)))
        yield Guard("only_scoring_yours", or_(~_is_by(Role.MARKETING), _differs_in_scoring_alone(cls)))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from cls.writing()
        yield from put_into_force(version_of_this())


TABLES = (
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
    (Persona, "personas", PersonaRow),
    (PersonaWord, "persona_words", PersonaWordRow),
    (Track, "tracks", TrackRow),
    (TrackReason, "track_reasons", TrackReasonRow),
    (TrackStep, "track_steps", TrackStepRow),
    (VersionChannel, "channels", ChannelRow),
    (StageHome, "rehomed", MoveRow),
)
"""Each table of a version, the argument it is filled from, and its records."""


def version_of_this() -> ColumnElement[Any]:
    """Return the version that this command writes."""
    new = Playbook.__table__.alias("new")
    return select(new.c.version).where(new.c.cmd_id == CMD).scalar_subquery()


def _is_by(role: Role) -> ColumnElement[bool]:
    return exists().where(Member.id == ACTOR, Member.role == role.value)


def _keys(model: type[OfPlaybook]) -> list[str]:
    return [column.name for column in model.__table__.primary_key if column.name != "version"]


def _any(cls: type[PlaybookVersion], name: str) -> ColumnElement[bool]:
    rows = each(cls.arg(name), "some")
    return select(literal(1)).select_from(rows).exists()


def _astray(cls: type[PlaybookVersion], name: str, key: str) -> Select[Any]:
    rows, stages = each(cls.arg(name), f"astray_{name}"), each(cls.arg("stages"), "named")
    named = select(literal(1)).select_from(stages).where(Field(stages, "key", TEXT) == Field(rows, key, TEXT))
    return select(literal(1)).select_from(rows).where(~named.correlate(rows).exists())


def _homeless(cls: type[PlaybookVersion]) -> Select[Any]:
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


def _says_the_same(cls: type[PlaybookVersion]) -> ColumnElement[bool]:
    """Whether script, threshold and reasons are those in force, word for word."""
    return and_(
        *(_same_rows(cls, *table) for table in TABLES if table[1] in SIGNED_TABLES),
        *(_same_limit(cls, key) for key in SIGNED_LIMITS),
    )


def _differs_in_scoring_alone(cls: type[PlaybookVersion]) -> ColumnElement[bool]:
    """Whether everything but scoring is as it is in force, its name included."""
    chosen = ("rehomed", *SCORE_TABLES)
    header = and_(*(getattr(Playbook, name) == cls.arg(name) for name in ("key", "title_zh", "title_en")))
    return and_(
        exists().where(Playbook.is_current, header),
        *(
            _same_rows(cls, *table, besides=SCORE_LIMITS if table[1] == "limits" else ())
            for table in TABLES
            if table[1] not in chosen
        ),
    )


def _same_rows(
    cls: type[PlaybookVersion],
    model: type[OfPlaybook],
    name: str,
    record: type[msgspec.Struct],
    *,
    besides: tuple[str, ...] = (),
) -> ColumnElement[bool]:
    """Whether the rows of a table are those in force; rows with the keys ``besides`` are not looked at."""
    rows, held = each(cls.arg(name), f"new_{name}"), model.__table__.alias(f"held_{name}")
    counted = each(cls.arg(name), f"counted_{name}")
    parts = shape_of(record).parts
    alike = and_(
        *(held.c[part.name].is_not_distinct_from(Field(rows, part.name, part.sql_type)) for part in parts)
    )
    in_force = held.c.version == current_version()
    found = select(literal(1)).select_from(held).where(in_force, alike)
    other = select(literal(1)).select_from(rows).where(~found.correlate(rows).exists())
    kept, brought = select(func.count()).select_from(held), select(func.count()).select_from(counted)
    if besides:
        other = other.where(Field(rows, "key", TEXT).not_in(besides))
        kept = kept.where(held.c.key.not_in(besides))
        brought = brought.where(Field(counted, "key", TEXT).not_in(besides))
    return and_(~other.exists(), kept.where(in_force).scalar_subquery() == brought.scalar_subquery())


def _same_limit(cls: type[PlaybookVersion], key: str) -> ColumnElement[bool]:
    rows = each(cls.arg("limits"), f"new_{key}")
    value = (
        select(Field(rows, "value", WHOLE)).select_from(rows).where(Field(rows, "key", TEXT) == key)
    ).scalar_subquery()
    return func.coalesce(value, -1) == func.coalesce(limit(key), -1)
