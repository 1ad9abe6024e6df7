"""The shared database as a desk speaks to it: one call for a push, one for a pull."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from app.errors import Unavailable
from app.services.shared.pages import PAGE_MOST
from app.services.shared.pulling import OLDEST_SERVER, PROTOCOL
from app.services.shared.pushing import BELL

_PAGE = (
    "with page as materialized (select app.{ids}(%s) as ids)"
    " select cardinality(ids), ids[cardinality(ids)], app.page_of(ids) from page"
)

type Rows = dict[str, list[dict[str, Any]]]
"""Rows by table, as JSON has them."""
type Columns = dict[str, dict[str, list[Any]]]
"""Rows by table and column: the values of a column in the order of the rows."""


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
    schema_version: int = 0
    """Raised by every upgrade; what was unknown before may be known now."""


@dataclass(frozen=True, slots=True)
class LeadPage:
    """Some leads with all that hangs on them.

    Attributes:
        last: The last lead; the next page begins behind it. ``None``: there is none behind these.
        rows: ``Columns`` as JSON.
    """

    leads: int
    last: str | None
    rows: str


class Server:
    """One connection, in transactions of one statement; the caller closes it."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._db = connection

    @property
    def line(self) -> psycopg.Connection[Any]:
        """The connection itself, for whoever waits at it."""
        return self._db

    def listen(self) -> None:
        """Be told whenever somebody has pushed."""
        self._db.execute(f"listen {BELL}".encode())

    def has_rung(self) -> bool:
        """Whether somebody has pushed since this was asked last; takes in what has arrived.

        Raises:
            psycopg.OperationalError: the connection is gone.
        """
        return len(list(self._db.notifies(timeout=0))) > 0

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
            schema_version=said.get("schema_version", 0),
        )

    def commons(self) -> str:
        """Return what hangs on no lead, as JSON: people, the playbook, calendars."""
        return str(self._one("select app.commons()"))

    def strays(self) -> str:
        """Return what one may see of leads out of one's sight, as JSON."""
        return str(self._one("select app.strays()"))

    def copy_size(self, pool: int) -> int:
        """Return how many leads a desk shall have, of the pool so many of the best."""
        return int(self._one("select app.copy_size(%s)", pool))

    def leads_after(self, last: str | None) -> LeadPage:
        """Return the next leads a desk shall have but for those of the pool; one round trip."""
        count, behind, rows = self._row(_PAGE.format(ids="lead_ids"), None if last is None else UUID(last))
        return LeadPage(count, str(behind) if count == PAGE_MOST else None, rows)

    def pool_leads(self, pool: int) -> LeadPage:
        """Return so many leads of the pool, the best, unless they came with the others; one round trip."""
        count, _last, rows = self._row(_PAGE.format(ids="pool_ids"), pool)
        return LeadPage(count, None, rows)

    def whole_recordings(self, ids: Sequence[UUID]) -> set[UUID]:
        """Return which of some recordings lie whole in the shared database."""
        rows = self._db.execute(
            "select recording_id from app.recording_file where is_whole and recording_id = any(%s)",
            (list(ids),),
        ).fetchall()
        return {row[0] for row in rows}

    def put_recording(self, recording_id: UUID, number: int, piece: bytes | None) -> dict[str, Any]:
        """Hand in a piece of a recording; without one, only ask how many pieces are there.

        Returns:
            ``ok`` with ``pieces`` and whether it is ``whole``; or a ``why``, for good.
        """
        said: dict[str, Any] = self._one("select app.put_recording(%s, %s, %s)", recording_id, number, piece)
        return said

    def recording_piece(self, recording_id: UUID, number: int) -> bytes | None:
        """Return a piece of a recording; ``None`` where it is not there for this person."""
        row = self._db.execute(
            "select bytes from app.recording_piece where recording_id = %s and n = %s", (recording_id, number)
        ).fetchone()
        return None if row is None else bytes(row[0])

    def place_recording(self, recording_id: UUID) -> dict[str, Any]:
        """Ask where a recording of one's own is to be put.

        Returns:
            ``ok`` with ``database``, or with ``store``, ``name``, ``key``, ``piece`` and how much is there; or a ``why``.
        """
        said: dict[str, Any] = self._one("select app.place_recording(%s)", recording_id)
        return said

    def note_recording(self, recording_id: UUID, name: UUID, pieces: int) -> dict[str, Any]:
        """Say that one piece more lies in the store; with the last one, everybody who may hear it fetches it."""
        said: dict[str, Any] = self._one("select app.note_recording(%s, %s, %s)", recording_id, name, pieces)
        return said

    def recording_place(self, recording_id: UUID) -> dict[str, Any] | None:
        """Return where a recording lies outside the database; ``None``: inside, or not for this person."""
        row = self._db.execute(
            "select store_id, name, key, piece from app.recording_place where recording_id = %s",
            (recording_id,),
        ).fetchone()
        return None if row is None else dict(zip(("store", "name", "key", "piece"), row, strict=True))

    def recording_addresses(self, recording_id: UUID, name: UUID, does: str) -> dict[str, Any]:
        """Return ``ok`` with an address for each piece, to ``PUT`` or ``GET`` it during the next hour; or a ``why``."""
        said: dict[str, Any] = self._one(
            "select app.recording_addresses(%s, %s, %s)", recording_id, name, does
        )
        return said

    def recording_store(self, store_id: UUID) -> dict[str, Any]:
        """Return the kind and the place of a store."""
        kind, place = self._row("select kind, place from app.recording_store where id = %s", store_id)
        return {"kind": kind, "place": place}

    def close(self) -> None:
        """End the connection."""
        self._db.close()

    def _one(self, question: str, *values: Any) -> Any:
        return self._row(question, *values)[0]

    def _row(self, question: str, *values: Any) -> tuple[Any, ...]:
        row = self._db.execute(question.encode(), values).fetchone()
        if row is None:
            raise AssertionError("a function answers with one row")
        return tuple(row)


def _check_age(said: dict[str, Any]) -> None:
    if said.get("protocol", 0) < OLDEST_SERVER:
        raise Unavailable("server_older")
    if said.get("oldest_desk", 0) > PROTOCOL:
        raise Unavailable("server_newer")
