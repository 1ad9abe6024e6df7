"""What the call desk shows of one lead, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.models.vocabulary import HandoverState, Outcome, Role, RunState, StageKind
from app.services.contact_guards import ContactGuards
from app.services.playbook.document import Question, Text
from app.services.recall import RecallClock
from app.services.resubmission_view import Waiting
from app.services.script_flow import Answers, Given


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer with what was said.

    Attributes:
        given: State, choice and age as the script's flow takes them.
        words: What the contact said.
        by_name: Who asked.
    """

    given: Given
    words: str = ""
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class RunLine:
    """One pass through the script.

    Attributes:
        run_id: The run.
        state: Open, paused, finished or stopped.
        version: Playbook version it is asked with.
        started_at: Microseconds UTC.
        finished_at: Microseconds UTC; ``None`` while it goes on.
        by_name: Who began it.
        stop_reason: Title of the reason a disqualifying answer gave.
        stop_reason_key: Its key in the playbook.
        is_delta: Builds on an earlier run.
    """

    run_id: UUID
    state: RunState
    version: int
    started_at: int
    finished_at: int | None
    by_name: str
    stop_reason: Text | None
    stop_reason_key: str | None
    is_delta: bool


@dataclass(frozen=True, slots=True)
class RunningCall:
    """A call the person began and has not ended.

    Attributes:
        call_id: The activity.
        lead_id: With whom.
        who: Contact or company.
        started_at: Microseconds UTC.
        phone: The number dialled.
        notes: What was typed so far.
        noted_at: When the last word of it was kept; ``None`` without notes.
    """

    call_id: UUID
    lead_id: UUID
    who: str
    started_at: int
    phone: str
    notes: str
    noted_at: int | None


@dataclass(frozen=True, slots=True)
class StageLine:
    """Where the lead stands and what brought it there; ``by_name`` and ``at`` of the last move, if any."""

    key: str
    kind: StageKind
    title: Text
    reason: Text | None = None
    words: str = ""
    by_name: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """The lead's latest hand-over.

    Attributes:
        handover_id: The hand-over.
        state: Waiting, open, returned, accepted or refused.
        rep_name: Who has it; empty while it waits for a person's choice.
        rep_role: As what; one person may be a rep and a sales lead.
        submitted_at: Microseconds UTC.
        decide_by_at: End of the rep's limit.
        decided_at: When it was accepted or refused.
        reason: Why it was returned or refused.
        words: The rep's words: the question of a return.
    """

    handover_id: UUID
    state: HandoverState
    rep_name: str
    rep_role: Role | None
    submitted_at: int
    decide_by_at: int | None
    decided_at: int | None
    reason: Text | None
    words: str


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A phone of the contact; ``is_dialable`` only where it is a valid E.164 number."""

    value: str
    extension: str | None
    is_dialable: bool


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """The person's next open promise on the lead."""

    due_at: int
    why: str
    words: str


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason to choose."""

    key: str
    title: Text


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call with the lead, as the hand-over card lists it."""

    at: int
    ended_at: int | None
    outcome: Outcome | None
    by_name: str


@dataclass(frozen=True, slots=True)
class ResponseClock:
    """The first-response limit of a lead nobody has contacted yet.

    Attributes:
        left_s: Working seconds left, negative once it is past.
        total_s: The whole limit.
        runs: Whether it is working time now.
    """

    left_s: int
    total_s: int
    runs: bool


@dataclass(frozen=True, slots=True)
class NextDates:
    """Instants offered for the next step that only the working calendar knows; ``None`` beyond its years."""

    in_three_days_at: int | None
    next_week_at: int | None


@dataclass(frozen=True, slots=True)
class CallDesk:
    """Everything the call desk shows of one lead.

    Attributes:
        lead_id: The lead.
        company: Its company, or empty.
        contact: Whom one calls, or empty.
        stage: Where it stands.
        is_mine: Whether the person may decide about it as its SDR.
        owner_id: Who holds it; ``None`` in the pool.
        owner_name: Their name.
        phones: Numbers in the order of their source.
        is_reachable: False without phone and e-mail.
        questions: The script of the run's version, follow-on questions included, in order.
        version: The version of ``questions``.
        run: The run that goes on or pauses.
        ended: The latest run that ended.
        answers: Those of ``run``; without one those a new run would carry over.
        ended_answers: Those of ``ended``.
        ended_questions: The script ``ended`` was asked with.
        threshold_pct: Maturity from which a lead qualifies.
        is_sample: Whether that is lower because the run is of the controlled sample.
        weak_passes: Whether a weak answer is enough for a core question.
        stale_answer_days: A carried answer of this age counts no more until confirmed.
        submit_codes: What stands against handing over now, by the rule's own guards.
        missing_fields: Lead fields the next stage requires.
        waiting: What a refusal still asks for before the lead may go again, if one binds it.
        call: The person's running call, with whomever it is.
        handover: The latest hand-over.
        promise: The person's next open promise.
        reasons: Reasons to disqualify.
        dates: Quick choices for the next step.
        tomorrow_hour: Hour of the day "tomorrow" stands for, local time.
        calls: Calls with the lead, newest first.
        source: Channel title, campaign and keyword, for the card.
        warnings: What to know before dialling.
        response: The first-response clock, while it runs or is past; ``None`` once somebody tried.
        recall: When the lead goes back to the pool, while that clock runs.
        is_reserved: Claimed here, and not yet confirmed by the shared database: the number comes with the confirmation.
        drafts: Words typed at this lead's desk and not yet given, by field (see ``desk_place``).
        read_at: When all this was read.
    """

    lead_id: UUID
    company: str
    contact: str
    stage: StageLine
    is_mine: bool
    owner_id: UUID | None
    owner_name: str
    phones: tuple[PhoneLine, ...]
    is_reachable: bool
    questions: tuple[Question, ...]
    version: int
    run: RunLine | None
    ended: RunLine | None
    answers: Mapping[str, AnswerLine]
    ended_answers: Mapping[str, AnswerLine]
    ended_questions: tuple[Question, ...]
    threshold_pct: int
    is_sample: bool
    weak_passes: bool
    stale_answer_days: int
    submit_codes: tuple[str, ...]
    missing_fields: tuple[str, ...]
    waiting: Waiting | None
    call: RunningCall | None
    handover: HandoverLine | None
    promise: PromiseLine | None
    reasons: tuple[ReasonLine, ...]
    dates: NextDates
    tomorrow_hour: int
    calls: tuple[CallLine, ...]
    source: tuple[Text, str, str]
    warnings: ContactGuards
    response: ResponseClock | None
    recall: RecallClock | None
    is_reserved: bool
    drafts: Mapping[str, str]
    read_at: int

    def question(self, key: str) -> Question:
        """Return a question of the script.

        Raises:
            KeyError: the script has no such question.
        """
        found = next((question for question in self.questions if question.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


def desk_place(lead_id: UUID, field: str) -> str:
    """Return the place of the draft of one field at a lead's desk."""
    return f"desk:{lead_id.hex}:{field}"


def given_of(lines: Mapping[str, AnswerLine]) -> Answers:
    """Return answers as the script's flow takes them."""
    return {key: line.given for key, line in lines.items()}
