"""The rows of a playbook as they travel: one record for each table of a version; field names are column names."""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.models.vocabulary import AnswerState, ContentKind, Fact, Milestone, ReasonKind, StageKind
from app.services.kernel.command import Count, Key, Line, Whole, Words

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


class PersonaRow(_Row, frozen=True, kw_only=True):
    """A persona."""

    key: Key
    position: Count
    title_zh: Line
    title_en: Line


class PersonaWordRow(_Row, frozen=True, kw_only=True):
    """A word of job titles a persona is known by."""

    persona_key: Key
    word: Line


class TrackRow(_Row, frozen=True, kw_only=True):
    """A track of nurture."""

    key: Key
    position: Count
    persona: Key | None
    title_zh: Line
    title_en: Line


class TrackReasonRow(_Row, frozen=True, kw_only=True):
    """A reason a track is for."""

    track_key: Key
    reason: Key


class TrackStepRow(_Row, frozen=True, kw_only=True):
    """A touch of a track."""

    track_key: Key
    key: Key
    position: Count
    after_days: Annotated[int, msgspec.Meta(ge=0, le=10_000)]
    content: ContentKind | None
    title_zh: Line
    title_en: Line


class ChannelRow(_Row, frozen=True, kw_only=True):
    """A channel."""

    key: Line
    title_zh: Line
    title_en: Line
    is_digital: bool | None
    is_paid: bool | None
