"""What a chunk writes once it is settled which lead each row is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, case, exists, false, func, insert, literal, or_, select, update

from app.clock import DAY
from app.models.activity import Activity
from app.models.imports import (
    CompanyFacts,
    ImportBatch,
    ImportBefore,
    ImportRow,
    IntakeCustom,
    IntakePoint,
    IntakeRow,
)
from app.models.leads import (
    ContactPoint,
    CustomField,
    Lead,
    LeadKey,
    Ownership,
    ReachedMilestone,
    StageMove,
    Tag,
    Touch,
)  # fmt: skip
from app.models.people import Member
from app.models.playbook import Channel
from app.models.vocabulary import (
    REP_ROLES,
    SDR_ROLES,
    ActivityKind,
    Evidence,
    Fact,
    Milestone,
    Role,
)  # fmt: skip
from app.services.holding import first_response
from app.services.importing.fields import CREATED, FACTS, IMPORTED, LEAD_FIELDS, MERGED, NOBODYS, UPDATED
from app.services.importing.matching import keys_of_rows
from app.services.importing.records import MilestoneOf, Person, TagOf, TouchOf
from app.services.kernel.command import Command, Effect
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, Arg, Field, each, typed_null
from app.services.kernel.wire import shape_of
from app.services.limits import stage_for

if TYPE_CHECKING:
    import msgspec


_MINE = IntakeRow.cmd_id == CMD
_CREATED = and_(_MINE, IntakeRow.result == CREATED)
_HIT = and_(_MINE, IntakeRow.result.in_((UPDATED, MERGED)))
_NEVER_FILLED = ("channel", "stage", "phone_status", "is_reachable", "score", "created_at")
_FILLED = tuple(name for name in LEAD_FIELDS if name not in _NEVER_FILLED)


def write(cls: type[Command]) -> Iterator[Effect]:
    """Yield everything a chunk writes, in order."""
    batch_id = cls.arg("batch_id")
    yield from _meet_people(cls.arg("people"))
    yield _meet_channels()
    yield from _keep_before(batch_id)
    yield _create(batch_id)
    yield _update()
    yield from _own()
    yield from _move()
    yield _points(batch_id)
    yield from _keys(batch_id, cls.arg("domains"))
    yield from _customs(batch_id)
    yield _tags(batch_id, cls.arg("tags"))
    yield _touches(batch_id, cls.arg("touches"))
    yield from _milestones(batch_id, cls.arg("milestones"))
    yield _notes(batch_id)
    yield from _company_facts()
    yield _outcome(batch_id)


def _meet_people(people: Arg) -> Iterator[Effect]:
    """Unknown people of a source become inactive members of that name, never assigned anything."""
    met = each(people, "met")
    named = {part.name: Field(met, part.name, part.sql_type) for part in shape_of(Person).parts}
    for group in (SDR_ROLES, REP_ROLES):
        known = exists().where(Member.name_key == named["name_key"], Member.role.in_(sorted(group)))
        text_id = _text(named["member_id"])
        yield Effect(
            insert(Member).from_select(
                [
                    "id", "person_id", "name", "name_key", "login", "role", "is_active", "weight", "grade_low",
                    "grade_high", "capacity", "credit", "created_at",
                ],
                select(
                    named["member_id"], named["member_id"], named["name"], named["name_key"], text_id,
                    named["role"], false(), literal(1, WHOLE), literal(1, WHOLE), literal(4, WHOLE),
                    literal(0, WHOLE), literal(0, WHOLE), NOW,
                )
                .select_from(met)
                .where(named["role"].in_(sorted(group)), ~known),
            ),
            None,
        )  # fmt: skip


def _text(member_id: Field) -> ColumnElement[Any]:
    """Return the id as it travelled: a login nobody signs in with."""
    return Field(member_id.rows, member_id.field_name, TEXT)


def _meet_channels() -> Effect:
    known = exists().where(Channel.key == IntakeRow.channel)
    named = and_(IntakeRow.channel.is_not(None), IntakeRow.channel != "")
    unknown = typed_null(Channel.__table__.c.is_digital.type)
    return Effect(
        insert(Channel).from_select(
            ["key", "title_zh", "title_en", "is_digital", "is_paid"],
            select(IntakeRow.channel, IntakeRow.channel, IntakeRow.channel, unknown, unknown)
            .where(_MINE, named, ~known)
            .distinct(),
        ),
        None,
    )


def _keep_before(batch_id: Arg) -> Iterator[Effect]:
    names = [*LEAD_FIELDS, "owner_id", "rep_id"]
    columns = [Lead.__table__.c[name] for name in names]
    hit = select(IntakeRow.lead_id).where(_HIT)
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


def _create(batch_id: Arg) -> Effect:
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
        "score": func.coalesce(row.score, 0),
        "created_at": created_at,
        "sub_state": typed_null(TEXT),
        "owner_id": _owner(batch_id),
        "rep_id": _person(row.rep_key, REP_ROLES),
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
            .where(_CREATED),
        ),
        None,
    )


def _owner(batch_id: Arg) -> ColumnElement[Any]:
    default = select(ImportBatch.owner_id).where(ImportBatch.id == batch_id).scalar_subquery()
    return case((IntakeRow.owner_key.is_(None), default), else_=_person(IntakeRow.owner_key, SDR_ROLES))


def _person(name_key: Any, roles: frozenset[Role]) -> ColumnElement[Any]:
    return (
        select(Member.id)
        .where(Member.name_key == name_key, Member.role.in_(sorted(roles)))
        .order_by(Member.is_active.desc().nulls_last(), Member.created_at.asc().nulls_last(), Member.id)
        .limit(1)
        .scalar_subquery()
    )


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


def _update() -> Effect:
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
        "score": func.coalesce(_told("score", UPDATED), Lead.score),
        "created_at": func.coalesce(_told("created_at", UPDATED), Lead.created_at),
        "phone_status": case((or_(has_phone, Lead.phone.is_(None)),
                              func.coalesce(_status(UPDATED), _status(MERGED), Lead.phone_status)),
                             else_=Lead.phone_status),
        "is_reachable": or_(Lead.is_reachable, now_reachable),
        "rep_id": func.coalesce(_named("rep_key", REP_ROLES), Lead.rep_id),
        "changed_at": NOW,
    }  # fmt: skip
    hit = select(IntakeRow.lead_id).where(_HIT)
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
    return _person(_told(key, UPDATED), roles)


def _own() -> Iterator[Effect]:
    """Owners named for leads we have give them over, unless somebody claimed or was assigned the lead here."""
    decided = Ownership.__table__.alias("decided")
    held = exists().where(
        decided.c.lead_id == Lead.id, decided.c.until_at.is_(None), decided.c.how != "intake"
    )
    hit = select(IntakeRow.lead_id).where(
        _MINE, IntakeRow.result == UPDATED, IntakeRow.owner_key.is_not(None)
    )
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
    yield Effect(update(Lead).where(changes).values(owner_id=owner), None)
    open_now = Ownership.__table__.alias("open_now")
    touched = select(IntakeRow.lead_id).where(_MINE)
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


def _move() -> Iterator[Effect]:
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
    fresh = select(IntakeRow.lead_id).where(_CREATED)
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
    hit = select(IntakeRow.lead_id).where(_MINE, IntakeRow.result == UPDATED, IntakeRow.stage.is_not(None))
    moves = and_(Lead.id.in_(hit), Lead.stage != stage, ~moved_here)
    yield Effect(
        insert(StageMove).from_select(
            columns, select(CMD, Lead.id, Lead.stage, stage, fact, ACTOR, NOW, *tail).where(moves)
        ),
        None,
    )
    yield Effect(update(Lead).where(moves).values(stage=stage), None)


def _points(batch_id: Arg) -> Effect:
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
            .where(_MINE, IntakeRow.lead_id.is_not(None), ~same),
        ),
        None,
    )  # fmt: skip


def _keys(batch_id: Arg, domains: Arg) -> Iterator[Effect]:
    for evidence in (
        Evidence.SOURCE_ID, Evidence.EMAIL_AND_NAME, Evidence.PHONE_AND_NAME, Evidence.EMAIL, Evidence.PHONE,
        Evidence.COMPANY,
    ):  # fmt: skip
        shown = keys_of_rows(evidence).subquery("shown")
        yield _new_keys(select(shown.c.lead_id, shown.c.kind, shown.c.key), shown.c, batch_id)
    rows = each(domains, "rows")
    domain = Field(rows, "domain", TEXT)
    of_row = and_(_MINE, IntakeRow.row_no == Field(rows, "row_no", WHOLE), IntakeRow.lead_id.is_not(None))
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


def _of_rows(array: Arg, record: type[msgspec.Struct]) -> tuple[dict[str, Field], Any, ColumnElement[bool]]:
    """Return the fields of an array's records, the records with their rows, and whether the row is a lead.

    The outer join keeps SQLite from walking the array once for every row; what it adds is left out again.
    """
    records = each(array, f"of_{array.key}")
    fields = {part.name: Field(records, part.name, part.sql_type) for part in shape_of(record).parts}
    joined = records.join(
        IntakeRow.__table__,
        and_(_MINE, IntakeRow.row_no == fields["row_no"], IntakeRow.lead_id.is_not(None)),
        isouter=True,
    )
    return fields, joined, func.coalesce(IntakeRow.row_no, literal(0, WHOLE)) > 0


def _customs(batch_id: Arg) -> Iterator[Effect]:
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
    hit = select(IntakeRow.lead_id).where(_HIT)
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
                _MINE,
                IntakeRow.lead_id.is_not(None),
                ~known,
                or_(IntakeRow.result == CREATED, ~overtaken.exists()),
            ),
        ),
        None,
    )


def _tags(batch_id: Arg, tags: Arg) -> Effect:
    fields, joined, is_lead = _of_rows(tags, TagOf)
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


def _touches(batch_id: Arg, touches: Arg) -> Effect:
    """A touch the lead already has is not told twice: a list imported again adds none."""
    fields, joined, is_lead = _of_rows(touches, TouchOf)
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


def _milestones(batch_id: Arg, milestones: Arg) -> Iterator[Effect]:
    """A reachable lead is a MAL from the day it came; the source dates the others."""
    columns = ["lead_id", "milestone", "at", "by_id", "is_suspect", "batch_id"]
    mal = literal(Milestone.MAL.value, TEXT)
    nobody = typed_null(ID)
    yield Effect(
        insert(ReachedMilestone).from_select(
            columns,
            select(Lead.id, mal, Lead.created_at, nobody, false(), batch_id).where(
                Lead.id.in_(select(IntakeRow.lead_id).where(_MINE)),
                Lead.is_reachable,
                ~exists().where(ReachedMilestone.lead_id == Lead.id, ReachedMilestone.milestone == mal),
            ),
        ),
        None,
    )
    fields, joined, is_lead = _of_rows(milestones, MilestoneOf)
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


def _notes(batch_id: Arg) -> Effect:
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
            ).where(_MINE, IntakeRow.lead_id.is_not(None), IntakeRow.note.is_not(None), ~known),
        ),
        None,
    )  # fmt: skip


def _company_facts() -> Iterator[Effect]:
    """Remember what this chunk says of companies: the first word on each fact stays."""
    said = IntakeRow.__table__.alias("said_of_it")

    def first(name: str, company_key: Any) -> ColumnElement[Any]:
        return (
            select(said.c[name])
            .where(said.c.cmd_id == CMD, said.c.company_key == company_key, said.c[name].is_not(None))
            .order_by(said.c.row_no)
            .limit(1)
            .scalar_subquery()
        )

    mentioned = select(IntakeRow.company_key).where(_MINE, IntakeRow.company_key.is_not(None))
    yield Effect(
        update(CompanyFacts)
        .where(CompanyFacts.company_key.in_(mentioned))
        .values({
            name: func.coalesce(getattr(CompanyFacts, name), first(name, CompanyFacts.company_key)) for name in FACTS
        }),
        None,
    )  # fmt: skip
    fresh = (
        mentioned.where(~exists().where(CompanyFacts.company_key == IntakeRow.company_key))
        .distinct()
        .subquery("fresh")
    )
    yield Effect(
        insert(CompanyFacts).from_select(
            ["company_key", *FACTS],
            select(fresh.c.company_key, *(first(name, fresh.c.company_key) for name in FACTS)),
        ),
        None,
    )


def _outcome(batch_id: Arg) -> Effect:
    words = case((IntakeRow.junk.is_not(None), IntakeRow.words), else_=typed_null(TEXT))
    return Effect(
        insert(ImportRow).from_select(
            ["batch_id", "row_no", "cmd_id", "at", "lead_id", "result", "reason", "words"],
            select(
                batch_id,
                IntakeRow.row_no,
                CMD,
                NOW,
                IntakeRow.lead_id,
                IntakeRow.result,
                IntakeRow.reason,
                words,
            ).where(_MINE),
        ),
        None,
    )
