"""Profiles to damage, back up and lock away: opened under a clock the test moves."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.models.leads import Lead
from app.services.profile import OpenedProfile, open_profile
from app.services.safekeeping import places
from app.services.workspace import Workspace
from tests.builders import MovingClock
from tests.leads import a_lead

PAGE = 4096


@contextmanager
def opened(
    folder: Path, clock: MovingClock | None = None, *, key: bytes | None = None, passphrase: str | None = None
) -> Iterator[OpenedProfile]:
    """Open a profile, founding it if it is new."""
    profile = open_profile(folder, clock=clock or MovingClock(), key=key, passphrase=passphrase)
    with closing(profile):
        if profile.workspace is None:
            profile.found(name="Chen Wei")
        yield profile


def workspace_of(profile: OpenedProfile) -> Workspace:
    """Return the workspace of a founded profile."""
    assert profile.workspace is not None
    return profile.workspace


def leads(profile: OpenedProfile) -> set[UUID]:
    """Return the ids of all leads."""
    return set(workspace_of(profile).read(lambda db: db.execute(select(Lead.id)).scalars().all()))


def with_leads(folder: Path, count: int, clock: MovingClock | None = None) -> set[UUID]:
    """Open, add leads by their commands, close; return the ids of all leads there are."""
    with opened(folder, clock) as profile:
        for _ in range(count):
            a_lead(workspace_of(profile))
        return leads(profile)


def backed_up(folder: Path, clock: MovingClock | None = None) -> Path | None:
    """Open, let the profile be cared for, close; return the backup made."""
    with opened(folder, clock) as profile:
        return profile.take_care().backup


def age(path: Path, *, by_s: int = 60) -> None:
    """Let a file have been written earlier than it was."""
    at_ns = path.stat().st_mtime_ns - by_s * 1_000_000_000
    os.utime(path, ns=(at_ns, at_ns))


def truncate(path: Path) -> None:
    """Cut a file in the middle of a page."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size * 2 // 3 + 7)


def overwrite_first_page(path: Path) -> None:
    """Write rubbish over the header and the schema."""
    _write(path, 0, PAGE)


def overwrite_pages(path: Path) -> None:
    """Write rubbish over a third of all pages behind the first."""
    pages = path.stat().st_size // PAGE
    for page in random.Random(7).sample(range(1, pages), pages // 3):
        _write(path, page * PAGE, PAGE)


def empty(path: Path) -> None:
    """Leave nothing of a file but its name."""
    path.write_bytes(b"")


def make_text(path: Path) -> None:
    """Put a text where the database was."""
    path.write_text("these are notes, not rows\n" * 400, encoding="utf-8")


def _write(path: Path, at: int, count: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(random.Random(at).randbytes(count))


DAMAGES = (truncate, overwrite_first_page, overwrite_pages, empty, make_text)


def database_of(folder: Path) -> Path:
    """Return the database of a profile."""
    return places.database_path(folder)
