"""Carrying a chunk of rows: update by the source's id, merge on strong evidence, else create (spec section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from app.models.activity import Activity
from app.models.imports import ImportBatch, ImportRow
from app.models.leads import Lead, SuspectedPair, Touch
from app.models.merging import Merge
from app.models.people import Member
from app.models.playbook import Stage
from app.models.vocabulary import SDR_ROLES, BatchState, Fact, Role
from app.services.importing import matching, writing
from app.services.importing.fields import CREATED, MERGED, SET_ASIDE, UPDATED
from app.services.importing.records import Custom, MilestoneOf, Person, Point, Row, TagOf, TouchOf, WeakKey
from app.services.kernel.command import Decision, Effect, Guard
from app.services.kernel.expressions import ACTOR, CMD, ID, TEXT, WHOLE, Field, each
from app.services.kernel.filling import are_distinct
from app.services.limits import current_version, stage_for, team_turn

CHUNK_ROWS = 500
type Some[T] = Annotated[tuple[T, ...], msgspec.Meta(max_length=5_000)]


class CarryRows(Decision, frozen=True, kw_only=True):
    """Rows of an import become leads, update the leads they name by the source's id, or merge on strong evidence."""

    kind = "intake.rows"
    roles = frozenset({*SDR_ROLES, Role.MARKETING, Role.SALES_LEAD, Role.ADMIN})
    batch_id: UUID
    rows: Annotated[tuple[Row, ...], msgspec.Meta(min_length=1, max_length=CHUNK_ROWS)]
    points: Some[Point]
    customs: Annotated[tuple[Custom, ...], msgspec.Meta(max_length=30_000)]
    tags: Some[TagOf]
    domains: Some[WeakKey]
    milestones: Some[MilestoneOf]
    touches: Some[TouchOf]
    people: Some[Person]

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        batch_id = cls.arg("batch_id")
        yield Guard("unknown_batch", exists().where(ImportBatch.id == batch_id))
        yield Guard("not_yours", exists().where(ImportBatch.id == batch_id, ImportBatch.by_id == ACTOR))
        is_open = exists().where(ImportBatch.id == batch_id, ImportBatch.state == BatchState.OPEN.value)
        yield Guard("batch_closed", is_open)
        yield from _no_doubles(cls)
        rows = each(cls.arg("rows"), "rows_known")
        number, new_id = Field(rows, "row_no", WHOLE), Field(rows, "new_id", ID)
        carried = exists().where(ImportRow.batch_id == batch_id, ImportRow.row_no == number)
        yield Guard("row_carried_before", ~select(number).select_from(rows).where(carried).exists())
        vanished = exists().where(Merge.gone_id == new_id)
        taken = or_(exists().where(Lead.id == new_id), vanished)
        yield Guard("exists_already", ~select(number).select_from(rows).where(taken).exists())
        touches = each(cls.arg("touches"), "touches_known")
        same_touch = exists().where(Touch.id == Field(touches, "id", ID))
        yield Guard(
            "exists_already",
            ~select(Field(touches, "id", ID)).select_from(touches).where(same_touch).exists(),
        )
        noted = exists().where(Activity.id == Field(rows, "note_id", ID))
        yield Guard("exists_already", ~select(number).select_from(rows).where(noted).exists())
        people = each(cls.arg("people"), "people_known")
        person_id = Field(people, "member_id", ID)
        # Their login is the id as it travels, so it must be free too.
        text_id = Field(people, "member_id", TEXT)
        known_person = exists().where(or_(Member.id == person_id, Member.login == text_id))
        yield Guard("exists_already", ~select(person_id).select_from(people).where(known_person).exists())
        names = ("company", "contact_name", "phone", "email", "external_id")
        says_nothing = and_(*(Field(rows, name, TEXT).is_(None) for name in names))
        yield Guard("empty_row", ~select(number).select_from(rows).where(says_nothing).exists())
        stage = Field(rows, "stage", TEXT)
        known = exists().where(Stage.version == current_version(), Stage.key == stage)
        first_stage = stage_for(Fact.ACCEPTED_BY_INTAKE)
        astray = or_(and_(stage.is_not(None), ~known), and_(stage.is_(None), first_stage.is_(None)))
        unknown = select(number).select_from(rows).where(astray)
        yield Guard("unknown_stage", ~unknown.exists())

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()
        yield select(ImportBatch.id).where(ImportBatch.id == cls.arg("batch_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from matching.stage_rows(cls)
        yield from matching.decide()
        yield from writing.write(cls)
        yield from matching.suspect(cls.arg("batch_id"))
        yield from matching.clear()

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        def count(result: str) -> ColumnElement[Any]:
            rows = select(func.count()).select_from(ImportRow)
            return (
                rows.where(ImportRow.cmd_id == CMD, ImportRow.result == result)
                .scalar_subquery()
                .label(result)
            )

        pairs = select(func.count()).select_from(SuspectedPair).where(SuspectedPair.cmd_id == CMD)
        return select(
            *(count(result) for result in (CREATED, UPDATED, MERGED, SET_ASIDE)),
            pairs.scalar_subquery().label("to_review"),
        )


def _no_doubles(cls: type[CarryRows]) -> Iterator[Guard]:
    for array, names in (
        ("rows", ("row_no",)),
        ("rows", ("new_id",)),
        ("points", ("row_no", "kind", "position")),
        ("customs", ("row_no", "name")),
        ("tags", ("row_no", "tag")),
        ("domains", ("row_no", "domain")),
        ("milestones", ("row_no", "milestone")),
        ("touches", ("id",)),
        ("people", ("member_id",)),
        ("people", ("name_key", "role")),
    ):
        yield Guard("listed_twice", are_distinct(cls.arg(array), *names))
    yield Guard("listed_twice", _notes_differ(cls))


def _notes_differ(cls: type[CarryRows]) -> ColumnElement[bool]:
    rows = each(cls.arg("rows"), "noted")
    note_id = Field(rows, "note_id", ID)
    twice = (
        select(note_id)
        .select_from(rows)
        .where(note_id.is_not(None))
        .group_by(note_id)
        .having(func.count() > 1)
    )
    half = (
        select(note_id)
        .select_from(rows)
        .where(
            or_(
                and_(note_id.is_(None), Field(rows, "note", TEXT).is_not(None)),
                and_(note_id.is_not(None), Field(rows, "note", TEXT).is_(None)),
            )
        )
    )
    return and_(~twice.exists(), ~half.exists())
