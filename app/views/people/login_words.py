"""What the people page says of somebody's login, and of what becomes of a leaver."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from app.services.leaver_plan import LeaverPlan
from app.services.team import Desks, MemberRow, Team
from app.views import formats
from app.views.punctuation import aside, labelled


def summary(team: Team) -> tuple[str, str]:
    """Return how many people there are and who has yet to come, and how logins are kept."""
    translate = QCoreApplication.translate
    here = {one.person_id for one in team.members if one.is_active}
    closed = {one.person_id for one in team.members} - here
    parts = [
        labelled(translate("Logins", "People"), formats.number(len(here))),
        labelled(translate("Logins", "never signed in"), formats.number(len(here - set(team.desks)))),
    ]
    if closed:
        parts.append(labelled(translate("Logins", "closed"), formats.number(len(closed))))
    how = translate(
        "Logins",
        "Logins are opened and closed at the server, with its operator's login. Each computer tells itself when it was"
        " used, and with which program; administrators alone see that.",
    )
    return " · ".join(parts), how


def seen_text(member: MemberRow, desks: Desks | None, now: int) -> str:
    """Return in few words when somebody was at a desk last."""
    if desks is None:
        return QCoreApplication.translate("Logins", "never") if member.is_active else ""
    return formats.moment(desks.seen_at, now)


def login_facts(member: MemberRow, desks: Desks | None, now: int) -> list[tuple[str, str]]:
    """Return what is known of a person's login and computers, as names and values."""
    translate = QCoreApplication.translate
    state = translate("Logins", "open") if member.is_active else translate("Logins", "closed")
    if desks is None:
        never = translate("Logins", "never signed in")
        return [(translate("Logins", "Sign-in"), aside(state, never) if member.is_active else state)]
    pairs = [
        (translate("Logins", "Sign-in"), state),
        (translate("Logins", "Last seen"), formats.moment(desks.seen_at, now)),
        (translate("Logins", "Program"), f"Decile {desks.version}"),
    ]
    if desks.count > 1:
        pairs.append((translate("Logins", "Computers"), formats.number(desks.count)))
    if desks.refused:
        pairs.append((translate("Logins", "Refused, undecided"), formats.number(desks.refused)))
    return pairs


def login_note(member: MemberRow, desks: Desks | None) -> str:
    """Return what there is to do about a login, if anything."""
    if member.is_active and desks is None:
        return QCoreApplication.translate("Logins", "Never signed in: has the invitation arrived?")
    if not member.is_active and desks is not None:
        return QCoreApplication.translate(
            "Logins",
            "What they did and had not sent lies on their computer, encrypted. It arrives when you open the login"
            " again and they join there once more.",
        )
    return ""


def leaver_lines(member: MemberRow, plan: LeaverPlan) -> Iterator[tuple[str, str]]:
    """Yield what becomes of a leaver's login, computers and work: an icon and a sentence each."""
    translate, name = QCoreApplication.translate, member.name
    yield (
        "lock",
        translate("Logins", "{name} is let in no more from now on, and open sessions end.").format(name=name),
    )
    yield (
        "refresh",
        translate(
            "Logins",
            "At the next contact the team's leads are taken off their computers. What they did and had not sent stays"
            " there, encrypted, and arrives if you open the login again.",
        ),
    )
    yield from _work(plan)
    yield "history", translate("Logins", "What they did stays in the history and in every report.")


def _work(plan: LeaverPlan) -> Iterator[tuple[str, str]]:
    translate = QCoreApplication.translate
    if plan.leads:
        text = translate(
            "Logins",
            "Leads they call: {n}. They stay in their name until a team lead takes them over; else each goes back to the"
            " pool by itself after {days} working days without contact.",
        )
        yield "users", text.format(n=formats.number(plan.leads), days=plan.recall_days)
    if plan.promises:
        text = translate("Logins", "Open follow-ups: {n}. Each goes with its lead to whoever takes it over.")
        yield "calendar-due", text.format(n=formats.number(plan.promises))
    if plan.handovers:
        text = translate(
            "Logins",
            "Hand-overs that wait for their decision: {n}. A team lead or sales lead gives them to another rep.",
        )
        yield "inbox", text.format(n=formats.number(plan.handovers))
    if plan.deals:
        text = translate("Logins", "Deals: {n}. They stay in their name until a sales lead passes them on.")
        yield "briefcase", text.format(n=formats.number(plan.deals))
    if not (plan.leads or plan.promises or plan.handovers or plan.deals):
        yield "circle-check", translate("Logins", "They hold no lead, no hand-over and no deal.")
