"""Two people claim the same leads at the same time, from processes of their own: one winner each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.services.holding import ClaimLeads
from tests.shared.team import Team, one, push

ROOT = Path(__file__).parent.parent.parent
CLAIMS = int(os.environ.get("DECILE_CLAIMS", "300"))
"""Leads both claim; 10,000 on demand: DECILE_CLAIMS=10000."""
A_DAY, AT_ONCE = 20, 100
"""Caps of the shipped playbook (spec section 10)."""


def test_of_two_people_who_claim_the_same_lead_one_has_it(team: Team) -> None:
    """As often as it is tried: never two, never none, and the interval of ownership is the winner's."""
    leads = _in_pool(team, CLAIMS)
    _lift_caps(team)

    anna, ben = _claim_at_once(team, ("anna", "ben"), leads)

    winners = Counter(_pair(anna[str(lead)], ben[str(lead)]) for lead in leads)
    with team.operate() as db:
        owned = db.execute("select id, owner_id from app.lead where id = any(%s)", (leads,)).fetchall()
        held = db.execute(
            "select lead_id, count(*) from app.ownership where until_at is null and lead_id = any(%s) group by 1",
            (leads,),
        ).fetchall()
        doubled = db.execute("select count(*) from app.cmd where status = 'error'").fetchone()
    assert set(winners) <= {"anna", "ben"}
    assert all(owner == team.members["anna" if anna[str(lead)] == "ok" else "ben"] for lead, owner in owned)
    assert {count for _, count in held} == {1}
    assert len(held) == len(leads)
    assert doubled == (0,)


def test_a_persons_own_parallel_sessions_never_pass_the_cap(team: Team) -> None:
    """Three sessions of one person claim as fast as they can: the day's cap holds to the last claim."""
    leads = _in_pool(team, 3 * A_DAY)
    thirds = [leads[place::3] for place in range(3)]

    said = _claim_each(team, [("anna", some) for some in thirds])

    accepted = sum(answer == "ok" for answers in said for answer in answers.values())
    assert accepted == A_DAY


@pytest.mark.parametrize("over", [1, 5])
def test_a_batch_is_claimed_whole_or_not_at_all(team: Team, over: int) -> None:
    """One lead more than the cap allows and none of them is claimed."""
    leads = _in_pool(team, A_DAY + over)
    with team.sign_in("anna") as db:
        answers = push(
            db, [one(ClaimLeads(lead_ids=tuple(leads))), one(ClaimLeads(lead_ids=tuple(leads[:A_DAY])))]
        )

    assert [answer["ok"] for answer in answers] == [False, True]


def _pair(annas: str, bens: str) -> str:
    """Return who won, or what both were told where that is not one winner."""
    match annas == "ok", bens == "ok":
        case True, False:
            return "anna"
        case False, True:
            return "ben"
        case _:
            return f"{annas}, {bens}"


def _in_pool(team: Team, count: int) -> list[UUID]:
    """Put leads into the pool beside those that lie there, like the first of them."""
    leads = [uuid4() for _ in range(count)]
    with team.operate() as db:
        columns = [
            row[0]
            for row in db.execute(
                "select attname from pg_attribute where attrelid = 'app.lead'::regclass and attnum > 0"
                " and not attisdropped and attname <> 'id' order by attnum"
            ).fetchall()
        ]
        names = ", ".join(f'"{name}"' for name in columns)
        db.execute(
            f"insert into app.lead (id, {names}) select one, {names} from app.lead, unnest(%s::uuid[]) as one"
            " where id = %s".encode(),
            (leads, team.pool[0]),
        )
    return leads


def _lift_caps(team: Team) -> None:
    with team.operate() as db:
        db.execute("update app.limit_value set value = 1000000 where key in ('claims_a_day', 'held_at_once')")


def _claim_at_once(team: Team, logins: tuple[str, ...], leads: list[UUID]) -> list[dict[str, str]]:
    return _claim_each(team, [(login, leads) for login in logins])


def _claim_each(team: Team, whose: list[tuple[str, list[UUID]]]) -> list[dict[str, str]]:
    """Let each claim their leads in a process of its own, all from one word on; return what they were told."""
    people = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.shared.claimer", team.of(login)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for login, _ in whose
    ]
    try:
        for person, (_, leads) in zip(people, whose, strict=True):
            assert person.stdin is not None
            assert person.stdout is not None
            person.stdin.write("\n".join(map(str, leads)))
            person.stdin.close()
            assert person.stdout.readline() == "ready\n"
        with team.operate() as db:
            _until_all_listen(team, len(people))
            db.execute("notify decile_go")
        answers = []
        for person in people:
            assert person.stdout is not None
            answers.append(json.loads(person.stdout.read()))
            assert person.wait() == 0
    finally:
        for person in people:
            person.kill()
            person.wait()
            assert person.stdout is not None
            person.stdout.close()
    return answers


def _until_all_listen(team: Team, count: int) -> None:
    with team.operate() as db:
        while True:
            row = db.execute(
                "select count(*) from pg_stat_activity where datname = current_database()"
                " and query = 'listen decile_go' and state = 'idle'"
            ).fetchone()
            if row == (count,):
                return
