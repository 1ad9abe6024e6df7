"""What rows add to their leads: ways to reach them, evidence, own columns, tags, touches, milestones, notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, case, exists, false, func, insert, literal, or_, select, update

from app.models.activity import Activity
from app.models.imports import IntakeCustom, IntakePoint, IntakeRow
from app.models.leads import ContactPoint, CustomField, Lead, LeadKey, ReachedMilestone, Tag, Touch
from app.models.vocabulary import ActivityKind, Evidence, Milestone
from app.services.importing.chunk_rows import IS_HIT, MINE, of_rows
from app.services.importing.fields import CREATED
from app.services.importing.matching import keys_of_rows
from app.services.importing.records import MilestoneOf, TagOf, TouchOf
from app.services.kernel.command import Effect
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, Arg, Field, each, typed_null


def add_points(batch_id: Arg) -> Effect:
    """Every phone and address a row shows, behind those its lead already has."""
    held = ContactPoint.__table__.alias("held")
    same = exists().where(
        held.c.lead_id == IntakeRow.lead_id,
        held.c.kind == IntakePoint.kind,
        held.c.value == IntakePoint.value,
    )
    after = (
        select(func.coalesce(func.max(held.c.position) + 1, 0))
        .where(held.c.lead_id == IntakeRow.lead_id, held.c.kind == IntakePoint.kind)
        .scalar_subquery()
    )
    # Rows of one chunk that hit the same lead keep apart by their number.
    spread = (
        after + IntakePoint.position + case((IntakeRow.result == CREATED, 0), else_=IntakeRow.row_no * 1000)
    )
    return Effect(
        insert(ContactPoint).from_select(
            ["lead_id", "kind", "position", "value", "raw", "extension", "status", "batch_id"],
            select(
                IntakeRow.lead_id, IntakePoint.kind, spread, IntakePoint.value, IntakePoint.raw,
                IntakePoint.extension, IntakePoint.status, batch_id,
            )
            .join(IntakePoint, and_(IntakePoint.cmd_id == IntakeRow.cmd_id, IntakePoint.row_no == IntakeRow.row_no))
            .where(MINE, IntakeRow.lead_id.is_not(None), ~same),
        ),
        None,
    )  # fmt: skip


def add_keys(batch_id: Arg, domains: Arg) -> Iterator[Effect]:
    """The evidence by which a later row finds this lead again."""
    for evidence in (
        Evidence.SOURCE_ID, Evidence.EMAIL_AND_NAME, Evidence.PHONE_AND_NAME, Evidence.EMAIL, Evidence.PHONE,
        Evidence.COMPANY,
    ):  # fmt: skip
        shown = keys_of_rows(evidence).subquery("shown")
        yield _new_keys(select(shown.c.lead_id, shown.c.kind, shown.c.key), shown.c, batch_id)
    rows = each(domains, "rows")
    domain = Field(rows, "domain", TEXT)
    of_row = and_(MINE, IntakeRow.row_no == Field(rows, "row_no", WHOLE), IntakeRow.lead_id.is_not(None))
    shown_domains = (
        select(
            IntakeRow.lead_id.label("lead_id"),
            literal(Evidence.DOMAIN.value, TEXT).label("kind"),
            domain.label("key"),
        )
        .select_from(rows.join(IntakeRow.__table__, of_row, isouter=True))
        .where(func.coalesce(IntakeRow.row_no, literal(0, WHOLE)) > 0)
        .subquery("shown")
    )
    yield _new_keys(
        select(shown_domains.c.lead_id, shown_domains.c.kind, shown_domains.c.key), shown_domains.c, batch_id
    )


def _new_keys(shown: Any, columns: Any, batch_id: Arg) -> Effect:
    known = exists().where(
        LeadKey.lead_id == columns.lead_id, LeadKey.kind == columns.kind, LeadKey.key == columns.key
    )
    return Effect(
        insert(LeadKey).from_select(
            ["lead_id", "kind", "key", "batch_id"], shown.where(~known).distinct().add_columns(batch_id)
        ),
        None,
    )


def add_customs(batch_id: Arg) -> Iterator[Effect]:
    """The last row that speaks of a field wins; what stood there is kept for undo."""
    given, row = IntakeCustom.__table__.alias("given"), IntakeRow.__table__.alias("given_row")
    of_lead = given.join(
        row, and_(row.c.cmd_id == CMD, given.c.cmd_id == row.c.cmd_id, given.c.row_no == row.c.row_no)
    )
    last = (
        select(given.c.value)
        .select_from(of_lead)
        .where(row.c.lead_id == CustomField.lead_id, given.c.name == CustomField.name)
        .order_by(row.c.row_no.desc())
        .limit(1)
        .correlate(CustomField)
        .scalar_subquery()
    )
    hit = select(IntakeRow.lead_id).where(IS_HIT)
    # What stood there before the file stays so, however many of its rows speak of the field.
    before = case((CustomField.batch_id == batch_id, CustomField.value_before), else_=CustomField.value)
    yield Effect(
        update(CustomField)
        .where(CustomField.lead_id.in_(hit), last.is_not(None), last != CustomField.value)
        .values(value=last, value_before=before, batch_id=batch_id),
        None,
    )
    known = exists().where(CustomField.lead_id == IntakeRow.lead_id, CustomField.name == IntakeCustom.name)
    overtaken = (
        select(given.c.name)
        .select_from(of_lead)
        .where(
            row.c.lead_id == IntakeRow.lead_id,
            given.c.name == IntakeCustom.name,
            row.c.row_no > IntakeRow.row_no,
        )
        .correlate(IntakeRow, IntakeCustom)
    )
    mine = and_(IntakeCustom.cmd_id == IntakeRow.cmd_id, IntakeCustom.row_no == IntakeRow.row_no)
    yield Effect(
        insert(CustomField).from_select(
            ["lead_id", "name", "value", "value_before", "batch_id"],
            select(IntakeRow.lead_id, IntakeCustom.name, IntakeCustom.value, typed_null(TEXT), batch_id)
            .join(IntakeCustom, mine)
            .where(
                MINE,
                IntakeRow.lead_id.is_not(None),
                ~known,
                or_(IntakeRow.result == CREATED, ~overtaken.exists()),
            ),
        ),
        None,
    )


def add_tags(batch_id: Arg, tags: Arg) -> Effect:
    """Labels the lead does not carry yet."""
    fields, joined, is_lead = of_rows(tags, TagOf)
    known = exists().where(Tag.lead_id == IntakeRow.lead_id, Tag.tag == fields["tag"])
    return Effect(
        insert(Tag).from_select(
            ["lead_id", "tag", "batch_id"],
            select(IntakeRow.lead_id, fields["tag"], batch_id)
            .select_from(joined)
            .where(is_lead, ~known)
            .distinct(),
        ),
        None,
    )


def add_touches(batch_id: Arg, touches: Arg) -> Effect:
    """A touch the lead already has is not told twice: a list imported again adds none."""
    fields, joined, is_lead = of_rows(touches, TouchOf)
    names = [name for name in fields if name != "row_no"]
    had = Touch.__table__.alias("had")
    same = [had.c[name].is_not_distinct_from(fields[name]) for name in names if name not in {"id", "at"}]
    # Undated rows are dated by the import itself, so their instants differ from one import to the next.
    at_once = or_(had.c.at == fields["at"], IntakeRow.created_at.is_(None))
    known = exists().where(had.c.lead_id == IntakeRow.lead_id, at_once, *same)
    return Effect(
        insert(Touch).from_select(
            ["lead_id", "batch_id", *names],
            select(IntakeRow.lead_id, batch_id, *(fields[name] for name in names))
            .select_from(joined)
            .where(is_lead, or_(IntakeRow.result == CREATED, ~known)),
        ),
        None,
    )


def add_milestones(batch_id: Arg, milestones: Arg) -> Iterator[Effect]:
    """A reachable lead is a MAL from the day it came; the source dates the others."""
    columns = ["lead_id", "milestone", "at", "by_id", "is_suspect", "batch_id"]
    mal = literal(Milestone.MAL.value, TEXT)
    nobody = typed_null(ID)
    yield Effect(
        insert(ReachedMilestone).from_select(
            columns,
            select(Lead.id, mal, Lead.created_at, nobody, false(), batch_id).where(
                Lead.id.in_(select(IntakeRow.lead_id).where(MINE)),
                Lead.is_reachable,
                ~exists().where(ReachedMilestone.lead_id == Lead.id, ReachedMilestone.milestone == mal),
            ),
        ),
        None,
    )
    fields, joined, is_lead = of_rows(milestones, MilestoneOf)
    known = exists().where(
        ReachedMilestone.lead_id == IntakeRow.lead_id, ReachedMilestone.milestone == fields["milestone"]
    )
    first = func.min(fields["at"])
    yield Effect(
        insert(ReachedMilestone).from_select(
            columns,
            select(IntakeRow.lead_id, fields["milestone"], first, nobody, first < Lead.created_at, batch_id)
            .select_from(joined.join(Lead.__table__, Lead.id == IntakeRow.lead_id))
            .where(is_lead, ~known)
            .group_by(IntakeRow.lead_id, fields["milestone"], Lead.created_at),
        ),
        None,
    )


def add_notes(batch_id: Arg) -> Effect:
    """A note the lead already carries in the same words is not written twice."""
    had = Activity.__table__.alias("had")
    known = exists().where(
        had.c.lead_id == IntakeRow.lead_id,
        had.c.kind == ActivityKind.NOTE.value,
        had.c.words == IntakeRow.note,
    )
    return Effect(
        insert(Activity).from_select(
            [
                "id", "lead_id", "kind", "by_id", "at", "ended_at", "phone", "outcome", "is_attempt", "is_connected",
                "words", "batch_id",
            ],
            select(
                IntakeRow.note_id, IntakeRow.lead_id, literal(ActivityKind.NOTE.value, TEXT), ACTOR, NOW, NOW,
                typed_null(TEXT), typed_null(TEXT), false(), false(), IntakeRow.note, batch_id,
            ).where(MINE, IntakeRow.lead_id.is_not(None), IntakeRow.note.is_not(None), ~known),
        ),
        None,
    )  # fmt: skip
