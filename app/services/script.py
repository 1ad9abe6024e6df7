"""Asking the ten questions: runs, answers, maturity, and when a lead qualifies (spec section 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from app.models.playbook import Choice, Question
from app.models.runs import Answer, Run
from app.models.vocabulary import AnswerState, Fact, ReasonKind, RunState, StageKind
from app.services.follow_ups import drop_all
from app.services.holding import ever_held, works_on
from app.services.kernel.command import Decision, Effect, Guard, Key, Words
from app.services.kernel.command import Fact as FactCommand
from app.services.kernel.expressions import ACTOR, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import (
    has_required_fields,
    in_kind,
    lead_exists,
    lead_row,
    may_move,
    missing_fields,
    move,
    stands_in,
)
from app.services.limits import current_version, stage_for
from app.services.maturity import ENDED, LIVE, good_weight, is_mature, threshold_of, total_weight
from app.services.reasons import is_reason

_ANSWER = [
    "run_id", "question_key", "state", "choice_key", "words", "by_id", "asked_at", "is_carried", "confirmed_at",
]  # fmt: skip


# Commands ------------------------------------------------------------------------------------------------------


class StartRun(Decision, frozen=True, kw_only=True):
    """The script is begun with a lead; after an earlier run it is a delta call that carries its answers."""

    kind = "run.start"
    run_id: UUID
    lead_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id = cls.arg("lead_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", works_on(lead_id))
        yield Guard("exists_already", ~exists().where(Run.id == cls.arg("run_id")))
        yield Guard("wrong_stage", in_kind(lead_id, StageKind.VALIDATING))
        yield Guard("run_open", ~exists().where(Run.lead_id == lead_id, Run.state.in_(LIVE)))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        run_id, lead_id = cls.arg("run_id"), cls.arg("lead_id")
        earlier = Run.__table__.alias("earlier")
        previous = (
            select(earlier.c.id)
            .where(earlier.c.lead_id == lead_id, earlier.c.state.in_(ENDED))
            .order_by(earlier.c.finished_at.desc().nulls_last(), earlier.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        yield Effect(
            insert(Run).from_select(
                [
                    "id", "lead_id", "playbook_version", "by_id", "started_at", "finished_at", "state",
                    "previous_id", "stop_reason", "good_weight", "total_weight",
                ],
                select(
                    run_id, lead_id, current_version(), ACTOR, NOW, typed_null(WHOLE),
                    literal(RunState.OPEN.value, TEXT), previous, typed_null(TEXT), typed_null(WHOLE),
                    typed_null(WHOLE),
                ),
            )
        )  # fmt: skip
        yield _carry_over(run_id)


class RecordAnswer(FactCommand, frozen=True, kw_only=True):
    """What the contact said is kept; the choice picked, or the SDR's judgement of free text, says how well."""

    kind = "answer.record"
    run_id: UUID
    question_key: Key
    choice_key: Key | None = None
    state: AnswerState | None = None
    """The SDR's judgement where no prepared answer fits; ignored with a choice."""
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        run_id, choice = cls.arg("run_id"), cls.arg("choice_key")
        yield from _on_open_run(run_id, ever_held)
        question = _question(run_id, cls.arg("question_key"))
        yield Guard("unknown_question", question)
        yield Guard("unknown_choice", or_(choice.is_(None), _choice(cls).exists()))
        judged = and_(cls.arg("state").is_not(None), cls.arg("state") != AnswerState.NOT_ASKED.value)
        yield Guard("judgement_missing", or_(choice.is_not(None), judged))
        by_words = and_(choice.is_(None), cls.arg("state") == AnswerState.DISQUALIFYING.value)
        yield Guard("disqualify_by_choice", ~func.coalesce(by_words, false()))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("run_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        run_id, question = cls.arg("run_id"), cls.arg("question_key")
        state = func.coalesce(_choice(cls).scalar_subquery(), cls.arg("state"))
        values = {
            "state": state,
            "choice_key": cls.arg("choice_key"),
            "words": cls.arg("words"),
            "by_id": ACTOR,
            "asked_at": NOW,
            "is_carried": false(),
            "confirmed_at": typed_null(WHOLE),
        }
        known = exists().where(Answer.run_id == run_id, Answer.question_key == question)
        yield Effect(
            update(Answer).where(Answer.run_id == run_id, Answer.question_key == question).values(**values),
            None,
        )
        yield Effect(
            insert(Answer).from_select(
                ["run_id", "question_key", *values], select(run_id, question, *values.values()).where(~known)
            ),
            None,
        )
        reason = (
            select(Choice.reason)
            .where(
                Choice.version == _version_of(run_id),
                Choice.question_key == question,
                Choice.key == cls.arg("choice_key"),
                Choice.state == AnswerState.DISQUALIFYING.value,
            )
            .scalar_subquery()
        )
        stops = state == AnswerState.DISQUALIFYING.value
        yield Effect(
            update(Run)
            .where(Run.id == run_id, stops)
            .values(
                state=RunState.STOPPED.value,
                stop_reason=reason,
                finished_at=NOW,
                good_weight=(good_weight(run_id)),
                total_weight=(total_weight(run_id)),
            ),
            None,
        )


class ConfirmAnswer(FactCommand, frozen=True, kw_only=True):
    """The contact confirms what they said in an earlier run."""

    kind = "answer.confirm"
    run_id: UUID
    question_key: Key

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        run_id = cls.arg("run_id")
        yield from _on_open_run(run_id, ever_held)
        yield Guard(
            "nothing_carried",
            exists().where(
                Answer.run_id == run_id, Answer.question_key == cls.arg("question_key"), Answer.is_carried
            ),
        )

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("run_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(
            update(Answer)
            .where(Answer.run_id == cls.arg("run_id"), Answer.question_key == cls.arg("question_key"))
            .values(confirmed_at=NOW)
        )


class PauseRun(FactCommand, frozen=True, kw_only=True):
    """A run stops for now and goes on another day, perhaps on another machine."""

    kind = "run.pause"
    run_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _on_open_run(cls.arg("run_id"), ever_held)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("run_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(update(Run).where(Run.id == cls.arg("run_id")).values(state=RunState.PAUSED.value))


class ResumeRun(Decision, frozen=True, kw_only=True):
    """A paused run goes on; so does one stopped by an answer that turns out to be a mistake."""

    kind = "run.resume"
    run_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        run_id = cls.arg("run_id")
        lead_id = _lead_of(run_id)
        yield Guard("unknown_run", exists().where(Run.id == run_id))
        yield Guard("not_yours", works_on(lead_id))
        resumable = (RunState.PAUSED.value, RunState.STOPPED.value)
        yield Guard("run_not_resumable", exists().where(Run.id == run_id, Run.state.in_(resumable)))
        yield Guard("wrong_stage", in_kind(lead_id, StageKind.VALIDATING))
        newer, this = Run.__table__.alias("newer"), Run.__table__.alias("this")
        later = exists().where(
            this.c.id == run_id,
            newer.c.lead_id == this.c.lead_id,
            newer.c.id != this.c.id,
            or_(newer.c.state.in_(LIVE), newer.c.started_at > this.c.started_at),
        )
        yield Guard("run_open", ~later)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("run_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(
            update(Run)
            .where(Run.id == cls.arg("run_id"))
            .values(
                state=RunState.OPEN.value,
                stop_reason=typed_null(TEXT),
                finished_at=typed_null(WHOLE),
                good_weight=typed_null(WHOLE),
                total_weight=typed_null(WHOLE),
            )
        )


class FinishRun(Decision, frozen=True, kw_only=True):
    """A run ends and its maturity is settled; under the threshold the lead goes to nurture."""

    kind = "run.finish"
    run_id: UUID
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        run_id = cls.arg("run_id")
        yield from _on_open_run(run_id, works_on)
        yield Guard("nothing_asked", exists().where(Answer.run_id == run_id))
        # A run stopped by mistake goes on, but qualified means: no disqualifying answer (spec section 8).
        stops = exists().where(Answer.run_id == run_id, Answer.state == AnswerState.DISQUALIFYING.value)
        yield Guard("disqualifying_answer", ~stops)
        target = stage_for(Fact.RUN_BELOW)
        from_validating = in_kind(_lead_of(run_id), StageKind.VALIDATING)
        yield Guard(
            "wrong_stage", or_(is_mature(run_id), ~from_validating, may_move(_lead_of(run_id), target))
        )
        yield Guard(
            "fields_missing",
            or_(is_mature(run_id), ~from_validating, has_required_fields(_lead_of(run_id), target)),
        )

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("run_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        run_id = cls.arg("run_id")
        yield Effect(
            update(Run)
            .where(Run.id == run_id)
            .values(
                state=RunState.FINISHED.value,
                finished_at=NOW,
                good_weight=(good_weight(run_id)),
                total_weight=(total_weight(run_id)),
            )
        )
        # The run's settled figures decide, not the answers once more.
        ended = Run.__table__.alias("ended")
        below = exists().where(
            ended.c.id == run_id, 100 * ended.c.good_weight < threshold_of(run_id) * ended.c.total_weight
        )
        lead_id = _lead_of(run_id)
        # Nobody calls a lead that went to nurture because of an older promise.
        yield drop_all(lead_id, only_if=and_(below, in_kind(lead_id, StageKind.VALIDATING)))
        yield from move(
            lead_id,
            Fact.RUN_BELOW,
            stage_for(Fact.RUN_BELOW),
            words=cls.arg("words"),
            only_if=and_(below, stands_in(StageKind.VALIDATING)),
        )

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return {"fields_missing": missing_fields(_lead_of(cls.arg("run_id")), stage_for(Fact.RUN_BELOW))}

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        ended = Run.__table__.alias("ended")
        return select(ended.c.good_weight, ended.c.total_weight).where(ended.c.id == cls.arg("run_id"))


class DisqualifyLead(Decision, frozen=True, kw_only=True):
    """The SDR closes a lead that will not become business now, with a reason; it goes to nurture."""

    kind = "lead.disqualify"
    lead_id: UUID
    reason: Key
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id, target = cls.arg("lead_id"), stage_for(Fact.DISQUALIFIED)
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", works_on(lead_id))
        yield Guard("unknown_reason", is_reason(cls.arg("reason"), ReasonKind.DISQUALIFY))
        yield Guard("wrong_stage", and_(in_kind(lead_id, StageKind.VALIDATING), may_move(lead_id, target)))
        yield Guard("fields_missing", has_required_fields(lead_id, target))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return {"fields_missing": missing_fields(cls.arg("lead_id"), stage_for(Fact.DISQUALIFIED))}

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        lead_id = cls.arg("lead_id")
        yield drop_all(lead_id)
        yield from move(
            lead_id,
            Fact.DISQUALIFIED,
            stage_for(Fact.DISQUALIFIED),
            reason=cls.arg("reason"),
            words=cls.arg("words"),
        )


# Parts ---------------------------------------------------------------------------------------------------------


def _on_open_run(
    run_id: ColumnElement[Any], may: Callable[[ColumnElement[Any]], ColumnElement[bool]]
) -> Iterable[Guard]:
    """What was said is taken from whoever ever held the lead; what it comes to is for those who work on it."""
    yield Guard("unknown_run", exists().where(Run.id == run_id))
    yield Guard("not_yours", may(_lead_of(run_id)))
    yield Guard("run_closed", exists().where(Run.id == run_id, Run.state == RunState.OPEN.value))


def _carry_over(run_id: ColumnElement[Any]) -> Effect:
    """Copy the earlier answers the new script still asks for; what disqualified is asked again.

    What was confirmed is as old as its confirmation: the contact said it again.
    """
    fresh, old = Run.__table__.alias("fresh"), Answer.__table__.alias("old")
    asked = exists().where(Question.version == fresh.c.playbook_version, Question.key == old.c.question_key)
    carried = (AnswerState.GOOD.value, AnswerState.WEAK.value, AnswerState.REFUSED.value)
    return Effect(
        insert(Answer).from_select(
            _ANSWER,
            select(
                fresh.c.id, old.c.question_key, old.c.state, old.c.choice_key, old.c.words, old.c.by_id,
                func.coalesce(old.c.confirmed_at, old.c.asked_at), literal(True), typed_null(WHOLE),
            )
            .select_from(fresh.join(old, old.c.run_id == fresh.c.previous_id))
            .where(fresh.c.id == run_id, old.c.state.in_(carried), asked),
        ),
        None,
    )  # fmt: skip


def _version_of(run_id: ColumnElement[Any]) -> ColumnElement[Any]:
    asked = Run.__table__.alias("asked")
    return select(asked.c.playbook_version).where(asked.c.id == run_id).scalar_subquery()


def _lead_of(run_id: ColumnElement[Any]) -> ColumnElement[Any]:
    asked = Run.__table__.alias("asked")
    return select(asked.c.lead_id).where(asked.c.id == run_id).scalar_subquery()


def _question(run_id: ColumnElement[Any], key: ColumnElement[Any]) -> ColumnElement[bool]:
    return exists().where(Question.version == _version_of(run_id), Question.key == key)


def _choice(cls: type[RecordAnswer]) -> Any:
    return select(Choice.state).where(
        Choice.version == _version_of(cls.arg("run_id")),
        Choice.question_key == cls.arg("question_key"),
        Choice.key == cls.arg("choice_key"),
    )
