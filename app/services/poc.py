"""Proofs of concept: begun, ended, and why they failed (spec section 12)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, insert, or_, select, update

from app.models.deals import Poc
from app.models.vocabulary import REP_ROLES, ReasonKind, StageKind
from app.services.kernel.command import Decision, Effect, EpochDay, Guard, Key, Words
from app.services.kernel.expressions import ACTOR, ID, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import in_kind, lead_exists, lead_row
from app.services.pipeline import sells
from app.services.reasons import is_reason


class PocResult(StrEnum):
    """What came of a proof of concept."""

    PASSED = "passed"
    FAILED = "failed"
    STOPPED = "stopped"
    """It ended without showing anything."""


class StartPoc(Decision, frozen=True, kw_only=True):
    """The rep notes that a proof of concept begins; a deal has one at a time."""

    kind = "poc.start"
    roles = REP_ROLES
    poc_id: UUID
    lead_id: UUID
    starts_on: EpochDay
    until_on: EpochDay | None = None
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id, until_on = cls.arg("lead_id"), cls.arg("until_on")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", sells(lead_id))
        yield Guard("wrong_stage", in_kind(lead_id, StageKind.OPEN))
        yield Guard("exists_already", ~exists().where(Poc.id == cls.arg("poc_id")))
        yield Guard("poc_running", ~exists().where(Poc.lead_id == lead_id, Poc.result.is_(None)))
        yield Guard("days_reversed", or_(until_on.is_(None), until_on >= cls.arg("starts_on")))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        columns = {
            "id": cls.arg("poc_id"), "lead_id": cls.arg("lead_id"), "starts_on": cls.arg("starts_on"),
            "until_on": cls.arg("until_on"), "words": cls.arg("words"), "by_id": ACTOR, "at": NOW,
            "ended_on": typed_null(WHOLE), "result": typed_null(TEXT), "reason": typed_null(TEXT),
            "end_words": typed_null(TEXT), "ended_by_id": typed_null(ID), "ended_at": typed_null(WHOLE),
        }  # fmt: skip
        yield Effect(insert(Poc).from_select(list(columns), select(*columns.values())))


class EndPoc(Decision, frozen=True, kw_only=True):
    """The rep notes how a proof of concept ended; one that failed says why."""

    kind = "poc.end"
    roles = REP_ROLES
    poc_id: UUID
    ended_on: EpochDay
    ended_as: PocResult
    reason: Key | None = None
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        poc_id, reason = cls.arg("poc_id"), cls.arg("reason")
        failed = cls.arg("ended_as") == PocResult.FAILED.value
        yield Guard("unknown_poc", _is(poc_id))
        yield Guard("not_yours", sells(_lead_of(poc_id)))
        yield Guard("poc_ended", _is(poc_id, Poc.result.is_(None)))
        yield Guard("days_reversed", _is(poc_id, Poc.starts_on <= cls.arg("ended_on")))
        fits = or_(and_(~failed, reason.is_(None)), and_(failed, is_reason(reason, ReasonKind.POC_FAILED)))
        yield Guard("unknown_reason", fits)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("poc_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(
            update(Poc)
            .where(Poc.id == cls.arg("poc_id"))
            .values(
                ended_on=cls.arg("ended_on"),
                result=cls.arg("ended_as"),
                reason=cls.arg("reason"),
                end_words=cls.arg("words"),
                ended_by_id=ACTOR,
                ended_at=NOW,
            )
        )


def _is(poc_id: ColumnElement[Any], *also: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Poc.id == poc_id, *also)


def _lead_of(poc_id: ColumnElement[Any]) -> ColumnElement[Any]:
    begun = Poc.__table__.alias("begun")
    return select(begun.c.lead_id).where(begun.c.id == poc_id).scalar_subquery()
