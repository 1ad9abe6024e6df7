"""A playbook as typed values: what one TOML file says, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from app.models.vocabulary import AnswerState, ContentKind, Fact, Milestone, ReasonKind, Role, StageKind
from app.services.playbook.limits import Limits
from app.services.playbook.words import (
    GradeKey,
    Language,
    LeadField,
    RecordField,
    SalesCheck,
    ScoreOn,
    Term,
)

FORMAT = 1
"""The layout of the file that this version reads and writes."""
TEAM_KEY = "team"
"""What the rules call the team's calendar, whatever its key in the file."""

type Key = Annotated[str, Meta(pattern=r"\A[a-z][a-z0-9_]{0,39}\Z", examples=["budget_frozen"])]
type PlaybookKey = Annotated[str, Meta(pattern=r"\A[a-z][a-z0-9_-]{0,39}\Z", examples=["twelve-stage"])]
type Word = Annotated[str, Meta(min_length=1, max_length=120, examples=["paid search"])]
type Prose = Annotated[str, Meta(max_length=2_000)]
type Span = Annotated[
    str,
    Meta(
        pattern=r"\A(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)\Z",
        examples=["09:00-12:00"],
    ),
]
type Day = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", examples=["2026-02-14"])]
type Points = Annotated[int, Meta(ge=-1_000_000, le=1_000_000)]
type WaitDays = Annotated[int, Meta(ge=1, le=250)]
type Weight = Annotated[int, Meta(ge=1, le=1_000)]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file: nothing else may stand in it."""


class Text(_Part, frozen=True):
    """A text in 中文 and English; where one is missing the other is shown."""

    zh: Prose = ""
    en: Prose = ""

    def shown(self, language: str) -> str:
        """Return the text in ``language``, or in the other one where it is missing."""
        own, other = (self.zh, self.en) if language == Language.ZH else (self.en, self.zh)
        return own if own.strip() else other


class Header(_Part, frozen=True):
    """What the playbook is called."""

    key: PlaybookKey
    title: Text
    language_default: Language
    format: int = FORMAT


class Stage(_Part, frozen=True):
    """A stage of the lifecycle; code knows its kind and milestone only (spec section 3)."""

    key: Key
    kind: StageKind
    title: Text
    reached_by: tuple[Fact, ...]
    """The recorded facts that bring a lead here."""
    milestone: Milestone | None = None
    """First reached by entering this stage."""
    win_pct: Annotated[int, Meta(ge=0, le=100)] | None = None
    """Share of the amount that the forecast counts; ``None`` outside the pipeline."""
    required: tuple[LeadField, ...] = ()
    """Lead fields without which nobody moves a lead here."""
    meaning: Text | None = None
    """The agreed definition that everyone can read."""


class Move(_Part, frozen=True, rename={"from_stage": "from", "to_stages": "to"}):
    """Moves the playbook allows from one stage."""

    from_stage: Key
    to_stages: tuple[Key, ...]


class SubState(_Part, frozen=True):
    """A finer state that a lead shows inside one stage."""

    stage: Key
    key: Key
    title: Text


class SalesCheckText(_Part, frozen=True):
    """One of the checks that make an accepted lead an SQL."""

    key: SalesCheck
    title: Text


class Choice(_Part, frozen=True):
    """A prepared answer and how well it answers."""

    key: Key
    title: Text
    state: AnswerState
    next: Key | None = None
    """Question to go on with; those jumped over count as not asked."""
    follow_on: Key | None = None
    """Question that this answer opens besides."""
    reason: Key | None = None
    """Why a disqualifying answer ends the run."""


class Question(_Part, frozen=True):
    """One question of the script (spec section 8)."""

    key: Key
    dimension: Key
    title: Text
    ask: Text
    """What the SDR says aloud."""
    hint: Text
    """What a good answer sounds like."""
    free_text: bool
    """Whether the SDR may judge the contact's own words without picking a choice."""
    core: bool = False
    """Without a good answer to it nothing is handed over."""
    weight: Weight = 1
    field: RecordField | None = None
    """Field of the sales record that confirms or contradicts the answer."""
    follow_on_of: Key | None = None
    """Set on a follow-on question: it deepens this one and never counts."""
    choices: tuple[Choice, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the question is part of the maturity."""
        return self.follow_on_of is None


class RecordValue(_Part, frozen=True):
    """A prepared value of a field of the sales record."""

    key: Key
    title: Text


class RecordFieldValues(_Part, frozen=True):
    """A field of the sales record and the values a rep picks from."""

    key: RecordField
    title: Text
    values: tuple[RecordValue, ...] = ()


class Contradiction(_Part, frozen=True):
    """An answer and what the rep recorded that cannot both be true (spec section 12)."""

    question: Key
    choice: Key
    field: RecordField
    value: Key


class Reason(_Part, frozen=True):
    """A reason people choose from."""

    key: Key
    kind: ReasonKind
    title: Text
    meaning: Text | None = None


class When(_Part, frozen=True):
    """What a lead must be for an assignment rule; an empty list or no number asks nothing."""

    region: tuple[Word, ...] = ()
    industry: tuple[Word, ...] = ()
    size: tuple[Word, ...] = ()
    channel: tuple[Word, ...] = ()
    score_min: Points | None = None
    score_max: Points | None = None


class AssignmentRule(_Part, frozen=True):
    """Which reps a lead may go to; the first rule that matches counts (spec section 9)."""

    key: Key
    title: Text
    when: When = When()
    members: tuple[Word, ...] = ()
    """Logins of reps; empty means all."""
    wait_for_person: bool = False
    """Important leads wait for a person's choice."""

    @property
    def takes_any(self) -> bool:
        """Whether every lead matches."""
        return self.when == When()


class Channel(_Part, frozen=True):
    """Where leads come from; open data, a new one may be met in any file (spec section 4)."""

    key: Word
    """The channel's word in the form of ``channels.channel_word``."""
    title: Text
    digital: bool | None = None
    paid: bool | None = None
    synonyms: tuple[Word, ...] = ()
    """Other words that files use for it, in any spelling of case, width and underscores."""


class Week(_Part, frozen=True):
    """Working hours of each weekday, earliest first; none means a day off."""

    monday: tuple[Span, ...]
    tuesday: tuple[Span, ...]
    wednesday: tuple[Span, ...]
    thursday: tuple[Span, ...]
    friday: tuple[Span, ...]
    saturday: tuple[Span, ...]
    sunday: tuple[Span, ...]
    make_up: tuple[Span, ...]
    """Hours of a weekend day that the holiday calendar turns into a working day."""

    def of_weekday(self, weekday: int) -> tuple[str, ...]:
        """Return the shifts of a day; Monday is 0, as in ``date.weekday``."""
        days = (self.monday, self.tuesday, self.wednesday, self.thursday)
        return (*days, self.friday, self.saturday, self.sunday)[weekday]


class Calendar(_Part, frozen=True):
    """Working time: the team's, or that of people who work other hours (spec section 10)."""

    key: Key
    title: Text
    time_zone: Word
    shifts: Week
    holidays: Annotated[str, Meta(pattern=r"\A(?:[A-Z]{2})?\Z", examples=["CN"])] = ""
    """Country whose public holidays and make-up days count; empty means none."""
    days_off: tuple[Day, ...] = ()
    """Days off of one's own, whatever week and country say."""
    days_on: tuple[Day, ...] = ()
    """Working days of one's own, whatever week and country say; with the hours of ``make_up`` where the
    weekday has none."""


class ScoreRule(_Part, frozen=True):
    """Points for one thing known of a lead (spec section 5)."""

    key: Key
    title: Text
    on: ScoreOn
    points: Points
    values: tuple[Word, ...] = ()
    """What a fit or source rule looks for; a behaviour rule lists none."""


class Grade(_Part, frozen=True):
    """A score band; the lowest has no ``score_from`` and takes everything under the others."""

    key: GradeKey
    score_from: Points | None = None


class Pool(_Part, frozen=True):
    """A shared stock of leads without an owner, and who may do what in it (spec section 10)."""

    key: Key
    title: Text
    see: tuple[Role, ...]
    claim: tuple[Role, ...]
    move: tuple[Role, ...]
    channels: tuple[Word, ...] = ()
    """Leads of these channels fall into it; empty takes any."""
    members: tuple[Word, ...] = ()
    """Logins; empty means everybody with the role."""


class Persona(_Part, frozen=True):
    """Whom one talks to, told by the job title (spec section 14)."""

    key: Key
    title: Text
    titles: tuple[Word, ...] = ()
    """Words of job titles; the first persona of which one stands in the title counts."""


class TrackStep(_Part, frozen=True):
    """One touch of a track."""

    key: Key
    title: Text
    after_days: WaitDays
    """Working days after the touch before, or after the lead came on the track."""
    content: ContentKind | None = None
    """What to send; left out: whatever fits."""


class Track(_Part, frozen=True):
    """A series of touches for leads in nurture; the first that fits a lead is its track (spec section 14)."""

    key: Key
    title: Text
    persona: Key | None = None
    """For contacts of this persona only."""
    reasons: tuple[Key, ...] = ()
    """For leads that went to nurture for one of these reasons; empty takes any."""
    steps: tuple[TrackStep, ...] = ()
    """None leaves the leads in peace."""


class Definition(_Part, frozen=True):
    """What the team agreed a milestone or "qualified" means (spec section 16)."""

    key: Term
    title: Text
    meaning: Text


class Playbook(_Part, frozen=True):
    """One version of everything a team agrees on."""

    playbook: Header
    limits: Limits
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    reasons: tuple[Reason, ...]
    channels: tuple[Channel, ...]
    calendar: Calendar
    definitions: tuple[Definition, ...] = ()
    sub_states: tuple[SubState, ...] = ()
    sql_checks: tuple[SalesCheckText, ...] = ()
    """Empty where a stage itself stands for the SQL milestone."""
    questions: tuple[Question, ...] = ()
    record_fields: tuple[RecordFieldValues, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    assignment_rules: tuple[AssignmentRule, ...] = ()
    score_rules: tuple[ScoreRule, ...] = ()
    grades: tuple[Grade, ...] = ()
    pools: tuple[Pool, ...] = ()
    personas: tuple[Persona, ...] = ()
    tracks: tuple[Track, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    """Calendars of people or groups that keep other hours than the team; a member is given one by its key."""

    def stage_of(self, fact: Fact) -> str:
        """Return the key of the only stage a fact leads to; not for manual moves."""
        return next(stage.key for stage in self.stages if fact in stage.reached_by)

    def move_pairs(self) -> Iterator[tuple[str, str]]:
        """Yield every allowed move as (from, to), in the file's order."""
        return ((move.from_stage, to) for move in self.moves for to in move.to_stages)
