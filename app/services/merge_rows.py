"""Every row that names a lead, moved from one record to another and back: one table of tables (design 1a, 16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from app.models.activity import Activity, FollowUp
from app.models.base import Shared
from app.models.calibration import CallScore
from app.models.call_lists import CallListLead
from app.models.corrections import LeadChange
from app.models.deals import DealChecks, HelpRequest, Passing, Poc, Rival
from app.models.do_not_contact import DoNotContact
from app.models.erasing import ErasedLead
from app.models.handover import Handover
from app.models.imports import ImportBefore, ImportRow, IntakeRow
from app.models.leads import (
    ContactPoint,
    CustomField,
    LeadKey,
    Ownership,
    ReachedMilestone,
    StageMove,
    Tag,
    Touch,
)
from app.models.merging import BEFORE, GONE, KEPT, LEAD_IMAGE, PAIR_IMAGE, MergeMove
from app.models.nurture import NurtureChoice, NurtureTouch
from app.models.pool import LeadReturn, RecallExtension
from app.models.recordings import Recording
from app.models.runs import Run
from app.models.sales import SalesRecord
from app.models.scores import Behaviour, ScoreLine, ScoreState
from app.services.kernel.command import Effect
from app.services.kernel.expressions import CMD, NOW, TEXT, WHOLE, Arg, Field, each
from app.services.merge_fields import image_value


@dataclass(frozen=True)
class Moved:
    """A table whose rows have names of their own: they only change the lead they belong to.

    Attributes:
        born_at: Column that says when a row came to be; ``None`` where it is no fact of its own.
        follows: Column and table of a moved parent: what came after goes back with it, so that no
            recording belongs to another lead than its call.
    """

    model: type[Shared]
    row_id: str = "id"
    row_no: str | None = None
    born_at: str | None = None
    follows: tuple[str, type[Shared]] | None = None


@dataclass(frozen=True)
class Carried:
    """A table whose rows are named by their lead: they are kept as they stood, and copied.

    Attributes:
        same: Columns in which a row of both records is one; the row of the record that stays wins.
        is_copied: Whether rows go over at all.
        says: Columns that may differ between the two rows of one thing.
    """

    model: type[Shared]
    same: tuple[str, ...]
    says: tuple[str, ...] = ()
    is_copied: bool = True
    born_at: str | None = None


MOVED: Final = (
    Moved(Activity, born_at="at"),
    Moved(Touch, born_at="at"),
    Moved(Run, born_at="started_at"),
    Moved(Handover, born_at="submitted_at"),
    Moved(SalesRecord, born_at="at", follows=("handover_id", Handover)),
    Moved(Recording, born_at="attached_at", follows=("activity_id", Activity)),
    Moved(CallScore, born_at="scored_at", follows=("activity_id", Activity)),
    Moved(Behaviour, born_at="recorded_at"),
    Moved(LeadChange, row_id="cmd_id", born_at="at"),
    Moved(NurtureTouch, row_id="cmd_id", born_at="at"),
    Moved(NurtureChoice, row_id="cmd_id", born_at="at"),
    Moved(DealChecks, row_id="cmd_id", born_at="at"),
    Moved(Rival, born_at="at"),
    Moved(Poc, born_at="at"),
    Moved(HelpRequest, born_at="at"),
    Moved(Passing, born_at="at"),
    Moved(DoNotContact, born_at="at"),
    Moved(ImportRow, row_id="batch_id", row_no="row_no"),
)
CARRIED: Final = (
    Carried(ContactPoint, ("kind", "value")),
    Carried(CustomField, ("name",), says=("value",)),
    Carried(Tag, ("tag",)),
    Carried(CallListLead, ("list_id",)),
    Carried(LeadKey, ("kind", "key")),
    Carried(ReachedMilestone, ("milestone",), says=("at",)),
    Carried(StageMove, ("cmd_id",), born_at="at"),
    Carried(Ownership, ("cmd_id",), born_at="from_at"),
    Carried(LeadReturn, ("cmd_id",), born_at="at"),
    Carried(RecallExtension, ("cmd_id",), born_at="at"),
    # A promise settled since the merge is open again: better asked twice than forgotten.
    Carried(FollowUp, ("cmd_id",), born_at="created_at"),
    # How a record stood before an import updated it says nothing of another record.
    Carried(ImportBefore, ("batch_id",), is_copied=False),
)  # fmt: skip
DERIVED: Final[tuple[type[Shared], ...]] = (ScoreLine, ScoreState)
"""Tables computed from the others, for which the lead that stays is scored anew."""
OF_THE_ID: Final = (ErasedLead,)
"""Tables that speak of a record's id and not of the lead: by it desks find what they keep of an erased person."""
PASSING: Final = (IntakeRow,)
"""Tables that are empty between two commands."""


@dataclass(frozen=True)
class Sides:
    """A merge as its statements name it: its id, the record that stays, the one that vanishes."""

    merge_id: ColumnElement[Any]
    kept_id: ColumnElement[Any]
    gone_id: ColumnElement[Any]


# Merging ----------------------------------------------------------------------------------------------------------


def carry_rows(sides: Sides, *, take_custom: Arg) -> Iterator[Effect]:
    """Yield what moves every row of the record that vanishes; ``CMD`` is the merge."""
    for moved in MOVED:
        yield _note_moves(moved, sides)
        yield Effect(
            update(moved.model)
            .where(_table(moved.model).c.lead_id == sides.gone_id)
            .values(lead_id=sides.kept_id),
            None,
        )
    named: list[type[Shared]] = [*(carried.model for carried in CARRIED), *DERIVED]
    for model in named:
        yield _keep_rows(model, sides)
        yield Effect(delete(model).where(_table(model).c.lead_id == sides.gone_id), None)
    yield _give_way_to_earlier(sides)
    yield _give_way_to_chosen(sides, take_custom)
    for carried in CARRIED:
        if carried.is_copied:
            yield _copy_rows(carried, sides)


def _note_moves(moved: Moved, sides: Sides) -> Effect:
    table = _table(moved.model)
    number = literal(0, WHOLE) if moved.row_no is None else table.c[moved.row_no]
    return Effect(
        insert(MergeMove).from_select(
            ["merge_id", "table_name", "row_id", "row_no", "from_id", "to_id"],
            select(
                CMD,
                literal(moved.model.__tablename__, TEXT),
                table.c[moved.row_id],
                number,
                sides.gone_id,
                sides.kept_id,
            )
            .where(table.c.lead_id == sides.gone_id)
            .distinct(),
        ),
        None,
    )


def _keep_rows(model: type[Shared], sides: Sides) -> Effect:
    table = _table(model)
    names = [column.name for column in table.columns]
    return Effect(
        insert(BEFORE[model]).from_select(
            ["merge_id", *names],
            select(CMD, *(table.c[name] for name in names)).where(
                table.c.lead_id.in_([sides.gone_id, sides.kept_id])
            ),
        ),
        None,
    )


def _give_way_to_earlier(sides: Sides) -> Effect:
    """Milestones keep their first time (spec section 3)."""
    was = _Was(ReachedMilestone, sides, sides.gone_id)
    earlier = was.has(was.c.milestone == ReachedMilestone.milestone, was.c.at < ReachedMilestone.at)
    return Effect(delete(ReachedMilestone).where(ReachedMilestone.lead_id == sides.kept_id, earlier), None)


def _give_way_to_chosen(sides: Sides, take_custom: Arg) -> Effect:
    was, taken = _Was(CustomField, sides, sides.gone_id), each(take_custom, "taken")
    chosen = exists(select(literal(1)).select_from(taken).where(Field(taken, None, TEXT) == CustomField.name))
    known = was.has(was.c.name == CustomField.name)
    return Effect(delete(CustomField).where(CustomField.lead_id == sides.kept_id, chosen, known), None)


def _copy_rows(carried: Carried, sides: Sides) -> Effect:
    was, there = _Was(carried.model, sides, sides.gone_id), _table(carried.model).alias("there")
    values: dict[str, Any] = {column.name: was.c[column.name] for column in _table(carried.model).columns}
    values |= {"lead_id": sides.kept_id} | _on_the_way(carried.model, was.c, sides)
    same = exists().where(
        there.c.lead_id == sides.kept_id, *(there.c[name] == was.c[name] for name in carried.same)
    )
    return Effect(
        insert(carried.model).from_select(
            list(values), select(*values.values()).select_from(was.rows).where(was.of_lead, ~same)
        ),
        None,
    )


def _on_the_way(model: type[Shared], c: Any, sides: Sides) -> dict[str, Any]:
    """Return what is different about a copy."""
    owner = image_value(sides.merge_id, KEPT, "owner_id")
    if model is ContactPoint:
        own = _Was(ContactPoint, sides, sides.kept_id)
        after = select(func.coalesce(func.max(own.c.position) + 1, 0)).where(
            own.of_lead, own.c.kind == c.kind
        )
        return {"position": c.position + after.correlate_except(own.rows).scalar_subquery()}
    if model is Ownership:
        # Two people never own the same lead: the record that stays has its owner, the other's time ends.
        return {"until_at": case((and_(c.until_at.is_(None), owner.is_not(None)), NOW), else_=c.until_at)}
    if model is FollowUp:
        # What the other's owner promised is for the owner of the lead now, as after an assignment.
        is_owners = c.owner_id == image_value(sides.merge_id, GONE, "owner_id")
        passes = and_(c.state == "open", is_owners, owner.is_not(None))
        return {"owner_id": case((passes, owner), else_=c.owner_id)}
    return {}


# Undoing ----------------------------------------------------------------------------------------------------------


def bring_rows_back(sides: Sides) -> Iterator[Effect]:
    """Yield what gives the record that vanished its rows back; what came after the merge stays."""
    for moved in MOVED:
        table = _table(moved.model)
        mine = [was_moved(moved.model, table.c[moved.row_id], sides, row_no=_number(moved))]
        if moved.follows is not None:
            column, parent = moved.follows
            mine.append(was_moved(parent, table.c[column], sides))
        yield Effect(
            update(moved.model)
            .where(table.c.lead_id == sides.kept_id, or_(*mine))
            .values(lead_id=sides.gone_id),
            None,
        )
    for carried in CARRIED:
        yield _bring_back(carried, sides)
        if carried.is_copied:
            yield _drop_copies(carried, sides)
        if carried.says:
            yield _restore_own(carried, sides)
    for model in DERIVED:
        yield Effect(delete(model).where(_table(model).c.lead_id == sides.kept_id), None)
        was = _table(BEFORE[model])
        names = [column.name for column in _table(model).columns]
        rows = select(*(was.c[name] for name in names)).where(was.c.merge_id == sides.merge_id)
        yield Effect(insert(model).from_select(names, rows), None)


def forget(merge_id: ColumnElement[Any]) -> Iterator[Effect]:
    """Yield the removal of what a merge kept for its undo."""
    yield Effect(delete(MergeMove).where(MergeMove.merge_id == merge_id), None)
    for image in (LEAD_IMAGE, PAIR_IMAGE, *BEFORE.values()):
        yield Effect(delete(image).where(_table(image).c.merge_id == merge_id), None)


def born_since(sides: Sides, merged_at: ColumnElement[Any]) -> ColumnElement[Any]:
    """Count the facts of the lead that stayed which came after the merge."""
    total: ColumnElement[Any] = literal(0, WHOLE)
    for moved in MOVED:
        if moved.born_at is not None:
            table = _table(moved.model)
            mine = was_moved(moved.model, table.c[moved.row_id], sides, row_no=_number(moved))
            total = total + _count(table, sides, table.c[moved.born_at] > merged_at, ~mine)
    for carried in CARRIED:
        if carried.born_at is not None:
            table = _table(carried.model)
            total = total + _count(table, sides, table.c[carried.born_at] > merged_at)
    return total


def was_moved(
    model: type[Shared],
    row_id: ColumnElement[Any],
    sides: Sides,
    *,
    row_no: ColumnElement[Any] | None = None,
) -> ColumnElement[bool]:
    """Whether the merge moved the row of this name."""
    noted = _table(MergeMove).alias(f"noted_{model.__tablename__}")
    return (
        select(literal(1))
        .select_from(noted)
        .where(
            noted.c.merge_id == sides.merge_id,
            noted.c.table_name == model.__tablename__,
            noted.c.row_id == row_id,
            noted.c.row_no == (literal(0, WHOLE) if row_no is None else row_no),
        )
        .correlate_except(noted)
        .exists()
    )


def _count(table: Table, sides: Sides, *conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    return (
        select(func.count())
        .select_from(table)
        .where(table.c.lead_id == sides.kept_id, *conditions)
        .correlate_except(table)
        .scalar_subquery()
    )


def _bring_back(carried: Carried, sides: Sides) -> Effect:
    was = _Was(carried.model, sides, sides.gone_id)
    names = [column.name for column in _table(carried.model).columns]
    return Effect(
        insert(carried.model).from_select(
            names, select(*(was.c[name] for name in names)).select_from(was.rows).where(was.of_lead)
        ),
        None,
    )


def _drop_copies(carried: Carried, sides: Sides) -> Effect:
    table, names = _table(carried.model), (*carried.same, *carried.says)
    was, own = _Was(carried.model, sides, sides.gone_id), _Was(carried.model, sides, sides.kept_id)
    is_copy = was.has(*(was.c[name] == table.c[name] for name in names))
    is_own = own.has(*(own.c[name] == table.c[name] for name in names))
    return Effect(delete(carried.model).where(table.c.lead_id == sides.kept_id, is_copy, ~is_own), None)


def _restore_own(carried: Carried, sides: Sides) -> Effect:
    """Put back what gave way to a row of the other record."""
    table, there = _table(carried.model), _table(carried.model).alias("there")
    was, own = _Was(carried.model, sides, sides.gone_id), _Was(carried.model, sides, sides.kept_id)
    gave_way = was.has(*(was.c[name] == own.c[name] for name in carried.same))
    is_there = exists().where(
        there.c.lead_id == sides.kept_id, *(there.c[name] == own.c[name] for name in carried.same)
    )
    names = [column.name for column in table.columns]
    return Effect(
        insert(carried.model).from_select(
            names,
            select(*(own.c[name] for name in names))
            .select_from(own.rows)
            .where(own.of_lead, gave_way, ~is_there),
        ),
        None,
    )


def _number(moved: Moved) -> ColumnElement[Any] | None:
    return None if moved.row_no is None else _table(moved.model).c[moved.row_no]


class _Was:
    """Rows of one of the two records, as they stood before the merge."""

    def __init__(self, model: type[Shared], sides: Sides, lead_id: ColumnElement[Any]) -> None:
        name = "was_gone" if lead_id is sides.gone_id else "was_kept"
        self.rows = _table(BEFORE[model]).alias(name)
        self.c = self.rows.c
        self.of_lead = and_(self.c.merge_id == sides.merge_id, self.c.lead_id == lead_id)

    def has(self, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        """Whether there is such a row."""
        found = select(literal(1)).select_from(self.rows).where(self.of_lead, *conditions)
        return found.correlate_except(self.rows).exists()


def _table(model: type[Shared]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - shared classes map one table each
    return table
