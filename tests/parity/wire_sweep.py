"""Every field of a command given every unfit value: what one side takes for a command, the other must too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg

from app.errors import BadArgument
from app.services.catalogue import BY_KIND
from app.services.kernel.wire import Shape, decode
from tests.parity.spoiling import _unfit
from tests.parity.twin import Step, judge_there


def differences(there: psycopg.Connection[Any], accepted: Step) -> list[str]:
    """Return where the two sides disagree on what a well-formed command is, starting from an accepted one."""
    found = []
    cls = BY_KIND[accepted.kind]
    for args in spoiled(cls.shape(), json.loads(accepted.args)):
        # Nobody gives it, so that what is well-formed is refused for that, and nothing is ever written.
        step = Step(accepted.kind, accepted.cmd_id, UUID(int=1), accepted.at, json.dumps(args))
        here = _fits_here(step)
        with there.transaction(force_rollback=True):
            verdict = judge_there(there, step)
        if verdict.why != ("not_allowed" if here else "bad_argument"):
            found.append(f"{step.kind} {step.args[:300]}: SQLite {here}, PostgreSQL {verdict}")
    return found


def _fits_here(step: Step) -> bool:
    try:
        decode(BY_KIND[step.kind], step.args, kind=step.kind)
    except BadArgument:
        return False
    return True


def spoiled(shape: Shape, record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a record with one thing wrong (or merely unusual) at a time."""
    yield record | {"no_such_field": None}
    for part in shape.parts:
        yield {name: value for name, value in record.items() if name != part.name}
        for value in _unfit(part):
            yield record | {part.name: value}
        items, held = part.items, record.get(part.name)
        if isinstance(items, Shape) and held:
            for other in spoiled(items, held[0]):
                yield record | {part.name: [other, *held[1:]]}
