"""Which store recordings are put into: chosen by the operator for the whole team, tried out before it counts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from app.errors import Unavailable
from app.files import write_whole
from app.services.shared.errors import SharedTrouble
from app.services.shared.logins import acting_as_owner
from app.services.shared.sealed_stores import MARKER, Addresses, Folder, folder_here, is_marked, is_safe

MOST_BYTES = 500 * 1024**3
"""Of all recordings in one store, where the operator says nothing else."""
_TRIAL_S = 300
_PATTERNS = {
    "endpoint": r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?",
    "bucket": r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
    "region": r"[a-z0-9-]{2,40}",
    "prefix": r"([A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?",
}
"""What an address may be made of without anything in it being escaped."""


@dataclass(frozen=True, slots=True)
class StoreKey:
    """What opens an S3 store: kept in the shared database, where nobody of the team reads it."""

    access_key: str
    secret: str


@dataclass(frozen=True, slots=True)
class StoreState:
    """A store and what it holds.

    Attributes:
        recordings: Whole ones, with ``bytes_count`` of all of them.
        dropped: Recordings that nobody can open any more and that still lie there.
    """

    kind: str
    place: Mapping[str, Any]
    is_current: bool
    bytes_most: int
    recordings: int
    bytes_count: int
    dropped: int


def choose_database(db: psycopg.Connection[Any]) -> None:
    """Put new recordings into the shared database again; the caller commits."""
    with acting_as_owner(db):
        _make_current(db, "database", {}, MOST_BYTES)


def choose_folder(
    db: psycopg.Connection[Any], paths: Mapping[str, str], *, bytes_most: int = MOST_BYTES
) -> None:
    """Put new recordings into a folder that everybody reaches; the caller commits.

    Args:
        db: A connection of the operator.
        paths: How ``windows``, ``macos`` and ``linux`` write it; this system's is there and may be written to.
        bytes_most: Of all recordings in it.

    Raises:
        SharedTrouble: it cannot be written to from here.
    """
    place = {name: path for name, path in paths.items() if path}
    root = folder_here(place)
    if root is None or not root.is_absolute():
        raise SharedTrouble("bad_store", "name the folder as this system writes it, from its root, too")
    with acting_as_owner(db):
        store_id = _make_current(db, "folder", place, bytes_most)
        if not is_marked(root, store_id):
            _mark(root, store_id)


def choose_s3(
    db: psycopg.Connection[Any], place: Mapping[str, Any], key: StoreKey, *, bytes_most: int = MOST_BYTES
) -> None:
    """Put new recordings into an S3 store; the caller commits. The same place again: only the key is another.

    Args:
        db: A connection of the operator.
        place: ``endpoint``, ``bucket``, ``region``, ``prefix``, ``bucket_in_host``, ``ca``.
        key: What may put, get and delete objects below the prefix, and nothing else.
        bytes_most: Of all recordings in it.

    Raises:
        SharedTrouble: it is misspelt, or does not give back what is put into it.
    """
    for name, pattern in _PATTERNS.items():
        if not re.fullmatch(pattern, str(place.get(name) or "")):
            raise SharedTrouble("bad_store", f"the {name} {place.get(name)!r} cannot be used")
    if not is_safe(f"{place['endpoint']}/"):
        raise SharedTrouble("bad_store", "recordings travel to another machine by https only")
    if not re.fullmatch(r"[A-Za-z0-9._-]{3,128}", key.access_key) or not re.fullmatch(
        r"[!-~]{1,256}", key.secret
    ):
        raise SharedTrouble("bad_store", "access key and secret key are missing, or no keys of S3")
    with acting_as_owner(db):
        store_id = _make_current(db, "s3", place, bytes_most)
        db.execute("delete from app.recording_key where store_id = %s", (store_id,))
        db.execute(
            "insert into app.recording_key values (%s, %s, %s)", (store_id, key.access_key, key.secret)
        )
        said = str(store_id).encode()
        try:
            _object(db, store_id, MARKER, "PUT", len(said)).put(0, said)
            is_back = _object(db, store_id, MARKER, "GET").get(0, len(said)) == said
        except Unavailable as trouble:
            words = f"the store was tried, without success: {trouble}"
            raise SharedTrouble("store_not_reached", words) from trouble
        if not is_back:
            raise SharedTrouble(
                "store_not_reached", "the store gives back something else than was put into it"
            )


def stores(db: psycopg.Connection[Any]) -> list[StoreState]:
    """Return the stores and what each holds, the one in use first; the database's own pieces are no store here."""
    with acting_as_owner(db):
        rows = db.execute(
            "select s.kind, s.place, s.is_current, s.bytes_most,"
            " count(r.id) filter (where f.is_whole), coalesce(sum(r.bytes_count) filter (where f.is_whole), 0)::bigint,"
            " (select count(*) from app.recording_dropped d where d.store_id = s.id)"
            " from app.recording_store s left join app.recording_place p on p.store_id = s.id"
            " left join app.recording_file f on f.recording_id = p.recording_id"
            " left join app.call_recording r on r.id = p.recording_id"
            " group by s.id order by s.is_current desc, s.since_at desc, s.id"
        ).fetchall()
    return [StoreState(*row) for row in rows]


def sweep(db: psycopg.Connection[Any]) -> int:
    """Delete from the stores what nobody can open any more, and return how many recordings went.

    Raises:
        SharedTrouble: a store cannot be reached from here; what is gone is asked for again the next time.
    """
    gone = 0
    with acting_as_owner(db):
        rows = db.execute(
            "select d.name, d.store_id, d.pieces, s.kind, s.place from app.recording_dropped d"
            " join app.recording_store s on s.id = d.store_id order by d.name"
        ).fetchall()
        for name, store_id, pieces, kind, place in rows:
            try:
                if kind == "folder":
                    Folder(folder_here(place), store_id, name).delete()
                else:
                    for number in range(pieces + 1):  # one may have been put and not noted any more
                        _object(db, store_id, f"{name}/{number}", "DELETE").delete(0)
            except Unavailable as trouble:
                raise SharedTrouble("store_not_reached", f"swept {gone}, then: {trouble}") from trouble
            db.execute("delete from app.recording_dropped where name = %s", (name,))
            gone += 1
    return gone


def _make_current(db: psycopg.Connection[Any], kind: str, place: Mapping[str, Any], bytes_most: int) -> UUID:
    """Make a store the one in use, the same one again where it was there before."""
    said = json.dumps(dict(place))
    row = db.execute(
        "select id from app.recording_store where kind = %s and place = %s::jsonb", (kind, said)
    ).fetchone()
    db.execute("update app.recording_store set is_current = false where is_current")
    if row is not None:
        db.execute(
            "update app.recording_store set is_current = true, bytes_most = %s, since_at = app.now_micros()"
            " where id = %s",
            (bytes_most, row[0]),
        )
        return UUID(str(row[0]))
    made = uuid4()
    db.execute(
        "insert into app.recording_store values (%s, %s, %s::jsonb, %s, true, app.now_micros())",
        (made, kind, said, bytes_most),
    )
    return made


def _object(
    db: psycopg.Connection[Any], store_id: UUID, name: str, does: str, length: int | None = None
) -> Addresses:
    """Return the way to one object of an S3 store."""
    row = db.execute(
        "select app.s3_address(%s, s.place, coalesce(nullif(s.place ->> 'prefix', '') || '/', '') || %s, %s,"
        " k.access_key, k.secret, clock_timestamp(), %s), s.place ->> 'ca'"
        " from app.recording_store s join app.recording_key k on k.store_id = s.id where s.id = %s",
        (does, name, length, _TRIAL_S, store_id),
    ).fetchone()
    if row is None:
        raise SharedTrouble("store_key_missing", "the key of this store is not here any more: give it anew")
    return Addresses([row[0]], row[1])


def _mark(root: Path, store_id: UUID) -> None:
    """Write into the folder which one it is; one that is another team's stays theirs."""
    try:
        if (root / MARKER).exists():
            raise SharedTrouble("bad_store", f"{root} holds recordings of another team or another time")
        write_whole(root / MARKER, f"Recordings of Decile. Do not remove this file.\n{store_id}\n".encode())
    except OSError as error:
        raise SharedTrouble(
            "store_not_reached", f"{root} cannot be written to: {error.strerror or error}"
        ) from error
