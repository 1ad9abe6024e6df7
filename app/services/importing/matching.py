"""Which lead a row is: by the source's own id, by strong evidence, or a new one; weak evidence waits (spec 4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, insert, literal, or_, select, update

from app.models.erasing import ErasedKey
from app.models.imports import IntakeCustom, IntakePoint, IntakeRow
from app.models.leads import Lead, LeadKey, SuspectedPair
from app.models.vocabulary import Evidence, PhoneStatus, PointKind
from app.services.erased_keys import hashed
from app.services.importing.fields import CREATED, MERGED, SET_ASIDE, UPDATED
from app.services.importing.records import Custom, Point, Row
from app.services.kernel.command import Command, Effect
from app.services.kernel.expressions import CMD, ID, NOW, TEXT, WHOLE, typed_null
from app.services.kernel.filling import fill

BROAD = 20
"""A key that more leads than this share says nothing about two of them."""
JOIN = "|"
"""Between the parts of a key."""
ERASED = "erased_person"
"""Why a row is set aside that would bring back whom somebody erased on request (spec section 13)."""


def stage_rows(cls: type[Command]) -> Iterator[Effect]:
    """Yield the rows, their phones, e-mails and custom fields laid down where joins can reach them."""
    unknown = {"lead_id": typed_null(ID), "result": typed_null(TEXT), "reason": typed_null(TEXT)}
    yield fill(IntakeRow, cls.arg("rows"), Row, cmd_id=CMD, **unknown)
    yield fill(IntakePoint, cls.arg("points"), Point, cmd_id=CMD, name_key=typed_null(TEXT))
    yield fill(IntakeCustom, cls.arg("customs"), Custom, cmd_id=CMD)
    contact = (
        select(IntakeRow.contact_key)
        .where(IntakeRow.cmd_id == CMD, IntakeRow.row_no == IntakePoint.row_no)
        .scalar_subquery()
    )
    yield Effect(
        update(IntakePoint)
        .where(IntakePoint.cmd_id == CMD)
        .values(name_key=IntakePoint.value + JOIN + contact),
        None,
    )


def decide() -> Iterator[Effect]:
    """Yield what settles for each row what becomes of it."""
    undecided = and_(IntakeRow.cmd_id == CMD, IntakeRow.result.is_(None))
    # Whoever was erased on request does not come back by a file, and the row's words are not kept.
    yield Effect(
        update(IntakeRow)
        .where(undecided, exists().where(ErasedKey.erasure_id.is_not(None)), _is_erased())
        .values(result=SET_ASIDE, reason=ERASED, words=typed_null(TEXT)),
        None,
    )
    yield Effect(
        update(IntakeRow)
        .where(undecided, IntakeRow.junk.is_not(None))
        .values(result=SET_ASIDE, reason=IntakeRow.junk),
        None,
    )
    for evidence in (Evidence.SOURCE_ID, Evidence.EMAIL_AND_NAME, Evidence.PHONE_AND_NAME):
        match = _match(evidence)
        result = UPDATED if evidence is Evidence.SOURCE_ID else MERGED
        yield Effect(
            update(IntakeRow)
            .where(undecided, match.exists())
            .values(
                lead_id=match.order_by(Lead.recorded_at, Lead.id).limit(1).scalar_subquery(),
                result=result,
                reason=evidence.value,
            ),
            None,
        )
    yield Effect(update(IntakeRow).where(undecided).values(lead_id=IntakeRow.new_id, result=CREATED), None)


def _is_erased() -> ColumnElement[bool]:
    """Whether a row is a person who was erased: by the source's id, address, or number and name together.

    A number alone tells of a row without a name: else a switchboard would keep a whole company out.
    """
    erased = ErasedKey.__table__.alias("erased")

    def is_known(evidence: Evidence, key: ColumnElement[Any]) -> ColumnElement[bool]:
        return and_(erased.c.kind == evidence.value, erased.c.hash == hashed(key))

    is_email, is_phone = (IntakePoint.kind == kind.value for kind in (PointKind.EMAIL, PointKind.PHONE))
    by_point = or_(
        and_(is_email, is_known(Evidence.EMAIL_AND_NAME, IntakePoint.name_key.expression)),
        and_(is_email, is_known(Evidence.EMAIL, IntakePoint.value.expression)),
        and_(is_phone, is_known(Evidence.PHONE_AND_NAME, IntakePoint.name_key.expression)),
        and_(
            is_phone, IntakeRow.contact_key.is_(None), is_known(Evidence.PHONE, IntakePoint.value.expression)
        ),
    )
    shown = (
        select(literal(1))
        .select_from(IntakePoint.__table__.join(erased, by_point))
        .where(IntakePoint.cmd_id == IntakeRow.cmd_id, IntakePoint.row_no == IntakeRow.row_no)
        .correlate(IntakeRow)
    )
    by_id = (
        select(literal(1))
        .select_from(erased)
        .where(IntakeRow.external_id.is_not(None), is_known(Evidence.SOURCE_ID, source_key(IntakeRow)))
        .correlate(IntakeRow)
    )
    return or_(shown.exists(), by_id.exists())


def keys_of_rows(evidence: Evidence) -> Any:
    """Return a select of (lead_id, kind, key) that the rows of this chunk show for one kind of evidence."""
    row, point = IntakeRow, IntakePoint
    mine = and_(row.cmd_id == CMD, row.lead_id.is_not(None))
    kind = literal(evidence.value, TEXT)
    columns = row.lead_id.label("lead_id"), kind.label("kind")
    match evidence:
        case Evidence.SOURCE_ID:
            return select(*columns, source_key(row).label("key")).where(mine, row.external_id.is_not(None))
        case Evidence.COMPANY:
            return select(*columns, row.company_key.label("key")).where(mine, row.company_key.is_not(None))
        case Evidence.EMAIL_AND_NAME | Evidence.PHONE_AND_NAME | Evidence.EMAIL | Evidence.PHONE:
            is_email = evidence in (Evidence.EMAIL_AND_NAME, Evidence.EMAIL)
            with_name = evidence in (Evidence.EMAIL_AND_NAME, Evidence.PHONE_AND_NAME)
            key = point.name_key if with_name else point.value
            named = [point.name_key.is_not(None)] if with_name else []
            return select(*columns, key.label("key")).distinct().join(
                point, and_(point.cmd_id == row.cmd_id, point.row_no == row.row_no)
            ).where(
                mine,
                point.kind == (PointKind.EMAIL if is_email else PointKind.PHONE).value,
                point.status == PhoneStatus.VALID.value,
                *named,
            )  # fmt: skip
        case _:
            raise ValueError(evidence)


def source_key(row: type[IntakeRow | Lead]) -> ColumnElement[Any]:
    """Return the key of an external id: an id means something within its source only."""
    return func.coalesce(row.source, "") + JOIN + row.external_id


def suspect(batch_id: ColumnElement[Any]) -> Iterator[Effect]:
    """Yield the pairs that weaker evidence finds, or strong evidence that something contradicts."""
    mine, theirs = LeadKey.__table__.alias("mine"), LeadKey.__table__.alias("theirs")
    fresh = select(IntakeRow.lead_id).where(IntakeRow.cmd_id == CMD, IntakeRow.result == CREATED)
    for evidence in (
        Evidence.EMAIL_AND_NAME, Evidence.PHONE_AND_NAME, Evidence.EMAIL, Evidence.PHONE, Evidence.COMPANY,
        Evidence.DOMAIN,
    ):  # fmt: skip
        sharing = LeadKey.__table__.alias("sharing")
        hits = (
            select(func.count())
            .select_from(sharing)
            .where(sharing.c.kind == evidence.value, sharing.c.key == mine.c.key)
            .scalar_subquery()
        )
        is_first = mine.c.lead_id < theirs.c.lead_id
        a_id = case((is_first, mine.c.lead_id), else_=theirs.c.lead_id)
        b_id = case((is_first, theirs.c.lead_id), else_=mine.c.lead_id)
        known = exists().where(SuspectedPair.a_id == a_id, SuspectedPair.b_id == b_id)
        yield Effect(
            insert(SuspectedPair).from_select(
                ["a_id", "b_id", "evidence", "similarity_pct", "found_at", "cmd_id", "batch_id", "verdict"],
                select(
                    a_id, b_id, literal(evidence.value, TEXT), literal(100, WHOLE), NOW, CMD, batch_id,
                    typed_null(TEXT),
                )
                .select_from(mine.join(theirs, and_(theirs.c.kind == mine.c.kind, theirs.c.key == mine.c.key)))
                .where(
                    mine.c.kind == evidence.value,
                    mine.c.lead_id.in_(fresh),
                    theirs.c.lead_id != mine.c.lead_id,
                    hits <= BROAD,
                    ~known,
                )
                .distinct(),
            ),
            None,
        )  # fmt: skip


def clear() -> Iterator[Effect]:
    """Yield the removal of what was laid down."""
    yield Effect(delete(IntakeCustom).where(IntakeCustom.cmd_id == CMD), None)
    yield Effect(delete(IntakePoint).where(IntakePoint.cmd_id == CMD), None)
    yield Effect(delete(IntakeRow).where(IntakeRow.cmd_id == CMD), None)


def _match(evidence: Evidence) -> Any:
    """Select the leads a row is by one kind of strong evidence, unless something contradicts."""
    kind = LeadKey.kind == evidence.value
    if evidence is Evidence.SOURCE_ID:
        return (
            select(Lead.id)
            .join(LeadKey, LeadKey.lead_id == Lead.id)
            .where(kind, LeadKey.key == source_key(IntakeRow), IntakeRow.external_id.is_not(None))
            .correlate(IntakeRow)
        )
    shown = select(IntakePoint.name_key).where(
        IntakePoint.cmd_id == IntakeRow.cmd_id,
        IntakePoint.row_no == IntakeRow.row_no,
        IntakePoint.kind
        == (PointKind.EMAIL if evidence is Evidence.EMAIL_AND_NAME else PointKind.PHONE).value,
        IntakePoint.status == PhoneStatus.VALID.value,
    )
    sharing = select(LeadKey.lead_id).where(kind, LeadKey.key.in_(shown.correlate(IntakeRow)))
    # Nested look-ups, not a join: the other order would walk every key of the kind.
    return (
        select(Lead.id).where(Lead.id.in_(sharing.correlate(IntakeRow)), ~_contradicts()).correlate(IntakeRow)
    )


def _contradicts() -> ColumnElement[bool]:
    """Different ids of one source, or different companies: such records never merge by themselves (spec 4).

    A lead that merged before carries ids of other sources in its keys.
    """
    of_source = func.coalesce(IntakeRow.source, "") + JOIN
    held = LeadKey.__table__.alias("held")
    other_id = (
        select(held.c.key)
        .where(
            held.c.lead_id == Lead.id,
            held.c.kind == Evidence.SOURCE_ID.value,
            func.substr(held.c.key, 1, func.length(of_source)) == of_source,
            held.c.key != source_key(IntakeRow),
        )
        .correlate(Lead, IntakeRow)
        .exists()
    )
    other_company = Lead.company_key != IntakeRow.company_key
    return or_(func.coalesce(other_id, False), func.coalesce(other_company, False))
