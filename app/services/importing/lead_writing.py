"""How rows become leads or change those we have: facts, owner, rep, stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, false, func, insert, literal, or_, select, update

from app.clock import DAY
from app.models.activity import FollowUp
from app.models.imports import CompanyFacts, ImportBatch, ImportBefore, IntakeRow
from app.models.leads import Lead, Ownership, StageMove
from app.models.vocabulary import REP_ROLES, SDR_ROLES, Fact, Role
from app.services.follow_ups import OPEN
from app.services.holding import first_response
from app.services.importing.chunk_rows import IS_CREATED, IS_HIT, MINE, person
from app.services.importing.fields import FACTS, IMPORTED, LEAD_FIELDS, MERGED, NOBODYS, UPDATED, lead_column
from app.services.kernel.command import Effect
from app.services.kernel.expressions import ACTOR, CMD, NOW, TEXT, WHOLE, Arg, typed_null
from app.services.limits import stage_for

_NEVER_FILLED = ("channel", "stage", "phone_status", "is_reachable", "score", "created_at")
_FILLED = tuple(name for name in LEAD_FIELDS if name not in _NEVER_FILLED)


def keep_before(batch_id: Arg) -> Iterator[Effect]:
    """Keep each lead as it was before the file first wrote to it, for undo."""
    names = [*LEAD_FIELDS, "owner_id", "rep_id"]
    columns = [lead_column(name) for name in names]
    hit = select(IntakeRow.lead_id).where(IS_HIT)
    # A later row of the same file writes again: no change by anybody else, which undo would respect.
    as_left = exists().where(Lead.id == ImportBefore.lead_id, Lead.changed_at == ImportBefore.written_at)
    yield Effect(
        update(ImportBefore)
        .where(ImportBefore.batch_id == batch_id, ImportBefore.lead_id.in_(hit), as_left)
        .values(written_at=NOW),
        None,
    )
    kept = exists().where(ImportBefore.batch_id == batch_id, ImportBefore.lead_id == Lead.id)
    yield Effect(
        insert(ImportBefore).from_select(
            ["batch_id", "lead_id", "written_at", *names],
            select(batch_id, Lead.id, NOW, *columns).where(Lead.id.in_(hit), ~kept),
        ),
        None,
    )


def create_leads(batch_id: Arg) -> Effect:
    """Each new row is a lead, its blanks filled with what is known of its company."""
    row = IntakeRow
    created_at = func.coalesce(row.created_at, NOW)
    stage = func.coalesce(row.stage, stage_for(Fact.ACCEPTED_BY_INTAKE))
    # The clock runs for leads that are new when they come, not for the history of another system.
    is_new = and_(created_at >= NOW - literal(DAY, WHOLE), row.stage.is_(None), row.is_reachable)
    clock = first_response(created_at)
    facts = {name: func.coalesce(getattr(row, name), getattr(CompanyFacts, name)) for name in FACTS}
    values: dict[str, Any] = {
        **{name: facts.get(name, getattr(row, name)) for name in LEAD_FIELDS},
        "id": row.lead_id,
        "channel": func.coalesce(row.channel, ""),
        "stage": stage,
        "given_score": row.score,
        "score": literal(0, WHOLE),
        "created_at": created_at,
        "sub_state": typed_null(TEXT),
        "owner_id": _owner(batch_id),
        "rep_id": person(row.rep_key, REP_ROLES),
        "cycle": literal(1, WHOLE),
        "recorded_at": NOW,
        "recorded_by_id": ACTOR,
        "batch_id": batch_id,
        "respond_warn_at": case((is_new, clock["respond_warn_at"]), else_=typed_null(WHOLE)),
        "respond_by_at": case((is_new, clock["respond_by_at"]), else_=typed_null(WHOLE)),
        "responded_at": typed_null(WHOLE),
        "changed_at": NOW,
    }
    return Effect(
        insert(Lead).from_select(
            list(values),
            select(*values.values())
            .select_from(row)
            .outerjoin(CompanyFacts, CompanyFacts.company_key == row.company_key)
            .where(IS_CREATED),
        ),
        None,
    )


def _owner(batch_id: Arg) -> ColumnElement[Any]:
    default = select(ImportBatch.owner_id).where(ImportBatch.id == batch_id).scalar_subquery()
    return case((IntakeRow.owner_key.is_(None), default), else_=person(IntakeRow.owner_key, SDR_ROLES))


def _said(name: str, result: str) -> ColumnElement[Any]:
    """Return the last thing the rows that hit the lead at hand say of a field."""
    said = IntakeRow.__table__.alias("said")
    return (
        select(said.c[name])
        .where(
            said.c.cmd_id == CMD,
            said.c.result == result,
            said.c.lead_id == Lead.id,
            said.c[name].is_not(None),
        )
        .order_by(said.c.row_no.desc())
        .limit(1)
        # The lead at hand may stand several selects further out, where it is not found by itself.
        .correlate_except(said)
        .scalar_subquery()
    )


def _told(name: str, result: str) -> ColumnElement[Any]:
    """Return what rows say of a field, asking lead by lead only where any row of the chunk speaks of it."""
    told = IntakeRow.__table__.alias("told")
    is_told = exists().where(told.c.cmd_id == CMD, told.c.result == result, told.c[name].is_not(None))
    return case((is_told, _said(name, result)), else_=typed_null(told.c[name].type))


def update_leads() -> Effect:
    """The source's own id overwrites; evidence only fills what is blank."""
    values: dict[str, Any] = {
        name: func.coalesce(_told(name, UPDATED), Lead.__table__.c[name], _told(name, MERGED))
        for name in _FILLED
    }
    reachable = IntakeRow.__table__.alias("reachable")
    now_reachable = exists().where(
        reachable.c.cmd_id == CMD, reachable.c.lead_id == Lead.id, reachable.c.is_reachable
    )
    has_phone = _told("phone", UPDATED).is_not(None)
    values |= {
        "channel": func.coalesce(func.nullif(_told("channel", UPDATED), ""), func.nullif(Lead.channel, ""),
                                 _told("channel", MERGED), Lead.channel),
        # An id means something within its source only: the two are filled together or not at all.
        "source": func.coalesce(_told("source", UPDATED), Lead.source,
                                case((Lead.external_id.is_(None), _told("source", MERGED)))),
        "given_score": func.coalesce(_told("score", UPDATED), Lead.given_score, _told("score", MERGED)),
        "created_at": func.coalesce(_told("created_at", UPDATED), Lead.created_at),
        "phone_status": case((or_(has_phone, Lead.phone.is_(None)),
                              func.coalesce(_status(UPDATED), _status(MERGED), Lead.phone_status)),
                             else_=Lead.phone_status),
        "is_reachable": or_(Lead.is_reachable, now_reachable),
        "rep_id": func.coalesce(_named("rep_key", REP_ROLES), Lead.rep_id),
        "changed_at": NOW,
    }  # fmt: skip
    hit = select(IntakeRow.lead_id).where(IS_HIT)
    return Effect(update(Lead).where(Lead.id.in_(hit)).values(**values), None)


def _status(result: str) -> ColumnElement[Any]:
    said = IntakeRow.__table__.alias("status_said")
    return (
        select(said.c.phone_status)
        .where(
            said.c.cmd_id == CMD,
            said.c.result == result,
            said.c.lead_id == Lead.id,
            said.c.phone.is_not(None),
        )
        .order_by(said.c.row_no.desc())
        .limit(1)
        .correlate_except(said)
        .scalar_subquery()
    )


def _named(key: str, roles: frozenset[Role]) -> ColumnElement[Any]:
    """Return the person the source names for the lead at hand, if it names one."""
    return person(_told(key, UPDATED), roles)


def give_owners() -> Iterator[Effect]:
    """Owners named for leads we have give them over, unless somebody claimed or was assigned the lead here."""
    decided = Ownership.__table__.alias("decided")
    held = exists().where(
        decided.c.lead_id == Lead.id, decided.c.until_at.is_(None), decided.c.how != "intake"
    )
    hit = select(IntakeRow.lead_id).where(MINE, IntakeRow.result == UPDATED, IntakeRow.owner_key.is_not(None))
    owner = _named("owner_key", SDR_ROLES)
    changes = and_(
        Lead.id.in_(hit), owner.is_not(None), or_(Lead.owner_id.is_(None), Lead.owner_id != owner), ~held
    )
    changed = select(Lead.id).where(changes)
    yield Effect(
        update(Ownership)
        .where(Ownership.until_at.is_(None), Ownership.lead_id.in_(changed))
        .values(until_at=NOW),
        None,
    )
    # What the earlier owner had promised goes with the lead (spec section 10).
    earlier = select(Lead.owner_id).where(Lead.id == FollowUp.lead_id).scalar_subquery()
    next_owner = select(owner).where(Lead.id == FollowUp.lead_id).scalar_subquery()
    yield Effect(
        update(FollowUp)
        .where(FollowUp.lead_id.in_(changed), FollowUp.state == OPEN, FollowUp.owner_id == earlier)
        .values(owner_id=next_owner),
        None,
    )
    yield Effect(update(Lead).where(changes).values(owner_id=owner), None)
    open_now = Ownership.__table__.alias("open_now")
    touched = select(IntakeRow.lead_id).where(MINE)
    yield Effect(
        insert(Ownership).from_select(
            ["cmd_id", "lead_id", "member_id", "from_at", "until_at", "how"],
            select(CMD, Lead.id, Lead.owner_id, NOW, typed_null(WHOLE), literal("intake", TEXT)).where(
                Lead.id.in_(touched),
                Lead.owner_id.is_not(None),
                ~exists().where(open_now.c.lead_id == Lead.id, open_now.c.until_at.is_(None)),
            ),
        ),
        None,
    )


def move_stages() -> Iterator[Effect]:
    """Created leads enter their stage; a stage in the source moves a lead only while nobody moved it here."""
    columns = [
        "cmd_id",
        "lead_id",
        "from_stage",
        "to_stage",
        "fact",
        "by_id",
        "at",
        "is_backward",
        "reason",
        "words",
    ]
    fresh = select(IntakeRow.lead_id).where(IS_CREATED)
    tail = (false(), typed_null(TEXT), typed_null(TEXT))
    fact = literal(IMPORTED, TEXT)
    yield Effect(
        insert(StageMove).from_select(
            columns,
            select(CMD, Lead.id, typed_null(TEXT), Lead.stage, fact, ACTOR, NOW, *tail).where(
                Lead.id.in_(fresh)
            ),
        ),
        None,
    )
    moved = StageMove.__table__.alias("moved")
    moved_here = exists().where(moved.c.lead_id == Lead.id, moved.c.fact.not_in(NOBODYS))
    stage = _said("stage", UPDATED)
    hit = select(IntakeRow.lead_id).where(MINE, IntakeRow.result == UPDATED, IntakeRow.stage.is_not(None))
    moves = and_(Lead.id.in_(hit), Lead.stage != stage, ~moved_here)
    yield Effect(
        insert(StageMove).from_select(
            columns, select(CMD, Lead.id, Lead.stage, stage, fact, ACTOR, NOW, *tail).where(moves)
        ),
        None,
    )
    yield Effect(update(Lead).where(moves).values(stage=stage), None)
