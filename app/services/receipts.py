"""Receipts as people read them: who could take a hand-over, who was left out and why, how the tie fell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, select

from app.models.handover import Handover, HandoverEvent, Receipt, ReceiptLine
from app.models.people import Member
from app.models.playbook import AssignmentRule
from app.models.vocabulary import Role
from app.services.playbook.document import Text


class How(StrEnum):
    """How a hand-over found its rep; the values are those the assignment writes."""

    ROBIN = "robin"
    PERSON = "person"
    SAME_REP = "same_rep"
    WAITS = "waits"


class LeftOut(StrEnum):
    """Why a rep was no candidate."""

    RULE = "rule"
    EARLIER = "earlier"
    ABSENT = "absent"
    GRADE = "grade"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class ReceiptRep:
    """One rep as the assignment saw them.

    Attributes:
        credit_after: Credit they competed with: what they had and their weight.
        in_window: Hand-overs given to them in the rolling window before this one.
        is_picked: The turn was theirs.
    """

    rep_id: UUID
    name: str
    role: Role
    left_out: LeftOut | None
    weight: int
    credit_before: int
    in_window: int
    capacity: int
    is_picked: bool

    @property
    def credit_after(self) -> int:
        return self.credit_before + self.weight


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """One finding of a rep."""

    at: int
    how: How
    rule: Text | None
    """The assignment rule that matched; ``None`` where none did, or where a person chose."""
    rep: str | None
    by: str | None
    """Who chose, where a person did."""
    reps: tuple[ReceiptRep, ...]
    """In the order in which the turn is looked for; those left out come last."""

    @property
    def candidates(self) -> tuple[ReceiptRep, ...]:
        """The reps who could take it."""
        return tuple(rep for rep in self.reps if rep.left_out is None)

    @property
    def tied(self) -> tuple[ReceiptRep, ...]:
        """The candidates level with the one picked, if there are others; the lowest id among them wins."""
        best = [rep for rep in self.candidates if rep.credit_after == self.candidates[0].credit_after]
        return tuple(best) if len(best) > 1 else ()

    @property
    def paid(self) -> int:
        """What the one picked paid: the weights of all candidates."""
        return sum(rep.weight for rep in self.candidates)


def receipts_of(db: Connection, handover_id: UUID) -> tuple[ReceiptView, ...]:
    """Return every receipt of a hand-over, the first first."""
    rep, chooser = Member.__table__.alias("rep"), Member.__table__.alias("chooser")
    rule = and_(AssignmentRule.version == Handover.playbook_version, AssignmentRule.key == Receipt.rule_key)
    told = and_(HandoverEvent.cmd_id == Receipt.cmd_id, HandoverEvent.handover_id == Receipt.handover_id)
    rows = db.execute(
        select(
            Receipt.cmd_id, Receipt.at, Receipt.how, Receipt.rep_id, rep.c.name.label("rep"),
            chooser.c.name.label("chooser"), AssignmentRule.title_zh, AssignmentRule.title_en,
        )
        .select_from(Receipt)
        .join(Handover, Handover.id == Receipt.handover_id)
        .outerjoin(AssignmentRule, rule)
        .outerjoin(rep, rep.c.id == Receipt.rep_id)
        .outerjoin(HandoverEvent, told)
        .outerjoin(chooser, chooser.c.id == HandoverEvent.by_id)
        .where(Receipt.handover_id == handover_id)
        .order_by(Receipt.at, Receipt.cmd_id)
    ).all()  # fmt: skip
    lines = _lines(db, handover_id)
    return tuple(_receipt(row, lines.get(row.cmd_id, [])) for row in rows)


def _receipt(row: Any, lines: list[Any]) -> ReceiptView:
    how = How(row.how)
    reps = tuple(
        ReceiptRep(
            rep_id=line.rep_id,
            name=line.name,
            role=Role(line.role),
            left_out=LeftOut(line.left_out) if line.left_out else None,
            weight=line.weight,
            credit_before=line.credit_before,
            in_window=line.handovers_in_window,
            capacity=line.capacity,
            is_picked=how is How.ROBIN and line.rep_id == row.rep_id,
        )
        for line in lines
    )
    return ReceiptView(
        at=row.at,
        how=how,
        rule=Text(zh=row.title_zh, en=row.title_en) if row.title_zh is not None else None,
        rep=row.rep,
        by=row.chooser if how is How.PERSON else None,
        reps=tuple(sorted(reps, key=_turn)),
    )


def _turn(rep: ReceiptRep) -> tuple[bool, int, UUID]:
    """Order as the round robin does: candidates, the highest credit, the lowest id."""
    return rep.left_out is not None, -rep.credit_after, rep.rep_id


def _lines(db: Connection, handover_id: UUID) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for line in db.execute(
        select(*ReceiptLine.__table__.c, Member.name, Member.role)
        .select_from(ReceiptLine)
        .join(Member, Member.id == ReceiptLine.rep_id)
        .where(ReceiptLine.handover_id == handover_id)
    ):
        found.setdefault(line.cmd_id, []).append(line)
    return found
