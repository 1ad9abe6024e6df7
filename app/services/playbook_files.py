"""Playbooks as files bring them: read and checked; those that come with the program among them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.resources import resource
from app.services.playbook.check import check, load
from app.services.playbook.document import Playbook, Text
from app.services.playbook.problems import Problem
from app.services.safekeeping.places import file_trouble


@dataclass(frozen=True, slots=True)
class Candidate:
    """A playbook file as it was read: usable, or with everything that is wrong with it."""

    name: str
    """A file's name, or the key of a shipped playbook."""
    document: str
    playbook: Playbook | None
    problems: tuple[Problem, ...]
    strayed: tuple[str, ...] = ()
    """Of a version: the parts in which its text says something else than what would take force."""


def shipped_titles() -> list[tuple[str, Text]]:
    """Return the playbooks that come with the program, by key; not for the window's thread."""
    keys = sorted((path.stem for path in resource("playbooks").glob("*.toml")), reverse=True)
    found = ((key, shipped(key).playbook) for key in keys)
    return [(key, playbook.playbook.title) for key, playbook in found if playbook]


def shipped(key: str) -> Candidate:
    """Read a playbook that comes with the program; not for the window's thread."""
    return examined(key, resource("playbooks", f"{key}.toml").read_text(encoding="utf-8"))


def read_file(path: Path) -> Candidate:
    """Read a playbook file; not for the window's thread.

    Raises:
        Unavailable: ``file_missing`` or ``file_unusable``.
    """
    with file_trouble(path):
        raw = path.read_bytes()
    try:
        return examined(path.name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        args = {"why": "not UTF-8", "column": str(error.start - raw.rfind(b"\n", 0, error.start))}
        return Candidate(path.name, "", None, (Problem(line, "toml.broken", args),))


def examined(name: str, document: str) -> Candidate:
    """Check a playbook's text."""
    problems = tuple(check(document))
    return Candidate(name, document, None if problems else load(document), problems)
