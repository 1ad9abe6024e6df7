"""Versions of commands: what an older program wrote becomes what is judged today, by one list for both databases."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, override

from app.services.kernel.command import Command


class Step(Protocol):
    """One difference between the arguments of a version and those of the next; said once, carried out on both sides."""

    def lift(self, args: dict[str, Any]) -> None:
        """Bring arguments up to date, where they lie."""

    def sql(self) -> str:
        """Return the same as SQL over ``_args``."""


@dataclass(frozen=True, slots=True)
class Renamed(Step):
    """A field is called otherwise."""

    was: str
    name: str

    @override
    def lift(self, args: dict[str, Any]) -> None:
        if self.was in args:
            args[self.name] = args.pop(self.was)

    @override
    def sql(self) -> str:
        was, name = _quoted(self.was), _quoted(self.name)
        return (
            f"case when _args ? {was} then (_args - {was}) || jsonb_build_object({name}, _args -> {was})"
            " else _args end"
        )


@dataclass(frozen=True, slots=True)
class Added(Step):
    """A field is new; who wrote before it was there meant this value (what JSON can say)."""

    name: str
    value: Any

    @override
    def lift(self, args: dict[str, Any]) -> None:
        args.setdefault(self.name, self.value)

    @override
    def sql(self) -> str:
        return f"jsonb_build_object({_quoted(self.name)}, {_quoted(json.dumps(self.value))}::jsonb) || _args"


@dataclass(frozen=True, slots=True)
class Dropped(Step):
    """A field is gone, and nothing depends on it."""

    name: str

    @override
    def lift(self, args: dict[str, Any]) -> None:
        args.pop(self.name, None)

    @override
    def sql(self) -> str:
        return f"_args - {_quoted(self.name)}"


@dataclass(frozen=True, slots=True)
class Reworded(Step):
    """A word of a closed vocabulary is another one."""

    name: str
    was: str
    word: str

    @override
    def lift(self, args: dict[str, Any]) -> None:
        if args.get(self.name) == self.was:
            args[self.name] = self.word

    @override
    def sql(self) -> str:
        name = _quoted(self.name)
        return (
            f"case when _args ->> {name} = {_quoted(self.was)} then _args || jsonb_build_object({name},"
            f" {_quoted(self.word)}::text) else _args end"
        )


type Upcasts = Mapping[tuple[str, int], Sequence[Step]]
"""By kind and version: the steps that give the arguments of the next version."""
UPCASTS: Upcasts = {}
"""Kept for a year after the version they end; a changed meaning is a new kind, not a new version."""


def version_of(cls: type[Command], upcasts: Upcasts | None = None) -> int:
    """Return the version of a command that this program sends: one more than the last that has an upcast."""
    return _newest(cls.kind, UPCASTS if upcasts is None else upcasts)


def lifted(kind: str, version: int, args: str, upcasts: Upcasts | None = None) -> str:
    """Return what an older program typed as today's would have.

    What is of today, or of a newer program, is returned as it stands: whether its fields are known is seen when they are
    read, and a changed meaning is another kind.

    Args:
        kind: Wire name of the command.
        version: Of its arguments when it was given.
        args: Its fields as JSON.
        upcasts: Else those of this program.
    """
    known = UPCASTS if upcasts is None else upcasts
    newest = _newest(kind, known)
    if version >= newest:
        return args
    said: dict[str, Any] = json.loads(args)
    for one in range(version, newest):
        for step in known.get((kind, one), ()):
            step.lift(said)
    return json.dumps(said)


def _newest(kind: str, upcasts: Upcasts) -> int:
    return 1 + max((version for name, version in upcasts if name == kind), default=0)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
