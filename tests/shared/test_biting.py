"""Would the suites notice? Weaken the database in one way and see that they tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.shared import test_attacks, test_security
from tests.shared.team import Team

_ALL = "select id, phone, phone_ext, email, email_key from app.lead"
WEAKNESSES = {
    "a write privilege": (
        "grant update (owner_id) on app.lead to app_sdr",
        "revoke update (owner_id) on app.lead from app_sdr",
    ),
    "row security off": (
        "alter table app.activity disable row level security",
        "alter table app.activity enable row level security",
    ),
    "a policy too wide": (
        "create policy leak on app.lead for select to app_client using (true)",
        "drop policy leak on app.lead",
    ),
    "a hidden column": (
        "grant select (phone) on app.lead to app_client",
        "revoke select (phone) on app.lead from app_client",
    ),
    "the judge without its door": (
        "grant execute on function app.judge_one(jsonb, uuid, bigint) to app_client",
        "revoke execute on function app.judge_one(jsonb, uuid, bigint) from app_client",
    ),
    "a function that looks where the caller says": (
        "alter function app.mine() reset search_path",
        "alter function app.mine() set search_path = app, pg_temp",
    ),
    "commands in full": (
        "grant select (args) on app.cmd to app_client",
        "revoke select (args) on app.cmd from app_client",
    ),
    "a role too many": ("grant app_owner to anna", "revoke app_owner from anna"),
    "the contact view without its condition": (f"create or replace view app.lead_contact as {_ALL}", "select 1"),
}  # fmt: skip
"""How it is weakened, and how that is mended; the last one stays as it is."""
_CHECKS = (
    test_security.test_nobody_of_the_team_owns_a_write_privilege,
    test_security.test_every_table_is_under_row_security,
    test_security.test_people_may_call_these_functions_and_no_other,
    test_security.test_nobody_of_the_team_may_act_for_another,
    test_security.test_each_role_sees_its_own_leads,
    lambda team: test_security.test_no_byte_of_a_phone_in_the_pool_reaches_anybody(team, "ben"),
    test_attacks.test_nothing_protected_is_read_or_changed_by_anybody_with_psql,
)


def test_every_weakness_is_noticed(team: Team) -> None:
    """By the catalogues or by an attack, each of them, and nothing once it is mended."""
    unnoticed, before = [], False
    with team.operate() as db:
        for weakness, (weaken, mend) in WEAKNESSES.items():
            db.execute(weaken.encode())
            try:
                # What the one before has left would be noticed in the place of this one.
                assert not before
                if not _noticed(team, _CHECKS):
                    unnoticed.append(weakness)
            finally:
                db.execute(mend.encode())
                before = mend != "select 1" and _noticed(team, _CHECKS[:-1])

    assert unnoticed == []


def _noticed(team: Team, checks: Sequence[Callable[[Team], None]]) -> bool:
    for check in checks:
        try:
            check(team)
        except AssertionError:
            return True
    return False
