"""The three sorts of trouble: the rules say no, the outside failed, or a bug (anything else)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of the playbook that a sentence names: its key, and what the team calls it in both languages."""

    key: str
    zh: str
    en: str

    def __str__(self) -> str:
        return self.key


class AppError(Exception):
    """Something a person is told in a sentence."""


class RuleViolation(AppError):
    """The rules say no; nothing was written.

    Attributes:
        code: The reason, from the closed set the command's guards name; views turn it into a sentence.
        kind: Wire name of the refused command.
        place: What the sentence needs to name (a field, a limit, a person).
    """

    def __init__(self, code: str, *, kind: str = "", place: Mapping[str, object] | None = None) -> None:
        super().__init__(f"{kind}: {code}" if kind else code)
        self.code, self.kind, self.place = code, kind, dict(place or {})


class BadArgument(RuleViolation):
    """A command carries a value it may not: missing, of another type, too long, not in the list."""

    def __init__(self, kind: str, *, at: str) -> None:
        super().__init__("bad_argument", kind=kind, place={"at": at})


class Unavailable(AppError):
    """The outside failed: a file, a disk, a network; worth another try.

    Attributes:
        code: What failed, from a closed set; views turn it into a sentence.
        place: The file, row or host concerned.
    """

    def __init__(self, code: str, **place: object) -> None:
        super().__init__(f"{code} {place}" if place else code)
        self.code, self.place = code, place
