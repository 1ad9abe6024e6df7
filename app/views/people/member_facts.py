"""What stands beside the list of members: one of them, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.services.team import Hours, MemberRow
from app.views.actions import Action, do
from app.views.calendar.words import country_name
from app.views.i18n import is_chinese
from app.views.people.said import away_span, grades_text, standing
from app.views.roles import role_name
from app.views.widgets.basics import column, label, row
from app.views.widgets.card_pieces import facts
from app.views.widgets.chip import Chip
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.key_button import KeyButton


@dataclass(frozen=True, slots=True)
class LoginFacts:
    """What an administrator sees of a person's login: pairs of name and value, and what there is to do about it."""

    pairs: Sequence[tuple[str, str]]
    note: str


def member_facts(
    member: MemberRow, hours: Hours | None, actions: Sequence[Action], login: LoginFacts | None = None
) -> QVBoxLayout:
    """Return what is known of a member, and buttons for what can be done.

    Args:
        member: The member.
        hours: The calendar they keep.
        actions: What can be done.
        login: What is known of their login.
    """
    text, tone = standing(member)
    parts: list[QWidget | QLayout | int | None] = [
        label(member.name, "title", wrap=True),
        row(label(role_name(member.role), "muted"), Chip(text, tone), None, gap=8),
        8,
        facts([*_pairs(member), *(login.pairs if login else ()), *_hours(hours)]),
    ]
    if login is not None and login.note:
        note = row(IconLabel("info-circle", "accent"), label(login.note, "muted", wrap=True), gap=8)
        note.setStretch(1, 1)
        parts += [6, note]
    for away in member.away:
        span = away_span(away)
        words = label(f"{span} · {away.words}" if away.words else span, "muted", wrap=True)
        line = row(IconLabel("calendar-off", "warn"), words, gap=8)
        line.setStretch(1, 1)
        parts += [6, line]
    parts.append(10)
    for action in actions:
        made = KeyButton(action.key, partial(do, action), icon_name=action.icon)
        made.setText(action.text)
        made.setAccessibleName(action.text)
        parts.append(made)
    return column(*parts, None, gap=6, margin=(16, 14, 16, 14))


def _pairs(member: MemberRow) -> Sequence[tuple[str, str]]:
    pairs = [
        (QCoreApplication.translate("PeoplePage", "Login"), member.login),
        (QCoreApplication.translate("PeoplePage", "Team"), member.team or ""),
    ]
    if member.takes_handovers:
        pairs += [
            (
                QCoreApplication.translate("PeoplePage", "Grades"),
                grades_text(member.grade_low, member.grade_high),
            ),
            (
                QCoreApplication.translate("PeoplePage", "In 30 days"),
                f"{member.in_window} / {member.capacity}",
            ),
            (QCoreApplication.translate("PeoplePage", "Weight"), str(member.weight)),
            (
                QCoreApplication.translate("PeoplePage", "Credit"),
                QCoreApplication.translate("PeoplePage", "{now}, next turn {then}").format(
                    now=member.credit, then=member.credit + member.weight
                ),
            ),
        ]
    return pairs


def _hours(hours: Hours | None) -> list[tuple[str, str]]:
    if hours is None:
        return []
    translate = QCoreApplication.translate
    name = hours_name(hours)
    return [
        (translate("PeoplePage", "Working hours"), f"{name} · {country_name(hours.country)}"),
        (translate("PeoplePage", "Time zone"), hours.time_zone),
    ]


def hours_name(hours: Hours) -> str:
    """Return what a calendar is called."""
    return hours.title.shown("zh" if is_chinese() else "en") or hours.key
