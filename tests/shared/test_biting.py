"""Would the suites notice? Weaken the database in one way and see that they tell."""

from __future__ import annotations

import pytest

from tests.shared import test_attacks, test_security
from tests.shared.team import Team

WEAKNESSES = {
    "a write privilege": ("grant update (owner_id) on app.lead to app_sdr",),
    "row security off": ("alter table app.activity disable row level security",),
    "a policy too wide": ("create policy leak on app.lead for select to app_client using (true)",),
    "whole rows of leads": ("grant select on app.lead to app_client",),
    "the judge without its door": (
        "grant execute on function app.judge_one(jsonb, uuid, bigint) to app_client",
    ),
    "a function that runs as whoever calls": ("alter function app.mine() reset search_path",),
    "the contact view without its condition": (
        "create or replace view app.lead_contact as select id, phone, phone_ext, email, email_key from app.lead",
    ),
    "commands in full": ("grant select on app.cmd to app_client",),
    "a role too many": ("grant app_owner to anna",),
}


@pytest.mark.parametrize("weakness", WEAKNESSES)
def test_a_weakness_is_noticed(team: Team, weakness: str) -> None:
    """By the catalogues or by an attack, each of them."""
    with team.operate() as db:
        for statement in WEAKNESSES[weakness]:
            db.execute(statement.encode())
    noticed = []
    try:
        for check in (
            test_security.test_nobody_of_the_team_owns_a_write_privilege,
            test_security.test_every_table_is_under_row_security,
            test_security.test_people_may_call_these_functions_and_no_other,
            test_security.test_nobody_of_the_team_may_act_for_another,
            test_security.test_each_role_sees_its_own_leads,
            lambda one: test_security.test_no_byte_of_a_phone_in_the_pool_reaches_anybody(one, "ben"),
            test_attacks.test_nothing_protected_is_read_or_changed_by_anybody_with_psql,
        ):
            try:
                check(team)
            except AssertionError as seen:
                noticed.append(str(seen)[:80])
                break
    finally:
        with team.operate() as db:
            db.execute("revoke app_owner from anna")

    assert noticed
