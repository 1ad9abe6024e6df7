"""A playbook being changed on this desk: kept as it is typed, undone step by step, checked with every step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from app.services import drafts
from app.services.inbox import Ask
from app.services.playbook.check import check
from app.services.playbook.differences import Difference, differences
from app.services.playbook.edits import Put, Raw, edited_text
from app.services.playbook.lines import Path
from app.services.playbook.parsing import parsed
from app.services.playbook.problems import Problem
from app.services.playbook.references import Step
from app.services.playbook_reading import current_document

PLACE = "playbook:draft"
MOST_STEPS = 200
"""Steps that can be undone; older ones are let go."""


class NotReadable(Exception):
    """A text that is no TOML cannot be edited with forms; its problems say why."""


class Patch(msgspec.Struct, frozen=True):
    """What one step did to the text, so that it can be undone exactly."""

    begin: int
    old: str
    new: str
    at: Path
    """What it was about."""
    is_typing: bool = False


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """The draft as it lies in the database."""

    based_on: int
    text: str
    done: tuple[Patch, ...] = ()
    undone: tuple[Patch, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft as it is shown.

    Attributes:
        based_on: The version in force when it was begun.
        present: The version in force now.
        raw: What the text says, sound or not.
        differences: What it says otherwise than the version in force now.
        at: What the last step was about.
    """

    based_on: int
    present: int
    text: str
    raw: Raw
    problems: tuple[Problem, ...]
    differences: tuple[Difference, ...]
    can_undo: bool
    can_redo: bool
    at: Path = ()

    @property
    def is_outdated(self) -> bool:
        """Whether another version came into force since it was begun."""
        return self.based_on != self.present


def draft_at_hand(db: Connection) -> Draft | None:
    """Return the draft of this desk, if there is one."""
    kept = _kept(db)
    return None if kept is None else _shown(db, kept)


def has_draft(db: Connection) -> bool:
    """Whether this desk keeps a draft."""
    return bool(drafts.words_at(PLACE)(db))


def begin(text: str | None = None) -> Ask[Draft]:
    """Return the write that begins a draft of a text, or of the playbook in force; one begun before is dropped.

    Raises:
        NotReadable: it is no TOML.
    """

    def write(db: Connection) -> Draft:
        version, document = _in_force(db)
        return _save(db, Kept(based_on=version, text=document if text is None else text), at=())

    return write


def go_on(*, at: int) -> Ask[Draft]:
    """Return the write that goes on with the draft of this desk, or begins one."""

    def write(db: Connection) -> Draft:
        kept = _kept(db)
        return begin()(db) if kept is None else _save(db, kept, at=(), when=at)

    return write


def change(step: Step, *, at: int) -> Ask[Draft]:
    """Return the write that changes the draft; what is typed into one field after the other is one step.

    Args:
        step: What to change, from first to last.
        at: Now, microseconds UTC.
    """

    def write(db: Connection) -> Draft:
        kept = _kept(db) or Kept(based_on=_in_force(db)[0], text=_in_force(db)[1])
        where = step[-1].at if step else ()
        is_typing = len(step) == 1 and isinstance(step[0], Put) and isinstance(step[0].value, str)
        text, done = kept.text, kept.done
        after = edited_text(text, *step) if step else text
        if after == text:
            return _shown(db, kept, where)
        if done and is_typing and done[-1].is_typing and done[-1].at == where:
            text, done = _reverted(text, done[-1]), done[:-1]
        patches = (*done, _patch(text, after, where, is_typing=is_typing)) if after != text else done
        new = Kept(based_on=kept.based_on, text=after, done=patches[-MOST_STEPS:])
        return _save(db, new, at=where, when=at)

    return write


def undo(*, at: int) -> Ask[Draft | None]:
    """Return the write that takes the last step back."""

    def write(db: Connection) -> Draft | None:
        kept = _kept(db)
        if kept is None or not kept.done:
            return None if kept is None else _shown(db, kept)
        last = kept.done[-1]
        back = Kept(
            based_on=kept.based_on,
            text=_reverted(kept.text, last),
            done=kept.done[:-1],
            undone=(*kept.undone, last),
        )
        return _save(db, back, at=last.at, when=at)

    return write


def redo(*, at: int) -> Ask[Draft | None]:
    """Return the write that does again what was taken back last."""

    def write(db: Connection) -> Draft | None:
        kept = _kept(db)
        if kept is None or not kept.undone:
            return None if kept is None else _shown(db, kept)
        last = kept.undone[-1]
        text = kept.text[: last.begin] + last.new + kept.text[last.begin + len(last.old) :]
        again = Kept(based_on=kept.based_on, text=text, done=(*kept.done, last), undone=kept.undone[:-1])
        return _save(db, again, at=last.at, when=at)

    return write


def discard() -> Callable[[Connection], None]:
    """Return the write that drops the draft."""
    return drafts.forget(PLACE)


def _save(db: Connection, kept: Kept, *, at: Path, when: int = 0) -> Draft:
    shown = _shown(db, kept, at)
    drafts.save(PLACE, msgspec.json.encode(kept).decode(), at=when)(db)
    return shown


def _kept(db: Connection) -> Kept | None:
    words = drafts.words_at(PLACE)(db)
    if not words:
        return None
    try:
        return msgspec.json.decode(words, type=Kept)
    except msgspec.ValidationError:
        return None  # an earlier version of the program wrote it in another way


def _shown(db: Connection, kept: Kept, at: Path = ()) -> Draft:
    version, document = _in_force(db)
    try:
        raw = parsed(kept.text)
    except (ValueError, RecursionError) as error:
        raise NotReadable from error
    return Draft(
        based_on=kept.based_on,
        present=version,
        text=kept.text,
        raw=raw,
        problems=tuple(check(kept.text)),
        differences=tuple(differences(parsed(document), raw)),
        can_undo=bool(kept.done),
        can_redo=bool(kept.undone),
        at=at,
    )


def _in_force(db: Connection) -> tuple[int, str]:
    found = current_document(db)
    return found.version, found.text


def _patch(before: str, after: str, at: Path, *, is_typing: bool) -> Patch:
    begin = _alike(before, after)
    left = min(len(before), len(after)) - begin
    tail = _alike(before[::-1][:left], after[::-1][:left])
    return Patch(
        begin, before[begin : len(before) - tail], after[begin : len(after) - tail], at, is_typing=is_typing
    )


def _reverted(text: str, patch: Patch) -> str:
    return text[: patch.begin] + patch.old + text[patch.begin + len(patch.new) :]


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    for place, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return place
    return min(len(one), len(other))
