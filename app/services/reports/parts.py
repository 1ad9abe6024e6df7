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
    select,
    true,
)

from app.models import report_parts
from app.models.report_parts import WORLD, ReportMark, ReportPart, ReportQuestion
from app.models.search_index import LeadRow
from app.services.kernel.expressions import Arg
from app.services.kernel.learning import learnt_on
from app.services.kernel.sqlite_judge import as_sqlite

type Among = Callable[[ColumnElement[Any]], ColumnElement[bool]]
"""Narrows what is counted: given a column of leads' ids, the condition that they are among those meant."""
type Groups = dict[tuple[Any, ...], tuple[int, ...]]
"""Sums by the keys they are grouped by; ids as text."""

type Sum = Callable[[Subquery], ColumnElement[Any]]
"""What is added up of the facts."""

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
    """

    statement: Callable[[Among], Select[Any] | CompoundSelect[Any]]
    width: int


def of_facts(facts: Callable[[Among], Subquery], keys: Sequence[str], sums: Sequence[Sum]) -> Question:
    """Return the question for sums over facts.

    Args:
        facts: One row a fact, of the leads meant.
        keys: Columns of the facts that sums are grouped by.
        sums: What is added up.
    """

    def statement(among: Among) -> Select[Any]:
        found = facts(among)
        by = [found.c[key] for key in keys]
        return select(*by, *(one(found).label(f"sum_{at}") for at, one in enumerate(sums))).group_by(*by)

    return Question(statement, len(keys))


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
    narrowed = question.statement(_in_part)
    statement = as_sqlite(
        narrowed
    )  # written out once: to compile it for each part takes longer than to count
    ids = [isinstance(column.type, Uuid) for column in narrowed.selected_columns]
    asked = _Asked(db, _key(statement, world), marks)
    for part in asked.missing():
        first = part * report_parts.LEADS_EACH
        span = {_FIRST.key: first, _LAST.key: first + report_parts.LEADS_EACH - 1}
        rows = (_told(row, ids) for row in db.exec_driver_sql(statement, span))
        asked.learn(part, grouped(question, rows))
    if asked.learnt:
        learnt.append(asked.keep)
    return asked.whole()


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
    width, found = question.width, {}
    for row in rows:
        key = tuple(str(value) if isinstance(value, UUID) else value for value in row[:width])
        found[key] = tuple(int(value or 0) for value in row[width:])  # a sum is a Decimal on PostgreSQL
    return found


def added(many: Iterable[Groups]) -> Groups:
    """Return the sums of several answers to one question."""
    whole: Groups = {}
    for one in many:
        for key, sums in one.items():
            before = whole.get(key)
            whole[key] = sums if before is None else tuple(map(int.__add__, before, sums))
    return whole


class _Asked:
    """A question while it is being answered: what was kept of it, and what was counted anew."""

    def __init__(self, db: Connection, key: str, marks: Mapping[int, int]) -> None:
        self._key, self._marks = key, marks
        self.learnt: dict[int, Groups] = {}
        rows = db.execute(
            select(ReportPart.part, ReportPart.times, ReportPart.counts, ReportPart.check)
            .join(ReportQuestion, ReportQuestion.id == ReportPart.question_id)
            .where(ReportQuestion.key == key)
        )
        self._kept = {
            row.part: unpacked(row.counts)
            for row in rows
            if marks.get(row.part) == row.times and zlib.crc32(row.counts) == row.check
        }

    def missing(self) -> Sequence[int]:
        """Return the parts that have to be counted."""
        return sorted(self._marks.keys() - self._kept.keys())

    def learn(self, part: int, groups: Groups) -> None:
        """Take in what was counted of a part."""
        self.learnt[part] = groups

    def whole(self) -> Groups:
        """Return the answer."""
        return added([*self._kept.values(), *self.learnt.values()])

    def keep(self, db: Connection) -> None:
        """Write what was counted, but for parts that were written to meanwhile."""
        db.exec_driver_sql("INSERT OR IGNORE INTO report_question (key) VALUES (?)", (self._key,))
        rows = []
        for part, groups in self.learnt.items():
            counts = packed(groups)
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


def forget(db: Connection) -> None:
    """Forget everything that was counted; the next look counts all leads again."""
    db.exec_driver_sql("DELETE FROM report_part")
    db.exec_driver_sql("DELETE FROM report_question")


def packed(groups: Groups) -> bytes:
    """Return sums as they are kept."""
    return msgspec.json.encode([[*key, *sums, len(sums)] for key, sums in groups.items()])


def unpacked(counts: bytes) -> Groups:
    """Return sums from how they are kept."""
    found: Groups = {}
    for *row, width in msgspec.json.decode(counts):
        found[tuple(row[:-width])] = tuple(row[-width:])
    return found


def _key(statement: str, world: int) -> str:
    """Return what a question is known by: all that its statement says, and the playbook it was asked under."""
    return hashlib.sha256(f"{world} {statement}".encode()).hexdigest()
