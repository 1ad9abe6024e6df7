"""Members of the team and when they are away."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class Member(Shared):
    """One role of one person; a person alone holds several (spec section 2)."""

    __tablename__ = "member"
    __table_args__ = (Index("ix_member_name_key", "name_key"),)
    topic = Topic.PEOPLE
    told_by: ClassVar[str] = "id"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    """Who holds this role; the same for all hats of one person."""
    name: Mapped[str]
    name_key: Mapped[str]
    """Normal form of the name, for matching owners named in files."""
    login: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    is_active: Mapped[bool]
    """People met in files only are kept inactive and are never assigned anything."""
    weight: Mapped[int]
    """Share in the round robin, 1 or more (spec section 9)."""
    grade_low: Mapped[int]
    """Lowest lead grade taken: 1 is D, 4 is A."""
    grade_high: Mapped[int]
    capacity: Mapped[int]
    """Most hand-overs taken in the last rolling 30 days."""
    credit: Mapped[int]
    """Running credit of the smooth weighted round robin."""
    created_at: Mapped[int]
    calendar: Mapped[str | None]
    """Key of the calendar whose hours this member keeps; NULL keeps the team's."""
    team: Mapped[str | None]
    """What the part of the team is called that this person works in; a name for lists, no limit of sight."""


class Absence(Shared):
    """A time in which a member gets no hand-overs."""

    __tablename__ = "absence"
    __table_args__ = (Index("ix_absence_member_id", "member_id"),)
    topic = Topic.PEOPLE
    told_by: ClassVar[str] = "member_id"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID]
    from_at: Mapped[int]
    until_at: Mapped[int]
    """The first instant of being back."""
    words: Mapped[str | None]


class DeskSeen(Shared):
    """A computer somebody works on in a joined workspace, as it told of itself last."""

    __tablename__ = "desk_seen"
    __table_args__ = (Index("ix_desk_seen_member_id", "member_id"),)
    topic = Topic.PEOPLE
    told_by: ClassVar[str] = "member_id"

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID]
    at: Mapped[int]
    """By the clock of who judges."""
    version: Mapped[str]
    """Of the program there."""
    refused_count: Mapped[int]
    """Things done there that the rules refused and their author has not dealt with yet."""
