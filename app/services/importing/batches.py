"""Opening and closing an import, and undoing it as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, insert, literal, or_, select, update

from app.models.activity import Activity, FollowUp
from app.models.call_lists import CallListLead
from app.models.handover import Handover
from app.models.imports import CompanyFacts, ImportBatch, ImportBefore, ImportRow
from app.models.leads import (
    ContactPoint,
    CustomField,
    Lead,
    LeadKey,
    Ownership,
    ReachedMilestone,
    StageMove,
    SuspectedPair,
    Tag,
    Touch,
)
from app.models.merging import Merge
from app.models.people import Member
from app.models.runs import Run
from app.models.scores import Behaviour, ScoreLine, ScoreState
from app.models.vocabulary import SDR_ROLES, BatchState, Role
from app.services.follow_ups import OPEN
from app.services.importing.fields import CREATED, FACTS, IMPORTED, LEAD_FIELDS, lead_column
from app.services.kernel.command import Count, Decision, Effect, Guard, Key, Line
from app.services.kernel.expressions import ACTOR, ID, NOW, TEXT, WHOLE, typed_null
from app.services.scoring import rescored

IMPORTERS = frozenset({*SDR_ROLES, Role.MARKETING, Role.SALES_LEAD, Role.ADMIN})
REMOVED = "removed"


class OpenImport(Decision, frozen=True, kw_only=True):
    """Somebody begins to bring leads in, from a file, by paste or by hand."""

    kind = "intake.open"
    roles = IMPORTERS
    batch_id: UUID
    how: Key
    file_name: Line
    source: Line | None = None
    owner_id: UUID | None = None

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        owner_id = cls.arg("owner_id")
        yield Guard("exists_already", ~exists().where(ImportBatch.id == cls.arg("batch_id")))
        sdr = exists().where(Member.id == owner_id, Member.is_active, Member.role.in_(sorted(SDR_ROLES)))
        yield Guard("not_an_sdr", or_(owner_id.is_(None), sdr))
        # Only a team lead gives leads to somebody else (spec section 2).
        lead = exists().where(Member.id == ACTOR, Member.role == Role.TEAM_LEAD.value)
        yield Guard("not_yours", or_(owner_id.is_(None), owner_id == ACTOR, lead))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        names = ("how", "file_name", "source", "owner_id")
        yield Effect(
            insert(ImportBatch).from_select(
                ["id", *names, "by_id", "opened_at", "closed_at", "state", "refused_count"],
                select(
                    cls.arg("batch_id"), *(cls.arg(name) for name in names), ACTOR, NOW, typed_null(WHOLE),
                    literal(BatchState.OPEN.value, TEXT), literal(0, WHOLE),
                ),
            )
        )  # fmt: skip


class CloseImport(Decision, frozen=True, kw_only=True):
    """An import has carried all its rows."""

    kind = "intake.close"
    roles = IMPORTERS
    batch_id: UUID
    refused_count: Count

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _own_batch(cls.arg("batch_id"))
        yield Guard("batch_closed", _is(cls.arg("batch_id"), ImportBatch.state == BatchState.OPEN.value))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(ImportBatch.id).where(ImportBatch.id == cls.arg("batch_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(
            update(ImportBatch)
            .where(ImportBatch.id == cls.arg("batch_id"))
            .values(state=BatchState.CLOSED.value, closed_at=NOW, refused_count=cls.arg("refused_count"))
        )


class UndoImport(Decision, frozen=True, kw_only=True):
    """A whole import is taken back: leads nobody worked on since are removed, updated ones are as before."""

    kind = "intake.undo"
    roles = IMPORTERS
    batch_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _own_batch(cls.arg("batch_id"))
        yield Guard("already_undone", _is(cls.arg("batch_id"), ImportBatch.state != BatchState.UNDONE.value))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(ImportBatch.id).where(ImportBatch.id == cls.arg("batch_id"))
        yield select(Lead.id).where(Lead.id.in_(_leads_of(cls.arg("batch_id")))).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        batch_id = cls.arg("batch_id")
        yield Effect(
            update(ImportRow)
            .where(
                ImportRow.batch_id == batch_id,
                ImportRow.result == CREATED,
                ~worked_on(ImportRow.lead_id, batch_id),
            )
            .values(result=REMOVED),
            None,
        )
        yield from _forget_companies(batch_id)
        yield from _remove(batch_id)
        yield from _restore(batch_id)
        yield Effect(
            update(ImportBatch)
            .where(ImportBatch.id == batch_id)
            .values(state=BatchState.UNDONE.value, closed_at=NOW)
        )

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        rows = ImportRow.__table__.alias("rows")
        this = rows.c.batch_id == cls.arg("batch_id")

        def count(*conditions: ColumnElement[bool]) -> ColumnElement[Any]:
            return select(func.count()).select_from(rows).where(this, *conditions).scalar_subquery()

        return select(
            count(rows.c.result == REMOVED).label("removed"),
            count(rows.c.result == CREATED).label("kept"),
        )


def worked_on(lead_id: ColumnElement[Any] | Any, batch_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether anything happened with a lead that its import did not bring."""
    return or_(*work_since(lead_id, batch_id).values())


def work_since(
    lead_id: ColumnElement[Any] | Any, batch_id: ColumnElement[Any] | UUID
) -> dict[str, ColumnElement[bool]]:
    """Return what may have happened with a lead since its import brought it, by code: why undo keeps it."""
    return {
        "activity": exists().where(
            Activity.lead_id == lead_id, or_(Activity.batch_id.is_(None), Activity.batch_id != batch_id)
        ),
        "run": exists().where(Run.lead_id == lead_id),
        "handover": exists().where(Handover.lead_id == lead_id),
        "follow_up": exists().where(FollowUp.lead_id == lead_id),
        "moved": or_(
            exists().where(StageMove.lead_id == lead_id, StageMove.fact != IMPORTED), _deal_changed(lead_id)
        ),
        "owned": exists().where(Ownership.lead_id == lead_id, Ownership.how != "intake"),
        "behaviour": exists().where(Behaviour.lead_id == lead_id),
        "another_import": _in_another_batch(lead_id, batch_id),
        "merged": exists().where(Merge.kept_id == lead_id, Merge.undone_at.is_(None)),
    }


def _in_another_batch(
    lead_id: ColumnElement[Any] | Any, batch_id: ColumnElement[Any] | UUID
) -> ColumnElement[bool]:
    other, standing = ImportRow.__table__.alias("other"), ImportBatch.__table__.alias("standing")
    return (
        select(literal(1))
        .select_from(other.join(standing, standing.c.id == other.c.batch_id))
        .where(
            other.c.lead_id == lead_id,
            other.c.batch_id != batch_id,
            other.c.result != REMOVED,
            standing.c.state != BatchState.UNDONE.value,
        )
        .correlate_except(other, standing)
        .exists()
    )


def _deal_changed(lead_id: ColumnElement[Any] | Any) -> ColumnElement[bool]:
    """Whether somebody changed the lead itself, as a rep does who states its amount: no import wrote it so."""
    lead = Lead.__table__.alias("changed")
    row, batch = ImportRow.__table__.alias("wrote"), ImportBatch.__table__.alias("batch_of_it")
    taken_back = and_(batch.c.state == BatchState.UNDONE.value, batch.c.closed_at == lead.c.changed_at)
    by_import = (
        select(literal(1))
        .select_from(row.join(batch, batch.c.id == row.c.batch_id))
        .where(row.c.lead_id == lead.c.id, or_(row.c.at == lead.c.changed_at, taken_back))
        .correlate_except(row, batch)
        .exists()
    )
    return exists().where(lead.c.id == lead_id, ~by_import)


def _forget_companies(batch_id: ColumnElement[Any]) -> Iterator[Effect]:
    """What only the removed leads said of their companies is not known any more."""
    mine, gone = ImportRow.__table__.alias("mine"), ImportRow.__table__.alias("gone")
    removed = Lead.__table__.alias("removed")
    companies = (
        select(removed.c.company_key)
        .join(mine, mine.c.lead_id == removed.c.id)
        .where(mine.c.batch_id == batch_id, mine.c.result == REMOVED, removed.c.company_key.is_not(None))
    )
    left = Lead.__table__.alias("left_over")
    goes = exists().where(gone.c.batch_id == batch_id, gone.c.result == REMOVED, gone.c.lead_id == left.c.id)

    def still_said(name: str) -> ColumnElement[Any]:
        return (
            select(left.c[name])
            .where(left.c.company_key == CompanyFacts.company_key, left.c[name].is_not(None), ~goes)
            .order_by(left.c.recorded_at.asc().nulls_last(), left.c.id)
            .limit(1)
            .correlate(CompanyFacts)
            .scalar_subquery()
        )

    yield Effect(
        update(CompanyFacts)
        .where(CompanyFacts.company_key.in_(companies))
        .values({name: still_said(name) for name in FACTS}),
        None,
    )


def _remove(batch_id: ColumnElement[Any]) -> Iterator[Effect]:
    gone = select(ImportRow.lead_id).where(ImportRow.batch_id == batch_id, ImportRow.result == REMOVED)
    yield Effect(
        delete(SuspectedPair).where(or_(SuspectedPair.a_id.in_(gone), SuspectedPair.b_id.in_(gone))), None
    )
    for child in (
        Activity, CallListLead, ContactPoint, CustomField, LeadKey, Ownership, ReachedMilestone, ScoreLine,
        ScoreState, StageMove, Tag, Touch, ImportBefore,
    ):  # fmt: skip
        yield Effect(delete(child).where(child.lead_id.in_(gone)), None)
    yield Effect(delete(Lead).where(Lead.id.in_(gone)), None)


def _restore(batch_id: ColumnElement[Any]) -> Iterator[Effect]:
    """Put updated leads back as they were, unless they were changed since."""
    before = ImportBefore.__table__.alias("before")
    this = and_(before.c.batch_id == batch_id, before.c.lead_id == Lead.id)
    columns = (*LEAD_FIELDS, "owner_id", "rep_id")
    untouched = exists().where(this, before.c.written_at == Lead.changed_at)

    def was(name: str) -> ColumnElement[Any]:
        return select(before.c[name]).where(this).scalar_subquery()

    chunks = select(ImportRow.cmd_id).where(ImportRow.batch_id == batch_id)
    unchanged = (
        select(before.c.lead_id)
        .select_from(before.join(Lead.__table__, Lead.id == before.c.lead_id))
        .where(before.c.batch_id == batch_id, before.c.written_at == Lead.changed_at)
    )
    for child in (ContactPoint, LeadKey, ReachedMilestone, Tag, Touch, Activity):
        yield Effect(delete(child).where(child.batch_id == batch_id, child.lead_id.in_(unchanged)), None)
    mine = and_(CustomField.batch_id == batch_id, CustomField.lead_id.in_(unchanged))
    yield Effect(delete(CustomField).where(mine, CustomField.value_before.is_(None)), None)
    yield Effect(
        update(CustomField)
        .where(mine)
        .values(value=CustomField.value_before, value_before=typed_null(TEXT), batch_id=typed_null(ID)),
        None,
    )
    yield Effect(
        delete(StageMove).where(StageMove.cmd_id.in_(chunks), StageMove.lead_id.in_(unchanged)), None
    )
    reopened = and_(Ownership.lead_id.in_(unchanged), Ownership.until_at.is_not(None))
    closed_by = Ownership.__table__.alias("closed_by")
    followed = exists().where(
        closed_by.c.lead_id == Ownership.lead_id,
        closed_by.c.cmd_id.in_(chunks),
        closed_by.c.from_at == Ownership.until_at,
    )
    yield Effect(update(Ownership).where(reopened, followed).values(until_at=typed_null(WHOLE)), None)
    yield Effect(
        delete(Ownership).where(Ownership.cmd_id.in_(chunks), Ownership.lead_id.in_(unchanged)), None
    )
    # A promise goes back with the lead it came with; where nobody owned the lead, it stays where it is.
    given = select(Lead.owner_id).where(Lead.id == FollowUp.lead_id).scalar_subquery()
    kept = ImportBefore.__table__.alias("kept")
    earlier = (
        select(kept.c.owner_id)
        .where(kept.c.batch_id == batch_id, kept.c.lead_id == FollowUp.lead_id)
        .scalar_subquery()
    )
    yield Effect(
        update(FollowUp)
        .where(FollowUp.lead_id.in_(unchanged), FollowUp.state == OPEN, FollowUp.owner_id == given)
        .values(owner_id=func.coalesce(earlier, FollowUp.owner_id)),
        None,
    )
    yield Effect(
        update(Lead)
        .where(untouched)
        .values(changed_at=NOW, **{lead_column(name).name: was(name) for name in columns}),
        None,
    )
    put_back = select(before.c.lead_id).where(before.c.batch_id == batch_id)
    yield from rescored(select(Lead.id).where(Lead.id.in_(put_back), Lead.changed_at == NOW))


def _leads_of(batch_id: ColumnElement[Any]) -> Select[Any]:
    row = ImportRow.__table__.alias("row_of_batch")
    return select(row.c.lead_id).where(row.c.batch_id == batch_id)


def _own_batch(batch_id: ColumnElement[Any]) -> Iterator[Guard]:
    yield Guard("unknown_batch", exists().where(ImportBatch.id == batch_id))
    lead = exists().where(Member.id == ACTOR, Member.role.in_([Role.TEAM_LEAD.value, Role.ADMIN.value]))
    yield Guard("not_yours", or_(_is(batch_id, ImportBatch.by_id == ACTOR), lead))


def _is(batch_id: ColumnElement[Any], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(ImportBatch.id == batch_id, condition)
