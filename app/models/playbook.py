"""The team's playbook as versioned rows: stages, script, reasons, limits, assignment (spec section 16)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class OfPlaybook(Shared):
    """A row of one version of the playbook."""

    __abstract__ = True
    topic = Topic.PLAYBOOK
    told_by: ClassVar[str] = ""
    """No id: whoever shows the playbook reads it again."""

    version: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


class Playbook(OfPlaybook):
    """One version: proposed, in force, superseded or withdrawn; exactly one is current."""

    __tablename__ = "playbook"

    key: Mapped[str]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    cmd_id: Mapped[UUID] = mapped_column(unique=True)
    """The command that proposed or adopted it."""
    document: Mapped[str]
    """The TOML text it was read from."""
    is_current: Mapped[bool]
    based_on: Mapped[int | None]
    """The version in force when it was written; ``None`` for the first."""
    proposed_at: Mapped[int | None]
    """``None`` where it was adopted without a proposal."""
    proposed_by_id: Mapped[UUID | None]
    adopted_at: Mapped[int | None]
    """When it came into force; ``None`` while it waits for signatures, and for good once withdrawn."""
    adopted_by_id: Mapped[UUID | None]
    """Who adopted it, or signed last."""
    withdrawn_at: Mapped[int | None]
    withdrawn_by_id: Mapped[UUID | None]
    withdrawn_words: Mapped[str | None]


class Signature(OfPlaybook):
    """A member of one side agreed to a version (spec section 16)."""

    __tablename__ = "playbook_signature"

    role: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[UUID]
    signed_at: Mapped[int]
    cmd_id: Mapped[UUID]


class StageHome(OfPlaybook):
    """Where leads go whose stage a version does not have."""

    __tablename__ = "stage_home"

    from_stage: Mapped[str] = mapped_column(primary_key=True)
    to_stage: Mapped[str]


class VersionChannel(OfPlaybook):
    """A channel as a version describes it; ``Channel`` says what counts."""

    __tablename__ = "version_channel"

    key: Mapped[str] = mapped_column(primary_key=True)
    title_zh: Mapped[str]
    title_en: Mapped[str]
    is_digital: Mapped[bool | None]
    is_paid: Mapped[bool | None]


class Limit(OfPlaybook):
    """A number of the spec that the team can change, by its key in ``[limits]``."""

    __tablename__ = "limit_value"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class Stage(OfPlaybook):
    """A stage of the lifecycle; code knows its kind and milestone only (spec section 3)."""

    __tablename__ = "stage"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    kind: Mapped[str]
    milestone: Mapped[str | None]
    """First reached by entering this stage."""
    win_pct: Mapped[int | None]
    title_zh: Mapped[str]
    title_en: Mapped[str]


class StageFact(OfPlaybook):
    """To which stage a recorded fact moves a lead."""

    __tablename__ = "stage_fact"

    fact: Mapped[str] = mapped_column(primary_key=True)
    stage_key: Mapped[str]


class AllowedMove(OfPlaybook):
    """A move the playbook allows."""

    __tablename__ = "allowed_move"

    from_stage: Mapped[str] = mapped_column(primary_key=True)
    to_stage: Mapped[str] = mapped_column(primary_key=True)


class RequiredField(OfPlaybook):
    """A lead field that must be filled before a lead enters the stage."""

    __tablename__ = "required_field"

    stage_key: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)


class Question(OfPlaybook):
    """One question of the script (spec section 8)."""

    __tablename__ = "question"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    dimension: Mapped[str]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    ask_zh: Mapped[str]
    ask_en: Mapped[str]
    hint_zh: Mapped[str]
    hint_en: Mapped[str]
    is_core: Mapped[bool]
    weight: Mapped[int]
    """Whole number, 1 or more; follow-on questions do not count whatever it says."""
    has_free_text: Mapped[bool]
    follow_on_of: Mapped[str | None]


class Choice(OfPlaybook):
    """One prepared answer and how well it answers."""

    __tablename__ = "choice"

    question_key: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    state: Mapped[str]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    next_question: Mapped[str | None]
    """Where the script goes on; questions jumped over count as not asked."""
    follow_on: Mapped[str | None]
    """A question this answer opens besides."""
    reason: Mapped[str | None]
    """Why a disqualifying answer ends the run."""


class Reason(OfPlaybook):
    """A reason people choose from, by kind."""

    __tablename__ = "reason"

    key: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    position: Mapped[int]
    title_zh: Mapped[str]
    title_en: Mapped[str]


class RecordField(OfPlaybook):
    """A field of the sales record (spec section 12)."""

    __tablename__ = "record_field"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title_zh: Mapped[str]
    title_en: Mapped[str]


class RecordValue(OfPlaybook):
    """A prepared value of a field of the sales record."""

    __tablename__ = "record_value"

    field: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title_zh: Mapped[str]
    title_en: Mapped[str]


class Contradiction(OfPlaybook):
    """An answer and a recorded value that cannot both be true; review marks such pairs."""

    __tablename__ = "contradiction"

    question_key: Mapped[str] = mapped_column(primary_key=True)
    choice_key: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    value_key: Mapped[str] = mapped_column(primary_key=True)


class AssignmentRule(OfPlaybook):
    """Which reps a lead may go to; the first rule that matches counts (spec section 9)."""

    __tablename__ = "assignment_rule"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    score_min: Mapped[int | None]
    score_max: Mapped[int | None]
    waits_for_person: Mapped[bool]


class AssignmentMatch(OfPlaybook):
    """A value a lead must have, one of those with the same dimension."""

    __tablename__ = "assignment_match"

    rule_key: Mapped[str] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(primary_key=True)
    """``region``, ``industry``, ``size`` or ``channel``."""
    value_key: Mapped[str] = mapped_column(primary_key=True)


class AssignmentRep(OfPlaybook):
    """A rep a rule is for, by login; a rule without any is for all."""

    __tablename__ = "assignment_rep"

    rule_key: Mapped[str] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(primary_key=True)


class Grade(OfPlaybook):
    """The score from which a lead has this grade: 1 is D, 4 is A (spec section 5)."""

    __tablename__ = "grade"

    grade: Mapped[int] = mapped_column(primary_key=True)
    score_from: Mapped[int]


class Channel(Shared):
    """Where leads come from; open data, a new one may be met in any file (spec section 4)."""

    __tablename__ = "channel"
    topic = Topic.PLAYBOOK
    told_by: ClassVar[str] = ""

    key: Mapped[str] = mapped_column(primary_key=True)
    title_zh: Mapped[str]
    title_en: Mapped[str]
    is_digital: Mapped[bool | None]
    """``None``: nobody has said yet."""
    is_paid: Mapped[bool | None]
