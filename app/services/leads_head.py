"""What stands above the list of leads: how many there are, and by what they can be narrowed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from app.models.people import Member
from app.models.playbook import Channel, Stage
from app.models.search_index import LeadRow, RowCode
from app.models.vocabulary import Role
from app.services.limits import current_version
from app.services.playbook.document import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """A value leads can be narrowed by, and how many have it; an empty key is a blank in the source."""

    key: str
    title: Text
    count: int


@dataclass(frozen=True, slots=True)
class LeadsHead:
    """The leads of this desk at a glance."""

    role: Role
    total: int
    mine: int
    unowned: int
    stages: tuple[Choice, ...]
    """In the order of the lifecycle; stages without a lead are left out."""
    channels: tuple[Choice, ...]
    """The most used first."""


def leads_head(db: Connection, member_id: UUID) -> LeadsHead:
    """Return what stands above the list, for a member."""
    role = db.execute(select(Member.role).where(Member.id == member_id)).scalar_one()
    me = select(RowCode.code).where(RowCode.word == member_id.hex).scalar_subquery()
    total, mine, unowned = (
        select(func.count()).select_from(LeadRow).where(*where).scalar_subquery()
        for where in ((), (LeadRow.owner == me,), (LeadRow.owner.is_(None),))
    )
    counts = db.execute(select(total, mine, unowned)).one()
    return LeadsHead(Role(role), *counts, tuple(_stages(db)), tuple(_channels(db)))


def _stages(db: Connection) -> list[Choice]:
    counted = select(LeadRow.stage, func.count().label("count")).group_by(LeadRow.stage).subquery()
    rows = db.execute(
        select(Stage.key, Stage.title_zh, Stage.title_en, counted.c.count)
        .select_from(counted)
        .join(RowCode, RowCode.code == counted.c.stage)
        .join(Stage, and_(Stage.key == RowCode.word, Stage.version == current_version()))
        .order_by(Stage.position)
    )
    return [Choice(key, Text(zh=zh, en=en), count) for key, zh, en, count in rows]


def _channels(db: Connection) -> list[Choice]:
    counted = select(LeadRow.channel, func.count().label("count")).group_by(LeadRow.channel).subquery()
    rows = db.execute(
        select(RowCode.word, Channel.title_zh, Channel.title_en, counted.c.count)
        .select_from(counted)
        .join(RowCode, RowCode.code == counted.c.channel)
        .outerjoin(Channel, Channel.key == RowCode.word)
        .order_by(counted.c.count.desc(), RowCode.word)
    )
    return [Choice(key, Text(zh=zh or key, en=en or key), count) for key, zh, en, count in rows]
