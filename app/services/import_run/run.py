"""Bring a list in: chunk by chunk, each its own transaction, and as a whole or not at all.

Why not one transaction: while a long one is open nobody else can write, and a person on the telephone must
be able to keep a note while ten thousand rows come in. So every chunk is committed, and what goes wrong
half way is answered by ``intake.undo``; room for that is set aside on the disk before each chunk.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from app.errors import AppError
from app.services.erasing_traces import overwrite_rows_kept_out
from app.services.import_run.book import ImportBook, read_book
from app.services.import_run.carried import Carried, Carrier
from app.services.import_run.chunks import Chunk
from app.services.import_run.outcome import ImportOutcome, Tally
from app.services.import_run.past import wins_before_contact
from app.services.import_run.room import Room, room_beside
from app.services.importing.batches import CloseImport, OpenImport, UndoImport
from app.services.intake.mapping import Mapping
from app.services.intake.prepared_row import PreparedRow, RefusedRow
from app.services.intake.refusals import sentence
from app.services.intake.refused_file import Explain, RefusedFile
from app.services.intake.rows import prepare
from app.services.intake.source import Source
from app.services.intake.survey import Survey
from app.services.kernel.command import Command
from app.services.workspace import Done, Workspace

_log = logging.getLogger(__name__)

type Progress = Callable[[int, int], None]
"""Rows done, rows in all."""
FIGURES: Final = ("created", "updated", "merged", "set_aside", "to_review")


@dataclass(frozen=True, slots=True)
class Manner:
    """How rows are brought in, beside what the list says.

    Attributes:
        owner_id: Who gets leads whose row names no owner; None leaves them to everybody.
        refused_path: Where the file of refused rows will stand; None writes none.
        explain: Words for a reason in that file.
        how: ``file``, ``paste`` or ``hand``.
    """

    owner_id: UUID | None = None
    refused_path: Path | None = None
    explain: Explain = sentence
    how: str = "file"


def run_import(
    workspace: Workspace,
    source: Source,
    mapping: Mapping,
    survey: Survey,
    manner: Manner,
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> ImportOutcome:
    """Bring every row of a list in.

    Args:
        workspace: Gives the commands as the member who is at work when the import begins.
        source: The opened list.
        mapping: Its columns matched to fields.
        survey: Made of the same two, without an open question.
        manner: Whose the leads will be, where refused rows go.
        progress: Told between chunks.
        is_cancelled: Asked between chunks.

    Raises:
        BadFile: The list vanished or changed while it was read, the file of refused rows cannot be
            written; nothing is left of the import.
        Unavailable: The disk is full or failed; nothing is left of the import.
        RuleViolation: This member may not import, or not for that owner; nothing was written.
        ValueError: The survey still asks something.
    """
    if survey.questions:
        raise ValueError("an import asks before it writes")
    give = partial(_give, workspace, workspace.member_id)
    run = _Run(workspace, source, mapping, survey, manner, give, workspace.read)
    room = room_beside(workspace.database.path, run.batch_id)
    return run.run(room, progress or _tell_nobody, is_cancelled)


def rehearse_import(
    workspace: Workspace, source: Source, mapping: Mapping, survey: Survey, manner: Manner
) -> ImportOutcome:
    """Return what an import would do, exactly: it is done in one transaction that is taken back.

    Nobody else can write meanwhile; open questions are answered as proposed.

    Raises:
        BadFile, Unavailable, RuleViolation: As ``run_import``.
    """
    manner = replace(manner, refused_path=None)
    member_id = workspace.member_id
    outcome: ImportOutcome | None = None
    with suppress(_Rehearsed), workspace.batch() as batch:
        run = _Run(
            workspace, source, mapping, survey, manner, partial(batch.give, as_member=member_id), batch.read
        )
        outcome = run.run(nullcontext(None), _tell_nobody, lambda: False)
        raise _Rehearsed
    if outcome is None:
        raise AssertionError("a rehearsal ends with its figures")
    return replace(outcome, batch_id=None, questions=survey.questions)


def _give(workspace: Workspace, member_id: UUID, command: Command) -> Done:
    """Give one command; whom somebody erased on request does not stay among the commands given either."""
    with workspace.batch() as batch:
        done = batch.give(command, as_member=member_id)
        batch.read(partial(overwrite_rows_kept_out, chunk_id=done.cmd_id))
    return done


class _Rehearsed(Exception):
    """Takes a rehearsal back."""


def _tell_nobody(_done: int, _total: int) -> None:
    """Take progress nobody looks at."""


class _Run:
    def __init__(
        self,
        workspace: Workspace,
        source: Source,
        mapping: Mapping,
        survey: Survey,
        manner: Manner,
        give: Callable[..., Done],
        read: Callable[[Callable[[Connection], int]], int],
    ) -> None:
        self._source, self._mapping = source, mapping
        self._survey, self._manner, self._give, self._read = survey, manner, give, read
        self.batch_id = uuid4()
        self._book: ImportBook = workspace.read(read_book)
        has_channel = mapping.index_of("channel") is not None or bool(survey.options.channel)
        self._carrier = Carrier(self._book, has_channel=has_channel, now=workspace.clock())
        self._chunk, self._tally = Chunk(self.batch_id), Tally()

    def run(
        self,
        room: AbstractContextManager[Room | None],
        progress: Progress,
        is_cancelled: Callable[[], bool],
    ) -> ImportOutcome:
        self._open()
        try:
            with room as held, ExitStack() as stack:
                refused = self._refused_file(stack)
                was_cancelled = self._carry_all(held, refused, progress, is_cancelled)
            return self._close(refused, is_cancelled=was_cancelled)
        except BaseException:
            self._take_back()
            raise

    def _open(self) -> None:
        command = OpenImport(
            batch_id=self.batch_id,
            how=self._manner.how,
            file_name=self._source.name[:400],
            source=self._survey.source_name or None,
            owner_id=self._manner.owner_id,
        )
        self._give(command)

    def _refused_file(self, stack: ExitStack) -> RefusedFile | None:
        path = self._manner.refused_path
        if path is None:
            return None
        return stack.enter_context(RefusedFile(path, self._source.columns, self._manner.explain))

    def _carry_all(
        self,
        room: Room | None,
        refused: RefusedFile | None,
        progress: Progress,
        is_cancelled: Callable[[], bool],
    ) -> bool:
        """Carry row after row; return whether somebody stopped it."""
        total, tally = self._survey.row_count, self._tally
        for row in prepare(self._source, self._mapping, self._survey, self._book.stages):
            if isinstance(row, RefusedRow):
                self._refuse(row, refused)
                continue
            carried = self._note(row)
            if not self._chunk.has_room_for(carried):
                self._send(room)
                progress(tally.rows, total)
                if is_cancelled():
                    return True
            self._chunk.add(carried)
        if len(self._chunk):
            self._send(room)
        progress(total, total)
        return False

    def _note(self, row: PreparedRow) -> Carried:
        self._tally.notes.update({note.code for note in row.notes})
        self._tally.junk.update(row.junk[:1])
        return self._carrier.carry(row)

    def _refuse(self, row: RefusedRow, refused: RefusedFile | None) -> None:
        self._tally.counts["refused"] += 1
        if refused is not None:
            refused.add(row)

    def _send(self, room: Room | None) -> None:
        if room is not None:
            room.make_for(len(self._chunk))
        answer = self._give(self._chunk.take()).answer
        for name in FIGURES:
            self._tally.counts[name] += answer[name]

    def _close(self, refused: RefusedFile | None, *, is_cancelled: bool) -> ImportOutcome:
        count = self._tally.counts["refused"]
        command = CloseImport(batch_id=self.batch_id, refused_count=count)
        self._give(command)
        self._note_early_wins()
        return self._tally.outcome(
            self._source,
            self._mapping,
            batch_id=self.batch_id,
            refused_file=refused.path if refused is not None and refused.row_count else None,
            is_cancelled=is_cancelled,
        )

    def _note_early_wins(self) -> None:
        """Count them from the database: the first contact may have come in by another file."""
        early = self._read(lambda db: wins_before_contact(db, self.batch_id))
        self._tally.notes["won_before_created"] = early
        self._tally.notes += Counter()  # leaves out what did not occur

    def _take_back(self) -> None:
        """Leave nothing half imported; where even that fails, the batch stays open and can be undone later."""
        try:
            self._give(UndoImport(batch_id=self.batch_id))
        except AppError:
            _log.exception("an import that failed could not be taken back")
