"""Writing what a screen made (a picture, a table) to a file, on the lane for long jobs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.errors import Unavailable
from app.files import write_whole
from app.views.background import Job
from app.views.desk import Desk


def write_bytes(path: Path, data: bytes) -> Callable[[Desk, Job], Path]:
    """Return the job that writes a file: beside it first, then in its place.

    The job raises ``Unavailable("file_not_written")`` where the disk is full or the folder closed.
    """

    def work(desk: Desk, job: Job) -> Path:
        del desk, job
        try:
            write_whole(path, data)
        except OSError as error:
            raise Unavailable("file_not_written", path=str(path), why=error.strerror or "") from error
        return path

    return work
