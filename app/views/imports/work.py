"""The import page's work off the window's thread: looking through a list, bringing it in, taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import cast
from uuid import UUID

from app.services.import_run.by_hand import Entered, enter_lead
from app.services.import_run.examining import Answers, Examined, Opening, examine, remember_match
from app.services.import_run.outcome import ImportOutcome
from app.services.import_run.refused_place import place_for_refused
from app.services.import_run.run import Manner, run_import
from app.services.import_run.undo import Undone, undo_import
from app.services.intake.source import open_paste, open_source
from app.services.workspace import Workspace
from app.views.background import Job
from app.views.desk import Desk
from app.views.import_words import row_sentence
from app.views.short_turns import short_turns


def opening_of(path: Path) -> Opening:
    """Return what opens a file."""
    return partial(open_source, path)


def opening_of_paste(text: str) -> Opening:
    """Return what opens pasted cells."""
    return partial(open_paste, text)


def examining(opening: Opening, answers: Answers) -> Callable[[Desk, Job], Examined]:
    """Return the job that looks through a list."""

    def work(desk: Desk, job: Job) -> Examined:
        del job
        with short_turns():
            return examine(_workspace(desk), opening, answers)

    return work


def importing(
    examined: Examined, *, path: Path | None, owner_id: UUID | None
) -> Callable[[Desk, Job], ImportOutcome]:
    """Return the job that brings a list in; the match of its columns is remembered for the next one."""

    def work(desk: Desk, job: Job) -> ImportOutcome:
        workspace = _workspace(desk)
        manner = Manner(
            owner_id=owner_id,
            refused_path=place_for_refused(path, workspace.database.path.parent),
            explain=row_sentence,
            how="file" if path else "paste",
        )
        with short_turns():
            outcome = run_import(
                workspace,
                examined.source,
                examined.mapping,
                examined.survey,
                manner,
                progress=job.report,
                is_cancelled=lambda: job.is_cancelled,
            )
        remember_match(workspace, examined)
        return outcome

    return work


def undoing(batch_id: UUID) -> Callable[[Desk, Job], Undone]:
    """Return the job that takes an import back."""

    def work(desk: Desk, job: Job) -> Undone:
        del job
        return undo_import(_workspace(desk), batch_id)

    return work


def entering(values: Mapping[str, str], owner_id: UUID | None) -> Callable[[Desk, Job], Entered]:
    """Return the job that brings in one lead."""

    def work(desk: Desk, job: Job) -> Entered:
        del job
        return enter_lead(_workspace(desk), values, owner_id=owner_id)

    return work


def _workspace(desk: Desk) -> Workspace:
    """Return the desk as what it is: an import is above commands and queries."""
    return cast("Workspace", desk)
