"""The list of members: its columns, how they are sorted, what tells its rows apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import Role
from app.services.team import Desks, MemberRow
from app.views.people.login_words import seen_text
from app.views.people.said import grades_text, standing
from app.views.roles import role_name
from app.views.rows_source import Column, Look

SORT_KEYS: dict[str, Callable[[MemberRow], object]] = {
    "name": lambda one: one.name.casefold(),
    "role": lambda one: list(Role).index(one.role),
    "team": lambda one: (one.team is None, (one.team or "").casefold()),
    "weight": lambda one: one.weight,
    "load": lambda one: one.in_window,
    "credit": lambda one: one.credit,
}


def member_columns() -> tuple[Column[MemberRow], ...]:
    """Return the columns of the list."""
    return (
        Column[MemberRow](
            "name", lambda: QCoreApplication.translate("People", "Name"), lambda one: one.name, width=150,
            min_width=90, stretch=2, is_sortable=True, is_fixed=True,
            tone=lambda one: "" if one.is_active else "faint",
        ),
        Column[MemberRow](
            "role", lambda: QCoreApplication.translate("People", "Role"), lambda one: role_name(one.role), width=112,
            min_width=70, is_sortable=True, tone=lambda one: "muted" if one.is_active else "faint",
        ),
        _team_column(),
        Column[MemberRow](
            "weight", lambda: QCoreApplication.translate("People", "Weight"), _of_rep(lambda one: str(one.weight)),
            Look.NUMBER, 66, 52, is_sortable=True, is_descending_first=True,
        ),
        Column[MemberRow](
            "grades", lambda: QCoreApplication.translate("People", "Grades"),
            _of_rep(lambda one: grades_text(one.grade_low, one.grade_high)), width=66, min_width=52,
        ),
        Column[MemberRow](
            "load", lambda: QCoreApplication.translate("People", "In 30 days"),
            _of_rep(lambda one: f"{one.in_window} / {one.capacity}"), Look.NUMBER, 92, 70, is_sortable=True,
            is_descending_first=True, tone=lambda one: "bad" if one.takes_handovers and one.is_full else "",
        ),
        Column[MemberRow](
            "credit", lambda: QCoreApplication.translate("People", "Credit"), _of_rep(lambda one: str(one.credit)),
            Look.NUMBER, 66, 52, is_sortable=True, is_descending_first=True,
        ),
        Column[MemberRow](
            "standing", lambda: QCoreApplication.translate("People", "Standing"), lambda one: standing(one)[0],
            Look.CHIP, 176, 96, stretch=1, tone=lambda one: standing(one)[1],
        ),
    )  # fmt: skip


def login_columns(
    desks: Callable[[MemberRow], Desks | None], clock: Callable[[], int]
) -> tuple[Column[MemberRow], ...]:
    """Return the columns of the list where logins are kept: who was at a desk when, rather than whose turn is next.

    Args:
        desks: The computers of a member's person.
        clock: Now, in microseconds.
    """
    kept = {"name", "role", "team", "standing"}
    seen = Column[MemberRow](
        "seen", lambda: QCoreApplication.translate("People", "Last seen"),
        lambda one: seen_text(one, desks(one), clock()), width=144, min_width=112, is_sortable=True,
        is_descending_first=True, tone=lambda one: "warn" if one.is_active and desks(one) is None else "muted",
    )  # fmt: skip
    shown = [column for column in member_columns() if column.key in kept]
    return (*shown[:-1], seen, shown[-1])


def _team_column() -> Column[MemberRow]:
    return Column[MemberRow](
        "team", lambda: QCoreApplication.translate("People", "Team"), lambda one: one.team or "", width=92,
        min_width=60, is_sortable=True, tone=lambda one: "" if one.is_active else "faint",
    )  # fmt: skip


def id_of(member: MemberRow) -> Hashable:
    """Return what tells members apart."""
    return member.id


def _of_rep(text: Callable[[MemberRow], str]) -> Callable[[MemberRow], str]:
    """Say a figure of the round robin for those it looks at only."""
    return lambda one: text(one) if one.takes_handovers else ""
