"""The shared database as a desk speaks to it: one call for a push, one for a pull."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from app.errors import Unavailable
from app.services.shared.pulling import OLDEST_SERVER, PAGE_MOST, PROTOCOL

type Rows = dict[str, list[dict[str, Any]]]
"""Rows by table, as JSON has them."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one snapshot of the shared database says.

    Attributes:
        cursor: The snapshot, to be given with the next pull.
        verdicts: What became of the commands asked about, by id.
        is_fresh: The desk must copy everything; then nothing else is here.
        keys: Rows that changed, by table: each is in ``rows``, or the desk shall not have it any more.
        moved: Leads of which all that hangs on them is here anew.
    """

    cursor: dict[str, Any]
    now: int
    verdicts: dict[UUID, dict[str, Any]]
    is_fresh: bool
    keys: Rows
    moved: frozenset[UUID]
    rows: Rows


class Server:
    """One connection, in transactions of one statement; the caller closes it."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._db = connection

    def members(self) -> list[UUID]:
        """Return whom the login may act as; nobody, where it was closed."""
        return [UUID(str(one)) for one in self._one("select app.mine()")]

    def push(self, batch: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Give commands and return the verdicts, in the same order."""
        answers: list[dict[str, Any]] = self._one("select app.push(%s::jsonb)", json.dumps(batch))
        return answers

    def pull(self, cursor: dict[str, Any] | None, pending: Sequence[UUID]) -> Pulled:
        """Return what changed since a cursor; without one, only where a fresh copy begins.

        Raises:
            Unavailable: one of the two is too old for the other (``server_older``, ``server_newer``).
        """
        asked = {**(cursor or {}), "pending": [str(one) for one in pending]}
        said = self._one("select app.pull(%s::jsonb)", json.dumps(asked))
        _check_age(said)
        return Pulled(
            cursor={"since": said["snapshot"], "epoch": said["epoch"], "groups": said["groups"]},
            now=said["now"],
            verdicts={UUID(one): verdict for one, verdict in said["verdicts"].items()},
            is_fresh=said.get("fresh", False),
            keys=said.get("keys", {}),
            moved=frozenset(map(UUID, said.get("moved", ()))),
            rows=said.get("rows", {}),
        )

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read several things as of one instant."""
        with self._db.transaction():
            self._db.execute("set transaction isolation level repeatable read read only")
            yield

    def everything(self, pool: int) -> Iterator[Rows]:
        """Yield all a desk shall have, page by page: what all share first, then leads with what hangs on them."""
        yield self._one("select app.commons()")
        yield self._one("select app.strays()")
        after: str | None = None
        while ids := self._one("select app.lead_ids(%s::uuid, %s)", after, pool):
            yield self._one("select app.rows_of('{}', %s::uuid[])", ids)
            if len(ids) < PAGE_MOST:
                return
            after = ids[-1]

    def close(self) -> None:
        """End the connection."""
        self._db.close()

    def _one(self, question: str, *values: Any) -> Any:
        row = self._db.execute(question.encode(), values).fetchone()
        if row is None:
            raise AssertionError("a function answers with one row")
        return row[0]


def _check_age(said: dict[str, Any]) -> None:
    if said.get("protocol", 0) < OLDEST_SERVER:
        raise Unavailable("server_older")
    if said.get("oldest_desk", 0) > PROTOCOL:
        raise Unavailable("server_newer")
