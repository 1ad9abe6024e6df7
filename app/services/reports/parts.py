"""Counting all leads without looking at all of them: part by part, and only the parts that were written to.

A question is a statement that counts facts, each of one lead. So its answer for all leads is the sum of its answers
for a thousand leads here and a thousand there, whatever the statement says; and as long as nothing of a thousand
leads is written, their answer stays. Triggers number the writes (``models.report_parts``); what was counted at
another number is counted again by the same statement, narrowed to those leads. The rules of a report stand nowhere
but in its statement.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Subquery,
    Uuid,
    delete,
    func,
    literal_column,
    select,
    true,
)

from app.models import report_parts
from app.models.report_parts import WORLD, ReportMark, ReportPart, ReportQuestion
from app.models.search_index import LeadRow
from app.services.kernel.expressions import Arg, IntDiv
from app.services.kernel.learning import learnt_on
from app.services.kernel.sqlite_judge import as_sqlite

type Among = Callable[[ColumnElement[Any]], ColumnElement[bool]]
"""Narrows what is counted: given a column of leads' ids, the condition that they are among those meant."""
type Groups = dict[tuple[Any, ...], tuple[int, ...]]
"""Sums by the keys they are grouped by; ids as text."""

type Sum = Callable[[Subquery], ColumnElement[Any]]
"""What is added up of the facts."""

MANY = 4
"""Where more than the fourth part of all parts is missing, all facts are read in one go: that is quicker."""
FEW = 8
"""Where that cannot be told by parts, every look keeps the eighth part of them, until a fourth is all there is to do."""
LEAST_PARTS = 5
"""Fewer leads than these parts hold are counted at each look: keeping would cost more than it saves."""
MOST_QUESTIONS = 40
"""Questions kept, the latest ones: a question of a million leads takes a few megabytes."""
ALL_PARTS = -1
_FIRST, _LAST = Arg("first_of_part", BigInteger()), Arg("last_of_part", BigInteger())


def everyone(_lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Narrow nothing."""
    return true()


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be counted of all leads.

    Attributes:
        statement: Counts facts, each of exactly one lead, of the leads meant. What changes by the passing of time
            alone, or by what is written of another lead, is no such fact.
        width: How many columns the sums are grouped by; they come first, and the sums are all that follows.
        by_part: Counts the facts of all leads, with the part as a first column to be grouped by; ``None`` where only
            one part after the other can be asked for.
    """

    statement: Callable[[Among], Select[Any] | CompoundSelect[Any]]
    width: int
    by_part: Callable[[], Select[Any]] | None = None


def of_facts(facts: Callable[[Among], Subquery], keys: Sequence[str], sums: Sequence[Sum]) -> Question:
    """Return the question for sums over facts.

    Args:
        facts: One row a fact, of the leads meant, with its ``lead_id``.
        keys: Columns of the facts that sums are grouped by.
        sums: What is added up.
    """

    def statement(among: Among) -> Select[Any]:
        found = facts(among)
        by = [found.c[key] for key in keys]
        return select(*by, *(one(found).label(f"sum_{at}") for at, one in enumerate(sums))).group_by(*by)

    def by_part() -> Select[Any]:
        found = facts(everyone)
        part = IntDiv(LeadRow.n, literal_column(str(report_parts.LEADS_EACH), BigInteger())).label("part")
        by = [part, *(found.c[key] for key in keys)]
        added_up = (one(found).label(f"sum_{at}") for at, one in enumerate(sums))
        of_lead = found.join(LeadRow.__table__, LeadRow.lead_id == found.c.lead_id)
        return select(*by, *added_up).select_from(of_lead).group_by(*by).order_by(part)

    return Question(statement, len(keys), by_part)


def count_facts(_facts: Subquery) -> ColumnElement[Any]:
    """Count the rows."""
    return func.count()


def tally(db: Connection, question: Question) -> Groups:
    """Return the sums of all leads, from what was kept of the parts nothing has been written to since.

    Where nothing is kept, on the shared database or in a small one, all leads are looked at; the answer is the same.
    """
    learnt = learnt_on(db)
    if learnt is None:
        return counted(db, question)
    marks = {row.part: row.times for row in db.execute(select(ReportMark.part, ReportMark.times))}
    world = marks.pop(WORLD, 0)
    if len(marks) < LEAST_PARTS:
        return counted(db, question)
    narrowed = narrowed_to_parts(question)
    asked = _Asked(db, narrowed, world, marks)
    missing = asked.missing()
    learnt += [asked.keep] if missing else []
    if len(missing) <= len(marks) // MANY:
        for part in missing:
            asked.learn(part, narrowed.of_part(db, part))
        return asked.whole
    if question.by_part is not None:
        _learn_at_once(db, question, question.by_part(), asked)
        return asked.whole
    for part in missing[: max(1, len(marks) // FEW)]:
        asked.learn(part, narrowed.of_part(db, part))
    return counted(db, question)


def _learn_at_once(db: Connection, question: Question, by_part: Select[Any], asked: _Asked) -> None:
    missing = set(asked.missing())
    for part, rows in groupby(db.execute(by_part), key=lambda row: int(row[0])):
        if part in missing:
            missing.remove(part)
            asked.learn(part, grouped(question, (row[1:] for row in rows)))
    for part in missing:
        asked.learn(part, {})


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A question as it is asked of one part; written out once, since compiling takes longer than counting.

    Attributes:
        statement: As SQLite takes it.
        width: How many columns the sums are grouped by.
        ids: Of each column, whether it holds ids.
    """

    statement: str
    width: int
    ids: tuple[bool, ...]

    def of_part(self, db: Connection, part: int) -> Groups:
        """Count one part now."""
        first = part * report_parts.LEADS_EACH
        span = {_FIRST.key: first, _LAST.key: first + report_parts.LEADS_EACH - 1}
        return _sums((_told(row, self.ids) for row in db.exec_driver_sql(self.statement, span)), self.width)


def narrowed_to_parts(question: Question) -> Narrowed:
    """Return a question as it is asked of one part."""
    narrowed = question.statement(_in_part)
    ids = tuple(isinstance(column.type, Uuid) for column in narrowed.selected_columns)
    return Narrowed(as_sqlite(narrowed), question.width, ids)


def counted(db: Connection, question: Question) -> Groups:
    """Return the sums of all leads by looking at all of them."""
    return grouped(question, db.execute(question.statement(everyone)))


def _in_part(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    return lead_id.in_(select(LeadRow.lead_id).where(LeadRow.n.between(_FIRST, _LAST)))


def _told(row: Sequence[Any], ids: Sequence[bool]) -> tuple[Any, ...]:
    """Return a bare row with its ids as ids."""
    return tuple(
        UUID(value) if is_id and value is not None else value for value, is_id in zip(row, ids, strict=True)
    )


def grouped(question: Question, rows: Iterable[Sequence[Any]]) -> Groups:
    """Return the rows of a question's statement as sums by their keys."""
    return _sums(rows, question.width)


def _sums(rows: Iterable[Sequence[Any]], width: int) -> Groups:
    found: Groups = {}
    for row in rows:
        key = tuple(str(value) if isinstance(value, UUID) else value for value in row[:width])
        found[key] = tuple(int(value or 0) for value in row[width:])  # a sum is a Decimal on PostgreSQL
    return found


def added(many: Iterable[Groups]) -> Groups:
    """Return the sums of several answers to one question."""
    whole: Groups = {}
    for one in many:
        _add(whole, one)
    return whole


def _add(whole: Groups, one: Groups) -> None:
    for key, sums in one.items():
        before = whole.get(key)
        whole[key] = sums if before is None else tuple(map(int.__add__, before, sums))


class _Asked:
    """A question while it is being answered: what was kept of it, and what was counted anew."""

    def __init__(self, db: Connection, narrowed: Narrowed, world: int, marks: Mapping[int, int]) -> None:
        self._narrowed, self._marks = narrowed, marks
        self._key = hashlib.sha256(f"{world} {narrowed.statement}".encode()).hexdigest()
        self.learnt: dict[int, bytes] = {}
        self.whole: Groups = {}
        self._kept: set[int] = set()
        rows = db.execute(
            select(ReportPart.part, ReportPart.times, ReportPart.counts, ReportPart.check)
            .join(ReportQuestion, ReportQuestion.id == ReportPart.question_id)
            .where(ReportQuestion.key == self._key)
        )
        for row in rows:
            if marks.get(row.part) == row.times and is_whole(row.counts, row.check):
                self._kept.add(row.part)
                _add(self.whole, unpacked(row.counts))

    def missing(self) -> Sequence[int]:
        """Return the parts that have to be counted."""
        return sorted(self._marks.keys() - self._kept)

    def learn(self, part: int, groups: Groups) -> None:
        """Take in what was counted of a part."""
        self.learnt[part] = packed(groups)
        _add(self.whole, groups)

    def keep(self, db: Connection) -> None:
        """Write what was counted, but for parts that were written to meanwhile."""
        asked, ids = self._narrowed, "".join("1" if is_id else "0" for is_id in self._narrowed.ids)
        db.exec_driver_sql(
            "INSERT OR IGNORE INTO report_question (key, statement, width, ids) VALUES (?, ?, ?, ?)",
            (self._key, asked.statement, asked.width, ids),
        )
        rows = []
        for part, counts in self.learnt.items():
            rows.append((part, counts, zlib.crc32(counts), self._key, part, self._marks[part]))
        db.exec_driver_sql(
            'INSERT OR REPLACE INTO report_part (question_id, part, times, counts, "check")'
            " SELECT q.id, ?, m.times, ?, ? FROM report_question q, report_mark m"
            " WHERE q.key = ? AND m.part = ? AND m.times = ?",
            rows,
        )
        _forget_oldest(db)


def _forget_oldest(db: Connection) -> None:
    latest = select(ReportQuestion.id).order_by(ReportQuestion.id.desc()).limit(MOST_QUESTIONS)
    db.execute(delete(ReportPart).where(ReportPart.question_id.not_in(latest)))
    db.execute(delete(ReportQuestion).where(ReportQuestion.id.not_in(latest)))


def start_afresh(db: Connection) -> None:
    """Forget everything that was counted, and make the triggers anew; the next look counts all leads again."""
    db.execute(delete(ReportPart))
    db.execute(delete(ReportQuestion))
    named = db.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'report!_%' ESCAPE '!'"
    )
    for name in named.scalars().all():
        db.exec_driver_sql(f'DROP TRIGGER "{name}"')
    report_parts.install(db)


def is_whole(counts: bytes, check: int) -> bool:
    """Whether what was kept is as it was written."""
    return zlib.crc32(counts) == check


def packed(groups: Groups) -> bytes:
    """Return sums as they are kept."""
    return msgspec.json.encode([[*key, *sums, len(sums)] for key, sums in groups.items()])


def unpacked(counts: bytes) -> Groups:
    """Return sums from how they are kept."""
    found: Groups = {}
    for *row, width in msgspec.json.decode(counts):
        found[tuple(row[:-width])] = tuple(row[-width:])
    return found
