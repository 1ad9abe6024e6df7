"""People of the team: members, their share of the work, their absence (spec sections 2 and 9)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, delete, exists, insert, literal, or_, select, update

from app.models.people import Absence, Member
from app.models.vocabulary import REP_ROLES, Role
from app.services.calendar_rows import is_laid_down
from app.services.kernel.command import Decision, Effect, Guard, Instant, Key, Line
from app.services.kernel.expressions import ACTOR, NOW, WHOLE
from app.services.limits import team_turn

WHO_KEEPS_PEOPLE = frozenset({Role.TEAM_LEAD, Role.SALES_LEAD, Role.ADMIN})

type Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
type Login = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
type Weight = Annotated[int, msgspec.Meta(ge=1, le=1000)]
type GradeNumber = Annotated[int, msgspec.Meta(ge=1, le=4)]
type Capacity = Annotated[int, msgspec.Meta(ge=0, le=100_000)]


class AddMember(Decision, frozen=True, kw_only=True):
    """Whoever keeps the team adds a member: one role of one person."""

    kind = "member.add"
    roles = WHO_KEEPS_PEOPLE
    member_id: UUID
    person_id: UUID
    name: Name
    name_key: Line
    """Normal form of the name; a wrong one only hides the member from files that name them."""
    login: Login
    role: Role
    weight: Weight
    grade_low: GradeNumber
    grade_high: GradeNumber
    capacity: Capacity

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("exists_already", ~exists().where(Member.id == cls.arg("member_id")))
        yield Guard("login_taken", ~exists().where(Member.login == cls.arg("login")))
        yield Guard("grades_crossed", cls.arg("grade_low") <= cls.arg("grade_high"))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        names = [
            "person_id",
            "name",
            "name_key",
            "login",
            "role",
            "weight",
            "grade_low",
            "grade_high",
            "capacity",
        ]
        yield Effect(
            insert(Member).from_select(
                ["id", *names, "is_active", "credit", "created_at"],
                select(
                    cls.arg("member_id"),
                    *(cls.arg(name) for name in names),
                    literal(True),
                    literal(0, WHOLE),
                    NOW,
                ),
            )
        )


class ChangeMember(Decision, frozen=True, kw_only=True):
    """A member's name, share of hand-overs, grades, capacity or standing is changed; their record stays.

    With another share the turns of all reps are counted anew.
    """

    kind = "member.change"
    roles = WHO_KEEPS_PEOPLE
    member_id: UUID
    name: Name
    name_key: Line
    is_active: bool
    weight: Weight
    grade_low: GradeNumber
    grade_high: GradeNumber
    capacity: Capacity

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        member_id = cls.arg("member_id")
        yield Guard("unknown_member", exists().where(Member.id == member_id))
        yield Guard("grades_crossed", cls.arg("grade_low") <= cls.arg("grade_high"))
        # Somebody must be left who can keep the team.
        yield Guard("not_oneself", or_(cls.arg("is_active").is_(True), member_id != ACTOR))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        # As a submission does: the turn of the round robin, always in this order.
        yield select(Member.id).where(Member.role.in_(sorted(REP_ROLES))).order_by(Member.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        # Credits are in units of the weights they grew by: with other weights one could be owed hundreds of turns.
        weighed = Member.__table__.alias("weighed")
        is_other = exists().where(
            weighed.c.id == cls.arg("member_id"),
            weighed.c.role.in_(sorted(REP_ROLES)),
            weighed.c.weight != cls.arg("weight"),
        )
        yield Effect(update(Member).where(Member.credit != 0, is_other).values(credit=0), None)
        names = ("name", "name_key", "is_active", "weight", "grade_low", "grade_high", "capacity")
        yield Effect(
            update(Member)
            .where(Member.id == cls.arg("member_id"))
            .values({name: cls.arg(name) for name in names})
        )


class SetMemberCalendar(Decision, frozen=True, kw_only=True):
    """A member keeps the hours of another calendar from now on, or the team's again."""

    kind = "member.calendar"
    roles = WHO_KEEPS_PEOPLE
    member_id: UUID
    calendar: Key | None
    """``None``: the team's."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        calendar = cls.arg("calendar")
        yield Guard("unknown_member", exists().where(Member.id == cls.arg("member_id")))
        yield Guard("unknown_calendar", or_(calendar.is_(None), is_laid_down(calendar)))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(
            update(Member).where(Member.id == cls.arg("member_id")).values(calendar=cls.arg("calendar"))
        )


class SetTeam(Decision, frozen=True, kw_only=True):
    """A person works in another part of the team from now on, with all hats, or in none."""

    kind = "person.team"
    roles = WHO_KEEPS_PEOPLE
    person_id: UUID
    team: Name | None

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_member", exists().where(Member.person_id == cls.arg("person_id")))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Member.id).where(Member.person_id == cls.arg("person_id")).order_by(Member.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(
            update(Member).where(Member.person_id == cls.arg("person_id")).values(team=cls.arg("team")), None
        )


class SetAbsence(Decision, frozen=True, kw_only=True):
    """A member is away from one instant to another and gets no hand-overs meanwhile."""

    kind = "member.away"
    absence_id: UUID
    member_id: UUID
    from_at: Instant
    until_at: Instant
    words: Line | None = None

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        member_id = cls.arg("member_id")
        yield Guard("unknown_member", exists().where(Member.id == member_id))
        yield Guard("not_yours", or_(member_id == ACTOR, _keeps_people()))
        yield Guard("exists_already", ~exists().where(Absence.id == cls.arg("absence_id")))
        yield Guard("ends_before_it_begins", cls.arg("from_at") < cls.arg("until_at"))
        overlap = exists().where(
            Absence.member_id == member_id,
            Absence.from_at < cls.arg("until_at"),
            Absence.until_at > cls.arg("from_at"),
        )
        yield Guard("already_away", ~overlap)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Member.id).where(Member.id == cls.arg("member_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        names = ("member_id", "from_at", "until_at", "words")
        yield Effect(
            insert(Absence).from_select(
                ["id", *names], select(cls.arg("absence_id"), *(cls.arg(name) for name in names))
            )
        )


class EndAbsence(Decision, frozen=True, kw_only=True):
    """A member is back early, or will not be away after all."""

    kind = "member.back"
    absence_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        this = cls.arg("absence_id")
        yield Guard("unknown_absence", exists().where(Absence.id == this))
        yield Guard(
            "not_yours", or_(exists().where(Absence.id == this, Absence.member_id == ACTOR), _keeps_people())
        )
        yield Guard("already_back", exists().where(Absence.id == this, Absence.until_at > NOW))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Absence.id).where(Absence.id == cls.arg("absence_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        this = cls.arg("absence_id")
        yield Effect(delete(Absence).where(Absence.id == this, Absence.from_at >= NOW), None)
        yield Effect(update(Absence).where(Absence.id == this).values(until_at=NOW), None)


def _keeps_people() -> ColumnElement[bool]:
    return exists().where(Member.id == ACTOR, Member.role.in_(sorted(WHO_KEEPS_PEOPLE)))
