"""Works on a profile until it is killed: run by the crash tests as a process of its own.

A process that has imported everything forks a worker for every line it reads; the worker tells what it has
done, a line for each command and draft, but only once the call has returned.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from app.services import drafts
from app.services.catalogue import BY_KIND
from app.services.kernel.sqlite_judge import compile_now
from app.services.profile import open_profile
from tests.leads import a_lead

PLACE = "call:now"


def work(folder: Path, tell: Callable[[str], None], *, start: int) -> None:
    """Give commands and save drafts for ever."""
    profile = open_profile(folder)
    assert profile.workspace is not None
    tell("open")
    for number in count(start):
        profile.workspace.keep(drafts.save(PLACE, f"{number}:{'words ' * 50}", at=number))
        tell(f"draft {number}")
        tell(f"lead {a_lead(profile.workspace).hex}")
        if number % 10 == 0:
            profile.take_care()


def main() -> None:
    """Fork a worker for every line; the line says from which number it counts."""
    folder = Path(sys.argv[1])
    compile_now(BY_KIND)
    for line in sys.stdin:
        worker = os.fork()
        if worker == 0:
            work(folder, lambda told: os.write(1, f"{told}\n".encode()), start=int(line))  # type: ignore[arg-type, return-value]
        os.write(1, f"worker {worker}\n".encode())
        os.waitpid(worker, 0)
        os.write(1, b"gone\n")


if __name__ == "__main__":
    main()
