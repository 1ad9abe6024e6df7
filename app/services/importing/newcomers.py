"""People and channels that a file names and nobody here knows yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, insert, literal, select

from app.models.imports import IntakeRow
from app.models.people import Member
from app.models.playbook import Channel
from app.models.vocabulary import REP_ROLES, SDR_ROLES
from app.services.importing.chunk_rows import MINE
from app.services.importing.records import Person
from app.services.kernel.command import Effect
from app.services.kernel.expressions import NOW, TEXT, WHOLE, Arg, Field, each, typed_null
from app.services.kernel.wire import shape_of


def meet_people(people: Arg) -> Iterator[Effect]:
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


def meet_channels() -> Effect:
    """A channel first met in a file is added under its own name."""
    known = exists().where(Channel.key == IntakeRow.channel)
    named = and_(IntakeRow.channel.is_not(None), IntakeRow.channel != "")
    unknown = typed_null(Channel.__table__.c.is_digital.type)
    return Effect(
        insert(Channel).from_select(
            ["key", "title_zh", "title_en", "is_digital", "is_paid"],
            select(IntakeRow.channel, IntakeRow.channel, IntakeRow.channel, unknown, unknown)
            .where(MINE, named, ~known)
            .distinct(),
        ),
        None,
    )
