"""Call lists as people see them, and a filter that was clicked together as the written one a list keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, or_, select

from app.clock import from_micros
from app.models.call_lists import CallList, CallListLead
from app.models.leads import Tag
from app.models.people import Member
from app.models.playbook import Stage
from app.models.search_index import LeadRow, RowCode
from app.models.vocabulary import Milestone, Role, StageKind
from app.services.filter_text import Comparison, Expression, Op, Value, all_of, any_of, parse, written
from app.services.lead_list import LeadsWhere
from app.services.lead_rows import ORDERS
from app.services.limits import current_version
from app.services.playbook.document import Text

NEWEST = "created_at"
_SEARCHED = ("company", "contact_name", "phone", "email")


@dataclass(frozen=True, slots=True)
class SavedList:
    """One list.

    Attributes:
        expression: Its written filter, empty for all leads; ``None`` where leads were picked by hand.
        count: How many were picked by hand; ``None`` for a filter.
        may_change: Whether whoever asks may rename it or put it away.
    """

    list_id: UUID
    name: str
    expression: str | None
    sort: str
    is_descending: bool
    is_shared: bool
    is_own: bool
    may_change: bool
    owner_name: str
    count: int | None


def call_lists(member_id: UUID) -> Callable[[Connection], list[SavedList]]:
    """Return the question for the lists somebody sees: their own and the team's, by name."""

    def ask(db: Connection) -> list[SavedList]:
        is_lead = db.execute(
            select(Member.role == Role.TEAM_LEAD.value).where(Member.id == member_id)
        ).scalar()
        picked = select(func.count()).where(CallListLead.list_id == CallList.id).scalar_subquery()
        rows = db.execute(
            select(CallList, Member.name.label("owner_name"), picked.label("picked"))
            .outerjoin(Member, Member.id == CallList.owner_id)
            .where(
                CallList.is_dropped.is_(False),
                or_(CallList.owner_id == member_id, CallList.is_shared.is_(True)),
            )
            .order_by(CallList.name, CallList.id)
        ).all()
        return [
            SavedList(
                list_id=row.id,
                name=row.name,
                expression=row.expression,
                # A list of a newer version may be ordered by what this one does not know.
                sort=row.sort if row.sort in ORDERS else NEWEST,
                is_descending=row.is_descending,
                is_shared=row.is_shared,
                is_own=row.owner_id == member_id,
                may_change=row.owner_id == member_id or bool(is_lead and row.is_shared),
                owner_name=row.owner_name or "",
                count=row.picked if row.expression is None else None,
            )
            for row in rows
        ]

    return ask


def tags_in_use(db: Connection) -> list[tuple[str, int]]:
    """Return the words put on leads and on how many, the most used first."""
    how_many = func.count().label("how_many")
    rows = db.execute(
        select(Tag.tag, how_many).group_by(Tag.tag).order_by(how_many.desc(), Tag.tag).limit(40)
    )
    return [(row.tag, row.how_many) for row in rows]


def stages_for_sales(db: Connection) -> list[tuple[str, Text]]:
    """Return the stages a rep may move leads among, in the order of the lifecycle."""
    kinds = [StageKind.OPEN.value, StageKind.WON.value]
    rows = db.execute(
        select(Stage.key, Stage.title_zh, Stage.title_en)
        .where(Stage.version == current_version(), Stage.kind.in_(kinds))
        .order_by(Stage.position, Stage.key)
    )
    return [(row.key, Text(zh=row.title_zh, en=row.title_en)) for row in rows]


@dataclass(frozen=True, slots=True)
class Named:
    """What the keys in a written filter are called."""

    stages: tuple[tuple[str, Text], ...]
    people: tuple[tuple[str, str], ...]
    """Logins and names."""


def names_for_filters(db: Connection) -> Named:
    """Return what a sentence needs to say a written filter."""
    stages = db.execute(
        select(Stage.key, Stage.title_zh, Stage.title_en).where(Stage.version == current_version())
    )
    people = db.execute(select(Member.login, Member.name).order_by(Member.login))
    return Named(
        tuple((row.key, Text(zh=row.title_zh, en=row.title_en)) for row in stages),
        tuple((row.login, row.name) for row in people),
    )


# A filter as it is written ----------------------------------------------------------------------------------------


def written_filter(where: LeadsWhere) -> Callable[[Connection], str | None]:
    """Return the question for a filter in writing; empty for all leads.

    It is ``None`` for what cannot be written: the leads behind a number of a report, or a part of a list that was
    picked by hand. What was typed to find a lead becomes a search for it in names, phones and e-mails.
    """

    def ask(db: Connection) -> str | None:
        if where.selection is not None or where.board is not None:
            return None
        parts = [*_plain(where), *_of_people(db, where)]
        if where.stage_kinds:
            parts.append(_one_of("stage", _of_kinds(db, where.stage_kinds)))
        if where.expression:
            parts.append(parse(where.expression))
        if where.call_list is not None:
            kept = db.execute(select(CallList.expression).where(CallList.id == where.call_list)).scalar()
            if kept is None:
                return None
            parts += [parse(kept)] if kept else []
        return written(all_of(parts)) if parts else ""

    return ask


def _plain(where: LeadsWhere) -> Iterable[Expression]:
    if where.text:
        yield any_of([Comparison(field, Op.CONTAINS, (where.text,)) for field in _SEARCHED])
    sets: Sequence[tuple[str, frozenset[str]]] = (
        ("stage", where.stages), ("channel", where.channels), ("region", where.regions),
        ("industry", where.industries), ("company_size", where.sizes),
    )  # fmt: skip
    for field, values in sets:
        if values:
            yield _one_of(field, sorted(values))
    compared: Sequence[tuple[str, Op, Value | None]] = (
        ("batch", Op.EQ, str(where.batch) if where.batch else None),
        ("tags", Op.EQ, where.tag or None),
        ("score", Op.GE, _whole(where.score_from)),
        ("score", Op.LT, _whole(where.score_below)),
        ("created_at", Op.GE, _instant(where.created_from)),
        ("created_at", Op.LT, _instant(where.created_before)),
        ("created_at", Op.GE, None if where.created_days is None else f"{where.created_days} days ago"),
        ("maturity", Op.GE, _whole(where.maturity_from)),
        ("owner", Op.EQ, "" if where.is_unowned else None),
    )
    for field, op, value in compared:
        if value is not None:
            yield Comparison(field, op, (value,))
    if where.has_next_step is not None:
        yield Comparison("next_step_at", Op.NE if where.has_next_step else Op.EQ, ("",))
    if where.is_reachable is not None:
        yield Comparison("reachable", Op.EQ, (Decimal(int(where.is_reachable)),))
    if where.reached is not None:
        order = list(Milestone)
        later = order[order.index(where.reached) :]
        yield any_of([Comparison(f"{one.value}_at", Op.NE, ("",)) for one in later])


def _of_people(db: Connection, where: LeadsWhere) -> Iterable[Expression]:
    for field, member_id in (("owner", where.owner), ("rep", where.rep)):
        if member_id is not None:
            login = db.execute(select(Member.login).where(Member.id == member_id)).scalar()
            yield Comparison(field, Op.EQ, (login or str(member_id),))


def _of_kinds(db: Connection, kinds: frozenset[StageKind]) -> list[str]:
    of_kinds = Stage.kind.in_(sorted(kind.value for kind in kinds))
    rows = db.execute(
        select(Stage.key)
        .where(Stage.version == current_version(), of_kinds)
        .order_by(Stage.position, Stage.key)
    )
    return list(rows.scalars())


def _one_of(field: str, values: Sequence[str]) -> Expression:
    if len(values) == 1:
        return Comparison(field, Op.EQ, (values[0],))
    return Comparison(field, Op.IN, tuple(values) or ("",))


def _whole(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _instant(at: int | None) -> str | None:
    return None if at is None else from_micros(at).isoformat()


# What a filter can be clicked together of -------------------------------------------------------------------------


class Narrowing(StrEnum):
    """A way to narrow the list of leads beyond its bar, in the order it is offered."""

    SCORE = "score"
    CREATED = "created"
    TAG = "tag"
    REGION = "region"
    INDUSTRY = "industry"
    SIZE = "size"
    REACHED = "reached"
    MATURITY = "maturity"
    REACHABLE = "reachable"
    REP = "rep"


def values_for(by: Narrowing) -> Callable[[Connection], list[tuple[str, str, int]]]:
    """Return the question for the values leads can be narrowed to: key, name and on how many leads.

    The most used come first, at most 40; what people choose from a fixed scale (score, dates) has none here.
    """

    def ask(db: Connection) -> list[tuple[str, str, int]]:
        if by is Narrowing.TAG:
            return [(tag, tag, count) for tag, count in tags_in_use(db)]
        columns: Mapping[Narrowing, ColumnElement[Any]] = {
            Narrowing.REGION: LeadRow.region.expression,
            Narrowing.INDUSTRY: LeadRow.industry.expression,
            Narrowing.SIZE: LeadRow.size.expression,
            Narrowing.REP: LeadRow.rep.expression,
        }
        column = columns.get(by)
        if column is None:
            return []
        how_many = func.count().label("how_many")
        counted = (
            select(column.label("code"), how_many).where(column.is_not(None)).group_by(column).subquery()
        )
        rows = db.execute(
            select(RowCode.word, counted.c.how_many)
            .join(RowCode, RowCode.code == counted.c.code)
            .order_by(counted.c.how_many.desc(), RowCode.word)
            .limit(40)
        ).all()
        if by is not Narrowing.REP:
            return [(row.word, row.word, row.how_many) for row in rows]
        names = {row.id.hex: row.name for row in db.execute(select(Member.id, Member.name))}
        return [(row.word, names.get(row.word, row.word), row.how_many) for row in rows]

    return ask
