"""A desk of the team tells that it is there: which program it runs, and how much waits for its person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, exists, insert, literal, select, update

from app.models.people import DeskSeen, Member
from app.models.vocabulary import Role
from app.services.kernel.command import Count, Decision, Effect, Guard
from app.services.kernel.expressions import ACTOR, NOW

type Version = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class ReportDesk(Decision, frozen=True, kw_only=True):
    """A desk says that it is there, so that administrators see who uses Decile and in which version."""

    kind = "desk.report"
    roles = frozenset(Role)
    device_id: UUID
    version: Version
    refused_count: Count

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        mine, other = Member.__table__.alias("mine"), Member.__table__.alias("other")
        of_another = (
            select(literal(1))
            .select_from(
                DeskSeen.__table__.join(other, other.c.id == DeskSeen.member_id).join(
                    mine, mine.c.person_id != other.c.person_id
                )
            )
            .where(DeskSeen.device_id == cls.arg("device_id"), mine.c.id == ACTOR)
        )
        yield Guard("not_yours", ~of_another.exists())

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Member.id).where(Member.id == ACTOR)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        this = cls.arg("device_id")
        said = {
            "member_id": ACTOR, "at": NOW, "version": cls.arg("version"),
            "refused_count": cls.arg("refused_count"),
        }  # fmt: skip
        yield Effect(update(DeskSeen).where(DeskSeen.device_id == this).values(said), None)
        known = DeskSeen.__table__.alias("known")
        first = select(this, *said.values()).where(~exists().where(known.c.device_id == this))
        yield Effect(insert(DeskSeen).from_select(["device_id", *said], first), None)
