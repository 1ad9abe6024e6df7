"""Recordings travel behind everything else: in pieces, going on where they were, each file told by its digest."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from app.clock import DAY
from app.errors import Unavailable
from app.models.desk import Remembered
from app.models.recordings import Recording
from app.services.kernel.database import Database
from app.services.recording_files import path_of
from app.services.shared.recording_places import SEAL_BYTES
from app.services.shared.recording_store import BYTES_MOST, PIECE
from app.services.shared.sealed_stores import (
    DAMAGED,
    MISSING,
    REFUSED,
    Addresses,
    Folder,
    Store,
    folder_here,
    seal,
    unseal,
)
from app.services.sync.server import Server

_log = logging.getLogger(__name__)

FETCH_DAYS = 30
"""Recordings of others that are older than the newest by more are not fetched: they would fill a joiner's disk."""
_FETCHED = "sync.recordings_fetched"
"""Files that others attached: they go when one may not hear them any more."""


@dataclass(frozen=True, slots=True)
class _Item:
    id: UUID
    sha256: str
    file: Path
    bytes_count: int


@dataclass(frozen=True, slots=True)
class Load:
    """What there is to carry: of one's own to be handed in, of others to be fetched; the newest first."""

    mine: tuple[_Item, ...] = ()
    others: tuple[_Item, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.mine or self.others)


class RecordingCarrier:
    """Hands in the recordings attached here and fetches those of others; one thread at a time.

    Attributes:
        trouble: What kept recordings from travelling the last time, as a code; ``None``: nothing.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        """Describe it.

        Args:
            database: The local copy.
            folder: Where the files lie.
        """
        self._database, self._folder = database, folder
        self._settled: set[UUID] = set()
        self.trouble: str | None = None

    def carry(self, server: Server, goes_on: Callable[[], bool] = lambda: True) -> None:
        """Look what there is to carry, and carry it."""
        self.carry_load(server, self.look(server), goes_on)

    def look(self, server: Server) -> Load:
        """Delete what may not be heard here any more, and return what there is to carry."""
        try:
            with self._database.write() as db:
                self._sweep(db)
        except OSError as error:
            _log.info("recordings cannot be tidied for now: %s", error)
        return self._listed(server)

    def carry_load(self, server: Server, load: Load, goes_on: Callable[[], bool]) -> None:
        """Carry.

        Args:
            server: The shared database.
            load: What to carry.
            goes_on: Asked between two pieces; what is left goes on from there the next time.
        """
        trouble = None
        try:
            for items, carry in ((load.mine, self._hand_in), (load.others, self._fetch)):
                for item in items:
                    if goes_on():
                        trouble = self._carried(partial(carry, server, item, goes_on), item) or trouble
        except Unavailable as error:  # the place is out of reach: the others would only wait for it, too
            _log.info("recordings are not carried for now: %s", error)
            trouble = error.code
        except OSError as error:
            # A full disk or a file that somebody holds stops recordings, and nothing else.
            _log.info("recordings are not carried for now: %s", error)
            trouble = "recordings_disk"
        self.trouble = trouble

    def _carried(self, carry: Callable[[], None], item: _Item) -> str | None:
        """Carry one; return what is wrong with it alone."""
        try:
            carry()
        except Unavailable as error:
            if error.code not in (MISSING, DAMAGED):
                raise
            _log.info("recording %s: %s", item.id, error)
            # Asked for again when the program is started anew.
            self._settled.add(item.id)
            return error.code
        return None

    def _listed(self, server: Server) -> Load:
        columns = (
            Recording.id,
            Recording.sha256,
            Recording.file_name,
            Recording.bytes_count,
            Recording.by_id,
        )
        with self._database.read() as db:
            newest = select(*columns, Recording.attached_at).order_by(
                Recording.attached_at.desc(), Recording.id
            )
            rows = db.execute(newest).all()
        left = [row for row in rows if row.id not in self._settled]
        if not left:
            return Load()
        whole, me = server.whole_recordings([row.id for row in left]), set(server.members())
        since = rows[0].attached_at - FETCH_DAYS * DAY
        mine, others = [], []
        for row in left:
            file = path_of(self._folder, row.sha256, row.file_name)
            item = _Item(row.id, row.sha256, file, row.bytes_count)
            if row.by_id in me and row.id not in whole and file.exists() and row.bytes_count <= BYTES_MOST:
                mine.append(item)
            elif row.id in whole and not file.exists() and row.attached_at >= since:
                others.append(item)
            elif row.id in whole:
                self._settled.add(row.id)
        return Load(tuple(mine), tuple(others))

    def _hand_in(self, server: Server, item: _Item, goes_on: Callable[[], bool]) -> None:
        said = server.place_recording(item.id)
        if said["ok"]:
            hand = self._hand_to_database if said.get("database") else self._hand_to_store
            said = hand(server, item, said, goes_on)
        if not said["ok"]:
            _log.info("a recording was not taken: %s", said["why"])
        if not said["ok"] or said["whole"]:
            # Whole, or refused for good: it is not offered again before the program is started anew.
            self._settled.add(item.id)

    def _hand_to_database(
        self, server: Server, item: _Item, said: dict[str, Any], goes_on: Callable[[], bool]
    ) -> dict[str, Any]:
        said = server.put_recording(item.id, 0, None)
        with item.file.open("rb") as file:
            while said["ok"] and not said["whole"] and goes_on():
                file.seek(said["pieces"] * PIECE)
                said = server.put_recording(item.id, said["pieces"], file.read(PIECE))
        return said

    def _hand_to_store(
        self, server: Server, item: _Item, said: dict[str, Any], goes_on: Callable[[], bool]
    ) -> dict[str, Any]:
        """Put the pieces that are not there yet; nothing leaves this desk that is not what was recorded."""
        if _digest(item.file) != item.sha256:
            return {"ok": False, "why": "damaged"}
        name, key, size = UUID(said["name"]), bytes.fromhex(said["key"]), said["piece"]
        store = None
        with item.file.open("rb") as file:
            while said["ok"] and not said["whole"] and goes_on():
                store = store or _store(server, item.id, UUID(said["store"]), name, "PUT")
                number = said["pieces"]
                file.seek(number * size)
                store.put(number, seal(key, item.id, number, file.read(size)))
                said = {**said, **server.note_recording(item.id, name, number + 1)}
        return said

    def _fetch(self, server: Server, item: _Item, goes_on: Callable[[], bool]) -> None:
        place = server.recording_place(item.id)
        size: int = PIECE
        piece_of: Callable[[int], bytes | None] = partial(server.recording_piece, item.id)
        if place is not None:
            size, piece_of = place["piece"], _opened(server, item.id, place)
        draft = item.file.with_name(f".{item.file.name}.part")
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("ab") as file:
                # What is no whole number of pieces was cut off in the middle of one.
                number = file.tell() // size
                file.truncate(number * size)
                while number * size < item.bytes_count:
                    if not goes_on():
                        return
                    piece = piece_of(number)
                    if piece is None:  # out of sight meanwhile
                        break
                    file.write(piece)
                    number += 1
        except Unavailable as trouble:
            if trouble.code == DAMAGED:
                draft.unlink(missing_ok=True)
            raise
        is_right = _digest(draft) == item.sha256
        if is_right:
            with self._database.write() as db:
                self._remember(db, {*self._fetched(db), item.file.name})
            draft.replace(item.file)
        else:
            draft.unlink()
        self._settled.add(item.id)
        if place is not None and not is_right:
            raise Unavailable(DAMAGED, recording=str(item.id))

    def _sweep(self, db: Connection) -> None:
        """Delete what was fetched and may not be heard any more."""
        fetched = self._fetched(db)
        drafts = [] if not self._folder.exists() else list(self._folder.glob(".*.part"))
        if not fetched and not drafts:
            return
        rows = db.execute(select(Recording.sha256, Recording.file_name)).all()
        heard = {path_of(self._folder, row.sha256, row.file_name).name for row in rows}
        for name in fetched - heard:
            (self._folder / name).unlink(missing_ok=True)
        for draft in drafts:
            if draft.name.removeprefix(".").removesuffix(".part") not in heard:
                draft.unlink()
        if fetched - heard:
            self._remember(db, fetched & heard)

    def _fetched(self, db: Connection) -> set[str]:
        value = db.execute(select(Remembered.value).where(Remembered.key == _FETCHED)).scalar()
        found: list[Any] = [] if value is None else json.loads(value)
        return {str(one) for one in found}

    def _remember(self, db: Connection, names: set[str]) -> None:
        text = json.dumps(sorted(names))
        if not db.execute(update(Remembered).where(Remembered.key == _FETCHED).values(value=text)).rowcount:
            db.execute(insert(Remembered).values(key=_FETCHED, value=text))


def _store(server: Server, recording_id: UUID, store_id: UUID, name: UUID, does: str) -> Store:
    """Return the way to one recording's pieces.

    Raises:
        Unavailable: it is closed to this desk for now.
    """
    one = server.recording_store(store_id)
    if one["kind"] == "folder":
        return Folder(folder_here(one["place"]), store_id, name)
    said = server.recording_addresses(recording_id, name, does)
    if not said["ok"]:
        raise Unavailable(REFUSED, why=said["why"])
    return Addresses(said["addresses"], one["place"].get("ca"))


def _opened(server: Server, recording_id: UUID, place: dict[str, Any]) -> Callable[[int], bytes]:
    """Return what fetches and opens a piece."""
    store = _store(server, recording_id, place["store"], place["name"], "GET")
    most = place["piece"] + SEAL_BYTES
    return lambda number: unseal(bytes(place["key"]), recording_id, number, store.get(number, most))


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
