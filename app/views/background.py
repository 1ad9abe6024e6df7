"""Work off the window's thread, results back on it.

Three lanes: commands one after the other in the order given, queries side by side, long jobs (an
import, an export) apart, so that none of them waits for another sort.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from app.errors import AppError, RuleViolation
from app.views.desk import Desk, Query
from app.views.lane import Lane

_log = logging.getLogger(__name__)

QUERY_THREADS = 3
"""Readers never wait for the writer (WAL); three cover a page, its table and a search."""


class Question:
    """Something asked again and again: only the answer to the newest asking is delivered."""

    __slots__ = ("newest",)

    def __init__(self) -> None:
        self.newest = 0

    def drop(self) -> None:
        """Let go of every answer under way."""
        self.newest += 1


class Job(QObject):
    """A long piece of work: reports how far it is, and may be asked to stop."""

    progressed = Signal(int, int)
    """Done and total; total 0 while unknown. At most one per percent is sent."""

    def __init__(self) -> None:
        super().__init__()
        self._cancelled, self._told = False, (-1, -1)

    def cancel(self) -> None:
        """Ask the work to stop at its next convenient point."""
        self._cancelled = True

    @property
    def is_cancelled(self) -> bool:
        """Whether the work should stop; asked by the work itself, between its steps."""
        return self._cancelled

    def report(self, done: int, total: int = 0) -> None:
        """Tell how far the work is; called by the work on its own thread."""
        step = (done * 100 // total if total else done, total)
        if step != self._told:
            self._told = step
            self.progressed.emit(done, total)


class Background(QObject):
    """Runs commands, queries and jobs for the pages. Lives on the window's thread.

    Callbacks run on the window's thread; one that belongs to a widget already destroyed is dropped.
    """

    refused = Signal(object)
    """An ``AppError`` nobody asked to handle: the shell says it in a toast."""
    broke = Signal(object)
    """A bug, already written to the log: the shell says so calmly."""
    _over = Signal(int)
    """Number of an errand that was run."""

    def __init__(self, desk: Desk | None = None) -> None:
        """Make the lanes; where the desk is still being opened, ``serve`` brings it."""
        super().__init__()
        self._served = desk
        self._commands = Lane("decile-commands", threads=1)
        self._queries = Lane("decile-queries", threads=QUERY_THREADS)
        self._jobs = Lane("decile-jobs", threads=1)
        self._errands: dict[int, _Errand] = {}
        self._numbers = count()
        self._stopped = False
        self._over.connect(self._deliver)

    def serve(self, desk: Desk) -> None:
        """Work for this desk; nothing may be asked before there is one."""
        self._served = desk

    @property
    def _desk(self) -> Desk:
        if self._served is None:
            raise RuntimeError("asked before there is a desk")
        return self._served

    def submit(
        self,
        command: Any,
        *,
        done: Callable[[Any], None] | None = None,
        refused: Callable[[RuleViolation], None] | None = None,
    ) -> None:
        """Give a command; what it changed comes back by the change signals.

        Args:
            command: The frozen command.
            done: Called with the command's result, for instance a receipt.
            refused: Called with the refusal; without it the shell shows its sentence.
        """
        self._put(self._commands, _Errand(partial(self._desk.execute, command), done, _only_rules(refused)))

    def carry_out[T](
        self,
        work: Callable[[Desk], T],
        *,
        done: Callable[[T], None] | None = None,
        refused: Callable[[RuleViolation], None] | None = None,
    ) -> None:
        """Do several writes in the turn of the commands: a batch of them, or a draft that is kept.

        Args:
            work: What to do; runs on the commands' thread.
            done: Called with what the work returned.
            refused: Called with the refusal; without it the shell shows its sentence.
        """
        self._put(self._commands, _Errand(partial(work, self._desk), done, _only_rules(refused)))

    def ask[T](
        self,
        query: Query[T],
        then: Callable[[T], None],
        *,
        question: Question | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run a query and hand its answer over.

        Args:
            query: What to read.
            then: Called with the answer.
            question: With one, an older asking of the same question is dropped, run or unrun.
            failed: Called instead of the toast, whatever went wrong.
        """
        is_wanted: Callable[[], bool] | None = None
        if question is not None:
            question.newest += 1
            is_wanted = partial(_is_newest, question, question.newest)
        self._put(self._queries, _Errand(partial(self._desk.read, query), then, failed, is_wanted))

    def why_not(
        self, command: Any, then: Callable[[list[str]], None], question: Question | None = None
    ) -> None:
        """Hand over the codes that stand against a command, none if it would be accepted."""

        def query(_: object) -> list[str]:
            return self._desk.why_not(command)

        self.ask(query, then, question=question)

    def start[T](
        self,
        work: Callable[[Desk, Job], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Start a long job and return its handle; cancelled work returns early, and is still ``done``."""
        job = Job()
        self._put(self._jobs, _Errand(partial(work, self._desk, job), done, failed, job=job))
        return job

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way: all that was asked has been answered."""
        return not self._errands

    def stop(self) -> None:
        """Finish the commands given, drop questions, cancel jobs, end the threads."""
        self._stopped = True
        for errand in self._errands.values():
            if errand.job is not None:
                errand.job.cancel()
        self._queries.stop(drop=True)
        self._jobs.stop(drop=True)
        self._commands.stop(drop=False)
        self._errands.clear()

    def _put(self, lane: Lane, errand: _Errand) -> None:
        """Keep an errand and give its lane the number alone.

        The lane's thread may be the last to look at it, but never the last to hold it: what its callbacks
        belong to, perhaps a page that was closed meanwhile, must die on the window's thread.
        """
        if self._stopped:
            return
        number = next(self._numbers)
        self._errands[number] = errand
        lane.put(partial(self._run, number))

    def _run(self, number: int) -> None:
        """Do one errand on a lane's thread."""
        self._errands[number].run()
        self._over.emit(number)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        errand = self._errands.pop(number, None)
        if errand is None or self._stopped:
            return
        error = errand.tell()
        if isinstance(error, AppError):
            self.refused.emit(error)
        elif error is not None:
            self.broke.emit(error)


@dataclass(slots=True, eq=False)
class _Errand:
    """A piece of work and who waits for it: made, told and let go of on the window's thread."""

    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Any], None] | None
    is_wanted: Callable[[], bool] | None = None
    job: Job | None = None
    result: Any = None
    error: Exception | None = None
    was_run: bool = False

    def run(self) -> None:
        """Do the work, on a lane's thread, unless nobody wants it any more."""
        if self.is_wanted is not None and not self.is_wanted():
            return
        self.was_run = True
        try:
            self.result = self.work()
        except AppError as error:
            self.error = error
        except Exception as error:  # noqa: BLE001 -- the top of a thread; logged with its traceback
            _log.exception("background work failed")
            self.error = error

    def tell(self) -> Exception | None:
        """Call whoever waits, if still there; return an error nobody asked to handle."""
        error, self.error = self.error, None
        if not self.was_run or (self.is_wanted is not None and not self.is_wanted()):
            return None
        if error is None:
            if self.done is not None and _is_alive(self.done):
                self.done(self.result)
            return None
        failed = self.failed
        is_meant = not isinstance(failed, _RulesOnly) or isinstance(error, RuleViolation)
        if failed is None or not is_meant or not _is_alive(failed):
            return error
        failed(error)
        return None


class _RulesOnly:
    """Marks a callback that wants refusals and nothing else."""

    def __init__(self, callback: Callable[[RuleViolation], None]) -> None:
        self.rules_only = callback

    def __call__(self, error: RuleViolation) -> None:
        self.rules_only(error)


def _only_rules(callback: Callable[[RuleViolation], None] | None) -> _RulesOnly | None:
    return None if callback is None else _RulesOnly(callback)


def _is_newest(question: Question, number: int) -> bool:
    return question.newest == number


def _is_alive(callback: Callable[..., object]) -> bool:
    while isinstance(callback, (partial, _RulesOnly)):
        callback = callback.func if isinstance(callback, partial) else callback.rules_only
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
