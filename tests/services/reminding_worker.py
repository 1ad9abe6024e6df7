"""Shows what is due, one after another, until it is killed: run by a test as a process of its own.

A process that has imported everything forks a worker for every line it reads. A worker says what it shows, notes it,
and says that it is noted, as the window does; it is killed once it has said as many things as the line says.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from app.services.profile import open_profile
from app.services.reminder_notes import note_shown
from app.services.reminder_rows import standing
from tests.builders import MONDAY_10


def show(folder: Path, tell: Callable[[str], None]) -> None:
    """Show and note everything that is due."""
    profile = open_profile(folder, clock=lambda: MONDAY_10)
    workspace = profile.workspace
    assert workspace is not None
    found = workspace.read(lambda db: standing(db, workspace.member_id, MONDAY_10))
    tell("open")
    for one in found.plan.show:
        tell(f"shown {one.id.hex}")
        workspace.keep(note_shown([one], MONDAY_10))
        tell(f"noted {one.id.hex}")
    profile.close()


def main() -> None:
    """Fork a worker for every line."""
    for line in sys.stdin:
        worker = os.fork()
        if worker == 0:
            show(Path(sys.argv[1]), _until(int(line)))
            os._exit(0)
        os.waitpid(worker, 0)
        _tell("gone")


def _until(most: int) -> Callable[[str], None]:
    """Return what tells a line, and kills without warning after so many."""
    told = 0

    def tell(line: str) -> None:
        nonlocal told
        told += 1
        _tell(line)
        if told == most:
            os.kill(os.getpid(), signal.SIGKILL)

    return tell


def _tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()
