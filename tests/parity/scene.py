"""What a generator sees: the present state, the clock, and chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.models.vocabulary import Role

type Draft = tuple[UUID, dict[str, Any]]
"""Who gives the command, and its fields as they stand in JSON."""
type Generator = Callable[[Scene], Draft]


def drafts(among: dict[str, Generator], kind: str) -> Callable[[Generator], Generator]:
    """Note a function as the generator of a command."""

    def note(generator: Generator) -> Generator:
        if kind in among:
            raise AssertionError(f"two generators for {kind}")
        among[kind] = generator
        return generator

    return note


class Nothing(Exception):
    """The present state has nothing the command could be given for."""


class Scene:
    """The state of a history at one instant.

    Attributes:
        now: The instant of the next command.
        is_loose: Targets are picked whatever state they are in, so that the rules must say no.
    """

    def __init__(self, db: Connection, chance: Random, now: int, *, is_loose: bool) -> None:
        self._db, self.chance, self.now, self.is_loose = db, chance, now, is_loose

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """Return what a select finds; ids are given and returned as they are kept, 32 digits."""
        held = {name: value.hex if isinstance(value, UUID) else value for name, value in values.items()}
        return list(self._db.exec_driver_sql(sql, held | {"now": self.now}))

    def pick(self, of: str, fit: str = "", **values: Any) -> Any:
        """Return one row of ``of`` that is ``fit``; of a loose scene, sometimes any row.

        Raises:
            Nothing: there is none.
        """
        strict = f"{of} WHERE {fit}" if fit else of
        return self.one(self.rows(of if self.is_loose and self.maybe(60) else strict, **values))

    def one[T](self, among: Sequence[T]) -> T:
        """Return one of several.

        Raises:
            Nothing: there is none.
        """
        if not among:
            raise Nothing
        return self.chance.choice(among)

    def maybe(self, pct: int) -> bool:
        """Say yes in ``pct`` of 100 cases."""
        return self.chance.randrange(100) < pct

    def new_id(self) -> str:
        """Return an id nobody has."""
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def member(self, *roles: Role) -> UUID:
        """Return an active member with one of these roles."""
        named = ", ".join(f"'{role.value}'" for role in roles)
        return uuid(
            self.one(self.rows(f"SELECT id FROM member WHERE is_active AND role IN ({named}) ORDER BY id"))[0]
        )

    def worker(self, owner_hex: str | None, *, lead_pct: int = 15) -> UUID:
        """Return who may decide about a lead as its SDR: mostly its owner, else a team lead."""
        return self._or(owner_hex, Role.TEAM_LEAD, pct=lead_pct)

    def seller(self, rep_hex: str | None) -> UUID:
        """Return who may decide about a lead as its rep: mostly the rep, else a sales lead."""
        return self._or(rep_hex, Role.SALES_LEAD, pct=15)

    def _or(self, member_hex: str | None, role: Role, *, pct: int) -> UUID:
        active = self.rows("SELECT 1 FROM member WHERE is_active AND id = :id", id=member_hex)
        if not active or member_hex is None or self.maybe(pct):
            return self.member(role)
        return uuid(member_hex)

    def later(self) -> int:
        """Return an instant ahead, sometimes minutes, sometimes days."""
        ahead = self.chance.choice((60, 3600, 86_400, 5 * 86_400))
        return self.now + self.chance.randrange(1, ahead * 1_000_000)

    def some_time(self) -> int:
        """Return an instant ahead, or, of a loose scene, perhaps a past one."""
        if self.is_loose and self.maybe(60):
            return self.now - self.chance.choice((0, 1, 10**9))
        return self.later()

    def words(self) -> str:
        """Return what somebody typed."""
        return self.chance.choice(WORDS)


WORDS = (
    "云智 100%", "O'Neil \\ \"quoted\"", '{"a": 1}', "$decile$; drop table lead; --", "é\n行二\t", " ", "no",
)  # fmt: skip


def uuid(hex_id: str) -> UUID:
    """Return an id from how it is kept."""
    return UUID(hex=hex_id)


def spelled(hex_id: str) -> str:
    """Return an id as it travels, from how it is kept."""
    return str(UUID(hex=hex_id))
