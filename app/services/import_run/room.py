"""Room on the disk set aside while an import runs, so that it can be taken back even when the disk is full."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from app.errors import Unavailable

BYTES_A_ROW: Final = 8 * 1024
"""What undoing a row writes into the log: twice the figure measured with the sample lists."""


class Room:
    """A file that holds nothing but its place; taken away before the import is taken back."""

    def __init__(self, path: Path) -> None:
        self._path, self._size = path, 0

    def make_for(self, rows: int) -> None:
        """Set aside room for some more rows, before they are written.

        Raises:
            Unavailable: ``disk_full``; nothing of these rows is written yet.
        """
        size = self._size + rows * BYTES_A_ROW
        try:
            with self._path.open("ab") as file:
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(file.fileno(), self._size, size - self._size)
                else:
                    file.truncate(size)  # takes the room on NTFS; elsewhere it is only asked for
        except OSError as error:
            raise Unavailable("disk_full", path=str(self._path.parent), why=error.strerror or "") from error
        self._size = size

    def give_back(self) -> None:
        """Give the room back to the disk."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


def room_of(database: Path, batch_id: UUID) -> Room:
    """Return the room of an import: what one that was killed had set aside waits there for its undo."""
    return Room(database.with_name(f"import-{batch_id.hex}.room"))


@contextmanager
def room_beside(database: Path, batch_id: UUID) -> Iterator[Room]:
    """Set room aside beside the database for as long as an import lasts."""
    room = room_of(database, batch_id)
    try:
        yield room
    finally:
        room.give_back()
