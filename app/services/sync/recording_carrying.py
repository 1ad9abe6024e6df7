"""Recordings travel behind everything else: in pieces, going on where they were, each file told by its digest."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from app.clock import DAY
from app.models.desk import Remembered
from app.models.recordings import Recording
from app.services.kernel.database import Database
from app.services.recording_files import path_of
from app.services.shared.recording_store import BYTES_MOST, PIECE
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


class RecordingCarrier:
    """Hands in the recordings attached here and fetches those of others; on the thread of the exchange."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Describe it.

        Args:
            database: The local copy.
            folder: Where the files lie.
        """
        self._database, self._folder = database, folder
        self._settled: set[UUID] = set()

    def carry(self, server: Server, goes_on: Callable[[], bool] = lambda: True) -> None:
        """Carry what there is to carry.

        Args:
            server: The shared database.
            goes_on: Asked between two pieces; what is left goes on from there the next time.
        """
        try:
            with self._database.write() as db:
                self._sweep(db)
            mine, others = self._listed(server)
            for items, carry in ((mine, self._hand_in), (others, self._fetch)):
                for item in items:
                    if goes_on():
                        carry(server, item, goes_on)
        except OSError as error:
            # A full disk or a file that somebody holds stops recordings, and nothing else.
            _log.info("recordings are not carried for now: %s", error)

    def _listed(self, server: Server) -> tuple[list[_Item], list[_Item]]:
        """Return what is to be handed in, and what is to be fetched, the newest first."""
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
            return [], []
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
        return mine, others

    def _hand_in(self, server: Server, item: _Item, goes_on: Callable[[], bool]) -> None:
        said = server.put_recording(item.id, 0, None)
        with item.file.open("rb") as file:
            while said["ok"] and not said["whole"]:
                if not goes_on():
                    return
                file.seek(said["pieces"] * PIECE)
                said = server.put_recording(item.id, said["pieces"], file.read(PIECE))
        if not said["ok"]:
            _log.info("a recording was not taken: %s", said["why"])
        # Whole, or refused for good: it is not offered again before the program is started anew.
        self._settled.add(item.id)

    def _fetch(self, server: Server, item: _Item, goes_on: Callable[[], bool]) -> None:
        draft = item.file.with_name(f".{item.file.name}.part")
        self._folder.mkdir(parents=True, exist_ok=True)
        with draft.open("ab") as file:
            # What is no whole number of pieces was cut off in the middle of one.
            number = file.tell() // PIECE
            file.truncate(number * PIECE)
            while number * PIECE < item.bytes_count:
                if not goes_on():
                    return
                piece = server.recording_piece(item.id, number)
                if piece is None:  # out of sight meanwhile
                    break
                file.write(piece)
                number += 1
        if hashlib.sha256(draft.read_bytes()).hexdigest() == item.sha256:
            with self._database.write() as db:
                self._remember(db, {*self._fetched(db), item.file.name})
            draft.replace(item.file)
        else:
            draft.unlink()
        self._settled.add(item.id)

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
