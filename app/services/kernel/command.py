"""A command: one intent of one person, judged by guards and carried out by effects (design 1 and 1a)."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar
from uuid import UUID

import msgspec
from sqlalchemy import Select, exists
from sqlalchemy.sql.dml import UpdateBase

from app.models.people import Member
from app.models.vocabulary import Role
from app.services.kernel.expressions import ACTOR, Arg, Expr
from app.services.kernel.wire import Shape, shape_of

type Whole = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]
"""A whole number every JSON reader keeps exactly."""
type Instant = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
"""Microseconds UTC since 1970."""
type EpochDay = Annotated[int, msgspec.Meta(ge=-200_000, le=200_000)]
"""Days since 1970-01-01."""
type Count = Annotated[int, msgspec.Meta(ge=0, le=2**31)]
type Key = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
"""A key of the playbook or of another closed or growing list."""
type Line = Annotated[str, msgspec.Meta(max_length=400)]
"""One line of text."""
type Words = Annotated[str, msgspec.Meta(max_length=8000)]
"""Free text."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Something that must hold, and the reason given when it does not.

    Attributes:
        code: Reason code; views have a sentence for each.
        holds: True where the command may go on; NULL counts as no.
        is_authority_only: Needs rows outside the actor's sight; a joined desk does not predict it.
    """

    code: str
    holds: Expr[bool]
    is_authority_only: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that is written.

    Attributes:
        statement: An INSERT, UPDATE or DELETE.
        rows: How many rows it must touch; another number is a bug and aborts the command. ``None``: any.
        is_authority_only: Written where authority is; a joined desk does not predict it.
    """

    statement: UpdateBase
    rows: int | None = 1
    is_authority_only: bool = False


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all commands: ids and plain values, ready for JSON.

    A subclass states in its docstring the business rule in one sentence.
    """

    kind: ClassVar[str]
    """Name on the wire; never changed once shipped."""
    roles: ClassVar[frozenset[Role]] = frozenset(Role)
    """Who may give it."""
    is_fact: ClassVar[bool] = False
    """Facts append and merge; decisions are judged once."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        """Return what must hold, in the order reasons are given."""
        return ()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        """Return what is written, in order."""
        raise NotImplementedError

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        """Return the rows to lock before judging on PostgreSQL, in a fixed order."""
        return ()

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]] | None:
        """Return a select of one row that answers the command, if it answers anything."""
        return None

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        """Return, by reason code, a select of what the refusal's sentence must name.

        One column, or three: the key of a thing of the playbook and its titles in Chinese and in English.
        """
        return {}

    @classmethod
    def arg(cls, name: str) -> Arg:
        """Return the argument ``name`` as an expression.

        Raises:
            KeyError: the command has no such field.
        """
        return _args(cls)[name]

    @classmethod
    def shape(cls) -> Shape:
        """Return the checked shape of the command's fields."""
        return shape_of(cls)


class Fact(Command, frozen=True, kw_only=True):
    """Something that happened: appended, accepted from anyone who ever held the lead."""

    is_fact: ClassVar[bool] = True


class Decision(Command, frozen=True, kw_only=True):
    """Something that is judged once, by the database that has authority."""


@functools.cache
def _args(cls: type[Command]) -> dict[str, Arg]:
    return {part.name: Arg(part.name, part.sql_type) for part in cls.shape().parts}


@functools.cache
def all_guards(cls: type[Command]) -> tuple[Guard, ...]:
    """Return the guards of a command, the one on the actor's role first."""
    allowed = exists().where(Member.id == ACTOR, Member.is_active, Member.role.in_(sorted(cls.roles)))
    return (Guard("not_allowed", allowed), *cls.guards())


@dataclass(frozen=True, slots=True)
class Given:
    """A command as it is judged: by whom, when and under which id."""

    command: Command
    cmd_id: UUID
    actor_id: UUID
    at: int
