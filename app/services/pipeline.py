"""What the sales side does with an accepted lead: checks, stages, amounts, loss (spec sections 3 and 12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, func, insert, literal, or_, select, update

from app.models.deals import DealChecks
from app.models.leads import Lead
from app.models.playbook import Stage
from app.models.vocabulary import (
    REP_ROLES,
    SDR_ROLES,
    Fact,
    FollowUpWhy,
    Milestone,
    ReasonKind,
    Role,
    StageKind,
)
from app.services.follow_ups import drop_all, keep_in_sight, promise, why
from app.services.holding import clock_again, has_role, works_on
from app.services.kernel.command import Decision, Effect, EpochDay, Guard, Key, Words
from app.services.kernel.expressions import ACTOR, CMD, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import (
    has_required_fields,
    in_kind,
    lead_exists,
    lead_row,
    may_move,
    missing_fields,
    move,
    reach,
)
from app.services.limits import current_version, stage_for
from app.services.reasons import is_reason
from app.services.working_time import limit_ends_at

CHECKS = ("need_fits", "process_fits", "timing_clear", "budget_fits", "is_key_person")
"""The five checks of an SQL (spec section 3)."""
SELLING = (StageKind.OPEN, StageKind.WON)


class SubState(StrEnum):
    """Where a lead in discovery stands (spec section 3)."""

    CONTACTING = "contacting"
    MEETING_SCHEDULED = "meeting_scheduled"
    MEETING_HELD = "meeting_held"


def sells(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the actor may decide about a lead as its rep."""
    return or_(exists().where(Lead.id == lead_id, Lead.rep_id == ACTOR), has_role(Role.SALES_LEAD))


class MoveStage(Decision, frozen=True, kw_only=True):
    """The rep records that a lead reached another stage of the pipeline, forward or backward."""

    kind = "lead.move"
    roles = REP_ROLES
    lead_id: UUID
    to_stage: Key
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id, to_stage = cls.arg("lead_id"), cls.arg("to_stage")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", sells(lead_id))
        known = exists().where(Stage.version == current_version(), Stage.key == to_stage)
        yield Guard("unknown_stage", known)
        selling = exists().where(
            Stage.version == current_version(),
            Stage.key == to_stage,
            Stage.kind.in_([kind.value for kind in SELLING]),
        )
        yield Guard("wrong_stage", and_(in_kind(lead_id, *SELLING), selling, may_move(lead_id, to_stage)))
        yield Guard("fields_missing", has_required_fields(lead_id, to_stage))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return {"fields_missing": missing_fields(cls.arg("lead_id"), cls.arg("to_stage"))}

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from move(cls.arg("lead_id"), Fact.STAGE_MOVED, cls.arg("to_stage"), words=cls.arg("words"))


class RecordChecks(Decision, frozen=True, kw_only=True):
    """The rep notes which of the five checks hold: need, process, timing, budget, key person; all five make an SQL."""

    kind = "lead.qualify"
    roles = REP_ROLES
    lead_id: UUID
    need_fits: bool
    process_fits: bool
    timing_clear: bool
    budget_fits: bool
    is_key_person: bool

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id = cls.arg("lead_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", sells(lead_id))
        yield Guard("wrong_stage", in_kind(lead_id, *SELLING))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        lead_id = cls.arg("lead_id")
        holding = {check: cls.arg(check) for check in CHECKS}
        columns = {"cmd_id": CMD, "lead_id": lead_id, "by_id": ACTOR, "at": NOW, **holding}
        yield Effect(insert(DealChecks).from_select(list(columns), select(*columns.values())))
        all_hold = and_(*(check.is_(True) for check in holding.values()))
        yield reach(lead_id, Milestone.SALES_QUALIFIED, only_if=all_hold)
        yield Effect(update(Lead).where(Lead.id == lead_id).values(changed_at=NOW))


class SetSubState(Decision, frozen=True, kw_only=True):
    """The rep notes how far the first meeting with a lead in discovery has come."""

    kind = "lead.sub_state"
    roles = REP_ROLES
    lead_id: UUID
    sub_state: SubState

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_lead", lead_exists(cls.arg("lead_id")))
        yield Guard("not_yours", sells(cls.arg("lead_id")))
        yield Guard("wrong_stage", in_kind(cls.arg("lead_id"), StageKind.OPEN))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        changed = {"sub_state": cls.arg("sub_state"), "changed_at": NOW}
        yield Effect(update(Lead).where(Lead.id == cls.arg("lead_id")).values(**changed))


class SetOpportunity(Decision, frozen=True, kw_only=True):
    """The rep states amount, currency and expected close of a deal."""

    kind = "lead.opportunity"
    roles = REP_ROLES
    lead_id: UUID
    amount: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    """Minor units of the currency."""
    currency: Annotated[str, msgspec.Meta(min_length=3, max_length=3)]
    expected_close_on: EpochDay | None = None

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_lead", lead_exists(cls.arg("lead_id")))
        yield Guard("not_yours", sells(cls.arg("lead_id")))
        yield Guard("wrong_stage", in_kind(cls.arg("lead_id"), *SELLING))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        values = {name: cls.arg(name) for name in ("amount", "currency", "expected_close_on")}
        yield Effect(update(Lead).where(Lead.id == cls.arg("lead_id")).values(changed_at=NOW, **values))


class LoseLead(Decision, frozen=True, kw_only=True):
    """The rep records a loss with its reason; the SDR is asked to learn why."""

    kind = "lead.lose"
    roles = REP_ROLES
    lead_id: UUID
    reason: Key
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id, target = cls.arg("lead_id"), stage_for(Fact.LOST)
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", sells(lead_id))
        yield Guard("unknown_reason", is_reason(cls.arg("reason"), ReasonKind.LOST))
        yield Guard("wrong_stage", and_(in_kind(lead_id, StageKind.OPEN), may_move(lead_id, target)))
        yield Guard("fields_missing", has_required_fields(lead_id, target))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return {"fields_missing": missing_fields(cls.arg("lead_id"), stage_for(Fact.LOST))}

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        lead_id = cls.arg("lead_id")
        yield drop_all(lead_id)
        owner = Lead.owner_id.expression
        due = limit_ends_at(NOW, literal(1, WHOLE))
        yield promise(
            lead_id, owner, func.coalesce(due, NOW), why(FollowUpWhy.LEARN_LOSS), cls.arg("words"),
            only_if=owner.is_not(None),
        )  # fmt: skip
        yield from move(
            lead_id, Fact.LOST, stage_for(Fact.LOST), reason=cls.arg("reason"), words=cls.arg("words"),
            lost_reason=cls.arg("reason"),
        )  # fmt: skip


class ReviveLead(Decision, frozen=True, kw_only=True):
    """A lost lead is worked again as a new cycle; milestones reached before stay."""

    kind = "lead.revive"
    roles = SDR_ROLES
    lead_id: UUID
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id = cls.arg("lead_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", works_on(lead_id))
        target = stage_for(Fact.REVIVED)
        yield Guard("wrong_stage", and_(in_kind(lead_id, StageKind.LOST), may_move(lead_id, target)))
        yield Guard("fields_missing", has_required_fields(lead_id, target))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return {"fields_missing": missing_fields(cls.arg("lead_id"), stage_for(Fact.REVIVED))}

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from move(
            cls.arg("lead_id"), Fact.REVIVED, stage_for(Fact.REVIVED), words=cls.arg("words"),
            cycle=Lead.cycle + 1, rep_id=typed_null(Lead.rep_id.type), lost_reason=typed_null(TEXT),
            sub_state=typed_null(TEXT), **clock_again(),
        )  # fmt: skip
        yield keep_in_sight(cls.arg("lead_id"))


class BringBack(Decision, frozen=True, kw_only=True):
    """A lead in nurture answers or its date comes: the SDR works on it again."""

    kind = "nurture.return"
    roles = SDR_ROLES
    lead_id: UUID
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id = cls.arg("lead_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", works_on(lead_id))
        target = stage_for(Fact.NURTURE_RETURNED)
        yield Guard("wrong_stage", and_(in_kind(lead_id, StageKind.NURTURE), may_move(lead_id, target)))
        yield Guard("fields_missing", has_required_fields(lead_id, target))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return {"fields_missing": missing_fields(cls.arg("lead_id"), stage_for(Fact.NURTURE_RETURNED))}

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from move(
            cls.arg("lead_id"),
            Fact.NURTURE_RETURNED,
            stage_for(Fact.NURTURE_RETURNED),
            words=cls.arg("words"),
            **clock_again(),
        )
        yield keep_in_sight(cls.arg("lead_id"), FollowUpWhy.NURTURE_BACK)
