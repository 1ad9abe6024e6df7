"""Does the parity run bite? Drop one guard or one effect of a command on PostgreSQL and see whether it tells.

``python -m tests.parity.mutants`` tries every one, ``python -m tests.parity.mutants handover`` those of the commands
whose kind begins so.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from app.models.tables import SHARED
from app.models.vocabulary import Role
from app.services.catalogue import COMMANDS
from app.services.kernel.command import Command, Effect, Guard, all_guards
from app.services.kernel.postgres_judge import SCHEMA, function_for
from tests.parity.history import History
from tests.parity.seeds import GOAL, SEEDS, STEPS
from tests.parity.twin import Stage, Step, Told, Verdict, judge_there, rows_there
from tests.postgres import running_server

SURVIVORS: dict[str, str] = {}
"""Mutants that nothing can tell from the original, each with the reason."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A command with one of its guards or effects gone.

    Attributes:
        place: Position of what is dropped among the guards (0 is the one on the role) or effects.
    """

    cls: type[Command]
    part: str
    place: int

    @property
    def name(self) -> str:
        """For people: the command, and what it lacks."""
        if self.part == "effect":
            table = list(self.cls.effects())[self.place].statement.table  # type: ignore[attr-defined]
            return f"{self.cls.kind} without effect {self.place} on {table.name}"
        return f"{self.cls.kind} without guard {self.place} {all_guards(self.cls)[self.place].code}"

    def function(self) -> str:
        """Return the statement that installs the crippled judge."""
        return function_for(_without(self.cls, self.part, self.place))


def mutants(kinds: Iterable[type[Command]] = COMMANDS) -> Iterator[Mutant]:
    """Yield every mutant of these commands."""
    for cls in kinds:
        # Everybody may give a command whose roles are all: what is left is that the actor is known and active.
        yield from (Mutant(cls, "guard", place) for place in range(len(all_guards(cls))))
        yield from (Mutant(cls, "effect", place) for place in range(len(list(cls.effects()))))


def _without(original: type[Command], part: str, place: int) -> type[Command]:
    class Crippled(original, frozen=True, kw_only=True):  # type: ignore[valid-type,misc]
        roles = frozenset(Role) if (part, place) == ("guard", 0) else original.roles

        @classmethod
        def guards(cls) -> Iterable[Guard]:
            dropped = place - 1 if part == "guard" else -1
            return [guard for number, guard in enumerate(super().guards()) if number != dropped]

        @classmethod
        def effects(cls) -> Iterable[Effect]:
            dropped = place if part == "effect" else -1
            return [effect for number, effect in enumerate(super().effects()) if number != dropped]

    return Crippled


# Holding a mutant against what was said ---------------------------------------------------------------------------

type Marks = dict[int, dict[str, Any]]
"""Fingerprint of every table, by how many steps had been given."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A history judged without a difference, and how the tables stood on the way."""

    told: Told
    leads: list[tuple[Any, ...]]
    marks: Marks


def witness(stage: Stage, folder: Path, seed: int, *, goal: int = GOAL) -> Witness:
    """Judge a history on both sides and keep what a mutant is held against.

    Raises:
        Different: the two sides disagree; the seed is in the notes.
    """
    marks: Marks = {}
    with stage.twin(folder) as twin:
        history = History(twin, seed, goal)
        leads = rows_there(twin.there, SHARED.tables["lead"])
        try:
            history.run(STEPS, lambda: marks.update({len(twin.trace): fingerprints(twin.there)}))
        except Exception as error:
            error.add_note(f"the history of seed {seed}; once mended, add it to FAILED_SEEDS")
            raise
        return Witness(Told(seed, twin.verdicts, twin.trace), leads, marks)


def fingerprints(there: psycopg.Connection[Any]) -> dict[str, Any]:
    """Return a fingerprint of every table, calculated where the rows are."""
    parts = ", ".join(
        f"(select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table.name} t) as {table.name}"
        for table in SHARED.sorted_tables
    )
    row = there.execute(f"select to_jsonb(x) from (select {parts}) x".encode()).fetchone()
    assert row is not None
    return dict(row[0])


def caught(stage: Stage, mutant: Mutant, witnesses: Iterable[Witness]) -> str | None:
    """Return how the mutant was told from the original, or ``None`` where nothing told."""
    for seen in sorted(witnesses, key=lambda seen: _first(mutant, seen.told)):
        with psycopg.connect(stage.url, options=f"-csearch_path={SCHEMA}") as there:
            there.execute(mutant.function().encode())
            _plant(there, seen.leads)
            found = _difference(there, mutant, seen)
            there.rollback()
        if found:
            return f"seed {seen.told.seed}, {found}"
    return None


def _first(mutant: Mutant, told: Told) -> int:
    """Return the first step at which the mutant may tell itself: the histories are tried in this order."""
    wanted = all_guards(mutant.cls)[mutant.place].code if mutant.part == "guard" else None
    for number, (step, verdict) in enumerate(told.trace):
        if step.kind == mutant.cls.kind and verdict.why == wanted:
            return number
    return len(told.trace)


def _plant(there: psycopg.Connection[Any], leads: list[tuple[Any, ...]]) -> None:
    columns = SHARED.tables["lead"].columns
    flags = [str(column.type) == "BOOLEAN" for column in columns]
    values = ", ".join("%s" for _ in columns)
    with there.cursor() as cursor:
        cursor.executemany(
            f"insert into lead values ({values})".encode(),
            [
                [bool(value) if flag else value for value, flag in zip(row, flags, strict=True)]
                for row in leads
            ],
        )


def _difference(there: psycopg.Connection[Any], mutant: Mutant, seen: Witness) -> str | None:
    gave = False
    for number, (step, verdict) in enumerate(seen.told.trace, 1):
        found = _judged_otherwise(there, step, verdict)
        if found:
            return f"step {number}: {found}"
        gave = gave or (step.kind == mutant.cls.kind and verdict.why is None)
        if gave and number in seen.marks:
            tables = [name for name, mark in fingerprints(there).items() if mark != seen.marks[number][name]]
            if tables:
                return f"after step {number}: {', '.join(tables)}"
    return None


def _judged_otherwise(there: psycopg.Connection[Any], step: Step, verdict: Verdict) -> str | None:
    other = judge_there(there, step)
    if other == verdict:
        return None
    return f"{step.kind} said {other.why or 'yes'} for {verdict.why or 'yes'}"


def main(beginning: str = "") -> int:
    """Try every mutant of the commands whose kind begins so; print them; return how many survived unexplained."""
    survived = 0
    with running_server() as server, tempfile.TemporaryDirectory() as folder:
        stage = Stage.build(Path(folder), server.fresh_database())
        witnesses = [witness(stage, Path(folder), seed) for seed in SEEDS]
        for mutant in mutants(cls for cls in COMMANDS if cls.kind.startswith(beginning)):
            how = caught(stage, mutant, witnesses)
            known = SURVIVORS.get(mutant.name)
            survived += how is None and known is None
            print(f"{mutant.name}: {how or known or 'SURVIVED'}", flush=True)  # noqa: T201
    return survived


if __name__ == "__main__":
    raise SystemExit(min(main(*sys.argv[1:2]), 99))
