"""Agreeing on another playbook: one side proposes, both sign, or it is withdrawn (spec section 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, insert, literal, select, update

from app.models.people import Member
from app.models.playbook import Playbook, Signature
from app.services.kernel.command import Count, Decision, Effect, Guard, Words
from app.services.kernel.expressions import ACTOR, CMD, NOW
from app.services.limits import team_turn
from app.services.playbook_adoption import SIGNERS, PlaybookVersion, version_of_this
from app.services.playbook_force import is_open, is_signed_by_both, put_into_force, stages_without_home


class ProposePlaybook(PlaybookVersion, frozen=True, kw_only=True):
    """A team lead or a sales lead proposes a playbook and signs it for their side; it waits for the other side.

    A sales lead changes nothing alone: what a team lead may put into force at once waits for one here.
    """

    kind = "playbook.propose"
    roles = SIGNERS

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from cls.document_guards()
        yield from cls.turn_guards()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from cls.writing(proposed_at=NOW, proposed_by_id=ACTOR)
        yield _sign(version_of_this())


class SignPlaybook(Decision, frozen=True, kw_only=True):
    """A lead agrees to a proposed playbook; with a team lead's and a sales lead's signature it is in force."""

    kind = "playbook.sign"
    roles = SIGNERS
    version: Count

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _is_waiting(cls.arg("version"))
        yield Guard("signed_already", ~_signed_by_side(cls.arg("version")))
        # Leads went on moving while it waited.
        homeless = stages_without_home(cls.arg("version")).order_by(None)
        yield Guard("stage_without_home", ~homeless.exists())

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return {"stage_without_home": stages_without_home(cls.arg("version"))}

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        version = cls.arg("version")
        yield _sign(version)
        yield from put_into_force(version, only_if=is_signed_by_both(version))

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        return select(Playbook.adopted_at).where(Playbook.version == cls.arg("version"))


class WithdrawPlaybook(Decision, frozen=True, kw_only=True):
    """A lead of either side takes a proposed playbook back; the one in force stays."""

    kind = "playbook.withdraw"
    roles = SIGNERS
    version: Count
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _is_waiting(cls.arg("version"))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(
            update(Playbook)
            .where(Playbook.version == cls.arg("version"))
            .values(withdrawn_at=NOW, withdrawn_by_id=ACTOR, withdrawn_words=cls.arg("words"))
        )


def _is_waiting(version: ColumnElement[Any]) -> Iterable[Guard]:
    yield Guard("unknown_version", exists().where(Playbook.version == version))
    yield Guard("proposal_closed", exists().where(Playbook.version == version, is_open()))


def _signed_by_side(version: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether somebody of the actor's side has signed a version."""
    return (
        select(literal(1))
        .select_from(Signature)
        .join(Member, and_(Member.role == Signature.role, Member.id == ACTOR))
        .where(Signature.version == version)
        .exists()
    )


def _sign(version: ColumnElement[Any]) -> Effect:
    columns = {
        "version": version, "role": Member.role, "member_id": Member.id, "signed_at": NOW, "cmd_id": CMD,
    }  # fmt: skip
    statement = insert(Signature).from_select(
        list(columns), select(*columns.values()).select_from(Member).where(Member.id == ACTOR)
    )
    return Effect(statement)
