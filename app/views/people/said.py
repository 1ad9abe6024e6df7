"""How the people page says grades, standings and whose turn is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta

from PySide6.QtCore import QCoreApplication

from app.clock import from_micros, to_epoch_day
from app.models.vocabulary import Role
from app.services.team import Away, MemberRow, Team, Turn
from app.views import formats
from app.views.i18n import is_chinese
from app.views.punctuation import aside, joined, labelled
from app.views.roles import role_name

MIDNIGHT = time()
LETTERS = {4: "A", 3: "B", 2: "C", 1: "D"}


def grades_text(low: int, high: int) -> str:
    """Return a span of grades, the best first: A–D."""
    return LETTERS[high] if low == high else f"{LETTERS[high]}–{LETTERS[low]}"


def standing(member: MemberRow) -> tuple[str, str]:
    """Return how a member stands now, and the tone of the chip."""
    if not member.is_active:
        return QCoreApplication.translate("People", "left"), "lost"
    if member.is_away:
        away = member.away[0]
        until = formats.day(_day(away.until_at), today=_day(away.from_at))
        return QCoreApplication.translate("People", "away until {when}").format(when=until), "warn"
    if member.takes_handovers and member.is_full:
        return QCoreApplication.translate("People", "full"), "bad"
    return QCoreApplication.translate("People", "present"), "ok"


def away_span(away: Away) -> str:
    """Return a time away as people say it: whole days by their dates, the last one included."""
    first, back = from_micros(away.from_at).astimezone(), from_micros(away.until_at).astimezone()
    if first.time() == back.time() == MIDNIGHT:
        last = back.date() - timedelta(days=1)
        dates = [formats.day(to_epoch_day(on)) for on in (first.date(), last)]
        return QCoreApplication.translate("PeoplePage", "Away {first} – {last}").format(
            first=dates[0], last=dates[1]
        )
    return QCoreApplication.translate("PeoplePage", "Away {first} – {back}").format(
        first=formats.date_time(away.from_at), back=formats.date_time(away.until_at)
    )


def _day(at: int) -> int:
    """Return the local day an instant falls on."""
    return to_epoch_day(from_micros(at).astimezone().date())


def next_lines(team: Team) -> list[str]:
    """Return whose turn is next, in as few lines as say it: one where rules and grades make no difference."""
    turns = team.turns
    if len({(turn.rep_id, turn.waits_for_person) for turn in turns}) == 1:
        return [_whole(team, turns[0])]
    by_rule: dict[str, list[Turn]] = {}
    for turn in turns:
        title = turn.rule.shown("zh" if is_chinese() else "en") if turn.rule else ""
        by_rule.setdefault(title, []).append(turn)
    return [_of_rule(team, title if len(by_rule) > 1 else "", of_rule) for title, of_rule in by_rule.items()]


def _whole(team: Team, turn: Turn) -> str:
    if turn.waits_for_person:
        return QCoreApplication.translate("People", "The next hand-over waits for a person's choice.")
    if turn.rep is None:
        return QCoreApplication.translate(
            "People", "Nobody can take a hand-over now. Add a rep, or see who is away or full."
        )
    return QCoreApplication.translate("People", "Next: {rep}").format(rep=_taker(team, turn))


def _of_rule(team: Team, title: str, turns: Sequence[Turn]) -> str:
    parts = []
    for name in dict.fromkeys(_taker(team, turn) for turn in turns):
        grades = sorted(turn.grade for turn in turns if _taker(team, turn) == name)
        parts.append(name if len(grades) == len(LETTERS) else labelled(_spans(grades), name))
    said = " · ".join(parts)
    if title:
        return labelled(title, said)
    return QCoreApplication.translate("People", "Next by grade: {turns}").format(turns=said)


def _spans(grades: Sequence[int]) -> str:
    """Return grades as spans where they follow each other: A–C; A, C."""
    if grades[-1] - grades[0] == len(grades) - 1:
        return grades_text(grades[0], grades[-1])
    return joined(LETTERS[grade] for grade in reversed(grades))


def _taker(team: Team, turn: Turn) -> str:
    if turn.waits_for_person:
        return QCoreApplication.translate("People", "a person chooses")
    rep = next((one for one in team.members if one.id == turn.rep_id), None)
    if rep is None:
        return QCoreApplication.translate("People", "nobody can take it")
    return rep.name if rep.role is Role.REP else aside(rep.name, role_name(rep.role))


def another_rep(team: Team) -> str:
    """Return what "another rep" means where there are fewer than two people to take hand-overs; else nothing."""
    reps = team.reps
    if not reps:
        return QCoreApplication.translate("People", "There is no active rep, so nothing can be handed over.")
    if len(reps) == 1:
        return QCoreApplication.translate(
            "People",
            "There is one rep only. Where a rule asks for another rep, a team lead decides with a written reason.",
        )
    if len({rep.person_id for rep in reps}) == 1:
        hats = joined(role_name(rep.role) for rep in reps)
        return QCoreApplication.translate(
            "People",
            "You are alone: every hat counts as a member of its own. “Another rep” means your other hat ({hats}).",
        ).format(hats=hats)
    return ""
